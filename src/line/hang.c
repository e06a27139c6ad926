/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a line need not stand within the measure as it is: characters that hang into the margin
 * by a share of their width, and letters that may stand apart a little. */
#include "line/compose.h"

#include "base/utf8.h"
#include "line/square.h"

static bool is_quote(uint32_t cp)
{
    return cp == '"' || cp == '\'' || cp == 0xAB || cp == 0xBB || (cp >= 0x2018 && cp <= 0x201F) ||
           cp == 0x2039 || cp == 0x203A;
}

static bool is_dash(uint32_t cp)
{
    return cp >= 0x2012 && cp <= 0x2015;
}

/* Those of Armenian and of Canadian syllables, too, as words are parted with them. */
static bool is_hyphen(uint32_t cp)
{
    return cp == '-' || cp == 0x58A || cp == 0x1400 || cp == 0x2010 || cp == 0x2011;
}

/* Thousandths of its width that a character juts out by at a line's end. */
static int64_t end_share(const struct protrusion *p, uint32_t cp)
{
    switch (cp) {
    case '.':
    case 0x6D4: return p->period;
    case ',':
    case 0x60C: return p->comma;
    case ':': return p->colon;
    case ';':
    case 0x61B: return p->semicolon;
    default: return is_quote(cp) ? p->quote : is_hyphen(cp) ? p->hyphen : is_dash(cp) ? p->dash : 0;
    }
}

static sp hang_of(const struct word *word, uint32_t cp, sp size, int64_t share)
{
    if (!share)
        return 0;
    const struct face *face = word->manner.face;
    uint32_t glyph = face_glyph(face, cp);
    return units_to_sp(hb_font_get_glyph_h_advance(face_hb_font(face), glyph), size, face) * share /
           1000;
}

sp hyphen_hang(const struct protrusion *p, const struct point *point, const struct atom *atom)
{
    return units_to_sp(point->hyphen, atom->size, atom->face) * p->hyphen / 1000;
}

static bool reads_against(const struct paragraph *p, const struct atom *atom)
{
    return (atom->level & 1) != p->is_rtl;
}

/* The white half of a full-width bracket is no ink; all others hang where the theme wants it. */
sp hang_start(const struct paragraph *p, const struct atom *atom, const struct word *word)
{
    uint32_t cp;
    if (word->text.n == 0 || reads_against(p, atom))
        return 0;
    sp white = units_to_sp(square_white_start(word), atom->size, atom->face);
    if (white || !p->protrusion)
        return white;
    utf8_decode(word->text.p, word->text.n, &cp);
    bool hangs = is_quote(cp) || is_dash(cp) || is_hyphen(cp);
    return hangs ? hang_of(word, cp, atom->size, end_share(p->protrusion, cp)) : 0;
}

sp hang_end(const struct paragraph *p, const struct atom *atom, const struct word *word)
{
    size_t start;
    if (word->text.n == 0 || reads_against(p, atom))
        return 0;
    sp white = units_to_sp(square_white_end(word), atom->size, atom->face);
    if (white || !p->protrusion)
        return white;
    uint32_t cp = utf8_before(word->text, word->text.n, &start);
    return hang_of(word, cp, atom->size, end_share(p->protrusion, cp));
}

/* Scripts whose letters stand apart. */
static bool stands_apart(hb_script_t script)
{
    return script == HB_SCRIPT_LATIN || script == HB_SCRIPT_CYRILLIC || script == HB_SCRIPT_GREEK ||
           script == HB_SCRIPT_ARMENIAN || script == HB_SCRIPT_GEORGIAN ||
           script == HB_SCRIPT_HEBREW || script == HB_SCRIPT_ETHIOPIC || script == HB_SCRIPT_THAI ||
           script == HB_SCRIPT_LAO;
}

/* Joined letters are strokes of a pen: a wider one would be another pen's. */
int64_t width_give(const struct paragraph *p, const struct word *word)
{
    return is_joining(word->manner.script) ? 0 : p->expand;
}

sp letter_give(const struct paragraph *p, const struct atom *atom, const struct word *word)
{
    if (p->letter_space <= 0 || !word || !stands_apart(word->manner.script) || atom->is_address ||
        !atom->stretch->may_hyphenate || atom->stretch->ink->is_tabular)
        return 0;
    return scaled(atom->size, p->letter_space, 1000) * (sp)word->gaps;
}

/* Ethiopic word space and the signs of its clauses and sentences. */
static bool is_word_sign(uint32_t cp)
{
    return cp >= 0x1361 && cp <= 0x1368;
}

/* Whether one of both is an ideograph or a full-width sign: numbers and Latin stay as they are. */
static bool is_at_square(struct text before, struct text behind)
{
    const uint32_t squares = 0x2E80;
    uint32_t last, first;
    size_t start;
    if (!before.n || !behind.n)
        return false;
    last = utf8_before(before, before.n, &start);
    utf8_decode(behind.p, behind.n, &first);
    return last >= squares || first >= squares;
}

sp gap_give(const struct atoms *atoms, size_t i)
{
    enum { IDEOGRAPHS = 4, SIGNS = 2 }; /* parts of the size */
    const struct atom *atom = &atoms->atom[i];
    if (!atom->word || atom->level & 1 || !atom->can_break_after || i + 1 == atoms->n ||
        !atoms->atom[i + 1].word)
        return 0;
    if (is_ideographic(atom->word->manner.script))
        return is_at_square(atom->word->text, atoms->atom[i + 1].word->text)
                   ? atom->size / IDEOGRAPHS
                   : 0;
    size_t start;
    bool is_ethiopic = atom->word->manner.script == HB_SCRIPT_ETHIOPIC && atom->word->text.n;
    return is_ethiopic && is_word_sign(utf8_before(atom->word->text, atom->word->text.n, &start))
               ? atom->size / SIGNS
               : 0;
}
