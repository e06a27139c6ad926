/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms: each item of a list is a field, its bold words a label above the value, a rule below; two
 * fields a row, or one whose label has the class .wide. An empty field leaves room to write in.
 * Items of a task list are boxes to tick, side by side. */
#include "page/construct.h"

#include "page/mark.h"
#include "page/piece.h"

struct field {
    const struct block *label, *value; /* value NULL: none */
    const struct block *rest;          /* what stands below the item's first paragraph */
    bool is_wide;
};

enum { LEAST_COLUMN = 45, WRITING = 8 }; /* mm: of two columns; to write in */

static struct field read_field(struct arena *arena, const struct block *item)
{
    const struct block *text = item_text(item);
    size_t n = 0;
    struct field field = {.rest = text ? text->next : item->child};
    if (!text)
        return field;
    while (n < text->spans &&
           ((text->span[n].style & INLINE_STRONG) || span_has_class(&text->span[n], "label")))
        field.is_wide = span_has_class(&text->span[n++], "wide") || field.is_wide;
    if (n == 0)
        n = text->spans;
    field.label = block_part(arena, text, 0, n);
    field.value = block_part(arena, text, n, text->spans - n);
    if (!field.value->text.n)
        field.value = NULL;
    return field;
}

/* Adds a text's lines; returns their height. */
static sp add_text(struct layout *L, struct piece *p, const struct block *text,
                   const struct look *look, const struct look *strong, const struct frame *frame,
                   sp top, struct element *parent)
{
    struct arena *arena = builder_arena(L);
    struct element *element = element_new(L, parent, ROLE_P, text->lang);
    struct styled styled = styled_text(L, arena, text, frame, look, element);
    if (strong)
        override_strong(L, &styled, look, strong);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    struct lines *lines = paragraph_set(arena, L->shaper, &styled.para, L->diag);
    for (size_t i = 0; i < lines->n; i++)
        piece_line(L, p, &styled, &lines->line[i], frame->x,
                   top + (sp)i * look->leading + baseline_in(L, look), frame);
    return (sp)lines->n * look->leading;
}

static sp add_field(struct layout *L, struct piece *p, const struct field *field,
                    const struct frame *frame, struct element *list)
{
    const struct theme *t = L->theme;
    struct element *body = element_new(L, element_new(L, list, ROLE_LI, NULL), ROLE_LBODY, NULL);
    sp y = t->form.padding / 2;
    if (field->label)
        y += add_text(L, p, field->label, &t->form.label, &t->form.label, frame, y, body);
    if (field->value)
        y += add_text(L, p, field->value, &t->form.value, NULL, frame, y, body);
    else if (!field->rest)
        y += sp_max(MM(WRITING), t->form.value.leading);
    for (const struct block *b = field->rest; b; b = b->next)
        if (b->kind == BLOCK_PARAGRAPH)
            y += add_text(L, p, b, &t->form.value, NULL, frame, y, body);
    return y + t->form.padding;
}

static void add_row(struct layout *L, const struct field *field, size_t n, size_t columns,
                    const struct frame *frame, struct element *list, const struct block *form,
                    bool is_first)
{
    const struct theme *t = L->theme;
    struct piece *p = piece_new(L, frame);
    sp gap = t->form.gap, step = (frame->width + gap) / (sp)columns;
    struct frame in[2] = {*frame, *frame};
    p->trace = "form";
    p->is_wide = true;
    if (is_first)
        piece_rule(L, p, frame->x, 0, frame->width, &t->form.rule_above);
    for (size_t i = 0; i < n; i++) {
        in[i].x += (sp)i * step;
        in[i].width = field[i].is_wide ? frame->width : step - gap;
        p->height = sp_max(p->height, add_field(L, p, &field[i], &in[i], list));
    }
    for (size_t i = 0; i < n; i++)
        piece_rule(L, p, in[i].x, p->height, in[i].width, &t->form.rule);
    judge_piece(L, p, form);
    builder_add(L, p);
    for (size_t i = 0; i < n; i++)
        for (const struct block *b = field[i].rest; b; b = b->next)
            if (b->kind != BLOCK_PARAGRAPH)
                flow_block(L, b, frame);
}

static void flow_fields(struct layout *L, const struct block *list, const struct frame *frame,
                        const struct block *form)
{
    struct field row[2];
    bool is_first = true;
    size_t n = 0, columns = frame->width >= 2 * MM(LEAST_COLUMN) + L->theme->form.gap ? 2 : 1;
    struct element *l = element_new(L, frame->parent, ROLE_L, list->lang);
    for (const struct block *item = list->child; item; item = item->next) {
        struct field field = read_field(builder_arena(L), item);
        if (field.is_wide && n) {
            add_row(L, row, n, columns, frame, l, form, is_first);
            is_first = false;
            n = 0;
            field = read_field(builder_arena(L), item); /* its arena may have gone with the row */
        }
        row[n++] = field;
        if (n == columns || field.is_wide || !item->next) {
            add_row(L, row, n, columns, frame, l, form, is_first);
            is_first = false;
            n = 0;
        }
    }
}

/* Boxes to tick */

struct tick { /* a row of them */
    struct piece *piece;
    sp x, y, height;
};

static void end_ticks(struct layout *L, struct tick *row, const struct block *form)
{
    if (!row->piece)
        return;
    row->piece->height = row->height;
    judge_piece(L, row->piece, form);
    builder_add(L, row->piece);
    row->piece = NULL;
}

static void add_box(struct layout *L, struct piece *p, bool is_done, sp x, struct element *li)
{
    const struct theme *t = L->theme;
    const struct look *look = &t->form.value;
    enum checkbox state = is_done ? CHECKBOX_CROSSED : CHECKBOX_OPEN;
    struct element *label = element_new(L, li, ROLE_LBL, NULL);
    label->alt = checkbox_alt(state);
    struct display *d = piece_item(L, p, DISPLAY_PATH);
    *d = checkbox_draw(builder_arena(L), state, t->form.box, look->color);
    d->element = label;
    d->x = x;
    d->y = baseline_in(L, look) - (cap_height_of(L, look) + t->form.box) / 2;
}

static void add_tick(struct layout *L, struct tick *row, const struct block *item,
                     const struct frame *frame, struct element *list, const struct block *form)
{
    const struct look *look = &L->theme->form.value;
    const struct block *text = item_text(item);
    struct element *li = element_new(L, list, ROLE_LI, item->lang);
    struct frame in = *frame;
    sp least, natural = 0, to_text = L->theme->form.box + look->size / 2;
    if (text) {
        struct element throwaway = {.role = ROLE_P};
        struct styled styled =
            styled_plain(L, builder_arena(L), text->text, frame, look, &throwaway, item->at);
        paragraph_widths(L->shaper, &styled.para, &least, &natural);
    }
    natural = sp_min(natural + look->size / 2, frame->width - to_text);
    if (row->piece && row->x + to_text + natural > frame->x + frame->width)
        end_ticks(L, row, form);
    if (!row->piece)
        *row = (struct tick){piece_new(L, frame), frame->x, 0, 0};
    add_box(L, row->piece, item->checked == 1, row->x, li);
    in.x = row->x + to_text;
    in.width = natural;
    row->piece->trace = "form";
    row->piece->is_wide = true;
    sp height = look->leading;
    struct element *body = element_new(L, li, ROLE_LBODY, NULL);
    if (text)
        height = add_text(L, row->piece, text, look, NULL, &in, 0, body);
    row->height = sp_max(row->height, height + L->theme->form.padding);
    row->x = in.x + natural + L->theme->form.gap;
}

static void flow_ticks(struct layout *L, const struct block *list, const struct frame *frame,
                       const struct block *form)
{
    struct element *l = element_new(L, frame->parent, ROLE_L, list->lang);
    struct tick row = {0};
    for (const struct block *item = list->child; item; item = item->next)
        add_tick(L, &row, item, frame, l, form);
    end_ticks(L, &row, form);
}

void flow_form(struct layout *L, const struct block *block, const struct frame *outer)
{
    struct frame frame = frame_wide(outer);
    frame = frame_ragged(&frame);
    frame.parent = element_new(L, outer->parent, ROLE_DIV, outer->lang);
    frame.is_free = true;
    frame.indent = 0;
    for (const struct block *b = block->child; b && !L->has_failed; b = b->next) {
        if (b->kind == BLOCK_LIST && b->child && b->child->checked >= 0)
            flow_ticks(L, b, &frame, block);
        else if (b->kind == BLOCK_LIST)
            flow_fields(L, b, &frame, block);
        else if (b->kind == BLOCK_RULE && b->next && b->next->kind == BLOCK_LIST)
            builder_gap(L, &frame, 2 * L->theme->form.padding, true); /* fields have a rule above */
        else
            flow_block(L, b, &frame);
    }
    builder_gap(L, outer, L->theme->body.look.leading, false);
}
