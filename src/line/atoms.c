/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From units to atoms: characters of one look, face, level and script become words, and words are
 * shaped. */
#include "line/atoms.h"

#include <assert.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "line/face.h"
#include "line/faces.h"
#include "line/square.h"

sp scaled(sp size, int64_t units, int64_t per)
{
    const int64_t small = (int64_t)1 << 30;
    if (size < 0 || size >= small || units >= small || units <= -small)
        return sp_ratio(size, units, per);
    int64_t product = size * units, half = per / 2;
    return (product < 0 ? product - half : product + half) / per;
}

sp units_to_sp(int64_t units, sp size, const struct face *face)
{
    return scaled(size, units, face_units(face));
}

bool is_mark(uint32_t cp)
{
    if (cp < 0x300)
        return false;
    return cp == 0x200D || cp == 0x200C || (cp >= 0xFE00 && cp <= 0xFE0F) || is_combining(cp);
}

/* Old-style figures have the heights of small letters: beside a script without them they would
 * dance alone. */
static unsigned figure_bits(const struct ink *ink, const struct tongue *tongue)
{
    if (ink->figures == FIGURES_OLDSTYLE)
        return tongue->has_case ? WORD_OLDSTYLE : WORD_LINING;
    return ink->figures == FIGURES_LINING ? WORD_LINING : 0;
}

static uint16_t feature_bits(const struct ink *ink, const struct tongue *tongue)
{
    unsigned bits = (ink->is_tabular ? WORD_TABULAR : 0) | (ink->is_fraction ? WORD_FRACTION : 0) |
                    (ink->caps == CAPS_SMALL ? WORD_SMALL_CAPS : 0) |
                    (ink->caps == CAPS_ALL_SMALL ? WORD_ALL_SMALL_CAPS : 0) |
                    figure_bits(ink, tongue);
    return (uint16_t)bits;
}

/* Whether the stretch is set in capitals: two at least, and no small letter. */
static bool is_in_capitals(const struct paragraph *p, const struct stretch *stretch)
{
    struct text text = text_slice(p->text, stretch->from, stretch->to);
    size_t capitals = 0;
    uint32_t cp;
    for (size_t i = 0; i < text.n;) {
        i += utf8_decode(text.p + i, text.n - i, &cp);
        if (u_islower((UChar32)cp))
            return false;
        capitals += u_isupper((UChar32)cp) != 0;
    }
    return capitals > 1;
}

/* Thousandths of an em, or of a glyph's advance where a fixed space is defined by one. */
static sp fixed_width(uint32_t cp, const struct face *face, sp size)
{
    static const int32_t typographic[] = {500, 1000, 500, 1000, 333, 250, 167, 0, 0, 167, 83};
    hb_font_t *font = face_hb_font(face);
    switch (cp) {
    case 0x2007:
        return units_to_sp(hb_font_get_glyph_h_advance(font, face_glyph(face, '0')), size, face);
    case 0x2008:
        return units_to_sp(hb_font_get_glyph_h_advance(font, face_glyph(face, '.')), size, face);
    case 0x202F: return size / 5;
    case 0x205F: return size * 4 / 18;
    case 0x3000: return size;
    default: return size * typographic[cp - 0x2000] / 1000;
    }
}

static sp space_width(const struct face *face, sp size)
{
    uint32_t glyph = face_glyph(face, ' ');
    if (!glyph)
        return size / 4;
    return units_to_sp(hb_font_get_glyph_h_advance(face_hb_font(face), glyph), size, face);
}

enum { LONGEST_QUOTE = 60, MOST_REPORTS = 10 };

struct maker {
    struct shaper *shaper;
    const struct paragraph *p;
    const struct unit *unit;
    size_t n;
    struct diag *diag;
    const struct stretch *stretch; /* the last one seen, and its ink's face */
    const struct face *first;
    uint16_t features;
    struct missing {
        const struct stretch *stretch;
        uint32_t cp;
    } missing[MOST_REPORTS]; /* reported in this paragraph */
    size_t missings;
    size_t cap; /* of the atoms */
};

static const char line_break[] = "\xE2\x80\xA8";

struct place place_further(struct place at, struct text text, size_t from, size_t to)
{
    struct text rest = text_slice(text, from, to);
    if (!at.line)
        return at;
    for (size_t n; (n = text_find(rest, line_break)) != SIZE_MAX;) {
        rest = text_from(rest, n + strlen(line_break));
        at.line++;
        at.col = 1;
    }
    at.col += (uint32_t)utf8_count(rest);
    return at;
}

static bool is_white(struct text text, size_t at)
{
    return text.p[at] == ' ' || text.p[at] == '\n' || text_starts(text_from(text, at), line_break);
}

struct text word_around(struct text text, size_t at)
{
    size_t from = at, to = at;
    while (from > 0 && at - from < LONGEST_QUOTE && !is_white(text, from))
        from--;
    if (at - from == LONGEST_QUOTE)
        from = at;
    if (from < at && is_white(text, from))
        from += text.p[from] == *line_break ? strlen(line_break) : 1;
    while (to < text.n && to - from < LONGEST_QUOTE && !is_white(text, to))
        to++;
    while (to < text.n && ((unsigned char)text.p[to] & 0xC0) == 0x80)
        to++;
    return text_slice(text, from, to);
}

static const struct tongue *tongue_of(struct maker *m, const struct stretch *stretch)
{
    return shaper_tongue(m->shaper, stretch->lang ? stretch->lang : m->p->lang);
}

static void report_character(const struct maker *m, const struct atom *atom, uint32_t at,
                             uint32_t cp)
{
    struct text text = m->p->text;
    struct place place = atom->stretch->at;
    if (!atom->stretch->is_value)
        place = place_further(place, text, atom->stretch->from, at);
    struct text word = word_around(text, at);
    diag_error(m->diag, place, "no font has the character U+%04X in '%.*s'", cp, (int)word.n,
               word.p);
}

static bool is_reported(const struct maker *m, const struct stretch *stretch, uint32_t cp)
{
    for (size_t i = 0; i < m->missings; i++)
        if (m->missing[i].stretch == stretch && m->missing[i].cp == cp)
            return true;
    return false;
}

/* Each character once a stretch, and in a paragraph not without end. */
static void report_missing(struct maker *m, const struct atom *atom)
{
    struct text text = m->p->text;
    for (size_t i = 0; i < atom->word->glyphs; i++) {
        const struct shaped *glyph = &atom->word->glyph[i];
        uint32_t cp, at = atom->from + glyph->cluster;
        if (!m->diag || glyph->id || m->missings == MOST_REPORTS)
            continue;
        utf8_decode(text.p + at, text.n - at, &cp);
        if (is_reported(m, atom->stretch, cp))
            continue;
        m->missing[m->missings++] = (struct missing){atom->stretch, cp};
        report_character(m, atom, at, cp);
    }
}

/* Scripts whose letters depend on each other more than a change of color may break. */
static bool is_shaped_together(hb_script_t script)
{
    return script != HB_SCRIPT_LATIN && script != HB_SCRIPT_GREEK && script != HB_SCRIPT_CYRILLIC &&
           script != HB_SCRIPT_HANGUL && !is_ideographic(script);
}

/* Whether two neighbours, maybe of different looks, are letters of one word in one face. */
static bool is_one_word(const struct unit *a, const struct unit *b)
{
    return a->kind == ATOM_WORD && b->kind == ATOM_WORD && b->break_before == BREAK_NONE &&
           a->face == b->face && a->level == b->level && a->script == b->script;
}

/* Shaped with what stands around it: as a whole with the letters of the same face, and with the
 * others' joins in mind. */
static const struct word *shape_part(struct maker *m, const struct manner *manner, size_t from,
                                     size_t to)
{
    enum { FAR = 64 };
    const struct unit *unit = m->unit;
    size_t start = from, end = to;
    while (start > 0 && from - start < FAR && is_one_word(&unit[start - 1], &unit[start]))
        start--;
    while (end < m->n && end - to < FAR && is_one_word(&unit[end - 1], &unit[end]))
        end++;
    if (start == from && end == to)
        return shape_within(m->shaper, manner, m->p->text, unit[from].at, unit[to].at);
    return shape_share(m->shaper, manner, m->p->text, unit[start].at, unit[end].at, unit[from].at,
                       unit[to].at);
}

static void shape_atom(struct maker *m, struct atom *atom, size_t from, size_t to)
{
    struct text text = m->p->text;
    struct manner manner = {
        .face = atom->face,
        .lang = tongue_of(m, atom->stretch)->hb,
        .script = m->unit[from].script,
        .features = m->features,
        .is_rtl = atom->level & 1,
    };
    bool has_neighbours = (from > 0 && m->unit[from - 1].kind == ATOM_WORD) ||
                          (to < m->n && m->unit[to].kind == ATOM_WORD);
    if (is_ideographic(manner.script))
        manner.features |= square_context(m->unit, m->n, from, to);
    if (has_neighbours && is_shaped_together(manner.script))
        atom->word = shape_part(m, &manner, from, to);
    else
        atom->word = shape_word(m->shaper, &manner, text_slice(text, atom->from, atom->to));
    atom->width = units_to_sp(atom->word->width, atom->size, atom->face);
    if (atom->word->has_missing)
        report_missing(m, atom);
}

static bool belongs(const struct unit *a, const struct unit *b)
{
    return a->kind == ATOM_WORD && b->kind == ATOM_WORD && b->break_before == BREAK_NONE &&
           a->stretch == b->stretch && a->face == b->face && a->level == b->level &&
           a->script == b->script;
}

/* Spaces at the start of a line that the text itself begins are an indent to keep. */
static bool is_leading_space(const struct atoms *atoms, const struct unit *unit)
{
    if (unit->kind != ATOM_SPACE || unit->cp == 0xA0)
        return false;
    if (atoms->n == 0)
        return true;
    const struct atom *last = &atoms->atom[atoms->n - 1];
    return last->kind == ATOM_NEWLINE || (last->kind == ATOM_FIXED && last->is_no_break);
}

/* What holds of a stretch from its first atom on. */
static void enter_stretch(struct maker *m, const struct stretch *stretch)
{
    if (stretch == m->stretch)
        return;
    m->stretch = stretch;
    m->first = ink_face(m->shaper, stretch, NULL);
    m->features = feature_bits(stretch->ink, tongue_of(m, stretch)) |
                  (is_in_capitals(m->p, stretch) ? WORD_CAPITALS : 0);
}

/* Korean fonts have a space of their own for their language. */
static sp shaped_space(struct maker *m, const struct atom *atom, hb_script_t script)
{
    struct manner manner = {
        .face = atom->face, .lang = tongue_of(m, atom->stretch)->hb, .script = script};
    const struct word *space = shape_word(m->shaper, &manner, TEXT(" "));
    return space->has_missing ? space_width(atom->face, atom->size)
                              : units_to_sp(space->width, atom->size, atom->face);
}

static void measure_atom(struct maker *m, struct atom *atom, size_t from, size_t to)
{
    const struct unit *unit = &m->unit[from];
    if (unit->kind == ATOM_WORD)
        shape_atom(m, atom, from, to);
    else if (unit->kind == ATOM_SPACE)
        atom->width = unit->script == HB_SCRIPT_HANGUL ? shaped_space(m, atom, unit->script)
                                                       : space_width(atom->face, atom->size);
    else if (unit->kind == ATOM_FIXED)
        atom->width = fixed_width(unit->cp, atom->face, atom->size);
    else if (unit->kind == ATOM_OBJECT)
        atom->width = atom->stretch->object_width;
}

static size_t make_atom(struct maker *m, struct atoms *atoms, size_t from)
{
    const struct unit *unit = &m->unit[from];
    size_t to = from + 1;
    atoms->atom =
        arena_grow(m->shaper->scratch, atoms->atom, sizeof *atoms->atom, &m->cap, atoms->n + 1);
    struct atom *atom = &atoms->atom[atoms->n];
    for (size_t marks = 0; to < m->n && marks < MOST_MARKS && belongs(unit, &m->unit[to]); to++)
        marks = is_mark(m->unit[to].cp) ? marks + 1 : 0;
    bool is_leading = is_leading_space(atoms, unit);
    *atom = (struct atom){.kind = is_leading ? ATOM_FIXED : unit->kind,
                          .level = unit->level,
                          .border = unit->border,
                          .is_address = unit->is_address,
                          .is_no_break = unit->cp == 0xA0 || is_leading,
                          .from = unit->at,
                          .to = m->unit[to].at,
                          .stretch = &m->p->stretch[unit->stretch],
                          .face = unit->face};
    enter_stretch(m, atom->stretch);
    atom->size = fitted_size(m->shaper, m->p, atom->stretch, m->first, atom->face, unit->script);
    atom->can_break_after =
        to < m->n && m->unit[to].break_before == BREAK_SOFT && !atom->is_no_break;
    measure_atom(m, atom, from, to);
    atoms->n++;
    return to;
}

void atoms_make(struct shaper *shaper, const struct paragraph *p, struct atoms *atoms,
                struct diag *diag)
{
    size_t n;
    const struct tongue *tongue = shaper_tongue(shaper, p->lang);
    assert(p->stretches > 0 || p->text.n == 0);
    struct unit *unit = units_make(shaper, p, tongue, &n);
    faces_find(shaper, p, unit, n, diag);
    struct maker m = {.shaper = shaper, .p = p, .unit = unit, .n = n, .diag = diag};
    *atoms = (struct atoms){.paragraph = p, .tongue = tongue};
    for (size_t i = 0; i < n;)
        i = make_atom(&m, atoms, i);
}
