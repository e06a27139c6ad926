/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From text to units: code points that know their stretch and kind, and which of them are one
 * grapheme cluster (UAX #29). The other steps have files of their own. */
#include "line/units.h"

#include <unicode/uchar.h>

#include "base/ascii.h"
#include "base/utf8.h"

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

int bracket_type(uint32_t cp)
{
    bool may_be =
        cp < 0x80 ? cp && ascii_is_in("()[]{}", (char)cp) : cp >= 0xF3A && !u_isalnum((UChar32)cp);
    return may_be ? u_getIntPropertyValue((UChar32)cp, UCHAR_BIDI_PAIRED_BRACKET_TYPE) : U_BPT_NONE;
}

void wide_add(struct wide *wide, uint32_t cp)
{
    if (cp < 0x10000) {
        wide->unit[wide->n++] = (UChar)cp;
    } else {
        wide->unit[wide->n++] = U16_LEAD(cp);
        wide->unit[wide->n++] = U16_TRAIL(cp);
    }
}

struct unit *units_decode(struct arena *arena, const struct paragraph *p, struct wide *wide,
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
        wide_add(wide, cp);
        i += length;
    }
    unit[units].at = (uint32_t)p->text.n;
    *n = units;
    return unit;
}

/* Whether the character may belong to a cluster of several: most text has none, and is not asked
 * any further. */
static bool may_combine(uint32_t cp)
{
    return cp == '\r' || (cp >= 0x300 && (cp < 0x2010 || cp > 0x2027) &&
                          (cp < 0x2030 || cp > 0x205F) && (cp < 0x20A0 || cp > 0x20CF) &&
                          (cp < 0x4E00 || cp > 0x9FFF) && (cp < 0x410 || cp > 0x45F));
}

void units_find_clusters(struct shaper *shaper, const struct wide *wide, struct unit *unit,
                         size_t n)
{
    UErrorCode status = U_ZERO_ERROR;
    size_t i = 0;
    while (i < n && !may_combine(unit[i].cp))
        i++;
    if (i == n || !shaper->clusters)
        return;
    ubrk_setText(shaper->clusters, wide->unit, wide->n, &status);
    int32_t k = 0, end = 0;
    for (i = 0; i < n && U_SUCCESS(status); i++) {
        unit[i].continues = k < end;
        if (k == end)
            end = ubrk_next(shaper->clusters);
        k += unit[i].cp < 0x10000 ? 1 : 2;
    }
}

struct unit *units_make(struct shaper *shaper, const struct paragraph *p,
                        const struct tongue *tongue, size_t *n)
{
    struct wide wide = {0};
    *n = 0;
    struct unit *unit = units_decode(shaper->scratch, p, &wide, n);
    units_find_clusters(shaper, &wide, unit, *n);
    units_find_levels(shaper, p, unit, *n);
    units_find_breaks(tongue, &wide, unit, *n);
    units_tailor_breaks(p, unit, *n);
    units_find_scripts(unit, *n);
    return unit;
}
