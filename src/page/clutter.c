/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few hundred labels at most meet a few thousand edges at most: each is compared with each. */
#include "page/clutter.h"

void clutter_add(struct clutter *c, struct arena *arena, struct area area)
{
    c->area = arena_grow(arena, c->area, sizeof *c->area, &c->cap, c->areas + 1);
    c->area[c->areas++] = area;
}

void clutter_line(struct clutter *c, struct arena *arena, struct point a, struct point b)
{
    c->edge = arena_grow(arena, c->edge, sizeof *c->edge, &c->edge_cap, c->edges + 1);
    c->edge[c->edges][0] = a;
    c->edge[c->edges++][1] = b;
}

static bool areas_meet(const struct area *a, const struct area *b)
{
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

/* On which side of the line through a and b the point lies. */
static int side_of(struct point a, struct point b, sp x, sp y)
{
    __int128 cross = (__int128)(b.x - a.x) * (y - a.y) - (__int128)(b.y - a.y) * (x - a.x);
    return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

/* They meet if their boxes do and not all corners lie on one side of the line. */
static bool edge_meets(const struct point *edge, const struct area *a)
{
    struct point p = edge[0], q = edge[1];
    if (sp_max(p.x, q.x) <= a->x || sp_min(p.x, q.x) >= a->x + a->w || sp_max(p.y, q.y) <= a->y ||
        sp_min(p.y, q.y) >= a->y + a->h)
        return false;
    int sum = side_of(p, q, a->x, a->y) + side_of(p, q, a->x + a->w, a->y) +
              side_of(p, q, a->x, a->y + a->h) + side_of(p, q, a->x + a->w, a->y + a->h);
    return sum > -4 && sum < 4;
}

bool clutter_has_room(const struct clutter *c, const struct area *a)
{
    const struct area *in = &c->within;
    if (a->x < in->x || a->y < in->y || a->x + a->w > in->x + in->w || a->y + a->h > in->y + in->h)
        return false;
    for (size_t i = 0; i < c->areas; i++)
        if (areas_meet(a, &c->area[i]))
            return false;
    for (size_t i = 0; i < c->edges; i++)
        if (edge_meets(c->edge[i], a))
            return false;
    return true;
}

size_t clutter_take(struct clutter *c, struct arena *arena, const struct area *place, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (clutter_has_room(c, &place[i])) {
            clutter_add(c, arena, place[i]);
            return i;
        }
    return n;
}
