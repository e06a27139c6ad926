/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of logos, for a page of text or a cover. */
#ifndef PAGE_LOGOS_H
#define PAGE_LOGOS_H

#include "page/piece.h"

struct logo_rows {
    struct set_logo *logo;
    size_t n, rows;
    sp step; /* from column to column, if they stand in some; or 0 */
};
/* Measures and deals them out to rows as wide as the frame; in the builder's arena. */
struct logo_rows *logos_set(struct layout *, const struct block *, const struct frame *);
sp logos_row_height(const struct logo_rows *, size_t row);
sp logos_row_gap(const struct layout *); /* white between rows */
void logos_put_row(struct layout *, struct piece *, struct logo_rows *, size_t row,
                   struct element *parent, const struct frame *, sp top);

#endif
