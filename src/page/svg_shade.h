/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gradients. Private to svg*.c. */
#ifndef PAGE_SVG_SHADE_H
#define PAGE_SVG_SHADE_H

#include "page/svg_style.h"

struct svg_shade_frame {
    const fix *view;             /* what percentages are of */
    const fix *box;              /* of what is filled */
    const struct matrix *matrix; /* to the drawing */
};

/* The gradient as a paint (one colour, or nothing, where it comes to that). False: it is none, or
 * not understood. */
bool svg_shade(struct arena *, const struct svg_file *, const struct svg_sheet *,
               const struct svg_node *, const struct svg_shade_frame *, struct paint *,
               struct svg_fault *);

#endif
