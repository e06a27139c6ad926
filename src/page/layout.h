/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of page/ share while one document is laid out; nobody else includes this.
 *
 * A *piece* is the least thing a page break cannot divide: a line of a paragraph, a row of a table,
 * a picture. Pieces that must stay together are chained by `keeps`; only a chain taller than a page
 * is divided. Pieces wait until the best end of a page is known (page/judge.c). A *frame* is the
 * measure a block is set in: where it begins, how wide it is, how its text looks. */
#ifndef PAGE_LAYOUT_H
#define PAGE_LAYOUT_H

#include "page/flow.h"

/* Paper behind and beside a box's pieces (.note): drawn once a page, as tall as its pieces. */
struct decor {
    struct decor *outer;
    sp x, width, rule; /* from the frame's edge */
    int64_t background, rule_color;
    unsigned slot; /* the column of a page it was drawn in last, and its index in the page's list */
    size_t item;
};

/* Columns that pieces flow through, or stand side by side in (page/columns.c). */
struct columns {
    unsigned n;
    sp step, width, gutter; /* from a column's edge to the next one's; of one; between two */
    sp x;                   /* the first one's, from the page frame's left edge */
    struct rule rule;       /* between two */
    bool is_divided; /* nothing of that holds: each piece says its column (`lane`), and has its
                        place in it */
    bool is_closed;  /* its last piece has been added */
    unsigned hold;   /* number of the .keep around them, or 0: its parts may part columns */
};

/* Size and margins of the pages in progress: the theme's, or those turned for `.landscape`. */
struct page_shape {
    sp width, height, inside, outside, top, bottom;
    bool mirrors; /* left pages have `outside` at their left */
};

struct home;
struct note_box { /* a footnote, set and measured */
    struct display *item;
    size_t items;
    sp height;
    const struct home *home; /* the builder's: where it lives */
    bool has_no_rule;        /* above it, where it is a page's first */
    struct note_box *next;
};

struct layout;
struct piece;
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
    struct display *item; /* x from the frame's left edge, y from the piece's top */
    size_t items, item_cap;
    struct late_item *late;
    size_t lates, late_cap;
    sp before, height; /* white above (dropped at a page's head); height */
    sp side_bottom;    /* side matter reaches this far below the top; 0: none */
    sp head_shift;     /* how far ink rises when the piece heads a page (optical top) */
    bool keeps;        /* stays with the next piece */
    bool clings;       /* stays with the piece before */
    bool is_prelude;   /* leads to what follows: for a heading above it is no company */
    bool is_free;      /* does not start on the baseline grid */
    bool is_wide;      /* uses the side column: must clear side matter above */
    bool new_page;     /* begins a page */
    bool on_right;     /* a right-hand one */
    bool is_bare;      /* a page of its own: coordinates from the page's corner, no head, foot */
    bool is_contents;  /* of the contents: its page has no running head */
    struct decor *decor;
    struct note_box *notes;
    const struct renewal *renewal; /* of the table the piece is a row of; or NULL */
    sp head_height;                /* of what stands above it when it begins a page */
    sp foot_height;                /* of what stands below it when the page ends here */
    const void *row;               /* what the renewal wants to know about the row */
    const struct block *heading;   /* the heading whose first line this is, or NULL */
    struct element *element;       /* of the heading */
    struct element *completes;     /* the element of which nothing comes after this; or NULL */
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

struct frame {
    sp x, width;           /* of the text, from the page frame's left edge */
    sp wide_x, wide_width; /* for tables, big numbers, boxes */
    const struct look *look;
    enum align align;
    bool hyphenates, protrudes;
    sp indent, space, expand;
    bool is_free;   /* off the grid: boxes, cells */
    bool is_column; /* of a page */
    struct decor *decor;
    struct element *parent;
    const char *lang;
    sp narrowest;      /* blocks within are not set narrower, but stick out */
    sp picture_height; /* the tallest a picture within a line may be; 0: two lines */
    int depth;         /* of lists */
};

struct builder;

struct kept_late { /* a late item on its page */
    unsigned page;
    struct late_item item;
};
struct anchor_page {
    const char *name;
    unsigned page;
};

struct home;

/* Pieces that are not placed but kept for the one who asked: what a table's cell holds. */
struct gathering {
    struct piece **queue; /* what the builder had in hand */
    size_t queued, queue_cap;
    struct attachment *attached, **attach_end;
    const struct block *previous;
    struct home *home;
};

struct layout {
    struct arena *arena; /* the document's: elements, headings, inks */
    const struct tree *tree;
    const struct theme *theme; /* in the colors of the chapter that is being set */
    const struct theme *plain_theme, *chapter_theme[PALETTE_COLORS];
    unsigned chapter;    /* H1s set so far */
    size_t outline_seen; /* chapter.c's: what of the outline is counted below */
    unsigned chapters_placed;
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
    struct page_shape shape; /* of the pages in progress */
    const struct ink **ink;  /* interned */
    size_t inks, ink_cap;
    const struct block *previous; /* block set before this one, for indents */
    bool has_contents, wants_contents;
    struct outline_entry *outline;
    size_t outlines, outline_cap;
    struct kept_late *late;
    size_t lates, late_cap;
    struct anchor_page *anchor;
    size_t anchors, anchor_cap;
    struct watermark *watermark[2]; /* of a draft, once drawn: upright and turned pages' */
    unsigned tables;                /* whose head cells have ids so far */
    bool has_failed;                /* the sink gave up */
};

/* element.c */
struct element *element_new(struct layout *, struct element *parent, enum role, const char *lang);
/* Its last page is out: hands it to the sink, which may write it, and takes its memory back. Only
 * the builder calls this, for what pieces `complete`. */
void element_complete(struct layout *, struct element *);

/* ink.c: looks and text into paragraphs */
enum { NO_COLOR = -1 };
const struct ink *ink_of(struct layout *, const struct look *, unsigned style, int64_t color);

/* The same for a span: its style, its classes (.smallcaps, .fraction …), its link. */
const struct ink *ink_of_span(struct layout *, const struct look *, const struct span *);

/* What a stretch means besides its look; parallel to the paragraph's stretches. */
struct extra {
    const struct link *link;
    struct element *link_element;
    const struct block *note;
    uint32_t note_number;
    struct element *note_parent;
    const struct picture *picture;
    struct crop crop;
    struct element *element; /* of the picture or the late number */
    const char *page_of;
    const struct display *box; /* a box to tick, or NULL */
    bool is_swatch;            /* a square in `color`: the key to a picture's colors */
    int64_t color;
};
struct styled {
    struct paragraph para;
    struct extra *extra;
};
/* A block's inline content in a frame's look. element: the block's own (P, H1, …). */
struct styled styled_text(struct layout *, struct arena *, const struct block *,
                          const struct frame *, const struct look *, struct element *element);
/* Plain text in one look. */
struct styled styled_plain(struct layout *, struct arena *, struct text, const struct frame *,
                           const struct look *, struct element *element, struct place);

/* Strong words, set in `look`, get the look `strong` instead. */
void override_strong(struct layout *, struct styled *, const struct look *,
                     const struct look *strong);

/* builder.c: pieces wait for their page */
struct builder *builder_new(struct layout *);
/* The arena for pieces and their lines; valid until the pieces are on a finished page. */
struct arena *builder_arena(struct layout *);
void builder_add(struct layout *, struct piece *);
/* White of a height, as a piece of its own: it vanishes at a page's head and foot. */
void builder_gap(struct layout *, const struct frame *, sp height, bool keeps);
/* Side matter or a list label, set level with the next piece's first baseline. */
void builder_attach(struct layout *, struct display *, size_t n, sp height, sp baseline);
/* Between the two the arena stays, however many pages are finished: what is set at once, such as a
 * paragraph's lines, is added line by line. */
void builder_borrow(struct layout *);
void builder_return(struct layout *);
void builder_new_page(struct layout *, bool on_right); /* unless the page is empty */
/* Between hold and release all pieces stay together (.keep), unless they are taller than a page. */
void builder_hold(struct layout *);
void builder_release(struct layout *);
/* Between the two, pieces stand in columns; of divided ones, in that column. */
void builder_columns(struct layout *, struct columns *, unsigned lane);
void builder_close_columns(struct layout *);
/* Pages of another shape begin. */
void builder_shape(struct layout *, const struct page_shape *);
/* Between the two, which nest, pieces are made in that arena and gathered; no page is begun. The
 * builder's arena must be borrowed. */
void builder_gather(struct layout *, struct gathering *, struct arena *);
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

/* piece.c: what is placed whole, and where its baselines lie */
struct piece *piece_new(struct layout *, const struct frame *);
struct display *piece_item(struct layout *, struct piece *, enum display_kind);
/* A line with its links, pictures, late numbers and footnotes. x: left edge of its measure. */
void piece_line(struct layout *, struct piece *, const struct styled *, const struct line *, sp x,
                sp baseline, const struct frame *);
void piece_rule(struct layout *, struct piece *, sp x, sp y, sp width, const struct rule *);
/* The pieces, in the order they are added, are all there is of the element, and nobody keeps a
 * pointer to it: it can be written and forgotten when the last of them is out. Not done if
 * something of it may come later: notes, late numbers, a heading's entry in the outline. */
void pieces_complete(struct piece *const *, size_t n, struct element *);
/* The first line of a text as a label at x, level with the next piece's first line.
 */
void attach_line(struct layout *, const struct styled *, sp x, sp baseline);
sp baseline_in(struct layout *, const struct look *); /* baseline below a line's top */
sp cap_height_of(struct layout *, const struct look *);
/* How much higher than its look's leading a line must be for the pictures in it. */
sp line_excess(struct layout *, const struct line *, const struct look *);

/* late.c: what the page count decides */
void late_keep(struct layout *, unsigned page, const struct late_item *, size_t n);
void late_anchor(struct layout *, unsigned page, const char *name);
unsigned late_known_page(const struct layout *, const char *name); /* 0: not placed yet */
void late_finish(struct layout *);

/* chapter.c */
const struct theme *chapter_theme(struct layout *, unsigned chapter);
void chapter_begin(struct layout *);
/* How many chapters begin on the pages up to the one in progress, and the last one's title. */
unsigned chapter_placed(struct layout *, const char **title);
void flow_kicker(struct layout *, const struct block *, const struct frame *);

/* furniture.c */
void furniture_add(struct layout *, struct page *, const char *section, struct display **item,
                   size_t *items, struct late_item **late, size_t *lates, struct arena *);

/* block.c: parts of blocks */
/* The spans [first, first + n) as a paragraph of its own. */
struct block *block_part(struct arena *, const struct block *, size_t first, size_t n);
/* The paragraph with `label` set before it, as a span with `style`. */
struct block *block_labelled(struct arena *, const struct block *, struct text label,
                             unsigned style);
/* A list item's first paragraph, or NULL. */
const struct block *item_text(const struct block *item);
bool span_has_class(const struct span *, const char *name);
/* Spans at the front of which every one has the style. */
size_t spans_styled(const struct block *, size_t first, unsigned style);

/* A warning when what was added since builder_sum said `from`, or a piece, is taller than a page;
 * the div is named. */
void judge_chain(struct layout *, const struct block *div, sp from);
void judge_piece(struct layout *, const struct piece *, const struct block *div);

/* side.c: the side column */
/* Its frame; width 0: there is none, or it is too narrow. */
struct frame frame_side(const struct layout *, const struct frame *);
/* A paragraph in the side look, level with the next piece's first line. */
void attach_side(struct layout *, const struct block *paragraph, const struct frame *side);
/* A text of any look; returns its height. */
sp attach_text(struct layout *, const struct styled *, const struct look *, sp x);

/* checkbox.c */
enum checkbox { CHECKBOX_OPEN, CHECKBOX_TICKED, CHECKBOX_CROSSED };
struct display checkbox_draw(struct arena *, enum checkbox, sp size, int64_t color);
bool checkbox_of(struct text, enum checkbox *); /* the text begins with ☐, ☑ or ☒ */
struct text checkbox_alt(enum checkbox);

/* icon.c */
enum icon { ICON_PHONE, ICON_MAIL, ICON_CLOCK, ICON_WEB, ICON_PLACE };
bool icon_of(const struct block *paragraph, enum icon *);
struct display icon_draw(struct arena *, enum icon, sp size, int64_t color);

/* logos.c: rows of logos, for a page of text or a cover */
struct logo_rows {
    struct set_logo *logo;
    size_t n, rows;
};
/* Measures and deals them out to rows as wide as the frame; in the builder's arena. */
struct logo_rows *logos_set(struct layout *, const struct block *, const struct frame *);
sp logos_row_height(const struct logo_rows *, size_t row);
sp logos_row_gap(const struct layout *); /* white between rows */
void logos_put_row(struct layout *, struct piece *, struct logo_rows *, size_t row,
                   struct element *parent, const struct frame *, sp top);

/* entry.c: a line of contents */
struct entry {
    const char *number; /* its own, "2.1", or NULL */
    struct text said, note;
    const char *anchor; /* where its page is; NULL: it has none */
    const char *lang;
    struct place at;
    const struct look *title, *page;
    sp before;
};
void flow_entry(struct layout *, const struct entry *, const struct frame *, sp label_width,
                struct element *toc);
/* The room a number wants before its title. */
sp entry_label_width(struct layout *, const char *number, const struct look *,
                     const struct frame *);
void flow_entries_title(struct layout *, const struct frame *, enum word);

/* flow.c */
void flow_children(struct layout *, const struct block *, const struct frame *);
void flow_block(struct layout *, const struct block *, const struct frame *);
/* Sets a paragraph as pieces, a line each. heading: the block whose first line carries its anchor
 * and, if it is a heading, its outline entry; or NULL. */
struct flow_lines {
    sp before, after;
    bool keeps_together, keeps_with_next; /* with_next: it leads to what follows */
    bool is_wide;
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
sp shape_left(const struct layout *, unsigned page); /* margin at the left of a page */
sp shape_measure(const struct layout *);             /* from margin to margin */
bool shape_is_turned(const struct layout *);

/* the constructs, a file each */
void flow_columns(struct layout *, const struct block *, const struct frame *);
void flow_landscape(struct layout *, const struct block *, const struct frame *);
void flow_table(struct layout *, const struct block *, const struct frame *);
void flow_picture(struct layout *, const struct block *, const struct frame *);
/* A picture that cannot be shown: its alternative text. */
void flow_missing(struct layout *, const struct block *, const struct frame *);
void flow_div(struct layout *, const struct block *, const struct frame *);
void flow_box(struct layout *, const struct block *, const struct frame *);
void flow_side(struct layout *, const struct block *, const struct frame *);
void flow_facts(struct layout *, const struct block *, const struct frame *);
void flow_agenda(struct layout *, const struct block *, const struct frame *);
void flow_imprint(struct layout *, const struct block *, const struct frame *);
void flow_pull_quote(struct layout *, const struct block *, const struct frame *);
void flow_lead(struct layout *, const struct block *, const struct frame *);
void flow_contact(struct layout *, const struct block *, const struct frame *);
void flow_logos(struct layout *, const struct block *, const struct frame *);
void flow_form(struct layout *, const struct block *, const struct frame *);
void flow_signature(struct layout *, const struct block *, const struct frame *);
void flow_section(struct layout *, const struct block *, const struct frame *);
void flow_figures(struct layout *, const struct block *, const struct frame *);
void flow_steps(struct layout *, const struct block *, const struct frame *);
void flow_toc(struct layout *, const struct block *, const struct frame *);
void flow_register(struct layout *, const struct block *, const struct frame *);
void flow_cover(struct layout *, const struct block *, const struct frame *);
void flow_contents(struct layout *, const struct frame *, int depth);
void flow_list(struct layout *, const struct block *, const struct frame *);
void flow_caption(struct layout *, const struct block *, const struct frame *,
                  struct element *parent, enum word label, bool keeps);
/* The caption with its "Tabelle 1." before it; its Caption element is made below parent. */
struct styled styled_caption(struct layout *, const struct block *, struct frame *,
                             struct element *parent, enum word label);
/* What lists of figures and tables link to: the id, else a name from the number. */
const char *caption_anchor(struct layout *, const struct block *);
struct note_box *note_set(struct layout *, const struct extra *, const struct frame *);
/* Draws a grid of shapes, one field a person, colored by group. size: of the square. */
void mosaic_draw(struct layout *, struct piece *, const struct slice *, struct text seed,
                 struct element *, sp x, sp y, sp size);

/* extent.c: how large a picture stands and what of it shows */
struct picture_box {
    sp w, h;
    struct crop crop;
    int64_t pixels; /* across what shows */
};
/* As its attributes ask, into at most a width and a height, keeping its proportions; false when it
 * cannot be shown (reported). picture_set also judges its resolution; who measures judges when the
 * size is certain. */
bool picture_measure(struct layout *, const struct picture *, sp max_width, sp max_height,
                     struct picture_box *);
bool picture_set(struct layout *, const struct picture *, sp max_width, sp max_height,
                 struct picture_box *);
/* The size alone, measured. */
bool picture_fit(struct layout *, const struct picture *, sp max_width, sp max_height, sp *w,
                 sp *h);
void picture_judge(struct layout *, const struct picture *, const struct picture_box *);
void picture_scale(struct picture_box *, sp width);
/* What "width" or "height" of the picture says, of `whole` where it is a percentage; 0: nothing. */
sp picture_wish(struct layout *, const struct picture *, const char *key, sp whole);
struct display *piece_picture(struct layout *, struct piece *, const struct picture *,
                              const struct picture_box *, struct element *figure, sp x, sp y);
/* Its Figure with the alternative text; NULL: it is decoration. */
struct element *picture_element(struct layout *, const struct picture *, struct element *parent,
                                const char *lang);

#endif
