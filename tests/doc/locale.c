/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/locale.h"

#include <stdint.h>

#include "doc/yaml.h"
#include "tests/check.h"

static struct arena *arena;

static struct value int_of(const char *digits)
{
    struct value value = {VALUE_INT, 0, text_of(digits)};
    int_parse(value.s, &value.i);
    return value;
}

static struct value value_of(enum value_kind kind, const char *s)
{
    if (kind == VALUE_INT)
        return int_of(s);
    return (struct value){kind, 0, text_of(s)};
}

/* "money:plain" as a format. */
static struct format format_of(const char *spec)
{
    struct text t = text_of(spec);
    size_t colon = text_find_char(t, ':');
    struct format format = {.name = text_slice(t, 0, colon)};
    if (colon != SIZE_MAX)
        format.argument = text_from(t, colon + 1);
    return format;
}

struct printed {
    const char *lang, *format;
    enum value_kind kind;
    const char *value, *want;
};

static void check_printed(const struct printed *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct locale *locale = locale_open(arena, cases[i].lang);
        struct value value = value_of(cases[i].kind, cases[i].value);
        struct format format = format_of(cases[i].format);
        const char *fault = NULL;
        const char *got = locale_format(arena, locale, &value, &format, NULL, &fault);
        check_text(text_of(got ? got : fault), cases[i].want,
                   arena_printf(arena, "%s by '%s' in %s", cases[i].value, cases[i].format,
                                cases[i].lang));
    }
}

static const struct printed formatted[] = {
    {"de", "money", VALUE_INT, "500000", "5.000,00\u00A0€"},
    {"de", "money", VALUE_INT, "-7", "\u22120,07\u00A0€"},
    {"de", "money:plain", VALUE_INT, "123456", "1.234,56"},
    {"en", "money", VALUE_INT, "500000", "€5,000.00"},
    {"de", "money", VALUE_INT, "9223372036854775807", "92.233.720.368.547.758,07\u00A0€"},
    {"de", "", VALUE_INT, "1234567", "1.234.567"},
    {"en", "", VALUE_REAL, "1234.5", "1,234.5"},
    {"de", "number:2", VALUE_REAL, "2.345", "2,35"},
    {"de", "number:0", VALUE_REAL, "2.5", "3"},
    {"ar", "number", VALUE_INT, "1234", "1,234"},
    {"fa", "", VALUE_INT, "25", "25"},
    {"de", "percent", VALUE_REAL, "0.594", "59,4\u00A0%"},
    {"de", "percent", VALUE_REAL, "0.5", "50\u00A0%"},
    {"de", "percent:0", VALUE_REAL, "0.594", "59\u00A0%"},
    {"de", "percent", VALUE_INT, "59", "59\u00A0%"},
    {"de", "date", VALUE_TEXT, "2015-09-14", "14.09.2015"},
    {"de", "date:long", VALUE_TEXT, "2015-09-14", "14.\u00A0September 2015"},
    {"de", "date:long", VALUE_TEXT, "2015-09-14 09:30", "14.\u00A0September 2015"},
    {"de", "date:full", VALUE_TEXT, "2015-09-14", "Montag, 14.\u00A0September 2015"},
    {"de", "date:month", VALUE_TEXT, "2015-09-14", "September 2015"},
    {"de", "date:long", VALUE_TEXT, "1517-10-31", "31.\u00A0Oktober 1517"},
    {"en-GB", "date:long", VALUE_TEXT, "2015-09-14", "14 September 2015"},
    {"ar-Latn", "date:long", VALUE_TEXT, "2015-09-14",
     "2015-09-14"}, /* not the machine's English */
    {"de-Arab", "money", VALUE_INT, "123456", "€\u00A01,234.56"},
    {"ru", "date:long", VALUE_TEXT, "2015-09-14", "14 сентября 2015\u202Fг."},
    {"fa", "date:long", VALUE_TEXT, "2015-09-14", "14 سپتامبر 2015"},
    {"fa", "date:long,persian", VALUE_TEXT, "2015-09-14", "23 شهریور 1394"},
    {"de", "time", VALUE_TEXT, "09:30", "9:30"},
    {"de", "time", VALUE_TEXT, "2015-09-14T17:05:00", "17:05"},
    {"fr", "time", VALUE_TEXT, "09:30", "09:30"},
    {"de", "tel", VALUE_TEXT, "0391 55 66", "0391\u00A055\u00A066"},
    {"de", "iban", VALUE_TEXT, "DE89370400440532013000",
     "DE89\u00A03704\u00A00044\u00A00532\u00A00130\u00A000"},
    {"de", "join", VALUE_TEXT, "Ada,Bo,Cem", "Ada, Bo und Cem"},
    {"en", "join", VALUE_TEXT, "Müller, A.\nBo", "Müller, A. and Bo"},
    {"de", "raw", VALUE_INT, "2015", "2015"},
    {"de", "lines", VALUE_TEXT, "a\nb", "a\nb"},
    {"de", "money", VALUE_NULL, "", ""},
    {"de", "", VALUE_TEXT, "2015-09-14", "2015-09-14"},
    {"tlh", "number", VALUE_INT, "1234", "1,234"},
};

static void formatters_print_each_language(void)
{
    check_printed(formatted, sizeof formatted / sizeof *formatted);
}

static const struct printed negative[] = {
    {"de", "", VALUE_INT, "-1234", "\u22121.234"},
    {"de", "", VALUE_REAL, "-0.5", "\u22120,5"},
    {"de", "number:2", VALUE_REAL, "-2.345", "\u22122,35"},
    {"de", "number", VALUE_TEXT, "-5", "\u22125"},
    {"de", "money", VALUE_INT, "-9223372036854775807", "\u221292.233.720.368.547.758,07\u00A0€"},
    {"de", "money:plain", VALUE_INT, "-7", "\u22120,07"},
    {"de", "money:plain+", VALUE_INT, "-7", "\u22120,07"},
    {"de", "money:plain+", VALUE_INT, "7", "+0,07"},
    {"de", "percent:1", VALUE_REAL, "-0.0521", "\u22125,2\u00A0%"},
    {"de", "percent:1+", VALUE_REAL, "-0.0521", "\u22125,2\u00A0%"},
    {"en", "money", VALUE_INT, "-250", "\u2212€2.50"},
    {"de-CH", "money", VALUE_INT, "-250", "EUR\u22122.50"},
    {"nl", "money", VALUE_INT, "-250", "€\u00A0\u22122,50"},
    {"sv", "number", VALUE_INT, "-5", "\u22125"},
    {"fa", "number", VALUE_INT, "-5", "\u200E\u22125"},
    {"ar", "number", VALUE_INT, "-5", "\u200E\u22125"},
    {"he", "number", VALUE_INT, "-5", "\u200E\u22125"},
    {"tlh", "number", VALUE_INT, "-5", "\u22125"},
    {"de", "raw", VALUE_INT, "-5", "-5"},
    {"de", "raw", VALUE_REAL, "-0.0", "-0.0"},
    {"de", "", VALUE_TEXT, "-5", "-5"},
    {"de", "", VALUE_REAL, "-0.0", "0"},
    {"de", "number", VALUE_TEXT, "-0", "0"},
    {"de", "", VALUE_REAL, "-0.0000001", "0"},
    {"de", "number:0", VALUE_REAL, "-0.4", "0"},
    {"de", "number:2", VALUE_REAL, "-0.004", "0,00"},
    {"de", "number:2", VALUE_REAL, "-0.005", "\u22120,01"},
    {"de", "number:2+", VALUE_REAL, "-0.004", "0,00"},
    {"de", "number:+", VALUE_REAL, "-0.0", "0"},
    {"de", "percent", VALUE_REAL, "-0.0004", "0\u00A0%"},
    {"de", "percent:1+", VALUE_REAL, "-0.0004", "0,0\u00A0%"},
    {"de", "money:plain+", VALUE_INT, "0", "0,00"},
    {"ar", "number:0", VALUE_REAL, "-0.4", "0"},
    {"sv", "number:0", VALUE_REAL, "-0.4", "0"},
    {"en", "number:0", VALUE_REAL, "-1e-9", "0"},
};

/* U+2212 whatever ICU has, its own marks of direction left where they are; no negative zero. */
static void negative_numbers_have_a_true_minus(void)
{
    check_printed(negative, sizeof negative / sizeof *negative);
}

static void plurals_follow_the_language(void)
{
    static const struct {
        const char *lang, *n, *forms, *want;
    } cases[] = {
        {"de", "1", "one{# Person} other{# Personen}", "1 Person"},
        {"de", "1234", "one{# Person} other{# Personen}", "1.234 Personen"},
        {"ru", "3", "one{# день} few{# дня} many{# дней} other{# дня}", "3 дня"},
        {"ru", "11", "one{# день} few{# дня} many{# дней} other{# дня}", "11 дней"},
        {"ar", "2", "two{يومان} other{# يوم}", "يومان"},
        {"de", "0", "=0{keine} one{eine} other{#}", "keine"},
        {"en", "2", "one{it's #} other{they're #}", "they're 2"},
        {"de", "-2", "one{# Grad} other{# Grad}", "\u22122 Grad"},
        {"de", "2", "one{# Person}", NULL},
        {"de", "2", "other{ {1} }", NULL},
        {"de", "2", "other{x}} {1", NULL},
        {"de", "2", "other{a '}' {1} '{' }", NULL},
        {"de", "2", "", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct locale *locale = locale_open(arena, cases[i].lang);
        struct value value = int_of(cases[i].n);
        struct format format = {TEXT("plural"), text_of(cases[i].forms), true};
        const char *fault = NULL;
        const char *got = locale_format(arena, locale, &value, &format, NULL, &fault);
        if (cases[i].want)
            check_text(text_of(got), cases[i].want, cases[i].forms);
        else
            check(!got && fault, "plural forms '%s' are refused", cases[i].forms);
    }
}

static void ranges_are_one_phrase(void)
{
    static const struct {
        const char *lang, *from, *to, *want;
    } cases[] = {
        {"de", "2015-09-14", "2015-09-15", "14.–15.\u00A0September 2015"},
        {"de", "2015-09-30", "2015-10-01", "30.\u00A0September\u2009–\u20091.\u00A0Oktober 2015"},
        {"de", "2015-09-14", "2015-09-14", "14.\u00A0September 2015"},
        {"de", "2015-09-14", NULL, "14.\u00A0September 2015"},
        {"de", "2015-09-15", "2015-09-14",
         "the range ends before it begins: '2015-09-15' is after '2015-09-14'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value from = value_of(VALUE_TEXT, cases[i].from);
        struct value to = value_of(cases[i].to ? VALUE_TEXT : VALUE_NULL, cases[i].to);
        struct format format = {.name = TEXT("date-range")};
        const char *fault = NULL;
        struct locale *locale = locale_open(arena, cases[i].lang);
        const char *got = locale_format(arena, locale, &from, &format, &to, &fault);
        check_text(text_of(got ? got : fault), cases[i].want, "a range of days");
    }
}

static void what_does_not_fit_is_refused(void)
{
    static const struct {
        const char *format;
        enum value_kind kind;
        const char *value, *fault;
    } cases[] = {
        {"date", VALUE_TEXT, "2015-02-29", "'2015-02-29' is not a date such as 2015-09-14"},
        {"date", VALUE_INT, "2015", "'2015' is not a date such as 2015-09-14"},
        {"date:longer", VALUE_TEXT, "2015-02-28", "formatter 'date' does not know 'longer'"},
        {"time", VALUE_TEXT, "25:00", "'25:00' is not a time such as 09:30"},
        {"time", VALUE_TEXT, "2015-09-14", "'2015-09-14' is not a time such as 09:30"},
        {"money", VALUE_REAL, "12.5", "'12.5' is not a whole number of cents"},
        {"money:full", VALUE_INT, "12", "formatter 'money' does not know 'full'"},
        {"number:x", VALUE_INT, "12", "formatter 'number' does not know 'x'"},
        {"number:99", VALUE_INT, "12", "formatter 'number' does not know '99'"},
        {"number", VALUE_TEXT, "zwölf", "'zwölf' is not a number"},
        {"tel", VALUE_TEXT, "call me", "'call me' is not a telephone number"},
        {"iban", VALUE_TEXT, "DE89370400440532013001",
         "'DE89370400440532013001' is not a valid IBAN"},
        {"monney", VALUE_INT, "1", "unknown formatter 'monney'"},
    };
    struct locale *locale = locale_open(arena, "de");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value value = value_of(cases[i].kind, cases[i].value);
        struct format format = format_of(cases[i].format);
        const char *fault = NULL;
        const char *got = locale_format(arena, locale, &value, &format, NULL, &fault);
        check(!got, "%s by '%s' is refused", cases[i].value, cases[i].format);
        check_text(text_of(fault), cases[i].fault, "and the reason is told");
    }
}

static void languages_know_their_marks(void)
{
    check_text(text_of(locale_marks("de-x-leicht")->open), "„", "German opens low");
    check_text(text_of(locale_marks("fr")->open), "«\u202F", "French opens with a thin space");
    check_text(text_of(locale_marks("zz")->open), "“", "an unknown language opens as English");
    check(locale_is_rtl(locale_open(arena, "prs")) && locale_is_rtl(locale_open(arena, "ar")) &&
              !locale_is_rtl(locale_open(arena, "kmr")) && !locale_is_rtl(locale_open(arena, "de")),
          "directions are known, borrowed languages' too");
}

int main(void)
{
    arena = arena_new();
    formatters_print_each_language();
    negative_numbers_have_a_true_minus();
    plurals_follow_the_language();
    ranges_are_one_phrase();
    what_does_not_fit_is_refused();
    languages_know_their_marks();
    arena_free(arena);
    return check_done();
}
