/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign keys are off while rows are stored (a deletion would otherwise cascade into tables that
 * are not imported), and SQLite's own check is run at the end. It names tables and row ids; the
 * places are found by reading the file of a complained-about table a second time. */
#include "db/reference.h"

#include "base/buffer.h"
#include "db/database.h"

struct reference {
    const char *parent;
    const char **from, **to;
    size_t columns;
    bool is_covered; /* another reference is its first column alone */
};

struct check {
    struct arena *arena;
    sqlite3 *db;
    struct records *const *records;
    size_t n;
    bool has_unread; /* a file whose table or rows nobody knows */
    const char *shown;
    struct diag *diag;
};

static struct records *find_records(struct records *const *records, size_t n, const char *table)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal_caseless(text_of(records[i]->table->name), text_of(table)))
            return records[i];
    return NULL;
}

static const char *column_text(struct arena *arena, sqlite3_stmt *statement, int i)
{
    return arena_string(arena, text_of((const char *)sqlite3_column_text(statement, i)));
}

/* Order */

static bool refers_to_later(struct arena *arena, sqlite3 *db, struct records *const *records,
                            size_t n, size_t which)
{
    bool found = false;
    sqlite3_stmt *list =
        database_prepare(db, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(%Q, 'main')",
                         records[which]->table->name);
    while (!found && list && sqlite3_step(list) == SQLITE_ROW) {
        const struct records *parent = find_records(records, n, column_text(arena, list, 0));
        found = parent && parent != records[which];
    }
    sqlite3_finalize(list);
    return found;
}

void references_order(struct arena *arena, sqlite3 *db, struct records **records, size_t n)
{
    for (size_t first = 0; first < n; first++) {
        size_t next = 0;
        while (first + next < n && refers_to_later(arena, db, records + first, n - first, next))
            next++;
        if (first + next == n)
            continue; /* a ring */
        struct records *chosen = records[first + next];
        for (size_t i = first + next; i > first; i--)
            records[i] = records[i - 1];
        records[first] = chosen;
    }
}

/* True when not all rows of the table's file are known. */
static bool is_uncertain(const struct check *c, const struct records *records)
{
    return records ? records->is_broken || records->is_flooded : c->has_unread;
}

/* One table's references */

static const char *primary_key(struct arena *arena, sqlite3 *db, const char *table, size_t k)
{
    const char *name = "";
    sqlite3_stmt *list = database_prepare(
        db, "SELECT name FROM pragma_table_info(%Q, 'main') WHERE pk = %d", table, (int)k + 1);
    if (list && sqlite3_step(list) == SQLITE_ROW)
        name = column_text(arena, list, 0);
    sqlite3_finalize(list);
    return name;
}

static void add_pair(struct arena *arena, sqlite3 *db, struct reference *r, sqlite3_stmt *row)
{
    size_t caps[2] = {r->columns, r->columns};
    bool is_named = sqlite3_column_type(row, 3) != SQLITE_NULL;
    r->from = arena_grow(arena, r->from, sizeof *r->from, &caps[0], r->columns + 1);
    r->to = arena_grow(arena, r->to, sizeof *r->to, &caps[1], r->columns + 1);
    r->from[r->columns] = column_text(arena, row, 2);
    r->to[r->columns] =
        is_named ? column_text(arena, row, 3) : primary_key(arena, db, r->parent, r->columns);
    r->columns++;
}

/* A reference of several columns often stands beside one of its first column to the same table. */
static void mark_covered(struct reference *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n && list[i].columns > 1; k++)
            list[i].is_covered =
                list[i].is_covered ||
                (list[k].columns == 1 && text_is(text_of(list[k].from[0]), list[i].from[0]) &&
                 text_is(text_of(list[k].parent), list[i].parent));
}

static struct reference *read_references(struct arena *arena, sqlite3 *db, const char *table,
                                         size_t *n)
{
    struct reference *list = NULL;
    size_t cap = 0;
    int last = -1;
    sqlite3_stmt *row = database_prepare(
        db,
        "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(%Q, 'main')"
        " ORDER BY id, seq",
        table);
    for (*n = 0; row && sqlite3_step(row) == SQLITE_ROW;) {
        int id = sqlite3_column_int(row, 0);
        if (*n == 0 || id != last) {
            list = arena_grow(arena, list, sizeof *list, &cap, *n + 1);
            list[(*n)++] = (struct reference){.parent = column_text(arena, row, 1)};
        }
        last = id;
        add_pair(arena, db, &list[*n - 1], row);
    }
    sqlite3_finalize(row);
    mark_covered(list, *n);
    return list;
}

/* Looks a key up among the parent's rows, and among its refused ones where there are any. */
static sqlite3_stmt *prepare_lookup(const struct check *c, const struct reference *r)
{
    struct buf where = {0};
    const struct records *parent = find_records(c->records, c->n, r->parent);
    for (size_t i = 0; i < r->columns; i++) {
        char *term = sqlite3_mprintf("%s\"%w\" = ?%d", i ? " AND " : "", r->to[i], (int)i + 1);
        buf_string(&where, term ? term : "");
        sqlite3_free(term);
    }
    sqlite3_stmt *lookup =
        parent && parent->refused
            ? database_prepare(c->db,
                               "SELECT 1 FROM main.\"%w\" WHERE %s UNION ALL"
                               " SELECT 1 FROM temp.\"refused %w\" WHERE %s",
                               r->parent, buf_as_text(&where).p, r->parent, buf_as_text(&where).p)
            : database_prepare(c->db, "SELECT 1 FROM main.\"%w\" WHERE %s", r->parent,
                               buf_as_text(&where).p);
    buf_done(&where);
    return lookup;
}

/* One record */

/* The cell that fills the reference's k-th column, or NULL when it is empty or not given. */
static const struct cell *key_cell(const struct records *records, const struct record *record,
                                   const struct reference *r, size_t k, const struct value **value)
{
    size_t column = table_column(records->table, text_of(r->from[k]));
    size_t i = column == SIZE_MAX ? SIZE_MAX : records_cell(records, column);
    if (i == SIZE_MAX || i >= record->cells || record->value[i].kind == VALUE_NULL)
        return NULL;
    *value = &record->value[i];
    return &record->cell[i];
}

static void bind(sqlite3_stmt *statement, size_t k, const struct value *value)
{
    if (value->kind == VALUE_INT)
        sqlite3_bind_int64(statement, (int)k + 1, value->i);
    else
        sqlite3_bind_text(statement, (int)k + 1, value->s.p, (int)value->s.n, SQLITE_STATIC);
}

/* True when the key is complete, and bound. */
static bool bind_key(const struct records *records, const struct record *record,
                     const struct reference *r, sqlite3_stmt *lookup)
{
    const struct value *value;
    for (size_t k = 0; k < r->columns; k++) {
        if (!key_cell(records, record, r, k, &value))
            return false;
        bind(lookup, k, value);
    }
    return true;
}

/* The parent's rows that the key's first column finds, with what they have in the others. */
static sqlite3_stmt *find_by_first(const struct check *c, const struct reference *r,
                                   const struct value *value)
{
    struct buf names = {0};
    for (size_t k = 1; k < r->columns; k++) {
        char *name = sqlite3_mprintf("%sifnull(\"%w\", '')", k > 1 ? ", " : "", r->to[k]);
        buf_string(&names, name ? name : "");
        sqlite3_free(name);
    }
    sqlite3_stmt *rows =
        database_prepare(c->db, "SELECT %s FROM main.\"%w\" WHERE \"%w\" = ?1 LIMIT 2",
                         buf_as_text(&names).p, r->parent, r->to[0]);
    buf_done(&names);
    if (rows)
        bind(rows, 0, value);
    return rows;
}

/* "id '2' and funding_id '1'" */
static const char *and_so(const struct check *c, const char *said, const char *name,
                          struct text value)
{
    if (!*said)
        return arena_printf(c->arena, "%s '%.*s'", name, (int)value.n, value.p);
    return arena_printf(c->arena, "%s and %s '%.*s'", said, name, (int)value.n, value.p);
}

/* "the row with id '2' has funding_id '1'", where there is one such row. */
static void tell_found(const struct check *c, const struct reference *r, struct place at,
                       const struct value *value, sqlite3_stmt *rows)
{
    const char *found = "";
    for (size_t k = 1; k < r->columns; k++)
        found = and_so(c, found, r->to[k], text_of(column_text(c->arena, rows, (int)k - 1)));
    if (sqlite3_step(rows) != SQLITE_ROW)
        diag_note(c->diag, at, "the row with %s '%.*s' has %s", r->to[0], (int)value->s.n,
                  value->s.p, found);
}

static void report_key(const struct check *c, struct records *records, const struct record *record,
                       const struct reference *r)
{
    struct buf from = {0};
    const char *keys = "";
    const struct value *value;
    for (size_t k = 0; k < r->columns; k++) {
        key_cell(records, record, r, k, &value);
        buf_printf(&from, "%s'%s'", k ? ", " : "", r->from[k]);
        keys = and_so(c, keys, r->to[k], value->s);
    }
    diag_error(c->diag, records_place(records, key_cell(records, record, r, 0, &value)),
               "column%s %s: table '%s' has no row with %s", r->columns > 1 ? "s" : "",
               buf_as_text(&from).p, r->parent, keys);
    buf_done(&from);
}

/* Where even the first column finds nothing and has a reference of its own, that one tells it. */
static void report_dangling(const struct check *c, struct records *records,
                            const struct record *record, const struct reference *r)
{
    const struct value *value;
    const struct cell *cell = key_cell(records, record, r, 0, &value);
    sqlite3_stmt *rows = r->columns > 1 ? find_by_first(c, r, value) : NULL;
    bool is_found = rows && sqlite3_step(rows) == SQLITE_ROW;
    if ((is_found || !r->is_covered) && records_fault(records)) {
        report_key(c, records, record, r);
        if (is_found)
            tell_found(c, r, records_place(records, cell), value, rows);
    }
    sqlite3_finalize(rows);
}

static bool check_record(const struct check *c, struct records *records,
                         const struct record *record, const struct reference *r,
                         sqlite3_stmt *lookup)
{
    if (!bind_key(records, record, r, lookup))
        return true;
    bool is_there = sqlite3_step(lookup) == SQLITE_ROW;
    sqlite3_reset(lookup);
    if (!is_there)
        report_dangling(c, records, record, r);
    return is_there;
}

/* Reads the file again and reports the reference's dangling keys; returns how many. */
static size_t check_reference(const struct check *c, struct records *records,
                              const struct reference *r)
{
    size_t dangling = 0;
    struct record record;
    const struct records *parent = find_records(c->records, c->n, r->parent);
    sqlite3_stmt *lookup = is_uncertain(c, parent) ? NULL : prepare_lookup(c, r);
    struct arena *scratch = arena_new();
    struct arena_mark start = arena_mark(scratch);
    bool has_rows = lookup && records->column && records_begin(records);
    while (has_rows && records_again(scratch, records, &record)) {
        dangling += !check_record(c, records, &record, r, lookup);
        arena_rewind(scratch, start);
    }
    arena_free(scratch);
    sqlite3_finalize(lookup);
    return dangling;
}

static size_t check_table(const struct check *c, struct records *records)
{
    size_t n, dangling = 0;
    struct reference *list = read_references(c->arena, c->db, records->table->name, &n);
    for (size_t i = 0; i < n; i++)
        dangling += check_reference(c, records, &list[i]);
    return dangling;
}

/* Rows that were in the database before, and whose parents are gone with the imported table. */
static sqlite3_stmt *prepare_orphans(const struct check *c, const char *child,
                                     const struct reference *r)
{
    struct buf names = {0}, where = {0};
    for (size_t i = 0; i < r->columns; i++) {
        char *name = sqlite3_mprintf("%sc.\"%w\"", i ? ", " : "", r->from[i]);
        char *term =
            sqlite3_mprintf("%sp.\"%w\" = c.\"%w\"", i ? " AND " : "", r->to[i], r->from[i]);
        buf_string(&names, name ? name : "");
        buf_string(&where, term ? term : "");
        sqlite3_free(name);
        sqlite3_free(term);
    }
    sqlite3_stmt *orphans = database_prepare(
        c->db,
        "SELECT DISTINCT %s FROM main.\"%w\" c WHERE c.\"%w\" IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM main.\"%w\" p WHERE %s) ORDER BY 1",
        buf_as_text(&names).p, child, r->from[0], r->parent, buf_as_text(&where).p);
    buf_done(&names);
    buf_done(&where);
    return orphans;
}

static void report_orphans(const struct check *c, const char *child, size_t which)
{
    size_t n;
    const struct reference *r = read_references(c->arena, c->db, child, &n) + which;
    struct records *parent = which < n ? find_records(c->records, c->n, r->parent) : NULL;
    if (!parent || is_uncertain(c, parent) || parent->refused)
        return;
    sqlite3_stmt *orphans = prepare_orphans(c, child, r);
    while (orphans && sqlite3_step(orphans) == SQLITE_ROW && records_fault(parent))
        diag_error(c->diag, (struct place){.file = parent->shown},
                   "table '%s' still refers to the row with %s '%s', which is not in the file",
                   child, r->to[0], column_text(c->arena, orphans, 0));
    sqlite3_finalize(orphans);
}

/* Runs SQLite's check; counts the violations of each imported table, reports the others'. It tells
 * a table's rows one reference after the other. */
static void count_violations(const struct check *c, size_t *violations)
{
    const char *reported = "";
    int which = -1;
    sqlite3_stmt *check = database_prepare(c->db, "PRAGMA main.foreign_key_check");
    while (check && sqlite3_step(check) == SQLITE_ROW) {
        const char *child = (const char *)sqlite3_column_text(check, 0);
        int id = sqlite3_column_int(check, 3);
        const struct records *records = find_records(c->records, c->n, child);
        for (size_t i = 0; i < c->n; i++)
            violations[i] += c->records[i] == records;
        if (records || (id == which && text_is(text_of(reported), child)))
            continue;
        reported = column_text(c->arena, check, 0);
        which = id;
        report_orphans(c, reported, (size_t)id);
    }
    if (sqlite3_finalize(check) != SQLITE_OK || !check)
        diag_error(c->diag, (struct place){.file = c->shown}, "cannot check foreign keys: %s",
                   sqlite3_errmsg(c->db));
}

void references_check(struct arena *arena, sqlite3 *db, struct records *const *records, size_t n,
                      bool has_unread, const char *shown, struct diag *diag)
{
    const struct check c = {arena, db, records, n, has_unread, shown, diag};
    size_t errors = diag_errors(diag);
    size_t *violations = ARENA_ARRAY(arena, size_t, n + 1);
    bool is_certain = !has_unread;
    count_violations(&c, violations);
    for (size_t i = 0; i < n; i++)
        is_certain = is_certain && !is_uncertain(&c, records[i]) && !records[i]->refused;
    for (size_t i = 0; i < n; i++) {
        bool needs_places = violations[i] || records[i]->refused;
        size_t placed = needs_places ? check_table(&c, records[i]) : 0;
        if (violations[i] && !placed && diag_errors(diag) == errors && is_certain)
            diag_error(diag, (struct place){.file = records[i]->shown},
                       "a row of table '%s' refers to a row that does not exist",
                       records[i]->table->name);
    }
}
