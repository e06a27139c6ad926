/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ICU's formats of days by the keywords of `date`; what the locale_*.c files share of them. */
#ifndef DOC_DATE_STYLE_H
#define DOC_DATE_STYLE_H

#include <unicode/udat.h>

#include "doc/icu.h"

/* In the order of locale_date_styles, then those without a keyword. */
enum date_style {
    DATE_SHORT,
    DATE_MEDIUM,
    DATE_LONG,
    DATE_FULL,
    DATE_MONTH,
    DATE_DAY,
    DATE_WEEKDAY,
    DATE_YEAR,
    DATE_PLAIN, /* day, month and year in figures, each with all of its digits */
    DATE_TIME,
    DATE_NUMBER, /* the day's number alone */
    DATE_STYLES
};

/* id: ICU's, with calendar and digits. NULL: ICU has none. The caller keeps it. */
UDateFormat *date_format_open(struct arena *, const struct locale *, const char *id,
                              enum date_style);
/* The pattern of languages whose own stands here in CLDR's place, or NULL. */
const char *date_own_pattern(const struct locale *, enum date_style);

#endif
