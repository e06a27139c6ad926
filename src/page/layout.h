/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of page/ share while one document is laid out; nobody else includes this.
 *
 * A *frame* is the measure a block is set in: where it begins, how wide it is, how its text looks.
 * What a construct makes of the block is in page/piece.h, its text as paragraphs in page/ink.h. */
#ifndef PAGE_LAYOUT_H
#define PAGE_LAYOUT_H

#include "page/flow.h"

struct builder;
struct script_theme;
struct decor;
struct piece;
struct styled;
struct vectors;

/* From a frame's x to that of what holds it (page/mirror.h). */
struct turn {
    bool flips; /* x is counted back from `at`, else on from it */
    sp at;
};

/* Size and margins of the pages in progress: the theme's, or those turned for `.landscape`. */
struct page_shape {
    sp width, height, inside, outside, top, bottom;
    bool mirrors; /* even pages have `outside` at their start */
};

struct frame {
    sp x, width;           /* of the text, from the page frame's start edge */
    sp wide_x, wide_width; /* for tables, big numbers, boxes */
    const struct look *look;
    enum align align;
    bool hyphenates, protrudes;
    sp indent, space, expand;
    bool is_free;    /* off the grid: boxes, cells */
    bool is_column;  /* of a page */
    bool marks_rows; /* items of a list within begin rows of `.parallel` */
    struct decor *decor;
    struct element *parent;
    const char *lang;
    sp narrowest;       /* blocks within are not set narrower, but stick out */
    const char *holder; /* "a cell", "a footnote": neither columns nor pages begin here; or NULL */
    sp picture_height;  /* the tallest a picture within a line may be; 0: two lines */
    int depth;          /* of lists */
    bool is_rtl;        /* its start edge is its right one */
    struct turn turn;
};

struct chapters { /* that begin a page */
    unsigned *page;
    size_t n, cap;
    size_t titles;            /* headings of level 1 in the document */
    const struct block *last; /* its heading; NULL: none has begun */
    bool is_open;             /* the language that is followed has as many titles */
    unsigned end;             /* what stands on this page and behind is too long; 0: nothing is */
    sp over, room;            /* its height; what the page before that has left */
};

struct anchor_list { /* late.c's */
    struct anchor_page *page;
    size_t n, cap;
};

struct foresight { /* what an earlier run of the same document found; empty: nothing is known yet */
    const unsigned *mark_page; /* where the index's marks are */
    struct anchor_list anchor; /* and ids */
};

struct layout {
    struct arena *arena; /* the document's: elements, headings, inks */
    const struct tree *tree;
    const struct theme *theme; /* in the colors of the chapter that is being set */
    const struct script_rules *scripts;
    struct script_theme *script_themes, *script_theme; /* all, and the one that holds */
    unsigned chapter;                                  /* H1s set so far */
    size_t outline_seen; /* chapter.c's: what of the outline is counted below */
    unsigned chapters_placed;
    const struct block *chapter_heading; /* of the last of them */
    const char *chapter_title;
    unsigned cover_page; /* the page a cover is on; 0: none */
    bool has_kicker;     /* the heading to come; it has begun the heading's page */
    struct fonts *fonts;
    struct shaper *shaper;
    const struct flow_options *options;
    const struct page_sink *sink;
    struct diag *diag;
    struct element *root, *spare; /* spare: those to be used again, by next */
    uint32_t serial;              /* of the element made last */
    struct builder *builder;
    bool is_rtl;             /* the document reads from right to left */
    struct page_shape shape; /* of the pages in progress */
    struct vectors *vectors; /* vector.c's: SVG pictures read so far; or NULL */
    const struct ink **ink;  /* interned */
    size_t inks, ink_cap;
    const struct block *previous; /* block set before this one, for indents */
    struct outline_entry *outline;
    size_t outlines, outline_cap;
    struct kept_late *late; /* late.c's, as is anchor */
    size_t lates, late_cap;
    struct anchor_list anchor;
    struct watermark *watermark[2]; /* of a draft, once drawn: upright and turned pages' */
    unsigned tables;                /* whose head cells have ids so far */
    struct foresight foreseen;
    bool *note_is_set; /* by number */
    size_t note_cap;
    struct chapters chapters; /* lock.c's */
    bool is_echo; /* the second language of `.parallel` is set: no entries, no anchors of its own */
    bool has_failed; /* the sink gave up */
};

/* element.c */
struct element *element_new(struct layout *, struct element *parent, enum role, const char *lang);
/* Where words in that language stand in the element: in a Span; NULL: in itself. */
struct element *element_said(struct layout *, struct element *, const char *lang);
/* Its last page is out: hands it to the sink, which may write it, and takes its memory back. Only
 * the builder calls this, for what pieces `complete`. */
void element_complete(struct layout *, struct element *);

/* mirror.c */
bool lang_is_rtl(const struct layout *, const char *lang);
/* Whose words of ours stand in text of that language: the document's or its second one's. */
const struct locale *lang_locale(const struct layout *, const char *lang);

/* late.c: what the page count decides */
void late_keep(struct layout *, unsigned page, const struct late_item *, size_t n);
void late_anchor(struct layout *, unsigned page, const char *name);
unsigned late_known_page(const struct layout *, const char *name); /* 0: not placed yet */
void late_finish(struct layout *);
unsigned late_page(const struct layout *, const char *name); /* of all; when they are finished */
unsigned late_foreseen_page(const struct layout *, const char *name); /* 0: it is not */
/* Those of all, when they are finished, in that arena. */
struct anchor_list late_pages(const struct layout *, struct arena *);

/* chapter.c */
const struct theme *chapter_theme(struct layout *, unsigned chapter);
void chapter_begin(struct layout *);
/* How many chapters begin on the pages up to the one in progress, and the last one's title. */
unsigned chapter_placed(struct layout *, const char **title);

/* lock.c: chapters on the pages of another language */
void lock_begin(struct layout *);
/* Before the heading of level 1 that begins a page, or what belongs above it. */
void lock_chapter(struct layout *, const struct block *heading, const struct frame *);
/* A page has been filled down to there. */
void lock_page(struct layout *, sp ink);
void lock_finish(struct layout *);

/* furniture.c */
void furniture_add(struct layout *, struct page *, const char *section, struct display **item,
                   size_t *items, struct late_item **late, size_t *lates, struct arena *);

/* block.c: parts of blocks */
/* The spans [first, first + n) as a paragraph of its own. */
struct block *block_part(struct arena *, const struct block *, size_t first, size_t n);
/* The paragraph with `label` set before it, as a span with `style`, in that language (NULL: the
 * paragraph's). */
struct block *block_labelled(struct arena *, const struct block *, struct text label,
                             unsigned style, const char *lang);
/* A list item's first paragraph, or NULL. */
const struct block *item_text(const struct block *item);
bool span_has_class(const struct span *, const char *name);
/* Spans at the front of which every one has the style. */
size_t spans_styled(const struct block *, size_t first, unsigned style);

/* flow.c */
void flow_children(struct layout *, const struct block *, const struct frame *);
void flow_block(struct layout *, const struct block *, const struct frame *);
/* Sets a paragraph as pieces, a line each. heading: the block whose first line carries its anchor
 * and, if it is a heading, its outline entry; or NULL. */
struct flow_lines {
    sp before, after;
    bool keeps_together, keeps_with_next; /* with_next: it leads to what follows */
    bool is_wide, is_title;
};
void flow_styled(struct layout *, const struct styled *, const struct frame *, const struct look *,
                 const struct flow_lines *, const struct block *);
struct frame frame_of_page(const struct layout *);
struct frame frame_wide(const struct frame *);
bool is_too_wide(struct layout *, const struct paragraph *); /* a word alone exceeds the measure */
struct frame frame_ragged(const struct frame *);             /* set ragged, without hyphens */
struct frame frame_inset(const struct frame *, sp each);     /* at both sides, if there is room */
const char *block_lang(const struct block *, const char *outer);

/* watermark.c: what marks a draft, below and above the items of a page */
void watermark_add(struct layout *, bool is_cover, struct display **item, size_t *items,
                   struct arena *);

/* shape.c */
struct page_shape shape_upright(const struct layout *);
struct page_shape shape_turned(const struct layout *);
sp shape_start(const struct layout *, unsigned page); /* margin at a page's start edge */
sp shape_measure(const struct layout *);              /* from margin to margin */
bool shape_is_turned(const struct layout *);

#endif
