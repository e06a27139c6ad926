/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite asks between its steps. Within one step a function runs to its end, and some need time
 * with the square of their input's length: hence the limit on values that are made. */
#include "db/watch.h"

#include <time.h>

enum { STEPS_PER_LOOK = 1000, LONGEST_PATTERN = 1000 };

static int64_t processor_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000 * 1000 * 1000 + now.tv_nsec;
}

void watch_start(struct watch *watch)
{
    *watch = (struct watch){0};
}

void watch_rest(struct watch *watch)
{
    *watch = (struct watch){.end = INT64_MAX};
}

bool watch_is_over(struct watch *watch)
{
    int64_t now = watch->end == INT64_MAX ? 0 : processor_time();
    if (!watch->end)
        watch->end = now + (int64_t)MOST_SECONDS * 1000 * 1000 * 1000;
    watch->is_over = watch->is_over || now > watch->end;
    return watch->is_over;
}

static int look(void *context)
{
    return watch_is_over(context);
}

void watch_attend(struct watch *watch, sqlite3 *db)
{
    sqlite3_progress_handler(db, STEPS_PER_LOOK, look, watch);
}

void watch_memory(void)
{
    sqlite3_hard_heap_limit64(sqlite3_memory_used() + (int64_t)MOST_MEGABYTES * 1024 * 1024);
}

void watch_install(struct watch *watch, sqlite3 *db)
{
    static const int limits[][2] = {{SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL},
                                    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_PATTERN},
                                    {SQLITE_LIMIT_LENGTH, LONGEST_MADE}};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(db, limits[i][0], limits[i][1]);
    watch_memory();
    watch_attend(watch, db);
}

void watch_lift(void)
{
    sqlite3_hard_heap_limit64(0);
}

void watch_widen(sqlite3 *db)
{
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
}

void watch_narrow(sqlite3 *db)
{
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST_MADE);
}
