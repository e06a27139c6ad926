/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file format between hyphen_compile and hyphenator_open, private to line/. In this order, all
 * in the machine's own byte order (the file is built where it is used): one header; the alphabet,
 * code points ascending; for each level its states; the replacements; the bytes. A state is a
 * prefix of some pattern. States are numbered by breadth, so that a state's children stand
 * together, ordered by symbol, and a state's fallback (its longest proper suffix that is a state)
 * comes before it. Values stand in the bytes behind a byte that counts them. */
#ifndef LINE_TRIE_H
#define LINE_TRIE_H

#include <stdint.h>

enum { TRIE_MAGIC = 0x32797268, TRIE_LEVELS = 2, TRIE_NONE = 0xFFFFFFFF };

struct trie_header {
    uint32_t magic, size; /* of the whole file */
    uint32_t levels, letters, states[TRIE_LEVELS], replacements, bytes;
    uint32_t least_before, least_after; /* letters, at a word's ends */
    uint32_t part_before, part_after;   /* and at the ends of a compound's parts */
};

struct trie_state {
    uint32_t child;    /* number of its first child */
    uint32_t fallback; /* number of a state before this one; the root's is itself */
    uint32_t match;    /* where its values stand in the bytes, or TRIE_NONE */
    uint16_t symbol;   /* index in the alphabet of the letter that leads here */
    uint16_t children;
};

/* What a break inside the pattern changes: `cut` letters from the pattern's letter `index` on. */
struct trie_replacement {
    uint32_t level, state; /* ordered by these */
    uint32_t index, cut;
    uint32_t pre, post; /* NUL-terminated, in the bytes */
};

#endif
