/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels in a row that are pushed apart until none covers another. */
#ifndef PAGE_SPREAD_H
#define PAGE_SPREAD_H

#include "base/length.h"

struct spread {
    sp wish, size; /* where its upper edge would be best; height, with the white that it wants */
    sp at;         /* where it is; set by the function */
};

/* Keeps the order and moves all of them as little as possible (least squares) within from … to.
 * False: they have no room there; then they stand one behind the other from `from` on. */
bool spread_apart(struct spread *, size_t n, sp from, sp to);
/* The same about a middle: what is wished above it moves up only, what is below it down only, so
 * that lines from there to the labels need not turn back. Wishes do not fall. */
void spread_outward(struct spread *, size_t n, sp middle);

#endif
