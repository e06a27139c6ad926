/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Number formats of XLSX (ECMA-376 part 1, 18.8.30 and 18.8.31): what a format says about the
 * number it shows, and dates out of serial numbers. */
#ifndef DB_FORMAT_H
#define DB_FORMAT_H

#include "db/sheet.h"

struct format {
    enum cell_kind kind;
    bool has_day, has_time; /* CELL_DATE, CELL_TIME */
    bool is_elapsed;        /* [h]:mm counts beyond a day */
    int zeros;              /* CELL_CODE: the least digits shown */
};

struct format format_builtin(unsigned id); /* of the formats that files do not spell out */
struct format format_read(struct text code);

/* Makes a cell of a stored number, its text in the arena. is_1904: days count from 1904-01-01. */
void format_apply(struct arena *, const struct format *, struct text number, bool is_1904,
                  struct cell *);

#endif
