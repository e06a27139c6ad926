/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes (.note and its kin) on paper of their own. */
#include "page/construct.h"

#include "page/mirror.h"

static const struct box_look *box_look(const struct theme *t, enum div_class div)
{
    switch (div) {
    case DIV_TIP: return &t->note.tip;
    case DIV_WARNING: return &t->note.warning;
    case DIV_IMPORTANT: return &t->note.important;
    default: return &t->note.note;
    }
}

static enum word box_word(enum div_class div)
{
    switch (div) {
    case DIV_TIP: return WORD_TIP;
    case DIV_WARNING: return WORD_WARNING;
    case DIV_IMPORTANT: return WORD_IMPORTANT;
    default: return WORD_NOTE;
    }
}

static void add_padding(struct layout *L, const struct frame *frame, sp height, bool keeps,
                        bool is_wide)
{
    struct piece *p = piece_new(L, frame);
    p->is_free = true;
    p->is_wide = is_wide;
    p->height = height;
    p->keeps = keeps;
    p->clings = !keeps;
    p->trace = "padding";
    builder_add(L, p);
}

/* The author's, or ours: *lang is its language then, if not the one around it. */
static struct text label_of(const struct layout *L, const struct block *block, const char *around,
                            const char **lang)
{
    const struct text *title = attributes_find(block->attr, "title");
    enum word word = box_word(block->div);
    *lang = title ? attributes_value_lang(block->attr, "title")
                  : locale_word_lang(lang_locale(L, around), word, around);
    return title ? *title : text_of(locale_word(lang_locale(L, around), word));
}

static bool ends_a_sentence(struct text said)
{
    return text_ends(said, ".") || text_ends(said, "?") || text_ends(said, "!") ||
           text_ends(said, ":");
}

/* The label begins the first paragraph. */
static void flow_labelled(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct arena *arena = builder_arena(L);
    const struct block *first = block->child;
    const char *lang;
    struct text said = label_of(L, block, block_lang(first, frame->lang), &lang);
    if (!lang && first->lang && attributes_find(block->attr, "title"))
        lang = frame->lang; /* the title is in the box's language, not in this paragraph's */
    const char *label =
        arena_printf(arena, "%.*s%s ", (int)said.n, said.p, ends_a_sentence(said) ? "" : ".");
    struct element *p = element_new(L, frame->parent, ROLE_P, first->lang);
    struct styled styled =
        styled_text(L, arena, block_labelled(arena, first, text_of(label), INLINE_STRONG, lang),
                    frame, frame->look, p);
    ((struct stretch *)styled.para.stretch)[0].ink = ink_of(L, &L->theme->note.label, 0, NO_COLOR);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    struct flow_lines how = {0};
    flow_styled(L, &styled, frame, frame->look, &how, NULL);
    L->previous = first;
}

static void add_label(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct look *look = &L->theme->note.label;
    const char *lang;
    struct text said = label_of(L, block, frame->lang, &lang);
    struct element *p = element_said(L, element_new(L, frame->parent, ROLE_P, NULL), lang);
    struct styled styled = styled_plain(L, builder_arena(L), said, frame, look, p, block->at);
    struct flow_lines how = {.keeps_together = true, .keeps_with_next = true};
    flow_styled(L, &styled, frame, look, &how, NULL);
}

void flow_box(struct layout *L, const struct block *block, const struct frame *outer)
{
    const struct theme *t = L->theme;
    bool is_wide = attributes_has_class(block->attr, "wide");
    struct frame whole = is_wide ? frame_wide(outer) : *outer;
    const struct frame *frame = &whole;
    const struct box_look *look = box_look(t, block->div);
    struct decor *decor = ARENA_NEW(L->arena, struct decor);
    *decor = (struct decor){.outer = frame->decor,
                            .x = turned_x(frame->turn, frame->x, frame->width),
                            .width = frame->width,
                            .rule = t->note.rule,
                            .rule_x = turned_x(frame->turn, frame->x, t->note.rule),
                            .background = look->background,
                            .rule_color = look->rule};
    struct frame ragged = frame_ragged(frame), in = frame_inset(&ragged, t->note.padding_x);
    in.parent = element_new(L, frame->parent, ROLE_ASIDE, frame->lang);
    in.look = &t->note.look;
    in.is_free = true;
    in.indent = 0;
    in.space = t->note.padding_y;
    builder_gap(L, frame, t->note.around, true);
    in.decor = decor;
    add_padding(L, &in, t->note.padding_y, true, is_wide);
    const struct block *first = block->child;
    if (t->note.label_inline && first && first->kind == BLOCK_PARAGRAPH) {
        flow_labelled(L, block, &in);
        first = first->next;
    } else {
        add_label(L, block, &in);
    }
    for (const struct block *b = first; b && !L->has_failed; b = b->next)
        flow_block(L, b, &in);
    add_padding(L, &in, t->note.padding_y, false, is_wide);
    builder_gap(L, frame, t->note.around, false);
}
