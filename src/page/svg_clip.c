/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clipPath as one outline. Several shapes are one only where their insides add up, so all must
 * turn the same way; the rest is left to another program. */
#include <string.h>

#include "page/svg_draw.h"
#include "page/svg_value.h"

struct clip { /* in progress */
    char *op;
    struct spot_sp *point;
    size_t ops, op_cap, points, point_cap;
    bool is_even_odd;
};

static void clip_add(struct svg_drawer *d, struct clip *clip, const struct outline *more,
                     size_t points)
{
    size_t ops = strlen(more->op);
    clip->op = arena_grow(d->arena, clip->op, 1, &clip->op_cap, clip->ops + ops + 1);
    clip->point = arena_grow(d->arena, clip->point, sizeof *clip->point, &clip->point_cap,
                             clip->points + points);
    memcpy(clip->op + clip->ops, more->op, ops + 1);
    memcpy(clip->point + clip->points, more->point, points * sizeof *clip->point);
    clip->ops += ops;
    clip->points += points;
    clip->is_even_odd |= more->is_even_odd;
}

/* One shape of a clipPath; several are one outline only if all turn the same way, as ours do. */
static void clip_shape(struct svg_drawer *d, const struct svg_node *node,
                       const struct svg_scope *outer, struct clip *clip)
{
    struct svg_scope scope = *outer;
    struct svg_path path;
    scope.style = svg_style_of(d->sheet, node, &outer->style, outer->view, &d->fault);
    svg_transformed(d, node, &scope.matrix);
    if (scope.style.is_gone || scope.style.is_hidden || !svg_read_shape(d, node, &scope, &path))
        return;
    struct outline outline = svg_place_path(d, &path, &scope.matrix, scope.style.clips_even_odd);
    bool is_ours = text_is(node->name, "rect") || text_is(node->name, "circle") ||
                   text_is(node->name, "ellipse");
    if (scope.style.clip.n || (clip->ops && (!is_ours || matrix_determinant(&scope.matrix) < 0)))
        svg_unknown(d, node, "a clipPath of this kind");
    clip_add(d, clip, &outline, path.spots);
}

struct outline svg_clip(struct svg_drawer *d, const struct svg_node *node,
                        const struct svg_scope *scope)
{
    const struct svg_node *target = svg_target(d->file, scope->style.clip);
    struct svg_scope in = *scope;
    struct clip clip = {0};
    if (!target || !text_is(target->name, "clipPath"))
        return (struct outline){0};
    in.style = svg_style_of(d->sheet, target, &svg_style_first, scope->view, &d->fault);
    if (in.style.clip.n || text_is(svg_attr(target, "clipPathUnits"), "objectBoundingBox"))
        svg_unknown(d, node, "a clipPath of this kind");
    svg_transformed(d, target, &in.matrix);
    for (const struct svg_node *n = target->child; n; n = n->next) {
        if (svg_is_shape(n))
            clip_shape(d, n, &in, &clip);
        else if (text_is(n->name, "use") || text_is(n->name, "text"))
            svg_unknown(d, n, "a clipPath of this kind");
    }
    if (!clip.ops) /* nothing shows */
        return (struct outline){"MZ", ARENA_ARRAY(d->arena, struct spot_sp, 1), false};
    return (struct outline){clip.op, clip.point, clip.is_even_odd};
}
