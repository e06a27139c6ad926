/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns: lines and dots at the pitch, through the point they are anchored at, over all of the
 * area and not much further. */
#include "pdf/pattern.h"

#include <stdlib.h>

#include "tests/check.h"

enum { MOST = 4096 };

struct stroke {
    double x0, y0, x1, y1;
};

/* The strokes "x y m x y l" of a stream. */
static size_t read_strokes(struct text t, struct stroke *out)
{
    size_t n = 0;
    for (size_t i = 0; i < t.n;) {
        size_t end = i;
        while (end < t.n && t.p[end] != '\n')
            end++;
        char line[128] = "";
        if (end - i < sizeof line)
            memcpy(line, t.p + i, end - i);
        struct stroke s;
        if (n < MOST && sscanf(line, "%lf %lf m %lf %lf l", &s.x0, &s.y0, &s.x1, &s.y1) == 4)
            out[n++] = s;
        i = end + 1;
    }
    return n;
}

static bool near(double a, double b)
{
    return a - b < 0.01 && b - a < 0.01;
}

static void check_pattern(enum pattern pattern, const char *name, double lean, size_t least,
                          size_t most)
{
    static struct stroke stroke[MOST];
    struct buf out = {0};
    const struct pattern_area area = {PT(100), PT(200), PT(60), PT(20), PT(130), PT(210)};
    pattern_put(&out, pattern, 0xFFFFFF, &area);
    size_t n = read_strokes(buf_as_text(&out), stroke), through = 0, outside = 0;
    for (size_t i = 0; i < n; i++) {
        const struct stroke *s = &stroke[i];
        double dx = s->x1 - s->x0, dy = s->y1 - s->y0;
        bool is_dot = pattern == PATTERN_DOTS;
        double at =
            is_dot ? s->x0 - 130 + (s->y0 - 210) * 1000 : (130 - s->x0) * dy - (210 - s->y0) * dx;
        through += near(at, 0);
        outside += s->x0 > 162 && s->x1 > 162;
        outside += s->x0 < 98 && s->x1 < 98;
        if (lean != 0)
            check(near(dy / dx, lean), "%s leans as it should", name);
    }
    check(n >= least && n <= most, "%s has %zu to %zu strokes, not %zu", name, least, most, n);
    check(through >= 1, "%s runs through its anchor", name);
    check(outside == 0, "%s stays in its area", name);
    buf_done(&out);
}

int main(void)
{
    check_pattern(PATTERN_DIAGONAL, "a diagonal", 1, 12, 15);
    check_pattern(PATTERN_ANTIDIAGONAL, "an antidiagonal", -1, 12, 15);
    check_pattern(PATTERN_LINES, "lines", 0, 4, 6);
    check_pattern(PATTERN_GRID, "a grid", 0, 17, 21);
    check_pattern(PATTERN_DOTS, "dots", 0, 90, 160);
    return check_done();
}
