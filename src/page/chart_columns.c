/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Upright bars: one for each category, several side by side, or segments on each other, with their
 * values at the ends and their names below. Columns are as wide as the theme wants, wider where
 * there are few, narrower where there are many. Where names or values would not fit beside each
 * other, the bars lie instead: every category keeps its name. */
#include "page/chart.h"
#include "page/spread.h"

enum { LEAST_COLUMN = 2 /* mm */, WIDER = 160 /* percent */, NAME_LINES = 3 };

struct columns_plot {
    struct plot *plot;
    const struct chart *chart;
    const struct theme *theme;
    struct scale scale;
    sp x, pitch;    /* of the first category, from one to the next */
    sp wide, inner; /* of a column; between two of a group */
    sp near;        /* between a column's end and its value */
    sp top, height; /* of the axis */
    struct label *name;
    sp names;
};

/* Widths */

static size_t side_by_side(const struct chart *chart)
{
    return chart_is_stack(chart) ? 1 : chart->series;
}

/* From one category to the next: as the theme wants it, up to so much wider or as narrow as it must
 * be; columns and gaps in the theme's proportion. */
static void divide(struct columns_plot *k, sp x, sp width)
{
    sp n = (sp)k->chart->categories, m = (sp)side_by_side(k->chart);
    sp column = k->theme->chart.column, gap = k->theme->chart.column_gap;
    sp wish = m * column + (m - 1) * k->inner + gap;
    k->pitch = sp_min(width / n, wish * 2);
    k->x = x;
    k->wide = sp_ratio(k->pitch, column, sp_max(wish, 1));
    k->wide = sp_min(k->wide, sp_ratio(column, WIDER, 100));
}

/* What stands at a column's end. */
static sp value_width(const struct columns_plot *k, size_t c, size_t s)
{
    if (chart_is_stack(k->chart))
        return s ? 0 : cell_width(k->plot, cell_of_total(k->plot, c), &k->theme->chart.value);
    return sp_max(cell_width(k->plot, cell_of_value(k->plot, c, s), &k->theme->chart.value),
                  cell_width(k->plot, cell_of_share(k->plot, c, s), &k->theme->chart.share));
}

/* The room a value has: its column and what is free beside it. */
static sp value_room(const struct columns_plot *k)
{
    size_t m = side_by_side(k->chart);
    return m > 1 ? k->wide + k->inner : k->pitch;
}

static bool name_fits(struct columns_plot *k, size_t c)
{
    sp room = k->pitch - k->theme->chart.label.size / 3;
    struct label *name = &k->name[c];
    *name = label_of(cell_of_category(k->plot, c), &k->theme->chart.label, TEXT_CENTER, room);
    if (!name->said.n)
        return true;
    if (room <= 0 || label_least(k->plot, name) > room)
        return false;
    label_try(k->plot, name);
    k->names = sp_max(k->names, name->h);
    return name->lines->n <= NAME_LINES;
}

static bool fits(struct columns_plot *k)
{
    sp air = k->theme->chart.value.size / 6;
    k->names = 0;
    if (k->wide < MM(LEAST_COLUMN))
        return false;
    for (size_t c = 0; c < k->chart->categories; c++) {
        if (!name_fits(k, c) ||
            cell_width(k->plot, cell_of_base(k->plot, c), &k->theme->chart.share) > k->pitch)
            return false;
        for (size_t s = 0; s < k->chart->series; s++)
            if (value_width(k, c, s) + air > value_room(k))
                return false;
    }
    return true;
}

/* Where text begins, if there is room, else at the frame's edge. */
static bool find_room(struct columns_plot *k)
{
    const struct plot *plot = k->plot;
    divide(k, plot->frame.x + plot->hang, plot->frame.width - plot->hang);
    if (k->wide >= k->theme->chart.column && fits(k))
        return true;
    divide(k, plot->frame.x, plot->frame.width);
    return fits(k);
}

/* Heights */

static bool has_shares(const struct columns_plot *k)
{
    return k->chart->has_shares && !chart_is_stack(k->chart);
}

/* The signs of what a stack hides or lacks stand on it. */
static sp signs_height(const struct columns_plot *k)
{
    size_t most = 0;
    for (size_t c = 0; chart_is_stack(k->chart) && c < k->chart->categories; c++) {
        size_t n = 0;
        for (size_t s = 0; s < k->chart->series; s++)
            n += !value_has_bar(k->chart, value_at(k->chart, c, s));
        most = n > most ? n : most;
    }
    return (sp)most * k->theme->chart.value.leading;
}

/* Of what stands above or below a column's end. */
static sp value_height(const struct columns_plot *k)
{
    return k->near + signs_height(k) + k->theme->chart.value.leading +
           (has_shares(k) ? k->theme->chart.share.leading : 0);
}

static bool has_bases(const struct columns_plot *k)
{
    return k->chart->categories && cell_of_base(k->plot, 0) != NULL;
}

/* Drawing */

static sp y_of(const struct columns_plot *k, int64_t n)
{
    return k->top + k->height - scale_at(&k->scale, n, k->height);
}

static void put_line(const struct columns_plot *k, struct chart_cell *cell, const struct look *look,
                     sp middle, sp width, sp y)
{
    if (!cell || !cell->said.n)
        return;
    struct label label = label_of(cell, look, TEXT_CENTER, sp_max(width, 1));
    label.width = sp_max(width, label_width(k->plot, &label));
    label_set(k->plot, &label);
    label_put(k->plot, &label, cell, middle - label.width / 2, y);
}

/* Above a column; below a negative one. The share is the nearer one. */
static void put_value(const struct columns_plot *k, size_t c, size_t s, sp middle, sp end)
{
    const struct theme *theme = k->theme;
    struct chart_cell *value = cell_of_value(k->plot, c, s), *share = cell_of_share(k->plot, c, s);
    sp width = value_room(k), line = theme->chart.value.leading;
    bool is_negative = value_is_drawn(value_at(k->chart, c, s)) && value_at(k->chart, c, s)->n < 0;
    sp y = is_negative ? end + k->near : end - value_height(k);
    put_line(k, value, &theme->chart.value, middle, width, y);
    put_line(k, share, &theme->chart.share, middle, width, y + line);
}

static void draw_group(const struct columns_plot *k, size_t c, sp middle)
{
    sp n = (sp)k->chart->series, all = n * k->wide + (n - 1) * k->inner, x = middle - all / 2;
    for (size_t s = 0; s < k->chart->series; s++, x += k->wide + k->inner) {
        const struct chart_value *value = value_at(k->chart, c, s);
        struct swatch swatch = swatch_of_mark(k->plot, c, s);
        int64_t drawn = value_is_drawn(value) ? value->n : 0;
        sp zero = y_of(k, 0), end = y_of(k, drawn);
        mark_box(k->plot, &swatch, x, sp_min(zero, end), k->wide,
                 sp_max(zero, end) - sp_min(zero, end));
        put_value(k, c, s, x + k->wide / 2, end);
    }
}

/* What segments say: a little smaller than what stands on columns. */
static struct look look_inside(const struct columns_plot *k)
{
    struct look look = k->theme->chart.value;
    look.size = sp_min(look.size, k->theme->chart.label.size);
    return look;
}

/* False: it has no room in there. */
static bool draw_segment(const struct columns_plot *k, size_t c, size_t s, sp x, int64_t from,
                         int64_t to)
{
    sp width = SP_PT / 2, bottom = y_of(k, from), top = y_of(k, to), height = bottom - top;
    struct swatch swatch = swatch_of_palette(k->plot, s);
    mark_box(k->plot, &swatch, x, top, k->wide, height);
    struct chart_cell *cell = cell_of_value(k->plot, c, s);
    struct look look = look_inside(k);
    struct label label = label_of(cell, &look, TEXT_CENTER, 0);
    bool is_said = label_put_inside(k->plot, &label, cell, &swatch, x, top, k->wide, height);
    if (from)
        mark_rule(k->plot, x, bottom - width / 2, k->wide, width, WHITE);
    return is_said;
}

struct beside { /* a segment that is too low for what it says */
    size_t series;
    sp middle;
};

/* Behind the column, at the end of a thin line, where the white between two columns is wide enough;
 * `low` from the lowest on. */
static void put_beside(const struct columns_plot *k, size_t c, const struct beside *low, size_t n,
                       sp x)
{
    struct spread *row = ARENA_ARRAY(builder_arena(k->plot->L), struct spread, n + 1);
    struct look look = look_inside(k);
    sp line = look.size * 6 / 5, room = k->pitch - k->wide - 3 * k->near;
    for (size_t i = 0; i < n; i++)
        row[i] = (struct spread){.wish = low[n - 1 - i].middle - line / 2, .size = line};
    if (!n || !spread_apart(row, n, 0, k->top + k->height))
        return;
    for (size_t i = 0; i < n; i++) {
        struct chart_cell *cell = cell_of_value(k->plot, c, low[n - 1 - i].series);
        struct label label = label_of(cell, &look, TEXT_START, 0);
        struct point from = {x, low[n - 1 - i].middle},
                     to = {x + 3 * k->near / 2, row[i].at + line / 2};
        if (label_width(k->plot, &label) > room)
            continue;
        label_set(k->plot, &label);
        label_put(k->plot, &label, cell, x + 2 * k->near, to.y - label_middle(k->plot, &label));
        label_lead(k->plot, from, to);
    }
}

static void draw_stack(const struct columns_plot *k, size_t c, sp middle)
{
    struct beside *low = ARENA_ARRAY(builder_arena(k->plot->L), struct beside, k->chart->series);
    size_t lows = 0;
    int64_t sum = 0;
    for (size_t s = 0; s < k->chart->series; s++) {
        int64_t n = length_of(k->chart, value_at(k->chart, c, s)), to = length_add(sum, n);
        if (n == 0)
            continue;
        if (!draw_segment(k, c, s, middle - k->wide / 2, sum, to))
            low[lows++] = (struct beside){s, (y_of(k, sum) + y_of(k, to)) / 2};
        sum = to;
    }
    put_beside(k, c, low, lows, middle + k->wide / 2);
    sp line = k->theme->chart.value.leading, y = y_of(k, sum) - k->near;
    for (size_t s = 0; s < k->chart->series; s++)
        if (!value_has_bar(k->chart, value_at(k->chart, c, s)))
            put_line(k, cell_of_value(k->plot, c, s), &k->theme->chart.value, middle, k->pitch,
                     y -= line);
    put_line(k, cell_of_total(k->plot, c), &k->theme->chart.value, middle, k->pitch, y - line);
}

static void put_names(const struct columns_plot *k, size_t c, sp y)
{
    sp x = k->x + (sp)c * k->pitch;
    struct label *name = &k->name[c];
    label_set(k->plot, name);
    if (name->said.n)
        label_put(k->plot, name, cell_of_category(k->plot, c), x + (k->pitch - name->width) / 2, y);
    put_line(k, cell_of_base(k->plot, c), &k->theme->chart.share, x + k->pitch / 2, k->pitch,
             y + k->names);
}

static sp draw(struct columns_plot *k)
{
    struct plot *plot = k->plot;
    const struct theme *theme = k->theme;
    sp bottom =
        k->top + k->height + (k->scale.from < 0 && !chart_is_stack(k->chart) ? value_height(k) : 0);
    bottom += k->near * 2;
    for (size_t c = 0; c < k->chart->categories; c++) {
        sp middle = k->x + (sp)c * k->pitch + k->pitch / 2;
        if (chart_is_stack(k->chart))
            draw_stack(k, c, middle);
        else
            draw_group(k, c, middle);
        put_names(k, c, bottom);
    }
    mark_rule(plot, k->x, y_of(k, 0), (sp)k->chart->categories * k->pitch, theme->chart.axis.width,
              theme->chart.axis.color);
    return bottom + k->names + (has_bases(k) ? theme->chart.share.leading : 0);
}

sp chart_draw_columns(struct plot *plot)
{
    struct layout *L = plot->L;
    struct columns_plot k = {.plot = plot, .chart = plot->chart, .theme = L->theme};
    k.inner = k.theme->chart.column_gap / 4;
    k.near = k.theme->chart.value.size / 4;
    k.scale = length_scale(plot->chart);
    k.name = ARENA_ARRAY(builder_arena(L), struct label, plot->chart->categories);
    if (!find_room(&k)) {
        diag_info(
            L->diag, plot->block->at,
            "the columns have no room for their words and values: they are set as lying bars");
        return chart_draw_bars(plot);
    }
    k.top = k.scale.to > 0 ? value_height(&k) : 0;
    sp most = builder_room(L) * 2 / 3;
    k.height = sp_min(plot->height ? plot->height : k.theme->chart.height, most);
    return draw(&k);
}
