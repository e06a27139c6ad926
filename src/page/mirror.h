/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which side the start edge is on; mirror.c tells how. */
#ifndef PAGE_MIRROR_H
#define PAGE_MIRROR_H

#include "page/piece.h"

/* The frame for blocks of a direction: turned about its text's measure if that is another one. Wide
 * blocks then reach beyond its end, and there is no side column. */
struct frame frame_directed(const struct frame *, bool is_rtl);
sp turned_x(struct turn, sp x, sp width);
/* Where in a line's measure, from the frame's start edge, stands what is x from its left edge. */
sp line_at(const struct frame *, const struct line *, sp x, sp width);
/* What reads against its frame, as a name in a cell or on a card, keeps to the frame's edges. */
void keep_side(struct paragraph *, const struct frame *);
void mirror_items(struct arena *, struct turn, struct display *, size_t items, struct late_item *,
                  size_t lates);
/* The piece counts from where its holder does: the document's start, or that of what gathers it. */
void piece_turn(struct layout *, struct piece *);

#endif
