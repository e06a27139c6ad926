/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long bars are and how far they reach: values, shares, answers on both sides of zero. */
#include "page/chart.h"

#include "tests/check.h"

enum { NONE = SIZE_MAX, MOST = 5 };

static const struct chart_category one_category[] = {{.base = 20}};

static const struct {
    const char *what;
    enum chart_kind kind;
    bool is_share_only, has_shares;
    size_t series, neutral;
    int64_t n[MOST];
    int64_t below, above;
} cases[] = {
    {"the longest of a group counts on each side",
     CHART_GROUPED,
     false,
     false,
     3,
     NONE,
     {4, -7, 9},
     -7,
     9},
    {"segments add up", CHART_STACKED, false, true, 3, NONE, {4, 7, 9}, 0, 20},
    {"segments that are shares add up to the whole",
     CHART_STACKED,
     true,
     true,
     3,
     NONE,
     {4, 7, 9},
     0,
     SCALE_WHOLE},
    {"what may have no share has no segment", CHART_STACKED, true, false, 3, NONE, {4, 7, 9}, 0, 0},
    {"columns say shares and are as long as their values",
     CHART_COLUMN,
     true,
     true,
     1,
     NONE,
     {4},
     0,
     4},
    {"answers are parted in their middle",
     CHART_LIKERT,
     false,
     false,
     4,
     NONE,
     {1, 2, 3, 5},
     -6,
     16},
    {"half of a neutral answer is below",
     CHART_LIKERT,
     false,
     false,
     5,
     2,
     {1, 2, 3, 4, 5},
     -9,
     21},
    {"sums too large to be said end",
     CHART_STACKED,
     false,
     false,
     3,
     NONE,
     {INT64_MAX / 2, INT64_MAX / 2, INT64_MAX / 2},
     0,
     INT64_MAX / 4},
};

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct chart_value value[MOST] = {{0}};
        for (size_t s = 0; s < cases[i].series; s++) {
            value[s].n = cases[i].n[s];
            value[s].share_bp = cases[i].has_shares ? (int)cases[i].n[s] * 500 : -1;
        }
        struct chart chart = {.kind = cases[i].kind,
                              .is_share_only = cases[i].is_share_only,
                              .categories = 1,
                              .series = cases[i].series,
                              .neutral = cases[i].neutral,
                              .category = one_category,
                              .value = value};
        int64_t below, above;
        length_reach(&chart, 0, &below, &above);
        check(below == cases[i].below && above == cases[i].above, "%s: %lld … %lld", cases[i].what,
              (long long)below, (long long)above);
        value[0].is_hidden = true;
        check(length_of(&chart, &value[0]) == 0, "%s: what is hidden has no length", cases[i].what);
    }
    return check_done();
}
