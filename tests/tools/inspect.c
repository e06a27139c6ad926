/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the pages, for tests that look for typographic faults: `inspect build …` and
 * `inspect typeset …` run those commands, but print every page's display list as JSON, an object a
 * line, and write nothing else. Lengths are points from the page's upper left corner, y downward.
 *
 * document: its path, language, theme; table: rows of the tree's tables; el: a structure element
 * (role, parent, place among its siblings), told before the first item that belongs to it; face: a
 * font file and its metrics in ems; page; line, with its runs, words and gaps; box, path, picture,
 * anchor, late (what will be a number), and after the last page the late lines. */
#include <hb.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "doc/theme.h"
#include "page/picture.h"
#include "run/command.h"

enum { MOST_FACES = 512 };

struct inspection {
    FILE *out;
    struct arena *arena;
    const struct tree *tree;
    uint32_t elements;
    bool is_known[MOST_FACES];
};

/* JSON */

static void put_length(FILE *out, const char *key, sp length)
{
    fprintf(out, ",\"%s\":%.3f", key, (double)length / (double)SP_PT);
}

static void put_text(FILE *out, const char *key, struct text text)
{
    struct buf escaped = {0};
    json_escape(&escaped, text);
    fprintf(out, ",\"%s\":\"%.*s\"", key, (int)escaped.n, escaped.n ? escaped.p : "");
    buf_done(&escaped);
}

static void put_string(FILE *out, const char *key, const char *said)
{
    if (said)
        put_text(out, key, text_of(said));
}

static void put_place(FILE *out, struct place at)
{
    fprintf(out, ",\"line\":%u,\"col\":%u", at.line, at.col);
    put_string(out, "file", at.file);
    put_string(out, "row", at.row);
}

/* The document */

static void put_look(FILE *out, const char *key, const struct look *look)
{
    fprintf(out, ",\"%s\":{\"weight\":%lld", key, (long long)look->weight);
    put_string(out, "family", look->family);
    put_length(out, "size", look->size);
    put_length(out, "leading", look->leading);
    fputc('}', out);
}

/* Both languages own the page. */
static sp margin_of(const struct theme *t, sp margin, bool is_bilingual)
{
    return is_bilingual && t->parallel.margin ? sp_min(margin, t->parallel.margin) : margin;
}

static void put_theme(FILE *out, const struct theme *t, bool is_bilingual)
{
    fputs(",\"theme\":{\"version\":1", out);
    put_string(out, "name", t->name);
    put_length(out, "width", t->page.width);
    put_length(out, "height", t->page.height);
    fprintf(out, ",\"mirrors\":%s", t->page.mirrors ? "true" : "false");
    put_length(out, "inside", margin_of(t, t->page.inside, is_bilingual));
    put_length(out, "outside", margin_of(t, t->page.outside, is_bilingual));
    put_length(out, "top", t->page.top);
    put_length(out, "bottom", t->page.bottom);
    put_length(out, "hang", t->page.hang);
    put_length(out, "gutter", t->page.gutter);
    put_length(out, "grid", t->grid);
    put_length(out, "foot", t->foot.y);
    put_string(out, "missing", t->table.missing);
    put_look(out, "body", &t->body.look);
    put_look(out, "lead", &t->lead.look);
    put_look(out, "code", &t->code);
    fputc('}', out);
}

static void put_cell(FILE *out, const struct block *cell, bool is_first)
{
    static const char *const kinds[] = {"null", "integer", "real", "text"};
    fprintf(out, "%s{\"span\":%u,\"at\":%u", is_first ? "" : ",", cell->span_columns,
            cell->column_from);
    put_text(out, "text", cell->text);
    put_string(out, "value", cell->value ? kinds[cell->value->kind] : NULL);
    fputc('}', out);
}

static void put_row(FILE *out, const struct block *row, bool is_first)
{
    static const char *const kinds[] = {"body", "head", "group", "subtotal", "total"};
    fprintf(out, "%s{\"kind\":\"%s\",\"cells\":[", is_first ? "" : ",", kinds[row->row]);
    for (const struct block *cell = row->child; cell; cell = cell->next)
        put_cell(out, cell, cell == row->child);
    fputs("]}", out);
}

static void put_columns(FILE *out, const struct block *table)
{
    static const char *const aligns[] = {"auto", "start", "center", "end", "decimal"};
    fputs(",\"columns\":[", out);
    for (size_t c = 0; c < table->columns; c++)
        fprintf(out, "%s\"%s\"", c ? "," : "", aligns[table->column[c].align]);
    fputc(']', out);
}

static void put_tables(FILE *out, const struct block *block)
{
    for (const struct block *b = block->child; b; b = b->next) {
        if (b->kind != BLOCK_TABLE) {
            put_tables(out, b);
            continue;
        }
        fputs("{\"k\":\"table\"", out);
        put_columns(out, b);
        put_place(out, b->at);
        fputs(",\"rows\":[", out);
        struct arena *arena = arena_new();
        for (size_t i = 0; i < table_rows(b); i++)
            put_row(out, table_row(b, i, arena), i == 0);
        arena_free(arena);
        fputs("]}\n", out);
    }
}

static void begin(void *context, const struct job *job, const struct tree *tree,
                  const struct theme *theme)
{
    struct inspection *in = context;
    in->tree = tree;
    in->elements = 0;
    fputs("{\"k\":\"document\"", in->out);
    put_string(in->out, "path", job->template ? job->path : job->source);
    put_string(in->out, "lang", tree->lang);
    const struct block *first = tree->root->child;
    bool has_cover = first && first->kind == BLOCK_DIV && first->div == DIV_COVER;
    fprintf(in->out, ",\"cover\":%s", has_cover ? "true" : "false");
    put_theme(in->out, theme, tree->is_bilingual);
    fputs("}\n", in->out);
    put_tables(in->out, tree->root);
}

/* Elements and faces */

static unsigned place_among(const struct element *e)
{
    unsigned n = 0;
    if (e->parent)
        for (const struct element *s = e->parent->child; s != e; s = s->next)
            n++;
    return n;
}

/* Their `object` is free: no writer numbers them here. */
static uint32_t tell_element(struct inspection *in, struct element *e)
{
    if (!e || e->object)
        return e ? e->object : 0;
    uint32_t parent = tell_element(in, e->parent);
    e->object = ++in->elements;
    fprintf(in->out, "{\"k\":\"el\",\"n\":%u,\"up\":%u,\"role\":\"%s\",\"nth\":%u,\"span\":%u",
            e->object, parent, role_names[e->role], place_among(e), e->column_span);
    put_string(in->out, "lang", e->lang);
    put_string(in->out, "id", e->id);
    put_text(in->out, "alt", e->alt);
    fputs("}\n", in->out);
    return e->object;
}

/* The height of a letter's ink in thousandths of an em; 0: the face does not have it. */
static int ink_height(const struct face *face, uint32_t cp)
{
    hb_glyph_extents_t ink;
    uint32_t glyph = face_glyph(face, cp);
    if (!glyph || !hb_font_get_glyph_extents(face_hb_font(face), glyph, &ink))
        return 0;
    return (int)((int64_t)ink.y_bearing * 1000 / face_units(face));
}

static void tell_face(struct inspection *in, const struct face *face)
{
    if (!face || face_id(face) >= MOST_FACES || in->is_known[face_id(face)])
        return;
    const struct face_metrics *m = face_metrics(face);
    in->is_known[face_id(face)] = true;
    fprintf(in->out, "{\"k\":\"face\",\"n\":%u,\"weight\":%u,\"italic\":%s", face_id(face),
            face_weight(face), face_is_italic(face) ? "true" : "false");
    fprintf(in->out, ",\"x\":%.3f,\"cap\":%.3f,\"waw\":%d,\"ha\":%d",
            (double)m->x_height / face_units(face), (double)m->cap_height / face_units(face),
            ink_height(face, 0x648), ink_height(face, 0x1200));
    put_string(in->out, "family", face_family(face));
    put_string(in->out, "name", face_name(face));
    put_string(in->out, "path", face_path(face));
    fputs("}\n", in->out);
}

/* Lines */

struct extent {
    double x0, x1;                   /* advances */
    double left, top, right, bottom; /* ink; left > right: none */
};

static const struct extent nothing = {INFINITY, -INFINITY, INFINITY,
                                      INFINITY, -INFINITY, -INFINITY};

static void join(struct extent *a, const struct extent *b)
{
    a->x0 = fmin(a->x0, b->x0);
    a->x1 = fmax(a->x1, b->x1);
    a->left = fmin(a->left, b->left);
    a->top = fmin(a->top, b->top);
    a->right = fmax(a->right, b->right);
    a->bottom = fmax(a->bottom, b->bottom);
}

struct placed { /* a glyph on the page */
    uint32_t cluster;
    double natural; /* its advance before justification */
    struct extent extent;
};

struct placed_line {
    struct placed *glyph;
    size_t n;
};

static struct extent glyph_extent(const struct run *run, const struct glyph *g, double x, double y)
{
    hb_glyph_extents_t ink;
    struct extent e = nothing;
    double em = (double)run->size / (double)SP_PT / face_units(run->face);
    double wide = 1 + run->expansion / 1000.0;
    e.x0 = x;
    e.x1 = x + (double)g->advance / (double)SP_PT;
    if (!hb_font_get_glyph_extents(face_hb_font(run->face), g->id, &ink) || !ink.width)
        return e;
    double dx = (double)g->dx / (double)SP_PT, dy = (double)g->dy / (double)SP_PT;
    double base = y - (double)run->stretch->ink->rise / (double)SP_PT - dy;
    e.left = x + dx + ink.x_bearing * em * wide;
    e.right = e.left + ink.width * em * wide;
    e.top = base - ink.y_bearing * em;
    e.bottom = e.top - ink.height * em;
    return e;
}

/* An inline object stands where its character does. */
static struct placed place_object(const struct run *run, double x, double y)
{
    struct placed p = {.cluster = run->from, .extent = nothing};
    p.natural = (double)run->width / (double)SP_PT;
    p.extent.x0 = p.extent.left = x;
    p.extent.x1 = p.extent.right = x + p.natural;
    p.extent.bottom = y;
    p.extent.top = y - (double)run->stretch->object_ascent / (double)SP_PT;
    return p;
}

static struct placed_line place_glyphs(struct arena *arena, const struct display *d)
{
    const struct line *line = d->line;
    struct placed_line all = {0};
    size_t glyphs = 0;
    for (size_t i = 0; i < line->runs; i++)
        glyphs += line->run[i].face ? line->run[i].glyphs : 1;
    all.glyph = ARENA_ARRAY(arena, struct placed, glyphs + 1);
    double y = (double)d->y / (double)SP_PT;
    for (size_t i = 0; i < line->runs; i++) {
        const struct run *run = &line->run[i];
        sp x = d->x + line->x + run->x;
        if (!run->face)
            all.glyph[all.n++] = place_object(run, (double)x / (double)SP_PT, y);
        for (size_t k = 0; run->face && k < run->glyphs; k++) {
            const struct glyph *g = &run->glyph[k];
            struct placed *p = &all.glyph[all.n++];
            p->cluster = g->cluster;
            p->natural = (double)hb_font_get_glyph_h_advance(face_hb_font(run->face), g->id) *
                         (double)run->size / (double)SP_PT / face_units(run->face);
            p->extent = glyph_extent(run, g, (double)x / (double)SP_PT, y);
            x += g->advance;
        }
    }
    return all;
}

/* All glyphs that say the bytes [from, to). */
static struct placed gather(const struct placed_line *all, size_t from, size_t to)
{
    struct placed sum = {.extent = nothing};
    for (size_t i = 0; i < all->n; i++) {
        const struct placed *p = &all->glyph[i];
        if (p->cluster < from || p->cluster >= to)
            continue;
        join(&sum.extent, &p->extent);
        sum.natural += p->natural;
    }
    return sum;
}

static bool is_white(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x3000 || cp == 0x2028 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F;
}

static void put_extent(FILE *out, const struct extent *e)
{
    fprintf(out, ",\"x\":[%.3f,%.3f]", e->x0, e->x1);
    if (e->left <= e->right)
        fprintf(out, ",\"ink\":[%.3f,%.3f,%.3f,%.3f]", e->left, e->top, e->right, e->bottom);
}

static void put_word(FILE *out, const struct placed_line *all, struct text text, size_t from,
                     size_t to, bool is_gap)
{
    struct placed sum = gather(all, from, to);
    if (sum.extent.x0 > sum.extent.x1)
        return;
    fprintf(out, ",{\"from\":%zu", from);
    put_text(out, is_gap ? "gap" : "word", text_slice(text, from, to));
    put_extent(out, &sum.extent);
    if (is_gap)
        fprintf(out, ",\"natural\":%.3f", sum.natural);
    fputc('}', out);
}

/* Words and the white between them, each space by itself. */
static void put_words(FILE *out, const struct placed_line *all, struct text text)
{
    size_t from = 0;
    fputs(",\"words\":[{}", out);
    for (size_t i = 0; i <= text.n;) {
        uint32_t cp = ' ';
        size_t n = i < text.n ? utf8_decode(text.p + i, text.n - i, &cp) : 1;
        if (is_white(cp)) {
            if (i > from)
                put_word(out, all, text, from, i, false);
            if (i < text.n)
                put_word(out, all, text, i, i + n, true);
            from = i + n;
        }
        i += n;
    }
    fputc(']', out);
}

/* Where each digit and decimal mark begins and how wide it is. */
static void put_digits(FILE *out, const struct placed_line *all, struct text text)
{
    fputs(",\"digits\":[0", out);
    for (size_t i = 0; i < text.n; i++) {
        if (!strchr("0123456789,.", text.p[i]))
            continue;
        struct placed sum = gather(all, i, i + 1);
        if (sum.extent.x0 <= sum.extent.x1)
            fprintf(out, ",[\"%c\",%zu,%.3f,%.3f]", text.p[i], i, sum.extent.x0, sum.natural);
    }
    fputc(']', out);
}

static void put_run(struct inspection *in, const struct run *run, bool is_first, uint32_t element)
{
    const struct ink *ink = run->stretch->ink;
    fprintf(in->out, "%s{\"from\":%u,\"to\":%u,\"level\":%u,\"el\":%u,\"expansion\":%d",
            is_first ? "" : ",", run->from, run->to, run->level, element, run->expansion);
    if (run->face)
        fprintf(in->out, ",\"face\":%u", face_id(run->face));
    fprintf(in->out, ",\"weight\":%u,\"italic\":%s,\"tabular\":%s,\"figures\":%d,\"color\":%u",
            ink->weight, ink->is_italic ? "true" : "false", ink->is_tabular ? "true" : "false",
            (int)ink->figures, (unsigned)ink->color);
    put_string(in->out, "family", ink->family);
    put_string(in->out, "lang", run->stretch->lang);
    put_length(in->out, "size", ink->size);
    put_length(in->out, "set", run->size);
    put_length(in->out, "rise", ink->rise);
    fputc('}', in->out);
}

static struct element *owner_of(const struct display *d, const struct run *run)
{
    return d->element || d->artifact ? d->element : (struct element *)run->stretch->owner;
}

static void put_head(struct inspection *in, const char *kind, const struct display *d)
{
    static const char *const artifacts[] = {"", "layout", "head", "foot", "watermark"};
    uint32_t element = tell_element(in, d->element);
    fprintf(in->out, "{\"k\":\"%s\",\"artifact\":\"%s\",\"el\":%u", kind, artifacts[d->artifact],
            element);
    put_length(in->out, "x", d->x);
    put_length(in->out, "y", d->y);
    put_length(in->out, "w", d->w);
    put_length(in->out, "h", d->h);
}

static void put_runs(struct inspection *in, const struct display *d)
{
    const struct line *line = d->line;
    fputs(",\"runs\":[", in->out);
    for (size_t i = 0; i < line->runs; i++)
        put_run(in, &line->run[i], i == 0, tell_element(in, owner_of(d, &line->run[i])));
    fputc(']', in->out);
}

static void put_line(struct inspection *in, const struct display *d)
{
    const struct line *line = d->line;
    struct arena_mark mark = arena_mark(in->arena);
    struct placed_line all = place_glyphs(in->arena, d);
    for (size_t i = 0; i < line->runs; i++) {
        tell_face(in, line->run[i].face);
        tell_element(in, owner_of(d, &line->run[i]));
    }
    put_head(in, "line", d);
    put_length(in->out, "start", d->x + line->x);
    put_length(in->out, "width", line->width);
    put_length(in->out, "measure", line->measure);
    fprintf(in->out, ",\"ends\":%s,\"hyphenated\":%s", line->ends_paragraph ? "true" : "false",
            line->ends_hyphenated ? "true" : "false");
    fputs(",\"at\":{\"k\":0", in->out);
    put_place(in->out, line->at);
    fputc('}', in->out);
    put_text(in->out, "text", line->text);
    put_runs(in, d);
    put_words(in->out, &all, line->text);
    put_digits(in->out, &all, line->text);
    fputs("}\n", in->out);
    arena_rewind(in->arena, mark);
}

/* Other items */

static void put_fill(FILE *out, const struct display *d)
{
    fprintf(out, ",\"fill\":%d,\"stroke\":%d", (int)d->fill.fill, (int)d->fill.stroke);
    put_length(out, "stroke-width", d->fill.stroke_width);
}

static void put_path(FILE *out, const struct display *d)
{
    const struct point *p = d->path.point;
    fprintf(out, ",\"op\":\"%s\",\"points\":[", d->path.op);
    for (const char *op = d->path.op; *op; op++)
        for (size_t n = *op == 'C' ? 3 : *op != 'Z'; n > 0; n--, p++)
            fprintf(out, "%s[%.2f,%.2f]", p == d->path.point ? "" : ",",
                    (double)(d->x + p->x) / (double)SP_PT, (double)(d->y + p->y) / (double)SP_PT);
    fputc(']', out);
}

static void put_picture(struct inspection *in, const struct display *d)
{
    struct picture_info info;
    struct diag *unheard = diag_new(in->arena);
    put_string(in->out, "shown", d->picture->shown);
    if (!d->picture->path ||
        !picture_read_info(d->picture->path, d->picture->shown, d->picture->at, &info, unheard))
        return;
    bool is_turned = info.orientation >= 5;
    fprintf(in->out, ",\"pixels\":[%u,%u]", is_turned ? info.height : info.width,
            is_turned ? info.width : info.height);
}

static void put_item(struct inspection *in, const struct display *d)
{
    static const char *const kinds[] = {"line", "box", "path", "picture", "link", "anchor"};
    if (d->kind == DISPLAY_LINE) {
        put_line(in, d);
        return;
    }
    put_head(in, kinds[d->kind], d);
    switch (d->kind) {
    case DISPLAY_BOX: put_fill(in->out, d); break;
    case DISPLAY_PATH:
        put_fill(in->out, d);
        put_path(in->out, d);
        break;
    case DISPLAY_PICTURE: put_picture(in, d); break;
    case DISPLAY_LINK: put_string(in->out, "uri", d->uri); break;
    case DISPLAY_ANCHOR: put_string(in->out, "name", d->name); break;
    case DISPLAY_LINE: break;
    }
    fputs("}\n", in->out);
}

static bool see_page(void *context, const struct page *page)
{
    static const char *const kinds[] = {"first", "left", "right", "blank"};
    struct inspection *in = context;
    fprintf(in->out, "{\"k\":\"page\",\"n\":%u,\"kind\":\"%s\"", page->number, kinds[page->kind]);
    put_length(in->out, "width", page->width);
    put_length(in->out, "height", page->height);
    fputs("}\n", in->out);
    for (size_t i = 0; i < page->items; i++)
        put_item(in, &page->item[i]);
    for (size_t i = 0; i < page->lates; i++) {
        const struct late_item *late = &page->late[i];
        put_head(in, "late", &late->box);
        put_string(in->out, "name", late->kind == LATE_PAGE_OF ? late->name : NULL);
        fputs("}\n", in->out);
    }
    return !ferror(in->out);
}

static bool see_late(void *context, unsigned page_number, const struct display *item, size_t n)
{
    struct inspection *in = context;
    fprintf(in->out, "{\"k\":\"late lines\",\"n\":%u}\n", page_number);
    for (size_t i = 0; i < n; i++)
        put_item(in, &item[i]);
    return !ferror(in->out);
}

int main(int argc, char **argv)
{
    struct options options;
    if (!options_read(&options, argc, argv))
        return STATUS_USAGE;
    struct inspection in = {.out = stdout, .arena = arena_new()};
    struct page_sink sink = {.context = &in, .page = see_page, .late = see_late};
    struct viewer viewer = {.context = &in, .begin = begin, .sink = sink};
    struct arena *arena = arena_new();
    int status = STATUS_USAGE;
    options.viewer = &viewer;
    if (options.command == COMMAND_BUILD)
        status = command_build(&options, arena);
    else if (options.command == COMMAND_TYPESET)
        status = command_single(&options, arena);
    arena_free(arena);
    arena_free(in.arena);
    return fflush(stdout) == 0 ? status : STATUS_ENVIRONMENT;
}
