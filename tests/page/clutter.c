/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels find room beside lines and each other, never over them. */
#include "page/clutter.h"

#include "tests/check.h"

static uint64_t state = 5;

static sp next(sp upto)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (sp)(state >> 33) % upto;
}

static void edges(struct arena *arena)
{
    struct clutter c = {.within = {0, 0, 100, 100}};
    clutter_line(&c, arena, (struct point){0, 100}, (struct point){100, 0});
    static const struct {
        struct area area;
        bool fits;
        const char *what;
    } at[] = {
        {{10, 10, 20, 20}, true, "on one side of a slanting line"},
        {{70, 70, 20, 20}, true, "on its other side"},
        {{40, 40, 20, 20}, false, "on the line"},
        {{45, 10, 30, 30}, false, "with a corner over it"},
        {{90, 40, 20, 10}, false, "beyond the edge"},
    };
    for (size_t i = 0; i < sizeof at / sizeof *at; i++)
        check(clutter_has_room(&c, &at[i].area) == at[i].fits, "%s", at[i].what);
    const struct area two[] = {{40, 40, 20, 20}, {10, 10, 20, 20}};
    check(clutter_take(&c, arena, two, 2) == 1, "the first place that is free");
    check(clutter_take(&c, arena, two, 2) == 2, "is free once");
}

static bool meet(const struct area *a, const struct area *b)
{
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

/* Whether a point of the segment, among many, lies within. */
static bool crosses(struct point p, struct point q, const struct area *a)
{
    for (sp t = 0; t <= 256; t++) {
        sp x = p.x + (q.x - p.x) * t / 256, y = p.y + (q.y - p.y) * t / 256;
        if (x > a->x && x < a->x + a->w && y > a->y && y < a->y + a->h)
            return true;
    }
    return false;
}

static void random_ones(struct arena *arena)
{
    for (int round = 0; round < 200; round++) {
        struct clutter c = {.within = {0, 0, 10000, 10000}};
        struct point last = {next(10000), next(10000)};
        for (int i = 0; i < 20; i++) {
            struct point p = {next(10000), next(10000)};
            clutter_line(&c, arena, last, p);
            last = p;
        }
        for (int i = 0; i < 60; i++) {
            const struct area place = {next(10000), next(10000), 1 + next(1500), 1 + next(600)};
            clutter_take(&c, arena, &place, 1);
        }
        for (size_t i = 0; i < c.areas; i++) {
            for (size_t k = 0; k < i; k++)
                check(!meet(&c.area[i], &c.area[k]), "round %d: labels %zu, %zu", round, i, k);
            for (size_t k = 0; k < c.edges; k++)
                check(!crosses(c.edge[k][0], c.edge[k][1], &c.area[i]), "round %d: label %zu, edge",
                      round, i);
        }
    }
}

int main(void)
{
    struct arena *arena = arena_new();
    edges(arena);
    random_ones(arena);
    arena_free(arena);
    return check_done();
}
