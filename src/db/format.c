/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A format's first section is read letter by letter; quoted and escaped text counts only where it
 * names a currency. Days are whole numbers and the time of day is rounded to the second. */
#include "db/format.h"

#include <string.h>

#include "base/ascii.h"
#include "db/date.h"
#include "db/decimal.h"

struct reading {
    bool has_year, has_month, has_day, has_hour, has_second, is_elapsed;
    bool is_percent, is_grouped, has_exponent, has_fraction, is_text;
    bool has_euro, has_other;
    int digits, zeros, places, behind_point;
};

/* Currencies */

static void look_for_currency(struct reading *r, struct text t)
{
    static const char *const others[] = {"$",   "£",   "¥",   "USD", "GBP", "CHF",
                                         "zł",  "PLN", "Kč",  "CZK", "SEK", "DKK",
                                         "NOK", "HUF", "RUB", "TRY", "UAH"};
    if (text_has_caseless(t, "€") || text_has_caseless(t, "EUR"))
        r->has_euro = true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (text_has_caseless(t, others[i]))
            r->has_other = true;
}

/* Reading */

/* [Red], [>100], [$€-407], [h] */
static void read_bracket(struct reading *r, struct text inside)
{
    if (text_starts(inside, "$")) {
        size_t dash = text_find_char(inside, '-');
        look_for_currency(r, text_slice(inside, 1, dash == SIZE_MAX ? inside.n : dash));
    } else if (inside.n && strspn(inside.p, "hHmMsS") >= inside.n) {
        r->is_elapsed = r->has_hour = true;
    }
}

/* From the mark at the front to the next closing one, which is left out; *taken is behind it. */
static struct text enclosed(struct text t, char closing, size_t *taken)
{
    size_t n = text_find_char(text_from(t, 1), closing);
    *taken = n == SIZE_MAX ? t.n : n + 2;
    return n == SIZE_MAX ? text_from(t, 1) : text_slice(t, 1, n + 1);
}

/* Words that mean nothing here, and any other character. */
static size_t read_word(struct reading *r, struct text t)
{
    static const char *const words[] = {"General", "Standard", "AM/PM", "A/P"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal_caseless(text_slice(t, 0, strlen(words[i])), text_of(words[i])))
            return strlen(words[i]);
    size_t n = 1;
    while (n < t.n && ((unsigned char)t.p[n] & 0xC0) == 0x80)
        n++;
    look_for_currency(r, text_slice(t, 0, n));
    return n;
}

/* What the characters at the front mean; returns how many are done with. */
static size_t read_item(struct reading *r, struct text t)
{
    size_t taken;
    switch (t.p[0]) {
    case '"': look_for_currency(r, enclosed(t, '"', &taken)); return taken;
    case '[': read_bracket(r, enclosed(t, ']', &taken)); return taken;
    case '\\':
    case '_':
    case '*': return 2;
    case '0': r->zeros += !r->behind_point; /* fall through */
    case '#':
    case '?':
        r->digits++;
        r->places += r->behind_point;
        return 1;
    case '.': r->behind_point = r->digits > 0; return 1;
    case ',': r->is_grouped = r->is_grouped || r->digits > 0; return 1;
    case '%': r->is_percent = true; return 1;
    case '/': r->has_fraction = r->digits > 0; return 1;
    case '@': r->is_text = true; return 1;
    case 'y':
    case 'Y': r->has_year = true; return 1;
    case 'm':
    case 'M': r->has_month = true; return 1;
    case 'd':
    case 'D': r->has_day = true; return 1;
    case 'h':
    case 'H': r->has_hour = true; return 1;
    case 's':
    case 'S': r->has_second = true; return 1;
    case 'e':
    case 'E': r->has_exponent = t.n > 1 && ascii_is_in("+-", t.p[1]); return 1;
    default: return read_word(r, t);
    }
}

static struct format conclude(const struct reading *r)
{
    struct format f = {.kind = CELL_NUMBER};
    bool has_clock = r->has_hour || r->has_second;
    f.has_day = r->has_year || r->has_day || (r->has_month && !has_clock);
    f.has_time = has_clock;
    f.is_elapsed = r->is_elapsed;
    if (r->is_percent)
        f.kind = CELL_PERCENT;
    else if (f.has_day)
        f.kind = CELL_DATE;
    else if (f.has_time)
        f.kind = CELL_TIME;
    else if (r->has_euro)
        f.kind = CELL_EUROS;
    else if (r->has_other)
        f.kind = CELL_FOREIGN;
    else if (r->has_exponent || r->has_fraction || r->is_text)
        f.kind = CELL_NUMBER;
    else if (r->places == 2)
        f.kind = CELL_EUROS;
    else if (r->is_grouped && r->places == 0)
        f.kind = CELL_GROUPED;
    else if (r->zeros > 1 && r->zeros == r->digits)
        f.kind = CELL_CODE;
    f.zeros = f.kind == CELL_CODE ? r->zeros : 0;
    return f;
}

struct format format_read(struct text code)
{
    struct reading r = {0};
    while (code.n && code.p[0] != ';')
        code = text_from(code, read_item(&r, code));
    return conclude(&r);
}

struct format format_builtin(unsigned id)
{
    static const struct {
        unsigned first, last;
        struct format format;
    } known[] = {
        {2, 2, {.kind = CELL_EUROS}},
        {3, 3, {.kind = CELL_GROUPED}},
        {4, 8, {.kind = CELL_EUROS}},
        {9, 10, {.kind = CELL_PERCENT}},
        {14, 17, {.kind = CELL_DATE, .has_day = true}},
        {18, 21, {.kind = CELL_TIME, .has_time = true}},
        {22, 22, {.kind = CELL_DATE, .has_day = true, .has_time = true}},
        {27, 31, {.kind = CELL_DATE, .has_day = true}},
        {32, 35, {.kind = CELL_TIME, .has_time = true}},
        {36, 36, {.kind = CELL_DATE, .has_day = true}},
        {37, 38, {.kind = CELL_GROUPED}},
        {39, 40, {.kind = CELL_EUROS}},
        {41, 41, {.kind = CELL_GROUPED}},
        {42, 44, {.kind = CELL_EUROS}},
        {45, 45, {.kind = CELL_TIME, .has_time = true}},
        {46, 46, {.kind = CELL_TIME, .has_time = true, .is_elapsed = true}},
        {47, 47, {.kind = CELL_TIME, .has_time = true}},
        {50, 58, {.kind = CELL_DATE, .has_day = true}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (id >= known[i].first && id <= known[i].last)
            return known[i].format;
    return (struct format){.kind = CELL_NUMBER};
}

/* Serial numbers */

enum { A_DAY = 86400, LAST_1900 = 2958465, LAST_1904 = 2957003, NO_DAY = 60 };

/* Splits the number into days and seconds; false: negative or beyond year 9999. */
static bool split(const struct decimal *d, bool is_1904, int64_t *days, int64_t *seconds)
{
    enum { PLACES = 11, MOST_DIGITS = 7 };
    const int64_t day = 100000000000; /* ten to the PLACES */
    struct decimal fine = *d;
    int64_t scaled;
    if (d->is_minus || d->point > MOST_DIGITS)
        return false;
    decimal_round(&fine, d->point + PLACES > 0 ? d->point + PLACES : 0);
    decimal_shift(&fine, PLACES);
    if (!decimal_int(&fine, &scaled))
        return false;
    *days = scaled / day;
    *seconds = (scaled % day * (A_DAY / 100) + day / 200) / (day / 100);
    *days += *seconds / A_DAY;
    *seconds %= A_DAY;
    return *days <= (is_1904 ? LAST_1904 : LAST_1900);
}

/* The day of a serial number. The 1900 system has a 29 February 1900, number 60. */
static bool to_date(int64_t serial, bool is_1904, struct date *out)
{
    int64_t from_march; /* since 0000-03-01 */
    if (!is_1904 && (serial < 1 || serial == NO_DAY))
        return false;
    int64_t since_1970 = is_1904 ? serial - 24107 : serial - 25569 + (serial < NO_DAY);
    from_march = since_1970 + 719468;
    /* Years begin in March: the leap day is a year's last. */
    int64_t era = from_march / 146097, in_era = from_march % 146097;
    int64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int64_t day = in_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * day + 2) / 153;
    out->day = (int)(day - (153 * month + 2) / 5 + 1);
    out->month = (int)(month < 10 ? month + 3 : month - 9);
    out->year = (int)(year + era * 400 + (month >= 10));
    return true;
}

static const char *clock_text(struct arena *arena, int64_t seconds)
{
    int hours = (int)(seconds / 3600), minutes = (int)(seconds / 60 % 60),
        rest = (int)(seconds % 60);
    return rest ? arena_printf(arena, "%02d:%02d:%02d", hours, minutes, rest)
                : arena_printf(arena, "%02d:%02d", hours, minutes);
}

static void apply_date(struct arena *arena, const struct format *format, const struct decimal *d,
                       bool is_1904, struct cell *cell)
{
    int64_t days, seconds;
    struct date date = {0};
    if (!split(d, is_1904, &days, &seconds) ||
        (format->kind == CELL_DATE && !to_date(days, is_1904, &date))) {
        cell->kind = CELL_FAULT;
        cell->fault = "has a date format, but is not a date";
        return;
    }
    cell->kind = format->kind;
    if (format->kind == CELL_TIME) {
        seconds += format->is_elapsed ? days * A_DAY : 0;
        cell->text = text_of(clock_text(arena, seconds));
        return;
    }
    bool has_time = format->has_time && seconds;
    cell->text = text_of(arena_printf(
        arena, "%04d-%02d-%02d%s%s%s", date.year, date.month, date.day, has_time ? "T" : "",
        has_time ? clock_text(arena, seconds) : "", has_time && seconds % 60 == 0 ? ":00" : ""));
}

static struct text with_zeros(struct arena *arena, struct text digits, int zeros)
{
    int lacking = zeros - (int)digits.n;
    return lacking > 0
               ? text_of(arena_printf(arena, "%0*d%.*s", lacking, 0, (int)digits.n, digits.p))
               : digits;
}

void format_apply(struct arena *arena, const struct format *format, struct text number,
                  bool is_1904, struct cell *cell)
{
    struct decimal d;
    cell->kind = format->kind;
    cell->text = number;
    if (!decimal_read(number, &d)) {
        cell->kind = CELL_FAULT;
        cell->fault = "is not a number";
        return;
    }
    decimal_round(&d, SPREADSHEET_DIGITS);
    if (format->kind == CELL_DATE || format->kind == CELL_TIME) {
        apply_date(arena, format, &d, is_1904, cell);
        return;
    }
    if (format->kind == CELL_CODE && (decimal_places(&d) > 0 || d.is_minus))
        cell->kind = CELL_NUMBER;
    cell->text = decimal_text(arena, &d);
    if (cell->kind == CELL_CODE)
        cell->text = with_zeros(arena, cell->text, format->zeros);
}
