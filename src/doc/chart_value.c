/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of a chart: what the database holds as whole numbers of one scale, rounded as they
 * are printed, so that a bar is as long as its label says. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "doc/chart_part.h"

enum { PLACES = 6 /* decimals that are looked at */, MOST_DIGITS = 18 };
/* Sixty times six of them add up within 64 bits. */
static const int64_t LARGEST = 1000000000000000;

static int64_t power_of_ten(int n)
{
    int64_t power = 1;
    while (n-- > 0)
        power *= 10;
    return power;
}

int64_t chart_one(const struct charter *c)
{
    return power_of_ten(c->chart->scale);
}

/* --- reading --- */

/* "-12.5", "1e-07": digits without the point, times ten to the power of *exponent. False: it is
 * no number. */
static bool read_digits(struct text t, int64_t *out, int *exponent)
{
    bool is_minus = t.n && *t.p == '-', has_point = false, has_digit = false;
    int digits = 0;
    size_t i = is_minus;
    *out = 0;
    *exponent = 0;
    for (; i < t.n && (ascii_is_digit(t.p[i]) || (t.p[i] == '.' && !has_point)); i++) {
        if (t.p[i] == '.') {
            has_point = true;
            continue;
        }
        has_digit = true;
        *exponent -= has_point;
        if (digits < MOST_DIGITS)
            *out = *out * 10 + (t.p[i] - '0');
        else
            ++*exponent;
        digits += *out != 0 && digits < MOST_DIGITS;
    }
    if (is_minus)
        *out = -*out;
    if (i == t.n || !has_digit)
        return has_digit;
    struct text power = text_from(t, i + 1);
    bool is_down = text_take(&power, '-');
    int n = 0;
    if (!is_down)
        text_take(&power, '+');
    bool is_power = (t.p[i] == 'e' || t.p[i] == 'E') && text_take_number(&power, 1, 4, &n);
    *exponent += is_down ? -n : n;
    return is_power && !power.n;
}

/* times ten to that power, rounded half away from zero; false: too large. */
static bool shift(int64_t n, int exponent, int64_t *out)
{
    for (; exponent > 0 && n; exponent--)
        if (__builtin_mul_overflow(n, 10, &n))
            return false;
    for (; exponent < -1 && n; exponent++)
        n /= 10; /* what is cut off here cannot round up what a five would not */
    if (exponent == -1)
        n = n / 10 + (n % 10 >= 5) - (n % 10 <= -5);
    *out = n;
    return true;
}

/* Decimals that the formatter prints; -1: as many as there are. */
static int decimals_of(const struct format *format)
{
    int n = 0;
    struct text argument = format->argument;
    bool has_any = text_take_number(&argument, 1, 2, &n);
    if (text_is(format->name, "money"))
        return 2;
    if (text_is(format->name, "percent"))
        return has_any ? n : 1;
    return text_is(format->name, "number") && has_any ? n : -1;
}

static bool is_number_kind(const struct value *value)
{
    return value->kind == VALUE_INT || value->kind == VALUE_REAL || value->kind == VALUE_TEXT;
}

enum reading { READ, NO_NUMBER, TOO_LARGE };

/* In millionths of the chart's unit. */
static enum reading read_value(const struct value *value, const struct format *format, int64_t *out)
{
    int exponent, places = decimals_of(format);
    int64_t n;
    if (!is_number_kind(value) || !read_digits(text_trim(value->s), &n, &exponent))
        return NO_NUMBER;
    if (text_is(format->name, "money"))
        exponent -= 2;
    if (text_is(format->name, "percent") && value->kind != VALUE_INT)
        exponent += 2;
    places = places < 0 || places > PLACES ? PLACES : places;
    if (!shift(n, exponent + places, &n) || !shift(n, PLACES - places, out))
        return TOO_LARGE;
    return READ;
}

static void report(const struct charter *c, enum reading reading, const struct value *value,
                   struct place at)
{
    if (reading == TOO_LARGE)
        diag_error(c->builder->diag, at, "%.*s is too large to be drawn", (int)value->s.n,
                   value->s.p);
    else
        diag_error(c->builder->diag, at, "'%.*s' is no number, and a chart draws numbers",
                   (int)value->s.n, value->s.p);
}

/* The value's number and what it is called; *millionths 0 where there is none. */
static void read_one(struct charter *c, size_t i, int64_t *millionths)
{
    struct chart_value *out = &c->value[i];
    const struct chart_field *field = chart_field_of(c, i % c->chart->series);
    const struct value *value =
        c->from[i] == SIZE_MAX ? NULL : chart_cell(c, c->from[i], field->column);
    const char *fault = NULL;
    out->share_bp = -1;
    out->is_missing = !value || value->kind == VALUE_NULL;
    out->said = TEXT("–");
    out->at = chart_cell_place(c, c->from[i], field->column);
    if (out->is_missing)
        return;
    enum reading reading = read_value(value, &field->format, millionths);
    if (reading != READ) {
        report(c, reading, value, out->at);
        *millionths = 0;
        return;
    }
    const char *said = locale_format(c->arena, c->locale, value, &field->format, NULL, &fault);
    if (said)
        out->said = locale_minus(c->arena, printable_text(c->arena, text_of(said), false));
    else
        diag_error(c->builder->diag, out->at, "%s", fault ? fault : "the value does not fit");
}

/* The least scale that loses nothing. */
static int scale_of(const struct charter *c, const int64_t *millionths, size_t n)
{
    int scale = 0;
    for (size_t s = 0; s < c->ys; s++)
        if (decimals_of(&c->y[s].format) > scale)
            scale = decimals_of(&c->y[s].format);
    scale = scale < PLACES ? scale : PLACES;
    for (size_t i = 0; i < n; i++)
        while (millionths[i] % power_of_ten(PLACES - scale))
            scale++;
    return scale;
}

static void judge_sizes(const struct charter *c)
{
    for (size_t i = 0; i < c->chart->categories * c->chart->series; i++) {
        const struct chart_field *field = chart_field_of(c, i % c->chart->series);
        if (c->value[i].n > LARGEST || c->value[i].n < -LARGEST)
            report(c, TOO_LARGE, chart_cell(c, c->from[i], field->column), c->value[i].at);
    }
}

/* Parts of a whole, and what is counted in signs, are not below 0. */
static void judge_signs(const struct charter *c)
{
    enum chart_kind kind = c->chart->kind;
    bool is_round = kind == CHART_PIE || kind == CHART_DONUT || kind == CHART_PICTOGRAM;
    bool has_shares = c->share > SHARE_NO;
    if (!is_round && !chart_is_parted(kind) && !has_shares)
        return;
    for (size_t i = 0; i < c->chart->categories * c->chart->series; i++) {
        const struct chart_value *value = &c->value[i];
        if (value->n < 0)
            diag_error(c->builder->diag, value->at, "%.*s is below 0, and %s cannot show that",
                       (int)value->said.n, value->said.p,
                       kind == CHART_PICTOGRAM ? "signs that are counted" : "parts of a whole");
    }
}

static void judge_presence(const struct charter *c)
{
    size_t n = c->chart->categories * c->chart->series;
    for (size_t i = 0; i < n; i++)
        if (!c->value[i].is_missing)
            return;
    diag_error(c->builder->diag, chart_key_place(c, "y"),
               "there is no number in column '%s': nothing can be drawn",
               c->slice->rows->column[c->y[0].column]);
}

void chart_values_read(struct charter *c)
{
    size_t n = c->chart->categories * c->chart->series;
    int64_t *millionths = ARENA_ARRAY(c->builder->scratch, int64_t, n + 1);
    for (size_t i = 0; i < n; i++)
        read_one(c, i, &millionths[i]);
    c->chart->scale = scale_of(c, millionths, n);
    for (size_t i = 0; i < n; i++)
        c->value[i].n = millionths[i] / power_of_ten(PLACES - c->chart->scale);
    judge_sizes(c);
    judge_signs(c);
    judge_presence(c);
}

/* --- saying --- */

static struct text decimal_of(struct arena *arena, int64_t n, int scale)
{
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n, one = (uint64_t)power_of_ten(scale);
    const char *sign = n < 0 ? "-" : "";
    if (!scale)
        return text_of(arena_printf(arena, "%s%" PRIu64, sign, size));
    return text_of(
        arena_printf(arena, "%s%" PRIu64 ".%0*" PRIu64, sign, size / one, scale, size % one));
}

/* As a value of the database that the formatter takes. */
static struct value value_of(struct arena *arena, const struct chart *chart, int64_t n)
{
    bool is_money = chart->unit == CHART_MONEY;
    int scale = is_money ? 0 : chart->scale + (chart->unit == CHART_PERCENT ? 2 : 0);
    return (struct value){scale ? VALUE_REAL : VALUE_INT, scale ? 0 : n,
                          decimal_of(arena, n, scale)};
}

static struct text say(struct arena *arena, const struct locale *locale, const struct value *value,
                       const struct format *format)
{
    const char *fault = NULL;
    const char *said = locale_format(arena, locale, value, format, NULL, &fault);
    return said ? locale_minus(arena, text_of(said)) : value->s;
}

struct text chart_said(const struct charter *c, int64_t n)
{
    struct format format = c->y[0].format;
    const struct value value = value_of(c->arena, c->chart, n);
    if (text_is(format.name, "raw"))
        format.name = (struct text){"", 0};
    return say(c->arena, c->locale, &value, &format);
}

struct text chart_number(struct arena *arena, const struct locale *locale,
                         const struct chart *chart, int64_t n)
{
    struct value value = {VALUE_REAL, 0, decimal_of(arena, n, chart->scale)};
    struct format format = {.name = TEXT("number")};
    if (chart->unit == CHART_PERCENT) {
        format = (struct format){.name = TEXT("percent"), .argument = TEXT("")};
        value = value_of(arena, chart, n);
    }
    return say(arena, locale, &value, &format);
}

/* What is hidden says so, and no more. */
void chart_values_say(struct charter *c)
{
    const struct chart *chart = c->chart;
    for (size_t i = 0; i < chart->categories * chart->series; i++) {
        struct chart_value *value = &c->value[i];
        if (!value->is_hidden)
            continue;
        *value = (struct chart_value){
            .is_hidden = true, .said = TEXT("•"), .share_bp = -1, .at = value->at};
    }
}
