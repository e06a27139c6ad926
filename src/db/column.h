/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a column takes from a cell, and the conversion of a cell to a value. */
#ifndef DB_COLUMN_H
#define DB_COLUMN_H

#include "db/sheet.h"
#include "db/value.h"

enum column_kind {
    COLUMN_TEXT,
    COLUMN_ANY, /* SQLite decides by the column's affinity */
    COLUMN_INTEGER,
    COLUMN_REAL,
    COLUMN_MONEY,   /* integer cents: *_ct */
    COLUMN_RATE,    /* integer basis points: *_bp */
    COLUMN_DATE,    /* TEXT with a CHECK that contains date(column) */
    COLUMN_YES_NO,  /* INTEGER with a CHECK (column IN (0,1)) */
    COLUMN_BYTES,   /* BLOB: cannot be imported */
    COLUMN_COMPUTED /* GENERATED: cannot be imported */
};

struct column {
    const char *name;
    enum column_kind kind;
    bool is_not_null;
    bool has_default; /* or a value of its own, as a row id has */
    /* What an empty cell stands for where the column must not be empty: its default; NULL: none. */
    struct value otherwise;
};

/* Without ASCII white space, no-break and other spaces at both ends. */
struct text trim_wide(struct text);
/* The cell's value, in the arena; an empty cell is NULL. Returns NULL, or what is wrong, to stand
 * after "column 'x': 'cell' ". */
const char *column_convert(struct arena *, const struct column *, const struct cell *,
                           struct value *out);
/* Likewise for a cell that says itself what it is: any kind but CELL_TEXT and CELL_FAULT. */
const char *typed_convert(struct arena *, const struct column *, const struct cell *,
                          struct value *out);

#endif
