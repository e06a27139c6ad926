/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What SQLite says about a user's statement, put in our words at the place in the statement. */
#ifndef DB_FAULT_H
#define DB_FAULT_H

#include <sqlite3.h>

#include "base/diagnostic.h"

struct statement {
    sqlite3 *db;
    const char *label; /* "query 'event'", "the schema" */
    struct text sql;
    struct place at; /* of sql's first byte */
    struct diag *diag;
};

/* The place of a byte of the statement. */
struct place statement_place(const struct statement *, size_t offset);
/* The offset of the statement's first token (0 when there is none). */
size_t statement_start(const struct statement *);
/* The offset of the first token at or after `from` that is this name or word, or SIZE_MAX. */
size_t statement_find(const struct statement *, size_t from, struct text name);
/* Reports the connection's last error, which concerns sql from the byte `from` on; names that do
 * not exist come with the nearest that do. No authorizer may be at work. */
void statement_fault(const struct statement *, size_t from);

#endif
