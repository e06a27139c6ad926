/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of contents, or of a list of figures: number, title, leaders, page. */
#ifndef PAGE_ENTRY_H
#define PAGE_ENTRY_H

#include "page/layout.h"

struct entry {
    const char *number; /* its own, "2.1", or NULL */
    struct text said, note;
    const char *note_lang; /* or NULL: as the heading is */
    const char *anchor;    /* where its page is; NULL: it has none */
    const char *lang;
    struct place at;
    const struct look *title, *page;
    sp before;
    sp tab;                     /* the side of the square before it, or what its room is; 0: none */
    int64_t tab_color;          /* NO_COLOR: the room alone */
    const struct picture *icon; /* in it; or NULL: the chapter's number */
    unsigned chapter;
};
void flow_entry(struct layout *, const struct entry *, const struct frame *, sp label_width,
                struct element *toc);
/* The room a number wants before its title. */
sp entry_label_width(struct layout *, const char *number, const struct look *,
                     const struct frame *);
/* Contents' own title; within a chapter it looks like a heading of the second rank. */
void flow_entries_title(struct layout *, const struct frame *, enum word, struct place);

#endif
