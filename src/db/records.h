/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet as rows for a table: its header matched with the columns, its cells converted. It can be
 * read again, to find the places of dangling references and of keys given twice. */
#ifndef DB_RECORDS_H
#define DB_RECORDS_H

#include "db/sheet.h"
#include "db/table.h"

enum { MOST_FAULTS = 100 }; /* reported for one table; more are counted */

struct duplicate;
struct records {
    struct arena *arena;
    const char *shown;
    struct sheet *sheet;
    struct diag *quiet; /* for a second reading */
    const struct table *table;
    size_t *column;    /* the table's column of each cell; SIZE_MAX: none */
    bool *has_cents;   /* it was said that the column's numbers are read as cents */
    bool *is_nameless; /* the header has no name for the cell: it must be empty */
    size_t cells;
    bool is_broken; /* the file could not be read, or not to its end */
    bool lacks;     /* a column that must be given is not there: no row can be stored */
    size_t rows;    /* stored */
    size_t refused; /* not stored, reported; kept in temp."refused TABLE" as long as !is_flooded */
    size_t faults;  /* found, reported or not */
    struct duplicate *duplicate; /* keys given twice, see duplicate.h */
    size_t duplicates, duplicate_cap;
    bool is_flooded; /* so many that what refers to this table is not checked any more */
};

struct record {
    struct cell *cell;
    size_t cells;
    struct value *value; /* of each cell; NULL where the cell is faulty */
    bool is_sound;
};

/* Finds the tables that the file's sheets fill, reads their headers and adds them to the list:
 * *records, which holds *n and grows. wanted: the table's name if the user gave one, or NULL. The
 * book must stay open. */
void records_open(struct arena *, sqlite3 *, struct book *, const char *path, const char *shown,
                  const char *wanted, struct records ***records, size_t *n, struct diag *);
/* Begins reading rows, behind the header. False: the file ends before. */
bool records_begin(struct records *);
/* The next row that is not empty, faults reported; values live in the arena. */
bool records_next(struct arena *, struct records *, struct record *, struct diag *);
/* The same without a word, for a second reading. */
bool records_again(struct arena *, struct records *, struct record *);
/* The number of the cell that fills the column, or SIZE_MAX. */
size_t records_cell(const struct records *, size_t column);
/* Counts a fault; true when it is to be reported. */
bool records_fault(struct records *);
struct place records_place(const struct records *, const struct cell *);

#endif
