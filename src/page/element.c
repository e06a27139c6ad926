/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The structure tree's elements: made in reading order, kept for the whole document. */
#include "page/layout.h"

#include <string.h>

static const char *language_above(const struct element *e)
{
    for (; e; e = e->parent)
        if (e->lang)
            return e->lang;
    return NULL;
}

struct element *element_new(struct layout *L, struct element *parent, enum role role,
                            const char *lang)
{
    struct element *e = ARENA_NEW(L->arena, struct element);
    const char *outer = language_above(parent);
    e->parent = parent;
    e->role = role;
    e->lang = lang && (!outer || strcmp(lang, outer) != 0) ? lang : NULL;
    if (parent) {
        if (parent->last)
            parent->last->next = e;
        else
            parent->child = e;
        parent->last = e;
    }
    return e;
}
