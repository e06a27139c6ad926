/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is set again of a caption where its table or chart goes on. */
#ifndef PAGE_CAPTION_H
#define PAGE_CAPTION_H

#include "page/piece.h"

/* "Tabelle 1. What it shows (continued)" on one line of the frame, shortened where it must be. The
 * block has a number. */
struct piece *caption_continued(struct layout *, const struct block *, const struct frame *,
                                enum word label);

#endif
