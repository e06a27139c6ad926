/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lying bars, a row for each category: one bar, several below each other, or segments end to end.
 * From the start: the category's name, which ends at the axis where there is room for all of them;
 * bars with their values outside their ends; shares and N at the end edge. Where names would leave
 * too little for the bars, they stand above them. Lengths are exact, zero is always on the axis. */
#include "page/chart.h"
#include "page/spread.h"

enum { NAMES_PERCENT = 45, LEAST_BARS = 30 /* mm */, NAME_LINES = 3 };

struct bars {
    struct plot *plot;
    const struct chart *chart;
    const struct theme *theme;
    struct scale scale;
    sp gap;                  /* between names and axis */
    sp near;                 /* between a bar and its value */
    sp x, names;             /* of the names; their measure */
    sp zero_x, from, length; /* of the axis, its beginning, its length */
    sp end;                  /* edge of what stands behind the bars */
    sp thick, inner;         /* of a bar; between two of a group */
    sp shares, bases;        /* columns at the end edge; 0: none */
    struct look inside;      /* of what segments say */
    sp raise;                /* of a line above a stack with what is too wide for its segment */
    bool wants_above;        /* they must */
    bool is_above;           /* names stand above their bars */
    bool has_shares;         /* of each bar, in a column */
};

/* Segments of a row that are too narrow for what they say, in their order: their labels stand above
 * it. */
struct raises {
    size_t n;
    size_t *series;
    sp *middle; /* of the segment */
    struct spread *label;
    bool fits; /* they have room there */
};

/* Widths of labels */

static sp widest_name(const struct bars *b, bool in_words)
{
    sp widest = 0;
    for (size_t c = 0; c < b->chart->categories; c++) {
        struct label label =
            label_of(cell_of_category(b->plot, c), &b->theme->chart.label, TEXT_END, 0);
        sp w = in_words ? label_least(b->plot, &label) : label_width(b->plot, &label);
        widest = sp_max(widest, w);
    }
    return widest;
}

/* Of what stands behind the end of one bar. */
static sp value_width(const struct bars *b, size_t c, size_t s)
{
    return b->near + cell_width(b->plot, cell_of_value(b->plot, c, s), &b->theme->chart.value);
}

/* The widest value on the negative side, or on the other. */
static sp widest_value(const struct bars *b, bool is_negative)
{
    sp widest = 0;
    for (size_t c = 0; c < b->chart->categories; c++)
        for (size_t s = 0; s < b->chart->series; s++) {
            const struct chart_value *value = value_at(b->chart, c, s);
            if ((value_is_drawn(value) && value->n < 0) == is_negative)
                widest = sp_max(widest, value_width(b, c, s));
        }
    return widest;
}

/* Behind a stack: the signs of what is hidden or missing in it, and its sum. */
static sp widest_total(const struct bars *b)
{
    const struct look *look = &b->theme->chart.value;
    sp widest = 0;
    for (size_t c = 0; c < b->chart->categories; c++) {
        sp total = cell_width(b->plot, cell_of_total(b->plot, c), look);
        sp all = total ? total + b->near : 0;
        for (size_t s = 0; s < b->chart->series; s++)
            if (!value_has_bar(b->chart, value_at(b->chart, c, s)))
                all += cell_width(b->plot, cell_of_value(b->plot, c, s), look) + b->near;
        widest = sp_max(widest, all);
    }
    return widest;
}

static sp widest_share(const struct bars *b)
{
    sp widest = 0;
    for (size_t c = 0; b->has_shares && c < b->chart->categories; c++)
        widest = sp_max(widest,
                        cell_width(b->plot, cell_of_share(b->plot, c, 0), &b->theme->chart.share));
    return widest;
}

static sp widest_base(const struct bars *b)
{
    sp widest = 0;
    for (size_t c = 0; c < b->chart->categories; c++)
        widest =
            sp_max(widest, cell_width(b->plot, cell_of_base(b->plot, c), &b->theme->chart.share));
    return widest;
}

/* Columns */

static struct label name_of(const struct bars *b, size_t c, sp width)
{
    return label_of(cell_of_category(b->plot, c), &b->theme->chart.label,
                    b->is_above ? TEXT_START : TEXT_END, width);
}

/* The most lines that a name takes in the measure, and how wide its longest line is. */
static size_t wrap_names(const struct bars *b, sp width, sp *widest)
{
    size_t most = 0;
    *widest = 0;
    for (size_t c = 0; c < b->chart->categories; c++) {
        struct label name = name_of(b, c, width);
        label_try(b->plot, &name);
        most = name.lines->n > most ? name.lines->n : most;
        *widest = sp_max(*widest, name.w);
    }
    return most;
}

/* The names' column: up to where text begins, if they have room there on a few lines; else as wide
 * as they are, up to nearly a half. Where bars would be left too little, names stand above. */
static void place_names(struct bars *b, sp behind)
{
    sp width = b->plot->frame.width, column = b->plot->hang - b->gap, set;
    sp least = widest_name(b, true), most = sp_ratio(width, NAMES_PERCENT, 100);
    if (column >= least && wrap_names(b, column, &set) <= NAME_LINES) {
        b->names = column;
    } else {
        wrap_names(b, sp_max(sp_min(widest_name(b, false), most), 1), &set);
        b->names = set + 1;
    }
    sp left = width - b->names - b->gap - behind;
    b->is_above = b->wants_above || least > most || left < sp_min(MM(LEAST_BARS), width / 2);
    if (b->is_above)
        b->names = width;
}

/* Drawing */

/* The bar's ends for a part of the axis. */
static void ends_of(const struct bars *b, int64_t from, int64_t to, sp *x, sp *w)
{
    sp start = scale_at(&b->scale, from, b->length), end = scale_at(&b->scale, to, b->length);
    *x = b->from + start;
    *w = end - start;
}

static void put_at(const struct bars *b, struct chart_cell *cell, const struct look *look,
                   enum align align, sp x, sp middle)
{
    if (!cell || !cell->said.n)
        return;
    struct label label = label_of(cell, look, TEXT_START, 0);
    label_set(b->plot, &label);
    label_put(b->plot, &label, cell, align == TEXT_END ? x - label.width : x,
              middle - label_middle(b->plot, &label));
}

/* In a column whose end edge is x: numbers stand below each other by their last digit, which is at
 * the end edge or, where the page reads from the right, at the other one. */
static void put_in_column(const struct bars *b, struct chart_cell *cell, sp x, sp width, sp middle)
{
    bool is_rtl = b->plot->frame.is_rtl;
    put_at(b, cell, &b->theme->chart.share, is_rtl ? TEXT_START : TEXT_END, is_rtl ? x - width : x,
           middle);
}

/* Behind the bar's end; of a negative one before it. */
static void put_value(const struct bars *b, size_t c, size_t s, sp x, sp w, sp middle)
{
    bool is_negative = value_is_drawn(value_at(b->chart, c, s)) && value_at(b->chart, c, s)->n < 0;
    x += is_negative ? -value_width(b, c, s) : w + b->near;
    put_at(b, cell_of_value(b->plot, c, s), &b->theme->chart.value, TEXT_START, x, middle);
}

static void draw_group(const struct bars *b, size_t c, sp y)
{
    for (size_t s = 0; s < b->chart->series; s++, y += b->thick + b->inner) {
        const struct chart_value *value = value_at(b->chart, c, s);
        struct swatch swatch = swatch_of_mark(b->plot, c, s);
        sp x = b->zero_x, w = 0;
        if (value_is_drawn(value))
            ends_of(b, value->n < 0 ? value->n : 0, value->n < 0 ? 0 : value->n, &x, &w);
        mark_box(b->plot, &swatch, x, y, w, b->thick);
        put_value(b, c, s, x, w, y + b->thick / 2);
    }
}

/* What a segment says: its share where that is what the kind shows, else its value. */
static struct chart_cell *cell_of_segment(const struct bars *b, size_t c, size_t s)
{
    struct chart_cell *share = cell_of_share(b->plot, c, s);
    bool is_share = b->chart->kind == CHART_LIKERT && share && share->said.n;
    return is_share ? share : cell_of_value(b->plot, c, s);
}

static void draw_segment(const struct bars *b, size_t c, size_t s, int64_t from, int64_t to, sp y)
{
    struct swatch swatch = b->chart->kind == CHART_LIKERT ? swatch_of_answer(b->plot, s)
                                                          : swatch_of_palette(b->plot, s);
    struct chart_cell *cell = cell_of_segment(b, c, s);
    struct label label = label_of(cell, &b->inside, TEXT_CENTER, 0);
    sp x, w;
    ends_of(b, from, to, &x, &w);
    mark_box(b->plot, &swatch, x, y, w, b->thick);
    label_put_inside(b->plot, &label, cell, &swatch, x, y, w, b->thick);
}

/* A label's place counts from the axis' beginning. */
static struct raises find_raised(const struct bars *b, size_t c)
{
    struct arena *arena = builder_arena(b->plot->L);
    size_t series = b->chart->series;
    struct raises r = {0, ARENA_ARRAY(arena, size_t, series), ARENA_ARRAY(arena, sp, series),
                       ARENA_ARRAY(arena, struct spread, series), true};
    int64_t at, above;
    length_reach(b->chart, c, &at, &above);
    for (size_t s = 0; s < series; s++) {
        int64_t n = length_of(b->chart, value_at(b->chart, c, s)), from = at;
        struct label label = label_of(cell_of_segment(b, c, s), &b->inside, TEXT_START, 0);
        sp x, w;
        at = length_add(from, n);
        ends_of(b, from, at, &x, &w);
        if (!n || label_fits_inside(b->plot, &label, w, b->thick))
            continue;
        sp wide = label_width(b->plot, &label) + b->near;
        r.series[r.n] = s;
        r.middle[r.n] = x + w / 2;
        r.label[r.n++] = (struct spread){.wish = x + (w - wide) / 2 - b->from, .size = wide};
    }
    r.fits = !r.n || spread_apart(r.label, r.n, 0, b->length + b->near);
    return r;
}

/* On a line above the bar, whose top is y, each with a thin line down to its segment. */
static void put_raised(const struct bars *b, size_t c, const struct raises *r, sp y)
{
    for (size_t i = 0; r->fits && i < r->n; i++) {
        struct chart_cell *cell = cell_of_segment(b, c, r->series[i]);
        struct label label = label_of(cell, &b->inside, TEXT_START, 0);
        label_set(b->plot, &label);
        sp x = b->from + r->label[i].at + b->near / 2, top = y - b->raise;
        label_put(b->plot, &label, cell, x, top);
        label_lead(b->plot, (struct point){r->middle[i], y},
                   (struct point){x + label.width / 2, top + b->inside.leading});
    }
}

/* A line of paper between two segments. */
static void part_segments(const struct bars *b, int64_t at, sp y)
{
    sp width = SP_PT / 2;
    if (at > b->scale.from && at < b->scale.to)
        mark_rule(b->plot, b->from + scale_at(&b->scale, at, b->length) - width / 2, y, width,
                  b->thick, WHITE);
}

/* Behind a stack: the signs and numbers that have no segment, and its sum. */
static void put_behind(const struct bars *b, size_t c, int64_t end, sp middle)
{
    sp x = b->from + scale_at(&b->scale, end, b->length) + b->near;
    for (size_t s = 0; s < b->chart->series; s++) {
        struct chart_cell *cell = cell_of_value(b->plot, c, s);
        if (value_has_bar(b->chart, value_at(b->chart, c, s)))
            continue;
        put_at(b, cell, &b->theme->chart.value, TEXT_START, x, middle);
        x += cell_width(b->plot, cell, &b->theme->chart.value) + b->near;
    }
    put_at(b, cell_of_total(b->plot, c), &b->theme->chart.value, TEXT_START, x, middle);
}

static void draw_stack(const struct bars *b, size_t c, sp y)
{
    int64_t at, above;
    bool is_first = true;
    length_reach(b->chart, c, &at, &above);
    for (size_t s = 0; s < b->chart->series; s++) {
        int64_t n = length_of(b->chart, value_at(b->chart, c, s)), from = at;
        if (!n)
            continue;
        at = length_add(from, n);
        draw_segment(b, c, s, from, at, y);
        if (!is_first)
            part_segments(b, from, y);
        is_first = false;
    }
    put_behind(b, c, at, y + b->thick / 2);
}

static sp group_height(const struct bars *b)
{
    sp n = chart_is_stack(b->chart) ? 1 : (sp)b->chart->series;
    return n * b->thick + (n - 1) * b->inner;
}

static void measure_columns(struct bars *b)
{
    const struct plot *plot = b->plot;
    sp width = plot->frame.width;
    sp between = 3 * b->near;
    b->shares = widest_share(b);
    b->bases = widest_base(b);
    sp columns = (b->shares ? b->shares + between : 0) + (b->bases ? b->bases + between : 0);
    sp below = chart_is_stack(b->chart) ? 0 : widest_value(b, true);
    sp above = chart_is_stack(b->chart) ? widest_total(b) : widest_value(b, false);
    place_names(b, columns + below + above);
    b->x = plot->frame.x;
    b->from = b->x + below + (b->is_above ? b->theme->chart.axis.width : b->names + b->gap);
    b->end = b->x + width;
    b->length = sp_max(b->end - columns - above - b->from, MM(1));
    b->zero_x = b->from + scale_at(&b->scale, 0, b->length);
}

/* Where names beside the bars leave a row of segments too little for what they say, names stand
 * above the bars instead. */
static void measure(struct bars *b)
{
    enum { MOST_RAISED = 2 };
    measure_columns(b);
    for (size_t c = 0; chart_is_stack(b->chart) && !b->is_above && c < b->chart->categories; c++) {
        struct raises raises = find_raised(b, c);
        b->wants_above = !raises.fits || raises.n > MOST_RAISED;
        if (b->wants_above)
            measure_columns(b);
    }
}

/* One category; returns its height, with half a gap above and below. */
static sp draw_row(const struct bars *b, size_t c)
{
    struct plot *plot = b->plot;
    const struct rule *axis = &b->theme->chart.axis;
    sp gap = b->theme->chart.gap, group = group_height(b);
    struct label name = name_of(b, c, b->names);
    label_set(plot, &name);
    sp above = b->is_above ? name.h + gap / 4 : 0;
    struct raises raises = {0};
    if (chart_is_stack(b->chart))
        raises = find_raised(b, c);
    sp content = b->is_above ? group : sp_max(group, name.h);
    if (raises.n && raises.fits)
        above += sp_max(b->raise - (content - group) / 2, 0);
    sp height = gap + above + content;
    sp middle = gap / 2 + above + content / 2;
    sp rule_top = b->is_above ? gap / 2 + above : 0, rule_height = b->is_above ? group : height;
    if (b->scale.from == 0)
        mark_rule(plot, b->zero_x - axis->width, rule_top, axis->width, rule_height, axis->color);
    label_put(plot, &name, cell_of_category(plot, c), b->x,
              b->is_above ? gap / 2 : middle - label_middle(plot, &name));
    bool is_below = b->chart->kind == CHART_LIKERT; /* bars go over zero there */
    if (raises.n && is_below) {                     /* it does not run through words */
        rule_height -= middle - group / 2 - rule_top;
        rule_top = middle - group / 2;
    }
    if (b->scale.from < 0 && is_below)
        mark_rule(plot, b->zero_x - axis->width / 2, rule_top, axis->width, rule_height,
                  axis->color);
    if (chart_is_stack(b->chart))
        draw_stack(b, c, middle - group / 2);
    else
        draw_group(b, c, middle - group / 2);
    put_raised(b, c, &raises, middle - group / 2);
    if (b->scale.from < 0 && !is_below)
        mark_rule(plot, b->zero_x - axis->width / 2, rule_top, axis->width, rule_height,
                  axis->color);
    sp end = b->end;
    put_in_column(b, cell_of_base(plot, c), end, b->bases, middle);
    end -= b->bases ? b->bases + 3 * b->near : 0;
    if (b->has_shares)
        put_in_column(b, cell_of_share(plot, c, 0), end, b->shares, middle);
    return height;
}

sp chart_draw_bars(struct plot *plot)
{
    struct bars b = {.plot = plot, .chart = plot->chart, .theme = plot->L->theme};
    const struct theme *theme = b.theme;
    b.gap = sp_min(theme->page.gutter, plot->frame.width / 24);
    b.near = theme->chart.value.size / 2;
    b.has_shares = plot->chart->series == 1 && plot->chart->has_shares;
    b.thick = chart_is_stack(plot->chart) ? theme->chart.bar * 4 / 3 : theme->chart.bar;
    b.inner = theme->chart.gap / 4;
    b.inside = theme->chart.value;
    b.inside.size = sp_min(b.inside.size, theme->chart.label.size);
    b.raise = b.inside.leading + b.near / 2;
    b.scale = length_scale(plot->chart);
    measure(&b);
    sp height = 0;
    for (size_t c = 0; c < plot->chart->categories; c++) {
        height = draw_row(&b, c);
        if (c + 1 < plot->chart->categories)
            plot_part(plot, height, 0);
    }
    return height;
}
