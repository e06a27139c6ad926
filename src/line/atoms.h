/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paragraph's text taken apart for setting: into units (code points that know their bidi level,
 * script, face and whether a line may break before them), and these into atoms: shaped words,
 * spaces, objects, forced breaks. All in logical order, in the shaper's scratch arena. Private to
 * line/. */
#ifndef LINE_ATOMS_H
#define LINE_ATOMS_H

#include "line/shape.h"

enum atom_kind { ATOM_WORD, ATOM_SPACE, ATOM_FIXED, ATOM_OBJECT, ATOM_NEWLINE };
enum { BREAK_NONE, BREAK_SOFT, BREAK_HARD };

struct unit {
    uint32_t cp, at; /* at: byte */
    uint32_t stretch;
    const struct face *face;
    uint32_t script; /* hb_script_t */
    uint8_t level, kind;
    uint8_t
        border; /* an isolate begins or ends before it, seen from this level less one; 0: none */
    uint8_t break_before;
    bool is_address; /* part of an address: never hyphenated */
    bool continues;  /* belongs to the grapheme cluster of the unit before */
};

struct atom {
    uint8_t kind, level, border;
    bool can_break_after, is_no_break; /* is_no_break: a space that keeps its neighbours together */
    bool is_address;
    uint32_t from, to; /* bytes */
    const struct stretch *stretch;
    const struct face *face;
    const struct word *word; /* ATOM_WORD */
    sp size, width;          /* a space's natural advance, a word's */
};

struct atoms {
    const struct paragraph *paragraph;
    const struct tongue *tongue; /* the paragraph's */
    struct atom *atom;
    size_t n;
};

/* Where the byte `to` stands when `from` stands at `at`; after a line break the next source line.
 */
struct place place_further(struct place at, struct text, size_t from, size_t to);
/* The word around a byte, for a message; of a long one the part that begins there. */
struct text word_around(struct text, size_t at);
/* diag may be NULL: nothing is reported. */
void atoms_make(struct shaper *, const struct paragraph *, struct atoms *, struct diag *);

/* The first steps, in units.h: code points with levels, scripts and breaks; without faces. */
struct unit *units_make(struct shaper *, const struct paragraph *, const struct tongue *,
                        size_t *n);
bool is_alphabetic(uint32_t cp);
/* Whether the unit is drawn as nothing when a font does not know it. */
bool is_ignorable(uint32_t cp);
/* size * units / per, rounded half away from zero; fast for the sizes text has. */
sp scaled(sp size, int64_t units, int64_t per);
/* Font units of the face at a size. */
sp units_to_sp(int64_t units, sp size, const struct face *);

#endif
