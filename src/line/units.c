/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From text to units: UTF-16 for ICU, bidi levels of the whole paragraph (UAX #9), break
 * opportunities (UAX #14, by language) with our own rules for dashes and addresses, and scripts
 * with the common characters resolved to their neighbours'. */
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "line/atoms.h"

enum { SHORTEST_REST = 6 }; /* characters of an address behind a sign it breaks at */

struct utf16 {
    UChar *unit;
    int32_t n;
};

static enum atom_kind kind_of(uint32_t cp)
{
    switch (cp) {
    case ' ':
    case '\t':
    case 0xA0: return ATOM_SPACE;
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case 0x85:
    case 0x2028:
    case 0x2029: return ATOM_NEWLINE;
    case 0xFFFC: return ATOM_OBJECT;
    case 0x202F:
    case 0x205F:
    case 0x3000: return ATOM_FIXED;
    default: return cp >= 0x2000 && cp <= 0x200A ? ATOM_FIXED : ATOM_WORD;
    }
}

/* Without asking ICU for the letters most text consists of. */
bool is_alphabetic(uint32_t cp)
{
    return cp < 0x80 ? (cp | 0x20) - 'a' < 26 : u_isalpha((UChar32)cp) != 0;
}

bool is_ignorable(uint32_t cp)
{
    return cp >= 0xAD && u_hasBinaryProperty((UChar32)cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static struct unit *decode(struct arena *arena, const struct paragraph *p, struct utf16 *wide,
                           size_t *n)
{
    struct unit *unit = ARENA_ARRAY(arena, struct unit, p->text.n + 1);
    wide->unit = ARENA_ARRAY(arena, UChar, p->text.n + 1);
    uint32_t stretch = 0, units = 0;
    for (size_t i = 0; i < p->text.n;) {
        uint32_t cp = (unsigned char)p->text.p[i];
        size_t length = cp < 0x80 ? 1 : utf8_decode(p->text.p + i, p->text.n - i, &cp);
        while (stretch + 1 < p->stretches && i >= p->stretch[stretch].to)
            stretch++;
        unit[units++] = (struct unit){
            .cp = cp, .at = (uint32_t)i, .stretch = stretch, .kind = (uint8_t)kind_of(cp)};
        if (cp < 0x10000) {
            wide->unit[wide->n++] = (UChar)cp;
        } else {
            wide->unit[wide->n++] = U16_LEAD(cp);
            wide->unit[wide->n++] = U16_TRAIL(cp);
        }
        i += length;
    }
    unit[units].at = (uint32_t)p->text.n;
    *n = units;
    return unit;
}

/* Whether the bidi algorithm could find anything but level 0. */
static bool is_plain_ltr(const struct paragraph *p, const struct unit *unit, size_t n)
{
    if (p->is_rtl)
        return false;
    for (size_t i = 0; i < n; i++) {
        uint32_t cp = unit[i].cp;
        if (cp < 0x590 || (cp >= 0x900 && cp < 0x200B) || (cp >= 0x2030 && cp < 0x2066))
            continue;
        UCharDirection d = u_charDirection((UChar32)cp);
        if (d != U_LEFT_TO_RIGHT && d != U_OTHER_NEUTRAL && d != U_EUROPEAN_NUMBER &&
            d != U_EUROPEAN_NUMBER_SEPARATOR && d != U_EUROPEAN_NUMBER_TERMINATOR &&
            d != U_COMMON_NUMBER_SEPARATOR && d != U_WHITE_SPACE_NEUTRAL &&
            d != U_DIR_NON_SPACING_MARK && d != U_BOUNDARY_NEUTRAL && d != U_BLOCK_SEPARATOR)
            return false;
    }
    return true;
}

static void find_levels(const struct paragraph *p, const struct utf16 *wide, struct unit *unit,
                        size_t n)
{
    if (n == 0 || is_plain_ltr(p, unit, n))
        return;
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *bidi = ubidi_openSized(wide->n, 0, &status);
    ubidi_setPara(bidi, wide->unit, wide->n, p->is_rtl ? 1 : 0, NULL, &status);
    const UBiDiLevel *level = ubidi_getLevels(bidi, &status);
    for (size_t i = 0, k = 0; U_SUCCESS(status) && i < n; i++) {
        unit[i].level = level[k];
        k += unit[i].cp < 0x10000 ? 1 : 2;
    }
    ubidi_close(bidi);
}

static void find_breaks(const struct tongue *tongue, const struct utf16 *wide, struct unit *unit,
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

/* No line begins with a dash between words; no break after a hyphen that begins a suffix ("/-in",
 * " -innen"), nor at a soft hyphen, which is a hyphenation point instead. */
static void restrict_breaks(struct unit *unit, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint32_t before = unit[i - 1].cp;
        bool is_lone_hyphen = is_hyphen(before) && (i == 1 || !u_isalnum((UChar32)unit[i - 2].cp));
        bool is_lone_dash = is_dash(unit[i].cp) && unit[i - 1].kind == ATOM_SPACE &&
                            (i + 1 == n || unit[i + 1].kind == ATOM_SPACE);
        if (before == 0xAD || is_lone_dash ||
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

static UScriptCode own_script(uint32_t cp)
{
    UErrorCode status = U_ZERO_ERROR;
    if (cp < 0x80)
        return is_alphabetic(cp) ? USCRIPT_LATIN : USCRIPT_COMMON;
    UScriptCode script = uscript_getScript((UChar32)cp, &status);
    return U_FAILURE(status) || script == USCRIPT_INHERITED ? USCRIPT_COMMON : script;
}

static hb_script_t to_hb(UScriptCode script)
{
    if (script == USCRIPT_LATIN)
        return HB_SCRIPT_LATIN;
    return hb_script_from_string(uscript_getShortName(script), 4);
}

/* Common characters take the script before them, those at the start the first there is. */
static void find_scripts(struct unit *unit, size_t n)
{
    UScriptCode last = USCRIPT_COMMON;
    hb_script_t script = HB_SCRIPT_COMMON;
    size_t waiting = 0;
    for (size_t i = 0; i < n; i++) {
        UScriptCode own = own_script(unit[i].cp);
        if (own != USCRIPT_COMMON && own != last) {
            last = own;
            script = to_hb(own);
        }
        unit[i].script = script;
        if (script != HB_SCRIPT_COMMON) {
            for (; waiting < i && unit[waiting].script == HB_SCRIPT_COMMON; waiting++)
                unit[waiting].script = script;
            waiting = i + 1;
        }
    }
    for (size_t i = 0; i < n && unit[i].script == HB_SCRIPT_COMMON; i++)
        unit[i].script = HB_SCRIPT_LATIN;
}

struct unit *units_make(struct shaper *shaper, const struct paragraph *p,
                        const struct tongue *tongue, size_t *n)
{
    struct utf16 wide = {0};
    *n = 0;
    struct unit *unit = decode(shaper->scratch, p, &wide, n);
    find_levels(p, &wide, unit, *n);
    find_breaks(tongue, &wide, unit, *n);
    restrict_breaks(unit, *n);
    find_addresses(p, unit, *n);
    find_scripts(unit, *n);
    return unit;
}
