/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection behind all queries: the user's database as main, an empty temporary one
 * attached as q, where a named result becomes a table when a later statement speaks of q, and gets
 * its rows when one names it. While a user's statement is compiled and run the authorizer stands
 * guard; our own statements run without it. */
#include "db/store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "db/authorizer.h"
#include "db/clock.h"
#include "db/collate.h"
#include "db/database.h"
#include "db/function.h"
#include "db/query.h"
#include "db/snapshot.h"
#include "db/sql.h"
#include "db/tr.h"
#include "db/watch.h"

struct kept { /* a result; as a table it has no rows until a statement names it */
    const struct rows *rows;
    const char **affinity; /* or NULL */
    bool is_meant;         /* by a statement that has run or is about to */
    bool is_table, is_filled;
};

struct store {
    sqlite3 *db;
    char *shown;
    struct clock clock;
    struct collation *collation;
    struct functions *functions;
    struct tr *tr;
    struct guard guard;
    struct watch watch;
    struct kept *kept;
    size_t kepts, kept_cap;
    bool has_tables; /* of results */
};

/* A virtual table is constructed at its first use, which the authorizer would refuse; so each is
 * used once before. */
static void touch_virtual_tables(sqlite3 *db)
{
    sqlite3_finalize(database_prepare(db, "SELECT 1 FROM json_each('[]'), json_tree('[]')"));
    sqlite3_stmt *list = database_prepare(
        db, "SELECT name FROM main.sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%%'");
    while (list && sqlite3_step(list) == SQLITE_ROW)
        sqlite3_finalize(
            database_prepare(db, "SELECT 1 FROM main.\"%w\"", sqlite3_column_text(list, 0)));
    sqlite3_finalize(list);
}

static struct store *new_store(const char *shown, const char *date)
{
    struct store *store = heap_resize(NULL, 1, sizeof *store);
    *store = (struct store){.shown = heap_resize(NULL, strlen(shown) + 1, 1)};
    strcpy(store->shown, shown);
    clock_init(&store->clock, date);
    watch_lift();
    store->collation = collation_new();
    return store;
}

/* Makes the connection fit for queries, or gives the store up. */
static struct store *take(struct store *store, sqlite3 *db, struct diag *diag)
{
    store->db = db;
    if (!db) {
        store_close(store);
        return NULL;
    }
    if (!database_attach_temporary(db, "q")) {
        database_fault(db, store->shown, diag);
        store_close(store);
        return NULL;
    }
    collation_register(store->collation, db);
    store->functions = functions_new(db);
    store->tr = tr_new(db);
    touch_virtual_tables(db);
    watch_start(&store->watch);
    watch_install(&store->watch, db);
    return store;
}

struct store *store_open(const char *path, const char *shown, const char *date, struct diag *diag)
{
    struct store *store = new_store(shown, date);
    return take(store, snapshot_take(path, shown, store->clock.name, diag), diag);
}

struct store *store_open_empty(const char *date, struct diag *diag)
{
    struct store *store = new_store("no database", date);
    return take(store, database_temporary(store->clock.name, diag), diag);
}

void store_close(struct store *store)
{
    if (!store)
        return;
    sqlite3_close(store->db);
    functions_free(store->functions);
    tr_free(store->tr);
    clock_done(&store->clock);
    collation_free(store->collation);
    free(store->shown);
    free(store->kept);
    free(store);
}

void store_set_language(struct store *store, const char *lang)
{
    collation_set(store->collation, lang);
}

void store_set_translation(struct store *store, store_translate *translate, void *context)
{
    tr_set(store->tr, translate, context);
}

const char *store_origin(const struct store *store, const char *result, const char *column)
{
    for (size_t i = 0; i < store->kepts; i++) {
        const struct rows *rows = store->kept[i].rows;
        size_t k = text_equal_caseless(text_of(rows->name), text_of(result))
                       ? rows_column(rows, text_of(column))
                       : SIZE_MAX;
        if (k != SIZE_MAX && rows->origin)
            return rows->origin[k];
    }
    return NULL;
}

void store_forget_results(struct store *store)
{
    if (store->has_tables && database_exec(store->db, "DETACH q"))
        database_attach_temporary(store->db, "q");
    store->has_tables = false;
    store->kepts = 0;
}

/* Results as q.NAME */

static bool create_table(struct store *store, const struct rows *rows, const char **affinity)
{
    char *sql = sqlite3_mprintf("DROP TABLE IF EXISTS q.\"%w\"; CREATE TABLE q.\"%w\"(", rows->name,
                                rows->name);
    for (size_t i = 0; sql && i < rows->columns; i++)
        sql = sqlite3_mprintf("%z%s\"%w\" %s", sql, i ? ", " : "", rows->column[i],
                              affinity ? affinity[i] : "");
    sql = sqlite3_mprintf("%z)", sql);
    bool done = sql && database_exec(store->db, sql);
    sqlite3_free(sql);
    return done;
}

static sqlite3_stmt *prepare_insert(struct store *store, const struct rows *rows)
{
    struct buf marks = {0};
    for (size_t i = 0; i < rows->columns; i++)
        buf_string(&marks, i ? ", ?" : "?");
    sqlite3_stmt *insert = database_prepare(store->db, "INSERT INTO q.\"%w\" VALUES(%s)",
                                            rows->name, buf_as_text(&marks).p);
    buf_done(&marks);
    return insert;
}

static double real_of(struct store *store, const struct value *value)
{
    double real;
    if (value->i == 0)
        return database_real(store->db, value->s);
    memcpy(&real, &value->i, sizeof real);
    return real;
}

static void bind_cell(struct store *store, sqlite3_stmt *insert, int i, const struct value *value)
{
    switch (value->kind) {
    case VALUE_NULL: sqlite3_bind_null(insert, i); break;
    case VALUE_INT: sqlite3_bind_int64(insert, i, value->i); break;
    case VALUE_REAL: sqlite3_bind_double(insert, i, real_of(store, value)); break;
    case VALUE_TEXT:
        sqlite3_bind_text(insert, i, value->s.n ? value->s.p : "", (int)value->s.n, SQLITE_STATIC);
        break;
    }
}

static bool insert_rows(struct store *store, const struct rows *rows)
{
    sqlite3_stmt *insert = prepare_insert(store, rows);
    bool done = insert != NULL;
    for (size_t row = 0; done && row < rows->n; row++) {
        for (size_t i = 0; i < rows->columns; i++)
            bind_cell(store, insert, (int)i + 1, rows_cell(rows, row, i));
        sqlite3_step(insert);
        done = sqlite3_reset(insert) == SQLITE_OK;
    }
    sqlite3_finalize(insert);
    return done;
}

static bool make_table(struct store *store, struct kept *kept, struct diag *diag)
{
    const struct rows *rows = kept->rows;
    store->has_tables = true;
    watch_start(&store->watch);
    watch_widen(store->db);
    bool done = database_exec(store->db, "BEGIN") &&
                (kept->is_table || create_table(store, rows, kept->affinity)) &&
                (!kept->is_meant || insert_rows(store, rows)) && database_exec(store->db, "COMMIT");
    watch_narrow(store->db);
    kept->is_table = true;
    kept->is_filled = kept->is_meant;
    if (done)
        return true;
    diag_error(diag, rows->at, "cannot keep the result of query '%s': %s", rows->name,
               sqlite3_errmsg(store->db));
    database_exec(store->db, "ROLLBACK");
    return false;
}

/* A later result takes the name of an earlier one. */
static void keep(struct store *store, const struct kept *kept)
{
    for (size_t i = 0; i < store->kepts; i++) {
        if (text_equal_caseless(text_of(store->kept[i].rows->name), text_of(kept->rows->name))) {
            store->kept[i] = *kept;
            return;
        }
    }
    store->kept = heap_grow(store->kept, sizeof *store->kept, &store->kept_cap, store->kepts + 1);
    store->kept[store->kepts++] = *kept;
}

void store_put(struct store *store, const struct rows *rows)
{
    assert(rows->name);
    if (rows->columns)
        keep(store, &(struct kept){.rows = rows});
}

/* Whether the statement may mean a result: q.NAME, or NAME alone, which has a message. */
static bool speaks_of_results(struct store *store, struct text sql)
{
    struct sql_token token;
    bool speaks = false;
    for (size_t at = 0; sql_next(sql, &at, &token);) {
        speaks = speaks || sql_is_name(&token, TEXT("q"));
        for (size_t i = 0; i < store->kepts; i++) {
            struct kept *kept = &store->kept[i];
            if (sql_is_name(&token, text_of(kept->rows->name)))
                speaks = kept->is_meant = true;
        }
    }
    return speaks;
}

/* Most results are only looped over: their rows are not worth a table. Of those SQLite knows names
 * and columns, for messages. */
static bool make_tables(struct store *store, struct text sql, struct diag *diag)
{
    bool done = true;
    if (!store->kepts || !speaks_of_results(store, sql))
        return true;
    for (size_t i = 0; i < store->kepts; i++) {
        struct kept *kept = &store->kept[i];
        if (!kept->is_table || (kept->is_meant && !kept->is_filled))
            done = make_table(store, kept, diag) && done;
    }
    return done;
}

/* Running */

/* Judges, compiles and runs a statement; false: reported. */
static bool ask(struct arena *arena, struct store *store, const struct query *wanted,
                struct result *result)
{
    struct query query = *wanted;
    query.text.db = store->db;
    query.shown = store->shown;
    query.clock = &store->clock;
    query.guard = &store->guard;
    query.watch = &store->watch;
    query.store = store;
    query.tr = store->tr;
    if (!query_judge(arena, &query) || !make_tables(store, query.text.sql, query.text.diag))
        return false;
    watch_start(&store->watch);
    authorizer_only_reading(store->db, query.text.sql, &store->watch, &store->guard);
    sqlite3_stmt *statement = query_compile(&query);
    bool done = statement && query_run(arena, &query, statement, result);
    sqlite3_finalize(statement);
    authorizer_off(store->db);
    return done;
}

struct rows *store_query(struct arena *arena, struct store *store, const char *name,
                         struct text sql, struct place at, const struct binding *binding,
                         size_t bindings, struct diag *diag)
{
    const char *label = arena_printf(arena, "query '%s'", name);
    const struct query query = {.text = {.label = label, .sql = sql, .at = at, .diag = diag},
                                .name = name,
                                .binding = binding,
                                .bindings = bindings};
    struct result result;
    if (!ask(arena, store, &query, &result))
        return NULL;
    keep(store, &(struct kept){.rows = result.rows, .affinity = result.affinity});
    return result.rows;
}

struct rows *store_ask(struct arena *arena, struct store *store, const char *label, struct text sql,
                       struct place at, const struct binding *binding, size_t bindings,
                       struct diag *diag)
{
    const struct query query = {.text = {.label = label, .sql = sql, .at = at, .diag = diag},
                                .binding = binding,
                                .bindings = bindings};
    struct result result;
    return ask(arena, store, &query, &result) ? result.rows : NULL;
}

/* The first column of what the statement gives; it is finalized. */
static size_t list_names(struct arena *arena, sqlite3_stmt *list, const char ***name)
{
    size_t n = 0, cap = 0;
    *name = NULL;
    while (list && sqlite3_step(list) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(list, 0);
        *name = arena_grow(arena, *name, sizeof **name, &cap, n + 1);
        (*name)[n++] = arena_string(arena, text_of(text));
    }
    sqlite3_finalize(list);
    return n;
}

size_t store_columns(struct arena *arena, struct store *store, const char *table,
                     const char ***column)
{
    return list_names(
        arena,
        database_prepare(store->db, "SELECT name FROM pragma_table_xinfo(%Q, 'main')", table),
        column);
}

const char *store_shown_column(struct arena *arena, struct store *store, const char *view,
                               const char *column)
{
    const char *shown = NULL;
    sqlite3_stmt *statement =
        database_prepare(store->db, "SELECT \"%w\" FROM main.\"%w\"", column, view);
    const char *table = statement ? sqlite3_column_table_name(statement, 0) : NULL;
    const char *origin = statement ? sqlite3_column_origin_name(statement, 0) : NULL;
    if (table && origin && strcasecmp(table, view) != 0)
        shown = arena_printf(arena, "%s.%s", table, origin);
    sqlite3_finalize(statement);
    return shown;
}

size_t store_tables(struct arena *arena, struct store *store, const char ***table)
{
    return list_names(arena,
                      database_prepare(store->db, "SELECT name FROM main.sqlite_schema WHERE type "
                                                  "IN ('table', 'view') ORDER BY name"),
                      table);
}
