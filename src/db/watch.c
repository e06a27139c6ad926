/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite asks between its steps. Within one step a function runs to its end, and some need time
 * with the square of their input's length: hence the limit on values that are made, and trim()
 * anew, which needs the product of its inputs' lengths. */
#include "db/watch.h"

#include <string.h>
#include <time.h>

enum {
    STEPS_PER_LOOK = 1000,
    LONGEST_SQL = 1000 * 1000,
    LONGEST_PATTERN = 1000,
    LONGEST_SET = 256
};

static int64_t processor_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000 * 1000 * 1000 + now.tv_nsec;
}

void watch_start(struct watch *watch)
{
    watch->end = processor_time() + (int64_t)MOST_SECONDS * 1000 * 1000 * 1000;
    watch->is_over = false;
}

bool watch_is_over(struct watch *watch)
{
    watch->is_over = watch->is_over || processor_time() > watch->end;
    return watch->is_over;
}

static int look(void *context)
{
    return watch_is_over(context);
}

/* trim(X, Y), ltrim, rtrim: without the characters of Y at the ends of X */

enum ends { END_LEFT = 1, END_RIGHT = 2, END_BOTH = 3 };

static int char_length(const char *p, int n)
{
    int length = 1;
    while (length < n && ((unsigned char)p[length] & 0xC0) == 0x80)
        length++;
    return length;
}

static bool is_in_set(const char *set, int n, const char *p, int length)
{
    for (int i = 0, step; i < n; i += step) {
        step = char_length(set + i, n - i);
        if (step == length && memcmp(set + i, p, (size_t)length) == 0)
            return true;
    }
    return false;
}

static void trim(sqlite3_context *context, int arguments, sqlite3_value **argument)
{
    (void)arguments;
    const enum ends *ends = sqlite3_user_data(context);
    const char *p = (const char *)sqlite3_value_text(argument[0]);
    const char *set = (const char *)sqlite3_value_text(argument[1]);
    int n = sqlite3_value_bytes(argument[0]), set_n = sqlite3_value_bytes(argument[1]), length;
    if (!p || !set)
        return;
    if (set_n > LONGEST_SET) {
        sqlite3_result_error(context, "the second argument of trim() is too long", -1);
        return;
    }
    for (; *ends & END_LEFT && n; p += length, n -= length) {
        length = char_length(p, n);
        if (!is_in_set(set, set_n, p, length))
            break;
    }
    for (; *ends & END_RIGHT && n; n -= length) {
        length = 1;
        while (length < n && ((unsigned char)p[n - length] & 0xC0) == 0x80)
            length++;
        if (!is_in_set(set, set_n, p + n - length, length))
            break;
    }
    sqlite3_result_text(context, p, n, SQLITE_TRANSIENT);
}

static void install_trim(sqlite3 *db)
{
    static const struct {
        const char *name;
        enum ends ends;
    } functions[] = {{"ltrim", END_LEFT}, {"rtrim", END_RIGHT}, {"trim", END_BOTH}};
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        sqlite3_create_function(db, functions[i].name, 2,
                                SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                (void *)&functions[i].ends, trim, NULL, NULL);
}

/* Limits */

void watch_install(struct watch *watch, sqlite3 *db)
{
    static const int limits[][2] = {{SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL},
                                    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_PATTERN},
                                    {SQLITE_LIMIT_LENGTH, LONGEST_MADE}};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(db, limits[i][0], limits[i][1]);
    install_trim(db);
    sqlite3_hard_heap_limit64(sqlite3_memory_used() + (int64_t)MOST_MEGABYTES * 1024 * 1024);
    sqlite3_progress_handler(db, STEPS_PER_LOOK, look, watch);
}

void watch_widen(sqlite3 *db)
{
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
}

void watch_narrow(sqlite3 *db)
{
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST_MADE);
}
