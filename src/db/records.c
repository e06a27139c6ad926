/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every fault is reported where it stands, and reading goes on: one run shows all of them. */
#include "db/records.h"

#include <string.h>

#include "base/file.h"
#include "db/database.h"

enum { LONGEST_SHOWN = 60 };

/* Text as messages show it. */
static const char *clip(struct arena *arena, struct text t)
{
    bool is_long = t.n > LONGEST_SHOWN;
    size_t n = is_long ? LONGEST_SHOWN : t.n;
    while (is_long && n > 0 && ((unsigned char)t.p[n] & 0xC0) == 0x80)
        n--;
    return arena_printf(arena, "%.*s%s", (int)n, t.p, is_long ? "…" : "");
}

/* Suggestions */

/* "Region ID" as a schema would write it: "region_id". */
static struct text as_name(struct arena *arena, struct text t)
{
    char *name = arena_string(arena, t);
    for (char *p = name; *p; p++)
        *p = *p == ' ' || *p == '-' ? '_' : *p >= 'A' && *p <= 'Z' ? (char)(*p | 0x20) : *p;
    return (struct text){name, t.n};
}

static const char **list_tables(struct arena *arena, sqlite3 *db, size_t *n)
{
    const char **known = NULL;
    size_t cap = 0;
    sqlite3_stmt *list =
        database_prepare(db, "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
                             " AND name NOT LIKE 'sqlite\\_%%' ESCAPE '\\'");
    for (*n = 0; list && sqlite3_step(list) == SQLITE_ROW;) {
        known = arena_grow(arena, known, sizeof *known, &cap, *n + 1);
        known[(*n)++] = arena_string(arena, text_of((const char *)sqlite3_column_text(list, 0)));
    }
    sqlite3_finalize(list);
    return known;
}

static void suggest_table(struct arena *arena, sqlite3 *db, struct text name, struct place at,
                          struct diag *diag)
{
    size_t n;
    const char **known = list_tables(arena, db, &n);
    diag_suggest(diag, at, as_name(arena, name), known, n);
}

static void suggest_column(struct arena *arena, const struct table *table, struct text name,
                           struct place at, struct diag *diag)
{
    const char **known = ARENA_ARRAY(arena, const char *, table->columns + 1);
    for (size_t i = 0; i < table->columns; i++)
        known[i] = table->column[i].name;
    diag_suggest(diag, at, as_name(arena, name), known, table->columns);
}

/* The header */

size_t records_cell(const struct records *records, size_t column)
{
    for (size_t i = 0; i < records->cells; i++)
        if (records->column[i] == column)
            return i;
    return SIZE_MAX;
}

struct place records_place(const struct records *records, const struct cell *cell)
{
    return sheet_place(records->sheet, cell);
}

/* The column that a header cell names; SIZE_MAX, reported, when it names none or one twice. */
static size_t match_cell(struct records *records, const struct cell *cell, struct diag *diag)
{
    struct text name = trim_wide(cell->text);
    struct place at = records_place(records, cell);
    const char *shown = clip(records->arena, name);
    size_t column = table_column(records->table, name);
    if (cell->kind == CELL_FAULT) {
        diag_error(diag, at, "%s%s%s%s", name.n ? "'" : "", shown, name.n ? "' " : "", cell->fault);
        return SIZE_MAX;
    }
    if (column == SIZE_MAX) {
        diag_error(diag, at, "no column '%s' in table '%s'", shown, records->table->name);
        suggest_column(records->arena, records->table, name, at, diag);
    } else if (records_cell(records, column) != SIZE_MAX) {
        diag_error(diag, at, "column '%s' is given twice", shown);
        column = SIZE_MAX;
    } else if (records->table->column[column].kind == COLUMN_COMPUTED) {
        diag_error(diag, at, "column '%s' is computed: it cannot be given", shown);
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

static bool is_empty(const struct cell *cell)
{
    return cell->kind == CELL_TEXT && trim_wide(cell->text).n == 0;
}

static void read_header(struct records *records, struct diag *diag)
{
    struct cell *cell;
    size_t cells, errors = diag_errors(diag);
    if (!sheet_next(records->sheet, &cell, &cells, diag)) {
        if (diag_errors(diag) == errors)
            diag_error(diag, (struct place){records->shown, 1, 1, NULL},
                       "the file has no header of column names");
        records->is_broken = true;
        return;
    }
    while (is_empty(&cell[cells - 1]))
        cells--;
    records->column = ARENA_ARRAY(records->arena, size_t, cells);
    records->is_nameless = ARENA_ARRAY(records->arena, bool, cells);
    records->has_cents = ARENA_ARRAY(records->arena, bool, cells);
    memset(records->has_cents, 0, cells * sizeof *records->has_cents);
    for (size_t i = 0; i < cells; i++) {
        bool is_nameless = is_empty(&cell[i]);
        size_t column = is_nameless ? SIZE_MAX : match_cell(records, &cell[i], diag);
        records->is_nameless[i] = is_nameless;
        records->column[records->cells++] = column;
    }
    find_lacking(records, records_place(records, &cell[0]), diag);
}

/* Which table a sheet fills */

struct opening {
    struct arena *arena;
    sqlite3 *db;
    struct book *book;
    const char *shown;
    struct records ***records;
    size_t *n;
    struct diag *diag;
};

static void add_records(const struct opening *o, struct sheet *sheet, struct table *table)
{
    struct records *records = ARENA_NEW(o->arena, struct records);
    *records = (struct records){.arena = o->arena,
                                .shown = o->shown,
                                .sheet = sheet,
                                .table = table,
                                .quiet = diag_new(o->arena)};
    size_t cap = *o->n;
    for (size_t k = 0; k < *o->n; k++) {
        if (strcmp((*o->records)[k]->table->name, table->name) != 0)
            continue;
        diag_error(o->diag, (struct place){.file = o->shown},
                   "table '%s' is filled by another file or sheet already", table->name);
        return;
    }
    if (sheet->is_hidden)
        diag_warn(o->diag, (struct place){.file = o->shown},
                  "sheet '%s' is hidden; it is imported too", sheet->name);
    read_header(records, o->diag);
    *o->records = arena_grow(o->arena, *o->records, sizeof **o->records, &cap, *o->n + 1);
    (*o->records)[(*o->n)++] = records;
}

static void add_named(const struct opening *o, struct sheet *sheet, struct text name)
{
    struct place at = {.file = o->shown};
    struct table *table = table_read(o->arena, o->db, name);
    if (table) {
        add_records(o, sheet, table);
        return;
    }
    diag_error(o->diag, at, "no table '%s' in the database", clip(o->arena, name));
    suggest_table(o->arena, o->db, name, at, o->diag);
}

static bool has_rows(const struct opening *o, struct sheet *sheet)
{
    struct cell *cell;
    size_t cells;
    struct diag *quiet = diag_new(o->arena);
    bool has = sheet_next(sheet, &cell, &cells, quiet) || diag_errors(quiet) > 0;
    sheet_restart(sheet);
    return has;
}

/* The only sheet that holds anything, or NULL. */
static struct sheet *only_sheet(const struct opening *o, size_t *filled)
{
    struct sheet *only = NULL;
    *filled = 0;
    for (size_t i = 0; i < book_sheets(o->book); i++)
        if (has_rows(o, book_sheet(o->book, i)) && (*filled)++ == 0)
            only = book_sheet(o->book, i);
    return *filled == 1 ? only : NULL;
}

/* A sheet that is no table's beside others that are: a slip of the pen is an error. */
static void pass_over(const struct opening *o, const struct sheet *sheet)
{
    struct place at = {.file = o->shown};
    struct text name = trim_wide(text_of(sheet->name));
    size_t n;
    const char **known = list_tables(o->arena, o->db, &n);
    const char *nearest = diag_nearest(as_name(o->arena, name), known, n);
    if (!nearest) {
        diag_warn(o->diag, at, "sheet '%s' has no table's name; it is passed over",
                  clip(o->arena, name));
        return;
    }
    diag_error(o->diag, at, "no table '%s' in the database, as a sheet is named",
               clip(o->arena, name));
    diag_note(o->diag, at, "did you mean '%s'?", nearest);
}

static void open_sheets(const struct opening *o, const char *wanted)
{
    for (size_t i = 0; i < book_sheets(o->book); i++) {
        struct sheet *sheet = book_sheet(o->book, i);
        struct text name = trim_wide(text_of(sheet->name));
        struct table *table = table_read(o->arena, o->db, name);
        if (wanted && !text_equal_caseless(name, text_of(wanted)))
            continue;
        if (table)
            add_records(o, sheet, table);
        else if (has_rows(o, sheet))
            pass_over(o, sheet);
    }
}

static bool any_sheet_is_named(const struct opening *o, const char *wanted)
{
    for (size_t i = 0; i < book_sheets(o->book); i++) {
        struct text name = trim_wide(text_of(book_sheet(o->book, i)->name));
        if (wanted ? text_equal_caseless(name, text_of(wanted)) && table_read(o->arena, o->db, name)
                   : table_read(o->arena, o->db, name) != NULL)
            return true;
    }
    return false;
}

void records_open(struct arena *arena, sqlite3 *db, struct book *book, const char *path,
                  const char *shown, const char *wanted, struct records ***records, size_t *n,
                  struct diag *diag)
{
    const struct opening o = {arena, db, book, shown, records, n, diag};
    struct text name = wanted ? text_of(wanted) : path_stem(path);
    size_t filled;
    if (!book_sheet(book, 0)->name) {
        add_named(&o, book_sheet(book, 0), name);
        return;
    }
    if (any_sheet_is_named(&o, wanted)) {
        open_sheets(&o, wanted);
        return;
    }
    struct sheet *only = only_sheet(&o, &filled);
    struct place at = {.file = shown};
    if (only)
        add_named(&o, only, name);
    else if (filled == 0)
        diag_error(diag, at, "the workbook is empty");
    else
        diag_error(diag, at, "none of the workbook's %zu sheets has the name of %s", filled,
                   wanted ? arena_printf(arena, "table '%s'", wanted) : "a table");
    for (size_t i = 0; !only && i < book_sheets(book); i++)
        suggest_table(arena, db, text_of(book_sheet(book, i)->name), at, diag);
}

/* Rows */

bool records_begin(struct records *records)
{
    struct cell *cell;
    size_t cells;
    sheet_restart(records->sheet);
    /* What the header has to say was said. */
    return sheet_next(records->sheet, &cell, &cells, records->quiet);
}

bool records_fault(struct records *records)
{
    records->faults++;
    records->is_flooded = records->faults > MOST_FAULTS;
    return !records->is_flooded;
}

static bool has_right_length(struct records *records, struct record *record, struct diag *diag)
{
    while (record->cells > records->cells && is_empty(&record->cell[record->cells - 1]))
        record->cells--;
    if (record->cells == records->cells)
        return true;
    size_t odd = record->cells > records->cells ? records->cells : record->cells - 1;
    if (diag && records_fault(records))
        diag_error(diag, records_place(records, &record->cell[odd]),
                   "the row has %zu cells, the header %zu", record->cells, records->cells);
    return false;
}

static void report_cell(struct arena *arena, struct records *records, const struct column *column,
                        const struct cell *cell, const char *fault, struct diag *diag)
{
    if (!diag || !records_fault(records))
        return;
    bool has_text = cell->text.n > 0 || cell->kind != CELL_FAULT;
    diag_error(diag, records_place(records, cell), "column '%s': %s%s%s%s", column->name,
               has_text ? "'" : "", clip(arena, cell->text), has_text ? "' " : "", fault);
}

/* Who types 180,00 into a workbook leaves the number 180, so its cents may be meant as euros. */
static void warn_of_cents(struct records *records, size_t i, const struct cell *cell,
                          const struct value *value, struct diag *diag)
{
    const struct column *column = &records->table->column[records->column[i]];
    if (!diag || column->kind != COLUMN_MONEY || cell->kind != CELL_NUMBER || value->i == 0 ||
        records->has_cents[i])
        return;
    records->has_cents[i] = true;
    diag_warn(diag, records_place(records, cell),
              "column '%s': '%s' and other numbers without a currency format are read as cents: "
              "give the cells that format if they are euros",
              column->name, clip(records->arena, cell->text));
}

static bool convert(struct arena *arena, struct records *records, size_t i,
                    const struct record *record, struct diag *diag)
{
    const struct column *column = &records->table->column[records->column[i]];
    const struct cell *cell = &record->cell[i];
    struct value *value = &record->value[i];
    const char *fault = column_convert(arena, column, cell, value);
    if (fault) {
        report_cell(arena, records, column, cell, fault, diag);
        *value = (struct value){.kind = VALUE_NULL};
        return false;
    }
    warn_of_cents(records, i, cell, value, diag);
    if (value->kind != VALUE_NULL || !column->is_not_null)
        return true;
    *value = column->otherwise;
    if (value->kind != VALUE_NULL)
        return true;
    if (diag && records_fault(records))
        diag_error(diag, records_place(records, cell), "column '%s' must not be empty",
                   column->name);
    return false;
}

static bool is_beside_header(struct records *records, const struct cell *cell, struct diag *diag)
{
    if (is_empty(cell))
        return false;
    if (diag && records_fault(records))
        diag_error(diag, records_place(records, cell),
                   "the cell's column has no name in the header");
    return true;
}

/* Converts the record's cells; a fault is told unless diag is NULL. */
static void convert_all(struct arena *arena, struct records *records, struct record *record,
                        struct diag *diag)
{
    record->is_sound = has_right_length(records, record, diag);
    record->value = ARENA_ARRAY(arena, struct value, records->cells);
    for (size_t i = 0; i < records->cells && i < record->cells; i++) {
        bool is_wrong = records->is_nameless[i] ? is_beside_header(records, &record->cell[i], diag)
                                                : records->column[i] != SIZE_MAX &&
                                                      !convert(arena, records, i, record, diag);
        record->is_sound = record->is_sound && !is_wrong;
    }
}

bool records_next(struct arena *arena, struct records *records, struct record *record,
                  struct diag *diag)
{
    size_t errors = diag_errors(diag);
    bool has_row = sheet_next(records->sheet, &record->cell, &record->cells, diag);
    records->is_broken = records->is_broken || diag_errors(diag) > errors;
    if (!has_row)
        return false;
    convert_all(arena, records, record, diag);
    return true;
}

bool records_again(struct arena *arena, struct records *records, struct record *record)
{
    if (!sheet_next(records->sheet, &record->cell, &record->cells, records->quiet))
        return false;
    convert_all(arena, records, record, NULL);
    return true;
}
