/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What names mean in the second language of `.parallel`: the same rows, with the values of declared
 * columns and of tr() in that language. The queries of the templates around are run once more for
 * it; where one has other rows then, or another order (as what it sorts by is translated), its
 * first rows stay, for both languages must tell of the same things. */
#include <string.h>

#include "doc/expand.h"

struct echo { /* the tables of a module that has been entered */
    struct table *const *of;
    struct table **table;
    struct echo *next;
};

/* Numbers and blanks tell rows apart; texts may be translated. */
static bool is_same_row(const struct rows *a, const struct rows *b, size_t row)
{
    for (size_t c = 0; c < a->columns; c++) {
        const struct value *x = rows_cell(a, row, c), *y = rows_cell(b, row, c);
        bool is_text = x->kind == VALUE_TEXT && y->kind == VALUE_TEXT;
        if (x->kind != y->kind || (!is_text && !text_equal(x->s, y->s)))
            return false;
    }
    return true;
}

static bool is_same(const struct table *a, const struct table *b)
{
    if (a->is_broken || b->is_broken || a->rows->n != b->rows->n ||
        a->rows->columns != b->rows->columns)
        return false;
    for (size_t row = 0; row < a->rows->n; row++)
        if (!is_same_row(a->rows, b->rows, row))
            return false;
    return true;
}

/* Later queries, of partials, read the first language's results again. */
static void put_back(struct expander *e, const struct frame *f)
{
    for (size_t i = 0; e->in->store && i < f->table_count; i++)
        if (!f->tables[i]->is_broken)
            store_put(e->in->store, f->tables[i]->rows);
}

/* Rows of a query that belong to those of another one go with them. */
static bool has_parent(const struct table *t, struct table *const *table, size_t n)
{
    for (size_t i = 0; t->parent && i < n; i++)
        if (table[i] == t->parent)
            return true;
    return !t->parent;
}

static struct table **ask_again(struct expander *e, const struct frame *f)
{
    struct module m = module_enter(e, f->template, f->param, f->params);
    struct table **table = ARENA_ARRAY(e->arena, struct table *, f->table_count + 1);
    for (size_t i = 0; i < f->table_count; i++) {
        bool is_there = i < m.tables && strcmp(m.table[i]->name, f->tables[i]->name) == 0;
        bool is_echo =
            is_there && has_parent(m.table[i], table, i) && is_same(f->tables[i], m.table[i]);
        table[i] = is_echo ? m.table[i] : f->tables[i];
    }
    put_back(e, f);
    return table;
}

static struct table **echo_tables(struct expander *e, const struct frame *f)
{
    for (const struct echo *echo = e->echoes; echo; echo = echo->next)
        if (echo->of == f->tables)
            return echo->table;
    struct echo *echo = ARENA_NEW(e->arena, struct echo);
    *echo = (struct echo){f->tables, ask_again(e, f), e->echoes};
    e->echoes = echo;
    return echo->table;
}

/* The table of the second language that has the rows of the first's; NULL: they are nobody's. */
static const struct table *find_echo(const struct frame *first, const struct frame *second,
                                     const struct rows *rows)
{
    for (; first; first = first->below, second = second->below)
        for (size_t i = 0; first->kind == FRAME_MODULE && i < first->table_count; i++)
            if (first->tables[i]->rows == rows)
                return second->tables[i];
    return NULL;
}

static void echo_value(struct frame *out, const struct frame *f)
{
    const struct table *table =
        f->value.rows ? find_echo(f->below, out->below, f->value.rows) : NULL;
    size_t column = table ? rows_column(table->rows, text_of(f->value.column)) : SIZE_MAX;
    if (column == SIZE_MAX)
        return;
    out->value.rows = table->rows;
    out->value.value = rows_cell(table->rows, f->value.row, column);
}

const struct frame *scope_echo(struct expander *e, const struct frame *f)
{
    if (!f)
        return NULL;
    struct frame *out = ARENA_NEW(e->arena, struct frame);
    *out = *f;
    out->below = scope_echo(e, f->below);
    if (f->kind == FRAME_MODULE && f->template && f->table_count)
        out->tables = echo_tables(e, f);
    const struct table *table = NULL;
    if (f->kind == FRAME_ROW)
        table = find_echo(f->below, out->below, f->table->rows);
    if (table) {
        out->table = table;
        out->slice.rows = table->rows;
    }
    if (f->kind == FRAME_VALUE)
        echo_value(out, f);
    return out;
}
