/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Glyphs are gathered into groups that share a text (a cluster). One glyph with a text becomes a
 * CID that maps to it; several glyphs, or a CID that maps elsewhere, get the text as ActualText.
 * The viewer's pen moves by the declared widths; where the line wants a glyph elsewhere, TJ makes
 * up for it in thousandths of an em, what rounding leaves being carried on to the next glyph. */
#include "pdf/show.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "pdf/string.h"

static const struct text soft_hyphen = {"\xC2\xAD", 2};

enum { UNKNOWN_EXPANSION = -1000, UNKNOWN_SPACING = INT32_MIN, MICRO = 1000000 };

struct group {
    const struct glyph *glyph;
    size_t glyphs;
    sp x; /* from the run's start */
    struct text text;
};

struct pen {
    struct brush *brush;
    struct font *font;
    const struct run *run;
    int64_t spacing; /* what the viewer puts behind each glyph, millionths of an em */
    int64_t at;      /* where the viewer's pen stands, millionths of an em from the run's start */
    sp origin;       /* what Td counts from, from the run's start */
    sp rise;
    bool is_open; /* within "[<" */
};

void brush_begin(struct brush *b, struct buf *out, struct embed *embed)
{
    b->out = out;
    b->embed = embed;
    b->font = NULL;
    b->expansion = UNKNOWN_EXPANSION;
    b->spacing = UNKNOWN_SPACING;
    b->color = -1;
}

void brush_done(struct brush *b)
{
    free(b->group);
    buf_done(&b->text);
    buf_done(&b->turned);
    *b = (struct brush){0};
}

void put_color(struct buf *out, uint32_t color)
{
    for (int shift = 16; shift >= 0; shift -= 8) {
        put_thousandths(out, sp_ratio(color >> shift & 0xFF, 1000, 255));
        buf_char(out, ' ');
    }
}

void brush_fill(struct brush *b, uint32_t color)
{
    if (b->color == color)
        return;
    b->color = color;
    put_color(b->out, color);
    buf_string(b->out, "rg\n");
}

/* Groups */

/* Marks, embeddings and isolates that only tell the direction of what is shown: a reader finds
 * letters where they stand, and what it copies is searched for without them. */
static bool is_directional(uint32_t cp)
{
    return cp == 0x200E || cp == 0x200F || cp == 0x61C || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

static bool is_unshown(uint32_t cp)
{
    return cp < 0x20 || cp == 0x2028 || cp == 0x2029 || cp == 0xFEFF || cp == 0xFFFC ||
           cp == 0xFFFE || is_directional(cp);
}

/* The text a group stands for, without line breaks, hyphens not taken and a swallowed space. */
static struct text clean_text(struct brush *b, struct text t)
{
    if (t.n == 1 && *t.p >= ' ')
        return t;
    struct buf *out = &b->text;
    uint32_t cp;
    buf_clear(out);
    for (size_t i = 0, n; i < t.n; i += n) {
        n = utf8_decode(t.p + i, t.n - i, &cp);
        bool is_alone = n == t.n;
        if (!is_unshown(cp) && (cp != 0xAD || is_alone))
            buf_add(out, t.p + i, n);
    }
    while (out->n > 1 && out->p[out->n - 1] == ' ')
        out->n--;
    return buf_as_text(out);
}

static struct group *add_group(struct brush *b)
{
    b->group = heap_grow(b->group, sizeof *b->group, &b->cap, b->groups + 1);
    return &b->group[b->groups++];
}

/* Each group's text ends where that of its logical successor begins. */
static void give_texts(struct brush *b, const struct line *line, const struct run *run)
{
    bool is_rtl = run->level & 1;
    uint32_t end = run->to;
    for (size_t k = 0; k < b->groups; k++) {
        struct group *g = &b->group[is_rtl ? k : b->groups - 1 - k];
        uint32_t from = g->glyph->cluster;
        g->text = text_slice(line->text, from, end > from ? end : from);
        end = from;
    }
}

/* A joiner, which shows nothing, belongs to the letter before it, whose form it decides. */
static void keep_joiners(struct brush *b)
{
    for (size_t k = 0; k + 1 < b->groups; k++) {
        struct text *text = &b->group[k].text, *before = &b->group[k + 1].text;
        while (text->n > 3 && (text_starts(*text, "\u200C") || text_starts(*text, "\u200D")) &&
               before->p + before->n == text->p) {
            *text = text_from(*text, 3);
            before->n += 3;
        }
    }
}

static void gather_groups(struct brush *b, const struct line *line, const struct run *run)
{
    sp x = 0;
    b->groups = 0;
    for (size_t i = 0; i < run->glyphs;) {
        struct group *g = add_group(b);
        *g = (struct group){.glyph = &run->glyph[i], .x = x};
        while (i < run->glyphs && run->glyph[i].cluster == g->glyph->cluster) {
            x += run->glyph[i++].advance;
            g->glyphs++;
        }
    }
    give_texts(b, line, run);
    if (run->level & 1)
        keep_joiners(b);
}

/* Operators */

static int64_t in_ems(const struct run *run, sp length)
{
    return sp_ratio(length, (int64_t)MICRO * 1000, run->size * (1000 + run->expansion));
}

static void close_string(struct pen *pen)
{
    if (pen->is_open)
        buf_string(pen->brush->out, ">]TJ\n");
    pen->is_open = false;
}

static void move_to(struct pen *pen, int64_t want)
{
    struct buf *out = pen->brush->out;
    int64_t off = pen->at - want;
    int64_t gap = (off + (off < 0 ? -500 : 500)) / 1000; /* once a glyph: no call, no division */
    if (!pen->is_open)
        buf_char(out, '[');
    else if (gap)
        buf_char(out, '>');
    if (gap)
        put_integer(out, gap);
    if (gap || !pen->is_open)
        buf_char(out, '<');
    pen->is_open = true;
    pen->at -= gap * 1000;
}

static void set_rise(struct pen *pen, sp rise)
{
    if (rise == pen->rise)
        return;
    close_string(pen);
    put_length(pen->brush->out, rise);
    buf_string(pen->brush->out, "Ts ");
    pen->rise = rise;
}

static void show_glyph(struct pen *pen, struct cid cid, sp x, sp rise)
{
    set_rise(pen, rise);
    move_to(pen, in_ems(pen->run, x));
    put_hex16(pen->brush->out, cid.number);
    pen->at += cid.width + pen->spacing;
}

static void begin_actual(struct pen *pen, struct text text)
{
    close_string(pen);
    buf_string(pen->brush->out, "/Span <</ActualText ");
    put_text(pen->brush->out, text);
    buf_string(pen->brush->out, ">> BDC\n");
}

static void end_actual(struct pen *pen)
{
    close_string(pen);
    buf_string(pen->brush->out, "EMC\n");
}

/* Whether a letter and the marks on it have a glyph each. Vowels that move around their letter are
 * no such marks. */
static bool has_glyph_each(const struct group *g, struct text text)
{
    uint32_t cp;
    size_t n = 0;
    for (size_t i = 0; i < text.n; i += utf8_decode(text.p + i, text.n - i, &cp), n++)
        if (n > 0 && !text_is_mark(text_from(text, i)))
            return false;
    return n > 1 && n == g->glyphs;
}

/* Takes the first letter off a text. */
static struct text take_letter(struct text *rest)
{
    uint32_t cp;
    struct text letter = text_slice(*rest, 0, rest->n ? utf8_decode(rest->p, rest->n, &cp) : 0);
    *rest = text_from(*rest, letter.n);
    return letter;
}

/* What a reader who takes characters as they come from left to right and turns them around wants:
 * several of one glyph the other way around, too. */
static struct text turned(struct brush *b, struct text text)
{
    buf_clear(&b->turned);
    for (size_t end = text.n, start; end > 0; end = start) {
        utf8_before(text, end, &start);
        buf_add(&b->turned, text.p + start, end - start);
    }
    return buf_as_text(&b->turned);
}

static bool is_marked(const struct pen *pen, const struct group *g, struct text text)
{
    return pen->run->level & 1 && g->glyphs > 1 && !face_is_cff(pen->run->face) &&
           has_glyph_each(g, text);
}

/* Text within a right-to-left run reaches its readers as characters from left to right, which they
 * turn around. ActualText would cut the line in pieces for some of them, and come out backwards
 * from others: so each glyph says what it is, a letter before its marks. */
static void show_marked(struct pen *pen, const struct group *g, struct text text)
{
    sp x = g->x;
    for (size_t i = 0; i < g->glyphs; i++)
        x += g->glyph[i].advance;
    for (size_t i = g->glyphs; i-- > 0;) {
        const struct glyph *glyph = &g->glyph[i];
        struct text letter = take_letter(&text);
        x -= glyph->advance;
        show_glyph(pen, font_cid(pen->font, glyph->id, letter), x + glyph->dx, glyph->dy);
    }
}

/* Whether each glyph of the group gets a letter of its text. */
static bool is_dealt(const struct pen *pen, const struct group *g, struct text text)
{
    return !(pen->run->level & 1) && g->glyphs > 1 && utf8_count(text) >= g->glyphs;
}

/* The first glyph's share of a text that is not dealt out: all of it. */
static struct text whole_of(const struct pen *pen, struct text text)
{
    return pen->run->level & 1 && text.n > 1 ? turned(pen->brush, text) : text;
}

/* Where a mark begins that is part of a letter's glyph (the virama of half letters); or the end. */
static size_t inner_mark(const struct pen *pen, const struct group *g, struct text text)
{
    uint32_t cp;
    if (g->glyphs > 1 || text.n < 4 || pen->run->level & 1 || face_is_cff(pen->run->face))
        return text.n;
    for (size_t i = utf8_decode(text.p, text.n, &cp); i < text.n;
         i += utf8_decode(text.p + i, text.n - i, &cp))
        if (text_is_mark(text_from(text, i)))
            return i;
    return text.n;
}

/* Readers take a glyph whose text has a mark for as wide as nothing: the mark gets one that is. */
static bool show_half(struct pen *pen, const struct group *g, struct text text, size_t mark)
{
    uint32_t empty = mark < text.n ? font_empty_glyph(pen->font) : 0;
    if (!empty)
        return false;
    show_glyph(pen, font_cid(pen->font, g->glyph->id, text_slice(text, 0, mark)),
               g->x + g->glyph->dx, g->glyph->dy);
    show_glyph(pen, font_cid(pen->font, empty, text_from(text, mark)), g->x + g->glyph->advance, 0);
    return true;
}

/* The scripts of India, from Devanagari to Sinhala. */
static bool is_indic(struct text text)
{
    uint32_t cp = 0;
    utf8_decode(text.p, text.n, &cp);
    return cp >= 0x900 && cp < 0xE00;
}

/* Whether glyphs that have a letter each need no ActualText: its end some readers (poppler's
 * pdfinfo -struct-text) take for that of the whole element. But signs of Thai that are moved
 * poppler would put into a line of their own. */
static bool tells_itself(const struct pen *pen, const struct group *g, struct text text)
{
    for (size_t i = 1; i < g->glyphs && !is_indic(text); i++)
        if (g->glyph[i].dx || g->glyph[i].dy)
            return false;
    return !face_is_cff(pen->run->face);
}

/* pdf.js does not move its pen over glyphs without a text of their own, as strokes of a join have
 * none: all behind them would stand too far left, and be lost where the page ends. */
static void set_pen(struct pen *pen, sp x)
{
    close_string(pen);
    put_length(pen->brush->out, x - pen->origin);
    buf_string(pen->brush->out, "0 Td\n");
    pen->origin = x;
    pen->at = in_ems(pen->run, x);
}

/* Readers that do not know ActualText take the letters in the glyphs' order, and the place of each
 * from its own glyph: so all get one that can, and the last what remains. */
static void show_together(struct pen *pen, const struct group *g, struct text text)
{
    bool deals = is_dealt(pen, g, text);
    struct text rest = text, share = deals ? take_letter(&rest) : whole_of(pen, text);
    struct cid cid = font_cid(pen->font, g->glyph->id, share);
    bool is_told = deals ? tells_itself(pen, g, text) : g->glyphs == 1 && !cid.has_other_text;
    bool needs_actual = text.n && !is_told, is_shifted = false;
    sp x = g->x;
    if (needs_actual)
        begin_actual(pen, text);
    for (size_t i = 0; i < g->glyphs; i++) {
        const struct glyph *glyph = &g->glyph[i];
        if (i > 0) {
            share = !deals ? TEXT("") : i + 1 < g->glyphs ? take_letter(&rest) : rest;
            cid = font_cid(pen->font, glyph->id, share);
        }
        if (is_shifted)
            set_pen(pen, x + glyph->dx);
        show_glyph(pen, cid, x + glyph->dx, glyph->dy);
        is_shifted = pen->run->level & 1 && !share.n && glyph->advance;
        x += glyph->advance;
    }
    if (needs_actual)
        end_actual(pen);
    if (is_shifted)
        set_pen(pen, x);
}

/* The alef of a lam-alef of two glyphs is as wide as nothing and stands where the lam does: readers
 * that sort letters by their places want it a hair, a thousandth of an em, to the left. */
static sp hair(const struct run *run, const struct group *g)
{
    bool is_narrow = run->level & 1 && g->glyphs == 1 && g->glyph->advance == 0;
    return is_narrow && !text_is_mark(g->text) ? run->size / 1000 + 1 : 0;
}

static void show_group(struct pen *pen, const struct group *group)
{
    struct group own = *group, *g = &own;
    struct text text = clean_text(pen->brush, g->text);
    own.x -= hair(pen->run, g);
    if (is_marked(pen, g, text))
        show_marked(pen, g, text);
    else if (!show_half(pen, g, text, inner_mark(pen, g, text)))
        show_together(pen, g, text);
}

static bool needs_span(struct pen *pen, const struct group *g)
{
    struct text text = clean_text(pen->brush, g->text);
    if (g->glyphs > 1)
        return !is_marked(pen, g, text);
    return face_is_cff(pen->run->face) &&
           font_cid(pen->font, g->glyph->id, whole_of(pen, text)).has_other_text;
}

/* From left to right; but where a letter needs ActualText (a lengthened one), some readers take
 * what stands before and behind it apart, so that these parts come as they are read. */
static void show_groups(struct pen *pen)
{
    const struct group *group = pen->brush->group;
    for (size_t end = pen->brush->groups, begin; end > 0; end = begin) {
        begin = pen->run->level & 1 ? end : 0;
        while (begin > 0 && !needs_span(pen, &group[begin - 1]))
            begin--;
        for (size_t i = begin; i < end; i++)
            show_group(pen, &group[i]);
        if (begin > 0)
            show_group(pen, &group[--begin]);
    }
}

/* A space's glyph, which says so or something else that is not seen, at the run's end or before. */
static void show_space(struct pen *pen, struct text said, bool is_before)
{
    uint32_t glyph = face_glyph(pen->run->face, ' ');
    if (!glyph)
        return;
    struct cid cid = font_cid(pen->font, glyph, said);
    sp width = sp_ratio(pen->run->size, cid.width + pen->spacing, MICRO);
    if (cid.has_other_text)
        begin_actual(pen, said);
    show_glyph(pen, cid, is_before ? -width : pen->run->width, 0);
    if (cid.has_other_text)
        end_actual(pen);
}

/* Whether a word is parted at the line's end without a sign: the hyphen of its text has no glyph.
 */
static bool ends_silently(const struct brush *b, const struct line *line, const struct run *run)
{
    const struct group *last = b->groups ? &b->group[b->groups - 1] : NULL;
    return last && !(run->level & 1) && run->to == line->text.n &&
           text_ends(last->text, soft_hyphen.p) && last->text.n > soft_hyphen.n;
}

static void set_font(struct brush *b, const struct font *font, const struct run *run)
{
    if (b->font != font || b->size != run->size) {
        buf_string(b->out, "/F");
        put_integer(b->out, font_number(font));
        buf_char(b->out, ' ');
        put_length(b->out, run->size);
        buf_string(b->out, "Tf ");
        b->font = font;
        b->size = run->size;
    }
    if (b->expansion != run->expansion) {
        put_thousandths(b->out, (1000 + run->expansion) * 100);
        buf_string(b->out, " Tz ");
        b->expansion = run->expansion;
    }
}

/* Letter-space is the same all over a run: as an operator it costs no number a glyph. */
static void set_spacing(struct pen *pen)
{
    struct brush *b = pen->brush;
    sp wanted = sp_ratio(pen->run->spacing, 1000, 1000 + pen->run->expansion);
    int64_t thousandths = sp_ratio(wanted, 1000, SP_PT); /* of a point: what is written */
    if (thousandths != b->spacing) {
        put_thousandths(b->out, thousandths);
        buf_string(b->out, " Tc ");
        b->spacing = thousandths;
    }
    pen->spacing = sp_ratio(thousandths * SP_PT, MICRO / 1000, pen->run->size);
}

void show_run(struct brush *b, const struct line *line, const struct run *run, sp x, sp y,
              bool with_space)
{
    struct pen pen = {.brush = b, .font = embed_font(b->embed, run->face), .run = run};
    bool is_rtl = run->level & 1;
    gather_groups(b, line, run);
    brush_fill(b, run->stretch->ink->color);
    buf_string(b->out, "BT ");
    set_font(b, pen.font, run);
    set_spacing(&pen);
    put_length(b->out, x);
    put_length(b->out, y);
    buf_string(b->out, "Td\n");
    if (with_space && is_rtl)
        show_space(&pen, TEXT(" "), true);
    show_groups(&pen);
    if (ends_silently(b, line, run))
        show_space(&pen, soft_hyphen, false);
    else if (with_space && !is_rtl)
        show_space(&pen, TEXT(" "), false);
    set_rise(&pen, 0);
    close_string(&pen);
    buf_string(b->out, "ET\n");
}
