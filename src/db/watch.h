/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a user's statement may cost: computing time, memory, the size of a value. Time is the
 * processor's, so that a busy machine changes nothing. */
#ifndef DB_WATCH_H
#define DB_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

enum {
    MOST_SECONDS = 3,     /* to compile and run one statement */
    MOST_MEGABYTES = 256, /* besides the snapshot, for results and intermediate ones */
    LONGEST_SQL = 1000 * 1000,
    LONGEST_MADE = 1000 * 1000,       /* a value that a statement makes, in bytes */
    LONGEST_VALUE = 100 * 1000 * 1000 /* a value that stands in a table */
};

struct watch {
    int64_t end; /* in processor time; 0: not looked at yet */
    bool is_over;
};

/* The statement begins here; its time is counted from the first look at the clock. */
void watch_start(struct watch *);
/* Our own statements may take as long as they need. */
void watch_rest(struct watch *);
/* Looks at the clock; stays true once it was. */
bool watch_is_over(struct watch *);
/* Stops a statement of the connection that takes too long (SQLITE_INTERRUPT). */
void watch_attend(struct watch *, sqlite3 *);
/* Limits what statements may take of the process's memory. */
void watch_memory(void);
/* Sets all limits of a connection for users' statements. */
void watch_install(struct watch *, sqlite3 *);
/* Memory is the process's: without a limit again. */
void watch_lift(void);
/* Our own statements may store what a table can hold; afterwards the limit is the users' again. */
void watch_widen(sqlite3 *);
void watch_narrow(sqlite3 *);

#endif
