/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A standing person as an outline, to be counted; and the part of one that stands for less than a
 * whole. */
#ifndef PAGE_SIGN_H
#define PAGE_SIGN_H

#include "base/arena.h"
#include "page/page.h"

/* How wide it is at that height. */
sp sign_width(sp height);
/* The person, from its upper start corner on. */
struct path sign_whole(struct arena *, sp height);
/* What of it lies before part / whole of its width, 0 < part < whole. */
struct path sign_part(struct arena *, sp height, int64_t part, int64_t whole);

#endif
