/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which signs fill a square, and what of it is white. */
#include "line/square.h"

#include "base/utf8.h"
#include "line/face.h"

enum sign { SIGN_NONE, SIGN_OPENS, SIGN_CLOSES, SIGN_OTHER };

static enum sign sign_of(uint32_t cp)
{
    static const struct {
        uint32_t cp;
        enum sign sign;
    } known[] = {
        {0x2018, SIGN_OPENS},  {0x2019, SIGN_CLOSES}, {0x201C, SIGN_OPENS},  {0x201D, SIGN_CLOSES},
        {0x3001, SIGN_CLOSES}, {0x3002, SIGN_CLOSES}, {0x301D, SIGN_OPENS},  {0x301E, SIGN_CLOSES},
        {0x301F, SIGN_CLOSES}, {0x30FB, SIGN_OTHER},  {0xFF01, SIGN_OTHER},  {0xFF08, SIGN_OPENS},
        {0xFF09, SIGN_CLOSES}, {0xFF0C, SIGN_CLOSES}, {0xFF0E, SIGN_CLOSES}, {0xFF1A, SIGN_OTHER},
        {0xFF1B, SIGN_OTHER},  {0xFF1F, SIGN_OTHER},  {0xFF3B, SIGN_OPENS},  {0xFF3D, SIGN_CLOSES},
        {0xFF5B, SIGN_OPENS},  {0xFF5D, SIGN_CLOSES},
    };
    bool is_bracket = (cp >= 0x3008 && cp <= 0x3011) || (cp >= 0x3014 && cp <= 0x301B);
    if (is_bracket)
        return cp & 1 ? SIGN_CLOSES : SIGN_OPENS;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].cp == cp)
            return known[i].sign;
    return SIGN_NONE;
}

/* Half of an em, a quarter or nothing: what of a side's white is not the sign's own. */
static int32_t share_of(int32_t white, int32_t em)
{
    return white * 20 >= em * 9 ? em / 2 : white * 10 >= em * 3 ? em / 4 : 0;
}

static int32_t white_beside(const struct word *word, const struct shaped *glyph, bool is_start)
{
    const struct face *face = word->manner.face;
    hb_glyph_extents_t ink;
    int32_t em = (int32_t)face_units(face);
    bool is_square = glyph->advance * 10 >= em * 9;
    if (!is_square || !hb_font_get_glyph_extents(face_hb_font(face), glyph->id, &ink))
        return 0;
    int32_t start = glyph->dx + ink.x_bearing;
    return share_of(is_start ? start : glyph->advance - start - ink.width, em);
}

static enum sign sign_at(const struct word *word, size_t glyph)
{
    uint32_t cp, at = word->glyph[glyph].cluster;
    utf8_decode(word->text.p + at, word->text.n - at, &cp);
    return sign_of(cp);
}

uint16_t square_context(const struct unit *unit, size_t n, size_t from, size_t to)
{
    bool has_before = from > 0 && unit[from - 1].kind == ATOM_WORD;
    enum sign before = has_before ? sign_of(unit[from - 1].cp) : SIGN_NONE;
    bool is_before = to < n && unit[to].kind == ATOM_WORD && sign_of(unit[to].cp) != SIGN_NONE;
    bool is_behind = before == SIGN_OPENS || before == SIGN_OTHER;
    return (uint16_t)((is_before ? WORD_BEFORE_SIGN : 0) | (is_behind ? WORD_BEHIND_SIGN : 0));
}

/* Of a closing sign and an opening one the closing one is narrower, so that it may end a line. */
void square_close_up(const struct word *word, struct shaped *glyph)
{
    bool is_behind = word->manner.features & WORD_BEHIND_SIGN;
    for (size_t i = 0; i < word->glyphs; i++) {
        enum sign sign = sign_at(word, i);
        bool is_before = i + 1 < word->glyphs ? sign_at(word, i + 1) != SIGN_NONE
                                              : (word->manner.features & WORD_BEFORE_SIGN) != 0;
        int32_t white = 0;
        if (sign == SIGN_CLOSES && is_before)
            white = white_beside(word, &glyph[i], false);
        if (sign == SIGN_OPENS && is_behind) {
            white = white_beside(word, &glyph[i], true);
            glyph[i].dx -= white;
        }
        glyph[i].advance -= white;
        is_behind = sign == SIGN_OPENS || sign == SIGN_OTHER;
    }
}

int32_t square_white_start(const struct word *word)
{
    bool opens = word->glyphs && is_ideographic(word->manner.script) && !word->manner.is_rtl &&
                 sign_at(word, 0) == SIGN_OPENS;
    return opens ? white_beside(word, &word->glyph[0], true) : 0;
}

int32_t square_white_end(const struct word *word)
{
    size_t last = word->glyphs - 1;
    bool closes = word->glyphs && is_ideographic(word->manner.script) && !word->manner.is_rtl &&
                  sign_at(word, last) == SIGN_CLOSES;
    return closes ? white_beside(word, &word->glyph[last], false) : 0;
}
