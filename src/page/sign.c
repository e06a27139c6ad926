/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The person is drawn on a field of 60 by 120. To be cut it becomes a polygon, its curves in a few
 * steps each, of which the part before a line is taken (Sutherland and Hodgman 1974, "Reentrant
 * Polygon Clipping", CACM 17, p. 32, for one edge). */
#include "page/sign.h"

#include <assert.h>

enum { FIELD_WIDTH = 60, FIELD_HEIGHT = 120, STEPS = 8 };

/* A head; shoulders, arms and legs with round ends. */
static const char person_op[] = "MCCCCZMLCLCLLLCLLLCLLLCLCZ";
static const unsigned char person[][2] = {
    {42, 12},  {42, 19}, {37, 24}, {30, 24},  {23, 24},  {18, 19},  {18, 12},  {18, 5},   {23, 0},
    {30, 0},   {37, 0},  {42, 5},  {42, 12},  {16, 29},  {44, 29},  {54, 29},  {60, 35},  {60, 45},
    {60, 71},  {60, 78}, {50, 78}, {50, 71},  {50, 47},  {47, 47},  {47, 113}, {47, 122}, {32, 122},
    {32, 113}, {32, 77}, {28, 77}, {28, 113}, {28, 122}, {13, 122}, {13, 113}, {13, 47},  {10, 47},
    {10, 71},  {10, 78}, {0, 78},  {0, 71},   {0, 45},   {0, 35},   {6, 29},   {16, 29}};

sp sign_width(sp height)
{
    return sp_ratio(height, FIELD_WIDTH, FIELD_HEIGHT);
}

static struct point corner(size_t i, sp height)
{
    return (struct point){sp_ratio(height, person[i][0], FIELD_HEIGHT),
                          sp_ratio(height, person[i][1], FIELD_HEIGHT)};
}

struct path sign_whole(struct arena *arena, sp height)
{
    size_t n = sizeof person / sizeof *person;
    struct point *p = ARENA_ARRAY(arena, struct point, n);
    for (size_t i = 0; i < n; i++)
        p[i] = corner(i, height);
    return (struct path){person_op, p};
}

/* A point of a cubic, t of STEPS on the way. */
static struct point on_curve(const struct point *p, sp t)
{
    sp u = STEPS - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    sp all = (sp)STEPS * STEPS * STEPS;
    return (struct point){(a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x) / all,
                          (a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y) / all};
}

struct polygon {
    struct point *point;
    size_t n;
};

/* One outline of the person as a polygon; *op and *at go on behind it. */
static struct polygon flatten(struct arena *arena, const char **op, size_t *at, sp height)
{
    struct polygon out = {ARENA_ARRAY(arena, struct point, STEPS * sizeof person), 0};
    for (; **op && **op != 'Z'; ++*op) {
        struct point curve[4];
        if (**op != 'C') {
            out.point[out.n++] = corner((*at)++, height);
            continue;
        }
        curve[0] = out.point[out.n - 1];
        for (size_t k = 1; k < 4; k++)
            curve[k] = corner((*at)++, height);
        for (sp t = 1; t <= STEPS; t++)
            out.point[out.n++] = on_curve(curve, t);
    }
    *op += **op == 'Z';
    return out;
}

static struct polygon cut(struct arena *arena, const struct polygon *in, sp x)
{
    struct polygon out = {ARENA_ARRAY(arena, struct point, 2 * in->n + 1), 0};
    for (size_t i = 0; i < in->n; i++) {
        struct point p = in->point[i], q = in->point[(i + 1) % in->n];
        if (p.x <= x)
            out.point[out.n++] = p;
        if ((p.x < x && q.x > x) || (p.x > x && q.x < x)) {
            sp run = q.x > p.x ? q.x - p.x : p.x - q.x, done = x > p.x ? x - p.x : p.x - x;
            out.point[out.n++] = (struct point){x, p.y + sp_ratio(q.y - p.y, done, run)};
        }
    }
    return out;
}

struct path sign_part(struct arena *arena, sp height, int64_t part, int64_t whole)
{
    assert(0 < part && part < whole);
    sp x = sp_ratio(sign_width(height), part, whole);
    size_t cap = 4 * STEPS * sizeof person, n = 0, ops = 0, at = 0;
    char *op = ARENA_ARRAY(arena, char, cap);
    struct point *point = ARENA_ARRAY(arena, struct point, cap);
    for (const char *rest = person_op; *rest;) {
        struct polygon all = flatten(arena, &rest, &at, height), kept = cut(arena, &all, x);
        for (size_t i = 0; i < kept.n; i++) {
            op[ops++] = i ? 'L' : 'M';
            point[n++] = kept.point[i];
        }
        if (kept.n)
            op[ops++] = 'Z';
    }
    op[ops] = '\0';
    return (struct path){op, point};
}
