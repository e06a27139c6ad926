/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills names into a theme's string. `**` switches to bold and back where the theme has written it;
 * a value that holds two stars prints them. */
#include "page/words.h"

#include <string.h>

#include "base/buffer.h"
#include "page/ink.h"

static const char pages_room[] = "000"; /* as wide as the number to come */
static const char ellipsis[] = "…";

static const char *find_value(const struct layout *L, struct arena *arena, struct text name,
                              const char *section, unsigned page)
{
    for (size_t i = 0; i < L->options->runnings; i++)
        if (text_is(name, L->options->running[i].key))
            return arena_string(arena, L->options->running[i].text);
    if (text_is(name, "title"))
        return arena_string(arena, L->tree->title);
    if (text_is(name, "second-title"))
        return arena_string(arena, L->tree->second_title);
    if (text_is(name, "section"))
        return *section ? section : NULL;
    if (text_is(name, "page"))
        return arena_printf(arena, "%u", page);
    if (text_is(name, "lang"))
        return L->tree->lang;
    if (text_is(name, "edition"))
        return L->options->edition;
    if (text_is(name, "date"))
        return L->options->date;
    return NULL;
}

struct writer {
    struct arena *arena;
    struct words *words;
    struct buf out;
    size_t cap;
    bool is_strong;
};

static void begin_part(struct writer *w)
{
    struct words *words = w->words;
    words->part = arena_grow(w->arena, words->part, sizeof *words->part, &w->cap, words->parts + 1);
    words->part[words->parts++] = (struct words_part){w->out.n, w->is_strong};
}

static void write_pattern(struct writer *w, struct text t)
{
    for (size_t stars; (stars = text_find(t, "**")) != SIZE_MAX;) {
        buf_text(&w->out, text_slice(t, 0, stars));
        w->is_strong = !w->is_strong;
        begin_part(w);
        t = text_from(t, stars + 2);
    }
    buf_text(&w->out, t);
}

struct words words_expand(const struct layout *L, struct arena *arena, struct text pattern,
                          const char *section, unsigned page)
{
    struct words words = {.pages_at = SIZE_MAX, .has_value = true};
    struct writer w = {.arena = arena, .words = &words};
    begin_part(&w);
    for (size_t open; (open = text_find(pattern, "{{")) != SIZE_MAX;) {
        size_t close = text_find(pattern, "}}");
        if (close == SIZE_MAX || close < open)
            break;
        struct text name = text_trim(text_slice(pattern, open + 2, close));
        write_pattern(&w, text_slice(pattern, 0, open));
        pattern = text_from(pattern, close + 2);
        if (text_is(name, "pages") && words.pages_at == SIZE_MAX) {
            words.pages_at = w.out.n;
            buf_string(&w.out, pages_room);
            continue;
        }
        const char *value = find_value(L, arena, name, section, page);
        words.has_value &= value && *value;
        buf_string(&w.out, value ? value : "");
    }
    write_pattern(&w, pattern);
    words.text = arena_text(arena, buf_as_text(&w.out));
    buf_done(&w.out);
    return words;
}

static size_t part_end(const struct words *w, size_t i)
{
    return i + 1 < w->parts ? w->part[i + 1].from : w->text.n;
}

struct styled words_styled(struct layout *L, struct arena *arena, const struct words *w,
                           const struct frame *frame, const struct look *look)
{
    struct styled styled = styled_plain(L, arena, w->text, frame, look, NULL, L->options->front);
    struct stretch *stretch = ARENA_ARRAY(arena, struct stretch, w->parts), *end = stretch;
    for (size_t i = 0; i < w->parts && w->text.n; i++) {
        if (part_end(w, i) == w->part[i].from)
            continue;
        *end = styled.para.stretch[0];
        end->from = (uint32_t)w->part[i].from;
        end->to = (uint32_t)part_end(w, i);
        end++->ink = ink_of(L, look, w->part[i].is_strong ? INLINE_STRONG : 0, NO_COLOR);
    }
    styled.para.stretch = stretch;
    styled.para.stretches = (size_t)(end - stretch);
    styled.extra = ARENA_ARRAY(arena, struct extra, w->parts);
    return styled;
}

static void add_late_part(struct layout *L, struct late_part *list, size_t *n, struct text said,
                          const struct ink *ink)
{
    if (said.n)
        list[(*n)++] = (struct late_part){arena_string(L->arena, said), ink};
}

const struct late_part *words_late(struct layout *L, const struct words *w, const struct look *look,
                                   size_t *n)
{
    struct late_part *list = ARENA_ARRAY(L->arena, struct late_part, w->parts + 2);
    size_t number = w->pages_at, behind = number + strlen(pages_room);
    *n = 0;
    for (size_t i = 0; i < w->parts; i++) {
        size_t from = w->part[i].from, to = part_end(w, i);
        const struct ink *ink = ink_of(L, look, w->part[i].is_strong ? INLINE_STRONG : 0, NO_COLOR);
        if (number < from || number >= to) {
            add_late_part(L, list, n, text_slice(w->text, from, to), ink);
            continue;
        }
        add_late_part(L, list, n, text_slice(w->text, from, number), ink);
        list[(*n)++] = (struct late_part){NULL, ink};
        add_late_part(L, list, n, text_slice(w->text, behind, to), ink);
    }
    return list;
}

sp words_width(struct layout *L, struct arena *arena, const struct words *w,
               const struct frame *frame, const struct look *look)
{
    sp least, natural;
    struct styled styled = words_styled(L, arena, w, frame, look);
    paragraph_widths(L->shaper, &styled.para, &least, &natural);
    return natural;
}

/* Keeps n bytes at most, ended at a space if one is near, without dangling punctuation. */
static void cut_end(struct arena *arena, struct words *w, size_t n)
{
    size_t space = n;
    while (space > n / 2 && w->text.p[space] != ' ')
        space--;
    n = w->text.p[space] == ' ' ? space : n;
    while (n > 0 && ((unsigned char)w->text.p[n] & 0xC0) == 0x80)
        n--;
    struct text kept = text_slice(w->text, 0, n);
    while (text_ends(kept, " ") || text_ends(kept, ",") || text_ends(kept, "·"))
        kept.n -= text_ends(kept, "·") ? strlen("·") : 1;
    while (w->parts > 1 && w->part[w->parts - 1].from >= kept.n)
        w->parts--;
    w->text = text_of(arena_printf(arena, "%.*s%s", (int)kept.n, kept.p, ellipsis));
}

/* Drops n bytes at least at the front, but nothing of the number that comes later. */
static void cut_front(struct arena *arena, struct words *w, size_t n)
{
    n = n < w->pages_at ? n : w->pages_at;
    while (n < w->pages_at && ((unsigned char)w->text.p[n] & 0xC0) == 0x80)
        n++;
    size_t shift = n - strlen(ellipsis), first = 0;
    while (first + 1 < w->parts && w->part[first + 1].from <= n)
        first++;
    w->part += first;
    w->parts -= first;
    for (size_t i = 0; i < w->parts; i++)
        w->part[i].from = i ? w->part[i].from - shift : 0;
    struct text kept = text_from(w->text, n);
    w->text = text_of(arena_printf(arena, "%s%.*s", ellipsis, (int)kept.n, kept.p));
    w->pages_at -= shift;
}

void words_shorten(struct layout *L, struct arena *arena, struct words *w,
                   const struct frame *frame, const struct look *look)
{
    enum { SHORTEST = 8 };
    for (;;) {
        sp natural = words_width(L, arena, w, frame, look);
        if (natural <= frame->width || w->text.n < SHORTEST)
            return;
        size_t n = w->text.n;
        size_t keep = (size_t)sp_ratio((sp)n, sp_max(frame->width, 0), natural);
        if (w->pages_at == SIZE_MAX) {
            n -= text_ends(w->text, ellipsis) ? strlen(ellipsis) : 0;
            cut_end(arena, w, keep < n ? keep : n - 1);
        } else if (w->pages_at > strlen(ellipsis)) {
            size_t gone = n - keep + 2 * strlen(ellipsis);
            cut_front(arena, w, gone);
        } else {
            return;
        }
    }
}
