/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels pushed apart: in order, none over another, and no way to do it with less moving. */
#include "page/spread.h"

#include "tests/check.h"

static uint64_t state = 11;

static sp next(sp upto)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (sp)(state >> 33) % upto;
}

static void known_ones(void)
{
    struct spread alone[] = {{.wish = 30, .size = 10}};
    check(spread_apart(alone, 1, 0, 100) && alone[0].at == 30, "what has room stays");
    struct spread two[] = {{.wish = 50, .size = 10}, {.wish = 50, .size = 10}};
    check(spread_apart(two, 2, 0, 100) && two[0].at == 45 && two[1].at == 55,
          "two at one place move by half each");
    struct spread edge[] = {{.wish = 98, .size = 10}, {.wish = 99, .size = 10}};
    check(spread_apart(edge, 2, 0, 100) && edge[0].at == 80 && edge[1].at == 90,
          "nothing leaves the bounds");
    struct spread many[] = {{.wish = 0, .size = 60}, {.wish = 0, .size = 60}};
    check(!spread_apart(many, 2, 5, 100) && many[0].at == 5 && many[1].at == 65,
          "without room they stand one behind the other");
    check(spread_apart(many, 0, 0, 0), "none is no trouble");
}

static __int128 cost(const struct spread *item, const sp *at, size_t n)
{
    __int128 sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (__int128)(at[i] - item[i].wish) * (at[i] - item[i].wish);
    return sum;
}

/* Moving any run of items up or down by a little, where that is allowed, is never better. */
static void check_best(const struct spread *item, size_t n, sp to)
{
    sp at[12];
    for (size_t i = 0; i < n; i++)
        at[i] = item[i].at;
    __int128 best = cost(item, at, n);
    for (size_t from = 0; from < n; from++)
        for (size_t end = from + 1; end <= n; end++)
            for (int move = -3; move <= 3; move += 6) {
                for (size_t i = 0; i < n; i++)
                    at[i] = item[i].at + (i >= from && i < end ? move : 0);
                bool is_allowed = at[0] >= 0 && at[n - 1] + item[n - 1].size <= to;
                for (size_t i = 1; i < n; i++)
                    is_allowed = is_allowed && at[i] >= at[i - 1] + item[i - 1].size;
                check(!is_allowed || cost(item, at, n) + 40 >= best, "%zu to %zu moved by %d", from,
                      end, move);
            }
}

static void random_ones(void)
{
    for (int round = 0; round < 2000; round++) {
        struct spread item[12];
        size_t n = 1 + (size_t)next(12);
        sp total = 0, wish = 0;
        for (size_t i = 0; i < n; i++) {
            wish += next(80);
            item[i] = (struct spread){.wish = wish - 50, .size = 1 + next(60)};
            total += item[i].size;
        }
        sp to = total + next(300);
        bool holds = spread_apart(item, n, 0, to) && item[0].at >= 0 &&
                     item[n - 1].at + item[n - 1].size <= to;
        for (size_t i = 1; i < n; i++)
            holds = holds && item[i].at >= item[i - 1].at + item[i - 1].size;
        check(holds, "round %d: none covers another", round);
        check_best(item, n, to);
    }
}

static void outward_ones(void)
{
    for (int round = 0; round < 500; round++) {
        struct spread item[12];
        size_t n = 1 + (size_t)next(12);
        sp wish = -200;
        for (size_t i = 0; i < n; i++) {
            wish += next(60);
            item[i] = (struct spread){.wish = wish, .size = 1 + next(60)};
        }
        spread_outward(item, n, 0);
        bool is_above = true;
        for (size_t i = 0; i < n; i++) {
            is_above = is_above && item[i].wish + item[i].size / 2 < 0; /* none follows one below */
            check(is_above ? item[i].at <= item[i].wish : item[i].at >= item[i].wish,
                  "round %d: label %zu does not come nearer to the middle", round, i);
            check(i == 0 || item[i].at >= item[i - 1].at + item[i - 1].size,
                  "round %d: label %zu covers none", round, i);
        }
    }
}

int main(void)
{
    known_ones();
    outward_ones();
    random_ones();
    return check_done();
}
