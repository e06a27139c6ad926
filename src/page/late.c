/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers known only after the last page: the page count in heads and feet, the pages of the
 * contents' entries and of @page- references. Each stands in a box of its own, so nothing moves
 * when it comes. */
#include "page/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "page/piece.h"

struct kept_late { /* a late item on its page */
    unsigned page;
    struct late_item item;
};
struct anchor_page {
    const char *name;
    unsigned page;
};

void late_keep(struct layout *L, unsigned page, const struct late_item *item, size_t n)
{
    L->late = arena_grow(L->arena, L->late, sizeof *L->late, &L->late_cap, L->lates + n);
    for (size_t i = 0; i < n; i++)
        L->late[L->lates++] = (struct kept_late){page, item[i]};
}

void late_anchor(struct layout *L, unsigned page, const char *name)
{
    struct anchor_list *list = &L->anchor;
    list->page = arena_grow(L->arena, list->page, sizeof *list->page, &list->cap, list->n + 1);
    list->page[list->n++] = (struct anchor_page){name, page};
}

unsigned late_known_page(const struct layout *L, const char *name)
{
    for (size_t i = L->anchor.n; i-- > 0;)
        if (strcmp(L->anchor.page[i].name, name) == 0)
            return L->anchor.page[i].page;
    return 0;
}

static int by_name(const void *a, const void *b)
{
    const struct anchor_page *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : (x->page > y->page) - (x->page < y->page);
}

static unsigned page_in(const struct anchor_list *sorted, const char *name)
{
    struct anchor_page key = {name, 0};
    size_t low = 0, high = sorted->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_name(&sorted->page[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sorted->n && !strcmp(sorted->page[low].name, name) ? sorted->page[low].page : 0;
}

unsigned late_page(const struct layout *L, const char *name)
{
    return page_in(&L->anchor, name);
}

unsigned late_foreseen_page(const struct layout *L, const char *name)
{
    return page_in(&L->foreseen.anchor, name);
}

struct anchor_list late_pages(const struct layout *L, struct arena *arena)
{
    size_t n = L->anchor.n;
    struct anchor_list out = {ARENA_ARRAY(arena, struct anchor_page, n), n, n};
    for (size_t i = 0; i < n; i++) {
        out.page[i] = L->anchor.page[i];
        out.page[i].name = arena_string(arena, text_of(out.page[i].name));
    }
    return out;
}

/* The line's parts one after the other, a stretch each. */
static struct paragraph late_line(struct arena *arena, const struct script_rules *scripts,
                                  const struct late_item *item, const char *number)
{
    const struct late_part alone = {NULL, item->ink};
    const struct late_part *part = item->parts ? item->part : &alone;
    size_t n = item->parts ? item->parts : 1;
    struct stretch *stretch = ARENA_ARRAY(arena, struct stretch, n);
    struct buf said = {0};
    for (size_t i = 0; i < n; i++) {
        stretch[i] = (struct stretch){
            .from = (uint32_t)said.n, .ink = part[i].ink, .owner = item->box.element};
        buf_string(&said, part[i].text ? part[i].text : number);
        stretch[i].to = (uint32_t)said.n;
    }
    struct paragraph para = {.text = arena_text(arena, buf_as_text(&said)),
                             .stretch = stretch,
                             .stretches = n,
                             .align = item->align,
                             .is_rtl = item->is_rtl,
                             .scripts = scripts,
                             .width = item->box.w};
    buf_done(&said);
    return para;
}

/* A number that is wider than its box goes over it, away from the edge it stands at. A narrower one
 * in text stands at the box's end: what is over widens the space before it, not a comma's after. */
static void fit_box(struct layout *L, const struct late_item *item, struct paragraph *para,
                    struct display *box)
{
    sp least, natural;
    paragraph_widths(L->shaper, para, &least, &natural);
    sp over = natural - box->w;
    bool is_in_text = item->kind == LATE_PAGE_OF && para->align == TEXT_START;
    if (over <= 0 && is_in_text)
        para->align = TEXT_END;
    if (over <= 0)
        return;
    bool goes_left = (para->align == TEXT_END) != para->is_rtl;
    box->x -= para->align == TEXT_CENTER ? over / 2 : goes_left ? over : 0;
    box->w = para->width = natural;
}

static struct display resolve(struct layout *L, struct arena *arena, const struct late_item *item)
{
    unsigned n = item->kind == LATE_PAGES ? builder_pages(L) : late_page(L, item->name);
    struct paragraph para = late_line(arena, L->scripts, item, arena_printf(arena, "%u", n));
    para.lang = L->tree->lang;
    struct display out = item->box;
    fit_box(L, item, &para, &out);
    struct lines *lines = paragraph_set(arena, L->shaper, &para, L->diag);
    out.line = &lines->line[0];
    return out;
}

/* Late items were kept in page order, so one walk serves each page once. */
void late_finish(struct layout *L)
{
    if (L->anchor.n)
        qsort(L->anchor.page, L->anchor.n, sizeof *L->anchor.page, by_name);
    struct arena *arena = arena_new();
    for (size_t i = 0; i < L->lates && !L->has_failed;) {
        struct arena_mark mark = arena_mark(arena);
        size_t n = 0;
        while (i + n < L->lates && L->late[i + n].page == L->late[i].page)
            n++;
        struct display *list = ARENA_ARRAY(arena, struct display, n);
        for (size_t k = 0; k < n; k++)
            list[k] = resolve(L, arena, &L->late[i + k].item);
        if (!L->sink->late(L->sink->context, L->late[i].page, list, n))
            L->has_failed = true;
        i += n;
        arena_rewind(arena, mark);
    }
    arena_free(arena);
}
