/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A template's text as the Markdown parser would meet it if each section were printed once: lines
 * of section, partial or comment tags alone are left out, tags within lines vanish, values are
 * tokens. Each byte of it knows where it stands in the source. */
#ifndef DOC_MASK_H
#define DOC_MASK_H

#include "doc/tag.h"

enum mask_kind {             /* what a part of the source became */
                 MASK_TEXT,  /* itself */
                 MASK_TOKEN, /* a value: a token */
                 MASK_GONE,  /* nothing: a tag within a line */
                 MASK_SEAM   /* nothing: whole lines */
};

struct mask_part {
    size_t at;       /* in the mask; up to the next part's */
    size_t from, to; /* in the source */
    enum mask_kind kind;
    char sigil;       /* MASK_GONE */
    struct text name; /* MASK_GONE: what it opens or closes */
    bool is_pair;     /* MASK_GONE: it opens or closes a section */
    size_t partner;   /* of such a tag: the part that closes or opens it, or SIZE_MAX */
    size_t delimiter; /* number of the delimiters that hold behind it */
};

struct delimiters {
    struct text open, close;
};

struct mask {
    struct text text;
    const char *source; /* first byte of the source's text */
    struct mask_part *part;
    size_t parts, cap;
    struct delimiters *delimiters;
    size_t delimiter_count, delimiter_cap;
};

/* Masks the stretches, which are parts of the source in its order. is_plain: tags are text. */
void mask_build(struct arena *, struct text source, const struct stretch *, size_t n, bool is_plain,
                struct mask *);
/* The last part that begins at the offset or before it. */
size_t mask_part_at(const struct mask *, size_t offset);
/* The last part that begins in the source at the offset or before it. */
size_t mask_part_from(const struct mask *, size_t offset);
/* Where the byte at the offset comes from; of a token, where its tag begins. */
size_t mask_source(const struct mask *, size_t offset);
/* Where the byte before the offset ends; of a token, where its tag does. */
size_t mask_source_end(const struct mask *, size_t offset);
/* Whether lines of the source were left out between the two offsets. */
bool mask_has_seam(const struct mask *, size_t from, size_t to);

#endif
