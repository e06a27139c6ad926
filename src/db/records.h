/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A CSV file as rows for a table: its header matched with the columns, its cells converted. It can
 * be read twice, the second time to find the places of dangling references. */
#ifndef DB_RECORDS_H
#define DB_RECORDS_H

#include "db/csv.h"
#include "db/table.h"

struct records {
    const char *shown;
    struct text bytes;
    const struct table *table;
    size_t *column; /* the table's column of each cell; SIZE_MAX: none, reported */
    size_t cells;
    bool is_broken; /* the file could not be read, or not to its end */
    bool lacks;     /* a column that must be given is not there: no row can be stored */
    size_t rows;    /* stored */
    size_t refused; /* not stored, reported; kept in temp."refused TABLE" */
};

struct record {
    struct csv_cell *cell;
    size_t cells;
    struct value *value; /* of each cell; NULL where the cell is faulty */
    bool is_sound;
};

/* Reads the file's header. NULL when there is no table of the name (reported, with suggestion). */
struct records *records_open(struct arena *, sqlite3 *, const char *path, const char *shown,
                             struct text table, struct diag *);
/* Begins reading rows, behind the header. */
struct csv *records_begin(struct arena *, struct records *, struct diag *);
/* The next row that is not empty, faults reported; values live in the arena. */
bool records_next(struct arena *, struct records *, struct csv *, struct record *, struct diag *);
/* The number of the cell that fills the column, or SIZE_MAX. */
size_t records_cell(const struct records *, size_t column);

#endif
