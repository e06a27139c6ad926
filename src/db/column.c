/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells as people write them in German spreadsheets, turned into what the schema wants. Whatever
 * could mean two numbers is refused. No floating point: a decimal stays text, its comma a point. */
#include "db/column.h"

#include <string.h>

#include "base/buffer.h"
#include "db/date.h"
#include "db/sql.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t count_digits(struct text t)
{
    size_t n = 0;
    while (n < t.n && is_digit(t.p[n]))
        n++;
    return n;
}

static bool all_digits(struct text t)
{
    return t.n > 0 && count_digits(t) == t.n;
}

/* Takes a minus (ASCII or U+2212) or plus off the front. */
static bool take_minus(struct text *t)
{
    static const char *const signs[] = {"-", "\xE2\x88\x92", "+"};
    for (size_t i = 0; i < 3; i++) {
        if (!text_starts(*t, signs[i]))
            continue;
        *t = text_trim(text_from(*t, text_of(signs[i]).n));
        return i < 2;
    }
    return false;
}

static bool read_int(struct text digits, bool is_minus, int64_t *out)
{
    uint64_t value = 0, limit = (uint64_t)INT64_MAX + is_minus;
    if (!all_digits(digits))
        return false;
    for (size_t i = 0; i < digits.n; i++) {
        unsigned digit = (unsigned)(digits.p[i] - '0');
        if (value > (limit - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *out = is_minus ? (int64_t)(0 - value) : (int64_t)value;
    return true;
}

static struct value int_value(struct arena *arena, int64_t i)
{
    return (struct value){VALUE_INT, i, text_of(arena_printf(arena, "%lld", (long long)i))};
}

/* Appends the digits of 1.234.567 without its separators; false when the groups are not of three.
 * Without separators any number of digits will do. */
static bool add_grouped(struct buf *out, struct text t, char separator)
{
    size_t n = count_digits(t);
    bool is_grouped = n < t.n;
    if (n == 0 || (is_grouped && n > 3))
        return false;
    buf_text(out, text_slice(t, 0, n));
    for (t = text_from(t, n); t.n; t = text_from(t, 4)) {
        if (t.p[0] != separator || t.n < 4 || count_digits(text_slice(t, 1, 4)) < 3)
            return false;
        buf_text(out, text_slice(t, 1, 4));
    }
    return true;
}

static size_t last_of(struct text t, const char *set)
{
    for (size_t i = t.n; i-- > 0;)
        if (strchr(set, t.p[i]))
            return i;
    return SIZE_MAX;
}

/* 1.234,50 € */

static bool take_currency(struct text *t)
{
    static const char *const names[] = {"€", "EUR", "Euro"};
    for (size_t i = 0; i < 3; i++) {
        size_t n = strlen(names[i]);
        if (text_ends(*t, names[i])) {
            *t = text_trim(text_slice(*t, 0, t->n - n));
        } else if (text_starts(*t, names[i])) {
            *t = text_trim(text_from(*t, n));
        } else {
            continue;
        }
        while (text_ends(*t, "\xC2\xA0") || text_ends(*t, "\xE2\x80\xAF"))
            t->n -= text_ends(*t, "\xC2\xA0") ? 2 : 3;
        return true;
    }
    return false;
}

static bool read_euros(struct text t, bool is_minus, int64_t *cents)
{
    size_t point = last_of(t, ".,");
    if (point == SIZE_MAX || t.n - point != 3 || !all_digits(text_from(t, point + 1)))
        return false;
    struct buf digits = {0};
    bool fits = add_grouped(&digits, text_slice(t, 0, point), t.p[point] == ',' ? '.' : ',');
    buf_text(&digits, text_from(t, point + 1));
    fits = fits && read_int(buf_as_text(&digits), is_minus, cents);
    buf_done(&digits);
    return fits;
}

static bool looks_grouped(struct text t)
{
    struct buf digits = {0};
    size_t point = last_of(t, ".,");
    bool is_grouped = point != SIZE_MAX && add_grouped(&digits, t, t.p[point]);
    buf_done(&digits);
    return is_grouped;
}

static const char *convert_money(struct arena *arena, struct text t, struct value *out)
{
    int64_t cents;
    bool is_minus = take_minus(&t), has_currency = take_currency(&t);
    is_minus = take_minus(&t) || is_minus;
    if (read_euros(t, is_minus, &cents) || (!has_currency && read_int(t, is_minus, &cents))) {
        *out = int_value(arena, cents);
        return NULL;
    }
    if (looks_grouped(t))
        return "is ambiguous: write cents without a separator, or euros with two decimals";
    if (has_currency && all_digits(t))
        return "is ambiguous: write euros with two decimals";
    return "is not an amount: write cents (750) or euros with two decimals (7,50)";
}

/* 1.234,5 */

static struct text take_exponent(struct text *t)
{
    size_t e = last_of(*t, "eE");
    struct text exponent = text_from(*t, e == SIZE_MAX ? t->n : e);
    struct text digits = text_from(exponent, 1);
    if (text_starts(digits, "-") || text_starts(digits, "+"))
        digits = text_from(digits, 1);
    if (!all_digits(digits) || digits.n > 3)
        return (struct text){"", 0};
    t->n = e;
    return exponent;
}

/* Appends the number with a point for its comma. */
static bool add_decimal(struct buf *out, struct text t)
{
    size_t comma = text_find_char(t, ','), point = text_find_char(t, '.');
    if (comma == SIZE_MAX && point == SIZE_MAX) {
        buf_text(out, t);
        return all_digits(t);
    }
    size_t mark = comma != SIZE_MAX ? comma : point;
    struct text fraction = text_from(t, mark + 1);
    bool fits = comma != SIZE_MAX ? add_grouped(out, text_slice(t, 0, mark), '.')
                                  : all_digits(text_slice(t, 0, mark));
    if (comma == SIZE_MAX)
        buf_text(out, text_slice(t, 0, mark));
    buf_char(out, '.');
    buf_text(out, fraction);
    return fits && all_digits(fraction);
}

/* 1.234 may be a thousand or one and a bit; 0.234 and 1.23 are clear. */
static bool is_ambiguous(struct text t)
{
    return text_find_char(t, ',') == SIZE_MAX && looks_grouped(t) && t.p[0] != '0';
}

static const char *convert_real(struct arena *arena, struct text t, struct value *out)
{
    struct buf decimal = {0};
    if (take_minus(&t))
        buf_char(&decimal, '-');
    struct text exponent = take_exponent(&t);
    bool ambiguous = is_ambiguous(t), fits = !ambiguous && add_decimal(&decimal, t);
    buf_text(&decimal, exponent);
    *out = (struct value){VALUE_REAL, 0, arena_text(arena, buf_as_text(&decimal))};
    buf_done(&decimal);
    if (ambiguous)
        return "is ambiguous: write 1234 or 1,234";
    return fits ? NULL : "is not a number";
}

static const char *convert_int(struct arena *arena, struct text t, struct value *out)
{
    int64_t value;
    bool is_minus = take_minus(&t);
    if (!read_int(t, is_minus, &value))
        return all_digits(t) ? "is too large" : "is not a whole number";
    *out = int_value(arena, value);
    return NULL;
}

static const char *convert_date(struct arena *arena, struct text t, struct value *out)
{
    struct date d;
    if (!date_parse(t, false, &d) && !date_parse(t, true, &d))
        return "is not a date: write 2015-09-14 or 14.09.2015";
    const char *iso = arena_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
    *out = (struct value){VALUE_TEXT, 0, text_of(iso)};
    return NULL;
}

static const char *convert_yes_no(struct arena *arena, struct text t, struct value *out)
{
    static const char *const words[2][5] = {{"0", "nein", "no", "falsch", "false"},
                                            {"1", "ja", "yes", "wahr", "true"}};
    for (int yes = 0; yes < 2; yes++) {
        for (size_t i = 0; i < 5; i++) {
            if (same_word(t, text_of(words[yes][i]))) {
                *out = int_value(arena, yes);
                return NULL;
            }
        }
    }
    return "is neither yes nor no: write ja or nein, 1 or 0";
}

const char *column_convert(struct arena *arena, const struct column *column, struct text cell,
                           struct value *out)
{
    struct text t = text_trim(cell);
    *out = (struct value){.kind = VALUE_NULL};
    if (cell.n == 0 || (t.n == 0 && column->kind != COLUMN_TEXT && column->kind != COLUMN_ANY))
        return NULL;
    switch (column->kind) {
    case COLUMN_INTEGER: return convert_int(arena, t, out);
    case COLUMN_REAL: return convert_real(arena, t, out);
    case COLUMN_MONEY: return convert_money(arena, t, out);
    case COLUMN_DATE: return convert_date(arena, t, out);
    case COLUMN_YES_NO: return convert_yes_no(arena, t, out);
    case COLUMN_BYTES: return "cannot be stored: the column holds bytes (BLOB)";
    case COLUMN_COMPUTED: return "cannot be stored: the column is computed";
    case COLUMN_TEXT:
    case COLUMN_ANY: break;
    }
    *out = (struct value){VALUE_TEXT, 0, cell};
    return NULL;
}
