/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SVG's values: numbers in lists, lengths, colours, transforms. Functions take them off the front
 * of a text and return false where none stands. Private to svg*.c. */
#ifndef PAGE_SVG_VALUE_H
#define PAGE_SVG_VALUE_H

#include "page/drawing.h"

/* White space and one comma. */
void svg_skip(struct text *rest);
bool svg_number(struct text *rest, fix *out); /* and what separates it from the next */
/* A flag of an arc: 0 or 1, behind which the next number may stand at once. */
bool svg_flag(struct text *rest, bool *out);
/* In pixels; a percentage is one of `whole`. */
bool svg_length(struct text, fix whole, fix *out);
bool svg_fraction(struct text, uint32_t *out); /* "0.5" or "50%", of OPAQUE_WHOLE */
/* "#rgb", "#rrggbbaa", "rgb(…)", "hsl(…)", a name, "currentColor". Sets kind, color, opacity. */
bool svg_color(struct text, struct paint *out);
bool svg_transform(struct text, struct matrix *out); /* a list of them; empty: identity */
/* "xMidYMid slice" laid over a box, as a matrix of the view box's coordinates. */
bool svg_fit(struct text how, const fix view[4], const fix box[4], struct matrix *out);

#endif
