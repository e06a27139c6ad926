/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags as they stand in a template's text: where the next one begins and ends, what is in it, and
 * whether it shares its lines with text. Knows delimiters and quotes, but no names and no nesting.
 * Called by mustache.c, mask.c, wording.c and unit_workspace.c. */
#ifndef DOC_TAG_H
#define DOC_TAG_H

#include "doc/mustache.h"

struct tag {
    size_t from, to;     /* in the text, delimiters included */
    char sigil;          /* '\0': a plain value; '{': a triple */
    struct text content; /* trimmed, without sigil */
    struct place at;
    bool starts_line, ends_line; /* only white space before it, behind it on its line */
    size_t line_from, line_to;   /* its line: from before that space to behind the line's end */
};

enum { TAG_CLOSINGS = 3 };

struct tag_reader {
    enum dialect dialect;
    struct text text;
    struct text open, close;    /* the delimiters */
    bool is_gone[TAG_CLOSINGS]; /* no such closing follows: a search found none */
    size_t known;               /* offset whose place is known */
    struct place place;         /* of that offset */
    const struct patch *patch;  /* that holds it, or NULL */
    const struct stretch *stretch;
    size_t next_patch;
};

enum tag_result { TAG_FOUND, TAG_NONE, TAG_UNCLOSED };

/* Starts on another text, with the delimiters as they are. */
void tag_begin(struct tag_reader *, const struct stretch *);
/* The first tag at or after *search. TAG_UNCLOSED: only tag->from is set; it is said once, later
 * ones of the kind are text. Places are asked for in the text's order. */
enum tag_result tag_next(struct tag_reader *, size_t search, struct tag *);
struct place tag_place(struct tag_reader *, size_t offset);
/* The first offset behind the known place's that is in another patch; SIZE_MAX: none is. */
size_t tag_patch_end(const struct tag_reader *);
/* Reads "<% %>", what stands between the signs of equality. False: it is no pair. */
bool tag_delimit(struct tag_reader *, struct text pair);

#endif
