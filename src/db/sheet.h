/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A source of rows of cells: a CSV file, or a sheet of an ODS or XLSX workbook. Who reads rows does
 * not know which. A cell keeps its place and what the file itself says about its type. */
#ifndef DB_SHEET_H
#define DB_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diagnostic.h"

/* What a cell is by the file's own word; all numbers are decimal text with a point. */
enum cell_kind {
    CELL_TEXT,    /* as written: the column decides how to read it */
    CELL_NUMBER,  /* with no format that says more */
    CELL_GROUPED, /* a number shown without decimals and with separators: 1.234 */
    CELL_CODE,    /* a number shown with leading zeros: 06110 */
    CELL_EUROS,   /* an amount: a currency format, or two decimals */
    CELL_FOREIGN, /* an amount in another currency */
    CELL_PERCENT, /* 0.85 is shown as 85 % */
    CELL_DATE,    /* 2015-09-14, or 2015-09-14T10:30:00 */
    CELL_TIME,    /* 10:30, or 10:30:15 */
    CELL_YES_NO,  /* 1 or 0 */
    CELL_FAULT    /* cannot be taken: `fault` says why, `text` is what stands there, if anything */
};
struct cell {
    struct text text; /* lives until the next row is read */
    uint32_t line, col;
    enum cell_kind kind;
    const char *fault;
};

struct sheet;
struct sheet_class {
    bool (*next)(struct sheet *, struct cell **, size_t *cells, struct diag *);
    void (*restart)(struct sheet *);
    void (*close)(struct sheet *);
};
struct sheet {
    const struct sheet_class *class;
    const char *file; /* for messages */
    const char *name; /* the sheet's own, or NULL in a CSV file */
    bool is_hidden;
    uint64_t bytes; /* of text handed out so far */
    char row[160];  /* of sheet_place */
};

/* The next row that is not empty; comment rows above the first one (they begin with #) are passed
 * over. False at the end or after a fault that ends the reading, which is reported. */
bool sheet_next(struct sheet *, struct cell **, size_t *cells, struct diag *);
void sheet_restart(struct sheet *); /* begins again */
/* The cell's place; in a workbook it says "cell C7 of sheet 'receipt'", valid until the next call.
 */
struct place sheet_place(struct sheet *, const struct cell *);

/* A file of sheets. */
struct book;
enum { MOST_SHEETS = 250, MOST_COLUMNS = 2000 };

/* Opens the file, whose content tells what it is; `shown` names it in messages. NULL: reported. The
 * arena must outlive the book; book_close takes NULL. */
struct book *book_open(struct arena *, const char *path, const char *shown, struct diag *);
size_t book_sheets(const struct book *);
struct sheet *book_sheet(struct book *, size_t);
void book_close(struct book *);

#endif
