/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a word's hyphenation points good setting uses. Patterns are asked for letters only; soft
 * hyphens count where they stand; nothing is parted near the signs that German writes inside words
 * (Mitarbeiter*innen), next to digits, or in short words and abbreviations. */
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "line/patterns.h"
#include "line/shape.h"

enum {
    SHORTEST_WORD = 5,      /* letters */
    SHORTEST_SYLLABLES = 4, /* of scripts whose letters are syllables and part without a mark */
    SHORTEST_CAPITALS = 8,  /* in capitals only: shorter ones are abbreviations */
    SIGN_DISTANCE = 3,      /* letters between a point and a sign inside the word */
    LONG_WORD = 12,         /* has better places than near its edges */
    LONG_PART = 3,          /* letters it keeps on a line at least */
    HYPHEN_PENALTY = 100,
    JOINT_PENALTY = 60, /* between the parts of a compound */
    WIDE_PART = 4,      /* letters a line had better end or begin with */
    LONG_WIDE_PART = 5, /* of a long word */
    EDGE_PENALTY = 40,  /* for each letter fewer */
    LAST_RESORT_PENALTY = 300,
    SOFT_HYPHEN_PENALTY = 30
};

struct points {
    struct point *point;
    size_t n, cap;
};

/* Letters of one word between other characters. */
struct letters {
    size_t from, to, count;
    bool has_lower, has_upper;
    uint32_t first;
    bool ends_at_sign;      /* of those that German writes inside words */
    uint32_t before, after; /* the characters next to them, 0: none */
};

static void add_point(struct shaper *shaper, struct points *points, struct point point)
{
    points->point = arena_grow(shaper->words, points->point, sizeof *points->point, &points->cap,
                               points->n + 1);
    points->point[points->n++] = point;
}

static bool is_letter(uint32_t cp)
{
    return u_isalpha((UChar32)cp) || is_combining(cp);
}

/* Letters with their marks. */
static size_t count_letters(struct text text)
{
    size_t letters = 0;
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        i += utf8_decode(text.p + i, text.n - i, &cp);
        letters += !is_combining(cp);
    }
    return letters;
}

static struct letters next_letters(struct text text, size_t from)
{
    struct letters l = {0};
    size_t i = from, start;
    uint32_t cp = 0;
    if (i > 0)
        l.before = utf8_before(text, i, &start);
    for (size_t n; i < text.n; i += n) {
        n = utf8_decode(text.p + i, text.n - i, &cp);
        if (is_letter(cp))
            break;
        l.before = cp;
    }
    l.from = l.to = i;
    l.first = cp;
    for (size_t n; l.to < text.n; l.to += n) {
        n = utf8_decode(text.p + l.to, text.n - l.to, &cp);
        if (!is_letter(cp)) {
            l.after = cp;
            break;
        }
        l.count += !is_combining(cp);
        l.has_lower |= u_islower((UChar32)cp);
        l.has_upper |= u_isupper((UChar32)cp);
    }
    return l;
}

static bool is_word_sign(uint32_t cp)
{
    return cp == '*' || cp == ':' || cp == '_' || cp == 0xB7 || cp == 0x2027;
}

static bool may_part(const struct letters *l)
{
    bool is_capitals = l->has_upper && !l->has_lower;
    size_t shortest = has_hyphenation_mark(l->first) ? SHORTEST_WORD : SHORTEST_SYLLABLES;
    if (l->count < shortest || (is_capitals && l->count < SHORTEST_CAPITALS))
        return false;
    return !u_isdigit((UChar32)l->before) && !u_isdigit((UChar32)l->after) && l->before != '@' &&
           l->after != '@' && l->before != 0xAD && l->after != 0xAD;
}

/* A colon after a word is punctuation; one between letters is a sign of the word. */
static bool is_sign_inside(struct text text, size_t at)
{
    uint32_t cp;
    if (at >= text.n)
        return false;
    size_t n = utf8_decode(text.p + at, text.n - at, &cp);
    if (!is_word_sign(cp) || at + n >= text.n)
        return false;
    utf8_decode(text.p + at + n, text.n - at - n, &cp);
    return is_letter(cp);
}

/* Nouns of these endings take an s before what they are joined to: an s there is a joint
 * (Integrations-beauftragte), and a better place than a syllable's end. */
static bool is_joint(struct text start)
{
    static const char *const endings[] = {"ungs",  "heits", "keits", "schafts",
                                          "tions", "tums",  "täts",  "lings"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends(start, endings[i]))
            return true;
    return false;
}

static int32_t point_penalty(struct text start, size_t before, size_t after, bool is_german)
{
    size_t wide = before + after < LONG_WORD ? WIDE_PART : LONG_WIDE_PART;
    size_t missing = (before < wide ? wide - before : 0) + (after < wide ? wide - after : 0);
    int32_t penalty = is_german && is_joint(start) ? JOINT_PENALTY : HYPHEN_PENALTY;
    return penalty + (int32_t)missing * EDGE_PENALTY;
}

/* BürgerInnen: a capital behind a small letter is a sign of the word like the star. The letters
 * before it, or 0. */
static size_t inner_capital(struct text letters)
{
    bool was_lower = false;
    size_t before = 0;
    uint32_t cp;
    for (size_t i = 0; i < letters.n; before++) {
        i += utf8_decode(letters.p + i, letters.n - i, &cp);
        if (was_lower && u_isupper((UChar32)cp))
            return before;
        was_lower = u_islower((UChar32)cp);
    }
    return 0;
}

static bool is_near(size_t before, size_t sign)
{
    return sign && before + SIGN_DISTANCE > sign && before < sign + SIGN_DISTANCE;
}

/* Whether the word may be parted after the letters before it. */
static bool may_part_at(const struct letters *l, size_t before, size_t capital)
{
    size_t after = l->count - before;
    if (l->count >= LONG_WORD && after < LONG_PART)
        return false;
    return (before >= SIGN_DISTANCE || !is_word_sign(l->before)) &&
           (after >= SIGN_DISTANCE || !l->ends_at_sign) && !is_near(before, capital);
}

static void part_letters(struct shaper *shaper, struct text text, const struct letters *l,
                         const struct tongue *tongue, struct points *points)
{
    struct text letters = text_slice(text, l->from, l->to);
    bool is_marked = has_hyphenation_mark(l->first);
    size_t capital = inner_capital(letters), n;
    const struct hyphen_point *found = hyphenate(shaper->scratch, tongue->hyphenator, letters, &n);
    for (size_t i = 0; i < n; i++) {
        struct text start = text_slice(letters, 0, found[i].at);
        size_t before = count_letters(start);
        if (found[i].pre || !may_part_at(l, before, capital))
            continue;
        uint32_t at = (uint32_t)l->from + found[i].at;
        bool is_last_resort = l->count >= LONG_WORD && before < LONG_PART;
        int32_t penalty = point_penalty(start, before, l->count - before,
                                        text_starts(text_of(tongue->name), "de"));
        add_point(shaper, points,
                  (struct point){at, at, .penalty = is_last_resort ? LAST_RESORT_PENALTY : penalty,
                                 .letters = (uint32_t)l->count, .has_hyphen = is_marked,
                                 .is_silent = !is_marked, .is_last_resort = is_last_resort});
    }
}

static void add_soft_hyphens(struct shaper *shaper, struct text text, size_t from, size_t to,
                             struct points *points)
{
    for (size_t i = from; i < to;) {
        uint32_t cp, at = (uint32_t)i;
        size_t n = utf8_decode(text.p + i, text.n - i, &cp);
        i += n;
        if (cp == 0xAD && at > 0 && i < text.n)
            add_point(shaper, points,
                      (struct point){at, (uint32_t)i, .penalty = SOFT_HYPHEN_PENALTY,
                                     .has_hyphen = true});
    }
}

struct point *find_points(struct shaper *shaper, struct text word, const struct tongue *tongue,
                          size_t *n)
{
    struct points points = {0};
    for (size_t at = 0; at < word.n;) {
        struct letters l = next_letters(word, at);
        l.ends_at_sign = is_sign_inside(word, l.to);
        add_soft_hyphens(shaper, word, at, l.from, &points);
        if (tongue->hyphenator && may_part(&l))
            part_letters(shaper, word, &l, tongue, &points);
        at = l.to > at ? l.to : at + 1;
    }
    *n = points.n;
    return points.point;
}
