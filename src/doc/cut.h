/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a file's units of translation stand in its text. The Markdown parser itself decides what is
 * a block, on the file's mask (mask.h); each unit is a range of the source, and putting its text
 * back there changes nothing. Called by unit.c and translate.c. */
#ifndef DOC_CUT_H
#define DOC_CUT_H

#include "doc/library.h"
#include "doc/mask.h"

enum cut_form {              /* what the range stands in */
                CUT_BLOCK,   /* a paragraph or a part of one */
                CUT_TAILED,  /* a heading or caption, which may end in attributes */
                CUT_CELL,    /* of a table of bars */
                CUT_BRACKET, /* a picture's brackets */
                CUT_QUOTED,  /* an attribute's value, between its quotes */
                CUT_BARE     /* an attribute's value without quotes */
};

struct cut {
    size_t from, to; /* in the source's text */
    enum cut_form form;
    char quote;       /* CUT_QUOTED */
    const char *kind; /* "heading", "alt" … */
    struct text text; /* the unit */
    struct delimiters tags;
};

struct cuts {
    struct cut *cut;
    size_t n, cap;
};

/* Cuts the stretches, which are parts of the source. In order, without overlap. A text that is too
 * hard to read is reported and not cut. */
void cuts_find(struct arena *, const struct source *, const struct stretch *, size_t n,
               bool is_plain, struct cuts *, struct diag *);
/* Where the bracket that opens at the offset closes; 0: nowhere. */
size_t bracket_end(struct text, size_t from);

#endif
