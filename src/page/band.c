/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A band: pieces side by side in columns, from one height of a page to another. They flow from
 * column to column, each filled as far as the keep rules allow; or, with divided columns, each
 * stands in its own. The least height at which all fit balances the columns; it is found by
 * halving, as more height hardly ever holds less. */
#include "page/builder.h"

#include <stdlib.h>
#include <string.h>

enum bond bond_after(struct piece *const *piece, size_t n, size_t i)
{
    if (piece[i]->keeps)
        return BOND_KEEP;
    bool goes_on = i + 1 < n && piece[i]->hold && piece[i + 1]->hold == piece[i]->hold;
    return goes_on ? BOND_HOLD : BOND_NONE;
}

size_t band_run(struct piece *const *piece, size_t n)
{
    size_t i = 0;
    while (i < n && piece[i]->columns == piece[0]->columns)
        i++;
    return i;
}

sp band_notes(const struct layout *L, const struct band *band, sp notes)
{
    for (size_t i = 0; i < band->n; i++)
        notes += notes_height(L, band->piece[i], notes == 0);
    return notes;
}

/* A line inside a paragraph: alone in its column it would be lost. */
static bool is_inside(const struct piece *p)
{
    for (size_t i = p->items; i-- > 0;)
        if (p->item[i].kind == DISPLAY_LINE)
            return !p->item[i].line->ends_paragraph;
    return false;
}

/* Fills one column with pieces from `i` on; returns the first one behind it. The end is the last
 * one that tears least. */
static size_t fill_column(const struct layout *L, const struct band *band, size_t i, size_t n,
                          sp bottom, sp x, enum bond *bond)
{
    size_t end[BOND_KEEP + 1] = {0}, k = i;
    struct walk w;
    walk_begin(&w, L, band->top, bottom, 0);
    w.is_column = true;
    for (; k < n; k++) {
        walk_add(&w, band->piece[k]);
        band->piece[k]->x = x;
        if (is_gap(band->piece[k]))
            continue;
        if (!walk_fits(&w, 0))
            break;
        sp foot = foot_below(band->piece + k + 1, n - k - 1, band->piece[k]);
        enum bond after = bond_after(band->piece, n, k);
        if (after == BOND_HOLD && band->piece[k]->hold == band->piece[k]->columns->hold)
            after = BOND_NONE;
        bool is_alone = band->piece[k]->at_head && is_inside(band->piece[k]);
        if (walk_fits(&w, foot))
            end[is_alone ? BOND_KEEP : after] = k + 1;
    }
    *bond = BOND_NONE;
    if (k == n)
        return n;
    while (*bond < BOND_KEEP && !end[*bond])
        ++*bond;
    if (end[*bond])
        return end[*bond];
    return band->top == 0 && bottom >= L->builder->height / 2 ? k + 1 : i; /* taller than a page */
}

static size_t fill_flowing(const struct layout *L, const struct band *band, sp bottom,
                           enum bond *worst)
{
    const struct columns *c = band->piece[0]->columns;
    size_t i = 0;
    *worst = BOND_NONE;
    for (unsigned k = 0; k < c->n && i < band->n; k++) {
        enum bond bond;
        size_t next = fill_column(L, band, i, band->n, bottom, (sp)k * c->step, &bond);
        if (next == i)
            break;
        *worst = bond > *worst ? bond : *worst;
        i = next;
    }
    return i;
}

/* Each column by itself; what did not fit has no place. */
static size_t fill_divided(const struct layout *L, const struct band *band, sp bottom,
                           enum bond *worst)
{
    size_t filled = 0, n;
    *worst = BOND_NONE;
    for (size_t i = 0; i < band->n; i += n) {
        for (n = 1; i + n < band->n && band->piece[i + n]->lane == band->piece[i]->lane;)
            n++;
        enum bond bond;
        size_t next = fill_column(L, band, i, i + n, bottom, 0, &bond);
        *worst = bond > *worst ? bond : *worst;
        filled += next - i;
        for (size_t k = i; k < i + n; k++)
            band->piece[k]->is_out = k >= next;
    }
    return filled;
}

size_t band_fill(const struct layout *L, const struct band *band, sp bottom, enum bond *worst)
{
    return band->piece[0]->columns->is_divided ? fill_divided(L, band, bottom, worst)
                                               : fill_flowing(L, band, bottom, worst);
}

bool band_fits(const struct layout *L, const struct band *band, sp bottom)
{
    enum bond worst;
    return band->top <= bottom && band_fill(L, band, bottom, &worst) == band->n &&
           worst == BOND_NONE;
}

static sp lowest(const struct band *band)
{
    sp bottom = band->top;
    for (size_t i = 0; i < band->n; i++)
        if (!is_gap(band->piece[i]))
            bottom = sp_max(bottom, band->piece[i]->y + band->piece[i]->height);
    return bottom;
}

sp band_balance(const struct layout *L, const struct band *band, sp bottom)
{
    sp low = band->top, high = bottom, step = L->theme->body.look.leading / 4;
    enum bond worst;
    while (band_fits(L, band, bottom) && high - low > step) {
        sp middle = low + (high - low) / 2;
        if (band_fits(L, band, middle))
            high = middle;
        else
            low = middle;
    }
    band_fill(L, band, high, &worst);
    return lowest(band);
}

size_t band_part(const struct layout *L, const struct band *band, sp bottom)
{
    enum bond worst;
    size_t filled = band_fill(L, band, bottom, &worst), in = 0, out = 0;
    struct piece **rest = heap_resize(NULL, band->n, sizeof *rest);
    for (size_t i = 0; i < band->n; i++) {
        if (band->piece[i]->is_out)
            rest[out++] = band->piece[i];
        else
            band->piece[in++] = band->piece[i];
    }
    memcpy(band->piece + in, rest, out * sizeof *rest);
    free(rest);
    return filled;
}
