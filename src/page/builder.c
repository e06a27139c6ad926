/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes pieces in their order and lets them wait until about two pages are full: then it is known
 * where the first one ends best (judge.c), and it is placed (place.c). At a forced break and at the
 * end all that wait are placed. What stays together is settled here: labels and side matter join
 * the piece they belong to, headings get their company, .keep its number. A document's lines live
 * in arenas that follow each other; each is freed when the last page that shows its lines is out.
 */
#include "page/builder.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "page/mirror.h"

enum {
    MOST_PAGES = 1000000,
    COMPANY = 2,      /* lines or rows below a heading on its page */
    WAITING_PAGES = 2 /* of pieces; more of what stands in columns that are not closed */
};

static struct home *home_new(struct layout *L)
{
    struct home *home = ARENA_NEW(L->arena, struct home);
    home->arena = arena_new();
    home->number = L->builder->home ? L->builder->home->number + 1 : 0;
    return home;
}

/* Optical top: the first line's capitals, not its line box, meet the margin. */
static void set_shape(struct layout *L, const struct page_shape *shape)
{
    struct builder *b = L->builder;
    const struct look *body = &L->theme->body.look;
    sp rise = baseline_in(L, body) - cap_height_of(L, body);
    L->shape = *shape;
    b->top = shape->top - rise;
    b->height = shape->height - shape->top - shape->bottom + rise;
    if (L->theme->grid > 0 && L->theme->grid <= b->height)
        b->height = b->height / L->theme->grid * L->theme->grid;
    if (L->theme->grid > 0 && L->theme->grid_lines > 0)
        b->height = sp_min(b->height, L->theme->grid_lines * L->theme->grid_leading);
}

struct builder *builder_new(struct layout *L)
{
    struct builder *b = L->builder = ARENA_NEW(L->arena, struct builder);
    b->home = home_new(L);
    b->page.arena = arena_new();
    b->attach_end = &b->attached;
    b->note_end = &b->notes;
    b->section = "";
    struct page_shape upright = shape_upright(L);
    set_shape(L, &upright);
    return b;
}

unsigned builder_pages(const struct layout *L)
{
    return L->builder->made;
}

sp builder_room(const struct layout *L)
{
    return L->builder->height;
}

sp builder_top(const struct layout *L)
{
    return L->builder->top;
}

struct arena *builder_arena(struct layout *L)
{
    return L->builder->home->arena;
}

/* When nobody reads what is being made, a new arena may begin: once a page. Those who make a chain
 * of pieces may read what they made of it. */
static void move_home(struct layout *L)
{
    struct builder *b = L->builder;
    bool is_chained = b->holds > b->voided || (b->queued && b->queue[b->queued - 1]->keeps);
    if (is_chained || b->attached || b->borrows || b->made == b->home_at)
        return;
    b->home->next = b->homes;
    b->homes = b->home;
    b->home = home_new(L);
    b->home_at = b->made;
}

/* What stays together */

sp first_baseline(const struct piece *p)
{
    for (size_t i = 0; i < p->items; i++)
        if (p->item[i].kind == DISPLAY_LINE)
            return p->item[i].y;
    return -1;
}

/* Side matter and labels join the first piece that has a line; they are read before it. */
static void join_attached(struct layout *L, struct piece *p)
{
    struct builder *b = L->builder;
    sp baseline = first_baseline(p);
    if (!b->attached || baseline < 0)
        return;
    struct display *own = p->item;
    size_t owns = p->items;
    struct note_box *notes = p->notes, **end = &p->notes;
    p->item = NULL;
    p->notes = NULL;
    p->items = p->item_cap = 0;
    for (struct attachment *a = b->attached; a; a = a->next) {
        sp down = baseline - a->baseline;
        piece_append(L, p, a->piece, down);
        if (a->height && down + a->height > p->side_bottom)
            p->side_bottom = down + a->height;
    }
    for (size_t i = 0; i < owns; i++)
        *piece_item(L, p, own[i].kind) = own[i];
    while (*end)
        end = &(*end)->next;
    *end = notes;
    b->attached = NULL;
    b->attach_end = &b->attached;
}

static void piece_name(struct layout *L, struct piece *p, const char *name)
{
    struct display *anchor = piece_item(L, p, DISPLAY_ANCHOR);
    anchor->artifact = ARTIFACT_LAYOUT;
    anchor->name = name;
}

/* What is gathered for a cell has no names of what stands around the cell's table. */
static void join_names(struct layout *L, struct piece *p)
{
    struct due_name **due = &L->builder->due;
    while (*due && !is_gap(p)) {
        if ((*due)->gathers >= L->builder->gathers) {
            piece_name(L, p, (*due)->name);
            *due = (*due)->next;
        } else {
            due = &(*due)->next;
        }
    }
}

/* Lines of text, for which a picture's height counts, too. What leads to something, and all but a
 * row's last line, is none. */
static unsigned lines_of(const struct layout *L, const struct piece *p)
{
    sp lines = p->height / L->theme->body.look.leading;
    if (p->items == 0)
        return 0;
    return lines < 2 || p->is_prelude ? 1 : lines > 99 ? 99 : (unsigned)lines;
}

static void keep_company(struct builder *b, struct piece *p)
{
    if (p->heading) {
        b->company = COMPANY;
    } else if (b->company && !p->is_prelude && !is_gap(p)) {
        bool is_part = p->renewal && p->keeps; /* of a row */
        unsigned lines = is_part ? 0 : p->lines;
        b->company -= lines < b->company ? lines : b->company;
        p->keeps = p->keeps || b->company > 0;
    }
}

/* The last piece that is not white, and the white after it, stay with what comes. */
static void cling(struct builder *b)
{
    for (size_t i = b->queued; i-- > 0;) {
        b->queue[i]->keeps = true;
        if (!is_gap(b->queue[i]))
            return;
    }
}

/* A .keep that is taller than a page cannot be kept: its parts may be. */
static void note_hold(struct builder *b, struct piece *p)
{
    if (b->holds <= b->voided)
        return;
    p->hold = b->hold;
    bool is_around = p->columns && p->columns->hold == b->hold;
    b->held += is_around ? piece_share(p) : p->height;
    if (b->held <= b->height)
        return;
    b->voided = b->holds;
    p->hold = 0;
    for (size_t i = b->queued; i-- > 0 && b->queue[i]->hold == b->hold;)
        b->queue[i]->hold = 0;
}

void builder_hold(struct layout *L)
{
    struct builder *b = L->builder;
    if (b->holds++ == b->voided) {
        b->hold++;
        b->held = 0;
    }
}

void builder_release(struct layout *L)
{
    struct builder *b = L->builder;
    assert(b->holds > 0);
    b->holds--;
    if (b->gathers && b->queued && b->holds == b->gather_holds)
        b->queue[b->queued - 1]->keeps = false;
    if (b->voided > b->holds)
        b->voided = b->holds;
    move_home(L);
}

/* Pages */

sp piece_share(const struct piece *p)
{
    return p->columns ? p->height / (sp)p->columns->n : p->height;
}

/* White at a page's head is none. */
static void drop_gaps(struct builder *b)
{
    size_t n = 0;
    while (n < b->queued && is_gap(b->queue[n]))
        b->queue[n++]->home->waiting--;
    if (n == 0)
        return;
    b->queued -= n;
    memmove(b->queue, b->queue + n, b->queued * sizeof(struct piece *));
}

static void place_full_pages(struct layout *L)
{
    struct builder *b = L->builder;
    bool is_open = b->columns && b->columns->is_divided;
    while (!is_open && b->waiting > WAITING_PAGES * b->height && b->made < MOST_PAGES) {
        size_t n = judge_page(L, false, &is_open);
        if (is_open)
            return;
        place_page(L, n);
        drop_gaps(b);
    }
}

/* The last page holds a few lines only, and what comes may go on below them. */
static bool is_spill(const struct layout *L, sp spill)
{
    const struct builder *b = L->builder;
    struct walk w;
    walk_begin(&w, L, 0, b->height, b->carried);
    for (size_t i = 0; i < b->queued; i++) {
        if (b->queue[i]->columns || b->queue[i]->is_contents)
            return false;
        walk_add(&w, b->queue[i]);
    }
    return b->made > 0 && sp_max(w.ink, w.side) + walk_reserve(&w) <= spill;
}

static void place_all(struct layout *L, sp spill)
{
    struct builder *b = L->builder;
    bool is_open;
    for (drop_gaps(b); b->queued && b->made < MOST_PAGES; drop_gaps(b)) {
        size_t n = judge_page(L, true, &is_open);
        if (n == b->queued && is_spill(L, spill))
            return;
        place_page(L, n);
    }
    b->queued = 0;
    b->waiting = 0;
    b->company = 0;
}

static void place_notes(struct layout *L)
{
    while (L->builder->notes)
        place_page(L, 0);
}

static void begin_page(struct layout *L, bool on_right, sp spill)
{
    place_all(L, spill);
    if (!on_right || L->builder->made % 2 == 0)
        return;
    place_notes(L);
    if (L->builder->made % 2)
        place_blank(L);
}

void builder_new_page(struct layout *L, bool on_right)
{
    if (L->builder->gathers)
        return;
    begin_page(L, on_right, 0);
    move_home(L);
}

void builder_begin_chapter(struct layout *L, bool on_right, sp spill)
{
    if (!L->builder->gathers)
        begin_page(L, on_right, on_right ? 0 : spill);
}

unsigned builder_fill_to(struct layout *L, unsigned page)
{
    struct builder *b = L->builder;
    place_all(L, 0);
    place_notes(L);
    while (b->made + 1 < page && b->made < MOST_PAGES)
        place_blank(L);
    return b->made + 1;
}

static void place_bare(struct layout *L)
{
    struct builder *b = L->builder;
    place_notes(L);
    b->queue[0]->y = 0;
    place_page(L, 1);
}

void builder_add(struct layout *L, struct piece *p)
{
    struct builder *b = L->builder;
    if ((p->new_page || p->is_bare) && !b->gathers)
        begin_page(L, p->on_right, p->is_bare || p->on_right ? 0 : p->spill);
    piece_turn(L, p);
    join_attached(L, p);
    join_names(L, p);
    if (b->marks_row) {
        p->begins_row = true;
        b->marks_row = false;
    }
    if (b->gathers) {
        p->keeps = p->keeps || b->holds > b->gather_holds;
        b->queue = heap_grow(b->queue, sizeof(struct piece *), &b->queue_cap, b->queued + 1);
        b->queue[b->queued++] = p;
        return;
    }
    p->home = b->home;
    for (struct note_box *n = p->notes; n; n = n->next)
        n->home = b->home;
    p->columns = p->is_bare ? NULL : b->columns;
    p->lane = b->lane;
    p->lines = lines_of(L, p);
    keep_company(b, p);
    note_hold(b, p);
    if (p->clings)
        cling(b);
    b->queue = heap_grow(b->queue, sizeof(struct piece *), &b->queue_cap, b->queued + 1);
    b->queue[b->queued++] = p;
    b->home->waiting++;
    b->waiting += piece_share(p);
    b->sum += p->before + p->height + p->after;
    if (p->is_bare)
        place_bare(L);
    else
        place_full_pages(L);
    move_home(L);
}

sp builder_sum(const struct layout *L)
{
    return L->builder->sum;
}

static bool has_columns(const struct builder *b)
{
    for (size_t i = 0; i < b->queued; i++)
        if (b->queue[i]->columns)
            return true;
    return b->columns != NULL;
}

/* What waits and stays with the next piece. */
static sp chain_height(const struct builder *b)
{
    sp height = 0;
    for (size_t i = b->queued; i-- > 0 && b->queue[i]->keeps;)
        height += b->queue[i]->before + b->queue[i]->height + b->queue[i]->after;
    return height;
}

/* As much as is known now: the end of the page in progress may still move by some lines. */
sp builder_rest(struct layout *L)
{
    struct builder *b = L->builder;
    bool is_open = b->queued == 0;
    if (has_columns(b))
        return b->height;
    size_t from = is_open ? 0 : judge_page(L, false, &is_open);
    if (is_open || from >= b->queued)
        from = 0;
    struct walk w;
    walk_begin(&w, L, 0, b->height, from ? 0 : b->carried);
    for (size_t i = from; i < b->queued; i++)
        walk_add(&w, b->queue[i]);
    sp rest = b->height - sp_max(walk_end(&w), w.side) - walk_reserve(&w);
    return rest > 0 ? rest : b->height - chain_height(b);
}

void builder_gap(struct layout *L, const struct frame *frame, sp height, bool keeps)
{
    struct piece *p = piece_new(L, frame);
    p->is_free = true;
    p->before = height;
    p->keeps = keeps;
    p->trace = "gap";
    builder_add(L, p);
}

void builder_name(struct layout *L, const char *id)
{
    struct due_name *due = ARENA_NEW(L->arena, struct due_name);
    *due = (struct due_name){id, L->builder->gathers, L->builder->due};
    L->builder->due = due;
}

/* Pictures are no company for a line of text: what nothing follows stands alone. */
void builder_settle(struct layout *L, const struct frame *frame)
{
    struct builder *b = L->builder;
    if (!b->attached)
        return;
    struct piece *p = piece_new(L, frame);
    p->turn = (struct turn){0}; /* they have been turned */
    p->is_free = p->is_wide = true;
    p->trace = "attached";
    for (struct attachment *a = b->attached; a; a = a->next) {
        piece_append(L, p, a->piece, p->height);
        p->height += sp_max(a->height, L->theme->body.look.leading);
    }
    b->attached = NULL;
    b->attach_end = &b->attached;
    builder_add(L, p);
}

void builder_attach(struct layout *L, struct piece *piece, sp height, sp baseline)
{
    struct builder *b = L->builder;
    struct attachment *a = ARENA_NEW(builder_arena(L), struct attachment);
    piece_turn(L, piece);
    *a = (struct attachment){piece, height, baseline, NULL};
    *b->attach_end = a;
    b->attach_end = &a->next;
}

void builder_borrow(struct layout *L)
{
    L->builder->borrows++;
}

void builder_return(struct layout *L)
{
    struct builder *b = L->builder;
    assert(b->borrows > 0);
    b->borrows--;
    move_home(L);
}

void builder_columns(struct layout *L, struct columns *columns, unsigned lane)
{
    struct builder *b = L->builder;
    if (b->gathers)
        return;
    b->columns = columns;
    b->lane = lane;
    columns->hold = b->holds > b->voided ? b->hold : 0;
}

void builder_close_columns(struct layout *L)
{
    struct builder *b = L->builder;
    if (b->gathers)
        return;
    if (b->columns)
        b->columns->is_closed = true;
    b->columns = NULL;
    b->lane = 0;
    place_full_pages(L);
}

void builder_shape(struct layout *L, const struct page_shape *shape)
{
    if (L->builder->gathers)
        return;
    begin_page(L, false, 0);
    place_notes(L);
    set_shape(L, shape);
    move_home(L);
}

void builder_mark_row(struct layout *L)
{
    L->builder->marks_row = true;
}

void builder_gather(struct layout *L, struct gathering *g, struct arena *arena)
{
    struct builder *b = L->builder;
    *g = (struct gathering){b->queue,      b->queued,   b->queue_cap, b->attached,
                            b->attach_end, L->previous, b->home,      b->gather_holds};
    b->gather_holds = b->holds;
    if (arena != b->home->arena) {
        b->home = ARENA_NEW(arena, struct home);
        b->home->arena = arena;
    }
    b->queue = NULL;
    b->queued = b->queue_cap = 0;
    b->attached = NULL;
    b->attach_end = &b->attached;
    b->gathers++;
    b->borrows++;
    L->previous = NULL;
}

struct piece **builder_gathered(struct layout *L, struct gathering *g, size_t *n)
{
    struct builder *b = L->builder;
    struct piece **out = ARENA_ARRAY(builder_arena(L), struct piece *, b->queued);
    *n = b->queued;
    if (b->queued)
        memcpy(out, b->queue, b->queued * sizeof *out);
    free(b->queue);
    b->queue = g->queue;
    b->queued = g->queued;
    b->queue_cap = g->queue_cap;
    b->attached = g->attached;
    b->attach_end = g->attach_end;
    b->home = g->home;
    b->gather_holds = g->holds;
    b->gathers--;
    b->borrows--;
    L->previous = g->previous;
    return out;
}

void builder_finish(struct layout *L)
{
    struct builder *b = L->builder;
    place_all(L, 0);
    place_notes(L);
    if (b->made == 0)
        place_page(L, 0);
    for (const struct due_name *due = b->due; due; due = due->next)
        late_anchor(L, b->made, due->name); /* nothing came after it */
    arena_free(b->home->arena);
    arena_free(b->page.arena);
    for (struct home *h = b->homes; h; h = h->next)
        arena_free(h->arena);
    free(b->queue);
    free(b->best);
}
