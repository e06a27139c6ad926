/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words into glyphs, remembered: a word of one face, language and direction is shaped once, in font
 * units, whatever its size. Private to line/. */
#ifndef LINE_SHAPE_H
#define LINE_SHAPE_H

#include <hb.h>
#include <unicode/ubrk.h>

#include "line/hyphenate.h"
#include "line/paragraph.h"

/* What the shaper knows of a language. */
struct tongue {
    const char *name;
    hb_language_t hb;
    bool has_case;          /* of the script it is written in */
    UBreakIterator *breaks; /* NULL: ICU could not make one */
    struct hyphenator *hyphenator;
    struct tongue *next;
};

enum {
    WORD_TABULAR = 1,
    WORD_SMALL_CAPS = 2,
    WORD_ALL_SMALL_CAPS = 4,
    WORD_LINING = 8,
    WORD_OLDSTYLE = 16,
    WORD_FRACTION = 32,
    WORD_CAPITALS = 64,     /* punctuation at the height of capitals */
    WORD_BEFORE_SIGN = 128, /* what stands next to it, as square_context tells */
    WORD_BEHIND_SIGN = 256
};

/* All that decides how a word's glyphs come out, but its letters. */
struct manner {
    const struct face *face;
    hb_language_t lang;
    hb_script_t script;
    uint16_t features;
    bool is_rtl;
};

struct shaped {
    uint32_t id, cluster; /* byte in the word */
    int32_t advance, dx, dy;
    bool is_unsafe; /* a break before it would change its neighbours */
};

/* A place to break inside a word: [0, at) ends a line, [resume, …) begins the next. */
struct point {
    uint32_t at, resume;
    int32_t pre, post; /* what the halves are wider than their part of the whole, font units */
    int32_t penalty;
    uint32_t letters; /* of the word it parts */
    bool has_hyphen;
    bool is_silent;         /* a hyphen in the text, which nobody sees */
    bool is_last_resort;    /* a long word's first two letters: where no other point helps */
    int32_t prefix, hyphen; /* advance of what stands before it, of the hyphen; font units */
};

struct word {
    struct word *next;
    uint32_t hash;
    struct manner manner;
    struct text text;
    const struct shaped *glyph; /* in visual order */
    size_t glyphs, gaps; /* gaps between letters that space can go to: one fewer than clusters */
    int32_t width;
    bool has_missing;
    const struct point *point; /* where it may be hyphenated, once asked */
    size_t points;
    const struct tongue *hyphenated_in;
};

struct shaper {
    const struct fonts *fonts;
    const char *hyphen_folder;
    struct arena *arena, *words, *scratch; /* process, word cache, one paragraph */
    struct tongue *tongues;
    struct word **bucket;
    size_t count;
    hb_buffer_t *buffer;
    UBreakIterator *clusters;
};

/* Of lines, by a language's rules; NULL: ICU could not make one. In opportunity.c. */
UBreakIterator *breaks_open(const char *lang);
/* A script whose letters join. */
bool is_joining(hb_script_t);
/* One of the scripts whose characters each fill a square. */
bool is_ideographic(hb_script_t);
const struct tongue *shaper_tongue(struct shaper *, const char *lang);
/* Forgets the words when they have become too many; no word may be in use. */
void shaper_trim(struct shaper *);
const struct word *shape_word(struct shaper *, const struct manner *, struct text);
/* A joining script's letters take their forms from what stands around them: [from, to) of text. */
const struct word *shape_within(struct shaper *, const struct manner *, struct text, size_t from,
                                size_t to);
/* The glyphs of [from, to) when all of [start, end) is shaped. */
const struct word *shape_share(struct shaper *, const struct manner *, struct text, size_t start,
                               size_t end, size_t from, size_t to);
/* Where the word may be hyphenated in the language; the widths of the halves are known then. */
const struct point *word_points(struct shaper *, const struct word *, const struct tongue *,
                                size_t *n);
/* The word's part with a hyphen at its end. */
const struct word *shape_hyphened(struct shaper *, const struct manner *, struct text);

/* The points of a word's letters that the rules of style allow; in hyphens.c. */
struct point *find_points(struct shaper *, struct text word, const struct tongue *, size_t *n);

#endif
