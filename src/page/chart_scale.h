/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axes of charts: from which number to which, and where its ticks are; all in whole numbers. */
#ifndef PAGE_CHART_SCALE_H
#define PAGE_CHART_SCALE_H

#include "base/length.h"
#include "doc/chart.h"

struct scale {
    int64_t from, to; /* of the axis; from < to */
    int64_t step;     /* between ticks, of which the first is the first multiple at or after from */
};

/* The axis for values from least to most, about `ticks` of them, on multiples of 1, 2 or 5 times a
 * power of ten; `unit` is the least step (10^scale for whole things, 1 for any). */
struct scale scale_find(int64_t least, int64_t most, int64_t unit, size_t ticks);
/* Just as long as the values, for bars that are labelled: from 0 or below to 0 or above. */
struct scale scale_bars(int64_t least, int64_t most);
int64_t scale_first(const struct scale *); /* the first tick */
/* Where n lies on an axis of that length. */
sp scale_at(const struct scale *, int64_t n, sp length);

enum { SCALE_WHOLE = 1000000 };
/* A value's share in millionths of N: it is printed rounded, but its bar is as long as it is. */
int64_t scale_share(const struct chart *, const struct chart_value *);

#endif
