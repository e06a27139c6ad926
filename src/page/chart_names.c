/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names below an axis: side by side, on as many lines as they need; where a word is wider than its
 * place, on steps, each a line lower than the one before. Only the even steps of a sequence (years,
 * days) are thinned: of them the reader knows those that are missing. Where names have no room even
 * on steps some are left out, too, and that is told. What is left out is in the table. */
#include "page/chart_names.h"

#include "page/sequence.h"

enum { MOST_STEPS = 4, MOST_LINES = 3 };

struct names {
    struct plot *plot;
    sp x, step, gap; /* gap: the least white between two */
    size_t steps;    /* 1: side by side */
    size_t every;    /* 1: all of them */
};

static struct label name_label(struct plot *plot, size_t category, sp width)
{
    return label_of(cell_of_category(plot, category), &plot->L->theme->chart.label, TEXT_CENTER,
                    width);
}

static struct text name_at(const void *context, size_t i)
{
    return ((const struct chart *)context)->category[i].name;
}

/* The widest name, or the widest word of all. */
static sp widest(struct plot *plot, bool of_words)
{
    sp widest = 0;
    for (size_t i = 0; i < plot->chart->categories; i++) {
        struct label label = name_label(plot, i, 0);
        sp w = of_words ? label_least(plot, &label) : label_width(plot, &label);
        widest = sp_max(widest, w);
    }
    return widest;
}

/* A name's box, in the middle of its place but with its ink within the frame. */
static sp name_x(const struct names *n, size_t category, const struct label *label)
{
    const struct frame *frame = &n->plot->frame;
    sp slack = (label->width - label->w) / 2;
    sp x = n->x + n->step * (sp)category + n->step / 2 - label->width / 2;
    x = sp_min(x, frame->x + frame->width - label->width + slack);
    return sp_max(x, frame->x - slack);
}

/* On that many steps every name has its place, on few lines; those at the ends stand further in
 * than their places do, and must not meet what stands there. */
static bool fits_on(struct names *n, size_t steps, sp word)
{
    sp width = (sp)steps * n->step - n->gap, end[MOST_STEPS];
    if (word > width)
        return false;
    for (size_t i = 0; i < n->plot->chart->categories; i++) {
        struct label label = name_label(n->plot, i, sp_min(width, n->plot->frame.width));
        label_set(n->plot, &label);
        sp x = name_x(n, i, &label) + (label.width - label.w) / 2;
        if (label.lines->n > MOST_LINES || (i >= steps && x < end[i % steps] + n->gap))
            return false;
        end[i % steps] = x + label.w;
    }
    return true;
}

/* The least number of places from one name to the next that gives them room; if one is near that
 * meets the last name as well as the first, that. */
static size_t thin_to(const struct names *n, sp width)
{
    size_t last = n->plot->chart->categories - 1;
    size_t least = (size_t)((width + n->gap + n->step - 1) / sp_max(n->step, 1));
    least += !least;
    for (size_t every = least; every <= 2 * least && every <= last; every++)
        if (last % every == 0)
            return every;
    return least;
}

static void choose(struct names *n)
{
    struct plot *plot = n->plot;
    const struct chart *chart = plot->chart;
    enum { MANY = 200 }; /* names that nobody would read */
    n->steps = n->every = 1;
    sp natural = chart->categories > MANY ? 0 : widest(plot, false);
    if (natural && natural + n->gap <= n->step)
        return;
    bool is_sequence = names_are_sequence(name_at, chart, chart->categories);
    if (!is_sequence && chart->categories <= MANY) {
        sp word = widest(plot, true);
        for (size_t steps = 1; steps <= MOST_STEPS; steps++)
            if (fits_on(n, steps, word)) {
                n->steps = steps;
                return;
            }
    }
    n->every = thin_to(n, natural ? natural : widest(plot, false));
    n->every = n->every < chart->categories ? n->every : chart->categories;
    if (!is_sequence && n->every > 1)
        diag_warn(plot->L->diag, plot->block->at,
                  "the chart has room for one name in %zu only; the others are in its table",
                  n->every);
}

/* A name in the middle of its place, but within the frame, and not where it would meet the one
 * behind it, which begins at *next; returns its height. */
static sp put_name(struct names *n, size_t category, sp y, sp *next)
{
    struct plot *plot = n->plot;
    size_t places = n->every > n->steps ? n->every : n->steps;
    sp width = sp_max((sp)places * n->step - n->gap, SP_PT);
    struct label label = name_label(plot, category, sp_min(width, plot->frame.width));
    label_set(plot, &label);
    sp x = name_x(n, category, &label), slack = (label.width - label.w) / 2;
    if (n->every > 1 && x + slack + label.w + n->gap > *next)
        return 0;
    *next = x + slack;
    label_put(plot, &label, cell_of_category(plot, category), x, y);
    struct chart_cell *base = cell_of_base(plot, category);
    if (!base || !base->element || !base->said.n)
        return label.h;
    struct label said = label_of(base, &plot->L->theme->chart.share, TEXT_CENTER, label.width);
    label_set(plot, &said);
    label_put(plot, &said, base, x, y + label.h);
    return label.h + said.h;
}

sp names_put(struct plot *plot, sp x, sp step, sp y)
{
    sp height = 0, lower = 0; /* of the steps above */
    struct names n = {.plot = plot, .x = x, .step = step};
    n.gap = plot->L->theme->chart.label.size / 2;
    choose(&n);
    size_t by = n.steps > 1 ? n.steps : n.every, last = plot->chart->categories - 1;
    for (size_t k = 0; k < n.steps; k++, lower = height) {
        sp next = SP_MAX;
        for (size_t i = last + 1; i-- > 0;) { /* the last one is never left out */
            if ((n.steps > 1 ? i : last - i) % by != k)
                continue;
            height = sp_max(height, lower + put_name(&n, i, y + lower, &next));
        }
    }
    return height;
}
