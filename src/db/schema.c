/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statements of schema.sql are run one by one, so that a fault is told at its line and column.
 * It may do all that SQLite can, but not reach other files. */
#include "db/schema.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "db/authorizer.h"
#include "db/database.h"
#include "db/fault.h"
#include "db/sql.h"
#include "db/watch.h"

const char *shown_path(const struct import_options *options, const char *path)
{
    size_t n = options->root ? strlen(options->root) : 0;
    while (n && options->root[n - 1] == '/')
        n--;
    if (n && strncmp(path, options->root, n) == 0 && path[n] == '/')
        return path + n + strspn(path + n, "/");
    return text_starts(text_of(path), "./") ? path + 2 : path;
}

static struct place place_of(const struct statement *schema, size_t from)
{
    struct sql_token token;
    size_t at = from;
    return statement_place(schema, sql_next(schema->sql, &at, &token) ? token.offset : from);
}

/* Runs the statement that begins at `from`; the next one's beginning, or 0 after a fault. */
static size_t run_statement(const struct statement *schema, struct guard *guard, size_t from)
{
    sqlite3_stmt *statement;
    const char *tail = schema->sql.p + from;
    struct watch watch;
    watch_start(&watch);
    watch_attend(&watch, schema->db);
    authorizer_only_here(schema->db, guard);
    int rc = sqlite3_prepare_v2(schema->db, tail, (int)(schema->sql.n - from), &statement, &tail);
    while (rc == SQLITE_OK && statement && (rc = sqlite3_step(statement)) == SQLITE_ROW)
        rc = SQLITE_OK;
    authorizer_off(schema->db);
    sqlite3_progress_handler(schema->db, 0, NULL, NULL);
    size_t next = (size_t)(tail - schema->sql.p);
    if (rc != SQLITE_OK && rc != SQLITE_DONE) {
        if (guard->refusal[0])
            diag_error(schema->diag, place_of(schema, from), "%s %s", schema->label,
                       guard->refusal);
        else if (watch.is_over)
            diag_error(schema->diag, place_of(schema, from),
                       "%s takes too long: it was stopped after %d seconds", schema->label,
                       MOST_SECONDS);
        else
            statement_fault(schema, from);
        next = 0;
    }
    sqlite3_finalize(statement);
    return next;
}

/* Runs all statements; false: reported. */
static bool run_all(const struct statement *schema)
{
    struct guard guard = {0};
    size_t at = 0;
    bool is_sound = true;
    watch_memory();
    while (is_sound && at < schema->sql.n)
        is_sound = (at = run_statement(schema, &guard, at)) > 0;
    watch_lift();
    return is_sound;
}

bool schema_run(struct arena *arena, sqlite3 *db, const struct import_options *options,
                struct diag *diag)
{
    struct text sql;
    if (!options->schema) {
        diag_error(diag, (struct place){.file = shown_path(options, options->database)},
                   "there is no schema.sql to make the database from");
        return false;
    }
    const char *shown = shown_path(options, options->schema);
    if (!file_read(arena, options->schema, &sql)) {
        diag_error(diag, (struct place){.file = shown}, "cannot read the schema: %s",
                   strerror(errno));
        return false;
    }
    if (text_starts(sql, "\xEF\xBB\xBF"))
        sql = text_from(sql, 3);
    const struct statement schema = {db, "the schema", sql, {shown, 1, 1, NULL}, diag};
    database_exec(db, "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'");
    if (!run_all(&schema))
        return false;
    return sqlite3_get_autocommit(db) || database_exec(db, "COMMIT");
}

bool schema_open(struct schema *schema, const struct import_options *options, struct diag *diag)
{
    *schema = (struct schema){.arena = arena_new(), .diag = diag};
    clock_init(&schema->clock, NULL);
    schema->db = database_temporary(schema->clock.name, diag);
    return schema->db && schema_run(schema->arena, schema->db, options, diag);
}

void schema_close(struct schema *schema)
{
    sqlite3_close(schema->db);
    clock_done(&schema->clock);
    arena_free(schema->arena);
}
