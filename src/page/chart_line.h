/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line chart while it is drawn. chart_line.c has axis and lines, chart_line_label.c the words
 * among them. Private to the two. */
#ifndef PAGE_CHART_LINE_H
#define PAGE_CHART_LINE_H

#include "page/chart.h"
#include "page/clutter.h"

struct known { /* a value that is drawn */
    size_t category;
    struct point at;
};

struct curve { /* of a series */
    struct known *known;
    size_t n;
    struct rule rule; /* how it is drawn */
};

struct line_plot {
    struct plot *plot;
    const struct chart *chart;
    struct scale scale;
    sp x, width, top, height; /* of the area that lines run in */
    sp step, last;            /* from one category to the next; where gridlines end */
    struct curve *curve;      /* [series] */
    struct clutter clutter;
    struct label *name, *value; /* [series] at the lines' ends */
    sp value_width;             /* of the widest of them */
    sp ends;                    /* of both, with the white before them; 0: a legend tells names */
};

/* chart_line.c */
sp line_x(const struct line_plot *, size_t category);
/* In the look of a series. */
void line_stroke(struct line_plot *, size_t series, const struct point *, size_t n);
void line_put_sign(struct line_plot *, size_t series, struct point);

/* chart_line_label.c */
/* Sets what stands at the lines' ends, where there are several and a column for it. */
void line_measure_ends(struct line_plot *);
void line_put_ends(struct line_plot *);
/* The signs of what is hidden stand on a line of their own, y, below the area, where none can be
 * taken for a value; its height is 0 where nothing is hidden. */
sp line_hidden_height(const struct line_plot *);
void line_put_hidden(struct line_plot *, sp y);
/* Values beside their points, as many as find room: ends and extremes first. */
void line_put_values(struct line_plot *);
/* Samples of the lines with their names, from y on; returns the height. */
sp line_put_legend(struct line_plot *, sp y);

#endif
