/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each language's numbers, money, days, ranges, lists and plurals, in the Gregorian calendar and
 * Latin digits where nobody asks for others; held against what its readers write, not against what
 * ICU says. */
#include "doc/locale.h"

#include "doc/language.h"
#include "doc/yaml.h"
#include "tests/check.h"

static struct arena *arena;

static struct value value_of(enum value_kind kind, const char *s)
{
    struct value value = {kind, 0, text_of(s)};
    if (kind == VALUE_INT)
        int_parse(value.s, &value.i);
    return value;
}

static const char *print(struct locale *locale, const char *spec, enum value_kind kind,
                         const char *s, const struct value *other)
{
    struct text t = text_of(spec);
    size_t colon = text_find_char(t, ':');
    struct format format = {.name = text_slice(t, 0, colon)};
    struct value value = value_of(kind, s);
    const char *fault = NULL;
    if (colon != SIZE_MAX)
        format.argument = text_from(t, colon + 1);
    const char *got = locale_format(arena, locale, &value, &format, other, &fault);
    return got ? got : fault;
}

/* A space that does not break, narrow or wide; the marks of direction. */
#define SP "\u00A0"
#define NSP "\u202F"
#define LRM "\u200E"
#define RLM "\u200F"

static const struct {
    const char *lang, *number, *money, *debt, *percent;
} numbers[] = {
    {"de", "12.345,5", "1.234,56" SP "€", "−1.234,56" SP "€", "59,4" SP "%"},
    {"de-AT", "12" SP "345,5", "€" SP "1.234,56", "−€" SP "1.234,56", "59,4" SP "%"},
    {"en", "12,345.5", "€1,234.56", "−€1,234.56", "59.4%"},
    {"fr", "12" NSP "345,5", "1" NSP "234,56" SP "€", "−1" NSP "234,56" SP "€", "59,4" SP "%"},
    {"es", "12.345,5", "1234,56" SP "€", "−1234,56" SP "€", "59,4" SP "%"},
    {"it", "12.345,5", "1.234,56" SP "€", "−1.234,56" SP "€", "59,4%"},
    {"pl", "12" SP "345,5", "1234,56" SP "€", "−1234,56" SP "€", "59,4%"},
    {"ro", "12.345,5", "1.234,56" SP "€", "−1.234,56" SP "€", "59,4" SP "%"},
    {"ru", "12" SP "345,5", "1" SP "234,56" SP "€", "−1" SP "234,56" SP "€", "59,4" SP "%"},
    {"uk", "12" SP "345,5", "1" SP "234,56" SP "€", "−1" SP "234,56" SP "€", "59,4%"},
    {"sr", "12.345,5", "1.234,56" SP "€", "−1.234,56" SP "€", "59,4%"},
    {"bg", "12" SP "345,5", "1234,56" SP "€", "−1234,56" SP "€", "59,4%"},
    {"el", "12.345,5", "1.234,56" SP "€", "−1.234,56" SP "€", "59,4%"},
    {"tr", "12.345,5", "€1.234,56", "−€1.234,56", "%59,4"},
    {"sq", "12" SP "345,5", "1234,56" SP "€", "−1234,56" SP "€", "59,4%"},
    {"vi", "12.345,5", "1.234,56" SP "€", "−1.234,56" SP "€", "59,4%"},
    {"ar", "12,345.5", RLM "1,234.56" SP "€", RLM LRM "−1,234.56" SP "€", "59.4" LRM "%" LRM},
    {"fa", "12,345.5", LRM "€" SP "1,234.56", LRM "−" LRM "€" SP "1,234.56", "59.4%"},
    {"prs", "12,345.5", "€" SP "1,234.56", LRM "−€" SP "1,234.56", "59.4%"},
    {"ps", "12.345,5", "€" SP "1.234,56", LRM "−€" SP "1.234,56", "59,4%"},
    {"ckb", "12,345.5", "€" SP "1,234.56", "−€" SP "1,234.56", "59.4%"},
    {"kmr", "12.345,5", "1.234,56" SP "€", "−1.234,56" SP "€", "%59,4"},
    {"ur", "12,345.5", "€1,234.56", LRM "−€1,234.56", "59.4%"},
    {"he", "12,345.5", RLM "1,234.56" SP RLM "€", RLM LRM "−1,234.56" SP RLM "€", "59.4%"},
    {"ti", "12,345.5", "€1,234.56", "−€1,234.56", "59.4%"},
    {"am", "12,345.5", "€1,234.56", "−€1,234.56", "59.4%"},
    {"so", "12,345.5", "€1,234.56", "−€1,234.56", "59.4%"},
    {"hi", "12,345.5", "€1,234.56", "−€1,234.56", "59.4%"},
    {"bn", "12,345.5", "1,234.56€", "−1,234.56€", "59.4%"},
    {"ta", "12,345.5", "€1,234.56", "−€1,234.56", "59.4%"},
    {"th", "12,345.5", "€1,234.56", "−€1,234.56", "59.4%"},
    {"ka", "12" SP "345,5", "1234,56" SP "€", "−1234,56" SP "€", "59,4%"},
    {"hy", "12" SP "345,5", "1" SP "234,56" SP "€", "−1" SP "234,56" SP "€", "59,4%"},
    {"zh", "12,345.5", "€1,234.56", "−€1,234.56", "59.4%"},
    {"ja", "12,345.5", "€1,234.56", "−€1,234.56", "59.4%"},
    {"ko", "12,345.5", "€1,234.56", "−€1,234.56", "59.4%"},
};

static void numbers_and_money_are_each_languages_own(void)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const char *lang = numbers[i].lang;
        struct locale *locale = locale_open(arena, lang);
        check_text(text_of(print(locale, "number", VALUE_REAL, "12345.5", NULL)), numbers[i].number,
                   lang);
        check_text(text_of(print(locale, "money", VALUE_INT, "123456", NULL)), numbers[i].money,
                   lang);
        check_text(text_of(print(locale, "money", VALUE_INT, "-123456", NULL)), numbers[i].debt,
                   lang);
        check_text(text_of(print(locale, "percent", VALUE_REAL, "0.594", NULL)), numbers[i].percent,
                   lang);
        check(text_find(text_of(print(locale, "money", VALUE_INT, "0", NULL)), "−") == SIZE_MAX &&
                  text_find(text_of(print(locale, "number:1", VALUE_REAL, "-0.04", NULL)), "−") ==
                      SIZE_MAX,
              "zero has no sign in %s", lang);
    }
}

static const struct {
    const char *lang, *plain, *spelt, *full, *time;
} days[] = {
    {"de", "04.09.2015", "4." SP "September 2015", "Freitag, 4." SP "September 2015", "14:05"},
    {"de-AT", "04.09.2015", "4." SP "September 2015", "Freitag, 4." SP "September 2015", "14:05"},
    {"en", "09/04/2015", "September 4, 2015", "Friday, September 4, 2015", "2:05" NSP "PM"},
    {"en-GB", "04/09/2015", "4 September 2015", "Friday, 4 September 2015", "14:05"},
    {"fr", "04/09/2015", "4 septembre 2015", "vendredi 4 septembre 2015", "14:05"},
    {"es", "04/09/2015", "4 de septiembre de 2015", "viernes, 4 de septiembre de 2015", "14:05"},
    {"pl", "04.09.2015", "4 września 2015", "piątek, 4 września 2015", "14:05"},
    {"ro", "04.09.2015", "4 septembrie 2015", "vineri, 4 septembrie 2015", "14:05"},
    {"ru", "04.09.2015", "4 сентября 2015" NSP "г.", "пятница, 4 сентября 2015" NSP "г.", "14:05"},
    {"uk", "04.09.2015", "4 вересня 2015" NSP "р.", "пʼятниця, 4 вересня 2015" NSP "р.", "14:05"},
    {"sr", "04.09.2015.", "4." SP "септембар 2015.", "петак, 4." SP "септембар 2015.", "14:05"},
    {"sr-Latn", "04.09.2015.", "4." SP "septembar 2015.", "petak, 4." SP "septembar 2015.",
     "14:05"},
    {"bg", "04.09.2015" NSP "г.", "4 септември 2015" NSP "г.", "петък, 4 септември 2015" NSP "г.",
     "14:05 ч."},
    {"el", "04/09/2015", "4 Σεπτεμβρίου 2015", "Παρασκευή 4 Σεπτεμβρίου 2015", "2:05" NSP "μ.μ."},
    {"tr", "04.09.2015", "4 Eylül 2015", "4 Eylül 2015 Cuma", "14:05"},
    {"sq", "04.09.2015", "4 shtator 2015", "e premte, 4 shtator 2015", "2:05" NSP "e pasdites"},
    {"vi", "04/09/2015", "4 tháng 9, 2015", "Thứ Sáu, 4 tháng 9, 2015", "14:05"},
    {"ar", "04" RLM "/09" RLM "/2015", "4 سبتمبر 2015", "الجمعة، 4 سبتمبر 2015", "2:05 م"},
    {"fa", "2015/09/04", "4 سپتامبر 2015", "جمعه 4 سپتامبر 2015", "14:05"},
    {"prs", "2015/09/04", "4 سپتمبر 2015", "جمعه 4 سپتمبر 2015", "14:05"},
    {"ps", "2015/09/04", "د 2015 د سېپتمبر 4", "جمعه د 2015 د سېپتمبر 4", "14:05"},
    {"ckb", "2015/09/04", "4ی ئەیلوولی 2015", "ھەینی، 4ی ئەیلوولی 2015", "2:05 د.ن"},
    {"kmr", "04.09.2015", "4 rezberê 2015", "în, 4 rezberê 2015", "14:05"},
    {"ur", "04/09/2015", "4 ستمبر، 2015", "جمعہ، 4 ستمبر، 2015", "2:05 PM"},
    {"he", "04.09.2015", "4 בספטמבר 2015", "יום שישי, 4 בספטמבר 2015", "14:05"},
    {"ti", "04/09/2015", "4 መስከረም 2015", "ዓርቢ፣ 4 መስከረም 2015", "2:05 ድ.ቀ."},
    {"am", "04/09/2015", "4 ሴፕቴምበር 2015", "2015 ሴፕቴምበር 4, ዓርብ", "2:05 ከሰዓት"},
    {"so", "04/09/2015", "Bisha Sagaalaad 4, 2015", "Jimco, Bisha Sagaalaad 4, 2015",
     "2:05" NSP "GD"},
    {"hi", "04/09/2015", "4 सितंबर 2015", "शुक्रवार, 4 सितंबर 2015", "2:05 pm"},
    {"bn", "04/09/2015", "4 সেপ্টেম্বর, 2015", "শুক্রবার, 4 সেপ্টেম্বর, 2015", "2:05 PM"},
    {"ta", "04/09/2015", "4 செப்டம்பர், 2015", "வெள்ளி, 4 செப்டம்பர், 2015", "பிற்பகல் 2:05"},
    {"th", "04/09/2015", "4 กันยายน ค.ศ." SP "2015", "วันศุกร์ที่ 4 กันยายน ค.ศ." SP "2015", "14:05 น."},
    {"ka", "04.09.2015", "4 სექტემბერი, 2015", "პარასკევი, 04 სექტემბერი, 2015", "14:05"},
    {"hy", "04.09.2015", "04 սեպտեմբերի, 2015 թ.", "2015 թ." SP "սեպտեմբերի 4, ուրբաթ", "14:05"},
    {"zh", "2015/09/04", "2015年9月4日", "2015年9月4日星期五", "14:05"},
    {"ja", "2015/09/04", "2015年9月4日", "2015年9月4日金曜日", "14:05"},
    {"ko", "2015." SP "09." SP "04.", "2015년 9월 4일", "2015년 9월 4일 금요일", "오후 2:05"},
};

static void days_are_gregorian_and_in_latin_digits(void)
{
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        const char *lang = days[i].lang;
        struct locale *locale = locale_open(arena, lang);
        check_text(text_of(print(locale, "date", VALUE_TEXT, "2015-09-04", NULL)), days[i].plain,
                   lang);
        check_text(text_of(print(locale, "date:long", VALUE_TEXT, "2015-09-04", NULL)),
                   days[i].spelt, lang);
        check_text(text_of(print(locale, "date:full", VALUE_TEXT, "2015-09-04", NULL)),
                   days[i].full, lang);
        check_text(text_of(print(locale, "time", VALUE_TEXT, "14:05", NULL)), days[i].time, lang);
        check(text_find(text_of(print(locale, "date:year", VALUE_TEXT, "2015-09-04", NULL)),
                        "2015") != SIZE_MAX,
              "a year in %s is one of the Gregorian calendar", lang);
    }
}

static void other_calendars_are_asked_for(void)
{
    static const struct {
        const char *lang, *format, *day, *want;
    } cases[] = {
        {"fa", "date:long,persian", "2015-09-04", "13 شهریور 1394"},
        {"fa", "date:long,persian", "2015-03-21", "1 فروردین 1394"},
        {"fa", "date:,persian", "2015-03-21", "1394/01/01"},
        {"fa", "date:full,persian", "2015-03-21", "شنبه 1 فروردین 1394"},
        {"prs", "date:long,persian", "2015-09-04", "13 سنبلهٔ 1394"},
        {"ps", "date:long,persian", "2015-03-21", "د 1394 د وری 1"},
        {"ar", "date:long,islamic-umalqura", "2015-07-17", "1 شوال 1436 هـ"},
        {"ti", "date:long,ethiopic", "2015-09-12", "1 መስከረም 2008 ዓ.ም."},
        {"ti", "date:long,ethiopic", "2015-09-11", "6 ጳጉሜን 2007 ዓ.ም."},
        {"ti", "date:month,ethiopic", "2016-08-07", "ነሓሰ 2008"},
        {"am", "date:long,ethiopic", "2015-09-12", "1 መስከረም 2008 ዓ.ም."},
        {"de", "date:long,ethiopic", "2015-09-12", "1." SP "Mäskäräm 2008"},
        {"th", "date:long,buddhist", "2015-09-04", "4 กันยายน 2558"},
        {"he", "date:long,hebrew", "2015-09-14", "א׳ בתשרי תשע״ו"},
        {"de", "date:long,gregorian", "2015-09-04", "4." SP "September 2015"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct locale *locale = locale_open(arena, cases[i].lang);
        const char *label = arena_printf(arena, "%s in %s", cases[i].format, cases[i].lang);
        check_text(text_of(print(locale, cases[i].format, VALUE_TEXT, cases[i].day, NULL)),
                   cases[i].want, label);
    }
}

static void native_digits_are_asked_for(void)
{
    static const struct {
        const char *lang, *format;
        enum value_kind kind;
        const char *value, *want;
    } cases[] = {
        {"ar", "number", VALUE_REAL, "1234.5", "١٬٢٣٤٫٥"},
        {"fa", "number", VALUE_REAL, "1234.5", "۱٬۲۳۴٫۵"},
        {"prs", "date:long,persian", VALUE_TEXT, "2015-09-04", "۱۳ سنبلهٔ ۱۳۹۴"},
        {"ur", "number", VALUE_INT, "1234", "۱٬۲۳۴"},
        {"ckb", "number", VALUE_INT, "56", "٥٦"},
        {"hi", "number", VALUE_INT, "1234567", "१२,३४,५६७"},
        {"bn", "date:year", VALUE_TEXT, "2015-09-04", "২০১৫"},
        {"th", "number", VALUE_INT, "1234", "๑,๒๓๔"},
        {"fa", "percent", VALUE_REAL, "0.5", "۵۰٪"},
        {"de", "number", VALUE_INT, "1234", "1.234"},
        {"ti", "number", VALUE_INT, "1234", "1,234"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct locale *locale = locale_open(arena, cases[i].lang);
        locale_use_native_digits(arena, locale);
        check_text(text_of(print(locale, cases[i].format, cases[i].kind, cases[i].value, NULL)),
                   cases[i].want, arena_printf(arena, "native digits in %s", cases[i].lang));
    }
}

static void ranges_follow_the_language(void)
{
    static const struct {
        const char *lang, *from, *to, *want;
    } cases[] = {
        {"en", "2015-09-04", "2015-09-06", "September 4\u2009–\u20096, 2015"},
        {"fr", "2015-09-04", "2015-09-06", "4–6 septembre 2015"},
        {"it", "2015-09-04", "2015-09-06", "4–6 settembre 2015"},
        {"hr", "2015-09-30", "2015-10-02", "30." SP "rujna\u2009–\u20092." SP "listopada 2015."},
        {"uk", "2015-09-04", "2015-09-06", "4–6 вересня 2015" NSP "р."},
        {"ar", "2015-09-04", "2015-09-06", "4–6 سبتمبر، 2015"},
        {"fa", "2015-09-04", "2015-09-06", "4 تا 6 سپتامبر 2015"},
        {"prs", "2015-09-30", "2015-10-02", "30 سپتمبر تا 2 اکتوبر 2015"},
        {"kmr", "2015-09-04", "2015-09-06", "4–6 rezberê 2015"},
        {"kmr", "2015-09-30", "2015-10-02", "30 rezberê – 2 kewçêrê 2015"},
        {"kmr", "2015-12-30", "2016-01-02", "30 berfanbarê 2015 – 2 rêbendanê 2016"},
        {"kmr", "2015-09-04", "2015-09-04", "4 rezberê 2015"},
        {"ckb", "2015-09-04", "2015-09-06", "4–6ی ئەیلوولی 2015"},
        {"tlh", "2015-09-04", "2015-09-06", "2015-09-04 – 2015-09-06"},
        {"tlh", "2015-09-04", "2015-09-04", "2015-09-04"},
        {"zh", "2015-09-04", "2015-09-06", "2015年9月4日至6日"},
        {"ja", "2015-09-04", "2015-09-06", "2015年9月4日～6日"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value to = value_of(VALUE_TEXT, cases[i].to);
        struct locale *locale = locale_open(arena, cases[i].lang);
        check_text(text_of(print(locale, "date-range:to", VALUE_TEXT, cases[i].from, &to)),
                   cases[i].want, cases[i].lang);
    }
}

static void ranges_of_numbers_have_a_dash(void)
{
    static const struct {
        const char *lang, *from, *to, *want;
    } cases[] = {
        {"de", "5", "1200", "5–1.200"},
        {"de", "-5", "-3", "−5 – −3"},
        {"de", "5", "5", "5"},
        {"de", "7", "3", "the range ends before it begins: 7 is more than 3"},
        {"es", "5", "8", "5–8"},
        {"ro", "5", "8", "5 – 8"},
        {"ar", "5", "1200", "5–1,200"},
        {"ja", "5", "8", "5～8"},
        {"zh", "5", "8", "5–8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value to = value_of(VALUE_INT, cases[i].to);
        struct locale *locale = locale_open(arena, cases[i].lang);
        check_text(text_of(print(locale, "number-range:to", VALUE_INT, cases[i].from, &to)),
                   cases[i].want, cases[i].lang);
    }
    struct value nothing = {.kind = VALUE_NULL};
    check_text(
        text_of(print(locale_open(arena, "de"), "number-range:to", VALUE_INT, "5", &nothing)), "5",
        "a range without an end is its beginning");
}

static void lists_are_joined(void)
{
    static const char *const cases[][3] = {
        {"de", "A, B und C", "A und B"},     {"en", "A, B, and C", "A and B"},
        {"en-GB", "A, B and C", "A and B"},  {"fr", "A, B et C", "A et B"},
        {"es", "A, B y C", "A y B"},         {"pl", "A, B i C", "A i B"},
        {"uk", "A, B і C", "A і B"},         {"tr", "A, B ve C", "A ve B"},
        {"vi", "A, B và C", "A và B"},       {"ar", "A وB وC", "A وB"},
        {"fa", "A،" RLM " B، و C", "A و B"}, {"ckb", "A، B و C", "A و B"},
        {"kmr", "A, B û C", "A û B"},        {"he", "A, B ו-C", "A ו-B"},
        {"ti", "A፣ Bን Cን", "Aን Bን"},         {"zh", "A、B和C", "A和B"},
        {"ja", "A、B、C", "A、B"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct locale *locale = locale_open(arena, cases[i][0]);
        check_text(text_of(print(locale, "join", VALUE_TEXT, "A,B,C", NULL)), cases[i][1],
                   cases[i][0]);
        check_text(text_of(print(locale, "join", VALUE_TEXT, "A,B", NULL)), cases[i][2],
                   cases[i][0]);
        check_text(text_of(print(locale, "join", VALUE_TEXT, "A", NULL)), "A", cases[i][0]);
    }
}

/* Which of zero, one, two, few, many, other each of the numbers is. */
static void plurals_know_their_categories(void)
{
    static const char forms[] = "zero{0} one{1} two{2} few{f} many{m} other{o}";
    static const struct {
        const char *lang, *numbers, *categories;
    } cases[] = {
        {"de", "0 1 2 5 21", "o1ooo"},
        {"fr", "0 1 2 1000000", "11om"},
        {"ar", "0 1 2 3 10 11 99 100 102 103", "012ffmmoof"},
        {"pl", "0 1 2 4 5 12 21 22 25", "m1ffmmmfm"},
        {"ru", "0 1 2 5 11 21 22 25 111", "m1fmm1fmm"},
        {"uk", "1 2 5 11 21 24", "1fmm1f"},
        {"sr", "1 2 5 11 21 22", "1foo1f"},
        {"cs", "0 1 2 5", "o1fo"},
        {"ro", "0 1 2 19 20 101", "f1ffof"},
        {"lv", "0 1 2 10 11 21 30", "01o0010"},
        {"lt", "1 2 10 11 21 22", "1foo1f"},
        {"sl", "1 2 3 5 101", "12fo1"},
        {"he", "0 1 2 3 10", "o12oo"},
        {"ga", "1 2 3 7 11", "12fmo"},
        {"cy", "0 1 2 3 6 7", "012fmo"},
        {"fa", "0 1 2", "11o"},
        {"prs", "0 1 2", "11o"},
        {"hi", "0 1 2", "11o"},
        {"am", "0 1 2", "11o"},
        {"ti", "0 1 2", "11o"},
        {"kmr", "0 1 2", "o1o"},
        {"tr", "0 1 2", "o1o"},
        {"vi", "0 1 2", "ooo"},
        {"zh", "0 1 2", "ooo"},
        {"th", "0 1 2", "ooo"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct locale *locale = locale_open(arena, cases[i].lang);
        struct text rest = text_of(cases[i].numbers), number;
        const char *got = "", *fault;
        while (text_next_part(&rest, ' ', &number)) {
            struct value value = value_of(VALUE_INT, arena_string(arena, number));
            struct format format = {TEXT("plural"), TEXT(forms), true};
            got = arena_printf(arena, "%s%s", got,
                               locale_format(arena, locale, &value, &format, NULL, &fault));
        }
        check_text(text_of(got), cases[i].categories,
                   arena_printf(arena, "%s for %s", cases[i].lang, cases[i].numbers));
    }
}

static void languages_are_described(void)
{
    struct locale_facts fa = locale_describe(arena, "fa"), sr = locale_describe(arena, "sr-Latn");
    check_text(text_of(fa.name), "Persian", "a language has its English name");
    check_text(text_of(fa.digits), "۰۱۲۳۴۵۶۷۸۹", "its digits");
    check(fa.is_rtl && !sr.is_rtl, "a direction");
    check_text(text_of(sr.script), "Latn", "and a script, which a tag may name");
    check_text(text_of(sr.digits), "", "0 to 9 are not told");
    for (size_t i = 0; i < locale_tag_count; i++) {
        check(language_is_known(locale_tags[i]), "'%s' is a language", locale_tags[i]);
        check(!i || strcmp(locale_tags[i - 1], locale_tags[i]) < 0, "'%s' stands in order",
              locale_tags[i]);
    }
}

int main(void)
{
    arena = arena_new();
    numbers_and_money_are_each_languages_own();
    days_are_gregorian_and_in_latin_digits();
    other_calendars_are_asked_for();
    native_digits_are_asked_for();
    ranges_follow_the_language();
    ranges_of_numbers_have_a_dash();
    lists_are_joined();
    plurals_know_their_categories();
    languages_are_described();
    arena_free(arena);
    return check_done();
}
