/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures in rows that fill the measure: those of a row are equally high, two to four stand in
 * one, and their captions below. Where rows end is chosen so that their heights differ least from
 * the theme's, by trying all ends of the last row for each count of pictures. With `crop` all are
 * equally large, in columns. */
#include "page/construct.h"

#include <string.h>

#include "base/ascii.h"
#include "page/extent.h"
#include "page/piece.h"

enum { MOST_IN_ROW = 4, RATIO = 1000 /* thousandths */ };

struct figure {
    const struct block *block, *from; /* as it is shown, and as the tree has it */
    struct picture_box box;
    int64_t ratio; /* width to height */
    bool has_caption;
};

struct grid {
    const struct block *block;
    struct frame frame;
    struct figure *figure;
    size_t n;
    size_t columns; /* of pictures cut alike; 0: rows fill the measure */
};

/* Of a picture in columns. */
static sp column_width(const struct layout *L, const struct grid *grid, size_t columns)
{
    sp width = grid->frame.width - (sp)(columns - 1) * L->theme->figures.gap;
    return sp_max(width / (sp)columns, 1);
}

/* A caption needs some width, however narrow its picture is; less where "(a)" is its label. */
static sp least_width(const struct layout *L, const struct figure *f)
{
    enum { LEAST_EMS = 6, LEAST_OF_PART = 3 };
    const char *number = f->block->number;
    bool is_whole = number && *number && ascii_is_digit(number[strlen(number) - 1]);
    if (!f->has_caption)
        return 1;
    return (is_whole ? LEAST_EMS : LEAST_OF_PART) * L->theme->caption.look.leading;
}

/* As high as makes the row fill the measure; pictures that would be narrower than their captions
 * allow do not share in that. */
static sp row_height(const struct layout *L, const struct grid *grid, size_t from, size_t to)
{
    if (grid->columns)
        return sp_ratio(column_width(L, grid, grid->columns), RATIO, grid->figure[from].ratio);
    sp height = 0, whole = grid->frame.width - (sp)(to - from - 1) * L->theme->figures.gap;
    for (size_t round = from; round < to; round++) {
        int64_t sum = 0;
        sp width = whole;
        for (size_t i = from; i < to; i++) {
            const struct figure *f = &grid->figure[i];
            sp least = least_width(L, f);
            if (round > from && sp_ratio(height, f->ratio, RATIO) < least)
                width -= least;
            else
                sum += f->ratio;
        }
        if (!sum)
            break;
        height = sp_ratio(sp_max(width, MM(1)), RATIO, sum);
    }
    return height;
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
                       sp x, sp cell, sp height)
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
    in.width = cell;
    if (f->has_caption) {
        sp gap = L->theme->caption.after / 2;
        bottom += gap + add_caption(L, p, block, &in, bottom + gap, figure ? figure : in.parent);
    }
    p->height = sp_max(p->height, bottom);
}

static bool is_captioned_below(const struct layout *L, const struct grid *grid)
{
    return grid->block->caption && L->theme->caption.is_below;
}

static void add_row(struct layout *L, const struct grid *grid, size_t from, size_t to)
{
    struct piece *p = piece_new(L, &grid->frame);
    sp gap = L->theme->figures.gap, end = grid->frame.x + grid->frame.width, x = grid->frame.x;
    sp tallest = builder_room(L) * 3 / 5, height = row_height(L, grid, from, to);
    bool fills = height <= tallest && (!grid->columns || to - from == grid->columns);
    height = sp_min(height, tallest);
    p->before = from ? gap : 0;
    p->trace = "figures";
    p->keeps = to == grid->n && is_captioned_below(L, grid);
    for (size_t i = from; i < to; i++) {
        struct figure *f = &grid->figure[i];
        sp own = sp_ratio(height, f->ratio, RATIO), least = grid->columns ? 1 : least_width(L, f);
        bool is_narrow = own < least, is_last = i + 1 == to && fills;
        sp cell = sp_max(is_last ? end - x : sp_max(own, least), 1);
        f->box.w = is_narrow ? sp_max(own, 1) : cell;
        f->box.h = height;
        add_figure(L, grid, f, p, x, cell, height);
        x += cell + gap;
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

/* What can be read of the keys that the grid has for all its pictures: reported once, at the grid.
 */
static struct attributes *shared_keys(struct layout *L, const struct block *grid)
{
    static const char *const keys[] = {"crop", "focus"};
    struct attributes *shared = ARENA_NEW(L->arena, struct attributes);
    struct attribute *pair = ARENA_ARRAY(L->arena, struct attribute, 2);
    shared->pair = pair;
    for (size_t k = 0; k < 2; k++)
        if (cropping_judge(L, grid->attr, keys[k], grid->at))
            pair[shared->pairs++] =
                (struct attribute){keys[k], *attributes_find(grid->attr, keys[k]), NULL};
    return shared;
}

/* They hold for a picture that does not say them itself. */
static const struct block *with_shared_keys(struct layout *L, const struct block *b,
                                            const struct attributes *shared)
{
    struct attribute *pair = ARENA_ARRAY(L->arena, struct attribute, b->attr->pairs + 2);
    size_t n = b->attr->pairs;
    for (size_t i = 0; i < n; i++)
        pair[i] = b->attr->pair[i];
    for (size_t k = 0; k < shared->pairs; k++)
        if (!attributes_find(b->attr, shared->pair[k].key))
            pair[n++] = shared->pair[k];
    struct attributes *attr = ARENA_NEW(L->arena, struct attributes);
    struct picture *picture = ARENA_NEW(L->arena, struct picture);
    struct block *out = ARENA_NEW(L->arena, struct block);
    *attr = *b->attr;
    attr->pair = pair;
    attr->pairs = n;
    *picture = *b->picture;
    picture->attr = attr;
    *out = *b;
    out->picture = picture;
    out->attr = attr;
    return out;
}

/* As many columns as make pictures about as high as the theme wants them, without one left over
 * where that can be. */
static size_t usual_columns(const struct layout *L, struct grid *grid, size_t most)
{
    size_t best = 1;
    int64_t least = INT64_MAX;
    for (size_t n = 1; n <= most && n <= grid->n; n++) {
        grid->columns = n;
        bool leaves_one = n > 1 && grid->n % n == 1;
        int64_t cost = row_cost(L, grid, 0, n) + (leaves_one ? RATIO : 0);
        if (cost < least) {
            least = cost;
            best = n;
        }
    }
    return best;
}

static void read_columns(struct layout *L, const struct block *block, struct grid *grid,
                         size_t most)
{
    bool is_said = attributes_find(block->attr, "columns");
    if (!attributes_find(block->attr, "crop") || !grid->n)
        return;
    grid->columns = is_said ? most : usual_columns(L, grid, most);
}

static void read_figures(struct layout *L, const struct block *block, struct grid *grid)
{
    const struct attributes *shared = shared_keys(L, block);
    size_t n = 0;
    for (const struct block *b = block->child; b; b = b->next)
        n += b->kind == BLOCK_PICTURE;
    if (!n && block->caption)
        diag_warn(L->diag, block->caption->at, "a caption, but no picture in '.figures'");
    grid->figure = ARENA_ARRAY(builder_arena(L), struct figure, n + 1);
    for (const struct block *b = block->child; b; b = b->next) {
        struct figure *f = &grid->figure[grid->n];
        if (b->kind != BLOCK_PICTURE)
            continue;
        f->block = shared->pairs ? with_shared_keys(L, b, shared) : b;
        f->from = b;
        if (!picture_measure(L, f->block->picture, grid->frame.width, builder_room(L), &f->box))
            continue;
        f->ratio = sp_max(1, sp_ratio(RATIO, f->box.w, f->box.h));
        f->has_caption = caption_of(L, f->block) != NULL;
        grid->n++;
    }
}

static bool is_shown(const struct grid *grid, const struct block *block)
{
    for (size_t i = 0; i < grid->n; i++)
        if (grid->figure[i].from == block)
            return true;
    return false;
}

static struct frame grid_frame(struct layout *L, const struct block *block,
                               const struct frame *outer)
{
    struct frame frame = frame_ragged(outer);
    const struct text *width = attributes_find(block->attr, "width");
    if (!width || text_is(*width, "100%"))
        return width ? frame_wide(&frame) : frame;
    diag_error(L->diag, block->at, "'width' of '.figures' wants 100%%, not '%.*s'", (int)width->n,
               width->p);
    return frame;
}

void flow_figures(struct layout *L, const struct block *block, const struct frame *outer)
{
    struct grid grid = {.block = block, .frame = grid_frame(L, block, outer)};
    grid.frame.is_free = true;
    if (block->caption) /* which belongs to them all */
        grid.frame.parent = element_new(L, outer->parent, ROLE_DIV, outer->lang);
    read_figures(L, block, &grid);
    builder_gap(L, outer, L->theme->table.space, true);
    builder_borrow(L);
    size_t most = most_in_row(L, block);
    read_columns(L, block, &grid, most);
    size_t *end = grid.columns ? NULL : divide(L, &grid, most);
    if (block->caption && !is_captioned_below(L, &grid))
        flow_caption_only(L, block, &grid.frame, grid.frame.parent, WORD_FIGURE, true);
    for (size_t i = 0, to; i < grid.n; i = to) {
        to = end ? end[i] : i + grid.columns < grid.n ? i + grid.columns : grid.n;
        add_row(L, &grid, i, to);
    }
    if (is_captioned_below(L, &grid)) {
        builder_gap(L, &grid.frame, L->theme->caption.after / 2, true);
        flow_caption_only(L, block, &grid.frame, grid.frame.parent, WORD_FIGURE, false);
    }
    for (const struct block *b = block->child; b; b = b->next)
        if (b->kind != BLOCK_PICTURE)
            flow_block(L, b, outer);
        else if (!is_shown(&grid, b))
            flow_missing(L, b, outer);
    builder_return(L);
    builder_gap(L, outer, L->theme->table.space, false);
}
