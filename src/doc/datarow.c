/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the rows of a table from data, each when it is asked for: values, equal ones merged, titles
 * of groups, subtotals, the total. */
#include "doc/datatable.h"

#include <string.h>

#include "doc/sum.h"

struct block *datarow_new(const struct datatable *t, enum row_kind kind, struct arena *arena)
{
    struct block *row = block_make(arena, BLOCK_ROW, t->table->at);
    row->row = kind;
    row->parent = t->table;
    return row;
}

/* The text lives as long as the arena. */
struct block *datarow_cell(const struct datatable *t, struct sink *cells, size_t field,
                           struct text text, unsigned style, struct place at, struct arena *arena)
{
    struct block *cell = block_make(arena, BLOCK_CELL, at);
    cell->align = t->table->column[field].align;
    cell->column_from = (uint32_t)field;
    block_take_text(arena, cell, text, style, at);
    sink_add(cells, cell);
    return cell;
}

struct block *datarow_wide(const struct datatable *t, enum row_kind kind, struct text text,
                           unsigned style, struct place at, struct arena *arena)
{
    struct block *row = datarow_new(t, kind, arena), *cell = block_make(arena, BLOCK_CELL, at);
    struct sink cells = {row, NULL};
    cell->align = ALIGN_START;
    cell->span_columns = (uint32_t)(t->fields ? t->fields : 1);
    block_take_text(arena, cell, text, style, at);
    sink_add(&cells, cell);
    return row;
}

/* --- values --- */

/* Whether the value goes on from the row above: a merged column to the left must do so, too. */
static bool goes_on(const struct datatable *t, size_t k, size_t i)
{
    if (!t->field[i].is_merged || t->field[i].column == SIZE_MAX)
        return false;
    for (size_t m = 0; m <= i; m++) {
        const struct field *field = &t->field[m];
        if (!field->is_merged || field->column == SIZE_MAX)
            continue;
        const struct value *value = datatable_cell(t, k, field->column);
        if (value->kind == VALUE_NULL || datavalue_is_hidden(t, k, m) ||
            datavalue_is_hidden(t, k - 1, m) ||
            !value_equal(value, datatable_cell(t, k - 1, field->column)))
            return false;
    }
    return true;
}

/* How many rows the value that begins in row k stands for. */
static uint32_t span_of(const struct datatable *t, const struct part *part, size_t k, size_t i)
{
    uint32_t n = 1;
    while (k + n < part->to && goes_on(t, k + n, i))
        n++;
    return n;
}

static struct block *make_body(struct maker *m, const struct part *part, size_t k)
{
    const struct datatable *t = m->table;
    struct block *row = datarow_new(t, ROW_BODY, m->arena);
    struct sink cells = {row, NULL};
    row->is_flagged = t->flag != SIZE_MAX && value_is_true(datatable_cell(t, k, t->flag));
    for (size_t i = 0; i < t->fields; i++)
        if (k == part->from || !goes_on(t, k, i))
            datavalue_cell(m, &cells, k, i)->span_rows = span_of(t, part, k, i);
    return row;
}

/* --- sums --- */

static bool is_summed(const struct field *field, enum row_kind kind)
{
    return kind == ROW_TOTAL ? field->has_total : field->has_subtotal;
}

static bool is_sum_hidden(const struct datatable *t, const struct part *part, size_t i)
{
    const struct veil *veil = t->veil;
    return veil->cells && t->levels < 2 &&
           (part->kind == ROW_TOTAL ? veil->total[i]
                                    : veil->subtotal[(part->group - 1) * t->fields + i]);
}

static struct sum sum_up(struct maker *m, const struct part *part, const struct field *field)
{
    struct sum sum = {0};
    for (size_t k = part->from; k < part->to && !sum.is_broken; k++) {
        sum_add(&sum, datatable_cell(m->table, k, field->column));
        if (sum.is_broken && m->diag)
            diag_error(m->diag, datavalue_place(m, k, field->column),
                       "this value cannot be summed up");
    }
    return sum;
}

static void add_sum_cell(struct maker *m, const struct part *part, struct sink *cells, size_t i)
{
    const struct datatable *t = m->table;
    struct sum sum = sum_up(m, part, &t->field[i]);
    struct value *value = sum.is_broken ? NULL : sum_value(m->arena, &sum);
    struct text text =
        value ? datavalue_text(m, SIZE_MAX, &t->field[i], value) : (struct text){"", 0};
    struct block *cell = datarow_cell(t, cells, i, text, INLINE_VALUE, t->table->at, m->arena);
    cell->value = value;
    if (is_sum_hidden(t, part, i))
        datavalue_veil(m, cell);
}

static const char *label_key(const struct part *part)
{
    return part->kind == ROW_SUBTOTAL ? "subtotal-label" : "total-label";
}

/* The label, whose first bytes are words of ours, takes the columns before the first sum, or the
 * first that has none. */
static struct block *make_sums(struct maker *m, const struct part *part, const char *label,
                               size_t words)
{
    const struct datatable *t = m->table;
    struct block *row = datarow_new(t, part->kind, m->arena);
    struct sink cells = {row, NULL};
    bool is_labelled = false;
    for (size_t i = 0; i < t->fields;) {
        if (is_summed(&t->field[i], part->kind)) {
            add_sum_cell(m, part, &cells, i++);
            continue;
        }
        size_t end = i + 1;
        while (i == 0 && end < t->fields && !is_summed(&t->field[end], part->kind))
            end++;
        struct block *cell = datarow_cell(t, &cells, i, text_of(is_labelled ? "" : label), 0,
                                          t->table->at, m->arena);
        cell->align = ALIGN_START;
        cell->lang =
            words || is_labelled ? NULL : attributes_value_lang(t->table->attr, label_key(part));
        cell->span_columns = (uint32_t)(end - i);
        block_mark_word(m->arena, t->locale,
                        part->kind == ROW_SUBTOTAL ? WORD_SUBTOTAL : WORD_TOTAL, cell,
                        is_labelled ? 0 : words, t->table);
        is_labelled = true;
        i = end;
    }
    row->level = part->level;
    return row;
}

/* The author's, or ours: *words are its bytes then. */
static const char *word_or(const struct maker *m, const char *key, enum word word, size_t *words)
{
    struct text own = datatable_value(m->table, key);
    const char *ours = locale_word(m->table->locale, word);
    *words = own.n ? 0 : strlen(ours);
    return own.n ? arena_string(m->arena, own) : ours;
}

/* " (20 Belege)", by the forms of count=. */
static const char *count_text(const struct maker *m, const struct part *part)
{
    const struct datatable *t = m->table;
    struct format plural = {TEXT("plural"), datatable_value(t, "count"), true};
    const char *digits = arena_printf(m->arena, "%u", (unsigned)(part->to - part->from));
    const char *fault = NULL;
    struct value value = {VALUE_INT, part->to - part->from, text_of(digits)};
    if (!plural.argument.n)
        return "";
    const char *said = locale_format(m->arena, t->locale, &value, &plural, NULL, &fault);
    if (!said && m->diag)
        diag_error(m->diag, datatable_place(t, "count"),
                   "'count' needs forms such as one{# receipt} other{# receipts}");
    return said ? arena_printf(m->arena, " (%s)", said) : "";
}

/* --- groups --- */

static struct text group_text(struct maker *m, const struct part *part)
{
    const struct datatable *t = m->table;
    size_t column = t->group[part->level - 1];
    const struct field *shown = NULL;
    struct format plain = {0};
    const struct value *value = datatable_cell(t, part->from, column);
    for (size_t i = 0; i < t->fields; i++)
        if (t->field[i].column == column && !t->field[i].is_markdown)
            shown = &t->field[i];
    if (value->kind == VALUE_NULL)
        return TEXT("–");
    if (shown)
        return datavalue_text(m, part->from, shown, value);
    const char *fault = NULL;
    const char *text = locale_format(m->arena, t->locale, value, &plain, NULL, &fault);
    return printable_text(m->arena, text ? text_of(text) : value->s, false);
}

static struct block *make_title(struct maker *m, const struct part *part)
{
    struct text name = group_text(m, part);
    struct place at = datavalue_place(m, part->from, m->table->group[part->level - 1]);
    struct block *row = datarow_wide(m->table, ROW_GROUP, name, INLINE_VALUE, at, m->arena);
    row->level = part->level;
    return row;
}

static struct block *make_subtotal(struct maker *m, const struct part *part)
{
    struct maker silent = *m; /* the title has told what is wrong with the name */
    silent.diag = NULL;
    struct text name = group_text(&silent, part);
    size_t words;
    const char *word = word_or(m, label_key(part), WORD_SUBTOTAL, &words);
    const char *label =
        arena_printf(m->arena, "%s %.*s%s", word, (int)name.n, name.p, count_text(m, part));
    return make_sums(m, part, label, words);
}

static struct block *make_total(struct maker *m, const struct part *part)
{
    size_t words;
    const char *label = word_or(m, label_key(part), WORD_TOTAL, &words);
    return make_sums(m, part, label, words);
}

/* --- all of them --- */

static struct block *make_row(struct maker *m, const struct part *part, size_t row)
{
    switch (part->kind) {
    case ROW_GROUP: return make_title(m, part);
    case ROW_SUBTOTAL: return make_subtotal(m, part);
    case ROW_TOTAL: return make_total(m, part);
    case ROW_HEAD:
    case ROW_BODY: break;
    }
    return make_body(m, part, part->from + (row - part->first));
}

size_t datarows(const struct datatable *t)
{
    return t->rows;
}

enum row_kind datarow_kind(struct datatable *t, size_t row)
{
    return datapart_of(t, row)->kind;
}

struct block *datarow_make(struct datatable *t, size_t row, struct arena *arena)
{
    struct maker m = {.table = t, .arena = arena};
    return make_row(&m, datapart_of(t, row), row);
}

static void judge_row(struct maker *m, const struct part *part, size_t k)
{
    const struct datatable *t = m->table;
    for (size_t i = 0; i < t->fields; i++)
        if (k == part->from || !goes_on(t, k, i))
            datavalue_judge(m, k, i);
}

void datarows_judge(struct datatable *t)
{
    struct arena *arena = t->builder->scratch;
    for (size_t p = 0; p < t->parts; p++) {
        const struct part *part = &t->part[p];
        size_t n = part->kind == ROW_BODY ? part->to - part->from : 1;
        for (size_t i = 0; i < n; i++) {
            struct arena_mark mark = arena_mark(arena);
            struct maker m = {.table = t, .arena = arena, .diag = t->builder->diag};
            if (part->kind == ROW_BODY)
                judge_row(&m, part, part->from + i);
            else
                make_row(&m, part, part->first);
            arena_rewind(arena, mark);
        }
    }
}
