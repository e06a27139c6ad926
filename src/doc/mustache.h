/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of Mustache: template text in, a tree of literal stretches and tags out. It knows
 * neither queries nor scopes. Called by template.c; walked by expand.c. */
#ifndef DOC_MUSTACHE_H
#define DOC_MUSTACHE_H

#include "base/diagnostic.h"
#include "doc/locale.h"

enum node_kind {
    NODE_TEXT,
    NODE_VALUE,    /* {{x}}, {{{x}}}, {{&x}} */
    NODE_SECTION,  /* {{#x}} */
    NODE_INVERTED, /* {{^x}} */
    NODE_PARTIAL,  /* {{> x}} */
    NODE_LAYOUT,   /* {{<x}}: a partial whose blocks the children replace */
    NODE_BLOCK     /* {{$x}} */
};

struct argument { /* name=value of a partial */
    struct text name, value;
    bool is_quoted; /* a text, not a column */
};

struct node {
    enum node_kind kind;
    struct text text; /* NODE_TEXT: the literal; else the tag's name */
    struct place at;  /* of text's first byte, or of the tag's opening */
    bool is_markdown; /* {{{x}}} */
    struct format format;
    struct text indent; /* a partial or layout alone on its line: what stands before it */
    const struct argument *argument;
    size_t arguments;
    struct node *child, *next;
};

struct stretch { /* template text without the lines that are queries */
    struct text text;
    struct place at;
};

/* Faults are reported and left out of the tree. NULL: no content. */
struct node *mustache_parse(struct arena *, const struct stretch *, size_t n, struct diag *);

#endif
