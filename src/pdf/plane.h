/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixels without loss as the data of an image XObject (ISO 32000-1, 8.9.5): gray of as few bits as
 * its levels need, a palette of up to 256 colours, or RGB; compressed. */
#ifndef PDF_PLANE_H
#define PDF_PLANE_H

#include "base/arena.h"
#include "base/buffer.h"

struct pixels {
    uint32_t width, height;
    unsigned components; /* 1 or 3 */
    const unsigned char *bytes;
};

struct plane {
    struct text entries; /* of the dictionary: size, colour space, bits, parameters */
    struct text data;    /* in zlib's format */
    bool has_few;        /* at most 256 colours, or gray of less than eight bits */
};

/* is_mask: gray in any case. In the arena. */
void plane_pack(struct arena *, const struct pixels *, bool is_mask, struct plane *out);

#endif
