/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An SVG file as a tree of its elements. Whatever could reach beyond the file – entities, addresses
 * that are not a "#name" of its own – is refused here, before anything is drawn by us or by another
 * program. Private to svg*.c. */
#ifndef PAGE_SVG_TREE_H
#define PAGE_SVG_TREE_H

#include "base/diagnostic.h"
#include "base/map.h"

struct svg_attr {
    struct text name, value;
};

struct svg_node {
    struct text name; /* local; empty: not SVG's */
    const struct svg_attr *attr;
    size_t attrs;
    struct text said; /* its characters: style, title, desc */
    struct svg_node *parent, *child, *last, *next;
    uint32_t offset; /* in the file */
    bool is_open;    /* svg.c's: being drawn */
};

struct svg_file {
    struct text text;
    const char *shown;
    struct svg_node *root;
    struct svg_node *const *named; /* those with an id, in order */
    size_t nameds;
    struct map ids;
    const struct svg_node *const *sheet; /* style elements */
    size_t sheets;
};

/* NULL: reported, with its place in the file. */
const struct svg_file *svg_tree_read(struct arena *, struct text file, const char *shown,
                                     struct diag *);
struct place svg_place(const struct svg_file *, const struct svg_node *);
/* Empty: there is none. */
struct text svg_attr(const struct svg_node *, const char *name);
/* "#name" or "url(#name)" to the element; NULL: neither, or none has the name. */
struct svg_node *svg_target(const struct svg_file *, struct text reference);

#endif
