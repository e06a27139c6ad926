/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linking is by a sorted index, so that a loop over parents costs a search for each. YAML becomes
 * rows whose columns are all keys that occur, in the order of their first appearance. */
#include "doc/table.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/map.h"

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
        keyed[i] =
            (struct keyed_row){rows_cell(rows_source(child->rows), i, child_column), (uint32_t)i};
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
        int order =
            value_order(rows_cell(rows_source(t->rows), t->order[middle], t->child_column), key);
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
    const struct value *key = rows_cell(rows_source(t->parent->rows), parent_row, t->parent_column);
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

enum shape table_shape(const struct table *table, size_t row, size_t column)
{
    return table->shape ? (enum shape)table->shape[row * table->rows->columns + column]
                        : SHAPE_SCALAR;
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

struct reader {
    struct arena *arena;
    bool keeps_words;
};

struct owned { /* a YAML node that becomes a row, and the parent's row it belongs to */
    const struct yaml *node;
    size_t owner;
};

struct owned_list {
    struct owned *item;
    size_t n, cap;
};

/* A JSON or YAML number that is no whole one: its sign, digits and the power of ten behind them. */
struct decimal {
    bool is_negative;
    char digit[40];
    size_t digits;
    int64_t exponent;
};

enum { LARGEST_EXPONENT = 300 };

/* Digits with at most one point; false: something else stands there, or too many. */
static bool read_digits(struct text *rest, struct decimal *out)
{
    bool has_point = false, has_any = false;
    for (; rest->n; *rest = text_from(*rest, 1)) {
        char c = *rest->p;
        if (c == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        has_any = true;
        out->exponent -= has_point;
        if (c == '0' && out->digits == 0)
            continue;
        if (out->digits == sizeof out->digit)
            return false;
        out->digit[out->digits++] = c;
    }
    return has_any;
}

/* "1.210", "-2.5e-3", ".5"; false: no number. */
static bool decimal_read(struct text t, struct decimal *out)
{
    *out = (struct decimal){.is_negative = t.n && *t.p == '-'};
    t = text_from(t, out->is_negative);
    if (!read_digits(&t, out))
        return false;
    int64_t power = 0;
    if (t.n && (*t.p == 'e' || *t.p == 'E')) {
        if (!int_parse(text_from(t, 1), &power) || power > LARGEST_EXPONENT ||
            power < -LARGEST_EXPONENT)
            return false;
        t.n = 0;
    }
    out->exponent += power;
    while (out->digits && out->digit[out->digits - 1] == '0') {
        out->digits--;
        out->exponent++;
    }
    return t.n == 0;
}

/* Without exponent, as SQLite prints it: one digit at least on each side of the point. */
static struct text decimal_text(struct arena *arena, const struct decimal *d)
{
    size_t room = sizeof d->digit + 2 * LARGEST_EXPONENT + 4, n = 0;
    int64_t whole = (int64_t)d->digits + d->exponent;
    char *out = arena_alloc(arena, room, 1);
    if (d->is_negative && d->digits)
        out[n++] = '-';
    if (whole <= 0 || !d->digits)
        out[n++] = '0';
    for (int64_t i = 0; i < whole && d->digits; i++)
        out[n++] = i < (int64_t)d->digits ? d->digit[i] : '0';
    out[n++] = '.';
    for (int64_t i = whole; i < 0 && d->digits; i++)
        out[n++] = '0';
    for (int64_t i = whole > 0 ? whole : 0; i < (int64_t)d->digits; i++)
        out[n++] = d->digit[i];
    if (out[n - 1] == '.')
        out[n++] = '0';
    return (struct text){out, n};
}

/* "06406" is a postal code, "+49345123" a telephone number. */
static bool is_no_number(struct text t)
{
    return t.n > 1 && (*t.p == '+' || (*t.p == '0' && ascii_is_digit(t.p[1])));
}

static struct value scalar_value(const struct reader *r, const struct yaml *node)
{
    static const char *const nulls[] = {"", "~", "null"};
    struct text s = node->scalar;
    struct decimal decimal;
    int64_t n;
    if (node->is_quoted)
        return (struct value){VALUE_TEXT, 0, s};
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++)
        if (text_is(s, nulls[i]))
            return (struct value){.kind = VALUE_NULL};
    if (text_is(s, "true") || text_is(s, "false")) {
        bool is_true = *s.p == 't';
        return (struct value){VALUE_INT, is_true,
                              r->keeps_words ? s : text_of(is_true ? "1" : "0")};
    }
    if (is_no_number(s))
        return (struct value){VALUE_TEXT, 0, s};
    if (int_parse(s, &n))
        return (struct value){VALUE_INT, n, s};
    if (decimal_read(s, &decimal))
        return (struct value){VALUE_REAL, 0, decimal_text(r->arena, &decimal)};
    return (struct value){VALUE_TEXT, 0, s};
}

/* Columns by name */

struct names {
    const char **name;
    size_t n, cap;
    struct map number; /* a name's place in the array */
};

/* The number of the name, which is added when it is new. */
static size_t names_add(struct names *names, struct arena *arena, struct text name)
{
    uint32_t number = map_intern(&names->number, arena, name, (uint32_t)names->n);
    if (number < names->n)
        return number;
    names->name = arena_grow(arena, names->name, sizeof *names->name, &names->cap, names->n + 1);
    names->name[names->n++] = arena_string(arena, name);
    return number;
}

/* The entries of a map; anything else is an entry itself, of the column ".". */
static const struct yaml *first_entry(const struct yaml *node)
{
    return node->kind == YAML_MAP ? node->child : node;
}

static const struct yaml *next_entry(const struct yaml *node, const struct yaml *entry)
{
    return node->kind == YAML_MAP ? entry->next : NULL;
}

static struct text entry_name(const struct yaml *node, const struct yaml *entry)
{
    return node->kind == YAML_MAP ? entry->key : TEXT(".");
}

/* Building */

struct building {
    struct names names;
    struct value *cell;
    unsigned char *shape;
    struct owned_list *inner; /* a column's: what is in it that is no scalar */
    bool *has_list;           /* a column's */
};

static void add_inner(struct arena *arena, struct owned_list *list, const struct yaml *node,
                      size_t owner)
{
    list->item = arena_grow(arena, list->item, sizeof *list->item, &list->cap, list->n + 1);
    list->item[list->n++] = (struct owned){node, owner};
}

static void read_cell(const struct reader *r, struct building *b, const struct yaml *value,
                      size_t row, size_t column)
{
    static const unsigned char shapes[] = {
        [YAML_SCALAR] = SHAPE_SCALAR, [YAML_LIST] = SHAPE_LIST, [YAML_MAP] = SHAPE_MAP};
    size_t at = row * b->names.n + column;
    b->shape[at] = shapes[value->kind];
    if (value->kind == YAML_SCALAR)
        b->cell[at] = scalar_value(r, value);
    else if (value->kind == YAML_MAP)
        add_inner(r->arena, &b->inner[column], value, row);
    for (const struct yaml *e = value->kind == YAML_LIST ? value->child : NULL; e; e = e->next)
        add_inner(r->arena, &b->inner[column], e, row);
    b->has_list[column] = b->has_list[column] || value->kind == YAML_LIST;
}

static void read_rows(const struct reader *r, struct building *b, const struct owned *item,
                      size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (const struct yaml *e = first_entry(item[i].node); e; e = next_entry(item[i].node, e))
            names_add(&b->names, r->arena, entry_name(item[i].node, e));
    size_t columns = b->names.n;
    b->cell = arena_alloc(r->arena, n * columns, sizeof *b->cell);
    b->shape = arena_alloc(r->arena, n * columns, sizeof *b->shape);
    b->inner = ARENA_ARRAY(r->arena, struct owned_list, columns);
    b->has_list = ARENA_ARRAY(r->arena, bool, columns);
    for (size_t i = 0; i < n; i++)
        for (const struct yaml *e = first_entry(item[i].node); e; e = next_entry(item[i].node, e))
            read_cell(r, b, e, i, names_add(&b->names, r->arena, entry_name(item[i].node, e)));
}

static size_t *owner_index(struct arena *arena, const struct owned *item, size_t n, size_t owners)
{
    size_t *first = ARENA_ARRAY(arena, size_t, owners + 1);
    for (size_t i = 0; i < n; i++)
        first[item[i].owner + 1]++;
    for (size_t r = 0; r < owners; r++)
        first[r + 1] += first[r];
    return first;
}

static struct table *build(const struct reader *r, const char *name, const struct owned *item,
                           size_t n, size_t owners)
{
    struct table *table = ARENA_NEW(r->arena, struct table);
    struct rows *rows = ARENA_NEW(r->arena, struct rows);
    struct building b = {0};
    read_rows(r, &b, item, n);
    *rows = (struct rows){
        .name = name, .column = b.names.name, .columns = b.names.n, .n = n, .cell = b.cell};
    rows->at = n ? item[0].node->at : (struct place){0};
    *table = (struct table){.name = name, .rows = rows, .shape = b.shape};
    table->first = owner_index(r->arena, item, n, owners);
    table->nested = ARENA_ARRAY(r->arena, struct table *, b.names.n);
    for (size_t c = 0; c < b.names.n; c++) {
        if (!b.inner[c].n && !b.has_list[c])
            continue;
        struct table *nested = build(r, b.names.name[c], b.inner[c].item, b.inner[c].n, n);
        nested->is_one = !b.has_list[c];
        nested->parent = table;
        table->nested[table->nesteds++] = nested;
    }
    return table;
}

struct table *table_of_yaml(struct arena *arena, const char *name, const struct yaml *yaml,
                            bool keeps_words)
{
    struct reader r = {arena, keeps_words};
    struct owned root = {yaml, 0};
    struct table *table = build(&r, name, &root, 1, 1);
    table->is_one = true;
    return table;
}
