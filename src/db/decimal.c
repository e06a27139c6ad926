/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digits are kept without leading and trailing zeros, so that shifting moves the point alone. */
#include "db/decimal.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"

enum { LARGEST_POINT = 309 };

static bool take(struct text *t, const char *set, char *out)
{
    if (!t->n || !strchr(set, t->p[0]))
        return false;
    *out = t->p[0];
    *t = text_from(*t, 1);
    return true;
}

static void settle(struct decimal *d)
{
    while (d->digits && d->digit[d->digits - 1] == '0')
        d->digits--;
    if (d->digits == 0)
        *d = (struct decimal){0};
}

/* Takes digits; those behind the point move no point. Returns how many there were. */
static size_t take_digits(struct text *t, struct decimal *d, bool is_fraction)
{
    size_t n = 0;
    for (; n < t->n && ascii_is_digit(t->p[n]) && n < 1000; n++) {
        bool is_leading = d->digits == 0 && t->p[n] == '0';
        if (!is_leading && d->digits < DECIMAL_DIGITS)
            d->digit[d->digits++] = t->p[n];
        if (is_fraction ? is_leading : !is_leading)
            d->point += is_fraction ? -1 : 1;
    }
    *t = text_from(*t, n);
    return n;
}

bool decimal_read(struct text t, struct decimal *d)
{
    char c;
    *d = (struct decimal){0};
    bool is_minus = take(&t, "+-", &c) && c == '-';
    size_t n = take_digits(&t, d, false);
    if (take(&t, ".", &c))
        n += take_digits(&t, d, true);
    if (n == 0)
        return false;
    if (take(&t, "eE", &c)) {
        bool is_down = take(&t, "+-", &c) && c == '-';
        int exponent = 0;
        if (t.n == 0 || t.n > 4)
            return false;
        for (; t.n && ascii_is_digit(t.p[0]); t = text_from(t, 1))
            exponent = exponent * 10 + (t.p[0] - '0');
        d->point += is_down ? -exponent : exponent;
    }
    d->is_minus = is_minus;
    settle(d);
    return t.n == 0 && d->point < LARGEST_POINT && d->point > -LARGEST_POINT;
}

void decimal_round(struct decimal *d, int digits)
{
    if (d->digits <= digits)
        return;
    bool is_up = d->digit[digits] >= '5';
    d->digits = digits;
    for (int i = digits; is_up && i-- > 0;) {
        is_up = d->digit[i] == '9';
        d->digit[i] = is_up ? '0' : (char)(d->digit[i] + 1);
    }
    if (is_up) { /* 9.99 has become 10 */
        d->digit[0] = '1';
        d->digits = 1;
        d->point++;
    }
    settle(d);
}

void decimal_shift(struct decimal *d, int places)
{
    if (d->digits)
        d->point += places;
}

int decimal_places(const struct decimal *d)
{
    return d->digits > d->point ? d->digits - d->point : 0;
}

bool decimal_int(const struct decimal *d, int64_t *out)
{
    enum { LARGEST = 18 };
    int64_t value = 0;
    if (decimal_places(d) > 0 || d->point > LARGEST)
        return false;
    for (int i = 0; i < d->point; i++)
        value = value * 10 + (i < d->digits ? d->digit[i] - '0' : 0);
    *out = d->is_minus ? -value : value;
    return true;
}

struct text decimal_text(struct arena *arena, const struct decimal *d)
{
    struct buf out = {0};
    int whole = d->point > 0 ? d->point : 0;
    if (d->is_minus)
        buf_char(&out, '-');
    for (int i = 0; i < whole; i++)
        buf_char(&out, i < d->digits ? d->digit[i] : '0');
    if (whole == 0)
        buf_char(&out, '0');
    if (decimal_places(d) > 0)
        buf_char(&out, '.');
    for (int i = d->point; i < d->digits; i++)
        buf_char(&out, i < 0 ? '0' : d->digit[i]);
    struct text copy = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return copy;
}
