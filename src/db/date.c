/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading dates and counting days by whole numbers. */
#include "db/date.h"

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static bool is_day(const struct date *date)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (date->year < 1 || date->month < 1 || date->month > 12)
        return false;
    int last = days[date->month - 1] + (date->month == 2 && is_leap(date->year));
    return date->day >= 1 && date->day <= last;
}

bool date_parse(struct text t, bool is_german, struct date *out)
{
    bool fits;
    if (is_german)
        fits = text_take_number(&t, 1, 2, &out->day) && text_take(&t, '.') &&
               text_take_number(&t, 1, 2, &out->month) && text_take(&t, '.') &&
               text_take_number(&t, 4, 4, &out->year);
    else
        fits = text_take_number(&t, 4, 4, &out->year) && text_take(&t, '-') &&
               text_take_number(&t, 2, 2, &out->month) && text_take(&t, '-') &&
               text_take_number(&t, 2, 2, &out->day);
    return fits && t.n == 0 && is_day(out);
}

int64_t date_days(struct date date)
{
    /* Days before a month in a common year that begins in March. */
    static const int before[] = {306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275};
    int64_t year = date.year - (date.month < 3);
    int64_t since_march = before[date.month - 1] + date.day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + since_march - 719468;
}
