/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills pages with pieces, greedily, chain by chain: pieces linked by `keeps` wait in a queue until
 * the chain is whole, then go onto this page if they fit, else onto the next. A chain taller than a
 * page is divided where it must be. A finished page goes to the sink at once; the arena its lines
 * lived in is freed when the last page that uses it is out. */
#include "page/layout.h"

#include <assert.h>

struct retired { /* an arena whose last items are on page `last` */
    struct arena *arena;
    unsigned last;
    struct retired *next;
};

struct attachment {
    struct display *item;
    size_t items;
    sp height, baseline;
    struct attachment *next;
};

struct builder {
    struct arena *arena; /* for pieces being made now */
    struct retired *retired;
    unsigned made, retired_at; /* pages finished; pages finished when `arena` began */

    struct piece **queue;
    size_t queued, queue_cap;
    unsigned holds;   /* open .keep boxes: everything is one chain */
    unsigned borrows; /* who still reads what lies in `arena` */
    struct attachment *attached, **attach_end;

    /* the page in progress */
    struct display *item;
    size_t items, item_cap;
    struct late_item *late;
    size_t lates, late_cap;
    struct arena *page_arena;
    struct note_box *notes, **note_end;
    sp y, note_height, side_bottom;
    const struct piece *last; /* the piece placed last */
    bool has_ink, is_bare, has_chapter, is_contents;
    const char *section; /* the current H1 */
    unsigned chapters;

    sp top, height; /* the frame: its upper edge, its height */
};

enum { MOST_PAGES = 1000000 };

struct builder *builder_new(struct layout *L)
{
    struct builder *b = ARENA_NEW(L->arena, struct builder);
    const struct theme *t = L->theme;
    b->arena = arena_new();
    b->page_arena = arena_new();
    b->attach_end = &b->attached;
    b->note_end = &b->notes;
    /* Optical top: the first line's capitals, not its line box, meet the margin. */
    sp rise = baseline_in(L, &t->body.look) - cap_height_of(L, &t->body.look);
    b->top = t->page.top - rise;
    b->height = t->page.height - t->page.top - t->page.bottom + rise;
    if (t->grid > 0)
        b->height = b->height / t->grid * t->grid;
    b->section = "";
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

static sp frame_left(const struct layout *L, unsigned number)
{
    return number % 2 ? L->theme->page.inside : L->theme->page.outside;
}

struct arena *builder_arena(struct layout *L)
{
    return L->builder->arena;
}

/* The page in progress */

static struct display *page_item(struct builder *b)
{
    b->item = arena_grow(b->page_arena, b->item, sizeof *b->item, &b->item_cap, b->items + 1);
    return &b->item[b->items++];
}

/* A figure's box is known when its first picture is placed. */
static void note_box(struct element *figure, const struct display *d)
{
    if (!figure || figure->role != ROLE_FIGURE || figure->box.w)
        return;
    figure->box.x = d->x;
    figure->box.y = d->y;
    figure->box.w = d->w;
    figure->box.h = d->h;
}

static void put(struct layout *L, const struct display *from, sp x, sp y, enum artifact artifact)
{
    struct display *d = page_item(L->builder);
    *d = *from;
    d->x += x;
    d->y += y;
    if (artifact != ARTIFACT_NONE) {
        d->artifact = artifact;
        d->element = NULL;
    }
    if (d->kind == DISPLAY_ANCHOR)
        late_anchor(L, L->builder->made + 1, d->name);
    if (d->kind == DISPLAY_PICTURE)
        note_box(d->element, d);
}

static void put_rule(struct layout *L, sp x, sp y, sp width, const struct rule *rule)
{
    struct display *d = page_item(L->builder);
    *d = (struct display){.kind = DISPLAY_BOX,
                          .artifact = ARTIFACT_LAYOUT,
                          .x = x,
                          .y = y,
                          .w = width,
                          .h = rule->width,
                          .fill = {(int32_t)rule->color, -1, 0}};
}

/* Notes take at most half a page; what is more goes on at the next page's foot. */
static sp notes_cap(const struct builder *b)
{
    return b->height / 2;
}

/* The lines of a note from `first` on, as the first note of the next page. */
static struct note_box *carry_note(struct layout *L, struct note_box *note, size_t first)
{
    struct builder *b = L->builder;
    if (first == 0)
        return note;
    struct note_box *rest = ARENA_NEW(L->arena, struct note_box);
    sp up = note->item[first].y - baseline_in(L, &L->theme->footnote.look);
    *rest = (struct note_box){.item = note->item + first,
                              .items = note->items - first,
                              .height = note->height - up,
                              .next = note->next};
    for (size_t i = 0; i < rest->items; i++)
        rest->item[i].y -= up;
    if (!rest->next)
        b->note_end = &rest->next;
    return rest;
}

/* Footnotes hang from the frame's foot, below a short rule. Returns what did not fit: from the
 * first line that is one too many on, all the notes that wait. */
static struct note_box *put_notes(struct layout *L)
{
    struct builder *b = L->builder;
    sp left = frame_left(L, b->made + 1), bottom = b->top + b->height;
    sp y = bottom - b->note_height + L->theme->footnote.gap;
    const struct look *look = &L->theme->footnote.look;
    sp below = look->leading - baseline_in(L, look);
    bool is_first = true; /* one line a page goes in any case, so that notes come to an end */
    if (!b->notes)
        return NULL;
    put_rule(L, left + L->theme->page.hang, y - L->theme->footnote.gap / 2,
             L->theme->footnote.rule_length, &L->theme->footnote.rule);
    for (struct note_box *n = b->notes; n; n = n->next) {
        for (size_t i = 0; i < n->items; i++, is_first = false) {
            if (!is_first && y + n->item[i].y + below > bottom)
                return carry_note(L, n, i);
            put(L, &n->item[i], left, y, ARTIFACT_NONE);
        }
        y += n->height;
    }
    return NULL;
}

/* Frees the arenas whose last page is out. */
static void free_retired(struct builder *b)
{
    struct retired **link = &b->retired;
    while (*link) {
        struct retired *r = *link;
        if (r->last <= b->made) {
            *link = r->next;
            arena_free(r->arena);
        } else {
            link = &r->next;
        }
    }
}

static void clear_page(struct builder *b)
{
    arena_rewind(b->page_arena, (struct arena_mark){NULL, 0});
    b->item = NULL;
    b->late = NULL;
    b->items = b->item_cap = b->lates = b->late_cap = 0;
    b->notes = NULL;
    b->note_end = &b->notes;
    b->y = b->note_height = b->side_bottom = 0;
    b->last = NULL;
    b->has_ink = b->is_bare = b->has_chapter = b->is_contents = false;
}

/* Their list's end is where it was; only what fills the page at most is measured. */
static void begin_notes(struct layout *L, struct note_box *carried, struct note_box **end)
{
    struct builder *b = L->builder;
    if (!carried)
        return;
    b->notes = carried;
    b->note_end = end;
    b->note_height = L->theme->footnote.gap;
    for (const struct note_box *n = carried; n && b->note_height < notes_cap(b); n = n->next)
        b->note_height += n->height;
    b->note_height = sp_min(b->note_height, notes_cap(b));
}

static void finish_page(struct layout *L)
{
    struct builder *b = L->builder;
    struct note_box *carried = put_notes(L);
    struct page page = {.number = b->made + 1,
                        .kind = b->is_bare    ? PAGE_FIRST
                                : b->made % 2 ? PAGE_LEFT
                                              : PAGE_RIGHT,
                        .width = L->theme->page.width,
                        .height = L->theme->page.height};
    if (!b->is_bare) {
        bool is_opening = b->is_contents || b->made == 0 || (b->has_chapter && b->chapters == 1);
        page.kind = is_opening ? PAGE_FIRST : page.kind;
        furniture_add(L, &page, b->section, &b->item, &b->items, &b->late, &b->lates,
                      b->page_arena);
    }
    if (L->options->draft)
        watermark_add(L, b->is_bare, &b->item, &b->items, b->page_arena);
    page.item = b->item;
    page.items = b->items;
    page.late = b->late;
    page.lates = b->lates;
    if (!L->has_failed && !L->sink->page(L->sink->context, &page))
        L->has_failed = true;
    late_keep(L, page.number, page.late, page.lates);
    b->made++;
    struct note_box **end = b->note_end;
    clear_page(b);
    begin_notes(L, carried, end);
    if (!carried)
        free_retired(b);
}

/* Placing */

static sp snap(const struct layout *L, sp y)
{
    sp grid = L->theme->grid;
    return grid > 0 ? (y + grid - 1) / grid * grid : y;
}

/* Where a piece begins if it follows at y on the page in progress. */
static sp start_of(const struct layout *L, const struct piece *p, sp y, bool at_head)
{
    const struct builder *b = L->builder;
    sp start = at_head ? y : y + p->before;
    if (!at_head && (p->is_wide || p->side_bottom) && start < b->side_bottom)
        start = b->side_bottom;
    return p->is_free ? start : snap(L, start);
}

/* White without ink: it vanishes at a page's head and never opens a page. */
static bool is_gap(const struct piece *p)
{
    return p->height == 0 && p->items == 0 && p->lates == 0;
}

static sp notes_height(const struct layout *L, const struct piece *p, bool is_first)
{
    sp height = 0;
    for (const struct note_box *n = p->notes; n; n = n->next)
        height += n->height;
    return height && is_first ? height + L->theme->footnote.gap : height;
}

static sp head_height(const struct builder *b, const struct piece *p)
{
    return p->renewal && b->made ? p->head_height : 0;
}

/* Whether the first n queued pieces fit below what is on the page. */
static bool chain_fits(const struct layout *L, struct piece *const *piece, size_t n, bool at_head)
{
    const struct builder *b = L->builder;
    sp y = b->y, notes = b->note_height, side = 0;
    if (at_head)
        y += head_height(b, piece[0]);
    for (size_t i = 0; i < n; i++) {
        if (at_head && is_gap(piece[i]))
            continue;
        y = start_of(L, piece[i], y, at_head);
        at_head = false;
        if (piece[i]->side_bottom && y + piece[i]->side_bottom > side)
            side = y + piece[i]->side_bottom;
        y += piece[i]->height;
        notes += notes_height(L, piece[i], notes == 0);
    }
    notes = sp_min(notes, notes_cap(b));
    y += piece[n - 1]->foot_height;
    return y + notes <= b->height && side + notes <= b->height;
}

static void extend_decor(struct layout *L, struct decor *decor, sp left, sp top, sp bottom)
{
    struct builder *b = L->builder;
    if (decor->page == b->made + 1) {
        struct display *d = &b->item[decor->item];
        d->h = bottom - d->y;
        if (decor->rule > 0)
            d[1].h = d->h;
        return;
    }
    decor->page = b->made + 1;
    decor->item = b->items;
    struct display *d = page_item(b);
    *d = (struct display){.kind = DISPLAY_BOX,
                          .artifact = ARTIFACT_LAYOUT,
                          .x = left + decor->x,
                          .y = top,
                          .w = decor->width,
                          .h = bottom - top,
                          .fill = {(int32_t)decor->background, -1, 0}};
    if (decor->rule > 0) {
        d = page_item(b);
        *d = (struct display){.kind = DISPLAY_BOX,
                              .artifact = ARTIFACT_LAYOUT,
                              .x = left + decor->x,
                              .y = top,
                              .w = decor->rule,
                              .h = bottom - top,
                              .fill = {(int32_t)decor->rule_color, -1, 0}};
    }
}

/* From the outermost inward, so that inner paper lies on outer paper. */
static void extend_decors(struct layout *L, struct decor *decor, sp left, sp top, sp bottom)
{
    if (!decor)
        return;
    extend_decors(L, decor->outer, left, top, bottom);
    extend_decor(L, decor, left, top, bottom);
}

static void note_heading(struct layout *L, const struct piece *p, sp y)
{
    struct builder *b = L->builder;
    const struct block *h = p->heading;
    if (h->level == 1) {
        b->section = arena_string(L->arena, h->text);
        b->has_chapter = true;
        b->chapters++;
    }
    L->outline =
        arena_grow(L->arena, L->outline, sizeof *L->outline, &L->outline_cap, L->outlines + 1);
    struct text title = h->text;
    if (h->number)
        title = text_of(arena_printf(L->arena, "%s %.*s", h->number, (int)h->text.n, h->text.p));
    L->outline[L->outlines++] = (struct outline_entry){h->level, title, b->made + 1, y, p->element};
}

/* What a table sets again at a page's head, or at its foot below the row placed last. */
static void put_renewal(struct layout *L, const struct piece *p, bool at_head)
{
    struct builder *b = L->builder;
    sp left = frame_left(L, b->made + 1);
    size_t n;
    struct piece **piece = p->renewal->make(L, p->renewal, p, at_head, &n);
    for (size_t k = 0; k < n; k++) {
        for (size_t i = 0; i < piece[k]->items; i++)
            if (piece[k]->item[i].kind != DISPLAY_LINK && piece[k]->item[i].kind != DISPLAY_ANCHOR)
                put(L, &piece[k]->item[i], left, b->top + b->y, ARTIFACT_LAYOUT);
        b->y += piece[k]->height;
    }
}

/* The page ends before a piece: a table that goes on says so. */
static void break_before(struct layout *L, const struct piece *next)
{
    const struct piece *last = L->builder->last;
    if (last && last->renewal && last->renewal == next->renewal && last->foot_height)
        put_renewal(L, last, false);
    finish_page(L);
}

static void dump_piece(const struct layout *L, const struct piece *p, sp y)
{
    FILE *out = L->options->dump;
    if (!out)
        return;
    fprintf(out, "page %u  y %5lld.%02lld mm  h %4lld.%02lld mm %s%s%s\n", L->builder->made + 1,
            (long long)(length_mm100(y) / 100), (long long)(length_mm100(y) % 100),
            (long long)(length_mm100(p->height) / 100), (long long)(length_mm100(p->height) % 100),
            p->trace ? p->trace : "piece", p->keeps ? " keeps" : "", p->decor ? " boxed" : "");
}

static void place(struct layout *L, struct piece *p)
{
    struct builder *b = L->builder;
    bool at_head = !b->has_ink;
    if (is_gap(p)) {
        b->y = at_head ? b->y : sp_min(start_of(L, p, b->y, false), b->height);
        return;
    }
    if (at_head && head_height(b, p))
        put_renewal(L, p, true);
    sp y = p->is_bare ? 0 : start_of(L, p, b->y, at_head);
    sp left = p->is_bare ? 0 : frame_left(L, b->made + 1);
    sp top = p->is_bare ? 0 : b->top + y;
    sp shift = at_head ? p->head_shift : 0;
    extend_decors(L, p->decor, left, top, top + p->height);
    if (p->heading)
        note_heading(L, p, top);
    for (size_t i = 0; i < p->items; i++)
        put(L, &p->item[i], left, top - shift, ARTIFACT_NONE);
    for (size_t i = 0; i < p->lates; i++) {
        b->late = arena_grow(b->page_arena, b->late, sizeof *b->late, &b->late_cap, b->lates + 1);
        b->late[b->lates] = p->late[i];
        b->late[b->lates].box.x += left;
        b->late[b->lates++].box.y += top - shift;
    }
    dump_piece(L, p, top);
    sp notes = b->note_height + notes_height(L, p, b->note_height == 0);
    b->note_height = sp_min(notes, notes_cap(b));
    *b->note_end = p->notes;
    while (*b->note_end)
        b->note_end = &(*b->note_end)->next;
    if (p->side_bottom)
        b->side_bottom = y + p->side_bottom;
    b->y = y + p->height;
    b->last = p;
    b->has_ink = true;
    b->is_bare = p->is_bare;
    b->is_contents = b->is_contents || p->is_contents;
}

static void place_chain(struct layout *L)
{
    struct builder *b = L->builder;
    struct piece **piece = b->queue;
    size_t n = b->queued;
    if (b->has_ink &&
        (piece[0]->new_page || piece[0]->is_bare || b->is_bare || !chain_fits(L, piece, n, false)))
        break_before(L, piece[0]);
    while (!b->has_ink && b->notes && !chain_fits(L, piece, n, true))
        finish_page(L);
    bool is_whole = piece[0]->is_bare || chain_fits(L, piece, n, !b->has_ink);
    for (size_t i = 0; i < n && b->made < MOST_PAGES; i++) {
        while (!is_whole && (b->has_ink || b->notes) && !chain_fits(L, piece + i, 1, !b->has_ink))
            break_before(L, piece[i]);
        place(L, piece[i]);
    }
    b->queued = 0;
}

/* When nothing waits, a new arena may begin: what the old one holds is on pages up to this one. */
static void retire_arena(struct layout *L)
{
    struct builder *b = L->builder;
    if (b->attached || b->borrows || b->made == b->retired_at)
        return;
    struct retired *r = ARENA_NEW(L->arena, struct retired);
    *r = (struct retired){b->arena, b->made + 1, b->retired};
    b->retired = r;
    b->arena = arena_new();
    b->queue = NULL;
    b->queue_cap = 0;
    b->retired_at = b->made;
}

static sp first_baseline(const struct piece *p)
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
    p->item = NULL;
    p->items = p->item_cap = 0;
    for (struct attachment *a = b->attached; a; a = a->next) {
        sp down = baseline - a->baseline;
        for (size_t i = 0; i < a->items; i++) {
            struct display *d = piece_item(L, p, a->item[i].kind);
            *d = a->item[i];
            d->y += down;
        }
        if (a->height && down + a->height > p->side_bottom)
            p->side_bottom = down + a->height;
    }
    for (size_t i = 0; i < owns; i++)
        *piece_item(L, p, own[i].kind) = own[i];
    b->attached = NULL;
    b->attach_end = &b->attached;
}

void builder_attach(struct layout *L, struct display *item, size_t n, sp height, sp baseline)
{
    struct builder *b = L->builder;
    struct attachment *a = ARENA_NEW(b->arena, struct attachment);
    *a = (struct attachment){item, n, height, baseline, NULL};
    *b->attach_end = a;
    b->attach_end = &a->next;
}

void builder_add(struct layout *L, struct piece *p)
{
    struct builder *b = L->builder;
    join_attached(L, p);
    b->queue = arena_grow(b->arena, b->queue, sizeof(struct piece *), &b->queue_cap, b->queued + 1);
    b->queue[b->queued++] = p;
    if (p->keeps || b->holds)
        return;
    place_chain(L);
    retire_arena(L);
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

void builder_borrow(struct layout *L)
{
    L->builder->borrows++;
}

void builder_return(struct layout *L)
{
    assert(L->builder->borrows > 0);
    if (--L->builder->borrows == 0 && !L->builder->queued)
        retire_arena(L);
}

void builder_new_page(struct layout *L)
{
    if (L->builder->queued)
        place_chain(L);
    if (L->builder->has_ink)
        finish_page(L);
}

void builder_hold(struct layout *L)
{
    L->builder->holds++;
}

void builder_release(struct layout *L)
{
    struct builder *b = L->builder;
    assert(b->holds > 0);
    if (--b->holds == 0 && b->queued && !b->queue[b->queued - 1]->keeps) {
        place_chain(L);
        retire_arena(L);
    }
}

void builder_finish(struct layout *L)
{
    struct builder *b = L->builder;
    if (b->queued)
        place_chain(L);
    if (b->has_ink || b->made == 0)
        finish_page(L);
    while (b->notes)
        finish_page(L);
    arena_free(b->arena);
    arena_free(b->page_arena);
    for (struct retired *r = b->retired; r; r = r->next)
        arena_free(r->arena);
}
