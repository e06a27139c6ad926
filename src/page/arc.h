/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slices of a circle as outlines. Angles are degrees with 32 binary places, clockwise from twelve
 * o'clock; what turns the other way in right-to-left documents is mirrored with its page. */
#ifndef PAGE_ARC_H
#define PAGE_ARC_H

#include "page/fixed.h"
#include "page/page.h"

struct ring { /* inner 0: a disc */
    struct point center;
    sp inner, outer;
};

/* part / whole of a full turn; whole > 0. */
fix arc_angle(int64_t part, int64_t whole);
struct point arc_point(struct point center, sp radius, fix angle);
/* What of the ring lies between two angles, from <= to; a full turn has no edge. */
struct path arc_slice(struct arena *, const struct ring *, fix from, fix to);
/* The same with straight edges moved inward by `inset`, so that its stroke stays apart from its
 * neighbours'; an empty path where nothing would be left. */
struct path arc_inset(struct arena *, const struct ring *, fix from, fix to, sp inset);

#endif
