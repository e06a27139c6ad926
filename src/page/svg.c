/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree is walked once; each shape is transformed to its place in the drawing, so that what is
 * written needs no transforms but where a pen is stretched. Parts that are used again are walked
 * again; there are bounds for all of it. */
#include "page/svg.h"

#include "base/ascii.h"
#include "page/svg_draw.h"
#include "page/svg_shade.h"
#include "page/svg_value.h"

enum { MOST_DRAWN = 100000, MOST_POINTS = 2000000, DEEPEST = 300 };

static struct place place_of(const struct svg_drawer *d, const struct svg_node *node)
{
    return svg_place(d->file, node);
}

void svg_unknown(struct svg_drawer *d, const struct svg_node *node, const char *reason)
{
    if (!d->fault.reason)
        d->fault = (struct svg_fault){reason, node};
}

static void fail(struct svg_drawer *d, const struct svg_node *node, const char *what)
{
    if (!d->has_failed)
        diag_error(d->diag, place_of(d, node), "%s", what);
    d->has_failed = true;
}

static struct drawn *add_item(struct svg_drawer *d, enum drawn_kind kind)
{
    d->item = arena_grow(d->arena, d->item, sizeof *d->item, &d->item_cap, d->items + 1);
    struct drawn *item = &d->item[d->items++];
    item->kind = kind;
    item->opacity = OPAQUE_WHOLE;
    return item;
}

/* Outlines */

static sp in_points(fix a)
{
    const sp most = PT(1000000);
    sp rounded = (a + (a < 0 ? -32768 : 32768)) / 65536;
    return rounded > most ? most : rounded < -most ? -most : rounded;
}

struct outline svg_place_path(struct svg_drawer *d, const struct svg_path *path,
                              const struct matrix *m, bool is_even_odd)
{
    struct spot_sp *at = ARENA_ARRAY(d->arena, struct spot_sp, path->spots + 1);
    for (size_t i = 0; i < path->spots; i++) {
        struct spot p = matrix_apply(m, path->at[i]);
        at[i] = (struct spot_sp){in_points(p.x), in_points(p.y)};
    }
    return (struct outline){path->op, at, is_even_odd};
}

void svg_transformed(struct svg_drawer *d, const struct svg_node *node, struct matrix *matrix)
{
    struct matrix own;
    struct text t = svg_attr(node, "transform");
    if (!svg_transform(t, &own)) {
        diag_warn(d->diag, place_of(d, node), "'transform' is malformed: it is passed over");
        own = matrix_identity;
    }
    *matrix = matrix_of(*matrix, own);
}

bool svg_read_shape(struct svg_drawer *d, const struct svg_node *node,
                    const struct svg_scope *scope, struct svg_path *path)
{
    const char *wrong;
    *path = (struct svg_path){.arena = d->arena};
    if (!svg_path_shape(path, node, scope->view, &wrong)) {
        struct text t = path->fault.n ? path->fault : svg_attr(node, wrong);
        diag_warn(d->diag, place_of(d, node), "'%s' is malformed at '%.*s': %s", wrong,
                  (int)(t.n < 20 ? t.n : 20), t.p,
                  path->ops ? "what is before it is drawn" : "it is not drawn");
    }
    d->points += path->spots;
    if (d->points > MOST_POINTS)
        fail(d, node, "the picture has more than 2,000,000 points");
    return path->ops > 0;
}

/* Paints */

static uint32_t share(uint32_t a, uint32_t b)
{
    return (uint32_t)((uint64_t)a * b / OPAQUE_WHOLE);
}

static struct paint resolved(struct svg_drawer *d, const struct svg_style *style,
                             struct paint paint, uint32_t opacity)
{
    uint32_t own = paint.opacity;
    if (paint.kind == PAINT_CURRENT) {
        paint = style->current;
        own = paint.opacity;
    }
    paint.opacity = share(own, opacity);
    d->has_current |= paint.kind == PAINT_CURRENT;
    return paint;
}

/* "url(#a) red": the element, or what stands behind it where there is none. */
static const struct svg_node *paint_server(struct svg_drawer *d, struct text from,
                                           struct paint *paint)
{
    size_t close = text_find_char(from, ')');
    struct text after = close == SIZE_MAX ? TEXT("") : text_trim(text_from(from, close + 1));
    struct text url = close == SIZE_MAX ? from : text_slice(from, 0, close + 1);
    const struct svg_node *node = svg_target(d->file, url);
    *paint = (struct paint){.opacity = OPAQUE_WHOLE};
    if (!node && after.n && !text_is(after, "none"))
        svg_color(after, paint);
    return node;
}

static struct paint fill_of(struct svg_drawer *d, const struct svg_node *node,
                            const struct svg_scope *scope, const struct svg_path *path)
{
    const struct svg_style *style = &scope->style;
    struct paint paint = style->fill;
    if (!style->fill_from.n)
        return resolved(d, style, paint, style->fill_opacity);
    const struct svg_node *server = paint_server(d, style->fill_from, &paint);
    fix box[4] = {0};
    svg_path_box(path, box);
    const struct svg_shade_frame frame = {scope->view, box, &scope->matrix};
    bool is_gradient = server && (text_is(server->name, "linearGradient") ||
                                  text_is(server->name, "radialGradient"));
    if (server && (!is_gradient ||
                   !svg_shade(d->arena, d->file, d->sheet, server, &frame, &paint, &d->fault)))
        svg_unknown(d, node, is_gradient ? "a gradient of this kind" : "a pattern");
    return resolved(d, style, paint, style->fill_opacity);
}

static struct paint stroke_of(struct svg_drawer *d, const struct svg_node *node,
                              const struct svg_scope *scope)
{
    const struct svg_style *style = &scope->style;
    struct paint paint = style->stroke;
    if (style->stroke_width <= 0)
        return (struct paint){0};
    if (style->stroke_from.n && paint_server(d, style->stroke_from, &paint))
        svg_unknown(d, node, "a stroke with a gradient or pattern");
    return resolved(d, style, paint, style->stroke_opacity);
}

static void read_dashes(struct svg_drawer *d, const struct svg_scope *scope, fix scale,
                        struct pen *pen)
{
    struct text rest = scope->style.dashes;
    sp *dash = NULL, sum = 0;
    size_t cap = 0, n = 0;
    fix diagonal = fix_mul(fix_hypot(scope->view[0], scope->view[1]), 3037000500);
    for (svg_skip(&rest); rest.n; svg_skip(&rest)) {
        size_t end = 0;
        fix length;
        while (end < rest.n && rest.p[end] != ',' && !ascii_is_space(rest.p[end]))
            end++;
        if (!svg_length(text_slice(rest, 0, end), diagonal, &length) || length < 0 || n == 64)
            return;
        dash = arena_grow(d->arena, dash, sizeof *dash, &cap, n + 1);
        dash[n++] = in_points(fix_mul(length, scale));
        sum += dash[n - 1];
        rest = text_from(rest, end);
    }
    if (sum <= 0)
        return;
    pen->dash = dash;
    pen->dashes = n;
    sp whole = n % 2 ? 2 * sum : sum;
    pen->phase = in_points(fix_mul(scope->style.phase, scale)) % whole;
    pen->phase += pen->phase < 0 ? whole : 0;
}

static struct pen pen_of(struct svg_drawer *d, const struct svg_scope *scope, fix scale)
{
    const struct svg_style *style = &scope->style;
    struct pen pen = {.width = sp_max(1, in_points(fix_mul(style->stroke_width, scale))),
                      .cap = style->cap,
                      .join = style->join,
                      .miter = in_points(style->miter)};
    read_dashes(d, scope, scale, &pen);
    return pen;
}

/* How much longer lengths become, on average. */
static fix scale_of(const struct matrix *m)
{
    fix determinant = matrix_determinant(m);
    return fix_sqrt(determinant < 0 ? -determinant : determinant);
}

/* A pen that is stretched needs its matrix; the outline keeps the drawing's size in it. */
static void add_stretched(struct svg_drawer *d, struct drawn *item, const struct svg_scope *scope,
                          const struct svg_path *path, fix scale)
{
    const struct matrix even = {scale, 0, 0, scale, 0, 0};
    struct matrix *rest = ARENA_NEW(d->arena, struct matrix);
    *rest = scope->matrix;
    rest->a = fix_div(rest->a, scale);
    rest->b = fix_div(rest->b, scale);
    rest->c = fix_div(rest->c, scale);
    rest->d = fix_div(rest->d, scale);
    item->matrix = rest;
    item->outline = svg_place_path(d, path, &even, scope->style.is_even_odd);
    if (item->fill.kind == PAINT_SHADE) /* it counts from the drawing */
        svg_unknown(d, d->file->root, "a gradient under a stretched stroke");
}

static void draw_shape(struct svg_drawer *d, const struct svg_node *node,
                       const struct svg_scope *scope, uint32_t opacity)
{
    struct svg_path path;
    fix scale = scale_of(&scope->matrix);
    if (scope->style.is_hidden || !svg_read_shape(d, node, scope, &path) || d->has_failed)
        return;
    struct paint fill = fill_of(d, node, scope, &path), stroke = stroke_of(d, node, scope);
    if (fill.kind == PAINT_NONE && stroke.kind == PAINT_NONE)
        return;
    struct drawn *item = add_item(d, DRAWN_PATH);
    item->fill = fill;
    item->stroke = stroke;
    item->fill.opacity = share(fill.opacity, opacity);
    item->stroke.opacity = share(stroke.opacity, opacity);
    item->outline = svg_place_path(d, &path, &scope->matrix, scope->style.is_even_odd);
    if (stroke.kind == PAINT_NONE)
        return;
    if (!scale)
        item->stroke = (struct paint){0};
    item->pen = pen_of(d, scope, scale);
    if (scale && !matrix_is_even(&scope->matrix))
        add_stretched(d, item, scope, &path, scale);
}

/* Groups */

static void draw_node(struct svg_drawer *, const struct svg_node *, const struct svg_scope *);

static void draw_children(struct svg_drawer *d, const struct svg_node *node,
                          const struct svg_scope *scope)
{
    for (const struct svg_node *n = node->child; n && !d->has_failed && !d->fault.reason;
         n = n->next)
        draw_node(d, n, scope);
}

static struct outline box_outline(struct svg_drawer *d, const fix box[4], const struct matrix *m)
{
    struct spot_sp *at = ARENA_ARRAY(d->arena, struct spot_sp, 4);
    for (int i = 0; i < 4; i++) {
        struct spot p = {fix_add(box[0], i == 1 || i == 2 ? box[2] : 0),
                         fix_add(box[1], i >= 2 ? box[3] : 0)};
        p = matrix_apply(m, p);
        at[i] = (struct spot_sp){in_points(p.x), in_points(p.y)};
    }
    return (struct outline){"MLLLZ", at, false};
}

static bool read_view_box(struct svg_drawer *d, const struct svg_node *node, fix view[4])
{
    struct text rest = svg_attr(node, "viewBox");
    if (!text_trim(rest).n)
        return false;
    for (int i = 0; i < 4; i++)
        if (!svg_number(&rest, &view[i])) {
            diag_warn(d->diag, place_of(d, node),
                      "'viewBox' is malformed or too large: it is passed over");
            return false;
        }
    return view[2] > 0 && view[3] > 0;
}

/* A nested svg, or a symbol in its use, in the box on its own. */
static void draw_viewport(struct svg_drawer *d, const struct svg_node *node,
                          struct svg_scope *scope, const fix box[4])
{
    fix view[4] = {0, 0, box[2], box[3]};
    struct matrix inner = {FIX_ONE, 0, 0, FIX_ONE, box[0], box[1]};
    struct text overflow = svg_attr(node, "overflow");
    bool is_open = text_is(overflow, "visible") || text_is(overflow, "auto");
    if (box[2] <= 0 || box[3] <= 0)
        return;
    if (read_view_box(d, node, view) &&
        !svg_fit(svg_attr(node, "preserveAspectRatio"), view, box, &inner))
        svg_unknown(d, node, "preserveAspectRatio of this kind");
    if (!is_open)
        add_item(d, DRAWN_OPEN)->outline = box_outline(d, box, &scope->matrix);
    scope->matrix = matrix_of(scope->matrix, inner);
    scope->view[0] = view[2];
    scope->view[1] = view[3];
    draw_children(d, node, scope);
    if (!is_open)
        add_item(d, DRAWN_CLOSE);
}

static fix length_of(struct svg_drawer *d, const struct svg_node *node, const char *name, fix whole,
                     fix otherwise)
{
    fix out = otherwise;
    struct text t = text_trim(svg_attr(node, name));
    if (t.n && !text_is(t, "auto") && !svg_length(t, whole, &out)) {
        diag_warn(d->diag, place_of(d, node), "'%s' is malformed: it is passed over", name);
        out = otherwise;
    }
    return out;
}

static void read_box(struct svg_drawer *d, const struct svg_node *node,
                     const struct svg_scope *scope, fix box[4])
{
    box[0] = length_of(d, node, "x", scope->view[0], 0);
    box[1] = length_of(d, node, "y", scope->view[1], 0);
    box[2] = length_of(d, node, "width", scope->view[0], scope->view[0]);
    box[3] = length_of(d, node, "height", scope->view[1], scope->view[1]);
}

static void draw_use(struct svg_drawer *d, const struct svg_node *node, struct svg_scope *scope)
{
    struct svg_node *target = svg_target(d->file, svg_attr(node, "href"));
    fix box[4];
    if (!target) {
        diag_warn(d->diag, place_of(d, node), "'use' refers to nothing: it is not drawn");
        return;
    }
    if (target->is_open) {
        fail(d, node, "'use' refers to what it is part of");
        return;
    }
    read_box(d, node, scope, box);
    struct matrix to = {FIX_ONE, 0, 0, FIX_ONE, box[0], box[1]};
    box[0] = box[1] = 0;
    scope->matrix = matrix_of(scope->matrix, to);
    if (!text_is(target->name, "symbol")) {
        draw_node(d, target, scope);
        return;
    }
    target->is_open = true;
    scope->style = svg_style_of(d->sheet, target, &scope->style, scope->view, &d->fault);
    draw_viewport(d, target, scope, box);
    target->is_open = false;
}

/* What is never drawn by itself, or says nothing of how it looks. */
static bool is_silent(const struct svg_node *node)
{
    static const char *const silent[] = {
        "",         "animate",        "animateMotion", "animateTransform",
        "clipPath", "cursor",         "defs",          "desc",
        "filter",   "font",           "font-face",     "linearGradient",
        "marker",   "mask",           "metadata",      "mpath",
        "pattern",  "radialGradient", "script",        "set",
        "stop",     "style",          "symbol",        "title",
        "view"};
    return text_is_among(node->name, silent, sizeof silent / sizeof *silent);
}

static void draw_inside(struct svg_drawer *d, struct svg_node *node, struct svg_scope *scope)
{
    fix box[4];
    if (text_is(node->name, "g") || text_is(node->name, "a")) {
        draw_children(d, node, scope);
    } else if (text_is(node->name, "use")) {
        draw_use(d, node, scope);
    } else if (text_is(node->name, "svg")) {
        read_box(d, node, scope, box);
        draw_viewport(d, node, scope, box);
    } else {
        svg_unknown(d, node, arena_printf(d->arena, "<%.*s>", (int)node->name.n, node->name.p));
    }
}

/* Opacity of a group, or of a shape that both fills and strokes, is that of the whole. */
static bool needs_group(const struct svg_node *node, const struct svg_style *style)
{
    bool fills = style->fill.kind != PAINT_NONE || style->fill_from.n;
    bool strokes = style->stroke.kind != PAINT_NONE || style->stroke_from.n;
    return style->opacity < OPAQUE_WHOLE && !(svg_is_shape(node) && !(fills && strokes));
}

static void draw_styled(struct svg_drawer *d, struct svg_node *node, struct svg_scope *scope)
{
    bool is_group = needs_group(node, &scope->style);
    struct outline clip = {0};
    if (scope->style.clip.n)
        clip = svg_clip(d, node, scope);
    if (is_group || clip.op) {
        struct drawn *open = add_item(d, DRAWN_OPEN);
        open->outline = clip;
        open->opacity = is_group ? scope->style.opacity : OPAQUE_WHOLE;
    }
    if (svg_is_shape(node))
        draw_shape(d, node, scope, is_group ? OPAQUE_WHOLE : scope->style.opacity);
    else
        draw_inside(d, node, scope);
    if (is_group || clip.op)
        add_item(d, DRAWN_CLOSE);
}

static void draw_node(struct svg_drawer *d, const struct svg_node *given,
                      const struct svg_scope *outer)
{
    struct svg_node *node = (struct svg_node *)given; /* is_open is ours */
    if (is_silent(node))
        return;
    if (node->is_open)
        fail(d, node, "'use' refers to what it is part of");
    else if (++d->visits > MOST_DRAWN || d->depth >= DEEPEST)
        fail(d, node, "the picture draws more than 100,000 elements, or too deep in each other");
    if (d->has_failed)
        return;
    struct svg_scope scope = *outer;
    scope.style = svg_style_of(d->sheet, node, &outer->style, outer->view, &d->fault);
    if (scope.style.is_gone)
        return;
    svg_transformed(d, node, &scope.matrix);
    node->is_open = true;
    d->depth++;
    draw_styled(d, node, &scope);
    d->depth--;
    node->is_open = false;
}

/* The picture as a whole */

/* "100%" says as little as nothing. */
static bool own_length(struct svg_drawer *d, const char *name, fix *out)
{
    struct text t = text_trim(svg_attr(d->file->root, name));
    *out = 0;
    if (!t.n || text_is(t, "auto") || text_ends(t, "%"))
        return false;
    *out = length_of(d, d->file->root, name, 0, 0);
    if (*out <= 0)
        fail(d, d->file->root, arena_printf(d->arena, "the picture's %s is not over 0", name));
    return *out > 0;
}

static void measure(struct svg_drawer *d, struct svg *svg, fix view[4])
{
    bool has_width = own_length(d, "width", &svg->width);
    bool has_height = own_length(d, "height", &svg->height);
    bool has_view = read_view_box(d, d->file->root, view);
    if (d->has_failed)
        return;
    if (!has_view && !(has_width && has_height)) {
        fail(d, d->file->root, "the picture has no size: neither a viewBox nor width and height");
        return;
    }
    if (!has_view) {
        view[2] = svg->width;
        view[3] = svg->height;
    }
    if (!has_width)
        svg->width = has_height ? fix_mul(svg->height, fix_div(view[2], view[3])) : view[2];
    if (!has_height)
        svg->height = fix_mul(svg->width, fix_div(view[3], view[2]));
    if (svg->width <= 0 || svg->height <= 0 || fix_div(svg->width, svg->height) > FIX(10000) ||
        fix_div(svg->height, svg->width) > FIX(10000))
        fail(d, d->file->root, "the picture is more than 10,000 times as long as it is wide");
}

static void draw_root(struct svg_drawer *d, struct svg *svg, const fix view[4],
                      struct drawing *drawing)
{
    fix side = FIX(1000), longer = svg->width > svg->height ? svg->width : svg->height;
    fix box[4] = {0, 0, fix_clamp((__int128)side * svg->width / longer),
                  fix_clamp((__int128)side * svg->height / longer)};
    struct svg_scope scope = {.view = {view[2], view[3]}};
    const struct svg_node *root = d->file->root;
    if (!svg_fit(svg_attr(root, "preserveAspectRatio"), view, box, &scope.matrix))
        svg_unknown(d, root, "preserveAspectRatio of this kind");
    scope.style = svg_style_of(d->sheet, root, &svg_style_first, scope.view, &d->fault);
    if (svg_attr(root, "transform").n)
        svg_unknown(d, root, "a transform of the whole");
    if (scope.style.clip.n)
        svg_unknown(d, root, "a clipPath of the whole");
    ((struct svg_node *)root)->is_open = true;
    bool is_group = scope.style.opacity < OPAQUE_WHOLE;
    if (is_group)
        add_item(d, DRAWN_OPEN)->opacity = scope.style.opacity;
    if (!scope.style.is_gone)
        draw_children(d, root, &scope);
    if (is_group)
        add_item(d, DRAWN_CLOSE);
    *drawing = (struct drawing){.w = in_points(box[2]),
                                .h = in_points(box[3]),
                                .width = svg->width,
                                .height = svg->height,
                                .item = d->item,
                                .items = d->items,
                                .has_current = d->has_current};
}

static struct text title_of(const struct svg_node *root)
{
    static const char *const names[] = {"title", "desc"};
    for (int i = 0; i < 2; i++)
        for (const struct svg_node *n = root->child; n; n = n->next)
            if (text_is(n->name, names[i]) && text_trim(n->said).n)
                return text_trim(n->said);
    return TEXT("");
}

bool svg_is(struct text file)
{
    if (text_starts(file, "\xEF\xBB\xBF"))
        file = text_from(file, 3);
    while (file.n && ascii_is_space(file.p[0]))
        file = text_from(file, 1);
    file = text_slice(file, 0, 65536);
    return text_starts(file, "<") &&
           (text_find(file, "<svg") != SIZE_MAX || text_find(file, ":svg") != SIZE_MAX);
}

bool svg_read(struct arena *arena, struct text file, const char *shown, struct svg *out,
              struct diag *diag)
{
    struct svg_drawer d = {.arena = arena, .diag = diag};
    struct drawing *drawing = ARENA_NEW(arena, struct drawing);
    fix view[4] = {0};
    *out = (struct svg){0};
    d.file = svg_tree_read(arena, file, shown, diag);
    if (!d.file)
        return false;
    d.sheet = svg_sheet_read(arena, d.file, diag, &d.fault);
    measure(&d, out, view);
    if (!d.has_failed)
        draw_root(&d, out, view, drawing);
    out->title = title_of(d.file->root);
    out->drawing = d.fault.reason ? NULL : drawing;
    out->reason = d.fault.reason;
    if (d.fault.reason)
        out->at = place_of(&d, d.fault.node);
    return !d.has_failed;
}
