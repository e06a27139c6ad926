/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar days in the proleptic Gregorian calendar, years 1 to 9999. */
#ifndef DB_DATE_H
#define DB_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct date {
    int year, month, day;
};

/* Reads 2015-09-14; with is_german 14.09.2015 or 14.9.2015. False when there is no such day. */
bool date_parse(struct text, bool is_german, struct date *out);
int64_t date_days(struct date); /* since 1970-01-01 */

#endif
