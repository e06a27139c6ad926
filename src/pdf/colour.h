/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture's colours to sRGB, by its ICC profile or what a PNG says of gamma and primaries
 * (littleCMS, relative colorimetric with black point compensation). CMYK without a profile becomes
 * what its inks leave of white. Rows are changed where they are. */
#ifndef PDF_COLOUR_H
#define PDF_COLOUR_H

#include "page/picture.h"

struct colour;

/* NULL: they are sRGB. *is_broken: the profile cannot be used, so they are taken as such. */
struct colour *colour_new(const struct picture_rows *, bool *is_broken);
/* Changes n pixels; CMYK comes out as RGB, packed. NULL is allowed. */
void colour_convert(const struct colour *, unsigned char *pixels, uint32_t n);
void colour_free(struct colour *); /* NULL is allowed */

#endif
