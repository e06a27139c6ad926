/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text with looks into set lines: bidi levels and runs, shaping, candidate breaks, the best lines,
 * and each line shaped exactly as it will stand. */
#ifndef LINE_PARAGRAPH_H
#define LINE_PARAGRAPH_H

#include "line/font.h"
#include "line/fit.h"

struct shaper; /* word cache, break iterators, hyphenators; one a process */

struct shaper *shaper_new(const struct fonts *, const char *hyphen_folder);
void shaper_free(struct shaper *);

enum figures { FIGURES_DEFAULT, FIGURES_LINING, FIGURES_OLDSTYLE };
enum caps { CAPS_NONE, CAPS_SMALL, CAPS_ALL_SMALL }; /* all: capitals become small ones, too */
enum align { TEXT_START, TEXT_CENTER, TEXT_END, TEXT_JUSTIFY };

/* How text looks. Compared by content where runs are joined. */
struct ink {
    const char *family;
    unsigned weight;
    bool is_italic, is_tabular, is_fraction, is_underlined, is_struck;
    bool is_emphasized; /* bold where a script has no slanted letters */
    enum figures figures;
    enum caps caps; /* by the font's own glyphs; a font without them shows the text as it is */
    sp size;
    sp rise;        /* baseline shift, up */
    uint32_t color; /* 0xRRGGBB */
};

/* How a stretch is ordered among others where text runs in both directions: by its letters, as one
 * whole from left to right (code), or the same as a mark at what stands before it (a note's). */
enum order { ORDER_OF_TEXT, ORDER_OF_CODE, ORDER_OF_MARK };

/* A stretch of a paragraph's text in one look. Stretches cover the text without gaps. */
struct stretch {
    uint32_t from, to; /* bytes */
    const struct ink *ink;
    const char *lang;   /* BCP 47; NULL: the paragraph's */
    bool may_hyphenate; /* false for code, URLs, names */
    enum order order;
    const void *owner; /* page/'s: what the stretch belongs to; never looked into here */
    sp object_width, object_ascent, object_descent; /* for U+FFFC: an inline object's box */
    struct place at;                                /* of its first byte */
    bool is_value;                                  /* printed by a tag: `at` is all its bytes' */
};

/* How much of a character's width hangs into the margin, thousandths: quotes, dashes and hyphens at
 * both edges, the others at a line's end. */
struct protrusion {
    int64_t hyphen, dash, period, comma, colon, semicolon, quote;
};

/* How a script is set beside Latin. */
struct script_rule {
    uint32_t script;        /* hb_script_t */
    const char *family;     /* before the text's own and the catalogue's; or NULL */
    int64_t scale, heading; /* thousandths of the Latin's size, in text and in type twice as large;
                               0: small letters are made equal; heading 0: as scale */
    int64_t leading;        /* of its lines, thousandths of the Latin's; 0: as its font needs */
    int64_t kashida;        /* thousandths of its width that a word may gain by them; 0: none */
};
struct script_rules {
    const struct script_rule *rule;
    size_t rules;
    sp text_size;       /* of the document's text */
    const char *family; /* its family, which scales are relative to */
};

struct paragraph {
    struct text text; /* U+2028: line break; U+FFFC: object; U+00AD: soft hyphen */
    const struct stretch *stretch;
    size_t stretches;
    const char *lang;
    bool is_rtl; /* base direction */
    enum align align;
    bool hyphenates;
    sp width;        /* the measure */
    sp indent;       /* of the first line */
    sp expand;       /* thousandths of glyph width that may be added or taken; 0: none */
    sp letter_space; /* thousandths of the size that may be put or taken between letters */
    sp space_shrink; /* thousandths of its width that a space may lose */
    int64_t shortest_hyphenated; /* letters of the shortest word that may be; 0: the usual ones */
    int64_t hyphen_cost; /* how many times the usual a hyphen costs in filled lines; 0: once */
    const struct protrusion *protrusion; /* NULL: nothing hangs */
    const struct script_rules *scripts;  /* or NULL */
    bool balances; /* headings: lines of about equal length (greedy would be ragged) */
};

struct glyph {
    uint32_t id;        /* glyph id in the run's face */
    uint32_t cluster;   /* byte offset of its text within the line's text */
    sp advance, dx, dy; /* as set, justification and letter-space in it; offsets: right, up */
};

/* Glyphs of one face and look, in visual order. x counts from the line's start edge (left). */
struct run {
    const struct face *face; /* NULL: an object (U+FFFC) of `width` */
    const struct stretch *stretch;
    uint32_t from, to; /* bytes of the line's text */
    uint8_t level;     /* bidi level; odd is right to left */
    sp size;           /* may differ from ink->size (fallback scaled to its script) */
    sp x, width;
    const struct glyph *glyph;
    size_t glyphs;
    int32_t expansion; /* thousandths by which glyphs are widened; 0: none */
    sp spacing;        /* between the letters of its words, in their advances already; or 0 */
};

struct line {
    struct text text;      /* what it says, in logical order; a hyphen we put in is U+00AD */
    const struct run *run; /* in visual order, left to right */
    size_t runs;
    sp x;               /* where the first run begins, from the left edge of the measure:
                           alignment, indent and protrusion are in it */
    sp width;           /* of what is set */
    sp measure;         /* the paragraph's width */
    sp ascent, descent; /* of its inks; descent is positive */
    bool ends_paragraph, ends_hyphenated;
    bool ends_forced; /* not by its words: they and the next line's are parted */
    struct place at;  /* of its first byte */
};

struct lines {
    struct line *line;
    size_t n;
};

/* Sets the paragraph. Lines over their measure are reported (a warning with the overrun in mm, at
 * the line's place), a character no font has too (an error with U+XXXX, the word and its place;
 * .notdef is set). The result lives in the arena and borrows the paragraph's stretches. An empty
 * text gives one empty line. */
struct lines *paragraph_set(struct arena *, struct shaper *, const struct paragraph *,
                            struct diag *);
/* Least width (longest unbreakable piece) and natural width (broken at forced breaks only). */
void paragraph_widths(struct shaper *, const struct paragraph *, sp *least, sp *natural);
/* Advance of a line up to a byte of its text, for decimal alignment (logical prefix, one level). */
sp line_prefix(const struct line *, uint32_t offset);

#endif
