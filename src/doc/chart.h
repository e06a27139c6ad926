/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart as meaning: which kind, its categories and series with their names in the document's
 * language, its values as whole numbers and as text, what N is, and what is said to those who
 * cannot see it. It holds no lengths and no colours: page/ draws it. Everything lives in the tree's
 * arena. Sources of the rules for N and shares: see chart_base.c. */
#ifndef DOC_CHART_H
#define DOC_CHART_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/text.h"

struct locale;

enum chart_kind {
    CHART_BAR,       /* horizontal bars of one series */
    CHART_COLUMN,    /* upright bars of one series */
    CHART_GROUPED,   /* upright bars of several series side by side; is_turned: horizontal */
    CHART_STACKED,   /* horizontal bars of several series end to end; is_turned: columns */
    CHART_LINE,      /* one or more series over categories in their order */
    CHART_PIE,       /* one series, parts of a whole */
    CHART_DONUT,     /* the same, with the whole's number in the middle */
    CHART_PICTOGRAM, /* a sign for each unit of `per` */
    CHART_LIKERT,    /* shares of an ordered scale about its middle */
    CHART_TILES,     /* categories as equal squares at places of a schematic map */
    CHART_KINDS
};
extern const char *const chart_kind_names[CHART_KINDS]; /* "bar", … as `type=` says them */

enum chart_unit {
    CHART_PLAIN,
    CHART_MONEY,  /* euros; scale is 2 */
    CHART_PERCENT /* 59.4 is 59,4 % */
};

struct chart_value {
    int64_t n;        /* in 10^-scale of the chart's unit: 1 is 0.01 where scale is 2 */
    bool is_missing;  /* NULL: nothing is drawn, "–" is printed */
    bool is_hidden;   /* suppressed: nothing is drawn, "•" is printed */
    struct text said; /* as printed beside the mark, in the document's locale; never empty. With
                         is_share_only its share, if one may be said */
    int share_bp;     /* of its category's base, else of the chart's, in basis points, by largest
                         remainder; -1: none is asked for, or none may be said */
    struct text share_said; /* "26,6 %", printed beside `said`; empty: none is */
    struct place at;        /* of its row and column */
};

struct chart_category {
    struct text name;
    const char *lang;      /* of the name, where it is not the document's; or NULL */
    bool is_highlighted;   /* the mark the caption speaks of */
    int64_t base;          /* N of its own, in whole persons, forms …; -1: none is said */
    struct text base_said; /* "n = 42"; or empty */
    int column, row;       /* CHART_TILES: its place, from 0 */
    struct place at;       /* of its row */
};

struct chart_series {
    struct text name;
    const char *lang;
};

struct chart {
    enum chart_kind kind;
    bool is_turned; /* grouped: horizontal; stacked: upright */
    size_t categories, series;
    const struct chart_category *category;
    const struct chart_series *one;  /* [series] */
    const struct chart_value *value; /* [category * series + series] */
    enum chart_unit unit;            /* of all values */
    int scale;                       /* decimals of all values */
    const struct text *total_said;   /* [category], stacked: the sum behind the bar; or NULL */
    const bool *is_total_hidden;     /* [category] */
    struct text whole_said;          /* donut: the sum in its middle, as the values are printed */
    bool has_from, has_to;           /* the axis' ends are given; else page/ finds them */
    int64_t axis_from, axis_to;      /* `min=`, `max=` in 10^-scale */
    int64_t per;                     /* CHART_PICTOGRAM: units a sign stands for, 10^-scale */
    int64_t withheld;                /* pie, donut: what is hidden of the whole, in one */
    size_t neutral;                  /* CHART_LIKERT: middle series; SIZE_MAX: none */
    bool has_shares;                 /* shares are printed */
    bool is_share_only;              /* and values are not; stacked bars are all 100 % long */
    struct text base_said;           /* "n = 64" of all of it; or empty */
    struct text category_head;       /* head of the categories' column in the table; or empty */
    struct text value_head;          /* what is counted: "Personen"; or empty */
    struct text alt;                 /* given, or made of the data; never empty */
    const char *alt_lang;            /* or NULL */
    bool is_sum;                     /* categories are parts of one whole */
};

/* A number of the chart as its axis prints it: n in 10^-scale, without decimals that are 0. */
struct text chart_number(struct arena *, const struct locale *, const struct chart *, int64_t n);

#endif