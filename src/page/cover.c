/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Covers: one page without head and foot. A picture drawn from data or given, then kicker, title,
 * subtitle and data line on one edge, logos at the foot. Titles are tagged P: the cover repeats
 * what the metadata say, it is no chapter. */
#include "page/layout.h"

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
    styled->para.balances = true;
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

/* A logo with its name and role beside it, set and measured. */
struct logo {
    const struct block *block;
    struct styled line[2];
    const struct look *look[2];
    sp w, text; /* widths of the picture and of the words */
    size_t row;
};

enum { MOST_LOGOS = 12, LOGO_GAP = 3 /* mm */ };

struct logos {
    struct logo logo[MOST_LOGOS];
    size_t n, rows;
};

static struct text logo_role(const struct block *block)
{
    const struct text *role = attributes_find(block->attr, "role");
    role = role ? role : attributes_find(block->picture->attr, "role");
    return role ? *role : TEXT("");
}

static void measure_logo(struct cover *c, struct logo *logo)
{
    struct layout *L = c->L;
    const struct theme *t = L->theme;
    const struct picture *picture = logo->block->picture;
    const struct text said[2] = {picture->alt, logo_role(logo->block)};
    sp w, h, least, natural;
    if (picture_fit(L, picture, t->page.width, t->page.height, &w, &h))
        logo->w = sp_min(sp_ratio(w, t->logos.height, h), 4 * t->logos.height);
    logo->look[0] = &t->logos.label;
    logo->look[1] = &t->logos.role;
    for (size_t i = 0; i < 2; i++) {
        logo->line[i] = styled_plain(L, builder_arena(L), said[i], &c->frame, logo->look[i], NULL,
                                     logo->block->at);
        paragraph_widths(L->shaper, &logo->line[i].para, &least, &natural);
        logo->text = sp_max(logo->text, natural);
    }
}

static void add_logo(struct cover *c, struct logo *logo, sp x, sp top)
{
    struct layout *L = c->L;
    sp y = top;
    if (logo->w) {
        struct display *d = piece_item(L, c->piece, DISPLAY_PICTURE);
        d->picture = logo->block->picture;
        d->element = element_new(L, c->frame.parent, ROLE_FIGURE, NULL);
        d->element->alt = logo->block->picture->alt;
        d->x = x;
        d->y = top;
        d->w = logo->w;
        d->h = L->theme->logos.height;
        x += logo->w + MM(LOGO_GAP);
    }
    for (size_t i = 0; i < 2 && logo->line[i].para.text.n; i++) {
        struct element *p = element_new(L, c->frame.parent, ROLE_P, NULL);
        ((struct stretch *)logo->line[i].para.stretch)->owner = p;
        logo->line[i].para.width = logo->text;
        struct lines *lines =
            paragraph_set(builder_arena(L), L->shaper, &logo->line[i].para, L->diag);
        for (size_t k = 0; k < lines->n; k++, y += logo->look[i]->leading)
            piece_line(L, c->piece, &logo->line[i], &lines->line[k], x,
                       y + baseline_in(L, logo->look[i]), &c->frame);
    }
}

static sp logo_width(const struct logo *logo)
{
    return logo->w + (logo->w ? MM(LOGO_GAP) : 0) + logo->text;
}

/* Measures all logos and deals them out to rows; a row takes what fits at natural width. */
static void gather_logos(struct cover *c, const struct block *logos, struct logos *out)
{
    sp x = 0, gap = c->L->theme->logos.gap;
    for (const struct block *b = logos->child; b && out->n < MOST_LOGOS; b = b->next) {
        if (b->kind != BLOCK_PICTURE)
            continue;
        struct logo *logo = &out->logo[out->n++];
        logo->block = b;
        measure_logo(c, logo);
        logo->text = sp_min(logo->text, c->frame.width - logo->w - MM(LOGO_GAP));
        if (out->rows == 0 || x + logo_width(logo) > c->frame.width) {
            out->rows++;
            x = 0;
        }
        logo->row = out->rows - 1;
        x += logo_width(logo) + gap;
    }
}

static sp logos_height(const struct cover *c, const struct logos *logos)
{
    const struct theme *t = c->L->theme;
    sp rows = (sp)logos->rows;
    return rows ? rows * t->logos.height + (rows - 1) * t->logos.gap : 0;
}

/* The room a row leaves goes between its logos, evenly but not beyond what looks like one row. */
static void add_logos(struct cover *c, struct logos *logos)
{
    const struct theme *t = c->L->theme;
    sp top = t->page.height - t->cover.logos_bottom - logos_height(c, logos);
    for (size_t i = 0; i < logos->n;) {
        size_t n = 0;
        sp used = 0, x = c->frame.x;
        for (; i + n < logos->n && logos->logo[i + n].row == logos->logo[i].row; n++)
            used += logo_width(&logos->logo[i + n]);
        sp gap = n > 1 ? (c->frame.width - used) / (sp)(n - 1) : 0;
        gap = sp_min(gap, 3 * t->logos.gap);
        for (size_t k = 0; k < n; k++) {
            add_logo(c, &logos->logo[i + k], x, top);
            x += logo_width(&logos->logo[i + k]) + gap;
        }
        top += t->logos.height + t->logos.gap;
        i += n;
    }
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
    builder_new_page(L, false);
    c.piece = piece_new(L, &c.frame);
    c.piece->is_bare = c.piece->is_free = true;
    c.piece->height = builder_room(L);
    c.piece->trace = "cover";
    struct logos logos = {0};
    for (const struct block *b = block->child; b; b = b->next)
        if (b->kind == BLOCK_DIV && b->div == DIV_LOGOS)
            gather_logos(&c, b, &logos);
    sp foot = t->page.height - t->cover.logos_bottom - logos_height(&c, &logos) - MM(8);
    sp height = text_height(&c, block);
    c.y = sp_min(t->cover.block_top, foot - height);
    add_picture(&c, block, c.y - MM(6));
    for (const struct block *b = block->child; b; b = b->next)
        if (b->kind == BLOCK_PARAGRAPH)
            add_text(&c, b);
    if (c.y > foot + MM(8))
        diag_warn(L->diag, block->at, "the cover's text is %lld mm too high",
                  (long long)((length_mm100(c.y - foot) + 99) / 100));
    add_logos(&c, &logos);
    builder_add(L, c.piece);
    builder_new_page(L, false);
}
