/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A finished page is a display list: lines, fills, paths and pictures at their places, each knowing
 * the structure element it belongs to. It is all that typesetting tells the writers: pdf/ draws it,
 * the dump prints it. Origin is the page's upper left corner, y grows downward, lengths are sp. */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "doc/tree.h"
#include "line/paragraph.h"

struct drawing;

/* PDF's standard structure types (ISO 32000-1, 14.8.4) that we use. */
enum role {
    ROLE_DOCUMENT,
    ROLE_H1,
    ROLE_H2,
    ROLE_H3,
    ROLE_H4,
    ROLE_H5,
    ROLE_H6,
    ROLE_P,
    ROLE_L,
    ROLE_LI,
    ROLE_LBL,
    ROLE_LBODY,
    ROLE_BLOCKQUOTE,
    ROLE_CODE,
    ROLE_TABLE,
    ROLE_THEAD,
    ROLE_TBODY,
    ROLE_TFOOT,
    ROLE_TR,
    ROLE_TH,
    ROLE_TD,
    ROLE_CAPTION,
    ROLE_FIGURE,
    ROLE_NOTE,
    ROLE_REFERENCE,
    ROLE_LINK,
    ROLE_TOC,
    ROLE_TOCI,
    ROLE_DIV,
    ROLE_ASIDE,
    ROLE_SPAN,
    ROLE_INDEX,
    ROLES
};
extern const char *const role_names[ROLES]; /* "Document", "H1", … */

/* An element of the structure tree. page/ makes them in reading order (children in the order they
 * were made); pdf/ fills in what marks them and writes them. An element lives as long as the
 * document, unless the sink is told that it is complete. */
struct element {
    struct element *parent, *child, *last, *next, *previous;
    enum role role;
    uint32_t serial;    /* grows in the order in which elements are made */
    const char *lang;   /* where it differs from the parent's; or NULL */
    struct text alt;    /* Figure, Link: alternative text; or empty */
    struct text actual; /* Span: what is read out instead of its content; or empty */
    const char *id;     /* TH referred to, or NULL */
    enum { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW } scope;
    enum { NUMBERING_NONE, NUMBERING_DISC, NUMBERING_DECIMAL } numbering; /* L */
    uint32_t column_span, row_span;                                       /* TH, TD: 0 or 1 = one */
    const char *const
        *headers; /* TH, TD: ids of the TH that speak of it, where scope does not tell */
    size_t header_count;
    struct { /* Figure: its box on its page, set when placed; w = 0: none */
        sp x, y, w, h;
        unsigned page; /* it is on; 0: none */
    } box;
    uint32_t object; /* pdf/'s: object number, 0 until known */
    void *marks;     /* pdf/'s: its marked content */
};

enum artifact {
    ARTIFACT_NONE,
    ARTIFACT_LAYOUT,
    ARTIFACT_HEADER,
    ARTIFACT_FOOTER,
    ARTIFACT_WATERMARK
};

struct point {
    sp x, y;
};

struct area {
    sp x, y, w, h;
};

/* A filled or stroked outline. Segments: 'M' 1 point, 'L' 1, 'C' 3, 'Z' 0. Points count from the
 * display's x, y. */
struct path {
    const char *op; /* the segments' letters, NUL-terminated */
    const struct point *point;
};
size_t path_points(const char *op); /* how many the letters take */
/* Around the points, which is at least around the outline; from the display's x, y. */
struct area path_area(const struct path *);

/* The part of a picture that shows, in 65536ths of its width and height from its upper left corner;
 * w = 0: all of it. Turned pictures are upright already. */
struct crop {
    int32_t x, y, w, h;
};
enum { CROP_WHOLE = 65536 };

/* Lines or dots that are drawn over a fill, so that it differs in grey, too. */
enum pattern {
    PATTERN_SOLID, /* nothing */
    PATTERN_DIAGONAL,
    PATTERN_ANTIDIAGONAL,
    PATTERN_DOTS,
    PATTERN_GRID,
    PATTERN_LINES,
    PATTERNS
};

struct fill {             /* paint: negative = none */
    int32_t fill, stroke; /* 0xRRGGBB or -1 */
    sp stroke_width;
};

enum late { LATE_PAGES, LATE_PAGE_OF };

enum display_kind {
    DISPLAY_LINE, /* x, y: left edge of the measure, baseline */
    DISPLAY_BOX,  /* a filled rectangle x, y, w, h; its stroke lies within it. Without either,
                     content of its element that has no ink */
    DISPLAY_PATH,
    DISPLAY_PICTURE, /* scaled so that what `crop` shows of it fills x, y, w, h */
    DISPLAY_LINK,    /* no ink: an active rectangle */
    DISPLAY_ANCHOR   /* no ink: `name` is at y of this page */
};

struct display {
    enum display_kind kind;
    enum artifact artifact;  /* ARTIFACT_NONE: marked as `element`'s content */
    struct element *element; /* NULL only for artifacts, and for lines (below) */
    sp x, y, w, h;
    const struct line *line; /* its runs' stretch->owner is a struct element (never NULL) unless
                                `element` or artifact is set here, which then hold for all runs */
    struct fill fill;
    enum pattern pattern; /* BOX, PATH: over the fill; runs through a box's middle, a path's x, y */
    int32_t pattern_ink;  /* 0xRRGGBB */
    struct path path;
    const struct picture *picture;
    const struct drawing *drawing; /* PICTURE: its shapes, fill.fill for currentColor; or NULL */
    struct crop crop;              /* PICTURE */
    bool flips;                    /* PICTURE: left and right change places */
    const char *uri;               /* LINK: "https://…", "mailto:…", or "#name" of an anchor */
    const char *name;              /* ANCHOR; LINK: what it leads to, where its words alone do not
                                      say it; or NULL */
};

struct late_part {    /* of a line with such a number */
    const char *text; /* NULL: the number */
    const struct ink *ink;
};

/* A number that is known after pagination only, alone or among words; set in its box. */
struct late_item {
    enum late kind;
    const char *name;   /* LATE_PAGE_OF: the anchor's */
    struct display box; /* x, y (baseline), w, artifact, element */
    const struct ink *ink;
    enum align align;
    bool is_rtl;
    const struct late_part *part; /* the line; none: the number alone, in `ink` */
    size_t parts;
};

enum page_kind { PAGE_FIRST, PAGE_LEFT, PAGE_RIGHT, PAGE_BLANK };

struct page {
    unsigned number;   /* from 1 */
    const char *label; /* "ii", "4" or NULL: its number */
    enum page_kind kind;
    sp width, height; /* trim size */
    const struct display *item;
    size_t items;
    const struct late_item *late;
    size_t lates;
};

/* Heading for the outline. */
struct outline_entry {
    int level;
    struct text title;
    unsigned page;
    sp y;
    struct element *element;
};

/* Who receives finished pages. A page and all it points to are valid during the call only, but for
 * elements, ids and names, which live as long as the document. */
struct page_sink {
    void *context;
    bool (*page)(void *context, const struct page *);
    /* After the last page: the late lines of one page (y etc. as in its late items). */
    bool (*late)(void *context, unsigned page_number, const struct display *, size_t n);
    /* After the last page that shows anything of it: the element and all within it are complete,
     * and gone after the call. NULL: elements stay until the end. */
    bool (*element)(void *context, struct element *);
};

/* Takes every page and does nothing with it: for the messages of laying out alone. */
extern const struct page_sink page_nowhere;

/* What a finished document tells the writer besides its pages. */
struct book {
    unsigned pages;
    struct element *root;
    const struct outline_entry *outline;
    size_t outlines;
    const unsigned *chapter; /* pages that chapters begin */
    size_t chapters;
    size_t titles; /* headings of level 1, whether they begin a page or not */
};

#endif
