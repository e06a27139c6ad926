/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axes: ticks on round numbers, as many as wished at most, around all values; lengths in proportion
 * to what they stand for, whatever the numbers. */
#include "page/chart_scale.h"

#include <inttypes.h>

#include "tests/check.h"

static void check_ticks(void)
{
    static const struct {
        int64_t least, most, unit;
        size_t ticks;
        int64_t from, to, step;
    } cases[] = {
        {0, 18, 1, 5, 0, 20, 5},     {0, 100, 1, 5, 0, 100, 20},
        {11, 158, 1, 6, 0, 200, 50}, {-7, 22, 1, 5, -10, 30, 10},
        {-22, -7, 1, 5, -25, -5, 5}, {0, 1, 1, 5, 0, 1, 1},
        {0, 7, 10, 5, 0, 10, 10},    {3, 3, 1, 5, 3, 4, 1},
        {0, 4, 5, 9, 0, 5, 5},       {0, 1250000, 100, 5, 0, 1500000, 500000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scale s = scale_find(cases[i].least, cases[i].most, cases[i].unit, cases[i].ticks);
        check(s.from == cases[i].from && s.to == cases[i].to && s.step == cases[i].step,
              "%" PRId64 " to %" PRId64 " has an axis from %" PRId64 " to %" PRId64 " by %" PRId64
              ", not %" PRId64 " to %" PRId64 " by %" PRId64,
              cases[i].least, cases[i].most, cases[i].from, cases[i].to, cases[i].step, s.from,
              s.to, s.step);
    }
}

static uint64_t state = 1;

static int64_t dice(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    uint64_t bits = state >> 1;
    return (int64_t)(bits >> (state % 62)) * (state & 64 ? -1 : 1);
}

static bool is_nice(int64_t step)
{
    while (step % 10 == 0)
        step /= 10;
    return step == 1 || step == 2 || step == 5;
}

static void check_random(void)
{
    size_t bad = 0;
    for (int i = 0; i < 20000; i++) {
        int64_t a = dice(), b = dice(), least = a < b ? a : b, most = a < b ? b : a;
        struct scale s = scale_find(least, most, 1, 6);
        uint64_t steps = ((uint64_t)s.to - (uint64_t)s.from) / (uint64_t)s.step;
        bad += s.from > least || s.to < most || s.from >= s.to || !is_nice(s.step) || steps > 7;
        bad += scale_first(&s) < s.from;
    }
    check(bad == 0,
          "an axis is around its values, on round steps, and has no more than asked for "
          "(%zu were not)",
          bad);
}

static void check_lengths(void)
{
    size_t bad = 0;
    for (int i = 0; i < 20000; i++) {
        int64_t most = dice() % 1000000000, n = dice();
        most = most < 0 ? -most + 1 : most + 1;
        n = (n < 0 ? -(n + 1) : n) % most;
        struct scale s = scale_bars(0, most);
        sp length = MM(120), at = scale_at(&s, n, length);
        __int128 off = (__int128)at * most - (__int128)n * length;
        bad += off > most || off < -most;
    }
    check(bad == 0, "a bar is off by less than 1/65536 pt (%zu were more)", bad);
    struct scale s = scale_bars(-340, 1200);
    check(s.from == -340 && s.to == 1200, "bars need no round ends");
    check(scale_at(&s, 0, 1540) == 340, "zero lies between negative and positive values");
    s = scale_bars(5, 17);
    check(s.from == 0, "bars begin at zero");
    s = scale_bars(-17, -5);
    check(s.to == 0, "negative bars, too");
    s = scale_bars(0, 0);
    check(scale_at(&s, 0, 1000) == 0, "nothing but zeros have no length");
    s = (struct scale){INT64_MIN, INT64_MAX, 1};
    check(scale_at(&s, 0, 1000) == 500, "the middle of all numbers is in the middle");
}

int main(void)
{
    check_ticks();
    check_random();
    check_lengths();
    return check_done();
}
