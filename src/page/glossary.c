/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Glossaries: each term on a line of its own, what it means below it. A list in the tags: the term
 * is the item's label. Sorted and divided by letters they come from doc/term.c. */
#include "page/construct.h"

#include "base/ascii.h"
#include "page/mirror.h"
#include "page/piece.h"

void flow_letter(struct layout *L, struct text letter, const struct frame *frame, struct place at)
{
    const struct look *look = &L->theme->index.letter;
    struct frame in = frame_ragged(frame);
    struct element *p = element_new(L, frame->parent, ROLE_P, NULL);
    struct styled styled = styled_plain(L, builder_arena(L), letter, &in, look, p, at);
    struct flow_lines how = {.before = L->theme->index.before, .keeps_with_next = true};
    flow_styled(L, &styled, &in, look, &how, NULL);
}

/* A colon or dash between the term and what it means goes with the line. */
static struct block *meaning_of(struct arena *arena, const struct block *text, size_t terms)
{
    static const char *const signs[] = {":", "–", "—", "-", "："};
    struct block *part = block_part(arena, text, terms, text->spans - terms);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!part->spans || !text_starts(part->text, signs[i]))
            continue;
        struct span *span = (struct span *)part->span;
        uint32_t n = (uint32_t)text_of(signs[i]).n;
        span->from += n;
        return block_part(arena, part, span->from == span->to,
                          part->spans - (span->from == span->to));
    }
    return part;
}

static void flow_term(struct layout *L, const struct block *item, const struct block *text,
                      size_t terms, const struct frame *frame, struct element *li)
{
    const struct look *look = &L->theme->glossary.term;
    struct element *label = element_new(L, li, ROLE_LBL, NULL);
    struct frame in = frame_ragged(frame);
    in.lang = block_lang(item, frame->lang);
    struct block *term = block_part(builder_arena(L), text, 0, terms);
    struct styled styled =
        styled_text(L, builder_arena(L), term, &in, look, element_said(L, label, text->lang));
    const struct ink *strong = ink_of(L, look, INLINE_STRONG, NO_COLOR);
    struct stretch *stretch = (struct stretch *)styled.para.stretch;
    for (size_t i = 0; i < styled.para.stretches; i++)
        if (stretch[i].ink == strong) /* the look says how heavy it is */
            stretch[i].ink = ink_of(L, look, 0, NO_COLOR);
    keep_side(&styled.para, &in);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    struct flow_lines how = {.before = item->letter.n ? 0 : L->theme->glossary.item_space,
                             .keeps_together = true,
                             .keeps_with_next = true};
    flow_styled(L, &styled, &in, look, &how, item);
}

static void flow_entry_of(struct layout *L, const struct block *item, const struct frame *frame,
                          struct element *list)
{
    const struct block *text = item_text(item);
    struct element *li = element_new(L, list, ROLE_LI, item->lang);
    size_t terms = text ? spans_styled(text, 0, INLINE_STRONG) : 0;
    struct frame in = *frame;
    if (terms)
        flow_term(L, item, text, terms, frame, li);
    else if (item->attr->id)
        builder_name(L, item->attr->id);
    in.parent = element_new(L, li, ROLE_LBODY, NULL);
    in.lang = block_lang(item, frame->lang);
    in.x += L->theme->glossary.text_at;
    in.width -= L->theme->glossary.text_at;
    in.wide_x = in.x;
    in.wide_width = in.width;
    in.depth++;
    L->previous = NULL;
    struct block *meaning = terms ? meaning_of(builder_arena(L), text, terms) : NULL;
    if (meaning && meaning->spans) {
        builder_borrow(L);
        meaning->next = text->next;
        flow_block(L, meaning, &in);
        builder_return(L);
    }
    for (const struct block *b = terms ? text->next : item->child; b && !L->has_failed; b = b->next)
        flow_block(L, b, &in);
}

static void flow_terms(struct layout *L, const struct block *list, const struct frame *frame)
{
    struct element *l = NULL;
    for (const struct block *item = list->child; item && !L->has_failed; item = item->next) {
        if (item->letter.n)
            flow_letter(L, item->letter, frame, item->at);
        if (item->letter.n || !l)
            l = element_new(L, frame->parent, ROLE_L, block_lang(list, frame->lang));
        flow_entry_of(L, item, frame, l);
    }
}

void flow_glossary(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct frame in = *frame;
    in.is_free = true;
    in.indent = 0;
    for (const struct block *b = block->child; b && !L->has_failed; b = b->next) {
        if (b->kind == BLOCK_LIST)
            flow_terms(L, b, &in);
        else
            flow_block(L, b, frame);
        L->previous = b;
    }
    builder_gap(L, frame, L->theme->list.around, false);
}
