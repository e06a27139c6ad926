/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An arc of up to 45 degrees is a cubic whose inner points lie 4/3 tan(angle / 4) radii along the
 * tangents: it is off by less than a two-millionth of the radius. */
#include "page/arc.h"

#include <assert.h>

enum { PIECES = 8, MOST_POINTS = 2 * (3 * PIECES + 1) + 1, MOST_OPS = 2 * PIECES + 8 };

struct pen {
    char *op;
    struct point *point;
    size_t ops, points;
};

static struct pen pen_new(struct arena *arena)
{
    return (struct pen){ARENA_ARRAY(arena, char, MOST_OPS),
                        ARENA_ARRAY(arena, struct point, MOST_POINTS), 0, 0};
}

static void pen_add(struct pen *pen, char op, struct point p)
{
    assert(pen->ops + 2 < MOST_OPS && pen->points < MOST_POINTS);
    pen->op[pen->ops++] = op;
    pen->point[pen->points++] = p;
}

static struct path pen_close(struct pen *pen)
{
    if (pen->ops)
        pen->op[pen->ops++] = 'Z';
    pen->op[pen->ops] = '\0';
    return (struct path){pen->op, pen->point};
}

fix arc_angle(int64_t part, int64_t whole)
{
    assert(whole > 0);
    __int128 scaled = (__int128)part * FIX(360);
    return fix_clamp((scaled + whole / 2) / whole);
}

struct point arc_point(struct point center, sp radius, fix angle)
{
    fix s, c;
    fix_sine(angle, &s, &c);
    return (struct point){center.x + sp_ratio(radius, s, FIX_ONE),
                          center.y - sp_ratio(radius, c, FIX_ONE)};
}

/* From the point at `from`, where the pen is, to the one at `to`, in either direction. */
static void add_arc(struct pen *pen, struct point center, sp radius, fix from, fix to)
{
    for (int i = 0; i < PIECES; i++) {
        fix a = from + (to - from) / PIECES * i;
        fix b = i + 1 == PIECES ? to : from + (to - from) / PIECES * (i + 1);
        fix s, c, s0, c0, s1, c1;
        fix_sine((b - a) / 4, &s, &c);
        fix bend = fix_div(4 * fix_div(s, c), FIX(3));
        sp k = sp_ratio(radius, bend, FIX_ONE);
        fix_sine(a, &s0, &c0);
        fix_sine(b, &s1, &c1);
        struct point p = arc_point(center, radius, a), q = arc_point(center, radius, b);
        pen_add(pen, 'C',
                (struct point){p.x + sp_ratio(k, c0, FIX_ONE), p.y + sp_ratio(k, s0, FIX_ONE)});
        pen->point[pen->points++] =
            (struct point){q.x - sp_ratio(k, c1, FIX_ONE), q.y - sp_ratio(k, s1, FIX_ONE)};
        pen->point[pen->points++] = q;
    }
}

static struct path full_ring(struct arena *arena, const struct ring *ring)
{
    struct pen pen = pen_new(arena);
    pen_add(&pen, 'M', arc_point(ring->center, ring->outer, 0));
    add_arc(&pen, ring->center, ring->outer, 0, FIX(360));
    if (!ring->inner)
        return pen_close(&pen);
    pen.op[pen.ops++] = 'Z';
    pen_add(&pen, 'M', arc_point(ring->center, ring->inner, 0));
    add_arc(&pen, ring->center, ring->inner, FIX(360), 0);
    return pen_close(&pen);
}

struct path arc_slice(struct arena *arena, const struct ring *ring, fix from, fix to)
{
    assert(from <= to && to - from <= FIX(360));
    if (to - from == FIX(360))
        return full_ring(arena, ring);
    struct pen pen = pen_new(arena);
    pen_add(&pen, 'M', ring->inner ? arc_point(ring->center, ring->inner, from) : ring->center);
    pen_add(&pen, 'L', arc_point(ring->center, ring->outer, from));
    add_arc(&pen, ring->center, ring->outer, from, to);
    if (!ring->inner)
        return pen_close(&pen);
    pen_add(&pen, 'L', arc_point(ring->center, ring->inner, to));
    add_arc(&pen, ring->center, ring->inner, to, from);
    return pen_close(&pen);
}

/* The angle whose chord from a radius is about `inset` long: small, so its sine is itself. */
static fix angle_of(sp inset, sp radius)
{
    const fix degree = (fix)57 * FIX_ONE + 1270363336; /* 180 / π */
    return fix_clamp((__int128)degree * inset / radius);
}

struct path arc_inset(struct arena *arena, const struct ring *ring, fix from, fix to, sp inset)
{
    if (to - from == FIX(360))
        return full_ring(arena, ring);
    sp least = ring->inner ? ring->inner : 4 * inset;
    fix outer = angle_of(inset, ring->outer), inner = angle_of(inset, least),
        half = (to - from) / 2;
    struct pen pen = pen_new(arena);
    if (outer >= half || ring->outer <= least)
        return pen_close(&pen);
    inner = inner < half ? inner : half;
    struct point tip = ring->center;
    if (!ring->inner) { /* where the two moved edges meet */
        fix s, c;
        fix_sine(half, &s, &c);
        sp away = s > 0 ? fix_clamp((__int128)inset * FIX_ONE / s) : ring->outer;
        if (away >= ring->outer)
            return pen_close(&pen);
        tip = arc_point(ring->center, away, from + half);
    }
    pen_add(&pen, 'M', ring->inner ? arc_point(ring->center, ring->inner, from + inner) : tip);
    pen_add(&pen, 'L', arc_point(ring->center, ring->outer, from + outer));
    add_arc(&pen, ring->center, ring->outer, from + outer, to - outer);
    if (!ring->inner)
        return pen_close(&pen);
    pen_add(&pen, 'L', arc_point(ring->center, ring->inner, to - inner));
    add_arc(&pen, ring->center, ring->inner, to - inner, from + inner);
    return pen_close(&pen);
}
