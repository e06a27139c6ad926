/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time that SQL's date('now') and CURRENT_DATE mean: noon UTC of a fixed day, or none. It is a
 * copy of SQLite's default file layer that answers the question for the time itself. */
#ifndef DB_CLOCK_H
#define DB_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

struct clock {
    sqlite3_vfs vfs; /* first: SQLite hands a pointer to it back */
    char name[24];
    int64_t now;    /* Julian day in milliseconds; 0: there is no date */
    bool was_asked; /* though there is no date; the user of the clock clears it */
};

/* Registers the clock under clock->name, for sqlite3_open_v2; it must stay where it is until
 * clock_done. date: "YYYY-MM-DD" or NULL. */
void clock_init(struct clock *, const char *date);
void clock_done(struct clock *);

#endif
