/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines through many points: no more of them than can be seen, and dashes of our own. */
#ifndef PAGE_POLYLINE_H
#define PAGE_POLYLINE_H

#include "base/arena.h"
#include "page/page.h"

/* Of the points in each strip `step` wide the first, the highest, the lowest and the last, in their
 * order; x must not fall. Returns how many are in `out`, at most n; out may be `in`. */
size_t polyline_thin(const struct point *in, size_t n, sp step, struct point *out);
/* The line as an open path; dash: lengths on and off in turn, an even number; 0: solid. */
struct path polyline_path(struct arena *, const struct point *, size_t n, const sp *dash,
                          size_t dashes);

#endif
