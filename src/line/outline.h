/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letters of a set line as shapes: text that is drawn and not read, such as a watermark, which
 * must not stand among the words when a page's text is copied. */
#ifndef LINE_OUTLINE_H
#define LINE_OUTLINE_H

#include "line/paragraph.h"

struct spot {
    sp x, y; /* from the line's left edge and its baseline, y downward */
};
struct outline {
    const char *op; /* 'M' 1 spot, 'L' 1, 'C' 3, 'Z' 0; NUL-terminated */
    const struct spot *spot;
    size_t spots;
};

struct outline outline_of_line(struct arena *, const struct line *);

#endif
