/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many phrases looked for in one long text at once, in time that grows with the text alone
 * (Aho and Corasick 1975). Both are compared as a reader would: white space, quotation marks,
 * dashes, soft hyphens and how a letter is encoded make no difference, case does; a phrase is found
 * only where no letter or digit joins it, so 'Ali' is not in 'Alina'. */
#ifndef DOC_PHRASE_H
#define DOC_PHRASE_H

#include <stdint.h>

#include "base/arena.h"

struct phrases;
struct phrases *phrases_new(struct arena *);
/* Of equal phrases the first stays. One without letters and digits is none. */
void phrases_add(struct phrases *, struct text, uint32_t id);

/* A text put together from pieces, which are apart as words are. As it comes, phrases are looked
 * for in it, and little of it is kept. Calls `found` for each occurrence, ordered by where it ends,
 * with its piece and the byte there. No phrase can be added any more. */
struct prose;
struct prose *prose_new(struct arena *, struct phrases *,
                        void (*found)(void *context, uint32_t id, uint32_t piece, uint32_t offset),
                        void *context);
/* Begins piece number `piece`. */
void prose_piece(struct prose *, uint32_t piece);
/* Adds to it; `offset` is that of the text's first byte in the piece. */
void prose_add(struct prose *, struct text, uint32_t offset);
/* The first piece that what is found from now on may begin in. */
uint32_t prose_oldest(const struct prose *);
/* Nothing more comes. */
void prose_end(struct prose *);

#endif
