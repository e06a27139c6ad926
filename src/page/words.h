/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a running head or foot: a theme's string with its names filled in, its **bold**
 * parts known. Private to page/. */
#ifndef PAGE_WORDS_H
#define PAGE_WORDS_H

#include "page/ink.h"

struct words_part { /* to the next part, or the text's end */
    size_t from;
    bool is_strong;
};

struct words {
    struct text text;
    struct words_part *part;
    size_t parts;
    size_t pages_at; /* where {{pages}} stands, in figures that measure its room; SIZE_MAX: none */
    bool has_value;  /* no name lacks a value */
};

struct words words_expand(const struct layout *, struct arena *, struct text pattern,
                          const char *section, unsigned page);
struct styled words_styled(struct layout *, struct arena *, const struct words *,
                           const struct frame *, const struct look *);
/* For a number that comes later; lives in the document's arena. */
const struct late_part *words_late(struct layout *, const struct words *, const struct look *,
                                   size_t *n);
sp words_width(struct layout *, struct arena *, const struct words *, const struct frame *,
               const struct look *);
/* A running head must stay on one line: what does not fit is cut, with an ellipsis. */
void words_shorten(struct layout *, struct arena *, struct words *, const struct frame *,
                   const struct look *);

#endif
