/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, money, percentages and plurals. ICU takes decimal text, so that no amount ever passes
 * through a floating-point number; plurals alone demand one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/umsg.h>
#include <unicode/unumberformatter.h>

#include "base/buffer.h"
#include "doc/icu.h"

enum { MOST_DIGITS = 15, LONGEST_NUMBER = 400 };

static UNumberFormatter *formatter_of(struct arena *arena, const struct locale *locale,
                                      const char *skeleton)
{
    static struct kept *kept;
    char key[LONGEST_KEY];
    snprintf(key, sizeof key, "%s|%s", locale->full_id, skeleton);
    UNumberFormatter *formatter = kept_find(kept, key);
    if (formatter)
        return formatter;
    UErrorCode status = U_ZERO_ERROR;
    struct utf16 s = utf16_of(arena, text_of(skeleton));
    formatter = unumf_openForSkeletonAndLocale(s.p, s.n, locale->full_id, &status);
    if (U_FAILURE(status))
        return NULL;
    kept_add(&kept, key, formatter);
    return formatter;
}

const char *format_decimal(struct arena *arena, const struct locale *locale, const char *skeleton,
                           struct text decimal)
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
    return U_SUCCESS(status) ? utf16_text(arena, out, n) : NULL;
}

/* A REAL or INT, or a TEXT that is written as one. */
static bool is_number(const struct value *value)
{
    size_t digits = 0, dots = 0;
    if (value->kind != VALUE_TEXT)
        return value->kind == VALUE_INT || value->kind == VALUE_REAL;
    for (size_t i = 0; i < value->s.n; i++) {
        char c = value->s.p[i];
        bool is_digit = c >= '0' && c <= '9';
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
    const char *digits = precision(arena, format, ".######", fault);
    if (!digits)
        return NULL;
    if (!is_number(value))
        return refuse(arena, value, "no number", fault);
    return format_decimal(arena, locale, arena_printf(arena, "%s rounding-mode-half-up", digits),
                          value->s);
}

const char *format_money(struct arena *arena, const struct locale *locale,
                         const struct value *value, const struct format *format, const char **fault)
{
    bool is_plain = text_is(format->argument, "plain");
    if (format->argument.n && !is_plain)
        return refuse_argument(arena, format, fault);
    if (value->kind != VALUE_INT)
        return refuse(arena, value, "no whole number of cents", fault);
    uint64_t cents = value->i < 0 ? 0 - (uint64_t)value->i : (uint64_t)value->i;
    const char *euros =
        arena_printf(arena, "%s%llu.%02llu", value->i < 0 ? "-" : "",
                     (unsigned long long)(cents / 100), (unsigned long long)(cents % 100));
    return format_decimal(arena, locale, is_plain ? ".00" : "currency/EUR .00", text_of(euros));
}

/* A REAL is a share (0.594 is 59,4 %), an INT is percent already (59 is 59 %). */
const char *format_percent(struct arena *arena, const struct locale *locale,
                           const struct value *value, const struct format *format,
                           const char **fault)
{
    const char *digits = precision(arena, format, ".#", fault);
    if (!digits)
        return NULL;
    if (!is_number(value))
        return refuse(arena, value, "no share", fault);
    const char *scale = value->kind == VALUE_INT ? "" : " scale/100";
    return format_decimal(arena, locale,
                          arena_printf(arena, "percent%s %s rounding-mode-half-up", scale, digits),
                          value->s);
}

/* Forms without inner braces and with doubled apostrophes: so the only argument that ICU's message
 * can ask for is the number. */
static bool add_forms(struct buf *pattern, struct text forms)
{
    int depth = 0;
    buf_string(pattern, "{0,plural,");
    for (size_t i = 0; i < forms.n; i++) {
        char c = forms.p[i];
        depth += (c == '{') - (c == '}');
        if (depth < 0 || depth > 1)
            return false;
        buf_add(pattern, c == '\'' ? "''" : &c, c == '\'' ? 2 : 1);
    }
    buf_char(pattern, '}');
    return depth == 0 && forms.n > 0;
}

static UMessageFormat *message_of(struct arena *arena, const struct locale *locale,
                                  struct text pattern)
{
    static struct kept *kept;
    const char *key = arena_printf(arena, "%s|%.*s", locale->full_id, (int)pattern.n, pattern.p);
    UMessageFormat *message = kept_find(kept, key);
    if (message)
        return message;
    UErrorCode status = U_ZERO_ERROR;
    struct utf16 s = utf16_of(arena, pattern);
    message = umsg_open(s.p, s.n, locale->full_id, NULL, &status);
    if (U_FAILURE(status)) {
        umsg_close(message);
        return NULL;
    }
    kept_add(&kept, key, message);
    return message;
}

const char *format_plural(struct arena *arena, const struct locale *locale,
                          const struct value *value, const struct format *format,
                          const char **fault)
{
    struct buf pattern = {0};
    UErrorCode status = U_ZERO_ERROR;
    if (!is_number(value))
        return refuse(arena, value, "no number", fault);
    bool fits = add_forms(&pattern, format->argument);
    UMessageFormat *message = fits ? message_of(arena, locale, buf_as_text(&pattern)) : NULL;
    buf_done(&pattern);
    *fault = "'plural' needs forms such as plural:\"one{# person} other{# people}\"";
    if (!message)
        return NULL;
    int32_t room = (int32_t)format->argument.n + LONGEST_NUMBER;
    UChar *out = ARENA_ARRAY(arena, UChar, (size_t)room);
    double n = strtod(arena_string(arena, value->s), NULL);
    int32_t length = umsg_format(message, out, room, &status, n);
    return U_SUCCESS(status) && length <= room ? utf16_text(arena, out, length) : NULL;
}
