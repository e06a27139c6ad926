/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The structure tree's elements: made in reading order, kept for the whole document. */
#include "page/layout.h"

#include <string.h>

const char *const role_names[ROLES] = {
    "Document", "H1",  "H2",   "H3",    "H4",         "H5",     "H6",    "P",
    "L",        "LI",  "Lbl",  "LBody", "BlockQuote", "Code",   "Table", "THead",
    "TBody",    "TR",  "TH",   "TD",    "Caption",    "Figure", "Note",  "Reference",
    "Link",     "TOC", "TOCI", "Div",   "Aside",      "Span"};

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
