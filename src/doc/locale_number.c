/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, money, percentages and plurals. ICU takes decimal text, so that no amount ever passes
 * through a floating-point number. */

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unumberformatter.h>
#include <unicode/unumberrangeformatter.h>
#include <unicode/upluralrules.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "doc/formats.h"
#include "doc/icu.h"

enum { MOST_DIGITS = 15, LONGEST_NUMBER = 400, LONGEST_KEYWORD = 32, MINUS = 0x2212 };

static const char plain_number[] = ".###### rounding-mode-half-up sign-negative";

static UNumberFormatter *formatter_of(struct arena *arena, const struct locale *locale,
                                      const char *skeleton)
{
    static struct kept *kept;
    UNumberFormatter *formatter = kept_find(kept, locale->full_id, skeleton);
    if (formatter)
        return formatter;
    UErrorCode status = U_ZERO_ERROR;
    struct utf16 s = utf16_of(arena, text_of(skeleton));
    formatter = unumf_openForSkeletonAndLocale(s.p, s.n, locale->full_id, &status);
    if (U_FAILURE(status))
        return NULL;
    kept_add(&kept, locale->full_id, skeleton, formatter);
    return formatter;
}

/* Most languages of CLDR have the hyphen of typewriters for a minus. */
static void set_true_minus(UChar *text, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        if (text[i] == '-')
            text[i] = MINUS;
}

/* decimal: "-1234.5"; skeleton as ICU's number skeletons. NULL: ICU refused it. The sign of a
 * negative number is the minus of print, U+2212; what rounds to zero has none. */
static const char *format_decimal(struct arena *arena, const struct locale *locale,
                                  const char *skeleton, struct text decimal)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar out[LONGEST_NUMBER];
    UNumberFormatter *formatter = formatter_of(arena, locale, skeleton);
    UFormattedNumber *result = unumf_openResult(&status);
    if (!formatter || U_FAILURE(status))
        return NULL;
    unumf_formatDecimal(formatter, decimal.p, (int32_t)decimal.n, result, &status);
    int32_t n = unumf_resultToString(result, out, LONGEST_NUMBER, &status);
    unumf_closeResult(result);
    if (U_FAILURE(status))
        return NULL;
    set_true_minus(out, n);
    return utf16_text(arena, out, n);
}

bool locale_is_digit(uint32_t cp)
{
    return u_isdigit((UChar32)cp) != 0;
}

struct text locale_minus(struct arena *arena, struct text text)
{
    size_t at = text_find_char(text, '-');
    if (at == SIZE_MAX || at + 1 >= text.n || !ascii_is_digit(text.p[at + 1]) ||
        text_find_char(text_from(text, at + 1), '-') != SIZE_MAX)
        return text;
    return text_of(arena_printf(arena, "%.*s\xE2\x88\x92%.*s", (int)at, text.p,
                                (int)(text.n - at - 1), text.p + at + 1));
}

/* A REAL or INT, or a TEXT that is written as one. */
static bool is_number(const struct value *value)
{
    size_t digits = 0, dots = 0;
    if (value->kind != VALUE_TEXT)
        return value->kind == VALUE_INT || value->kind == VALUE_REAL;
    for (size_t i = 0; i < value->s.n; i++) {
        char c = value->s.p[i];
        bool is_digit = ascii_is_digit(c);
        if (!is_digit && c != '.' && !(i == 0 && c == '-'))
            return false;
        digits += is_digit;
        dots += c == '.';
    }
    return digits > 0 && dots < 2;
}

static const char *refuse(struct arena *arena, const struct value *value, const char *what,
                          const char **fault)
{
    *fault = arena_printf(arena, "'%.*s' is %s", (int)value->s.n, value->s.p, what);
    return NULL;
}

static const char *refuse_argument(struct arena *arena, const struct format *format,
                                   const char **fault)
{
    *fault = arena_printf(arena, "formatter '%.*s' does not know '%.*s'", (int)format->name.n,
                          format->name.p, (int)format->argument.n, format->argument.p);
    return NULL;
}

/* "2+", "plain+", "+": a number over 0 shows its sign, as deviations do. Cuts the plus off. */
static const char *cut_sign(struct format *format)
{
    if (!text_ends(format->argument, "+"))
        return " sign-negative";
    format->argument.n--;
    return " sign-except-zero";
}

/* The skeleton for `digits` decimals: ".00"; `preset` when the argument is empty. */
static const char *precision(struct arena *arena, const struct format *format, const char *preset,
                             const char **fault)
{
    size_t digits = 0;
    if (!format->argument.n)
        return preset;
    for (size_t i = 0; i < format->argument.n; i++) {
        char c = format->argument.p[i];
        if (c < '0' || c > '9' || digits > MOST_DIGITS)
            return refuse_argument(arena, format, fault);
        digits = digits * 10 + (size_t)(c - '0');
    }
    if (digits > MOST_DIGITS)
        return refuse_argument(arena, format, fault);
    return digits ? arena_printf(arena, ".%.*s", (int)digits, "000000000000000")
                  : "precision-integer";
}

const char *format_number(struct arena *arena, const struct locale *locale,
                          const struct value *value, const struct format *format,
                          const char **fault)
{
    struct format plain = *format;
    const char *sign = cut_sign(&plain), *digits = precision(arena, &plain, ".######", fault);
    if (!digits)
        return NULL;
    if (!is_number(value))
        return refuse(arena, value, "not a number", fault);
    if (!format->argument.n)
        return format_decimal(arena, locale, plain_number, value->s);
    const char *skeleton = arena_printf(arena, "%s rounding-mode-half-up%s", digits, sign);
    return format_decimal(arena, locale, skeleton, value->s);
}

const char *locale_range_sign(struct arena *arena, const struct locale *locale)
{
    static struct kept *kept;
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = 0;
    UNumberRangeFormatter *formatter = kept_find(kept, locale->full_id, "");
    UFormattedNumberRange *range = unumrf_openResult(&status);
    if (!formatter) {
        formatter = unumrf_openForSkeletonWithCollapseAndIdentityFallback(
            u"", 0, UNUM_RANGE_COLLAPSE_NONE, UNUM_IDENTITY_FALLBACK_RANGE, locale->full_id, NULL,
            &status);
        kept_add(&kept, locale->full_id, "", formatter);
    }
    unumrf_formatDecimalRange(formatter, "1", 1, "2", 1, range, &status);
    const UChar *text = ufmtval_getString(unumrf_resultAsValue(range, &status), &n, &status);
    bool is_good = U_SUCCESS(status) && n > 2; /* a digit at each end */
    struct text sign = text_of(is_good ? utf16_text(arena, text + 1, n - 2) : "–");
    unumrf_closeResult(range);
    if (text_is(text_trim(sign), "-"))
        return sign.n > 1 ? " – " : "–";
    return sign.p;
}

const char *format_number_range(struct arena *arena, const struct locale *locale,
                                const struct value *value, const struct value *end,
                                const char **fault)
{
    const struct value *second = end && end->kind != VALUE_NULL ? end : value;
    if (!is_number(value))
        return refuse(arena, value, "not a number", fault);
    if (!is_number(second))
        return refuse(arena, second, "not a number", fault);
    bool is_backward =
        value->kind == VALUE_INT && second->kind == VALUE_INT && second->i < value->i;
    const char *from = format_decimal(arena, locale, plain_number, value->s);
    const char *to = format_decimal(arena, locale, plain_number, second->s);
    if (is_backward)
        *fault = arena_printf(arena, "the range ends before it begins: %.*s is more than %.*s",
                              (int)value->s.n, value->s.p, (int)second->s.n, second->s.p);
    if (!from || !to || is_backward)
        return NULL;
    const char *sign = locale_range_sign(arena, locale);
    bool is_wide = *second->s.p == '-' && *sign != ' '; /* "−5 – −3" */
    if (strcmp(from, to) == 0)
        return from;
    return arena_printf(arena, "%s%s%s%s%s", from, is_wide ? " " : "", sign, is_wide ? " " : "",
                        to);
}

/* "€" also where CLDR has "EUR" for it, but in Switzerland, where the sign would stand at a digit.
 */
static const char *currency(const struct locale *locale)
{
    bool is_swiss = strstr(locale->id, "_CH") || strstr(locale->id, "_LI");
    return is_swiss ? "currency/EUR " : "currency/EUR unit-width-narrow ";
}

const char *format_money(struct arena *arena, const struct locale *locale,
                         const struct value *value, const struct format *format, const char **fault)
{
    struct format rest = *format;
    const char *sign = cut_sign(&rest);
    bool is_plain = text_is(rest.argument, "plain");
    if (rest.argument.n && !is_plain)
        return refuse_argument(arena, format, fault);
    if (value->kind != VALUE_INT)
        return refuse(arena, value, "not a whole number of cents", fault);
    uint64_t cents = value->i < 0 ? 0 - (uint64_t)value->i : (uint64_t)value->i;
    const char *euros =
        arena_printf(arena, "%s%llu.%02llu", value->i < 0 ? "-" : "",
                     (unsigned long long)(cents / 100), (unsigned long long)(cents % 100));
    const char *skeleton = arena_printf(arena, "%s.00%s", is_plain ? "" : currency(locale), sign);
    return format_decimal(arena, locale, skeleton, text_of(euros));
}

/* A REAL is a share (0.594 is 59,4 %), an INT is percent already (59 is 59 %). */
const char *format_percent(struct arena *arena, const struct locale *locale,
                           const struct value *value, const struct format *format,
                           const char **fault)
{
    struct format plain = *format;
    const char *sign = cut_sign(&plain), *digits = precision(arena, &plain, ".#", fault);
    if (!digits)
        return NULL;
    if (!is_number(value))
        return refuse(arena, value, "not a share", fault);
    const char *scale = value->kind == VALUE_INT ? "" : " scale/100";
    return format_decimal(
        arena, locale,
        arena_printf(arena, "percent%s %s rounding-mode-half-up%s", scale, digits, sign), value->s);
}

/* The language's category of a number: "one", "few" … */
static struct text category_of(struct arena *arena, const struct locale *locale,
                               struct text decimal)
{
    static struct kept *kept;
    UErrorCode status = U_ZERO_ERROR;
    UChar out[LONGEST_KEYWORD];
    UPluralRules *rules = kept_find(kept, locale->full_id, "");
    if (!rules) {
        rules = uplrules_open(locale->full_id, &status);
        if (U_FAILURE(status))
            return TEXT("other");
        kept_add(&kept, locale->full_id, "", rules);
    }
    UNumberFormatter *formatter = formatter_of(arena, locale, plain_number);
    UFormattedNumber *number = unumf_openResult(&status);
    if (!formatter || U_FAILURE(status))
        return TEXT("other");
    unumf_formatDecimal(formatter, decimal.p, (int32_t)decimal.n, number, &status);
    int32_t n = uplrules_selectFormatted(rules, number, out, LONGEST_KEYWORD, &status);
    unumf_closeResult(number);
    return U_SUCCESS(status) ? text_of(utf16_text(arena, out, n)) : TEXT("other");
}

bool locale_has_dual(struct arena *arena, const struct locale *locale)
{
    return text_is(category_of(arena, locale, TEXT("2")), "two");
}

/* A form for just this number ("=1") before one for its category, and that before "other". */
static bool choose_form(struct text forms, struct text decimal, struct text category,
                        struct text *out)
{
    struct plural_form form;
    const char *fault;
    int best = 0;
    while (plural_next(&forms, &form, &fault)) {
        bool is_exact = text_equal(text_from(form.selector, 1), decimal) && *form.selector.p == '=';
        int rank = is_exact                              ? 3
                   : text_equal(form.selector, category) ? 2
                   : text_is(form.selector, "other")     ? 1
                                                         : 0;
        if (rank > best) {
            best = rank;
            *out = form.text;
        }
    }
    return best > 0 && !fault;
}

const char *format_plural(struct arena *arena, const struct locale *locale,
                          const struct value *value, const struct format *format,
                          const char **fault)
{
    struct text form, category = {0};
    if (!is_number(value))
        return refuse(arena, value, "not a number", fault);
    category = category_of(arena, locale, value->s);
    *fault = "'plural' needs forms such as plural:\"one{# person} other{# people}\"";
    if (!choose_form(format->argument, value->s, category, &form))
        return NULL;
    const char *number = format_decimal(arena, locale, plain_number, value->s);
    struct buf out = {0};
    for (size_t i = 0; i < form.n; i++)
        if (form.p[i] == '#')
            buf_string(&out, number ? number : "");
        else
            buf_char(&out, form.p[i]);
    const char *text = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}
