/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of `.chart` that name no column: its kind, what it may print, how it lies, what its axis
 * shows. A key that means nothing for the kind is an error: silence would be a chart without it. */
#include <string.h>

#include "base/length.h"
#include "doc/chart_part.h"

#define KIND(name) (1u << CHART_##name)
enum {
    ANY_KIND = (1u << CHART_KINDS) - 1,
    WITH_AXIS = KIND(BAR) | KIND(COLUMN) | KIND(GROUPED) | KIND(STACKED) | KIND(LINE),
    WITH_ORDER = ANY_KIND & ~(KIND(LINE) | KIND(LIKERT) | KIND(TILES)),
    WITH_SERIES = KIND(GROUPED) | KIND(STACKED) | KIND(LINE) | KIND(LIKERT)
};

const char *const chart_kind_names[CHART_KINDS] = {
    [CHART_BAR] = "bar",         [CHART_COLUMN] = "column",       [CHART_GROUPED] = "grouped",
    [CHART_STACKED] = "stacked", [CHART_LINE] = "line",           [CHART_PIE] = "pie",
    [CHART_DONUT] = "donut",     [CHART_PICTOGRAM] = "pictogram", [CHART_LIKERT] = "likert",
    [CHART_TILES] = "tiles",
};

/* Keys that not every kind has. */
static const struct {
    const char *key;
    unsigned kinds;
} limited[] = {
    {"share", ANY_KIND & ~(KIND(LINE) | KIND(GROUPED) | KIND(TILES))},
    {"highlight", ANY_KIND & ~(WITH_SERIES | KIND(PIE) | KIND(DONUT))},
    {"sort", WITH_ORDER},
    {"min", WITH_AXIS},
    {"max", WITH_AXIS},
    {"per", KIND(PICTOGRAM)},
    {"turned", KIND(GROUPED) | KIND(STACKED)},
    {"neutral", KIND(LIKERT)},
    {"column", KIND(TILES)},
    {"row", KIND(TILES)},
};

bool chart_has_several(enum chart_kind kind)
{
    return WITH_SERIES & (1u << kind);
}

bool chart_is_parted(enum chart_kind kind)
{
    return kind == CHART_STACKED || kind == CHART_LIKERT;
}

struct text chart_key(const struct charter *c, const char *key)
{
    const struct text *value = attributes_find(c->div->attr, key);
    return value ? *value : (struct text){"", 0};
}

struct place chart_key_place(const struct charter *c, const char *key)
{
    return attributes_place(c->passage, c->raw, c->offset, key);
}

struct place chart_word_place(const struct charter *c, const char *key, struct text word)
{
    return attributes_word_place(c->passage, c->raw, c->offset, key, word);
}

/* The number of the value among the words, 0 where the key is not given; -1: reported. */
static int read_word(const struct charter *c, const char *key, const char *const *word, size_t n,
                     const char *wants)
{
    struct text value = text_trim(chart_key(c, key));
    if (!attributes_find(c->div->attr, key))
        return 0;
    for (size_t i = 0; i < n; i++)
        if (text_is(value, word[i]))
            return (int)i;
    struct place at = chart_word_place(c, key, value);
    diag_error(c->builder->diag, at, "'%s' wants %s, not '%.*s'", key, wants, (int)value.n,
               value.p);
    diag_suggest(c->builder->diag, at, value, word, n);
    return -1;
}

static void refuse_keys(const struct charter *c)
{
    for (size_t i = 0; i < sizeof limited / sizeof *limited; i++)
        if (!(limited[i].kinds & (1u << c->chart->kind)) &&
            attributes_find(c->div->attr, limited[i].key))
            diag_error(c->builder->diag, chart_key_place(c, limited[i].key),
                       "'%s' means nothing in a chart of type=%s", limited[i].key,
                       chart_kind_names[c->chart->kind]);
}

void chart_kind_read(struct charter *c)
{
    struct text value = text_trim(chart_key(c, "type"));
    static const char wants[] =
        "bar, column, grouped, stacked, line, pie, donut, pictogram, likert "
        "or tiles";
    if (!value.n) {
        diag_error(c->builder->diag, c->div->at, "a chart needs type=%s", wants);
        return;
    }
    int kind = read_word(c, "type", chart_kind_names, CHART_KINDS, wants);
    if (kind >= 0) {
        c->chart->kind = (enum chart_kind)kind;
        refuse_keys(c);
    }
}

/* "60mm", "15%", "half": page/ makes a length of it. */
static void judge_extent(const struct charter *c, const char *key, bool is_width)
{
    struct text value = text_trim(chart_key(c, key)), number = value;
    int64_t n;
    sp length;
    if (!attributes_find(c->div->attr, key) || (is_width && text_is(value, "half")))
        return;
    number.n -= number.n > 0;
    bool is_share =
        is_width && text_ends(value, "%") && decimal_parse(number, 1, &n) && n > 0 && n <= 100;
    if (!is_share && !(length_parse(value, &length) && length > 0))
        diag_error(c->builder->diag, chart_key_place(c, key), "'%s' wants %s, not '%.*s'", key,
                   is_width ? "a length, a percentage or half" : "a length", (int)value.n, value.p);
}

/* A list of names: "Frauen|Männer". */
static void read_names(struct charter *c, struct text list)
{
    struct text *name = ARENA_ARRAY(c->arena, struct text, list.n + 1);
    for (bool has_more = true; has_more;) {
        size_t end = text_find_char(list, '|');
        has_more = end != SIZE_MAX;
        name[c->names++] = text_trim(text_slice(list, 0, has_more ? end : list.n));
        list = text_from(list, has_more ? end + 1 : list.n);
    }
    c->name = name;
}

static void read_series(struct charter *c)
{
    struct text value = text_trim(chart_key(c, "series"));
    bool is_list = text_find_char(value, '|') != SIZE_MAX;
    c->by = SIZE_MAX;
    if (!value.n)
        return;
    if (!is_list && c->slice)
        c->by = rows_column(c->slice->rows, value);
    if (c->by == SIZE_MAX)
        read_names(c, value);
}

void chart_keys_read(struct charter *c)
{
    static const char *const shares[] = {[SHARE_UNSAID] = "", "no", "yes", "only"};
    static const char *const sorts[] = {"none", "desc", "asc"};
    static const char *const yes[] = {"no", "yes"};
    judge_extent(c, "width", true);
    judge_extent(c, "height", false);
    read_series(c);
    int share = read_word(c, "share", shares, 4, "yes, only or no");
    c->share = share > 0 ? (enum chart_share)share : SHARE_UNSAID;
    int sort = read_word(c, "sort", sorts, 3, "desc, asc or none");
    bool is_round = c->chart->kind == CHART_PIE || c->chart->kind == CHART_DONUT;
    c->sort = sort > 0 ? (enum chart_sort)sort
              : is_round && !text_is(text_trim(chart_key(c, "sort")), "none") ? SORT_DESC
                                                                              : SORT_NONE;
    c->chart->is_turned = read_word(c, "turned", yes, 2, "yes or no") > 0;
    c->chart->category_head = text_trim(chart_key(c, "head"));
    c->chart->value_head = text_trim(chart_key(c, "value-head"));
}

/* --- the axis --- */

static bool read_number(const struct charter *c, const char *key, int64_t *out)
{
    struct text value = text_trim(chart_key(c, key));
    if (!value.n)
        return false;
    if (decimal_parse(value, chart_one(c), out))
        return true;
    diag_error(c->builder->diag, chart_word_place(c, key, value),
               "'%s' wants a number such as 20 or 2.5, not '%.*s'", key, (int)value.n, value.p);
    return false;
}

/* What is drawn up to `n` lies on the axis; false: reported. */
static bool lies_on_axis(const struct charter *c, int64_t n, struct place at)
{
    const struct chart *chart = c->chart;
    bool is_below = chart->has_from && n < chart->axis_from;
    const struct text end = chart_key(c, is_below ? "min" : "max"), said = chart_said(c, n);
    if (!is_below && !(chart->has_to && n > chart->axis_to))
        return true;
    diag_error(c->builder->diag, at, "%.*s does not lie on the axis, whose %s is %.*s", (int)said.n,
               said.p, is_below ? "min" : "max", (int)end.n, end.p);
    return false;
}

/* Values, or what stacked ones add up to. */
static void judge_range(const struct charter *c)
{
    size_t series = c->chart->series;
    bool is_stack = c->chart->kind == CHART_STACKED, fits = true;
    if (!c->chart->has_from && !c->chart->has_to)
        return;
    for (size_t i = 0; fits && i < c->chart->categories; i++) {
        int64_t sum = 0;
        for (size_t s = 0; fits && s < series; s++) {
            const struct chart_value *value = chart_value_at(c, i, s);
            sum += value->n;
            if (!is_stack && !value->is_missing && !value->is_hidden)
                fits = lies_on_axis(c, value->n, value->at);
        }
        if (is_stack)
            fits = lies_on_axis(c, sum, c->category[i].at);
    }
}

/* Bars begin at zero: else their lengths would lie. */
static void judge_zero(const struct charter *c)
{
    const struct chart *chart = c->chart;
    if (chart->kind == CHART_LINE)
        return;
    if (chart->has_from && chart->axis_from > 0)
        diag_error(c->builder->diag, chart_key_place(c, "min"),
                   "bars begin at zero: 'min' cannot be above it");
    if (chart->has_to && chart->axis_to < 0)
        diag_error(c->builder->diag, chart_key_place(c, "max"),
                   "bars begin at zero: 'max' cannot be below it");
}

enum { MOST_SIGNS = 100 /* of one category */ };

/* 1, 2 or 5 and as many zeros as bring the largest value down to some twenty signs. */
static int64_t usual_per(int64_t largest, int64_t unit)
{
    static const int64_t steps[] = {1, 2, 5};
    for (int64_t power = 1;; power *= 10)
        for (size_t i = 0; i < 3; i++)
            if (largest / unit / (steps[i] * power) <= 20)
                return steps[i] * power;
}

static void read_per(struct charter *c)
{
    struct chart *chart = c->chart;
    int64_t unit = chart_one(c), largest = 0;
    chart->per = unit;
    if (read_number(c, "per", &chart->per) && chart->per <= 0) {
        diag_error(c->builder->diag, chart_key_place(c, "per"), "'per' wants a number above 0");
        chart->per = unit;
    }
    for (size_t i = 0; i < chart->categories; i++)
        if (!c->value[i].is_hidden && c->value[i].n > largest)
            largest = c->value[i].n;
    int64_t signs = largest / chart->per + (largest % chart->per > 0); /* the last may be a part */
    if (signs > MOST_SIGNS)
        diag_error(
            c->builder->diag, c->div->at,
            "%lld signs stand in a row of this pictogram, and %d can be counted: try per=%lld",
            (long long)signs, MOST_SIGNS, (long long)usual_per(largest, unit));
}

void chart_axis_read(struct charter *c)
{
    struct chart *chart = c->chart;
    if (chart->kind == CHART_PICTOGRAM)
        read_per(c);
    if (!(WITH_AXIS & (1u << chart->kind)))
        return;
    chart->has_from = read_number(c, "min", &chart->axis_from);
    chart->has_to = read_number(c, "max", &chart->axis_to);
    if (chart->has_from && chart->has_to && chart->axis_from >= chart->axis_to) {
        diag_error(c->builder->diag, chart_key_place(c, "max"), "'max' is not above 'min'");
        return;
    }
    judge_zero(c);
    judge_range(c);
}
