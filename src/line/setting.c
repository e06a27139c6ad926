/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row becomes a line: its words are shaped as they stand there (a hyphenated word in its parts),
 * the space that is missing or too much goes into glyphs and then spaces, pieces are put in visual
 * order (UAX #9, L1 and L2), and joined to runs. Widths here are exact, whatever fitting assumed.
 */
#include "line/setting.h"

#include <string.h>

#include "line/face.h"
#include "line/justify.h"
#include "line/kashida.h"
#include "line/units.h"

static struct place place_of(struct setter *s, uint32_t at)
{
    const struct paragraph *p = s->p;
    const struct stretch *stretch = s->near ? s->near : p->stretch;
    if (p->stretches == 0)
        return (struct place){0};
    while (stretch + 1 < p->stretch + p->stretches && at >= stretch->to)
        stretch++;
    if (stretch != s->near) {
        s->near = stretch;
        s->near_at = stretch->from;
        s->near_place = stretch->at;
    }
    if (!stretch->is_value && at > s->near_at)
        s->near_place = place_further(s->near_place, p->text, s->near_at, at);
    s->near_at = at;
    return s->near_place;
}

static void add_piece(struct setter *s, const struct row *row, const struct atom *atom,
                      const struct word *word, uint32_t from, uint32_t to)
{
    s->piece = arena_grow(s->shaper->scratch, s->piece, sizeof *s->piece, &s->cap, s->pieces + 1);
    s->piece[s->pieces++] = (struct piece){
        .atom = atom,
        .word = word,
        .from = atom->from + from - row->text_from,
        .to = atom->from + to - row->text_from,
        .level = atom->level,
        .width = word ? units_to_sp(word->width, atom->size, atom->face) : atom->width,
    };
}

/* The part [from, to) of an atom's word; with a hyphen when the row says so. */
static void add_part(struct setter *s, const struct row *row, const struct atom *atom,
                     uint32_t from, uint32_t to, bool has_hyphen)
{
    const struct word *word = atom->word;
    struct text part = text_slice(word->text, from, to);
    if (has_hyphen)
        word = shape_hyphened(s->shaper, &word->manner, part);
    else if (part.n != word->text.n)
        word = is_joining(word->manner.script)
                   ? shape_within(s->shaper, &word->manner, word->text, from, to)
                   : shape_word(s->shaper, &word->manner, part);
    add_piece(s, row, atom, word, from, to);
}

static void collect(struct setter *s, const struct row *row)
{
    const struct atom *all = s->atoms->atom;
    s->pieces = 0;
    for (uint32_t i = row->from; i < row->to; i++) {
        uint32_t from = i == row->from ? row->from_at : 0;
        if (all[i].word)
            add_part(s, row, &all[i], from, (uint32_t)all[i].word->text.n, false);
        else
            add_piece(s, row, &all[i], NULL, 0, all[i].to - all[i].from);
    }
    if (row->to_at) {
        uint32_t from = row->to == row->from ? row->from_at : 0;
        add_part(s, row, &all[row->to], from, row->to_at, row->has_hyphen);
    }
    while (s->pieces > 0 && s->piece[s->pieces - 1].atom->kind == ATOM_SPACE)
        s->pieces--;
}

/* Nothing to see: a space, or characters that only direct others. */
static bool is_white(const struct piece *piece)
{
    bool is_space = piece->atom->kind == ATOM_SPACE || piece->atom->kind == ATOM_FIXED;
    return piece->word ? piece->word->glyphs == 0 : is_space;
}

static uint32_t *find_order(struct setter *s)
{
    struct arena *scratch = s->shaper->scratch;
    struct bidi_item *item = ARENA_ARRAY(scratch, struct bidi_item, s->pieces);
    uint32_t *order = ARENA_ARRAY(scratch, uint32_t, s->pieces);
    for (size_t i = 0; i < s->pieces; i++)
        item[i] =
            (struct bidi_item){s->piece[i].level, s->piece[i].atom->border, is_white(&s->piece[i])};
    bidi_order(scratch, item, s->pieces, s->p->is_rtl, order);
    for (size_t i = 0; i < s->pieces; i++)
        s->piece[i].level = item[i].level;
    return order;
}

/* What stands side by side goes on in the text, too. */
static bool continues(const struct run *run, const struct piece *piece)
{
    return run->level & 1 ? piece->to == run->from : piece->from == run->to;
}

static bool joins(const struct run *run, const struct piece *piece)
{
    return continues(run, piece) && run->face == piece->atom->face &&
           run->stretch == piece->atom->stretch && run->level == piece->level &&
           run->size == piece->atom->size && piece->atom->kind != ATOM_OBJECT &&
           (run->expansion == piece->expansion || !piece->word);
}

static size_t glyphs_of(const struct piece *piece)
{
    if (piece->word)
        return piece->word->glyphs + piece->kashidas;
    return piece->atom->kind == ATOM_OBJECT || !face_has(piece->atom->face, ' ') ? 0 : 1;
}

/* Advances are differences of rounded sums, so that they add up to the word's width. */
/* As many strokes as fill the join, each lying a little over the one before. They belong to
 * the letter before them, so that nothing but that is read. */
static void add_strokes(const struct piece *piece, uint32_t cluster, struct glyph *out)
{
    sp stroke, done = 0;
    uint32_t glyph = kashida_glyph(piece->atom, &stroke);
    for (uint32_t i = 1; i <= piece->kashidas; i++) {
        bool is_last = i == piece->kashidas;
        sp upto = is_last ? piece->kashida
                          : sp_ratio(piece->kashida - stroke, i, (int64_t)piece->kashidas - 1);
        out[i - 1] =
            (struct glyph){.id = glyph, .cluster = piece->from + cluster, .advance = upto - done};
        done = upto;
    }
}

static void add_word_glyphs(const struct piece *piece, struct glyph *out)
{
    const struct word *word = piece->word;
    int64_t units = 0;
    sp done = 0, spaced = 0;
    bool is_drawn = false;
    for (size_t i = 0; i < word->glyphs; i++) {
        const struct shaped *g = &word->glyph[i];
        units += g->advance;
        if (piece->spacing && i + 1 < word->glyphs && g[1].cluster != g->cluster)
            spaced += piece->spacing;
        sp upto = expanded(piece, units) + spaced;
        bool is_joint = piece->kashidas && !is_drawn && g->cluster < piece->kashida_at;
        if (is_joint) {
            add_strokes(piece, g->cluster, out);
            out += piece->kashidas;
            is_drawn = true;
        }
        *out++ = (struct glyph){
            .id = g->id,
            .cluster = piece->from + g->cluster,
            .advance = upto - done,
            .dx = g->dx ? expanded(piece, g->dx) : 0,
            .dy = g->dy ? units_to_sp(g->dy, piece->atom->size, piece->atom->face) : 0,
        };
        done = upto;
    }
    if (word->glyphs && !word->manner.is_rtl)
        out[-1].advance += piece->gap;
}

static void add_glyphs(const struct piece *piece, struct glyph *out)
{
    if (piece->word)
        add_word_glyphs(piece, out);
    else if (glyphs_of(piece))
        *out = (struct glyph){.id = face_glyph(piece->atom->face, ' '),
                              .cluster = piece->from,
                              .advance = piece->width};
}

static void start_run(const struct setter *s, const struct piece *piece, sp x, struct run *run)
{
    bool is_object = piece->atom->kind == ATOM_OBJECT;
    *run = (struct run){
        .face = is_object ? NULL : piece->atom->face,
        .stretch = piece->atom->stretch,
        .from = piece->from,
        .to = piece->to,
        .level = piece->level,
        .size = piece->atom->size,
        .x = x,
        .expansion = piece->word ? piece->expansion : s->expansion,
    };
}

static void make_runs(struct setter *s, struct line *line)
{
    size_t glyphs = 0;
    const uint32_t *order = find_order(s);
    struct run *runs = ARENA_ARRAY(s->shaper->scratch, struct run, s->pieces), *run = NULL;
    for (size_t i = 0; i < s->pieces; i++)
        glyphs += glyphs_of(&s->piece[i]);
    struct glyph *glyph = ARENA_ARRAY(s->arena, struct glyph, glyphs);
    for (size_t i = 0; i < s->pieces; i++) {
        const struct piece *piece = &s->piece[order[i]];
        if (!run || !joins(run, piece)) {
            run = &runs[line->runs++];
            start_run(s, piece, line->width, run);
            run->glyph = glyph;
        }
        add_glyphs(piece, glyph);
        glyph += glyphs_of(piece);
        run->glyphs += glyphs_of(piece);
        run->from = piece->from < run->from ? piece->from : run->from;
        run->to = piece->to > run->to ? piece->to : run->to;
        run->width += piece->width;
        run->spacing = run->spacing ? run->spacing : piece->spacing;
        line->width += piece->width;
    }
    struct run *kept = ARENA_ARRAY(s->arena, struct run, line->runs);
    if (line->runs)
        memcpy(kept, runs, line->runs * sizeof *runs);
    line->run = kept;
}

/* A hyphen that we put in is part of the text, and of the run that draws it; in scripts that part
 * words without a sign it is there all the same, so that who reads the text can join them. */
static void make_text(struct setter *s, const struct row *row, struct line *line)
{
    static const char soft_hyphen[] = "\xC2\xAD";
    struct text says = text_slice(s->p->text, row->text_from, row->text_to);
    char *copy = arena_alloc(s->arena, says.n + sizeof soft_hyphen, 1);
    if (says.n)
        memcpy(copy, says.p, says.n);
    line->text = (struct text){copy, says.n};
    if (row->is_hyphen_ours) {
        memcpy(copy + says.n, soft_hyphen, sizeof soft_hyphen);
        line->text.n += sizeof soft_hyphen - 1;
    }
    if ((row->has_hyphen || row->is_silent) && s->pieces)
        s->piece[s->pieces - 1].to += sizeof soft_hyphen - 1;
}

static void grow_extent(const struct atom *atom, struct line *line)
{
    const struct stretch *stretch = atom->stretch;
    sp ascent = stretch->object_ascent, descent = stretch->object_descent;
    if (atom->kind != ATOM_OBJECT) {
        const struct face_metrics *m = face_metrics(atom->face);
        ascent = units_to_sp(m->ascent, atom->size, atom->face);
        descent = units_to_sp(-m->descent, atom->size, atom->face);
    }
    line->ascent = sp_max(line->ascent, ascent + stretch->ink->rise);
    line->descent = sp_max(line->descent, descent - stretch->ink->rise);
}

static void find_extent(struct setter *s, const struct row *row, struct line *line)
{
    for (size_t i = 0; i < s->pieces; i++)
        grow_extent(s->piece[i].atom, line);
    if (s->pieces || s->p->stretches == 0)
        return;
    /* an empty line is as high as the text before or after it */
    size_t near = row->from < s->atoms->n ? row->from : s->atoms->n - 1;
    const struct stretch *stretch = s->atoms->n ? s->atoms->atom[near].stretch : s->p->stretch;
    const struct ink *ink = stretch->ink;
    struct font_wish wish = {ink->family, ink->weight, ink->is_italic};
    const struct face *face = fonts_match(s->shaper->fonts, &wish);
    if (face)
        grow_extent(&(struct atom){.face = face, .size = ink->size, .stretch = stretch}, line);
}

/* The widest piece is to blame: a line may hold several values. */
static uint32_t widest_piece(const struct setter *s)
{
    const struct piece *widest = s->piece;
    for (size_t i = 1; i < s->pieces; i++)
        if (s->piece[i].width > widest->width)
            widest = &s->piece[i];
    return widest->from;
}

static void report_overrun(struct setter *s, const struct row *row, sp overrun)
{
    int64_t mm10 = (length_mm100(overrun) + 5) / 10;
    if (!s->diag || mm10 <= 0 || !s->pieces)
        return;
    uint32_t at = row->text_from + widest_piece(s);
    struct text word = word_around(s->p->text, at);
    diag_warn(s->diag, place_of(s, at), "line is %lld.%lld mm too wide at '%.*s'",
              (long long)(mm10 / 10), (long long)(mm10 % 10), (int)word.n, word.p);
}

static sp align(const struct paragraph *p, sp width, sp indent, sp before, sp after)
{
    switch (p->align) {
    case TEXT_CENTER: return (p->width - width) / 2;
    case TEXT_END: return p->is_rtl ? -after : p->width - width + after;
    case TEXT_START:
    case TEXT_JUSTIFY: break;
    }
    return p->is_rtl ? p->width - indent - width + before : indent - before;
}

static void set_row(struct setter *s, const struct row *row, size_t index, bool is_filled,
                    struct line *line)
{
    sp indent = index == 0 ? s->p->indent : 0, before = 0, after = 0;
    collect(s, row);
    make_text(s, row, line);
    const struct piece *last = s->pieces ? &s->piece[s->pieces - 1] : NULL;
    if (last && s->piece[0].word)
        before = hang_start(s->p, s->piece[0].atom, s->piece[0].word);
    if (last && last->word)
        after = hang_end(s->p, last->atom, last->word);
    bool fills = is_filled && !row->is_last && !row->is_forced;
    sp overrun = justify(s, s->p->width - indent + before + after, fills);
    line->at = place_of(s, row->text_from);
    line->measure = s->p->width;
    line->ends_paragraph = row->is_last;
    line->ends_hyphenated = row->has_hyphen || row->is_silent;
    line->ends_forced = row->is_forced;
    make_runs(s, line);
    find_extent(s, row, line);
    line->x = align(s->p, line->width, indent, before, after);
    report_overrun(s, row, overrun);
}

void set_rows(struct arena *arena, struct shaper *shaper, const struct atoms *atoms,
              const struct rows *rows, struct lines *lines, struct diag *diag)
{
    const struct paragraph *p = atoms->paragraph;
    struct setter s = {.arena = arena, .shaper = shaper, .p = p, .atoms = atoms, .diag = diag};
    bool is_filled = is_flush(p);
    lines->line = ARENA_ARRAY(arena, struct line, rows->n);
    lines->n = rows->n;
    for (size_t i = 0; i < rows->n; i++)
        set_row(&s, &rows->row[i], i, is_filled, &lines->line[i]);
}
