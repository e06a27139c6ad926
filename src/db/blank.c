/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blank files for people to fill in: one a table, its columns explained in comment lines above the
 * header, which import passes over. */
#include <errno.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "db/database.h"
#include "db/import.h"
#include "db/schema.h"
#include "db/sql.h"
#include "db/table.h"

static const char *const expected[] = {
    [COLUMN_TEXT] = "text",
    [COLUMN_ANY] = "text or number",
    [COLUMN_INTEGER] = "whole number",
    [COLUMN_REAL] = "number, 1234,5 or 85 %",
    [COLUMN_RATE] = "rate: 85 % or basis points (8500)",
    [COLUMN_MONEY] = "amount: cents (750) or euros with two decimals (7,50)",
    [COLUMN_DATE] = "date, 14.09.2015 or 2015-09-14",
    [COLUMN_YES_NO] = "ja or nein",
    [COLUMN_BYTES] = "",
    [COLUMN_COMPUTED] = "",
};

static bool is_given(const struct column *column)
{
    return column->kind != COLUMN_BYTES && column->kind != COLUMN_COMPUTED;
}

/* ", a row of region" for a column that refers to another table. Where several references share the
 * column, the narrowest says which: one of several columns only ties rows together. */
static void add_reference(struct buf *out, sqlite3 *db, const struct table *table,
                          const struct column *column)
{
    sqlite3_stmt *list = database_prepare(
        db,
        "WITH l AS (SELECT id, \"table\", \"from\", count(*) OVER (PARTITION BY id) AS wide FROM"
        " pragma_foreign_key_list(%Q, 'main')), c AS (SELECT * FROM l WHERE \"from\" = %Q COLLATE"
        " NOCASE) SELECT DISTINCT \"table\" FROM c WHERE wide = (SELECT min(wide) FROM c) ORDER BY "
        "id",
        table->name, column->name);
    while (list && sqlite3_step(list) == SQLITE_ROW)
        buf_printf(out, ", a row of %s", (const char *)sqlite3_column_text(list, 0));
    sqlite3_finalize(list);
}

/* Whether a cell may be empty, and what it then is. */
static void add_need(struct buf *out, const struct column *column)
{
    if (!column->is_not_null)
        return;
    if (column->otherwise.kind == VALUE_NULL)
        buf_string(out, ", must not be empty");
    else if (column->kind == COLUMN_YES_NO)
        buf_printf(out, ", empty means %s", column->otherwise.i ? "ja" : "nein");
    else
        buf_printf(out, ", empty means %.*s", (int)column->otherwise.s.n, column->otherwise.s.p);
}

/* What the schema says of the column: the comment at the end of the line that declares it. */
static void add_comment(struct buf *out, const struct table *table, const struct column *column)
{
    struct text sql = table->sql, name = text_of(column->name);
    for (size_t from = 0, to; from < sql.n; from = to + 1) {
        const char *end = memchr(sql.p + from, '\n', sql.n - from);
        size_t at = from, behind = from;
        struct sql_token token;
        to = end ? (size_t)(end - sql.p) : sql.n;
        if (!sql_next(sql, &at, &token) || token.offset >= to || !sql_is_name(&token, name))
            continue;
        do
            behind = at;
        while (sql_next(sql, &at, &token) && token.offset < to);
        struct text rest = trim_wide(text_slice(sql, behind < to ? behind : to, to));
        if (text_starts(rest, "--"))
            rest = trim_wide(text_from(rest, 2));
        if (rest.n)
            buf_printf(out, " (%.*s)", (int)rest.n, rest.p);
        return;
    }
}

static void add_rules(struct buf *out, struct arena *arena, const struct table *table)
{
    struct text name, inside;
    for (size_t k = 0; table_check(arena, table, k, &name, &inside); k++) {
        buf_string(out, "# rule: ");
        for (size_t i = 0; i < inside.n; i++)
            buf_char(out, inside.p[i] == '\n' || inside.p[i] == '\r' ? ' ' : inside.p[i]);
        buf_string(out, "\r\n");
    }
}

static void add_name(struct buf *out, const char *name)
{
    bool is_plain = !strpbrk(name, ";\"\r\n");
    buf_string(out, is_plain ? "" : "\"");
    for (const char *p = name; *p; p++)
        buf_string(out, *p == '"' ? "\"\"" : (char[]){*p, '\0'});
    buf_string(out, is_plain ? "" : "\"");
}

static void describe(struct buf *out, struct arena *arena, sqlite3 *db, const struct table *table)
{
    size_t n = 0;
    buf_string(out, "\xEF\xBB\xBF"); /* by this mark Excel knows UTF-8 */
    buf_printf(out, "# table %s; lines above the header that begin with # are passed over\r\n",
               table->name);
    for (size_t i = 0; i < table->columns; i++) {
        const struct column *column = &table->column[i];
        if (!is_given(column))
            continue;
        buf_printf(out, "# %s: %s", column->name, expected[column->kind]);
        add_reference(out, db, table, column);
        add_need(out, column);
        add_comment(out, table, column);
        buf_string(out, "\r\n");
    }
    add_rules(out, arena, table);
    for (size_t i = 0; i < table->columns; i++) {
        if (!is_given(&table->column[i]))
            continue;
        buf_string(out, n++ ? ";" : "");
        add_name(out, table->column[i].name);
    }
    buf_string(out, "\r\n");
}

static bool write_table(const struct schema *schema, const char *folder, const struct table *table)
{
    struct buf out = {0};
    const char *path =
        path_join(schema->arena, folder, arena_printf(schema->arena, "%s.csv", table->name));
    describe(&out, schema->arena, schema->db, table);
    bool done = false;
    if (strchr(table->name, '/'))
        errno = EINVAL;
    else if (file_exists(path))
        errno = EEXIST;
    else
        done = file_write(path, buf_as_text(&out));
    if (!done)
        diag_error(schema->diag, (struct place){.file = path}, "cannot write the file: %s",
                   strerror(errno));
    buf_done(&out);
    return done;
}

bool import_blank(const struct import_options *options, const char *folder,
                  struct import_count *count, struct diag *diag)
{
    struct schema schema;
    bool done = schema_open(&schema, options, diag);
    *count = (struct import_count){0};
    sqlite3_stmt *list =
        done
            ? database_prepare(schema.db, "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
                                          " AND name NOT LIKE 'sqlite\\_%%' ESCAPE '\\'")
            : NULL;
    while (list && sqlite3_step(list) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(list, 0);
        struct table *table = table_read(schema.arena, schema.db, text_of(name));
        if (!table || !write_table(&schema, folder, table))
            done = false;
        else
            count->tables++;
    }
    sqlite3_finalize(list);
    schema_close(&schema);
    return done;
}
