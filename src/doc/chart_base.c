/* SPDX-License-Identifier: GPL-3.0-or-later */
/* N and shares. A percentage is of persons or forms that are counted once each: where people could
 * choose several (sticky dots), where N is not said or is below five, none is printed. Shares of a
 * whole are rounded by largest remainder (Hamilton's method: Balinski & Young, Fair Representation,
 * 1982), so that what is printed adds up to 100. */
#include <inttypes.h>
#include <string.h>

#include "base/length.h"
#include "doc/chart_part.h"

enum { WHOLE = 1000 /* shares are printed with one decimal */, BASIS_POINTS = 10 };

/* --- N --- */

static struct text base_text(const struct charter *c, int64_t n)
{
    struct value value = {VALUE_INT, n, text_of(arena_printf(c->arena, "%" PRId64, n))};
    const char *fault,
        *number = locale_format(c->arena, c->locale, &value, &(struct format){0}, NULL, &fault);
    return text_of(locale_word_numbered(c->arena, c->locale, WORD_BASE, number ? number : ""));
}

static bool is_count(const struct value *value, int64_t *n)
{
    bool is_whole =
        value->kind == VALUE_INT || (value->kind == VALUE_REAL && text_ends(value->s, ".0"));
    return is_whole && decimal_parse(value->s, 1, n) && *n >= 0;
}

static void read_column(struct charter *c)
{
    for (size_t i = 0; i < c->chart->categories; i++) {
        const struct value *value = chart_cell(c, c->first[i], c->base_column);
        int64_t n = -1;
        if (value->kind != VALUE_NULL && !is_count(value, &n))
            diag_error(c->builder->diag, chart_cell_place(c, c->first[i], c->base_column),
                       "'%.*s' is not N: a whole number from 0", (int)value->s.n, value->s.p);
        c->category[i].base = n;
    }
    for (size_t i = 0; c->by != SIZE_MAX && i < c->chart->categories * c->chart->series; i++) {
        size_t category = i / c->chart->series;
        if (c->from[i] == SIZE_MAX)
            continue;
        const struct value *value = chart_cell(c, c->from[i], c->base_column);
        if (value_equal(value, chart_cell(c, c->first[category], c->base_column)))
            continue;
        diag_error(c->builder->diag, chart_cell_place(c, c->from[i], c->base_column),
                   "'%.*s' had another N on a row before", (int)c->category[category].name.n,
                   c->category[category].name.p);
        return;
    }
}

/* Of what is not missing; a chart's values are small enough to be added up. */
static int64_t sum_of(const struct charter *c, size_t from, size_t to)
{
    int64_t sum = 0;
    for (size_t i = from; i < to; i++)
        sum += c->value[i].n;
    return sum;
}

static bool is_round(const struct charter *c)
{
    return c->chart->kind == CHART_PIE || c->chart->kind == CHART_DONUT;
}

/* True: each category has a whole of its own; false: all are parts of one. */
static bool has_own_wholes(const struct charter *c)
{
    return c->chart->series > 1 || chart_is_parted(c->chart->kind) || c->base == BASE_COLUMN;
}

static void set_bases(struct charter *c)
{
    int64_t one = chart_one(c);
    size_t series = c->chart->series;
    bool has_own = has_own_wholes(c) || c->chart->unit == CHART_PERCENT;
    for (size_t i = 0; has_own && i < c->chart->categories; i++) {
        if (c->base == BASE_NUMBER)
            c->category[i].base = c->base_number;
        else if (c->base == BASE_SUM)
            c->category[i].base = sum_of(c, i * series, (i + 1) * series) / one;
    }
}

/* A round chart is a whole by itself, and so is each scale of answers. */
static void suppose_base(struct charter *c)
{
    bool is_whole = is_round(c) || c->chart->kind == CHART_LIKERT;
    if (c->base == BASE_UNSAID && is_whole && c->chart->unit != CHART_PERCENT)
        c->base = BASE_SUM;
}

static void judge_whole(const struct charter *c)
{
    if (is_round(c) && sum_of(c, 0, c->chart->categories) == 0)
        diag_error(c->builder->diag, c->div->at,
                   "the values of this chart add up to 0: it has no parts to show");
    bool is_unsaid = c->base == BASE_UNSAID;
    if (c->chart->unit == CHART_PERCENT && is_unsaid)
        diag_error(c->builder->diag, chart_key_place(c, "y"),
                   "a percentage needs N: say it by base=NUMBER or base=COLUMN, or by base=none if "
                   "it is not of persons or forms");
    if (c->chart->unit == CHART_PERCENT && c->base == BASE_SUM)
        diag_error(c->builder->diag, chart_key_place(c, "base"),
                   "percentages do not add up to N: say it by base=NUMBER or base=COLUMN");
}

/* Percentages, whose N one category lacks. */
static void judge_bases(const struct charter *c)
{
    bool has_shares = c->share > SHARE_NO || c->chart->kind == CHART_LIKERT;
    if (c->base != BASE_COLUMN || (!has_shares && c->chart->unit != CHART_PERCENT))
        return;
    for (size_t i = 0; i < c->chart->categories; i++)
        if (c->category[i].base < 0)
            diag_error(c->builder->diag, chart_cell_place(c, c->first[i], c->base_column),
                       "'%.*s' has no N, so no percentage may be said", (int)c->category[i].name.n,
                       c->category[i].name.p);
}

void chart_bases_read(struct charter *c)
{
    suppose_base(c);
    if (c->base == BASE_COLUMN)
        read_column(c);
    if (diag_errors(c->builder->diag) == c->faults)
        judge_bases(c);
    set_bases(c);
    judge_whole(c);
    c->chart->is_sum = c->base == BASE_SUM && !has_own_wholes(c);
}

/* A mean or a percentage of so few says more of each than it may. */
void chart_means_withhold(struct charter *c)
{
    const struct chart *chart = c->chart;
    bool is_mean = chart->unit == CHART_PERCENT || (chart->unit == CHART_PLAIN && chart->scale > 0);
    for (size_t i = 0; is_mean && i < chart->categories * chart->series; i++) {
        struct chart_value *value = &c->value[i];
        int64_t base =
            c->base == BASE_NUMBER ? c->base_number : c->category[i / chart->series].base;
        if (value->is_missing || base < 0 || base >= LEAST_BASE)
            continue;
        diag_warn(c->builder->diag, value->at,
                  "%.*s is not shown: N is %lld, and below %d no mean or share is said",
                  (int)value->said.n, value->said.p, (long long)base, LEAST_BASE);
        *value = (struct chart_value){
            .is_missing = true, .said = TEXT("–"), .share_bp = -1, .at = value->at};
    }
}

/* --- shares --- */

/* Each for itself: the remainders of what is hidden would show in the others' shares. */
static void share_each(struct charter *c, size_t from, size_t to, int64_t whole)
{
    for (size_t i = from; i < to; i++)
        if (!c->value[i].is_missing && !c->value[i].is_hidden)
            c->value[i].share_bp = (int)sp_ratio(c->value[i].n, WHOLE, whole) * BASIS_POINTS;
}

/* Largest remainder over the values [from, to) that are parts of `whole`; ties: the first. */
static void share_out(struct charter *c, size_t from, size_t to, int64_t whole)
{
    for (size_t i = from; i < to; i++)
        if (c->value[i].is_hidden) {
            share_each(c, from, to, whole);
            return;
        }
    int64_t left = WHOLE;
    size_t n = to - from;
    int64_t *part = ARENA_ARRAY(c->builder->scratch, int64_t, n + 1);
    int64_t *rest = ARENA_ARRAY(c->builder->scratch, int64_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        __int128 wide = (__int128)c->value[from + i].n * WHOLE;
        part[i] = (int64_t)(wide / whole);
        rest[i] = (int64_t)(wide % whole);
        left -= part[i];
    }
    for (; left > 0; left--) {
        size_t best = 0;
        for (size_t i = 1; i < n; i++)
            if (rest[i] > rest[best])
                best = i;
        part[best]++;
        rest[best] = -1;
    }
    for (size_t i = 0; i < n; i++)
        if (!c->value[from + i].is_missing)
            c->value[from + i].share_bp = (int)part[i] * BASIS_POINTS;
}

/* The values add up to N: each was counted once and none is missing. */
static bool adds_up(const struct charter *c, size_t category, int64_t sum, int64_t base)
{
    int64_t whole = base * chart_one(c);
    struct place at = c->div->at;
    if (category != SIZE_MAX)
        at = chart_cell_place(c, c->first[category], c->x.column);
    struct text said = chart_said(c, sum);
    if (sum > whole)
        diag_error(c->builder->diag, at,
                   "the values add up to %.*s, more than N, which is %lld: people could choose "
                   "several, so no percentage may be said",
                   (int)said.n, said.p, (long long)base);
    else if (sum < whole)
        diag_error(
            c->builder->diag, at,
            "the values add up to %.*s, and N is %lld: show what is missing, too, or no shares",
            (int)said.n, said.p, (long long)base);
    return sum == whole;
}

static bool is_enough(const struct charter *c, size_t category, int64_t base)
{
    struct place at = c->div->at;
    if (base >= LEAST_BASE)
        return true;
    if (category != SIZE_MAX)
        at = chart_cell_place(c, c->first[category], c->x.column);
    if (c->share > SHARE_NO)
        diag_warn(c->builder->diag, at,
                  "N is %lld: below %d no percentage is said, so the numbers are printed",
                  (long long)base, LEAST_BASE);
    return false;
}

/* N of all: all values are parts of it. Money is no persons: its whole may be any. */
static void share_one_whole(struct charter *c)
{
    size_t n = c->chart->categories;
    int64_t sum = sum_of(c, 0, n), one = chart_one(c);
    bool is_money = c->chart->unit == CHART_MONEY;
    if (c->base == BASE_NUMBER && !adds_up(c, SIZE_MAX, sum, c->base_number))
        return;
    if (sum > 0 && (is_money || is_enough(c, SIZE_MAX, sum / one)))
        share_out(c, 0, n, sum);
}

/* Each category alone is a part of its N, of which the rest is not shown. */
static void share_alone(struct charter *c, size_t i)
{
    int64_t base = c->category[i].base, one = chart_one(c);
    if (c->value[i].is_missing || base < 0)
        return;
    if (c->value[i].n > base * one) {
        adds_up(c, i, c->value[i].n, base);
        return;
    }
    if (is_enough(c, i, base))
        c->value[i].share_bp = (int)sp_ratio(c->value[i].n, WHOLE, base * one) * BASIS_POINTS;
}

static void share_whole(struct charter *c, size_t i)
{
    size_t series = c->chart->series;
    int64_t base = c->category[i].base, sum = sum_of(c, i * series, (i + 1) * series);
    bool is_money = c->chart->unit == CHART_MONEY;
    if (base < 0 || (c->base != BASE_SUM && !adds_up(c, i, sum, base)))
        return;
    if (sum > 0 && (is_money || is_enough(c, i, base)))
        share_out(c, i * series, (i + 1) * series, sum);
}

/* One N for all and more answers than that: people could choose several. */
static bool are_dots(const struct charter *c)
{
    size_t n = c->chart->categories;
    int64_t base = c->category[0].base;
    for (size_t i = 1; i < n; i++)
        if (c->category[i].base != base)
            return false;
    return n > 1 && c->chart->series == 1 && base >= 0 && sum_of(c, 0, n) > base * chart_one(c);
}

/* Whether shares may be printed at all. */
static bool may_share(const struct charter *c)
{
    struct diag *diag = c->builder->diag;
    bool is_plain = c->chart->unit == CHART_PLAIN;
    if (c->base == BASE_UNSAID || c->base == BASE_NONE)
        diag_error(diag, chart_key_place(c, "share"),
                   "a share needs N: say it by base=NUMBER or base=COLUMN, or by base=sum if the "
                   "values are parts of one whole");
    else if (c->chart->unit == CHART_PERCENT)
        diag_error(diag, chart_key_place(c, "share"), "these values are shares already");
    else if (is_plain && c->chart->scale > 0)
        diag_error(diag, chart_key_place(c, "share"),
                   "shares are of what is counted, and these values have decimals");
    else if (!is_plain && c->base != BASE_SUM)
        diag_error(diag, chart_key_place(c, "base"),
                   "amounts of money have no N: base=sum takes what they add up to");
    else if (c->base == BASE_COLUMN && are_dots(c))
        diag_error(diag, chart_key_place(c, "share"),
                   "the values add up to more than N, which is the same for all: people could "
                   "choose several, so no percentage may be said. Questions of one kind each are "
                   "shown with all their answers, as type=stacked");
    else
        return true;
    return false;
}

static void share_values(struct charter *c)
{
    size_t n = c->chart->categories;
    bool is_parted = chart_is_parted(c->chart->kind); /* no other kind of several has shares */
    if (!may_share(c))
        return;
    if (!has_own_wholes(c))
        share_one_whole(c);
    for (size_t i = 0; has_own_wholes(c) && i < n; i++) {
        if (is_parted)
            share_whole(c, i);
        else
            share_alone(c, i);
    }
}

/* --- saying --- */

static struct text share_text(const struct charter *c, int bp)
{
    const char *fault = NULL;
    struct value value = {VALUE_REAL, 0,
                          text_of(arena_printf(c->arena, "%d.%04d", bp / 10000, bp % 10000))};
    struct format format = {.name = TEXT("percent"), .argument = TEXT("1")};
    return text_of(locale_format(c->arena, c->locale, &value, &format, NULL, &fault));
}

static void say_shares(struct charter *c)
{
    struct chart *chart = c->chart;
    for (size_t i = 0; i < chart->categories * chart->series; i++) {
        struct chart_value *value = &c->value[i];
        bool is_unknown = c->is_base_hidden[i / chart->series] || c->is_total_hidden;
        if (value->is_hidden || is_unknown)
            value->share_bp = -1;
        if (value->share_bp < 0 || c->share <= SHARE_NO)
            continue;
        *(c->share == SHARE_ONLY ? &value->said : &value->share_said) =
            share_text(c, value->share_bp);
        chart->has_shares = true;
        chart->is_share_only = c->share == SHARE_ONLY;
    }
}

/* N of persons or forms: once where it is the same for all. */
static void say_bases(struct charter *c)
{
    size_t n = c->chart->categories;
    bool is_same = true, is_hidden = false;
    bool is_counted =
        c->chart->unit != CHART_MONEY && (c->base != BASE_SUM || c->chart->scale == 0);
    for (size_t i = 0; i < n; i++) {
        is_same = is_same && c->category[i].base == c->category[0].base;
        is_hidden = is_hidden || c->is_base_hidden[i];
        if (c->is_base_hidden[i] || !is_counted)
            c->category[i].base = -1;
    }
    if (!is_counted || (c->base != BASE_SUM && c->base != BASE_NUMBER && c->base != BASE_COLUMN))
        return;
    if (!has_own_wholes(c) && !c->is_total_hidden)
        c->chart->base_said =
            base_text(c, c->base == BASE_NUMBER ? c->base_number : sum_of(c, 0, n) / chart_one(c));
    else if (is_same && !is_hidden && n && c->category[0].base >= 0 && has_own_wholes(c))
        c->chart->base_said = base_text(c, c->category[0].base);
    for (size_t i = 0; !c->chart->base_said.n && i < n; i++)
        if (c->category[i].base >= 0)
            c->category[i].base_said = base_text(c, c->category[i].base);
}

static void say_totals(struct charter *c)
{
    size_t series = c->chart->series;
    if (c->chart->kind == CHART_DONUT)
        c->chart->whole_said = chart_said(c, sum_of(c, 0, c->chart->categories));
    if (c->chart->kind != CHART_STACKED || c->chart->unit == CHART_PERCENT)
        return;
    struct text *total = ARENA_ARRAY(c->arena, struct text, c->chart->categories + 1);
    for (size_t i = 0; i < c->chart->categories; i++)
        total[i] = c->is_base_hidden[i] ? TEXT("•")
                                        : chart_said(c, sum_of(c, i * series, (i + 1) * series));
    c->chart->total_said = total;
    c->chart->is_total_hidden = c->is_base_hidden;
}

/* Before values are hidden: sums are of all of them. */
void chart_shares_make(struct charter *c)
{
    if (c->chart->kind == CHART_LIKERT && c->share == SHARE_UNSAID)
        c->share = SHARE_ONLY;
    if (c->share > SHARE_NO)
        share_values(c);
    say_bases(c);
    say_totals(c);
    say_shares(c);
}
