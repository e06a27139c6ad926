/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linking is by a sorted index, so that a loop over parents costs a search for each. YAML becomes
 * rows whose columns are all keys that occur, in the order of their first appearance. */
#include "doc/table.h"

#include <stdlib.h>
#include <string.h>

struct slice table_slice(const struct table *table)
{
    size_t n = table->rows->n;
    return (struct slice){.rows = table->rows, .n = table->is_one && n > 1 ? 1 : n};
}

/* Links */

static int value_order(const struct value *a, const struct value *b)
{
    int order = (a->kind > b->kind) - (a->kind < b->kind);
    return order ? order : text_order(a->s, b->s);
}

struct keyed_row {
    const struct value *key;
    uint32_t row;
};

static int by_key_and_row(const void *left, const void *right)
{
    const struct keyed_row *a = left, *b = right;
    int order = value_order(a->key, b->key);
    return order ? order : (a->row > b->row) - (a->row < b->row);
}

void table_link(struct arena *arena, struct table *child, size_t child_column,
                const struct table *parent, size_t parent_column)
{
    size_t n = child->rows->n;
    struct keyed_row *keyed = ARENA_ARRAY(arena, struct keyed_row, n);
    for (size_t i = 0; i < n; i++)
        keyed[i] = (struct keyed_row){rows_cell(child->rows, i, child_column), (uint32_t)i};
    if (n)
        qsort(keyed, n, sizeof *keyed, by_key_and_row);
    child->order = ARENA_ARRAY(arena, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++)
        child->order[i] = keyed[i].row;
    child->parent = parent;
    child->child_column = child_column;
    child->parent_column = parent_column;
}

/* How many rows in the sorted order come before the key (or, past it, up to its end). */
static size_t rows_before(const struct table *t, const struct value *key, bool past)
{
    size_t low = 0, high = t->rows->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = value_order(rows_cell(t->rows, t->order[middle], t->child_column), key);
        if (order < 0 || (past && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct slice table_of_parent(const struct table *t, size_t parent_row)
{
    if (!t->order) {
        size_t from = t->first[parent_row], to = t->first[parent_row + 1];
        return (struct slice){.rows = t->rows, .first = from, .n = to - from};
    }
    const struct value *key = rows_cell(t->parent->rows, parent_row, t->parent_column);
    if (key->kind == VALUE_NULL)
        return (struct slice){.rows = t->rows};
    size_t from = rows_before(t, key, false);
    return (struct slice){
        .rows = t->rows, .index = t->order + from, .n = rows_before(t, key, true) - from};
}

const struct table *table_nested(const struct table *table, struct text name)
{
    for (size_t i = 0; i < table->nesteds; i++)
        if (text_is(name, table->nested[i]->name))
            return table->nested[i];
    return NULL;
}

const char **table_columns(struct arena *arena, const struct table *table, size_t *n)
{
    const char **names = ARENA_ARRAY(arena, const char *, table->rows->columns + table->nesteds);
    *n = 0;
    for (size_t i = 0; i < table->rows->columns; i++)
        names[(*n)++] = table->rows->column[i];
    for (size_t i = 0; i < table->nesteds; i++)
        names[(*n)++] = table->nested[i]->name;
    return names;
}

/* YAML as rows */

struct owned { /* a YAML node that becomes a row, and the parent's row it belongs to */
    const struct yaml *node;
    size_t owner;
};

static bool is_decimal(struct text t)
{
    size_t digits = 0, dots = 0;
    for (size_t i = 0; i < t.n; i++) {
        bool is_digit = t.p[i] >= '0' && t.p[i] <= '9';
        if (!is_digit && t.p[i] != '.' && !(i == 0 && t.p[i] == '-'))
            return false;
        digits += is_digit;
        dots += t.p[i] == '.';
    }
    return digits > 0 && dots == 1;
}

static struct value scalar_value(const struct yaml *node)
{
    static const char *const nulls[] = {"", "~", "null"};
    struct text s = node->scalar;
    int64_t n;
    if (node->is_quoted)
        return (struct value){VALUE_TEXT, 0, s};
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++)
        if (text_is(s, nulls[i]))
            return (struct value){.kind = VALUE_NULL};
    if (text_is(s, "true") || text_is(s, "false"))
        return (struct value){VALUE_INT, text_is(s, "true"), text_of(*s.p == 't' ? "1" : "0")};
    if (*s.p != '+' && int_parse(s, &n))
        return (struct value){VALUE_INT, n, s};
    return (struct value){is_decimal(s) ? VALUE_REAL : VALUE_TEXT, 0, s};
}

static size_t find_name(const char **name, size_t n, struct text wanted)
{
    size_t i = 0;
    while (i < n && !text_is(wanted, name[i]))
        i++;
    return i;
}

/* All names in the maps; "." for items that are no maps. */
static const char **collect_names(struct arena *arena, const struct owned *item, size_t n,
                                  size_t *count)
{
    const char **name = NULL;
    size_t cap = 0;
    *count = 0;
    for (size_t i = 0; i < n; i++) {
        bool is_map = item[i].node->kind == YAML_MAP;
        for (const struct yaml *e = is_map ? item[i].node->child : item[i].node; e; e = e->next) {
            struct text key = is_map ? e->key : TEXT(".");
            if (find_name(name, *count, key) == *count) {
                name = arena_grow(arena, name, sizeof *name, &cap, *count + 1);
                name[(*count)++] = arena_string(arena, key);
            }
            if (!is_map)
                break;
        }
    }
    return name;
}

static const struct yaml *member(const struct yaml *item, const char *name)
{
    if (item->kind == YAML_MAP)
        return yaml_find(item, name);
    return strcmp(name, ".") == 0 ? item : NULL;
}

static struct rows *scalar_rows(struct arena *arena, const char *name, const struct owned *item,
                                size_t n, const char **column, size_t columns)
{
    struct rows *rows = ARENA_NEW(arena, struct rows);
    *rows = (struct rows){.name = name, .column = column, .columns = columns, .n = n};
    rows->at = n ? item[0].node->at : (struct place){0};
    rows->cell = ARENA_ARRAY(arena, struct value, n * columns);
    for (size_t i = 0; i < n; i++) {
        for (size_t c = 0; c < columns; c++) {
            const struct yaml *value = member(item[i].node, column[c]);
            if (value && value->kind == YAML_SCALAR)
                rows->cell[i * columns + c] = scalar_value(value);
        }
    }
    return rows;
}

static struct table *build(struct arena *arena, const char *name, const struct owned *item,
                           size_t n, size_t owners);

/* The table of all that stands under `name` in the items; NULL when these are all scalars. */
static struct table *build_nested(struct arena *arena, const char *name, const struct owned *item,
                                  size_t n)
{
    struct owned *inner = NULL;
    size_t count = 0, cap = 0;
    bool is_nested = false, is_one = true;
    for (size_t i = 0; i < n; i++) {
        const struct yaml *value = member(item[i].node, name);
        if (!value || value->kind == YAML_SCALAR)
            continue;
        bool is_list = value->kind == YAML_LIST;
        is_nested = true;
        is_one = is_one && !is_list;
        for (const struct yaml *e = is_list ? value->child : value; e;
             e = is_list ? e->next : NULL) {
            inner = arena_grow(arena, inner, sizeof *inner, &cap, count + 1);
            inner[count++] = (struct owned){e, i};
        }
    }
    if (!is_nested)
        return NULL;
    struct table *table = build(arena, name, inner, count, n);
    table->is_one = is_one;
    return table;
}

static void set_owners(struct arena *arena, struct table *table, const struct owned *item, size_t n,
                       size_t owners)
{
    table->first = ARENA_ARRAY(arena, size_t, owners + 1);
    for (size_t i = 0; i < n; i++)
        table->first[item[i].owner + 1]++;
    for (size_t r = 0; r < owners; r++)
        table->first[r + 1] += table->first[r];
}

static struct table *build(struct arena *arena, const char *name, const struct owned *item,
                           size_t n, size_t owners)
{
    struct table *table = ARENA_NEW(arena, struct table);
    size_t columns;
    const char **column = collect_names(arena, item, n, &columns);
    table->name = name;
    table->nested = ARENA_ARRAY(arena, struct table *, columns);
    for (size_t c = 0; c < columns; c++) {
        struct table *nested = build_nested(arena, column[c], item, n);
        if (!nested)
            continue;
        nested->parent = table;
        table->nested[table->nesteds++] = nested;
    }
    table->rows = scalar_rows(arena, name, item, n, column, columns);
    set_owners(arena, table, item, n, owners);
    return table;
}

struct table *table_of_yaml(struct arena *arena, const char *name, const struct yaml *map)
{
    struct owned root = {map, 0};
    struct table *table = build(arena, name, &root, 1, 1);
    table->is_one = true;
    return table;
}
