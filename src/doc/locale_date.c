/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, times and ranges of days. All of it happens in UTC; days before 1582 go to ICU by their
 * date, not by a day count, so that they print as they were recorded. */
#include <stdio.h>
#include <string.h>

#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/udateintervalformat.h>
#include <unicode/ustring.h>

#include "doc/date_style.h"
#include "doc/moment.h"

enum { LONGEST_DATE = 200 };

const char *const locale_calendars[] = {"gregorian", "persian",  "islamic", "islamic-umalqura",
                                        "buddhist",  "ethiopic", "hebrew"};
const size_t locale_calendar_count = sizeof locale_calendars / sizeof *locale_calendars;

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

/* "14. September" is not broken (DIN 5008): a space between a point and what follows is a no-break
 * one. */
static void bind_days(UChar *date, int32_t n)
{
    for (int32_t i = 1; i < n && i < LONGEST_DATE; i++)
        if (date[i] == ' ' && date[i - 1] == '.')
            date[i] = 0x00A0;
}

static UDateFormat *format_of(struct arena *arena, const struct locale *locale, const char *id,
                              enum date_style style)
{
    static struct kept *kept[DATE_STYLES];
    UDateFormat *format = kept_find(kept[style], id, "");
    if (format)
        return format;
    format = date_format_open(arena, locale, id, style);
    if (format)
        kept_add(&kept[style], id, "", format);
    return format;
}

static const char *print_moment(struct arena *arena, const struct locale *locale, const char *id,
                                enum date_style style, const struct moment *m)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar out[LONGEST_DATE];
    UDate date;
    UDateFormat *format = format_of(arena, locale, id, style);
    if (!format || !to_udate(m, &date))
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

/* The style of the name; without one, day, month and year in figures. False: none of the name. */
static bool find_style(struct text name, enum date_style *out)
{
    *out = DATE_PLAIN;
    for (size_t i = 0; name.n && i < locale_date_style_count; i++)
        if (text_is(name, locale_date_styles[i])) {
            *out = (enum date_style)i;
            return true;
        }
    return name.n == 0;
}

/* The ICU name with another calendar, or NULL when there is none of the name. */
static const char *with_calendar(struct arena *arena, const struct locale *locale,
                                 struct text calendar)
{
    if (calendar.n == 0)
        return locale->full_id;
    for (size_t i = 0; i < locale_calendar_count; i++)
        if (text_is(calendar, locale_calendars[i]))
            return arena_printf(arena, "%s%scalendar=%s;numbers=%s", locale->id,
                                strchr(locale->id, '@') ? ";" : "@", locale_calendars[i],
                                locale->digits);
    return NULL;
}

const char *format_date(struct arena *arena, const struct locale *locale, const struct value *value,
                        const struct format *format, const char **fault)
{
    struct moment m;
    size_t comma = text_find_char(format->argument, ',');
    struct text calendar = {0};
    enum date_style style;
    bool is_style = find_style(text_trim(text_slice(format->argument, 0, comma)), &style);
    if (comma != SIZE_MAX)
        calendar = text_trim(text_from(format->argument, comma + 1));
    const char *id = with_calendar(arena, locale, calendar);
    if (!is_style || !id) {
        *fault = arena_printf(arena, "formatter 'date' does not know '%.*s'",
                              (int)format->argument.n, format->argument.p);
        return NULL;
    }
    if (!read_day(arena, value, &m, fault))
        return NULL;
    return print_moment(arena, locale, id, style, &m);
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
    return print_moment(arena, locale, locale->full_id, DATE_TIME, &m);
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

/* In words a day is 4, not 04, as CLDR has it in the ranges of some languages. */
static int32_t shorten_days(const UFormattedDateInterval *range, UChar *out, int32_t n)
{
    UErrorCode status = U_ZERO_ERROR;
    UConstrainedFieldPosition *at = ucfpos_open(&status);
    const UFormattedValue *value = udtitvfmt_resultAsValue(range, &status);
    int32_t cut = 0, from, to;
    ucfpos_constrainField(at, UFIELD_CATEGORY_DATE, UDAT_DATE_FIELD, &status);
    while (U_SUCCESS(status) && ufmtval_nextPosition(value, at, &status)) {
        ucfpos_getIndexes(at, &from, &to, &status);
        if (U_FAILURE(status) || to - from != 2 || u_charDigitValue(out[from - cut]) != 0)
            continue;
        from -= cut++;
        memmove(out + from, out + from + 1, sizeof *out * (size_t)(n - from - 1));
        n--;
    }
    ucfpos_close(at);
    return n;
}

static const char *print_range(struct arena *arena, const struct locale *locale, UDate first,
                               UDate last)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar out[LONGEST_DATE];
    int32_t length = 0;
    UDateIntervalFormat *format = interval_of(arena, locale);
    UFormattedDateInterval *range = udtitvfmt_openResult(&status);
    if (!format || U_FAILURE(status))
        return NULL;
    udtitvfmt_formatToResult(format, first, last, range, &status);
    const UChar *text =
        ufmtval_getString(udtitvfmt_resultAsValue(range, &status), &length, &status);
    bool is_good = U_SUCCESS(status) && length < LONGEST_DATE;
    if (is_good) {
        u_memcpy(out, text, length);
        length = shorten_days(range, out, length);
        bind_days(out, length);
    }
    udtitvfmt_closeResult(range);
    return is_good ? utf16_text(arena, out, length) : NULL;
}

/* A range of days in a language whose patterns are our own: what both days share is said once. */
static const char *print_own_range(struct arena *arena, const struct locale *locale,
                                   const struct moment *from, const struct moment *to)
{
    const char *id = locale->full_id, *end = print_moment(arena, locale, id, DATE_LONG, to);
    bool has_words = strcmp(locale->id, "root") != 0;
    bool is_year = has_words && from->day.year == to->day.year;
    bool is_month = is_year && from->day.month == to->day.month;
    if (memcmp(&from->day, &to->day, sizeof from->day) == 0)
        return end;
    if (is_month)
        return arena_printf(arena, "%s–%s", print_moment(arena, locale, id, DATE_NUMBER, from),
                            end);
    const char *begin = print_moment(arena, locale, id, is_year ? DATE_DAY : DATE_LONG, from);
    return arena_printf(arena, "%s – %s", begin, end);
}

const char *format_range(struct arena *arena, const struct locale *locale,
                         const struct value *value, const struct value *end, const char **fault)
{
    struct moment from, to;
    UDate first, last;
    const struct value *second = end && end->kind != VALUE_NULL ? end : value;
    if (!read_day(arena, value, &from, fault) || !read_day(arena, second, &to, fault))
        return NULL;
    from.has_time = to.has_time = false;
    from.hour = from.minute = from.second = to.hour = to.minute = to.second = 0;
    if (!to_udate(&from, &first) || !to_udate(&to, &last))
        return NULL;
    if (last < first) {
        *fault = arena_printf(arena, "the range ends before it begins: '%.*s' is after '%.*s'",
                              (int)value->s.n, value->s.p, (int)second->s.n, second->s.p);
        return NULL;
    }
    return date_own_pattern(locale, DATE_LONG) ? print_own_range(arena, locale, &from, &to)
                                               : print_range(arena, locale, first, last);
}
