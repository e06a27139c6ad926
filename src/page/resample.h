/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of 8-bit pixels to fewer rows of fewer pixels: each is the mean of those around its middle,
 * weighted by Catmull and Rom's cubic ("A Class of Local Interpolating Splines", 1974; as a filter:
 * Mitchell and Netravali, SIGGRAPH 88, B = 0, C = 1/2), as wide as the distance of the new pixels.
 * Samples are taken as they are coded, as print and web programs do it. Where there is alpha,
 * colours count by it. Integers, so the same everywhere; memory: the rows one output row needs. */
#ifndef PAGE_RESAMPLE_H
#define PAGE_RESAMPLE_H

#include <stdbool.h>

#include "base/arena.h"

enum { PIXEL = 65536 }; /* positions are counted in so many parts of an input pixel */

struct axis {
    int64_t from, to; /* what of the input becomes the output; from < to */
    uint32_t in, out; /* pixels */
};

struct resampler;

/* channels: bytes of a pixel, 1 … 4, the last of them alpha if there is one. Pixels that are not
 * wholly within from and to do not count. In the arena. */
struct resampler *resampler_new(struct arena *, unsigned channels, bool has_alpha,
                                const struct axis *across, const struct axis *down);
/* The next input row. */
void resampler_add(struct resampler *, const unsigned char *row);
/* The next output row; false: it needs more input. */
bool resampler_take(struct resampler *, unsigned char *row);

#endif
