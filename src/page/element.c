/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The structure tree's elements: made in reading order. A complete one goes to the sink when the
 * last page that shows anything of it is out, and its memory serves the next. */
#include "page/layout.h"

#include <string.h>

static const char *language_above(const struct element *e)
{
    for (; e; e = e->parent)
        if (e->lang)
            return e->lang;
    return NULL;
}

/* Those say their language even if it is the document's: some readers look no further up. */
static bool holds_text(enum role role)
{
    return role <= ROLE_P;
}

static struct element *new_element(struct layout *L)
{
    struct element *e = L->spare;
    if (!e)
        return ARENA_NEW(L->arena, struct element);
    L->spare = e->next;
    *e = (struct element){0};
    return e;
}

struct element *element_new(struct layout *L, struct element *parent, enum role role,
                            const char *lang)
{
    struct element *e = new_element(L);
    const char *outer = language_above(parent);
    if (!outer && !holds_text(role))
        outer = L->tree->lang;
    e->serial = ++L->serial;
    e->parent = parent;
    e->role = role;
    e->lang = lang && (!outer || strcmp(lang, outer) != 0) ? lang : NULL;
    if (parent) {
        if (parent->last)
            parent->last->next = e;
        else
            parent->child = e;
        e->previous = parent->last;
        parent->last = e;
    }
    return e;
}

struct element *element_said(struct layout *L, struct element *e, const char *lang)
{
    return lang ? element_new(L, e, ROLE_SPAN, lang) : e;
}

static void unlink_element(struct element *e)
{
    struct element *parent = e->parent;
    if (e->previous)
        e->previous->next = e->next;
    else
        parent->child = e->next;
    if (e->next)
        e->next->previous = e->previous;
    else
        parent->last = e->previous;
}

static void recycle(struct layout *L, struct element *e)
{
    for (struct element *child = e->child, *next; child; child = next) {
        next = child->next;
        recycle(L, child);
    }
    e->role = ROLES; /* whoever still uses it is found out */
    e->next = L->spare;
    L->spare = e;
}

void element_complete(struct layout *L, struct element *e)
{
    if (!L->sink->element || L->has_failed)
        return;
    if (!L->sink->element(L->sink->context, e))
        L->has_failed = true;
    unlink_element(e);
    recycle(L, e);
}
