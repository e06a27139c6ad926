/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a table's cells stand: colspan= and rowspan= are read, each cell gets its first column, and
 * what a span covers goes. A row may leave covered cells out (they are then missing at its end), or
 * write them as empty ones: it is read as written if that fits, else as one that leaves them out.
 * What a row has too few gets empty cells, so that all rows have all columns.
 */
#include "base/length.h"
#include "doc/markdown.h"

enum { MOST_SPANNED = 1000 };

bool column_width_is(struct text t)
{
    sp length;
    int64_t n;
    if (text_is(t, "*") || (length_parse(t, &length) && length > 0))
        return true;
    return (text_ends(t, "*") || text_ends(t, "%")) &&
           decimal_parse(text_slice(t, 0, t.n - 1), 100, &n) && n > 0 && n <= 100 * 100;
}

int64_t column_share(struct text t)
{
    int64_t share = 0;
    bool is_share = text_ends(t, "%") && decimal_parse(text_slice(t, 0, t.n - 1), 100, &share);
    return is_share ? share : 0;
}

struct grid {
    struct builder *builder;
    size_t columns;
    const struct column *column;
    uint32_t *busy;             /* rows, this one included, that a span from above takes */
    const struct block **owner; /* the cell whose span it is */
    size_t *at;                 /* of the row's cells: column as placed; SIZE_MAX: it goes */
};

static uint32_t read_span(struct grid *g, const struct block *cell, const char *key)
{
    const struct text *value = attributes_find(cell->attr, key);
    int64_t n;
    if (!value)
        return 1;
    if (decimal_parse(*value, 1, &n) && n >= 1 && n <= MOST_SPANNED)
        return (uint32_t)n;
    diag_error(g->builder->diag, cell->at, "'%s' wants a number from 1 to %d, not '%.*s'", key,
               MOST_SPANNED, (int)value->n, value->p);
    return 1;
}

static bool is_empty(const struct block *cell)
{
    return !cell->text.n && !cell->child && cell->span_columns == 1 && cell->span_rows == 1;
}

/* Reads the row so that each cell counts as a column, covered or not. False: one is not empty. */
static bool place_as_written(struct grid *g, const struct block *row)
{
    size_t i = 0, covered = 0;
    for (const struct block *cell = row->child; cell; cell = cell->next, i++) {
        bool is_covered = i < covered || (i < g->columns && g->busy[i]);
        if ((is_covered && !is_empty(cell)) || i >= g->columns)
            return false;
        g->at[i] = is_covered ? SIZE_MAX : i;
        if (!is_covered && cell->span_columns > 1)
            covered = i + cell->span_columns;
    }
    return covered <= g->columns;
}

/* Reads the row so that covered cells are left out. False: there are too many. */
static bool place_left_out(struct grid *g, const struct block *row)
{
    size_t i = 0, column = 0;
    bool fits = true;
    for (const struct block *cell = row->child; cell; cell = cell->next, i++) {
        while (column < g->columns && g->busy[column])
            column++;
        bool is_over = column >= g->columns;
        fits = fits && (!is_over || is_empty(cell));
        g->at[i] = is_over ? SIZE_MAX : column;
        column += is_over ? 0 : cell->span_columns;
    }
    return fits;
}

static void report_overlap(struct grid *g, const struct block *cell, size_t column)
{
    const struct block *owner = g->owner[column];
    diag_error(g->builder->diag, cell->at, "this cell meets one that spans rows from above");
    if (owner)
        diag_note(g->builder->diag, owner->at, "the span begins here");
}

/* A span ends where the table does, or the next span from above. */
static void clip_columns(struct grid *g, struct block *cell)
{
    size_t room = g->columns - cell->column_from, n = 1;
    if (cell->span_columns > room)
        diag_error(g->builder->diag, cell->at,
                   "'colspan=%u' reaches beyond the table's %zu columns",
                   (unsigned)cell->span_columns, g->columns);
    while (n < cell->span_columns && n < room && !g->busy[cell->column_from + n])
        n++;
    if (n < cell->span_columns && n < room)
        report_overlap(g, cell, cell->column_from + n);
    cell->span_columns = (uint32_t)n;
}

/* A span does not leave the head or the body it begins in. */
static void clip_rows(struct grid *g, const struct block *row, struct block *cell)
{
    uint32_t room = 1;
    for (const struct block *r = row->next; r && r->row == row->row && room < cell->span_rows;
         r = r->next)
        room++;
    if (cell->span_rows > room)
        diag_error(g->builder->diag, cell->at, "'rowspan=%u' reaches beyond the table's %s",
                   (unsigned)cell->span_rows, row->row == ROW_HEAD ? "head" : "end");
    cell->span_rows = room < cell->span_rows ? room : cell->span_rows;
}

static void keep_cells(struct grid *g, struct block *row)
{
    size_t i = 0;
    for (struct block **link = &row->child; *link; i++) {
        struct block *cell = *link;
        if (g->at[i] == SIZE_MAX) {
            *link = cell->next;
            continue;
        }
        cell->column_from = (uint32_t)g->at[i];
        cell->align = g->column[cell->column_from].align;
        clip_columns(g, cell);
        clip_rows(g, row, cell);
        for (uint32_t k = 0; k < cell->span_columns && cell->span_rows > 1; k++) {
            g->busy[cell->column_from + k] = cell->span_rows;
            g->owner[cell->column_from + k] = cell;
        }
        link = &cell->next;
    }
}

/* Empty cells where no cell stands and no span from above. */
static void fill_row(struct grid *g, struct block *row)
{
    size_t c = 0;
    for (struct block **link = &row->child;; link = &(*link)->next) {
        size_t end = *link ? (*link)->column_from : g->columns;
        for (; c < end; c++) {
            if (g->busy[c])
                continue;
            struct block *cell = block_new(g->builder, BLOCK_CELL, row->at);
            cell->parent = row;
            cell->next = *link;
            cell->column_from = (uint32_t)c;
            cell->align = g->column[c].align;
            *link = cell;
            link = &cell->next;
        }
        if (!*link)
            return;
        c = end + (*link)->span_columns;
    }
}

static size_t count_cells(const struct block *row)
{
    size_t n = 0;
    for (const struct block *cell = row->child; cell; cell = cell->next)
        n++;
    return n;
}

static void settle_row(struct grid *g, struct block *row, bool may_be_written)
{
    struct arena_mark mark = arena_mark(g->builder->scratch);
    g->at = ARENA_ARRAY(g->builder->scratch, size_t, count_cells(row) + 1);
    for (struct block *cell = row->child; cell; cell = cell->next) {
        cell->span_columns = read_span(g, cell, "colspan");
        cell->span_rows = read_span(g, cell, "rowspan");
    }
    if (!(may_be_written && place_as_written(g, row)) && !place_left_out(g, row))
        diag_error(g->builder->diag, row->at,
                   "this row has more cells than columns are left beside the spans");
    keep_cells(g, row);
    fill_row(g, row);
    for (size_t c = 0; c < g->columns; c++)
        g->busy[c] -= g->busy[c] > 0;
    arena_rewind(g->builder->scratch, mark);
}

void grid_settle(struct builder *builder, struct block *table, bool may_be_written)
{
    struct arena_mark mark = arena_mark(builder->scratch);
    struct grid g = {.builder = builder, .columns = table->columns, .column = table->column};
    g.busy = ARENA_ARRAY(builder->scratch, uint32_t, g.columns + 1);
    g.owner = ARENA_ARRAY(builder->scratch, const struct block *, g.columns + 1);
    for (struct block *row = table->child; row; row = row->next) {
        settle_row(&g, row, may_be_written);
        table_add_row(builder->arena, table, row);
    }
    arena_rewind(builder->scratch, mark);
}

static size_t wish(const struct block *cell, const char *key)
{
    const struct text *value = attributes_find(cell->attr, key);
    int64_t n;
    return value && decimal_parse(*value, 1, &n) && n >= 1 && n <= MOST_SPANNED ? (size_t)n : 1;
}

/* Columns that are taken by a row's cells, when those that spans from above take are left out. */
struct taken {
    struct arena *arena;
    uint32_t *rows; /* so many, this one included, a column is taken */
    size_t n, cap;
};

static void take(struct taken *taken, size_t from, size_t columns, uint32_t rows)
{
    taken->rows =
        arena_grow(taken->arena, taken->rows, sizeof *taken->rows, &taken->cap, from + columns);
    for (size_t c = taken->n; c < from; c++)
        taken->rows[c] = 0;
    for (size_t c = from; c < from + columns; c++)
        taken->rows[c] = rows;
    taken->n = from + columns > taken->n ? from + columns : taken->n;
}

static void take_row(struct taken *taken, const struct block *row)
{
    size_t column = 0;
    for (const struct block *cell = row->child; cell; cell = cell->next) {
        while (column < taken->n && taken->rows[column])
            column++;
        take(taken, column, wish(cell, "colspan"), (uint32_t)wish(cell, "rowspan"));
    }
    for (size_t c = 0; c < taken->n; c++)
        taken->rows[c] -= taken->rows[c] > 0;
}

size_t grid_columns(struct builder *builder, const struct block *table)
{
    struct arena_mark mark = arena_mark(builder->scratch);
    struct taken taken = {.arena = builder->scratch};
    for (const struct block *row = table->child; row; row = row->next)
        take_row(&taken, row);
    arena_rewind(builder->scratch, mark);
    return taken.n;
}

static bool is_lone_paragraph(const struct block *cell)
{
    return cell->child && !cell->child->next && cell->child->kind == BLOCK_PARAGRAPH &&
           !cell->child->attr->id;
}

static void flatten_cells(struct block *cell)
{
    for (; cell; cell = cell->next) {
        if (!is_lone_paragraph(cell))
            continue;
        const struct block *paragraph = cell->child;
        cell->text = paragraph->text;
        cell->span = paragraph->span;
        cell->spans = paragraph->spans;
        cell->lang = paragraph->lang ? paragraph->lang : cell->lang;
        cell->at = paragraph->spans ? paragraph->at : cell->at;
        cell->child = NULL;
    }
}

void grid_flatten(struct builder *builder, struct block *table, size_t first)
{
    if (table->child && table->child->kind == BLOCK_CELL)
        flatten_cells(table->child);
    for (struct block *row = table->child; row && row->kind == BLOCK_ROW; row = row->next)
        flatten_cells(row->child);
    for (size_t i = first; i < builder->references; i++) {
        struct block *at = builder->reference[i].block;
        struct block *cell = at ? at->parent : NULL;
        if (cell && cell->kind == BLOCK_CELL && !cell->child && at->kind == BLOCK_PARAGRAPH)
            builder->reference[i].block = cell;
    }
}
