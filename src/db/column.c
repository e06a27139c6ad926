/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells as people write them in German spreadsheets, turned into what the schema wants. Whatever
 * could mean two numbers is refused. No floating point: a decimal stays text, its comma a point. */
#include "db/column.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "db/date.h"
#include "db/decimal.h"

static bool all_digits(struct text t)
{
    return t.n > 0 && text_digits(t) == t.n;
}

/* Spaces that spreadsheets put into numbers: no-break, figure, thin, narrow no-break. */
static const char *const wide_spaces[] = {"\xC2\xA0", "\xE2\x80\x87", "\xE2\x80\x89",
                                          "\xE2\x80\xAF", "\xEF\xBB\xBF"};
enum { WIDE_SPACES = 5 };

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

struct text trim_wide(struct text t)
{
    for (size_t before = SIZE_MAX; t.n < before;) {
        before = t.n;
        t = text_trim(t);
        if (!t.n || (is_ascii(t.p[0]) && is_ascii(t.p[t.n - 1])))
            return t;
        for (size_t i = 0; i < WIDE_SPACES; i++) {
            size_t n = strlen(wide_spaces[i]);
            if (text_starts(t, wide_spaces[i]))
                t = text_from(t, n);
            else if (text_ends(t, wide_spaces[i]))
                t.n -= n;
        }
    }
    return t;
}

/* How many bytes at the front are a space or apostrophe that may part thousands. */
static size_t separator(struct text t)
{
    static const char *const others[] = {" ", "'", "\xE2\x80\x99"};
    if (ascii_is_digit(*t.p))
        return 0;
    for (size_t i = 0; i < 3; i++)
        if (text_starts(t, others[i]))
            return strlen(others[i]);
    for (size_t i = 0; i < WIDE_SPACES; i++)
        if (text_starts(t, wide_spaces[i]))
            return strlen(wide_spaces[i]);
    return 0;
}

/* A number's text with every such separator between two digits made an ASCII apostrophe. An
 * apostrophe before it, with which spreadsheets mark text, goes. */
static struct text plain_number(struct arena *arena, struct text t)
{
    struct buf out = {0};
    if (text_starts(t, "'"))
        t = text_from(t, 1);
    for (t = trim_wide(t); t.n;) {
        size_t n = separator(t);
        bool parts =
            n && n < t.n && out.n && ascii_is_digit(out.p[out.n - 1]) && ascii_is_digit(t.p[n]);
        if (parts)
            buf_char(&out, '\'');
        else
            buf_add(&out, t.p, n = 1);
        t = text_from(t, n);
    }
    t = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return t;
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
    size_t n = text_digits(t);
    bool is_grouped = n < t.n;
    if (n == 0 || (is_grouped && n > 3))
        return false;
    buf_text(out, text_slice(t, 0, n));
    for (t = text_from(t, n); t.n; t = text_from(t, 4)) {
        if (t.p[0] != separator || t.n < 4 || text_digits(text_slice(t, 1, 4)) < 3)
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
        struct text name = text_of(names[i]);
        size_t rest = t->n > name.n ? t->n - name.n : 0;
        if (rest && text_equal_caseless(text_from(*t, rest), name))
            *t = trim_wide(text_slice(*t, 0, rest));
        else if (rest && text_equal_caseless(text_slice(*t, 0, name.n), name))
            *t = trim_wide(text_from(*t, name.n));
        else
            continue;
        return true;
    }
    return false;
}

/* Takes what makes an amount negative: (7,50) and 7,50- beside -7,50. */
static bool take_accounting(struct text *t)
{
    if (t->n > 2 && t->p[0] == '(' && t->p[t->n - 1] == ')') {
        *t = trim_wide(text_slice(*t, 1, t->n - 1));
        return true;
    }
    static const char *const minus[] = {"-", "\xE2\x88\x92"};
    for (size_t i = 0; i < 2; i++) {
        size_t n = strlen(minus[i]);
        if (text_ends(*t, minus[i]) && t->n > n && ascii_is_digit(t->p[t->n - n - 1])) {
            t->n -= n;
            return true;
        }
    }
    return false;
}

/* "750,-" and "750,–" are whole euros. */
static struct text with_cents(struct arena *arena, struct text t)
{
    static const char *const dashes[] = {",--", ",-", ",\xE2\x80\x93", ",\xE2\x80\x94"};
    for (size_t i = 0; i < 4; i++)
        if (text_ends(t, dashes[i]))
            return text_of(arena_printf(arena, "%.*s,00", (int)(t.n - strlen(dashes[i])), t.p));
    return t;
}

static bool read_euros(struct text t, bool is_minus, int64_t *cents)
{
    size_t point = last_of(t, ".,");
    if (point == SIZE_MAX || t.n - point != 3 || !all_digits(text_from(t, point + 1)))
        return false;
    struct buf digits = {0};
    bool has_spaces = text_find_char(t, '\'') != SIZE_MAX;
    char other = t.p[point] == ',' ? '.' : ',';
    bool fits = add_grouped(&digits, text_slice(t, 0, point), has_spaces ? '\'' : other);
    buf_text(&digits, text_from(t, point + 1));
    fits = fits && read_int(buf_as_text(&digits), is_minus, cents);
    buf_done(&digits);
    return fits;
}

static bool looks_grouped(struct text t)
{
    struct buf digits = {0};
    size_t point = last_of(t, ".,'");
    bool is_grouped = point != SIZE_MAX && add_grouped(&digits, t, t.p[point]);
    buf_done(&digits);
    return is_grouped;
}

static const char *convert_money(struct arena *arena, struct text t, struct value *out)
{
    int64_t cents;
    t = plain_number(arena, t);
    bool is_minus = take_accounting(&t), has_currency;
    is_minus = take_minus(&t) || is_minus;
    has_currency = take_currency(&t);
    is_minus = take_minus(&t) || take_accounting(&t) || is_minus;
    t = with_cents(arena, t);
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
    if (comma == SIZE_MAX && point == SIZE_MAX)
        return add_grouped(out, t, '\'');
    size_t mark = comma != SIZE_MAX ? comma : point;
    struct text fraction = text_from(t, mark + 1);
    bool has_spaces = text_find_char(t, '\'') != SIZE_MAX;
    bool fits = comma != SIZE_MAX || has_spaces
                    ? add_grouped(out, text_slice(t, 0, mark), has_spaces ? '\'' : '.')
                    : all_digits(text_slice(t, 0, mark));
    if (comma == SIZE_MAX && !has_spaces)
        buf_text(out, text_slice(t, 0, mark));
    buf_char(out, '.');
    buf_text(out, fraction);
    return fits && all_digits(fraction);
}

/* 1.234 may be a thousand or one and a bit; 0.234 and 1.23 are clear. */
static bool is_ambiguous(struct text t)
{
    return text_find_char(t, ',') == SIZE_MAX && text_find_char(t, '\'') == SIZE_MAX &&
           looks_grouped(t) && t.p[0] != '0';
}

/* 85 % is 0.85. */
static struct text hundredth(struct arena *arena, struct text decimal)
{
    struct decimal d;
    if (!decimal_read(decimal, &d))
        return decimal;
    decimal_shift(&d, -2);
    return decimal_text(arena, &d);
}

static const char *convert_real(struct arena *arena, struct text t, struct value *out)
{
    struct buf decimal = {0};
    t = plain_number(arena, t);
    bool is_percent = text_ends(t, "%");
    if (is_percent)
        t = trim_wide(text_slice(t, 0, t.n - 1));
    if (take_minus(&t))
        buf_char(&decimal, '-');
    struct text exponent = take_exponent(&t);
    bool ambiguous = is_ambiguous(t), fits = !ambiguous && add_decimal(&decimal, t);
    buf_text(&decimal, exponent);
    struct text number = arena_text(arena, buf_as_text(&decimal));
    *out = (struct value){VALUE_REAL, 0, is_percent ? hundredth(arena, number) : number};
    buf_done(&decimal);
    if (ambiguous)
        return "is ambiguous: write 1234 or 1,234";
    return fits ? NULL : "is not a number";
}

static const char *convert_int(struct arena *arena, struct text t, struct value *out)
{
    int64_t value;
    struct buf digits = {0};
    t = plain_number(arena, t);
    bool is_minus = take_minus(&t);
    bool fits = add_grouped(&digits, t, '\'');
    bool is_small = fits && read_int(buf_as_text(&digits), is_minus, &value);
    buf_done(&digits);
    if (!is_small)
        return fits ? "is too large" : "is not a whole number";
    *out = int_value(arena, value);
    return NULL;
}

/* 85 % is 8500; without the sign it is basis points. */
static const char *convert_rate(struct arena *arena, struct text t, struct value *out)
{
    struct decimal d;
    struct value share;
    int64_t points;
    if (!text_ends(t, "%"))
        return convert_int(arena, t, out) ? "is not a rate: write 85 % or basis points (8500)"
                                          : NULL;
    const char *fault = convert_real(arena, t, &share);
    if (fault || !decimal_read(share.s, &d))
        return fault ? fault : "is not a number";
    decimal_shift(&d, 4);
    if (!decimal_int(&d, &points))
        return "has more than two decimals, or is too large";
    *out = int_value(arena, points);
    return NULL;
}

/* Takes a time of day behind a date off: "T10:30", " 10:30:15.000", "T00:00:00Z". False: none. */
static bool take_time(struct text *t, bool *is_midnight)
{
    size_t from = last_of(*t, " T");
    struct text time = text_from(*t, from == SIZE_MAX ? t->n : from + 1);
    if (text_ends(time, "Z"))
        time.n--;
    size_t colons = 0;
    *is_midnight = true;
    for (size_t i = 0; i < time.n; i++) {
        if (!ascii_is_digit(time.p[i]) && !ascii_is_in(":.", time.p[i]))
            return false;
        colons += time.p[i] == ':';
        *is_midnight = *is_midnight && (!ascii_is_digit(time.p[i]) || time.p[i] == '0');
    }
    if (colons < 1 || colons > 2)
        return false;
    *t = text_trim(text_slice(*t, 0, from));
    return true;
}

/* 14.9.15 */
static bool has_short_year(struct text t)
{
    size_t last = last_of(t, ".");
    struct date d;
    if (last == SIZE_MAX || t.n - last != 3)
        return false;
    char full[12];
    if (t.n > 8)
        return false;
    memcpy(full, t.p, last + 1);
    memcpy(full + last + 1, "20", 2);
    memcpy(full + last + 3, t.p + last + 1, 2);
    return date_parse((struct text){full, t.n + 2}, true, &d);
}

static const char *convert_date(struct arena *arena, struct text t, struct value *out)
{
    struct date d;
    bool is_midnight = true;
    t = trim_wide(text_from(t, text_starts(t, "'")));
    take_time(&t, &is_midnight);
    if (has_short_year(t))
        return "is ambiguous: write the year with four digits";
    if (!date_parse(t, false, &d) && !date_parse(t, true, &d))
        return "is not a date: write 2015-09-14 or 14.09.2015";
    if (!is_midnight)
        return "has a time of day: the column holds dates";
    const char *iso = arena_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
    *out = (struct value){VALUE_TEXT, 0, text_of(iso)};
    return NULL;
}

static const char *convert_yes_no(struct arena *arena, struct text t, struct value *out)
{
    static const char *const words[2][7] = {{"0", "nein", "n", "no", "falsch", "false", "0"},
                                            {"1", "ja", "j", "yes", "wahr", "true", "x"}};
    t = trim_wide(text_from(t, text_starts(t, "'")));
    for (int yes = 0; yes < 2; yes++) {
        for (size_t i = 0; i < 7; i++) {
            if (text_equal_caseless(t, text_of(words[yes][i]))) {
                *out = int_value(arena, yes);
                return NULL;
            }
        }
    }
    return "is neither yes nor no: write ja or nein, 1 or 0";
}

/* What spreadsheet programs write for a formula that failed, in German and English. */
static bool is_formula_error(struct text t)
{
    static const char *const errors[] = {"#DIV/0!", "#NV",     "#N/A",   "#WERT!",
                                         "#VALUE!", "#BEZUG!", "#REF!",  "#NAME?",
                                         "#ZAHL!",  "#NUM!",   "#NULL!", "#SPILL!"};
    for (size_t i = 0; t.n && *t.p == '#' && i < sizeof errors / sizeof *errors; i++)
        if (text_is(t, errors[i]))
            return true;
    return false;
}

/* A number that did not fit its cell's width. */
static bool is_hashes(struct text t)
{
    size_t n = 0;
    while (n < t.n && t.p[n] == '#')
        n++;
    return n >= 3 && n == t.n;
}

enum { LONGEST_NUMBER = 1000 }; /* number, date or word; what is longer costs time only */

static const char *convert_text(struct arena *arena, const struct column *column, struct text cell,
                                struct value *out)
{
    struct text t = trim_wide(cell);
    bool is_text = column->kind == COLUMN_TEXT || column->kind == COLUMN_ANY;
    if (cell.n == 0 || (t.n == 0 && !is_text))
        return NULL;
    if (!is_text && t.n > LONGEST_NUMBER)
        return "is too long for anything but text";
    if (is_formula_error(t))
        return "is a formula's error";
    if (!is_text && is_hashes(t))
        return "stands for a number in too narrow a column: widen it and save the file again";
    switch (column->kind) {
    case COLUMN_INTEGER: return convert_int(arena, t, out);
    case COLUMN_REAL: return convert_real(arena, t, out);
    case COLUMN_MONEY: return convert_money(arena, t, out);
    case COLUMN_RATE: return convert_rate(arena, t, out);
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

const char *column_convert(struct arena *arena, const struct column *column,
                           const struct cell *cell, struct value *out)
{
    *out = (struct value){.kind = VALUE_NULL};
    if (cell->kind == CELL_FAULT)
        return cell->fault;
    return cell->kind == CELL_TEXT ? convert_text(arena, column, cell->text, out)
                                   : typed_convert(arena, column, cell, out);
}
