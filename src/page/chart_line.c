/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines over categories in their order. Each series has dashes and signs of its own besides its
 * color, and its name at its end, so that it is known in greyscale and without a legend. A value
 * that is missing or hidden is a gap; below it stands the sign of what is hidden. Zero is on the
 * axis unless `min=` or `max=` leave it out; then a zigzag says so. */
#include "page/chart_line.h"

#include "page/arc.h"
#include "page/chart_names.h"
#include "page/polyline.h"

enum { MOST_DASHES = 4, MOST_TICKS = 7 };

/* On and off in turn, in widths of the line. */
static const struct {
    size_t n;
    int64_t at[MOST_DASHES];
} dashes[] = {{0, {0}}, {2, {5, 2}}, {2, {2, 1}}, {4, {6, 2, 2, 2}}, {2, {9, 3}}, {2, {1, 1}}};

/* Signs on a field of 100 by 100 about its middle; none: a disc. */
static const struct {
    const char *op;
    struct point at[12];
} signs[] = {
    {NULL, {{0, 0}}},
    {"MLLLZ", {{-45, -45}, {45, -45}, {45, 45}, {-45, 45}}},
    {"MLLZ", {{0, -56}, {56, 42}, {-56, 42}}},
    {"MLLLZ", {{0, -62}, {62, 0}, {0, 62}, {-62, 0}}},
    {"MLLZ", {{0, 56}, {56, -42}, {-56, -42}}},
    {"MLLLLLLLLLLLZ",
     {{-20, -55},
      {20, -55},
      {20, -20},
      {55, -20},
      {55, 20},
      {20, 20},
      {20, 55},
      {-20, 55},
      {-20, 20},
      {-55, 20},
      {-55, -20},
      {-20, -20}}},
};

/* Axis */

static void find_scale(struct line_plot *l)
{
    const struct chart *chart = l->chart;
    int64_t least = 0, most = 0;
    for (size_t i = 0; i < chart->categories * chart->series; i++) {
        const struct chart_value *v = &chart->value[i];
        least = value_is_drawn(v) && v->n < least ? v->n : least;
        most = value_is_drawn(v) && v->n > most ? v->n : most;
    }
    least = chart->has_from ? chart->axis_from : least;
    most = chart->has_to ? chart->axis_to : most;
    size_t ticks = (size_t)(l->height / (2 * l->plot->L->theme->chart.label.leading));
    ticks = ticks < 2 ? 2 : ticks > MOST_TICKS ? MOST_TICKS : ticks;
    l->scale = scale_find(least, most, 1, ticks);
    l->scale.from = chart->has_from ? least : l->scale.from;
    l->scale.to = chart->has_to && most > l->scale.from ? most : l->scale.to;
}

static sp y_of(const struct line_plot *l, int64_t n)
{
    return l->top + l->height - scale_at(&l->scale, n, l->height);
}

static struct label tick_label(struct line_plot *l, int64_t n)
{
    struct label label = {.said = plot_number(l->plot, n),
                          .look = &l->plot->L->theme->chart.share,
                          .align = TEXT_END};
    return label;
}

static int64_t tick_after(const struct scale *scale, int64_t tick)
{
    return tick > scale->to - scale->step ? INT64_MAX : tick + scale->step;
}

static sp ticks_width(struct line_plot *l)
{
    sp widest = 0;
    const struct scale *s = &l->scale;
    for (int64_t n = scale_first(s); n <= s->to; n = tick_after(s, n)) {
        struct label label = tick_label(l, n);
        widest = sp_max(widest, label_width(l->plot, &label));
        if (n == INT64_MAX)
            break;
    }
    return widest;
}

static void draw_ticks(struct line_plot *l)
{
    struct plot *plot = l->plot;
    const struct theme *t = plot->L->theme;
    struct rule grid = t->chart.gridlines;
    if (grid.width <= 0)
        grid = (struct rule){SP_PT * 7 / 20, t->hair};
    const struct scale *s = &l->scale;
    for (int64_t n = scale_first(s); n <= s->to && n != INT64_MAX; n = tick_after(s, n)) {
        struct rule rule = n == 0 ? t->chart.axis : grid;
        struct label label = tick_label(l, n);
        sp y = y_of(l, n);
        mark_rule(plot, l->x, y - rule.width / 2, l->last - l->x, rule.width, rule.color);
        label_set(plot, &label);
        label_put(plot, &label, NULL, l->x - t->chart.label.size / 2 - label.width,
                  y - label_middle(plot, &label));
    }
}

/* A zigzag where the axis leaves zero out. */
static void draw_break(struct line_plot *l)
{
    struct plot *plot = l->plot;
    if (l->scale.from <= 0 && l->scale.to >= 0)
        return;
    struct rule rule = plot->L->theme->chart.axis;
    bool is_below = l->scale.from > 0;
    struct point *p = ARENA_ARRAY(builder_arena(plot->L), struct point, 6);
    static const int at[6][2] = {{0, 0}, {0, 2}, {-3, 4}, {3, 8}, {0, 10}, {0, 12}};
    for (size_t i = 0; i < 6; i++)
        p[i] = (struct point){PT(at[i][0]), is_below ? -PT(at[i][1]) : PT(at[i][1])};
    mark_trace(plot, &rule, "MLLLLL", p, l->x + PT(4), is_below ? l->top + l->height : l->top);
}

/* Lines */

/* A line is thin: a color that paper would swallow is darkened. */
static int64_t line_color(const struct plot *plot, size_t series)
{
    int64_t color = plot->L->theme->palette[series % PALETTE_COLORS];
    while (color_is_pale(color)) {
        int64_t darker = 0;
        for (int shift = 16; shift >= 0; shift -= 8)
            darker = darker << 8 | ((color >> shift) & 255) * 15 / 16;
        color = darker;
    }
    return color;
}

sp line_x(const struct line_plot *l, size_t category)
{
    return l->x + sp_ratio(l->width, 2 * (int64_t)category + 1, 2 * (int64_t)l->chart->categories);
}

static void find_points(struct line_plot *l)
{
    struct arena *arena = builder_arena(l->plot->L);
    const struct chart *chart = l->chart;
    l->curve = ARENA_ARRAY(arena, struct curve, chart->series);
    for (size_t s = 0; s < chart->series; s++) {
        struct curve *c = &l->curve[s];
        c->known = ARENA_ARRAY(arena, struct known, chart->categories);
        c->rule = (struct rule){l->plot->L->theme->chart.line, line_color(l->plot, s)};
        if (l->step < c->rule.width) /* so many that a thick line would be a band */
            c->rule.width = c->rule.width / 2;
        for (size_t i = 0; i < chart->categories; i++) {
            const struct chart_value *v = value_at(chart, i, s);
            if (value_is_drawn(v))
                c->known[c->n++] = (struct known){i, {line_x(l, i), y_of(l, v->n)}};
        }
    }
}

void line_stroke(struct line_plot *l, size_t series, const struct point *p, size_t n)
{
    const struct rule *rule = &l->curve[series].rule;
    sp dash[MOST_DASHES];
    size_t kind = series % (sizeof dashes / sizeof *dashes);
    for (size_t i = 0; i < dashes[kind].n; i++)
        dash[i] = rule->width * dashes[kind].at[i];
    struct path path = polyline_path(builder_arena(l->plot->L), p, n, dash, dashes[kind].n);
    mark_stroke(l->plot, rule, path.op, path.point, 0, 0);
}

/* From one gap to the next, without more points than the eye resolves. */
static void draw_run(struct line_plot *l, size_t series, const struct known *known, size_t n)
{
    struct arena *arena = builder_arena(l->plot->L);
    struct point *p = ARENA_ARRAY(arena, struct point, n);
    for (size_t i = 0; i < n; i++)
        p[i] = known[i].at;
    n = polyline_thin(p, n, l->curve[series].rule.width / 2, p);
    for (size_t i = 1; i < n; i++)
        clutter_line(&l->clutter, arena, p[i - 1], p[i]);
    if (n > 1)
        line_stroke(l, series, p, n);
}

static void draw_curve(struct line_plot *l, size_t series)
{
    const struct curve *c = &l->curve[series];
    for (size_t from = 0, to; from < c->n; from = to) {
        for (to = from + 1; to < c->n; to++)
            if (c->known[to].category != c->known[to - 1].category + 1)
                break;
        draw_run(l, series, &c->known[from], to - from);
    }
}

void line_put_sign(struct line_plot *l, size_t series, struct point at)
{
    struct arena *arena = builder_arena(l->plot->L);
    size_t kind = series % (sizeof signs / sizeof *signs);
    sp size = l->plot->L->theme->chart.marker;
    struct swatch swatch = {.color = l->curve[series].rule.color, .outline = {SP_PT / 2, WHITE}};
    struct ring disc = {{0, 0}, 0, size / 2};
    struct path path = arc_slice(arena, &disc, 0, FIX(360));
    if (signs[kind].op) {
        struct point *p = ARENA_ARRAY(arena, struct point, 12);
        for (size_t i = 0; i < 12; i++)
            p[i] =
                (struct point){size * signs[kind].at[i].x / 100, size * signs[kind].at[i].y / 100};
        path = (struct path){signs[kind].op, p};
    }
    mark_path(l->plot, &swatch, path.op, path.point, at.x, at.y);
    sp half = size * 62 / 100;
    clutter_add(&l->clutter, arena, (struct area){at.x - half, at.y - half, 2 * half, 2 * half});
}

/* Every point has its sign if they stand apart; else the ends of each run, as a lone point would
 * not be seen. */
static void draw_signs(struct line_plot *l, size_t series)
{
    const struct curve *c = &l->curve[series];
    bool is_wide = l->step >= 2 * l->plot->L->theme->chart.marker;
    for (size_t i = 0; i < c->n; i++) {
        bool is_start = i == 0 || c->known[i].category != c->known[i - 1].category + 1;
        bool is_end = i + 1 == c->n || c->known[i + 1].category != c->known[i].category + 1;
        if (is_wide || (is_start && is_end) || i + 1 == c->n)
            line_put_sign(l, series, c->known[i].at);
    }
}

static void draw_curves(struct line_plot *l)
{
    for (size_t s = l->chart->series; s-- > 0;)
        draw_curve(l, s);
    for (size_t s = l->chart->series; s-- > 0;)
        draw_signs(l, s);
}

/* Points stand in the middle of their places; before labels at the lines' ends the last one stands
 * at the edge. */
static void find_width(struct line_plot *l, sp room)
{
    int64_t n = (int64_t)l->chart->categories;
    room = sp_max(room, PT(1));
    l->width = l->ends ? sp_ratio(room, 2 * n, 2 * n - 1) : room;
    l->step = l->width / n;
    l->last = l->ends ? l->x + room : l->x + l->width;
}

sp chart_draw_line(struct plot *plot)
{
    const struct theme *t = plot->L->theme;
    struct line_plot l = {.plot = plot, .chart = plot->chart};
    const struct frame *frame = &plot->frame;
    if (!plot->chart->categories || !plot->chart->series)
        return 0;
    l.top = t->chart.value.leading + t->chart.marker;
    sp hidden = line_hidden_height(&l), words = l.top + hidden + 2 * t->chart.label.leading;
    l.height = plot->height ? plot->height - words : t->chart.height;
    l.height = sp_max(l.height, 2 * t->chart.label.leading);
    find_scale(&l);
    line_measure_ends(&l);
    sp ticks = ticks_width(&l) + t->chart.label.size / 2;
    l.x = frame->x + ticks;
    find_width(&l, frame->width - ticks - l.ends);
    bool has_room_below = l.scale.from != 0;
    sp white = t->chart.label.size / 4;
    sp below = hidden + (has_room_below ? t->chart.value.leading + t->chart.marker : 0);
    l.clutter.within = (struct area){l.x - white, 0, frame->x + frame->width - l.x + white,
                                     l.top + l.height + below};
    draw_ticks(&l);
    draw_break(&l);
    find_points(&l);
    draw_curves(&l);
    line_put_ends(&l);
    line_put_hidden(&l, l.top + l.height + below - hidden);
    line_put_values(&l);
    sp y = l.top + l.height + below + t->chart.label.size / 2;
    y += names_put(plot, l.x, l.step, y);
    return l.ends || plot->chart->series == 1 ? y : y + line_put_legend(&l, y);
}
