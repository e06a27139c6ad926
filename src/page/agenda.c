/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists whose first words stand in the side column: a programme with its times, an imprint with its
 * labels. */
#include "page/layout.h"

static size_t class_spans(const struct block *text, size_t from, const char *class)
{
    size_t n = 0;
    while (from + n < text->spans && span_has_class(&text->span[from + n], class))
        n++;
    return n;
}

static void attach_time(struct layout *L, const struct block *time, const struct frame *frame,
                        const struct look *look, enum align align, struct element *label)
{
    struct arena *arena = builder_arena(L);
    struct frame side = frame_ragged(frame);
    side.x = frame->wide_x;
    side.width = frame->x - frame->wide_x - L->theme->page.gutter;
    side.align = align;
    if (side.width < MM(15))
        return;
    struct styled styled = styled_text(L, arena, time, &side, look, label);
    attach_line(L, &styled, side.x, baseline_in(L, look));
}

static void flow_agenda_item(struct layout *L, const struct block *item, const struct frame *frame,
                             struct element *list, const struct rule *rule, const struct look *rest,
                             const struct look *strong)
{
    const struct block *text = item_text(item);
    struct arena *arena = builder_arena(L);
    sp pad = L->theme->agenda.padding;
    if (!text)
        return;
    struct element *li = element_new(L, list, ROLE_LI, item->lang);
    size_t times = class_spans(text, 0, "time");
    bool is_label = !times && rule->width == 0;
    if (is_label)
        times = spans_styled(text, 0, INLINE_STRONG);
    if (times)
        attach_time(L, block_part(arena, text, 0, times), frame,
                    is_label ? strong : &L->theme->agenda.time, is_label ? TEXT_START : TEXT_END,
                    element_new(L, li, ROLE_LBL, NULL));
    const struct block *what = block_part(arena, text, times, text->spans - times);
    struct element *body = element_new(L, li, ROLE_LBODY, NULL);
    struct styled styled = styled_text(L, arena, what, frame, rest, body);
    override_strong(L, &styled, rest, strong);
    struct lines *lines = paragraph_set(arena, L->shaper, &styled.para, L->diag);
    struct piece *p = piece_new(L, frame);
    p->is_free = true;
    p->trace = "agenda";
    sp y = pad;
    for (size_t i = 0; i < lines->n; i++, y += rest->leading)
        piece_line(L, p, &styled, &lines->line[i], frame->x, y + baseline_in(L, rest), frame);
    p->height = y + pad;
    piece_rule(L, p, frame->x, p->height, frame->width, rule);
    p->keeps = item->next && item == item->parent->child;
    builder_add(L, p);
}

/* Lists whose first words stand in the side column: .agenda, .imprint. */
void flow_labelled(struct layout *L, const struct block *block, const struct frame *outer,
                   const struct rule *rule, const struct look *rest, const struct look *strong)
{
    struct frame frame = frame_ragged(outer);
    frame.look = rest;
    frame.indent = 0;
    for (const struct block *b = block->child; b; b = b->next) {
        if (b->kind != BLOCK_LIST) {
            flow_block(L, b, &frame);
            continue;
        }
        struct element *list = element_new(L, frame.parent, ROLE_L, b->lang);
        for (const struct block *item = b->child; item; item = item->next)
            flow_agenda_item(L, item, &frame, list, rule, rest, strong);
    }
    builder_gap(L, &frame, L->theme->list.around, false);
}
