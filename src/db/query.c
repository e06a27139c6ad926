/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults that SQLite would report late, vaguely or not at all (a parameter without a value is NULL
 * to it) are found in the tokens first. */
#include "db/query.h"

#include <string.h>
#include <strings.h>

#include "db/tr.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "db/database.h"
#include "db/sql.h"

static const struct binding *find_binding(const struct query *q, struct text name)
{
    for (size_t i = 0; i < q->bindings; i++)
        if (text_is(name, q->binding[i].name))
            return &q->binding[i];
    return NULL;
}

static void report_parameter(struct arena *arena, const struct query *q,
                             const struct sql_token *token)
{
    struct place at = statement_place(&q->text, token->offset);
    struct text name = text_from(token->text, 1);
    if (token->text.p[0] != ':') {
        diag_error(q->text.diag, at, "parameter '%.*s': parameters are written ':name'",
                   (int)token->text.n, token->text.p);
        return;
    }
    diag_error(q->text.diag, at, "parameter '%.*s' is not declared", (int)token->text.n,
               token->text.p);
    const char **known = ARENA_ARRAY(arena, const char *, q->bindings + 1);
    for (size_t i = 0; i < q->bindings; i++)
        known[i] = q->binding[i].name;
    const char *nearest = diag_nearest(name, known, q->bindings);
    if (nearest)
        diag_note(q->text.diag, at, "did you mean ':%s'?", nearest);
}

static bool judge_parameters(struct arena *arena, const struct query *q)
{
    bool fits = true;
    size_t at = 0;
    struct sql_token token;
    while (sql_next(q->text.sql, &at, &token)) {
        if (token.kind != SQL_PARAMETER ||
            (token.text.p[0] == ':' && find_binding(q, text_from(token.text, 1))))
            continue;
        report_parameter(arena, q, &token);
        fits = false;
    }
    return fits;
}

static bool judge_start(const struct query *q, const struct sql_token *token)
{
    static const char *const reading[] = {"SELECT", "WITH", "VALUES"};
    struct place at = statement_place(&q->text, token->offset);
    for (size_t i = 0; i < sizeof reading / sizeof *reading; i++)
        if (sql_is_word(token, reading[i]))
            return true;
    diag_error(q->text.diag, at, "%s may only read: it begins with '%.*s', not with SELECT",
               q->text.label, (int)token->text.n, token->text.p);
    return false;
}

bool query_judge(struct arena *arena, const struct query *q)
{
    size_t at = 0, fault = text_find_char(q->text.sql, '\0');
    struct sql_token token;
    if (fault == SIZE_MAX)
        fault = utf8_fault(q->text.sql);
    if (fault != SIZE_MAX) {
        diag_error(q->text.diag, statement_place(&q->text, fault), "%s is not UTF-8 text",
                   q->text.label);
        return false;
    }
    if (q->text.sql.n > LONGEST_SQL) {
        diag_error(q->text.diag, q->text.at, "%s is longer than %d MB", q->text.label,
                   LONGEST_SQL / 1000000);
        return false;
    }
    if (!sql_next(q->text.sql, &at, &token) || sql_is_mark(&token, ';')) {
        diag_error(q->text.diag, q->text.at, "%s is empty", q->text.label);
        return false;
    }
    return judge_start(q, &token) && judge_parameters(arena, q);
}

static struct place start_of(const struct query *q)
{
    return statement_place(&q->text, statement_start(&q->text));
}

static void report_refusal(const struct query *q)
{
    size_t found = statement_find(&q->text, 0, text_of(q->guard->word));
    struct place at = found == SIZE_MAX ? start_of(q) : statement_place(&q->text, found);
    diag_error(q->text.diag, at, "%s %s", q->text.label, q->guard->refusal);
}

/* A message for whatever stopped the statement, the most telling reason first. */
static void report_stop(const struct query *q, int rc)
{
    authorizer_off(q->text.db);
    if (q->guard->refusal[0])
        report_refusal(q);
    else if (q->watch->is_over)
        diag_error(q->text.diag, start_of(q), "%s takes too long: it was stopped after %d seconds",
                   q->text.label, MOST_SECONDS);
    else if (rc == SQLITE_NOMEM)
        diag_error(q->text.diag, start_of(q), "%s takes more than %d MB of memory", q->text.label,
                   MOST_MEGABYTES);
    else if (rc == SQLITE_TOOBIG)
        diag_error(q->text.diag, start_of(q), "%s makes a value or a row of more than %d MB",
                   q->text.label, LONGEST_MADE / 1000000);
    else if (is_database_fault(rc))
        database_fault(q->text.db, q->shown, q->text.diag);
    else
        statement_fault(&q->text, 0);
}

static bool is_alone(const struct query *q, const char *tail)
{
    size_t at = (size_t)(tail - q->text.sql.p);
    struct sql_token token;
    while (sql_next(q->text.sql, &at, &token)) {
        if (sql_is_mark(&token, ';'))
            continue;
        diag_error(q->text.diag, statement_place(&q->text, token.offset),
                   "%s has a second statement: one is allowed", q->text.label);
        return false;
    }
    return true;
}

sqlite3_stmt *query_compile(const struct query *q)
{
    sqlite3_stmt *statement = NULL;
    const char *tail = q->text.sql.p;
    int rc = sqlite3_prepare_v2(q->text.db, q->text.sql.p, (int)q->text.sql.n, &statement, &tail);
    if (rc != SQLITE_OK) {
        report_stop(q, rc);
        return NULL;
    }
    if (statement && is_alone(q, tail))
        return statement;
    sqlite3_finalize(statement);
    return NULL;
}

static int bind_one(const struct query *q, sqlite3_stmt *statement, int i, const struct value *v)
{
    switch (v->kind) {
    case VALUE_NULL: return sqlite3_bind_null(statement, i);
    case VALUE_INT: return sqlite3_bind_int64(statement, i, v->i);
    case VALUE_REAL: return sqlite3_bind_double(statement, i, database_real(q->text.db, v->s));
    case VALUE_TEXT:
        return sqlite3_bind_text(statement, i, v->s.n ? v->s.p : "", (int)v->s.n, SQLITE_TRANSIENT);
    }
    return SQLITE_OK;
}

static bool bind(const struct query *q, sqlite3_stmt *statement)
{
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); i++) {
        struct text name = text_of(sqlite3_bind_parameter_name(statement, i));
        const struct binding *b = find_binding(q, text_from(name, 1));
        if (!b || bind_one(q, statement, i, &b->value) == SQLITE_OK)
            continue;
        size_t found = text_find(q->text.sql, name.p);
        diag_error(q->text.diag, statement_place(&q->text, found),
                   "parameter '%s' is longer than %d MB", name.p, LONGEST_MADE / 1000000);
        return false;
    }
    return true;
}

/* By the rules of https://sqlite.org/datatype3.html, section 3.1. */
static const char *affinity_of(const char *declared)
{
    static const struct {
        const char *part, *affinity;
    } rules[] = {{"INT", "INT"},   {"CHAR", "TEXT"}, {"CLOB", "TEXT"},
                 {"TEXT", "TEXT"}, {"BLOB", ""},     {"REAL", "REAL"},
                 {"FLOA", "REAL"}, {"DOUB", "REAL"}, {"ANY", ""}};
    if (!declared || !*declared)
        return "";
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (text_has_caseless(text_of(declared), rules[i].part))
            return rules[i].affinity;
    return "NUM";
}

/* The column of the database that a result's column shows, through views and q.NAME. */
static const char *origin_of(struct arena *arena, const struct query *q, sqlite3_stmt *statement,
                             int i)
{
    const char *database = sqlite3_column_database_name(statement, i);
    const char *table = sqlite3_column_table_name(statement, i);
    const char *column = sqlite3_column_origin_name(statement, i);
    if (!database || !table || !column)
        return NULL;
    if (strcmp(database, "q") == 0)
        return store_origin(q->store, table, column);
    return arena_printf(arena, "%s.%s", table, column);
}

static bool read_columns(struct arena *arena, const struct query *q, sqlite3_stmt *statement,
                         struct result *out)
{
    struct rows *rows = out->rows;
    struct place at = start_of(q);
    rows->columns = (size_t)sqlite3_column_count(statement);
    rows->column = ARENA_ARRAY(arena, const char *, rows->columns);
    rows->origin = ARENA_ARRAY(arena, const char *, rows->columns);
    out->affinity = ARENA_ARRAY(arena, const char *, rows->columns);
    for (size_t i = 0; i < rows->columns; i++) {
        const char *name = sqlite3_column_name(statement, (int)i);
        rows->column[i] = arena_string(arena, text_of(name));
        rows->origin[i] = origin_of(arena, q, statement, (int)i);
        out->affinity[i] = affinity_of(sqlite3_column_decltype(statement, (int)i));
        for (size_t k = 0; k < i; k++) {
            if (strcasecmp(rows->column[k], rows->column[i]) != 0)
                continue;
            diag_error(q->text.diag, at, "%s has two columns named '%s': name one with AS",
                       q->text.label, rows->column[i]);
            return false;
        }
    }
    return true;
}

static struct place cell_place(struct arena *arena, const struct query *q, const struct rows *rows,
                               size_t column)
{
    struct place at = start_of(q);
    at.row = arena_printf(arena, "row %zu, column %s", rows->n + 1, rows->column[column]);
    return at;
}

/* Why a cell cannot be handed on, or NULL. */
static const char *cell_fault(int type, struct text text)
{
    if (type == SQLITE_BLOB)
        return "bytes (a BLOB), which cannot be printed";
    if (type == SQLITE_FLOAT && text_ends(text, "Inf"))
        return "an infinite number";
    return utf8_fault(text) == SIZE_MAX ? NULL : "text that is not UTF-8";
}

/* A text may hold U+0000, at which others would take it to end: it prints like other controls. */
static struct text without_nul(struct arena *arena, struct text text)
{
    if (text_find_char(text, '\0') == SIZE_MAX)
        return arena_text(arena, text);
    struct buf out = {0};
    for (size_t i = 0; i < text.n; i++)
        buf_add(&out, text.p[i] ? text.p + i : "\xEF\xBF\xBD", text.p[i] ? 1 : 3);
    text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static bool read_cell(struct arena *arena, const struct query *q, sqlite3_stmt *statement,
                      struct result *out, struct value *value, size_t column)
{
    static const enum value_kind kinds[] = {[SQLITE_INTEGER] = VALUE_INT,
                                            [SQLITE_FLOAT] = VALUE_REAL,
                                            [SQLITE_TEXT] = VALUE_TEXT,
                                            [SQLITE_BLOB] = VALUE_TEXT,
                                            [SQLITE_NULL] = VALUE_NULL};
    struct rows *rows = out->rows;
    int i = (int)column, type = sqlite3_column_type(statement, i);
    *value = (struct value){.kind = kinds[type]};
    if (type == SQLITE_INTEGER)
        value->i = sqlite3_column_int64(statement, i);
    if (type == SQLITE_FLOAT)
        memcpy(&value->i, &(double){sqlite3_column_double(statement, i)}, sizeof value->i);
    const char *bytes = (const char *)sqlite3_column_text(statement, i);
    struct text text = {bytes ? bytes : "", (size_t)sqlite3_column_bytes(statement, i)};
    const char *fault = cell_fault(type, text);
    out->bytes += text.n;
    if (fault)
        diag_error(q->text.diag, cell_place(arena, q, rows, column), "%s returns %s", q->text.label,
                   fault);
    value->s = fault ? (struct text){"", 0} : without_nul(arena, text);
    if (type == SQLITE_TEXT && !rows->origin[column] && tr_has_missed(q->tr, value->s))
        value->i = VALUE_IN_SOURCE;
    return !fault;
}

static bool is_too_much(const struct query *q, const struct result *r)
{
    if ((r->rows->n + 1) * r->rows->columns > STORE_MOST_VALUES)
        diag_error(q->text.diag, start_of(q), "%s returns too much: over %d values", q->text.label,
                   STORE_MOST_VALUES);
    else if (r->bytes > STORE_MOST_BYTES)
        diag_error(q->text.diag, start_of(q), "%s returns too much: over %d MB", q->text.label,
                   STORE_MOST_BYTES / 1000000);
    else
        return false;
    return true;
}

static bool read_row(struct arena *arena, const struct query *q, sqlite3_stmt *statement,
                     struct result *out, size_t *cap)
{
    struct rows *rows = out->rows;
    if (is_too_much(q, out))
        return false;
    struct value *row = ARENA_ARRAY(arena, struct value, rows->columns);
    for (size_t i = 0; i < rows->columns; i++, arena_step(arena))
        if (!read_cell(arena, q, statement, out, &row[i], i))
            return false;
    rows->row = heap_grow(rows->row, sizeof *rows->row, cap, rows->n + 1);
    rows->row[rows->n++] = row;
    return true;
}

static bool asked_the_clock(const struct query *q)
{
    if (!q->clock->was_asked)
        return false;
    diag_error(q->text.diag, start_of(q),
               "%s asks for the current date, but there is none: say date: in the manifest, or set "
               "SOURCE_DATE_EPOCH",
               q->text.label);
    return true;
}

/* The list of rows is on the heap while it grows. */
static bool read_rows(struct arena *arena, const struct query *q, sqlite3_stmt *statement,
                      struct result *out)
{
    size_t cap = 0;
    int rc;
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW)
        if (asked_the_clock(q) || !read_row(arena, q, statement, out, &cap))
            return false;
    if (asked_the_clock(q))
        return false;
    if (rc != SQLITE_DONE)
        report_stop(q, rc);
    return rc == SQLITE_DONE;
}

bool query_run(struct arena *arena, const struct query *q, sqlite3_stmt *statement,
               struct result *out)
{
    *out = (struct result){.rows = ARENA_NEW(arena, struct rows)};
    out->rows->arena = arena;
    out->rows->name = q->name ? arena_string(arena, text_of(q->name)) : NULL;
    out->rows->at = q->text.at;
    if (!bind(q, statement))
        return false;
    q->clock->was_asked = false;
    if (!read_columns(arena, q, statement, out))
        return false;
    bool is_whole = read_rows(arena, q, statement, out);
    out->rows->row = arena_keep(arena, out->rows->row, out->rows->n * sizeof *out->rows->row);
    return is_whole;
}
