/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: caption, rows, legend. A table that fits the text column stays in it; a wider one uses
 * the full measure. Rows go to the builder one after the other, those that spans hold together at
 * once. The head is set again, as an artifact, on each page; tags know it once. */
#include "page/table.h"

#include "base/utf8.h"
#include "page/construct.h"

enum { TALLEST_PICTURE = 80 /* mm, in a cell */ };

const struct look *row_look(const struct table *t, const struct block *row,
                            const struct block *cell)
{
    switch (row->row) {
    case ROW_HEAD: return &t->head;
    case ROW_GROUP: return &t->group;
    case ROW_SUBTOTAL: return &t->subtotal;
    case ROW_TOTAL: return &t->sum;
    case ROW_BODY: break;
    }
    bool has_words = cell && !t->column[cell->column_from].is_numeric;
    return (row->is_flagged && has_words) || (cell && cell->is_row_head) ? &t->strong : &t->cell;
}

/* The look of a kind of row in the size of the table's cells. */
static struct look in_size(const struct look *look, const struct look *cell)
{
    struct look out = *cell;
    out.weight = look->weight;
    out.is_italic = look->is_italic;
    out.color = look->color;
    return out;
}

static void choose_looks(const struct theme *theme, struct table *t, bool is_dense)
{
    t->cell = is_dense ? theme->table_dense.cell : theme->table.cell;
    t->head = is_dense ? theme->table_dense.head : theme->table.head;
    t->padding = is_dense ? theme->table_dense.row_padding : theme->table.row_padding;
    t->gutter = is_dense ? theme->table_dense.gutter : theme->table.gutter;
    t->group = is_dense ? in_size(&theme->table.group, &t->cell) : theme->table.group;
    t->subtotal = is_dense ? in_size(&theme->table.subtotal, &t->cell) : theme->table.subtotal;
    t->sum = is_dense ? in_size(&theme->table.total, &t->cell) : theme->table.total;
    t->carry = is_dense ? in_size(&theme->table.carry, &t->cell) : theme->table.carry;
    t->strong = t->cell;
    t->strong.weight = 700;
}

/* What stands between the digits of "0,5". */
static struct text decimal_mark(struct layout *L, const char *lang)
{
    const struct value half = {VALUE_REAL, 0, TEXT("0.5")};
    const struct format number = {.name = TEXT("number")};
    const char *fault = NULL,
               *said = locale_format(L->arena, lang_locale(L, lang), &half, &number, NULL, &fault);
    struct text t = text_of(said ? said : "0.5");
    uint32_t cp;
    size_t from = utf8_decode(t.p, t.n, &cp), to;
    utf8_before(t, t.n, &to);
    return to > from ? text_slice(t, from, to) : TEXT(".");
}

enum { FEW_ROWS = 6 };

/* A head without words that no span binds to the next row is not set. */
static bool is_left_out(struct layout *L, const struct table *t, size_t i)
{
    if (table_row_kind(t->block, i) != ROW_HEAD)
        return false;
    const struct block *row = table_row(t->block, i, L->arena); /* heads stay in any case */
    for (const struct block *cell = row->child; cell; cell = cell->next)
        if (text_trim(cell->text).n || cell->child || cell->span_rows > 1)
            return false;
    return true;
}

static void flow_rows(struct layout *L, struct table *t)
{
    for (size_t i = 0; i < t->rows && !L->has_failed;)
        i = is_left_out(L, t, i) ? i + 1 : rows_flow(L, t, i);
}

void flow_legend(struct layout *L, const struct block *block, const struct frame *frame,
                 struct element *parent)
{
    const struct look *look = &L->theme->caption.look;
    struct frame in = *frame;
    in.hyphenates = false;
    struct element *p = element_new(L, parent, ROLE_P, block->legend->lang);
    struct styled styled = styled_text(L, builder_arena(L), block->legend, &in, look, p);
    struct flow_lines how = {L->theme->caption.after, 0, true, false, true, false};
    flow_styled(L, &styled, &in, look, &how, NULL);
}

static void set_frame(struct table *t, const struct frame *outer)
{
    t->frame = *outer;
    t->frame.align = TEXT_START;
    t->frame.protrudes = false;
    t->frame.expand = 0;
    t->frame.is_free = true;
    t->frame.picture_height = MM(TALLEST_PICTURE);
}

static struct table_fit set_widths(struct layout *L, struct table *t, const struct frame *outer,
                                   bool is_dense)
{
    choose_looks(L->theme, t, is_dense);
    return table_widths(L, t, outer);
}

/* A table that is too wide, or would part words in a theme that does not, is set in the dense type,
 * if that helps. */
static void choose_widths(struct layout *L, struct table *t, const struct frame *outer)
{
    bool is_dense = attributes_has_class(t->block->attr, "dense");
    struct table_fit fit = set_widths(L, t, outer, is_dense);
    if (!is_dense && (fit.over > 0 || (fit.parts_words && !L->theme->body.hyphens))) {
        struct table_fit dense = set_widths(L, t, outer, true);
        if (dense.over >= fit.over && dense.parts_words >= fit.parts_words)
            set_widths(L, t, outer, false);
    }
    table_judge_width(L, t);
}

void flow_table(struct layout *L, const struct block *block, const struct frame *outer)
{
    size_t rows = table_rows(block);
    if (!block->columns || !rows)
        return;
    struct table *t = ARENA_NEW(L->arena, struct table); /* its last rows may wait for a page */
    *t = (struct table){.block = block,
                        .rows = rows,
                        .columns = block->columns,
                        .mark = decimal_mark(L, block_lang(block, outer->lang))};
    t->hyphenates = L->theme->body.hyphens;
    set_frame(t, outer);
    t->column = ARENA_ARRAY(L->arena, struct width, t->columns);
    for (size_t c = 0; c < t->columns; c++)
        t->has_carry = t->has_carry || block->column[c].carry;
    choose_widths(L, t, outer);
    struct element *element = element_new(L, outer->parent, ROLE_TABLE, outer->lang);
    t->tags = table_tags_new(L, t, element);
    if (L->previous)
        builder_gap(L, &t->frame, L->theme->table.space, true);
    if (block->caption) {
        struct frame caption = t->frame;
        caption.width = t->total;
        flow_caption(L, block, &caption, element, WORD_TABLE, true);
    }
    t->is_small = rows <= FEW_ROWS;
    repeats_begin(L, t);
    flow_rows(L, t);
    if (block->legend) {
        struct frame below = t->frame;
        below.width = t->total;
        flow_legend(L, block, &below, outer->parent);
    }
    builder_gap(L, &t->frame, L->theme->table.space, false);
}
