/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture drawn from data: one field a person, coloured by group, its shape chosen by a hash of
 * the document's seed. No photo and no rights, and each event has a face of its own. */
#include "page/construct.h"

#include <string.h>

#include "page/piece.h"

enum { MOST_FIELDS = 144, LEAST_SIDE = 4, MOST_SIDE = 12 };

struct field {
    sp x, y, size;
    int64_t ink, paper;
};

/* splitmix64 (Steele, Lea & Flood 2014): small, well mixed, the same everywhere. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

struct pen {
    struct layout *L;
    struct piece *piece;
    struct element *element;
};

static void fill_box(const struct pen *pen, sp x, sp y, sp w, sp h, int64_t color)
{
    struct display *d = piece_box(pen->L, pen->piece, x, y, w, h, color);
    d->artifact = ARTIFACT_NONE;
    d->element = pen->element;
}

static struct point *fill_path(const struct pen *pen, const char *op, size_t points, int64_t color)
{
    struct display *d = piece_item(pen->L, pen->piece, DISPLAY_PATH);
    struct point *p = ARENA_ARRAY(builder_arena(pen->L), struct point, points);
    d->element = pen->element;
    d->path = (struct path){op, p};
    d->fill.fill = (int32_t)color;
    return p;
}

/* Control points lie 0.5523 r along the tangent: a cubic's best quarter circle. */
static sp bend(sp r)
{
    return sp_ratio(r, 5523, 10000);
}

static void draw_circle(const struct pen *pen, sp cx, sp cy, sp r, int64_t color)
{
    sp k = bend(r);
    struct point *p = fill_path(pen, "MCCCCZ", 13, color);
    const struct point at[13] = {
        {cx + r, cy},     {cx + r, cy + k}, {cx + k, cy + r}, {cx, cy + r},     {cx - k, cy + r},
        {cx - r, cy + k}, {cx - r, cy},     {cx - r, cy - k}, {cx - k, cy - r}, {cx, cy - r},
        {cx + k, cy - r}, {cx + r, cy - k}, {cx + r, cy}};
    memcpy(p, at, sizeof at);
}

/* A quarter disc of radius r around (x, y), opening towards (sx, sy). */
static void draw_quarter(const struct pen *pen, sp x, sp y, sp r, int sx, int sy, int64_t color)
{
    sp k = bend(r);
    struct point *p = fill_path(pen, "MLCZ", 5, color);
    p[0] = (struct point){x, y};
    p[1] = (struct point){x + sx * r, y};
    p[2] = (struct point){x + sx * r, y + sy * k};
    p[3] = (struct point){x + sx * k, y + sy * r};
    p[4] = (struct point){x, y + sy * r};
}

/* A half disc on the field's side: 0 top, 1 right, 2 bottom, 3 left. */
static void draw_half(const struct pen *pen, const struct field *f, unsigned side)
{
    static const int out_x[] = {0, 1, 0, -1}, out_y[] = {-1, 0, 1, 0};
    sp r = f->size / 2, k = bend(r);
    int ox = out_x[side], oy = out_y[side]; /* towards the side; (oy, ox) runs along it */
    sp x = f->x + r + ox * r, y = f->y + r + oy * r;
    const struct {
        sp along, inward;
    } at[7] = {{-r, 0}, {-r, k}, {-k, r}, {0, r}, {k, r}, {r, k}, {r, 0}};
    struct point *p = fill_path(pen, "MCCZ", 7, f->ink);
    for (size_t i = 0; i < 7; i++)
        p[i] = (struct point){x + oy * at[i].along - ox * at[i].inward,
                              y + ox * at[i].along - oy * at[i].inward};
}

static void draw_triangle(const struct pen *pen, const struct field *f, unsigned corner)
{
    sp x0 = f->x, y0 = f->y, x1 = f->x + f->size, y1 = f->y + f->size;
    const struct point corners[4] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
    struct point *p = fill_path(pen, "MLLZ", 3, f->ink);
    for (unsigned i = 0; i < 3; i++)
        p[i] = corners[(corner + i) % 4];
}

static void draw_field(const struct pen *pen, const struct field *f, uint64_t random)
{
    unsigned turn = (unsigned)(random >> 8) % 4;
    sp x = turn & 1 ? f->x + f->size : f->x, y = turn & 2 ? f->y + f->size : f->y;
    fill_box(pen, f->x, f->y, f->size, f->size, f->paper);
    switch (random % 8) {
    case 0:
    case 1:
        draw_circle(pen, f->x + f->size / 2, f->y + f->size / 2, f->size * 36 / 100, f->ink);
        break;
    case 2: draw_triangle(pen, f, turn); break;
    case 3: draw_half(pen, f, turn); break;
    default: draw_quarter(pen, x, y, f->size, turn & 1 ? -1 : 1, turn & 2 ? -1 : 1, f->ink); break;
    }
}

/* The group of each field: counts in proportion, largest remainder, when they are more than fields.
 */
static size_t assign_groups(const struct slice *data, size_t fields, unsigned char *group)
{
    size_t column = rows_column(data->rows, TEXT("n")), n = 0;
    int64_t sum = 0, done = 0;
    for (size_t k = 0; column != SIZE_MAX && k < data->n; k++) {
        int64_t count = rows_cell(data->rows, slice_row(data, k), column)->i;
        sum += count > 0 ? count : 0;
    }
    for (size_t k = 0; sum > 0 && k < data->n; k++) {
        int64_t count = rows_cell(data->rows, slice_row(data, k), column)->i;
        done += count > 0 ? count : 0;
        size_t upto = (size_t)sp_ratio(done, (int64_t)fields, sum);
        while (n < upto && n < fields)
            group[n++] = (unsigned char)(k % PALETTE_COLORS);
    }
    return n;
}

static int64_t people_in(const struct slice *data)
{
    int64_t sum = 0;
    size_t column = data ? rows_column(data->rows, TEXT("n")) : SIZE_MAX;
    for (size_t k = 0; column != SIZE_MAX && k < data->n; k++) {
        int64_t n = rows_cell(data->rows, slice_row(data, k), column)->i;
        sum += n > 0 ? n : 0;
    }
    return sum;
}

static size_t side_for(int64_t people)
{
    size_t side = LEAST_SIDE;
    while (side < MOST_SIDE && (int64_t)(side * side) < people)
        side++;
    return side;
}

static void shuffle(unsigned char *group, size_t n, uint64_t *state)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = (size_t)(next_random(state) % i);
        unsigned char swap = group[i - 1];
        group[i - 1] = group[j];
        group[j] = swap;
    }
}

void mosaic_draw(struct layout *L, struct piece *piece, const struct slice *data, struct text seed,
                 struct element *element, sp x, sp y, sp size)
{
    struct pen pen = {L, piece, element};
    unsigned char group[MOST_FIELDS];
    uint64_t state = text_hash(seed);
    int64_t people = people_in(data);
    size_t side = people ? side_for(people) : 8, fields = side * side;
    size_t filled =
        people ? assign_groups(data, people < (int64_t)fields ? (size_t)people : fields, group) : 0;
    for (size_t i = filled; i < fields; i++)
        group[i] = (unsigned char)(people ? PALETTE_COLORS : next_random(&state) % 6);
    shuffle(group, fields, &state);
    for (size_t i = 0; i < fields; i++) {
        bool is_empty = group[i] == PALETTE_COLORS;
        sp left = sp_ratio(size, (int64_t)(i % side), (int64_t)side);
        sp top = sp_ratio(size, (int64_t)(i / side), (int64_t)side);
        sp right = sp_ratio(size, (int64_t)(i % side) + 1, (int64_t)side);
        struct field f = {x + left, y + top, right - left,
                          is_empty ? 0 : L->theme->palette[group[i]],
                          L->theme->tint[is_empty ? 0 : group[i]]};
        uint64_t random = next_random(&state);
        if (is_empty)
            fill_box(&pen, f.x, f.y, f.size, f.size, f.paper);
        else
            draw_field(&pen, &f, random);
    }
}
