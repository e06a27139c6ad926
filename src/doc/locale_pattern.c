/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a day is written: CLDR's patterns and names, put right where CLDR 42 has none of the language
 * (its root's order, year first, and eras such as "ERA1" would stand in the text). */
#include <string.h>

#include <unicode/ucal.h>
#include <unicode/udatpg.h>

#include "base/ascii.h"
#include "doc/date_style.h"

enum { LONGEST_PATTERN = 200, LONGEST_NAME = 60 };

const char *const locale_date_styles[] = {"short", "medium", "long",    "full",
                                          "month", "day",    "weekday", "year"};
const size_t locale_date_style_count = sizeof locale_date_styles / sizeof *locale_date_styles;

static const UChar utc[] = {'U', 'T', 'C', 0};

/* CLDR's style, or the fields for which the locale has a pattern. */
static const struct {
    UDateFormatStyle style;
    const char *fields;
} styles[] = {
    [DATE_SHORT] = {UDAT_SHORT, NULL},    [DATE_MEDIUM] = {UDAT_MEDIUM, NULL},
    [DATE_LONG] = {UDAT_LONG, NULL},      [DATE_FULL] = {UDAT_FULL, NULL},
    [DATE_MONTH] = {UDAT_NONE, "yMMMM"},  [DATE_DAY] = {UDAT_NONE, "MMMMd"},
    [DATE_WEEKDAY] = {UDAT_NONE, "EEEE"}, [DATE_YEAR] = {UDAT_NONE, "y"},
    [DATE_PLAIN] = {UDAT_SHORT, NULL},    [DATE_TIME] = {UDAT_NONE, "jm"},
    [DATE_NUMBER] = {UDAT_NONE, "d"},
};

/* Kurmanji, Sorani, Dari and Persian as they are written where CLDR says nothing; a language that
 * it does not know has the figures of ISO 8601. NULL: as CLDR has it. */
static const struct own {
    const char *id;
    const char *pattern[DATE_STYLES];
} owns[] = {
    {"ku",
     {[DATE_SHORT] = "dd.MM.y",
      [DATE_MEDIUM] = "d MMMM y",
      [DATE_LONG] = "d MMMM y",
      [DATE_FULL] = "EEEE, d MMMM y",
      [DATE_MONTH] = "MMMM y",
      [DATE_DAY] = "d MMMM"}},
    {"root",
     {[DATE_SHORT] = "y-MM-dd",
      [DATE_MEDIUM] = "y-MM-dd",
      [DATE_LONG] = "y-MM-dd",
      [DATE_FULL] = "y-MM-dd",
      [DATE_MONTH] = "y-MM",
      [DATE_DAY] = "MM-dd"}},
    {"ckb",
     {[DATE_SHORT] = "y/M/d",
      [DATE_MEDIUM] = "d'ی' MMMM'ی' y",
      [DATE_LONG] = "d'ی' MMMM'ی' y",
      [DATE_FULL] = "EEEE، d'ی' MMMM'ی' y",
      [DATE_MONTH] = "MMMM'ی' y",
      [DATE_DAY] = "d'ی' MMMM"}},
    {"fa_AF", {[DATE_FULL] = "EEEE d MMMM y", [DATE_DAY] = "d MMMM"}},
    {"fa", {[DATE_FULL] = "EEEE d MMMM y"}}, /* as in its Gregorian calendar */
};

const char *date_own_pattern(const struct locale *locale, enum date_style style)
{
    for (size_t i = 0; i < sizeof owns / sizeof *owns; i++) {
        size_t n = strlen(owns[i].id);
        bool is_of = strncmp(locale->id, owns[i].id, n) == 0;
        if (is_of && (locale->id[n] == '\0' || locale->id[n] == '_' || locale->id[n] == '@'))
            return owns[i].pattern[style];
    }
    return NULL;
}

/* The locale's own order and words for some fields ("MMMMd"). */
static struct utf16 best_pattern(struct arena *arena, const char *id, const char *fields)
{
    UErrorCode status = U_ZERO_ERROR;
    struct utf16 skeleton = utf16_of(arena, text_of(fields));
    struct utf16 pattern = {ARENA_ARRAY(arena, UChar, LONGEST_PATTERN), 0};
    UDateTimePatternGenerator *generator = udatpg_open(id, &status);
    pattern.n = udatpg_getBestPattern(generator, skeleton.p, skeleton.n, pattern.p, LONGEST_PATTERN,
                                      &status);
    udatpg_close(generator);
    if (U_FAILURE(status))
        pattern.n = 0;
    return pattern;
}

static struct utf16 pattern_of(struct arena *arena, const UDateFormat *format)
{
    UErrorCode status = U_ZERO_ERROR;
    struct utf16 pattern = {ARENA_ARRAY(arena, UChar, LONGEST_PATTERN), 0};
    pattern.n = udat_toPattern(format, false, pattern.p, LONGEST_PATTERN, &status);
    if (U_FAILURE(status) || pattern.n > LONGEST_PATTERN)
        pattern.n = 0;
    return pattern;
}

static void drop_units(struct utf16 *pattern, int32_t from, int32_t n)
{
    pattern->n -= n;
    memmove(pattern->p + from, pattern->p + from + n, sizeof(UChar) * (size_t)(pattern->n - from));
}

/* German writes 9:30, where CLDR has 09:30. */
static void shorten_hour(struct utf16 *pattern)
{
    for (int32_t i = 0; i + 1 < pattern->n; i++)
        if (pattern->p[i] == 'H' && pattern->p[i + 1] == 'H')
            drop_units(pattern, i, 1);
}

static int32_t run_length(const struct utf16 *pattern, int32_t at)
{
    int32_t n = 1;
    while (at + n < pattern->n && pattern->p[at + n] == pattern->p[at])
        n++;
    return n;
}

/* The short pattern with day and month in two figures and the whole year: what stands in a column
 * has one width. */
static struct utf16 widen(struct arena *arena, const struct utf16 *from)
{
    struct utf16 out = {ARENA_ARRAY(arena, UChar, (size_t)from->n * 2 + 1), 0};
    bool is_quoted = false;
    for (int32_t i = 0, n; i < from->n; i += n) {
        UChar c = from->p[i];
        n = run_length(from, i);
        bool is_field = !is_quoted && n <= 2 && (c == 'd' || c == 'M' || c == 'y');
        int32_t width = !is_field ? n : c == 'y' ? 1 : 2;
        is_quoted ^= c == '\'' && n % 2 == 1;
        for (int32_t k = 0; k < width; k++)
            out.p[out.n++] = c;
    }
    return out;
}

static bool is_gap(UChar c)
{
    return c == ' ' || c == 0xA0 || c == 0x202F;
}

/* Takes the era out, with the spaces that set it off. */
static void drop_era(struct utf16 *pattern)
{
    int32_t from = 0, to;
    while (from < pattern->n && pattern->p[from] != 'G')
        from++;
    if (from == pattern->n)
        return;
    to = from + run_length(pattern, from);
    while (from > 0 && is_gap(pattern->p[from - 1]))
        from--;
    while (from == 0 && to < pattern->n && is_gap(pattern->p[to]))
        to++;
    drop_units(pattern, from, to - from);
}

/* A name of the format's language, in ASCII letters alone. */
static bool is_ascii_name(const UDateFormat *format, UDateFormatSymbolType type, int32_t which,
                          bool *has_digit)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[LONGEST_NAME];
    int32_t n = udat_getSymbols(format, type, which, name, LONGEST_NAME, &status);
    bool is_ascii = U_SUCCESS(status) && n > 0;
    *has_digit = false;
    for (int32_t i = 0; is_ascii && i < n; i++) {
        is_ascii = name[i] < 0x80;
        *has_digit |= is_ascii && ascii_is_digit((char)name[i]);
    }
    return is_ascii;
}

static bool is_latin(const UDateFormat *format)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[LONGEST_NAME];
    int32_t n = udat_getSymbols(format, UDAT_WEEKDAYS, UCAL_MONDAY, name, LONGEST_NAME, &status);
    return U_SUCCESS(status) && n > 0 && name[0] < 0x370;
}

/* An era's name that is none: "ERA1", and "AP" among letters that are not Latin. */
static bool has_foreign_era(const UDateFormat *format)
{
    bool has_digit;
    int32_t last = udat_countSymbols(format, UDAT_ERAS) - 1;
    bool is_ascii = is_ascii_name(format, UDAT_ERAS, last, &has_digit);
    return is_ascii && (has_digit || !is_latin(format));
}

static void set_symbol(UDateFormat *format, UDateFormatSymbolType type, int32_t which,
                       const UChar *name, int32_t n)
{
    UErrorCode status = U_ZERO_ERROR;
    udat_setSymbols(format, type, which, (UChar *)name, n, &status);
}

/* The Ethiopic months of Tigrinya: CLDR has their names as those of the Gregorian months, the first
 * as September's. */
static void name_tigrinya_months(struct arena *arena, UDateFormat *format)
{
    enum { MONTHS = 12, FIRST = 8 };
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *gregorian =
        udat_open(UDAT_LONG, UDAT_LONG, "ti@calendar=gregorian", utc, 3, NULL, 0, &status);
    struct utf16 last = utf16_of(arena, TEXT("ጳጉሜን"));
    if (U_FAILURE(status))
        return;
    for (int32_t i = 0; i < MONTHS; i++) {
        UChar name[LONGEST_NAME];
        int32_t n = udat_getSymbols(gregorian, UDAT_MONTHS, (i + FIRST) % MONTHS, name,
                                    LONGEST_NAME, &status);
        if (U_SUCCESS(status))
            set_symbol(format, UDAT_MONTHS, i, name, n);
    }
    set_symbol(format, UDAT_MONTHS, MONTHS, last.p, last.n);
    udat_close(gregorian);
}

/* Names that CLDR lacks, and no era where it has no name for it. */
static void mend_calendar(struct arena *arena, const struct locale *locale, const char *id,
                          UDateFormat *format)
{
    struct utf16 era = utf16_of(arena, TEXT("ዓ.ም.")), pattern;
    bool is_ethiopic = strstr(id, "calendar=ethiopic") != NULL;
    bool is_tigrinya = strcmp(locale->language, "ti") == 0;
    if (is_ethiopic && is_tigrinya)
        name_tigrinya_months(arena, format);
    if (is_ethiopic && (is_tigrinya || strcmp(locale->language, "am") == 0))
        set_symbol(format, UDAT_ERAS, 1, era.p, era.n);
    bool is_buddhist = strstr(id, "calendar=buddhist") != NULL; /* nothing else tells its years */
    if (is_buddhist || !has_foreign_era(format))
        return;
    pattern = pattern_of(arena, format);
    drop_era(&pattern);
    udat_applyPattern(format, false, pattern.p, pattern.n);
}

static UDateFormat *open_pattern(const char *id, const struct utf16 *pattern)
{
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *format =
        udat_open(UDAT_PATTERN, UDAT_PATTERN, id, utc, 3, pattern->p, pattern->n, &status);
    return U_SUCCESS(status) ? format : NULL;
}

static UDateFormat *open_style(const char *id, UDateFormatStyle style)
{
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_NONE, style, id, utc, 3, NULL, 0, &status);
    return U_SUCCESS(status) ? format : NULL;
}

/* What CLDR has for it. */
static UDateFormat *open_known(struct arena *arena, const struct locale *locale, const char *id,
                               enum date_style style)
{
    struct utf16 pattern;
    if (!styles[style].fields)
        return open_style(id, styles[style].style);
    pattern = best_pattern(arena, id, styles[style].fields);
    if (style == DATE_TIME && strcmp(locale->language, "de") == 0)
        shorten_hour(&pattern);
    return open_pattern(id, &pattern);
}

UDateFormat *date_format_open(struct arena *arena, const struct locale *locale, const char *id,
                              enum date_style style)
{
    const char *own = date_own_pattern(locale, style == DATE_PLAIN ? DATE_SHORT : style);
    struct utf16 pattern = utf16_of(arena, text_of(own));
    UDateFormat *format = own ? open_pattern(id, &pattern) : open_known(arena, locale, id, style);
    if (!format)
        return NULL;
    mend_calendar(arena, locale, id, format);
    if (style == DATE_PLAIN) {
        pattern = pattern_of(arena, format);
        pattern = widen(arena, &pattern);
        udat_applyPattern(format, false, pattern.p, pattern.n);
    }
    return format;
}
