/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists whose first words stand in the side column: a programme with its times, an imprint with its
 * labels. Without a side column they get a column of their own at the text's start. An item breaks
 * over pages only when it is taller than one. */
#include "page/construct.h"

#include "page/piece.h"

struct labelled { /* a list, and how its items look */
    const struct rule *rule;
    const struct look *rest, *strong;
    const struct look *plain; /* instead of rest where nothing is strong: a pause */
    enum align align;         /* of the labels */
    struct frame label, text;
};

static size_t class_spans(const struct block *text, size_t from, const char *class)
{
    size_t n = 0;
    while (from + n < text->spans && span_has_class(&text->span[from + n], class))
        n++;
    return n;
}

enum { LONGEST_LABEL = 200 }; /* bytes; more is set in the text's column, where it can break */

/* Spans of a label: those marked as .time; where there are none and no rules, the bold ones. */
static size_t label_spans(const struct labelled *how, const struct block *text)
{
    size_t times = class_spans(text, 0, "time");
    size_t n = times || how->align == TEXT_END ? times : spans_styled(text, 0, INLINE_STRONG);
    return n && text->span[n - 1].to <= LONGEST_LABEL ? n : 0;
}

static const struct look *label_look(const struct layout *L, const struct labelled *how)
{
    return how->align == TEXT_END ? &L->theme->agenda.time : how->strong;
}

/* The column that the widest label wants, but at most a third of the measure. */
static void find_columns(struct layout *L, const struct block *block, struct labelled *how)
{
    struct arena *arena = builder_arena(L);
    how->label = frame_side(L, &how->text);
    how->label.align = how->align;
    if (how->label.width)
        return;
    sp widest = 0, gutter = sp_min(L->theme->page.gutter, how->text.width / 10);
    for (const struct block *list = block->child; list; list = list->next) {
        for (const struct block *b = list->child; list->kind == BLOCK_LIST && b; b = b->next) {
            const struct block *text = item_text(b);
            size_t n = text ? label_spans(how, text) : 0;
            struct element throwaway = {.role = ROLE_LBL};
            sp least, natural;
            if (!n)
                continue;
            struct styled styled = styled_plain(L, arena, block_part(arena, text, 0, n)->text,
                                                &how->text, label_look(L, how), &throwaway, b->at);
            paragraph_widths(L->shaper, &styled.para, &least, &natural);
            widest = sp_max(widest, natural);
        }
    }
    if (!widest)
        return;
    how->label.width = sp_min(widest + SP_PT / 100, how->text.width / 3);
    how->label.x = how->text.x;
    how->text.x += how->label.width + gutter;
    how->text.width -= how->label.width + gutter;
}

static sp attach_label(struct layout *L, const struct labelled *how, const struct block *words,
                       struct element *label)
{
    const struct look *look = label_look(L, how);
    struct styled styled = styled_text(L, builder_arena(L), words, &how->label, look, label);
    override_strong(L, &styled, look, look);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    return attach_text(L, &styled, look, &how->label);
}

/* The lines of an item, one piece each: they stay together while a page can hold them. */
static void add_lines(struct layout *L, const struct block *item, const struct labelled *how,
                      const struct styled *styled, sp label_height, sp pad)
{
    const struct look *look = how->rest;
    builder_borrow(L);
    struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled->para, L->diag);
    sp height = (sp)lines->n * look->leading;
    for (size_t i = 0; i < lines->n; i++) {
        bool is_first = i == 0, is_last = i + 1 == lines->n;
        struct piece *p = piece_new(L, &how->text);
        sp top = is_first ? pad : 0;
        p->is_free = true;
        p->trace = "agenda";
        piece_line(L, p, styled, &lines->line[i], how->text.x, top + baseline_in(L, look),
                   &how->text);
        p->height = top + look->leading + (is_last ? pad + sp_max(0, label_height - height) : 0);
        p->keeps = !is_last || (item->next && item == item->parent->child);
        if (is_last && !item->child->next)
            piece_rule(L, p, how->text.x, p->height, how->text.width, how->rule);
        builder_add(L, p);
    }
    builder_return(L);
}

/* What stands below an item's first paragraph, in the text's column. */
static void flow_rest(struct layout *L, const struct block *first, const struct labelled *how,
                      struct element *body)
{
    struct frame in = how->text;
    in.parent = body;
    in.is_free = true;
    for (const struct block *b = first; b; b = b->next)
        flow_block(L, b, &in);
    struct piece *p = piece_new(L, &in);
    p->height = L->theme->agenda.padding;
    piece_rule(L, p, in.x, p->height, in.width, how->rule);
    builder_add(L, p);
}

static bool has_strong(const struct block *text)
{
    for (size_t i = 0; i < text->spans; i++)
        if (text->span[i].style & INLINE_STRONG)
            return true;
    return false;
}

/* What an item says beside its label. */
static void flow_said(struct layout *L, const struct block *item, const struct labelled *list,
                      const struct block *text, sp label_height, struct element *body)
{
    struct labelled how = *list;
    how.rest = has_strong(text) ? list->rest : list->plain;
    how.text.look = how.rest;
    struct styled styled = styled_text(L, builder_arena(L), text, &how.text, how.rest,
                                       element_said(L, body, text->lang));
    override_strong(L, &styled, how.rest, how.strong);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    add_lines(L, item, &how, &styled, label_height, L->theme->agenda.padding);
}

static void flow_item(struct layout *L, const struct block *item, const struct labelled *how,
                      struct element *list)
{
    struct arena *arena = builder_arena(L);
    const struct block *text = item_text(item);
    struct element *li = element_new(L, list, ROLE_LI, item->lang);
    if (!text) {
        struct frame in = how->text;
        in.parent = element_new(L, li, ROLE_LBODY, NULL);
        flow_children(L, item, &in);
        return;
    }
    size_t n = how->label.width ? label_spans(how, text) : 0;
    sp label_height = n ? attach_label(L, how, block_part(arena, text, 0, n),
                                       element_new(L, li, ROLE_LBL, text->lang))
                        : 0;
    struct element *body = element_new(L, li, ROLE_LBODY, NULL);
    const struct block *said = block_part(arena, text, n, text->spans - n);
    flow_said(L, item, how, said, label_height, body);
    if (text->next)
        flow_rest(L, text->next, how, body);
}

static void flow_labelled(struct layout *L, const struct block *block, const struct frame *outer,
                          struct labelled *how)
{
    how->text = frame_ragged(outer);
    how->text.look = how->rest;
    how->text.indent = 0;
    struct frame whole = how->text;
    find_columns(L, block, how);
    for (const struct block *b = block->child; b; b = b->next) {
        if (b->kind != BLOCK_LIST) {
            flow_block(L, b, &whole);
            continue;
        }
        struct element *list = element_new(L, whole.parent, ROLE_L, block_lang(b, whole.lang));
        for (const struct block *item = b->child; item && !L->has_failed; item = item->next)
            flow_item(L, item, how, list);
    }
    builder_gap(L, &whole, L->theme->list.around, false);
}

void flow_agenda(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct theme *t = L->theme;
    struct labelled how = {.rule = &t->agenda.rule,
                           .rest = &t->agenda.who,
                           .plain = &t->agenda.pause,
                           .strong = &t->agenda.title,
                           .align = TEXT_END};
    flow_labelled(L, block, frame, &how);
}

void flow_imprint(struct layout *L, const struct block *block, const struct frame *frame)
{
    static const struct rule none = {0, 0};
    const struct theme *t = L->theme;
    struct labelled how = {.rule = &none,
                           .rest = &t->imprint.look,
                           .plain = &t->imprint.look,
                           .strong = &t->imprint.label,
                           .align = TEXT_START};
    builder_hold(L);
    flow_labelled(L, block, frame, &how);
    builder_release(L);
}
