/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filled areas and lines of a chart, and what they are filled with: the palette's colors, each with
 * its pattern, so that they differ in greyscale and for those who see few colors. */
#include "page/chart.h"

#include <string.h>

enum { CHANNELS = 3, BYTE = 255 };

static int64_t channel(int64_t color, int i)
{
    return (color >> (8 * (CHANNELS - 1 - i))) & BYTE;
}

/* Relative luminance as WCAG 2.1 has it, with a gamma of 2 instead of sRGB's curve, in 1/10000. */
static int64_t luminance(int64_t color)
{
    static const int64_t weight[CHANNELS] = {2126, 7152, 722};
    int64_t light = 0;
    for (int i = 0; i < CHANNELS; i++)
        light += weight[i] * channel(color, i) * channel(color, i);
    return light / (BYTE * BYTE);
}

/* 3:1 against white is what is darker than 0.3, 4.5:1 what is darker than 0.2 even if the curve is
 * off; near black has 4.5:1 on what is lighter than 0.28. */
bool color_is_pale(int64_t color)
{
    return luminance(color) >= 3000;
}

bool color_takes_white(int64_t color)
{
    return luminance(color) < 2000;
}

bool color_takes_ink(int64_t color)
{
    return luminance(color) >= 2800;
}

/* The color with that percentage of white. */
static int64_t lighten(int64_t color, int64_t percent)
{
    int64_t out = 0;
    for (int i = 0; i < CHANNELS; i++)
        out = out << 8 | (channel(color, i) + (BYTE - channel(color, i)) * percent / 100);
    return out;
}

struct swatch swatch_of_color(const struct plot *plot, int64_t color)
{
    struct swatch swatch = {.color = color};
    if (color_is_pale(color))
        swatch.outline = plot->L->theme->chart.outline;
    return swatch;
}

struct swatch swatch_of_palette(const struct plot *plot, size_t i)
{
    const struct theme *theme = plot->L->theme;
    struct swatch swatch = swatch_of_color(plot, theme->palette[i % PALETTE_COLORS]);
    swatch.pattern = (enum pattern)theme->pattern[i % PALETTE_COLORS].kind;
    swatch.pattern_ink = theme->pattern[i % PALETTE_COLORS].ink;
    return swatch;
}

static bool has_highlight(const struct chart *chart)
{
    for (size_t c = 0; c < chart->categories; c++)
        if (chart->category[c].is_highlighted)
            return true;
    return false;
}

struct swatch swatch_of_mark(const struct plot *plot, size_t category, size_t series)
{
    const struct theme *theme = plot->L->theme;
    const struct chart *chart = plot->chart;
    if (chart->series > 1)
        return swatch_of_palette(plot, series);
    bool is_muted = !chart->category[category].is_highlighted && theme->chart.muted >= 0 &&
                    has_highlight(chart);
    return swatch_of_color(plot, is_muted ? theme->chart.muted : theme->palette[0]);
}

/* From the outermost answer inwards each is paler by as much, and more where neither white nor
 * black words could be read on it. */
struct swatch swatch_of_answer(const struct plot *plot, size_t series)
{
    enum { PALEST = 60 };
    const struct chart *chart = plot->chart;
    const struct theme *theme = plot->L->theme;
    bool has_neutral = chart->neutral < chart->series;
    size_t below = has_neutral ? chart->neutral : chart->series / 2;
    size_t above = chart->series - below - has_neutral;
    if (has_neutral && series == below)
        return swatch_of_color(plot, theme->hair);
    bool is_below = series < below;
    size_t steps = is_below ? below : above,
           from_end = is_below ? series : chart->series - 1 - series;
    int64_t pale = steps > 1 ? PALEST * (int64_t)from_end / (int64_t)(steps - 1) : 0;
    if (steps == 2)
        pale = pale * 3 / 4;
    int64_t color = lighten(theme->palette[is_below], pale);
    while (!color_takes_white(color) && !color_takes_ink(color))
        color = lighten(theme->palette[is_below], pale += 2);
    struct swatch swatch = swatch_of_color(plot, color);
    if (is_below) {
        swatch.pattern = PATTERN_DIAGONAL;
        swatch.pattern_ink = color_is_pale(swatch.color) ? theme->palette[1] : WHITE;
    }
    return swatch;
}

static void fill_display(const struct plot *plot, struct display *d, const struct swatch *swatch)
{
    d->element = plot->figure;
    d->fill.fill = (int32_t)swatch->color;
    if (swatch->outline.width > 0 && swatch->outline.color >= 0) {
        d->fill.stroke = (int32_t)swatch->outline.color;
        d->fill.stroke_width = swatch->outline.width;
    }
    d->pattern = swatch->pattern;
    d->pattern_ink = (int32_t)swatch->pattern_ink;
}

void mark_box(struct plot *plot, const struct swatch *swatch, sp x, sp y, sp w, sp h)
{
    if (w <= 0 || h <= 0)
        return;
    struct display *d = piece_item(plot->L, plot->piece, DISPLAY_BOX);
    d->x = x;
    d->y = y;
    d->w = w;
    d->h = h;
    fill_display(plot, d, swatch);
}

static struct display *add_path(struct plot *plot, const char *op, const struct point *point, sp x,
                                sp y)
{
    struct display *d = piece_item(plot->L, plot->piece, DISPLAY_PATH);
    d->x = x;
    d->y = y;
    d->path = (struct path){op, point};
    return d;
}

void mark_path(struct plot *plot, const struct swatch *swatch, const char *op,
               const struct point *point, sp x, sp y)
{
    fill_display(plot, add_path(plot, op, point, x, y), swatch);
}

static struct display *add_stroke(struct plot *plot, const struct rule *rule, const char *op,
                                  const struct point *point, sp x, sp y)
{
    struct display *d = add_path(plot, op, point, x, y);
    d->fill.stroke = (int32_t)rule->color;
    d->fill.stroke_width = rule->width;
    return d;
}

void mark_stroke(struct plot *plot, const struct rule *rule, const char *op,
                 const struct point *point, sp x, sp y)
{
    add_stroke(plot, rule, op, point, x, y)->element = plot->figure;
}

void mark_trace(struct plot *plot, const struct rule *rule, const char *op,
                const struct point *point, sp x, sp y)
{
    add_stroke(plot, rule, op, point, x, y)->artifact = ARTIFACT_LAYOUT;
}

void mark_rule(struct plot *plot, sp x, sp y, sp w, sp h, int64_t color)
{
    if (w > 0 && h > 0 && color >= 0)
        piece_box(plot->L, plot->piece, x, y, w, h, color);
}
