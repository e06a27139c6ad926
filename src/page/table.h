/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files that lay tables out; nobody else includes this. table.c runs over the rows,
 * table_measure.c and table_width.c find the columns' widths, table_cell.c sets what a cell holds,
 * table_row.c makes pieces of it, table_renewal.c repeats head and sums on each page, table_tag.c
 * tells the reader of tags which head speaks of which cell. */
#ifndef PAGE_TABLE_H
#define PAGE_TABLE_H

#include "doc/sum.h"
#include "page/piece.h"

enum { WIDTH_CLASSES = 64 };

/* How many cells of a column have about that width in one line. */
struct width_class {
    int64_t n;
    sp sum, most;
};

struct width {
    sp least, natural; /* of its longest word, of its longest cell in one line */
    sp before, after;  /* the decimal mark, in numbers */
    sp fixed;          /* 0: none */
    int64_t share;     /* of the table, in hundredths of a percent; 0: none */
    int64_t weight;    /* of a flexible column: of what is left, in hundredths; 0: not flexible */
    bool is_numeric;   /* numbers stand there, aligned on their mark, and never wrap */
    sp gap;            /* beyond the gutter, behind numbers before words */
    sp set, x;         /* the result */
    size_t widest;     /* number of the row whose cell asks for `least`; SIZE_MAX: none */
    struct width_class class[WIDTH_CLASSES];
};

struct table {
    const struct block *block;
    size_t rows;
    struct frame frame; /* where the table stands */
    struct width *column;
    size_t columns;
    sp gutter, total, padding;
    struct look cell, strong, head, group, subtotal, sum, carry;
    struct text mark; /* the language's decimal mark */
    bool is_small;    /* so few rows that they stay on a page */
    struct table_tags *tags;
    struct repeats *repeats; /* NULL until the head stands */
    bool has_carry, hyphenates;
    bool has_spanning_heads; /* once measured */
    size_t stripe;           /* body rows since the last head, group or sum */
};

/* table.c */
const struct look *row_look(const struct table *, const struct block *row,
                            const struct block *cell);

/* table_measure.c */
/* Behind the last digit before the mark, or SIZE_MAX when the text is not one number. */
size_t number_end(struct text, struct text mark);
void table_measure(struct layout *, struct table *);

/* table_width.c */
struct table_fit { /* of a table into the measure */
    sp over;       /* 0: it fits */
    bool parts_words;
};
struct table_fit table_widths(struct layout *, struct table *, const struct frame *outer);
void table_judge_width(struct layout *, struct table *);
/* Sets the columns' widths into `available`; exported for tests. */
void widths_set(struct width *, size_t columns, sp gutter, sp available);
void width_count(struct width *, sp natural, sp n);

/* table_cell.c */
struct slab { /* a line or a piece of a cell's content */
    sp y, height;
    const struct line *line; /* or NULL: */
    const struct piece *piece;
    sp x, baseline;
};
struct set_cell {
    const struct block *cell;
    size_t from, to; /* columns */
    const struct look *look;
    struct styled styled;
    struct slab *slab;
    size_t slabs;
    sp height;
    sp below;  /* how far its top lies above the row in hand; for spans */
    sp extent; /* how far the rows it spans reach below its top */
};
void cell_set(struct layout *, struct table *, const struct block *row, const struct block *cell,
              struct element *, struct set_cell *);
/* Where a number's line begins; end: behind its last digit before the mark. */
sp cell_number_x(const struct table *, const struct width *, const struct line *, uint32_t end);
/* Puts a slab into a piece, its top at y. */
void slab_put(struct layout *, const struct table *, const struct set_cell *, const struct slab *,
              struct piece *, sp y);

/* table_row.c */
/* Sets a row and those that row spans hold together with it; returns the number of the next. */
size_t rows_flow(struct layout *, struct table *, size_t row);
/* A piece across the table, still empty. */
struct piece *table_piece(struct layout *, const struct table *, sp height, const char *trace);
/* Its paper; none if the color is negative. */
void table_shade(struct layout *, const struct table *, struct piece *, int64_t color);

/* table_tag.c */
struct table_tags *table_tags_new(struct layout *, const struct table *, struct element *table);
/* is_alone: no span holds it together with others. */
void table_tags_row(struct layout *, struct table_tags *, const struct block *row, bool is_alone);
/* After that piece nothing comes of the last `rows` rows. */
void table_tags_complete(const struct table_tags *, struct piece *last, size_t rows);
struct element *table_tags_cell(struct layout *, struct table_tags *, const struct block *row,
                                const struct block *cell);

/* table_renewal.c */
/* Keeps the pieces of the head rows, set in the document's arena. */
void repeats_begin(struct layout *, struct table *);
void repeats_head(struct layout *, struct table *, const struct piece *);
/* Tells a row's pieces what is repeated around them, and counts the row in. */
struct passing_row {
    const struct block *row;
    size_t number;
    const struct set_cell *const *through; /* cells from above that reach into it */
    size_t throughs;
};
void repeats_row(struct layout *, struct table *, const struct passing_row *, struct piece *const *,
                 size_t n);

#endif
