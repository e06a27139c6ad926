/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries as they stand in a template: ```sql NAME {contracts} … ```. They are split off by lines,
 * run by expand.c and held against their contracts here. */
#ifndef DOC_QUERY_H
#define DOC_QUERY_H

#include "doc/finding.h"
#include "doc/mustache.h"
#include "doc/table.h"

struct query {
    const char *name;
    struct text sql;
    struct place at, sql_at;    /* the fence; the statement's first byte */
    bool is_one;                /* {one} */
    bool is_ordered;            /* its rows come in an order that it names */
    size_t least, most;         /* {expect="1..3"} */
    const char *unique, *key;   /* columns, or NULL */
    const char *of;             /* the parent query, or NULL */
    const char *on, *on_parent; /* the child's and the parent's column, or NULL */
    bool is_check;              /* {check=…}: its rows are findings */
    enum severity severity;
};

struct front;
struct source;

struct query_list {
    struct query *query;
    size_t n, cap;
};

/* True when the line, at column 1 of template text, opens a query. */
bool query_line(struct text line);
/* The text below the front matter. */
struct stretch front_body(const struct source *, const struct front *);
/* Takes the queries out of the body that begins at `at`; the rest is returned as stretches. */
struct stretch *queries_split(struct arena *, struct text body, struct place at,
                              struct query_list *out, size_t *stretches, struct diag *);
/* Makes the result a table: checks its contracts, finds its parent among the tables before it. */
struct table *query_table(struct arena *, const struct query *, const struct rows *,
                          struct table *const *before, size_t n, struct diag *);

#endif
