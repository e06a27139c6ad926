/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files that make a table from a query's rows; nobody else includes this. The table is
 * read once; its rows are made, each whenever somebody asks for it. */
#ifndef DOC_DATATABLE_H
#define DOC_DATATABLE_H

#include "base/map.h"
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
    bool has_printed[VALUE_TEXT + 1]; /* a value of that kind */
    size_t remembered;                /* of its texts */
};

/* Of the table's rows below its head: a run of the query's, or one that is made of them. */
struct part {
    uint32_t first;    /* number of its first row */
    uint32_t from, to; /* rows of the slice */
    uint32_t group;    /* number of the one begun last, from 1 */
    enum row_kind kind;
    int level; /* from 1 */
};

struct datatable {
    struct passage *passage; /* this and the builder: while the tree is being read */
    struct builder *builder;
    struct arena *arena; /* the tree's */
    const struct locale *locale;
    struct block *table;
    const struct slice *slice; /* NULL: none was found */
    struct text raw;
    size_t offset; /* of raw in the passage */
    struct field *field;
    size_t fields;
    size_t group[GROUP_LEVELS]; /* columns of the rows, the outermost first */
    size_t levels;
    size_t flag; /* column of the rows, or SIZE_MAX */
    size_t row_heads;
    int64_t least; /* counts below it are hidden; 0: all are printed */
    const struct veil *veil;

    struct part *part;
    size_t parts, part_cap, rows, groups;
    size_t near;         /* the part asked for last: the next is near */
    struct block **kept; /* cells that hold Markdown: [k * markdowns + n-th such field], or NULL */
    struct block *last_kept;
    size_t markdowns;
    struct map said; /* what values are as text, by field and value */
    struct text *text;
    size_t texts, text_cap;
};

/* datatable.c */
struct text datatable_value(const struct datatable *, const char *key); /* empty: not given */
struct place datatable_place(const struct datatable *, const char *key);
const struct value *datatable_cell(const struct datatable *, size_t k, size_t column);

/* datahead.c: "Nr.|2014>Plan|2014>Ist" and the rows of the head */
void datahead_read(struct datatable *);
void datahead_add(struct datatable *);

/* datapart.c: body, groups, sums in their order */
void dataparts_read(struct datatable *);
const struct part *datapart_of(struct datatable *, size_t row);

/* datarow.c: rows are numbered below the head and what else stays */
size_t datarows(const struct datatable *);
enum row_kind datarow_kind(struct datatable *, size_t row);
struct block *datarow_make(struct datatable *, size_t row, struct arena *);
/* Makes all there is to make for good, and tells what is wrong with the values. */
void datarows_judge(struct datatable *);
struct block *datarow_new(const struct datatable *, enum row_kind, struct arena *);
struct block *datarow_cell(const struct datatable *, struct sink *cells, size_t field, struct text,
                           unsigned style, struct place, struct arena *);
/* A row that is one cell. */
struct block *datarow_wide(const struct datatable *, enum row_kind, struct text, unsigned style,
                           struct place, struct arena *);

/* datavalue.c: what stands in cells */
struct maker { /* of a row */
    struct datatable *table;
    struct arena *arena;
    struct diag *diag; /* NULL: its faults have been told */
    const char *name;  /* of the query's row in hand, once asked for */
    size_t k;
};
/* k SIZE_MAX: of no row, as sums are. */
struct place datavalue_place(struct maker *, size_t k, size_t column);
/* The value's text, which lives as long as the maker's arena. NULL prints nothing. */
struct text datavalue_text(struct maker *, size_t k, const struct field *, const struct value *);
bool datavalue_is_hidden(const struct datatable *, size_t k, size_t field);
struct block *datavalue_cell(struct maker *, struct sink *cells, size_t k, size_t field);
void datavalue_judge(struct maker *, size_t k, size_t field);
/* Makes it say that its number is hidden. */
void datavalue_veil(const struct maker *, struct block *cell);

#endif
