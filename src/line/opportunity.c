/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a line may end (UAX #14), by ICU's rules and dictionaries for the paragraph's language, and
 * our own rules on top: for dashes and hyphens, for marks that end a sentence, for addresses, code
 * and names. */
#include <unicode/uchar.h>
#include <unicode/uloc.h>

#include "base/ascii.h"
#include "line/units.h"

enum { SHORTEST_REST = 6 }; /* characters of an address behind a sign it breaks at */

/* Kinsoku in full: no line begins with a small kana or a prolonged sound mark either. */
UBreakIterator *breaks_open(const char *lang)
{
    UErrorCode status = U_ZERO_ERROR, ignored = U_ZERO_ERROR;
    char id[ULOC_FULLNAME_CAPACITY] = "";
    uloc_forLanguageTag(lang, id, sizeof id, NULL, &ignored);
    uloc_setKeywordValue("lb", "strict", id, sizeof id, &status);
    UBreakIterator *breaks = ubrk_open(UBRK_LINE, id, NULL, 0, &status);
    return U_SUCCESS(status) ? breaks : NULL;
}

void units_find_breaks(const struct tongue *tongue, const struct wide *wide, struct unit *unit,
                       size_t n)
{
    UErrorCode status = U_ZERO_ERROR;
    if (!tongue->breaks)
        return;
    ubrk_setText(tongue->breaks, wide->unit, wide->n, &status);
    size_t i = 0;
    int32_t k = 0;
    for (int32_t at = ubrk_next(tongue->breaks); at != UBRK_DONE && U_SUCCESS(status);
         at = ubrk_next(tongue->breaks)) {
        for (; k < at && i < n; i++)
            k += unit[i].cp < 0x10000 ? 1 : 2;
        if (i < n)
            unit[i].break_before = BREAK_SOFT;
    }
}

static bool is_dash(uint32_t cp)
{
    return cp == 0x2013 || cp == 0x2014;
}

static bool is_hyphen(uint32_t cp)
{
    return cp == '-' || cp == 0x2010;
}

/* Marks that end a sentence or part it, which UAX #14 would let begin a line when a space stands
 * before them: danda, Ethiopic, Tibetan, Myanmar, Khmer. */
static bool is_sentence_mark(uint32_t cp)
{
    return cp == 0x964 || cp == 0x965 || (cp >= 0x1361 && cp <= 0x1368) || cp == 0xF0D ||
           cp == 0xF0E || cp == 0x104A || cp == 0x104B || (cp >= 0x17D4 && cp <= 0x17D6);
}

/* No line ends inside a grapheme cluster, though a mark behind a space may begin one, as UAX #14
 * has it. None begins with a dash between words or the mark of a sentence's end; no break after a
 * hyphen that begins a suffix ("/-in", " -innen"), nor at a soft hyphen, which is a hyphenation
 * point instead. */
static void restrict_breaks(struct unit *unit, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint32_t before = unit[i - 1].cp;
        bool is_lone_hyphen = is_hyphen(before) && (i == 1 || !u_isalnum((UChar32)unit[i - 2].cp));
        bool is_lone_dash = is_dash(unit[i].cp) && unit[i - 1].kind == ATOM_SPACE &&
                            (i + 1 == n || unit[i + 1].kind == ATOM_SPACE);
        bool is_left_over = unit[i - 1].kind == ATOM_SPACE && is_sentence_mark(unit[i].cp);
        bool is_inside = unit[i].continues && unit[i - 1].kind == ATOM_WORD;
        if (before == 0xAD || is_inside || is_lone_dash || is_left_over ||
            (is_lone_hyphen && unit[i].kind == ATOM_WORD && !is_hyphen(unit[i].cp)))
            unit[i].break_before = BREAK_NONE;
        if (unit[i - 1].kind == ATOM_NEWLINE)
            unit[i].break_before = BREAK_HARD;
    }
}

static bool is_address(const struct unit *unit, size_t from, size_t to)
{
    for (size_t i = from; i + 2 < to; i++) {
        if (unit[i].cp == ':' && unit[i + 1].cp == '/' && unit[i + 2].cp == '/')
            return true;
    }
    return to - from > 4 && unit[from].cp == 'w' && unit[from + 1].cp == 'w' &&
           unit[from + 2].cp == 'w' && unit[from + 3].cp == '.';
}

/* Where else an address may break when lines would be torn open: after "//", and before a sign
 * between letters, so that it is seen to go on. */
static bool breaks_rarely(const struct unit *unit, size_t from, size_t i, size_t to)
{
    static const char signs[] = ".?&=#_~%";
    uint32_t before = unit[i - 1].cp, cp = unit[i].cp;
    if (before == '/' && unit[i - 2].cp == '/')
        return u_isalnum((UChar32)cp);
    if (i < from + 4 || i + SHORTEST_REST > to || cp >= 0x80 || !ascii_is_in(signs, (char)cp))
        return false;
    bool is_www = before == 'w' && unit[i - 2].cp == 'w' && unit[i - 3].cp == 'w';
    return !is_www && u_isalnum((UChar32)before) && u_isalnum((UChar32)unit[i + 1].cp);
}

/* Addresses, code and names break after "/" and "-"; addresses at some other places, too. */
static void restrict_address(struct unit *unit, size_t from, size_t to)
{
    bool is_url = is_address(unit, from, to);
    unit[from].is_address = true;
    for (size_t i = from + 1; i < to; i++) {
        uint32_t before = unit[i - 1].cp, cp = unit[i].cp;
        unit[i].is_address = true;
        bool is_scheme = i > from + 1 && unit[i - 2].cp == '/';
        bool breaks = (before == '/' && cp != '/' && cp != '-' && !is_scheme) ||
                      (before == '-' && i > from + 1 && u_isalnum((UChar32)cp));
        breaks |= is_url && i > from + 1 && breaks_rarely(unit, from, i, to);
        unit[i].break_before = breaks ? BREAK_SOFT : BREAK_NONE;
    }
}

/* Rules out what nearly all text has not, before every word is looked at. */
static bool may_hold_address(const struct paragraph *p)
{
    for (size_t i = 0; i < p->stretches; i++) {
        if (!p->stretch[i].may_hyphenate)
            return true;
    }
    return text_find_char(p->text, '/') != SIZE_MAX || text_find(p->text, "www.") != SIZE_MAX;
}

static void find_addresses(const struct paragraph *p, struct unit *unit, size_t n)
{
    if (!may_hold_address(p))
        return;
    for (size_t from = 0, to; from < n; from = to) {
        const struct stretch *stretch = &p->stretch[unit[from].stretch];
        for (to = from + 1; to < n && unit[to].kind == ATOM_WORD && unit[from].kind == ATOM_WORD &&
                            unit[to].cp < 0x2E80 &&
                            p->stretch[unit[to].stretch].may_hyphenate == stretch->may_hyphenate;)
            to++;
        if (unit[from].kind == ATOM_WORD && (!stretch->may_hyphenate || is_address(unit, from, to)))
            restrict_address(unit, from, to);
    }
}

void units_tailor_breaks(const struct paragraph *p, struct unit *unit, size_t n)
{
    restrict_breaks(unit, n);
    find_addresses(p, unit, n);
}
