/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files that make references: what is written in the text (reference_find.c) leaves one
 * letter behind; what it means is found when the whole tree stands (reference.c), and then the
 * letter gets its words (reference_text.c). */
#ifndef DOC_REFERENCE_H
#define DOC_REFERENCE_H

#include "doc/markdown.h"

/* What an `@` or `[` at letter i begins. */
struct reference_written {
    struct reference *first;     /* NULL: no reference */
    size_t end;                  /* behind its last letter */
    size_t words_from, words_to; /* the author's own, in a bracket */
    bool is_page;
};

/* Its text, parts and links. */
void reference_compose(struct builder *, struct reference *);
/* The texts of a block's references, [from, to) of them, in the places of their letters. */
void references_write(struct builder *, const struct reference *from, const struct reference *to);
/* What its links lead to, in words: "Abbildung 3: …". When all texts are written. */
void reference_describe(struct builder *, struct reference *);

#endif
