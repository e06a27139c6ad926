/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook's row under construction: cells at their columns, gaps between them, comment rows
 * above the header passed over. What ODS and XLSX have in common. */
#ifndef DB_GRID_H
#define DB_GRID_H

#include "base/buffer.h"
#include "db/sheet.h"

enum { MOST_ROWS = 1048576, WIDEST_SHEET = 16384, MOST_TEXT = 1024 * 1024 };

struct grid {
    struct sheet *sheet;
    struct arena *arena; /* the row's texts */
    struct arena_mark start;
    struct cell cell[MOST_COLUMNS + 1];
    size_t cells, width; /* width: of the header; 0: it has not been met */
    struct cell surplus; /* the first cell beyond the header */
    bool has_surplus;
    uint32_t row, header; /* the header's row; 0: not met */
    uint32_t hidden_rows, first_hidden;
    bool hides[MOST_COLUMNS]; /* columns, set by the reader */
    uint32_t hidden_column;   /* the first one that has a name; 0: none */
};

void grid_init(struct grid *, struct sheet *); /* makes its arena */
void grid_done(struct grid *);
void grid_restart(struct grid *);
/* Begins a row; false: no sheet has one of this number. */
bool grid_begin(struct grid *, uint32_t row);
/* Adds a cell, columns from 1 and ascending; its text must live as long as the row, in the grid's
 * arena. False: no sheet has such a column, or it stands before the last one. */
bool grid_add(struct grid *, uint32_t col, struct cell);
/* Ends the row; true when it is one to hand out: neither empty nor a comment above the header. It
 * is as wide as the header, or one cell wider where there is more. */
bool grid_end(struct grid *, bool is_hidden);
/* Says at the sheet's end which hidden rows and columns were read. */
void grid_warn_hidden(const struct grid *, struct diag *);
/* A cell that cannot be taken; the reasons that both formats have. */
struct cell cell_fault(const char *why, struct text);
extern const char fault_no_value[], fault_long[], fault_formula[];
/* A cell of "2015-09-14", "2015-09-14T10:30:00" or with parts of a second, which go as midnight
 * does. */
struct cell cell_date(struct arena *, struct text);
/* "C7" */
void cell_name(uint32_t line, uint32_t col, char out[24]);

#endif
