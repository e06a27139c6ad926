/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The languages a document is made in, and how far each has come, as templates see them: the row
 * `translation` (of this edition) and the list `translations` (of all). */
#ifndef DOC_EDITION_H
#define DOC_EDITION_H

#include "base/text.h"
#include "doc/tally.h"

struct arena;
struct diag;
struct source;
struct table;
struct translator;

struct edition_state { /* one language */
    const char *tag, *endonym;
    bool is_source; /* nothing is translated */
    bool is_easy;   /* de-x-leicht: not translated by units; without a percentage */
    struct tally tally;
    struct text translator, revised /* YYYY-MM-DD */; /* empty: not known */
    bool is_reviewed;                                 /* by a native speaker */
};

struct edition {
    const char *second_lang;           /* of a bilingual edition, else NULL */
    const struct edition_state *state; /* of the document's languages, in the manifest's order */
    size_t states;
    size_t current, second; /* which of them this edition shows; second: SIZE_MAX without one */
};

/* `translation`: tag, endonym, percent, translator, revised, is-source, is-easy, is-reviewed,
 * is-current; of the document's language, or of the second where the first is the source. */
struct table *edition_row(struct arena *, const struct edition *);
struct table *edition_rows(struct arena *, const struct edition *);

/* Of a file that is printed in a language (NULL: the source's): warns where that is an easy one and
 * the file, which has words for readers below its front matter, is not its version NAME.TAG.md. */
void edition_judge_text(struct arena *, const struct source *, const struct translator *,
                        struct diag *);

#endif
