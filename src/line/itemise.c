/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scripts (UAX #24). A grapheme cluster is of one script, that of its first letter or mark that has
 * one. What belongs to several scripts, or to all, takes the script before it; with
 * Script_Extensions only one of those. A closing bracket is of its opening one's script. What runs
 * from right to left beside words that do not belongs to the text around them. */
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "line/units.h"

enum { DEEPEST_BRACKET = 63, MOST_EXTENSIONS = 32 }; /* as deep as UAX #9 pairs them */

struct resolver {
    struct unit *unit;
    size_t n;
    UScriptCode last, last_rtl; /* of text so far; of what runs from right to left */
    struct bracket {
        uint32_t closer;
        UScriptCode script;
    } bracket[DEEPEST_BRACKET];
    size_t brackets;
};

static bool is_shared(UScriptCode script)
{
    return script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
}

static UScriptCode own_script(uint32_t cp)
{
    UErrorCode status = U_ZERO_ERROR;
    if (cp < 0x80)
        return is_alphabetic(cp) ? USCRIPT_LATIN : USCRIPT_COMMON;
    UScriptCode script = uscript_getScript((UChar32)cp, &status);
    return U_FAILURE(status) || is_shared(script) ? USCRIPT_COMMON : script;
}

static bool has_extensions(uint32_t cp)
{
    return cp >= 0xB7 && (cp < 0x2010 || cp > 0x2E2F);
}

/* Whether a common character may stand in text of that script. */
static bool goes_with(uint32_t cp, UScriptCode script)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode list[MOST_EXTENSIONS];
    if (!has_extensions(cp))
        return true;
    int32_t n = uscript_getScriptExtensions((UChar32)cp, list, MOST_EXTENSIONS, &status);
    bool is_common = n == 1 && is_shared(list[0]);
    return U_FAILURE(status) || is_common || uscript_hasScript((UChar32)cp, script);
}

/* The first of the scripts it may stand in, where none around is. */
static UScriptCode likely_script(uint32_t cp)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode list[MOST_EXTENSIONS];
    int32_t n = uscript_getScriptExtensions((UChar32)cp, list, MOST_EXTENSIONS, &status);
    return U_SUCCESS(status) && n > 0 && !is_shared(list[0]) ? list[0] : USCRIPT_COMMON;
}

static size_t cluster_end(const struct resolver *r, size_t i)
{
    for (i++; i < r->n && r->unit[i].continues;)
        i++;
    return i;
}

/* The script a cluster has by itself, from its first unit that has one. A mark may stand in several
 * scripts; the base decides then. */
static UScriptCode cluster_script(const struct resolver *r, size_t from, size_t to)
{
    UScriptCode script = USCRIPT_COMMON;
    for (size_t i = from; i < to && is_shared(script); i++)
        script = own_script(r->unit[i].cp);
    return script;
}

/* A script that a character names may still give way to the one around it: the danda is said to be
 * Devanagari's and stands in Bengali. */
static bool gives_way(uint32_t cp, UScriptCode own, UScriptCode around)
{
    return own != around && cp >= 0x300 && !is_shared(around) && !is_alphabetic(cp) &&
           uscript_hasScript((UChar32)cp, around);
}

static void open_bracket(struct resolver *r, uint32_t cp, UScriptCode script)
{
    if (r->brackets == DEEPEST_BRACKET)
        r->brackets = 0; /* nobody reads that deep */
    r->bracket[r->brackets++] =
        (struct bracket){(uint32_t)u_getBidiPairedBracket((UChar32)cp), script};
}

/* Whether it closes a bracket, and of which script that one is; COMMON: of what is to come. */
static bool close_bracket(struct resolver *r, uint32_t cp, UScriptCode *script)
{
    for (size_t i = r->brackets; i > 0; i--) {
        if (r->bracket[i - 1].closer == cp) {
            r->brackets = i - 1;
            *script = r->bracket[i - 1].script;
            return true;
        }
    }
    return false;
}

static UScriptCode script_around(const struct resolver *r, size_t i)
{
    return r->unit[i].level & 1 ? r->last_rtl : r->last;
}

static UScriptCode common_script(struct resolver *r, size_t i)
{
    uint32_t cp = r->unit[i].cp;
    UScriptCode script = script_around(r, i);
    int bracket = bracket_type(cp);
    if (bracket == U_BPT_CLOSE && close_bracket(r, cp, &script)) {
        r->last = is_shared(script) ? r->last : script;
        return script;
    }
    if (!is_shared(script) && !goes_with(cp, script))
        script = goes_with(cp, r->last) ? r->last : USCRIPT_COMMON;
    if (bracket == U_BPT_OPEN)
        open_bracket(r, cp, script);
    return script;
}

static void resolve(struct resolver *r, size_t from, size_t to)
{
    uint32_t cp = r->unit[from].cp;
    UScriptCode script = cluster_script(r, from, to);
    if (is_shared(script)) {
        script = common_script(r, from);
    } else if (gives_way(cp, script, r->last)) {
        script = r->last;
    } else {
        r->last = script;
        r->last_rtl = r->unit[from].level & 1 ? script : r->last_rtl;
    }
    for (size_t i = from; i < to; i++)
        r->unit[i].script = (uint32_t)script;
}

/* What is still open takes the script that comes next, of its own direction if there is one; at the
 * end the last one's; and what fits none the first it may stand in. */
static void resolve_rest(struct resolver *r)
{
    UScriptCode next = r->last, next_rtl = r->last_rtl;
    for (size_t i = r->n; i > 0; i--) {
        struct unit *unit = &r->unit[i - 1];
        bool is_rtl = unit->level & 1;
        if (unit->script != USCRIPT_COMMON) {
            next = (UScriptCode)unit->script;
            next_rtl = is_rtl ? next : next_rtl;
            continue;
        }
        UScriptCode script = is_rtl && !is_shared(next_rtl) ? next_rtl : next;
        if (is_shared(script) || !goes_with(unit->cp, script))
            script = likely_script(unit->cp);
        unit->script = (uint32_t)(is_shared(script) ? USCRIPT_LATIN : script);
    }
}

static void name_scripts(struct unit *unit, size_t n)
{
    UScriptCode last = USCRIPT_LATIN;
    hb_script_t hb = HB_SCRIPT_LATIN;
    for (size_t i = 0; i < n; i++) {
        UScriptCode script = (UScriptCode)unit[i].script;
        if (script != last) {
            last = script;
            hb = hb_script_from_string(uscript_getShortName(script), 4);
        }
        unit[i].script = hb;
    }
}

/* Most text: Latin letters and signs that any script has. */
static bool take_latin(struct unit *unit, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t cp = unit[i].cp;
        if (cp >= 0x2B0 && (cp < 0x2010 || cp > 0x205F) && (cp < 0x20A0 || cp > 0x20CF))
            return false;
        unit[i].script = HB_SCRIPT_LATIN;
    }
    return true;
}

void units_find_scripts(struct unit *unit, size_t n)
{
    if (take_latin(unit, n))
        return;
    struct resolver r = {.unit = unit, .n = n, .last = USCRIPT_COMMON, .last_rtl = USCRIPT_COMMON};
    for (size_t i = 0, to; i < n; i = to) {
        to = cluster_end(&r, i);
        resolve(&r, i, to);
    }
    resolve_rest(&r);
    name_scripts(unit, n);
}
