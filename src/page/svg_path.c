/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Path data after SVG 1.1 (second edition), 8.3; arcs after its appendix F.6, turned into curves of
 * at most a quarter each without an angle: by unit vectors and half-angle formulas. */
#include "page/svg_path.h"

#include <string.h>

#include "base/ascii.h"
#include "page/svg_value.h"

/* Building */

static void add_op(struct svg_path *p, char op)
{
    p->op = arena_grow(p->arena, p->op, 1, &p->op_cap, p->ops + 2);
    p->op[p->ops++] = op;
}

static void add_spot(struct svg_path *p, struct spot at)
{
    p->at = arena_grow(p->arena, p->at, sizeof *p->at, &p->spot_cap, p->spots + 1);
    p->at[p->spots++] = at;
    p->now = at;
}

static void move_to(struct svg_path *p, struct spot at)
{
    add_op(p, 'M');
    add_spot(p, at);
    p->start = at;
}

/* Behind a closed part the next one begins where that began. */
static void begin(struct svg_path *p)
{
    if (!p->ops || p->op[p->ops - 1] == 'Z')
        move_to(p, p->now);
}

static void line_to(struct svg_path *p, struct spot at)
{
    begin(p);
    add_op(p, 'L');
    add_spot(p, at);
}

static void curve_to(struct svg_path *p, struct spot a, struct spot b, struct spot at)
{
    begin(p);
    add_op(p, 'C');
    add_spot(p, a);
    add_spot(p, b);
    add_spot(p, at);
}

static void close_path(struct svg_path *p)
{
    if (p->ops && p->op[p->ops - 1] != 'Z')
        add_op(p, 'Z');
    p->now = p->start;
}

static void terminate(struct svg_path *p)
{
    p->op = arena_grow(p->arena, p->op, 1, &p->op_cap, p->ops + 1);
    p->op[p->ops] = '\0';
}

static struct spot plus(struct spot a, struct spot b)
{
    return (struct spot){fix_add(a.x, b.x), fix_add(a.y, b.y)};
}

static struct spot minus(struct spot a, struct spot b)
{
    return (struct spot){fix_add(a.x, -b.x), fix_add(a.y, -b.y)};
}

static struct spot times(fix k, struct spot a)
{
    return (struct spot){fix_mul(k, a.x), fix_mul(k, a.y)};
}

static void quadratic_to(struct svg_path *p, struct spot by, struct spot at)
{
    fix two_thirds = FIX(2) / 3;
    begin(p);
    struct spot a = plus(p->now, times(two_thirds, minus(by, p->now)));
    curve_to(p, a, plus(at, times(two_thirds, minus(by, at))), at);
}

/* Arcs */

static fix dot(struct spot a, struct spot b)
{
    return fix_add(fix_mul(a.x, b.x), fix_mul(a.y, b.y));
}

static fix cross(struct spot a, struct spot b)
{
    return fix_add(fix_mul(a.x, b.y), -fix_mul(a.y, b.x));
}

static struct spot quarter(struct spot a, bool sweeps)
{
    return sweeps ? (struct spot){-a.y, a.x} : (struct spot){a.y, -a.x};
}

/* A part of the unit circle of at most a quarter. How long the handles are: 4/3 tan(angle/4). */
static void circle_part(struct svg_path *p, const struct matrix *of, struct spot from,
                        struct spot to, bool sweeps)
{
    fix cosine = dot(from, to);
    cosine = cosine > FIX_ONE ? FIX_ONE : cosine;
    fix half_cosine = fix_sqrt((FIX_ONE + cosine) / 2),
        half_sine = fix_sqrt((FIX_ONE - cosine) / 2);
    fix handle = fix_div(half_sine, FIX_ONE + half_cosine) / 3 * 4;
    struct spot a = plus(from, times(handle, quarter(from, sweeps)));
    struct spot b = minus(to, times(handle, quarter(to, sweeps)));
    curve_to(p, matrix_apply(of, a), matrix_apply(of, b), matrix_apply(of, to));
}

static void circle_arc(struct svg_path *p, const struct matrix *of, struct spot from,
                       struct spot to, bool is_large, bool sweeps)
{
    const fix nearly = -FIX_ONE / 65536;
    for (int parts = 0; parts < 3; parts++) {
        fix ahead = sweeps ? cross(from, to) : -cross(from, to);
        bool is_last = ahead >= nearly && dot(from, to) >= nearly;
        if (is_last && !(is_large && parts < 2))
            break;
        struct spot next = quarter(from, sweeps);
        circle_part(p, of, from, next, sweeps);
        from = next;
    }
    circle_part(p, of, from, to, sweeps);
}

/* The unit circle's centre from half the chord on it; the chord's middle is the origin (F.6.5). */
static struct spot arc_centre(struct spot half, bool is_large, bool sweeps)
{
    fix square = dot(half, half);
    if (square >= FIX_ONE || square == 0)
        return (struct spot){0, 0};
    fix away = fix_sqrt(fix_div(FIX_ONE - square, square));
    return times(is_large != sweeps ? away : -away, (struct spot){half.y, -half.x});
}

/* Radii that do not reach are made larger (F.6.6). */
static struct spot half_chord(struct spot chord, fix *rx, fix *ry)
{
    struct spot half = {fix_div(chord.x, *rx), fix_div(chord.y, *ry)};
    for (int i = 0; i < 60 && fix_hypot(half.x, half.y) > FIX(1024); i++) {
        *rx = fix_add(*rx, *rx);
        *ry = fix_add(*ry, *ry);
        half = (struct spot){fix_div(chord.x, *rx), fix_div(chord.y, *ry)};
    }
    fix length = fix_hypot(half.x, half.y);
    if (length <= FIX_ONE)
        return half;
    *rx = fix_mul(*rx, length);
    *ry = fix_mul(*ry, length);
    return (struct spot){fix_div(half.x, length), fix_div(half.y, length)};
}

static void arc_to(struct svg_path *p, const fix v[3], bool is_large, bool sweeps, struct spot at)
{
    fix rx = v[0] < 0 ? -v[0] : v[0], ry = v[1] < 0 ? -v[1] : v[1], s, c;
    begin(p);
    struct spot from = p->now;
    fix_sine(v[2], &s, &c);
    struct spot way = {(from.x - at.x) / 2, (from.y - at.y) / 2};
    struct spot chord = {fix_add(fix_mul(c, way.x), fix_mul(s, way.y)),
                         fix_add(fix_mul(c, way.y), -fix_mul(s, way.x))};
    if ((!way.x && !way.y) || !rx || !ry) {
        line_to(p, at);
        return;
    }
    struct spot half = half_chord(chord, &rx, &ry);
    struct spot centre = arc_centre(half, is_large, sweeps);
    struct spot middle = {(from.x + at.x) / 2, (from.y + at.y) / 2};
    struct matrix of = {fix_mul(c, rx), fix_mul(s, rx), -fix_mul(s, ry), fix_mul(c, ry), 0, 0};
    struct spot place = plus(middle, matrix_apply(&of, centre));
    of.e = place.x;
    of.f = place.y;
    circle_arc(p, &of, minus(half, centre), minus((struct spot){-half.x, -half.y}, centre),
               is_large, sweeps);
    p->at[p->spots - 1] = p->now = at; /* exactly */
}

/* Path data */

struct scan {
    struct svg_path *path;
    struct text rest;
    struct spot handle; /* the last curve's second one */
    char last;          /* the command before, upper case */
};

static bool take_spots(struct scan *s, bool is_relative, size_t n, struct spot *out)
{
    for (size_t i = 0; i < n; i++) {
        if (!svg_number(&s->rest, &out[i].x) || !svg_number(&s->rest, &out[i].y))
            return false;
        if (is_relative)
            out[i] = plus(out[i], s->path->now);
    }
    return true;
}

static struct spot reflected(const struct scan *s, const char *after)
{
    struct spot now = s->path->now;
    return ascii_is_in(after, s->last) ? minus(plus(now, now), s->handle) : now;
}

static bool scan_curve(struct scan *s, char command, bool is_relative)
{
    struct spot at[3];
    bool is_cubic = command == 'C' || command == 'S';
    size_t given = command == 'C' ? 3 : command == 'T' ? 1 : 2;
    struct spot *first = at + (is_cubic ? 3 : 2) - given;
    at[0] = reflected(s, is_cubic ? "CS" : "QT");
    if (!take_spots(s, is_relative, given, first))
        return false;
    s->handle = is_cubic ? at[1] : at[0];
    if (is_cubic)
        curve_to(s->path, at[0], at[1], at[2]);
    else
        quadratic_to(s->path, at[0], at[1]);
    return true;
}

static bool scan_arc(struct scan *s, bool is_relative)
{
    fix v[3];
    bool is_large, sweeps;
    struct spot at;
    if (!svg_number(&s->rest, &v[0]) || !svg_number(&s->rest, &v[1]) ||
        !svg_number(&s->rest, &v[2]) || !svg_flag(&s->rest, &is_large) ||
        !svg_flag(&s->rest, &sweeps) || !take_spots(s, is_relative, 1, &at))
        return false;
    arc_to(s->path, v, is_large, sweeps, at);
    return true;
}

static bool scan_straight(struct scan *s, char command, bool is_relative)
{
    fix way;
    struct spot at = s->path->now;
    if (!svg_number(&s->rest, &way))
        return false;
    fix *along = command == 'H' ? &at.x : &at.y;
    *along = is_relative ? fix_add(*along, way) : way;
    line_to(s->path, at);
    return true;
}

static bool scan_move(struct scan *s, char command, bool is_relative)
{
    struct spot at;
    if (!take_spots(s, is_relative, 1, &at))
        return false;
    if (command == 'M')
        move_to(s->path, at);
    else
        line_to(s->path, at);
    return true;
}

static bool scan_one(struct scan *s, char command, bool is_relative)
{
    switch (command) {
    case 'M':
    case 'L': return scan_move(s, command, is_relative);
    case 'H':
    case 'V': return scan_straight(s, command, is_relative);
    case 'C':
    case 'S':
    case 'Q':
    case 'T': return scan_curve(s, command, is_relative);
    case 'A': return scan_arc(s, is_relative);
    }
    return false;
}

static bool at_number(struct text t)
{
    return t.n && (ascii_is_digit(t.p[0]) || ascii_is_in("+-.", t.p[0]));
}

/* A command and all its repetitions; more points behind a move are lines. */
static bool scan_command(struct scan *s)
{
    char letter = s->rest.p[0], command = ascii_is_letter(letter) ? (char)(letter & ~0x20) : '?';
    bool is_relative = letter != command;
    s->rest = text_from(s->rest, 1);
    if (command == 'Z') {
        close_path(s->path);
        s->last = 'Z';
        return true;
    }
    do {
        struct text before = s->rest;
        if (!scan_one(s, command, is_relative)) {
            s->rest = before;
            return false;
        }
        s->last = command;
        command = command == 'M' ? 'L' : command;
    } while (at_number(s->rest));
    return true;
}

/* False: malformed from `fault` on, and what stands before it is there. */
static bool read_data(struct svg_path *p, struct text data)
{
    struct scan s = {.path = p, .rest = text_trim(data)};
    bool is_right = !s.rest.n || (s.rest.p[0] | 0x20) == 'm';
    while (is_right && s.rest.n) {
        is_right = scan_command(&s);
        s.rest = is_right ? text_trim(s.rest) : s.rest;
    }
    p->fault = s.rest;
    return is_right;
}

/* Basic shapes */

struct measure {
    const struct svg_node *node;
    const fix *view;
    const char **wrong;
};

enum side { ACROSS, DOWN, BOTH };

static bool measure_is_given(const struct measure *m, const char *name)
{
    struct text t = text_trim(svg_attr(m->node, name));
    return t.n && !text_is(t, "auto");
}

static fix length_of(const struct measure *m, const char *name, enum side side)
{
    fix out = 0, diagonal = fix_mul(fix_hypot(m->view[0], m->view[1]), 3037000500);
    fix whole = side == BOTH ? diagonal : m->view[side];
    if (measure_is_given(m, name) && !svg_length(svg_attr(m->node, name), whole, &out))
        *m->wrong = name;
    return out;
}

static void add_ellipse(struct svg_path *p, fix cx, fix cy, fix rx, fix ry)
{
    struct matrix of = {rx, 0, 0, ry, cx, cy};
    struct spot from = {FIX_ONE, 0};
    if (rx <= 0 || ry <= 0)
        return;
    move_to(p, matrix_apply(&of, from));
    for (int i = 0; i < 4; i++) {
        circle_part(p, &of, from, quarter(from, true), true);
        from = quarter(from, true);
    }
    close_path(p);
}

static void add_corner(struct svg_path *p, fix cx, fix cy, fix rx, fix ry, struct spot from)
{
    struct matrix of = {rx, 0, 0, ry, cx, cy};
    line_to(p, matrix_apply(&of, from));
    circle_part(p, &of, from, quarter(from, true), true);
}

static void add_rectangle(struct svg_path *p, fix x, fix y, fix w, fix h, fix rx, fix ry)
{
    fix x2 = fix_add(x, w), y2 = fix_add(y, h);
    if (rx <= 0 || ry <= 0) {
        move_to(p, (struct spot){x, y});
        line_to(p, (struct spot){x2, y});
        line_to(p, (struct spot){x2, y2});
        line_to(p, (struct spot){x, y2});
        close_path(p);
        return;
    }
    move_to(p, (struct spot){x + rx, y});
    add_corner(p, x2 - rx, y + ry, rx, ry, (struct spot){0, -FIX_ONE});
    add_corner(p, x2 - rx, y2 - ry, rx, ry, (struct spot){FIX_ONE, 0});
    add_corner(p, x + rx, y2 - ry, rx, ry, (struct spot){0, FIX_ONE});
    add_corner(p, x + rx, y + ry, rx, ry, (struct spot){-FIX_ONE, 0});
    close_path(p);
}

static void shape_rectangle(struct svg_path *p, const struct measure *m)
{
    fix w = length_of(m, "width", ACROSS), h = length_of(m, "height", DOWN);
    fix rx = length_of(m, "rx", ACROSS), ry = length_of(m, "ry", DOWN);
    if (w <= 0 || h <= 0)
        return;
    rx = measure_is_given(m, "rx") ? rx : ry;
    ry = measure_is_given(m, "ry") ? ry : rx;
    rx = rx > w / 2 ? w / 2 : rx;
    ry = ry > h / 2 ? h / 2 : ry;
    add_rectangle(p, length_of(m, "x", ACROSS), length_of(m, "y", DOWN), w, h, rx, ry);
}

static void shape_ellipse(struct svg_path *p, const struct measure *m)
{
    bool is_circle = text_is(m->node->name, "circle");
    fix rx = is_circle ? length_of(m, "r", BOTH) : length_of(m, "rx", ACROSS);
    fix ry = is_circle ? rx : length_of(m, "ry", DOWN);
    if (!is_circle && !measure_is_given(m, "rx"))
        rx = ry;
    if (!is_circle && !measure_is_given(m, "ry"))
        ry = rx;
    add_ellipse(p, length_of(m, "cx", ACROSS), length_of(m, "cy", DOWN), rx, ry);
}

static void shape_line(struct svg_path *p, const struct measure *m)
{
    move_to(p, (struct spot){length_of(m, "x1", ACROSS), length_of(m, "y1", DOWN)});
    line_to(p, (struct spot){length_of(m, "x2", ACROSS), length_of(m, "y2", DOWN)});
}

static void shape_points(struct svg_path *p, const struct measure *m)
{
    struct text rest = svg_attr(m->node, "points");
    struct spot at;
    while (svg_number(&rest, &at.x) && svg_number(&rest, &at.y)) {
        if (p->ops)
            line_to(p, at);
        else
            move_to(p, at);
    }
    if (text_trim(rest).n)
        *m->wrong = "points";
    if (text_is(m->node->name, "polygon"))
        close_path(p);
}

static void shape_path(struct svg_path *p, const struct measure *m)
{
    if (!read_data(p, svg_attr(m->node, "d")))
        *m->wrong = "d";
}

static const struct {
    const char *name;
    void (*make)(struct svg_path *, const struct measure *);
} shapes[] = {{"path", shape_path},       {"rect", shape_rectangle}, {"circle", shape_ellipse},
              {"ellipse", shape_ellipse}, {"line", shape_line},      {"polyline", shape_points},
              {"polygon", shape_points}};

bool svg_is_shape(const struct svg_node *node)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (text_is(node->name, shapes[i].name))
            return true;
    return false;
}

bool svg_path_shape(struct svg_path *p, const struct svg_node *node, const fix view[2],
                    const char **wrong)
{
    struct measure m = {node, view, wrong};
    *wrong = NULL;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (text_is(node->name, shapes[i].name))
            shapes[i].make(p, &m);
    terminate(p);
    return !*wrong;
}

/* What it covers */

static void cover(fix box[4], bool is_first, struct spot at)
{
    box[0] = is_first || at.x < box[0] ? at.x : box[0];
    box[1] = is_first || at.y < box[1] ? at.y : box[1];
    box[2] = is_first || at.x > box[2] ? at.x : box[2];
    box[3] = is_first || at.y > box[3] ? at.y : box[3];
}

/* Closely enough by points along the curve. */
static void cover_curve(fix box[4], struct spot from, const struct spot *c)
{
    enum { STEPS = 64 };
    for (int i = 1; i <= STEPS; i++) {
        fix t = FIX_ONE / STEPS * i, u = FIX_ONE - t;
        fix uu = fix_mul(u, u), tt = fix_mul(t, t);
        struct spot p = plus(times(fix_mul(uu, u), from), times(fix_mul(tt, t), c[2]));
        p = plus(p, times(3 * fix_mul(uu, t), c[0]));
        cover(box, false, plus(p, times(3 * fix_mul(tt, u), c[1])));
    }
}

bool svg_path_box(const struct svg_path *p, fix box[4])
{
    const struct spot *at = p->at;
    for (const char *op = p->op; *op; op++) {
        if (*op == 'C')
            cover_curve(box, at[-1], at);
        else if (*op != 'Z')
            cover(box, at == p->at, *at);
        at += *op == 'C' ? 3 : *op != 'Z';
    }
    box[2] = fix_add(box[2], p->spots ? -box[0] : 0);
    box[3] = fix_add(box[3], p->spots ? -box[1] : 0);
    return p->spots > 0;
}
