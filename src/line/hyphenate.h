/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a word may be hyphenated, by Liang's patterns (1983) with LibreOffice's extension for
 * spelling changes. make compiles Debian's hyph_*.dic and, for languages without one, TeX's
 * patterns into flat tries (build/hyphen/NAME.trie) that are memory-mapped here when a text first
 * needs them, so that loading costs nothing. libhyphen is the oracle in the tests. */
#ifndef LINE_HYPHENATE_H
#define LINE_HYPHENATE_H

#include <stdint.h>

#include "base/arena.h"

struct hyphenator;

struct hyphen_point {
    uint32_t at; /* byte offset in the word; the break lies before it */
    /* Spelling at the break where it changes: the bytes [at - cut_before, at + cut_after) become
     * `pre` + hyphen at the line's end and `post` at the next line's start. Else both NULL. */
    const char *pre, *post;
    uint32_t cut_before, cut_after;
};

/* folder: where the .trie files are. lang: as BCP 47; its script and region choose among several
 * (sr-Latn, pt-BR), else the language's home does (patterns.c). NULL when there is none. */
struct hyphenator *hyphenator_open(struct arena *, const char *folder, const char *lang);
void hyphenator_close(struct hyphenator *); /* unmaps the file; NULL is allowed */
/* The file, as it is. */
struct text hyphenator_bytes(const struct hyphenator *);
/* Points of a word (letters and marks only, UTF-8), at least 2 letters before and 3 after, or 2 in
 * languages where that is usual (pattern_least_after); marks count with their letter, and é may be
 * written in two. Ordered; in the arena. A word of more than 100 letters has none. */
const struct hyphen_point *hyphenate(struct arena *, const struct hyphenator *, struct text word,
                                     size_t *n);
/* A mark that belongs to the letter before it. */
bool is_combining(uint32_t cp);
/* The build-time compiler: reads a dictionary of libhyphen or TeX's, writes a trie. NULL, or what
 * is wrong. */
const char *hyphen_compile(const char *dictionary, const char *trie);

#endif
