/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines to sign on: room above, what is to be written below each in small type. They stay with the
 * paragraph before them, which is what is signed (flow.c sees to that). */
#include "page/construct.h"

#include "page/piece.h"

struct signature {
    const struct block *block;
    struct frame frame;
    struct element *list;
};

enum { LEAST_LINE = 20 /* mm */ };

/* The theme's widths where they fit, else equal ones. */
static sp line_width(const struct layout *L, const struct frame *frame, size_t n, size_t i)
{
    const struct lengths *widths = &L->theme->signature.widths;
    sp gap = L->theme->signature.gap, sum = -gap;
    for (size_t k = 0; k < n && n <= widths->n; k++)
        sum += widths->length[k] + gap;
    if (n <= widths->n && sum <= frame->width)
        return widths->length[i];
    return (frame->width + gap) / (sp)n - gap;
}

static struct lines *set(struct layout *L, const struct block *text, const struct look *look,
                         const struct frame *frame, struct element *element, struct styled *styled)
{
    *styled = styled_text(L, builder_arena(L), text, frame, look, element);
    override_strong(L, styled, look, look);
    styled->para.hyphenates = is_too_wide(L, &styled->para);
    return paragraph_set(builder_arena(L), L->shaper, &styled->para, L->diag);
}

/* `- **Ort, Datum** Halle, 3. Mai`: what is bold stands below the line, the rest on it. */
static void add_line(struct layout *L, struct signature *s, struct piece *p,
                     const struct block *item, const struct frame *frame)
{
    const struct theme *t = L->theme;
    const struct look *below = &t->signature.label, *above = &t->form.value;
    const struct block *text = item_text(item);
    sp line = t->signature.space;
    struct element *body =
        element_new(L, element_new(L, s->list, ROLE_LI, item->lang), ROLE_LBODY, NULL);
    struct styled styled;
    piece_rule(L, p, frame->x, line, frame->width, &t->signature.rule);
    p->height = sp_max(p->height, line + below->leading);
    if (!text)
        return;
    size_t n = spans_styled(text, 0, INLINE_STRONG);
    n = n ? n : text->spans;
    const struct block *label = block_part(builder_arena(L), text, 0, n);
    const struct block *value = block_part(builder_arena(L), text, n, text->spans - n);
    struct lines *lines =
        set(L, label, below, frame, element_new(L, body, ROLE_P, text->lang), &styled);
    sp y = line + below->leading / 4;
    for (size_t i = 0; i < lines->n; i++, y += below->leading)
        piece_line(L, p, &styled, &lines->line[i], frame->x, y + baseline_in(L, below), frame);
    p->height = sp_max(p->height, y);
    if (!value->text.n)
        return;
    lines = set(L, value, above, frame, element_new(L, body, ROLE_P, text->lang), &styled);
    y = line - (sp)lines->n * above->leading;
    if (y < 0)
        diag_warn(L->diag, item->at, "what stands on the line to sign is %lld lines too long",
                  (long long)((-y + above->leading - 1) / above->leading));
    for (size_t i = 0; i < lines->n; i++, y += above->leading)
        piece_line(L, p, &styled, &lines->line[i], frame->x, y + baseline_in(L, above), frame);
}

static void add_row(struct layout *L, struct signature *s, const struct block *first, size_t n)
{
    const struct block *item = first;
    struct piece *p = piece_new(L, &s->frame);
    struct frame in = s->frame;
    p->trace = "signature";
    p->is_wide = true;
    for (size_t i = 0; i < n; i++, item = item->next) {
        in.width = line_width(L, &s->frame, n, i);
        add_line(L, s, p, item, &in);
        in.x += in.width + L->theme->signature.gap;
    }
    judge_piece(L, p, s->block);
    builder_add(L, p);
    for (size_t i = 0; i < n; i++, first = first->next)
        for (const struct block *b = item_text(first) ? item_text(first)->next : first->child; b;
             b = b->next)
            flow_block(L, b, &s->frame);
}

/* As many lines a row as have room. */
static void add_list(struct layout *L, struct signature *s, const struct block *list)
{
    sp gap = L->theme->signature.gap;
    size_t n = 0, most = (size_t)sp_max(1, (s->frame.width + gap) / (MM(LEAST_LINE) + gap));
    const struct block *first = list->child;
    s->list = element_new(L, s->frame.parent, ROLE_L, list->lang);
    for (const struct block *item = first; item; item = item->next) {
        if (++n < most && item->next)
            continue;
        add_row(L, s, first, n);
        first = item->next;
        n = 0;
    }
}

void flow_signature(struct layout *L, const struct block *block, const struct frame *outer)
{
    struct signature s = {.block = block, .frame = frame_wide(outer)};
    s.frame = frame_ragged(&s.frame);
    s.frame.parent = element_new(L, outer->parent, ROLE_DIV, outer->lang);
    s.frame.is_free = true;
    s.frame.indent = 0;
    sp from = builder_sum(L);
    builder_hold(L);
    for (const struct block *b = block->child; b; b = b->next) {
        if (b->kind == BLOCK_LIST)
            add_list(L, &s, b);
        else
            flow_block(L, b, outer);
    }
    judge_chain(L, block, from);
    builder_release(L);
    builder_gap(L, outer, L->theme->body.look.leading, false);
}
