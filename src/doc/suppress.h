/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cells of a table of counts must be hidden, so that nobody learns a small one: the small
 * cells themselves, and as many others as keep a reader from finding them by subtraction. The
 * reader is taken to know every column's total and subtotals, printed or not, the totals of rows
 * where a column prints them, and that a hidden cell is 1 or more, for a 0 is shown. */
#ifndef DOC_SUPPRESS_H
#define DOC_SUPPRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum { NO_COUNT = -1 };

struct counts {
    size_t rows, columns;
    const int64_t *n;    /* n[row * columns + column] >= 0, or NO_COUNT: no count stands there */
    const size_t *group; /* each row's group, from 0, ascending; NULL: all are of one */
    size_t total;        /* the column that holds each row's total, or SIZE_MAX */
    int64_t least;       /* counts from 1 to least - 1 are hidden; at least 2 */
};

struct hidden {
    bool *cell;     /* as n */
    bool *subtotal; /* [group * columns + column] */
    bool *total;    /* [column] */
    size_t cells;   /* how many of them are hidden */
};

/* Hides the small cells, then the smallest others, until each line with hidden cells has two and
 * they add up to `least`. A total is hidden only where the cells below it are too few to hide
 * among. In the arena. */
struct hidden suppress(struct arena *, const struct counts *);

#endif
