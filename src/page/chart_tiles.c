/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A schematic map: each category is a square at its column and row, with its short name. One that
 * has a value is full, with white words; one that has none is hatched within an outline, with words
 * in ink, so that color alone tells nothing; one whose value is hidden has the outline alone, for
 * nobody may take it for absent. A number stands below the name, unless all are 0 or 1, which say
 * yes and no. A map is not mirrored: east stays at the right in any language. */
#include "page/chart.h"

enum { PADDING = 20 };
#define LEAST_SIZE PT(8) /* of letters in print */
#define MOST_PADDING PT(2)

struct tiles {
    struct plot *plot;
    const struct theme *theme;
    int columns, rows;
    sp side, gap, x; /* x: where the map begins */
    bool has_numbers;
    struct look name, number;
    size_t full, hidden; /* how many */
    struct swatch present, absent, unsaid;
};

static bool is_full(const struct chart_value *v)
{
    return value_is_drawn(v) && v->n > 0;
}

static const struct swatch *swatch_of(const struct tiles *t, const struct chart_value *v)
{
    return is_full(v) ? &t->present : v->is_hidden ? &t->unsaid : &t->absent;
}

static void look_over(struct tiles *t)
{
    const struct chart *chart = t->plot->chart;
    int64_t one = 1;
    for (int i = 0; i < chart->scale; i++)
        one *= 10;
    for (size_t c = 0; c < chart->categories; c++) {
        const struct chart_value *v = value_at(chart, c, 0);
        t->columns =
            chart->category[c].column >= t->columns ? chart->category[c].column + 1 : t->columns;
        t->rows = chart->category[c].row >= t->rows ? chart->category[c].row + 1 : t->rows;
        t->full += is_full(v);
        t->hidden += v->is_hidden;
        t->has_numbers |= value_is_drawn(v) && v->n != 0 && v->n != one;
    }
}

static sp padding(const struct tiles *t)
{
    return sp_min(t->side / PADDING, MOST_PADDING);
}

/* Tiles are wider where the widest word of the names wants it; it is set in smaller letters, too,
 * rather than over its tile's edge. */
static void find_size(struct tiles *t)
{
    struct plot *plot = t->plot;
    sp wish = t->theme->chart.tile, room = plot->frame.width, widest = 0;
    if (plot->height)
        wish = sp_min(wish * 2, plot->height / t->rows);
    t->gap = wish / 12;
    t->name = t->theme->chart.label;
    t->number = t->theme->chart.value;
    for (size_t c = 0; c < plot->chart->categories; c++) {
        struct label label = label_of(cell_of_category(plot, c), &t->name, TEXT_CENTER, 0);
        widest = sp_max(widest, label_least(plot, &label));
    }
    if (!plot->height)
        wish = sp_min(sp_max(wish, widest + 2 * MOST_PADDING + SP_PT), wish * 2);
    t->side = sp_max(sp_min(wish, (room + t->gap) / t->columns - t->gap), SP_PT);
    sp inside = t->side - 2 * padding(t) - SP_PT / 8;
    if (widest > inside) {
        sp least = sp_min(t->name.size, LEAST_SIZE);
        sp size = sp_max(sp_ratio(t->name.size, inside, widest), least);
        t->name.leading = sp_ratio(t->name.leading, size, t->name.size);
        t->name.size = size;
    }
}

/* Where a column begins. In a right-to-left document x is counted from the right. */
static sp column_x(const struct tiles *t, int column)
{
    int from_start = t->plot->frame.is_rtl ? t->columns - 1 - column : column;
    return t->x + (sp)from_start * (t->side + t->gap);
}

/* Words on a hatched ground stand on white. */
static void put_ground(struct tiles *t, const struct label *label, sp x, sp y)
{
    sp pad = SP_PT, w = label->w + 2 * pad;
    piece_box(t->plot->L, t->plot->piece, x + (label->width - w) / 2, y, w, label->h, WHITE);
}

static void put_tile(struct tiles *t, size_t category, sp y)
{
    struct plot *plot = t->plot;
    const struct chart_category *c = &plot->chart->category[category];
    const struct chart_value *v = value_at(plot->chart, category, 0);
    const struct swatch *swatch = swatch_of(t, v);
    sp pad = padding(t), x = column_x(t, c->column);
    struct look name_look = t->name, number_look = t->number;
    if (is_full(v))
        name_look.color = number_look.color =
            color_takes_white(swatch->color) ? (int64_t)WHITE : t->theme->ink;
    struct label name = label_of(cell_of_category(plot, category), &name_look, TEXT_CENTER,
                                 sp_max(t->side - 2 * pad, SP_PT));
    struct label number =
        label_of(cell_of_value(plot, category, 0), &number_look, TEXT_CENTER, name.width);
    label_set(plot, &name);
    bool is_said = t->has_numbers || v->is_hidden;
    number.h = 0;
    if (is_said)
        label_set(plot, &number);
    mark_box(plot, swatch, x, y, t->side, t->side);
    sp top = y + (t->side - name.h - number.h) / 2;
    if (swatch == &t->absent) {
        put_ground(t, &name, x + pad, top);
        if (is_said)
            put_ground(t, &number, x + pad, top + name.h);
    }
    label_put(plot, &name, cell_of_category(plot, category), x + pad, top);
    if (is_said)
        label_put(plot, &number, cell_of_value(plot, category, 0), x + pad, top + name.h);
}

/* A sample and "represented: 9"; returns its height. */
static sp put_key(struct tiles *t, const struct swatch *swatch, enum word word, size_t n, sp y)
{
    struct plot *plot = t->plot;
    const struct locale *locale = lang_locale(plot->L, plot->frame.lang);
    const struct look *look = &t->theme->chart.label;
    struct chart_cell content = {.element = plot->figure};
    int64_t one = 1;
    for (int i = 0; i < plot->chart->scale; i++)
        one *= 10;
    struct text number = plot_number(plot, (int64_t)n * one);
    struct arena *arena = plot->L->arena;
    struct label label = {
        .said = text_of(locale_word_numbered(arena, locale, word, arena_string(arena, number))),
        .lang = locale_word_lang(locale, word, plot->frame.lang),
        .look = look,
        .align = TEXT_START};
    sp size = look->size, text = size * 5 / 3;
    label.width = sp_max(plot->frame.x + plot->frame.width - t->x - text, SP_PT);
    label_set(plot, &label);
    struct label first = label;
    first.h = look->leading;
    mark_box(plot, swatch, t->x, y + label_middle(plot, &first) - size / 2, size, size);
    label_put(plot, &label, &content, t->x + text, y);
    return label.h;
}

sp chart_draw_tiles(struct plot *plot)
{
    struct tiles t = {.plot = plot, .theme = plot->L->theme};
    look_over(&t);
    find_size(&t);
    struct rule outline = t.theme->chart.outline;
    t.x = plot->frame.x;
    if ((sp)t.columns * (t.side + t.gap) - t.gap <= plot->frame.width - plot->hang)
        t.x += plot->hang; /* where text begins */
    t.present = swatch_of_color(plot, t.theme->palette[0]);
    t.absent = (struct swatch){WHITE, outline, PATTERN_DIAGONAL, t.theme->hair};
    t.unsaid = (struct swatch){.color = WHITE, .outline = outline};
    for (size_t c = 0; c < plot->chart->categories; c++)
        put_tile(&t, c, (sp)plot->chart->category[c].row * (t.side + t.gap));
    sp y = (sp)t.rows * (t.side + t.gap) + t.theme->chart.label.leading / 2;
    size_t absent = plot->chart->categories - t.full - t.hidden;
    y += put_key(&t, &t.present, WORD_REPRESENTED, t.full, y);
    if (absent)
        y += put_key(&t, &t.absent, WORD_NOT_REPRESENTED, absent, y);
    return y;
}
