/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Covers: one page without head and foot. A picture drawn from data or given, then kicker, title,
 * subtitle and data line on one edge, logos at the foot. Titles are tagged P: the cover repeats
 * what the metadata say, it is no chapter. */
#include "page/layout.h"

#include <string.h>

struct cover {
    struct layout *L;
    struct piece *piece;
    struct frame frame;
    sp y;
};

static const struct look *line_look(const struct layout *L, const struct block *block)
{
    const struct theme *t = L->theme;
    for (size_t i = 0; i < block->spans; i++) {
        if (span_has_class(&block->span[i], "kicker"))
            return &t->cover.kicker;
        if (span_has_class(&block->span[i], "title"))
            return &t->cover.title;
        if (span_has_class(&block->span[i], "subtitle"))
            return &t->cover.subtitle;
    }
    return &t->cover.data;
}

static struct lines *set_block(struct cover *c, const struct block *block, const struct look *look,
                               struct styled *styled, struct element *element)
{
    struct arena *arena = builder_arena(c->L);
    *styled = styled_text(c->L, arena, block, &c->frame, look, element);
    styled->para.balances = look == &c->L->theme->cover.title;
    return paragraph_set(arena, c->L->shaper, &styled->para, c->L->diag);
}

static void add_text(struct cover *c, const struct block *block)
{
    struct layout *L = c->L;
    const struct look *look = line_look(L, block);
    struct styled styled;
    struct element *p = element_new(L, c->frame.parent, ROLE_P, block->lang);
    if (look == &L->theme->cover.data)
        c->y += look->leading;
    struct lines *lines = set_block(c, block, look, &styled, p);
    for (size_t i = 0; i < lines->n; i++) {
        piece_line(L, c->piece, &styled, &lines->line[i], c->frame.x, c->y + baseline_in(L, look),
                   &c->frame);
        c->y += look->leading;
    }
}

static sp text_height(struct cover *c, const struct block *cover)
{
    sp height = 0;
    for (const struct block *b = cover->child; b; b = b->next) {
        if (b->kind != BLOCK_PARAGRAPH)
            continue;
        const struct look *look = line_look(c->L, b);
        struct styled styled;
        struct element throwaway = {.role = ROLE_P};
        struct lines *lines = set_block(c, b, look, &styled, &throwaway);
        height += look->leading * (sp)lines->n;
        if (look == &c->L->theme->cover.data)
            height += look->leading;
    }
    return height;
}

/* A logo: the picture, then its name and role beside it. */
static void add_logo(struct cover *c, const struct block *block, sp x, sp width, sp bottom)
{
    struct layout *L = c->L;
    const struct theme *t = L->theme;
    sp w, h, top = bottom - t->logos.height;
    struct element *figure = element_new(L, c->frame.parent, ROLE_FIGURE, NULL);
    figure->alt = block->picture->alt;
    if (!picture_fit(L, block->picture, width / 2, t->logos.height, &w, &h))
        w = h = 0;
    sp grown = h ? sp_ratio(w, t->logos.height, h) : 0;
    if (h && grown <= width / 2) {
        w = grown;
        h = t->logos.height;
    }
    if (w) {
        struct display *d = piece_item(L, c->piece, DISPLAY_PICTURE);
        d->picture = block->picture;
        d->element = figure;
        d->x = x;
        d->y = top;
        d->w = w;
        d->h = h;
    }
    struct frame frame = c->frame;
    frame.x = x + w + (w ? MM(3) : 0);
    frame.width = width - (frame.x - x);
    const struct text *role = attributes_find(block->attr, "role");
    role = role ? role : attributes_find(block->picture->attr, "role");
    const struct {
        struct text said;
        const struct look *look;
    } line[] = {{block->picture->alt, &t->logos.label}, {role ? *role : TEXT(""), &t->logos.role}};
    sp y = top;
    for (size_t i = 0; i < 2 && line[i].said.n; i++) {
        struct element *p = element_new(L, c->frame.parent, ROLE_P, NULL);
        struct styled styled =
            styled_plain(L, builder_arena(L), line[i].said, &frame, line[i].look, p, block->at);
        struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled.para, L->diag);
        for (size_t k = 0; k < lines->n; k++, y += line[i].look->leading)
            piece_line(L, c->piece, &styled, &lines->line[k], frame.x,
                       y + baseline_in(L, line[i].look), &frame);
    }
}

static void add_logos(struct cover *c, const struct block *logos)
{
    const struct theme *t = c->L->theme;
    sp count = 0, k = 0;
    for (const struct block *b = logos->child; b; b = b->next)
        count += b->kind == BLOCK_PICTURE;
    if (!count)
        return;
    sp full = t->page.width - t->page.inside - t->page.outside;
    sp width = (full - (count - 1) * t->logos.gap) / count;
    sp bottom = t->page.height - t->cover.logos_bottom;
    for (const struct block *b = logos->child; b; b = b->next)
        if (b->kind == BLOCK_PICTURE)
            add_logo(c, b, t->page.inside + k++ * (width + t->logos.gap), width, bottom);
}

/* The picture above the text: from data (mosaic=), or the cover's own picture, cut to nothing. */
static void add_picture(struct cover *c, const struct block *cover, sp room)
{
    struct layout *L = c->L;
    const struct theme *t = L->theme;
    sp size = sp_min(t->cover.picture_size, room);
    const struct text *mosaic = attributes_find(cover->attr, "mosaic");
    sp x = t->page.width - size;
    if (mosaic) {
        mosaic_draw(L, c->piece, cover->data, L->tree->title, NULL, x, 0, size);
        for (size_t i = 0; i < c->piece->items; i++)
            c->piece->item[i].artifact = ARTIFACT_LAYOUT;
        return;
    }
    for (const struct block *b = cover->child; b; b = b->next) {
        sp w, h;
        if (b->kind != BLOCK_PICTURE || !picture_fit(L, b->picture, size, size, &w, &h))
            continue;
        struct display *d = piece_item(L, c->piece, DISPLAY_PICTURE);
        d->picture = b->picture;
        d->x = t->page.width - w;
        d->w = w;
        d->h = h;
        d->artifact = b->picture->is_decorative ? ARTIFACT_LAYOUT : ARTIFACT_NONE;
        if (!b->picture->is_decorative) {
            d->element = element_new(L, c->frame.parent, ROLE_FIGURE, b->lang);
            d->element->alt = b->picture->alt;
        }
        return;
    }
}

void flow_cover(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct theme *t = L->theme;
    sp full = t->page.width - t->page.inside - t->page.outside;
    struct cover c = {.L = L, .frame = *frame};
    c.frame.x = t->page.inside;
    c.frame.width = full;
    c.frame.align = TEXT_START;
    c.frame.hyphenates = c.frame.protrudes = false;
    c.frame.expand = 0;
    builder_new_page(L);
    c.piece = piece_new(L, &c.frame);
    c.piece->is_bare = c.piece->is_free = true;
    c.piece->height = builder_room(L);
    c.piece->trace = "cover";
    sp foot = t->page.height - t->cover.logos_bottom - t->logos.height - MM(8);
    sp height = text_height(&c, block);
    c.y = sp_min(t->cover.block_top, foot - height);
    add_picture(&c, block, c.y - MM(11));
    for (const struct block *b = block->child; b; b = b->next)
        if (b->kind == BLOCK_PARAGRAPH)
            add_text(&c, b);
    for (const struct block *b = block->child; b; b = b->next)
        if (b->kind == BLOCK_DIV && b->div == DIV_LOGOS)
            add_logos(&c, b);
    builder_add(L, c.piece);
    builder_new_page(L);
}
