/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite asks while it compiles a statement; the first refusal is kept for the message. */
#include "db/authorizer.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/spoken.h"
#include "db/sql.h"

static const struct {
    int action;
    const char *statement;
} statements[] = {
    {SQLITE_INSERT, "INSERT"},
    {SQLITE_UPDATE, "UPDATE"},
    {SQLITE_DELETE, "DELETE"},
    {SQLITE_CREATE_TABLE, "CREATE TABLE"},
    {SQLITE_CREATE_TEMP_TABLE, "CREATE TABLE"},
    {SQLITE_CREATE_VIEW, "CREATE VIEW"},
    {SQLITE_CREATE_TEMP_VIEW, "CREATE VIEW"},
    {SQLITE_CREATE_INDEX, "CREATE INDEX"},
    {SQLITE_CREATE_TRIGGER, "CREATE TRIGGER"},
    {SQLITE_CREATE_TEMP_TRIGGER, "CREATE TRIGGER"},
    {SQLITE_CREATE_VTABLE, "CREATE VIRTUAL TABLE"},
    {SQLITE_DROP_TABLE, "DROP TABLE"},
    {SQLITE_DROP_VIEW, "DROP VIEW"},
    {SQLITE_DROP_INDEX, "DROP INDEX"},
    {SQLITE_ALTER_TABLE, "ALTER TABLE"},
    {SQLITE_PRAGMA, "PRAGMA"},
    {SQLITE_ATTACH, "ATTACH"},
    {SQLITE_DETACH, "DETACH"},
    {SQLITE_TRANSACTION, "BEGIN or COMMIT"},
    {SQLITE_SAVEPOINT, "SAVEPOINT"},
    {SQLITE_ANALYZE, "ANALYZE"},
    {SQLITE_REINDEX, "REINDEX"},
};

static const struct {
    const char *function, *reason;
} functions[] = {
    {"random", "may not use random(): the same data must give the same document"},
    {"randomblob", "may not use randomblob(): the same data must give the same document"},
    {"load_extension", "may only read: load_extension() is refused"},
    {"fts3_tokenizer", "may only read: fts3_tokenizer() is refused"},
};

__attribute__((format(printf, 3, 4))) static int refuse(struct guard *guard, const char *word,
                                                        const char *reason, ...)
{
    va_list args;
    if (guard->refusal[0])
        return SQLITE_DENY;
    va_start(args, reason);
    vsnprintf(guard->refusal, sizeof guard->refusal, reason, args);
    va_end(args);
    va_start(args, reason);
    spoken_remember(text_of(guard->refusal), reason, args);
    va_end(args);
    snprintf(guard->word, sizeof guard->word, "%.*s", (int)strcspn(word, " "), word);
    return SQLITE_DENY;
}

static int refuse_statement(struct guard *guard, int action, const char *object)
{
    /* SQLite writes down the virtual table that it is about to construct. */
    if (action == SQLITE_UPDATE && object && strcmp(object, "sqlite_master") == 0)
        return refuse(guard, "", "may use no table-valued function but json_each and json_tree");
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        if (statements[i].action == action)
            return refuse(guard, statements[i].statement, "may only read: %s is refused",
                          statements[i].statement);
    return refuse(guard, "", "may only read");
}

/* Full-text search asks for the data's version. */
static int judge_pragma(struct guard *guard, const char *name, const char *argument)
{
    if (name && !argument && strcasecmp(name, "data_version") == 0)
        return SQLITE_OK;
    return refuse_statement(guard, SQLITE_PRAGMA, name);
}

static int judge_function(struct guard *guard, const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (name && strcasecmp(name, functions[i].function) == 0)
            return refuse(guard, name, "%s", functions[i].reason);
    return SQLITE_OK;
}

/* Whether q.TABLE stands in the statement. */
static bool is_qualified(struct text sql, const char *table)
{
    struct sql_token token, before[2] = {0};
    for (size_t at = 0; sql_next(sql, &at, &token); before[0] = before[1], before[1] = token)
        if (sql_is_name(&token, text_of(table)) && before[0].text.n &&
            sql_is_mark(&before[1], '.') && sql_is_name(&before[0], TEXT("q")))
            return true;
    return false;
}

/* Whether the statement gives the name to a table of its own: name AS (…), name(a, b) AS (…). */
static bool is_local(struct text sql, const char *table)
{
    struct sql_token token, before = {0};
    for (size_t at = 0; sql_next(sql, &at, &token); before = token)
        if (before.text.n && sql_is_name(&before, text_of(table)) &&
            (sql_is_word(&token, "AS") || sql_is_mark(&token, '(')))
            return true;
    return false;
}

static bool has_table(sqlite3 *db, const char *schema, const char *table)
{
    return sqlite3_table_column_metadata(db, schema, table, NULL, NULL, NULL, NULL, NULL, NULL) ==
           SQLITE_OK;
}

/* SQLite would look an unqualified name up in q too; here it always means the database. A table
 * of which no column is used comes with an empty column and the schema as written. */
static int judge_table(struct guard *guard, const char *table, const char *column,
                       const char *schema)
{
    bool is_kept = table && schema && strcmp(schema, "q") == 0;
    if (table && !schema && column && !*column)
        is_kept = !has_table(guard->db, "main", table) && has_table(guard->db, "q", table) &&
                  !is_local(guard->sql, table);
    if (!is_kept || is_qualified(guard->sql, table))
        return SQLITE_OK;
    return refuse(guard, table, "must name an earlier result with its schema: q.%s", table);
}

/* Nested views can make a statement grow beyond all bounds while it is compiled. */
static bool takes_too_long(struct guard *guard)
{
    enum { QUESTIONS_PER_LOOK = 256 };
    return guard->watch && ++guard->questions % QUESTIONS_PER_LOOK == 0 &&
           watch_is_over(guard->watch);
}

static int judge_reading(void *context, int action, const char *first, const char *second,
                         const char *schema, const char *within)
{
    (void)within;
    if (takes_too_long(context))
        return SQLITE_DENY;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_READ: return judge_table(context, first, second, schema);
    case SQLITE_FUNCTION: return judge_function(context, second);
    case SQLITE_PRAGMA: return judge_pragma(context, first, second);
    default: return refuse_statement(context, action, first);
    }
}

static int judge_schema(void *context, int action, const char *first, const char *second,
                        const char *schema, const char *within)
{
    (void)first, (void)schema, (void)within;
    if (action == SQLITE_ATTACH || action == SQLITE_DETACH)
        return refuse(context, "ATTACH", "may not reach other files: ATTACH is refused");
    return action == SQLITE_FUNCTION ? judge_function(context, second) : SQLITE_OK;
}

static void install(sqlite3 *db, struct guard *guard,
                    int (*judge)(void *, int, const char *, const char *, const char *,
                                 const char *))
{
    guard->db = db;
    guard->questions = 0;
    guard->refusal[0] = guard->word[0] = '\0';
    sqlite3_set_authorizer(db, judge, guard);
}

void authorizer_only_reading(sqlite3 *db, struct text sql, struct watch *watch, struct guard *guard)
{
    guard->sql = sql;
    guard->watch = watch;
    install(db, guard, judge_reading);
}

void authorizer_only_here(sqlite3 *db, struct guard *guard)
{
    install(db, guard, judge_schema);
}

void authorizer_off(sqlite3 *db)
{
    sqlite3_set_authorizer(db, NULL, NULL);
}
