/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and times as records hold them: "2015-09-14", "09:30", "09:30:15", or both with a space or T
 * between; without time zone. */
#ifndef DOC_MOMENT_H
#define DOC_MOMENT_H

#include "db/date.h"

struct moment {
    bool has_day, has_time;
    struct date day;
    int hour, minute, second;
};

/* False when it is neither day nor time, or one that does not exist. */
bool moment_parse(struct text, struct moment *out);
/* Just a day, "2015-09-14". */
bool is_day(struct text);

#endif
