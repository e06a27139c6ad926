/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in running text, in whatever script their digits are and however they are grouped. */
#ifndef DOC_DIGITS_H
#define DOC_DIGITS_H

#include "base/arena.h"

struct digits {
    struct text written;
    struct text key; /* its digits alone, as 0 to 9; of a telephone number with its + */
    bool is_phone;   /* it must be a telephone number: +49 …, 0391 …, 112, 116 117 */
};

/* The next number at or behind *at. False: there is none. */
bool digits_next(struct arena *, struct text, size_t *at, struct digits *);

#endif
