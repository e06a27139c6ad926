/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HarfBuzz draws each glyph in font units. Its numbers are floating point, because outlines may be
 * interpolated; they are rounded to 1/64 unit at once, and all reckoning is in integers. */
#include "line/outline.h"

#include <math.h>

#include <hb.h>

#include "base/buffer.h"

enum { FINE = 64 };

struct pencil {
    struct arena *arena;
    struct outline out;
    struct buf op;
    struct spot *spot;
    size_t cap;
    sp x, y; /* the glyph's origin */
    sp size;
    int32_t units;
};

static sp scaled(const struct pencil *p, float units)
{
    return sp_ratio(p->size, llrintf(units * FINE), (int64_t)p->units * FINE);
}

static void add_spot(struct pencil *p, float x, float y)
{
    p->spot = arena_grow(p->arena, p->spot, sizeof *p->spot, &p->cap, p->out.spots + 1);
    p->spot[p->out.spots++] = (struct spot){p->x + scaled(p, x), p->y - scaled(p, y)};
}

static void move_to(hb_draw_funcs_t *funcs, void *pencil, hb_draw_state_t *state, float x, float y,
                    void *unused)
{
    struct pencil *p = pencil;
    (void)funcs, (void)state, (void)unused;
    buf_char(&p->op, 'M');
    add_spot(p, x, y);
}

static void line_to(hb_draw_funcs_t *funcs, void *pencil, hb_draw_state_t *state, float x, float y,
                    void *unused)
{
    struct pencil *p = pencil;
    (void)funcs, (void)state, (void)unused;
    buf_char(&p->op, 'L');
    add_spot(p, x, y);
}

/* HarfBuzz raises a quadratic curve to a cubic one by itself. */
static void curve_to(hb_draw_funcs_t *funcs, void *pencil, hb_draw_state_t *state, float x1,
                     float y1, float x2, float y2, float x, float y, void *unused)
{
    struct pencil *p = pencil;
    (void)funcs, (void)state, (void)unused;
    buf_char(&p->op, 'C');
    add_spot(p, x1, y1);
    add_spot(p, x2, y2);
    add_spot(p, x, y);
}

static void close_path(hb_draw_funcs_t *funcs, void *pencil, hb_draw_state_t *state, void *unused)
{
    struct pencil *p = pencil;
    (void)funcs, (void)state, (void)unused;
    buf_char(&p->op, 'Z');
}

static hb_draw_funcs_t *new_funcs(void)
{
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, curve_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
    return funcs;
}

static void draw_run(struct pencil *p, hb_draw_funcs_t *funcs, const struct run *run, sp x)
{
    p->size = run->size;
    p->units = face_units(run->face);
    for (size_t i = 0; i < run->glyphs; i++) {
        const struct glyph *g = &run->glyph[i];
        p->x = x + g->dx;
        p->y = -run->stretch->ink->rise - g->dy;
        hb_font_get_glyph_shape(face_hb_font(run->face), g->id, funcs, p);
        x += g->advance;
    }
}

struct outline outline_of_line(struct arena *arena, const struct line *line)
{
    struct pencil p = {.arena = arena};
    hb_draw_funcs_t *funcs = new_funcs();
    for (size_t i = 0; i < line->runs; i++)
        if (line->run[i].face)
            draw_run(&p, funcs, &line->run[i], line->x + line->run[i].x);
    hb_draw_funcs_destroy(funcs);
    p.out.op = arena_string(arena, buf_as_text(&p.op));
    p.out.spot = p.spot;
    buf_done(&p.op);
    return p.out;
}
