/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files that draw charts; nobody else includes this. chart.c sets caption and
 * alternative text and calls the kind's function, chart_table.c makes the structure elements of the
 * data's table, chart_label.c sets words and numbers, chart_mark.c fills areas, chart_legend.c
 * tells the series, chart_length.c knows how long bars are, chart_scale.c finds the axis; a kind is
 * a file each.
 *
 * A kind draws on `plot->piece`, whose y is 0 at its top, within `frame.x` and `frame.width`, and
 * returns the height it has used there. All x count from the start edge (page/mirror.h). Marks
 * (bars, lines, slices) are content of the Figure; a label is content of the cell of the table that
 * says the same, an axis and its numbers are artifacts. What has no label when the kind returns is
 * put into its cell unseen, so that the table is whole in every chart. */
#ifndef PAGE_CHART_H
#define PAGE_CHART_H

#include "doc/chart.h"
#include "page/chart_scale.h"
#include "page/piece.h"

/* A cell of the table for those who cannot see. */
struct chart_cell {
    struct element *element; /* NULL: there is no such cell */
    struct text said;
    const char *lang; /* or NULL: the chart's */
    struct place at;
    bool is_printed; /* a label says it */
};

struct plot {
    struct layout *L;
    const struct block *block;
    const struct chart *chart;
    struct frame frame;  /* where it stands */
    sp hang;             /* from frame.x to where text begins; 0: at frame.x */
    sp middle;           /* from frame.x to where "n = 64" is centred; 0: it starts at the hang */
    sp height;           /* that `height=` asks for; 0: nothing */
    struct piece *piece; /* to draw on */
    struct element *figure; /* whose content marks are */
    struct chart_cells *cells;
    struct plot_breaks *breaks; /* chart.c's */
};

/* A kind: draws on plot->piece and returns the height used. */
typedef sp chart_draw(struct plot *);
chart_draw chart_draw_bars;    /* bar; grouped and turned; stacked; likert */
chart_draw chart_draw_columns; /* column; grouped; stacked and turned */
chart_draw chart_draw_line;
chart_draw chart_draw_pie; /* pie, donut */
chart_draw chart_draw_pictogram;
chart_draw chart_draw_tiles;

/* chart.c */
/* What has been drawn on the piece down to `height` is one; plot->piece is a new one, and drawing
 * goes on at its y 0. A chart stays on one page if it can; one that is taller is parted between
 * pieces, and its caption and legend are set again. `gap`: white that vanishes there. */
void plot_part(struct plot *, sp height, sp gap);
/* Numbers in the document's locale: `n` in 10^-scale of the chart, for axes. */
struct text plot_number(struct plot *, int64_t n);

/* chart_table.c: each may be called once and again */
struct chart_cell *cell_of_category(const struct plot *, size_t category);
struct chart_cell *cell_of_series(const struct plot *, size_t series);
struct chart_cell *cell_of_value(const struct plot *, size_t category, size_t series);
struct chart_cell *cell_of_share(const struct plot *, size_t category, size_t series);
/* A stack's sum; NULL where it is hidden, too: its sign would be taken for that of one more part.
 */
struct chart_cell *cell_of_total(const struct plot *, size_t category);
struct chart_cell *cell_of_base(const struct plot *, size_t category); /* "n = 42" */
void cells_make(struct plot *, struct element *parent); /* chart.c alone calls this */
void cells_fill(struct plot *);                         /* and this */

/* chart_length.c */
const struct chart_value *value_at(const struct chart *, size_t category, size_t series);
bool value_is_drawn(const struct chart_value *); /* it is neither missing nor hidden */
bool chart_is_stack(const struct chart *);       /* segments make one bar */
/* Where all segments are shares, what may have none stands as a number, without a bar. */
bool value_has_bar(const struct chart *, const struct chart_value *);
/* Of a bar or segment, 0 without one: the value, or its share where a stack says that alone. Of a
 * likert's: its share or, without N, its number; doubled, so that the neutral one can be halved. */
int64_t length_of(const struct chart *, const struct chart_value *);
int64_t length_add(int64_t, int64_t); /* what would overflow is very much */
/* How far a category's bars reach: below zero, 0 or negative, and above. */
void length_reach(const struct chart *, size_t category, int64_t *below, int64_t *above);
struct scale length_scale(const struct chart *); /* as long as all that reach */

/* chart_mark.c */
enum { WHITE = 0xFFFFFF }; /* paper */
/* How an area is filled. */
struct swatch {
    int64_t color;
    struct rule outline; /* within the area's edge; width 0: none */
    enum pattern pattern;
    int64_t pattern_ink;
};
/* The palette's i-th color with its pattern; one that white paper would swallow has an outline. */
struct swatch swatch_of_palette(const struct plot *, size_t i);
struct swatch swatch_of_color(const struct plot *, int64_t color); /* without a pattern */
/* Of a value's mark: its series' of the palette; where there is one series only, the first color,
 * or a muted one where another category is highlighted. */
struct swatch swatch_of_mark(const struct plot *, size_t category, size_t series);
/* Of an answer on a scale (likert): hatched to the neutral one, solid behind it. */
struct swatch swatch_of_answer(const struct plot *, size_t series);
bool color_is_pale(int64_t color);     /* less than 3:1 against white */
bool color_takes_white(int64_t color); /* words in white have 4.5:1 on it */
bool color_takes_ink(int64_t color);   /* words in near black have */
void mark_box(struct plot *, const struct swatch *, sp x, sp y, sp w, sp h);
/* `op` and `point` as in struct path, which live as long as the piece (builder_arena); the points
 * count from x, y. A pattern's lines run through x, y. */
void mark_path(struct plot *, const struct swatch *, const char *op, const struct point *, sp x,
               sp y);
/* An open line, of a width, without a fill. */
void mark_stroke(struct plot *, const struct rule *, const char *op, const struct point *, sp x,
                 sp y);
/* The same as an artifact: what parts marks, or leads from them to words. */
void mark_trace(struct plot *, const struct rule *, const char *op, const struct point *, sp x,
                sp y);
/* A rule (axis, gridline), as an artifact: its upper left corner is x, y. */
void mark_rule(struct plot *, sp x, sp y, sp w, sp h, int64_t color);

/* chart_label.c */
/* Words that are set on lines of a width. Fill in the first part, then label_set, then label_put.
 */
struct label {
    struct text said;
    const char *lang; /* or NULL: the chart's */
    struct place at;  /* of its cell; none: the chart's */
    const struct look *look;
    enum align align; /* within `width`: start, center, end */
    sp width;         /* the measure; 0: as wide as it is on one line */
    /* set by label_set: */
    struct paragraph para;
    const struct lines *lines;
    sp w, h; /* of the longest line, of all lines */
};
/* The look's words of a cell. */
struct label label_of(const struct chart_cell *, const struct look *, enum align, sp width);
sp label_width(struct plot *, const struct label *); /* on one line; need not be set */
/* The same of what a cell says; 0: there is none, or it says nothing. */
sp cell_width(struct plot *, const struct chart_cell *, const struct look *);
sp label_least(struct plot *, const struct label *); /* of its longest word */
void label_set(struct plot *, struct label *);
void label_try(struct plot *, struct label *); /* to measure it: says nothing of overruns */
/* x: the start edge of the measure; y: top of the first line. cell: whose content it is, which then
 * is printed; NULL: an artifact. */
void label_put(struct plot *, const struct label *, struct chart_cell *, sp x, sp y);
/* From its top to the middle of what is seen of it: capitals and figures have no depth. */
sp label_middle(struct plot *, const struct label *);
bool label_fits_inside(struct plot *, const struct label *, sp w, sp h); /* need not be set */
/* The label in the middle of a filled box, if it has room there: white or ink on a fill without a
 * pattern, else on a white ground. */
bool label_put_inside(struct plot *, struct label *, struct chart_cell *, const struct swatch *,
                      sp x, sp y, sp w, sp h);
/* A thin line from a mark to a label that stands beside it. */
void label_lead(struct plot *, struct point from, struct point to);

/* chart_legend.c: swatches with the series' names (as their cells of the table), in columns;
 * returns the height. chart.c sets it below the kinds that want it. is_again: it has been set on a
 * page before. */
sp legend_put(struct plot *, sp x, sp y, sp width, bool is_again);

#endif
