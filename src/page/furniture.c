/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running heads and feet: the theme's strings with their names filled in, set as artifacts. A
 * string that asks for {{pages}} becomes a late item, for the count is not known yet; a string that
 * names something without value is left out. */
#include "page/layout.h"

#include <string.h>

#include "base/buffer.h"

struct names {
    struct layout *L;
    const char *section;
    unsigned page;
};

static const char *running_value(const struct layout *L, struct arena *arena, struct text name)
{
    for (size_t i = 0; i < L->options->runnings; i++)
        if (text_is(name, L->options->running[i].key))
            return arena_string(arena, L->options->running[i].text);
    return NULL;
}

static const char *find_value(const struct names *n, struct arena *arena, struct text name)
{
    const struct layout *L = n->L;
    const char *running = running_value(L, arena, name);
    if (running)
        return running;
    if (text_is(name, "title"))
        return arena_string(arena, L->tree->title);
    if (text_is(name, "section"))
        return *n->section ? n->section : NULL;
    if (text_is(name, "page"))
        return arena_printf(arena, "%u", n->page);
    if (text_is(name, "lang"))
        return L->tree->lang;
    if (text_is(name, "edition"))
        return L->options->edition;
    if (text_is(name, "date"))
        return L->options->date;
    return NULL;
}

/* Fills in the names; at {{pages}} *late_at says where it stood. False: a name has no value. */
static bool expand(const struct names *n, struct arena *arena, struct text pattern, struct buf *out,
                   size_t *late_at)
{
    *late_at = SIZE_MAX;
    for (size_t open; (open = text_find(pattern, "{{")) != SIZE_MAX;) {
        size_t close = text_find(pattern, "}}");
        if (close == SIZE_MAX || close < open)
            break;
        struct text name = text_trim(text_slice(pattern, open + 2, close));
        buf_text(out, text_slice(pattern, 0, open));
        pattern = text_from(pattern, close + 2);
        if (text_is(name, "pages")) {
            *late_at = out->n;
            continue;
        }
        const char *value = find_value(n, arena, name);
        if (!value || !*value)
            return false;
        buf_string(out, value);
    }
    buf_text(out, pattern);
    return true;
}

static void add_line(struct layout *L, struct arena *arena, struct display **item, size_t *items,
                     struct text said, const char *section, const struct frame *frame,
                     const struct look *look, sp y, enum artifact artifact)
{
    struct styled styled =
        styled_plain(L, arena, arena_text(arena, said), frame, look, NULL, L->options->front);
    /* A chapter's title has been reported where it stands. */
    bool is_chapter = *section && text_find(said, section) != SIZE_MAX;
    struct lines *lines =
        paragraph_set(arena, L->shaper, &styled.para, is_chapter ? NULL : L->diag);
    struct display *list = ARENA_ARRAY(arena, struct display, *items + 1);
    if (*items)
        memcpy(list, *item, *items * sizeof *list);
    list[(*items)++] = (struct display){.kind = DISPLAY_LINE,
                                        .artifact = artifact,
                                        .x = frame->x,
                                        .y = y,
                                        .line = &lines->line[0],
                                        .fill = {-1, -1, 0}};
    *item = list;
}

static void add_late(struct layout *L, struct arena *arena, struct late_item **late, size_t *lates,
                     struct text said, size_t at, const struct frame *frame,
                     const struct look *look, sp y, enum artifact artifact)
{
    struct late_item *list = ARENA_ARRAY(arena, struct late_item, *lates + 1);
    if (*lates)
        memcpy(list, *late, *lates * sizeof *list);
    list[*lates] = (struct late_item){.kind = LATE_PAGES,
                                      .ink = ink_of(L, look, 0, NO_COLOR),
                                      .align = frame->align,
                                      .prefix = arena_string(L->arena, text_slice(said, 0, at)),
                                      .suffix = arena_string(L->arena, text_from(said, at))};
    list[(*lates)++].box = (struct display){.kind = DISPLAY_LINE,
                                            .artifact = artifact,
                                            .x = frame->x,
                                            .y = y,
                                            .w = frame->width,
                                            .fill = {-1, -1, 0}};
    *late = list;
}

/* Each item has the room up to the next one. */
static struct frame item_frame(const struct layout *L, const struct furniture *f, size_t i, sp left)
{
    const struct theme *t = L->theme;
    sp full = shape_measure(L);
    sp at = f->item[i].at == EDGE_HANG ? t->page.hang : 0;
    sp end = full;
    for (size_t k = 0; k < f->items; k++)
        if (f->item[i].at == EDGE_START && f->item[k].at == EDGE_HANG && t->page.hang > 0)
            end = t->page.hang - t->page.gutter;
    struct frame frame = {.x = left + at, .width = end - at, .lang = L->tree->lang};
    frame.align = f->item[i].at == EDGE_END ? TEXT_END : TEXT_START;
    return frame;
}

/* The text cut after at most n bytes, at a space if one is near, without dangling punctuation. */
static void cut(struct buf *said, size_t n)
{
    size_t space = n;
    while (space > n / 2 && said->p[space] != ' ')
        space--;
    n = said->p[space] == ' ' ? space : n;
    while (n > 0 && ((unsigned char)said->p[n] & 0xC0) == 0x80)
        n--;
    struct text kept = text_slice(buf_as_text(said), 0, n);
    while (text_ends(kept, " ") || text_ends(kept, ",") || text_ends(kept, "·"))
        kept.n -= text_ends(kept, "·") ? strlen("·") : 1;
    said->n = kept.n;
    buf_string(said, "…");
}

/* A running head must stay on one line: what does not fit is cut, with an ellipsis. */
static void shorten(struct layout *L, struct arena *arena, struct buf *said,
                    const struct frame *frame, const struct look *look)
{
    for (;;) {
        sp least, natural;
        struct text all = buf_as_text(said);
        struct styled styled = styled_plain(L, arena, all, frame, look, NULL, (struct place){0});
        paragraph_widths(L->shaper, &styled.para, &least, &natural);
        if (natural <= frame->width || said->n < 8)
            return;
        size_t n = said->n - (text_ends(all, "…") ? strlen("…") : 0);
        size_t keep = (size_t)sp_ratio((sp)n, frame->width, natural);
        cut(said, keep < n ? keep : n - 1);
    }
}

static void add_side(const struct names *n, const struct furniture *f, struct page *page, sp y,
                     enum artifact artifact, struct display **item, size_t *items,
                     struct late_item **late, size_t *lates, struct arena *arena)
{
    struct layout *L = n->L;
    sp left = shape_left(L, page->number);
    for (size_t i = 0; i < f->items; i++) {
        struct buf said = {0};
        size_t late_at;
        struct frame frame = item_frame(L, f, i, left);
        bool has_value = expand(n, arena, text_of(f->item[i].text), &said, &late_at);
        if (has_value && late_at != SIZE_MAX) {
            add_late(L, arena, late, lates, buf_as_text(&said), late_at, &frame, &f->item[i].look,
                     y, artifact);
        } else if (has_value && said.n) {
            shorten(L, arena, &said, &frame, &f->item[i].look);
            add_line(L, arena, item, items, buf_as_text(&said), n->section, &frame,
                     &f->item[i].look, y, artifact);
        }
        buf_done(&said);
    }
}

void furniture_add(struct layout *L, struct page *page, const char *section, struct display **item,
                   size_t *items, struct late_item **late, size_t *lates, struct arena *arena)
{
    struct names n = {L, section, page->number};
    const struct theme *t = L->theme;
    if (page->kind != PAGE_FIRST)
        add_side(&n, &t->head, page, t->head.y, ARTIFACT_HEADER, item, items, late, lates, arena);
    add_side(&n, &t->foot, page, page->height - t->foot.y, ARTIFACT_FOOTER, item, items, late,
             lates, arena);
}
