/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `::: {.table data=…}`: rows of a query become a table. Here its attributes are read: columns with
 * formatters and widths, groups, sums, what is merged, flagged or hidden; datahead.c and datarow.c
 * make the rows. */
#include "base/ascii.h"
#include "doc/datatable.h"

#include <string.h>

#include "base/length.h"

struct place datatable_place(const struct datatable *t, const char *key)
{
    return attributes_place(t->passage, t->raw, t->offset, key);
}

static struct place word_place(const struct datatable *t, const char *key, struct text word)
{
    return attributes_word_place(t->passage, t->raw, t->offset, key, word);
}

struct text datatable_value(const struct datatable *t, const char *key)
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

static bool has_segment(struct text rest, const char *name)
{
    while (rest.n)
        if (text_is(cut_segment(&rest, ':'), name))
            return true;
    return false;
}

/* "amount_ct:money:plain:20mm" without the name. */
static void read_segments(struct field *field, struct text rest)
{
    while (rest.n) {
        struct text segment = cut_segment(&rest, ':');
        if (column_width_is(segment))
            field->width = segment;
        else if (!field->format.name.n)
            field->format.name = segment;
        else
            field->format.argument = segment;
    }
}

/* Those of values, and two that only a table's columns have. */
static void suggest_format(const struct datatable *t, struct place at, struct text format)
{
    size_t n = locale_format_count;
    const char **known = ARENA_ARRAY(t->builder->scratch, const char *, n + 2);
    memcpy(known, locale_formats, n * sizeof *known);
    known[n++] = "markdown";
    known[n++] = "blank";
    diag_suggest(t->builder->diag, at, format, known, n);
}

/* A formatter that is not known is reported here, not again for each row. */
static void check_format(const struct datatable *t, struct field *field, struct text name)
{
    struct text format = field->format.name;
    struct place at = word_place(t, "cols", format.n ? format : name);
    for (size_t i = 0; i < locale_format_count; i++)
        if (text_is(format, locale_formats[i]))
            return;
    field->is_markdown = text_is(format, "markdown");
    if (field->is_markdown || text_is(format, "blank"))
        return;
    if (format.n) {
        diag_error(t->builder->diag, at, "unknown formatter '%.*s'", (int)format.n, format.p);
        suggest_format(t, at, format);
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

/* Columns that take a share of the table cannot take more than all of it. */
static void check_shares(const struct datatable *t)
{
    int64_t sum = 0;
    for (size_t i = 0; i < t->fields; i++)
        sum += column_share(t->field[i].width);
    if (sum > 10000)
        diag_error(t->builder->diag, datatable_place(t, "cols"),
                   "the widths of the columns add up to over 100 %%");
}

static void read_fields(struct datatable *t)
{
    const struct rows *rows = t->slice ? t->slice->rows : NULL;
    struct text rest = datatable_value(t, "cols"), word;
    bool names_all = !text_trim(rest).n;
    size_t most = names_all && rows ? rows->columns : rest.n;
    t->field = ARENA_ARRAY(t->builder->arena, struct field, most + 1);
    for (size_t i = 0; names_all && rows && i < rows->columns; i++)
        add_field(t, i, text_of(rows->column[i]), (struct text){"", 0});
    while (next_word(&rest, &word)) {
        struct text name = cut_segment(&word, ':');
        bool is_blank = has_segment(word, "blank");
        size_t column = is_blank ? SIZE_MAX : find_column(t, name, "cols");
        if (column != SIZE_MAX || is_blank || !t->slice)
            add_field(t, column, name, word);
    }
    check_shares(t);
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
    struct text rest = datatable_value(t, key), word;
    while (next_word(&rest, &word)) {
        struct field *field = find_field(t, key, word);
        if (field)
            *(bool *)((char *)field + offset) = true;
    }
}

static void mark_roles(struct datatable *t, const char *key, enum veil_role role)
{
    struct text rest = datatable_value(t, key), word;
    while (next_word(&rest, &word)) {
        struct field *field = find_field(t, key, word);
        if (field)
            field->role = role;
    }
}

const struct value *datatable_cell(const struct datatable *t, size_t k, size_t column)
{
    return rows_cell(t->slice->rows, slice_row(t->slice, k), column);
}

/* By the formatter, else by what the column holds. */
static enum cell_align align_of(const struct datatable *t, const struct field *field)
{
    static const char *const decimal[] = {"money", "number", "percent"};
    bool has_real = false, has_number = false;
    if (field->column == SIZE_MAX || field->is_markdown)
        return ALIGN_START;
    for (size_t i = 0; i < sizeof decimal / sizeof *decimal; i++)
        if (text_is(field->format.name, decimal[i]))
            return ALIGN_DECIMAL;
    if (field->format.name.n && !text_is(field->format.name, "raw"))
        return ALIGN_START;
    for (size_t k = 0; t->slice && k < t->slice->n; k++) {
        const struct value *value = datatable_cell(t, k, field->column);
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
        column[i].format = &field->format;
        column[i].is_blank = text_is(field->format.name, "blank");
    }
    t->table->columns = t->fields;
    t->table->column = column;
}

/* --- small counts --- */

/* Reports a column that was named for counts or their total and holds something else. */
static void report_veil(const struct datatable *t)
{
    const struct veil *veil = t->veil;
    if (veil->fault_row == SIZE_MAX)
        return;
    const struct field *field = &t->field[veil->fault_column];
    const struct value *value = datatable_cell(t, veil->fault_row, field->column);
    struct place at = t->table->at;
    at.row = rows_name_cell(t->arena, t->slice->rows, slice_row(t->slice, veil->fault_row),
                            t->slice->rows->column[field->column]);
    if (!veil->is_wrong_sum)
        diag_error(t->builder->diag, at, "'%.*s' is not a count", (int)value->s.n, value->s.p);
    else
        diag_error(t->builder->diag, at,
                   "'%.*s' is not the sum of the row's other counts, as suppress-total= says",
                   (int)value->s.n, value->s.p);
}

/* A column without values, or of words, is asked for as one that cannot hold counts. */
static struct veil_column veil_column_of(const struct field *field)
{
    if (field->column == SIZE_MAX)
        return (struct veil_column){0, {.name = TEXT("date")}, VEIL_AUTO};
    return (struct veil_column){field->column, field->format, field->role};
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
        column[i] = veil_column_of(&t->field[i]);
    if (t->levels > 1)
        diag_error(t->builder->diag, datatable_place(t, "group"),
                   "small counts can be hidden in tables with one level of groups only");
    struct veil_ask ask = {t->slice,  column,
                           t->fields, t->levels ? t->group[0] : SIZE_MAX,
                           t->least,  datatable_value(t, "suppress-cols").n > 0};
    t->veil = veil_new(arena, &ask);
    report_veil(t);
    if (!t->veil->has_counts && t->slice->n && !ask.is_named && datatable_value(t, "suppress").n)
        diag_warn(t->builder->diag, t->table->at,
                  "'suppress' finds no column of counts here: name them with suppress-cols=");
}

static bool datatable_hides(const struct datatable *t, size_t i)
{
    for (size_t k = 0; t->veil->cells && k < t->slice->n; k++)
        if (t->veil->cell[k * t->fields + i])
            return true;
    return false;
}

static bool holds_text(const struct datatable *t, const struct field *field)
{
    for (size_t k = 0; t->slice && k < t->slice->n; k++)
        if (datatable_cell(t, k, field->column)->kind == VALUE_TEXT)
            return true;
    return false;
}

static void refuse_carry_of(struct datatable *t, struct field *field, bool hides)
{
    const char *fault = hides                  ? "has suppressed counts"
                        : holds_text(t, field) ? "holds text"
                                               : NULL;
    if (!fault)
        return;
    diag_error(t->builder->diag, datatable_place(t, "carry"),
               "column '%s' %s and cannot be carried over the page",
               t->slice->rows->column[field->column], fault);
    field->has_carry = false;
}

/* A running sum would give away what the rows hide. */
static void refuse_carry(struct datatable *t)
{
    for (size_t i = 0; i < t->fields; i++)
        if (t->field[i].has_carry)
            refuse_carry_of(t, &t->field[i], datatable_hides(t, i));
}

static void read_groups(struct datatable *t)
{
    struct text rest = datatable_value(t, "group"), word;
    while (next_word(&rest, &word)) {
        size_t column = find_column(t, word, "group");
        if (t->levels == GROUP_LEVELS) {
            diag_error(t->builder->diag, word_place(t, "group", word),
                       "groups are nested at most %d deep", GROUP_LEVELS);
            return;
        }
        if (column != SIZE_MAX)
            t->group[t->levels++] = column;
    }
}

static void read_flag(struct datatable *t)
{
    struct text flag = text_trim(datatable_value(t, "flag"));
    if (flag.n)
        t->flag = find_column(t, flag, "flag");
}

static void read_row_heads(struct datatable *t)
{
    struct text value = datatable_value(t, "header-cols");
    int64_t n = 0;
    if (value.n && (!decimal_parse(value, 1, &n) || n < 0 || (size_t)n > t->fields))
        diag_error(t->builder->diag, datatable_place(t, "header-cols"),
                   "'header-cols' wants a number from 0 to that of the columns, not '%.*s'",
                   (int)value.n, value.p);
    else
        t->row_heads = (size_t)n;
}

/* Keys that name fields. */
static void read_marks(struct datatable *t)
{
    mark_fields(t, "subtotal", offsetof(struct field, has_subtotal));
    mark_fields(t, "total", offsetof(struct field, has_total));
    mark_fields(t, "carry", offsetof(struct field, has_carry));
    mark_fields(t, "merge", offsetof(struct field, is_merged));
    for (size_t i = 0; i < t->fields; i++) /* each row counts, so each prints its number */
        t->field[i].is_merged = t->field[i].is_merged && !t->field[i].has_carry;
}

/* What is made for good of the rows, and the faults that making them would tell. */
static void read_rows(struct datatable *t)
{
    size_t references = t->builder->references, n = t->slice ? t->slice->n : 0;
    for (size_t i = 0; i < t->fields; i++)
        t->markdowns += t->field[i].is_markdown;
    t->kept = ARENA_ARRAY(t->arena, struct block *, n * t->markdowns + 1);
    t->table->source->data = t;
    if (n) {
        dataparts_read(t);
        datarows_judge(t);
    } else {
        struct text none = text_of(locale_word(t->locale, WORD_NO_ROWS));
        struct block *row = datarow_wide(t, ROW_BODY, none, 0, t->table->at, t->arena);
        block_mark_word(t->arena, t->locale, WORD_NO_ROWS, row->child, none.n, t->table);
        table_add_row(t->arena, t->table, row);
    }
    grid_flatten(t->builder, t->table, references);
}

static struct datatable *datatable_new(struct passage *passage, struct block *table,
                                       const struct slice *slice, struct text raw, size_t offset)
{
    struct arena *arena = passage->builder->arena;
    struct datatable *t = ARENA_NEW(arena, struct datatable);
    t->passage = passage;
    t->builder = passage->builder;
    t->arena = arena;
    t->locale = block_locale(passage->builder, table);
    t->table = table;
    t->slice = slice;
    t->raw = raw;
    t->offset = offset;
    t->flag = SIZE_MAX;
    return t;
}

/* Turns the div into a table; what it holds besides its caption has no place in one. */
void datatable_build(struct passage *passage, struct block *table, const struct slice *slice,
                     struct text raw, size_t offset)
{
    struct datatable *t = datatable_new(passage, table, slice, raw, offset);
    if (table->child)
        diag_warn(t->builder->diag, table->child->at,
                  "a table from data holds nothing but its caption; this is left out");
    table->kind = BLOCK_TABLE;
    table->div = DIV_PLAIN;
    table->child = NULL;
    read_fields(t);
    datahead_read(t);
    read_marks(t);
    read_groups(t);
    read_flag(t);
    read_row_heads(t);
    find_small(t);
    refuse_carry(t);
    set_columns(t);
    datahead_add(t);
    read_rows(t);
    if (t->veil->cells)
        suppress_legend(t->builder, t->locale, t->table, t->least);
    t->passage = NULL;
    t->builder = NULL;
}
