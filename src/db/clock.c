/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Noon, so that no time zone's offset moves the day; and the process's time zone is set to UTC, so
 * that the modifier 'localtime' means the same on every machine. */
#include "db/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "db/date.h"

enum { MS_PER_DAY = 86400000 };
/* Julian day number of 1970-01-01 12:00. */
static const int64_t EPOCH_NOON = 2440588;

static int answer_ms(sqlite3_vfs *vfs, sqlite3_int64 *now)
{
    struct clock *clock = (struct clock *)vfs;
    *now = clock->now;
    clock->was_asked = clock->was_asked || clock->now == 0;
    return clock->now ? SQLITE_OK : SQLITE_ERROR;
}

static int answer_days(sqlite3_vfs *vfs, double *now)
{
    sqlite3_int64 ms;
    int rc = answer_ms(vfs, &ms);
    *now = (double)ms / MS_PER_DAY;
    return rc;
}

void clock_init(struct clock *clock, const char *date)
{
    static unsigned clocks;
    struct date day;
    *clock = (struct clock){.vfs = *sqlite3_vfs_find(NULL)};
    snprintf(clock->name, sizeof clock->name, "clock-%u", clocks++);
    clock->vfs.zName = clock->name;
    clock->vfs.pNext = NULL;
    clock->vfs.xCurrentTime = answer_days;
    if (clock->vfs.iVersion >= 2)
        clock->vfs.xCurrentTimeInt64 = answer_ms;
    if (date && date_parse(text_of(date), false, &day))
        clock->now = (date_days(day) + EPOCH_NOON) * MS_PER_DAY;
    setenv("TZ", "UTC0", 1);
    tzset();
    sqlite3_vfs_register(&clock->vfs, 0);
}

void clock_done(struct clock *clock)
{
    sqlite3_vfs_unregister(&clock->vfs);
}
