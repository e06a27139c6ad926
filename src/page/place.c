/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the pieces of a page where the walk says they stand: their items, the paper of boxes behind
 * them, what a table sets again, the rules between columns; then footnotes, head and foot. The
 * page goes to the sink at once, and the arenas that no later page needs are freed. */
#include "page/builder.h"

#include <string.h>

#include "page/mirror.h"
#include "page/vector.h"

/* The list */

struct display *place_item(struct builder *b)
{
    struct page_list *p = &b->page;
    p->item = arena_grow(p->arena, p->item, sizeof *p->item, &p->item_cap, p->items + 1);
    return &p->item[p->items++];
}

static struct area area_of(const struct display *d)
{
    struct area a = d->kind == DISPLAY_PATH ? path_area(&d->path) : (struct area){0, 0, d->w, d->h};
    return (struct area){d->x + a.x, d->y + a.y, a.w, a.h};
}

/* A figure's box is around its pictures and shapes on the first page that shows any. */
static void note_box(struct element *figure, const struct display *d, unsigned page)
{
    bool has_shape =
        d->kind == DISPLAY_PICTURE || d->kind == DISPLAY_BOX || d->kind == DISPLAY_PATH;
    if (!figure || figure->role != ROLE_FIGURE || !has_shape ||
        (figure->box.page && figure->box.page != page))
        return;
    struct area box = area_of(d);
    sp x1 = box.x + box.w, y1 = box.y + box.h;
    if (figure->box.page) {
        x1 = sp_max(x1, figure->box.x + figure->box.w);
        y1 = sp_max(y1, figure->box.y + figure->box.h);
        box.x = sp_min(box.x, figure->box.x);
        box.y = sp_min(box.y, figure->box.y);
    }
    figure->box.page = page;
    figure->box.x = box.x;
    figure->box.y = box.y;
    figure->box.w = x1 - box.x;
    figure->box.h = y1 - box.y;
}

static void place_copy(struct layout *L, const struct display *from, sp x, sp y,
                       enum artifact artifact)
{
    struct display *d = place_item(L->builder);
    *d = *from;
    d->x += x;
    d->y += y;
    if (artifact != ARTIFACT_NONE) {
        d->artifact = artifact;
        d->element = NULL;
    }
    if (d->kind == DISPLAY_ANCHOR)
        late_anchor(L, L->builder->made + 1, d->name);
}

static void place_late(struct builder *b, const struct late_item *late, sp x, sp y)
{
    struct page_list *p = &b->page;
    p->late = arena_grow(p->arena, p->late, sizeof *p->late, &p->late_cap, p->lates + 1);
    p->late[p->lates] = *late;
    p->late[p->lates].box.x += x;
    p->late[p->lates++].box.y += y;
}

static void note_complete(struct page_list *p, struct element *element)
{
    p->complete = arena_grow(p->arena, p->complete, sizeof(struct element *), &p->complete_cap,
                             p->completes + 1);
    p->complete[p->completes++] = element;
}

static void place_box(struct builder *b, sp x, sp y, sp w, sp h, int64_t color)
{
    *place_item(b) = display_box(ARTIFACT_LAYOUT, x, y, w, h, color);
}

/* Around pieces */

static void extend_decor(struct builder *b, struct decor *decor, sp start, sp top, sp bottom)
{
    if (decor->slot == b->slot) {
        struct display *d = &b->page.item[decor->item];
        d->h = bottom - d->y;
        if (decor->rule > 0)
            d[1].h = d->h;
        return;
    }
    decor->slot = b->slot;
    decor->item = b->page.items;
    place_box(b, start + decor->x, top, decor->width, bottom - top, decor->background);
    if (decor->rule > 0)
        place_box(b, start + decor->rule_x, top, decor->rule, bottom - top, decor->rule_color);
}

/* From the outermost inward, so that inner paper lies on outer paper. */
static void extend_decors(struct builder *b, struct decor *decor, sp start, sp top, sp bottom)
{
    if (!decor)
        return;
    extend_decors(b, decor->outer, start, top, bottom);
    extend_decor(b, decor, start, top, bottom);
}

static void note_heading(struct layout *L, const struct piece *p, sp y)
{
    struct builder *b = L->builder;
    const struct block *h = p->heading;
    struct text title = block_words(L->arena, h);
    if (h->level == 1) {
        b->section = arena_string(L->arena, title);
        b->page.has_chapter = true;
        b->chapters++;
        L->chapter_heading = h;
    }
    L->outline =
        arena_grow(L->arena, L->outline, sizeof *L->outline, &L->outline_cap, L->outlines + 1);
    if (h->number)
        title = text_of(arena_printf(L->arena, "%s %.*s", h->number, (int)title.n, title.p));
    L->outline[L->outlines++] = (struct outline_entry){h->level, title, b->made + 1, y, p->element};
}

/* What a table sets again at a page's head, or at its foot below the row placed last. */
static void put_renewal(struct layout *L, const struct piece *p, bool at_head, sp start, sp y)
{
    size_t n;
    struct piece **piece = p->renewal->make(L, p->renewal, p, at_head, &n);
    L->builder->home->last = L->builder->made + 1;
    for (size_t k = 0; k < n; k++) {
        piece_turn(L, piece[k]);
        for (size_t i = 0; i < piece[k]->items; i++)
            if (piece[k]->item[i].kind != DISPLAY_LINK && piece[k]->item[i].kind != DISPLAY_ANCHOR)
                place_copy(L, &piece[k]->item[i], start, y, ARTIFACT_LAYOUT);
        y += piece[k]->height;
    }
}

/* Where a table goes on in the next column or page, its foot stands below this row. next: the
 * pieces after it, of which the first `here` are on this page. */
static void put_foot(struct layout *L, const struct piece *p, struct piece *const *next,
                     size_t here, size_t n, sp start)
{
    size_t i = 0;
    while (i < n && is_gap(next[i]))
        i++;
    bool goes_on = i < n && next[i]->renewal == p->renewal && (i >= here || next[i]->at_head);
    if (p->renewal && p->foot_height && goes_on)
        put_renewal(L, p, false, start, L->builder->top + p->y + p->height);
}

/* Pieces */

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

void place_content(struct layout *L, const struct piece *p, sp start, sp top, sp shift)
{
    extend_decors(L->builder, p->decor, start, top, top + p->height);
    for (size_t i = 0; i < p->items; i++)
        place_copy(L, &p->item[i], start, top - shift, ARTIFACT_NONE);
    for (size_t i = 0; i < p->lates; i++)
        place_late(L->builder, &p->late[i], start, top - shift);
}

static void place_piece(struct layout *L, struct piece *p, sp start)
{
    struct builder *b = L->builder;
    start = p->is_bare ? 0 : start + p->x;
    sp top = p->is_bare ? 0 : b->top + p->y;
    if (!p->goes_on)
        b->rise = p->at_head && p->y == 0 ? p->head_shift : 0;
    if (p->at_head && p->renewal && p->head_height)
        put_renewal(L, p, true, start, top - p->head_height);
    if (p->heading)
        note_heading(L, p, top);
    place_content(L, p, start, top, b->rise);
    struct element *element = p->completes;
    for (size_t i = 0; i < p->completions; i++, element = element->next)
        note_complete(&b->page, element);
    dump_piece(L, p, top);
    foot_add(b, p->notes);
    b->page.is_bare = b->page.is_bare || p->is_bare;
    b->page.is_contents = b->page.is_contents || p->is_contents;
}

/* A rule between every two columns that are used, as tall as the lower one. */
static void place_rules(struct layout *L, const struct band *band, sp start, sp bottom)
{
    const struct columns *c = band->piece[0]->columns;
    sp top = L->builder->top + band->top, middle = (c->gutter - c->rule.width) / 2;
    int64_t last = 0;
    if (c->rule.width <= 0)
        return;
    for (size_t i = 0; i < band->n; i++)
        last = sp_max(last, band->piece[i]->x / c->step);
    start += c->x + (c->step < 0 ? middle - c->gutter : c->width + middle);
    for (int64_t k = 0; k < last; k++)
        place_box(L->builder, start + k * c->step, top, c->rule.width, bottom - band->top,
                  c->rule.color);
}

/* Where the first n pieces of the queue stand on their page; returns the height left for notes. */
static sp measure_page(struct layout *L, size_t n, sp start)
{
    struct builder *b = L->builder;
    struct walk w;
    walk_begin(&w, L, 0, b->height, b->carried);
    for (size_t i = 0; i < n;) {
        struct piece *p = b->queue[i];
        if (!p->columns || is_gap(p)) {
            walk_add(&w, p);
            i++;
            continue;
        }
        struct band band = {b->queue + i, band_run(b->queue + i, n - i),
                            walk_level(&w, p->columns)};
        w.notes = band_notes(L, &band, w.notes);
        w.y = w.ink = band_balance(L, &band, b->height - walk_reserve(&w));
        w.has_ink = true;
        place_rules(L, &band, start, w.y);
        i += band.n;
    }
    lock_page(L, w.has_ink ? sp_max(w.ink, w.side) : 0);
    return w.has_ink ? sp_min(notes_cap(b), b->height - sp_max(w.ink, w.side)) : b->height;
}

/* The page */

static void clear_page(struct builder *b)
{
    arena_rewind(b->page.arena, (struct arena_mark){NULL, 0});
    b->page = (struct page_list){.arena = b->page.arena};
}

static enum page_kind kind_of(const struct layout *L)
{
    const struct builder *b = L->builder;
    const struct page_list *p = &b->page;
    enum page_kind odd = L->is_rtl ? PAGE_LEFT : PAGE_RIGHT;
    enum page_kind even = L->is_rtl ? PAGE_RIGHT : PAGE_LEFT;
    bool is_opening = p->is_contents || b->made == 0 || (p->has_chapter && b->chapters == 1);
    return p->is_bare || is_opening ? PAGE_FIRST : b->made % 2 ? even : odd;
}

static void send(struct layout *L, enum page_kind kind)
{
    struct builder *b = L->builder;
    struct page_list *p = &b->page;
    struct page page = {
        .number = b->made + 1, .kind = kind, .width = L->shape.width, .height = L->shape.height};
    if (!p->is_bare && kind != PAGE_BLANK)
        furniture_add(L, &page, b->section, &p->item, &p->items, &p->late, &p->lates, p->arena);
    if (L->is_rtl)
        mirror_items(p->arena, (struct turn){true, page.width}, p->item, p->items, p->late,
                     p->lates);
    for (size_t i = 0; i < p->items; i++) {
        if (p->item[i].kind == DISPLAY_PICTURE)
            picture_finish(L, &p->item[i]);
        note_box(p->item[i].element, &p->item[i], page.number);
    }
    if (L->options->draft)
        watermark_add(L, p->is_bare, &p->item, &p->items, p->arena);
    page.item = p->item;
    page.items = p->items;
    page.late = p->late;
    page.lates = p->lates;
    if (!L->has_failed && !L->sink->page(L->sink->context, &page))
        L->has_failed = true;
    late_keep(L, page.number, page.late, page.lates);
    for (size_t i = 0; i < p->completes; i++)
        element_complete(L, p->complete[i]);
    b->made++;
    clear_page(b);
}

/* Frees the arenas whose last page is out. Notes that go on are in the order of their homes. */
static void leave_homes(struct builder *b)
{
    for (struct home **link = &b->homes; *link;) {
        struct home *h = *link;
        bool has_notes = b->notes && h->number >= b->notes->home->number;
        if (h->waiting == 0 && h->last <= b->made && !has_notes) {
            *link = h->next;
            arena_free(h->arena);
        } else {
            link = &h->next;
        }
    }
}

static void take_from_queue(struct builder *b, size_t n)
{
    if (n == 0) /* a page of notes alone */
        return;
    for (size_t i = 0; i < n; i++) {
        b->queue[i]->home->waiting--;
        b->queue[i]->home->last = b->made + 1;
        b->waiting -= piece_share(b->queue[i]);
    }
    b->queued -= n;
    memmove(b->queue, b->queue + n, b->queued * sizeof(struct piece *));
}

void place_page(struct layout *L, size_t n)
{
    struct builder *b = L->builder;
    sp start = shape_start(L, b->made + 1);
    const struct columns *columns = NULL;
    sp for_notes = measure_page(L, n, start);
    for (size_t i = 0; i < n; i++) {
        struct piece *p = b->queue[i];
        if (is_gap(p))
            continue;
        b->slot += p->at_head || p->columns != columns;
        columns = p->columns;
        place_piece(L, p, start);
        put_foot(L, p, b->queue + i + 1, n - i - 1, b->queued - i - 1, start + p->x);
    }
    foot_place(L, for_notes);
    take_from_queue(b, n);
    send(L, kind_of(L));
    leave_homes(b);
}

void place_blank(struct layout *L)
{
    send(L, PAGE_BLANK);
}
