/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a data table that show a value: by its formatter, as Markdown, or hidden. Formatting
 * is dear and a row is made several times, so the texts of values that come again (days, times)
 * are remembered, a bounded number of them. */
#include <string.h>

#include "doc/datatable.h"
#include "doc/direction.h"
#include "doc/hardness.h"

enum {
    MOST_REMEMBERED = 1000, /* texts of a field */
    LONGEST_REMEMBERED = 32 /* bytes of a value */
};

/* As rows_name_cell, but the row is named once for all of its cells, and nothing is printed: each
 * cell that is made has a place. */
struct place datavalue_place(struct maker *m, size_t k, size_t column)
{
    const struct datatable *t = m->table;
    const struct rows *rows = t->slice->rows;
    struct place at = t->table->at;
    if (k == SIZE_MAX)
        return at;
    if (!m->name || m->k != k)
        m->name = rows_name_row(m->arena, rows, slice_row(t->slice, k));
    m->k = k;
    size_t names = strlen(m->name), columns = strlen(rows->column[column]);
    char *row = arena_alloc(m->arena, names + sizeof ", column " + columns, 1);
    memcpy(row, m->name, names);
    memcpy(row + names, ", column ", sizeof ", column ");
    memcpy(row + names + sizeof ", column " - 1, rows->column[column], columns);
    at.row = row;
    return at;
}

/* --- text --- */

/* What the value was said to be before, under this key. */
static struct text *remembered(struct datatable *t, struct text key)
{
    uint32_t found = map_find(&t->said, key);
    return found == UINT32_MAX ? NULL : &t->text[found];
}

static void remember(struct datatable *t, struct text key, struct text text)
{
    t->text = arena_grow(t->arena, t->text, sizeof *t->text, &t->text_cap, t->texts + 1);
    t->text[t->texts] = arena_text(t->arena, text);
    map_intern(&t->said, t->arena, key, (uint32_t)t->texts++);
}

static struct text format_value(struct maker *m, size_t k, const struct field *field,
                                const struct value *value, bool *fits)
{
    const struct datatable *t = m->table;
    const char *fault = NULL;
    const char *text = locale_format(m->arena, t->locale, value, &field->format, NULL, &fault);
    *fits = text != NULL;
    if (!text && m->diag)
        diag_error(m->diag, datavalue_place(m, k, field->column), "%s",
                   fault ? fault : "the value does not fit");
    if (!text)
        return printable_text(m->arena, value->s, false);
    struct text out = printable_text(m->arena, text_of(text), text_is(field->format.name, "lines"));
    enum cell_align align = t->table->column[field - t->field].align;
    return align == ALIGN_DECIMAL || align == ALIGN_END ? locale_minus(m->arena, out) : out;
}

/* The key is the number of the field, the kind and the text of the value. */
struct text datavalue_text(struct maker *m, size_t k, const struct field *field,
                           const struct value *value)
{
    struct datatable *t = m->table;
    size_t number = (size_t)(field - t->field), n = sizeof number;
    char bytes[sizeof number + 1 + LONGEST_REMEMBERED];
    bool fits;
    if (value->kind == VALUE_NULL || value->s.n > LONGEST_BLOCK)
        return (struct text){"", 0};
    if (value->s.n > LONGEST_REMEMBERED || locale_prints_all(&field->format, value->kind))
        return format_value(m, k, field, value, &fits);
    memcpy(bytes, &number, n);
    bytes[n++] = (char)value->kind;
    memcpy(bytes + n, value->s.p, value->s.n);
    struct text key = {bytes, n + value->s.n};
    const struct text *known = remembered(t, key);
    if (known)
        return *known;
    struct text text = format_value(m, k, field, value, &fits);
    if (fits && t->field[number].remembered < MOST_REMEMBERED) {
        t->field[number].remembered++;
        remember(t, key, text);
    }
    return text;
}

/* --- cells --- */

bool datavalue_is_hidden(const struct datatable *t, size_t k, size_t field)
{
    return t->veil->cells && t->veil->cell[k * t->fields + field];
}

/* What stands for a hidden number, and what a screen reader says for it. */
void datavalue_veil(const struct maker *m, struct block *cell)
{
    struct span *span = ARENA_NEW(m->arena, struct span);
    struct text dot = TEXT("•");
    *span = (struct span){.to = (uint32_t)dot.n, .at = cell->at};
    span->spoken = text_of(locale_word(m->table->locale, WORD_SUPPRESSED));
    span->lang = locale_word_lang(m->table->locale, WORD_SUPPRESSED,
                                  block_language(m->table->table, m->table->locale));
    cell->text = dot;
    cell->span = span;
    cell->spans = 1;
    cell->value = NULL;
}

/* Where the cell that holds a row's Markdown is kept. */
static struct block **kept_at(const struct datatable *t, size_t k, size_t field)
{
    size_t n = 0;
    for (size_t i = 0; i < field; i++)
        n += t->field[i].is_markdown;
    return &t->kept[k * t->markdowns + n];
}

static struct block *add_kept(const struct maker *m, struct sink *cells, const struct block *kept)
{
    struct block *cell = ARENA_NEW(m->arena, struct block);
    *cell = *kept;
    cell->next = NULL;
    sink_add(cells, cell);
    return cell;
}

struct block *datavalue_cell(struct maker *m, struct sink *cells, size_t k, size_t i)
{
    const struct datatable *t = m->table;
    const struct field *field = &t->field[i];
    if (field->column == SIZE_MAX)
        return datarow_cell(t, cells, i, TEXT(""), 0, t->table->at, m->arena);
    bool is_hidden = datavalue_is_hidden(t, k, i);
    struct block *kept = field->is_markdown && !is_hidden ? *kept_at(t, k, i) : NULL;
    if (kept)
        return add_kept(m, cells, kept);
    const struct value *value = datatable_cell(t, k, field->column);
    bool is_text = !is_hidden && !field->is_markdown;
    struct text text = is_text ? datavalue_text(m, k, field, value) : TEXT("");
    struct place at = datavalue_place(m, k, field->column);
    struct block *cell = datarow_cell(t, cells, i, text, INLINE_VALUE, at, m->arena);
    cell->value = value;
    cell->is_row_head = i < t->row_heads;
    const struct speech *speech = rows_speech(t->slice->rows, value);
    if (speech && speech->tongues)
        cell->lang = speech->tongue[0].lang;
    if (is_hidden)
        datavalue_veil(m, cell);
    return cell;
}

/* --- once --- */

/* The value is Markdown, parsed by itself, if that does not take too long for all of them. The cell
 * stays: what it holds may have a name, a note, a number. */
static void keep_markdown(struct maker *m, size_t k, size_t i)
{
    struct datatable *t = m->table;
    struct builder *builder = t->builder;
    const struct value *value = datatable_cell(t, k, t->field[i].column);
    struct maker lasting = {.table = t, .arena = t->arena, .diag = m->diag};
    struct sink cells = {t->table, t->last_kept};
    if (value->kind == VALUE_NULL)
        return;
    struct place at = datavalue_place(&lasting, k, t->field[i].column);
    struct block *cell = datarow_cell(t, &cells, i, TEXT(""), 0, at, t->arena);
    struct sink sink = {cell, NULL};
    t->last_kept = *kept_at(t, k, i) = cell;
    cell->value = value;
    cell->is_row_head = i < t->row_heads;
    builder->hardness += hardness_of(value->s).cost;
    if (builder->hardness >= HARD)
        diag_error(builder->diag, at, "reading this takes too long: too much Markdown in cells");
    else
        markdown_read(builder, value->s, rows_speech(t->slice->rows, value), at, &sink);
}

void datavalue_judge(struct maker *m, size_t k, size_t i)
{
    struct datatable *t = m->table;
    struct field *field = &t->field[i];
    if (field->column == SIZE_MAX || datavalue_is_hidden(t, k, i))
        return;
    if (field->is_markdown) {
        keep_markdown(m, k, i);
        return;
    }
    const struct value *value = datatable_cell(t, k, field->column);
    if (value->s.n > LONGEST_BLOCK)
        diag_error(m->diag, datavalue_place(m, k, field->column), "a cell of over %d kB",
                   LONGEST_BLOCK / 1000);
    if (value->kind == VALUE_TEXT)
        direction_judge(m->diag, datavalue_place(m, k, field->column), value->s);
    if (field->has_printed[value->kind] && locale_prints_all(&field->format, value->kind))
        return;
    size_t faults = diag_errors(m->diag);
    datavalue_text(m, k, field, value);
    field->has_printed[value->kind] = diag_errors(m->diag) == faults;
}
