/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A name is taken apart into what is no digit, which all must share, and up to three numbers; a
 * number of four digits is a year. Two numbers with a year count its parts: months, quarters,
 * weeks, as many as the greatest that occurs. Three are a day. */
#include "page/sequence.h"

#include <stdint.h>

#include "base/ascii.h"

enum { MOST_NUMBERS = 3, MOST_DIGITS = 9, YEAR_DIGITS = 4 };

struct parts {
    int64_t number[MOST_NUMBERS];
    int digits[MOST_NUMBERS];
    size_t n;
};

static bool take_apart(struct text t, struct parts *out)
{
    *out = (struct parts){0};
    for (size_t i = 0; i < t.n; i++) {
        if (!ascii_is_digit(t.p[i]))
            continue;
        if (i == 0 || !ascii_is_digit(t.p[i - 1]))
            if (out->n++ == MOST_NUMBERS)
                return false;
        size_t k = out->n - 1;
        if (++out->digits[k] > MOST_DIGITS)
            return false;
        out->number[k] = out->number[k] * 10 + (t.p[i] - '0');
    }
    return out->n > 0;
}

/* Both say the same but for their digits. */
static bool are_alike(struct text a, struct text b)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.n && ascii_is_digit(a.p[i]))
            i++;
        while (k < b.n && ascii_is_digit(b.p[k]))
            k++;
        if (i == a.n || k == b.n)
            return i == a.n && k == b.n;
        if (a.p[i++] != b.p[k++])
            return false;
    }
}

/* Days since a fixed one, by a calendar that begins in March (after H. Zeller 1882: the months from
 * March on have 153 days in five). */
static int64_t day_number(int64_t year, int64_t month, int64_t day)
{
    int64_t y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 : month + 9;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day;
}

struct calendar {
    bool is_year_first;
    bool is_monthly; /* three numbers: the same day of each month */
    int64_t parts;   /* two numbers: of a year */
};

static int64_t ordinal(const struct parts *p, const struct calendar *c)
{
    const int64_t *n = p->number;
    if (p->n == 1)
        return n[0];
    if (p->n == 2)
        return c->is_year_first ? n[0] * c->parts + n[1] : n[1] * c->parts + n[0];
    int64_t year = c->is_year_first ? n[0] : n[2], day = c->is_year_first ? n[2] : n[0];
    return c->is_monthly ? year * 12 + n[1] : day_number(year, n[1], day);
}

static bool is_even(struct text (*name)(const void *, size_t), const void *context, size_t n,
                    const struct calendar *calendar)
{
    int64_t before = 0, step = 0;
    for (size_t i = 0; i < n; i++) {
        struct parts p;
        take_apart(name(context, i), &p);
        int64_t at = ordinal(&p, calendar);
        if (i == 1)
            step = at - before;
        if (i > 0 && (at - before != step || step == 0))
            return false;
        before = at;
    }
    return true;
}

bool names_are_sequence(struct text (*name)(const void *, size_t), const void *context, size_t n)
{
    struct parts first, p;
    struct calendar calendar = {.is_monthly = true};
    if (n < 3 || !take_apart(name(context, 0), &first))
        return false;
    bool is_year_last = first.digits[first.n - 1] == YEAR_DIGITS;
    calendar.is_year_first = first.digits[0] == YEAR_DIGITS;
    if (first.n > 1 && calendar.is_year_first == is_year_last)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!take_apart(name(context, i), &p) || p.n != first.n ||
            !are_alike(name(context, 0), name(context, i)))
            return false;
        int64_t part = calendar.is_year_first ? p.number[1] : p.number[0];
        calendar.parts = part > calendar.parts ? part : calendar.parts;
        size_t day = calendar.is_year_first ? 2 : 0;
        calendar.is_monthly = calendar.is_monthly && p.n == 3 && p.number[day] == first.number[day];
    }
    return is_even(name, context, n, &calendar);
}
