/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of one expansion, shared by expand.c (walking nodes) and module.c (entering templates:
 * parameters, queries, partials). Nobody else includes this. */
#ifndef DOC_EXPAND_H
#define DOC_EXPAND_H

#include "base/map.h"
#include "doc/body.h"
#include "doc/draft.h"
#include "doc/scope.h"

enum { DEEPEST_PARTIAL = 50 };

struct module { /* a template that has been entered */
    const struct binding *param;
    size_t params;
    struct table **table;
    size_t tables;
};

struct partial { /* parsed once; template NULL: it cannot be had, reported */
    struct text name;
    const char *beside; /* the folder of the template that names it */
    const char *lang;   /* it is parsed for; or NULL */
    const struct template *template;
    struct module **module; /* as entered before */
    size_t modules, module_cap;
    struct map number; /* by the parameters' values: the module's place among them */
};

struct override { /* the blocks of a layout tag, which replace those of the layout */
    const struct node *layout;
    const struct template *owner;
    const struct override *outer;
};

struct shown_site { /* the site of a tag that printed a column */
    const struct node *node;
    const struct site *site;
};

enum { SHOWN_SITES = 64 };

struct expander {
    struct arena *arena, *scratch; /* scratch: for one value, rewound after it */
    struct arena *results;         /* of queries, which may be large */
    struct diag *diag;
    const struct inputs *in;
    const struct template *main, *current; /* current: whose nodes are being walked */
    struct scope scope;
    struct draft *draft;
    struct shown_site shown[SHOWN_SITES]; /* met last, hashed by the tag */
    struct partial **partial;
    size_t partials, partial_cap;
    const struct override *overrides;
    struct twin *twins;    /* parallel_expand.c's */
    struct echo *echoes;   /* parallel_scope.c's */
    bool is_parallel;      /* within `.parallel` */
    int depth, nesting;    /* of partials; of all that is open */
    const void **reported; /* tags and queries whose fault is known */
    size_t reporteds, reported_cap;
    size_t steps;    /* nodes walked */
    size_t faults;   /* errors there were before */
    bool is_full;    /* nothing is expanded any more */
    bool is_stopped; /* by a check */
};

/* expand.c */
bool expand_is_news(struct expander *, const void *); /* the first fault of a tag or query */
void expand_nodes(struct expander *, const struct node *);

/* parallel_expand.c */
void expand_parallel(struct expander *, const struct node *);
/* parallel_scope.c: the frames with their rows in the second language, which e speaks. */
const struct frame *scope_echo(struct expander *, const struct frame *);
/* What the function makes of the main template in the second language. */
struct text expand_second_title(struct expander *,
                                struct text (*title)(struct expander *, const struct template *));

/* module.c */
/* Binds and runs: the queries in order, each held against its contracts and checks. */
struct module module_enter(struct expander *, const struct template *, const struct binding *,
                           size_t params);
struct frame module_frame(const struct expander *, const struct template *, const struct module *);
void expand_module(struct expander *, const struct template *, const struct module *);
void expand_partial(struct expander *, const struct node *);

#endif
