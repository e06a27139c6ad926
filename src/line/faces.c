/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each character gets a face that has it: the ink's own, else the one its script or language wants,
 * else the first of the catalogue's fallbacks. Faces change between grapheme clusters only, and not
 * within a word where one face has all of it. And the size at which another script's face stands
 * well beside the ink's own. */
#include "line/faces.h"

#include <string.h>
#include <strings.h>

#include "line/face.h"

/* Nastaliq is a way to write Arabic that a language's tag asks for: "ur-Aran". */
static bool is_nastaliq(const char *lang)
{
    const char *part = lang ? strchr(lang, '-') : NULL;
    while (part && strncasecmp(part, "-Aran", 5) != 0)
        part = strchr(part + 1, '-');
    return part != NULL;
}

const struct script_rule *script_rule(const struct paragraph *p, const struct stretch *stretch,
                                      uint32_t script)
{
    if (script == HB_SCRIPT_ARABIC && is_nastaliq(stretch->lang ? stretch->lang : p->lang))
        script = hb_tag_from_string("Aran", 4);
    for (size_t i = 0; p->scripts && i < p->scripts->rules; i++)
        if (p->scripts->rule[i].script == script)
            return &p->scripts->rule[i];
    return NULL;
}

/* Where a script has no slanted letters, what is emphasized is bold. */
static const struct face *emphasized(const struct shaper *shaper, const struct ink *ink,
                                     const struct face *face)
{
    if (!ink->is_emphasized)
        return face;
    struct font_wish wish = {face_family(face), ink->weight, true};
    const struct face *slanted = fonts_match(shaper->fonts, &wish);
    if (slanted && face_is_italic(slanted))
        return face;
    wish = (struct font_wish){wish.family, ink->weight < 700 ? 700 : ink->weight, false};
    const struct face *bold = fonts_match(shaper->fonts, &wish);
    return bold ? bold : face;
}

/* A family that is missing is reported once for each stretch. */
const struct face *ink_face(struct shaper *shaper, const struct stretch *stretch, struct diag *diag)
{
    const struct ink *ink = stretch->ink;
    struct font_wish wish = {ink->family, ink->weight, ink->is_italic};
    const struct face *face = fonts_match(shaper->fonts, &wish);
    if (face)
        return emphasized(shaper, ink, face);
    if (diag) {
        const char *package = fonts_package(shaper->fonts, ink->family), *const * names;
        size_t n = fonts_families(shaper->fonts, &names);
        diag_error(diag, stretch->at, "no font family '%s'", ink->family);
        if (package)
            diag_note(diag, stretch->at, "the package '%s' has it", package);
        else
            diag_suggest(diag, stretch->at, text_of(ink->family), names, n);
    }
    return fonts_last_resort(shaper->fonts, ink->weight, ink->is_italic);
}

/* What is drawn for it is made from the space glyph, the hyphen or nothing. */
static bool needs_no_glyph(const struct unit *unit)
{
    return unit->kind != ATOM_WORD || unit->cp == 0x2011 || is_ignorable(unit->cp);
}

/* A base whose face lacks the mark moves, with the marks so far, to a face that has both. Failing
 * that HarfBuzz may still know a composed letter; a mark on a symbol is set in a face of its own.
 */
static const struct face *mark_face(struct shaper *shaper, struct unit *unit, size_t i)
{
    const struct face *face = unit[i - 1].face;
    size_t base = i - 1;
    if (is_ignorable(unit[i].cp) || face_has(face, unit[i].cp))
        return face;
    while (base > 0 && i - base < MOST_MARKS && is_mark(unit[base].cp))
        base--;
    const struct face *other = fonts_cover_pair(shaper->fonts, face, unit[base].cp, unit[i].cp);
    if (!other && !is_alphabetic(unit[base].cp))
        other = fonts_cover(shaper->fonts, face, unit[i].cp);
    if (!other)
        return face;
    if (!face_has(other, unit[base].cp))
        return other;
    for (size_t k = base; k < i; k++)
        unit[k].face = other;
    return other;
}

static bool is_letter(const struct unit *unit)
{
    return unit->kind == ATOM_WORD && (is_alphabetic(unit->cp) || is_mark(unit->cp));
}

/* Whether both stand in one word, of one script and look. */
static bool in_one_word(const struct unit *a, const struct unit *b)
{
    return is_letter(a) && is_letter(b) && a->script == b->script && a->stretch == b->stretch;
}

/* The face of the last letter and where it counts: a common character stays in the face its script
 * is set in, so that points and brackets inside Arabic are Arabic. */
struct memory {
    const struct face *face;
    uint32_t script, stretch;
    uint8_t level;
};

struct finder {
    struct shaper *shaper;
    const struct paragraph *p;
    struct unit *unit;
    size_t n;
    const struct stretch *stretch; /* in work, and its ink's face */
    const struct face *first;
    bool is_language_known; /* what follows has been looked for */
    const struct face *of_language;
    struct memory last;
};

/* The dash of "9–12". */
static bool is_between_digits(const struct finder *f, const struct unit *unit)
{
    return unit->cp == 0x2013 && unit > f->unit && unit + 1 < f->unit + f->n &&
           unit[-1].cp - '0' < 10 && unit[1].cp - '0' < 10;
}

/* What stands among ideographs in Latin. */
static bool is_latin_sign(const struct finder *f, const struct unit *unit)
{
    return is_ideographic(unit->script) && (unit->cp < 0x80 || is_between_digits(f, unit));
}

/* Numbers in Arabic run left to right, and are of a size with Latin; so do those in Chinese. */
static bool leaves_script(const struct finder *f, const struct unit *unit)
{
    return (f->last.level & 1) != (unit->level & 1) || is_latin_sign(f, unit);
}

static const struct face *common_face(const struct finder *f, const struct unit *unit)
{
    const struct memory *last = &f->last;
    if (!last->face || last->script != unit->script || last->stretch != unit->stretch)
        return NULL;
    if (needs_no_glyph(unit))
        return unit->kind == ATOM_WORD || face_has(last->face, ' ') ? last->face : f->first;
    return !leaves_script(f, unit) && face_has(last->face, unit->cp) ? last->face : NULL;
}

/* Latin, Greek and Cyrillic letters do not differ between languages as whole faces do. */
static bool has_faces_of_languages(uint32_t script)
{
    return script != HB_SCRIPT_LATIN && script != HB_SCRIPT_GREEK && script != HB_SCRIPT_CYRILLIC;
}

static const struct face *family_face(const struct finder *f, const char *family)
{
    const struct ink *ink = f->stretch->ink;
    return family ? fonts_match(f->shaper->fonts,
                                &(struct font_wish){family, ink->weight, ink->is_italic})
                  : NULL;
}

static const struct face *language_face(struct finder *f)
{
    const char *lang = f->stretch->lang ? f->stretch->lang : f->p->lang;
    if (!f->is_language_known)
        f->of_language = lang ? family_face(f, fonts_preferred(f->shaper->fonts, lang)) : NULL;
    f->is_language_known = true;
    return f->of_language;
}

static const struct face *fallback_face(struct finder *f, const struct unit *unit)
{
    const struct memory *last = &f->last;
    bool has_choice = has_faces_of_languages(unit->script);
    const struct face *face = has_choice ? language_face(f) : NULL;
    if (face && face_has(face, unit->cp))
        return face;
    bool goes_on = last->face && last->script == unit->script && last->stretch == unit->stretch;
    if (goes_on && is_letter(unit) && face_has(last->face, unit->cp))
        return last->face;
    face = fonts_cover(f->shaper->fonts, f->first, unit->cp);
    return face ? face : f->first;
}

static const struct face *covering_face(struct finder *f, const struct unit *unit)
{
    const struct script_rule *rule = script_rule(f->p, f->stretch, unit->script);
    const struct face *own = rule && is_letter(unit) ? family_face(f, rule->family) : NULL;
    const struct face *face = own && face_has(own, unit->cp) ? own
                              : face_has(f->first, unit->cp) ? f->first
                                                             : fallback_face(f, unit);
    return emphasized(f->shaper, f->stretch->ink, face);
}

/* A word is in one face where there is one for all of it: when a letter needs another face, the
 * letters before it move too as far as that has them. */
static const struct face *letter_face(struct finder *f, size_t i)
{
    struct unit *unit = f->unit;
    bool continues = i > 0 && in_one_word(&unit[i - 1], &unit[i]);
    if (continues && face_has(unit[i - 1].face, unit[i].cp))
        return unit[i - 1].face;
    const struct face *face = covering_face(f, &unit[i]);
    for (size_t k = i; k > 0 && in_one_word(&unit[k - 1], &unit[i]); k--) {
        if (!face_has(face, unit[k - 1].cp))
            break;
        unit[k - 1].face = face;
    }
    return face;
}

/* Quotation marks before Chinese or Japanese are those of its face, which fill a square. */
static const struct face *face_to_come(struct finder *f, size_t i)
{
    enum { FAR = 4 };
    const struct unit *sign = &f->unit[i];
    if (!is_ideographic(sign->script) || is_latin_sign(f, sign))
        return NULL;
    for (size_t k = i + 1; k < f->n && k < i + FAR; k++) {
        const struct unit *unit = &f->unit[k];
        if (unit->stretch != sign->stretch || unit->script != sign->script)
            return NULL;
        if (!is_letter(unit))
            continue;
        const struct face *face = covering_face(f, unit);
        return face_has(face, sign->cp) ? face : NULL;
    }
    return NULL;
}

static const struct face *choose_face(struct finder *f, size_t i)
{
    const struct unit *unit = &f->unit[i];
    if (!is_letter(unit)) {
        const struct face *face = common_face(f, unit);
        if (!face && needs_no_glyph(unit))
            return f->first;
        if (!face)
            face = face_to_come(f, i);
        return face ? face : covering_face(f, unit);
    }
    const struct face *face = letter_face(f, i);
    f->last = (struct memory){face, unit->script, unit->stretch, unit->level};
    return face;
}

void faces_find(struct shaper *shaper, const struct paragraph *p, struct unit *unit, size_t n,
                struct diag *diag)
{
    struct finder f = {.shaper = shaper, .p = p, .unit = unit, .n = n};
    for (size_t i = 0; i < n; i++) {
        bool is_joined = i > 0 && is_mark(unit[i].cp) && unit[i - 1].kind == ATOM_WORD;
        if (is_joined) /* a look that begins with a mark does not part it from its letter */
            unit[i].stretch = unit[i - 1].stretch;
        const struct stretch *stretch = &p->stretch[unit[i].stretch];
        if (stretch != f.stretch) {
            f.stretch = stretch;
            f.first = ink_face(shaper, stretch, diag);
            f.is_language_known = false;
        }
        unit[i].face = is_joined ? mark_face(shaper, unit, i) : choose_face(&f, i);
    }
}

/* Sizes */

/* What the theme says of a script: for text, and for type twice as large; in between, in
 * proportion. */
static int64_t scale_at(const struct script_rules *rules, const struct script_rule *rule, sp size)
{
    sp text = rules->text_size, over = sp_max(0, sp_min(size - text, text));
    int64_t heading = rule->heading ? rule->heading : rule->scale;
    return text > 0 ? rule->scale + sp_ratio(heading - rule->scale, over, text) : rule->scale;
}

/* Another script's face beside the ink's own: by the theme, which speaks of its text face, or of
 * the size at which their small letters are equal. */
sp fitted_size(const struct shaper *shaper, const struct paragraph *p,
               const struct stretch *stretch, const struct face *first, const struct face *face,
               uint32_t script)
{
    sp size = stretch->ink->size;
    if (first == face)
        return size;
    const struct script_rule *rule = script_rule(p, stretch, script);
    int32_t own = face_x_height(first, HB_SCRIPT_LATIN);
    int32_t other = face_x_height(face, script);
    if (!rule || !rule->scale || !face_writes(face, script))
        return own > 0 && other > 0 ? sp_ratio(size, own, other) : size;
    struct font_wish wish = {p->scripts->family, face_weight(first), face_is_italic(first)};
    const struct face *text = wish.family ? fonts_match(shaper->fonts, &wish) : NULL;
    int32_t reference = text ? face_x_height(text, HB_SCRIPT_LATIN) : 0;
    sp scaled_size = sp_ratio(size, scale_at(p->scripts, rule, size), 1000);
    return own > 0 && reference > 0 ? sp_ratio(scaled_size, own, reference) : scaled_size;
}
