/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns that a chart's keys name, with their formatters: x="starts:date" y="frauen maenner".
 * All values stand on one axis, so they are of one unit. */
#include <string.h>

#include "base/ascii.h"
#include "base/length.h"
#include "doc/chart_part.h"
#include "doc/formats.h"
#include "doc/yaml.h"

size_t chart_column_find(const struct charter *c, const char *key, struct text name)
{
    const struct rows *rows = c->slice->rows;
    size_t column = name.n ? rows_column(rows, name) : SIZE_MAX;
    if (column != SIZE_MAX || !name.n)
        return column;
    struct place at = chart_word_place(c, key, name);
    diag_error(c->builder->diag, at, "no column '%.*s' in query '%s'", (int)name.n, name.p,
               rows->name);
    diag_suggest(c->builder->diag, at, name, rows->column, rows->columns);
    return SIZE_MAX;
}

/* "amount_ct:money:plain" */
static void cut_field(struct text word, struct text *name, struct format *format)
{
    size_t n = text_find_char(word, ':');
    n = n == SIZE_MAX ? word.n : n;
    *name = text_slice(word, 0, n);
    struct text rest = text_from(word, n + 1);
    n = text_find_char(rest, ':');
    n = n == SIZE_MAX ? rest.n : n;
    *format = (struct format){.name = text_slice(rest, 0, n), .argument = text_from(rest, n + 1)};
}

static bool format_fits(const struct charter *c, const char *key, const struct format *format)
{
    struct text written = format->argument;
    struct place at = chart_word_place(c, key, format->name);
    if (!format->name.n)
        return true;
    return format_check(format, at, written, chart_word_place(c, key, written), c->builder->diag);
}

static bool is_value_format(struct text name)
{
    static const char *const known[] = {"", "number", "money", "percent", "raw"};
    return text_is_among(name, known, sizeof known / sizeof *known);
}

/* A formatter that prints numbers which can be drawn. */
static bool judge_format(const struct charter *c, struct text name, const struct format *format)
{
    static const char *const known[] = {"number", "money", "percent"};
    struct place at = chart_word_place(c, "y", format->name.n ? format->name : name);
    if (!format->name.n && text_ends(name, "_ct"))
        diag_error(c->builder->diag, at,
                   "column '%.*s' is an amount and needs a formatter, as in '%.*s:money'",
                   (int)name.n, name.p, (int)name.n, name.p);
    else if (!format_fits(c, "y", format))
        return false;
    else if (!is_value_format(format->name)) {
        diag_error(c->builder->diag, at, "a chart draws numbers, and '%.*s' makes none",
                   (int)format->name.n, format->name.p);
        diag_suggest(c->builder->diag, at, format->name, known, 3);
    } else
        return true;
    return false;
}

static enum chart_unit unit_of(const struct format *format)
{
    return text_is(format->name, "money")     ? CHART_MONEY
           : text_is(format->name, "percent") ? CHART_PERCENT
                                              : CHART_PLAIN;
}

static void add_value_column(struct charter *c, struct text word)
{
    struct text name;
    struct chart_field field;
    cut_field(word, &name, &field.format);
    field.column = chart_column_find(c, "y", name);
    if (!judge_format(c, name, &field.format) || field.column == SIZE_MAX)
        return;
    if (c->ys == CHART_MOST_SERIES) {
        diag_error(c->builder->diag, chart_word_place(c, "y", word),
                   "a chart shows %d series at most: more cannot be told apart", CHART_MOST_SERIES);
        return;
    }
    if (c->ys && unit_of(&field.format) != c->chart->unit) {
        diag_error(c->builder->diag, chart_word_place(c, "y", word),
                   "'%.*s' is not of the unit of the columns before it: they have one axis",
                   (int)name.n, name.p);
        return;
    }
    c->chart->unit = unit_of(&field.format);
    c->y[c->ys++] = field;
}

static void read_value_columns(struct charter *c)
{
    struct text rest = text_trim(chart_key(c, "y"));
    if (!rest.n)
        diag_error(c->builder->diag, c->div->at, "a chart needs y=COLUMN, its numbers");
    while (rest.n) {
        size_t n = 0;
        while (n < rest.n && !ascii_is_in(" \t\n,", rest.p[n]))
            n++;
        if (n)
            add_value_column(c, text_slice(rest, 0, n));
        rest = text_trim(text_from(rest, n + 1));
    }
}

static void read_category_column(struct charter *c)
{
    struct text name, value = text_trim(chart_key(c, "x"));
    cut_field(value, &name, &c->x.format);
    if (!name.n)
        diag_error(c->builder->diag, c->div->at, "a chart needs x=COLUMN, its categories");
    c->x.column = chart_column_find(c, "x", name);
    if (!format_fits(c, "x", &c->x.format))
        c->x.format = (struct format){.name = TEXT("raw")};
    else if (text_ends(name, "_ct") && !c->x.format.name.n)
        diag_error(c->builder->diag, chart_key_place(c, "x"),
                   "column '%.*s' is an amount and needs a formatter, as in '%.*s:money'",
                   (int)name.n, name.p, (int)name.n, name.p);
}

/* base=64, base=COLUMN, base=sum, base=none */
static void read_base(struct charter *c)
{
    struct text value = text_trim(chart_key(c, "base"));
    if (!value.n)
        return;
    if (text_is(value, "sum") || text_is(value, "none"))
        c->base = text_is(value, "sum") ? BASE_SUM : BASE_NONE;
    else if (rows_column(c->slice->rows, value) != SIZE_MAX ||
             !ascii_is_in("-0123456789", *value.p)) {
        c->base_column = chart_column_find(c, "base", value);
        c->base = c->base_column == SIZE_MAX ? BASE_NONE : BASE_COLUMN;
    } else if (int_parse(value, &c->base_number) && c->base_number > 0)
        c->base = BASE_NUMBER;
    else
        diag_error(c->builder->diag, chart_key_place(c, "base"),
                   "'base' wants N: a whole number above 0, a column, sum or none, not '%.*s'",
                   (int)value.n, value.p);
}

/* Series that are listed or found beside what y names. */
static void judge_series(struct charter *c)
{
    struct diag *diag = c->builder->diag;
    enum chart_kind kind = c->chart->kind;
    if (c->by != SIZE_MAX && c->ys > 1)
        diag_error(diag, chart_key_place(c, "y"),
                   "with a column of series 'y' names one column, not %zu", c->ys);
    if (c->by == SIZE_MAX && c->ys > 1 && !chart_has_several(kind))
        diag_error(diag, chart_key_place(c, "y"),
                   "a chart of type=%s shows one series, not %zu: grouped, stacked and line show "
                   "several",
                   chart_kind_names[kind], c->ys);
    if (c->by != SIZE_MAX && !chart_has_several(kind))
        diag_error(diag, chart_key_place(c, "series"),
                   "a chart of type=%s shows one series: grouped, stacked and line show several",
                   chart_kind_names[kind]);
    if (c->names && c->ys && c->names != c->ys) {
        struct place at = chart_key_place(c, "series");
        struct text value = text_trim(chart_key(c, "series"));
        diag_error(diag, at, "%zu names of series for %zu columns", c->names, c->ys);
        diag_suggest(diag, at, value, c->slice->rows->column, c->slice->rows->columns);
    }
}

void chart_columns_read(struct charter *c)
{
    static const char *const tiles[] = {"column", "row"};
    read_category_column(c);
    read_value_columns(c);
    read_base(c);
    judge_series(c);
    c->highlight = chart_column_find(c, "highlight", text_trim(chart_key(c, "highlight")));
    for (size_t i = 0; i < 2 && c->chart->kind == CHART_TILES; i++) {
        struct text name = text_trim(chart_key(c, tiles[i]));
        *(i ? &c->tile_row : &c->tile_column) = chart_column_find(c, tiles[i], name);
        if (!name.n)
            diag_error(c->builder->diag, c->div->at,
                       "a chart of type=tiles needs column=COLUMN and row=COLUMN, its places");
    }
}
