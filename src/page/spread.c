/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With all sizes before each taken off, "no overlap" is "never less than the one before": isotonic
 * regression. Neighbours out of order become one group at their mean (pool adjacent violators:
 * Ayer, Brunk, Ewing, Reid, Silverman 1955, Annals of Mathematical Statistics 26, p. 641). Keeping
 * what comes out within bounds is the best solution within them. */
#include "page/spread.h"

/* A group's mean is kept in `at` of its first, the number of its members in the array beside it; no
 * memory is needed as groups lie one after the other: the last one ends at i. */
static sp mean(const struct spread *item, size_t from, size_t to, sp before)
{
    __int128 sum = 0;
    for (size_t i = from; i < to; i++) {
        sum += item[i].wish - before;
        before += item[i].size;
    }
    __int128 n = (__int128)(to - from);
    return (sp)((sum - (sum < 0 ? n - 1 : 0)) / n);
}

static sp size_before(const struct spread *item, size_t upto)
{
    sp sum = 0;
    for (size_t i = 0; i < upto; i++)
        sum += item[i].size;
    return sum;
}

/* The item that begins the group which ends before `end`: all of a group are equal. */
static size_t group_start(const struct spread *item, size_t end)
{
    size_t i = end - 1;
    while (i > 0 && item[i - 1].at == item[end - 1].at)
        i--;
    return i;
}

static void pool(struct spread *item, size_t n)
{
    sp before = 0;
    for (size_t i = 0; i < n; i++) {
        size_t from = i;
        sp at = item[i].wish - before;
        while (from > 0 && item[from - 1].at > at) {
            from = group_start(item, from);
            at = mean(item, from, i + 1, size_before(item, from));
        }
        for (size_t k = from; k <= i; k++)
            item[k].at = at;
        before += item[i].size;
    }
}

bool spread_apart(struct spread *item, size_t n, sp from, sp to)
{
    sp total = size_before(item, n), last = to - total, before = 0;
    bool fits = last >= from;
    pool(item, n);
    for (size_t i = 0; i < n; i++) {
        sp at = sp_max(sp_min(item[i].at, last), from);
        item[i].at = before + (fits ? at : from);
        before += item[i].size;
    }
    return fits;
}

void spread_outward(struct spread *item, size_t n, sp middle)
{
    size_t first = 0; /* below the middle */
    while (first < n && item[first].wish + item[first].size / 2 < middle)
        first++;
    for (size_t i = first; i < n; i++) {
        sp least = i > first ? item[i - 1].at + item[i - 1].size : item[i].wish;
        item[i].at = sp_max(item[i].wish, least);
    }
    for (size_t i = first; i-- > 0;) {
        sp most = i + 1 < n ? item[i + 1].at - item[i].size : item[i].wish;
        item[i].at = sp_min(item[i].wish, most);
    }
}
