/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables. Widths: each column has a least width (its longest unbreakable piece), a natural one (no
 * cell wraps) and maybe a fixed one. If all natural widths fit, the rest goes to flexible columns,
 * else to columns of words; if not, each column gets its least and a share of what is left in
 * proportion to what it lacks. A table that fits the text column stays in it; a wider one uses the
 * full measure. Rows become pieces, one a line of cells, chained, so that a row is divided only if
 * it is taller than a page. The head is set again, as an artifact, on each page; tags know it once.
 */
#include "base/ascii.h"
#include "page/layout.h"

#include <string.h>

#include "base/utf8.h"

enum {
    TALLEST_PICTURE = 80, /* mm, in a cell */
    LONGEST_QUOTE = 60    /* bytes, in a message */
};

struct width {
    sp least, natural, fixed, set, x;
    const struct block *widest; /* the cell that asks for `least` */
    bool is_flexible, is_numeric;
    int decimals; /* most digits behind the decimal mark */
};

struct grid {
    const struct block *table;
    struct frame frame; /* where the table stands */
    struct width *column;
    size_t columns;
    sp gutter, total;
    struct look cell, strong, head;
};

/* Measuring */

/* Digits after the last comma or point that has digits on both sides; 0: none. */
static int decimals_of(struct text t)
{
    while (t.n && !ascii_is_digit(t.p[t.n - 1]))
        t.n--;
    size_t end = t.n;
    while (t.n && ascii_is_digit(t.p[t.n - 1]))
        t.n--;
    bool has_mark =
        t.n > 1 && (t.p[t.n - 1] == ',' || t.p[t.n - 1] == '.') && ascii_is_digit(t.p[t.n - 2]);
    return has_mark ? (int)(end - t.n) : 0;
}

static const struct look *cell_look(const struct grid *g, const struct block *row)
{
    switch (row->row) {
    case ROW_HEAD: return &g->head;
    case ROW_GROUP:
    case ROW_SUBTOTAL:
    case ROW_TOTAL: return &g->strong;
    case ROW_BODY: break;
    }
    return &g->cell;
}

static struct stretch measured_stretch(struct layout *L, const struct grid *g,
                                       const struct span *span, const struct look *look)
{
    struct stretch stretch = {.from = span->from,
                              .to = span->to,
                              .ink = ink_of_span(L, look, span),
                              .lang = span->lang,
                              .at = span->at};
    sp w, h;
    if (span->picture &&
        picture_fit(L, span->picture, g->frame.wide_width, g->frame.picture_height, &w, &h))
        stretch.object_width = w;
    return stretch;
}

static void measure_cell(struct layout *L, struct grid *g, const struct block *row,
                         const struct block *cell, struct width *w)
{
    struct frame frame = g->frame;
    frame.width = PT(10000);
    struct arena_mark mark = arena_mark(builder_arena(L));
    sp least, natural;
    struct paragraph para = {.text = cell->text, .lang = frame.lang, .width = frame.width};
    struct stretch *stretch = ARENA_ARRAY(builder_arena(L), struct stretch, cell->spans + 1);
    for (size_t i = 0; i < cell->spans; i++)
        stretch[i] = measured_stretch(L, g, &cell->span[i], cell_look(g, row));
    para.stretch = stretch;
    para.stretches = cell->spans;
    paragraph_widths(L->shaper, &para, &least, &natural);
    arena_rewind(builder_arena(L), mark);
    if (least > w->least || !w->widest) {
        w->least = least;
        w->widest = cell;
    }
    w->natural = sp_max(w->natural, natural);
    if (row->row != ROW_HEAD && decimals_of(cell->text) > w->decimals)
        w->decimals = decimals_of(cell->text);
}

static void measure(struct layout *L, struct grid *g)
{
    for (const struct block *row = g->table->child; row; row = row->next) {
        size_t c = 0;
        for (const struct block *cell = row->child; cell && c < g->columns; cell = cell->next) {
            if (cell->span_columns <= 1 && cell->text.n && row->row != ROW_GROUP)
                measure_cell(L, g, row, cell, &g->column[c]);
            c += cell->span_columns ? cell->span_columns : 1;
        }
    }
}

static void read_columns(struct layout *L, struct grid *g)
{
    for (size_t c = 0; c < g->columns; c++) {
        const struct column *column = &g->table->column[c];
        struct width *w = &g->column[c];
        w->is_numeric = column->align == ALIGN_DECIMAL || column->align == ALIGN_END;
        w->is_flexible = column->width && strcmp(column->width, "*") == 0;
        if (column->width && !w->is_flexible && !length_parse(text_of(column->width), &w->fixed))
            diag_error(L->diag, g->table->at, "'%s' is not a column width", column->width);
    }
}

/* Deals `rest` out in proportion to weights; the last one takes what rounding leaves. */
static void deal(struct grid *g, sp rest, sp (*weight)(const struct width *))
{
    sp sum = 0, given = 0;
    size_t last = SIZE_MAX;
    for (size_t c = 0; c < g->columns; c++) {
        sp w = weight(&g->column[c]);
        sum += w;
        last = w > 0 ? c : last;
    }
    for (size_t c = 0; c < g->columns && sum > 0; c++) {
        sp share = c == last ? rest - given : sp_ratio(rest, weight(&g->column[c]), sum);
        if (weight(&g->column[c]) > 0) {
            g->column[c].set += share;
            given += share;
        }
    }
}

static sp flexible_weight(const struct width *w)
{
    return w->is_flexible ? w->natural + 1 : 0;
}

static sp words_weight(const struct width *w)
{
    return w->is_numeric || w->fixed ? 0 : w->natural + 1;
}

static sp any_weight(const struct width *w)
{
    return w->fixed ? 0 : w->natural + 1;
}

static sp lack_weight(const struct width *w)
{
    return w->fixed ? 0 : w->natural - w->least;
}

static bool has_weight(const struct grid *g, sp (*weight)(const struct width *))
{
    for (size_t c = 0; c < g->columns; c++)
        if (weight(&g->column[c]) > 0)
            return true;
    return false;
}

/* Numbers are read down their column: where there is room, each stands clear of its neighbour. */
static void widen_numbers(struct grid *g, sp available)
{
    sp room = available;
    for (size_t c = 0; c < g->columns; c++)
        room -= g->column[c].fixed ? g->column[c].fixed : g->column[c].natural;
    for (size_t c = 1; c < g->columns; c++) {
        struct width *w = &g->column[c];
        sp more = sp_min(2 * g->gutter, room / 2);
        if (w->is_numeric && !w->fixed && more > 0) {
            w->natural += more;
            room -= more;
        }
    }
}

static void set_widths(struct grid *g, sp available)
{
    sp natural = 0, least = 0;
    widen_numbers(g, available);
    for (size_t c = 0; c < g->columns; c++) {
        struct width *w = &g->column[c];
        natural += w->fixed ? w->fixed : w->natural;
        least += w->fixed ? w->fixed : w->least;
    }
    bool fits = natural <= available;
    for (size_t c = 0; c < g->columns; c++) {
        struct width *w = &g->column[c];
        w->set = w->fixed ? w->fixed : fits ? w->natural : w->least;
    }
    if (fits)
        deal(g, available - natural,
             has_weight(g, flexible_weight) ? flexible_weight
             : has_weight(g, words_weight)  ? words_weight
                                            : any_weight);
    else if (least < available)
        deal(g, available - least, has_weight(g, lack_weight) ? lack_weight : any_weight);
}

static void place_columns(struct grid *g, const struct frame *frame)
{
    sp gutters = g->gutter * (sp)(g->columns - 1), natural = gutters;
    for (size_t c = 0; c < g->columns; c++)
        natural += g->column[c].fixed ? g->column[c].fixed : g->column[c].natural;
    bool is_narrow = natural <= frame->width;
    g->frame.x = is_narrow ? frame->x : frame->wide_x;
    g->total = is_narrow ? frame->width : frame->wide_width;
    set_widths(g, g->total - gutters);
    if (!has_weight(g, any_weight)) /* all fixed: the table is as wide as they are */
        g->total = natural;
    sp x = g->frame.x;
    for (size_t c = 0; c < g->columns; c++) {
        g->column[c].x = x;
        x += g->column[c].set + g->gutter;
    }
}

static const struct block *widest_cell(const struct grid *g)
{
    const struct width *widest = g->column;
    for (size_t c = 1; c < g->columns; c++)
        if (g->column[c].set > widest->set)
            widest = &g->column[c];
    return widest->widest;
}

/* Columns narrower than their longest word would only overprint one another. */
static void check_width(struct layout *L, struct grid *g)
{
    const struct width *last = &g->column[g->columns - 1];
    sp over = last->x + last->set - g->frame.x - g->total;
    if (over <= SP_PT / 10)
        return;
    diag_warn(L->diag, g->table->at, "the table is %lld mm too wide",
              (long long)((length_mm100(over) + 99) / 100));
    const struct block *cell = widest_cell(g);
    struct text said = utf8_head(cell ? cell->text : TEXT(""), LONGEST_QUOTE);
    if (text_is(said, "\xEF\xBF\xBC"))
        diag_note(L->diag, cell->at, "the widest column is that of this picture");
    else if (said.n)
        diag_note(L->diag, cell->at, "the widest column is that of '%.*s'", (int)said.n, said.p);
    g->total += over;
}

/* Rows */

struct set_cell {
    struct styled styled;
    struct lines *lines;
    sp x, pad;
    const struct look *look;
};

static enum align text_align(const struct grid *g, size_t c, const struct block *cell)
{
    enum cell_align align = cell->align != ALIGN_AUTO ? cell->align : g->table->column[c].align;
    switch (align) {
    case ALIGN_CENTER: return TEXT_CENTER;
    case ALIGN_END:
    case ALIGN_DECIMAL: return TEXT_END;
    case ALIGN_AUTO:
    case ALIGN_START: break;
    }
    return TEXT_START;
}

/* How far a number with fewer decimals stands from the column's end. */
static sp decimal_pad(struct layout *L, const struct grid *g, size_t c, const struct block *cell,
                      const struct look *look)
{
    int missing = g->column[c].decimals - decimals_of(cell->text);
    bool is_number = cell->text.n && ascii_is_digit(cell->text.p[cell->text.n - 1]);
    if (g->table->column[c].align != ALIGN_DECIMAL || missing <= 0 || !is_number)
        return 0;
    const char *tail = "0000000000";
    struct text said =
        text_of(arena_printf(builder_arena(L), "%s%.*s", decimals_of(cell->text) ? "" : ",",
                             missing > 10 ? 10 : missing, tail));
    sp least, natural;
    struct styled styled = styled_plain(L, builder_arena(L), said, &g->frame, look, NULL, cell->at);
    paragraph_widths(L->shaper, &styled.para, &least, &natural);
    return natural;
}

static struct element *cell_element(struct layout *L, const struct block *row,
                                    const struct block *cell, struct element *tr)
{
    struct element *e = element_new(L, tr, row->row == ROW_HEAD ? ROLE_TH : ROLE_TD, cell->lang);
    e->scope = row->row == ROW_HEAD ? SCOPE_COLUMN : SCOPE_NONE;
    e->column_span = cell->span_columns > 1 ? cell->span_columns : 0;
    return e;
}

/* Sets the cells of a row; lines live in `arena`. Returns the most lines a cell has. */
static size_t set_cells(struct layout *L, struct grid *g, struct arena *arena,
                        const struct block *row, struct element *tr, struct set_cell *out)
{
    size_t c = 0, most = 1;
    const struct look *look = cell_look(g, row);
    for (const struct block *cell = row->child; cell && c < g->columns; cell = cell->next) {
        size_t wide = cell->span_columns ? cell->span_columns : 1;
        size_t end = c + wide > g->columns ? g->columns : c + wide;
        struct frame frame = g->frame;
        out[c].pad = decimal_pad(L, g, c, cell, look);
        frame.x = g->column[c].x;
        frame.width = g->column[end - 1].x + g->column[end - 1].set - frame.x - out[c].pad;
        frame.align = text_align(g, c, cell);
        frame.hyphenates = true;
        frame.lang = block_lang(cell, frame.lang);
        struct element *td = cell_element(L, row, cell, tr);
        bool is_missing = row->row == ROW_BODY && g->column[c].is_numeric && cell->value &&
                          cell->value->kind == VALUE_NULL;
        out[c].styled = is_missing ? styled_plain(L, arena, text_of(L->theme->table.missing),
                                                  &frame, look, td, cell->at)
                                   : styled_text(L, arena, cell, &frame, look, td);
        out[c].styled.para.balances = row->row == ROW_GROUP;
        out[c].x = frame.x;
        out[c].look = look;
        out[c].lines = out[c].styled.para.text.n
                           ? paragraph_set(arena, L->shaper, &out[c].styled.para, L->diag)
                           : NULL;
        if (out[c].lines && out[c].lines->n > most)
            most = out[c].lines->n;
        c = end;
    }
    return most;
}

static const struct rule *rule_below(const struct layout *L, const struct block *row)
{
    const struct block *next = row->next;
    if (row->row == ROW_HEAD)
        return &L->theme->table.head_rule;
    if (!next)
        return &L->theme->table.last_rule;
    if (row->row == ROW_SUBTOTAL || next->row == ROW_SUBTOTAL || next->row == ROW_TOTAL)
        return &L->theme->table.sum_rule;
    return &L->theme->table.row_rule;
}

/* A total never stands alone at a page's head, nor a group's title at its foot. */
static bool row_keeps(const struct block *row)
{
    if (!row->next)
        return row->parent->legend != NULL;
    return (row->row == ROW_HEAD || row->row == ROW_GROUP || row->next->row == ROW_TOTAL ||
            row->next->row == ROW_SUBTOTAL ||
            (row->next->next == NULL && row->next->row == ROW_BODY &&
             row->parent->child->next != row->next));
}

static void shade_group(struct layout *L, struct grid *g, struct piece *p, const struct block *row)
{
    if (row->row != ROW_GROUP || L->theme->table.group_background < 0)
        return;
    struct display *d = piece_item(L, p, DISPLAY_BOX);
    d->artifact = ARTIFACT_LAYOUT;
    d->x = g->frame.x;
    d->w = g->total;
    d->h = p->height;
    d->fill.fill = (int32_t)L->theme->table.group_background;
}

/* Pictures in the k-th line of its cells make a row higher. */
static sp row_excess(struct layout *L, const struct set_cell *cell, size_t n, size_t k)
{
    sp excess = 0;
    for (size_t c = 0; c < n; c++)
        if (cell[c].lines && k < cell[c].lines->n)
            excess = sp_max(excess, line_excess(L, &cell[c].lines->line[k], cell[c].look));
    return excess;
}

/* The pieces of a row: one a line of its cells. */
static struct piece **row_pieces(struct layout *L, struct grid *g, struct arena *arena,
                                 const struct block *row, struct element *tr, size_t *n)
{
    struct set_cell *cell = ARENA_ARRAY(builder_arena(L), struct set_cell, g->columns);
    *n = set_cells(L, g, arena, row, tr, cell);
    const struct look *look = cell_look(g, row);
    sp pad = L->theme->table.row_padding, baseline = baseline_in(L, look);
    struct piece **piece = ARENA_ARRAY(builder_arena(L), struct piece *, *n);
    for (size_t k = 0; k < *n; k++) {
        struct piece *p = piece[k] = piece_new(L, &g->frame);
        sp top = (k == 0 ? pad : 0) + row_excess(L, cell, g->columns, k);
        p->is_free = p->is_wide = true;
        p->keeps = k + 1 < *n || row_keeps(row);
        p->height = top + look->leading + (k + 1 == *n ? pad : 0);
        p->trace = "row";
        shade_group(L, g, p, row);
        for (size_t c = 0; c < g->columns; c++)
            if (cell[c].lines && k < cell[c].lines->n)
                piece_line(L, p, &cell[c].styled, &cell[c].lines->line[k], cell[c].x,
                           top + baseline, &g->frame);
        if (k + 1 == *n)
            piece_rule(L, p, g->frame.x, p->height, g->total, rule_below(L, row));
    }
    return piece;
}

/* Table */

struct kept_head { /* the head rows, which live as long as the document */
    struct renewal renewal;
    struct piece **piece;
    size_t n;
    sp height;
};

static struct piece **renew_head(struct layout *L, const struct renewal *renewal,
                                 const struct piece *piece, bool at_head, size_t *n)
{
    const struct kept_head *head = renewal->context;
    (void)L, (void)piece;
    *n = at_head ? head->n : 0;
    return head->piece;
}

static struct kept_head *keep_head(struct layout *L, struct piece *const *piece, size_t n)
{
    struct kept_head *head = ARENA_NEW(L->arena, struct kept_head);
    struct piece *kept = ARENA_ARRAY(L->arena, struct piece, n);
    *head = (struct kept_head){
        .renewal = {head, renew_head}, .piece = ARENA_ARRAY(L->arena, struct piece *, n), .n = n};
    for (size_t k = 0; k < n; k++) {
        head->piece[k] = &kept[k];
        kept[k] = *piece[k];
        kept[k].item = ARENA_ARRAY(L->arena, struct display, piece[k]->items + 1);
        if (piece[k]->items)
            memcpy(kept[k].item, piece[k]->item, piece[k]->items * sizeof(struct display));
        head->height += piece[k]->height;
    }
    return head;
}

static bool is_empty_row(const struct block *row)
{
    for (const struct block *cell = row->child; cell; cell = cell->next)
        if (text_trim(cell->text).n)
            return false;
    return true;
}

static void flow_rows(struct layout *L, struct grid *g, struct element *table)
{
    const struct kept_head *head = NULL;
    struct element *section = NULL;
    sp before = 0;
    for (const struct block *row = g->table->child; row && !L->has_failed; row = row->next) {
        bool is_head = row->row == ROW_HEAD;
        if (is_head && is_empty_row(row))
            continue;
        if (!section || (section->role == ROLE_THEAD && !is_head))
            section = element_new(L, table, is_head ? ROLE_THEAD : ROLE_TBODY, NULL);
        struct element *tr = element_new(L, section, ROLE_TR, NULL);
        size_t n;
        builder_borrow(L);
        struct piece **piece = row_pieces(L, g, is_head ? L->arena : builder_arena(L), row, tr, &n);
        if (is_head)
            head = keep_head(L, piece, n);
        else
            pieces_complete(piece, n, tr);
        for (size_t k = 0; k < n; k++) {
            piece[k]->renewal = head && !is_head ? &head->renewal : NULL;
            piece[k]->head_height = head && !is_head ? head->height : 0;
            piece[k]->before = k == 0 ? before : 0;
            builder_add(L, piece[k]);
        }
        builder_return(L);
    }
}

/* What the signs in the cells mean, in the caption's look. */
static void flow_legend(struct layout *L, const struct grid *g, struct element *parent)
{
    const struct look *look = &L->theme->caption.look;
    struct frame in = g->frame;
    in.width = g->total;
    in.hyphenates = false;
    struct element *p = element_new(L, parent, ROLE_P, NULL);
    struct styled styled = styled_text(L, builder_arena(L), g->table->legend, &in, look, p);
    struct flow_lines how = {L->theme->caption.after, 0, true, false, true};
    flow_styled(L, &styled, &in, look, &how, NULL);
}

void flow_table(struct layout *L, const struct block *table, const struct frame *frame)
{
    const struct theme *t = L->theme;
    struct grid g = {.table = table,
                     .frame = *frame,
                     .columns = table->columns,
                     .gutter = t->table.gutter,
                     .cell = t->table.cell,
                     .strong = t->table.cell,
                     .head = t->table.head};
    if (!g.columns || !table->child)
        return;
    g.strong.weight = 700;
    g.frame.align = TEXT_START;
    g.frame.protrudes = false;
    g.frame.expand = 0;
    g.frame.is_free = true;
    g.frame.picture_height = MM(TALLEST_PICTURE);
    g.frame.lang = block_lang(table, frame->lang);
    g.column = ARENA_ARRAY(L->arena, struct width, g.columns);
    read_columns(L, &g);
    measure(L, &g);
    place_columns(&g, frame);
    check_width(L, &g);
    struct element *element = element_new(L, frame->parent, ROLE_TABLE, table->lang);
    if (L->previous)
        builder_gap(L, &g.frame, t->table.space / 2, true);
    if (table->caption) {
        struct frame caption = g.frame;
        caption.width = g.total;
        flow_caption(L, table, &caption, element, WORD_TABLE, true);
    }
    flow_rows(L, &g, element);
    if (table->legend)
        flow_legend(L, &g, frame->parent);
    builder_gap(L, &g.frame, t->table.space, false);
}
