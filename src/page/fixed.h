/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers with 32 binary places for the geometry of drawings, and maps of the plane. Results beyond
 * the range stay at its ends; nothing fails and nothing depends on the machine. */
#ifndef PAGE_FIXED_H
#define PAGE_FIXED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/length.h"
#include "base/text.h"

typedef int64_t fix;

#define FIX_ONE ((fix)1 << 32)
#define FIX(n) ((fix)(n)*FIX_ONE)
#define FIX_MOST FIX(100000000) /* what is read from a file is not beyond it */

fix fix_clamp(__int128);
fix fix_add(fix, fix);
fix fix_mul(fix, fix);
fix fix_div(fix, fix); /* by 0: the end of the range */
fix fix_sqrt(fix);     /* of a negative number: 0 */
fix fix_hypot(fix, fix);
void fix_sine(fix degrees, fix *sine, fix *cosine);
/* Takes "-12.5e-3" off the front; false: no number stands there, or one beyond FIX_MOST. */
bool fix_take(struct text *rest, fix *out);

struct spot {
    fix x, y;
};

/* x' = ax + cy + e, y' = bx + dy + f. */
struct matrix {
    fix a, b, c, d, e, f;
};
extern const struct matrix matrix_identity;
/* What `inner` does first and `outer` after it. */
struct matrix matrix_of(struct matrix outer, struct matrix inner);
struct spot matrix_apply(const struct matrix *, struct spot);
fix matrix_determinant(const struct matrix *);
/* It keeps shapes: a circle stays one. */
bool matrix_is_even(const struct matrix *);

#endif
