/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.sql made into an empty database in memory. */
#ifndef DB_SCHEMA_H
#define DB_SCHEMA_H

#include <sqlite3.h>

#include "db/clock.h"
#include "db/import.h"

/* A path as messages print it: relative to the options' root. */
const char *shown_path(const struct import_options *, const char *path);
/* Runs the options' schema.sql on an empty database; false: reported with its place. */
bool schema_run(struct arena *, sqlite3 *, const struct import_options *, struct diag *);

struct schema {
    struct arena *arena;
    sqlite3 *db;
    struct clock clock;
    struct diag *diag;
};
/* A database in memory with the schema's tables, for who wants to know them only. To be closed
 * even when this fails. */
bool schema_open(struct schema *, const struct import_options *, struct diag *);
void schema_close(struct schema *);

#endif
