/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines through many points keep what can be seen of them; dashes are as long as asked for. */
#include "page/polyline.h"

#include "page/fixed.h"
#include "tests/check.h"

enum { MANY = 20000 };
static struct point in[MANY], out[MANY];

static void extremes_are_kept(void)
{
    uint64_t state = 3;
    for (size_t i = 0; i < MANY; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        in[i] = (struct point){(sp)i * 50, (sp)(state >> 40)};
    }
    size_t n = polyline_thin(in, MANY, 10000, out), k = 0;
    check(n <= 4 * (MANY * 50 / 10000 + 1), "%zu points are no more than four a strip", n);
    check(out[0].x == in[0].x && out[n - 1].x == in[MANY - 1].x, "the ends are kept");
    for (size_t from = 0; from < MANY; from += 200) { /* a strip is 200 points */
        sp low = in[from].y, high = low, got_low = SP_MAX, got_high = 0;
        for (size_t i = from; i < from + 200; i++) {
            low = sp_min(low, in[i].y);
            high = sp_max(high, in[i].y);
        }
        for (; k < n && out[k].x < in[from].x + 10000; k++) {
            got_low = sp_min(got_low, out[k].y);
            got_high = sp_max(got_high, out[k].y);
        }
        check(low == got_low && high == got_high, "strip at %zu keeps its extremes", from);
    }
    check(polyline_thin(out, n, 10000, out) == n, "thinning again takes nothing away");
}

static void few_points_stay_as_they_are(void)
{
    struct point p[] = {{0, 5}, {100, 7}, {200, 1}};
    check(polyline_thin(p, 3, 10, out) == 3 && out[1].y == 7, "three apart stay three");
    check(polyline_thin(p, 1, 10, out) == 1, "one stays one");
    check(polyline_thin(p, 0, 10, out) == 0, "none stays none");
}

static void dashes_are_as_long_as_asked_for(void)
{
    struct arena *arena = arena_new();
    const struct point corner[] = {{0, 0}, {1000, 0}, {1000, 750}};
    const sp dash[] = {300, 100};
    struct path path = polyline_path(arena, corner, 3, dash, 2);
    check_text(text_of(path.op), "MLMLMLLMLML", "the third dash turns the corner");
    check(path.point[1].x == 300 && path.point[2].x == 400, "on for 300, off for 100");
    check(path.point[6].y == 100 && path.point[6].x == 1000, "its rest lies behind the corner");
    path = polyline_path(arena, corner, 3, NULL, 0);
    check_text(text_of(path.op), "MLL", "without dashes it is solid");
    path = polyline_path(arena, corner, 1, dash, 2);
    check_text(text_of(path.op), "M", "one point is no line");
    arena_free(arena);
}

int main(void)
{
    extremes_are_kept();
    few_points_stay_as_they_are();
    dashes_are_as_long_as_asked_for();
    return check_done();
}
