/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictograms: for each category a row of persons, one for each `per` units, the last one cut to its
 * share; behind them the value. Rows that are too long go on below, tens below tens where there is
 * room for ten. A line below says what a sign stands for. */
#include "page/chart.h"
#include "page/sign.h"

enum { NAMES_PERCENT = 40, LEAST_SIGNS = 5, GROUP = 5 };

struct pictogram {
    struct plot *plot;
    const struct theme *theme;
    sp names; /* their measure */
    bool is_above;
    sp x;             /* of the first sign */
    sp sign, step;    /* of a sign: its height, from one to the next */
    sp five;          /* more white behind every fifth */
    size_t columns;   /* signs beside each other */
    struct path path; /* of a whole one */
};

static struct chart_cell *share_cell(struct pictogram *g, size_t category)
{
    struct chart_cell *cell = cell_of_share(g->plot, category, 0);
    return cell && cell->element && cell->said.n ? cell : NULL;
}

static sp numbers_width(struct pictogram *g, size_t category)
{
    struct chart_cell *share = share_cell(g, category);
    struct chart_cell *value = cell_of_value(g->plot, category, 0);
    sp width = cell_width(g->plot, value, &g->theme->chart.value) + g->theme->chart.label.size / 2;
    sp said = cell_width(g->plot, share, &g->theme->chart.share);
    return width + (share ? said + g->theme->chart.label.size : 0);
}

/* Where the i-th of a row begins. */
static sp column_at(const struct pictogram *g, size_t i)
{
    return (sp)i * g->step + (sp)(i / GROUP) * g->five;
}

/* As many beside each other as there is room for; of more than ten a multiple of five, so that they
 * are easy to count. */
static size_t count_columns(const struct pictogram *g, sp room)
{
    size_t n = 1;
    while (column_at(g, n + 1) <= room)
        n++;
    return n > 2 * GROUP ? n - n % GROUP : n;
}

static void find_layout(struct pictogram *g)
{
    struct plot *plot = g->plot;
    const struct frame *frame = &plot->frame;
    sp natural = 0, least = 0, numbers = 0;
    sp gap = sp_min(g->theme->page.gutter, frame->width / 24); /* as beside bars */
    for (size_t c = 0; c < plot->chart->categories; c++) {
        struct label label =
            label_of(cell_of_category(plot, c), &g->theme->chart.label, TEXT_END, 0);
        natural = sp_max(natural, label_width(plot, &label));
        least = sp_max(least, label_least(plot, &label));
        numbers = sp_max(numbers, numbers_width(g, c));
    }
    g->sign = sp_max(g->theme->chart.sign, SP_PT);
    g->step = sign_width(g->sign) + g->sign / 8;
    g->five = g->sign / 4;
    sp most = frame->width * NAMES_PERCENT / 100;
    g->names = plot->hang > gap && least <= plot->hang - gap ? plot->hang - gap
                                                             : sp_max(sp_min(natural, most), least);
    sp room = frame->width - g->names - gap - numbers;
    g->is_above = room < LEAST_SIGNS * g->step;
    g->x = frame->x + (g->is_above ? 0 : g->names + gap);
    if (g->is_above) {
        g->names = frame->width;
        room = frame->width - numbers;
    }
    g->columns = count_columns(g, room);
}

static void put_sign(struct pictogram *g, const struct swatch *swatch, const struct path *path,
                     size_t i, sp y)
{
    sp x = g->x + column_at(g, i % g->columns);
    mark_path(g->plot, swatch, path->op, path->point, x,
              y + (sp)(i / g->columns) * (g->sign + g->sign / 6));
}

/* What is missing of a sign that is cut, so that it is seen to be a part. */
static void put_ghost(struct pictogram *g, size_t i, sp y)
{
    struct display *d = piece_item(g->plot->L, g->plot->piece, DISPLAY_PATH);
    d->artifact = ARTIFACT_LAYOUT;
    d->x = g->x + column_at(g, i % g->columns);
    d->y = y + (sp)(i / g->columns) * (g->sign + g->sign / 6);
    d->path = g->path;
    d->fill.fill = (int32_t)g->theme->tint[0];
}

/* The signs of a category from y on; *rows: how many rows they are, *end: where the last one ends.
 */
static void put_signs(struct pictogram *g, size_t category, sp y, size_t *rows, sp *end)
{
    const struct chart *chart = g->plot->chart;
    const struct chart_value *v = value_at(chart, category, 0);
    struct swatch swatch = swatch_of_mark(g->plot, category, 0);
    int64_t n = value_is_drawn(v) && v->n > 0 ? v->n : 0, per = chart->per;
    size_t whole = (size_t)(n / per), all = whole + (n % per > 0);
    for (size_t i = 0; i < whole; i++)
        put_sign(g, &swatch, &g->path, i, y);
    if (n % per) {
        put_ghost(g, whole, y);
        struct path part = sign_part(builder_arena(g->plot->L), g->sign, n % per, per);
        put_sign(g, &swatch, &part, whole, y);
    }
    *rows = all ? (all + g->columns - 1) / g->columns : 1;
    *end = g->x + (all ? column_at(g, (all - 1) % g->columns) + g->step : 0);
}

/* Value and share behind the last sign, level with its middle. */
static void put_numbers(struct pictogram *g, size_t category, sp x, sp middle)
{
    struct plot *plot = g->plot;
    struct chart_cell *cell = cell_of_value(plot, category, 0), *said = share_cell(g, category);
    struct label value = label_of(cell, &g->theme->chart.value, TEXT_START, 0);
    label_set(plot, &value);
    label_put(plot, &value, cell, x, middle - label_middle(plot, &value));
    if (!said)
        return;
    struct label share = label_of(said, &g->theme->chart.share, TEXT_START, 0);
    label_set(plot, &share);
    label_put(plot, &share, said, x + value.width + g->theme->chart.label.size,
              middle - label_middle(plot, &share));
}

static sp put_category(struct pictogram *g, size_t category, sp y)
{
    struct plot *plot = g->plot;
    struct label name = label_of(cell_of_category(plot, category), &g->theme->chart.label,
                                 g->is_above ? TEXT_START : TEXT_END, g->names);
    label_set(plot, &name);
    sp row = g->sign + g->sign / 6, high = sp_max(g->sign, name.h), signs = y, end;
    size_t rows;
    if (g->is_above) {
        label_put(plot, &name, cell_of_category(plot, category), plot->frame.x, y);
        signs = y + name.h + g->theme->chart.label.size / 4;
        high = g->sign;
    } else {
        signs = y + (high - g->sign) / 2;
        label_put(plot, &name, cell_of_category(plot, category), plot->frame.x,
                  y + high / 2 - label_middle(plot, &name));
    }
    put_signs(g, category, signs, &rows, &end);
    sp last = signs + (sp)(rows - 1) * row;
    put_numbers(g, category, end + (end > g->x ? g->theme->chart.label.size / 2 : 0),
                last + g->sign / 2);
    return sp_max(last + g->sign, g->is_above ? 0 : y + high);
}

/* A sign and "one sign = 5 (persons)", or without what is counted. */
static sp put_key(struct pictogram *g, sp y)
{
    struct plot *plot = g->plot;
    const struct chart *chart = plot->chart;
    const struct locale *locale = lang_locale(plot->L, plot->frame.lang);
    struct arena *arena = plot->L->arena;
    const char *number = arena_string(arena, plot_number(plot, chart->per));
    if (chart->value_head.n)
        number =
            arena_printf(arena, "%s (%.*s)", number, (int)chart->value_head.n, chart->value_head.p);
    const char *said = locale_word_numbered(arena, locale, WORD_SIGN, number);
    struct label label = {.said = text_of(said),
                          .lang = locale_word_lang(locale, WORD_SIGN, plot->frame.lang),
                          .look = &g->theme->chart.share,
                          .align = TEXT_START};
    struct chart_cell content = {.element = plot->figure};
    struct swatch swatch = swatch_of_color(plot, g->theme->chart.label.color);
    sp size = g->theme->chart.label.leading;
    struct path path = sign_whole(builder_arena(plot->L), size);
    sp text = sign_width(size) + g->theme->chart.label.size / 2;
    label.width = sp_max(plot->frame.x + plot->frame.width - g->x - text, SP_PT);
    label_set(plot, &label);
    mark_path(plot, &swatch, path.op, path.point, g->x, y);
    struct label first = label;
    first.h = label.look->leading;
    label_put(plot, &label, &content, g->x + text, y + size / 2 - label_middle(plot, &first));
    return y + sp_max(size, label.h);
}

sp chart_draw_pictogram(struct plot *plot)
{
    struct pictogram g = {.plot = plot, .theme = plot->L->theme};
    sp y = 0, gap = g.theme->chart.gap;
    find_layout(&g);
    g.path = sign_whole(builder_arena(plot->L), g.sign);
    for (size_t c = 0; c < plot->chart->categories; c++) {
        y = put_category(&g, c, y);
        if (c + 1 < plot->chart->categories) {
            plot_part(plot, y, gap);
            y = 0;
        }
    }
    return put_key(&g, y + 2 * gap);
}
