/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and numbers of a chart: each in one look, on lines of a measure, content of a cell of the
 * table. */
#include "page/chart.h"

#include "page/mirror.h"

struct label label_of(const struct chart_cell *cell, const struct look *look, enum align align,
                      sp width)
{
    return (struct label){.said = cell->said,
                          .lang = cell->lang,
                          .at = cell->at,
                          .look = look,
                          .align = align,
                          .width = width};
}

static struct paragraph paragraph_of(struct plot *plot, const struct label *label)
{
    struct layout *L = plot->L;
    struct frame frame = plot->frame;
    frame.lang = label->lang ? label->lang : frame.lang;
    frame.align = label->align;
    frame.width = label->width;
    struct place at = label->at.line ? label->at : plot->block->at;
    struct styled styled =
        styled_plain(L, builder_arena(L), label->said, &frame, label->look, NULL, at);
    if (styled.para.stretches)
        ((struct stretch *)styled.para.stretch)->is_value = true;
    return styled.para;
}

sp label_width(struct plot *plot, const struct label *label)
{
    struct paragraph para = paragraph_of(plot, label);
    sp least, natural;
    paragraph_widths(plot->L->shaper, &para, &least, &natural);
    return natural;
}

sp cell_width(struct plot *plot, const struct chart_cell *cell, const struct look *look)
{
    if (!cell || !cell->said.n)
        return 0;
    struct label label = label_of(cell, look, TEXT_START, 0);
    return label_width(plot, &label);
}

sp label_least(struct plot *plot, const struct label *label)
{
    struct paragraph para = paragraph_of(plot, label);
    sp least, natural;
    paragraph_widths(plot->L->shaper, &para, &least, &natural);
    return least;
}

static void set_lines(struct plot *plot, struct label *label, struct diag *diag)
{
    struct layout *L = plot->L;
    if (!label->width)
        label->width = label_width(plot, label);
    label->para = paragraph_of(plot, label);
    keep_side(&label->para, &plot->frame);
    label->para.hyphenates = is_too_wide(L, &label->para);
    label->para.balances = true;
    label->lines = paragraph_set(builder_arena(L), L->shaper, &label->para, diag);
    label->w = 0;
    for (size_t i = 0; i < label->lines->n; i++)
        label->w = sp_max(label->w, label->lines->line[i].width);
    label->h = (sp)label->lines->n * label->look->leading;
}

void label_set(struct plot *plot, struct label *label)
{
    set_lines(plot, label, plot->L->diag);
}

void label_try(struct plot *plot, struct label *label)
{
    set_lines(plot, label, NULL);
}

void label_put(struct plot *plot, const struct label *label, struct chart_cell *cell, sp x, sp y)
{
    sp baseline = y + baseline_in(plot->L, label->look);
    if (!label->said.n)
        return;
    for (size_t i = 0; i < label->lines->n; i++, baseline += label->look->leading) {
        struct display *d = piece_item(plot->L, plot->piece, DISPLAY_LINE);
        d->x = x;
        d->y = baseline;
        d->line = &label->lines->line[i];
        d->element = cell ? cell->element : NULL;
        d->artifact = cell ? ARTIFACT_NONE : ARTIFACT_LAYOUT;
    }
    if (cell)
        cell->is_printed = true;
}

sp label_middle(struct plot *plot, const struct label *label)
{
    sp above = baseline_in(plot->L, label->look) - cap_height_of(plot->L, label->look);
    return (above + label->h - label->look->leading + baseline_in(plot->L, label->look)) / 2;
}

/* A third of the figures' height on each side. */
static sp padding_of(struct plot *plot, const struct label *label)
{
    return cap_height_of(plot->L, label->look) / 3;
}

/* Above and below figures a little less: there are no letters with depth. */
bool label_fits_inside(struct plot *plot, const struct label *label, sp w, sp h)
{
    sp cap = cap_height_of(plot->L, label->look), pad = padding_of(plot, label);
    return label_width(plot, label) + 2 * pad <= w && cap + pad * 3 / 2 <= h;
}

void label_lead(struct plot *plot, struct point from, struct point to)
{
    struct layout *L = plot->L;
    struct point *p = ARENA_ARRAY(builder_arena(L), struct point, 2);
    p[1] = (struct point){to.x - from.x, to.y - from.y};
    struct rule rule = {SP_PT / 2, L->theme->chart.share.color};
    mark_trace(plot, &rule, "ML", p, from.x, from.y);
}

bool label_put_inside(struct plot *plot, struct label *label, struct chart_cell *cell,
                      const struct swatch *swatch, sp x, sp y, sp w, sp h)
{
    const struct look *own = label->look;
    struct look look = *own;
    sp cap = cap_height_of(plot->L, label->look), pad = padding_of(plot, label);
    bool takes_white = color_takes_white(swatch->color), takes_ink = color_takes_ink(swatch->color);
    label->width = 0;
    if (!label_fits_inside(plot, label, w, h))
        return false;
    label_set(plot, label);
    sp wide = label->w + 2 * pad, high = cap + pad * 3 / 2;
    if (swatch->pattern == PATTERN_SOLID && (takes_white || takes_ink)) {
        look.color = takes_ink ? plot->L->theme->ink : WHITE;
        label->look = &look;
        label_set(plot, label);
    } else {
        piece_box(plot->L, plot->piece, x + (w - wide) / 2, y + (h - high) / 2, wide, high, WHITE);
    }
    label_put(plot, label, cell, x + (w - label->width) / 2, y + h / 2 - label_middle(plot, label));
    label->look = own;
    return true;
}
