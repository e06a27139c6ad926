/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a construct makes of a block, and whom it hands it to.
 *
 * A *piece* is the least thing a page break cannot divide: a line of a paragraph, a row of a table,
 * a picture. Pieces that must stay together are chained by `keeps`; only a chain taller than a page
 * is divided. The builder lets pieces wait until the best end of a page is known (page/judge.c). */
#ifndef PAGE_PIECE_H
#define PAGE_PIECE_H

#include "page/ink.h"

/* Paper behind and beside a box's pieces (.note): drawn once a page, as tall as its pieces. */
struct decor {
    struct decor *outer;
    sp x, width, rule; /* from the document's start edge */
    sp rule_x;
    int64_t background, rule_color;
    unsigned slot; /* the column of a page it was drawn in last, and its index in the page's list */
    size_t item;
};

/* Columns that pieces flow through, or stand side by side in (page/columns.c). */
struct columns {
    unsigned n;
    sp step, width, gutter; /* from a column's edge to the next one's, backwards if less than 0;
                               of one; between two */
    sp x;                   /* the first one's, from the document's start edge */
    struct rule rule;       /* between two */
    bool is_divided; /* nothing of that holds: each piece says its column (`lane`), and has its
                        place in it */
    bool is_free;    /* they do not begin on the baseline grid */
    bool is_closed;  /* its last piece has been added */
    unsigned hold;   /* number of the .keep around them, or 0: its parts may part columns */
};

struct home;
struct piece;
struct note_box {         /* a footnote, set and measured */
    struct piece **piece; /* their y is from the note's top */
    size_t pieces;
    sp height;
    const struct home *home; /* the builder's: where it lives */
    bool has_no_rule;        /* above it, where it is a page's first */
    struct note_box *next;
};

struct attachment;

/* How a table goes on over a page's end: what stands below its last row on the page left, and above
 * its first row on the page begun. Their heights stand in each row's piece, so that breaks can be
 * judged; the content is made when a break is certain, and is an artifact. */
struct renewal {
    void *context;
    /* The pieces for the head above `piece`, the page's first, or for the foot below it, the last;
     * they live in the builder's arena. */
    struct piece **(*make)(struct layout *, const struct renewal *, const struct piece *,
                           bool at_head, size_t *n);
};

struct piece {
    struct display *item; /* x from the frame's start edge, y from the piece's top */
    size_t items, item_cap;
    struct late_item *late;
    size_t lates, late_cap;
    sp before, height; /* white above (dropped at a page's head); height */
    sp after;          /* white below; of two that meet the larger counts */
    sp side_bottom;    /* side matter reaches this far below the top; 0: none */
    sp head_shift;     /* how far ink rises when the piece heads a page (optical top) */
    bool keeps;        /* stays with the next piece */
    bool clings;       /* stays with the piece before */
    bool is_prelude;   /* leads to what follows: for a heading above it is no company */
    bool is_title;     /* a heading: of what comes below, half the white above is enough */
    bool begins_row;   /* in one language of `.parallel`: the other's stands level with it */
    bool goes_on;      /* a heading's line below its first: rises with that */
    bool is_free;      /* does not start on the baseline grid */
    bool is_wide;      /* uses the side column: must clear side matter above */
    bool new_page;     /* begins a page */
    sp spill;          /* but not if the page before is filled no further than that */
    bool on_right;     /* a right-hand one */
    bool is_bare;      /* a page of its own: coordinates from the page's corner, no head, foot */
    bool is_contents;  /* of the contents: its page has no running head */
    struct turn turn;  /* of what it shows, until the builder has it */
    struct decor *decor;
    struct note_box *notes;
    const struct renewal *renewal; /* of the table the piece is a row of; or NULL */
    sp head_height;                /* of what stands above it when it begins a page */
    sp foot_height;                /* of what stands below it when the page ends here */
    const void *row;               /* what the renewal wants to know about the row */
    const struct block *heading;   /* the heading whose first line this is, or NULL */
    struct element *element;       /* of the heading */
    struct element *completes;     /* the first of those that end with this; or NULL */
    size_t completions;            /* how many they are, side by side in the tree */
    const char *trace;             /* for --dump flow */

    /* the builder's */
    struct home *home;             /* the arena it lives in */
    const struct columns *columns; /* it stands in; NULL: in the page's full frame */
    unsigned lane, hold;           /* its column, if they are divided; its .keep, or 0 */
    unsigned lines;                /* about so many of text */
    bool at_head;                  /* of its page or column */
    bool is_out;                   /* of a divided column, and stands on a later page */
    sp x, y;                       /* its place: from its frame's, and from the type area's top */
};

/* Pieces that are not placed but kept for the one who asked: what a table's cell holds. */
struct gathering {
    struct piece **queue; /* what the builder had in hand */
    size_t queued, queue_cap;
    struct attachment *attached, **attach_end;
    const struct block *previous;
    struct home *home;
    unsigned holds;
};

/* piece.c: what is placed whole, and where its baselines lie */
struct piece *piece_new(struct layout *, const struct frame *);
struct display *piece_item(struct layout *, struct piece *, enum display_kind);
/* A line with its links, pictures, late numbers and footnotes. x: start edge of its measure. */
void piece_line(struct layout *, struct piece *, const struct styled *, const struct line *, sp x,
                sp baseline, const struct frame *);
/* An area in one color; of a piece it is no content, but layout. */
struct display display_box(enum artifact, sp x, sp y, sp w, sp h, int64_t color);
struct display *piece_box(struct layout *, struct piece *, sp x, sp y, sp w, sp h, int64_t color);
/* All that the other piece shows, lower by `down`. */
void piece_append(struct layout *, struct piece *, const struct piece *, sp down);
void piece_rule(struct layout *, struct piece *, sp x, sp y, sp width, const struct rule *);
/* Whether something of what the piece shows may come later: notes, late numbers, a heading's entry
 * in the outline. */
bool piece_waits(const struct piece *);
/* The piece is the last that shows something of the element and its neighbours behind it, `n` in
 * all; nobody keeps a pointer to them, and none of their pieces waits: they can be written and
 * forgotten when this one is out. */
void piece_completes(struct piece *, struct element *, size_t n);
/* The first line of a text as a label at x, level with the next piece's first line. */
void attach_line(struct layout *, const struct styled *, const struct frame *, sp x, sp baseline);
void attach_item(struct layout *, const struct frame *, const struct display *, sp baseline);
sp baseline_in(struct layout *, const struct look *); /* baseline below a line's top */
sp cap_height_of(struct layout *, const struct look *);
/* How much higher than its look's leading a line must be for the pictures in it. */
sp line_excess(struct layout *, const struct line *, const struct look *);

/* note.c: a footnote as it will stand at a page's foot */
/* NULL where the note stands already: each is set once. */
struct note_box *note_set(struct layout *, const struct extra *, const struct frame *);

/* builder.c: pieces wait for their page */
struct builder *builder_new(struct layout *);
/* The arena for pieces and their lines; valid until the pieces are on a finished page. */
struct arena *builder_arena(struct layout *);
void builder_add(struct layout *, struct piece *);
/* White of a height, as a piece of its own: it vanishes at a page's head and foot. */
void builder_gap(struct layout *, const struct frame *, sp height, bool keeps);
/* Side matter or a list label, set level with the next piece's first baseline. */
void builder_attach(struct layout *, struct piece *, sp height, sp baseline);
/* What still waits to be attached gets a piece of its own. */
void builder_settle(struct layout *, const struct frame *);
/* An id that links and page references mean: of the next piece with ink. */
void builder_name(struct layout *, const char *id);
/* Between the two the arena stays, however many pages are finished: what is set at once, such as a
 * paragraph's lines, is added line by line. */
void builder_borrow(struct layout *);
void builder_return(struct layout *);
void builder_new_page(struct layout *, bool on_right); /* unless the page is empty */
/* The same for a chapter, which may go on below what fills the last page no further. */
void builder_begin_chapter(struct layout *, bool on_right, sp spill);
/* Blank pages up to the one of that number, which is the next then; returns it. */
unsigned builder_fill_to(struct layout *, unsigned page);
/* Between hold and release all pieces stay together (.keep), unless they are taller than a page. */
void builder_hold(struct layout *);
void builder_release(struct layout *);
/* Between the two, pieces stand in columns; of divided ones, in that column. */
void builder_columns(struct layout *, struct columns *, unsigned lane);
void builder_close_columns(struct layout *);
/* Pages of another shape begin. */
void builder_shape(struct layout *, const struct page_shape *);
/* Between the two, which nest, pieces are made in that arena and gathered; no page is begun. The
 * builder's arena stays meanwhile. */
void builder_gather(struct layout *, struct gathering *, struct arena *);
/* The next piece begins a row (begins_row). */
void builder_mark_row(struct layout *);
sp first_baseline(const struct piece *); /* -1: it has no line */
struct piece **builder_gathered(struct layout *, struct gathering *, size_t *n);
void builder_finish(struct layout *);
unsigned builder_pages(const struct layout *);
sp builder_room(const struct layout *); /* the tallest a piece can be */
sp builder_top(const struct layout *);  /* of the frame, from the sheet's upper edge */
/* What is left of the page for the next piece, if pages end as they look now; of a new one if what
 * stays with that piece begins it. */
sp builder_rest(struct layout *);
/* Of the heights of all pieces so far: two of these tell how high is what stands between. */
sp builder_sum(const struct layout *);

/* block.c: a warning when what was added since builder_sum said `from`, or a piece, is taller than
 * a page; the div is named. */
void judge_chain(struct layout *, const struct block *div, sp from);
void judge_piece(struct layout *, const struct piece *, const struct block *div);
/* A warning that a div which is filled by itself leaves out what stands in it. */
void judge_content(struct layout *, const struct block *div);

/* side.c: the side column */
/* Its frame; width 0: there is none, or it is too narrow. */
struct frame frame_side(const struct layout *, const struct frame *);
/* A paragraph in the side look, level with the next piece's first line. */
void attach_side(struct layout *, const struct block *paragraph, const struct frame *side);
/* A text of any look, at the frame's start; returns its height. */
sp attach_text(struct layout *, const struct styled *, const struct look *, const struct frame *);

#endif
