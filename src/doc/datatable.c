/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `::: {.table data=…}`: rows of a query become a table with formatted cells, groups, subtotals and
 * a total; small counts are hidden where it is asked for. */
#include "base/ascii.h"
#include "doc/markdown.h"

#include <inttypes.h>
#include <string.h>

#include "base/length.h"
#include "doc/sum.h"
#include "doc/veil.h"

struct field { /* a column of the table */
    size_t column;
    struct format format;
    enum veil_role role;
    struct text width; /* empty: natural */
    struct text head;
    bool has_subtotal, has_total, has_carry;
};

struct datatable {
    struct passage *passage;
    struct builder *builder;
    struct block *table;
    const struct slice *slice; /* NULL: none was found */
    struct text raw;
    size_t offset; /* of raw in the passage */
    struct field *field;
    size_t fields;
    size_t group;  /* column of the rows, or SIZE_MAX */
    size_t groups; /* begun so far */
    int64_t least; /* counts below it are hidden; 0: all are printed */
    const struct veil *veil;
    struct sink rows;
};

static struct place attribute_place(const struct datatable *t, const char *key)
{
    return passage_place(t->passage, t->offset + attributes_offset(t->raw, key));
}

/* Where a word stands in the value of that key. */
static struct place word_place(const struct datatable *t, const char *key, struct text word)
{
    size_t from = attributes_offset(t->raw, key);
    struct text rest = text_from(t->raw, from + strlen(key));
    size_t at = text_find(rest, arena_string(t->builder->scratch, word));
    return at == SIZE_MAX ? attribute_place(t, key)
                          : passage_place(t->passage, t->offset + from + strlen(key) + at);
}

static struct text attribute(const struct datatable *t, const char *key)
{
    const struct text *value = attributes_find(t->table->attr, key);
    return value ? *value : (struct text){"", 0};
}

/* Cuts the next word off the front. */
static bool next_word(struct text *rest, struct text *word)
{
    size_t n = 0;
    *rest = text_trim(*rest);
    while (n < rest->n && !ascii_is_in(" \t\n,", rest->p[n]))
        n++;
    *word = text_slice(*rest, 0, n);
    *rest = text_from(*rest, n + (n < rest->n));
    return n > 0 || rest->n > 0;
}

static struct text cut_segment(struct text *rest, char at)
{
    size_t n = text_find_char(*rest, at);
    n = n == SIZE_MAX ? rest->n : n;
    struct text segment = text_slice(*rest, 0, n);
    *rest = text_from(*rest, n + 1);
    return segment;
}

static size_t find_column(const struct datatable *t, struct text name, const char *key)
{
    size_t column = t->slice ? rows_column(t->slice->rows, name) : SIZE_MAX;
    if (column != SIZE_MAX || !t->slice)
        return column;
    const struct rows *rows = t->slice->rows;
    struct place at = word_place(t, key, name);
    diag_error(t->builder->diag, at, "no column '%.*s' in query '%s'", (int)name.n, name.p,
               rows->name);
    diag_suggest(t->builder->diag, at, name, rows->column, rows->columns);
    return SIZE_MAX;
}

static bool is_width(struct text segment)
{
    sp length;
    return text_is(segment, "*") || (length_parse(segment, &length) && length > 0);
}

/* "amount_ct:money:plain:20mm" without the name. */
static void read_segments(struct field *field, struct text rest)
{
    while (rest.n) {
        struct text segment = cut_segment(&rest, ':');
        if (is_width(segment))
            field->width = segment;
        else if (!field->format.name.n)
            field->format.name = segment;
        else
            field->format.argument = segment;
    }
}

/* A formatter that is not known is reported here, not again for each row. */
static void check_format(const struct datatable *t, struct field *field, struct text name)
{
    struct text format = field->format.name;
    struct place at = word_place(t, "cols", format.n ? format : name);
    for (size_t i = 0; i < locale_format_count; i++)
        if (text_is(format, locale_formats[i]))
            return;
    if (format.n) {
        diag_error(t->builder->diag, at, "unknown formatter '%.*s'", (int)format.n, format.p);
        diag_suggest(t->builder->diag, at, format, locale_formats, locale_format_count);
        field->format = (struct format){.name = TEXT("raw")};
    } else if (text_ends(name, "_ct")) {
        diag_error(t->builder->diag, at,
                   "column '%.*s' is an amount and needs a formatter, as in '%.*s:money'",
                   (int)name.n, name.p, (int)name.n, name.p);
    }
}

static void add_field(struct datatable *t, size_t column, struct text name, struct text rest)
{
    struct field *field = &t->field[t->fields];
    *field = (struct field){.column = column, .head = name};
    read_segments(field, rest);
    check_format(t, field, name);
    t->fields++;
}

static void read_fields(struct datatable *t)
{
    const struct rows *rows = t->slice ? t->slice->rows : NULL;
    struct text rest = attribute(t, "cols"), word;
    bool names_all = !text_trim(rest).n;
    size_t most = names_all && rows ? rows->columns : rest.n;
    t->field = ARENA_ARRAY(t->builder->arena, struct field, most + 1);
    for (size_t i = 0; names_all && rows && i < rows->columns; i++)
        add_field(t, i, text_of(rows->column[i]), (struct text){"", 0});
    while (next_word(&rest, &word)) {
        struct text name = cut_segment(&word, ':');
        size_t column = find_column(t, name, "cols");
        if (column != SIZE_MAX || !t->slice)
            add_field(t, column, name, word);
    }
}

static void read_heads(struct datatable *t)
{
    struct text rest = attribute(t, "heads");
    if (!rest.n)
        return;
    size_t n = 0;
    for (bool has_more = true; has_more; n++) {
        has_more = text_find_char(rest, '|') != SIZE_MAX;
        struct text head = text_trim(cut_segment(&rest, '|'));
        if (n < t->fields)
            t->field[n].head = head;
    }
    if (n != t->fields && t->slice)
        diag_error(t->builder->diag, attribute_place(t, "heads"), "%zu heads for %zu columns", n,
                   t->fields);
}

/* The field that a word in the value of that key names, or NULL: reported. */
static struct field *find_field(const struct datatable *t, const char *key, struct text word)
{
    size_t column = find_column(t, word, key);
    for (size_t i = 0; column != SIZE_MAX && i < t->fields; i++)
        if (t->field[i].column == column)
            return &t->field[i];
    if (column != SIZE_MAX)
        diag_error(t->builder->diag, word_place(t, key, word),
                   "column '%.*s' is not among the table's 'cols'", (int)word.n, word.p);
    return NULL;
}

/* Marks the fields that subtotal=, total= or carry= names. */
static void mark_fields(struct datatable *t, const char *key, size_t offset)
{
    struct text rest = attribute(t, key), word;
    while (next_word(&rest, &word)) {
        struct field *field = find_field(t, key, word);
        if (field)
            *(bool *)((char *)field + offset) = true;
    }
}

static void mark_roles(struct datatable *t, const char *key, enum veil_role role)
{
    struct text rest = attribute(t, key), word;
    while (next_word(&rest, &word)) {
        struct field *field = find_field(t, key, word);
        if (field)
            field->role = role;
    }
}

static const struct value *cell_of(const struct datatable *t, size_t k, size_t column)
{
    return rows_cell(t->slice->rows, slice_row(t->slice, k), column);
}

/* By the formatter, else by what the column holds. */
static enum cell_align align_of(const struct datatable *t, const struct field *field)
{
    static const char *const decimal[] = {"money", "number", "percent"};
    bool has_real = false, has_number = false;
    for (size_t i = 0; i < sizeof decimal / sizeof *decimal; i++)
        if (text_is(field->format.name, decimal[i]))
            return ALIGN_DECIMAL;
    if (field->format.name.n && !text_is(field->format.name, "raw"))
        return ALIGN_START;
    for (size_t k = 0; t->slice && k < t->slice->n; k++) {
        const struct value *value = cell_of(t, k, field->column);
        if (value->kind == VALUE_TEXT)
            return ALIGN_START;
        has_real |= value->kind == VALUE_REAL;
        has_number |= value->kind != VALUE_NULL;
    }
    return has_real ? ALIGN_DECIMAL : has_number ? ALIGN_END : ALIGN_START;
}

static void set_columns(struct datatable *t)
{
    struct arena *arena = t->builder->arena;
    struct column *column = ARENA_ARRAY(arena, struct column, t->fields + 1);
    for (size_t i = 0; i < t->fields; i++) {
        const struct field *field = &t->field[i];
        column[i].align = align_of(t, field);
        column[i].width = field->width.n ? arena_string(arena, field->width) : NULL;
        column[i].carry = field->has_carry ? t->slice->rows->column[field->column] : NULL;
    }
    t->table->columns = t->fields;
    t->table->column = column;
}

/* --- rows and cells --- */

static struct block *add_row(struct datatable *t, enum row_kind kind, struct sink *cells)
{
    struct block *row = block_new(t->builder, BLOCK_ROW, t->table->at);
    row->row = kind;
    sink_add(&t->rows, row);
    *cells = (struct sink){row, NULL};
    return row;
}

static struct block *add_cell(struct datatable *t, struct sink *cells, struct text text,
                              unsigned style, enum cell_align align, struct place at)
{
    struct block *cell = block_new(t->builder, BLOCK_CELL, at);
    cell->align = align;
    block_set_text(t->builder, cell, text, style, at);
    sink_add(cells, cell);
    return cell;
}

/* NULL prints nothing. */
static struct text format_value(const struct datatable *t, const struct field *field,
                                const struct value *value, struct place at)
{
    const char *fault = NULL;
    if (value->kind == VALUE_NULL)
        return (struct text){"", 0};
    const char *text = locale_format(t->builder->arena, t->builder->options->locale, value,
                                     &field->format, NULL, &fault);
    if (!text) {
        diag_error(t->builder->diag, at, "%s", fault ? fault : "the value does not fit");
        return printable_text(t->builder->arena, value->s, false);
    }
    return printable_text(t->builder->arena, text_of(text), text_is(field->format.name, "lines"));
}

static struct place value_place(const struct datatable *t, size_t k, size_t column)
{
    const struct rows *rows = t->slice->rows;
    struct place at = t->table->at;
    at.row = arena_printf(t->builder->arena, "%s, column %s",
                          rows_name_row(t->builder->arena, rows, slice_row(t->slice, k)),
                          rows->column[column]);
    return at;
}

/* --- small counts --- */

/* Reports a column that was named for counts or their total and holds something else. */
static void report_veil(const struct datatable *t)
{
    const struct veil *veil = t->veil;
    if (veil->fault_row == SIZE_MAX)
        return;
    const struct field *field = &t->field[veil->fault_column];
    const struct value *value = cell_of(t, veil->fault_row, field->column);
    struct place at = value_place(t, veil->fault_row, field->column);
    if (!veil->is_wrong_sum)
        diag_error(t->builder->diag, at, "'%.*s' is not a count", (int)value->s.n, value->s.p);
    else
        diag_error(t->builder->diag, at,
                   "'%.*s' is not the sum of the row's other counts, as suppress-total= says",
                   (int)value->s.n, value->s.p);
}

static void find_small(struct datatable *t)
{
    static const struct veil none;
    struct arena *arena = t->builder->arena;
    t->veil = &none;
    t->least = suppress_read(t->passage, t->table, t->raw, t->offset);
    mark_roles(t, "suppress-cols", VEIL_COUNT);
    mark_roles(t, "suppress-total", VEIL_TOTAL);
    if (!t->least || !t->slice || !t->fields)
        return;
    struct veil_column *column = ARENA_ARRAY(arena, struct veil_column, t->fields);
    for (size_t i = 0; i < t->fields; i++)
        column[i] = (struct veil_column){t->field[i].column, t->field[i].format, t->field[i].role};
    struct veil_ask ask = {t->slice, column,   t->fields,
                           t->group, t->least, attribute(t, "suppress-cols").n > 0};
    t->veil = veil_new(arena, &ask);
    report_veil(t);
    if (!t->veil->has_counts && t->slice->n && !ask.is_named && attribute(t, "suppress").n)
        diag_warn(t->builder->diag, t->table->at,
                  "'suppress' finds no column of counts here: name them with suppress-cols=");
}

static bool hides_in(const struct datatable *t, size_t i)
{
    for (size_t k = 0; t->veil->cells && k < t->slice->n; k++)
        if (t->veil->cell[k * t->fields + i])
            return true;
    return false;
}

/* A running sum would give away what the rows hide. */
static void refuse_carry(struct datatable *t)
{
    for (size_t i = 0; i < t->fields; i++)
        if (t->field[i].has_carry && hides_in(t, i))
            diag_error(t->builder->diag, attribute_place(t, "carry"),
                       "column '%s' has suppressed counts and cannot be carried over the page",
                       t->slice->rows->column[t->field[i].column]);
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

static void add_legend(struct datatable *t)
{
    struct arena *arena = t->builder->arena;
    if (!t->veil->cells)
        return;
    const char *words = locale_word(t->builder->options->locale, WORD_SUPPRESSED_LEGEND);
    struct text rest = text_of(words);
    struct text before = cut_segment(&rest, '#');
    const char *legend = arena_printf(arena, "• %.*s%" PRId64 "%.*s", (int)before.n, before.p,
                                      t->least, (int)rest.n, rest.p);
    struct block *block = block_new(t->builder, BLOCK_PARAGRAPH, t->table->at);
    block_set_text(t->builder, block, text_of(legend), 0, t->table->at);
    block->parent = t->table;
    t->table->legend = block;
}

static void add_head(struct datatable *t)
{
    struct sink cells;
    add_row(t, ROW_HEAD, &cells);
    for (size_t i = 0; i < t->fields; i++)
        add_cell(t, &cells, t->field[i].head, 0, t->table->column[i].align,
                 attribute_place(t, attribute(t, "heads").n ? "heads" : "cols"));
}

static void add_body(struct datatable *t, size_t k)
{
    struct sink cells;
    add_row(t, ROW_BODY, &cells);
    for (size_t i = 0; i < t->fields; i++) {
        const struct field *field = &t->field[i];
        const struct value *value = cell_of(t, k, field->column);
        struct place at = value_place(t, k, field->column);
        bool is_hidden = t->veil->cells && t->veil->cell[k * t->fields + i];
        struct text text = is_hidden ? TEXT("") : format_value(t, field, value, at);
        struct block *cell = add_cell(t, &cells, text, INLINE_VALUE, t->table->column[i].align, at);
        cell->value = value;
        if (is_hidden)
            veil_cell(t, cell);
    }
}

static void add_wide(struct datatable *t, enum row_kind kind, struct text text, unsigned style,
                     struct place at)
{
    struct sink cells;
    add_row(t, kind, &cells);
    struct block *cell = add_cell(t, &cells, text, style, ALIGN_START, at);
    cell->span_columns = (uint32_t)(t->fields ? t->fields : 1);
}

/* --- sums --- */

static bool is_sum_hidden(const struct datatable *t, enum row_kind kind, size_t i)
{
    const struct veil *veil = t->veil;
    return veil->cells &&
           (kind == ROW_TOTAL ? veil->total[i] : veil->subtotal[(t->groups - 1) * t->fields + i]);
}

static void add_sum_cell(struct datatable *t, enum row_kind kind, struct sink *cells, size_t i,
                         size_t from, size_t to)
{
    const struct field *field = &t->field[i];
    struct sum sum = {0};
    for (size_t k = from; k < to && !sum.is_broken; k++) {
        sum_add(&sum, cell_of(t, k, field->column));
        if (sum.is_broken)
            diag_error(t->builder->diag, value_place(t, k, field->column),
                       "this value cannot be summed up");
    }
    struct value *value = sum_value(t->builder->arena, &sum);
    struct place at = t->table->at;
    struct text text = sum.is_broken ? (struct text){"", 0} : format_value(t, field, value, at);
    struct block *cell = add_cell(t, cells, text, INLINE_VALUE, t->table->column[i].align, at);
    cell->value = sum.is_broken ? NULL : value;
    if (is_sum_hidden(t, kind, i))
        veil_cell(t, cell);
}

/* The label takes the columns before the first sum, or the first that has none. */
static void add_sums(struct datatable *t, enum row_kind kind, const char *label, size_t from,
                     size_t to)
{
    struct sink cells;
    bool is_labelled = false;
    add_row(t, kind, &cells);
    for (size_t i = 0; i < t->fields;) {
        const struct field *field = &t->field[i];
        if (kind == ROW_TOTAL ? field->has_total : field->has_subtotal) {
            add_sum_cell(t, kind, &cells, i++, from, to);
            continue;
        }
        size_t end = i + 1;
        while (i == 0 && end < t->fields &&
               !(kind == ROW_TOTAL ? t->field[end].has_total : t->field[end].has_subtotal))
            end++;
        struct block *cell =
            add_cell(t, &cells, text_of(is_labelled ? "" : label), 0, ALIGN_START, t->table->at);
        cell->span_columns = (uint32_t)(end - i);
        is_labelled = true;
        i = end;
    }
}

static bool has_any(const struct datatable *t, bool is_total)
{
    for (size_t i = 0; i < t->fields; i++)
        if (is_total ? t->field[i].has_total : t->field[i].has_subtotal)
            return true;
    return false;
}

/* --- groups --- */

static struct text group_text(const struct datatable *t, size_t k)
{
    struct field plain = {.column = t->group};
    for (size_t i = 0; i < t->fields; i++)
        if (t->field[i].column == t->group)
            plain.format = t->field[i].format;
    return format_value(t, &plain, cell_of(t, k, t->group), value_place(t, k, t->group));
}

static void add_group(struct datatable *t, size_t from, size_t to)
{
    struct arena *arena = t->builder->arena;
    struct text name = {"", 0};
    t->groups++;
    if (t->group != SIZE_MAX) {
        name = group_text(t, from);
        add_wide(t, ROW_GROUP, name, INLINE_VALUE, value_place(t, from, t->group));
    }
    for (size_t k = from; k < to; k++)
        add_body(t, k);
    const char *word = locale_word(t->builder->options->locale, WORD_SUBTOTAL);
    if (t->group != SIZE_MAX && has_any(t, false))
        add_sums(t, ROW_SUBTOTAL, arena_printf(arena, "%s %.*s", word, (int)name.n, name.p), from,
                 to);
}

static void add_groups(struct datatable *t)
{
    size_t n = t->slice->n;
    for (size_t from = 0, to; from < n; from = to) {
        to = t->group == SIZE_MAX ? n : from + 1;
        while (to < n && value_equal(cell_of(t, from, t->group), cell_of(t, to, t->group)))
            to++;
        add_group(t, from, to);
    }
    if (has_any(t, true))
        add_sums(t, ROW_TOTAL, locale_word(t->builder->options->locale, WORD_TOTAL), 0, n);
}

/* Turns the div into a table; what it holds besides its caption has no place in one. */
void datatable_build(struct passage *passage, struct block *table, const struct slice *slice,
                     struct text raw, size_t offset)
{
    struct datatable t = {.passage = passage,
                          .builder = passage->builder,
                          .table = table,
                          .slice = slice,
                          .raw = raw,
                          .offset = offset,
                          .group = SIZE_MAX};
    if (table->child)
        diag_warn(t.builder->diag, table->child->at,
                  "a table from data holds nothing but its caption; this is left out");
    table->kind = BLOCK_TABLE;
    table->div = DIV_PLAIN;
    table->child = NULL;
    t.rows = (struct sink){table, NULL};
    read_fields(&t);
    read_heads(&t);
    mark_fields(&t, "subtotal", offsetof(struct field, has_subtotal));
    mark_fields(&t, "total", offsetof(struct field, has_total));
    mark_fields(&t, "carry", offsetof(struct field, has_carry));
    struct text group = text_trim(attribute(&t, "group"));
    if (group.n)
        t.group = find_column(&t, group, "group");
    find_small(&t);
    refuse_carry(&t);
    set_columns(&t);
    add_head(&t);
    if (slice && slice->n)
        add_groups(&t);
    else
        add_wide(&t, ROW_BODY, text_of(locale_word(t.builder->options->locale, WORD_NO_ROWS)), 0,
                 table->at);
    add_legend(&t);
}
