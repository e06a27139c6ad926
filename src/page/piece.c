/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces: lines with their links, pictures, late numbers and footnotes, and rules, put together
 * before the builder places them. Also where a line's baseline lies. */
#include "page/piece.h"

#include "page/extent.h"
#include "page/mirror.h"

/* Geometry */

sp baseline_in(struct layout *L, const struct look *look)
{
    struct font_wish wish = {look->family, (unsigned)look->weight, look->is_italic};
    const struct face *face = fonts_match(L->fonts, &wish);
    if (!face)
        return sp_ratio(look->leading, 3, 4);
    const struct face_metrics *m = face_metrics(face);
    sp ink = sp_ratio(look->size, m->ascent - m->descent, face_units(face));
    return (look->leading - ink) / 2 + sp_ratio(look->size, m->ascent, face_units(face));
}

sp line_excess(struct layout *L, const struct line *line, const struct look *look)
{
    sp ascent = 0;
    for (size_t i = 0; i < line->runs; i++)
        if (!line->run[i].face)
            ascent = sp_max(ascent, line->run[i].stretch->object_ascent);
    return sp_max(0, ascent - baseline_in(L, look));
}

sp cap_height_of(struct layout *L, const struct look *look)
{
    struct font_wish wish = {look->family, (unsigned)look->weight, look->is_italic};
    const struct face *face = fonts_match(L->fonts, &wish);
    return face ? sp_ratio(look->size, face_metrics(face)->cap_height, face_units(face))
                : sp_ratio(look->size, 7, 10);
}

/* Making pieces */

struct piece *piece_new(struct layout *L, const struct frame *frame)
{
    struct piece *p = ARENA_NEW(builder_arena(L), struct piece);
    p->decor = frame->decor;
    p->is_free = frame->is_free;
    p->turn = frame->turn;
    return p;
}

struct display *piece_item(struct layout *L, struct piece *p, enum display_kind kind)
{
    p->item = arena_grow(builder_arena(L), p->item, sizeof *p->item, &p->item_cap, p->items + 1);
    struct display *d = &p->item[p->items++];
    *d = (struct display){.kind = kind, .fill = {-1, -1, 0}};
    return d;
}

struct display display_box(enum artifact artifact, sp x, sp y, sp w, sp h, int64_t color)
{
    return (struct display){.kind = DISPLAY_BOX,
                            .artifact = artifact,
                            .x = x,
                            .y = y,
                            .w = w,
                            .h = h,
                            .fill = {(int32_t)color, -1, 0}};
}

struct display *piece_box(struct layout *L, struct piece *p, sp x, sp y, sp w, sp h, int64_t color)
{
    struct display *d = piece_item(L, p, DISPLAY_BOX);
    *d = display_box(ARTIFACT_LAYOUT, x, y, w, h, color);
    return d;
}

static void add_late(struct layout *L, struct piece *p, const struct late_item *late)
{
    p->late = arena_grow(builder_arena(L), p->late, sizeof *p->late, &p->late_cap, p->lates + 1);
    p->late[p->lates++] = *late;
}

void piece_append(struct layout *L, struct piece *p, const struct piece *from, sp down)
{
    struct note_box **end = &p->notes;
    for (size_t i = 0; i < from->items; i++) {
        struct display *d = piece_item(L, p, from->item[i].kind);
        *d = from->item[i];
        d->y += down;
    }
    for (size_t i = 0; i < from->lates; i++) {
        add_late(L, p, &from->late[i]);
        p->late[p->lates - 1].box.y += down;
    }
    while (*end)
        end = &(*end)->next;
    *end = from->notes;
}

void piece_rule(struct layout *L, struct piece *p, sp x, sp y, sp width, const struct rule *rule)
{
    if (rule->width > 0)
        piece_box(L, p, x, y - rule->width / 2, width, rule->width, rule->color);
}

bool piece_waits(const struct piece *piece)
{
    return piece->notes || piece->lates || piece->heading;
}

void piece_completes(struct piece *piece, struct element *element, size_t n)
{
    piece->completes = element;
    piece->completions = n;
}

static void place_object(struct layout *L, struct piece *p, const struct run *run,
                         const struct extra *extra, sp x, sp baseline)
{
    if (extra->picture) {
        struct picture_box box = {
            .w = run->width, .h = run->stretch->object_ascent, .crop = extra->crop};
        struct display *d =
            piece_picture(L, p, extra->picture, &box, extra->element, x, baseline - box.h);
        d->fill.fill = (int32_t)run->stretch->ink->color;
    } else if (extra->box) {
        struct display *d = piece_item(L, p, DISPLAY_PATH);
        *d = *extra->box;
        d->element = extra->element;
        d->x = x + (run->width - d->w) / 2;
        d->y = baseline - run->stretch->object_ascent;
    } else if (extra->is_swatch) {
        sp size = run->stretch->object_ascent;
        piece_box(L, p, x, baseline - size, size, size, extra->color);
    } else if (extra->page_of) {
        struct late_item late = {.kind = LATE_PAGE_OF,
                                 .name = extra->page_of,
                                 .ink = run->stretch->ink,
                                 .align = TEXT_START,
                                 .is_rtl = run->level % 2};
        late.box = (struct display){.kind = DISPLAY_LINE,
                                    .element = extra->element,
                                    .x = x,
                                    .y = baseline,
                                    .w = run->width,
                                    .fill = {-1, -1, 0}};
        add_late(L, p, &late);
    }
}

enum { LINK_REACH = 16 }; /* items: a line's parts stand between a link's runs */

/* What the link has on this line, beside the run; or NULL. */
static struct display *link_beside(const struct piece *p, const struct run *run,
                                   const struct extra *extra, sp x, sp baseline)
{
    for (size_t i = p->items; i > 0 && p->items - i < LINK_REACH; i--) {
        struct display *d = &p->item[i - 1];
        bool is_same = d->kind == DISPLAY_LINK && d->element == extra->link_element;
        sp gap = sp_max(d->x - (x + run->width), x - (d->x + d->w));
        if (is_same && d->y <= baseline && baseline <= d->y + d->h && gap <= run->size)
            return d;
    }
    return NULL;
}

/* One area for all of a link that stands on a line, so that keys stop there once. */
static void place_link(struct layout *L, struct piece *p, const struct run *run,
                       const struct extra *extra, sp x, sp baseline)
{
    struct display *known = link_beside(p, run, extra, x, baseline);
    sp top = baseline - sp_ratio(run->size, 8, 10), end = x + run->width;
    sp bottom = baseline + sp_ratio(run->size, 25, 100);
    if (known) {
        end = sp_max(known->x + known->w, end);
        bottom = sp_max(known->y + known->h, bottom);
        known->x = sp_min(known->x, x);
        known->y = sp_min(known->y, top);
        known->w = end - known->x;
        known->h = bottom - known->y;
        return;
    }
    struct display *d = piece_item(L, p, DISPLAY_LINK);
    d->element = extra->link_element;
    d->uri = extra->link->uri;
    d->name = extra->link->said;
    d->x = x;
    d->y = top;
    d->w = run->width;
    d->h = bottom - top;
}

static void put_line(struct layout *L, struct piece *p, const struct line *line, sp x, sp baseline)
{
    struct display *d = piece_item(L, p, DISPLAY_LINE);
    d->line = line;
    d->x = x;
    d->y = baseline;
}

/* A line's runs in the order in which they are read: from its right end if it reads that way. */
struct reading {
    const struct styled *styled;
    const struct line *line;
    bool goes_back;
    size_t next;   /* the first run that has not been put */
    uint32_t from; /* and where what it says begins */
};

static size_t run_index(const struct reading *r, size_t k)
{
    return r->goes_back ? r->line->runs - 1 - k : k;
}

static const struct display *box_in(const struct reading *r, const struct run *run)
{
    return run->face ? NULL : r->styled->extra[run->stretch - r->styled->para.stretch].box;
}

/* What is read up to the run `end` as a line of its own, which says the bytes up to `to`. */
static struct line *part_line(struct arena *arena, const struct reading *r, size_t end, size_t to)
{
    const struct line *line = r->line;
    struct line *part = ARENA_NEW(arena, struct line);
    size_t first = r->goes_back ? line->runs - end : r->next, n = end - r->next;
    struct run *run = ARENA_ARRAY(arena, struct run, n);
    bool is_end = end == line->runs;
    *part = *line;
    part->text = text_slice(line->text, r->from, to);
    part->ends_paragraph = line->ends_paragraph || !is_end; /* no blank was swallowed here */
    part->ends_hyphenated = line->ends_hyphenated && is_end;
    part->run = run;
    part->runs = n;
    sp x = line->run[first].x;
    part->x = line->x + x;
    part->width = line->run[first + n - 1].x + line->run[first + n - 1].width - x;
    for (size_t i = 0; i < n; i++) {
        run[i] = line->run[first + i];
        struct glyph *glyph = ARENA_ARRAY(arena, struct glyph, run[i].glyphs);
        for (size_t k = 0; k < run[i].glyphs; k++) {
            glyph[k] = run[i].glyph[k];
            glyph[k].cluster -= r->from;
        }
        run[i].glyph = glyph;
        run[i].x -= x;
        run[i].from -= r->from;
        run[i].to -= r->from;
    }
    return part;
}

static bool reads_in_order(const struct line *line)
{
    for (size_t i = 0; i < line->runs; i++)
        if (line->run[i].level % 2)
            return false;
    return true;
}

/* Boxes part a line that is turned where they stand at the level of the paragraph itself: on both
 * sides is then seen together what is read together. */
static bool begin_reading(struct reading *r, const struct styled *styled, const struct line *line)
{
    *r = (struct reading){.styled = styled, .line = line};
    if (reads_in_order(line))
        return true;
    r->goes_back = styled->para.is_rtl;
    for (size_t i = 0; i < line->runs; i++)
        if (box_in(r, &line->run[i]) && line->run[i].level != styled->para.is_rtl)
            return false;
    return true;
}

/* Of its measure, where a run begins from the frame's start. */
static sp run_at(const struct frame *frame, const struct line *line, const struct run *run)
{
    return line_at(frame, line, line->x + run->x, run->width);
}

/* A box to tick is read where it stands: the line is divided there. False: boxes are still to be
 * placed. */
static bool put_runs(struct layout *L, struct piece *p, const struct styled *styled,
                     const struct line *line, sp x, sp baseline, const struct frame *frame)
{
    struct reading r;
    bool divides = begin_reading(&r, styled, line);
    for (size_t k = 0; k < line->runs && divides; k++) {
        const struct run *run = &line->run[run_index(&r, k)];
        if (!box_in(&r, run))
            continue;
        if (k > r.next)
            put_line(L, p, part_line(builder_arena(L), &r, k, run->from), x, baseline);
        place_object(L, p, run, &styled->extra[run->stretch - styled->para.stretch],
                     x + run_at(frame, line, run), baseline);
        r.next = k + 1;
        r.from = run->to;
    }
    if (r.next == 0)
        put_line(L, p, line, x, baseline);
    else if (r.next < line->runs)
        put_line(L, p, part_line(builder_arena(L), &r, line->runs, line->text.n), x, baseline);
    return divides;
}

/* Where a span with an id begins; its further boxes and lines have the name no more. */
static void place_name(struct layout *L, struct piece *p, struct extra *extra, sp y)
{
    struct display *d = piece_item(L, p, DISPLAY_ANCHOR);
    d->artifact = ARTIFACT_LAYOUT;
    d->name = extra->name;
    d->y = y;
    extra->name = NULL;
}

void piece_line(struct layout *L, struct piece *p, const struct styled *styled,
                const struct line *line, sp x, sp baseline, const struct frame *frame)
{
    bool has_boxes = put_runs(L, p, styled, line, x, baseline, frame);
    const struct stretch *noted = NULL;
    for (size_t i = 0; !line->runs && i < styled->para.stretches; i++) /* nothing but a blank */
        if (styled->extra[i].name)
            place_name(L, p, &styled->extra[i], baseline);
    for (size_t i = 0; i < line->runs; i++) {
        const struct run *run = &line->run[i];
        struct extra *extra = &styled->extra[run->stretch - styled->para.stretch];
        if (extra->name)
            place_name(L, p, extra, sp_max(0, baseline - run->size));
        if (!run->face && !(extra->box && has_boxes))
            place_object(L, p, run, extra, x + run_at(frame, line, run), baseline);
        if (extra->link)
            place_link(L, p, run, extra, x + run_at(frame, line, run), baseline);
        if (extra->note && run->stretch != noted) {
            struct note_box **end = &p->notes;
            while (*end)
                end = &(*end)->next;
            *end = note_set(L, extra, frame);
            noted = run->stretch;
        }
    }
}

void attach_item(struct layout *L, const struct frame *frame, const struct display *item,
                 sp baseline)
{
    struct piece *p = piece_new(L, frame);
    *piece_item(L, p, item->kind) = *item;
    builder_attach(L, p, 0, baseline);
}

void attach_line(struct layout *L, const struct styled *styled, const struct frame *frame, sp x,
                 sp baseline)
{
    struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled->para, L->diag);
    lines->line[0].ends_forced = text_ends(styled->para.text, " "); /* more may follow beside it */
    struct display d = {
        .kind = DISPLAY_LINE, .x = x, .y = baseline, .line = &lines->line[0], .fill = {-1, -1, 0}};
    attach_item(L, frame, &d, baseline);
}
