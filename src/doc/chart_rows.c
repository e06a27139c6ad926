/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Categories and series. Wide: each row is a category, each column of `y` a series. Long: each row
 * is one value, and two columns say whose. What reads the same is the same category: a reader could
 * not tell two apart. */
#include <string.h>

#include "base/ascii.h"
#include "base/map.h"
#include "doc/chart_part.h"
#include "doc/direction.h"

/* So many can be told apart and read on a page. */
static const size_t most_categories[CHART_KINDS] = {
    [CHART_BAR] = 60,    [CHART_COLUMN] = 40, [CHART_GROUPED] = 30, [CHART_STACKED] = 60,
    [CHART_LINE] = 5000, [CHART_PIE] = 12,    [CHART_DONUT] = 12,   [CHART_PICTOGRAM] = 40,
    [CHART_LIKERT] = 60, [CHART_TILES] = 400,
};

enum { LONGEST_NAME = 1000 /* bytes */ };

const struct value *chart_cell(const struct charter *c, size_t k, size_t column)
{
    return rows_cell(c->slice->rows, slice_row(c->slice, k), column);
}

struct place chart_cell_place(const struct charter *c, size_t k, size_t column)
{
    struct place at = c->div->at;
    const struct rows *rows = c->slice->rows;
    if (k != SIZE_MAX)
        at.row = rows_name_cell(c->arena, rows, slice_row(c->slice, k), rows->column[column]);
    return at;
}

struct chart_value *chart_value_at(const struct charter *c, size_t category, size_t series)
{
    return &c->value[category * c->chart->series + series];
}

const struct chart_field *chart_field_of(const struct charter *c, size_t series)
{
    return &c->y[c->by == SIZE_MAX ? series : 0];
}

static void refuse_number(const struct charter *c, size_t n, const char *what)
{
    enum chart_kind kind = c->chart->kind;
    diag_error(c->builder->diag, c->div->at,
               "%zu %s are too many for a chart of type=%s: it shows %zu categories at most", n,
               what, chart_kind_names[kind], most_categories[kind]);
    diag_note(c->builder->diag, c->slice->rows->at,
              "query '%s' can group them, or limit how many there are", c->slice->rows->name);
}

bool chart_rows_fit(const struct charter *c)
{
    size_t most = most_categories[c->chart->kind];
    if (c->by != SIZE_MAX)
        most *= CHART_MOST_SERIES;
    if (c->slice->n > most)
        refuse_number(c, c->slice->n, "rows");
    return c->slice->n <= most;
}

/* --- names --- */

/* A whole number without formatter is a name as it stands: a year, not an amount. */
static struct text name_text(const struct charter *c, size_t k, const struct chart_field *field)
{
    const struct value *value = chart_cell(c, k, field->column);
    struct format format = field->format;
    const char *fault = NULL;
    struct text none = TEXT("–");
    if (value->kind == VALUE_NULL || !text_trim(value->s).n)
        return none;
    if (value->kind == VALUE_TEXT)
        direction_judge(c->builder->diag, chart_cell_place(c, k, field->column), value->s);
    if (value->kind == VALUE_INT && !format.name.n)
        format.name = TEXT("raw");
    const char *said = locale_format(c->arena, c->locale, value, &format, NULL, &fault);
    struct text name = printable_text(c->arena, said ? text_of(said) : value->s, false);
    if (!said)
        diag_error(c->builder->diag, chart_cell_place(c, k, field->column), "%s",
                   fault ? fault : "the value does not fit");
    if (name.n <= LONGEST_NAME)
        return text_trim(name);
    diag_error(c->builder->diag, chart_cell_place(c, k, field->column), "a name of over %d bytes",
               LONGEST_NAME);
    return none;
}

static const char *name_lang(const struct charter *c, size_t k, size_t column)
{
    const struct speech *speech = rows_speech(c->slice->rows, chart_cell(c, k, column));
    return speech && speech->tongues ? speech->tongue[0].lang : NULL;
}

/* --- categories --- */

struct finder {
    struct charter *c;
    struct map categories, series;
    uint32_t *category_of, *series_of;     /* [k] */
    uint32_t order[CHART_MOST_SERIES + 1]; /* numbers of the series, as they are shown */
};

static void find_category(struct finder *f, size_t k)
{
    struct charter *c = f->c;
    struct text name = name_text(c, k, &c->x);
    size_t n = c->chart->categories;
    f->category_of[k] = map_intern(&f->categories, c->builder->scratch, name, (uint32_t)n);
    if (f->category_of[k] < n)
        return;
    c->first[n] = k;
    c->category[n] = (struct chart_category){.name = name,
                                             .lang = name_lang(c, k, c->x.column),
                                             .base = -1,
                                             .at = chart_cell_place(c, k, c->x.column)};
    c->chart->categories++;
}

static struct text series_text(const struct charter *c, size_t k)
{
    const struct chart_field field = {.column = c->by};
    return name_text(c, k, &field);
}

/* The number of the series' name on the row, which is new if it is the number of all so far. */
static uint32_t number_series(struct finder *f, size_t k)
{
    return map_intern(&f->series, f->c->builder->scratch, series_text(f->c, k),
                      (uint32_t)f->c->chart->series);
}

/* The first series on the rows behind of the same category that is known already; UINT32_MAX: none
 * is. */
static uint32_t known_behind(const struct finder *f, size_t k)
{
    uint32_t found = UINT32_MAX;
    for (size_t i = k + 1; found == UINT32_MAX && i < f->c->slice->n &&
                           i <= k + CHART_MOST_SERIES && f->category_of[i] == f->category_of[k];
         i++)
        found = map_find(&f->series, series_text(f->c, i));
    return found;
}

/* Where a new series comes among those in their order. A scale keeps its order though the first
 * category may lack one of its answers: the series precedes what is known of those behind it in the
 * same category, else it follows the one on the row before. */
static size_t rank_series(const struct finder *f, size_t k)
{
    size_t series = f->c->chart->series;
    bool has_before = k > 0 && f->category_of[k - 1] == f->category_of[k];
    uint32_t behind = known_behind(f, k);
    for (size_t rank = 0; rank < series; rank++) {
        if (f->order[rank] == behind)
            return rank;
        if (has_before && f->order[rank] == f->series_of[k - 1])
            return rank + 1;
    }
    return series;
}

/* False: it is one too many. */
static bool find_series(struct finder *f, size_t k)
{
    struct charter *c = f->c;
    size_t n = c->chart->series, rank = 0;
    f->series_of[k] = number_series(f, k);
    if (f->series_of[k] < n)
        return true;
    if (n == CHART_MOST_SERIES)
        return false;
    rank = rank_series(f, k);
    memmove(&f->order[rank + 1], &f->order[rank], (n - rank) * sizeof *f->order);
    memmove(&c->one[rank + 1], &c->one[rank], (n - rank) * sizeof *c->one);
    f->order[rank] = (uint32_t)n;
    c->one[rank] = (struct chart_series){series_text(c, k), name_lang(c, k, c->by)};
    c->chart->series++;
    return true;
}

static void find_all_series(struct finder *f)
{
    struct charter *c = f->c;
    uint32_t rank_of[CHART_MOST_SERIES] = {0};
    for (size_t k = 0; k < c->slice->n; k++)
        if (!find_series(f, k)) {
            diag_error(c->builder->diag, chart_key_place(c, "series"),
                       "column '%s' has over %d names of series: more cannot be told apart",
                       c->slice->rows->column[c->by], CHART_MOST_SERIES);
            memset(f->series_of, 0, c->slice->n * sizeof *f->series_of);
            return;
        }
    for (size_t rank = 0; rank < c->chart->series; rank++)
        rank_of[f->order[rank]] = (uint32_t)rank;
    for (size_t k = 0; k < c->slice->n; k++)
        f->series_of[k] = rank_of[f->series_of[k]];
}

/* The names listed, or the columns'; that of a single series is what is counted. */
static void name_series(struct charter *c)
{
    const struct rows *rows = c->slice->rows;
    for (size_t s = 0; s < c->ys; s++) {
        struct text name = text_of(rows->column[c->y[s].column]);
        if (s < c->names)
            name = c->name[s];
        else if (c->ys == 1 && c->chart->value_head.n)
            name = c->chart->value_head;
        c->one[s] = (struct chart_series){
            name, attributes_value_lang(c->div->attr, s < c->names ? "series" : "value-head")};
        for (size_t before = 0; before < s; before++)
            if (text_equal(c->one[before].name, name))
                diag_error(c->builder->diag, chart_key_place(c, c->names ? "series" : "y"),
                           "two series are called '%.*s'", (int)name.n, name.p);
    }
    c->chart->series = c->ys;
}

static void report_twice(const struct charter *c, size_t k, size_t category, size_t series)
{
    const struct text name = c->category[category].name, one = c->one[series].name;
    struct place at = chart_cell_place(c, k, c->x.column);
    struct text listed = text_trim(chart_key(c, "series"));
    if (c->by != SIZE_MAX) {
        diag_error(c->builder->diag, at, "'%.*s' has two values for '%.*s'", (int)name.n, name.p,
                   (int)one.n, one.p);
        return;
    }
    diag_error(c->builder->diag, at, "category '%.*s' comes twice", (int)name.n, name.p);
    if (c->names == 1)
        diag_suggest(c->builder->diag, at, listed, c->slice->rows->column, c->slice->rows->columns);
}

/* Which row has which value. */
static void place_rows(struct finder *f)
{
    struct charter *c = f->c;
    size_t series = c->chart->series, n = c->chart->categories * series;
    c->from = ARENA_ARRAY(c->arena, size_t, n + 1);
    c->value = ARENA_ARRAY(c->arena, struct chart_value, n + 1);
    for (size_t i = 0; i < n; i++)
        c->from[i] = SIZE_MAX;
    for (size_t k = 0; k < c->slice->n; k++) {
        size_t s = c->by == SIZE_MAX ? 0 : f->series_of[k];
        size_t at = f->category_of[k] * series + s;
        if (c->from[at] != SIZE_MAX)
            report_twice(c, k, f->category_of[k], s);
        for (; s < series; s++, at++) {
            c->from[at] = k;
            if (c->by != SIZE_MAX)
                break;
        }
    }
}

static void read_highlights(struct charter *c)
{
    for (size_t i = 0; c->highlight != SIZE_MAX && i < c->chart->categories; i++)
        c->category[i].is_highlighted = value_is_true(chart_cell(c, c->first[i], c->highlight));
}

/* --- the time on a line --- */

/* 2015, 2015-03, 2015-03-01: their bytes are in the order of time. */
static bool is_time(struct text s)
{
    for (size_t i = 0; i < 4; i++)
        if (i >= s.n || !ascii_is_digit(s.p[i]))
            return false;
    return s.n == 4 || s.p[4] == '-';
}

/* A line is read as the course of time: the first step back is told. */
static void judge_time(const struct charter *c)
{
    struct text before = TEXT("");
    for (size_t i = 0; c->chart->kind == CHART_LINE && i < c->chart->categories; i++) {
        struct text now = chart_cell(c, c->first[i], c->x.column)->s;
        const struct chart_category *category = &c->category[i];
        if (!is_time(now))
            return;
        if (text_order(now, before) < 0) {
            diag_warn(c->builder->diag, category->at,
                      "the line goes back in time, from '%.*s' to '%.*s': its rows want an order",
                      (int)category[-1].name.n, category[-1].name.p, (int)category->name.n,
                      category->name.p);
            return;
        }
        before = now;
    }
}

/* --- tiles --- */

enum { MOST_TILES = 40 /* beside each other */ };

/* The numbers of a column for the tiles' places, from 0 on. */
static void read_places(struct charter *c, size_t column, bool is_row)
{
    int64_t least = INT64_MAX;
    for (size_t i = 0; i < c->chart->categories; i++) {
        const struct value *value = chart_cell(c, c->first[i], column);
        least = value->kind == VALUE_INT && value->i < least ? value->i : least;
    }
    for (size_t i = 0; i < c->chart->categories; i++) {
        const struct value *value = chart_cell(c, c->first[i], column);
        uint64_t n = (uint64_t)value->i - (uint64_t)least;
        bool fits = value->kind == VALUE_INT && n < MOST_TILES;
        *(is_row ? &c->category[i].row : &c->category[i].column) = fits ? (int)n : 0;
        if (!fits)
            diag_error(c->builder->diag, chart_cell_place(c, c->first[i], column),
                       "'%.*s' is no place of a tile: a whole number, at most %d beside each other",
                       (int)value->s.n, value->s.p, MOST_TILES);
    }
}

static void read_tiles(struct charter *c)
{
    if (c->chart->kind != CHART_TILES || c->tile_column == SIZE_MAX || c->tile_row == SIZE_MAX)
        return;
    size_t faults = diag_errors(c->builder->diag);
    read_places(c, c->tile_column, false);
    read_places(c, c->tile_row, true);
    for (size_t i = 0; diag_errors(c->builder->diag) == faults && i < c->chart->categories; i++)
        for (size_t k = 0; k < i; k++)
            if (c->category[k].column == c->category[i].column &&
                c->category[k].row == c->category[i].row)
                diag_error(c->builder->diag, chart_cell_place(c, c->first[i], c->tile_column),
                           "'%.*s' has the place of '%.*s'", (int)c->category[i].name.n,
                           c->category[i].name.p, (int)c->category[k].name.n,
                           c->category[k].name.p);
}

/* --- the likert scale's middle --- */

static void find_neutral(struct charter *c)
{
    struct text value = text_trim(chart_key(c, "neutral"));
    const char **known = ARENA_ARRAY(c->arena, const char *, c->chart->series + 1);
    int number = 0;
    struct text rest = value;
    c->chart->neutral = SIZE_MAX;
    if (!value.n || c->chart->kind != CHART_LIKERT)
        return;
    for (size_t s = 0; s < c->chart->series; s++) {
        known[s] = arena_string(c->arena, c->one[s].name);
        if (text_equal(value, c->one[s].name))
            c->chart->neutral = s;
    }
    if (c->chart->neutral == SIZE_MAX && text_take_number(&rest, 1, 1, &number) && !rest.n &&
        number > 0 && (size_t)number <= c->chart->series)
        c->chart->neutral = (size_t)number - 1;
    if (c->chart->neutral != SIZE_MAX)
        return;
    struct place at = chart_word_place(c, "neutral", value);
    diag_error(c->builder->diag, at, "'%.*s' is none of the series", (int)value.n, value.p);
    diag_suggest(c->builder->diag, at, value, known, c->chart->series);
}

/* --- all of them --- */

void chart_rows_read(struct charter *c)
{
    struct finder f = {.c = c};
    size_t n = c->slice->n;
    c->category = ARENA_ARRAY(c->arena, struct chart_category, n + 1);
    c->first = ARENA_ARRAY(c->arena, size_t, n + 1);
    c->is_base_hidden = ARENA_ARRAY(c->arena, bool, n + 1);
    c->one = ARENA_ARRAY(c->arena, struct chart_series, CHART_MOST_SERIES + 1);
    f.category_of = ARENA_ARRAY(c->builder->scratch, uint32_t, n + 1);
    f.series_of = ARENA_ARRAY(c->builder->scratch, uint32_t, n + 1);
    for (size_t k = 0; k < n; k++)
        find_category(&f, k);
    if (c->by == SIZE_MAX)
        name_series(c);
    else
        find_all_series(&f);
    if (c->chart->categories > most_categories[c->chart->kind])
        refuse_number(c, c->chart->categories, "categories");
    if (diag_errors(c->builder->diag) > c->faults)
        return;
    place_rows(&f);
    read_highlights(c);
    read_tiles(c);
    judge_time(c);
    find_neutral(c);
    if (c->chart->kind == CHART_LIKERT && c->chart->series == 1)
        diag_error(c->builder->diag, chart_key_place(c, "type"),
                   "a scale has two answers at least: name a column for each, or their column with "
                   "series=");
}

/* The sum of what is shown of the category; false: nothing is. */
static bool rank_of(const struct charter *c, size_t category, int64_t *rank)
{
    bool is_whole = true;
    *rank = 0;
    for (size_t s = 0; s < c->chart->series; s++) {
        const struct chart_value *value = chart_value_at(c, category, s);
        is_whole = is_whole && !value->is_missing && !value->is_hidden;
        *rank += value->n;
    }
    return is_whole;
}

static bool comes_before(const struct charter *c, size_t a, size_t b)
{
    int64_t x, y;
    bool has_x = rank_of(c, a, &x), has_y = rank_of(c, b, &y);
    if (!has_x || !has_y)
        return has_x && !has_y;
    return c->sort == SORT_DESC ? x > y : x < y;
}

static void reorder(struct charter *c, const size_t *order)
{
    size_t n = c->chart->categories, series = c->chart->series;
    struct chart_category *category = ARENA_ARRAY(c->arena, struct chart_category, n + 1);
    struct chart_value *value = ARENA_ARRAY(c->arena, struct chart_value, n * series + 1);
    size_t *from = ARENA_ARRAY(c->arena, size_t, n * series + 1);
    size_t *first = ARENA_ARRAY(c->arena, size_t, n + 1);
    bool *is_base_hidden = ARENA_ARRAY(c->arena, bool, n + 1);
    for (size_t i = 0; i < n; i++) {
        category[i] = c->category[order[i]];
        first[i] = c->first[order[i]];
        is_base_hidden[i] = c->is_base_hidden[order[i]];
        memcpy(&value[i * series], &c->value[order[i] * series], series * sizeof *value);
        memcpy(&from[i * series], &c->from[order[i] * series], series * sizeof *from);
    }
    c->category = category;
    c->value = value;
    c->from = from;
    c->first = first;
    c->is_base_hidden = is_base_hidden;
}

/* By what is shown: where a hidden value stands tells nothing, it comes last. Equals stay in the
 * query's order. */
void chart_rows_sort(struct charter *c)
{
    size_t n = c->chart->categories;
    size_t *order = ARENA_ARRAY(c->builder->scratch, size_t, n + 1);
    if (c->sort == SORT_NONE)
        return;
    for (size_t i = 0; i < n; i++) {
        size_t k = i;
        for (; k > 0 && comes_before(c, i, order[k - 1]); k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
    reorder(c, order);
}
