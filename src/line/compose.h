/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Atoms into items, items into the best lines: which atoms, and which parts of words, stand in
 * each. Private to line/. */
#ifndef LINE_COMPOSE_H
#define LINE_COMPOSE_H

#include "line/atoms.h"

/* A line before it is set: atoms [from, to), the first from its byte from_at on, and of atom `to`
 * the bytes before to_at (0: nothing of it). */
struct row {
    uint32_t from, from_at, to, to_at;
    uint32_t text_from,
        text_to;             /* the paragraph's bytes it says, white space at its end included */
    bool has_hyphen;         /* ends with a hyphen that is not in its text or is a soft one */
    bool is_hyphen_ours;     /* which then has to be added to the text */
    bool is_silent;          /* such a one is not drawn */
    bool is_last, is_forced; /* of the paragraph; before a forced break */
};

struct rows {
    struct row *row;
    size_t n;
    sp measure; /* the lines were made for; less than the paragraph's when it balances */
};

void compose(struct shaper *, const struct atoms *, struct rows *);
/* Least and natural width as paragraph.h defines them. */
void compose_widths(struct shaper *, const struct atoms *, sp *least, sp *natural);

/* How far an atom's word, or a part of it, juts out at its start, or at its end. What reads against
 * the paragraph does not, as another part of it stands at the line's edge. */
sp hang_start(const struct paragraph *, const struct atom *, const struct word *);
sp hang_end(const struct paragraph *, const struct atom *, const struct word *);

/* How far the hyphen of a point does. */
sp hyphen_hang(const struct protrusion *, const struct point *, const struct atom *);
/* Thousandths by which the word's glyphs may be wider or narrower. */
int64_t width_give(const struct paragraph *, const struct word *);
/* By how much the word's letters may be drawn apart or together at most. */
sp letter_give(const struct paragraph *, const struct atom *, const struct word *);

/* How much space may be put between an atom and the next where the text has none: between
 * ideographs, and after the signs that part Ethiopic words. 0: none. */
sp gap_give(const struct atoms *, size_t atom);

enum {
    SPACE_STRETCH = 500, /* thousandths of its width a space grows by before a line counts as bad */
    LOOSEST = 2500       /* thousandths of that: a line looser than this has holes */
};

/* Whether the lines are made as long as the measure: not in one too narrow for it. */
bool is_flush(const struct paragraph *);

#endif
