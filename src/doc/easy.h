/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A linter for Leichte Sprache: texts in de-x-leicht, a document's or a passage's, are held against
 * rules that can be checked reliably. Findings are warnings at the word. */
#ifndef DOC_EASY_H
#define DOC_EASY_H

#include <stdbool.h>

#include "base/diagnostic.h"

struct tree;
struct yaml;

enum easy_rule {
    EASY_WORDS,
    EASY_COMMAS,
    EASY_LINE,
    EASY_BRACKETS,
    EASY_ABBREVIATION,
    EASY_SIGN,
    EASY_GENDER,
    EASY_NUMBER_WORD,
    EASY_ROMAN,
    EASY_PERCENT,
    EASY_DATE,
    EASY_DIGITS,
    EASY_LONG_WORD,
    EASY_CAPITALS,
    EASY_GENITIVE,
    EASY_PASSIVE,
    EASY_ITALIC,
    EASY_FOOTNOTE,
    EASY_PICTURE,
    EASY_TABLE,
    EASY_RULES
};

struct easy {
    unsigned off;                            /* bits of the rules that are not asked */
    int64_t words, commas, letters, columns; /* the most there may be */
};

extern const struct easy easy_default;
bool easy_is(const char *lang); /* "de-x-leicht"; NULL: no */
/* `easy-lint:` of front matter: "off", or {max-words: 12, off: [commas]}. */
void easy_key_read(const struct yaml *, struct easy *, struct diag *);
void easy_lint(const struct tree *, const struct easy *, struct diag *);

#endif
