/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run of glyphs as text operators, each glyph exactly where the line put it. */
#ifndef PDF_SHOW_H
#define PDF_SHOW_H

#include "line/paragraph.h"
#include "pdf/embed.h"

/* A content stream with the state that its operators so far have left. */
struct brush {
    struct buf *out;
    struct embed *embed;
    const struct font *font; /* NULL: not set yet */
    sp size;
    int32_t expansion; /* -1000: not set yet */
    int64_t spacing;   /* thousandths of a point; INT32_MIN: not set yet */
    int64_t color;     /* for filling; -1: not set yet */
    struct group *group;
    size_t groups, cap;
    struct buf text, turned;
};

/* A new stream, with nothing known; keeps what is on the heap. */
void brush_begin(struct brush *, struct buf *out, struct embed *);
void brush_done(struct brush *);
void brush_fill(struct brush *, uint32_t color);
/* The colour's three components as numbers, each followed by a space. */
void put_color(struct buf *, uint32_t color);
/* Shows a run that begins at x on the baseline y (y grows upward). with_space: a space that the
 * line's end swallowed is shown after it (in logical order), for those who read by tags. */
void show_run(struct brush *, const struct line *, const struct run *, sp x, sp y, bool with_space);

#endif
