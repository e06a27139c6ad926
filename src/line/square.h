/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Full-width punctuation: a point or bracket in half of a square, the other half of which is white.
 * Where two such signs meet, or a line begins or ends with one, that half goes (JLREQ, 3.1.2-3.1.4;
 * CLREQ, 3.1.6). A font's metrics tell how much is white: a comma that stands in the middle, as in
 * Taiwan, has a quarter on each side. Private to line/. */
#ifndef LINE_SQUARE_H
#define LINE_SQUARE_H

#include "line/atoms.h"

/* What stands around units [from, to) of one word: WORD_BEFORE_SIGN, WORD_BEHIND_SIGN. */
uint16_t square_context(const struct unit *, size_t n, size_t from, size_t to);
/* Signs beside signs lose their white half; `glyph` is the word's. */
void square_close_up(const struct word *, struct shaped *glyph);
/* White that need not stand within the measure; font units. */
int32_t square_white_start(const struct word *);
int32_t square_white_end(const struct word *);

#endif
