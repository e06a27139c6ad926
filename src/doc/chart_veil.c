/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which values of a chart are hidden, so that nobody learns a small count. The matrix that
 * suppress.h judges has a row for each category and a column for each series; where N of a category
 * is said, what is missing from it is a count that can be learned, too, and N is the row's total.
 */
#include "base/length.h"
#include "doc/chart_part.h"
#include "doc/suppress.h"
#include "doc/veil.h"

/* Beyond any count of people; sums of so many stay within 64 bits. */
static const int64_t LARGEST_COUNT = (int64_t)1 << 36;

struct matrix {
    struct charter *c;
    size_t columns; /* the series, and with totals the rest and the total */
    bool has_totals;
    bool *is_count; /* [series] */
    int64_t *n;
    int64_t one; /* chart_one */
};

/* The count that a value is, or tells together with N; NO_COUNT: none. */
static int64_t count_of(const struct matrix *m, size_t category, size_t series)
{
    const struct charter *c = m->c;
    const struct chart_value *value = chart_value_at(c, category, series);
    int64_t base = c->category[category].base;
    if (value->is_missing || !m->is_count[series])
        return NO_COUNT;
    int64_t n = c->chart->unit == CHART_PERCENT ? sp_ratio(base, value->n, 100 * m->one)
                                                : value->n / m->one;
    return n < LARGEST_COUNT ? n : LARGEST_COUNT;
}

static bool holds_counts(const struct matrix *m, size_t series)
{
    const struct charter *c = m->c;
    bool has_any = false;
    for (size_t i = 0; i < c->chart->categories; i++) {
        const struct chart_value *value = chart_value_at(c, i, series);
        bool is_derived = c->chart->unit == CHART_PERCENT && c->category[i].base >= 0;
        if (value->is_missing)
            continue;
        if (value->n < 0 || (!is_derived && value->n % m->one))
            return false;
        has_any = true;
    }
    return has_any;
}

static bool is_count(const struct matrix *m, size_t series)
{
    const struct charter *c = m->c;
    const struct chart_field *field = chart_field_of(c, series);
    const char *name = c->slice->rows->column[field->column];
    if (c->chart->unit == CHART_PERCENT)
        return c->base != BASE_UNSAID && c->base != BASE_NONE && holds_counts(m, series);
    return veil_may_count(&field->format, text_of(name)) && holds_counts(m, series);
}

/* Whether a reader knows what the values of a category add up to. */
static bool knows_totals(const struct charter *c)
{
    bool is_own = c->base == BASE_COLUMN || c->chart->unit == CHART_PERCENT;
    if (is_own || chart_is_parted(c->chart->kind))
        return true;
    return c->chart->series > 1 && (c->base == BASE_SUM || c->base == BASE_NUMBER);
}

static void fill_totals(struct matrix *m, int64_t *row, const struct chart_category *category)
{
    size_t series = m->c->chart->series;
    int64_t sum = 0;
    for (size_t s = 0; s < series; s++)
        sum += row[s] > 0 ? row[s] : 0;
    int64_t base = category->base < LARGEST_COUNT ? category->base : LARGEST_COUNT;
    bool is_known = base < 0 || base >= sum; /* else people could choose several */
    row[series] = is_known && base > sum ? base - sum : NO_COUNT;
    row[series + 1] = !is_known ? NO_COUNT : base < 0 ? sum : base;
}

static void fill(struct matrix *m)
{
    const struct charter *c = m->c;
    m->columns = c->chart->series + (m->has_totals ? 2 : 0);
    m->n = ARENA_ARRAY(c->builder->scratch, int64_t, c->chart->categories * m->columns + 1);
    for (size_t i = 0; i < c->chart->categories; i++) {
        int64_t *row = &m->n[i * m->columns];
        for (size_t s = 0; s < c->chart->series; s++)
            row[s] = count_of(m, i, s);
        if (m->has_totals)
            fill_totals(m, row, &c->category[i]);
    }
}

static void take(const struct matrix *m, const struct hidden *hidden)
{
    struct charter *c = m->c;
    for (size_t i = 0; i < c->chart->categories; i++) {
        const bool *row = &hidden->cell[i * m->columns];
        for (size_t s = 0; s < c->chart->series; s++)
            chart_value_at(c, i, s)->is_hidden = row[s];
        if (m->has_totals)
            c->is_base_hidden[i] = row[m->columns - 1];
    }
    c->is_total_hidden = hidden->total[0];
}

/* A circle is its whole: where that must not be known, no angle may tell it, and bars do. */
static void judge_circle(struct charter *c)
{
    struct chart *chart = c->chart;
    if (chart->kind != CHART_PIE && chart->kind != CHART_DONUT)
        return;
    for (size_t i = 0; i < chart->categories; i++)
        chart->withheld += c->value[i].is_hidden ? c->value[i].n : 0;
    if (!c->is_total_hidden)
        return;
    chart->withheld = 0;
    diag_warn(c->builder->diag, chart_key_place(c, "type"),
              "the whole of this chart would tell small numbers: it is drawn as bars");
    chart->kind = CHART_BAR;
}

void chart_veil(struct charter *c)
{
    bool is_seen[CHART_MOST_SERIES], has_counts = false;
    struct matrix m = {.c = c, .is_count = is_seen, .one = chart_one(c)};
    if (!c->least)
        return;
    for (size_t s = 0; s < c->chart->series; s++)
        has_counts |= is_seen[s] = is_count(&m, s);
    if (!has_counts) {
        if (attributes_find(c->div->attr, "suppress"))
            diag_warn(c->builder->diag, chart_key_place(c, "suppress"),
                      "'suppress' finds no counts in this chart");
        return;
    }
    m.has_totals = knows_totals(c);
    fill(&m);
    struct counts counts = {.rows = c->chart->categories,
                            .columns = m.columns,
                            .n = m.n,
                            .total = m.has_totals ? m.columns - 1 : SIZE_MAX,
                            .least = c->least};
    struct hidden hidden = suppress(c->builder->scratch, &counts);
    if (!hidden.cells)
        return;
    take(&m, &hidden);
    judge_circle(c);
    suppress_legend(c->builder, c->locale, c->div, c->least);
}
