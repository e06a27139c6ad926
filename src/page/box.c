/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes (.note and its kin) on paper of their own, and side matter, level with the block after it.
 */
#include "page/layout.h"

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

static void add_padding(struct layout *L, const struct frame *frame, sp height, bool keeps)
{
    struct piece *p = piece_new(L, frame);
    p->is_free = true;
    p->height = height;
    p->keeps = keeps;
    p->clings = !keeps;
    p->trace = "padding";
    builder_add(L, p);
}

static void add_label(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct look *look = &L->theme->note.label;
    const struct text *title = attributes_find(block->attr, "title");
    struct text said = title ? *title : text_of(locale_word(L->tree->locale, box_word(block->div)));
    struct element *p = element_new(L, frame->parent, ROLE_P, NULL);
    struct styled styled = styled_plain(L, builder_arena(L), said, frame, look, p, block->at);
    struct flow_lines how = {.keeps_together = true, .keeps_with_next = true};
    flow_styled(L, &styled, frame, look, &how, NULL);
}

void flow_box(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct theme *t = L->theme;
    const struct box_look *look = box_look(t, block->div);
    struct decor *decor = ARENA_NEW(L->arena, struct decor);
    *decor = (struct decor){.outer = frame->decor,
                            .x = frame->x,
                            .width = frame->width,
                            .rule = t->note.rule,
                            .background = look->background,
                            .rule_color = look->rule};
    struct frame ragged = frame_ragged(frame), in = frame_inset(&ragged, t->note.padding_x);
    in.parent = element_new(L, frame->parent, ROLE_ASIDE, block->lang);
    in.lang = block_lang(block, frame->lang);
    in.look = &t->note.look;
    in.is_free = true;
    in.indent = 0;
    in.space = t->note.padding_y;
    builder_gap(L, frame, t->note.around, true);
    in.decor = decor;
    add_padding(L, &in, t->note.padding_y, true);
    add_label(L, block, &in);
    flow_children(L, block, &in);
    add_padding(L, &in, t->note.padding_y, false);
    builder_gap(L, frame, t->note.around, false);
}

/* Side matter: level with the block after it */

struct side {
    struct display *item;
    size_t items, cap;
    sp height;
};

static void side_paragraph(struct layout *L, struct side *side, const struct block *block,
                           const struct frame *frame)
{
    struct arena *arena = builder_arena(L);
    const struct look *look = &L->theme->side;
    struct element *p = element_new(L, frame->parent, ROLE_P, block->lang);
    struct styled styled = styled_text(L, arena, block, frame, look, p);
    override_strong(L, &styled, look, &L->theme->strong_side);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    struct lines *lines = paragraph_set(arena, L->shaper, &styled.para, L->diag);
    for (size_t i = 0; i < lines->n; i++) {
        side->item = arena_grow(arena, side->item, sizeof *side->item, &side->cap, side->items + 1);
        side->item[side->items++] = (struct display){.kind = DISPLAY_LINE,
                                                     .x = frame->x,
                                                     .line = &lines->line[i],
                                                     .y = side->height + baseline_in(L, look),
                                                     .fill = {-1, -1, 0}};
        side->height += look->leading;
    }
}

enum { LONGEST_SIDE = 900 }; /* bytes of text; more is set in the text column, where it can break */

static bool is_long(const struct block *side)
{
    size_t n = 0;
    for (const struct block *b = side->child; b; b = b->next)
        n += b->text.n;
    return n > LONGEST_SIDE;
}

void flow_side(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct frame in = frame_ragged(frame);
    in.x = frame->wide_x;
    in.width = frame->x - frame->wide_x - L->theme->page.gutter;
    if (in.width < MM(15) || is_long(block)) {
        flow_children(L, block, frame);
        return;
    }
    in.look = &L->theme->side;
    in.parent = element_new(L, frame->parent, ROLE_ASIDE, block->lang);
    in.lang = block_lang(block, frame->lang);
    struct side side = {0};
    for (const struct block *b = block->child; b; b = b->next)
        if (b->kind == BLOCK_PARAGRAPH)
            side_paragraph(L, &side, b, &in);
    if (side.items)
        builder_attach(L, side.item, side.items, side.height + L->theme->side.leading,
                       baseline_in(L, &L->theme->side));
}
