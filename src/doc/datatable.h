/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files that make a table from a query's rows; nobody else includes this. */
#ifndef DOC_DATATABLE_H
#define DOC_DATATABLE_H

#include "doc/markdown.h"
#include "doc/veil.h"

enum { GROUP_LEVELS = 3 };

struct field {     /* a column of the table */
    size_t column; /* of the rows; SIZE_MAX: none, it stays blank */
    struct format format;
    enum veil_role role;
    struct text width; /* empty: natural */
    struct text head;
    bool is_markdown;
    bool has_subtotal, has_total, has_carry, is_merged;
};

struct datatable {
    struct passage *passage;
    struct builder *builder;
    struct block *table;
    const struct slice *slice; /* NULL: none was found */
    struct text raw;
    size_t offset; /* of raw in the passage */
    struct field *field;
    size_t fields;
    size_t group[GROUP_LEVELS]; /* columns of the rows, the outermost first */
    size_t levels;
    size_t flag;   /* column of the rows, or SIZE_MAX */
    size_t groups; /* begun so far */
    size_t row_heads;
    int64_t least; /* counts below it are hidden; 0: all are printed */
    const struct veil *veil;
    struct sink rows;
};

/* datatable.c */
struct text datatable_value(const struct datatable *, const char *key); /* empty: not given */
struct place datatable_place(const struct datatable *, const char *key);
const struct value *datatable_cell(const struct datatable *, size_t k, size_t column);
struct place datatable_cell_place(const struct datatable *, size_t k, size_t column);

/* datahead.c: "Nr.|2014>Plan|2014>Ist" and the rows of the head */
void datahead_read(struct datatable *);
void datahead_add(struct datatable *);

/* datarow.c */
struct block *datarow_new(struct datatable *, enum row_kind, struct sink *cells);
struct block *datarow_cell(struct datatable *, struct sink *cells, size_t field, struct text,
                           unsigned style, struct place);
void datarows_add(struct datatable *); /* body, groups, sums */
/* A row that is one cell. */
struct block *datarow_wide(struct datatable *, enum row_kind, struct text, unsigned style,
                           struct place);

#endif
