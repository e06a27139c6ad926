/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Optimal line breaks after Knuth & Plass, "Breaking Paragraphs into Lines" (1981): items in, break
 * indexes out. Knows widths and penalties only; fonts, words and hyphens are compose.c's affair.
 * Pure and deterministic: integers, ties go to the earlier break.
 *
 * A line costs (10 + badness)^2 + penalty^2 as in TeX (Knuth, "TeX: The Program", section 859), not
 * (1 + badness + penalty)^2 as in the paper (p. 1128): with the dear hyphens of this program the
 * paper's product would count the badness of a hyphenated line many times that of its neighbours,
 * which would pay for it with their spaces. */
#ifndef LINE_FIT_H
#define LINE_FIT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/length.h"

enum { FIT_NEVER = 10000, FIT_FORCED = -10000 };
#define FIT_FILL ((sp)1 << 40) /* the stretch of a glue that fills any line */

struct item {
    enum { ITEM_BOX, ITEM_GLUE, ITEM_PENALTY } kind;
    bool is_flagged;           /* a hyphen */
    int32_t penalty;           /* ITEM_PENALTY: FIT_FORCED … FIT_NEVER */
    sp width, stretch, shrink; /* box, glue; a penalty's width counts if broken there (its pre) */
    sp flex; /* box: what its letters give way by, up and down, before any stretch or shrink */
    sp hang; /* glue, penalty: what juts out of the line that ends here */
    sp post; /* and the extra width at the start of the line that follows */
};

struct fit_rules {
    sp width;          /* of every line */
    sp first_indent;   /* the first line is this much narrower (may be negative) */
    int32_t tolerance; /* greatest stretch ratio in thousandths */
    int32_t flagged_demerits, fitness_demerits;
    int32_t end_demerits; /* of a last line that is short, or begins within a word */
    sp emergency;         /* extra stretch a line, 0 in the first passes */
    sp least_last;        /* a shorter last line is short */
};

struct fit {
    const uint32_t *at; /* the items broken at, last one is the last item */
    size_t lines;
    int64_t demerits;
    bool ends_badly; /* the last of several lines is short, or begins with the end of a word */
};

/* A break is possible at a glue after a box and at a penalty below FIT_NEVER; glue and penalties
 * that follow a break vanish. The last item is a forced penalty.
 * False when no breaking keeps within the tolerance. Result in the arena. */
bool fit(struct arena *, const struct item *, size_t n, const struct fit_rules *, struct fit *out);
/* Always finds one: the first overfull box stands in a line by itself. */
void fit_by_force(struct arena *, const struct item *, size_t n, const struct fit_rules *,
                  struct fit *out);

#endif
