/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small counts in rows of a query: which of the columns that are shown hold counts, which a row's
 * total or what was computed from a count, and which cells must therefore not be printed. For
 * tables and charts alike; what is hidden is decided by suppress.h. */
#ifndef DOC_VEIL_H
#define DOC_VEIL_H

#include "db/value.h"
#include "doc/locale.h"

struct arena;
struct yaml;

enum veil_role { VEIL_AUTO, VEIL_COUNT, VEIL_TOTAL };

struct veil_column {
    size_t column; /* of the rows */
    struct format format;
    enum veil_role role; /* as asked for; AUTO: found out */
};

struct veil_ask {
    const struct slice *slice;
    const struct veil_column *column;
    size_t columns;
    size_t group; /* rows with equal values here, one after the other, have a subtotal; SIZE_MAX */
    int64_t least;
    bool is_named; /* the counts are named: none is found out */
};

struct veil {       /* what is hidden */
    bool *cell;     /* [k * columns + i] of the k-th row and i-th column */
    bool *subtotal; /* [group * columns + i], groups from 0 in order */
    bool *total;    /* [i] */
    size_t cells;   /* 0: nothing is */
    bool has_counts;
    /* Of columns that were asked for: the first value that is no count, or (is_wrong_sum) not the
     * total of its row; fault_row SIZE_MAX: none. */
    size_t fault_row, fault_column;
    bool is_wrong_sum;
};

/* "3" or "none" (0); false: neither, and *least stays. */
bool suppress_parse(struct text, int64_t *least);
/* Reads `suppress: 3`; anything else is reported and changes nothing. */
void suppress_key_read(const struct yaml *, int64_t *least, struct diag *);
/* Whether a column of that name and formatter, if all its values are whole, is taken for counts. */
bool veil_may_count(const struct format *, struct text name);
/* Never NULL; in the arena. */
const struct veil *veil_new(struct arena *, const struct veil_ask *);
/* The first of the rows (k of the slice) that has a count below the least in the column; SIZE_MAX:
 * none. For what is drawn, where nothing can be hidden. */
size_t veil_small(const struct slice *, size_t column, int64_t least);

#endif
