/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lengths are integers in scaled points, 1/65536 of a PDF point (1/72 inch). Integers add up the
 * same way everywhere; floating point appears in pdf/ only. */
#ifndef BASE_LENGTH_H
#define BASE_LENGTH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

typedef int64_t sp;

#define SP_PT ((sp)65536)
#define PT(n) ((sp)(n)*SP_PT)
#define MM(n) ((sp)(n)*SP_PT * 360 / 127) /* 25.4 mm = 72 pt */
#define SP_MAX ((sp)1 << 46)              /* a length beyond this is an input error */

/* a * b / c rounded half away from zero, with a 128-bit product; c > 0. */
sp sp_ratio(sp a, int64_t b, int64_t c);
sp sp_min(sp, sp);
sp sp_max(sp, sp);

/* Reads "25mm", "1.5cm", "10.5pt", "2.5in"; "0" needs no unit; a decimal comma is refused.
 * False when it is none of these or out of range. */
bool length_parse(struct text, sp *out);
/* Reads a decimal number such as "1.5" or "-20" into units of 1/scale ("1.5", 1000 -> 1500). */
bool decimal_parse(struct text, int64_t scale, int64_t *out);
/* Millimetres in hundredths, for messages: 25 mm -> 2500. */
int64_t length_mm100(sp);

#endif
