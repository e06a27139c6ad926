/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture made of shapes, ready to be drawn: filled and stroked outlines in order, some within
 * groups. Its larger side measures DRAWING_SIDE; origin is the upper left corner, y grows downward,
 * and what lies outside does not show. page/svg.c makes it, pdf/vector.c writes it. */
#ifndef PAGE_DRAWING_H
#define PAGE_DRAWING_H

#include "page/fixed.h"

#define DRAWING_SIDE PT(1000)
enum { OPAQUE_WHOLE = 65536 };

struct spot_sp { /* as struct point in page.h */
    sp x, y;
};

struct shade_stop {
    int32_t at; /* 65536ths of the way */
    int32_t color;
};

struct shade { /* a gradient */
    bool is_radial;
    fix from[3], to[3];   /* x, y, radius */
    struct matrix matrix; /* to the drawing's points */
    const struct shade_stop *stop;
    size_t stops; /* at least 2 */
};

struct paint {
    enum { PAINT_NONE, PAINT_COLOR, PAINT_CURRENT, PAINT_SHADE } kind;
    int32_t color;             /* 0xRRGGBB */
    uint32_t opacity;          /* of OPAQUE_WHOLE */
    const struct shade *shade; /* fills only */
};

struct pen {
    sp width;
    unsigned cap,
        join; /* as PDF numbers them: 0 butt, 1 round, 2 square; 0 miter, 1 round, 2 bevel */
    sp miter; /* limit, 65536 is 1 */
    const sp *dash;
    size_t dashes;
    sp phase;
};

struct outline { /* as struct path in page.h; 'M' 1 point, 'L' 1, 'C' 3, 'Z' 0 */
    const char *op;
    const struct spot_sp *point;
    bool is_even_odd;
};

enum drawn_kind {
    DRAWN_PATH,
    DRAWN_OPEN, /* a group: what follows up to its DRAWN_CLOSE */
    DRAWN_CLOSE
};

struct drawn {
    enum drawn_kind kind;
    struct outline outline; /* OPEN: what of the group shows; no op: all of it */
    struct paint fill, stroke;
    struct pen pen;
    const struct matrix *matrix; /* of the outline and its pen; NULL: they are in place */
    uint32_t opacity;            /* OPEN: of the group as a whole */
};

struct drawing {
    sp w, h;           /* in its own points: one of them is DRAWING_SIDE */
    fix width, height; /* as large as it wants to be, in pixels of 1/96 inch */
    const struct drawn *item;
    size_t items;
    bool needs_pixels; /* no items: another program draws it */
    bool has_current;  /* something takes the colour of what is around it */
};

#endif
