/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads ISO 8601's common forms strictly, so that a slip of the pen in a record is seen. */
#include "doc/moment.h"

enum { DAY_LENGTH = 10 };

/* Takes two digits of at most `most` off the front. */
static bool take_number(struct text *rest, int most, int *out)
{
    return text_take_number(rest, 2, 2, out) && *out <= most;
}

static bool take_fraction(struct text *rest)
{
    size_t n = text_digits(*rest);
    *rest = text_from(*rest, n);
    return n > 0;
}

static bool take_time(struct text *rest, struct moment *m)
{
    if (!take_number(rest, 23, &m->hour) || !text_take(rest, ':') ||
        !take_number(rest, 59, &m->minute))
        return false;
    if (!text_take(rest, ':'))
        return true;
    return take_number(rest, 59, &m->second) && (!text_take(rest, '.') || take_fraction(rest));
}

bool moment_parse(struct text t, struct moment *out)
{
    struct moment m = {0};
    m.has_day = t.n > 4 && t.p[4] == '-';
    if (m.has_day && !date_parse(text_slice(t, 0, DAY_LENGTH), false, &m.day))
        return false;
    if (m.has_day)
        t = text_from(t, DAY_LENGTH);
    m.has_time = !m.has_day || text_take(&t, ' ') || text_take(&t, 'T');
    if (m.has_time && !take_time(&t, &m))
        return false;
    *out = m;
    return t.n == 0;
}

bool is_day(struct text t)
{
    struct date day;
    return date_parse(t, false, &day);
}
