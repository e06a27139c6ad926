/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact sums of database values: integers, or decimals with up to six places; never floating point.
 */
#ifndef DOC_SUM_H
#define DOC_SUM_H

#include "db/value.h"

struct sum {         /* begins as zeros */
    int64_t whole;   /* with is_decimal in millionths */
    bool is_decimal; /* a REAL was among the values */
    bool is_broken;  /* a value was no number, or too large: the sum means nothing */
};

/* Adds the value; NULL adds nothing. */
void sum_add(struct sum *, const struct value *);
/* The sum as a value, INT or REAL; in the arena. */
struct value *sum_value(struct arena *, const struct sum *);

#endif
