/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps are 1, 2 or 5 times a power of ten, as P. Heckbert proposes ("Nice Numbers for Graph
 * Labels", Graphics Gems I, 1990, p. 61-63), here in whole numbers: the least such step that makes
 * no more ticks than wished. Differences are reckoned unsigned, so that no pair of numbers is too
 * far apart. */
#include "page/chart_scale.h"

enum { LARGEST_POWER = 18 }; /* of ten, in 63 bits */

static uint64_t distance(int64_t from, int64_t to)
{
    return (uint64_t)to - (uint64_t)from;
}

/* How many steps reach from the multiple at or below `least` to the one at or above `most`. */
static uint64_t count_steps(int64_t least, int64_t most, int64_t step)
{
    int64_t low = least / step - (least % step < 0), high = most / step + (most % step > 0);
    return distance(low, high);
}

static int64_t find_step(int64_t least, int64_t most, int64_t unit, size_t ticks)
{
    static const int64_t nice[] = {1, 2, 5};
    int64_t power = 1, step = 1;
    for (int i = 0; i <= LARGEST_POWER; i++, power *= i <= LARGEST_POWER ? 10 : 1)
        for (size_t k = 0; k < sizeof nice / sizeof *nice; k++) {
            if (power > INT64_MAX / nice[k])
                return step;
            step = power * nice[k];
            if (step >= unit && step % unit == 0 && count_steps(least, most, step) <= ticks)
                return step;
        }
    return step;
}

/* The multiple of the step below n, or above it; n itself where that would be none. */
static int64_t round_down(int64_t n, int64_t step)
{
    int64_t rest = n % step;
    if (rest < 0)
        rest += step;
    return n < INT64_MIN + rest ? n : n - rest;
}

static int64_t round_up(int64_t n, int64_t step)
{
    int64_t rest = n % step;
    if (rest > 0)
        rest -= step;
    return n > INT64_MAX + rest ? n : n - rest;
}

struct scale scale_find(int64_t least, int64_t most, int64_t unit, size_t ticks)
{
    struct scale s;
    if (unit < 1)
        unit = 1;
    if (least >= most)
        most = least > INT64_MAX - unit ? least : least + unit;
    s.step = find_step(least, most, unit, ticks ? ticks : 1);
    s.from = round_down(least, s.step);
    s.to = round_up(most, s.step);
    return s;
}

struct scale scale_bars(int64_t least, int64_t most)
{
    struct scale s = {least < 0 ? least : 0, most > 0 ? most : 0, 1};
    if (s.from == s.to)
        s.to = 1;
    s.step = s.to;
    return s;
}

int64_t scale_first(const struct scale *s)
{
    return round_up(s->from, s->step);
}

sp scale_at(const struct scale *s, int64_t n, sp length)
{
    uint64_t all = distance(s->from, s->to), part = distance(s->from, n);
    if (n <= s->from)
        return 0;
    if (n >= s->to)
        return length;
    while (all > INT64_MAX) { /* a bit less matters to nobody */
        all /= 2;
        part /= 2;
    }
    return sp_ratio(length, (int64_t)part, (int64_t)all);
}

int64_t scale_share(const struct chart *chart, const struct chart_value *value)
{
    enum { BASIS_POINTS = 10000 };
    int64_t base = chart->category[(size_t)(value - chart->value) / chart->series].base, n;
    for (int i = 0; i < chart->scale && base < INT64_MAX / BASIS_POINTS; i++)
        base *= 10;
    if (base <= 0 || __builtin_mul_overflow(value->n, (int64_t)SCALE_WHOLE, &n))
        return (int64_t)value->share_bp * (SCALE_WHOLE / BASIS_POINTS);
    return n / base;
}
