/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slices of circles: their angles against whole numbers, their curves against the circle. */
#include "page/arc.h"

#include "base/arena.h"
#include "tests/check.h"

enum { R = 100 * 65536 };
static const struct point middle = {300 * 65536, 200 * 65536};

static sp off(sp a, sp b)
{
    return a < b ? b - a : a - b;
}

static void the_cardinal_points(void)
{
    static const struct {
        int part;
        sp x, y;
    } at[] = {{0, 0, -R}, {1, R, 0}, {2, 0, R}, {3, -R, 0}, {4, 0, -R}};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        struct point p = arc_point(middle, R, arc_angle(at[i].part, 4));
        check(off(p.x, middle.x + at[i].x) <= 1 && off(p.y, middle.y + at[i].y) <= 1,
              "%d quarters after twelve o'clock", at[i].part);
    }
}

/* All angles of random parts add up to a turn: each is what the sum up to it makes. */
static void angles_are_exact(void)
{
    uint64_t state = 7;
    for (int round = 0; round < 200; round++) {
        int64_t part[12], whole = 0, upto = 0;
        for (size_t i = 0; i < 12; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            part[i] = (int64_t)(state >> 33) % (round < 100 ? 50 : 1000000000);
            whole += part[i];
        }
        whole += !whole;
        for (size_t i = 0; i < 12; i++) {
            fix from = arc_angle(upto, whole), to = arc_angle(upto + part[i], whole);
            /* (to - from) * whole = part * 360, but for rounding: one unit for each of the two */
            __int128 error = (__int128)(to - from) * whole - (__int128)part[i] * FIX(360);
            check((error < 0 ? -error : error) <= (__int128)2 * whole, "part %zu of round %d", i,
                  round);
            upto += part[i];
        }
        check(arc_angle(whole, whole) == FIX(360), "all parts are a full turn");
    }
}

static struct point bezier(const struct point *p, sp t) /* t in eighths */
{
    sp u = 8 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    return (struct point){(a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x) / 512,
                          (a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y) / 512};
}

static sp distance(struct point p)
{
    return fix_hypot(p.x - middle.x, p.y - middle.y);
}

static void curves_stay_on_their_circle(void)
{
    struct arena *arena = arena_new();
    for (int part = 1; part <= 16; part++) {
        struct ring ring = {middle, part % 2 ? R / 2 : 0, R};
        struct path path =
            arc_slice(arena, &ring, arc_angle(part - 1, 16), arc_angle(2 * part, 32));
        const struct point *p = path.point;
        sp worst = 0;
        for (const char *op = path.op; *op; op++) {
            for (sp t = 0; *op == 'C' && t <= 8; t++) {
                sp r = distance(bezier(p - 1, t));
                worst = sp_max(worst, off(r, R) < off(r, R / 2) ? off(r, R) : off(r, R / 2));
            }
            p += *op == 'C' ? 3 : *op != 'Z';
        }
        check(worst <= R / 500000, "slice %d is %lld off its circle", part, (long long)worst);
    }
    arena_free(arena);
}

static void a_full_turn_has_no_edge(void)
{
    struct arena *arena = arena_new();
    struct ring disc = {middle, 0, R}, donut = {middle, R / 2, R};
    check_text(text_of(arc_slice(arena, &disc, 0, FIX(360)).op), "MCCCCCCCCZ", "a disc");
    check_text(text_of(arc_slice(arena, &donut, 0, FIX(360)).op), "MCCCCCCCCZMCCCCCCCCZ", "a ring");
    arena_free(arena);
}

static void insets_stay_apart_from_the_edges(void)
{
    struct arena *arena = arena_new();
    const sp inset = 32768;
    for (int degrees = 1; degrees < 360; degrees += 7)
        for (int hole = 0; hole < 2; hole++) {
            struct ring ring = {middle, hole ? R / 2 : 0, R};
            struct path path = arc_inset(arena, &ring, 0, FIX(degrees), inset);
            if (!*path.op)
                continue;
            sp x = path.point[1].x - middle.x; /* the edge at 0 is upright */
            check(off(x, inset) <= inset / 50, "%d degrees, hole %d: %lld from the edge", degrees,
                  hole, (long long)x);
            check(distance(path.point[0]) < R, "%d degrees: the tip lies inside", degrees);
        }
    struct ring disc = {middle, 0, R};
    check(!*arc_inset(arena, &disc, 0, FIX_ONE / 10, inset).op, "a sliver has no inside");
    arena_free(arena);
}

int main(void)
{
    the_cardinal_points();
    angles_are_exact();
    curves_stay_on_their_circle();
    a_full_turn_has_no_edge();
    insets_stay_apart_from_the_edges();
    return check_done();
}
