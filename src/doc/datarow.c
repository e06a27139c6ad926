/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a table from data: values by their formatters, equal ones merged, groups with their
 * titles and subtotals, the total; what is to be hidden is a dot. */
#include "doc/datatable.h"
#include "doc/hardness.h"
#include "doc/sum.h"

struct block *datarow_new(struct datatable *t, enum row_kind kind, struct sink *cells)
{
    struct block *row = block_new(t->builder, BLOCK_ROW, t->table->at);
    row->row = kind;
    sink_add(&t->rows, row);
    *cells = (struct sink){row, NULL};
    return row;
}

struct block *datarow_cell(struct datatable *t, struct sink *cells, size_t field, struct text text,
                           unsigned style, struct place at)
{
    struct block *cell = block_new(t->builder, BLOCK_CELL, at);
    cell->align = t->table->column[field].align;
    cell->column_from = (uint32_t)field;
    block_set_text(t->builder, cell, text, style, at);
    sink_add(cells, cell);
    return cell;
}

struct block *datarow_wide(struct datatable *t, enum row_kind kind, struct text text,
                           unsigned style, struct place at)
{
    struct sink cells;
    struct block *row = datarow_new(t, kind, &cells);
    struct block *cell = block_new(t->builder, BLOCK_CELL, at);
    cell->align = ALIGN_START;
    cell->span_columns = (uint32_t)(t->fields ? t->fields : 1);
    block_set_text(t->builder, cell, text, style, at);
    sink_add(&cells, cell);
    return row;
}

/* --- values --- */

/* In the scratch arena: whoever sets it as a block's text copies it. NULL prints nothing. */
static struct text format_value(const struct datatable *t, const struct field *field,
                                const struct value *value, struct place at)
{
    const char *fault = NULL;
    struct arena *arena = t->builder->scratch;
    if (value->kind == VALUE_NULL)
        return (struct text){"", 0};
    const char *text =
        locale_format(arena, t->builder->options->locale, value, &field->format, NULL, &fault);
    if (!text) {
        diag_error(t->builder->diag, at, "%s", fault ? fault : "the value does not fit");
        return printable_text(arena, value->s, false);
    }
    struct text out = printable_text(arena, text_of(text), text_is(field->format.name, "lines"));
    enum cell_align align = t->table->column[field - t->field].align;
    return align == ALIGN_DECIMAL || align == ALIGN_END ? locale_minus(arena, out) : out;
}

/* What stands for a hidden number, and what a screen reader says for it. */
static void veil_cell(const struct datatable *t, struct block *cell)
{
    struct span *span = ARENA_NEW(t->builder->arena, struct span);
    struct text dot = TEXT("•");
    *span = (struct span){.to = (uint32_t)dot.n, .at = cell->at};
    span->spoken = text_of(locale_word(t->builder->options->locale, WORD_SUPPRESSED));
    cell->text = dot;
    cell->span = span;
    cell->spans = 1;
    cell->value = NULL;
}

/* The value is Markdown, parsed by itself, if that does not take too long for all of them. */
static void read_markdown(struct datatable *t, struct block *cell, const struct value *value,
                          struct place at)
{
    struct builder *builder = t->builder;
    struct sink sink = {cell, NULL};
    if (value->kind == VALUE_NULL)
        return;
    builder->hardness += hardness_of(value->s).cost;
    if (builder->hardness >= HARD)
        diag_error(builder->diag, at, "reading this takes too long: too much Markdown in cells");
    else
        markdown_read(builder, value->s, at, &sink);
}

static bool is_hidden(const struct datatable *t, size_t k, size_t i)
{
    return t->veil->cells && t->veil->cell[k * t->fields + i];
}

static void add_value(struct datatable *t, struct sink *cells, size_t k, size_t i)
{
    const struct field *field = &t->field[i];
    if (field->column == SIZE_MAX) {
        datarow_cell(t, cells, i, TEXT(""), 0, t->table->at);
        return;
    }
    const struct value *value = datatable_cell(t, k, field->column);
    struct place at = datatable_cell_place(t, k, field->column);
    struct arena_mark mark = arena_mark(t->builder->scratch);
    bool is_text = !is_hidden(t, k, i) && !field->is_markdown;
    struct text text = is_text ? format_value(t, field, value, at) : TEXT("");
    struct block *cell = datarow_cell(t, cells, i, text, INLINE_VALUE, at);
    arena_rewind(t->builder->scratch, mark);
    cell->value = value;
    cell->is_row_head = i < t->row_heads;
    if (is_hidden(t, k, i))
        veil_cell(t, cell);
    else if (field->is_markdown)
        read_markdown(t, cell, value, at);
}

/* --- merged values --- */

/* Whether the value goes on from the row above: a merged column to the left must do so, too. */
static bool goes_on(const struct datatable *t, size_t k, size_t i)
{
    for (size_t m = 0; m <= i; m++) {
        const struct field *field = &t->field[m];
        if (!field->is_merged || field->column == SIZE_MAX)
            continue;
        const struct value *value = datatable_cell(t, k, field->column);
        if (value->kind == VALUE_NULL || is_hidden(t, k, m) || is_hidden(t, k - 1, m) ||
            !value_equal(value, datatable_cell(t, k - 1, field->column)))
            return false;
    }
    return t->field[i].is_merged && t->field[i].column != SIZE_MAX;
}

static void add_body(struct datatable *t, size_t k, size_t from, struct block **above)
{
    struct sink cells;
    struct block *row = datarow_new(t, ROW_BODY, &cells);
    row->is_flagged = t->flag != SIZE_MAX && value_is_true(datatable_cell(t, k, t->flag));
    for (size_t i = 0; i < t->fields; i++) {
        if (k > from && above[i] && goes_on(t, k, i)) {
            above[i]->span_rows++;
        } else {
            add_value(t, &cells, k, i);
            above[i] = cells.last;
        }
    }
}

/* --- sums --- */

static bool is_summed(const struct field *field, enum row_kind kind)
{
    return kind == ROW_TOTAL ? field->has_total : field->has_subtotal;
}

static bool is_sum_hidden(const struct datatable *t, enum row_kind kind, size_t i)
{
    const struct veil *veil = t->veil;
    return veil->cells && t->levels < 2 &&
           (kind == ROW_TOTAL ? veil->total[i] : veil->subtotal[(t->groups - 1) * t->fields + i]);
}

static void add_sum_cell(struct datatable *t, enum row_kind kind, struct sink *cells, size_t i,
                         size_t from, size_t to)
{
    const struct field *field = &t->field[i];
    struct sum sum = {0};
    for (size_t k = from; k < to && !sum.is_broken; k++) {
        sum_add(&sum, datatable_cell(t, k, field->column));
        if (sum.is_broken)
            diag_error(t->builder->diag, datatable_cell_place(t, k, field->column),
                       "this value cannot be summed up");
    }
    struct value *value = sum_value(t->builder->arena, &sum);
    struct place at = t->table->at;
    struct text text = sum.is_broken ? (struct text){"", 0} : format_value(t, field, value, at);
    struct block *cell = datarow_cell(t, cells, i, text, INLINE_VALUE, at);
    cell->value = sum.is_broken ? NULL : value;
    if (is_sum_hidden(t, kind, i))
        veil_cell(t, cell);
}

/* The label takes the columns before the first sum, or the first that has none. */
static struct block *add_sums(struct datatable *t, enum row_kind kind, const char *label,
                              size_t from, size_t to)
{
    struct sink cells;
    bool is_labelled = false;
    struct block *row = datarow_new(t, kind, &cells);
    for (size_t i = 0; i < t->fields;) {
        if (is_summed(&t->field[i], kind)) {
            add_sum_cell(t, kind, &cells, i++, from, to);
            continue;
        }
        size_t end = i + 1;
        while (i == 0 && end < t->fields && !is_summed(&t->field[end], kind))
            end++;
        struct block *cell =
            datarow_cell(t, &cells, i, text_of(is_labelled ? "" : label), 0, t->table->at);
        cell->align = ALIGN_START;
        cell->span_columns = (uint32_t)(end - i);
        is_labelled = true;
        i = end;
    }
    return row;
}

static bool has_any(const struct datatable *t, enum row_kind kind)
{
    for (size_t i = 0; i < t->fields; i++)
        if (is_summed(&t->field[i], kind))
            return true;
    return false;
}

static const char *word_or(const struct datatable *t, const char *key, enum word word)
{
    struct text own = datatable_value(t, key);
    return own.n ? arena_string(t->builder->arena, own)
                 : locale_word(t->builder->options->locale, word);
}

/* " (20 Belege)", by the forms of count=. */
static const char *count_text(const struct datatable *t, size_t n)
{
    struct arena *arena = t->builder->arena;
    struct format plural = {TEXT("plural"), datatable_value(t, "count"), true};
    const char *digits = arena_printf(arena, "%zu", n), *fault = NULL;
    struct value value = {VALUE_INT, (int64_t)n, text_of(digits)};
    if (!plural.argument.n)
        return "";
    const char *said =
        locale_format(arena, t->builder->options->locale, &value, &plural, NULL, &fault);
    if (!said)
        diag_error(t->builder->diag, datatable_place(t, "count"),
                   "'count' needs forms such as one{# receipt} other{# receipts}");
    return said ? arena_printf(arena, " (%s)", said) : "";
}

/* --- groups --- */

static struct text group_text(const struct datatable *t, size_t k, size_t column)
{
    const struct field *shown = NULL;
    struct field plain = {.column = column};
    const struct value *value = datatable_cell(t, k, column);
    struct place at = datatable_cell_place(t, k, column);
    for (size_t i = 0; i < t->fields; i++)
        if (t->field[i].column == column && !t->field[i].is_markdown)
            shown = &t->field[i];
    if (value->kind == VALUE_NULL)
        return TEXT("–");
    if (shown)
        return arena_text(t->builder->arena, format_value(t, shown, value, at));
    const char *fault = NULL, *text = locale_format(t->builder->arena, t->builder->options->locale,
                                                    value, &plain.format, NULL, &fault);
    return printable_text(t->builder->arena, text ? text_of(text) : value->s, false);
}

static void add_rows(struct datatable *t, size_t from, size_t to)
{
    struct arena_mark mark = arena_mark(t->builder->scratch);
    struct block **above = ARENA_ARRAY(t->builder->scratch, struct block *, t->fields + 1);
    for (size_t k = from; k < to; k++)
        add_body(t, k, from, above);
    arena_rewind(t->builder->scratch, mark);
}

static void add_level(struct datatable *t, size_t level, size_t from, size_t to);

static void add_group(struct datatable *t, size_t level, size_t from, size_t to)
{
    struct arena *arena = t->builder->arena;
    size_t column = t->group[level];
    struct text name = group_text(t, from, column);
    t->groups++;
    datarow_wide(t, ROW_GROUP, name, INLINE_VALUE, datatable_cell_place(t, from, column))->level =
        (int)level + 1;
    add_level(t, level + 1, from, to);
    if (!has_any(t, ROW_SUBTOTAL))
        return;
    const char *label =
        arena_printf(arena, "%s %.*s%s", word_or(t, "subtotal-label", WORD_SUBTOTAL), (int)name.n,
                     name.p, count_text(t, to - from));
    add_sums(t, ROW_SUBTOTAL, label, from, to)->level = (int)level + 1;
}

/* The rows, parted where the values of that level's column change. */
static void add_level(struct datatable *t, size_t level, size_t from, size_t to)
{
    if (level == t->levels) {
        add_rows(t, from, to);
        return;
    }
    for (size_t end; from < to; from = end) {
        end = from + 1;
        while (end < to && value_equal(datatable_cell(t, from, t->group[level]),
                                       datatable_cell(t, end, t->group[level])))
            end++;
        add_group(t, level, from, end);
    }
}

void datarows_add(struct datatable *t)
{
    size_t n = t->slice->n;
    add_level(t, 0, 0, n);
    if (has_any(t, ROW_TOTAL))
        add_sums(t, ROW_TOTAL, word_or(t, "total-label", WORD_TOTAL), 0, n);
}
