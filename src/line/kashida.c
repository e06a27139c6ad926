/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks the joins of a word by Unicode's joining types and groups. */
#include "line/kashida.h"

#include <string.h>
#include <strings.h>

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "line/face.h"
#include "line/faces.h"

enum { TATWEEL = 0x640 };

static int type_of(uint32_t cp)
{
    return u_getIntPropertyValue((UChar32)cp, UCHAR_JOINING_TYPE);
}

static int group_of(uint32_t cp)
{
    return u_getIntPropertyValue((UChar32)cp, UCHAR_JOINING_GROUP);
}

static bool joins_next(uint32_t cp)
{
    int type = type_of(cp);
    return cp && (type == U_JT_DUAL_JOINING || type == U_JT_JOIN_CAUSING);
}

static bool joins_last(uint32_t cp)
{
    int type = type_of(cp);
    return cp &&
           (type == U_JT_DUAL_JOINING || type == U_JT_RIGHT_JOINING || type == U_JT_JOIN_CAUSING);
}

static bool is_among(int group, const int *groups, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (groups[i] == group)
            return true;
    return false;
}

/* Of the letter that follows, in its final form. */
static unsigned final_rank(uint32_t before, uint32_t a, uint32_t b)
{
    static const int third[] = {U_JG_TEH_MARBUTA, U_JG_TEH_MARBUTA_GOAL, U_JG_HEH,
                                U_JG_HEH_GOAL,    U_JG_KNOTTED_HEH,      U_JG_DAL};
    static const int fourth[] = {U_JG_ALEF, U_JG_TAH, U_JG_LAM, U_JG_KAF, U_JG_SWASH_KAF, U_JG_GAF};
    static const int fifth[] = {U_JG_REH, U_JG_YEH, U_JG_FARSI_YEH, U_JG_YEH_BARREE};
    static const int sixth[] = {U_JG_WAW, U_JG_AIN, U_JG_QAF, U_JG_FEH};
    int group = group_of(b);
    if (is_among(group, third, sizeof third / sizeof *third))
        return 3;
    if (is_among(group, fourth, sizeof fourth / sizeof *fourth))
        return 4;
    if (group_of(a) == U_JG_BEH && joins_next(before) &&
        is_among(group, fifth, sizeof fifth / sizeof *fifth))
        return 5;
    return is_among(group, sixth, sizeof sixth / sizeof *sixth) ? 6 : KASHIDA_RANKS;
}

/* The join of a and b. The order is Microsoft's, which Internet Explorer was the first to follow
 * and LibreOffice follows (sw/source/core/text/porlay.cxx): at a tatweel of the text; after seen
 * and sad; before the final forms of teh marbuta, heh and dal; of alef, tah, lam, kaf and gaf; of
 * reh and yeh after a medial beh; of waw, ain, qaf and feh; of all others. */
static unsigned rank_of(uint32_t before, uint32_t a, uint32_t b, uint32_t after)
{
    int first = group_of(a);
    if (!joins_next(a) || !joins_last(b) || (first == U_JG_LAM && group_of(b) == U_JG_ALEF))
        return 0;
    if (a == TATWEEL || b == TATWEEL)
        return 1;
    if (first == U_JG_SEEN || first == U_JG_SAD)
        return 2;
    bool is_final = type_of(b) == U_JT_RIGHT_JOINING || !joins_last(after);
    return is_final ? final_rank(before, a, b) : 0;
}

/* Of equally good places the last counts. */
struct kashida kashida_find(struct text word)
{
    struct kashida best = {0};
    uint32_t letter[4] = {0}, at[4] = {0}; /* the last four; 0: none */
    for (size_t i = 0, n; i <= word.n; i += n) {
        uint32_t cp = 0;
        n = i < word.n ? utf8_decode(word.p + i, word.n - i, &cp) : 1;
        if (cp && type_of(cp) == U_JT_TRANSPARENT)
            continue;
        memmove(letter, letter + 1, 3 * sizeof *letter);
        memmove(at, at + 1, 3 * sizeof *at);
        letter[3] = cp;
        at[3] = (uint32_t)i;
        unsigned rank = letter[1] ? rank_of(letter[0], letter[1], letter[2], letter[3]) : 0;
        if (rank && (!best.rank || rank <= best.rank))
            best = (struct kashida){at[2], rank};
    }
    return best;
}

/* Nastaliq's letters hang from a slope: a level stroke would tear it. */
static bool is_sloping(const struct face *face)
{
    static const char name[] = "Nasta";
    for (const char *p = face_family(face); *p; p++)
        if (strncasecmp(p, name, sizeof name - 1) == 0)
            return true;
    return false;
}

sp kashida_give(const struct paragraph *p, const struct atom *atom, const struct word *word)
{
    if (!p->scripts || !word || word->manner.script != HB_SCRIPT_ARABIC || atom->is_address ||
        !atom->stretch->may_hyphenate)
        return 0;
    const struct script_rule *rule = script_rule(p, atom->stretch, HB_SCRIPT_ARABIC);
    if (!rule || !rule->kashida || is_sloping(atom->face) || !face_has(atom->face, TATWEEL))
        return 0;
    sp advance;
    kashida_glyph(atom, &advance);
    sp most = scaled(units_to_sp(word->width, atom->size, atom->face), rule->kashida, 1000);
    return advance > 0 && most >= advance ? most : 0;
}

uint32_t kashida_glyph(const struct atom *atom, sp *advance)
{
    uint32_t glyph = face_glyph(atom->face, TATWEEL);
    *advance = units_to_sp(hb_font_get_glyph_h_advance(face_hb_font(atom->face), glyph), atom->size,
                           atom->face);
    return glyph;
}
