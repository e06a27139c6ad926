/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `.parallel` in a template's text, for which expand.c must know where it begins and ends. */
#ifndef DOC_PARALLEL_NODE_H
#define DOC_PARALLEL_NODE_H

#include "doc/mustache.h"

/* Makes what each `.parallel` of the template holds the children of a NODE_PARALLEL; layouts and
 * these get their numbers. */
void parallel_nodes_cut(struct arena *, struct node *body);
/* The node of that kind and number in the same text in another language, or NULL. */
const struct node *parallel_node_find(const struct node *body, enum node_kind, unsigned number);

#endif
