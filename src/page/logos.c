/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of logos that look equally large. All are as high as the theme says, but very wide ones are
 * made lower and very tall ones higher, so that their areas are nearer to each other; a funder's
 * (class .funder or .eu) is never lower than the highest other. Name and role stand beside each;
 * order is as given, and what does not fit begins a new row. */
#include "page/logos.h"

#include "page/construct.h"
#include "page/extent.h"
#include "page/piece.h"

struct set_logo {
    const struct block *block;
    struct picture_box box;
    bool is_funder;
    struct styled line[2]; /* name, role */
    const struct look *look[2];
    struct lines *lines[2];
    sp text, height; /* of the words */
    bool is_below;   /* they stand below, as beside there is no room */
    size_t row;
};

enum { BESIDE = 3, LEAST_WORDS = 20 }; /* mm: between a logo and its words; for these */

/* Ratios of width to height, in percent, between which a logo keeps the theme's height. */
enum { SLIMMEST = 70, WIDEST = 250, TALLEST = 130, LOWEST = 55 };

static bool is_funder(const struct block *block)
{
    return attributes_has_class(block->attr, "funder") || attributes_has_class(block->attr, "eu");
}

/* Beyond the usual ratios the area stays: the height goes with the ratio's square root, down to
 * about half and up to one and a half. */
static sp optical_height(sp height, const struct picture_box *box)
{
    int64_t ratio = sp_max(1, sp_ratio(100, box->w, box->h)), usual = ratio;
    usual = ratio < SLIMMEST ? SLIMMEST : ratio > WIDEST ? WIDEST : ratio;
    int64_t share = usual * 10000 / ratio, root = 100;
    for (int i = 0; i < 20; i++) /* Heron's square root, in percent */
        root = (root + share / (root ? root : 1)) / 2;
    root = root < LOWEST ? LOWEST : root > TALLEST ? TALLEST : root;
    return sp_ratio(height, root, 100);
}

static const struct text *find_role(const struct block *block)
{
    return attributes_find(block->attr, "role");
}

static void set_words(struct layout *L, struct set_logo *logo, const struct frame *frame, sp width)
{
    const struct theme *t = L->theme;
    const struct text *role = find_role(logo->block);
    bool is_named = role || !logo->box.w;
    const struct text said[2] = {is_named ? logo->block->picture->alt : TEXT(""),
                                 role ? *role : TEXT("")};
    struct frame in = frame_ragged(frame);
    in.width = width;
    logo->look[0] = &t->logos.label;
    logo->look[1] = &t->logos.role;
    for (size_t i = 0; i < 2; i++) {
        sp least, natural;
        if (!said[i].n)
            continue;
        logo->line[i] =
            styled_plain(L, builder_arena(L), said[i], &in, logo->look[i], NULL, logo->block->at);
        paragraph_widths(L->shaper, &logo->line[i].para, &least, &natural);
        logo->text = sp_max(logo->text, sp_min(natural, width));
    }
}

/* The words are broken when their width is known. */
static void break_words(struct layout *L, struct set_logo *logo)
{
    for (size_t i = 0; i < 2; i++) {
        struct paragraph *para = &logo->line[i].para;
        if (!para->text.n)
            continue;
        para->width = logo->text;
        para->balances = true;
        para->hyphenates = is_too_wide(L, para);
        logo->lines[i] = paragraph_set(builder_arena(L), L->shaper, para, L->diag);
        logo->height += (sp)logo->lines[i]->n * logo->look[i]->leading;
    }
}

static sp logo_width(const struct set_logo *logo)
{
    if (logo->is_below)
        return sp_max(logo->box.w, logo->text);
    return logo->box.w + (logo->box.w && logo->text ? MM(BESIDE) : 0) + logo->text;
}

static bool measure_logo(struct layout *L, struct set_logo *logo, const struct frame *frame)
{
    const struct theme *t = L->theme;
    struct picture_box *box = &logo->box;
    if (picture_measure(L, logo->block->picture, SP_MAX / 2, SP_MAX / 2, box)) {
        sp height = optical_height(t->logos.height, box);
        picture_scale(box, sp_max(1, sp_ratio(box->w, height, box->h)));
        if (box->w > frame->width)
            picture_scale(box, frame->width);
    } else {
        *box = (struct picture_box){0};
    }
    return box->w > 0;
}

/* A funder's logo is at least as high as the highest other, and as the theme says. */
static void raise_funders(struct layout *L, struct set_logo *logo, size_t n, sp width)
{
    sp least = L->theme->logos.funder;
    for (size_t i = 0; i < n; i++)
        if (!logo[i].is_funder)
            least = sp_max(least, logo[i].box.h);
    for (size_t i = 0; i < n; i++) {
        struct picture_box *box = &logo[i].box;
        if (!logo[i].is_funder || !box->w || box->h >= least)
            continue;
        picture_scale(box, sp_ratio(box->w, least, box->h));
        if (box->w > width)
            picture_scale(box, width);
        if (box->h < least)
            diag_warn(L->diag, logo[i].block->at,
                      "the funder's logo '%s' is %lld mm lower than it must be",
                      logo[i].block->picture->shown,
                      (long long)((length_mm100(least - box->h) + 99) / 100));
    }
}

static size_t deal_rows(struct set_logo *logo, size_t n, sp width, sp gap)
{
    size_t rows = 0;
    sp x = 0;
    for (size_t i = 0; i < n; i++) {
        sp own = logo_width(&logo[i]);
        if (rows == 0 || x + own > width) {
            rows++;
            x = 0;
        }
        logo[i].row = rows - 1;
        x += own + gap;
    }
    return rows;
}

/* Several rows stand in columns, if that takes no more rows. */
static void deal_columns(struct logo_rows *set, sp width, sp gap)
{
    sp widest = 1;
    for (size_t i = 0; i < set->n; i++)
        widest = sp_max(widest, logo_width(&set->logo[i]));
    size_t columns = (size_t)((width + gap) / (widest + gap));
    if (set->rows < 2 || columns < 2 || (set->n + columns - 1) / columns > set->rows)
        return;
    columns = (set->n + set->rows - 1) / set->rows;
    for (size_t i = 0; i < set->n; i++)
        set->logo[i].row = i / columns;
    set->step = (width + gap) / (sp)columns;
}

static size_t count_logos(const struct block *block)
{
    size_t n = 0;
    for (const struct block *b = block->child; b; b = b->next)
        n += b->kind == BLOCK_PICTURE;
    return n;
}

struct logo_rows *logos_set(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct arena *arena = builder_arena(L);
    struct logo_rows *set = ARENA_NEW(arena, struct logo_rows);
    set->logo = ARENA_ARRAY(arena, struct set_logo, count_logos(block) + 1);
    for (const struct block *b = block->child; b; b = b->next) {
        if (b->kind != BLOCK_PICTURE)
            continue;
        struct set_logo *logo = &set->logo[set->n++];
        *logo = (struct set_logo){.block = b, .is_funder = is_funder(b)};
        measure_logo(L, logo, frame);
    }
    raise_funders(L, set->logo, set->n, frame->width);
    for (size_t i = 0; i < set->n; i++) {
        struct set_logo *logo = &set->logo[i];
        sp beside = frame->width - logo->box.w - MM(BESIDE);
        if (logo->box.w)
            picture_judge(L, logo->block->picture, &logo->box);
        logo->is_below = beside < MM(LEAST_WORDS);
        set_words(L, logo, frame, logo->is_below ? frame->width : beside);
        break_words(L, logo);
    }
    set->rows = deal_rows(set->logo, set->n, frame->width, L->theme->logos.gap);
    deal_columns(set, frame->width, L->theme->logos.gap);
    return set;
}

static sp logo_height(const struct set_logo *logo)
{
    if (logo->is_below)
        return logo->box.h + (logo->height ? MM(1) : 0) + logo->height;
    return sp_max(logo->box.h, logo->height);
}

/* The first logo of the row, and of the one after it. */
static void find_row(const struct logo_rows *set, size_t row, size_t *from, size_t *to)
{
    for (*from = 0; *from < set->n && set->logo[*from].row < row;)
        ++*from;
    for (*to = *from; *to < set->n && set->logo[*to].row == row;)
        ++*to;
}

sp logos_row_height(const struct logo_rows *set, size_t row)
{
    size_t from, to;
    sp height = 0;
    find_row(set, row, &from, &to);
    for (size_t i = from; i < to; i++)
        height = sp_max(height, logo_height(&set->logo[i]));
    return height;
}

static void put_logo(struct layout *L, struct piece *p, struct set_logo *logo,
                     struct element *parent, const struct frame *frame, sp x, sp top, sp height)
{
    const struct picture *picture = logo->block->picture;
    const char *own[2] = {picture->lang, attributes_value_lang(logo->block->attr, "role")};
    sp y = top + (height - logo->height) / 2;
    if (logo->box.w) {
        struct element *figure = picture_element(L, picture, parent, logo->block->lang);
        sp down = logo->is_below ? 0 : (height - logo->box.h) / 2;
        piece_picture(L, p, picture, &logo->box, figure, x, top + down);
        x += logo->is_below ? 0 : logo->box.w + MM(BESIDE);
        y = logo->is_below ? top + logo->box.h + MM(1) : y;
    }
    for (size_t i = 0; i < 2; i++) {
        if (!logo->lines[i])
            continue;
        ((struct stretch *)logo->line[i].para.stretch)->owner =
            element_new(L, parent, ROLE_P, own[i] ? own[i] : logo->block->lang);
        for (size_t k = 0; k < logo->lines[i]->n; k++, y += logo->look[i]->leading)
            piece_line(L, p, &logo->line[i], &logo->lines[i]->line[k], x,
                       y + baseline_in(L, logo->look[i]), frame);
    }
}

/* The room that a single row leaves goes between its logos, but never so much that they fall apart.
 */
void logos_put_row(struct layout *L, struct piece *p, struct logo_rows *set, size_t row,
                   struct element *parent, const struct frame *frame, sp top)
{
    size_t from, to;
    sp used = 0, x = frame->x, height = logos_row_height(set, row), gap = L->theme->logos.gap;
    find_row(set, row, &from, &to);
    for (size_t i = from; i < to; i++)
        used += logo_width(&set->logo[i]);
    if (set->rows == 1 && to - from > 1)
        gap = sp_min(3 * gap, (frame->width - used) / (sp)(to - from - 1));
    for (size_t i = from; i < to; i++) {
        put_logo(L, p, &set->logo[i], parent, frame, x, top, height);
        x += set->step ? set->step : logo_width(&set->logo[i]) + gap;
    }
}

sp logos_row_gap(const struct layout *L)
{
    return sp_max(L->theme->logos.gap, L->theme->logos.height / 2);
}

/* What stands before the first logo, "Gefördert durch:", stays with it; other blocks follow. */
void flow_logos(struct layout *L, const struct block *block, const struct frame *outer)
{
    struct frame frame = frame_ragged(outer);
    frame.look = &L->theme->logos.role;
    frame.is_free = true;
    builder_gap(L, &frame, L->theme->body.look.leading, false);
    sp from = builder_sum(L);
    builder_borrow(L);
    builder_hold(L);
    struct logo_rows *set = logos_set(L, block, &frame);
    for (const struct block *b = block->child; b; b = b->next)
        if (b->kind != BLOCK_PICTURE)
            flow_block(L, b, &frame);
    for (size_t i = 0; i < set->rows; i++) {
        struct piece *p = piece_new(L, &frame);
        p->before = i ? logos_row_gap(L) : L->theme->logos.height / 2;
        p->height = logos_row_height(set, i);
        p->trace = "logos";
        logos_put_row(L, p, set, i, frame.parent, &frame, 0);
        builder_add(L, p);
    }
    judge_chain(L, block, from);
    builder_release(L);
    builder_return(L);
    builder_gap(L, &frame, L->theme->body.look.leading, false);
}
