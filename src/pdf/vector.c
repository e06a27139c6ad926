/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines stand in the drawing's own points, y downward; the form's matrix turns all of it round.
 * Opacity of a whole group needs a transparency group, a form of its own; that of one paint is a
 * graphics state's. What the stream has set is remembered, and again when a state is restored. */
#include "pdf/vector.h"

#include <string.h>

#include "pdf/string.h"

struct state {
    int64_t fill, stroke; /* -1: not set yet */
    uint32_t fill_opacity, stroke_opacity;
};

struct list { /* of what a stream names: "/X1 12 0 R /X2 …" */
    struct buf entries;
    size_t n;
};

struct canvas {
    struct writer *writer;
    const struct drawing *drawing;
    uint32_t current;
    struct buf out;
    struct state state;
    struct list states, forms, shades;
};

/* Numbers */

/* With nine decimals at most, no trailing zeros, and a space behind. */
static void put_fix(struct buf *b, fix value)
{
    enum { BILLION = 1000000000 };
    uint64_t size = value < 0 ? (uint64_t)-value : (uint64_t)value;
    uint64_t whole = size >> 32;
    uint64_t rest = ((size & 0xFFFFFFFFu) * BILLION + 0x80000000u) >> 32;
    whole += rest / BILLION;
    rest %= BILLION;
    char digits[16];
    int n = snprintf(digits, sizeof digits, "%09llu", (unsigned long long)rest);
    while (n && digits[n - 1] == '0')
        digits[--n] = '\0';
    buf_printf(b, "%s%llu%s%s ", value < 0 && (whole || n) ? "-" : "", (unsigned long long)whole,
               n ? "." : "", digits);
}

static void put_matrix(struct buf *b, const struct matrix *m)
{
    const fix part[] = {m->a, m->b, m->c, m->d, m->e, m->f};
    for (int i = 0; i < 6; i++)
        put_fix(b, part[i]);
}

static void put_share(struct buf *b, int64_t of_whole)
{
    put_fix(b, of_whole * (FIX_ONE / OPAQUE_WHOLE));
}

static void put_rgb(struct buf *b, uint32_t color)
{
    for (int shift = 16; shift >= 0; shift -= 8) {
        put_thousandths(b, ((color >> shift & 0xFF) * 1000 + 127) / 255);
        buf_char(b, ' ');
    }
}

/* What streams name */

static void put_entry(struct list *list, const char *prefix, uint32_t object)
{
    buf_printf(&list->entries, "/%s%zu %u 0 R ", prefix, ++list->n, object);
}

static void set_opacity(struct canvas *c, uint32_t fill, uint32_t stroke)
{
    if (c->state.fill_opacity == fill && c->state.stroke_opacity == stroke)
        return;
    struct buf b = {0};
    uint32_t object = writer_reserve(c->writer);
    buf_string(&b, "/Type /ExtGState /ca ");
    put_share(&b, fill);
    buf_string(&b, "/CA ");
    put_share(&b, stroke);
    writer_dict(c->writer, object, buf_as_text(&b));
    buf_done(&b);
    put_entry(&c->states, "G", object);
    buf_printf(&c->out, "/G%zu gs\n", c->states.n);
    c->state.fill_opacity = fill;
    c->state.stroke_opacity = stroke;
}

static void put_resources(struct canvas *c, struct buf *b)
{
    const struct {
        const char *kind;
        struct list *list;
    } kinds[] = {{"ExtGState", &c->states}, {"XObject", &c->forms}, {"Shading", &c->shades}};
    buf_string(b, "/Resources <<");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].list->n)
            buf_printf(b, "/%s <<%.*s>> ", kinds[i].kind, (int)kinds[i].list->entries.n,
                       kinds[i].list->entries.p);
    buf_string(b, ">> ");
}

/* Gradients: from stop to stop by an exponential function of exponent 1, these stitched together
 * (ISO 32000-1, 7.10). */

static void put_step(struct buf *b, int32_t from, int32_t to)
{
    buf_string(b, "<</FunctionType 2 /Domain [0 1] /N 1 /C0 [");
    put_rgb(b, (uint32_t)from);
    buf_string(b, "] /C1 [");
    put_rgb(b, (uint32_t)to);
    buf_string(b, "]>> ");
}

static bool has_way(const struct shade *s, size_t i)
{
    return s->stop[i].at < s->stop[i + 1].at;
}

/* Stops at one place leave no way between them; before the first and behind the last is one. */
static void put_function(struct buf *b, const struct shade *s)
{
    struct buf steps = {0}, bounds = {0}, encode = {0};
    const struct shade_stop *last = &s->stop[s->stops - 1];
    if (s->stop[0].at > 0)
        put_step(&steps, s->stop[0].color, s->stop[0].color);
    for (size_t i = 0; i + 1 < s->stops; i++) {
        if (!has_way(s, i))
            continue;
        if (steps.n)
            put_share(&bounds, s->stop[i].at);
        put_step(&steps, s->stop[i].color, s->stop[i + 1].color);
        buf_string(&encode, "0 1 ");
    }
    if (steps.n && last->at < OPAQUE_WHOLE)
        put_share(&bounds, last->at);
    if (last->at < OPAQUE_WHOLE)
        put_step(&steps, last->color, last->color);
    buf_printf(b, "<</FunctionType 3 /Domain [0 1] /Functions [%.*s] /Bounds [%.*s] /Encode [",
               (int)steps.n, steps.p ? steps.p : "", (int)bounds.n, bounds.p ? bounds.p : "");
    buf_printf(b, "%s%.*s%s]>>", s->stop[0].at > 0 ? "0 1 " : "", (int)encode.n,
               encode.p ? encode.p : "", last->at < OPAQUE_WHOLE ? "0 1" : "");
    buf_done(&steps);
    buf_done(&bounds);
    buf_done(&encode);
}

static uint32_t write_shade(struct canvas *c, const struct shade *s)
{
    struct buf b = {0};
    uint32_t object = writer_reserve(c->writer);
    int parts = s->is_radial ? 3 : 2;
    buf_printf(&b, "/ShadingType %d /ColorSpace /DeviceRGB /Extend [true true] /Coords [", parts);
    for (int i = 0; i < parts; i++)
        put_fix(&b, s->from[i]);
    for (int i = 0; i < parts; i++)
        put_fix(&b, s->to[i]);
    buf_string(&b, "] /Function ");
    put_function(&b, s);
    writer_dict(c->writer, object, buf_as_text(&b));
    buf_done(&b);
    return object;
}

/* Paths */

static void put_outline(struct canvas *c, const struct outline *o)
{
    const struct spot_sp *p = o->point;
    for (const char *op = o->op; *op; op++) {
        size_t points = *op == 'C' ? 3 : *op == 'Z' ? 0 : 1;
        for (size_t i = 0; i < points; i++, p++) {
            put_length(&c->out, p->x);
            put_length(&c->out, p->y);
        }
        buf_string(&c->out, *op == 'M' ? "m\n" : *op == 'L' ? "l\n" : *op == 'C' ? "c\n" : "h\n");
    }
}

static uint32_t color_of(const struct canvas *c, const struct paint *paint)
{
    return paint->kind == PAINT_CURRENT ? c->current : (uint32_t)paint->color;
}

static void set_color(struct canvas *c, const struct paint *paint, bool is_fill)
{
    int64_t *now = is_fill ? &c->state.fill : &c->state.stroke;
    uint32_t color = color_of(c, paint);
    if (*now == (int64_t)color)
        return;
    *now = (int64_t)color;
    put_rgb(&c->out, color);
    buf_string(&c->out, is_fill ? "rg\n" : "RG\n");
}

static void set_pen(struct canvas *c, const struct pen *pen)
{
    put_length(&c->out, pen->width);
    buf_printf(&c->out, "w %u J %u j ", pen->cap, pen->join);
    put_length(&c->out, pen->miter);
    buf_string(&c->out, "M [");
    for (size_t i = 0; i < pen->dashes; i++)
        put_length(&c->out, pen->dash[i]);
    buf_string(&c->out, "] ");
    put_length(&c->out, pen->phase);
    buf_string(&c->out, "d\n");
}

static void fill(struct canvas *c, const struct drawn *item)
{
    set_color(c, &item->fill, true);
    put_outline(c, &item->outline);
    buf_string(&c->out, item->outline.is_even_odd ? "f*\n" : "f\n");
}

static void clip(struct canvas *c, const struct outline *outline)
{
    put_outline(c, outline);
    buf_string(&c->out, outline->is_even_odd ? "W* n\n" : "W n\n");
}

static void shade(struct canvas *c, const struct drawn *item)
{
    const struct shade *s = item->fill.shade;
    put_entry(&c->shades, "S", write_shade(c, s));
    buf_string(&c->out, "q\n");
    clip(c, &item->outline);
    put_matrix(&c->out, &s->matrix);
    buf_printf(&c->out, "cm /S%zu sh Q\n", c->shades.n);
}

static void draw_path(struct canvas *c, const struct drawn *item)
{
    struct state before = c->state;
    set_opacity(c, item->fill.kind ? item->fill.opacity : c->state.fill_opacity,
                item->stroke.kind ? item->stroke.opacity : c->state.stroke_opacity);
    if (item->matrix) {
        before = c->state;
        buf_string(&c->out, "q ");
        put_matrix(&c->out, item->matrix);
        buf_string(&c->out, "cm\n");
    }
    if (item->fill.kind == PAINT_SHADE)
        shade(c, item);
    else if (item->fill.kind != PAINT_NONE)
        fill(c, item);
    if (item->stroke.kind != PAINT_NONE) {
        set_color(c, &item->stroke, false);
        set_pen(c, &item->pen);
        put_outline(c, &item->outline);
        buf_string(&c->out, "S\n");
    }
    if (item->matrix) {
        buf_string(&c->out, "Q\n");
        c->state = before;
    }
}

/* Groups */

static const struct state fresh = {-1, -1, OPAQUE_WHOLE, OPAQUE_WHOLE};

static void write_form(struct canvas *c, uint32_t id, const char *entries)
{
    struct buf b = {0};
    buf_string(&b, "/Type /XObject /Subtype /Form /BBox [0 0 ");
    put_length(&b, c->drawing->w);
    put_length(&b, c->drawing->h);
    buf_string(&b, "] ");
    buf_string(&b, entries);
    put_resources(c, &b);
    writer_stream(c->writer, id, buf_as_text(&b), buf_as_text(&c->out), PACKING_FLATE);
    buf_done(&b);
    buf_done(&c->out);
    buf_done(&c->states.entries);
    buf_done(&c->forms.entries);
    buf_done(&c->shades.entries);
}

static size_t draw_items(struct canvas *c, size_t from);

/* A form of its own; returns where the group ends. */
static size_t draw_transparent(struct canvas *c, size_t from, uint32_t opacity)
{
    struct canvas inner = {
        .writer = c->writer, .drawing = c->drawing, .current = c->current, .state = fresh};
    uint32_t object = writer_reserve(c->writer);
    size_t end = draw_items(&inner, from);
    write_form(&inner, object, "/Group <</S /Transparency /CS /DeviceRGB /I true>> ");
    put_entry(&c->forms, "X", object);
    set_opacity(c, opacity, opacity);
    buf_printf(&c->out, "/X%zu Do\n", c->forms.n);
    return end;
}

static size_t draw_group(struct canvas *c, size_t at)
{
    const struct drawn *open = &c->drawing->item[at];
    struct state before = c->state;
    buf_string(&c->out, "q\n");
    if (open->outline.op)
        clip(c, &open->outline);
    size_t end = open->opacity < OPAQUE_WHOLE ? draw_transparent(c, at + 1, open->opacity)
                                              : draw_items(c, at + 1);
    buf_string(&c->out, "Q\n");
    c->state = before;
    return end;
}

/* Up to the end of the group that `from` is in; returns what follows it. */
static size_t draw_items(struct canvas *c, size_t from)
{
    const struct drawn *item = c->drawing->item;
    size_t i = from;
    while (i < c->drawing->items && item[i].kind != DRAWN_CLOSE) {
        if (item[i].kind == DRAWN_OPEN) {
            i = draw_group(c, i);
            continue;
        }
        draw_path(c, &item[i++]);
    }
    return i + 1;
}

void vector_write(struct writer *writer, uint32_t id, const struct drawing *drawing,
                  uint32_t current)
{
    struct canvas c = {.writer = writer, .drawing = drawing, .current = current, .state = fresh};
    struct buf matrix = {0};
    draw_items(&c, 0);
    buf_string(&matrix, "/Matrix [");
    put_matrix(&matrix, &(struct matrix){fix_div(FIX_ONE, drawing->w * 65536), 0, 0,
                                         -fix_div(FIX_ONE, drawing->h * 65536), 0, FIX_ONE});
    buf_string(&matrix, "] ");
    write_form(&c, id, matrix.p);
    buf_done(&matrix);
}
