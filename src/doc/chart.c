/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `::: {.chart data=…}`: rows of a query become a chart. The steps in their order; a fault in one
 * ends the work when the next would only repeat it. */
#include "doc/chart_part.h"

static bool has_faults(const struct charter *c)
{
    return diag_errors(c->builder->diag) > c->faults;
}

/* Without rows it says so, as a table does. */
static void say_empty(const struct charter *c)
{
    struct block *block = block_new(c->builder, BLOCK_PARAGRAPH, c->div->at);
    struct text none = text_of(locale_word(c->locale, WORD_NO_ROWS));
    block_set_text(c->builder, block, none, 0, c->div->at);
    block_mark_word(c->arena, c->locale, WORD_NO_ROWS, block, none.n, c->div);
    block->parent = c->div;
    c->div->child = block;
}

static bool read_keys(struct charter *c)
{
    if (!c->slice)
        return false;
    c->chart->kind = CHART_GROUPED; /* until its kind is known: it may have most */
    chart_kind_read(c);
    chart_keys_read(c);
    chart_columns_read(c);
    if (has_faults(c))
        return false;
    if (!c->slice->n)
        say_empty(c);
    return c->slice->n > 0;
}

static bool read_rows(struct charter *c)
{
    if (!chart_rows_fit(c))
        return false;
    chart_rows_read(c);
    if (has_faults(c))
        return false;
    chart_values_read(c);
    if (has_faults(c))
        return false;
    chart_bases_read(c);
    return !has_faults(c);
}

/* What may be shown of the values, and in which order. */
static void judge_values(struct charter *c)
{
    chart_veil(c);
    chart_means_withhold(c);
    chart_rows_sort(c);
    chart_shares_make(c);
    chart_values_say(c);
    chart_axis_read(c);
}

static void finish(struct charter *c)
{
    struct chart *chart = c->chart;
    chart->category = c->category;
    chart->one = c->one;
    chart->value = c->value;
    chart_alt_make(c);
    c->div->chart = chart;
}

void chart_build(struct passage *passage, struct block *div, const struct slice *slice,
                 struct text raw, size_t offset)
{
    struct builder *builder = passage->builder;
    struct charter c = {.passage = passage,
                        .builder = builder,
                        .arena = builder->arena,
                        .locale = block_locale(builder, div),
                        .div = div,
                        .slice = slice,
                        .raw = raw,
                        .offset = offset,
                        .chart = ARENA_NEW(builder->arena, struct chart)};
    if (div->child)
        diag_warn(builder->diag, div->child->at,
                  "a chart holds nothing but its caption; this is left out");
    div->child = NULL;
    c.highlight = c.tile_column = c.tile_row = c.base_column = c.by = SIZE_MAX;
    c.chart->neutral = SIZE_MAX;
    c.least = suppress_read(passage, div, raw, offset);
    c.faults = diag_errors(builder->diag);
    if (!read_keys(&c) || !read_rows(&c))
        return;
    judge_values(&c);
    finish(&c);
}
