/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The poster: title first, on the theme's ground if it has one, the picture at the foot. On a
 * ground the picture fills the sheet's width; on paper it keeps to the margins. The language stands
 * on a tag of its own. */
#include "page/cover.h"

#include "page/construct.h"
#include "page/mirror.h"
#include "page/script.h"

static const struct block *find_picture(const struct block *cover)
{
    for (const struct block *b = cover_next(cover, NULL); b; b = cover_next(cover, b))
        if (b->kind == BLOCK_PICTURE)
            return b;
    return NULL;
}

/* The room a picture has: what the theme gives it, less if the text needs more, but never less than
 * a quarter of the sheet. */
static sp picture_room(const struct cover *c, sp text_end, sp foot)
{
    const struct theme *t = c->L->theme;
    sp wish = sp_ratio(t->page.height, t->cover.picture_height, 1000);
    sp least = sp_min(t->page.height / 4, foot);
    return sp_max(least, sp_min(wish, foot - text_end));
}

/* What does not fit its room goes over the sheet's lower edge, or is set smaller on paper. */
static sp draw_mosaic(struct cover *c, sp x, sp width, sp room, sp foot)
{
    struct layout *L = c->L;
    bool bleeds = L->theme->cover.ground != COLOR_NONE;
    size_t first = c->piece->items;
    sp size = bleeds ? width + L->theme->page.bleed : sp_min(width, room);
    sp top = bleeds ? foot - sp_min(size, room) : foot - size;
    mosaic_draw(L, c->piece, c->block->data, L->tree->title, NULL, x, top, size);
    for (size_t i = first; i < c->piece->items; i++)
        c->piece->item[i].artifact = ARTIFACT_LAYOUT;
    if (bleeds) /* the ground ends below it, so as not to shine through at its edges */
        c->piece->item[0].h = top + MM(1) - c->piece->item[0].y;
    return top;
}

/* Returns the picture's upper edge; without one, that of the logos or the lower margin. */
static sp draw_picture(struct cover *c, sp text_end, sp foot)
{
    const struct theme *t = c->L->theme;
    const struct block *picture = find_picture(c->block);
    bool bleeds = t->cover.ground != COLOR_NONE;
    sp width = bleeds ? t->page.width : c->frame.width, x = bleeds ? 0 : c->frame.x;
    sp room = picture_room(c, text_end, foot);
    bool is_cut = bleeds && foot == t->page.height; /* by the sheet's lower edge */
    if (attributes_find(c->block->attr, "mosaic"))
        return draw_mosaic(c, x, width, room, foot);
    if (!picture)
        return foot;
    size_t before = c->piece->items;
    sp bleed = t->page.bleed;
    if (bleeds)
        cover_picture_filling(c, picture, x - bleed, foot - room, width + 2 * bleed,
                              room + (is_cut ? bleed : 0));
    else
        cover_picture(c, picture, x, foot - room, width, room);
    return c->piece->items > before ? c->piece->item[before].y : foot;
}

/* Titles in a second language stand further off the first's. */
static sp space_above(const struct look *look, enum cover_part part, enum cover_part above)
{
    switch (part) {
    case PART_TITLE: return above == PART_SUBTITLE ? look->leading / 3 : 0;
    case PART_SUBTITLE: return look->leading / 3;
    case PART_LANGUAGE: return above == PART_LANGUAGE ? 0 : look->leading * 4 / 5;
    case PART_DATA: return look->leading / 2;
    default: return 0;
    }
}

static sp tag_padding(const struct look *look)
{
    return look->size * 6 / 10;
}

static bool has_two_languages(const struct block *cover)
{
    for (const struct block *b = cover->child; b; b = b->next)
        if (b->kind == BLOCK_DIV && b->div == DIV_PARALLEL && b->child && b->child->next &&
            b->child->kind == BLOCK_DIV)
            return true;
    return false;
}

/* Titles in two languages share the room of one. */
static const struct look *look_of(const struct cover *c, enum cover_part part)
{
    const struct look *look = cover_look(c->L, part);
    if (part != PART_TITLE || !has_two_languages(c->block))
        return look;
    struct look *small = ARENA_NEW(c->L->arena, struct look);
    *small = *look;
    small->size = sp_ratio(look->size, 3, 4);
    small->leading = sp_ratio(look->leading, 3, 4);
    return small;
}

/* Tags stand beside each other as long as there is room. */
static void place_beside(struct cover *c, const struct look *look, sp width)
{
    sp gap = tag_padding(look);
    bool fits = c->tags_width && c->tags_width + gap + width <= c->frame.width;
    if (fits)
        c->y -= look->leading;
    else if (c->tags_width)
        c->y += gap;
    c->tags_width = fits ? c->tags_width + gap : 0;
}

static void add_tag(struct cover *c, const struct styled *styled, const struct line *line,
                    const struct look *look)
{
    struct layout *L = c->L;
    sp padding = tag_padding(look), width = line->width + 2 * padding;
    sp middle = (look->leading + cap_height_of(L, look)) / 2;
    place_beside(c, look, width);
    sp x = c->frame.x + c->tags_width;
    piece_box(L, c->piece, x, c->y, width, look->leading, L->theme->cover.tag);
    sp indent = line_at(&c->frame, line, line->x, line->width);
    piece_line(L, c->piece, styled, line, x + padding - indent, c->y + middle, &c->frame);
    c->tags_width += width;
    c->y += look->leading;
}

static void add_language(struct cover *c, const struct block *block, const struct look *look)
{
    struct styled styled;
    struct element *p = element_new(c->L, c->frame.parent, ROLE_P, c->frame.lang);
    sp full = c->frame.width;
    c->frame.width -= 2 * tag_padding(look);
    const struct lines *lines = cover_set(c, block, look, &styled, p);
    c->frame.width = full;
    for (size_t i = 0; i < lines->n; i++)
        add_tag(c, &styled, &lines->line[i], look);
}

static void add_texts(struct cover *c)
{
    enum cover_part above = PART_DATA;
    for (const struct block *b = cover_next(c->block, NULL); b; b = cover_next(c->block, b)) {
        enum cover_part part = cover_part_on_sheet(b);
        if (b->kind != BLOCK_PARAGRAPH)
            continue;
        struct script_theme *script = cover_enter(c, b);
        const struct look *look = look_of(c, part);
        c->y += space_above(look, part, above);
        c->tags_width = part == PART_LANGUAGE ? c->tags_width : 0;
        if (part == PART_LANGUAGE)
            add_language(c, b, look);
        else
            cover_text(c, b, look);
        cover_leave(c, script);
        above = part;
    }
}

static sp texts_end(struct cover *c)
{
    sp y = c->L->theme->cover.block_top;
    enum cover_part above = PART_DATA;
    for (const struct block *b = cover_next(c->block, NULL); b; b = cover_next(c->block, b)) {
        enum cover_part part = cover_part_on_sheet(b);
        if (b->kind != BLOCK_PARAGRAPH)
            continue;
        struct script_theme *script = cover_enter(c, b);
        const struct look *look = look_of(c, part);
        if (part != PART_LANGUAGE || above != PART_LANGUAGE)
            y += space_above(look, part, above) + cover_text_height(c, b, look);
        cover_leave(c, script);
        above = part;
    }
    return y;
}

/* Logos want paper behind them, whatever the ground. */
static sp logos_top(const struct cover *c, const struct logo_rows *logos)
{
    const struct theme *t = c->L->theme;
    if (!logos)
        return t->cover.ground == COLOR_NONE ? t->page.height - t->page.bottom : t->page.height;
    return t->page.height - t->cover.logos_bottom - cover_logos_height(c, logos) - t->logos.height;
}

void flow_poster_cover(struct cover *c)
{
    struct layout *L = c->L;
    const struct theme *t = L->theme;
    enum { PAPER = 0xFFFFFF };
    sp bleed = t->page.bleed;
    cover_begin_sheet(c);
    struct logo_rows *logos = cover_logos_set(c);
    sp foot = logos_top(c, logos);
    if (t->cover.ground != COLOR_NONE)
        piece_box(c->L, c->piece, -bleed, -bleed, t->page.width + 2 * bleed,
                  t->page.height + 2 * bleed, t->cover.ground);
    sp clear = sp_max(MM(4), t->cover.ground == COLOR_NONE ? t->cover.data.leading : 0);
    sp limit = draw_picture(c, texts_end(c) + clear, foot);
    if (logos && t->cover.ground != COLOR_NONE)
        piece_box(c->L, c->piece, -bleed, foot, t->page.width + 2 * bleed,
                  t->page.height - foot + bleed, PAPER);
    c->y = t->cover.block_top;
    add_texts(c);
    if (c->y > limit)
        cover_warn(c, c->block->at, "the cover's text", c->y - limit);
    cover_logos_add(c, logos);
    cover_end_sheet(c);
}
