/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns: with `.column` children each stands in its own; without, the text flows from column to
 * column, and level 1 and 2 headings, and those of class `.span`, go over all of them. Columns take
 * the page's full measure, so that their lines are long enough. Here the geometry; who stands where
 * on a page is the builder's affair (band.c). Also sections on turned pages. */
#include "page/construct.h"

#include "page/mirror.h"

enum { MOST_COLUMNS = 12, LEAST_JUSTIFIED = 28 /* letters' sizes a line, else it is set ragged */ };

static sp gutter_of(const struct layout *L)
{
    return L->theme->columns.gutter > 0 ? L->theme->columns.gutter : L->theme->page.gutter;
}

/* The frame of one column at x. */
static struct frame column_frame(const struct frame *frame, sp x, sp width)
{
    bool is_narrow = width / LEAST_JUSTIFIED * 2 < frame->look->size;
    struct frame in = is_narrow ? frame_ragged(frame) : *frame;
    in.hyphenates = frame->hyphenates;
    in.x = in.wide_x = x;
    in.width = in.wide_width = width;
    in.is_column = true;
    return in;
}

/* Columns stand on a page, not in a box, a list, a cell, a note or another column: those go on as
 * plain blocks. */
bool columns_may_stand(struct layout *L, const struct block *block, const struct frame *frame)
{
    const char *where = frame->is_column ? "another column"
                        : frame->holder  ? frame->holder
                        : frame->decor   ? "a box"
                                         : NULL;
    if (!where && frame->depth > 0)
        where = "a list";
    if (where)
        diag_error(L->diag, block->at, "'.%s' cannot stand in %s", div_class_names[block->div],
                   where);
    return !where;
}

/* Columns that flow */

static int64_t wanted_columns(struct layout *L, const struct block *block, sp measure, sp gutter)
{
    const struct text *said = attributes_find(block->attr, "n");
    int64_t n = 2, most = (measure + gutter) / (MM(20) + gutter);
    most = most > MOST_COLUMNS ? MOST_COLUMNS : most < 1 ? 1 : most;
    if (said && (!int_parse(*said, &n) || n < 1 || n > MOST_COLUMNS)) {
        diag_error(L->diag, block->at, "'n' wants a number of columns, 1 to %d, not '%.*s'",
                   MOST_COLUMNS, (int)said->n, said->p);
        n = 2;
    }
    if (said && n > most)
        diag_error(L->diag, block->at, "%lld columns would be less than 20 mm wide: %lld fit here",
                   (long long)n, (long long)most);
    return n > most ? most : n;
}

/* What ends the columns above it, and stands in the full measure; so does a page break. */
static bool spans(const struct block *b)
{
    bool is_break = b->kind == BLOCK_DIV && b->div == DIV_PAGE_BREAK;
    return is_break ||
           (b->kind == BLOCK_HEADING && (b->level <= 2 || attributes_has_class(b->attr, "span")));
}

struct frame columns_begin(struct layout *L, const struct frame *frame, int64_t n)
{
    sp gutter = gutter_of(L), width = (frame->wide_width - (n - 1) * gutter) / n;
    struct columns *columns = ARENA_NEW(L->arena, struct columns);
    struct frame in = column_frame(frame, frame->wide_x, width);
    *columns = (struct columns){.n = (unsigned)n,
                                .x = turned_x(frame->turn, in.x, width),
                                .step = (width + gutter) * (frame->turn.flips ? -1 : 1),
                                .width = width,
                                .gutter = gutter,
                                .rule = L->theme->columns.rule};
    builder_columns(L, columns, 0);
    return in;
}

static void flow_flowing(struct layout *L, const struct block *block, const struct frame *frame)
{
    sp measure = frame->wide_width;
    int64_t n = wanted_columns(L, block, measure, gutter_of(L));
    struct frame wide = column_frame(frame, frame->wide_x, measure);
    struct frame in;
    bool is_open = false;
    wide.is_column = false;
    for (const struct block *b = block->child; b && !L->has_failed; b = b->next) {
        if (spans(b)) {
            builder_close_columns(L);
            is_open = false;
            flow_block(L, b, &wide);
            continue;
        }
        if (!is_open)
            in = columns_begin(L, frame, n);
        is_open = true;
        flow_block(L, b, &in);
    }
    builder_close_columns(L);
}

/* Columns side by side */

static bool is_column(const struct block *b)
{
    return b && b->kind == BLOCK_DIV && b->div == DIV_COLUMN;
}

static size_t count_columns(const struct block *b)
{
    size_t n = 0;
    for (; is_column(b) && n < MOST_COLUMNS; b = b->next)
        n++;
    return n;
}

/* A width in millimetres and the like, or in percent of the measure; 0: none is given. */
static sp wanted_width(struct layout *L, const struct block *column, sp measure)
{
    const struct text *said = attributes_find(column->attr, "width");
    int64_t percent;
    sp width = 0;
    if (!said)
        return 0;
    bool is_percent =
        text_ends(*said, "%") && decimal_parse(text_slice(*said, 0, said->n - 1), 100, &percent);
    if (is_percent && percent > 0 && percent <= 10000)
        return sp_ratio(measure, percent, 10000);
    if (!is_percent && length_parse(*said, &width) && width > 0)
        return width;
    diag_error(L->diag, column->at, "'width' wants a length such as 60mm, or 40%%, not '%.*s'",
               (int)said->n, said->p);
    return 0;
}

/* Widths of n columns from `first` on; those that say none share what is left. */
static void set_widths(struct layout *L, const struct block *first, size_t n, sp measure, sp gutter,
                       sp *width)
{
    sp left = measure - (sp)(n - 1) * gutter, room = left;
    size_t open = 0, i = 0;
    for (const struct block *b = first; i < n; b = b->next, i++) {
        width[i] = wanted_width(L, b, measure - gutter);
        left -= width[i];
        open += width[i] == 0;
    }
    sp over = sp_max((sp)open * MM(5) - left, (sp)n * MM(5) - room);
    if (over > 0) {
        diag_warn(L->diag, first->at, "the columns are %lld mm too wide: all get the same width",
                  (long long)((length_mm100(over) + 99) / 100));
        open = n;
        left = sp_max(room, (sp)n * SP_PT);
        for (i = 0; i < n; i++)
            width[i] = 0;
    }
    for (i = 0; i < n; i++)
        width[i] = width[i] ? width[i] : left / (sp)open;
}

static void flow_beside(struct layout *L, const struct block *first, size_t n,
                        const struct frame *frame)
{
    sp width[MOST_COLUMNS], gutter = gutter_of(L), x = frame->wide_x;
    set_widths(L, first, n, frame->wide_width, gutter, width);
    struct columns *columns = ARENA_NEW(L->arena, struct columns);
    *columns = (struct columns){.n = (unsigned)n, .is_divided = true};
    const struct block *b = first;
    for (size_t i = 0; i < n && !L->has_failed; i++, b = b->next) {
        struct frame in = column_frame(frame, x, width[i]);
        in.lang = block_lang(b, frame->lang);
        builder_columns(L, columns, (unsigned)i);
        L->previous = NULL;
        if (b->attr->id)
            builder_name(L, b->attr->id);
        flow_children(L, b, &in);
        x += width[i] + gutter;
    }
    builder_close_columns(L);
}

static void flow_divided(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct frame wide = column_frame(frame, frame->wide_x, frame->wide_width);
    for (const struct block *b = block->child; b && !L->has_failed;) {
        size_t n = count_columns(b);
        if (n) {
            flow_beside(L, b, n, frame);
            for (; n > 0; n--)
                b = b->next;
        } else {
            flow_block(L, b, &wide);
            b = b->next;
        }
    }
}

void flow_columns(struct layout *L, const struct block *block, const struct frame *frame)
{
    bool is_divided = false;
    for (const struct block *b = block->child; b; b = b->next)
        is_divided = is_divided || is_column(b);
    if (!columns_may_stand(L, block, frame)) {
        for (const struct block *b = block->child; b; b = b->next)
            (is_column(b) ? flow_children : flow_block)(L, b, frame);
        return;
    }
    builder_gap(L, frame, L->theme->list.around, false);
    (is_divided ? flow_divided : flow_flowing)(L, block, frame);
    builder_gap(L, frame, L->theme->list.around, false);
}

/* Turned pages */

void flow_landscape(struct layout *L, const struct block *block, const struct frame *frame)
{
    if (shape_is_turned(L) || !columns_may_stand(L, block, frame)) {
        flow_children(L, block, frame);
        return;
    }
    struct page_shape upright = L->shape, turned = shape_turned(L);
    builder_shape(L, &turned);
    struct frame of_page = frame_of_page(L), in = frame_directed(&of_page, frame->is_rtl);
    in.parent = frame->parent;
    in.lang = frame->lang;
    in.look = frame->look;
    flow_children(L, block, &in);
    builder_shape(L, &upright);
}
