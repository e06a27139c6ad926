/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture being drawn: what svg.c's walk has in hand, and what clipping needs of it. Private to
 * svg*.c. */
#ifndef PAGE_SVG_DRAW_H
#define PAGE_SVG_DRAW_H

#include "page/svg_path.h"
#include "page/svg_style.h"

struct svg_drawer {
    struct arena *arena;
    const struct svg_file *file;
    const struct svg_sheet *sheet;
    struct diag *diag;
    struct svg_fault fault; /* why another program must draw it; reason NULL: it need not */
    struct drawn *item;
    size_t items, item_cap;
    size_t points, visits; /* so far, of what bounds allow */
    int depth;
    bool has_current; /* something is painted in currentColor */
    bool has_failed;  /* reported: there will be no picture */
};

struct svg_scope { /* what an element stands in */
    struct matrix matrix;
    struct svg_style style;
    fix view[2]; /* width and height of the viewport in user units */
};

/* The picture holds what we do not draw; the first reason is kept. */
void svg_unknown(struct svg_drawer *, const struct svg_node *, const char *reason);
/* The element's own `transform` joins the matrix; a malformed one is told of and passed over. */
void svg_transformed(struct svg_drawer *, const struct svg_node *, struct matrix *);
/* The outline of a shape in user units; false: it has none. What is malformed is told of. */
bool svg_read_shape(struct svg_drawer *, const struct svg_node *, const struct svg_scope *,
                    struct svg_path *);
/* In its place in the drawing. */
struct outline svg_place_path(struct svg_drawer *, const struct svg_path *, const struct matrix *,
                              bool is_even_odd);
/* The clipPath that the scope's style names, as one outline; op NULL: nothing is clipped. */
struct outline svg_clip(struct svg_drawer *, const struct svg_node *, const struct svg_scope *);

#endif
