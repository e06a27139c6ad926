/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces of a line in work, and how they fill its measure. Private to line/. */
#ifndef LINE_JUSTIFY_H
#define LINE_JUSTIFY_H

#include "line/compose.h"

/* A piece of a line, in logical order. */
struct piece {
    const struct atom *atom;
    const struct word *word; /* the part of the word that stands here; NULL: white space, object */
    uint32_t from, to;       /* bytes of the line's text */
    sp width;
    sp gap;     /* put after it where the text has no space, part of the width */
    sp spacing; /* put into each gap between its letters, part of the width */
    uint8_t level;
    int32_t expansion;             /* of its glyphs, thousandths */
    sp kashida;                    /* by which one of its joins is longer, part of the width */
    uint32_t kashida_at, kashidas; /* the byte of the word it comes before, and its strokes */
};

struct setter {
    struct arena *arena;
    struct shaper *shaper;
    const struct paragraph *p;
    const struct atoms *atoms;
    struct diag *diag;
    struct piece *piece; /* of the row in work */
    size_t pieces, cap;
    int32_t expansion;     /* of the row's glyphs, thousandths */
    int64_t letter_factor; /* what its letters may be spaced by, more than usually */
    /* the place of a byte known last, so that long paragraphs are not counted again for each line
     */
    const struct stretch *near;
    uint32_t near_at;
    struct place near_place;
};

/* A width with the piece's expansion. */
sp expanded(const struct piece *, int64_t units);
/* Fills the goal, or at least keeps within it. Returns by how much the line is too wide. */
sp justify(struct setter *, sp goal, bool fills);

#endif
