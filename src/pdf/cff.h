/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a CFF table tells of its glyphs' names. Private to pdf/. */
#ifndef PDF_CFF_H
#define PDF_CFF_H

#include <stdbool.h>

#include "base/text.h"

/* Whether the font is CID-keyed and each glyph's CID is its number: then a subset of it that has
 * the glyphs alone is addressed by the numbers of the whole font. */
bool cff_has_identity(struct text table);

#endif
