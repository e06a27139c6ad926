/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files that make a chart from a query's rows; nobody else includes this.
 *
 * chart_key.c reads the keys, chart_column.c the columns that they name, chart_rows.c finds
 * categories and series, chart_value.c their numbers, chart_veil.c which of them are hidden,
 * chart_base.c N and shares, chart_alt.c the alternative text; chart.c calls them in that order.
 * Each reports what is wrong at its place; a chart with an error is not shown. */
#ifndef DOC_CHART_PART_H
#define DOC_CHART_PART_H

#include "doc/markdown.h"

enum { CHART_MOST_SERIES = 6 /* as there are patterns to tell them apart */ };
enum { LEAST_BASE = 5 /* answers that a share or a mean may be said of */ };

struct chart_field {
    size_t column; /* of the rows; SIZE_MAX: none */
    struct format format;
};

enum chart_base {
    BASE_UNSAID,
    BASE_NUMBER, /* N of all */
    BASE_COLUMN, /* N of each category */
    BASE_SUM,    /* what adds up is one whole */
    BASE_NONE    /* percentages are of no persons or forms */
};
enum chart_share { SHARE_UNSAID, SHARE_NO, SHARE_YES, SHARE_ONLY };
enum chart_sort { SORT_NONE, SORT_DESC, SORT_ASC };

struct charter { /* of one chart */
    struct passage *passage;
    struct builder *builder;
    struct arena *arena;
    const struct locale *locale;
    struct block *div;
    const struct slice *slice;
    struct text raw;
    size_t offset; /* of raw in the passage */
    size_t faults; /* errors there were before */

    /* what the keys say */
    struct chart *chart;
    struct chart_field x, y[CHART_MOST_SERIES];
    size_t ys;
    size_t by;               /* long form: the column of the series' names; SIZE_MAX: wide */
    const struct text *name; /* of series, as listed; or NULL */
    size_t names;
    enum chart_base base;
    int64_t base_number;
    size_t base_column;
    enum chart_share share;
    enum chart_sort sort;
    size_t highlight, tile_column, tile_row; /* columns, or SIZE_MAX */
    int64_t least;                           /* counts below it are hidden; 0: none are */

    /* what is being made of the rows */
    struct chart_category *category;
    struct chart_series *one;
    struct chart_value *value;
    size_t *from;         /* [category * series + series]: k of the slice, or SIZE_MAX: no row */
    size_t *first;        /* [category]: k of its first row */
    bool *is_base_hidden; /* [category] */
    bool is_total_hidden; /* of a single series */
};

/* chart_key.c: places and values of keys */
struct text chart_key(const struct charter *, const char *key); /* empty: not given */
struct place chart_key_place(const struct charter *, const char *key);
/* Where a word stands in the value of that key. */
struct place chart_word_place(const struct charter *, const char *key, struct text word);
bool chart_has_several(enum chart_kind); /* series */
/* Values of a category are parts of a whole. */
bool chart_is_parted(enum chart_kind);
void chart_kind_read(struct charter *);
/* What is no column: share, sort, turned … */
void chart_keys_read(struct charter *);
/* min=, max=, per=: when the values' scale is known. */
void chart_axis_read(struct charter *);

/* chart_column.c */
void chart_columns_read(struct charter *);
/* The column that the key names; SIZE_MAX: it is not given, or there is none of the name, which is
 * reported. */
size_t chart_column_find(const struct charter *, const char *key, struct text name);

/* chart_rows.c */
/* False: there are too many, which is reported. */
bool chart_rows_fit(const struct charter *);
/* Categories, series, and which row has whose value. */
void chart_rows_read(struct charter *);
/* By what is shown: when it is known what is hidden. */
void chart_rows_sort(struct charter *);
const struct value *chart_cell(const struct charter *, size_t k, size_t column);
struct place chart_cell_place(const struct charter *, size_t k, size_t column);
/* The value of a category and a series. */
struct chart_value *chart_value_at(const struct charter *, size_t category, size_t series);
/* The column its value stands in. */
const struct chart_field *chart_field_of(const struct charter *, size_t series);

/* chart_value.c */
/* Numbers of one scale, and what each is called. */
void chart_values_read(struct charter *);
/* Takes the numbers out of what is hidden: from here on nothing knows them. */
void chart_values_say(struct charter *);
/* What 1 of the chart's unit is among its numbers: 10^scale. */
int64_t chart_one(const struct charter *);
/* What a chart's values are in the document's words. */
struct text chart_said(const struct charter *, int64_t n);

/* chart_base.c: N and shares, before and behind the veil */
void chart_bases_read(struct charter *);

/* chart_veil.c */
/* Marks what is hidden; numbers stay for sums until chart_values_say. */
void chart_veil(struct charter *);

/* chart_base.c */
/* Takes out what may not be said of so few. */
void chart_means_withhold(struct charter *);
/* Sums are of hidden values, too; a share that would tell one is not said. */
void chart_shares_make(struct charter *);

/* chart_alt.c */
void chart_alt_make(struct charter *);

#endif
