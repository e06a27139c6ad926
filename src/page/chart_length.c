/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long bars and their segments are, lying or upright, and the axis that holds them all. Lengths
 * are in the chart's unit, or in millionths of N where shares alone are said; sums that leave 63
 * bits stay far beyond any axis. */
#include "page/chart.h"

const struct chart_value *value_at(const struct chart *chart, size_t category, size_t series)
{
    return &chart->value[category * chart->series + series];
}

bool value_is_drawn(const struct chart_value *value)
{
    return !value->is_missing && !value->is_hidden;
}

bool chart_is_stack(const struct chart *chart)
{
    return chart->kind == CHART_STACKED || chart->kind == CHART_LIKERT;
}

bool value_has_bar(const struct chart *chart, const struct chart_value *value)
{
    bool wants_share = chart_is_stack(chart) && chart->is_share_only;
    return value_is_drawn(value) && (!wants_share || value->share_bp >= 0);
}

static int64_t length_of_answer(const struct chart *chart, const struct chart_value *value)
{
    int64_t n = value->share_bp >= 0 ? scale_share(chart, value) : value->n;
    return n > INT64_MAX / 4 ? INT64_MAX / 2 : n > 0 ? 2 * n : 0;
}

int64_t length_of(const struct chart *chart, const struct chart_value *value)
{
    if (!value_has_bar(chart, value))
        return 0;
    if (chart->kind == CHART_LIKERT)
        return length_of_answer(chart, value);
    return chart_is_stack(chart) && chart->is_share_only ? scale_share(chart, value) : value->n;
}

int64_t length_add(int64_t a, int64_t b)
{
    int64_t sum;
    if (__builtin_add_overflow(a, b, &sum))
        return a < 0 ? INT64_MIN / 4 : INT64_MAX / 4;
    return sum;
}

/* The neutral answer lies half below zero and half above. */
static void add_answer(const struct chart *chart, size_t series, int64_t n, int64_t *below,
                       int64_t *above)
{
    bool has_neutral = chart->neutral < chart->series;
    size_t first_above = has_neutral ? chart->neutral + 1 : chart->series / 2;
    int64_t down = series == chart->neutral ? n / 2 : series < first_above ? n : 0;
    *below = length_add(*below, -down);
    *above = length_add(*above, n - down);
}

void length_reach(const struct chart *chart, size_t category, int64_t *below, int64_t *above)
{
    *below = *above = 0;
    for (size_t s = 0; s < chart->series; s++) {
        int64_t n = length_of(chart, value_at(chart, category, s));
        if (chart->kind == CHART_LIKERT) {
            add_answer(chart, s, n, below, above);
        } else if (chart_is_stack(chart)) {
            *above = length_add(*above, n); /* parts are never negative */
        } else {
            *below = n < *below ? n : *below;
            *above = n > *above ? n : *above;
        }
    }
}

struct scale length_scale(const struct chart *chart)
{
    int64_t least = chart->has_from ? chart->axis_from : 0;
    int64_t most = chart->has_to ? chart->axis_to : 0;
    if (chart->kind == CHART_STACKED && chart->is_share_only)
        most = SCALE_WHOLE; /* though the rest is hidden */
    for (size_t c = 0; c < chart->categories; c++) {
        int64_t below, above;
        length_reach(chart, c, &below, &above);
        least = below < least ? below : least;
        most = above > most ? above : most;
    }
    return scale_bars(least, most);
}
