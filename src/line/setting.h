/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows into set lines: glyphs at their places. Private to line/. */
#ifndef LINE_SETTING_H
#define LINE_SETTING_H

#include "line/compose.h"

/* Sets all rows into lines of the arena; diag is told of lines that are too wide. */
void set_rows(struct arena *, struct shaper *, const struct atoms *, const struct rows *,
              struct lines *, struct diag *);

#endif
