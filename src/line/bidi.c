/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bidirectional algorithm (UAX #9): levels of a whole paragraph by ICU, order of a line. ICU
 * reads the text as if isolates stood in it; a directional character of the text's own can neither
 * end such an isolate nor reach beyond it. */
#include <unicode/ubidi.h>
#include <unicode/uchar.h>

#include "doc/language.h"
#include "line/units.h"

enum {
    LEFT_ISOLATE = 0x2066,
    RIGHT_ISOLATE = 0x2067,
    FIRST_STRONG_ISOLATE = 0x2068,
    END_ISOLATE = 0x2069,
    NEUTRAL_NOTHING = 0x200B /* class BN: the algorithm passes over it */
};

static bool is_ltr_or_neutral(UCharDirection d)
{
    return d == U_LEFT_TO_RIGHT || d == U_OTHER_NEUTRAL || d == U_EUROPEAN_NUMBER ||
           d == U_EUROPEAN_NUMBER_SEPARATOR || d == U_EUROPEAN_NUMBER_TERMINATOR ||
           d == U_COMMON_NUMBER_SEPARATOR || d == U_WHITE_SPACE_NEUTRAL ||
           d == U_DIR_NON_SPACING_MARK || d == U_BOUNDARY_NEUTRAL || d == U_BLOCK_SEPARATOR ||
           d == U_SEGMENT_SEPARATOR;
}

/* Whether the algorithm could find anything but level 0. */
static bool is_plain_ltr(const struct paragraph *p, const struct unit *unit, size_t n)
{
    if (p->is_rtl)
        return false;
    for (size_t i = 0; i < p->stretches; i++)
        if (p->stretch[i].lang && language_is_rtl(p->stretch[i].lang))
            return false;
    for (size_t i = 0; i < n; i++) {
        uint32_t cp = unit[i].cp;
        if (cp < 0x590 || (cp >= 0x900 && cp < 0x200B) || (cp >= 0x2030 && cp < 0x2066))
            continue;
        if (!is_ltr_or_neutral(u_charDirection((UChar32)cp)))
            return false;
    }
    return true;
}

int first_strong(const struct unit *unit, size_t from, size_t to)
{
    size_t depth = 0;
    for (size_t i = from; i < to; i++) {
        UCharDirection d = u_charDirection((UChar32)unit[i].cp);
        if (unit[i].cp >= LEFT_ISOLATE && unit[i].cp <= FIRST_STRONG_ISOLATE)
            depth++;
        else if (unit[i].cp == END_ISOLATE)
            depth -= depth > 0;
        else if (d == U_BLOCK_SEPARATOR)
            return 0;
        else if (!depth && d == U_LEFT_TO_RIGHT)
            return -1;
        else if (!depth && (d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC))
            return 1;
    }
    return 0;
}

enum { DEEPEST = 8 }; /* isolates of ours in each other: language, code, value, address */

/* The text as the algorithm reads it. */
struct reading {
    struct wide wide;
    int32_t *at;    /* of each unit */
    size_t own;     /* isolates the text itself has open */
    size_t ours;    /* isolates of ours that are open */
    struct opened { /* … the units they end before, and what the text had open around them */
        uint32_t to;
        size_t own;
    } opened[DEEPEST];
};

static void close_isolates(struct reading *r, size_t i)
{
    while (r->ours > 0 && r->opened[r->ours - 1].to == i) {
        for (; r->own > 0; r->own--)
            wide_add(&r->wide, END_ISOLATE);
        wide_add(&r->wide, END_ISOLATE);
        r->own = r->opened[--r->ours].own;
    }
}

static void open_isolate(struct reading *r, const struct isolate *isolate)
{
    if (r->ours == DEEPEST)
        return;
    wide_add(&r->wide, isolate->is_rtl ? RIGHT_ISOLATE : LEFT_ISOLATE);
    r->opened[r->ours++] = (struct opened){isolate->to, r->own};
    r->own = 0;
}

static void read_unit(struct reading *r, uint32_t cp)
{
    bool ends_ours = cp == END_ISOLATE && r->own == 0 && r->ours > 0;
    if (cp >= LEFT_ISOLATE && cp <= FIRST_STRONG_ISOLATE)
        r->own++;
    else if (cp == END_ISOLATE && r->own > 0)
        r->own--;
    wide_add(&r->wide, ends_ours ? NEUTRAL_NOTHING : cp);
}

static void read_units(struct shaper *shaper, const struct paragraph *p, const struct unit *unit,
                       size_t n, struct reading *r)
{
    size_t isolates, next = 0;
    const struct isolate *isolate = isolates_find(shaper, p, unit, n, &isolates);
    /* at most two units a character, two more an isolate, and an end for each of the text's own */
    *r =
        (struct reading){.wide.unit = ARENA_ARRAY(shaper->scratch, UChar, 3 * n + 2 * isolates + 1),
                         .at = ARENA_ARRAY(shaper->scratch, int32_t, n + 1)};
    for (size_t i = 0; i < n; i++) {
        close_isolates(r, i);
        while (next < isolates && isolate[next].from == i)
            open_isolate(r, &isolate[next++]);
        r->at[i] = r->wide.n;
        read_unit(r, unit[i].cp);
    }
}

/* The lowest level of what only the reading has between a unit and the one before, and one. */
static uint8_t border_before(const struct reading *r, const UBiDiLevel *level,
                             const struct unit *unit, size_t i)
{
    int32_t from = i ? r->at[i - 1] + (unit[i - 1].cp < 0x10000 ? 1 : 2) : r->at[0];
    uint8_t lowest = UINT8_MAX;
    for (; from < r->at[i]; from++)
        lowest = level[from] < lowest ? level[from] : lowest;
    return (uint8_t)(lowest + 1);
}

void units_find_levels(struct shaper *shaper, const struct paragraph *p, struct unit *unit,
                       size_t n)
{
    struct reading r;
    UErrorCode status = U_ZERO_ERROR;
    if (n == 0 || is_plain_ltr(p, unit, n))
        return;
    read_units(shaper, p, unit, n, &r);
    UBiDi *bidi = ubidi_openSized(r.wide.n, 0, &status);
    ubidi_setPara(bidi, r.wide.unit, r.wide.n, p->is_rtl ? 1 : 0, NULL, &status);
    const UBiDiLevel *level = ubidi_getLevels(bidi, &status);
    for (size_t i = 0; U_SUCCESS(status) && i < n; i++) {
        unit[i].level = level[r.at[i]];
        unit[i].border = border_before(&r, level, unit, i);
    }
    ubidi_close(bidi);
}

/* L1: white space at a line's end is the paragraph's. */
static void reset_end(struct bidi_item *item, size_t n, bool is_rtl)
{
    for (; n > 0 && item[n - 1].is_white; n--) {
        item[n - 1].level = is_rtl;
        item[n - 1].border = 0;
    }
}

/* A place in a line: an item, or the border of an isolate, which keeps what stands on both sides
 * of it from being turned round together. */
struct spot {
    uint32_t item;
    uint8_t level;
    bool is_border;
};

static size_t lay_spots(const struct bidi_item *item, size_t n, struct spot *spot)
{
    size_t spots = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (item[i].border)
            spot[spots++] = (struct spot){i, (uint8_t)(item[i].border - 1), true};
        spot[spots++] = (struct spot){i, item[i].level, false};
    }
    return spots;
}

static void turn_round(struct spot *spot, size_t from, size_t to)
{
    for (; from + 1 < to; from++) {
        struct spot other = spot[--to];
        spot[to] = spot[from];
        spot[from] = other;
    }
}

static void turn_level(struct spot *spot, size_t n, unsigned level)
{
    for (size_t from = 0, to; from < n; from = to + 1) {
        for (to = from; to < n && spot[to].level >= level;)
            to++;
        turn_round(spot, from, to);
    }
}

/* L2: from the highest level down to the lowest odd one, turn round what is at least as high. */
void bidi_order(struct arena *scratch, struct bidi_item *item, size_t n, bool is_rtl,
                uint32_t *order)
{
    uint8_t highest = 0;
    size_t kept = 0;
    reset_end(item, n, is_rtl);
    for (size_t i = 0; i < n; i++) {
        highest = item[i].level > highest ? item[i].level : highest;
        order[i] = (uint32_t)i;
    }
    if (highest == 0)
        return;
    struct spot *spot = ARENA_ARRAY(scratch, struct spot, 2 * n);
    size_t spots = lay_spots(item, n, spot);
    for (unsigned level = highest; level > 0; level--)
        turn_level(spot, spots, level);
    for (size_t i = 0; i < spots; i++)
        if (!spot[i].is_border)
            order[kept++] = spot[i].item;
}
