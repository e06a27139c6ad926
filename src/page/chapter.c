/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chapters: each H1 begins one, and a theme may give each a color of its own. While a chapter is
 * set the layout's theme is the theme in its colors, so that no construct need know of them. Also
 * the kicker, the small line that belongs to the heading below it. */
#include "page/construct.h"

#include "page/entry.h"
#include "page/piece.h"
#include "page/script.h"

const struct theme *chapter_theme(struct layout *L, unsigned chapter)
{
    struct script_theme *in = L->script_theme;
    size_t n = in->plain->chapters ? in->plain->chapters : 1;
    size_t i = chapter ? (chapter - 1) % n : 0;
    if (!in->chapter[i]) {
        struct theme *theme = ARENA_NEW(L->arena, struct theme);
        theme_in_chapter(in->plain, i + 1, theme);
        in->chapter[i] = theme;
    }
    return in->chapter[i];
}

void chapter_begin(struct layout *L)
{
    L->theme = chapter_theme(L, ++L->chapter);
}

unsigned chapter_placed(struct layout *L, const char **title)
{
    for (; L->outline_seen < L->outlines; L->outline_seen++) {
        const struct outline_entry *entry = &L->outline[L->outline_seen];
        if (entry->level != 1)
            continue;
        L->chapters_placed++;
        L->chapter_title = arena_string(L->arena, entry->title);
    }
    if (L->chapter_title)
        *title = L->chapter_title;
    return L->chapters_placed;
}

/* The kicker of a heading that begins a page begins it instead, in the colors to come. */
void flow_kicker(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct block *next = block->next;
    bool is_over = next && next->kind == BLOCK_HEADING && next->level <= HEADING_LEVELS;
    const struct theme *t = L->theme;
    if (is_over && next->level == 1 && !L->is_echo)
        t = chapter_theme(L, L->chapter + 1);
    enum new_page starts =
        is_over ? (enum new_page)t->heading[next->level - 1].new_page : NEW_PAGE_NO;
    if (starts != NEW_PAGE_NO && !frame->is_column)
        builder_new_page(L, starts == NEW_PAGE_RIGHT);
    if (is_over)
        lock_chapter(L, next, frame);
    L->has_kicker = is_over;
    struct frame in = frame_ragged(frame);
    in.lang = block_lang(block, frame->lang);
    in.indent = 0;
    in.is_free = !is_over;
    for (const struct block *b = block->child; b; b = b->next) {
        if (b->kind != BLOCK_PARAGRAPH) {
            flow_block(L, b, &in);
            continue;
        }
        struct element *p = element_new(L, in.parent, ROLE_P, b->lang);
        struct styled styled = styled_text(L, builder_arena(L), b, &in, &t->kicker, p);
        struct flow_lines how = {.keeps_together = true, .keeps_with_next = is_over};
        flow_styled(L, &styled, &in, &t->kicker, &how, NULL);
    }
}
