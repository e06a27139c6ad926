/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Footnotes at a page's foot, over the full measure whatever stands above. They take at most half a
 * page, or a whole one where nothing else is left; what is more goes on at the next page's foot. */
#include "page/builder.h"

void foot_add(struct builder *b, struct note_box *notes)
{
    *b->note_end = notes;
    while (*b->note_end)
        b->note_end = &(*b->note_end)->next;
}

/* Height of the notes, counted no further than `most`. */
static sp notes_sum(const struct layout *L, sp most)
{
    sp height = L->builder->notes ? L->theme->footnote.gap : 0;
    for (const struct note_box *n = L->builder->notes; n && height < most; n = n->next)
        height += n->height;
    return height;
}

/* The pieces of a note from `first` on, as the first note of the next page. */
static struct note_box *carry_note(struct layout *L, struct note_box *note, size_t first)
{
    if (first == 0)
        return note;
    struct note_box *rest = ARENA_NEW(L->arena, struct note_box);
    sp up = note->piece[first]->y;
    *rest = (struct note_box){.piece = note->piece + first,
                              .pieces = note->pieces - first,
                              .height = note->height - up,
                              .home = note->home,
                              .next = note->next};
    for (size_t i = 0; i < rest->pieces; i++)
        rest->piece[i]->y -= up;
    if (!rest->next)
        L->builder->note_end = &rest->next;
    return rest;
}

static void place_rule(struct layout *L, sp x, sp y)
{
    const struct rule *rule = &L->theme->footnote.rule;
    *place_item(L->builder) = display_box(ARTIFACT_LAYOUT, x, y, L->theme->footnote.rule_length,
                                          rule->width, rule->color);
}

/* Notes piece by piece down to the type area's foot; returns what did not fit. */
static struct note_box *place_lines(struct layout *L, sp start, sp y, sp bottom)
{
    bool is_first = true; /* one piece a page goes in any case, so that notes come to an end */
    for (struct note_box *n = L->builder->notes; n; n = n->next) {
        L->builder->slot++;
        for (size_t i = 0; i < n->pieces; i++, is_first = false) {
            const struct piece *p = n->piece[i];
            if (!is_first && y + p->y + p->height > bottom)
                return carry_note(L, n, i);
            place_content(L, p, start, y + p->y, 0);
        }
        y += n->height;
    }
    return NULL;
}

void foot_place(struct layout *L, sp most)
{
    struct builder *b = L->builder;
    if (!b->notes)
        return;
    if (most < L->theme->footnote.gap + L->theme->footnote.look.leading && most < b->height) {
        b->carried = notes_sum(L, 2 * b->height);
        return;
    }
    sp start = shape_start(L, b->made + 1), bottom = b->top + b->height;
    sp y = bottom - sp_min(most, notes_sum(L, most)) + L->theme->footnote.gap;
    if (!b->notes->has_no_rule)
        place_rule(L, start + L->theme->page.hang, y - L->theme->footnote.gap / 2);
    b->notes = place_lines(L, start, y, bottom);
    if (!b->notes)
        b->note_end = &b->notes;
    b->carried = notes_sum(L, 2 * b->height);
}
