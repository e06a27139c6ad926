/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table as import sees it: its columns and its CHECKs. */
#ifndef DB_TABLE_H
#define DB_TABLE_H

#include <sqlite3.h>

#include "db/column.h"

struct table {
    const char *name; /* as the schema spells it */
    struct text sql;  /* its CREATE TABLE */
    struct column *column;
    size_t columns;
};

/* Reads the table's description; NULL when there is no such table (a view is none). */
struct table *table_read(struct arena *, sqlite3 *, struct text name);
size_t table_column(const struct table *, struct text name); /* number, or SIZE_MAX */
/* The inside of the table's k-th CHECK with its constraint's name (or empty); false: no more. */
bool table_check(struct arena *, const struct table *, size_t k, struct text *name,
                 struct text *inside);

#endif
