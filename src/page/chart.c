/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts: caption, what a kind draws, legend, and the data as a table for those who cannot see. A
 * chart is one piece, or one for each row of lying bars, so that a chart taller than a page can be
 * parted between them; it then has its legend above, and caption and legend again on each page. */
#include "page/chart.h"

#include <string.h>

#include "base/utf8.h"
#include "page/caption.h"
#include "page/construct.h"

struct kind {
    chart_draw *draw;
    bool has_legend; /* below it; others name their series themselves */
};

struct plot_breaks {
    struct piece **piece;
    size_t n, cap;
    sp height;
    struct renewal renewal;
    struct plot *plot;
    sp head_height;
};

/* The kind's function, as the chart stands: turned or not. */
static struct kind kind_of(const struct chart *chart)
{
    static const struct kind kinds[CHART_KINDS] = {
        [CHART_BAR] = {chart_draw_bars, false},
        [CHART_COLUMN] = {chart_draw_columns, false},
        [CHART_GROUPED] = {chart_draw_columns, true},
        [CHART_STACKED] = {chart_draw_bars, true},
        [CHART_LINE] = {chart_draw_line, false},
        [CHART_PIE] = {chart_draw_pie, false},
        [CHART_DONUT] = {chart_draw_pie, false},
        [CHART_PICTOGRAM] = {chart_draw_pictogram, false},
        [CHART_LIKERT] = {chart_draw_bars, true},
        [CHART_TILES] = {chart_draw_tiles, false},
    };
    struct kind kind = kinds[chart->kind];
    bool is_bars = chart->kind == CHART_GROUPED || chart->kind == CHART_STACKED;
    if (chart->is_turned && is_bars)
        kind.draw = chart->kind == CHART_GROUPED ? chart_draw_bars : chart_draw_columns;
    kind.has_legend = kind.has_legend && chart->series > 1;
    return kind;
}

/* Where it stands */

/* `width`: half, a percentage of the theme's full width, a length; without it all of that. What
 * fits into the text's measure begins with it. */
static sp wished_width(struct layout *L, const struct block *block, sp whole)
{
    const struct text *said = attributes_find(block->attr, "width");
    sp width = whole;
    int64_t percent;
    if (said && text_is(*said, "half"))
        width = (whole - L->theme->columns.gutter) / 2;
    else if (said && text_ends(*said, "%") &&
             decimal_parse(text_slice(*said, 0, said->n - 1), 1, &percent) && percent > 0)
        width = sp_ratio(whole, sp_min(percent, 100), 100);
    else if (said && (!length_parse(*said, &width) || width <= 0))
        width = whole;
    return sp_min(width, whole);
}

static struct frame frame_of(struct layout *L, const struct block *block, const struct frame *outer)
{
    struct frame frame = frame_ragged(outer);
    sp width = wished_width(L, block, outer->wide_width);
    if (width > outer->width)
        frame = frame_wide(&frame);
    frame.width = width;
    frame.is_free = true;
    return frame;
}

static sp wished_height(const struct block *block)
{
    const struct text *said = attributes_find(block->attr, "height");
    sp height = 0;
    return said && length_parse(*said, &height) && height > 0 ? height : 0;
}

/* Pieces */

static struct piece *begin_piece(struct plot *plot)
{
    struct piece *p = piece_new(plot->L, &plot->frame);
    p->is_wide = plot->hang > 0;
    p->keeps = true;
    p->trace = "chart";
    return p;
}

void plot_part(struct plot *plot, sp height, sp gap)
{
    struct plot_breaks *b = plot->breaks;
    struct arena *arena = builder_arena(plot->L);
    plot->piece->height = height;
    b->height += height + (b->n ? plot->piece->before : 0);
    b->piece = arena_grow(arena, b->piece, sizeof(struct piece *), &b->cap, b->n + 1);
    b->piece[b->n++] = plot->piece;
    plot->piece = begin_piece(plot);
    plot->piece->before = gap;
}

struct text plot_number(struct plot *plot, int64_t n)
{
    struct layout *L = plot->L;
    return chart_number(builder_arena(L), lang_locale(L, plot->frame.lang), plot->chart, n);
}

/* Over a page's end */

static sp legend_gap(const struct plot *plot)
{
    return plot->L->theme->chart.gap;
}

/* Below what it speaks of, where text begins. */
static sp put_legend(struct plot *plot, sp y, bool is_again)
{
    return legend_put(plot, plot->frame.x + plot->hang, y, plot->frame.width - plot->hang,
                      is_again);
}

static struct piece **renew(struct layout *L, const struct renewal *renewal,
                            const struct piece *piece, bool at_head, size_t *n)
{
    struct plot_breaks *b = renewal->context;
    struct piece **out = ARENA_ARRAY(builder_arena(L), struct piece *, 2);
    struct plot plot = *b->plot;
    (void)piece;
    (void)at_head;
    *n = 0;
    if (plot.block->caption && plot.block->number)
        out[(*n)++] = caption_continued(L, plot.block, &plot.frame, WORD_FIGURE);
    if (kind_of(plot.chart).has_legend) {
        out[*n] = plot.piece = begin_piece(&plot);
        plot.piece->height = put_legend(&plot, 0, true) + legend_gap(&plot);
        (*n)++;
    }
    return out;
}

/* Taller than a page: legend first, and caption and legend again where it goes on. */
static void part_over_pages(struct plot *plot)
{
    struct plot_breaks *b = plot->breaks;
    struct layout *L = plot->L;
    b->renewal = (struct renewal){b, renew};
    b->plot = ARENA_NEW(L->arena, struct plot);
    *b->plot = *plot;
    if (plot->block->caption && plot->block->number)
        b->head_height = L->theme->caption.look.leading + L->theme->caption.after;
    if (kind_of(plot->chart).has_legend) {
        struct piece *rest = plot->piece;
        plot->piece = begin_piece(plot);
        plot->piece->height = put_legend(plot, 0, false) + legend_gap(plot);
        b->head_height += plot->piece->height;
        builder_add(L, plot->piece);
        plot->piece = rest;
    }
    for (size_t i = 0; i < b->n; i++) {
        b->piece[i]->renewal = &b->renewal;
        b->piece[i]->head_height = b->head_height;
        b->piece[i]->keeps = i == 0 || i + 2 == b->n;
    }
}

/* "n = 64" without its spaces, of whatever width. */
static struct text squeeze(struct arena *arena, struct text said)
{
    char *out = arena_alloc(arena, said.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0, next; i < said.n; i = next) {
        uint32_t cp;
        next = i + utf8_decode(said.p + i, said.n - i, &cp);
        if (cp == ' ' || cp == 0xA0 || cp == 0x202F || cp == 0x2009)
            continue;
        memcpy(out + n, said.p + i, next - i);
        n += next - i;
    }
    out[n] = 0;
    return (struct text){out, n};
}

/* N of all of it, which must be there where shares are: below the rest, unless the caption has it.
 */
static sp put_base(struct plot *plot, sp y)
{
    struct arena *arena = builder_arena(plot->L);
    const struct look *look = &plot->L->theme->chart.share;
    const struct block *caption = plot->block->caption;
    struct text said = plot->chart->base_said, base = squeeze(arena, said);
    if (!said.n || (caption && text_find(squeeze(arena, caption->text), base.p) != SIZE_MAX))
        return 0;
    struct chart_cell cell = {.said = said};
    cell.element = element_new(plot->L, plot->frame.parent, ROLE_P, plot->frame.lang);
    sp width = sp_max(plot->frame.width - plot->hang, 1), gap = look->leading / 2;
    struct label label = label_of(&cell, look, TEXT_START, width);
    sp x = plot->frame.x + plot->hang;
    if (plot->middle) {
        label.width = sp_min(label_width(plot, &label), plot->frame.width);
        x = plot->frame.x + sp_max(plot->middle - label.width / 2, 0);
    }
    label_set(plot, &label);
    label_put(plot, &label, &cell, x, y + gap);
    return gap + label.h;
}

static void add_pieces(struct plot *plot, const struct kind *kind, sp room, bool keeps)
{
    struct plot_breaks *b = plot->breaks;
    struct layout *L = plot->L;
    sp height = kind->draw(plot);
    if (kind->has_legend && height + b->height <= room)
        height += legend_gap(plot) + put_legend(plot, height + legend_gap(plot), false);
    if (height + b->height > room && b->n)
        part_over_pages(plot);
    cells_fill(plot);
    height += put_base(plot, height);
    plot_part(plot, height, 0);
    b->piece[b->n - 1]->keeps = keeps;
    for (size_t i = 0; i < b->n; i++) {
        judge_piece(L, b->piece[i], plot->block);
        builder_add(L, b->piece[i]);
    }
}

static struct element *new_figure(struct layout *L, const struct chart *chart,
                                  const struct frame *frame)
{
    struct element *figure =
        element_new(L, frame->parent, ROLE_FIGURE, chart->alt_lang ? chart->alt_lang : frame->lang);
    figure->alt = arena_text(L->arena, chart->alt);
    return figure;
}

void flow_chart(struct layout *L, const struct block *block, const struct frame *outer)
{
    const struct chart *chart = block->chart;
    bool is_below = L->theme->caption.is_below && block->caption;
    if (!chart || !chart->categories || !chart->series) /* doc/ has said why */
        return;
    struct plot_breaks *breaks = ARENA_NEW(L->arena, struct plot_breaks);
    struct plot plot = {.L = L,
                        .block = block,
                        .chart = chart,
                        .frame = frame_of(L, block, outer),
                        .height = wished_height(block),
                        .breaks = breaks};
    struct kind kind = kind_of(chart);
    plot.hang = sp_max(0, outer->x - plot.frame.x);
    plot.figure = new_figure(L, chart, &plot.frame);
    builder_gap(L, &plot.frame, L->theme->table.space, true);
    sp from = builder_sum(L);
    builder_borrow(L);
    if (block->caption && !is_below)
        flow_caption(L, block, &plot.frame, plot.figure, WORD_FIGURE, true);
    cells_make(&plot, plot.frame.parent);
    plot.piece = begin_piece(&plot);
    sp above = is_below ? 4 * L->theme->caption.look.leading : builder_sum(L) - from;
    add_pieces(&plot, &kind, builder_room(L) - above, is_below || block->legend);
    if (is_below) {
        builder_gap(L, &plot.frame, L->theme->caption.after / 2, true);
        flow_caption(L, block, &plot.frame, plot.figure, WORD_FIGURE, false);
    }
    if (block->legend)
        flow_legend(L, block, &plot.frame, plot.frame.parent);
    builder_return(L);
    builder_gap(L, &plot.frame, L->theme->table.space, false);
}
