/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a locale, and the formatters by name. Whatever ICU does not know gets ICU's root: its own
 * fallback would be the process's locale, and results would depend on the environment. */
#include "doc/locale.h"

#include <stdio.h>
#include <string.h>

#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "doc/icu.h"
#include "doc/language.h"
#include "doc/words.h"

/* ICU's border */

struct utf16 utf16_of(struct arena *arena, struct text t)
{
    UErrorCode status = U_ZERO_ERROR;
    struct utf16 out = {ARENA_ARRAY(arena, UChar, t.n + 1), 0};
    u_strFromUTF8WithSub(out.p, (int32_t)t.n + 1, &out.n, t.p, (int32_t)t.n, 0xFFFD, NULL, &status);
    return out;
}

const char *utf16_text(struct arena *arena, const UChar *p, int32_t n)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = 3 * n + 1;
    char *out = arena_alloc(arena, (size_t)room, 1);
    u_strToUTF8WithSub(out, room, NULL, p, n, 0xFFFD, NULL, &status);
    return out;
}

struct kept {
    struct kept *next;
    void *handle;
    const char *detail; /* behind the id */
    char id[];
};

void *kept_find(const struct kept *kept, const char *id, const char *detail)
{
    for (; kept; kept = kept->next)
        if (strcmp(kept->detail, detail) == 0 && strcmp(kept->id, id) == 0)
            return kept->handle;
    return NULL;
}

void kept_add(struct kept **list, const char *id, const char *detail, void *handle)
{
    size_t n = strlen(id) + 1, more = strlen(detail) + 1;
    struct kept *kept = heap_resize(NULL, sizeof *kept + n + more, 1);
    kept->next = *list;
    kept->handle = handle;
    memcpy(kept->id, id, n);
    kept->detail = memcpy(kept->id + n, detail, more);
    *list = kept;
}

/* Opening */

static bool icu_knows(const char *language)
{
    for (int32_t i = 0; i < uloc_countAvailable(); i++)
        if (strcmp(uloc_getAvailable(i), language) == 0)
            return true;
    return false;
}

/* Whether ICU has the language in the script: of ar-Latn it would print what it has of the
 * process's locale. */
static bool icu_writes(const char *id, const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    char likely[ULOC_FULLNAME_CAPACITY] = "", both[2 * ULOC_LANG_CAPACITY];
    char script[ULOC_SCRIPT_CAPACITY] = "", usual[ULOC_SCRIPT_CAPACITY] = "";
    uloc_getScript(id, script, sizeof script, &status);
    uloc_addLikelySubtags(language, likely, sizeof likely, &status);
    uloc_getScript(likely, usual, sizeof usual, &status);
    if (U_FAILURE(status) || !*script || strcmp(script, usual) == 0)
        return U_SUCCESS(status) && icu_knows(language);
    snprintf(both, sizeof both, "%s_%s", language, script);
    return icu_knows(both);
}

/* The tag that ICU gets: without private use, with a loan where CLDR lacks the language. */
static const char *loan(struct arena *arena, const char *lang)
{
    static const char *const loans[][2] = {{"prs", "fa-AF"}, {"kmr", "ku"}};
    const char *private_use = strstr(lang, "-x-");
    if (private_use)
        lang = arena_string(arena, (struct text){lang, (size_t)(private_use - lang)});
    for (size_t i = 0; i < sizeof loans / sizeof *loans; i++)
        if (strcmp(lang, loans[i][0]) == 0)
            return loans[i][1];
    return lang;
}

static void set_digits(struct arena *arena, struct locale *locale, const char *digits)
{
    locale->digits = digits;
    locale->full_id = arena_printf(arena, "%s%scalendar=gregorian;numbers=%s", locale->id,
                                   strchr(locale->id, '@') ? ";" : "@", digits);
}

void locale_use_native_digits(struct arena *arena, struct locale *locale)
{
    set_digits(arena, locale, "native");
}

struct locale *locale_open(struct arena *arena, const char *lang)
{
    UErrorCode status = U_ZERO_ERROR;
    char id[ULOC_FULLNAME_CAPACITY] = "", language[ULOC_LANG_CAPACITY] = "";
    struct locale *locale = ARENA_NEW(arena, struct locale);
    const char *tag = loan(arena, lang ? lang : "");
    uloc_forLanguageTag(tag, id, sizeof id, NULL, &status);
    uloc_getLanguage(id, language, sizeof language, &status);
    bool is_known = U_SUCCESS(status) && *language && icu_writes(id, language);
    locale->lang = arena_string(arena, text_of(lang));
    locale->id = is_known ? arena_string(arena, text_of(id)) : "root";
    locale->language = arena_string(arena, text_of(language));
    set_digits(arena, locale, "latn");
    locale->is_rtl = language_is_rtl(lang ? lang : "");
    locale->words = words_find(lang ? lang : "");
    return locale;
}

const char *locale_lang(const struct locale *locale)
{
    return locale->lang;
}

bool locale_is_rtl(const struct locale *locale)
{
    return locale->is_rtl;
}

/* Lists */

static const char *join_with(struct arena *arena, const struct text *item, size_t n,
                             const char *separator)
{
    struct buf out = {0};
    for (size_t i = 0; i < n; i++) {
        buf_string(&out, i ? separator : "");
        buf_text(&out, item[i]);
    }
    const char *joined = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return joined;
}

static UListFormatter *list_formatter(const struct locale *locale)
{
    static struct kept *kept;
    UErrorCode status = U_ZERO_ERROR;
    UListFormatter *formatter = kept_find(kept, locale->id, "");
    if (formatter)
        return formatter;
    formatter = ulistfmt_open(locale->id, &status);
    if (U_FAILURE(status))
        return NULL;
    kept_add(&kept, locale->id, "", formatter);
    return formatter;
}

/* Sorani, which CLDR 42 joins with Latin commas. */
static const char *join_sorani(struct arena *arena, const struct text *item, size_t n)
{
    if (n < 2)
        return join_with(arena, item, n, "");
    struct text parts[] = {text_of(join_with(arena, item, n - 1, "، ")), item[n - 1]};
    return join_with(arena, parts, 2, " و ");
}

const char *locale_join(struct arena *arena, const struct locale *locale, const struct text *item,
                        size_t n, const char *separator)
{
    if (!separator && strcmp(locale->language, "ckb") == 0)
        return join_sorani(arena, item, n);
    UListFormatter *formatter = separator ? NULL : list_formatter(locale);
    if (!formatter)
        return join_with(arena, item, n, separator ? separator : ", ");
    UErrorCode status = U_ZERO_ERROR;
    const UChar **strings = ARENA_ARRAY(arena, const UChar *, n);
    int32_t *lengths = ARENA_ARRAY(arena, int32_t, n), room = 64;
    for (size_t i = 0; i < n; i++) {
        struct utf16 s = utf16_of(arena, item[i]);
        strings[i] = s.p;
        lengths[i] = s.n;
        room += s.n + 32;
    }
    UChar *out = ARENA_ARRAY(arena, UChar, (size_t)room);
    int32_t length = ulistfmt_format(formatter, strings, lengths, (int32_t)n, out, room, &status);
    return U_SUCCESS(status) ? utf16_text(arena, out, length) : join_with(arena, item, n, ", ");
}

/* A TEXT as a list: its lines, or what commas separate when it is a single line. */
static const char *join_text(struct arena *arena, const struct locale *locale, struct text t,
                             const struct format *format)
{
    char mark = text_find_char(t, '\n') == SIZE_MAX ? ',' : '\n';
    struct text *item = NULL;
    size_t n = 0, cap = 0;
    while (t.n) {
        size_t end = text_find_char(t, mark);
        struct text one = text_trim(text_slice(t, 0, end));
        t = text_from(t, end == SIZE_MAX ? t.n : end + 1);
        if (one.n == 0)
            continue;
        item = arena_grow(arena, item, sizeof *item, &cap, n + 1);
        item[n++] = one;
    }
    return locale_join(arena, locale, item, n, format->is_quoted ? format->argument.p : NULL);
}

/* Texts with a form of their own */

static const char no_break_space[] = "\xC2\xA0";

static const char *format_tel(struct arena *arena, struct text t, const char **fault)
{
    struct buf out = {0};
    size_t digits = 0;
    for (size_t i = 0; i < t.n; i++) {
        char c = t.p[i];
        digits += ascii_is_digit(c);
        if ((c < '0' || c > '9') && !ascii_is_in("+()/- ", c)) {
            buf_done(&out);
            *fault = arena_printf(arena, "'%.*s' is not a telephone number", (int)t.n, t.p);
            return NULL;
        }
        if (c == ' ')
            buf_string(&out, no_break_space);
        else
            buf_char(&out, c);
    }
    const char *tel = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    *fault = "a telephone number without digits";
    return digits ? tel : NULL;
}

/* ISO 13616: the first four characters moved to the end, letters as 10 to 35, modulo 97 is 1. */
static bool iban_is_valid(const char *iban, size_t n)
{
    unsigned remainder = 0;
    for (size_t i = 0; i < n; i++) {
        char c = iban[(i + 4) % n];
        bool is_digit = ascii_is_digit(c), is_letter = c >= 'A' && c <= 'Z';
        if (!is_digit && !is_letter)
            return false;
        remainder = is_digit ? (remainder * 10 + (unsigned)(c - '0')) % 97
                             : (remainder * 100 + (unsigned)(c - 'A') + 10) % 97;
    }
    return n > 14 && n < 35 && remainder == 1;
}

static const char *format_iban(struct arena *arena, struct text t, const char **fault)
{
    char *compact = arena_alloc(arena, t.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++)
        if (t.p[i] != ' ')
            compact[n++] = t.p[i];
    if (!iban_is_valid(compact, n)) {
        *fault = arena_printf(arena, "'%.*s' is not a valid IBAN", (int)t.n, t.p);
        return NULL;
    }
    struct buf out = {0};
    for (size_t i = 0; i < n; i++) {
        buf_string(&out, i && i % 4 == 0 ? no_break_space : "");
        buf_char(&out, compact[i]);
    }
    const char *iban = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return iban;
}

/* The formatters */

enum formatter {
    FORMAT_MONEY,
    FORMAT_NUMBER,
    FORMAT_DATE,
    FORMAT_TIME,
    FORMAT_RANGE,
    FORMAT_NUMBER_RANGE,
    FORMAT_PERCENT,
    FORMAT_PLURAL,
    FORMAT_TEL,
    FORMAT_IBAN,
    FORMAT_JOIN,
    FORMAT_LINES,
    FORMAT_RAW,
    FORMAT_NONE /* no name given */
};
const char *const locale_formats[] = {"money",        "number",  "date",   "time", "date-range",
                                      "number-range", "percent", "plural", "tel",  "iban",
                                      "join",         "lines",   "raw"};
const size_t locale_format_count = sizeof locale_formats / sizeof *locale_formats;

/* A REAL may have more digits than there is room for. */
bool locale_prints_all(const struct format *format, enum value_kind kind)
{
    static const char *const numbers[] = {"money", "number", "percent"};
    if (!format->name.n || text_is(format->name, "raw") || text_is(format->name, "lines"))
        return kind != VALUE_REAL || format->name.n;
    for (size_t i = 0; kind == VALUE_INT && i < sizeof numbers / sizeof *numbers; i++)
        if (text_is(format->name, numbers[i]))
            return true;
    return false;
}

static const char *apply(struct arena *arena, const struct locale *locale, enum formatter which,
                         const struct value *value, const struct format *format,
                         const struct value *other, const char **fault)
{
    bool is_number = value->kind == VALUE_INT || value->kind == VALUE_REAL;
    switch (which) {
    case FORMAT_MONEY: return format_money(arena, locale, value, format, fault);
    case FORMAT_NUMBER: return format_number(arena, locale, value, format, fault);
    case FORMAT_DATE: return format_date(arena, locale, value, format, fault);
    case FORMAT_TIME: return format_time(arena, locale, value, format, fault);
    case FORMAT_RANGE: return format_range(arena, locale, value, other, fault);
    case FORMAT_NUMBER_RANGE: return format_number_range(arena, locale, value, other, fault);
    case FORMAT_PERCENT: return format_percent(arena, locale, value, format, fault);
    case FORMAT_PLURAL: return format_plural(arena, locale, value, format, fault);
    case FORMAT_TEL: return format_tel(arena, value->s, fault);
    case FORMAT_IBAN: return format_iban(arena, value->s, fault);
    case FORMAT_JOIN: return join_text(arena, locale, value->s, format);
    case FORMAT_LINES:
    case FORMAT_RAW: return arena_string(arena, value->s);
    case FORMAT_NONE:
        return is_number ? format_number(arena, locale, value, format, fault)
                         : arena_string(arena, value->s);
    }
    return NULL;
}

const char *locale_format(struct arena *arena, const struct locale *locale,
                          const struct value *value, const struct format *format,
                          const struct value *other, const char **fault)
{
    size_t which = format->name.n ? 0 : FORMAT_NONE;
    while (which < locale_format_count && !text_is(format->name, locale_formats[which]))
        which++;
    if (format->name.n && which == locale_format_count) {
        *fault =
            arena_printf(arena, "unknown formatter '%.*s'", (int)format->name.n, format->name.p);
        return NULL;
    }
    bool is_range = which == FORMAT_RANGE || which == FORMAT_NUMBER_RANGE;
    if (value->kind == VALUE_NULL && is_range && other)
        value = other; /* a range without a beginning is its end */
    if (value->kind == VALUE_NULL)
        return "";
    *fault = NULL;
    const char *out = apply(arena, locale, (enum formatter)which, value, format, other, fault);
    if (!out && !*fault)
        *fault = arena_printf(arena, "'%.*s' cannot be formatted", (int)value->s.n, value->s.p);
    return out;
}
