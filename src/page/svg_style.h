/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an element looks like: presentation attributes, rules of style elements, style attributes,
 * each over the one before. Private to svg*.c. */
#ifndef PAGE_SVG_STYLE_H
#define PAGE_SVG_STYLE_H

#include "page/drawing.h"
#include "page/svg_tree.h"

struct svg_style {
    struct paint fill, stroke;          /* opacity: of the colour alone */
    struct text fill_from, stroke_from; /* "url(#…)" with what follows; n = 0: a colour */
    uint32_t fill_opacity, stroke_opacity;
    struct paint current, stop; /* color, stop-color */
    fix stroke_width, miter, phase;
    unsigned cap, join;
    struct text dashes; /* n = 0: none */
    bool is_even_odd, clips_even_odd, is_hidden;
    /* The element's own, not its parent's: */
    uint32_t opacity, stop_opacity;
    bool is_gone;     /* display: none */
    struct text clip; /* "url(#…)"; n = 0: none */
};

struct svg_sheet;

struct svg_fault {      /* what is not understood, so that another program must draw */
    const char *reason; /* "filter"; NULL: nothing */
    const struct svg_node *node;
};

extern const struct svg_style svg_style_first; /* what the root inherits */
/* The rules of the file's style elements. view: what percentages are of. */
const struct svg_sheet *svg_sheet_read(struct arena *, const struct svg_file *, struct diag *,
                                       struct svg_fault *);
struct svg_style svg_style_of(const struct svg_sheet *, const struct svg_node *,
                              const struct svg_style *outer, const fix view[2], struct svg_fault *);

#endif
