/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A translation as it is written into its unit's place. Called by translate.c. */
#ifndef DOC_REWRITE_H
#define DOC_REWRITE_H

#include "base/buffer.h"
#include "doc/cut.h"

/* On one line, whatever the source's lines: a break of line is U+2028. What would begin a block,
 * end a cell or belong to what stands around it is escaped. */
void rewrite_unit(const struct cut *, struct text translation, struct buf *out);
/* Text that is no Markdown, on one line. */
struct text rewrite_plain(struct arena *, struct text translation);
/* A column's value, whose lines stay. */
struct text rewrite_value(struct arena *, struct text translation);

#endif
