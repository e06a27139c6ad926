/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running heads and feet, and the tab of a chapter: the theme's strings with their names filled in
 * (words.c), set as artifacts. A string that asks for {{pages}} becomes a late item, for the count
 * is not known yet; a string that names something without value is left out. */
#include "page/words.h"

#include <string.h>

#include "page/extent.h"
#include "page/piece.h"

struct side { /* the head or the foot of one page */
    struct layout *L;
    const struct page *page;
    const struct theme *theme; /* in the page's chapter */
    const char *section;
    struct arena *arena;
    struct display **item;
    size_t *items;
    struct late_item **late;
    size_t *lates;
    sp start, measure; /* of the frame, from the sheet's edge; from margin to margin */
    bool has_hang;
    sp end_width, center_width; /* of the items there; 0: none */
    sp wing;                    /* room beside the one in the middle */
};

static struct display *add_display(struct side *s, enum display_kind kind, enum artifact artifact)
{
    struct display *list = ARENA_ARRAY(s->arena, struct display, *s->items + 1);
    if (*s->items)
        memcpy(list, *s->item, *s->items * sizeof *list);
    *s->item = list;
    list += (*s->items)++;
    *list = (struct display){.kind = kind, .artifact = artifact, .fill = {-1, -1, 0}};
    return list;
}

static void add_late(struct side *s, const struct words *w, const struct frame *frame,
                     const struct look *look, sp y, enum artifact artifact)
{
    struct late_item *list = ARENA_ARRAY(s->arena, struct late_item, *s->lates + 1);
    if (*s->lates)
        memcpy(list, *s->late, *s->lates * sizeof *list);
    *s->late = list;
    list += (*s->lates)++;
    *list = (struct late_item){.kind = LATE_PAGES,
                               .ink = ink_of(s->L, look, 0, NO_COLOR),
                               .align = frame->align,
                               .is_rtl = s->L->is_rtl};
    list->part = words_late(s->L, w, look, &list->parts);
    list->box = (struct display){.kind = DISPLAY_LINE,
                                 .artifact = artifact,
                                 .x = frame->x,
                                 .y = y,
                                 .w = frame->width,
                                 .fill = {-1, -1, 0}};
}

/* Pages that are not mirrored are all odd ones. */
static bool is_odd(const struct side *s)
{
    return s->page->number % 2 || !s->L->shape.mirrors;
}

/* Where an item stands on this page: inside and outside change sides. */
static int64_t edge_on(const struct side *s, int64_t at)
{
    if (at == EDGE_INSIDE)
        return is_odd(s) ? EDGE_START : EDGE_END;
    if (at == EDGE_OUTSIDE)
        return is_odd(s) ? EDGE_END : EDGE_START;
    return at;
}

static sp tab_start(const struct side *s)
{
    return is_odd(s) ? s->page->width - s->theme->tab.width : 0;
}

/* Room for an item at the start: up to the one at hang, in the middle or at the end. */
static sp start_room(const struct side *s)
{
    const struct theme *t = s->theme;
    sp room = s->end_width ? s->measure - s->end_width - t->page.gutter : s->measure;
    if (s->has_hang && t->page.hang > t->page.gutter)
        room = sp_min(room, t->page.hang - t->page.gutter);
    return sp_min(room, s->wing);
}

static struct frame item_frame(const struct side *s, int64_t edge)
{
    const struct theme *t = s->theme;
    struct frame f = {.x = s->start, .width = s->measure, .lang = s->L->tree->lang};
    bool has_tab = edge == EDGE_TAB && t->tab.width > 0;
    if (edge == EDGE_START)
        f.width = start_room(s);
    if (edge == EDGE_END && s->end_width)
        f.width = s->end_width;
    if (edge == EDGE_HANG) {
        f.x += t->page.hang;
        f.width -= t->page.hang + (s->end_width ? s->end_width + t->page.gutter : 0);
    }
    if (edge == EDGE_CENTER)
        f.width = s->center_width;
    if (has_tab) {
        f.x = tab_start(s);
        f.width = t->tab.width;
    }
    f.align = edge == EDGE_END || edge == EDGE_TAB ? TEXT_END : TEXT_START;
    f.align = edge == EDGE_CENTER || has_tab ? TEXT_CENTER : f.align;
    if (edge == EDGE_END || (edge == EDGE_TAB && !has_tab))
        f.x += s->measure - f.width;
    if (edge == EDGE_CENTER)
        f.x += (s->measure - f.width) / 2;
    return f;
}

/* Items in the middle and at the end have the room they need, but leave half to the others. */
static void measure(struct side *s, const struct furniture_set *set, const struct words *words)
{
    sp most = set->items > 1 ? s->measure / 2 : s->measure;
    s->has_hang = false;
    s->end_width = s->center_width = 0;
    s->wing = s->measure;
    for (size_t i = 0; i < set->items; i++) {
        int64_t edge = edge_on(s, set->item[i].at);
        struct frame frame = {.width = s->measure, .lang = s->L->tree->lang};
        if (!words[i].has_value)
            continue;
        sp natural = words_width(s->L, s->arena, &words[i], &frame, &set->item[i].look) + SP_PT;
        s->has_hang |= edge == EDGE_HANG;
        if (edge == EDGE_END)
            s->end_width = sp_min(natural, most);
        if (edge == EDGE_CENTER)
            s->center_width = sp_min(natural, most);
    }
    if (s->center_width)
        s->wing = (s->measure - s->center_width) / 2 - s->theme->page.gutter;
    s->end_width = sp_min(s->end_width, s->wing);
}

static void add_item(struct side *s, const struct furniture_item *item, struct words *w, sp y,
                     enum artifact artifact)
{
    struct layout *L = s->L;
    struct frame frame = item_frame(s, edge_on(s, item->at));
    words_shorten(L, s->arena, w, &frame, &item->look);
    if (w->pages_at != SIZE_MAX) {
        sp more = 3 * item->look.size; /* there may be more pages than the room was measured for */
        frame.x -= frame.align == TEXT_END ? more : frame.align == TEXT_CENTER ? more / 2 : 0;
        frame.width += more;
        add_late(s, w, &frame, &item->look, y, artifact);
        return;
    }
    struct styled styled = words_styled(L, s->arena, w, &frame, &item->look);
    /* A chapter's title has been reported where it stands. */
    bool is_chapter = *s->section && text_find(w->text, s->section) != SIZE_MAX;
    const struct lines *lines =
        paragraph_set(s->arena, L->shaper, &styled.para, is_chapter ? NULL : L->diag);
    struct display *d = add_display(s, DISPLAY_LINE, artifact);
    d->x = frame.x;
    d->y = y;
    d->line = &lines->line[0];
}

static const struct furniture_set *set_of(const struct layout *L, const struct furniture *f,
                                          const struct page *page)
{
    enum furniture_pages side = page->number % 2 ? FURNITURE_RIGHT : FURNITURE_LEFT;
    if (page->number == L->cover_page)
        return &f->set[FURNITURE_COVER];
    if (page->kind == PAGE_FIRST && f->set[FURNITURE_FIRST].is_own)
        return &f->set[FURNITURE_FIRST];
    if (L->tree->is_bilingual && f->set[FURNITURE_PARALLEL].is_own)
        return &f->set[FURNITURE_PARALLEL];
    return &f->set[f->set[side].is_own ? side : FURNITURE_ALL];
}

static void add_side(struct side *s, const struct furniture *f, sp y, enum artifact artifact)
{
    const struct furniture_set *set = set_of(s->L, f, s->page);
    struct words words[FURNITURE_ITEMS];
    for (size_t i = 0; i < set->items; i++)
        words[i] =
            words_expand(s->L, s->arena, text_of(set->item[i].text), s->section, s->page->number);
    measure(s, set, words);
    for (size_t i = 0; i < set->items; i++)
        if (words[i].has_value && words[i].text.n)
            add_item(s, &set->item[i], &words[i], y, artifact);
}

/* The chapter's pictogram in the middle of its tab; its number where it has none. */
static void add_sign(struct side *s, unsigned chapter, sp y)
{
    const struct theme *t = s->theme;
    const struct picture *icon = s->L->chapter_heading->picture;
    sp w, h;
    if (icon && t->tab.icon > 0 && picture_fit(s->L, icon, t->tab.icon, t->tab.icon, &w, &h)) {
        struct display *d = add_display(s, DISPLAY_PICTURE, ARTIFACT_LAYOUT);
        d->picture = icon;
        d->w = w;
        d->h = h;
        d->x = tab_start(s) + (t->tab.width - w) / 2;
        d->y = y + (t->tab.height - h) / 2;
        return;
    }
    struct frame frame = {
        .x = tab_start(s), .width = t->tab.width, .align = TEXT_CENTER, .lang = s->L->tree->lang};
    struct text number = text_of(arena_printf(s->arena, "%u", chapter));
    struct styled styled =
        styled_plain(s->L, s->arena, number, &frame, &t->tab.number, NULL, (struct place){0});
    const struct lines *lines = paragraph_set(s->arena, s->L->shaper, &styled.para, NULL);
    struct display *d = add_display(s, DISPLAY_LINE, ARTIFACT_LAYOUT);
    d->x = frame.x;
    d->y = y + (t->tab.height + cap_height_of(s->L, &t->tab.number)) / 2;
    d->line = &lines->line[0];
}

/* What has neither number nor pictogram, such as an imprint, has no tab. */
static bool has_tab(const struct side *s, unsigned chapter)
{
    const struct theme *t = s->theme;
    const struct block *heading = s->L->chapter_heading;
    return chapter && t->tab.width > 0 && t->tab.height > 0 && !shape_is_turned(s->L) &&
           (heading->picture || !attributes_has_class(heading->attr, "unnumbered"));
}

/* The tab steps down with each chapter, and begins again at the head where it would meet the foot.
 * It reaches over the sheet's edge, so that the cut does not leave white. */
static void add_tab(struct side *s, unsigned chapter)
{
    const struct theme *t = s->theme;
    if (!has_tab(s, chapter))
        return;
    sp room = t->page.height - t->tab.y - t->page.bottom;
    int64_t steps = room > t->tab.height ? room / t->tab.height : 1;
    sp y = t->tab.y + (chapter - 1) % steps * t->tab.height;
    *add_display(s, DISPLAY_BOX, ARTIFACT_LAYOUT) =
        display_box(ARTIFACT_LAYOUT, tab_start(s) - (is_odd(s) ? 0 : t->page.bleed), y,
                    t->tab.width + t->page.bleed, t->tab.height, t->tab.color);
    add_sign(s, chapter, y);
}

void furniture_add(struct layout *L, struct page *page, const char *section, struct display **item,
                   size_t *items, struct late_item **late, size_t *lates, struct arena *arena)
{
    unsigned chapter = chapter_placed(L, &section);
    struct side s = {.L = L,
                     .page = page,
                     .theme = chapter_theme(L, chapter),
                     .section = section,
                     .arena = arena,
                     .item = item,
                     .items = items,
                     .late = late,
                     .lates = lates};
    s.start = shape_start(L, page->number);
    s.measure = shape_measure(L);
    add_side(&s, &s.theme->head, s.theme->head.y, ARTIFACT_HEADER);
    add_side(&s, &s.theme->foot, page->height - s.theme->foot.y, ARTIFACT_FOOTER);
    if (page->number != L->cover_page)
        add_tab(&s, chapter);
}
