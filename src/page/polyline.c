/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strip narrower than the eye resolves shows no more than where the line comes in, how far it
 * goes up and down, and where it leaves: four points draw the same picture as all of them (M4:
 * Jugel, Jerzak, Hackenbroich, Markl 2014, VLDB 7, p. 797). */
#include "page/polyline.h"

#include <assert.h>

#include "page/fixed.h"

static size_t add_strip(const struct point *p, size_t from, size_t to, struct point *out, size_t n)
{
    size_t low = from, high = from;
    for (size_t i = from; i < to; i++) {
        low = p[i].y > p[low].y ? i : low;
        high = p[i].y < p[high].y ? i : high;
    }
    const size_t pick[] = {from, low < high ? low : high, low < high ? high : low, to - 1};
    struct point chosen[4] = {{0, 0}};
    size_t chosen_n = 0;
    for (size_t k = 0; k < 4; k++)
        if (k == 0 || pick[k] != pick[k - 1])
            chosen[chosen_n++] = p[pick[k]];
    for (size_t k = 0; k < chosen_n; k++)
        out[n + k] = chosen[k];
    return n + chosen_n;
}

size_t polyline_thin(const struct point *in, size_t n, sp step, struct point *out)
{
    size_t kept = 0;
    for (size_t from = 0, to; from < n; from = to) {
        sp strip = (in[from].x - in[0].x) / sp_max(step, 1);
        for (to = from + 1; to < n && (in[to].x - in[0].x) / sp_max(step, 1) == strip; to++)
            assert(in[to].x >= in[to - 1].x);
        kept = add_strip(in, from, to, out, kept);
    }
    return kept;
}

struct pen {
    char *op;
    struct point *point;
    size_t n, op_cap, point_cap;
};

static void pen_add(struct pen *pen, struct arena *arena, char op, struct point p)
{
    pen->op = arena_grow(arena, pen->op, 1, &pen->op_cap, pen->n + 2);
    pen->point = arena_grow(arena, pen->point, sizeof p, &pen->point_cap, pen->n + 1);
    pen->op[pen->n] = op;
    pen->point[pen->n++] = p;
    pen->op[pen->n] = '\0';
}

static struct point between(struct point a, struct point b, sp done, sp length)
{
    return (struct point){a.x + sp_ratio(b.x - a.x, done, length),
                          a.y + sp_ratio(b.y - a.y, done, length)};
}

struct path polyline_path(struct arena *arena, const struct point *p, size_t n, const sp *dash,
                          size_t dashes)
{
    struct pen pen = {0};
    size_t k = 0;
    sp left = dashes ? dash[0] : SP_MAX; /* of the dash or gap in progress */
    for (size_t i = 0; i < n; i++) {
        if (i == 0) {
            pen_add(&pen, arena, 'M', p[0]);
            continue;
        }
        sp length = fix_hypot(p[i].x - p[i - 1].x, p[i].y - p[i - 1].y), done = 0;
        while (dashes && length - done > left) {
            done += left;
            pen_add(&pen, arena, k % 2 ? 'M' : 'L', between(p[i - 1], p[i], done, length));
            k = (k + 1) % dashes;
            left = sp_max(dash[k], 1);
        }
        left -= dashes ? length - done : 0;
        if (k % 2 == 0)
            pen_add(&pen, arena, 'L', p[i]);
    }
    return (struct path){pen.op ? pen.op : "", pen.point};
}
