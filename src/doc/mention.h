/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a template's literal text names rows: data=NAME and mosaic=NAME in the attributes of a
 * fenced div's opening. The rows meant depend on the loop around, so expand.c resolves them. */
#ifndef DOC_MENTION_H
#define DOC_MENTION_H

#include "doc/mustache.h"

struct mention {
    struct text name; /* points into the template's text */
    struct place at;
};

struct mention_list {
    struct mention *mention;
    size_t n, cap;
};

/* In the order of the text. */
void mentions_find(struct arena *, const struct stretch *, size_t n, struct mention_list *out);

#endif
