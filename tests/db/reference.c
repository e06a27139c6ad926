/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/reference.h"

#include "base/buffer.h"
#include "db/database.h"
#include "tests/db/desk.h"

static const char schema[] = "CREATE TABLE a(id INTEGER PRIMARY KEY, a_id REFERENCES a);"
                             "CREATE TABLE b(id INTEGER PRIMARY KEY, a_id REFERENCES a);"
                             "CREATE TABLE c(id INTEGER PRIMARY KEY, b_id REFERENCES b,"
                             " x REFERENCES other);"
                             "CREATE TABLE e(id INTEGER PRIMARY KEY, f_id REFERENCES f);"
                             "CREATE TABLE f(id INTEGER PRIMARY KEY, e_id REFERENCES e);";

static void parents_come_first(void)
{
    static const char *const cases[][2] = {{"cba", "abc"}, {"abc", "abc"},   {"bca", "abc"},
                                           {"ca", "ca"},   {"fcea", "cafe"}, {"ef", "ef"}};
    sqlite3 *db = database_temporary(NULL, diag);
    check(db && database_exec(db, schema), "the schema is fine");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct records *list[8];
        struct buf got = {0};
        size_t n = strlen(cases[i][0]);
        for (size_t k = 0; k < n; k++) {
            list[k] = ARENA_NEW(arena, struct records);
            list[k]->table = table_read(arena, db, (struct text){cases[i][0] + k, 1});
        }
        references_order(arena, db, list, n);
        for (size_t k = 0; k < n; k++)
            buf_string(&got, list[k]->table->name);
        check_text(buf_as_text(&got), cases[i][1], "a table comes after those it refers to");
        buf_done(&got);
    }
    sqlite3_close(db);
}

int main(void)
{
    desk_open();
    parents_come_first();
    return desk_close();
}
