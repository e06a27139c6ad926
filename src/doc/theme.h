/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a document looks: fonts, sizes, colours and measures by role, read from a theme's YAML. All
 * keys are listed in theme_key.c and explained in templates/themes/README.md; an unknown key or a
 * wrong value is an error at its place. Lengths are sp, colours 0xRRGGBB. Constant once loaded. */
#ifndef DOC_THEME_H
#define DOC_THEME_H

#include "base/length.h"
#include "doc/library.h"
#include "doc/yaml.h"

enum { PALETTE_COLORS = 8, FURNITURE_ITEMS = 4, HEADING_LEVELS = 6, MOST_LENGTHS = 8 };

/* Colors that are no color yet: theme_in_chapter knows the chapter's. */
enum { COLOR_NONE = -1, COLOR_CHAPTER = -2, COLOR_CHAPTER_TINT = -3 };

struct theme_color { /* of colors: */
    const char *name;
    int64_t rgb;
    uint8_t cmyk[4]; /* percentages for the press */
    bool has_cmyk;
};

struct theme_pattern { /* of patterns: */
    int64_t kind;      /* enum theme_pattern_kind */
    int64_t ink;
};
/* In the order of enum pattern of page/. */
extern const char *const theme_pattern_names[];
enum { THEME_PATTERNS = 6 };

struct theme_script { /* relative to the Latin of the same role; thousandths; 0: not said */
    const char *code; /* ISO 15924 */
    int64_t scale, leading, heading;
    int64_t kashida;    /* what words may grow by their joins; thousandths */
    const char *family; /* its font; or NULL */
};

/* The look of a stretch of text. font: "Vollkorn Bold Italic". */
struct look {
    const char *family;
    int64_t weight; /* 100 … 900 */
    bool is_italic, is_tabular;
    int64_t figures; /* enum figures of line/: 0 default, 1 lining, 2 old-style */
    int64_t caps;    /* enum caps of line/: 0 none, 1 small, 2 all small */
    sp size, leading;
    int64_t color;
};

struct rule {
    sp width;
    int64_t color;
};

enum new_page { NEW_PAGE_NO, NEW_PAGE_YES, NEW_PAGE_RIGHT /* a right-hand one */ };

/* How much of a character hangs into the margin, thousandths of its width. */
struct hang {
    int64_t hyphen, dash, period, comma, colon, semicolon, quote;
};

struct lengths { /* "40mm 70mm 38mm" */
    sp length[MOST_LENGTHS];
    size_t n;
};

struct heading {
    struct look look;
    sp before, after;
    int64_t max_lines;     /* more are a warning; 0: any number */
    bool at_hang;          /* starts at the hanging column, else at the frame's edge */
    int64_t new_page;      /* enum new_page */
    int64_t spill;         /* thousandths of a page; one no fuller than that is gone on with */
    int64_t number_weight; /* 0: the heading's */
    bool balance;          /* lines of about equal length */
};

struct furniture_item {
    int64_t at;       /* enum edge */
    const char *text; /* with {{title}}, {{page}}, … */
    struct look look;
};
enum edge {
    EDGE_START,
    EDGE_HANG,
    EDGE_END,
    EDGE_CENTER,
    EDGE_INSIDE,
    EDGE_OUTSIDE,
    EDGE_TAB /* centered in the column of the chapters' tabs */
};

struct furniture_set {
    bool is_own; /* these pages have items of their own, maybe none */
    struct furniture_item item[FURNITURE_ITEMS];
    size_t items;
};
/* Pages without items of their own have those of all; a cover has none. */
enum furniture_pages {
    FURNITURE_ALL,
    FURNITURE_FIRST,
    FURNITURE_LEFT,
    FURNITURE_RIGHT,
    FURNITURE_COVER,
    FURNITURE_PARALLEL, /* of a document in two languages, in place of all, left and right */
    FURNITURE_SETS
};
enum leaders { LEADERS_NONE, LEADERS_DOTS };

struct furniture {
    struct look look; /* of items that do not say otherwise */
    sp y;             /* baseline from the page's upper (head) or lower (foot) edge */
    struct furniture_set set[FURNITURE_SETS];
};

enum cover_layout { COVER_PICTURE, COVER_LETTER, COVER_POSTER };

struct box_look { /* .note, .tip, … */
    int64_t background, rule;
};

enum theme_digits { DIGITS_LATIN, DIGITS_NATIVE };

struct theme {
    const char *name;
    struct {
        sp width, height, inside, outside, top, bottom, hang, gutter;
        sp margin;    /* as written; the four have it already (theme_file.c) */
        bool mirrors; /* left pages have `outside` at their left */
        sp bleed;     /* beyond the sheet, for what the press cuts off */
    } page;
    int64_t digits; /* enum theme_digits: of numbers and days that tags print */
    sp grid;        /* what blocks start on: a line's leading or an even part of it; 0: anywhere */
    sp grid_leading;
    int64_t grid_parts, grid_lines; /* of a line; of a page at most, 0: as many as fit */
    struct {
        struct look look;
        int64_t align; /* 0 start, 3 justify (enum align of line/) */
        bool hyphens;
        int64_t hyphen_min;  /* letters of the shortest word that is hyphenated */
        int64_t hyphen_cost; /* times the usual; 0: the usual */
        struct hang protrude;
        sp indent, space; /* first line's indent from the 2nd paragraph on; space between */
        int64_t expand, letter_space; /* thousandths of a glyph's width, of the size */
        int64_t space_shrink;         /* thousandths of its width that a space may lose */
    } body;
    struct {
        struct look look;
        sp after;
    } lead;
    struct heading heading[HEADING_LEVELS];
    struct look kicker;
    struct { /* of a chapter, at the sheet's outside; width 0: none */
        sp width, height, y;
        int64_t color;
        struct look number;
        sp icon; /* the side of the square a chapter's pictogram has; 0: its number stands there */
    } tab;
    struct {
        const char *bullet;
        sp text_at, item_space, around;
        int64_t bullet_scale, bullet_color; /* thousandths of the text's size; none: the text's */
    } list;
    struct look code, strong_side, side;
    struct {
        int64_t color;
        bool underline;
    } link;
    struct {
        struct look look;
        int64_t label_color;
        sp after;
        bool is_below;   /* of pictures; tables have theirs above */
        bool has_credit; /* said with the picture even where `.credits` collects them */
    } caption;
    struct {
        struct look cell, head, group, subtotal, total, carry;
        sp row_padding, gutter, space;
        struct rule head_above, head_rule, row_rule, last_rule, sum_rule;
        struct rule total_above, total_below, blank_rule;
        int64_t group_background, subtotal_background, total_background, flag_background, zebra;
        sp group_padding, group_inset, total_padding, blank_width;
        const char *missing; /* what a NULL prints as */
    } table;
    struct { /* what a table of class .dense has otherwise */
        struct look cell, head;
        sp row_padding, gutter;
    } table_dense;
    struct {
        struct look label, value, share;
        sp bar, gap;           /* a lying bar's thickness, the white between two */
        sp column, column_gap; /* an upright one's */
        sp height;             /* of upright charts, without their labels */
        struct rule axis, gridlines, outline;
        struct lengths swatch; /* of a legend: its width and height */
        int64_t muted;         /* of bars beside one that is highlighted */
        sp line, marker;       /* a line's width, the size of a sign on it */
        sp pie, sign, tile;    /* a pie's diameter, a pictogram's sign's height, a tile's side */
        int64_t hole;          /* of a donut, thousandths of its diameter */
    } chart;
    struct {
        struct look number, label;
        int64_t columns, first_color;
        struct look unit;
        bool label_above;
        sp box_padding; /* each stands in a box in a chapter's color; 0: on paper */
        sp max_label;   /* the widest a label's line may be; 0: as the column */
        struct rule rule;
    } facts;
    struct {
        struct look look;
        sp before, after, hang_mark;
    } quote;
    struct {
        struct look look, label;
        sp rule, padding_x, padding_y, around;
        bool label_inline; /* begins the first paragraph instead of a line of its own */
        struct box_look note, tip, warning, important;
    } note;
    struct {
        struct look time, title, who, pause;
        struct rule rule;
        sp padding;
    } agenda;
    struct {
        struct look heading, title, page, note;
        sp item; /* height of an entry */
        sp sub;  /* of an entry below the first level */
        struct look sub_title;
        int64_t page_at; /* enum edge: EDGE_END or the side column's end */
        int64_t leaders; /* enum leaders */
        sp leader_step;  /* from dot to dot */
        sp tab;          /* the side of a chapter's square before its entry; 0: none */
    } contents;
    struct {
        struct look look;
        struct rule rule;
        sp rule_length, hang, gap;
    } footnote;
    struct {
        int64_t layout;         /* enum cover_layout */
        int64_t ground, tag;    /* paper of the page, of the language's name */
        int64_t picture_height; /* of a poster, thousandths of the page */
        sp picture_size, block_top;
        struct look kicker, title, subtitle, data, language;
        struct look sender, back, address, stamp, enclosures; /* of a letter */
        struct rule rule;                                     /* around the stamp's field */
        sp logos_bottom;
    } cover;
    struct {
        sp gutter;
        struct rule rule;
    } columns;
    struct {
        sp height, gap;
        sp funder; /* the least height of a logo with class .eu or .funder */
        struct look label, role;
    } logos;
    struct {
        struct look look, label;
    } imprint;
    struct {
        struct look name, line;
        struct rule rule, rule_below;
        sp icon_size, text_at;
        int64_t icon;
        sp qr; /* the side of a card's QR code */
    } contact;
    struct {
        struct look look; /* of what stands beside it */
        sp size, gap;
        int64_t color;
        bool has_address; /* is printed, too */
    } qr;
    struct {
        struct look term;
        sp text_at, item_space;
    } glossary;
    struct {
        struct look letter, line;
        sp text_at; /* what is below an entry, and its further lines */
        sp before;  /* a letter */
    } index;
    struct {
        struct look label, value;
        struct rule rule, rule_above;
        sp gap, padding, box;
    } form;
    struct {
        struct look label;
        struct rule rule;
        sp space; /* to write in, above the line */
        sp gap;
        struct lengths widths;
    } signature;
    struct {
        sp picture, gap, min_height, after;
        sp least_text; /* text would be narrower: the picture stands above it */
        bool picture_required;
    } section;
    struct {
        struct look number;
        sp text_at, item_space;
    } steps;
    struct {
        struct lengths widths; /* what a picture without a width of its own may be wide */
    } picture;
    struct {
        struct look look;
        struct look title, lead; /* a chapter's heading; not said: as elsewhere */
        struct lengths widths;   /* of both columns; none: equal */
        sp gap, margin, narrowest, padding_above, padding_below;
        struct rule rule;
    } parallel;
    struct {
        sp gap, height; /* between pictures; about how high a row shall be */
    } figures;
    struct furniture head, foot;
    int64_t palette[PALETTE_COLORS], tint[PALETTE_COLORS];
    struct theme_pattern pattern[PALETTE_COLORS]; /* over the palette's colors, in charts */
    int64_t chapter[PALETTE_COLORS], chapter_tint[PALETTE_COLORS];
    size_t chapters; /* colors that chapters take in turn; 0: ink */
    int64_t hair, ink;
    struct theme_color *color;
    size_t colors;
    struct theme_script *script;
    size_t scripts;
};

/* Loads a theme by name, `extends:` first; page: of a front matter (or NULL) overrides its page.
 * NULL when there is no such theme or no usable one: reported at `at`. */
struct theme *theme_load(struct arena *, const struct library *, const char *name, struct place at,
                         const struct yaml *page, struct diag *);
/* The theme as it is in a chapter, from 1 (0: before the first, as in the first): its colors stand
 * wherever `chapter` and `chapter-tint` were written. */
void theme_in_chapter(const struct theme *, size_t chapter, struct theme *out);
/* The theme with lines `leading` thousandths as far apart. */
void theme_with_leading(const struct theme *, int64_t leading, struct theme *out);

#endif
