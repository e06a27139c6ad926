/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a cell holds: a text becomes lines, other blocks are set as anywhere else and gathered. Both
 * are slabs, one below the other, which a row puts into its pieces. A number stands so that its
 * mark is in line with those of its column. */
#include "page/table.h"

#include <string.h>

#include "page/mirror.h"

static enum align text_align(const struct table *t, const struct set_cell *set)
{
    const struct block *cell = set->cell;
    enum cell_align align =
        cell->align != ALIGN_AUTO ? cell->align : t->block->column[set->from].align;
    switch (align) {
    case ALIGN_CENTER: return TEXT_CENTER;
    case ALIGN_END:
    case ALIGN_DECIMAL: return TEXT_END;
    case ALIGN_AUTO:
    case ALIGN_START: break;
    }
    return TEXT_START;
}

static struct frame cell_frame(const struct table *t, const struct block *row,
                               const struct set_cell *set)
{
    struct frame frame = t->frame;
    const struct width *first = &t->column[set->from], *last = &t->column[set->to - 1];
    frame.x = first->x;
    frame.width = last->x + last->set - first->x;
    frame.align = text_align(t, set);
    frame.hyphenates = t->hyphenates && row->row != ROW_HEAD && row->row != ROW_GROUP;
    frame.lang = block_lang(set->cell, frame.lang);
    frame.wide_x = frame.x;
    frame.wide_width = frame.width;
    return frame;
}

/* Where the digits before the mark end, from the line's left edge. */
static sp mark_edge(const struct line *line, uint32_t end)
{
    uint32_t last = 0;
    sp edge = 0;
    for (size_t i = 0; i < line->runs; i++) {
        const struct run *run = &line->run[i];
        sp x = run->x;
        for (size_t k = 0; k < run->glyphs; k++) {
            x += run->glyph[k].advance;
            if (run->glyph[k].cluster < end && run->glyph[k].cluster >= last) {
                last = run->glyph[k].cluster;
                edge = x;
            }
        }
    }
    return edge;
}

/* Digits run from left to right everywhere. In a table that reads the other way a column's numbers
 * end at its left edge; words behind a number stand left of it. */
sp cell_number_x(const struct table *t, const struct width *w, const struct line *line,
                 uint32_t end)
{
    sp before = line_prefix(line, end);
    if (!t->frame.is_rtl)
        return w->x + w->set - w->after - before - line->x;
    sp edge = mark_edge(line, end);
    sp left = edge <= before ? w->before - edge : w->before + w->after - line->width;
    return w->x + w->set - line->measure + line->x - left;
}

/* A number's line begins where its mark meets the column's. */
static void align_number(const struct table *t, struct set_cell *set)
{
    const struct width *w = &t->column[set->from];
    size_t end = number_end(set->styled.para.text, t->mark);
    if (!w->is_numeric || set->to != set->from + 1 || set->slabs != 1 || end == SIZE_MAX ||
        text_align(t, set) != TEXT_END)
        return;
    set->slab->x = cell_number_x(t, w, set->slab->line, (uint32_t)end);
}

/* Hebrew and Arabic letters, as the first bytes of theirs in UTF-8 tell. */
static bool has_rtl_letters(struct text said)
{
    for (size_t i = 0; i < said.n; i++)
        if ((unsigned char)said.p[i] >= 0xD6 && (unsigned char)said.p[i] <= 0xDF)
            return true;
    return false;
}

/* A number in its column reads from left to right, its sign before it and its unit behind; one that
 * comes with marks of direction knows better. */
static bool is_plain_number(const struct table *t, const struct block *row,
                            const struct set_cell *set)
{
    static const char *const signs[] = {"\u2212", "±"};
    struct text said = set->styled.para.text;
    if (!t->column[set->from].is_numeric || set->to != set->from + 1 || row->row == ROW_HEAD ||
        text_align(t, set) != TEXT_END || number_end(said, t->mark) == SIZE_MAX ||
        has_rtl_letters(said))
        return false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (text_starts(said, signs[i]))
            return true;
    return (unsigned char)*said.p < 0x80;
}

static void set_text(struct layout *L, struct table *t, const struct block *row,
                     const struct frame *frame, struct element *element, struct set_cell *set)
{
    struct arena *arena = builder_arena(L);
    const struct block *cell = set->cell;
    bool is_missing = row->row == ROW_BODY && t->column[set->from].is_numeric && cell->value &&
                      cell->value->kind == VALUE_NULL;
    set->styled = is_missing ? styled_plain(L, arena, text_of(L->theme->table.missing), frame,
                                            set->look, element, cell->at)
                             : styled_text(L, arena, cell, frame, set->look, element);
    if (!set->styled.para.text.n)
        return;
    keep_side(&set->styled.para, frame);
    if (!frame->hyphenates) /* a word wider than its column is parted in any case */
        set->styled.para.hyphenates = is_too_wide(L, &set->styled.para);
    if (t->frame.is_rtl && is_plain_number(t, row, set)) {
        set->styled.para.is_rtl = false;
        set->styled.para.align = TEXT_START; /* at its left, which is the column's end */
    }
    set->styled.para.balances = row->row == ROW_GROUP || row->row == ROW_HEAD;
    const struct lines *lines = paragraph_set(arena, L->shaper, &set->styled.para, L->diag);
    sp baseline = baseline_in(L, set->look);
    set->slab = ARENA_ARRAY(arena, struct slab, lines->n);
    set->slabs = lines->n;
    for (size_t i = 0; i < lines->n; i++) {
        sp excess = line_excess(L, &lines->line[i], set->look);
        set->slab[i] = (struct slab){.y = set->height,
                                     .height = set->look->leading + excess,
                                     .line = &lines->line[i],
                                     .x = frame->x,
                                     .baseline = baseline + excess};
        set->height += set->slab[i].height;
    }
    if (row->row != ROW_HEAD)
        align_number(t, set);
}

static void set_blocks(struct layout *L, const struct frame *frame, struct element *element,
                       struct set_cell *set)
{
    struct gathering gathering;
    struct frame in = *frame;
    size_t n;
    in.parent = element;
    in.look = set->look;
    in.indent = 0;
    in.turn = (struct turn){0}; /* the row's piece is turned */
    in.narrowest = sp_min(in.width / 2, in.narrowest);
    in.space = L->theme->table.row_padding;
    in.holder = "a cell";
    in.depth = 1; /* lists keep no white around them */
    builder_gather(L, &gathering, builder_arena(L));
    flow_children(L, set->cell, &in);
    builder_settle(L, &in);
    struct piece **piece = builder_gathered(L, &gathering, &n);
    set->slab = ARENA_ARRAY(builder_arena(L), struct slab, n);
    for (size_t i = 0; i < n; i++) {
        bool is_gap = piece[i]->height == 0 && piece[i]->items == 0;
        sp white = set->slabs ? sp_max(piece[i]->before, i ? piece[i - 1]->after : 0) : 0;
        if (is_gap && (set->slabs == 0 || i + 1 == n))
            continue;
        set->slab[set->slabs++] =
            (struct slab){.y = set->height + white, .height = piece[i]->height, .piece = piece[i]};
        set->height += white + piece[i]->height;
    }
}

/* The word for the total stands below words, not below the rows' numbers. */
static void skip_numbers(const struct table *t, const struct set_cell *set, struct frame *frame)
{
    size_t c = set->from;
    while (c + 1 < set->to && t->column[c].is_numeric)
        c++;
    frame->width -= t->column[c].x - frame->x;
    frame->x = t->column[c].x;
}

void cell_set(struct layout *L, struct table *t, const struct block *row, const struct block *cell,
              struct element *element, struct set_cell *set)
{
    size_t end = cell->column_from + cell->span_columns;
    *set = (struct set_cell){.cell = cell,
                             .from = cell->column_from,
                             .to = end > t->columns ? t->columns : end,
                             .look = row_look(t, row, cell)};
    struct frame frame = cell_frame(t, row, set);
    if (row->row == ROW_GROUP) {
        sp inset =
            (cell->column_from == 0) * L->theme->table.group_inset * (row->level ? row->level : 1);
        frame.x += inset;
        frame.width -= 2 * L->theme->table.group_inset;
    }
    if (row->row == ROW_TOTAL)
        skip_numbers(t, set, &frame);
    if (row->row == ROW_SUBTOTAL && frame.align == TEXT_START && cell->span_columns > 1)
        frame.align = TEXT_END;
    if (cell->child)
        set_blocks(L, &frame, element, set);
    else
        set_text(L, t, row, &frame, element, set);
}

/* The paper of a box within the cell, from the outermost inward. */
static void put_decor(struct layout *L, struct piece *p, const struct decor *decor,
                      const struct decor *outer, sp y, sp height)
{
    if (!decor || decor == outer)
        return;
    put_decor(L, p, decor->outer, outer, y, height);
    piece_box(L, p, decor->x, y, decor->width, height, decor->background);
    if (decor->rule > 0)
        piece_box(L, p, decor->rule_x, y, decor->rule, height, decor->rule_color);
}

static void put_piece(struct layout *L, const struct table *t, struct piece *p,
                      const struct piece *from, sp y)
{
    put_decor(L, p, from->decor, t->frame.decor, y, from->height);
    piece_append(L, p, from, y);
}

void slab_put(struct layout *L, const struct table *t, const struct set_cell *set,
              const struct slab *slab, struct piece *p, sp y)
{
    if (slab->line)
        piece_line(L, p, &set->styled, slab->line, slab->x, y + slab->baseline, &t->frame);
    else
        put_piece(L, t, p, slab->piece, y);
}
