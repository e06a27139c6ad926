/* SPDX-License-Identifier: GPL-3.0-or-later */
/* COLLATE locale: sorting by the rules of a language, from ICU. */
#ifndef DB_COLLATE_H
#define DB_COLLATE_H

#include <stdint.h>

#include <sqlite3.h>

struct collation;

struct collation *collation_new(void);
void collation_free(struct collation *); /* NULL is allowed; after the connection is closed */
/* Makes `COLLATE locale` known to the connection. */
void collation_register(struct collation *, sqlite3 *);
/* From now on it means this language (BCP 47); NULL: the order that all languages share. */
void collation_set(struct collation *, const char *lang);

/* ICU's name of the locale whose order serves for the language: its own, but where CLDR lacks it;
 * "root" where there is none. size: at least that of "root". */
void collation_locale(const char *lang, char *name, int32_t size);

#endif
