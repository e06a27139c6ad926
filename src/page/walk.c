/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where pieces stand one below the other, on a page or in a column of it: white before them, the
 * baseline grid, side matter to be cleared, what a table sets again, and room for the notes. Those
 * who judge a page and those who place it ask the same walk, so they agree. */
#include "page/builder.h"

bool is_gap(const struct piece *p)
{
    return p->height == 0 && p->items == 0 && p->lates == 0;
}

/* Notes take at most half a page; what is more goes on at the next page's foot. */
sp notes_cap(const struct builder *b)
{
    return b->height / 2;
}

sp notes_height(const struct layout *L, const struct piece *p, bool is_first)
{
    sp height = 0;
    for (const struct note_box *n = p->notes; n; n = n->next)
        height += n->height;
    return height && is_first ? height + L->theme->footnote.gap : height;
}

sp foot_below(struct piece *const *next, size_t n, const struct piece *p)
{
    for (size_t i = 0; i < n; i++)
        if (!is_gap(next[i]))
            return p->renewal && next[i]->renewal == p->renewal ? p->foot_height : 0;
    return p->foot_height; /* what comes is not known yet */
}

static sp snap(const struct layout *L, sp y)
{
    sp grid = L->theme->grid;
    return grid > 0 ? (y + grid - 1) / grid * grid : y;
}

void walk_begin(struct walk *w, const struct layout *L, sp top, sp room, sp notes)
{
    *w = (struct walk){.L = L, .room = room, .y = top, .ink = top, .notes = notes};
}

/* White does not add up: of what the upper block wants below it and the lower one above it, the
 * larger counts. What follows a heading moves near to it. */
static sp white_above(const struct walk *w, const struct piece *p)
{
    return sp_max(w->white, w->is_below_title ? p->before / 2 : p->before);
}

/* On the grid; up a little, where there is white enough above. */
static sp snap_below(const struct layout *L, sp y, sp white)
{
    sp grid = L->theme->grid, over = grid > 0 ? y % grid : 0;
    return white >= grid && over <= grid / 4 ? y - over : snap(L, y);
}

static sp start_of(const struct walk *w, const struct piece *p)
{
    if (!w->has_ink)
        return p->renewal && p->head_height ? w->y + p->head_height : w->y;
    sp white = white_above(w, p), start = w->y + white;
    if (p->is_wide || p->side_bottom)
        start = sp_max(start, w->clear);
    if (p->is_free)
        return start;
    return start > w->y + white ? snap(w->L, start) : snap_below(w->L, start, white);
}

void walk_add(struct walk *w, struct piece *p)
{
    if (is_gap(p)) {
        w->white = w->has_ink ? white_above(w, p) : 0;
        return;
    }
    p->y = start_of(w, p);
    p->at_head = !w->has_ink;
    w->y = w->ink = p->y + p->height;
    w->white = p->after;
    w->is_below_title = p->is_title;
    if (p->side_bottom) {
        w->clear = p->y + p->side_bottom;
        w->side = sp_max(w->side, w->clear);
    }
    if (!w->is_column)
        w->notes += notes_height(w->L, p, w->notes == 0);
    w->lines += p->lines;
    w->has_ink = true;
}

sp walk_end(const struct walk *w)
{
    return w->has_ink ? w->y + w->white : w->y;
}

sp walk_reserve(const struct walk *w)
{
    return w->is_column ? 0 : sp_min(w->notes, notes_cap(w->L->builder));
}

bool walk_fits(const struct walk *w, sp foot)
{
    return sp_max(w->ink + foot, w->side) + walk_reserve(w) <= w->room;
}

/* White goes on to the next line of the grid, so that columns begin level with it. */
sp walk_level(struct walk *w, const struct columns *columns)
{
    if (w->has_ink && columns->is_free)
        w->y = sp_max(walk_end(w), w->clear);
    else if (w->has_ink)
        w->y = sp_max(snap_below(w->L, walk_end(w), w->white), snap(w->L, w->clear));
    w->white = 0;
    return w->y;
}
