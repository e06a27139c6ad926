/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines of moves, lines and cubic curves; from path data and from SVG's basic shapes. Private to
 * svg*.c. */
#ifndef PAGE_SVG_PATH_H
#define PAGE_SVG_PATH_H

#include "page/drawing.h"
#include "page/svg_tree.h"

struct svg_path {
    struct arena *arena;
    char *op; /* 'M', 'L', 'C', 'Z'; NUL-terminated */
    struct spot *at;
    size_t ops, op_cap, spots, spot_cap;
    struct spot start, now; /* of the part in progress; where the pen is */
    struct text fault;      /* from where path data is malformed; n = 0: it is not */
};

/* rect, circle, ellipse, line, polyline, polygon, path. False: an attribute is malformed, whose
 * name goes to `wrong`; what is there can be drawn. view: width and height percentages are of. */
bool svg_path_shape(struct svg_path *, const struct svg_node *, const fix view[2],
                    const char **wrong);
bool svg_is_shape(const struct svg_node *);
/* What it covers: x, y, width, height. False: it has no points. */
bool svg_path_box(const struct svg_path *, fix box[4]);

#endif
