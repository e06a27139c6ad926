/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists: L, LI, Lbl and LBody; the label stands before the text, level with its first line. */
#include "page/construct.h"

#include "page/mark.h"
#include "page/piece.h"

/* How the labels of a list look. */
struct labels {
    const struct look *look;
    sp width, item_space;
    sp lower; /* a larger bullet's middle stays where it was */
    bool at_end, is_step;
};

static struct text item_label(struct layout *L, const struct block *list,
                              const struct labels *labels, int64_t number)
{
    if (!list->is_ordered)
        return text_of(L->theme->list.bullet);
    return text_of(
        arena_printf(builder_arena(L), labels->is_step ? "%lld" : "%lld.", (long long)number));
}

static void attach_checkbox(struct layout *L, const struct frame *frame, struct element *label,
                            bool is_done)
{
    struct arena *arena = builder_arena(L);
    enum checkbox state = is_done ? CHECKBOX_TICKED : CHECKBOX_OPEN;
    sp size = sp_ratio(frame->look->size, 72, 100);
    struct display *d = ARENA_NEW(arena, struct display);
    *d = checkbox_draw(arena, state, size, frame->look->color);
    d->element = label;
    d->x = frame->x;
    d->y = -size;
    label->alt = checkbox_alt(state);
    attach_item(L, frame, d, 0);
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

static void attach_label(struct layout *L, struct text said, const struct frame *frame,
                         const struct labels *labels, struct element *label, struct place at)
{
    struct arena *arena = builder_arena(L);
    struct frame in = *frame;
    in.width = labels->width - (labels->at_end ? sp_ratio(frame->look->size, 4, 10) : 0);
    in.align = labels->at_end ? TEXT_END : TEXT_START;
    in.hyphenates = in.protrudes = false;
    struct styled styled = styled_plain(L, arena, said, &in, labels->look, label, at);
    struct lines *lines = paragraph_set(arena, L->shaper, &styled.para, L->diag);
    struct display line = {.kind = DISPLAY_LINE,
                           .x = in.x,
                           .y = labels->lower,
                           .line = &lines->line[0],
                           .fill = {-1, -1, 0}};
    attach_item(L, frame, &line, 0);
}

static void flow_item(struct layout *L, const struct block *list, const struct block *item,
                      int64_t number, const struct frame *frame, struct element *parent,
                      const struct labels *labels)
{
    struct element *li = element_new(L, parent, ROLE_LI, item->lang);
    struct element *label = element_new(L, li, ROLE_LBL, NULL);
    if (item->checked >= 0) {
        attach_checkbox(L, frame, label, item->checked == 1);
    } else {
        attach_label(L, item_label(L, list, labels, number), frame, labels, label, item->at);
    }
    struct frame in = *frame;
    in.parent = element_new(L, li, ROLE_LBODY, NULL);
    in.lang = block_lang(item, frame->lang);
    in.x += labels->width;
    in.width -= labels->width;
    in.wide_x = in.x;
    in.wide_width = in.width;
    in.depth++;
    in.marks_rows = false;
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

/* No item stands alone at a page's foot or head: the first two stay together, and the last two. */
static void add_gap(struct layout *L, const struct frame *frame, sp height, bool clings)
{
    struct piece *p = piece_new(L, frame);
    p->is_free = true;
    p->before = height;
    p->keeps = p->clings = clings;
    p->trace = "gap";
    builder_add(L, p);
}

/* White between a list and the text around it, as a piece of its own: it vanishes at a page's head.
 */
static void flow_labelled(struct layout *L, const struct block *list, const struct frame *frame,
                          const struct labels *labels)
{
    struct element *l = element_new(L, frame->parent, ROLE_L, block_lang(list, frame->lang));
    l->numbering = list->is_ordered ? NUMBERING_DECIMAL : NUMBERING_DISC;
    struct frame in = *frame;
    in.is_free = true;
    in.lang = block_lang(list, frame->lang);
    in.indent = 0;
    in.space = list->is_tight ? 0 : sp_max(frame->space, L->theme->list.around / 2);
    if (L->previous && frame->depth == 0)
        builder_gap(L, &in, L->theme->list.around, true);
    int64_t number = list->start;
    for (const struct block *item = list->child; item && !L->has_failed; item = item->next) {
        bool clings = item == list->child->next || !item->next;
        if (item != list->child && frame->marks_rows)
            builder_mark_row(L);
        if (item != list->child && (labels->item_space || clings))
            add_gap(L, &in, labels->item_space, clings);
        flow_item(L, list, item, number++, &in, l, labels);
    }
    if (frame->depth == 0)
        builder_gap(L, &in, L->theme->list.around, false);
}

void flow_list(struct layout *L, const struct block *list, const struct frame *frame)
{
    const struct theme *t = L->theme;
    struct look look = *frame->look;
    if (!list->is_ordered) {
        look.size = sp_ratio(look.size, t->list.bullet_scale, 1000);
        look.color = t->list.bullet_color == COLOR_NONE ? look.color : t->list.bullet_color;
    }
    struct labels labels = {.look = &look,
                            .lower = list->is_ordered ? 0
                                                      : sp_ratio(cap_height_of(L, frame->look),
                                                                 t->list.bullet_scale - 1000, 2000),
                            .width = label_width(L, list, frame),
                            .item_space = list->is_tight ? t->list.item_space : t->list.around / 2,
                            .at_end = list->is_ordered};
    flow_labelled(L, list, frame, &labels);
}

/* Numbered steps: the numbers stand at the start, in a look of their own. */
void flow_steps(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct theme *t = L->theme;
    struct frame in = frame_ragged(frame);
    for (const struct block *b = block->child; b && !L->has_failed; b = b->next) {
        if (b->kind == BLOCK_LIST && b->is_ordered) {
            sp width = sp_max(t->steps.text_at, label_width(L, b, frame));
            struct labels labels = {.look = &t->steps.number,
                                    .width = width,
                                    .item_space = t->steps.item_space,
                                    .is_step = true};
            flow_labelled(L, b, &in, &labels);
        } else {
            flow_block(L, b, frame);
        }
        L->previous = b;
    }
}
