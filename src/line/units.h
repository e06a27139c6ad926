/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps from text to units, in the order of units_make: code points and grapheme clusters
 * (units.c), bidi levels (bidi.c, isolate.c), places to break (opportunity.c), scripts (itemise.c).
 * Apart, so that each can be held against Unicode's own tests. Private to line/. */
#ifndef LINE_UNITS_H
#define LINE_UNITS_H

#include "line/atoms.h"

/* The same text for ICU. */
struct wide {
    UChar *unit;
    int32_t n;
};
void wide_add(struct wide *, uint32_t cp); /* room is there */

/* n code points and one more that says where the text ends. */
struct unit *units_decode(struct arena *, const struct paragraph *, struct wide *, size_t *n);

/* Of a bracket that UAX #9 pairs, ICU's U_BPT_OPEN or U_BPT_CLOSE; else U_BPT_NONE. */
int bracket_type(uint32_t cp);

/* UAX #29: a unit `continues` the grapheme cluster of the one before. */
void units_find_clusters(struct shaper *, const struct wide *, struct unit *, size_t n);

/* UAX #9 for the whole paragraph, in its base direction, as if isolates stood around what must not
 * disturb the rest (isolate.c). What ends a line is not reset yet. */
void units_find_levels(struct shaper *, const struct paragraph *, struct unit *, size_t n);

/* A part of the text that is ordered by itself. */
struct isolate {
    uint32_t from, to; /* units */
    bool is_rtl;
    uint8_t rank; /* of two that cover the same, the lower is outside */
};
/* Sorted, none crossing another. */
struct isolate *isolates_find(struct shaper *, const struct paragraph *, const struct unit *,
                              size_t n, size_t *isolates);
/* The algorithm itself, with these isolates. */
void bidi_levels(struct arena *scratch, bool is_rtl, const struct isolate *, size_t isolates,
                 struct unit *, size_t n);
/* +1 right to left, -1 left to right, 0: no letter says so (P2 of UAX #9). */
int first_strong(const struct unit *, size_t from, size_t to);

/* UAX #14 by the language's rules and dictionaries; then our own rules for dashes, addresses and
 * the like. */
void units_find_breaks(const struct tongue *, const struct wide *, struct unit *, size_t n);
void units_tailor_breaks(const struct paragraph *, struct unit *, size_t n);

/* UAX #24; after clusters and levels. */
void units_find_scripts(struct unit *, size_t n);

/* What a line is made of, in logical order. */
struct bidi_item {
    uint8_t level;
    uint8_t border; /* of the unit it begins with */
    bool is_white;  /* at the line's end it has the paragraph's level (L1) */
};
/* Visual order, left to right: order[k] is the item that stands k-th (L1 and L2 of UAX #9). */
void bidi_order(struct arena *, struct bidi_item *, size_t n, bool is_rtl, uint32_t *order);

#endif
