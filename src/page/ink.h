/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks and text into paragraphs that line/ can set, with what a stretch means besides its look. */
#ifndef PAGE_INK_H
#define PAGE_INK_H

#include "page/layout.h"

enum { NO_COLOR = -1 };
const struct ink *ink_of(struct layout *, const struct look *, unsigned style, int64_t color);

/* The same for a span: its style, its classes (.smallcaps, .fraction …), its link. */
const struct ink *ink_of_span(struct layout *, const struct look *, const struct span *);

/* What a stretch means besides its look; parallel to the paragraph's stretches. */
struct extra {
    const char *name; /* its id, until that stands on a piece */
    const struct link *link;
    struct element *link_element;
    const struct block *note;
    uint32_t note_number;
    struct element *note_parent;
    const struct picture *picture;
    struct crop crop;
    struct element *element; /* of the picture or the late number */
    const char *page_of;
    const struct display *box; /* a box to tick, or NULL */
    bool is_swatch;            /* a square in `color`: the key to a picture's colors */
    int64_t color;
};
struct styled {
    struct paragraph para;
    struct extra *extra;
};
/* A block's inline content in a frame's look. element: the block's own (P, H1, …). */
struct styled styled_text(struct layout *, struct arena *, const struct block *,
                          const struct frame *, const struct look *, struct element *element);
/* Plain text in one look. */
struct styled styled_plain(struct layout *, struct arena *, struct text, const struct frame *,
                           const struct look *, struct element *element, struct place);

/* Strong words, set in `look`, get the look `strong` instead. */
void override_strong(struct layout *, struct styled *, const struct look *,
                     const struct look *strong);

#endif
