/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contact cards: a rule, the name in bold, lines of text, and a list whose items have a sign for
 * telephone, mail, web, hours or place before them. A card stays on one page. */
#include "page/construct.h"

#include "page/mark.h"
#include "page/mirror.h"
#include "page/piece.h"
#include "page/qr.h"

static struct piece *rule_piece(struct layout *L, const struct frame *frame,
                                const struct rule *rule, sp above, sp below, bool keeps)
{
    struct piece *p = piece_new(L, frame);
    p->before = above;
    p->height = rule->width + below;
    p->keeps = keeps;
    p->is_free = true;
    p->trace = "rule";
    piece_rule(L, p, frame->x, rule->width / 2, frame->width, rule);
    return p;
}

static void flow_words(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct look *look = &L->theme->contact.line;
    struct element *p = element_new(L, frame->parent, ROLE_P, block->lang);
    struct styled styled = styled_text(L, builder_arena(L), block, frame, look, p);
    override_strong(L, &styled, look, &L->theme->contact.name);
    keep_side(&styled.para, frame);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    struct flow_lines how = {.before = block == block->parent->child ? 0 : look->leading / 4};
    flow_styled(L, &styled, frame, look, &how, block);
}

/* The sign stands in the middle of the capitals' height. */
static void attach_icon(struct layout *L, enum icon icon, const struct frame *frame)
{
    const struct theme *t = L->theme;
    sp size = t->contact.icon_size;
    struct display *d = ARENA_NEW(builder_arena(L), struct display);
    *d = icon_draw(builder_arena(L), icon, size, t->contact.icon);
    d->x = frame->x;
    d->y = -(cap_height_of(L, &t->contact.line) + size) / 2;
    attach_item(L, frame, d, 0);
}

static void flow_line(struct layout *L, const struct block *item, const struct frame *frame,
                      struct element *list, bool is_first)
{
    const struct theme *t = L->theme;
    const struct look *look = &t->contact.line;
    const struct block *text = item_text(item);
    struct element *body =
        element_new(L, element_new(L, list, ROLE_LI, item->lang), ROLE_LBODY, NULL);
    struct frame in = *frame;
    in.parent = body;
    in.x += t->contact.text_at;
    in.width -= t->contact.text_at;
    in.wide_x = in.x;
    in.wide_width = in.width;
    if (!text) {
        flow_children(L, item, &in);
        return;
    }
    struct styled styled =
        styled_text(L, builder_arena(L), text, &in, look, element_said(L, body, text->lang));
    keep_side(&styled.para, &in);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    enum icon icon;
    if (icon_of(text, &icon))
        attach_icon(L, icon, frame);
    struct flow_lines how = {.before = is_first ? look->leading / 4 : 0};
    flow_styled(L, &styled, &in, look, &how, NULL);
    for (const struct block *b = text->next; b; b = b->next)
        flow_block(L, b, &in);
}

/* A card's code, at its end; NULL: it has none. */
static const struct block *card_code(struct layout *L, const struct block *card,
                                     const struct frame *frame, struct qr_code *code)
{
    const struct block *b = card->child;
    while (b && !(b->kind == BLOCK_DIV && b->div == DIV_QR))
        b = b->next;
    return b && qr_make(L, b, L->theme->contact.qr, frame->width / 2, code) ? b : NULL;
}

static void flow_blocks(struct layout *L, const struct block *block, const struct block *code,
                        const struct frame *in)
{
    for (const struct block *b = block->child; b; b = b->next) {
        if (b == code) {
            continue;
        } else if (b->kind == BLOCK_PARAGRAPH) {
            flow_words(L, b, in);
        } else if (b->kind == BLOCK_LIST) {
            struct element *list = element_new(L, in->parent, ROLE_L, b->lang);
            for (const struct block *item = b->child; item; item = item->next)
                flow_line(L, item, in, list, item == b->child);
        } else {
            flow_block(L, b, in);
        }
    }
}

void flow_contact(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct theme *t = L->theme;
    struct frame in = frame_ragged(frame);
    in.parent = element_new(L, frame->parent, ROLE_DIV, frame->lang);
    in.look = &t->contact.line;
    in.indent = in.space = 0;
    in.is_free = true;
    sp half = t->contact.line.leading / 2;
    sp from = builder_sum(L);
    builder_hold(L);
    struct qr_code code = {0};
    const struct block *with = card_code(L, block, &in, &code);
    struct frame text = in;
    text.width -= code.side;
    text.wide_width = text.width;
    builder_add(L, rule_piece(L, &in, &t->contact.rule, t->body.look.leading, half, true));
    sp top = builder_sum(L);
    flow_blocks(L, block, with, &text);
    if (with)
        qr_flow_words(L, with, &text);
    sp height = builder_sum(L) - top; /* 0 in what is gathered: the code stands below then */
    sp rest = sp_max(0, code.side - height);
    struct piece *foot = rule_piece(L, &in, &t->contact.rule_below, half + rest, 0, false);
    if (with) /* read behind the words, so it hangs on what is below them */
        qr_put(L, foot, &code, in.parent, &in, in.x + text.width,
               -sp_max(height, code.side) - half / 2);
    builder_add(L, foot);
    judge_chain(L, block, from);
    builder_release(L);
    builder_gap(L, frame, t->body.look.leading, false);
}
