/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite's messages are read by their fixed beginnings; where it gives no offset, the name that it
 * complains about is looked for in the statement. */
#include "db/fault.h"

#include <string.h>

#include "base/buffer.h"
#include "db/database.h"
#include "db/sql.h"

struct names {
    struct arena *arena;
    const char **name;
    size_t n, cap;
};

struct place statement_place(const struct statement *s, size_t offset)
{
    return place_after(s->at, s->sql, offset);
}

size_t statement_start(const struct statement *s)
{
    size_t at = 0;
    struct sql_token token;
    return sql_next(s->sql, &at, &token) ? token.offset : 0;
}

/* The name as a token of the statement, or SIZE_MAX. */
static size_t find_name(struct text sql, size_t from, struct text name)
{
    struct sql_token token;
    while (sql_next(sql, &from, &token))
        if (sql_is_name(&token, name))
            return token.offset;
    return SIZE_MAX;
}

size_t statement_find(const struct statement *s, size_t from, struct text name)
{
    return find_name(s->sql, from, name);
}

static struct text last_part(struct text name)
{
    for (size_t i = name.n; i-- > 0;)
        if (name.p[i] == '.')
            return text_from(name, i + 1);
    return name;
}

static void add_name(struct names *names, const char *name)
{
    names->name =
        arena_grow(names->arena, names->name, sizeof *names->name, &names->cap, names->n + 1);
    names->name[names->n++] = arena_string(names->arena, text_of(name));
}

/* Adds the first column of each row; the second, where there is one, must occur in `sql`. */
static void add_names(struct names *names, sqlite3 *db, const char *query, struct text sql)
{
    sqlite3_stmt *statement = database_prepare(db, "%s", query);
    while (statement && sqlite3_step(statement) == SQLITE_ROW) {
        const char *table = sqlite3_column_count(statement) > 1
                                ? (const char *)sqlite3_column_text(statement, 1)
                                : NULL;
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        if (name && (!table || find_name(sql, 0, text_of(table)) != SIZE_MAX))
            add_name(names, name);
    }
    sqlite3_finalize(statement);
}

static const char all_columns[] =
    "SELECT c.name%s FROM main.sqlite_schema t, pragma_table_xinfo(t.name, 'main') c"
    " WHERE t.type IN ('table', 'view')";
static const char kept_columns[] =
    "SELECT c.name%s FROM q.sqlite_schema t, pragma_table_xinfo(t.name, 'q') c";
static const char database_tables[] = "SELECT name FROM main.sqlite_schema"
                                      " WHERE type IN ('table', 'view')"
                                      " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
static const char kept_tables[] = "SELECT name FROM q.sqlite_schema";
static const char all_functions[] = "SELECT DISTINCT name FROM pragma_function_list ORDER BY name";

/* Columns of the tables that the statement names come first, all others serve when none is near. */
static const char *near_column(struct names *names, const struct statement *s, struct text word)
{
    for (int all = 0; all < 2; all++) {
        const char *table = all ? "" : ", t.name";
        add_names(names, s->db, arena_printf(names->arena, all_columns, table), s->sql);
        add_names(names, s->db, arena_printf(names->arena, kept_columns, table), s->sql);
        const char *nearest = diag_nearest(word, names->name, names->n);
        if (nearest)
            return nearest;
    }
    return NULL;
}

static const char *near_table(struct names *names, const struct statement *s, struct text full)
{
    if (text_starts(full, "q.")) {
        add_names(names, s->db, kept_tables, s->sql);
        const char *nearest = diag_nearest(last_part(full), names->name, names->n);
        return nearest ? arena_printf(names->arena, "q.%s", nearest) : NULL;
    }
    add_names(names, s->db, database_tables, s->sql);
    return diag_nearest(last_part(full), names->name, names->n);
}

static const char *near_function(struct names *names, const struct statement *s, struct text word)
{
    add_names(names, s->db, all_functions, s->sql);
    return diag_nearest(word, names->name, names->n);
}

static const struct unknown {
    const char *start, *what, *end;
    const char *(*nearest)(struct names *, const struct statement *, struct text);
} unknowns[] = {
    {"no such column: ", "column", "", near_column},
    {"no such table: ", "table", "", near_table},
    {"no such function: ", "function", "()", near_function},
};

static void report_unknown(const struct statement *s, const struct unknown *kind, struct text full,
                           size_t from, size_t offset)
{
    struct names names = {.arena = arena_new()};
    struct text word = last_part(full);
    if (offset == SIZE_MAX)
        offset = find_name(s->sql, from, word);
    struct place at = statement_place(s, offset == SIZE_MAX ? statement_start(s) : offset);
    diag_error(s->diag, at, "no %s '%.*s%s'", kind->what, (int)full.n, full.p, kind->end);
    const char *nearest = kind->nearest(&names, s, kind->nearest == near_table ? full : word);
    if (nearest)
        diag_note(s->diag, at, "did you mean '%s'?", nearest);
    arena_free(names.arena);
}

/* near "FORM": syntax error */
static bool report_syntax(const struct statement *s, struct text message, struct place at)
{
    if (text_is(message, "incomplete input")) {
        diag_error(s->diag, at, "%s ends too early", s->label);
        return true;
    }
    if (!text_starts(message, "near \"") || !text_ends(message, "\": syntax error"))
        return false;
    struct text word = text_slice(message, 6, message.n - strlen("\": syntax error"));
    diag_error(s->diag, at, "syntax error near '%.*s'", (int)word.n, word.p);
    return true;
}

static void report(const struct statement *s, struct text message, size_t from, size_t offset)
{
    for (size_t i = 0; i < sizeof unknowns / sizeof *unknowns; i++) {
        if (text_starts(message, unknowns[i].start)) {
            report_unknown(s, &unknowns[i], text_from(message, strlen(unknowns[i].start)), from,
                           offset);
            return;
        }
    }
    size_t start = from;
    struct sql_token token;
    if (offset != SIZE_MAX)
        start = offset;
    else if (text_is(message, "incomplete input"))
        start = s->sql.n;
    else if (sql_next(s->sql, &from, &token))
        start = token.offset;
    struct place at = statement_place(s, start);
    if (!report_syntax(s, message, at))
        diag_error(s->diag, at, "%s: %.*s", s->label, (int)message.n, message.p);
}

void statement_fault(const struct statement *s, size_t from)
{
    /* The message goes with the connection's next statement: it is copied first. */
    struct buf message = {0};
    int offset = sqlite3_error_offset(s->db);
    buf_string(&message, sqlite3_errmsg(s->db));
    report(s, buf_as_text(&message), from, offset < 0 ? SIZE_MAX : from + (size_t)offset);
    buf_done(&message);
}
