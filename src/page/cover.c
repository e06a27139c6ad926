/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Covers: one page, by the theme's layout. Here is what all share, and the cover with a picture
 * drawn from data or given: below it kicker, title, subtitle and data line on one edge, logos at
 * the foot. Titles are tagged P: the cover repeats what the metadata say, it is no chapter. */
#include "page/cover.h"

#include "page/construct.h"
#include "page/extent.h"
#include "page/script.h"
#include "page/vector.h"

/* Blocks */

static bool is_seen_through(const struct block *b)
{
    return b->kind == BLOCK_DIV && (b->div == DIV_PARALLEL || b->div == DIV_PLAIN) && b->child;
}

const struct block *cover_next(const struct block *cover, const struct block *b)
{
    const struct block *next = b ? b->next : cover->child;
    for (; b && !next && b->parent != cover; next = b->next)
        b = b->parent;
    while (next && is_seen_through(next))
        next = next->child;
    return next;
}

struct script_theme *cover_enter(struct cover *c, const struct block *b)
{
    while (!b->lang && b->parent != c->block)
        b = b->parent;
    c->frame.lang = block_lang(b, c->L->tree->lang);
    return script_enter(c->L, b, &c->frame);
}

void cover_leave(struct cover *c, struct script_theme *before)
{
    script_leave(c->L, before);
    c->frame.lang = c->L->tree->lang;
}

/* Parts and their looks */

static const struct {
    const char *class;
    enum cover_part part;
} parts[] = {
    {"kicker", PART_KICKER},         {"title", PART_TITLE},   {"subtitle", PART_SUBTITLE},
    {"language", PART_LANGUAGE},     {"sender", PART_SENDER}, {"return", PART_RETURN},
    {"address", PART_ADDRESS},       {"stamp", PART_STAMP},   {"data", PART_DATA},
    {"enclosures", PART_ENCLOSURES},
};

enum cover_part cover_part_of(const struct block *block)
{
    for (size_t i = 0; i < block->spans; i++)
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            if (span_has_class(&block->span[i], parts[k].class))
                return parts[k].part;
    return PART_DATA;
}

/* What has its place on a letter only is data elsewhere. */
enum cover_part cover_part_on_sheet(const struct block *block)
{
    enum cover_part part = cover_part_of(block);
    return part > PART_LANGUAGE ? PART_DATA : part;
}

const struct look *cover_look(const struct layout *L, enum cover_part part)
{
    const struct theme *t = L->theme;
    switch (part) {
    case PART_KICKER: return &t->cover.kicker;
    case PART_TITLE: return &t->cover.title;
    case PART_SUBTITLE: return &t->cover.subtitle;
    case PART_LANGUAGE: return &t->cover.language;
    case PART_SENDER: return &t->cover.sender;
    case PART_RETURN: return &t->cover.back;
    case PART_ADDRESS: return &t->cover.address;
    case PART_STAMP: return &t->cover.stamp;
    case PART_ENCLOSURES: return &t->cover.enclosures;
    case PART_DATA: break;
    }
    return &t->cover.data;
}

/* Text */

const struct lines *cover_set(struct cover *c, const struct block *block, const struct look *look,
                              struct styled *styled, struct element *element)
{
    struct arena *arena = builder_arena(c->L);
    *styled = styled_text(c->L, arena, block, &c->frame, look, element);
    styled->para.balances = true;
    return paragraph_set(arena, c->L->shaper, &styled->para, c->L->diag);
}

void cover_text(struct cover *c, const struct block *block, const struct look *look)
{
    struct layout *L = c->L;
    struct styled styled;
    struct element *p = element_new(L, c->frame.parent, ROLE_P, c->frame.lang);
    const struct lines *lines = cover_set(c, block, look, &styled, p);
    for (size_t i = 0; i < lines->n; i++) {
        piece_line(L, c->piece, &styled, &lines->line[i], c->frame.x, c->y + baseline_in(L, look),
                   &c->frame);
        c->y += look->leading;
    }
}

sp cover_text_height(struct cover *c, const struct block *block, const struct look *look)
{
    struct styled styled;
    struct element throwaway = {.role = ROLE_P};
    return look->leading * (sp)cover_set(c, block, look, &styled, &throwaway)->n;
}

void cover_warn(const struct cover *c, struct place at, const char *field, sp over)
{
    diag_warn(c->L->diag, at, "%s is %lld mm too high", field,
              (long long)((length_mm100(over) + 99) / 100));
}

/* Pictures */

static struct display *put_picture(struct cover *c, const struct block *block)
{
    struct display *d = piece_item(c->L, c->piece, DISPLAY_PICTURE);
    d->picture = block->picture;
    d->artifact = block->picture->is_decorative ? ARTIFACT_LAYOUT : ARTIFACT_NONE;
    if (!block->picture->is_decorative) {
        d->element = element_new(c->L, c->frame.parent, ROLE_FIGURE, block->lang);
        d->element->alt = picture_alt(c->L, block->picture);
    }
    return d;
}

/* As wide as the box, at its foot; what of it is higher is cut off at its head. */
void cover_picture_filling(struct cover *c, const struct block *block, sp x, sp y, sp w, sp h)
{
    sp pw, ph;
    if (w <= 0 || h <= 0 || !picture_fit(c->L, block->picture, w, 100 * w, &pw, &ph))
        return;
    struct display *d = put_picture(c, block);
    sp whole = sp_ratio(ph, w, pw);
    d->w = w;
    d->h = sp_min(whole, h);
    d->x = x;
    d->y = y + h - d->h;
    int32_t shown = (int32_t)sp_ratio(CROP_WHOLE, d->h, whole);
    if (shown < CROP_WHOLE)
        d->crop = (struct crop){0, CROP_WHOLE - shown, CROP_WHOLE, shown};
}

/* As large as the box allows, in its middle and at its foot. */
void cover_picture(struct cover *c, const struct block *block, sp x, sp y, sp w, sp h)
{
    struct layout *L = c->L;
    sp pw, ph;
    if (w <= 0 || h <= 0 || !picture_fit(L, block->picture, w, h, &pw, &ph))
        return;
    bool is_wide = (__int128)pw * h >= (__int128)w * ph;
    struct display *d = put_picture(c, block);
    d->w = is_wide ? w : sp_ratio(pw, h, ph);
    d->h = is_wide ? sp_ratio(ph, w, pw) : h;
    d->x = x + (w - d->w) / 2;
    d->y = y + h - d->h;
}

/* The picture above the text: from data (mosaic=), or the cover's own, at the sheet's upper corner.
 * A mosaic that a few millimetres are missing for is cut by the sheet's edge: smaller, it would
 * just miss the edge that the text below it begins at. */
static void add_picture(struct cover *c, sp room)
{
    enum { MOST_CUT = 3 /* percent */ };
    struct layout *L = c->L;
    const struct theme *t = L->theme;
    sp size = sp_min(t->cover.picture_size, room);
    if (attributes_find(c->block->attr, "mosaic")) {
        sp cut = t->cover.picture_size - size;
        if (cut > sp_ratio(t->cover.picture_size, MOST_CUT, 100))
            cut = 0;
        mosaic_draw(L, c->piece, c->block->data, L->tree->title, NULL, t->page.width - size - cut,
                    -cut, size + cut);
        for (size_t i = 0; i < c->piece->items; i++)
            c->piece->item[i].artifact = ARTIFACT_LAYOUT;
        return;
    }
    for (const struct block *b = cover_next(c->block, NULL); b; b = cover_next(c->block, b)) {
        sp w, h;
        if (b->kind != BLOCK_PICTURE || !picture_fit(L, b->picture, size, size, &w, &h))
            continue;
        cover_picture(c, b, t->page.width - w, 0, w, h);
        return;
    }
}

/* Sheets */

/* A sheet has places for some things only; what has none would be lost without a word. */
static void warn_lost(const struct cover *c, const struct block *block, bool is_second)
{
    bool is_div = block->kind == BLOCK_DIV;
    diag_warn(c->L->diag, block->at, "the cover has no place for this %s%s%s%s: it is left out",
              is_second ? "second " : "", is_div ? "'." : "",
              is_div ? div_class_names[block->div] : block_kind_name(block->kind),
              is_div ? "'" : "");
}

static void check_logos(const struct cover *c, const struct block *logos)
{
    for (const struct block *b = logos->child; b; b = b->next)
        if (b->kind != BLOCK_PICTURE)
            warn_lost(c, b, false);
}

static void check_blocks(const struct cover *c)
{
    bool has_picture = attributes_find(c->block->attr, "mosaic") != NULL, has_logos = false;
    for (const struct block *b = cover_next(c->block, NULL); b; b = cover_next(c->block, b)) {
        bool is_picture = b->kind == BLOCK_PICTURE;
        bool is_logos = b->kind == BLOCK_DIV && b->div == DIV_LOGOS;
        bool is_second = (is_picture && has_picture) || (is_logos && has_logos);
        if (is_second || !(b->kind == BLOCK_PARAGRAPH || is_picture || is_logos))
            warn_lost(c, b, is_second);
        else if (is_logos)
            check_logos(c, b);
        has_picture |= is_picture;
        has_logos |= is_logos;
    }
}

void cover_begin_sheet(struct cover *c)
{
    struct layout *L = c->L;
    check_blocks(c);
    c->frame.x = shape_start(L, L->cover_page);
    c->piece = piece_new(L, &c->frame);
    c->piece->is_bare = c->piece->is_free = true;
    c->piece->height = builder_room(L);
    c->piece->trace = "cover";
}

void cover_end_sheet(struct cover *c)
{
    struct layout *L = c->L;
    struct piece *p = c->piece;
    struct page page = {.number = L->cover_page,
                        .kind = PAGE_FIRST,
                        .width = L->theme->page.width,
                        .height = L->theme->page.height};
    furniture_add(L, &page, "", &p->item, &p->items, &p->late, &p->lates, builder_arena(L));
    p->item_cap = p->items;
    p->late_cap = p->lates;
    builder_add(L, p);
    builder_new_page(L, false);
}

static sp space_above(const struct look *look, enum cover_part part)
{
    return part == PART_DATA ? look->leading : 0;
}

enum { LEAST_TOP = 15 }; /* mm; text never begins above it */

static void flow_picture_cover(struct cover *c)
{
    struct layout *L = c->L;
    const struct theme *t = L->theme;
    cover_begin_sheet(c);
    struct logo_rows *logos = cover_logos_set(c);
    sp foot = t->page.height - t->cover.logos_bottom - cover_logos_height(c, logos) - MM(8);
    sp height = 0;
    for (const struct block *b = cover_next(c->block, NULL); b; b = cover_next(c->block, b)) {
        struct script_theme *script = cover_enter(c, b);
        const struct look *look = cover_look(L, cover_part_on_sheet(b));
        if (b->kind == BLOCK_PARAGRAPH)
            height += space_above(look, cover_part_on_sheet(b)) + cover_text_height(c, b, look);
        cover_leave(c, script);
    }
    sp over = MM(LEAST_TOP) + height - foot;
    c->y = sp_max(MM(LEAST_TOP), sp_min(t->cover.block_top, foot - height));
    add_picture(c, c->y - MM(6));
    for (const struct block *b = cover_next(c->block, NULL); b; b = cover_next(c->block, b)) {
        if (b->kind != BLOCK_PARAGRAPH)
            continue;
        struct script_theme *script = cover_enter(c, b);
        const struct look *look = cover_look(L, cover_part_on_sheet(b));
        c->y += space_above(look, cover_part_on_sheet(b));
        cover_text(c, b, look);
        cover_leave(c, script);
    }
    if (over > 0)
        cover_warn(c, c->block->at, "the cover's text", over);
    cover_logos_add(c, logos);
    cover_end_sheet(c);
}

void flow_cover(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct theme *t = L->theme;
    struct cover c = {.L = L, .block = block, .frame = frame_ragged(frame)};
    c.frame.is_rtl = L->is_rtl; /* a sheet is the document's */
    c.frame.turn = (struct turn){0};
    c.frame.width = t->page.width - t->page.inside - t->page.outside;
    builder_new_page(L, false);
    L->cover_page = builder_pages(L) + 1;
    switch ((enum cover_layout)t->cover.layout) {
    case COVER_PICTURE: flow_picture_cover(&c); break;
    case COVER_POSTER: flow_poster_cover(&c); break;
    case COVER_LETTER: flow_letter_cover(&c); break;
    }
}
