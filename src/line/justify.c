/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The length that a line lacks or has too much goes into glyphs, then between letters, into joins
 * of Arabic letters, between ideographs, and the rest into its spaces. */
#include "line/justify.h"

#include "line/face.h"
#include "line/kashida.h"

enum { EXTRA_LETTERS = 4 };

sp expanded(const struct piece *piece, int64_t units)
{
    return scaled(piece->atom->size * (1000 + piece->expansion), units,
                  (int64_t)face_units(piece->atom->face) * 1000);
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

static bool has_glyph_at(const struct word *word, uint32_t at)
{
    for (size_t i = 0; i < word->glyphs; i++)
        if (word->glyph[i].cluster == at)
            return true;
    return false;
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

/* The words of the line that a stroke at a place of this rank may lengthen, from its end on. */
static size_t count_joins(const struct setter *s, unsigned rank)
{
    size_t n = 0;
    for (size_t i = 0; i < s->pieces; i++) {
        const struct piece *piece = &s->piece[i];
        n += kashida_give(s->p, piece->atom, piece->word) &&
             kashida_find(piece->word->text).rank == rank;
    }
    return n;
}

static sp lengthen_join(const struct setter *s, struct piece *piece, unsigned rank, sp share)
{
    sp most = kashida_give(s->p, piece->atom, piece->word), stroke;
    struct kashida join = most ? kashida_find(piece->word->text) : (struct kashida){0};
    if (join.rank != rank || !has_glyph_at(piece->word, join.at))
        return 0;
    kashida_glyph(piece->atom, &stroke);
    piece->kashida = sp_max(stroke, sp_min(share, most));
    piece->kashida_at = join.at;
    piece->kashidas = (uint32_t)((piece->kashida + stroke - 1) / stroke);
    piece->width += piece->kashida;
    return piece->kashida;
}

/* What the spaces would have to grow by, beyond an eighth of themselves, goes into joins: the best
 * ones first, of equally good ones those nearest to the line's end. A stroke is never shorter than
 * its glyph, so few words may get one. */
static void lengthen_joins(struct setter *s, sp missing, struct measure *m)
{
    sp wanted = missing - m->spaces / 8, stroke = 0;
    for (size_t i = 0; i < s->pieces; i++)
        if (kashida_give(s->p, s->piece[i].atom, s->piece[i].word)) {
            sp own;
            kashida_glyph(s->piece[i].atom, &own);
            stroke = sp_max(stroke, own);
        }
    for (unsigned rank = 1; stroke && rank <= KASHIDA_RANKS && wanted >= stroke; rank++) {
        size_t left = (size_t)sp_min((sp)count_joins(s, rank), wanted / stroke);
        for (size_t i = s->pieces; left && i-- > 0;) {
            sp given = lengthen_join(s, &s->piece[i], rank, wanted / (sp)left);
            left -= given > 0;
            wanted -= given;
            m->words += given;
        }
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

/* What is put between ideographs, each in the share of what it may take: where there are spaces,
 * those grow by half of themselves first, and the rest goes to both alike. */
static sp fill_gaps(struct setter *s, sp missing, const struct measure *m)
{
    sp most = m->gaps * SPACE_STRETCH / 1000 * LOOSEST / 1000;
    sp rest = sp_max(0, missing - m->spaces / 2), done = 0, upto = 0;
    sp share = m->gaps ? sp_ratio(rest, m->gaps, m->gaps + m->spaces) : 0;
    sp given = sp_min(share, most);
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
           missing_of(m, goal) > (m->gaps + m->spaces) * SPACE_STRETCH / 1000 * LOOSEST / 1000;
}

/* Words as wide as they are by themselves. */
static void restore_words(struct setter *s, struct measure *m)
{
    s->expansion = 0;
    for (size_t i = 0; i < s->pieces; i++) {
        struct piece *piece = &s->piece[i];
        piece->spacing = 0;
        piece->expansion = 0;
        piece->kashida = 0;
        piece->kashidas = 0;
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
    lengthen_joins(s, missing_of(m, goal), m);
    if (!has_holes(m, goal))
        return true;
    restore_words(s, m);
    return false;
}

sp justify(struct setter *s, sp goal, bool fills)
{
    struct measure m = measure(s);
    sp missing = missing_of(&m, goal);
    s->expansion = 0;
    s->letter_factor = 1;
    if (missing > 0 && !fills)
        return 0;
    if (s->p->align == TEXT_JUSTIFY)
        flex_words(s, missing, &m);
    if (s->p->scripts)
        lengthen_joins(s, missing_of(&m, goal), &m);
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
