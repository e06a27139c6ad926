/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and values of lines. At its end each line of several says its last value and its name, one
 * below the other without meeting. Other values stand above or below their points where they touch
 * neither a line nor each other: first and last, the greatest and the least before the others. */
#include "page/chart_line.h"

#include "page/polyline.h"
#include "page/spread.h"

/* Points of a line, and lines, beyond which only ends and extremes are tried. */
enum { MOST_VALUES = 120, MOST_LABELLED = 3 };

/* Ends */

static size_t last_category(const struct line_plot *l, size_t series)
{
    const struct curve *c = &l->curve[series];
    return c->n ? c->known[c->n - 1].category : l->chart->categories - 1;
}

/* The last that is known; the curves are not there yet when this is measured. */
static size_t last_known(const struct chart *chart, size_t series)
{
    for (size_t i = chart->categories; i-- > 0;)
        if (value_is_drawn(value_at(chart, i, series)))
            return i;
    return chart->categories - 1;
}

void line_measure_ends(struct line_plot *l)
{
    struct plot *plot = l->plot;
    const struct chart *chart = l->chart;
    const struct theme *t = plot->L->theme;
    sp gap = t->chart.label.size / 2, names = 0, least = 0;
    if (chart->series < 2)
        return;
    l->name = ARENA_ARRAY(builder_arena(plot->L), struct label, chart->series);
    l->value = ARENA_ARRAY(builder_arena(plot->L), struct label, chart->series);
    for (size_t s = 0; s < chart->series; s++) {
        struct chart_cell *value = cell_of_value(plot, last_known(chart, s), s);
        l->name[s] = label_of(cell_of_series(plot, s), &t->chart.label, TEXT_START, 0);
        l->value[s] = label_of(value, &t->chart.value, TEXT_START, 0);
        names = sp_max(names, label_width(plot, &l->name[s]));
        least = sp_max(least, label_least(plot, &l->name[s]));
        l->value_width = sp_max(l->value_width, label_width(plot, &l->value[s]));
    }
    sp most = plot->frame.width * 3 / 10;
    sp before = 2 * t->chart.marker + gap + l->value_width + gap;
    if (before + least > sp_max(most, MM(24)) || before + least > plot->frame.width / 2)
        return;
    names = sp_max(sp_min(names, most - before), least);
    for (size_t s = 0; s < chart->series; s++) {
        l->name[s].width = names;
        label_set(plot, &l->name[s]);
        label_set(plot, &l->value[s]);
    }
    l->ends = before + names;
}

/* From the line's last point to its label, where that is not beside it. Dots pass what is not known
 * behind that point: a line would say it. */
static void draw_leader(struct line_plot *l, size_t series, sp y)
{
    const struct curve *c = &l->curve[series];
    struct layout *L = l->plot->L;
    if (!c->n)
        return;
    struct point from = c->known[c->n - 1].at;
    sp marker = L->theme->chart.marker, x = l->last + 2 * marker;
    sp moved = from.y < y ? y - from.y : from.y - y;
    bool is_early = x - from.x >= l->step;
    if (moved < 2 * SP_PT && !is_early)
        return;
    struct point *p = ARENA_ARRAY(builder_arena(L), struct point, 3);
    p[0] = (struct point){from.x + marker * 3 / 4, from.y};
    p[1] = (struct point){sp_max(x - marker, p[0].x), from.y};
    p[2] = (struct point){x, y};
    struct rule rule = {SP_PT / 2, c->rule.color};
    const sp dot[] = {SP_PT, 2 * SP_PT};
    struct path path = polyline_path(builder_arena(L), p, 3, dot, is_early ? 2 : 0);
    mark_trace(l->plot, &rule, path.op, path.point, 0, 0);
    clutter_line(&l->clutter, builder_arena(L), p[0], p[1]);
    clutter_line(&l->clutter, builder_arena(L), p[1], p[2]);
}

static void put_end(struct line_plot *l, size_t series, sp y)
{
    struct plot *plot = l->plot;
    const struct theme *t = plot->L->theme;
    struct label *name = &l->name[series], *value = &l->value[series];
    sp gap = t->chart.label.size / 2, x = l->last + 2 * t->chart.marker + gap;
    sp middle = y + label_middle(plot, value);
    draw_leader(l, series, middle);
    label_put(plot, value, cell_of_value(plot, last_category(l, series), series),
              x + l->value_width - value->w, y);
    label_put(plot, name, cell_of_series(plot, series), x + l->value_width + gap,
              y + baseline_in(plot->L, value->look) - baseline_in(plot->L, name->look));
    clutter_add(&l->clutter, builder_arena(plot->L),
                (struct area){x, y, l->value_width + gap + name->w, name->h});
}

/* Series in the order of their ends, from above. */
static void sort_ends(const struct line_plot *l, size_t *order, sp *y, size_t n)
{
    for (size_t s = 0; s < n; s++) {
        const struct curve *c = &l->curve[s];
        size_t k = s;
        sp at = c->n ? c->known[c->n - 1].at.y : l->top + l->height;
        for (; k > 0 && y[k - 1] > at; k--) {
            y[k] = y[k - 1];
            order[k] = order[k - 1];
        }
        y[k] = at;
        order[k] = s;
    }
}

void line_put_ends(struct line_plot *l)
{
    struct arena *arena = builder_arena(l->plot->L);
    size_t n = l->chart->series;
    if (!l->ends)
        return;
    struct spread *row = ARENA_ARRAY(arena, struct spread, n);
    size_t *order = ARENA_ARRAY(arena, size_t, n);
    sp *y = ARENA_ARRAY(arena, sp, n);
    sort_ends(l, order, y, n);
    for (size_t k = 0; k < n; k++) {
        const struct label *value = &l->value[order[k]], *name = &l->name[order[k]];
        row[k] = (struct spread){.wish = y[k] - label_middle(l->plot, value),
                                 .size = sp_max(name->h, value->h)};
    }
    sp leading = l->plot->L->theme->chart.label.leading;
    spread_apart(row, n, 0, l->top + l->height + leading);
    for (size_t k = 0; k < n; k++)
        put_end(l, order[k], row[k].at);
}

/* Values */

/* Below what both neighbours look down on. */
static bool is_low(const struct curve *c, size_t i)
{
    sp y = c->known[i].at.y;
    bool is_below =
        (i == 0 || c->known[i - 1].at.y < y) && (i + 1 == c->n || c->known[i + 1].at.y < y);
    return is_below && c->n > 1;
}

static void put_value(struct line_plot *l, size_t series, size_t i)
{
    enum { PLACES = 8 };
    struct plot *plot = l->plot;
    const struct curve *c = &l->curve[series];
    const struct theme *t = plot->L->theme;
    struct chart_cell *cell = cell_of_value(plot, c->known[i].category, series);
    if (cell->is_printed)
        return;
    struct label label = label_of(cell, &t->chart.value, TEXT_CENTER, 0);
    label_set(plot, &label);
    sp pad = SP_PT, h = cap_height_of(plot->L, label.look) + 2 * pad, w = label.width + 2 * pad;
    sp off = t->chart.marker * 62 / 100 + pad / 2;
    struct point at = c->known[i].at;
    const struct area above = {at.x - w / 2, at.y - off - h, w, h};
    const struct area below = {at.x - w / 2, at.y + off, w, h};
    bool low = is_low(c, i);
    const struct area place[PLACES] = {low ? below : above,
                                       low ? above : below,
                                       {at.x - off - w, at.y - h / 2, w, h}, /* beside it */
                                       {at.x + off, at.y - h / 2, w, h},
                                       {at.x - w, at.y - off - h, w, h}, /* at its corners */
                                       {at.x, at.y - off - h, w, h},
                                       {at.x, at.y + off, w, h},
                                       {at.x - w, at.y + off, w, h}};
    size_t k = clutter_take(&l->clutter, builder_arena(plot->L), place, PLACES);
    if (k == PLACES)
        return;
    piece_box(plot->L, plot->piece, place[k].x, place[k].y, w, h, WHITE);
    label_put(plot, &label, cell, place[k].x + pad,
              place[k].y + h / 2 - label_middle(plot, &label));
}

static void put_extremes(struct line_plot *l, size_t series)
{
    const struct curve *c = &l->curve[series];
    size_t high = 0, low = 0;
    for (size_t i = 1; i < c->n; i++) {
        high = c->known[i].at.y < c->known[high].at.y ? i : high;
        low = c->known[i].at.y > c->known[low].at.y ? i : low;
    }
    put_value(l, series, c->n - 1);
    put_value(l, series, 0);
    put_value(l, series, high);
    put_value(l, series, low);
}

void line_put_values(struct line_plot *l)
{
    for (size_t s = 0; s < l->chart->series; s++)
        if (l->curve[s].n)
            put_extremes(l, s);
    for (size_t s = 0; s < l->chart->series && l->chart->series <= MOST_LABELLED; s++)
        for (size_t i = 0; l->curve[s].n <= MOST_VALUES && i < l->curve[s].n; i++)
            put_value(l, s, i);
}

/* Hidden values */

static size_t hidden_in(const struct chart *chart, size_t category)
{
    size_t n = 0;
    for (size_t s = 0; s < chart->series; s++)
        n += value_at(chart, category, s)->is_hidden;
    return n;
}

sp line_hidden_height(const struct line_plot *l)
{
    for (size_t i = 0; i < l->chart->categories; i++)
        if (hidden_in(l->chart, i))
            return l->plot->L->theme->chart.value.leading;
    return 0;
}

/* Of a category's hidden values the k-th of n. */
static void put_hidden(struct line_plot *l, size_t category, size_t series, size_t k, size_t n,
                       sp y)
{
    struct plot *plot = l->plot;
    struct chart_cell *cell = cell_of_value(plot, category, series);
    struct look look = plot->L->theme->chart.value;
    look.color = l->curve[series].rule.color;
    struct label label = label_of(cell, &look, TEXT_START, 0);
    label_set(plot, &label);
    sp step = label.width * 3 / 2, x = line_x(l, category) - label.width / 2;
    x += (2 * (sp)k - (sp)n + 1) * step / 2;
    const struct area place = {x, y, label.width, label.h};
    if (clutter_take(&l->clutter, builder_arena(plot->L), &place, 1) == 0)
        label_put(plot, &label, cell, x, y);
}

void line_put_hidden(struct line_plot *l, sp y)
{
    for (size_t i = 0; i < l->chart->categories; i++)
        for (size_t s = 0, k = 0, n = hidden_in(l->chart, i); k < n; s++)
            if (value_at(l->chart, i, s)->is_hidden)
                put_hidden(l, i, s, k++, n, y);
}

/* Legend */

sp line_put_legend(struct line_plot *l, sp y)
{
    struct plot *plot = l->plot;
    const struct theme *t = plot->L->theme;
    sp top = y, sample = 3 * t->chart.label.size, text = sample + t->chart.label.size / 2;
    y += t->chart.label.leading / 2;
    for (size_t s = 0; s < l->chart->series; s++) {
        struct label name = label_of(cell_of_series(plot, s), &t->chart.label, TEXT_START,
                                     sp_max(plot->frame.width - text, SP_PT));
        struct point *p = ARENA_ARRAY(builder_arena(plot->L), struct point, 2);
        label_set(plot, &name);
        struct label first = name;
        first.h = name.look->leading;
        sp middle = y + label_middle(plot, &first);
        p[0] = (struct point){plot->frame.x, middle};
        p[1] = (struct point){plot->frame.x + sample, middle};
        line_stroke(l, s, p, 2);
        line_put_sign(l, s, (struct point){plot->frame.x + sample / 2, middle});
        label_put(plot, &name, cell_of_series(plot, s), plot->frame.x + text, y);
        y += name.h;
    }
    return y - top;
}
