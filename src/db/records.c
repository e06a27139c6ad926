/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every fault is reported where it stands, and reading goes on: one run shows all of them. */
#include "db/records.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "db/database.h"
#include "db/sql.h"

enum { LONGEST_SHOWN = 60 };

static void suggest_table(struct arena *arena, sqlite3 *db, struct text name, struct place at,
                          struct diag *diag)
{
    const char **known = NULL;
    size_t n = 0, cap = 0;
    sqlite3_stmt *list =
        database_prepare(db, "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
                             " AND name NOT LIKE 'sqlite\\_%%' ESCAPE '\\'");
    while (list && sqlite3_step(list) == SQLITE_ROW) {
        known = arena_grow(arena, known, sizeof *known, &cap, n + 1);
        known[n++] = arena_string(arena, text_of((const char *)sqlite3_column_text(list, 0)));
    }
    sqlite3_finalize(list);
    diag_suggest(diag, at, name, known, n);
}

static void suggest_column(struct arena *arena, const struct table *table, struct csv_cell *cell,
                           struct diag *diag)
{
    const char **known = ARENA_ARRAY(arena, const char *, table->columns + 1);
    for (size_t i = 0; i < table->columns; i++)
        known[i] = table->column[i].name;
    diag_suggest(diag, cell->at, text_trim(cell->text), known, table->columns);
}

size_t records_cell(const struct records *records, size_t column)
{
    for (size_t i = 0; i < records->cells; i++)
        if (records->column[i] == column)
            return i;
    return SIZE_MAX;
}

/* The column that a header cell names; SIZE_MAX, reported, when it names none or one twice. */
static size_t match_cell(struct arena *arena, struct records *records, struct csv_cell *cell,
                         struct diag *diag)
{
    struct text name = text_trim(cell->text);
    size_t column = table_column(records->table, name);
    if (name.n == 0) {
        diag_error(diag, cell->at, "a column without a name");
    } else if (column == SIZE_MAX) {
        diag_error(diag, cell->at, "table '%s' has no column '%.*s'", records->table->name,
                   (int)name.n, name.p);
        suggest_column(arena, records->table, cell, diag);
    } else if (records_cell(records, column) != SIZE_MAX) {
        diag_error(diag, cell->at, "column '%.*s' is given twice", (int)name.n, name.p);
        column = SIZE_MAX;
    } else if (records->table->column[column].kind == COLUMN_COMPUTED) {
        diag_error(diag, cell->at, "column '%.*s' is computed: it cannot be given", (int)name.n,
                   name.p);
        column = SIZE_MAX;
    }
    return column;
}

static void find_lacking(struct records *records, struct place at, struct diag *diag)
{
    for (size_t i = 0; i < records->table->columns; i++) {
        const struct column *column = &records->table->column[i];
        if (!column->is_not_null || column->has_default || column->kind == COLUMN_COMPUTED ||
            records_cell(records, i) != SIZE_MAX)
            continue;
        diag_error(diag, at, "column '%s' is missing: it must not be empty", column->name);
        records->lacks = true;
    }
}

static void read_header(struct arena *arena, struct records *records, struct diag *diag)
{
    struct csv_cell *cell;
    size_t cells;
    struct csv *csv = csv_open(arena, records->shown, records->bytes, diag);
    if (!csv || !csv_next(csv, &cell, &cells, diag)) {
        if (csv)
            diag_error(diag, (struct place){records->shown, 1, 1, NULL},
                       "the file has no header of column names");
        records->is_broken = true;
        return;
    }
    records->column = ARENA_ARRAY(arena, size_t, cells);
    for (size_t i = 0; i < cells; i++) {
        size_t column = match_cell(arena, records, &cell[i], diag);
        records->column[records->cells++] = column;
    }
    find_lacking(records, cell[0].at, diag);
}

static bool is_csv(const char *path)
{
    struct text base = path_base(path), stem = path_stem(path);
    struct text extension = text_from(base, stem.n);
    return same_word(extension, TEXT(".csv")) || same_word(extension, TEXT(".tsv")) ||
           same_word(extension, TEXT(".txt")) || extension.n == 0;
}

struct records *records_open(struct arena *arena, sqlite3 *db, const char *path, const char *shown,
                             struct text table, struct diag *diag)
{
    struct place at = {.file = shown};
    struct records *records = ARENA_NEW(arena, struct records);
    records->shown = shown;
    records->table = table_read(arena, db, table);
    if (!records->table) {
        diag_error(diag, at, "the database has no table '%.*s'", (int)table.n, table.p);
        suggest_table(arena, db, table, at, diag);
        return NULL;
    }
    records->is_broken = true;
    if (!is_csv(path))
        diag_error(diag, at, "only CSV files can be imported");
    else if (!file_read(arena, path, &records->bytes))
        diag_error(diag, at, "cannot read the file: %s", strerror(errno));
    else
        records->is_broken = false;
    if (!records->is_broken)
        read_header(arena, records, diag);
    return records;
}

struct csv *records_begin(struct arena *arena, struct records *records, struct diag *diag)
{
    struct csv_cell *cell;
    size_t cells;
    /* What opening has to say was said with the header. */
    struct csv *csv = csv_open(arena, records->shown, records->bytes, diag_new(arena));
    return csv && csv_next(csv, &cell, &cells, diag) ? csv : NULL;
}

static bool is_blank(const struct record *record)
{
    for (size_t i = 0; i < record->cells; i++)
        if (text_trim(record->cell[i].text).n)
            return false;
    return true;
}

static bool has_right_length(const struct records *records, const struct record *record,
                             struct diag *diag)
{
    if (record->cells == records->cells)
        return true;
    size_t odd = record->cells > records->cells ? records->cells : record->cells - 1;
    diag_error(diag, record->cell[odd].at, "the row has %zu cells, the header %zu", record->cells,
               records->cells);
    return false;
}

static bool convert(struct arena *arena, const struct column *column, const struct csv_cell *cell,
                    struct value *value, struct diag *diag)
{
    const char *fault = column_convert(arena, column, cell->text, value);
    if (fault) {
        bool is_long = cell->text.n > LONGEST_SHOWN;
        diag_error(diag, cell->at, "column '%s': '%.*s%s' %s", column->name,
                   is_long ? LONGEST_SHOWN : (int)cell->text.n, cell->text.p, is_long ? "…" : "",
                   fault);
        *value = (struct value){.kind = VALUE_NULL};
        return false;
    }
    if (value->kind != VALUE_NULL || !column->is_not_null)
        return true;
    diag_error(diag, cell->at, "column '%s' must not be empty", column->name);
    return false;
}

bool records_next(struct arena *arena, struct records *records, struct csv *csv,
                  struct record *record, struct diag *diag)
{
    size_t errors = diag_errors(diag);
    do {
        if (!csv_next(csv, &record->cell, &record->cells, diag)) {
            records->is_broken = records->is_broken || diag_errors(diag) > errors;
            return false;
        }
    } while (is_blank(record));
    record->is_sound = has_right_length(records, record, diag);
    record->value = ARENA_ARRAY(arena, struct value, records->cells);
    for (size_t i = 0; i < records->cells && i < record->cells; i++) {
        size_t column = records->column[i];
        if (column != SIZE_MAX && !convert(arena, &records->table->column[column], &record->cell[i],
                                           &record->value[i], diag))
            record->is_sound = false;
    }
    return true;
}
