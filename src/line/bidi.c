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
    LEFT_EMBEDDING = 0x202A,
    RIGHT_EMBEDDING = 0x202B,
    END_EMBEDDING = 0x202C,
    LEFT_OVERRIDE = 0x202D,
    RIGHT_OVERRIDE = 0x202E,
    STRONG_MARK = 0x200E,
    NEUTRAL_NOTHING = 0x200B, /* class BN: the algorithm passes over it */
    NEUTRAL_SIGN = '!'
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

static bool is_isolate(uint32_t cp)
{
    return cp >= LEFT_ISOLATE && cp <= FIRST_STRONG_ISOLATE;
}

int first_strong(const struct unit *unit, size_t from, size_t to)
{
    size_t depth = 0;
    for (size_t i = from; i < to; i++) {
        UCharDirection d = u_charDirection((UChar32)unit[i].cp);
        if (is_isolate(unit[i].cp))
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

enum { DEEPEST_LEVEL = 125, DEEPEST_BRACKET = 63 }; /* BD2 and BD16 of UAX #9 */

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
    uint8_t state[DEEPEST_LEVEL]; /* X1: what is open, isolates and embeddings */
    size_t states, brackets;
};

enum { STATE_ISOLATE, STATE_EMBEDDING, STATE_OVERRIDE };

static void enter(struct reading *r, uint8_t state)
{
    if (r->states < DEEPEST_LEVEL)
        r->state[r->states++] = state;
}

static bool is_overridden(const struct reading *r)
{
    return r->states && r->state[r->states - 1] == STATE_OVERRIDE;
}

/* ICU 72 lets an isolate be neutral in an override, which makes it strong since Unicode 8.0. */
static void add_override(struct reading *r)
{
    if (is_overridden(r))
        wide_add(&r->wide, STRONG_MARK);
}

static void begin_isolate(struct reading *r, uint32_t cp)
{
    add_override(r);
    wide_add(&r->wide, cp);
    enter(r, STATE_ISOLATE);
}

static void end_isolate(struct reading *r, uint32_t next)
{
    size_t i = r->states;
    while (i > 0 && r->state[i - 1] != STATE_ISOLATE)
        i--;
    r->states = i ? i - 1 : r->states;
    wide_add(&r->wide, END_ISOLATE);
    if (next >= LEFT_EMBEDDING && next <= RIGHT_OVERRIDE)
        add_override(r);
}

static void close_isolates(struct reading *r, size_t i)
{
    while (r->ours > 0 && r->opened[r->ours - 1].to == i) {
        for (; r->own > 0; r->own--)
            end_isolate(r, 0);
        end_isolate(r, 0);
        r->own = r->opened[--r->ours].own;
    }
}

static void open_isolate(struct reading *r, const struct isolate *isolate)
{
    if (r->ours == DEEPEST)
        return;
    begin_isolate(r, isolate->is_rtl ? RIGHT_ISOLATE : LEFT_ISOLATE);
    r->opened[r->ours++] = (struct opened){isolate->to, r->own};
    r->own = 0;
}

/* ICU 72 pairs brackets that an override made letters, and pairs them at any depth. */
static bool is_no_bracket(struct reading *r, uint32_t cp)
{
    int type = bracket_type(cp);
    if (type == U_BPT_NONE)
        return false;
    if (r->brackets <= DEEPEST_BRACKET)
        r->brackets += type == U_BPT_OPEN ? 1 : r->brackets ? (size_t)-1 : 0;
    return r->brackets > DEEPEST_BRACKET || is_overridden(r);
}

static void read_unit(struct reading *r, uint32_t cp, uint32_t next)
{
    switch (cp) {
    case LEFT_ISOLATE:
    case RIGHT_ISOLATE:
    case FIRST_STRONG_ISOLATE:
        r->own++;
        begin_isolate(r, cp);
        return;
    case END_ISOLATE:
        if (r->own > 0 || r->ours == 0)
            end_isolate(r, next);
        else /* it would end one of ours */
            wide_add(&r->wide, NEUTRAL_NOTHING);
        r->own -= r->own > 0;
        return;
    case LEFT_EMBEDDING:
    case RIGHT_EMBEDDING: enter(r, STATE_EMBEDDING); break;
    case LEFT_OVERRIDE:
    case RIGHT_OVERRIDE: enter(r, STATE_OVERRIDE); break;
    case END_EMBEDDING: r->states -= r->states && r->state[r->states - 1] != STATE_ISOLATE; break;
    default: break;
    }
    wide_add(&r->wide, is_no_bracket(r, cp) ? NEUTRAL_SIGN : cp);
}

/* Text of one direction is levelled by ICU as a whole, without its numbers' own levels: a closed
 * isolate of both directions before it, which changes nothing else, has all of it looked at. */
static const UChar prelude[] = {RIGHT_ISOLATE, 0x5D0, LEFT_ISOLATE, 'a', END_ISOLATE, END_ISOLATE};
enum { PRELUDE = sizeof prelude / sizeof *prelude };

static void read_units(struct arena *scratch, const struct isolate *isolate, size_t isolates,
                       const struct unit *unit, size_t n, struct reading *r)
{
    size_t next = 0;
    /* at most two units a character, two more an isolate, and an end for each of the text's own;
     * with one more for each that an override needs */
    *r = (struct reading){.wide.unit = ARENA_ARRAY(scratch, UChar, PRELUDE + 4 * n + 4 * isolates),
                          .at = ARENA_ARRAY(scratch, int32_t, n + 1)};
    for (size_t i = 0; i < PRELUDE; i++)
        wide_add(&r->wide, prelude[i]);
    for (size_t i = 0; i < n; i++) {
        close_isolates(r, i);
        while (next < isolates && isolate[next].from == i)
            open_isolate(r, &isolate[next++]);
        r->at[i] = r->wide.n + (is_overridden(r) && is_isolate(unit[i].cp));
        read_unit(r, unit[i].cp, i + 1 < n ? unit[i + 1].cp : END_EMBEDDING);
    }
}

/* The lowest level of what only the reading has between a unit and the one before, and one. */
static uint8_t border_before(const struct reading *r, const UBiDiLevel *level,
                             const struct unit *unit, size_t i)
{
    int32_t from = i ? r->at[i - 1] + U16_LENGTH(unit[i - 1].cp) : r->at[0];
    uint8_t lowest = UINT8_MAX;
    for (; from < r->at[i]; from++)
        lowest = level[from] < lowest ? level[from] : lowest;
    return (uint8_t)(lowest + 1);
}

/* N0 since Unicode 8.0, which ICU 72 lacks: marks on a bracket go with it. */
static void level_marks(struct unit *unit, size_t n)
{
    size_t base = 0;
    for (size_t i = 1; i < n; i++) {
        UCharDirection d =
            unit[i].cp < 0x300 ? U_OTHER_NEUTRAL : u_charDirection((UChar32)unit[i].cp);
        if (d == U_DIR_NON_SPACING_MARK &&
            u_charDirection((UChar32)unit[base].cp) == U_OTHER_NEUTRAL)
            unit[i].level = unit[base].level;
        else if (d != U_BOUNDARY_NEUTRAL && d != U_DIR_NON_SPACING_MARK)
            base = i;
    }
}

void bidi_levels(struct arena *scratch, bool is_rtl, const struct isolate *isolate, size_t isolates,
                 struct unit *unit, size_t n)
{
    struct reading r;
    UErrorCode status = U_ZERO_ERROR;
    read_units(scratch, isolate, isolates, unit, n, &r);
    UBiDi *bidi = ubidi_openSized(r.wide.n, 0, &status);
    ubidi_setPara(bidi, r.wide.unit, r.wide.n, is_rtl, NULL, &status);
    const UBiDiLevel *level = ubidi_getLevels(bidi, &status);
    for (size_t i = 0; U_SUCCESS(status) && i < n; i++) {
        unit[i].level = level[r.at[i]];
        unit[i].border = border_before(&r, level, unit, i);
    }
    ubidi_close(bidi);
    level_marks(unit, n);
}

void units_find_levels(struct shaper *shaper, const struct paragraph *p, struct unit *unit,
                       size_t n)
{
    size_t isolates;
    if (n == 0 || is_plain_ltr(p, unit, n))
        return;
    const struct isolate *isolate = isolates_find(shaper, p, unit, n, &isolates);
    bidi_levels(shaper->scratch, p->is_rtl, isolate, isolates, unit, n);
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
