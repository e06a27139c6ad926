/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From units to atoms: each character gets a face that has it, characters of one look, face, level
 * and script become words, and words are shaped. Faces change between grapheme clusters only. */
#include "line/atoms.h"

#include <assert.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "line/face.h"

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

/* The face an ink asks for; a family that is missing is reported once for each stretch. */
static const struct face *ink_face(struct shaper *shaper, const struct stretch *stretch,
                                   struct diag *diag)
{
    const struct ink *ink = stretch->ink;
    struct font_wish wish = {ink->family, ink->weight, ink->is_italic};
    const struct face *face = fonts_match(shaper->fonts, &wish);
    if (face)
        return face;
    if (diag) {
        const char *package = fonts_package(shaper->fonts, ink->family), *const * names;
        size_t n = fonts_families(shaper->fonts, &names);
        diag_error(diag, stretch->at, "no font family '%s'", ink->family);
        if (package)
            diag_note(diag, stretch->at, "the package '%s' has it", package);
        else
            diag_suggest(diag, stretch->at, text_of(ink->family), names, n);
    }
    return fonts_last_resort(shaper->fonts, ink->weight, ink->is_italic);
}

static bool is_mark(uint32_t cp)
{
    if (cp < 0x300)
        return false;
    return cp == 0x200D || cp == 0x200C || (cp >= 0xFE00 && cp <= 0xFE0F) ||
           (U_GET_GC_MASK((UChar32)cp) & U_GC_M_MASK) != 0;
}

/* What is drawn for it is made from the space glyph, the hyphen or nothing. */
static bool needs_no_glyph(const struct unit *unit)
{
    return unit->kind != ATOM_WORD || unit->cp == 0x2011 || is_ignorable(unit->cp);
}

enum { MOST_MARKS = 64 }; /* on one base; shaping takes time in their square */

/* A base whose face lacks the mark moves, with the marks so far, to a face that has both. Failing
 * that HarfBuzz may still know a composed letter; a mark on a symbol is set in a face of its own.
 */
static const struct face *mark_face(struct shaper *shaper, struct unit *unit, size_t i)
{
    const struct face *face = unit[i - 1].face;
    size_t base = i - 1;
    if (is_ignorable(unit[i].cp) || face_has(face, unit[i].cp))
        return face;
    while (base > 0 && i - base < MOST_MARKS && is_mark(unit[base].cp))
        base--;
    const struct face *other = fonts_cover_pair(shaper->fonts, face, unit[base].cp, unit[i].cp);
    if (!other && !is_alphabetic(unit[base].cp))
        other = fonts_cover(shaper->fonts, face, unit[i].cp);
    if (!other)
        return face;
    if (!face_has(other, unit[base].cp))
        return other;
    for (size_t k = base; k < i; k++)
        unit[k].face = other;
    return other;
}

static bool is_letter(const struct unit *unit)
{
    return unit->kind == ATOM_WORD && (is_alphabetic(unit->cp) || is_mark(unit->cp));
}

/* Whether both stand in one word, of one script and look. */
static bool in_one_word(const struct unit *a, const struct unit *b)
{
    return is_letter(a) && is_letter(b) && a->script == b->script && a->stretch == b->stretch;
}

/* The face of the last letter and where it counts: a common character stays in the face its script
 * is set in, so that points and brackets inside Arabic are Arabic. */
struct memory {
    const struct face *face;
    uint32_t script, stretch;
};

static const struct face *common_face(const struct unit *unit, const struct face *first,
                                      const struct memory *last)
{
    bool is_same = last->face && last->script == unit->script && last->stretch == unit->stretch;
    if (!is_same)
        return NULL;
    if (needs_no_glyph(unit))
        return unit->kind == ATOM_WORD || face_has(last->face, ' ') ? last->face : first;
    return face_has(last->face, unit->cp) ? last->face : NULL;
}

static const struct face *covering_face(struct shaper *shaper, uint32_t cp,
                                        const struct face *first)
{
    const struct face *face = face_has(first, cp) ? first : fonts_cover(shaper->fonts, first, cp);
    return face ? face : first;
}

/* A word is in one face where there is one for all of it: when a letter needs another face, the
 * letters before it move too as far as that has them. */
static const struct face *letter_face(struct shaper *shaper, struct unit *unit, size_t i,
                                      const struct face *first)
{
    bool continues = i > 0 && in_one_word(&unit[i - 1], &unit[i]);
    if (continues && face_has(unit[i - 1].face, unit[i].cp))
        return unit[i - 1].face;
    const struct face *face = covering_face(shaper, unit[i].cp, first);
    for (size_t k = i; k > 0 && in_one_word(&unit[k - 1], &unit[i]); k--) {
        if (!face_has(face, unit[k - 1].cp))
            break;
        unit[k - 1].face = face;
    }
    return face;
}

static const struct face *choose_face(struct shaper *shaper, struct unit *unit, size_t i,
                                      const struct face *first, struct memory *last)
{
    if (!is_letter(&unit[i])) {
        const struct face *face = common_face(&unit[i], first, last);
        bool is_free = !face && needs_no_glyph(&unit[i]);
        return face ? face : is_free ? first : covering_face(shaper, unit[i].cp, first);
    }
    const struct face *face = letter_face(shaper, unit, i, first);
    *last = (struct memory){face, unit[i].script, unit[i].stretch};
    return face;
}

static void find_faces(struct shaper *shaper, const struct paragraph *p, struct unit *unit,
                       size_t n, struct diag *diag)
{
    struct memory last = {0};
    const struct face *first = NULL;
    uint32_t stretch = UINT32_MAX;
    for (size_t i = 0; i < n; i++) {
        bool is_new = unit[i].stretch != stretch;
        if (is_new) {
            stretch = unit[i].stretch;
            first = ink_face(shaper, &p->stretch[stretch], diag);
        }
        bool joins = i > 0 && !is_new && is_mark(unit[i].cp) && unit[i - 1].kind == ATOM_WORD;
        unit[i].face =
            joins ? mark_face(shaper, unit, i) : choose_face(shaper, unit, i, first, &last);
    }
}

/* Another script's face beside the ink's own: of the size at which their small letters are equal.
 */
static sp fitted_size(const struct stretch *stretch, const struct face *first,
                      const struct face *face)
{
    if (first == face)
        return stretch->ink->size;
    int32_t own = face_x_height(first), other = face_x_height(face);
    return own > 0 && other > 0 ? sp_ratio(stretch->ink->size, own, other) : stretch->ink->size;
}

static uint8_t feature_bits(const struct ink *ink)
{
    unsigned bits = (ink->is_tabular ? WORD_TABULAR : 0) | (ink->is_fraction ? WORD_FRACTION : 0) |
                    (ink->caps == CAPS_SMALL ? WORD_SMALL_CAPS : 0) |
                    (ink->caps == CAPS_ALL_SMALL ? WORD_ALL_SMALL_CAPS : 0) |
                    (ink->figures == FIGURES_LINING ? WORD_LINING : 0) |
                    (ink->figures == FIGURES_OLDSTYLE ? WORD_OLDSTYLE : 0);
    return (uint8_t)bits;
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
    uint8_t features;
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

static bool is_joining(hb_script_t script)
{
    return script == HB_SCRIPT_ARABIC || script == HB_SCRIPT_SYRIAC || script == HB_SCRIPT_NKO ||
           script == HB_SCRIPT_MONGOLIAN || script == HB_SCRIPT_HANIFI_ROHINGYA;
}

static void shape_atom(struct maker *m, struct atom *atom, size_t from, size_t to)
{
    struct text text = m->p->text;
    const struct stretch *stretch = atom->stretch;
    const char *lang = stretch->lang ? stretch->lang : m->p->lang;
    struct manner manner = {
        .face = atom->face,
        .lang = shaper_tongue(m->shaper, lang)->hb,
        .script = m->unit[from].script,
        .features = m->features,
        .is_rtl = atom->level & 1,
    };
    bool has_neighbours = (from > 0 && m->unit[from - 1].kind == ATOM_WORD) ||
                          (to < m->n && m->unit[to].kind == ATOM_WORD);
    if (has_neighbours && is_joining(manner.script))
        atom->word = shape_within(m->shaper, &manner, text, atom->from, atom->to);
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
    m->features = feature_bits(stretch->ink) | (is_in_capitals(m->p, stretch) ? WORD_CAPITALS : 0);
}

static void measure_atom(struct maker *m, struct atom *atom, size_t from, size_t to)
{
    const struct unit *unit = &m->unit[from];
    if (unit->kind == ATOM_WORD)
        shape_atom(m, atom, from, to);
    else if (unit->kind == ATOM_SPACE)
        atom->width = space_width(atom->face, atom->size);
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
    atom->size = fitted_size(atom->stretch, m->first, atom->face);
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
    find_faces(shaper, p, unit, n, diag);
    struct maker m = {.shaper = shaper, .p = p, .unit = unit, .n = n, .diag = diag};
    *atoms = (struct atoms){.paragraph = p, .tongue = tongue};
    for (size_t i = 0; i < n;)
        i = make_atom(&m, atoms, i);
}
