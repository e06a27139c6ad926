/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, times and ranges of days. All of it happens in UTC; days before 1582 go to ICU by their
 * date, not by a day count, so that they print as they were recorded. */
#include <stdio.h>
#include <string.h>

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udateintervalformat.h>
#include <unicode/udatpg.h>

#include "doc/icu.h"
#include "doc/moment.h"

enum { LONGEST_DATE = 200 };

const char *const locale_date_styles[] = {"short", "medium", "long",    "full",
                                          "month", "day",    "weekday", "year"};
const size_t locale_date_style_count = sizeof locale_date_styles / sizeof *locale_date_styles;
const char *const locale_calendars[] = {"gregorian", "persian",  "islamic", "islamic-umalqura",
                                        "buddhist",  "ethiopic", "hebrew"};
const size_t locale_calendar_count = sizeof locale_calendars / sizeof *locale_calendars;

/* How a keyword reads: ICU's style, or the fields for which the locale has a pattern. */
static const struct style {
    UDateFormatStyle style;
    const char *fields;
} styles[] = {{UDAT_SHORT, NULL},   {UDAT_MEDIUM, NULL},  {UDAT_LONG, NULL},   {UDAT_FULL, NULL},
              {UDAT_NONE, "yMMMM"}, {UDAT_NONE, "MMMMd"}, {UDAT_NONE, "EEEE"}, {UDAT_NONE, "y"}};
static const struct style plain_style = {UDAT_NONE, "yMMdd"};

static const UChar utc[] = {'U', 'T', 'C', 0};

static bool to_udate(const struct moment *m, UDate *out)
{
    static UCalendar *calendar;
    UErrorCode status = U_ZERO_ERROR;
    if (!calendar)
        calendar = ucal_open(utc, 3, "root", UCAL_GREGORIAN, &status);
    if (U_FAILURE(status))
        return false;
    struct date day = m->has_day ? m->day : (struct date){2000, 1, 1};
    ucal_clear(calendar);
    ucal_setDateTime(calendar, day.year, day.month - 1, day.day, m->hour, m->minute, m->second,
                     &status);
    *out = ucal_getMillis(calendar, &status);
    return U_SUCCESS(status);
}

/* The locale's own order and words for some fields ("yMMdd"). */
static struct utf16 best_pattern(struct arena *arena, const char *id, const char *fields)
{
    UErrorCode status = U_ZERO_ERROR;
    struct utf16 skeleton = utf16_of(arena, text_of(fields));
    struct utf16 pattern = {ARENA_ARRAY(arena, UChar, LONGEST_DATE), 0};
    UDateTimePatternGenerator *generator = udatpg_open(id, &status);
    pattern.n =
        udatpg_getBestPattern(generator, skeleton.p, skeleton.n, pattern.p, LONGEST_DATE, &status);
    udatpg_close(generator);
    if (U_FAILURE(status))
        pattern.n = 0;
    return pattern;
}

static void drop_unit(struct utf16 *pattern, int32_t at)
{
    pattern->n--;
    memmove(pattern->p + at, pattern->p + at + 1, sizeof(UChar) * (size_t)(pattern->n - at));
}

/* German writes 9:30, where CLDR has 09:30. */
static void shorten_hour(struct utf16 *pattern)
{
    for (int32_t i = 0; i + 1 < pattern->n; i++)
        if (pattern->p[i] == 'H' && pattern->p[i + 1] == 'H')
            drop_unit(pattern, i);
}

static UDateFormat *open_format(struct arena *arena, const struct locale *locale, const char *id,
                                UDateFormatStyle style, const char *fields)
{
    UErrorCode status = U_ZERO_ERROR;
    struct utf16 pattern = {0};
    if (fields)
        pattern = best_pattern(arena, id, fields);
    if (fields && strcmp(fields, "jm") == 0 && strcmp(locale->language, "de") == 0)
        shorten_hour(&pattern);
    UDateFormat *format =
        udat_open(fields ? UDAT_PATTERN : UDAT_NONE, fields ? UDAT_PATTERN : style, id, utc, 3,
                  pattern.p, pattern.n, &status);
    return U_SUCCESS(status) ? format : NULL;
}

/* "14. September" is not broken (DIN 5008): a space between a point and what follows is a no-break
 * one. */
static void bind_days(UChar *date, int32_t n)
{
    for (int32_t i = 1; i < n && i < LONGEST_DATE; i++)
        if (date[i] == ' ' && date[i - 1] == '.')
            date[i] = 0x00A0;
}

static const char *print_moment(struct arena *arena, const struct locale *locale, const char *id,
                                UDateFormatStyle style, const char *fields, const struct moment *m)
{
    static struct kept *kept;
    UErrorCode status = U_ZERO_ERROR;
    UChar out[LONGEST_DATE];
    UDate date;
    char key[LONGEST_KEY];
    snprintf(key, sizeof key, "%d|%s", (int)style, fields ? fields : "");
    UDateFormat *format = kept_find(kept, id, key);
    if (!format) {
        format = open_format(arena, locale, id, style, fields);
        if (!format)
            return NULL;
        kept_add(&kept, id, key, format);
    }
    if (!to_udate(m, &date))
        return NULL;
    int32_t n = udat_format(format, date, out, LONGEST_DATE, NULL, &status);
    bind_days(out, n);
    return U_SUCCESS(status) ? utf16_text(arena, out, n) : NULL;
}

static bool read_day(struct arena *arena, const struct value *value, struct moment *out,
                     const char **fault)
{
    if (value->kind == VALUE_TEXT && moment_parse(value->s, out) && out->has_day)
        return true;
    *fault =
        arena_printf(arena, "'%.*s' is not a date such as 2015-09-14", (int)value->s.n, value->s.p);
    return false;
}

/* The style of the name; without one, day, month and year in figures. NULL: none of the name. */
static const struct style *find_style(struct text name)
{
    if (!name.n)
        return &plain_style;
    for (size_t i = 0; i < locale_date_style_count; i++)
        if (text_is(name, locale_date_styles[i]))
            return &styles[i];
    return NULL;
}

/* The ICU name with another calendar, or NULL when there is none of the name. */
static const char *with_calendar(struct arena *arena, const struct locale *locale,
                                 struct text calendar)
{
    if (calendar.n == 0)
        return locale->full_id;
    for (size_t i = 0; i < locale_calendar_count; i++)
        if (text_is(calendar, locale_calendars[i]))
            return arena_printf(arena, "%s@calendar=%s;numbers=latn", locale->id,
                                locale_calendars[i]);
    return NULL;
}

const char *format_date(struct arena *arena, const struct locale *locale, const struct value *value,
                        const struct format *format, const char **fault)
{
    struct moment m;
    size_t comma = text_find_char(format->argument, ',');
    struct text calendar = {0};
    const struct style *style = find_style(text_trim(text_slice(format->argument, 0, comma)));
    if (comma != SIZE_MAX)
        calendar = text_trim(text_from(format->argument, comma + 1));
    const char *id = with_calendar(arena, locale, calendar);
    if (!style || !id) {
        *fault = arena_printf(arena, "formatter 'date' does not know '%.*s'",
                              (int)format->argument.n, format->argument.p);
        return NULL;
    }
    if (!read_day(arena, value, &m, fault))
        return NULL;
    return print_moment(arena, locale, id, style->style, style->fields, &m);
}

const char *format_time(struct arena *arena, const struct locale *locale, const struct value *value,
                        const struct format *format, const char **fault)
{
    struct moment m;
    if (format->argument.n) {
        *fault = "formatter 'time' takes no argument";
        return NULL;
    }
    if (value->kind != VALUE_TEXT || !moment_parse(value->s, &m) || !m.has_time) {
        *fault =
            arena_printf(arena, "'%.*s' is not a time such as 09:30", (int)value->s.n, value->s.p);
        return NULL;
    }
    return print_moment(arena, locale, locale->full_id, UDAT_NONE, "jm", &m);
}

static UDateIntervalFormat *interval_of(struct arena *arena, const struct locale *locale)
{
    static struct kept *kept;
    UDateIntervalFormat *format = kept_find(kept, locale->full_id, "");
    if (format)
        return format;
    UErrorCode status = U_ZERO_ERROR;
    struct utf16 fields = utf16_of(arena, TEXT("yMMMMd"));
    format = udtitvfmt_open(locale->full_id, fields.p, fields.n, utc, 3, &status);
    if (U_FAILURE(status))
        return NULL;
    kept_add(&kept, locale->full_id, "", format);
    return format;
}

const char *format_range(struct arena *arena, const struct locale *locale,
                         const struct value *value, const struct value *end, const char **fault)
{
    struct moment from, to;
    UDate first, last;
    UErrorCode status = U_ZERO_ERROR;
    UChar out[LONGEST_DATE];
    const struct value *second = end && end->kind != VALUE_NULL ? end : value;
    if (!read_day(arena, value, &from, fault) || !read_day(arena, second, &to, fault))
        return NULL;
    from.has_time = to.has_time = false;
    from.hour = from.minute = from.second = to.hour = to.minute = to.second = 0;
    UDateIntervalFormat *format = interval_of(arena, locale);
    if (!format || !to_udate(&from, &first) || !to_udate(&to, &last))
        return NULL;
    if (last < first) {
        *fault = arena_printf(arena, "the range ends before it begins: '%.*s' is after '%.*s'",
                              (int)value->s.n, value->s.p, (int)second->s.n, second->s.p);
        return NULL;
    }
    int32_t n = udtitvfmt_format(format, first, last, out, LONGEST_DATE, NULL, &status);
    bind_days(out, n);
    return U_SUCCESS(status) ? utf16_text(arena, out, n) : NULL;
}
