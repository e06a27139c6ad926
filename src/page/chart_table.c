/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data of a chart as a table for those who cannot see it. Its cells' content are the labels
 * that are printed; what has none is said by a Span with ActualText that shows nothing. A series
 * takes two columns where shares are printed: the value and the share. */
#include "page/chart.h"

struct chart_cells {
    struct chart_cell head; /* of the categories' column */
    struct chart_cell *category, *series, *value, *share, *total, *base;
    struct chart_cell total_head;
    size_t rows, columns;
};

static struct element *new_cell(const struct plot *plot, struct element *row, enum role role,
                                struct chart_cell *cell)
{
    cell->element = element_new(plot->L, row, role, cell->lang);
    return cell->element;
}

static void make_head_cell(const struct plot *plot, struct element *row, struct chart_cell *cell,
                           struct text said, const char *lang, uint32_t span)
{
    cell->said = said;
    cell->lang = lang;
    struct element *e = new_cell(plot, row, said.n ? ROLE_TH : ROLE_TD, cell);
    e->scope = said.n ? SCOPE_COLUMN : SCOPE_NONE;
    e->column_span = span;
}

static bool has_bases(const struct chart *chart)
{
    for (size_t c = 0; c < chart->categories; c++)
        if (chart->category[c].base_said.n)
            return true;
    return false;
}

static void make_head(struct plot *plot, struct element *table)
{
    struct layout *L = plot->L;
    const struct chart *chart = plot->chart;
    struct chart_cells *cells = plot->cells;
    struct element *head = element_new(L, table, ROLE_THEAD, NULL);
    struct element *row = element_new(L, head, ROLE_TR, NULL);
    make_head_cell(plot, row, &cells->head, chart->category_head, NULL, 0);
    for (size_t s = 0; s < chart->series; s++) {
        bool is_value = chart->series == 1 && chart->value_head.n;
        make_head_cell(plot, row, &cells->series[s],
                       is_value ? chart->value_head : chart->one[s].name,
                       is_value ? NULL : chart->one[s].lang, cells->share ? 2 : 0);
    }
    if (cells->total) {
        const struct locale *locale = lang_locale(L, plot->frame.lang);
        make_head_cell(plot, row, &cells->total_head, text_of(locale_word(locale, WORD_TOTAL)),
                       locale_word_lang(locale, WORD_TOTAL, plot->frame.lang), 0);
    }
    struct chart_cell none = {0};
    if (cells->base)
        make_head_cell(plot, row, &none, TEXT(""), NULL, 0);
}

/* A hidden value's sign is read as a word. */
static void make_hidden(const struct plot *plot, struct chart_cell *cell)
{
    struct layout *L = plot->L;
    const struct locale *locale = lang_locale(L, plot->frame.lang);
    const char *lang = locale_word_lang(locale, WORD_SUPPRESSED, plot->frame.lang);
    cell->element = element_new(L, cell->element, ROLE_SPAN, lang);
    cell->element->actual = text_of(locale_word(locale, WORD_SUPPRESSED));
}

static void make_value(struct plot *plot, struct element *row, size_t c, size_t i)
{
    const struct chart_value *value = &plot->chart->value[i];
    struct chart_cell *cell = &plot->cells->value[i];
    cell->said = value->said;
    cell->at = plot->chart->category[c].at;
    new_cell(plot, row, ROLE_TD, cell);
    if (value->is_hidden)
        make_hidden(plot, cell);
}

static void make_row(struct plot *plot, struct element *body, size_t c)
{
    const struct chart *chart = plot->chart;
    struct chart_cells *cells = plot->cells;
    struct element *row = element_new(plot->L, body, ROLE_TR, NULL);
    const struct chart_category *category = &chart->category[c];
    cells->category[c] =
        (struct chart_cell){.said = category->name, .lang = category->lang, .at = category->at};
    new_cell(plot, row, ROLE_TH, &cells->category[c])->scope = SCOPE_ROW;
    for (size_t s = 0; s < chart->series; s++) {
        size_t i = c * chart->series + s;
        make_value(plot, row, c, i);
        if (cells->share) {
            cells->share[i].said = chart->value[i].share_said;
            new_cell(plot, row, ROLE_TD, &cells->share[i]);
        }
    }
    if (cells->total) {
        cells->total[c].said = chart->total_said[c];
        new_cell(plot, row, ROLE_TD, &cells->total[c]);
        if (chart->is_total_hidden[c])
            make_hidden(plot, &cells->total[c]);
    }
    if (cells->base) {
        cells->base[c].said = category->base_said;
        new_cell(plot, row, ROLE_TD, &cells->base[c]);
    }
}

void cells_make(struct plot *plot, struct element *parent)
{
    struct arena *arena = plot->L->arena;
    const struct chart *chart = plot->chart;
    size_t n = chart->categories, values = n * chart->series;
    struct chart_cells *cells = ARENA_NEW(arena, struct chart_cells);
    bool has_shares = chart->has_shares && !chart->is_share_only; /* else they are the values */
    *cells = (struct chart_cells){
        .category = ARENA_ARRAY(arena, struct chart_cell, n),
        .series = ARENA_ARRAY(arena, struct chart_cell, chart->series),
        .value = ARENA_ARRAY(arena, struct chart_cell, values),
        .share = has_shares ? ARENA_ARRAY(arena, struct chart_cell, values) : NULL,
        .total = chart->total_said && !chart->is_share_only
                     ? ARENA_ARRAY(arena, struct chart_cell, n)
                     : NULL,
        .base = has_bases(chart) ? ARENA_ARRAY(arena, struct chart_cell, n) : NULL};
    plot->cells = cells;
    struct element *table = element_new(plot->L, parent, ROLE_TABLE, plot->frame.lang);
    make_head(plot, table);
    struct element *body = element_new(plot->L, table, ROLE_TBODY, NULL);
    for (size_t c = 0; c < n; c++)
        make_row(plot, body, c);
}

struct chart_cell *cell_of_category(const struct plot *plot, size_t category)
{
    return &plot->cells->category[category];
}

struct chart_cell *cell_of_series(const struct plot *plot, size_t series)
{
    return &plot->cells->series[series];
}

struct chart_cell *cell_of_value(const struct plot *plot, size_t category, size_t series)
{
    return &plot->cells->value[category * plot->chart->series + series];
}

struct chart_cell *cell_of_share(const struct plot *plot, size_t category, size_t series)
{
    struct chart_cell *share = plot->cells->share;
    return share ? &share[category * plot->chart->series + series] : NULL;
}

struct chart_cell *cell_of_total(const struct plot *plot, size_t category)
{
    bool is_printed = plot->cells->total && !plot->chart->is_total_hidden[category];
    return is_printed ? &plot->cells->total[category] : NULL;
}

struct chart_cell *cell_of_base(const struct plot *plot, size_t category)
{
    return plot->cells->base ? &plot->cells->base[category] : NULL;
}

/* What no label says */

static void fill_cell(struct plot *plot, struct chart_cell *cell)
{
    if (!cell->element || cell->is_printed || !cell->said.n)
        return;
    struct element *span = cell->element;
    if (span->role != ROLE_SPAN) {
        span = element_new(plot->L, cell->element, ROLE_SPAN, NULL);
        span->actual = arena_text(plot->L->arena, cell->said);
    }
    piece_item(plot->L, plot->piece, DISPLAY_BOX)->element = span;
    cell->is_printed = true;
}

static void fill_cells(struct plot *plot, struct chart_cell *cell, size_t n)
{
    for (size_t i = 0; cell && i < n; i++)
        fill_cell(plot, &cell[i]);
}

void cells_fill(struct plot *plot)
{
    struct chart_cells *cells = plot->cells;
    size_t n = plot->chart->categories, values = n * plot->chart->series;
    fill_cell(plot, &cells->head);
    fill_cells(plot, cells->series, plot->chart->series);
    fill_cell(plot, &cells->total_head);
    fill_cells(plot, cells->category, n);
    fill_cells(plot, cells->value, values);
    fill_cells(plot, cells->share, values);
    fill_cells(plot, cells->total, n);
    fill_cells(plot, cells->base, n);
}
