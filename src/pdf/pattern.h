/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns of fills. */
#ifndef PDF_PATTERN_H
#define PDF_PATTERN_H

#include "base/buffer.h"
#include "page/page.h"

struct pattern_area { /* y grows upward */
    sp x, y, w, h;    /* around what is filled */
    sp at_x, at_y;    /* a line or dot goes through this point */
};
/* Strokes in the ink over the area: the caller has clipped to what is filled, within q and Q. */
void pattern_put(struct buf *, enum pattern, uint32_t ink, const struct pattern_area *);

#endif
