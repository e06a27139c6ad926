/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page-lock: each chapter begins on the page it has in the language that the others follow. One
 * that needs less is followed by blank pages. What one needs more is told of that chapter alone, in
 * lines of this language: chapters behind it begin late, but are too long only by what they
 * themselves have more, and the first that has pages to spare brings all back to their places. */
#include "page/piece.h"

static size_t count_titles(const struct block *block)
{
    size_t n = 0;
    for (const struct block *b = block->child; b; b = b->next)
        if (!b->is_echo)
            n += b->kind == BLOCK_HEADING ? b->level == 1 : count_titles(b);
    return n;
}

void lock_begin(struct layout *L)
{
    const struct page_lock *lock = L->options->lock;
    size_t n = L->chapters.titles = count_titles(L->tree->root);
    L->chapters.is_open = lock && lock->titles == n;
    if (!lock)
        return;
    if (!L->chapters.is_open)
        diag_warn(L->diag, L->options->front,
                  "no page lock: there are %zu headings of level 1 in '%s', but %zu in '%s'", n,
                  L->tree->lang, lock->titles, lock->lang);
    else if (lock->starts)
        L->chapters.end = lock->start[0];
}

static const struct page_lock *lock_of(const struct layout *L)
{
    return L->chapters.is_open ? L->options->lock : NULL;
}

/* The page that the chapter after k ends before, as it is in the other language. */
static unsigned page_after(const struct page_lock *lock, size_t k)
{
    return k + 1 < lock->starts ? lock->start[k + 1] : lock->pages + 1;
}

static void report(struct layout *L, unsigned here)
{
    const struct chapters *c = &L->chapters;
    const struct page_lock *lock = lock_of(L);
    sp leading = L->theme->body.look.leading;
    if (!lock || c->over <= 0)
        return;
    sp over = sp_max(c->over - c->room, 1); /* what is so much shorter fits */
    long long lines = (over + leading - 1) / leading, pages = here - c->end;
    struct place at = c->last ? c->last->at : L->options->front;
    const char *what =
        c->last ? arena_printf(L->arena, "chapter '%.*s'", (int)c->last->text.n, c->last->text.p)
                : "what stands before the first chapter";
    diag_warn(L->diag, at,
              "in '%s' %s is %lld line%s too long: it needs %lld page%s more than in "
              "'%s'",
              L->tree->lang, what, lines, lines == 1 ? "" : "s", pages, pages == 1 ? "" : "s",
              lock->lang);
}

static bool begins_page(const struct layout *L, const struct block *heading,
                        const struct frame *frame)
{
    return heading->level == 1 && L->theme->heading[0].new_page != NEW_PAGE_NO &&
           !frame->is_column && !frame->holder && !L->is_echo;
}

void lock_chapter(struct layout *L, const struct block *heading, const struct frame *frame)
{
    struct chapters *c = &L->chapters;
    const struct heading *h = &L->theme->heading[0];
    if (!begins_page(L, heading, frame))
        return;
    const struct page_lock *lock = lock_of(L);
    bool on_right = h->new_page == NEW_PAGE_RIGHT;
    builder_begin_chapter(L, on_right, sp_ratio(builder_room(L), h->spill, 1000));
    unsigned page = builder_pages(L) + 1;
    report(L, page);
    size_t k = c->n;
    if (lock && k < lock->starts && page < lock->start[k])
        page = builder_fill_to(L, lock->start[k]);
    c->page = arena_grow(L->arena, c->page, sizeof *c->page, &c->cap, c->n + 1);
    c->page[c->n++] = page;
    c->last = heading;
    c->over = c->room = 0;
    c->end = lock && k < lock->starts ? page + page_after(lock, k) - lock->start[k] : 0;
}

void lock_page(struct layout *L, sp ink)
{
    struct chapters *c = &L->chapters;
    unsigned page = builder_pages(L) + 1;
    if (page + 1 == c->end)
        c->room = sp_max(0, builder_room(L) - ink);
    if (c->end && page >= c->end)
        c->over += ink;
}

void lock_finish(struct layout *L)
{
    const struct page_lock *lock = lock_of(L);
    unsigned pages = builder_pages(L);
    if (!lock)
        return;
    report(L, pages + 1);
    if (pages < lock->pages)
        builder_fill_to(L, lock->pages + 1);
    else if (pages > lock->pages)
        diag_warn(L->diag, L->options->front,
                  "in '%s' the document has %u pages, %u more than in "
                  "'%s'",
                  L->tree->lang, pages, pages - lock->pages, lock->lang);
}
