/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads ISO 8601's common forms strictly, so that a slip of the pen in a record is seen. */
#include "doc/date.h"

/* Takes exactly n digits off the front. */
static bool take_digits(struct text *rest, size_t n, int *out)
{
    if (rest->n < n)
        return false;
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (rest->p[i] < '0' || rest->p[i] > '9')
            return false;
        *out = *out * 10 + (rest->p[i] - '0');
    }
    *rest = text_from(*rest, n);
    return true;
}

static bool take_char(struct text *rest, char c)
{
    if (rest->n == 0 || *rest->p != c)
        return false;
    *rest = text_from(*rest, 1);
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

static bool take_day(struct text *rest, struct date *d)
{
    return take_digits(rest, 4, &d->year) && take_char(rest, '-') &&
           take_digits(rest, 2, &d->month) && take_char(rest, '-') &&
           take_digits(rest, 2, &d->day) && d->year > 0 && d->month >= 1 && d->month <= 12 &&
           d->day >= 1 && d->day <= days_in_month(d->year, d->month);
}

static bool take_time(struct text *rest, struct date *d)
{
    if (!take_digits(rest, 2, &d->hour) || !take_char(rest, ':') ||
        !take_digits(rest, 2, &d->minute) || d->hour > 23 || d->minute > 59)
        return false;
    if (take_char(rest, ':') && (!take_digits(rest, 2, &d->second) || d->second > 59))
        return false;
    if (!take_char(rest, '.'))
        return true;
    size_t digits = 0;
    for (int ignored; take_digits(rest, 1, &ignored);)
        digits++;
    return digits > 0;
}

bool date_parse(struct text t, struct date *out)
{
    struct date d = {0};
    d.has_day = t.n > 4 && t.p[4] == '-';
    if (d.has_day && !take_day(&t, &d))
        return false;
    d.has_time = !d.has_day || take_char(&t, ' ') || take_char(&t, 'T');
    if (d.has_time && !take_time(&t, &d))
        return false;
    *out = d;
    return t.n == 0;
}
