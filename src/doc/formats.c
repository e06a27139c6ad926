/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arguments by formatter: one table says which kind each takes. */
#include "doc/formats.h"

enum { MOST_DIGITS = 15 };

enum argument_kind {
    ARGUMENT_NONE,
    ARGUMENT_PLAIN,  /* plain */
    ARGUMENT_DIGITS, /* how many decimals */
    ARGUMENT_STYLE,  /* of a date, with a calendar */
    ARGUMENT_COLUMN, /* must be there */
    ARGUMENT_SEPARATOR /* quoted, or a column */,
    ARGUMENT_FORMS /* quoted */
};

static const struct {
    const char *name;
    enum argument_kind argument;
} kinds[] = {
    {"money", ARGUMENT_PLAIN},
    {"number", ARGUMENT_DIGITS},
    {"percent", ARGUMENT_DIGITS},
    {"date", ARGUMENT_STYLE},
    {"time", ARGUMENT_NONE},
    {"date-range", ARGUMENT_COLUMN},
    {"number-range", ARGUMENT_COLUMN},
    {"plural", ARGUMENT_FORMS},
    {"tel", ARGUMENT_NONE},
    {"iban", ARGUMENT_NONE},
    {"join", ARGUMENT_SEPARATOR},
    {"lines", ARGUMENT_NONE},
    {"raw", ARGUMENT_NONE},
};

struct checked {
    const struct format *format;
    struct place at;
    struct text written;
    struct place written_at;
    struct diag *diag;
};

static bool refuse(const struct checked *c, const char *const *known, size_t n)
{
    struct text name = c->format->name, argument = c->format->argument;
    if (!argument.n) {
        diag_error(c->diag, c->at, "formatter '%.*s' needs an argument", (int)name.n, name.p);
        return false;
    }
    if (!n) {
        diag_error(c->diag, c->at, "formatter '%.*s' takes no argument", (int)name.n, name.p);
        return false;
    }
    diag_error(c->diag, c->at, "formatter '%.*s' does not know '%.*s'", (int)name.n, name.p,
               (int)argument.n, argument.p);
    diag_suggest(c->diag, c->at, argument, known, n);
    return false;
}

/* The argument without the plus that shows the sign of what is over 0. */
static struct text unsigned_argument(const struct checked *c)
{
    struct text t = c->format->argument;
    if (text_ends(t, "+"))
        t.n--;
    return t;
}

static bool check_digits(const struct checked *c)
{
    struct text t = unsigned_argument(c);
    size_t digits = 0;
    for (size_t i = 0; i < t.n && i < 3; i++)
        digits =
            t.p[i] < '0' || t.p[i] > '9' ? MOST_DIGITS + 1 : digits * 10 + (size_t)(t.p[i] - '0');
    if (t.n < 3 && digits <= MOST_DIGITS)
        return true;
    diag_error(c->diag, c->at,
               "formatter '%.*s' takes a number of decimals from 0 to %d, not '%.*s'",
               (int)c->format->name.n, c->format->name.p, MOST_DIGITS, (int)c->format->argument.n,
               c->format->argument.p);
    return false;
}

static bool check_style(const struct checked *c)
{
    struct text argument = c->format->argument;
    size_t comma = text_find_char(argument, ',');
    struct checked part = *c;
    struct format format = *c->format;
    part.format = &format;
    format.argument = text_trim(text_slice(argument, 0, comma));
    if (format.argument.n &&
        !text_is_among(format.argument, locale_date_styles, locale_date_style_count))
        return refuse(&part, locale_date_styles, locale_date_style_count);
    if (comma == SIZE_MAX)
        return true;
    format.argument = text_trim(text_from(argument, comma + 1));
    return text_is_among(format.argument, locale_calendars, locale_calendar_count) ||
           refuse(&part, locale_calendars, locale_calendar_count);
}

/* Plural forms */

static struct text skip_space(struct text t)
{
    while (t.n && (*t.p == ' ' || *t.p == '\t' || *t.p == '\n' || *t.p == '\r'))
        t = text_from(t, 1);
    return t;
}

static const char *const categories[] = {"zero", "one", "two", "few", "many", "other"};
enum { CATEGORIES = sizeof categories / sizeof *categories };

static bool is_selector(struct text t)
{
    if (text_is_among(t, categories, CATEGORIES))
        return true;
    for (size_t i = 1; i < t.n; i++)
        if (t.p[i] < '0' || t.p[i] > '9')
            return false;
    return t.n > 1 && *t.p == '=';
}

bool plural_next(struct text *rest, struct plural_form *out, const char **fault)
{
    struct text t = skip_space(*rest);
    size_t open = 0, close;
    *rest = t;
    *fault = NULL;
    if (!t.n)
        return false;
    while (open < t.n && t.p[open] != '{' && t.p[open] != '}')
        open++;
    out->selector = text_trim(text_slice(t, 0, open));
    *fault = "a form such as other{# people} is expected here";
    if (open == t.n || t.p[open] != '{')
        return false;
    *fault = "a form is for zero, one, two, few, many, other or a number such as =1";
    if (!is_selector(out->selector))
        return false;
    for (close = open + 1; close < t.n && t.p[close] != '}' && t.p[close] != '{';)
        close++;
    *rest = text_from(t, open);
    *fault = "this brace is never closed";
    if (close == t.n)
        return false;
    *rest = text_from(t, close);
    *fault = "a form holds no braces";
    if (t.p[close] == '{')
        return false;
    *fault = NULL;
    out->text = text_slice(t, open + 1, close);
    *rest = text_from(t, close + 1);
    return true;
}

static bool check_forms(const struct checked *c)
{
    struct text inside = text_slice(c->written, 1, c->written.n - 1), rest = inside;
    struct plural_form form;
    const char *fault;
    bool has_other = false;
    if (!c->format->is_quoted) {
        diag_error(c->diag, c->at,
                   "'plural' needs forms such as plural:\"one{# person} other{# people}\"");
        return false;
    }
    while (plural_next(&rest, &form, &fault))
        has_other = has_other || text_is(form.selector, "other");
    struct place at = place_after(c->written_at, c->written, (size_t)(rest.p - c->written.p));
    if (!fault && !has_other) {
        at = c->written_at;
        fault = "the form other{…} is missing";
    }
    if (fault)
        diag_error(c->diag, at, "'plural': %s", fault);
    return !fault;
}

static bool check_argument(const struct checked *c, enum argument_kind kind)
{
    static const char *const plain[] = {"plain"};
    const struct format *format = c->format;
    struct text rest = unsigned_argument(c);
    bool has_any = c->written.n > 0;
    switch (kind) {
    case ARGUMENT_NONE: return !has_any || refuse(c, NULL, 0);
    case ARGUMENT_PLAIN: return !rest.n || text_is_among(rest, plain, 1) || refuse(c, plain, 1);
    case ARGUMENT_DIGITS: return !has_any || check_digits(c);
    case ARGUMENT_STYLE: return !has_any || check_style(c);
    case ARGUMENT_COLUMN:
        if (has_any && !format->is_quoted)
            return true;
        diag_error(c->diag, c->at, "'%.*s' needs a column, such as %.*s:ends", (int)format->name.n,
                   format->name.p, (int)format->name.n, format->name.p);
        return false;
    case ARGUMENT_SEPARATOR: return true;
    case ARGUMENT_FORMS: return check_forms(c);
    }
    return true;
}

bool format_check(const struct format *format, struct place at, struct text written,
                  struct place written_at, struct diag *diag)
{
    struct checked c = {format, at, written, written_at, diag};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_is(format->name, kinds[i].name))
            return check_argument(&c, kinds[i].argument);
    if (format->name.n)
        diag_error(diag, at, "unknown formatter '%.*s'", (int)format->name.n, format->name.p);
    else
        diag_error(diag, at, "a formatter's name is missing behind '|'");
    diag_suggest(diag, at, format->name, locale_formats, locale_format_count);
    return false;
}
