/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A legend: a sample of each series' fill and its name, row by row, in columns as wide as the
 * widest name wants. */
#include "page/chart.h"

struct legend {
    struct label *label; /* of each series */
    sp *x;               /* where its sample is, from the legend's beginning */
    sp sample_w, sample_h, text_at;
    size_t columns;
};

static sp theme_swatch(const struct plot *plot, size_t i)
{
    const struct lengths *swatch = &plot->L->theme->chart.swatch;
    return swatch->n > i ? swatch->length[i] : plot->L->theme->chart.label.size;
}

/* Names that have room beside each other stand on one line, each as wide as it is. */
static bool set_in_line(struct plot *plot, struct legend *g, sp width, sp gap)
{
    sp x = 0;
    size_t n = plot->chart->series;
    for (size_t s = 0; s < n; s++) {
        g->label[s].width = label_width(plot, &g->label[s]);
        g->x[s] = x;
        x += g->text_at + g->label[s].width + gap;
    }
    if (x - gap > width)
        return false;
    g->columns = n;
    return true;
}

static void set_in_columns(struct plot *plot, struct legend *g, sp width, sp gap)
{
    const struct look *look = &plot->L->theme->chart.label;
    size_t n = plot->chart->series;
    sp widest = 0, most = sp_max(width - g->text_at, look->size);
    for (size_t s = 0; s < n; s++)
        widest = sp_max(widest, g->label[s].width);
    widest = sp_min(widest, most);
    sp each = g->text_at + widest;
    size_t columns = (size_t)sp_max(1, (width + gap) / (each + gap));
    columns = columns < n ? columns : n;
    size_t rows = (n + columns - 1) / columns;
    g->columns = (n + rows - 1) / rows; /* rows of about equal length */
    for (size_t s = 0; s < n; s++) {
        g->label[s].width = g->columns > 1 ? widest : most;
        g->x[s] = (sp)(s % g->columns) * ((width + gap) / (sp)g->columns);
    }
}

static struct legend measure(struct plot *plot, sp width)
{
    struct arena *arena = builder_arena(plot->L);
    const struct look *look = &plot->L->theme->chart.label;
    size_t n = plot->chart->series;
    struct legend g = {.label = ARENA_ARRAY(arena, struct label, n),
                       .x = ARENA_ARRAY(arena, sp, n),
                       .sample_w = theme_swatch(plot, 0),
                       .sample_h = theme_swatch(plot, 1)};
    sp gap = look->size * 2;
    g.text_at = g.sample_w + look->size * 2 / 3;
    for (size_t s = 0; s < n; s++) {
        g.label[s] = label_of(cell_of_series(plot, s), look, TEXT_START, 0);
        g.label[s].said = plot->chart->one[s].name;
        g.label[s].lang = plot->chart->one[s].lang;
    }
    if (!set_in_line(plot, &g, width, gap))
        set_in_columns(plot, &g, width, gap);
    for (size_t s = 0; s < n; s++)
        label_set(plot, &g.label[s]);
    return g;
}

static sp row_height(const struct plot *plot, const struct legend *g, size_t from)
{
    sp height = g->sample_h;
    for (size_t s = from; s < plot->chart->series && s < from + g->columns; s++)
        height = sp_max(height, g->label[s].h);
    return height;
}

sp legend_put(struct plot *plot, sp x, sp y, sp width, bool is_again)
{
    struct legend g = measure(plot, width);
    sp top = y, gap = plot->L->theme->chart.label.leading / 2;
    bool is_likert = plot->chart->kind == CHART_LIKERT;
    for (size_t s = 0; s < plot->chart->series; s++) {
        sp at = x + g.x[s];
        if (s && s % g.columns == 0)
            y += row_height(plot, &g, s - g.columns) + gap;
        struct swatch swatch = is_likert ? swatch_of_answer(plot, s) : swatch_of_palette(plot, s);
        struct label *label = &g.label[s];
        struct label first = *label;
        first.h = label->look->leading;
        sp middle = label_middle(plot, &first);
        sp high = sp_max(middle, g.sample_h / 2); /* of the row's first line */
        mark_box(plot, &swatch, at, y + high - g.sample_h / 2, g.sample_w, g.sample_h);
        label_put(plot, label, is_again ? NULL : cell_of_series(plot, s), at + g.text_at,
                  y + high - middle);
    }
    size_t last = (plot->chart->series - 1) / g.columns * g.columns;
    return y + row_height(plot, &g, last) - top;
}
