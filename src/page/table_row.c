/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows into pieces. A row is one piece, and so is never divided; one that is taller than a page is
 * cut into bands: in each, every cell puts as many of its lines as the tallest next one has room
 * for, so that cells stay side by side. Rows that a span holds together are set at once: what the
 * spanning cell needs more than they have makes the last one higher, and its lines go into the
 * pieces of the rows they begin in. */
#include "page/table.h"

#include "page/mirror.h"

struct set_row {
    const struct block *row;
    size_t number;
    struct set_cell *cell;
    size_t cells;
    sp height, padding;
    const struct set_cell **through; /* cells of rows above that reach down into this one */
    size_t throughs, through_cap;
};

static sp row_padding(const struct layout *L, const struct table *t, const struct block *row)
{
    if (row->row == ROW_TOTAL)
        return sp_max(t->padding, L->theme->table.total_padding);
    return row->row == ROW_GROUP ? L->theme->table.group_padding : t->padding;
}

static void set_row(struct layout *L, struct table *t, struct set_row *out, bool is_alone)
{
    const struct block *row = out->row;
    table_tags_row(L, t->tags, row, is_alone);
    size_t n = 0;
    for (const struct block *cell = row->child; cell; cell = cell->next)
        n++;
    out->cell = ARENA_ARRAY(builder_arena(L), struct set_cell, n);
    out->padding = row_padding(L, t, row);
    for (const struct block *cell = row->child; cell; cell = cell->next) {
        struct set_cell *set = &out->cell[out->cells++];
        cell_set(L, t, row, cell, table_tags_cell(L, t->tags, row, cell), set);
        if (cell->span_rows < 2)
            out->height = sp_max(out->height, set->height);
    }
    out->height = sp_max(out->height, row_look(t, row, NULL)->leading) + 2 * out->padding;
}

/* Heads stand on their lowest line. */
static void drop_slabs(struct set_cell *cell, sp down)
{
    for (size_t i = 0; i < cell->slabs; i++)
        cell->slab[i].y += down;
}

/* Rows that a span holds together become as high as it needs. */
static void settle_spans(struct layout *L, struct set_row *row, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t c = 0; c < row[i].cells; c++) {
            struct set_cell *cell = &row[i].cell[c];
            size_t end = i + cell->cell->span_rows;
            sp have = 0;
            if (cell->cell->span_rows < 2)
                continue;
            for (size_t k = i; k < end && k < n; k++) {
                struct set_row *below = &row[k];
                if (k > i) {
                    below->through =
                        arena_grow(builder_arena(L), below->through, sizeof *below->through,
                                   &below->through_cap, below->throughs + 1);
                    below->through[below->throughs++] = cell;
                }
                have += below->height;
            }
            struct set_row *last = &row[end - 1 < n ? end - 1 : n - 1];
            sp over = have - cell->height - row[i].padding - last->padding;
            last->height += sp_max(0, -over);
            cell->extent = sp_max(have - row[i].padding, cell->height);
            if (row[i].row->row == ROW_HEAD)
                drop_slabs(cell, sp_max(0, over));
        }
    }
}

/* Look of pieces */

/* Whether the row after so many more is of that kind. */
static bool is_kind(const struct table *t, size_t row, size_t more, enum row_kind kind)
{
    return row + more < t->rows && table_row_kind(t->block, row + more) == kind;
}

static bool is_sum(const struct table *t, size_t row, size_t more)
{
    return is_kind(t, row, more, ROW_SUBTOTAL) || is_kind(t, row, more, ROW_TOTAL);
}

static const struct rule *rule_below(const struct layout *L, const struct table *t,
                                     const struct set_row *set)
{
    const struct block *row = set->row;
    size_t number = set->number;
    if (row->row == ROW_TOTAL && L->theme->table.total_below.width)
        return &L->theme->table.total_below;
    if (row->row == ROW_HEAD)
        return is_kind(t, number, 1, ROW_HEAD) ? NULL : &L->theme->table.head_rule;
    if (number + 1 == t->rows)
        return &L->theme->table.last_rule;
    if (is_kind(t, number, 1, ROW_TOTAL) && L->theme->table.total_above.width)
        return &L->theme->table.total_above;
    if (row->row == ROW_SUBTOTAL || is_sum(t, number, 1))
        return &L->theme->table.sum_rule;
    return &L->theme->table.row_rule;
}

static int64_t row_background(const struct layout *L, const struct block *row, size_t number)
{
    if (row->is_flagged)
        return L->theme->table.flag_background;
    switch (row->row) {
    case ROW_GROUP: return L->theme->table.group_background;
    case ROW_SUBTOTAL: return L->theme->table.subtotal_background;
    case ROW_TOTAL: return L->theme->table.total_background;
    case ROW_BODY: return number % 2 ? -1 : L->theme->table.zebra;
    case ROW_HEAD: break;
    }
    return -1;
}

struct piece *table_piece(struct layout *L, const struct table *t, sp height, const char *trace)
{
    struct piece *p = piece_new(L, &t->frame);
    p->is_free = p->is_wide = true;
    p->height = height;
    p->trace = trace;
    return p;
}

void table_shade(struct layout *L, const struct table *t, struct piece *p, int64_t color)
{
    if (color >= 0)
        piece_box(L, p, t->frame.x, 0, t->total, p->height, color);
}

/* A column that stays empty for handwriting begins with a rule. */
static void rule_blanks(struct layout *L, const struct table *t, struct piece *p,
                        const struct block *row)
{
    const struct rule *rule = &L->theme->table.blank_rule;
    for (size_t c = 0; c < t->columns && row->row != ROW_HEAD && row->row != ROW_GROUP; c++) {
        if (t->block->column[c].is_blank && rule->width > 0)
            piece_box(L, p, t->column[c].x - t->gutter / 2, 0, rule->width, p->height, rule->color);
    }
}

static sp edge_before(const struct table *t, size_t c)
{
    return c == 0 ? t->frame.x : c < t->columns ? t->column[c].x : t->frame.x + t->total;
}

/* The rule stops where a cell goes on into the next row, and below a head that spans its columns
 * it is short and light. */
static void rule_row(struct layout *L, const struct table *t, struct piece *p,
                     const struct set_row *row, bool *goes_on)
{
    const struct rule *rule = rule_below(L, t, row);
    for (size_t c = 0, end; rule && c < t->columns; c = end) {
        for (end = c + 1; end < t->columns && goes_on[end] == goes_on[c];)
            end++;
        if (goes_on[c])
            continue;
        sp to = end < t->columns ? t->column[end - 1].x + t->column[end - 1].set
                                 : edge_before(t, t->columns);
        piece_rule(L, p, edge_before(t, c), p->height - rule->width / 2, to - edge_before(t, c),
                   rule);
    }
    for (size_t i = 0; !rule && i < row->cells; i++) {
        const struct set_cell *cell = &row->cell[i];
        sp x = t->column[cell->from].x;
        if (cell->to > cell->from + 1)
            piece_rule(L, p, x, p->height,
                       t->column[cell->to - 1].x + t->column[cell->to - 1].set - x,
                       &L->theme->table.row_rule);
    }
}

static bool *columns_going_on(struct layout *L, const struct table *t, const struct set_row *next)
{
    bool *goes_on = ARENA_ARRAY(builder_arena(L), bool, t->columns);
    for (size_t i = 0; next && i < next->throughs; i++)
        for (size_t c = next->through[i]->from; c < next->through[i]->to; c++)
            goes_on[c] = true;
    return goes_on;
}

/* A total pulls two rows with it to the next page, the last row one; a group's title never is the
 * last on a page. A small table stays whole. */
static bool row_keeps(const struct table *t, const struct set_row *set)
{
    enum row_kind kind = set->row->row;
    size_t i = set->number;
    if (i + 1 == t->rows)
        return t->block->legend != NULL;
    bool is_last_but_one =
        kind == ROW_BODY && is_kind(t, i, 1, ROW_BODY) && (i + 2 == t->rows || is_sum(t, i, 2));
    return t->is_small || kind == ROW_HEAD || kind == ROW_GROUP || is_sum(t, i, 1) ||
           is_last_but_one;
}

static sp drop_of(const struct set_row *row, const struct set_cell *cell)
{
    bool is_head = row->row->row == ROW_HEAD && cell->cell->span_rows < 2;
    return is_head ? row->height - 2 * row->padding - cell->height : 0;
}

/* A flagged row's paper begins behind the merged values that it shares with rows above. */
static void shade_row(struct layout *L, const struct table *t, const struct set_row *row,
                      struct piece *p)
{
    size_t c = 0;
    int64_t color = row_background(L, row->row, t->stripe);
    table_shade(L, t, p, color);
    for (size_t i = 0; i < row->throughs && row->row->is_flagged; i++)
        c = row->through[i]->from <= c && row->through[i]->to > c ? row->through[i]->to : c;
    if (color < 0 || c == 0 || c >= t->columns)
        return;
    struct display *paper = &p->item[p->items - 1];
    paper->x = t->column[c].x - t->gutter / 2;
    paper->w = t->frame.x + t->total - paper->x;
}

/* A row as one piece; slabs of cells from above that begin in it are its own. */
static struct piece *whole_row(struct layout *L, const struct table *t, const struct set_row *row)
{
    struct piece *p = table_piece(L, t, row->height, "row");
    shade_row(L, t, row, p);
    rule_blanks(L, t, p, row->row);
    for (size_t i = 0; i < row->throughs; i++) {
        const struct set_cell *cell = row->through[i];
        for (size_t k = 0; k < cell->slabs; k++) {
            sp y = cell->slab[k].y - cell->below;
            if (y >= 0 && y < row->height)
                slab_put(L, t, cell, &cell->slab[k], p, y);
            if (y >= 0 && y < row->height && y + cell->slab[k].height > row->height)
                p->keeps = true;
        }
    }
    for (size_t i = 0; i < row->cells; i++) {
        const struct set_cell *cell = &row->cell[i];
        sp top = row->padding + drop_of(row, cell);
        for (size_t k = 0; k < cell->slabs && top + cell->slab[k].y < row->height; k++) {
            slab_put(L, t, cell, &cell->slab[k], p, top + cell->slab[k].y);
            if (top + cell->slab[k].y + cell->slab[k].height > row->height)
                p->keeps = true;
        }
    }
    return p;
}

/* Bands of a row that is taller than a page */

struct cursor { /* what is left of a cell */
    const struct set_cell *cell;
    size_t next;
};

static sp slab_step(const struct cursor *c)
{
    const struct slab *slab = &c->cell->slab[c->next];
    sp above = c->next ? slab[-1].y + slab[-1].height : 0;
    return c->next ? slab->y + slab->height - above : slab->height;
}

static sp next_height(const struct cursor *cursor, size_t n)
{
    sp height = 0;
    for (size_t i = 0; i < n; i++)
        if (cursor[i].next < cursor[i].cell->slabs)
            height = sp_max(height, slab_step(&cursor[i]));
    return height;
}

static void fill_band(struct layout *L, const struct table *t, struct cursor *c, struct piece *p,
                      sp top, sp height)
{
    for (sp y = 0; c->next < c->cell->slabs && y + slab_step(c) <= height; c->next++) {
        const struct slab *slab = &c->cell->slab[c->next];
        sp step = slab_step(c);
        slab_put(L, t, c->cell, slab, p, top + y + step - slab->height);
        y += step;
    }
}

static struct cursor *open_cursors(struct layout *L, const struct set_row *row, size_t *n)
{
    struct cursor *cursor =
        ARENA_ARRAY(builder_arena(L), struct cursor, row->cells + row->throughs);
    *n = 0;
    for (size_t i = 0; i < row->throughs; i++) {
        size_t k = 0;
        while (k < row->through[i]->slabs && row->through[i]->slab[k].y < row->through[i]->below)
            k++;
        cursor[(*n)++] = (struct cursor){row->through[i], k};
    }
    for (size_t i = 0; i < row->cells; i++)
        cursor[(*n)++] = (struct cursor){&row->cell[i], 0};
    return cursor;
}

static struct piece **tall_row(struct layout *L, const struct table *t, const struct set_row *row,
                               size_t *pieces)
{
    size_t n, cap = 0;
    struct piece **piece = NULL;
    struct cursor *cursor = open_cursors(L, row, &n);
    *pieces = 0;
    for (sp height; (height = next_height(cursor, n)) > 0;) {
        sp top = *pieces ? 0 : row->padding;
        struct piece *p = table_piece(L, t, top + height, "row");
        for (size_t i = 0; i < n; i++)
            fill_band(L, t, &cursor[i], p, top, height);
        if (!next_height(cursor, n))
            p->height += row->padding;
        table_shade(L, t, p, row_background(L, row->row, t->stripe));
        rule_blanks(L, t, p, row->row);
        piece = arena_grow(builder_arena(L), piece, sizeof *piece, &cap, *pieces + 1);
        piece[(*pieces)++] = p;
    }
    for (size_t k = 0; k < *pieces; k++)
        piece[k]->keeps = k == 0 || k + 2 == *pieces; /* two lines at a page's foot and head */
    return piece;
}

static struct piece **row_pieces(struct layout *L, struct table *t, const struct set_row *row,
                                 const struct set_row *next, bool is_tall, size_t *n)
{
    struct piece **piece = NULL;
    *n = 0;
    if (is_tall)
        piece = tall_row(L, t, row, n);
    if (*n == 0) {
        piece = ARENA_ARRAY(builder_arena(L), struct piece *, 1);
        piece[(*n)++] = whole_row(L, t, row);
    }
    const struct rule *above = &L->theme->table.head_above;
    if (row->row->row == ROW_HEAD && row->number == 0)
        piece_rule(L, piece[0], t->frame.x, above->width / 2, t->total, above);
    struct piece *last = piece[*n - 1];
    last->keeps = (*n == 1 && last->keeps) || row_keeps(t, row);
    rule_row(L, t, last, row, columns_going_on(L, t, next));
    for (size_t k = 0; k < *n; k++)
        piece_turn(L, piece[k]); /* here: a head's paths live as long as the head */
    return piece;
}

/* How far each cell that goes on has come when the row begins. */
static void advance(struct set_row *row, size_t n, size_t i)
{
    for (size_t c = 0; i + 1 < n && c < row[i].cells; c++)
        if (row[i].cell[c].cell->span_rows > 1)
            row[i].cell[c].below = row[i].height - row[i].padding;
    for (size_t c = 0; i + 1 < n && c < row[i].throughs; c++)
        ((struct set_cell *)row[i].through[c])->below += row[i].height;
}

/* A head is set again on each page: all that is made of it lives as long as the document. */
static void begin_row(struct layout *L, const struct block *row, struct gathering *gathering)
{
    if (row->row == ROW_HEAD)
        builder_gather(L, gathering, L->arena);
}

static void end_row(struct layout *L, const struct block *row, struct gathering *gathering)
{
    size_t n;
    if (row->row == ROW_HEAD)
        builder_gathered(L, gathering, &n);
}

enum { KEPT_PART = 3 }; /* rows held together by a span stay on a page if they fill a third of it */

/* The row and those that row spans hold together with it. */
static struct set_row *read_rows(struct layout *L, const struct table *t, size_t number, size_t *n)
{
    struct set_row *set = NULL;
    size_t cap = 0, left = 1;
    *n = 0;
    for (size_t i = number; i < t->rows && left; i++, left--) {
        const struct block *row = table_row(t->block, i, builder_arena(L));
        set = arena_grow(builder_arena(L), set, sizeof *set, &cap, *n + 1);
        set[*n].row = row;
        set[(*n)++].number = i;
        for (const struct block *cell = row->child; cell; cell = cell->next)
            left = cell->span_rows > left ? cell->span_rows : left;
    }
    return set;
}

static void add_row(struct layout *L, struct table *t, const struct set_row *row,
                    struct piece *const *piece, size_t n)
{
    struct passing_row passing = {row->row, row->number, row->through, row->throughs};
    if (row->row->row == ROW_HEAD)
        repeats_head(L, t, piece[0]);
    else
        repeats_row(L, t, &passing, piece, n);
    for (size_t k = 0; k < n; k++)
        builder_add(L, piece[k]);
}

/* Sets all of them; their height. */
static sp set_rows(struct layout *L, struct table *t, struct set_row *set, size_t n)
{
    struct gathering gathering;
    sp height = 0;
    for (size_t i = 0; i < n; i++) {
        begin_row(L, set[i].row, &gathering);
        set_row(L, t, &set[i], n == 1);
        end_row(L, set[i].row, &gathering);
    }
    settle_spans(L, set, n);
    for (size_t i = 0; i < n; i++)
        height += set[i].height;
    return height;
}

size_t rows_flow(struct layout *L, struct table *t, size_t number)
{
    struct gathering gathering;
    size_t n;
    bool waits = false;
    builder_borrow(L);
    struct set_row *set = read_rows(L, t, number, &n);
    bool is_kept = set_rows(L, t, set, n) < builder_room(L) / KEPT_PART && n > 1;
    for (size_t i = 0; i < n && !L->has_failed; i++) {
        size_t pieces;
        bool is_tall = set[i].height > builder_room(L) * 9 / 10;
        t->stripe = set[i].row->row == ROW_BODY ? t->stripe + 1 : 0;
        begin_row(L, set[i].row, &gathering);
        struct piece **piece =
            row_pieces(L, t, &set[i], i + 1 < n ? &set[i + 1] : NULL, is_tall, &pieces);
        end_row(L, set[i].row, &gathering);
        if (is_kept && i + 1 < n)
            piece[pieces - 1]->keeps = true;
        for (size_t k = 0; k < pieces; k++)
            waits = waits || piece_waits(piece[k]);
        if (i + 1 == n && !waits) /* before, a cell may reach into rows to come */
            table_tags_complete(t->tags, piece[pieces - 1], n);
        add_row(L, t, &set[i], piece, pieces);
        advance(set, n, i);
    }
    builder_return(L);
    return number + n;
}
