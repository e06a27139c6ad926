/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures in rows that fill the measure: those of a row are equally high, two to four stand in
 * one, and their captions below. Where rows end is chosen so that their heights differ least from
 * the theme's, by trying all ends of the last row for each count of pictures. */
#include "page/construct.h"

#include "page/extent.h"
#include "page/piece.h"

enum { MOST_IN_ROW = 4, RATIO = 1000 /* thousandths */ };

struct figure {
    const struct block *block;
    struct picture_box box;
    int64_t ratio; /* width to height */
};

struct grid {
    const struct block *block;
    struct frame frame;
    struct figure *figure;
    size_t n;
};

static sp row_height(const struct layout *L, const struct grid *grid, size_t from, size_t to)
{
    int64_t sum = 0;
    for (size_t i = from; i < to; i++)
        sum += grid->figure[i].ratio;
    sp width = grid->frame.width - (sp)(to - from - 1) * L->theme->figures.gap;
    return sp_ratio(sp_max(width, MM(1)), RATIO, sp_max(sum, 1));
}

/* By how much, in thousandths, a row is too high or too low; a row of one is a last resort. */
static int64_t row_cost(const struct layout *L, const struct grid *grid, size_t from, size_t to)
{
    sp height = row_height(L, grid, from, to), wish = sp_max(L->theme->figures.height, MM(1));
    int64_t off = height > wish ? sp_ratio(height, RATIO, wish) : sp_ratio(wish, RATIO, height);
    off = sp_min(off - RATIO, 100 * RATIO);
    return off * off / RATIO + (to - from == 1 && grid->n > 1 ? 100 * RATIO : 0);
}

/* end[i]: where the row that begins at i ends, in the cheapest division of what is left. */
static size_t *divide(struct layout *L, const struct grid *grid, size_t most)
{
    size_t *end = ARENA_ARRAY(builder_arena(L), size_t, grid->n + 1);
    int64_t *cost = ARENA_ARRAY(builder_arena(L), int64_t, grid->n + 1);
    for (size_t i = grid->n; i-- > 0;) {
        cost[i] = INT64_MAX;
        for (size_t to = i + 1; to <= grid->n && to - i <= most; to++) {
            int64_t own = row_cost(L, grid, i, to) + cost[to];
            if (own < cost[i]) {
                cost[i] = own;
                end[i] = to;
            }
        }
    }
    return end;
}

/* A caption's lines below its picture; returns their height. */
static sp add_caption(struct layout *L, struct piece *p, const struct block *block,
                      struct frame *frame, sp top, struct element *parent)
{
    const struct look *look = &L->theme->caption.look;
    struct styled styled = styled_caption(L, block, frame, parent, WORD_FIGURE);
    styled.para.balances = false;
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled.para, L->diag);
    for (size_t i = 0; i < lines->n; i++)
        piece_line(L, p, &styled, &lines->line[i], frame->x,
                   top + (sp)i * look->leading + baseline_in(L, look), frame);
    return (sp)lines->n * look->leading;
}

static void add_figure(struct layout *L, const struct grid *grid, struct figure *f, struct piece *p,
                       sp x, sp height)
{
    const struct block *block = f->block;
    struct frame in = grid->frame;
    sp bottom = height;
    picture_judge(L, block->picture, &f->box);
    struct element *figure = picture_element(L, block->picture, in.parent, block->lang);
    if (caption_anchor(L, block)) {
        struct display *anchor = piece_item(L, p, DISPLAY_ANCHOR);
        anchor->artifact = ARTIFACT_LAYOUT;
        anchor->name = caption_anchor(L, block);
    }
    piece_picture(L, p, block->picture, &f->box, figure, x, 0);
    in.x = x;
    in.width = f->box.w;
    if (block->caption) {
        sp gap = L->theme->caption.after / 2;
        bottom += gap + add_caption(L, p, block, &in, bottom + gap, figure ? figure : in.parent);
    }
    p->height = sp_max(p->height, bottom);
}

static void add_row(struct layout *L, const struct grid *grid, size_t from, size_t to)
{
    struct piece *p = piece_new(L, &grid->frame);
    sp gap = L->theme->figures.gap, end = grid->frame.x + grid->frame.width, x = grid->frame.x;
    sp tallest = builder_room(L) * 3 / 5, height = row_height(L, grid, from, to);
    bool fills = height <= tallest;
    height = sp_min(height, tallest);
    p->before = from ? gap : 0;
    p->trace = "figures";
    for (size_t i = from; i < to; i++) {
        struct figure *f = &grid->figure[i];
        f->box.w = i + 1 == to && fills ? end - x : sp_ratio(height, f->ratio, RATIO);
        f->box.w = sp_max(f->box.w, 1);
        f->box.h = height;
        add_figure(L, grid, f, p, x, height);
        x += f->box.w + gap;
    }
    judge_piece(L, p, grid->block);
    builder_add(L, p);
}

/* `columns=3` limits a row to so many. */
static size_t most_in_row(struct layout *L, const struct block *block)
{
    const struct text *columns = attributes_find(block->attr, "columns");
    int64_t n = MOST_IN_ROW;
    if (columns && (!decimal_parse(*columns, 1, &n) || n < 1 || n > 2 * MOST_IN_ROW)) {
        diag_error(L->diag, block->at, "'columns' wants a number from 1 to %d, not '%.*s'",
                   2 * MOST_IN_ROW, (int)columns->n, columns->p);
        n = MOST_IN_ROW;
    }
    return (size_t)n;
}

static void read_figures(struct layout *L, const struct block *block, struct grid *grid)
{
    size_t n = 0;
    for (const struct block *b = block->child; b; b = b->next)
        n += b->kind == BLOCK_PICTURE;
    grid->figure = ARENA_ARRAY(builder_arena(L), struct figure, n + 1);
    for (const struct block *b = block->child; b; b = b->next) {
        struct figure *f = &grid->figure[grid->n];
        if (b->kind != BLOCK_PICTURE ||
            !picture_measure(L, b->picture, grid->frame.width, builder_room(L), &f->box))
            continue;
        f->block = b;
        f->ratio = sp_max(1, sp_ratio(RATIO, f->box.w, f->box.h));
        grid->n++;
    }
}

static bool is_shown(const struct grid *grid, const struct block *block)
{
    for (size_t i = 0; i < grid->n; i++)
        if (grid->figure[i].block == block)
            return true;
    return false;
}

void flow_figures(struct layout *L, const struct block *block, const struct frame *outer)
{
    struct grid grid = {.block = block, .frame = frame_ragged(outer)};
    const struct text *width = attributes_find(block->attr, "width");
    if (width && text_is(*width, "100%"))
        grid.frame = frame_wide(&grid.frame);
    grid.frame.is_free = true;
    read_figures(L, block, &grid);
    builder_gap(L, outer, L->theme->table.space, true);
    builder_borrow(L);
    size_t *end = divide(L, &grid, most_in_row(L, block));
    for (size_t i = 0; i < grid.n; i = end[i])
        add_row(L, &grid, i, end[i]);
    for (const struct block *b = block->child; b; b = b->next)
        if (b->kind != BLOCK_PICTURE)
            flow_block(L, b, outer);
        else if (!is_shown(&grid, b))
            flow_missing(L, b, outer);
    builder_return(L);
    builder_gap(L, outer, L->theme->table.space, false);
}
