/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SVG pictures as drawings. What is not understood (text, filters, masks, patterns, pictures
 * within) is named, for another program to make pixels of the whole (page/svg_raster.c). */
#ifndef PAGE_SVG_H
#define PAGE_SVG_H

#include "base/diagnostic.h"
#include "page/drawing.h"

struct svg {
    fix width, height;             /* in pixels of 1/96 inch, over 0 */
    const struct drawing *drawing; /* NULL: it must be drawn by another program */
    const char *reason;            /* then: what is not understood ("filter"), and where */
    struct place at;
    struct text title; /* its title, else its desc; may be empty */
};

bool svg_is(struct text file); /* by its first bytes */
/* False: reported at its place in the file, which messages call `shown`. In the arena. */
bool svg_read(struct arena *, struct text file, const char *shown, struct svg *, struct diag *);

#endif
