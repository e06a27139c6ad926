/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and times as records hold them: "2015-09-14", "09:30", "09:30:15", or both with a space or
 * T between. Proleptic Gregorian, without time zone. */
#ifndef DOC_DATE_H
#define DOC_DATE_H

#include <stdbool.h>

#include "base/text.h"

struct date {
    bool has_day, has_time;
    int year, month, day; /* year 1…9999, month 1…12 */
    int hour, minute, second;
};

/* False when it is neither date nor time, or a day or hour that does not exist. */
bool date_parse(struct text, struct date *out);

#endif
