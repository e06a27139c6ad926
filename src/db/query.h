/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A user's statement on its way through SQLite: judged before it is compiled, bound, and its rows
 * gathered. Knows nothing of files and of what is kept as q.NAME; that is store.c. */
#ifndef DB_QUERY_H
#define DB_QUERY_H

#include <stdbool.h>

#include <sqlite3.h>

#include "db/authorizer.h"
#include "db/clock.h"
#include "db/fault.h"
#include "db/store.h"
#include "db/watch.h"

struct query {
    struct statement text;
    const char *name;  /* or NULL */
    const char *shown; /* the database in messages */
    struct clock *clock;
    const struct guard *guard;
    const struct binding *binding;
    size_t bindings;
    const struct watch *watch;
    const struct store *store; /* for what q.NAME's columns were made of */
    struct tr *tr;
};

/* The rows and what q.NAME needs besides them. */
struct result {
    struct rows *rows;
    const char **affinity; /* a column's, as CREATE TABLE wants it */
    size_t bytes;          /* of all values as text */
};

/* Each returns false or NULL when it has reported a fault. */
bool query_judge(struct arena *, const struct query *); /* before compiling: form and parameters */
sqlite3_stmt *query_compile(const struct query *);
bool query_run(struct arena *, const struct query *, sqlite3_stmt *, struct result *);

#endif
