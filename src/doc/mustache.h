/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of Mustache: template text in, a tree of literal stretches and tags out. It knows
 * neither queries nor scopes. Called by template.c; walked by expand.c.
 *
 * Lines: a tag alone on its line takes the line with it; so does a layout or a block whose opening
 * tag begins a line and whose closing tag ends one. What indents such a partial, layout or block is
 * not text: it is set before each line of what comes in its place (draft.h). */
#ifndef DOC_MUSTACHE_H
#define DOC_MUSTACHE_H

#include "base/diagnostic.h"
#include "doc/locale.h"

/* The official Mustache has no formatters and no arguments; its names are free. */
enum dialect { DIALECT_STRICT, DIALECT_MUSTACHE };

enum node_kind {
    NODE_TEXT,
    NODE_VALUE,    /* {{x}}, {{{x}}}, {{&x}} */
    NODE_SECTION,  /* {{#x}} */
    NODE_INVERTED, /* {{^x}} */
    NODE_PARTIAL,  /* {{> x}} */
    NODE_LAYOUT,   /* {{<x}}: a partial whose blocks the children replace */
    NODE_BLOCK,    /* {{$x}} */
    NODE_PARALLEL  /* what `::: {.parallel}` holds (parallel_node.h) */
};

struct argument { /* name=value of a partial */
    struct text name, value;
    bool is_quoted; /* a text, not a column */
};

struct node {
    enum node_kind kind;
    struct text text;          /* NODE_TEXT: the literal; else the tag's name */
    struct place at;           /* of text's first byte, or of the tag's opening */
    const struct patch *patch; /* that it stands in, or NULL */
    bool is_markdown;          /* {{{x}}} */
    struct format format;
    const struct argument *argument;
    size_t arguments;
    struct node *child, *next;
    unsigned number; /* NODE_LAYOUT, NODE_PARALLEL: among those of the template, from 1 */
    size_t colons;   /* NODE_PARALLEL: of its fence */

    /* partials, layouts, blocks */
    bool is_standalone;     /* takes its lines with it */
    struct text indent;     /* what stands before the opening tag on its line */
    struct place indent_at; /* of that */
    /* blocks */
    bool starts_line;     /* what is inside begins on a line of its own, */
    bool has_margin;      /* which is not the closing tag's: */
    struct text margin;   /* the white space before it */
    struct text line_end; /* that was taken with the closing tag */
    struct place line_end_at;
};

struct patch { /* from this offset on, the text of a stretch is another's */
    size_t from;
    struct place at;  /* of its first byte */
    const char *lang; /* it is in another language than the document; or NULL */
    const char *home; /* the file that its pictures' paths are relative to, if not at's; or NULL */
};

struct stretch { /* template text without the lines that are queries */
    struct text text;
    struct place at;
    const struct patch *patch; /* ordered; places between them follow from the text */
    size_t patches;
};

enum { LONGEST_TAG = 4096 }; /* bytes; comments may be longer */

/* Faults are reported and left out of the tree. NULL: no content. */
struct node *mustache_parse(struct arena *, enum dialect, const struct stretch *, size_t n,
                            struct diag *);

#endif
