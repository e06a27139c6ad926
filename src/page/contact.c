/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contact cards: a rule, the name in bold, lines of text, and a list whose items have a sign for
 * telephone, mail, web, hours or place before them. A card stays on one page. */
#include "page/construct.h"

#include "page/mark.h"
#include "page/piece.h"

static void add_rule(struct layout *L, const struct frame *frame, const struct rule *rule, sp above,
                     sp below, bool keeps)
{
    struct piece *p = piece_new(L, frame);
    p->before = above;
    p->height = rule->width + below;
    p->keeps = keeps;
    p->is_free = true;
    p->trace = "rule";
    piece_rule(L, p, frame->x, rule->width / 2, frame->width, rule);
    builder_add(L, p);
}

static void flow_words(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct look *look = &L->theme->contact.line;
    struct element *p = element_new(L, frame->parent, ROLE_P, block->lang);
    struct styled styled = styled_text(L, builder_arena(L), block, frame, look, p);
    override_strong(L, &styled, look, &L->theme->contact.name);
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
    struct styled styled = styled_text(L, builder_arena(L), text, &in, look, body);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    enum icon icon;
    if (icon_of(text, &icon))
        attach_icon(L, icon, frame);
    struct flow_lines how = {.before = is_first ? look->leading / 4 : 0};
    flow_styled(L, &styled, &in, look, &how, NULL);
    for (const struct block *b = text->next; b; b = b->next)
        flow_block(L, b, &in);
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
    add_rule(L, &in, &t->contact.rule, t->body.look.leading, half, true);
    for (const struct block *b = block->child; b; b = b->next) {
        if (b->kind == BLOCK_PARAGRAPH) {
            flow_words(L, b, &in);
        } else if (b->kind == BLOCK_LIST) {
            struct element *list = element_new(L, in.parent, ROLE_L, b->lang);
            for (const struct block *item = b->child; item; item = item->next)
                flow_line(L, item, &in, list, item == b->child);
        } else {
            flow_block(L, b, &in);
        }
    }
    add_rule(L, &in, &t->contact.rule_below, half, 0, false);
    judge_chain(L, block, from);
    builder_release(L);
    builder_gap(L, frame, t->body.look.leading, false);
}
