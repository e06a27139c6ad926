/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a word's hyphenation points good setting uses. Patterns are asked for letters only; soft
 * hyphens count where they stand; nothing is parted near the signs that German writes inside words
 * (Mitarbeiter*innen), next to digits, or in short words and abbreviations. */
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "line/shape.h"

enum {
    SHORTEST_WORD = 5,     /* letters */
    SHORTEST_CAPITALS = 8, /* in capitals only: shorter ones are abbreviations */
    SIGN_DISTANCE = 3,     /* letters between a point and a sign inside the word */
    HYPHEN_PENALTY = 180,
    SHORT_PART_PENALTY = 170, /* added where a line would end or begin with few letters */
    SHORT_START = 3,
    SHORT_END = 4,
    SOFT_HYPHEN_PENALTY = 50
};

struct points {
    struct point *point;
    size_t n, cap;
};

/* Letters of one word between other characters. */
struct letters {
    size_t from, to, count;
    bool has_lower;
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
    return u_isalpha((UChar32)cp) || U_GET_GC_MASK((UChar32)cp) & U_GC_M_MASK;
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
    for (size_t n; l.to < text.n; l.to += n) {
        n = utf8_decode(text.p + l.to, text.n - l.to, &cp);
        if (!is_letter(cp)) {
            l.after = cp;
            break;
        }
        l.count++;
        l.has_lower |= u_islower((UChar32)cp);
    }
    return l;
}

static bool is_word_sign(uint32_t cp)
{
    return cp == '*' || cp == ':' || cp == '_' || cp == 0xB7 || cp == 0x2027;
}

static bool may_part(const struct letters *l)
{
    if (l->count < SHORTEST_WORD || (!l->has_lower && l->count < SHORTEST_CAPITALS))
        return false;
    return !u_isdigit((UChar32)l->before) && !u_isdigit((UChar32)l->after) && l->before != '@' &&
           l->after != '@' && l->before != 0xAD && l->after != 0xAD;
}

/* A colon after a word is punctuation; one between letters is a sign of the word. */
static bool is_sign_inside(struct text text, size_t at)
{
    uint32_t cp;
    size_t n = utf8_decode(text.p + at, text.n - at, &cp);
    if (!is_word_sign(cp) || at + n >= text.n)
        return false;
    utf8_decode(text.p + at + n, text.n - at - n, &cp);
    return is_letter(cp);
}

static void part_letters(struct shaper *shaper, struct text text, const struct letters *l,
                         const struct hyphenator *hyphenator, struct points *points)
{
    struct text letters = text_slice(text, l->from, l->to);
    bool after_sign = is_word_sign(l->before), before_sign = is_sign_inside(text, l->to);
    size_t n;
    const struct hyphen_point *found = hyphenate(shaper->scratch, hyphenator, letters, &n);
    for (size_t i = 0; i < n; i++) {
        size_t before = utf8_count(text_slice(letters, 0, found[i].at));
        size_t after = utf8_count(text_from(letters, found[i].at));
        if (found[i].pre || (after_sign && before < SIGN_DISTANCE) ||
            (before_sign && after < SIGN_DISTANCE))
            continue;
        uint32_t at = (uint32_t)l->from + found[i].at;
        bool is_short = before < SHORT_START || after < SHORT_END;
        int32_t penalty = HYPHEN_PENALTY + (is_short ? SHORT_PART_PENALTY : 0);
        add_point(shaper, points,
                  (struct point){at, at, 0, 0, .penalty = penalty, .has_hyphen = true});
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
                      (struct point){at, (uint32_t)i, 0, 0, .penalty = SOFT_HYPHEN_PENALTY,
                                     .has_hyphen = true});
    }
}

struct point *find_points(struct shaper *shaper, const struct word *word,
                          const struct tongue *tongue, size_t *n)
{
    struct points points = {0};
    for (size_t at = 0; at < word->text.n;) {
        struct letters l = next_letters(word->text, at);
        add_soft_hyphens(shaper, word->text, at, l.from, &points);
        if (tongue->hyphenator && may_part(&l))
            part_letters(shaper, word->text, &l, tongue->hyphenator, &points);
        at = l.to > at ? l.to : at + 1;
    }
    *n = points.n;
    return points.point;
}
