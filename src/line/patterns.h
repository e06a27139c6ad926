/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which file of hyphenation patterns serves a language, by names alone: what files there are is the
 * reader's affair. Private to line/. */
#ifndef LINE_PATTERNS_H
#define LINE_PATTERNS_H

#include <stdbool.h>
#include <stdint.h>

#include <unicode/uloc.h>

#include "doc/language.h"

/* The names to try one after the other: "sr-Latn_RS", "sr_RS", "sr" … */
struct pattern_names {
    char language[ULOC_LANG_CAPACITY], script[SCRIPT_CODE], region[ULOC_COUNTRY_CAPACITY];
    char variant[ULOC_LANG_CAPACITY];  /* "1901" */
    char home[ULOC_COUNTRY_CAPACITY];  /* the region where most of its readers live */
    char name[ULOC_FULLNAME_CAPACITY]; /* the current one */
    unsigned step;
};

/* lang: as BCP 47. */
struct pattern_names pattern_names(const char *lang);
const char *pattern_next(struct pattern_names *); /* NULL: no more */
/* The letters a line begins with at least behind a break. */
uint32_t pattern_least_after(const char *language);
/* Whether a word of such letters is parted with a hyphen: Ethiopic and the scripts of southern
 * India are without. */
bool has_hyphenation_mark(uint32_t letter);

#endif
