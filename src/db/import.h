/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records into the database: schema.sql creates it, CSV files and workbooks fill it, in one
 * transaction; a refused import leaves the database as it was. Types follow the column's
 * declaration and checks (see README, Import): dates, cents, decimals, yes/no, empty = NULL. */
#ifndef DB_IMPORT_H
#define DB_IMPORT_H

#include <stdbool.h>

#include "base/diagnostic.h"

struct import_options {
    const char *database; /* path */
    const char *schema;   /* path of schema.sql, or NULL */
    const char *root;     /* paths in messages are relative to it */
    const char *table;    /* for a single file whose name is not its table's; or NULL */
    bool is_fresh;        /* make the database anew (import without FILE) */
    bool is_dry;          /* check everything, write nothing */
    bool is_strict;       /* warnings refuse the import too */
};
struct import_count {
    size_t tables, rows;
    bool is_environment; /* not the records but the database or the disk is at fault */
};

/* Reads the files: a CSV file fills the table of its base name, a workbook's sheets those of
 * theirs. All faults of all files are reported as file:line:col with column and value, in one run,
 * the first hundred of a table. False: nothing was changed. */
bool import_files(const struct import_options *, const char *const *file, size_t files,
                  struct import_count *, struct diag *);

/* Writes a blank CSV file a table of schema.sql into the folder, its columns explained in comment
 * lines. A file that is there already is not overwritten: an error. Uses schema, root, database
 * (for messages). */
bool import_blank(const struct import_options *, const char *folder, struct import_count *,
                  struct diag *);

#endif
