/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One marked-content sequence stays open as long as the same element goes on, over runs and lines.
 * Rules under and through words are artifacts and may not stand within tagged content; they are
 * kept until the sequence closes. Colour and font outlive BT and ET, so they are set on change. */
#include "pdf/content.h"

#include <assert.h>
#include <stdlib.h>

#include "pdf/pattern.h"
#include "pdf/show.h"
#include "pdf/string.h"

struct rule {
    sp x, y, w, h; /* y grows upward */
    uint32_t color;
};

struct content {
    struct arena *arena;
    struct buf out, drawing;
    struct brush brush;
    struct embed *embed;
    struct images *images;
    struct tags *tags;
    uint32_t leaf, mcid;
    sp height;
    enum { OPEN_NONE, OPEN_ELEMENT, OPEN_ARTIFACT } open;
    struct element *element;
    enum artifact artifact;
    struct rule *rule;
    size_t rules, rule_cap;
    const struct run **run; /* of a line, as they are read */
    size_t run_cap;
};

struct content *content_new(struct embed *embed, struct images *images, struct tags *tags)
{
    struct arena *arena = arena_new();
    struct content *c = ARENA_NEW(arena, struct content);
    *c = (struct content){.arena = arena, .embed = embed, .images = images, .tags = tags};
    return c;
}

void content_free(struct content *c)
{
    if (!c)
        return;
    buf_done(&c->out);
    buf_done(&c->drawing);
    brush_done(&c->brush);
    arena_free(c->arena);
}

void content_begin(struct content *c, uint32_t leaf, sp height, uint32_t mcid)
{
    buf_clear(&c->out);
    brush_begin(&c->brush, &c->out, c->embed);
    c->leaf = leaf;
    c->height = height;
    c->mcid = mcid;
    c->open = OPEN_NONE;
    c->rules = 0;
}

/* Marked content */

static void put_box(struct content *c, sp x, sp y, sp w, sp h, uint32_t color)
{
    brush_fill(&c->brush, color);
    put_length(&c->out, x);
    put_length(&c->out, y);
    put_length(&c->out, w);
    put_length(&c->out, h);
    buf_string(&c->out, "re f\n");
}

static void close_mark(struct content *c)
{
    if (c->open != OPEN_NONE)
        buf_string(&c->out, "EMC\n");
    c->open = OPEN_NONE;
    if (c->rules == 0)
        return;
    buf_string(&c->out, "/Artifact BMC\n");
    for (size_t i = 0; i < c->rules; i++) {
        const struct rule *r = &c->rule[i];
        put_box(c, r->x, r->y, r->w, r->h, r->color);
    }
    buf_string(&c->out, "EMC\n");
    c->rules = 0;
}

static void open_artifact(struct content *c, enum artifact artifact)
{
    static const char *const begin[] = {
        [ARTIFACT_NONE] = "",
        [ARTIFACT_LAYOUT] = "/Artifact BMC\n",
        [ARTIFACT_HEADER] = "/Artifact <</Type /Pagination /Subtype /Header>> BDC\n",
        [ARTIFACT_FOOTER] = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n",
        [ARTIFACT_WATERMARK] = "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\n",
    };
    if (c->open == OPEN_ARTIFACT && c->artifact == artifact)
        return;
    close_mark(c);
    c->open = OPEN_ARTIFACT;
    c->artifact = artifact;
    buf_string(&c->out, begin[artifact]);
}

static void open_element(struct content *c, struct element *element)
{
    assert(element);
    if (c->open == OPEN_ELEMENT && c->element == element)
        return;
    close_mark(c);
    c->open = OPEN_ELEMENT;
    c->element = element;
    buf_printf(&c->out, "/%s <</MCID %u>> BDC\n", role_names[element->role], c->mcid);
    tags_mark(c->tags, element, c->leaf, c->mcid++);
}

static void open_mark(struct content *c, const struct display *d, struct element *element)
{
    if (d->artifact != ARTIFACT_NONE)
        open_artifact(c, d->artifact);
    else
        open_element(c, element);
}

/* Lines */

static void add_rule(struct content *c, const struct run *run, sp x, sp y, int32_t position,
                     int32_t thickness)
{
    int32_t units = face_units(run->face);
    sp height = sp_max(sp_ratio(run->size, thickness, units), SP_PT / 4);
    sp top = y + sp_ratio(run->size, position, units);
    c->rule = arena_grow(c->arena, c->rule, sizeof *c->rule, &c->rule_cap, c->rules + 1);
    c->rule[c->rules++] =
        (struct rule){x, top - height, run->width, height, run->stretch->ink->color};
}

static void add_rules(struct content *c, const struct run *run, sp x, sp y)
{
    const struct ink *ink = run->stretch->ink;
    const struct face_metrics *m = face_metrics(run->face);
    if (ink->is_underlined)
        add_rule(c, run, x, y, m->underline_position, m->underline_thickness);
    if (ink->is_struck)
        add_rule(c, run, x, y, m->strike_position + m->underline_thickness / 2,
                 m->underline_thickness);
}

/* The run that ends the line logically, if a space or a line break was swallowed there. */
static const struct run *swallowing_run(const struct line *line)
{
    const struct run *last = NULL;
    bool goes_on = !line->ends_paragraph && !line->ends_hyphenated && text_ends(line->text, " ");
    if (!goes_on && !line->ends_forced)
        return NULL;
    for (size_t i = 0; i < line->runs; i++) {
        const struct run *run = &line->run[i];
        if (run->face && run->glyphs && (!last || run->to > last->to))
            last = run;
    }
    for (size_t i = 0; last && i < last->glyphs; i++)
        if (last->glyph[i].cluster + 1 == line->text.n && text_ends(line->text, " "))
            return NULL; /* it has a glyph of its own */
    return last;
}

static void add_run(struct content *c, const struct display *d, const struct run *run,
                    bool swallows)
{
    sp x = d->x + d->line->x + run->x;
    sp y = c->height - d->y + run->stretch->ink->rise;
    open_mark(c, d, d->element ? d->element : (struct element *)run->stretch->owner);
    show_run(&c->brush, d->line, run, x, y, swallows);
    add_rules(c, run, x, y);
}

static int as_read(const void *left, const void *right)
{
    const struct run *a = *(const struct run *const *)left, *b = *(const struct run *const *)right;
    return (a->from > b->from) - (a->from < b->from);
}

/* The line's runs as they are read, which is how the tags and most readers take them; where each
 * one stands on the page is its own affair. */
static const struct run *const *runs_as_read(struct content *c, const struct line *line)
{
    bool is_sorted = true;
    c->run = arena_grow(c->arena, c->run, sizeof *c->run, &c->run_cap, line->runs);
    for (size_t i = 0; i < line->runs; i++) {
        c->run[i] = &line->run[i];
        is_sorted = is_sorted && (i == 0 || line->run[i - 1].from < line->run[i].from);
    }
    if (!is_sorted)
        qsort(c->run, line->runs, sizeof *c->run, as_read);
    return c->run;
}

/* Readers take a marked sequence for a whole: parts that run in different directions are turned
 * around apart, then. */
static bool is_mixed(const struct line *line)
{
    bool has_rtl = false;
    for (size_t i = 0; i < line->runs; i++)
        has_rtl = has_rtl || line->run[i].level & 1;
    return has_rtl && line->runs > 1;
}

/* Page numbers and pictures within a line are painted later and read where they stand. */
static void expect_object(struct content *c, const struct display *d, const struct run *run)
{
    struct element *owner = (struct element *)run->stretch->owner;
    if (d->artifact != ARTIFACT_NONE || d->element || !owner)
        return;
    bool is_inline =
        owner->role == ROLE_LINK || owner->role == ROLE_SPAN || owner->role == ROLE_FIGURE;
    if (!is_inline || (c->open == OPEN_ELEMENT && c->element == owner))
        return;
    close_mark(c);
    tags_expect(c->tags, owner);
}

static void add_line(struct content *c, const struct display *d)
{
    bool is_parted = is_mixed(d->line);
    const struct line *line = d->line;
    const struct run *swallowing = swallowing_run(line);
    const struct run *const *run = runs_as_read(c, line);
    for (size_t i = 0; i < line->runs; i++) {
        if (!run[i]->face)
            expect_object(c, d, run[i]);
        if (!run[i]->face || !run[i]->glyphs || run[i]->size <= 0)
            continue;
        if (is_parted)
            close_mark(c);
        add_run(c, d, run[i], run[i] == swallowing);
    }
    if (is_parted)
        close_mark(c);
}

/* Shapes and pictures */

static void put_point(struct content *c, const struct display *d, struct point p)
{
    put_length(&c->out, d->x + p.x);
    put_length(&c->out, c->height - d->y - p.y);
}

static void put_segments(struct content *c, const struct display *d)
{
    const struct point *p = d->path.point;
    for (const char *op = d->path.op; *op; op++) {
        size_t points = *op == 'C' ? 3 : *op == 'Z' ? 0 : 1;
        for (size_t i = 0; i < points; i++)
            put_point(c, d, *p++);
        buf_string(&c->out, *op == 'M' ? "m\n" : *op == 'L' ? "l\n" : *op == 'C' ? "c\n" : "h\n");
    }
}

static struct pattern_area area_of_path(const struct content *c, const struct display *d)
{
    struct area a = path_area(&d->path);
    sp x = d->x, y = c->height - d->y;
    return (struct pattern_area){x + a.x, y - a.y - a.h, a.w, a.h, x, y};
}

static void stroke_with(struct content *c, const struct fill *fill)
{
    put_color(&c->out, (uint32_t)fill->stroke);
    buf_string(&c->out, "RG ");
    put_length(&c->out, fill->stroke_width);
    buf_string(&c->out, "w\n");
}

/* The clipping path is there. */
static void put_pattern(struct content *c, const struct display *d, const struct pattern_area *a)
{
    buf_string(&c->out, "W n\n");
    pattern_put(&c->out, d->pattern, (uint32_t)d->pattern_ink, a);
    buf_string(&c->out, "Q\n");
}

static void add_path(struct content *c, const struct display *d)
{
    bool fills = d->fill.fill >= 0, strokes = d->fill.stroke >= 0;
    bool has_pattern = fills && d->pattern != PATTERN_SOLID;
    if (!fills && !strokes)
        return;
    open_mark(c, d, d->element);
    if (fills)
        brush_fill(&c->brush, (uint32_t)d->fill.fill);
    if (has_pattern) {
        struct pattern_area area = area_of_path(c, d);
        put_segments(c, d);
        buf_string(&c->out, "f\nq\n");
        put_segments(c, d);
        put_pattern(c, d, &area);
        if (!strokes)
            return;
        fills = false;
    }
    if (strokes)
        stroke_with(c, &d->fill);
    put_segments(c, d);
    buf_string(&c->out, fills && strokes ? "B\n" : fills ? "f\n" : "S\n");
}

enum { PATTERN_EDGE = 65536 / 4 /* sp */ }; /* stays free: clipped strokes smear over it */

static void put_rectangle(struct content *c, const struct display *d, sp inset)
{
    put_length(&c->out, d->x + inset);
    put_length(&c->out, c->height - d->y - d->h + inset);
    put_length(&c->out, d->w - 2 * inset);
    put_length(&c->out, d->h - 2 * inset);
    buf_string(&c->out, "re ");
}

static void add_box(struct content *c, const struct display *d)
{
    sp inset = d->fill.stroke_width / 2;
    bool is_unseen = d->fill.fill < 0 && d->fill.stroke < 0;
    if (is_unseen && (d->artifact != ARTIFACT_NONE || !d->element))
        return;
    open_mark(c, d, d->element);
    if (d->fill.fill >= 0)
        put_box(c, d->x, c->height - d->y - d->h, d->w, d->h, (uint32_t)d->fill.fill);
    if (d->fill.fill >= 0 && d->pattern != PATTERN_SOLID) {
        sp y = c->height - d->y - d->h;
        struct pattern_area area = {d->x, y, d->w, d->h, d->x + d->w / 2, y + d->h / 2};
        sp edge = sp_min(PATTERN_EDGE, sp_min(d->w, d->h) / 4);
        buf_string(&c->out, "q ");
        put_rectangle(c, d, edge);
        put_pattern(c, d, &area);
    }
    if (d->fill.stroke >= 0 && d->w > 2 * inset && d->h > 2 * inset) {
        stroke_with(c, &d->fill);
        put_rectangle(c, d, inset);
        buf_string(&c->out, "S\n");
    }
}

/* The box as clipping path; the picture itself is larger. */
static void put_clip(struct content *c, const struct display *d)
{
    buf_string(&c->drawing, "q ");
    put_length(&c->drawing, d->x);
    put_length(&c->drawing, c->height - d->y - d->h);
    put_length(&c->drawing, d->w);
    put_length(&c->drawing, d->h);
    buf_string(&c->drawing, "re W n\n");
}

/* All of the picture about the middle of its box. */
static void put_flip(struct content *c, const struct display *d)
{
    buf_string(&c->drawing, "q -1 0 0 1 ");
    put_length(&c->drawing, 2 * d->x + d->w);
    buf_string(&c->drawing, "0 cm\n");
}

static void add_picture(struct content *c, const struct display *d, struct diag *diag)
{
    buf_clear(&c->drawing);
    if (d->flips)
        put_flip(c, d);
    if (d->crop.w)
        put_clip(c, d);
    if (!images_draw(c->images, &c->drawing, d, c->height, diag))
        return;
    if (d->crop.w)
        buf_string(&c->drawing, "Q\n");
    if (d->flips)
        buf_string(&c->drawing, "Q\n");
    open_mark(c, d, d->element);
    buf_text(&c->out, buf_as_text(&c->drawing));
}

void content_add(struct content *c, const struct display *d, struct diag *diag)
{
    switch (d->kind) {
    case DISPLAY_LINE: add_line(c, d); break;
    case DISPLAY_BOX: add_box(c, d); break;
    case DISPLAY_PATH: add_path(c, d); break;
    case DISPLAY_PICTURE: add_picture(c, d, diag); break;
    case DISPLAY_LINK:
    case DISPLAY_ANCHOR: break;
    }
}

struct text content_end(struct content *c, uint32_t *mcid)
{
    close_mark(c);
    *mcid = c->mcid;
    return buf_as_text(&c->out);
}
