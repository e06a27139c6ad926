/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists: L, LI, Lbl and LBody; the label stands before the text, level with its first line. */
#include "page/layout.h"

static struct text item_label(struct layout *L, const struct block *list, int64_t number)
{
    if (!list->is_ordered)
        return text_of(L->theme->list.bullet);
    return text_of(arena_printf(builder_arena(L), "%lld.", (long long)number));
}

/* A box that can be ticked, drawn as a path: no text face has one. */
static void attach_checkbox(struct layout *L, const struct frame *frame, struct element *label,
                            bool is_done)
{
    static const char box[] = "MLLLZ", tick[] = "MLLLZMLL";
    struct arena *arena = builder_arena(L);
    sp size = sp_ratio(frame->look->size, 72, 100);
    struct point *p = ARENA_ARRAY(arena, struct point, 7);
    sp x = frame->x, y = 0;
    p[0] = (struct point){x, y - size};
    p[1] = (struct point){x + size, y - size};
    p[2] = (struct point){x + size, y};
    p[3] = (struct point){x, y};
    p[4] = (struct point){x + size / 5, y - size / 2};
    p[5] = (struct point){x + size * 2 / 5, y - size / 4};
    p[6] = (struct point){x + size * 4 / 5, y - size * 4 / 5};
    struct display *d = ARENA_NEW(arena, struct display);
    *d = (struct display){.kind = DISPLAY_PATH,
                          .element = label,
                          .path = {is_done ? tick : box, p},
                          .fill = {-1, (int32_t)frame->look->color, sp_ratio(size, 8, 100)}};
    builder_attach(L, d, 1, 0, 0);
}

static sp number_width(struct layout *L, const struct block *list, const struct frame *frame,
                       int64_t number)
{
    sp least, natural;
    struct text said = text_of(arena_printf(builder_arena(L), "%lld. ", (long long)number));
    struct styled styled =
        styled_plain(L, builder_arena(L), said, frame, frame->look, NULL, list->at);
    paragraph_widths(L->shaper, &styled.para, &least, &natural);
    return natural;
}

enum { MEASURED = 100 }; /* numbers at a list's end; those before are hardly wider */

/* Room for every number of the list: the last is not the widest where figures differ in width. */
static sp label_width(struct layout *L, const struct block *list, const struct frame *frame)
{
    if (!list->is_ordered)
        return L->theme->list.text_at;
    int64_t end = list->start;
    for (const struct block *item = list->child; item; item = item->next)
        end++;
    sp widest = 0;
    for (int64_t n = end - 1; n >= list->start && n >= end - MEASURED; n--)
        widest = sp_max(widest, number_width(L, list, frame, n));
    return sp_max(L->theme->list.text_at, widest + sp_ratio(frame->look->size, 4, 10));
}

static void attach_label(struct layout *L, struct text said, const struct frame *frame, sp width,
                         bool at_end, struct element *label, struct place at)
{
    struct arena *arena = builder_arena(L);
    struct frame in = *frame;
    in.width = width;
    in.align = at_end ? TEXT_END : TEXT_START;
    in.hyphenates = in.protrudes = false;
    struct styled styled = styled_plain(L, arena, said, &in, frame->look, label, at);
    attach_line(L, &styled, in.x, 0);
}

static void flow_item(struct layout *L, const struct block *list, const struct block *item,
                      int64_t number, const struct frame *frame, struct element *parent, sp width)
{
    struct element *li = element_new(L, parent, ROLE_LI, item->lang);
    struct element *label = element_new(L, li, ROLE_LBL, NULL);
    if (item->checked >= 0) {
        attach_checkbox(L, frame, label, item->checked == 1);
        label->alt = item->checked == 1 ? TEXT("[x]") : TEXT("[ ]");
    } else {
        sp gap = list->is_ordered ? sp_ratio(frame->look->size, 4, 10) : 0;
        attach_label(L, item_label(L, list, number), frame, width - gap, list->is_ordered, label,
                     item->at);
    }
    struct frame in = *frame;
    in.parent = element_new(L, li, ROLE_LBODY, NULL);
    in.lang = block_lang(item, frame->lang);
    in.x += width;
    in.width -= width;
    in.wide_x = in.x;
    in.wide_width = in.width;
    in.depth++;
    if (!item->child) {
        struct piece *p = piece_new(L, &in);
        p->height = frame->look->leading;
        struct styled empty =
            styled_plain(L, builder_arena(L), TEXT("\u00A0"), &in, in.look, in.parent, item->at);
        struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &empty.para, L->diag);
        piece_line(L, p, &empty, &lines->line[0], in.x, baseline_in(L, in.look), &in);
        builder_add(L, p);
    }
    flow_children(L, item, &in);
}

/* White between a list and the text around it, as a piece of its own: it vanishes at a page's head.
 */
void flow_list(struct layout *L, const struct block *list, const struct frame *frame)
{
    struct element *l = element_new(L, frame->parent, ROLE_L, list->lang);
    l->numbering = list->is_ordered ? NUMBERING_DECIMAL : NUMBERING_DISC;
    sp width = label_width(L, list, frame);
    struct frame in = *frame;
    in.is_free = true;
    in.lang = block_lang(list, frame->lang);
    in.indent = 0;
    in.space = list->is_tight ? 0 : sp_max(frame->space, L->theme->list.around / 2);
    if (L->previous && frame->depth == 0)
        builder_gap(L, &in, L->theme->list.around, true);
    int64_t number = list->start;
    for (const struct block *item = list->child; item && !L->has_failed; item = item->next) {
        sp space = list->is_tight ? L->theme->list.item_space : L->theme->list.around / 2;
        if (item != list->child && space)
            builder_gap(L, &in, space, false);
        flow_item(L, list, item, number++, &in, l, width);
    }
    if (frame->depth == 0)
        builder_gap(L, &in, L->theme->list.around, false);
}
