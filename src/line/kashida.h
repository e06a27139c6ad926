/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the join between two letters of an Arabic word may be drawn longer. Private to line/. */
#ifndef LINE_KASHIDA_H
#define LINE_KASHIDA_H

#include "line/atoms.h"

/* The best place in a word: the byte its second letter begins at, and how good it is, from 1
 * (best); 0: the word has none. */
struct kashida {
    uint32_t at;
    unsigned rank;
};
enum { KASHIDA_RANKS = 7 };
struct kashida kashida_find(struct text word);
/* What the word may gain at most, by the theme; 0: nothing, or it is not Arabic in a hand whose
 * letters stand on one line. */
sp kashida_give(const struct paragraph *, const struct atom *, const struct word *);
/* The glyph that lengthens a join, and its advance at the atom's size. */
uint32_t kashida_glyph(const struct atom *, sp *advance);

#endif
