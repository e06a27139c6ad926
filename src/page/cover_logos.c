/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The logos at a cover's foot: those of its .logos, in rows from page/logos.c. */
#include "page/cover.h"

static const struct block *find_logos(const struct block *cover)
{
    for (const struct block *b = cover->child; b; b = b->next)
        if (b->kind == BLOCK_DIV && b->div == DIV_LOGOS)
            return b;
    return NULL;
}

struct logo_rows *cover_logos_set(struct cover *c)
{
    const struct block *block = find_logos(c->block);
    struct logo_rows *logos = block ? logos_set(c->L, block, &c->frame) : NULL;
    return logos && logos->n ? logos : NULL;
}

sp cover_logos_height(const struct cover *c, const struct logo_rows *logos)
{
    sp height = 0;
    for (size_t i = 0; logos && i < logos->rows; i++)
        height += logos_row_height(logos, i) + (i ? logos_row_gap(c->L) : 0);
    return height;
}

void cover_logos_add(struct cover *c, struct logo_rows *logos)
{
    const struct theme *t = c->L->theme;
    sp top = t->page.height - t->cover.logos_bottom - cover_logos_height(c, logos);
    for (size_t i = 0; logos && i < logos->rows; i++) {
        logos_put_row(c->L, c->piece, logos, i, c->frame.parent, &c->frame, top);
        top += logos_row_height(logos, i) + logos_row_gap(c->L);
    }
}
