/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row becomes a line: its words are shaped as they stand there (a hyphenated word in its parts),
 * the space that is missing or too much goes into glyphs and then spaces, pieces are put in visual
 * order (UAX #9, L1 and L2), and joined to runs. Widths here are exact, whatever fitting assumed.
 */
#include "line/setting.h"

#include <string.h>

#include "line/face.h"
#include "line/units.h"

/* A piece of a line, in logical order. */
struct piece {
    const struct atom *atom;
    const struct word *word; /* the part of the word that stands here; NULL: white space, object */
    uint32_t from, to;       /* bytes of the line's text */
    sp width;
    sp gap;     /* put after it where the text has no space, part of the width */
    sp spacing; /* put into each gap between its letters, part of the width */
    uint8_t level;
    int32_t expansion; /* of its glyphs, thousandths */
};

enum { EXTRA_LETTERS = 4 };

struct setter {
    struct arena *arena;
    struct shaper *shaper;
    const struct paragraph *p;
    const struct atoms *atoms;
    struct diag *diag;
    struct piece *piece; /* of the row in work */
    size_t pieces, cap;
    int32_t expansion;     /* of the row's glyphs, thousandths */
    int64_t letter_factor; /* what its letters may be spaced by, more than usually */
    /* the place of a byte known last, so that long paragraphs are not counted again for each line
     */
    const struct stretch *near;
    uint32_t near_at;
    struct place near_place;
};

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

/* A width with the piece's expansion. */
static sp expanded(const struct piece *piece, int64_t units)
{
    return scaled(piece->atom->size * (1000 + piece->expansion), units,
                  (int64_t)face_units(piece->atom->face) * 1000);
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

struct measure {
    sp words, wide;  /* wide: those whose glyphs can be wider */
    sp spaces, rest; /* rest: fixed spaces and objects */
    sp gaps;         /* what may be put where the text has no space */
    sp letters;      /* what may be put between letters */
    size_t stretchable;
};

/* Whole words only: parts of one are not followed by a gap. */
static sp gap_of(const struct setter *s, size_t i)
{
    const struct piece *piece = &s->piece[i];
    bool is_last = i + 1 == s->pieces || piece->word != piece->atom->word;
    return is_last ? 0 : gap_give(s->atoms, (size_t)(piece->atom - s->atoms->atom));
}

static struct measure measure(const struct setter *s)
{
    struct measure m = {0};
    for (size_t i = 0; i < s->pieces; i++) {
        const struct piece *piece = &s->piece[i];
        if (piece->word) {
            m.words += piece->width;
            m.wide += width_give(s->p, piece->word) ? piece->width : 0;
            m.letters += letter_give(s->p, piece->atom, piece->word);
            m.gaps += gap_of(s, i);
        } else if (piece->atom->kind == ATOM_SPACE) {
            m.spaces += piece->width;
            m.stretchable++;
        } else {
            m.rest += piece->width;
        }
    }
    return m;
}

static void expand_words(struct setter *s, sp missing, struct measure *m)
{
    int64_t most = s->p->expand;
    if (most <= 0 || m->wide <= 0 || missing == 0)
        return;
    int64_t wanted = missing * 1000 / m->wide;
    if (missing < 0) /* rounded so that the line does fit */
        wanted = -((-missing * 1000 + m->wide - 1) / m->wide);
    s->expansion = (int32_t)(wanted > most ? most : wanted < -most ? -most : wanted);
    for (size_t i = 0; i < s->pieces; i++) {
        struct piece *piece = &s->piece[i];
        if (!piece->word || !width_give(s->p, piece->word))
            continue;
        m->words -= piece->width;
        piece->expansion = s->expansion;
        piece->width = expanded(piece, piece->word->width);
        m->words += piece->width;
    }
}

static sp most_letters(const struct setter *s, const struct measure *m)
{
    return m->letters * s->letter_factor;
}

static void space_letters(struct setter *s, sp missing, struct measure *m)
{
    if (m->letters <= 0 || missing == 0)
        return;
    sp given = sp_max(sp_min(missing, most_letters(s, m)), -m->letters);
    for (size_t i = 0; i < s->pieces; i++) {
        struct piece *piece = &s->piece[i];
        sp most = letter_give(s->p, piece->atom, piece->word);
        if (most == 0)
            continue;
        sp gaps = (sp)piece->word->gaps;
        piece->spacing = sp_ratio(given, most / gaps, m->letters);
        piece->width += piece->spacing * gaps;
        m->words += piece->spacing * gaps;
    }
}

/* Letters give way before spaces do; the narrower of the two ways takes its share of it. */
static void flex_words(struct setter *s, sp missing, struct measure *m)
{
    sp natural = m->words, widths = m->wide * s->p->expand / 1000;
    if (m->letters > 0 && widths > 0)
        expand_words(s, sp_ratio(missing, widths, widths + most_letters(s, m)), m);
    else
        expand_words(s, missing, m);
    space_letters(s, missing - (m->words - natural), m);
}

/* Shares the missing length out over the spaces, to the last scaled point. */
static void stretch_spaces(struct setter *s, sp missing, size_t spaces)
{
    sp done = 0;
    size_t k = 0;
    for (size_t i = 0; i < s->pieces; i++) {
        if (s->piece[i].word || s->piece[i].atom->kind != ATOM_SPACE)
            continue;
        sp upto = sp_ratio(missing, (int64_t)++k, (int64_t)spaces);
        s->piece[i].width += upto - done;
        done = upto;
    }
}

/* What is put between ideographs, each in the share of what it may take. */
static sp fill_gaps(struct setter *s, sp missing, const struct measure *m)
{
    sp given = sp_max(0, sp_min(missing, m->gaps)), done = 0, upto = 0;
    for (size_t i = 0; given && i < s->pieces; i++) {
        struct piece *piece = &s->piece[i];
        upto += gap_of(s, i);
        piece->gap = sp_ratio(given, upto, m->gaps) - done;
        piece->width += piece->gap;
        done += piece->gap;
    }
    return given;
}

static sp missing_of(const struct measure *m, sp goal)
{
    return goal - m->words - m->spaces - m->rest;
}

static bool has_holes(const struct measure *m, sp goal)
{
    return (m->stretchable || m->gaps) &&
           missing_of(m, goal) > m->gaps + m->spaces * SPACE_STRETCH / 1000 * LOOSEST / 1000;
}

/* Words as wide as they are by themselves. */
static void restore_words(struct setter *s, struct measure *m)
{
    s->expansion = 0;
    for (size_t i = 0; i < s->pieces; i++) {
        struct piece *piece = &s->piece[i];
        piece->spacing = 0;
        piece->expansion = 0;
        if (piece->word)
            piece->width = units_to_sp(piece->word->width, piece->atom->size, piece->atom->face);
    }
    *m = measure(s);
}

/* A line whose spaces would be holes takes more between its letters. Where that does not help it
 * stays short. False: it does. */
static bool close_holes(struct setter *s, sp goal, struct measure *m)
{
    restore_words(s, m);
    s->letter_factor = EXTRA_LETTERS;
    flex_words(s, missing_of(m, goal), m);
    if (!has_holes(m, goal))
        return true;
    restore_words(s, m);
    return false;
}

/* Fills the goal, or at least keeps within it. Returns by how much the line is too wide. */
static sp justify(struct setter *s, sp goal, bool fills)
{
    struct measure m = measure(s);
    sp missing = missing_of(&m, goal);
    s->expansion = 0;
    s->letter_factor = 1;
    if (missing > 0 && !fills)
        return 0;
    if (s->p->align == TEXT_JUSTIFY)
        flex_words(s, missing, &m);
    if (has_holes(&m, goal) && !close_holes(s, goal, &m))
        return 0;
    missing = missing_of(&m, goal);
    sp least = -(m.spaces * s->p->space_shrink / 1000);
    sp given = missing < least ? least : missing;
    given -= fill_gaps(s, given, &m);
    if (m.stretchable)
        stretch_spaces(s, given, m.stretchable);
    return missing < least ? least - missing : 0;
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
        return piece->word->glyphs;
    return piece->atom->kind == ATOM_OBJECT || !face_has(piece->atom->face, ' ') ? 0 : 1;
}

/* Advances are differences of rounded sums, so that they add up to the word's width. */
static void add_word_glyphs(const struct piece *piece, struct glyph *out)
{
    const struct word *word = piece->word;
    int64_t units = 0;
    sp done = 0, spaced = 0;
    for (size_t i = 0; i < word->glyphs; i++) {
        const struct shaped *g = &word->glyph[i];
        units += g->advance;
        if (piece->spacing && i + 1 < word->glyphs && g[1].cluster != g->cluster)
            spaced += piece->spacing;
        sp upto = expanded(piece, units) + spaced;
        out[i] = (struct glyph){
            .id = g->id,
            .cluster = piece->from + g->cluster,
            .advance = upto - done,
            .dx = g->dx ? expanded(piece, g->dx) : 0,
            .dy = g->dy ? units_to_sp(g->dy, piece->atom->size, piece->atom->face) : 0,
        };
        done = upto;
    }
    if (word->glyphs && !word->manner.is_rtl)
        out[word->glyphs - 1].advance += piece->gap;
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
    if (s->pieces && s->piece[0].word)
        before = hang_start(s->p, s->piece[0].word, s->piece[0].atom->size);
    if (s->pieces && s->piece[s->pieces - 1].word)
        after = hang_end(s->p, s->piece[s->pieces - 1].word, s->piece[s->pieces - 1].atom->size);
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
