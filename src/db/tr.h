/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQL's tr('table.column', text): the text in the document's language, for what a statement makes
 * out of columns. Where nobody translates, and where there is no translation, the text itself. */
#ifndef DB_TR_H
#define DB_TR_H

#include <sqlite3.h>

#include "db/store.h"

struct tr;

struct tr *tr_new(sqlite3 *);
void tr_free(struct tr *); /* NULL is allowed; after its connection */
void tr_set(struct tr *, store_translate *, void *context);
/* Whether the text holds one that had no translation since tr_set. */
bool tr_has_missed(const struct tr *, struct text);

#endif
