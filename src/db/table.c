/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table's description: names, types and defaults from SQLite's table_xinfo, the meaning of a
 * column from the CHECKs in the table's CREATE statement, read as tokens. */
#include "db/table.h"

#include <string.h>
#include <strings.h>

#include "db/database.h"
#include "db/sql.h"

/* Moves *at from an opening parenthesis behind its closing one; *inside is what stands between. */
static bool take_parentheses(struct text sql, size_t *at, struct text *inside)
{
    struct sql_token token;
    size_t depth = 0, from = 0;
    while (sql_next(sql, at, &token)) {
        if (sql_is_mark(&token, '(') && depth++ == 0)
            from = *at;
        if (sql_is_mark(&token, ')') && --depth == 0) {
            *inside = text_slice(sql, from, token.offset);
            return true;
        }
        if (depth == 0)
            return false;
    }
    return false;
}

bool table_check(struct arena *arena, const struct table *table, size_t k, struct text *name,
                 struct text *inside)
{
    struct sql_token token, before[2] = {0};
    for (size_t at = 0; sql_next(table->sql, &at, &token);
         before[0] = before[1], before[1] = token) {
        if (!sql_is_word(&token, "CHECK") || !take_parentheses(table->sql, &at, inside) || k-- > 0)
            continue;
        bool is_named = before[0].text.n && sql_is_word(&before[0], "CONSTRAINT");
        *name = is_named ? sql_content(arena, &before[1]) : (struct text){"", 0};
        return true;
    }
    return false;
}

/* date(column …) */
static bool takes_date_of(struct text check, struct text column)
{
    struct sql_token token[3] = {0};
    for (size_t at = 0; sql_next(check, &at, &token[2]); token[0] = token[1], token[1] = token[2])
        if (token[0].text.n && sql_is_word(&token[0], "date") && sql_is_mark(&token[1], '(') &&
            sql_is_name(&token[2], column))
            return true;
    return false;
}

/* column IN (0, 1) */
static bool is_zero_or_one(struct text check, struct text column)
{
    enum { LENGTH = 7 };
    struct sql_token t[LENGTH] = {0};
    for (size_t at = 0; sql_next(check, &at, &t[LENGTH - 1]);
         memmove(t, t + 1, sizeof t - sizeof *t)) {
        if (!t[0].text.n || !sql_is_name(&t[0], column) || !sql_is_word(&t[1], "IN") ||
            !sql_is_mark(&t[2], '(') || !sql_is_mark(&t[4], ',') || !sql_is_mark(&t[6], ')'))
            continue;
        if ((text_is(t[3].text, "0") && text_is(t[5].text, "1")) ||
            (text_is(t[3].text, "1") && text_is(t[5].text, "0")))
            return true;
    }
    return false;
}

static bool any_check(struct arena *arena, const struct table *table, struct text column,
                      bool (*claims)(struct text check, struct text column))
{
    struct text name, inside;
    for (size_t k = 0; table_check(arena, table, k, &name, &inside); k++)
        if (claims(inside, column))
            return true;
    return false;
}

static enum column_kind kind_of(struct arena *arena, const struct table *table, struct text name,
                                const char *declared)
{
    if (text_has_caseless(text_of(declared), "INT")) {
        if (text_ends(name, "_ct"))
            return COLUMN_MONEY;
        if (text_ends(name, "_bp"))
            return COLUMN_RATE;
        return any_check(arena, table, name, is_zero_or_one) ? COLUMN_YES_NO : COLUMN_INTEGER;
    }
    if (text_has_caseless(text_of(declared), "TEXT") ||
        text_has_caseless(text_of(declared), "CHAR") ||
        text_has_caseless(text_of(declared), "CLOB"))
        return any_check(arena, table, name, takes_date_of) ? COLUMN_DATE : COLUMN_TEXT;
    if (text_has_caseless(text_of(declared), "REAL") ||
        text_has_caseless(text_of(declared), "FLOA") ||
        text_has_caseless(text_of(declared), "DOUB"))
        return COLUMN_REAL;
    return text_has_caseless(text_of(declared), "BLOB") ? COLUMN_BYTES : COLUMN_ANY;
}

enum { INFO_NAME, INFO_TYPE, INFO_NOT_NULL, INFO_DEFAULT, INFO_KEY, INFO_HIDDEN };

static struct column read_column(struct arena *arena, const struct table *table, sqlite3_stmt *info)
{
    const char *name =
        arena_string(arena, text_of((const char *)sqlite3_column_text(info, INFO_NAME)));
    const char *type =
        arena_string(arena, text_of((const char *)sqlite3_column_text(info, INFO_TYPE)));
    bool is_row_id = sqlite3_column_int(info, INFO_KEY) && strcasecmp(type, "INTEGER") == 0;
    return (struct column){
        .name = name,
        .kind = sqlite3_column_int(info, INFO_HIDDEN) ? COLUMN_COMPUTED
                                                      : kind_of(arena, table, text_of(name), type),
        .is_not_null = sqlite3_column_int(info, INFO_NOT_NULL) && !is_row_id,
        .has_default = sqlite3_column_type(info, INFO_DEFAULT) != SQLITE_NULL || is_row_id};
}

/* What the default comes to; VALUE_NULL: nothing. */
static struct value value_of(struct arena *arena, sqlite3 *db, const char *expression)
{
    struct value value = {.kind = VALUE_NULL};
    sqlite3_stmt *ask = database_prepare(db, "SELECT (%s)", expression);
    if (ask && sqlite3_step(ask) == SQLITE_ROW && sqlite3_column_type(ask, 0) != SQLITE_NULL) {
        bool is_int = sqlite3_column_type(ask, 0) == SQLITE_INTEGER;
        value.kind = is_int ? VALUE_INT : VALUE_TEXT;
        value.i = sqlite3_column_int64(ask, 0);
        value.s = arena_text(arena, text_of((const char *)sqlite3_column_text(ask, 0)));
    }
    sqlite3_finalize(ask);
    return value;
}

static void read_columns(struct arena *arena, sqlite3 *db, struct table *table)
{
    size_t cap = 0;
    sqlite3_stmt *info = database_prepare(
        db,
        "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(%Q, 'main')"
        " ORDER BY cid",
        table->name);
    while (info && sqlite3_step(info) == SQLITE_ROW) {
        table->column =
            arena_grow(arena, table->column, sizeof *table->column, &cap, table->columns + 1);
        struct column *column = &table->column[table->columns++];
        *column = read_column(arena, table, info);
        if (column->is_not_null && sqlite3_column_type(info, INFO_DEFAULT) != SQLITE_NULL)
            column->otherwise =
                value_of(arena, db, (const char *)sqlite3_column_text(info, INFO_DEFAULT));
    }
    sqlite3_finalize(info);
}

struct table *table_read(struct arena *arena, sqlite3 *db, struct text name)
{
    struct table *table = NULL;
    sqlite3_stmt *find = database_prepare(
        db,
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE"
        " AND name NOT LIKE 'sqlite\\_%%' ESCAPE '\\'");
    if (find)
        sqlite3_bind_text(find, 1, name.p, (int)name.n, SQLITE_STATIC);
    if (find && sqlite3_step(find) == SQLITE_ROW) {
        table = ARENA_NEW(arena, struct table);
        table->name = arena_string(arena, text_of((const char *)sqlite3_column_text(find, 0)));
        table->sql = arena_text(arena, text_of((const char *)sqlite3_column_text(find, 1)));
        read_columns(arena, db, table);
    }
    sqlite3_finalize(find);
    return table;
}

size_t table_column(const struct table *table, struct text name)
{
    for (size_t i = 0; i < table->columns; i++)
        if (text_equal_caseless(name, text_of(table->column[i].name)))
            return i;
    return SIZE_MAX;
}
