/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses where a page ends. Each place where it could has a cost: white left at its foot, what the
 * break would tear, a hyphen before the page is turned. A page is judged together with the one
 * after it, or, where the pages must end (a forced break, the document's end), with all that are
 * left, of which there are three at most: so the last ones share their lines. After the page
 * builder of TeX (Knuth, The TeXbook, 1986, chapter 15), with look-back in place of its greed. */
#include "page/builder.h"

#include <string.h>

/* Costs: one is a page's foot a line short. A few lines count by their square, so that two pages
 * each a little short are better than one that is more so; what is beyond them counts no more than
 * the first, so that no full page is shortened to fill one that must be short. */
enum {
    HYPHEN_COST = 20,   /* worth a foot seven lines short */
    LONELY_COST = 2500, /* a last page with a few lines; worth any foot but a hole */
    HOLE_COST = 3000,   /* much white before what cannot be divided */
    ALONE_COST = 4000,  /* a page of notes alone: before what would have to be torn above them */
    TEAR_COST = 150,   /* a table or columns of a third of a page torn: worth any foot but a hole */
    HOLD_COST = 20000, /* a .keep that would fit a page is torn */
    EMPTY_COST = 50000,  /* a page with hardly anything on it, to save what comes from being torn */
    KEEP_COST = 1000000, /* a heading parted from its text, a line from its paragraph */
    LEAST_LINES = 5,     /* on a last page */
    SPLIT_COST = 20,     /* a note that goes on over the page's end */
    PART_COST = 2000,    /* columns side by side that go on over the page's end */
    ROW_COST = 3500,
    FEW_LINES = 4,
    SHORT_PERCENT = 33,
    HOLE_PERCENT = 35, /* of a page's height is a hole */
    EMPTY_PERCENT = 75,
    SHORTER = 5, /* so many lines may columns end before the foot, to help the next page */
    LOOK_AHEAD = 2,
    LOOK_TO_END = 4 /* pages */
};
static const int64_t NO_COST = INT64_MAX;

struct judge { /* a page's possible ends */
    const struct layout *L;
    size_t first;
    bool is_final, is_open;
    struct page_end end[MOST_ENDS];
    size_t ends;
};

static struct page_end *add_end(struct judge *j, size_t at, const struct walk *w, int64_t cost)
{
    if (j->ends == MOST_ENDS) {
        memmove(j->end, j->end + MOST_ENDS / 2, MOST_ENDS / 2 * sizeof *j->end);
        j->ends = MOST_ENDS / 2;
    }
    sp carried = w->notes - notes_cap(j->L->builder);
    j->end[j->ends] = (struct page_end){.at = at, .cost = cost};
    if (carried > 0)
        j->end[j->ends].carried = carried + j->L->theme->footnote.gap;
    return &j->end[j->ends++];
}

static int64_t bond_cost(enum bond bond)
{
    return bond == BOND_KEEP ? KEEP_COST : bond == BOND_HOLD ? HOLD_COST : 0;
}

/* A short table stays whole. i: its last row on the page. */
static int64_t tear_cost(const struct builder *b, size_t i)
{
    const struct renewal *table = b->queue[i]->renewal;
    sp most = sp_ratio(b->height, SHORT_PERCENT, 100), height = 0;
    if (!table || i + 1 >= b->queued || b->queue[i + 1]->renewal != table)
        return 0;
    for (size_t k = i + 1; k < b->queued && b->queue[k]->renewal == table && height <= most; k++)
        height += b->queue[k]->height;
    for (size_t k = i + 1; k-- > 0 && b->queue[k]->renewal == table && height <= most;)
        height += b->queue[k]->height;
    return height <= most ? TEAR_COST : 0;
}

static int64_t white_cost(const struct walk *w)
{
    const struct layout *L = w->L;
    sp white = sp_max(0, w->room - walk_reserve(w) - sp_max(w->ink, w->side));
    int64_t lines = white / L->theme->body.look.leading;
    int64_t percent = white * 100 / L->builder->height;
    int64_t hole = percent > EMPTY_PERCENT ? EMPTY_COST : percent > HOLE_PERCENT ? HOLE_COST : 0;
    int64_t few = lines < FEW_LINES ? lines : FEW_LINES;
    return few * few + lines - few + hole;
}

static int64_t hyphen_cost(const struct piece *p)
{
    for (size_t i = p->items; i-- > 0;)
        if (p->item[i].kind == DISPLAY_LINE)
            return p->item[i].line->ends_hyphenated ? HYPHEN_COST : 0;
    return 0;
}

/* The last page before a break that must be has no white to judge, but should hold some lines. On a
 * small page, fewer will do. */
static int64_t last_cost(const struct walk *w)
{
    const struct layout *L = w->L;
    sp leading = L->theme->body.look.leading;
    int64_t least = sp_min(LEAST_LINES, L->builder->height / leading / 3);
    bool is_low = w->ink < sp_ratio(L->builder->height, HOLE_PERCENT, 100);
    return is_low && (int64_t)w->lines < least ? LONELY_COST + least - w->lines : 0;
}

/* Ends within columns: down to the foot, or a little less. */
static void judge_torn_band(struct judge *j, const struct walk *w, const struct band *band)
{
    const struct layout *L = j->L;
    size_t from = (size_t)(band->piece - L->builder->queue), before = 0;
    sp height = 0, most = sp_ratio(L->builder->height, SHORT_PERCENT, 100);
    for (size_t i = 0; i < band->n && height <= most; i++)
        height += piece_share(band->piece[i]);
    int64_t tear = height <= most ? TEAR_COST : 0;
    for (int64_t k = SHORTER; k-- > 0;) {
        struct walk after = *w;
        struct band part = *band;
        enum bond worst = BOND_NONE;
        for (bool is_stable = false; !is_stable;) { /* notes of what fits take room from it */
            sp bottom = w->room - walk_reserve(&after) - k * L->theme->body.look.leading;
            part.n = band->n;
            part.n = bottom > part.top ? band_fill(L, &part, bottom, &worst) : 0;
            sp notes = band_notes(L, &part, w->notes);
            is_stable = notes <= after.notes;
            after.notes = sp_max(notes, after.notes);
        }
        unsigned hold = band->piece[0]->hold;
        bool tears_hold = hold && hold == band->piece[0]->columns->hold && part.n < band->n;
        if (tears_hold && worst == BOND_NONE)
            worst = BOND_HOLD;
        if (part.n > before)
            add_end(j, from + part.n, &after,
                    k * k + tear + bond_cost(worst) + hyphen_cost(part.piece[part.n - 1]));
        before = part.n;
    }
}

/* Rows of two languages are many, and what the next page costs is not known of a torn one: those
 * that a page can take stay whole rather. */
static int64_t part_cost(const struct judge *j, const struct band *band)
{
    struct band alone = {band->piece, band->n, 0};
    bool is_row = band->piece[0]->columns->is_free;
    return is_row && band_fits(j->L, &alone, j->L->builder->height) ? ROW_COST : PART_COST;
}

/* Divided columns stay whole, unless that would leave a hole or no page can take them. */
static void judge_divided_band(struct judge *j, const struct walk *w, const struct band *band)
{
    const struct layout *L = j->L;
    size_t from = (size_t)(band->piece - L->builder->queue);
    struct walk after = *w;
    after.notes = band_notes(L, band, w->notes);
    sp bottom = w->room - walk_reserve(&after);
    enum bond worst;
    int64_t cost = part_cost(j, band);
    size_t n = bottom > band->top ? band_fill(L, band, bottom, &worst) : 0;
    if (n)
        add_end(j, from + n, &after, cost + bond_cost(worst))->parts = n < band->n;
}

/* False: the page ends in the band. */
static bool judge_band(struct judge *j, struct walk *w, size_t i)
{
    const struct builder *b = j->L->builder;
    const struct columns *columns = b->queue[i]->columns;
    struct band band = {b->queue + i, band_run(b->queue + i, b->queued - i),
                        walk_level(w, columns)};
    bool is_whole = i + band.n < b->queued || j->is_final || columns->is_closed;
    struct walk after = *w;
    after.notes = band_notes(j->L, &band, w->notes);
    sp bottom = w->room - walk_reserve(&after);
    if (!band_fits(j->L, &band, bottom)) {
        (columns->is_divided ? judge_divided_band : judge_torn_band)(j, w, &band);
        return false;
    }
    j->is_open = !is_whole;
    if (!is_whole)
        return false;
    after.y = after.ink = band_balance(j->L, &band, bottom);
    after.lines += (unsigned)((after.ink - band.top) / j->L->theme->body.look.leading);
    after.has_ink = true;
    *w = after;
    enum bond bond = bond_after(b->queue, b->queued, i + band.n - 1);
    add_end(j, i + band.n, w, white_cost(w) + bond_cost(bond));
    return true;
}

/* Nothing fits: notes that go on come first, or the piece is taller than a page. */
static void force_end(struct judge *j, const struct walk *w, size_t i, sp carried)
{
    bool has_free = false;
    for (size_t k = 0; k < j->ends; k++)
        has_free = has_free || j->end[k].cost < HOLD_COST;
    if (carried && !has_free)
        add_end(j, j->first, w, ALONE_COST)->carried = 0;
    else if (!j->ends)
        add_end(j, i + 1, w, KEEP_COST);
}

/* The notes of the last piece do not fit whole: some of their lines do, and the rest goes on. */
static void split_notes(struct judge *j, const struct walk *w, size_t i, sp notes_before)
{
    const struct builder *b = j->L->builder;
    const sp line = j->L->theme->footnote.look.leading;
    sp gap = notes_before ? 0 : j->L->theme->footnote.gap, least = notes_before + gap + 2 * line;
    sp room = sp_min(w->room - sp_max(w->ink, w->side), notes_cap(b));
    if (w->notes <= notes_before || room < least)
        return;
    enum bond bond = bond_after(b->queue, b->queued, i);
    bool is_last = j->is_final && i + 1 == b->queued; /* only the note would be left */
    struct page_end *end =
        add_end(j, i + 1, w, SPLIT_COST + bond_cost(bond) + (is_last ? ALONE_COST : 0));
    end->carried = w->notes - room + j->L->theme->footnote.gap;
}

/* All ends of a page that begins with piece `first`, and below which `carried` of notes go on. */
static void find_ends(struct judge *j, sp carried)
{
    const struct builder *b = j->L->builder;
    struct walk w;
    walk_begin(&w, j->L, 0, b->height, carried);
    for (size_t i = j->first; i < b->queued;) {
        struct piece *p = b->queue[i];
        if (p->columns && !is_gap(p)) {
            if (!judge_band(j, &w, i)) {
                if (!j->is_open)
                    force_end(j, &w, i, carried);
                return;
            }
            i += band_run(b->queue + i, b->queued - i);
            continue;
        }
        sp notes = w.notes;
        walk_add(&w, p);
        i++;
        if (is_gap(p))
            continue;
        if (!walk_fits(&w, 0)) {
            split_notes(j, &w, i - 1, notes);
            force_end(j, &w, i - 1, carried);
            return;
        }
        if (walk_fits(&w, foot_below(b->queue + i, b->queued - i, p)))
            add_end(j, i, &w,
                    white_cost(&w) + bond_cost(bond_after(b->queue, b->queued, i - 1)) +
                        tear_cost(b, i - 1) + hyphen_cost(p));
    }
    if (j->is_final)
        add_end(j, b->queued, &w, last_cost(&w));
    else
        j->is_open = true;
}

/* The least cost of all pages from piece `first` on, looking `ahead` pages; chosen: the first one's
 * end. The fullest page is tried first, and what alone costs more than the best so far is not
 * looked into: so hardly more than one or two are. */
static int64_t least_cost(const struct layout *L, size_t first, sp carried, int ahead,
                          bool is_final, struct page_end *chosen, bool *is_open)
{
    struct builder *b = L->builder;
    if (first >= b->queued || ahead == 0)
        return 0;
    if (!chosen && b->best[first] >= 0)
        return b->best[first];
    struct judge j = {.L = L, .first = first, .is_final = is_final};
    find_ends(&j, carried);
    int64_t best = j.is_open ? 0 : NO_COST;
    for (size_t k = j.ends; k-- > 0 && !j.is_open;) {
        const struct page_end *e = &j.end[k];
        if (e->cost >= best)
            continue;
        int64_t cost = e->cost;
        if (!e->parts && e->at > first)
            cost += least_cost(L, e->at, e->carried, ahead - 1, is_final, NULL, NULL);
        if (cost < best) {
            best = cost;
            if (chosen)
                *chosen = *e;
        }
    }
    if (is_open)
        *is_open = j.is_open;
    b->best[first] = best;
    return best;
}

/* Columns side by side that go on over the page's end: what stands on this page comes first. */
static size_t part_bands(const struct layout *L, size_t end)
{
    const struct builder *b = L->builder;
    struct walk w;
    walk_begin(&w, L, 0, b->height, b->carried);
    for (size_t i = 0; i < b->queued; i++) {
        struct piece *p = b->queue[i];
        if (p->columns && !is_gap(p)) {
            struct band band = {b->queue + i, band_run(b->queue + i, b->queued - i),
                                walk_level(&w, p->columns)};
            w.notes = band_notes(L, &band, w.notes);
            sp bottom = w.room - walk_reserve(&w);
            if (i + band.n > end)
                return i + band_part(L, &band, bottom);
            w.y = w.ink = band_balance(L, &band, bottom);
            w.has_ink = true;
            i += band.n - 1;
            continue;
        }
        walk_add(&w, p);
    }
    return end;
}

size_t judge_page(struct layout *L, bool is_final, bool *is_open)
{
    struct builder *b = L->builder;
    struct page_end end = {0};
    b->best = heap_grow(b->best, sizeof *b->best, &b->best_cap, b->queued + 1);
    for (size_t i = 0; i <= b->queued; i++)
        b->best[i] = -1;
    least_cost(L, 0, b->carried, is_final ? LOOK_TO_END : LOOK_AHEAD, is_final, &end, is_open);
    return end.parts ? part_bands(L, end.at) : end.at;
}
