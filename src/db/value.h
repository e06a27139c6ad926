/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typed values and rows, the data between the database and templates. Plain data, no functions that
 * reach the database. A REAL keeps its decimal text, of fifteen digits; one from a database its
 * exact bits, too: no floating point leaves db/. */
#ifndef DB_VALUE_H
#define DB_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "base/text.h"

enum value_kind { VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_TEXT };

struct value {
    enum value_kind kind;
    int64_t i;     /* VALUE_INT; VALUE_REAL: its bits (IEEE 754), or 0 when the text is all;
                    * VALUE_TEXT: 0, or number from 1 of what the rows' speech says of it */
    struct text s; /* the value as text: decimal digits for INT and REAL; empty for NULL */
};

struct speech;                /* which language a text is in (doc/template.h) */
enum { VALUE_IN_SOURCE = 1 }; /* a text that tr() found no translation for */

/* A query's result: n rows of `columns` cells. Read-only once built; rows_cell looks into it. */
struct rows {
    const char *name; /* the query's name, for messages */
    struct place at;  /* where the query stands */
    const char **column;
    size_t columns, n;
    struct value *cell;  /* cell[row * columns + column], or NULL: */
    struct value **row;  /* row[row][column], where rows come one by one */
    const char **origin; /* of each column: "table.column" of the database, or NULL; or NULL */
    const struct rows *source;          /* the same before they were translated, or NULL */
    const struct speech *const *speech; /* of values that say a number; or NULL */
    struct arena *arena; /* that they lie in, if it may be on disk (arena_on_disk); or NULL */
};

/* Some rows of a result: all of them, one, or those that belong to a parent row. */
struct slice {
    const struct rows *rows;
    const uint32_t *index; /* NULL: the rows first, first + 1, … */
    size_t first, n;
};

/* The column's number, or SIZE_MAX. Names compare without ASCII case, as in SQL. */
size_t rows_column(const struct rows *, struct text name);
const struct value *rows_cell(const struct rows *, size_t row, size_t column);
/* The rows as the database has them: what filters and joins look at. */
const struct rows *rows_source(const struct rows *);
/* The language of a cell's text, or NULL: nothing is said of it. */
const struct speech *rows_speech(const struct rows *, const struct value *);
size_t slice_row(const struct slice *, size_t k); /* number of the k-th row within rows */
/* False: NULL, 0, '' (LANGUAGE: sections over plain values). REAL 0.0 counts as 0. */
bool value_is_true(const struct value *);
bool value_equal(const struct value *, const struct value *); /* kind and content */
/* The value for programs, whatever the language: of a REAL the fewest digits that mean it alone.
 * Lives as long as the value and the room. */
enum { VALUE_ROOM = 40 };
struct text value_plain(const struct value *, char room[VALUE_ROOM]);
/* "event id=3": the query and its first column whose name is id or ends in _id, else "row N".
 * Lives in the arena. */
const char *rows_name_row(struct arena *, const struct rows *, size_t row);
/* The same with the column behind it: "event id=3, column title". */
const char *rows_name_cell(struct arena *, const struct rows *, size_t row, const char *column);

#endif
