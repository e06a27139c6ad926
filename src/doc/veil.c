/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of whole numbers is taken for counts unless its formatter or its name says that it is
 * something else, or it is the first and alone says what a row is about. */
#include "doc/veil.h"

#include <string.h>

#include "base/length.h"
#include "doc/suppress.h"
#include "doc/yaml.h"

bool suppress_parse(struct text text, int64_t *least)
{
    int64_t n = 0;
    bool is_none = text_is(text, "none");
    if (!is_none && (!int_parse(text, &n) || n < 2))
        return false;
    *least = n;
    return true;
}

void suppress_key_read(const struct yaml *node, int64_t *least, struct diag *diag)
{
    if (node->kind != YAML_SCALAR || !suppress_parse(node->scalar, least))
        diag_error(diag, node->at, "'suppress' wants a number from 2, or none");
}

struct reader {
    struct arena *arena;
    const struct veil_ask *ask;
    struct veil *veil;
    size_t *count; /* number of the count column that a column is, or SIZE_MAX */
    size_t counts, total;
    int64_t *n; /* as struct counts wants them */
};

static const struct value *cell_of(const struct reader *r, size_t k, size_t i)
{
    const struct slice *slice = r->ask->slice;
    return rows_cell(slice->rows, slice_row(slice, k), r->ask->column[i].column);
}

/* A number that tells rows apart, or yes and no. */
static bool is_other_number(struct text name)
{
    static const char *const words[] = {"id", "no", "nr", "year", "jahr", "sort", "rank", "zip"};
    if (text_starts(name, "is_") || text_starts(name, "has_"))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        bool ends = name.n > n && name.p[name.n - n - 1] == '_' && text_ends(name, words[i]);
        if (ends || text_is(name, words[i]))
            return true;
    }
    return false;
}

static bool is_count_format(const struct format *format)
{
    return !format->name.n || text_is(format->name, "number") || text_is(format->name, "raw") ||
           text_is(format->name, "plural");
}

bool veil_may_count(const struct format *format, struct text name)
{
    return is_count_format(format) && !is_other_number(name);
}

/* Digits in a column of text, as a spreadsheet or a CAST leaves them. */
static int64_t count_in_text(struct text t)
{
    int64_t n;
    bool is_number = t.n > 0 && t.n <= 12;
    for (size_t i = 0; i < t.n; i++)
        is_number = is_number && t.p[i] >= '0' && t.p[i] <= '9';
    return is_number && decimal_parse(t, 1, &n) ? n : NO_COUNT;
}

/* A count: a whole number, though it may be written 2.0; NO_COUNT for NULL and words ("k. A."); -2
 * for another number. */
static int64_t count_in(const struct value *value)
{
    enum { PARTS = 1000000 };
    int64_t n = value->i;
    bool is_whole = value->kind == VALUE_INT;
    if (value->kind == VALUE_NULL)
        return NO_COUNT;
    if (value->kind == VALUE_TEXT)
        return count_in_text(value->s);
    if (value->kind == VALUE_REAL && decimal_parse(value->s, PARTS, &n)) {
        is_whole = n % PARTS == 0;
        n /= PARTS;
    }
    return is_whole && n >= 0 ? n : -2;
}

/* Every number is a count, and there is one; digits in text are enough only where counts were
 * asked for, as they may be a house's number or a table's. *row: the first that is none. */
static bool holds_counts(const struct reader *r, size_t i, size_t *row)
{
    bool has_any = false, is_asked = r->ask->column[i].role != VEIL_AUTO;
    for (size_t k = 0; k < r->ask->slice->n; k++) {
        const struct value *value = cell_of(r, k, i);
        int64_t n = count_in(value);
        *row = k;
        if (n < NO_COUNT)
            return false;
        has_any |= n >= 0 && (is_asked || value->kind != VALUE_TEXT);
    }
    *row = SIZE_MAX;
    return has_any;
}

static bool has_words(const struct reader *r, size_t i)
{
    for (size_t k = 0; k < r->ask->slice->n; k++)
        if (cell_of(r, k, i)->kind == VALUE_TEXT)
            return true;
    return false;
}

/* Whether the first column is what the rows are about: no other has words. */
static bool is_label(const struct reader *r, size_t i)
{
    for (size_t k = 1; i == 0 && k < r->ask->columns; k++)
        if (has_words(r, k))
            return false;
    return i == 0;
}

static void note_fault(struct reader *r, size_t row, size_t i)
{
    if (r->veil->fault_row != SIZE_MAX || row == SIZE_MAX)
        return;
    r->veil->fault_row = row;
    r->veil->fault_column = i;
}

static bool is_count(struct reader *r, size_t i)
{
    const struct veil_column *column = &r->ask->column[i];
    size_t row;
    if (column->role != VEIL_AUTO) {
        bool fits = holds_counts(r, i, &row);
        note_fault(r, row, i);
        return fits;
    }
    struct text name = text_of(r->ask->slice->rows->column[column->column]);
    return !r->ask->is_named && !is_label(r, i) && veil_may_count(&column->format, name) &&
           holds_counts(r, i, &row);
}

static void find_counts(struct reader *r)
{
    r->count = ARENA_ARRAY(r->arena, size_t, r->ask->columns + 1);
    r->total = SIZE_MAX;
    for (size_t i = 0; i < r->ask->columns; i++) {
        r->count[i] = is_count(r, i) ? r->counts++ : SIZE_MAX;
        if (r->count[i] != SIZE_MAX && r->ask->column[i].role == VEIL_TOTAL)
            r->total = i;
    }
}

/* True when column `total` is the sum of the other counts in the row, or not there. */
static bool adds_up(const struct reader *r, size_t k, size_t total)
{
    int64_t sum = 0, n;
    for (size_t i = 0; i < r->ask->columns; i++) {
        bool is_part =
            r->count[i] != SIZE_MAX && i != total && (n = count_in(cell_of(r, k, i))) > 0;
        if (is_part && __builtin_add_overflow(sum, n, &sum))
            return false;
    }
    n = count_in(cell_of(r, k, total));
    return n == NO_COUNT || n == sum;
}

static bool is_total(const struct reader *r, size_t total, size_t *row)
{
    for (size_t k = 0; k < r->ask->slice->n; k++) {
        *row = k;
        if (!adds_up(r, k, total))
            return false;
    }
    *row = SIZE_MAX;
    return true;
}

static void find_total(struct reader *r)
{
    size_t row;
    if (r->total != SIZE_MAX) {
        bool fits = is_total(r, r->total, &row);
        r->veil->is_wrong_sum = !fits && r->veil->fault_row == SIZE_MAX;
        note_fault(r, row, r->total);
        if (!fits)
            r->total = SIZE_MAX;
        return;
    }
    for (size_t i = r->ask->columns; i-- > 0 && r->counts > 2 && r->total == SIZE_MAX;)
        if (r->count[i] != SIZE_MAX && is_total(r, i, &row))
            r->total = i;
}

static size_t *read_groups(struct reader *r)
{
    const struct veil_ask *ask = r->ask;
    size_t *group = ARENA_ARRAY(r->arena, size_t, ask->slice->n + 1);
    for (size_t k = 1; ask->group != SIZE_MAX && k < ask->slice->n; k++) {
        const struct value *before =
            rows_cell(ask->slice->rows, slice_row(ask->slice, k - 1), ask->group);
        const struct value *here =
            rows_cell(ask->slice->rows, slice_row(ask->slice, k), ask->group);
        group[k] = group[k - 1] + !value_equal(before, here);
    }
    return group;
}

/* Beyond any count of people; sums of so many stay within 64 bits. */
static const int64_t LARGEST = (int64_t)1 << 36;

static void read_numbers(struct reader *r)
{
    r->n = ARENA_ARRAY(r->arena, int64_t, r->ask->slice->n * r->counts + 1);
    for (size_t k = 0; k < r->ask->slice->n; k++)
        for (size_t i = 0; i < r->ask->columns; i++)
            if (r->count[i] != SIZE_MAX) {
                int64_t n = count_in(cell_of(r, k, i));
                r->n[k * r->counts + r->count[i]] = n < LARGEST ? n : LARGEST;
            }
}

/* A share, a mean: what betrays the count it was computed from. */
static bool is_derived(const struct reader *r, size_t i)
{
    const struct format *format = &r->ask->column[i].format;
    if (r->count[i] != SIZE_MAX || is_label(r, i))
        return false;
    if (text_is(format->name, "percent"))
        return true;
    for (size_t k = 0; is_count_format(format) && k < r->ask->slice->n; k++)
        if (cell_of(r, k, i)->kind == VALUE_REAL)
            return true;
    return false;
}

/* Spreads what is hidden of the counts over a line of the table's columns. */
static void veil_line(const struct reader *r, const bool *hidden, const bool *is_derived_column,
                      bool *line)
{
    bool has_hidden = false;
    for (size_t i = 0; i < r->ask->columns; i++)
        if (r->count[i] != SIZE_MAX)
            has_hidden |= line[i] = hidden[r->count[i]];
    for (size_t i = 0; i < r->ask->columns; i++)
        line[i] |= has_hidden && is_derived_column[i];
}

static void veil_all(struct reader *r, const struct hidden *hidden, size_t groups)
{
    size_t n = r->ask->columns, rows = r->ask->slice->n;
    struct veil *veil = r->veil;
    bool *derived = ARENA_ARRAY(r->arena, bool, n + 1);
    for (size_t i = 0; i < n; i++)
        derived[i] = is_derived(r, i);
    veil->cells = hidden->cells;
    veil->cell = ARENA_ARRAY(r->arena, bool, rows *n + 1);
    veil->subtotal = ARENA_ARRAY(r->arena, bool, groups *n + 1);
    veil->total = ARENA_ARRAY(r->arena, bool, n + 1);
    for (size_t k = 0; k < rows; k++)
        veil_line(r, &hidden->cell[k * r->counts], derived, &veil->cell[k * n]);
    for (size_t g = 0; g < groups; g++)
        veil_line(r, &hidden->subtotal[g * r->counts], derived, &veil->subtotal[g * n]);
    veil_line(r, hidden->total, derived, veil->total);
}

const struct veil *veil_new(struct arena *arena, const struct veil_ask *ask)
{
    struct reader r = {.arena = arena, .ask = ask, .veil = ARENA_NEW(arena, struct veil)};
    r.veil->fault_row = SIZE_MAX;
    find_counts(&r);
    r.veil->has_counts = r.counts > 0;
    if (r.counts == 0 || ask->slice->n == 0)
        return r.veil;
    find_total(&r);
    read_numbers(&r);
    size_t *group = read_groups(&r);
    struct counts counts = {.rows = ask->slice->n,
                            .columns = r.counts,
                            .n = r.n,
                            .group = group,
                            .total = r.total == SIZE_MAX ? SIZE_MAX : r.count[r.total],
                            .least = ask->least};
    struct hidden hidden = suppress(arena, &counts);
    if (hidden.cells)
        veil_all(&r, &hidden, group[ask->slice->n - 1] + 1);
    return r.veil;
}

size_t veil_small(const struct slice *slice, size_t column, int64_t least)
{
    for (size_t k = 0; k < slice->n; k++) {
        int64_t n = count_in(rows_cell(slice->rows, slice_row(slice, k), column));
        if (n > 0 && n < least)
            return k;
    }
    return SIZE_MAX;
}
