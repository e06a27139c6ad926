/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code fences of Markdown, line by line: enough to know which lines are code. */
#ifndef DOC_FENCE_H
#define DOC_FENCE_H

#include "base/text.h"

struct fence { /* {0}: none is open */
    char mark; /* ` or ~ */
    size_t n;  /* its length */
};

/* Takes the next line (without its end). True when it belongs to a code block: its opening, its
 * inside, its closing. */
bool fence_line(struct fence *, struct text line);
/* Reads a line as an opening fence of at most `indent` spaces; *info is what follows it. */
bool fence_opens(struct text line, size_t indent, struct fence *out, struct text *info);
bool fence_closes(const struct fence *, struct text line);

#endif
