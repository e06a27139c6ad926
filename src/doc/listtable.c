/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `::: {.table}` without data=: a list of rows, each a list of its cells, becomes a table whose
 * cells may hold any blocks. The items themselves turn into rows and cells. */
#include "base/ascii.h"
#include "base/length.h"
#include "doc/markdown.h"

struct listtable {
    struct passage *passage;
    struct builder *builder;
    struct block *table;
    struct text raw;
    size_t offset; /* of raw in the passage */
    struct column *column;
};

static struct place key_place(const struct listtable *t, const char *key)
{
    return attributes_place(t->passage, t->raw, t->offset, key);
}

static struct text value_of(const struct listtable *t, const char *key)
{
    const struct text *value = attributes_find(t->table->attr, key);
    return value ? *value : (struct text){"", 0};
}

static int64_t read_count(const struct listtable *t, const char *key, int64_t usual)
{
    struct text value = value_of(t, key);
    int64_t n;
    if (!value.n)
        return usual;
    if (decimal_parse(value, 1, &n) && n >= 0)
        return n;
    diag_error(t->builder->diag, key_place(t, key), "'%s' wants a number from 0, not '%.*s'", key,
               (int)value.n, value.p);
    return usual;
}

static bool next_word(struct text *rest, struct text *word)
{
    size_t n = 0;
    *rest = text_trim(*rest);
    while (n < rest->n && !ascii_is_in(" \t\n,", rest->p[n]))
        n++;
    *word = text_slice(*rest, 0, n);
    *rest = text_from(*rest, n + (n < rest->n));
    return n > 0;
}

static bool set_width(const struct listtable *t, struct column *column, struct text word)
{
    if (!column_width_is(word))
        return false;
    column->width = arena_string(t->builder->arena, word);
    return true;
}

static bool set_align(const struct listtable *t, struct column *column, struct text word)
{
    static const struct {
        const char *name;
        enum cell_align align;
    } aligns[] = {{"start", ALIGN_START},
                  {"center", ALIGN_CENTER},
                  {"end", ALIGN_END},
                  {"decimal", ALIGN_DECIMAL}};
    (void)t;
    for (size_t i = 0; i < sizeof aligns / sizeof *aligns; i++) {
        if (text_is(word, aligns[i].name)) {
            column->align = aligns[i].align;
            return true;
        }
    }
    return false;
}

/* A word for each column, from the first on. */
static void read_words(const struct listtable *t, const char *key, const char *wish,
                       bool (*set)(const struct listtable *, struct column *, struct text))
{
    struct text rest = value_of(t, key), word;
    size_t n = 0;
    while (next_word(&rest, &word)) {
        struct column spare;
        if (!set(t, n < t->table->columns ? &t->column[n] : &spare, word))
            diag_error(t->builder->diag, key_place(t, key), "'%.*s' in '%s' is not %s", (int)word.n,
                       word.p, key, wish);
        n++;
    }
    if (n > t->table->columns)
        diag_error(t->builder->diag, key_place(t, key), "%zu %s for %zu columns", n, key,
                   t->table->columns);
}

/* The list that is all an item holds, or NULL. */
static struct block *inner_list(const struct block *item)
{
    struct block *list = item->child;
    return list && !list->next && list->kind == BLOCK_LIST ? list : NULL;
}

static void make_cells(struct listtable *t, struct block *row)
{
    struct block *list = inner_list(row);
    if (!list) {
        diag_error(t->builder->diag, row->at, "a row of this table is a list of its cells");
        row->child = NULL;
        return;
    }
    row->child = list->child;
    for (struct block *cell = row->child; cell; cell = cell->next) {
        const struct block *first = cell->child;
        cell->kind = BLOCK_CELL;
        cell->parent = row;
        if (first && first->kind == BLOCK_PARAGRAPH && first->attr->pairs)
            cell->attr = first->attr;
        if (first && first->kind == BLOCK_PARAGRAPH && !first->text.n)
            cell->child = first->next;
    }
}

static void make_rows(struct listtable *t, struct block *list)
{
    int64_t heads = read_count(t, "header-rows", 1);
    t->table->child = list->child;
    for (struct block *row = list->child; row; row = row->next) {
        row->kind = BLOCK_ROW;
        row->parent = t->table;
        row->row = heads-- > 0 ? ROW_HEAD : ROW_BODY;
        make_cells(t, row);
    }
}

static void check_shares(const struct listtable *t)
{
    int64_t sum = 0;
    for (size_t c = 0; c < t->table->columns; c++)
        sum += t->column[c].width ? column_share(text_of(t->column[c].width)) : 0;
    if (sum > 10000)
        diag_error(t->builder->diag, key_place(t, "widths"),
                   "the widths of the columns add up to over 100 %%");
}

static void mark_row_heads(struct listtable *t)
{
    int64_t heads = read_count(t, "header-cols", 0);
    for (struct block *row = t->table->child; row; row = row->next)
        for (struct block *cell = row->child; cell; cell = cell->next)
            cell->is_row_head = row->row == ROW_BODY && (int64_t)cell->column_from < heads;
}

void listtable_build(struct passage *passage, struct block *table, struct text raw, size_t offset,
                     size_t first_reference)
{
    struct listtable t = {passage, passage->builder, table, raw, offset, NULL};
    struct block *list = table->child;
    while (list->kind != BLOCK_LIST)
        list = list->next;
    const struct block *stray = list == table->child ? list->next : table->child;
    if (stray)
        diag_error(t.builder->diag, stray->at,
                   "a table of lists holds its caption and one list of rows");
    table->kind = BLOCK_TABLE;
    table->div = DIV_PLAIN;
    make_rows(&t, list);
    table->columns = grid_columns(t.builder, table);
    t.column = ARENA_ARRAY(t.builder->arena, struct column, table->columns + 1);
    table->column = t.column;
    read_words(&t, "widths", "a width: 20mm, 15%, * or 2*", set_width);
    check_shares(&t);
    read_words(&t, "aligns", "start, center, end or decimal", set_align);
    grid_settle(t.builder, table, false);
    grid_flatten(t.builder, table, first_reference);
    mark_row_heads(&t);
}
