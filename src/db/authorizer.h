/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a user's statement may do: read, and nothing that differs from run to run. */
#ifndef DB_AUTHORIZER_H
#define DB_AUTHORIZER_H

#include <sqlite3.h>

#include "base/text.h"
#include "db/watch.h"

struct guard {
    sqlite3 *db;
    struct text sql;     /* what is compiled */
    struct watch *watch; /* or NULL */
    unsigned questions;
    /* What was refused first; empty texts when nothing was. */
    char refusal[160]; /* a message to stand after "query 'x' " */
    char word[64];     /* what in the statement brought it about */
};

/* From now on the connection's statements may only read. sql is the statement that will be
 * compiled: results kept in q must be named as q.NAME in it. Compiling ends when the watch is
 * over. */
void authorizer_only_reading(sqlite3 *, struct text sql, struct watch *, struct guard *);
/* From now on they may do all but reach other files: for schema.sql. */
void authorizer_only_here(sqlite3 *, struct guard *);
void authorizer_off(sqlite3 *);

#endif
