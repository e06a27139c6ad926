/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The theme in the scripts of a document and of its blocks. Private to page/. */
#ifndef PAGE_SCRIPT_H
#define PAGE_SCRIPT_H

#include "page/layout.h"

struct script_theme {
    struct script_theme *next;
    int64_t leading; /* thousandths of the theme's own */
    const struct theme *plain, *chapter[PALETTE_COLORS];
};

/* At the beginning of a document: the theme its language has. */
void script_begin(struct layout *);
/* Around a block: in a language of another script the layout's theme and the frame change. */
struct script_theme *script_enter(struct layout *, const struct block *, struct frame *);
/* A look of the layout's theme for words in that language that stand among others. */
struct look script_look(struct layout *, const struct look *, const char *lang);
void script_leave(struct layout *, struct script_theme *before);

#endif
