/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A gradient takes attributes and stops it lacks from the one it refers to (SVG 1.1, 13.2.2). Those
 * that repeat, or whose stops are opaque to different degrees, are not understood. */
#include "page/svg_shade.h"

#include "page/svg_value.h"

enum { MOST_REFERENCES = 32 };

struct reading {
    const struct svg_file *file;
    const struct svg_node *node;
    const struct svg_shade_frame *frame;
    bool is_in_box;
    bool is_wrong;
};

/* The attribute of the gradient, or of those it refers to. */
static struct text find(const struct reading *r, const char *name)
{
    const struct svg_node *node = r->node;
    for (int i = 0; node && i < MOST_REFERENCES; i++) {
        struct text value = svg_attr(node, name);
        if (value.n)
            return text_trim(value);
        node = svg_target(r->file, svg_attr(node, "href"));
    }
    return TEXT("");
}

static const struct svg_node *first_stop(const struct svg_node *node)
{
    const struct svg_node *child = node->child;
    while (child && !text_is(child->name, "stop"))
        child = child->next;
    return child;
}

static const struct svg_node *stops_of(const struct reading *r)
{
    const struct svg_node *node = r->node;
    for (int i = 0; node && i < MOST_REFERENCES; i++) {
        if (first_stop(node))
            return node;
        node = svg_target(r->file, svg_attr(node, "href"));
    }
    return NULL;
}

enum side { ACROSS, DOWN, BOTH };

static fix coordinate(struct reading *r, const char *name, const char *otherwise, enum side side)
{
    struct text t = find(r, name);
    const fix *view = r->frame->view;
    fix whole = side == BOTH ? fix_mul(fix_hypot(view[0], view[1]), 3037000500) : view[side];
    fix out = 0;
    if (!svg_length(t.n ? t : text_of(otherwise), r->is_in_box ? FIX_ONE : whole, &out))
        r->is_wrong = true;
    return out;
}

static bool read_stops(struct arena *arena, const struct svg_sheet *sheet,
                       const struct svg_node *holder, struct shade *shade, uint32_t *opacity,
                       struct svg_fault *fault)
{
    static const fix none[2] = {0, 0};
    struct shade_stop *stop = NULL;
    size_t cap = 0;
    int32_t last = 0;
    for (const struct svg_node *n = first_stop(holder); n; n = n->next) {
        if (!text_is(n->name, "stop"))
            continue;
        struct svg_style style = svg_style_of(sheet, n, &svg_style_first, none, fault);
        struct paint color = style.stop.kind == PAINT_CURRENT ? style.current : style.stop;
        uint32_t own = (uint32_t)((uint64_t)color.opacity * style.stop_opacity / OPAQUE_WHOLE);
        uint32_t at = 0;
        svg_fraction(svg_attr(n, "offset"), &at);
        last = (int32_t)at < last ? last : (int32_t)at;
        if (color.kind != PAINT_COLOR || (shade->stops && own != *opacity))
            return false;
        *opacity = own;
        stop = arena_grow(arena, stop, sizeof *stop, &cap, shade->stops + 1);
        stop[shade->stops++] = (struct shade_stop){last, color.color};
        shade->stop = stop;
    }
    return true;
}

static void read_linear(struct reading *r, struct shade *shade)
{
    shade->from[0] = coordinate(r, "x1", "0%", ACROSS);
    shade->from[1] = coordinate(r, "y1", "0%", DOWN);
    shade->to[0] = coordinate(r, "x2", "100%", ACROSS);
    shade->to[1] = coordinate(r, "y2", "0%", DOWN);
}

/* False: its focus lies outside of it. */
static bool read_radial(struct reading *r, struct shade *shade)
{
    shade->is_radial = true;
    shade->to[0] = coordinate(r, "cx", "50%", ACROSS);
    shade->to[1] = coordinate(r, "cy", "50%", DOWN);
    shade->to[2] = coordinate(r, "r", "50%", BOTH);
    shade->from[0] = find(r, "fx").n ? coordinate(r, "fx", "0", ACROSS) : shade->to[0];
    shade->from[1] = find(r, "fy").n ? coordinate(r, "fy", "0", DOWN) : shade->to[1];
    shade->from[2] = coordinate(r, "fr", "0", BOTH);
    fix off = fix_hypot(shade->from[0] - shade->to[0], shade->from[1] - shade->to[1]);
    return shade->to[2] > 0 && shade->from[2] >= 0 && fix_add(off, shade->from[2]) < shade->to[2];
}

static bool is_point(const struct shade *s)
{
    return !s->is_radial && s->from[0] == s->to[0] && s->from[1] == s->to[1];
}

static bool place(struct reading *r, struct shade *shade)
{
    const fix *box = r->frame->box;
    struct matrix own;
    if (!svg_transform(find(r, "gradientTransform"), &own))
        return false;
    shade->matrix = *r->frame->matrix;
    if (r->is_in_box)
        shade->matrix =
            matrix_of(shade->matrix, (struct matrix){box[2], 0, 0, box[3], box[0], box[1]});
    shade->matrix = matrix_of(shade->matrix, own);
    return true;
}

/* Nothing, or one colour, where there is no way to go. */
static bool is_simple(const struct reading *r, const struct shade *shade, struct paint *paint)
{
    const fix *box = r->frame->box;
    bool is_empty = !shade->stops || (r->is_in_box && (!box[2] || !box[3]));
    paint->kind = is_empty ? PAINT_NONE : PAINT_COLOR;
    paint->color = is_empty ? 0 : shade->stop[shade->stops - 1].color;
    return is_empty || shade->stops == 1 || is_point(shade);
}

bool svg_shade(struct arena *arena, const struct svg_file *file, const struct svg_sheet *sheet,
               const struct svg_node *node, const struct svg_shade_frame *frame,
               struct paint *paint, struct svg_fault *fault)
{
    struct reading r = {.file = file, .node = node, .frame = frame};
    struct shade *shade = ARENA_NEW(arena, struct shade);
    struct text spread = find(&r, "spreadMethod");
    const struct svg_node *holder = stops_of(&r);
    r.is_in_box = !text_is(find(&r, "gradientUnits"), "userSpaceOnUse");
    *paint = (struct paint){.opacity = OPAQUE_WHOLE};
    if ((spread.n && !text_is(spread, "pad")) || !place(&r, shade) ||
        (holder && !read_stops(arena, sheet, holder, shade, &paint->opacity, fault)))
        return false;
    bool is_radial = text_is(node->name, "radialGradient"), fits = true;
    if (is_radial)
        fits = read_radial(&r, shade);
    else
        read_linear(&r, shade);
    if (r.is_wrong || is_simple(&r, shade, paint))
        return !r.is_wrong;
    paint->kind = PAINT_SHADE;
    paint->shade = shade;
    return fits;
}
