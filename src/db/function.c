/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A judged function replaces SQLite's own of the same name. It hands its arguments on to the
 * original, which still stands in a second, empty connection. */
#include "db/function.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "db/database.h"

static const int64_t MOST_WORK = 1000 * 1000 * 1000; /* pairs of bytes: a second or so */
enum { WIDEST = 100 * 1000 };

/* Reads digits, or the next argument for a star; moves *p to its last character. */
static int64_t read_width(const char **p, int n, sqlite3_value **argument, int *next)
{
    int64_t width = 0;
    if (**p == '*')
        return *next < n ? llabs(sqlite3_value_int64(argument[(*next)++]) % INT32_MAX) : 0;
    for (; ascii_is_digit(**p); ++*p)
        width = width > WIDEST ? width : width * 10 + (**p - '0');
    --*p;
    return width;
}

/* Widths and precisions of a format are filled character by character. */
static bool is_wide(int n, sqlite3_value **argument)
{
    const char *p = n ? (const char *)sqlite3_value_text(argument[0]) : NULL;
    int64_t total = 0;
    int next = 1;
    while (p && (p = strchr(p, '%'))) {
        for (p++; *p && strchr("-+ #!,.*l0123456789", *p); p++)
            if (*p == '*' || ascii_is_digit(*p))
                total += read_width(&p, n, argument, &next);
        next += *p != '%';
        p += *p != '\0';
    }
    return total > WIDEST;
}

/* Each character of one argument is compared with each of the other. */
static bool is_long(int n, sqlite3_value **argument)
{
    return n == 2 &&
           (int64_t)sqlite3_value_bytes(argument[0]) * sqlite3_value_bytes(argument[1]) > MOST_WORK;
}

static const struct function {
    const char *name;
    bool (*is_too_much)(int, sqlite3_value **);
} judged[] = {{"printf", is_wide}, {"format", is_wide}, {"trim", is_long},
              {"ltrim", is_long},  {"rtrim", is_long},  {"json_patch", is_long}};
enum { JUDGED = sizeof judged / sizeof *judged };

struct functions {
    sqlite3 *plain; /* whose functions are SQLite's own */
    struct bound {
        const struct function *function;
        sqlite3 *plain;
        sqlite3_stmt *call; /* kept for the next row, which mostly has as many arguments */
        int arguments;
    } bound[JUDGED];
};

/* The original as a statement of n parameters; NULL, as SQLite says, where it takes no n. */
static sqlite3_stmt *call_of(struct bound *bound, int n)
{
    struct buf marks = {0};
    if (bound->call && bound->arguments == n)
        return bound->call;
    sqlite3_finalize(bound->call);
    for (int i = 0; i < n; i++)
        buf_string(&marks, i ? ", ?" : "?");
    bound->call = database_prepare(bound->plain, "SELECT %s(%s)", bound->function->name,
                                   n ? buf_as_text(&marks).p : "");
    bound->arguments = n;
    buf_done(&marks);
    return bound->call;
}

static void hand_on(sqlite3_context *context, struct bound *bound, int n, sqlite3_value **argument)
{
    sqlite3_stmt *call = call_of(bound, n);
    for (int i = 0; call && i < n; i++)
        sqlite3_bind_value(call, i + 1, argument[i]);
    if (call && sqlite3_step(call) == SQLITE_ROW)
        sqlite3_result_value(context, sqlite3_column_value(call, 0));
    else
        sqlite3_result_error(context, sqlite3_errmsg(bound->plain), -1);
    if (!call)
        return;
    sqlite3_reset(call);
    sqlite3_clear_bindings(call);
}

static void judge(sqlite3_context *context, int n, sqlite3_value **argument)
{
    struct bound *bound = sqlite3_user_data(context);
    if (!bound->function->is_too_much(n, argument)) {
        hand_on(context, bound, n, argument);
        return;
    }
    char *fault = sqlite3_mprintf("%s() is asked for too much", bound->function->name);
    sqlite3_result_error(context, fault ? fault : "out of memory", -1);
    sqlite3_free(fault);
}

struct functions *functions_new(sqlite3 *db)
{
    struct functions *functions = heap_resize(NULL, 1, sizeof *functions);
    *functions = (struct functions){0};
    if (sqlite3_open(":memory:", &functions->plain) != SQLITE_OK)
        return functions;
    for (size_t i = 0; i < JUDGED; i++) {
        functions->bound[i] = (struct bound){.function = &judged[i], .plain = functions->plain};
        sqlite3_create_function(db, judged[i].name, -1,
                                SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                &functions->bound[i], judge, NULL, NULL);
    }
    return functions;
}

void functions_free(struct functions *functions)
{
    for (size_t i = 0; functions && i < JUDGED; i++)
        sqlite3_finalize(functions->bound[i].call);
    if (functions)
        sqlite3_close(functions->plain);
    free(functions);
}
