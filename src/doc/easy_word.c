/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of words, and letters by ICU. */
#include "doc/easy_word.h"

#include <stdint.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/ascii.h"
#include "base/utf8.h"

static size_t space_at(struct text t)
{
    static const char *const spaces[] = {" ", "\u00A0", "\u202F"};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (text_starts(t, spaces[i]))
            return strlen(spaces[i]);
    return 0;
}

static uint32_t first_of(struct text t)
{
    uint32_t cp = 0;
    if (t.n)
        utf8_decode(t.p, t.n, &cp);
    return cp;
}

/* The list's entry at the front, whose dots may have a space behind them. */
static size_t match(struct text t, const char *entry)
{
    size_t at = 0;
    for (const char *c = entry; *c; c++) {
        if (at >= t.n || t.p[at] != *c)
            return 0;
        at++;
        if (*c == '.' && c[1])
            at += space_at(text_from(t, at));
    }
    return u_isalpha((UChar32)first_of(text_from(t, at))) ? 0 : at;
}

size_t easy_abbreviation(struct text t)
{
    static const char *const list[] = {"z.B.",      "d.h.",      "u.a.",       "u.v.m.",
                                       "u.\u00C4.", "o.\u00C4.", "i.d.R.",     "z.T.",
                                       "u.U.",      "s.o.",      "s.u.",       "o.g.",
                                       "usw.",      "bzw.",      "ca.",        "Nr.",
                                       "Nrn.",      "etc.",      "evtl.",      "ggf.",
                                       "inkl.",     "exkl.",     "zzgl.",      "Tel.",
                                       "Str.",      "Std.",      "Min.",       "Mio.",
                                       "Mrd.",      "max.",      "mind.",      "min.",
                                       "Abs.",      "vgl.",      "sog.",       "bspw.",
                                       "geb.",      "gem.",      "lt.",        "Jh.",
                                       "Dr.",       "Prof.",     "Hr.",        "Fr.",
                                       "Fa.",       "Hbf.",      "Mo.",        "Di.",
                                       "Mi.",       "Do.",       "Sa.",        "So.",
                                       "Jan.",      "Feb.",      "Aug.",       "Sept.",
                                       "Okt.",      "Nov.",      "Dez.",       "allg.",
                                       "einschl.",  "monatl.",   "t\u00E4gl.", "w\u00F6chentl.",
                                       "u.s.w.",    "z.Z.",      "z.Zt.",      "v.a.",
                                       "bzgl.",     "entspr."};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        size_t n = match(t, list[i]);
        if (n)
            return n;
    }
    return 0;
}

bool easy_has_word(struct text t)
{
    for (size_t i = 0; i < t.n;) {
        uint32_t cp;
        i += utf8_decode(t.p + i, t.n - i, &cp);
        if (u_isalnum((UChar32)cp))
            return true;
    }
    return false;
}

bool easy_is_capital(struct text t)
{
    return u_isupper((UChar32)first_of(t));
}

static bool ends_small(struct text t)
{
    uint32_t cp = 0;
    for (size_t i = 0; i < t.n;)
        i += utf8_decode(t.p + i, t.n - i, &cp);
    return u_islower((UChar32)cp);
}

bool easy_is_gendered(struct text t)
{
    static const char *const signs[] = {"*in", ":in", "_in", "/in",   "/-in",    "*r", ":r",
                                        "_r",  "*n",  ":n",  "/-r",   "/r",      "*e", ":e",
                                        "/-e", "/e",  "In",  "Innen", "\u2217in"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t at = text_find(t, signs[i]), n = strlen(signs[i]);
        if (at == SIZE_MAX || !at || !ends_small(text_slice(t, 0, at)))
            continue;
        struct text rest = text_from(t, at + n);
        bool is_end = !u_isalpha((UChar32)first_of(rest));
        if (is_end || (text_ends(text_slice(t, at, at + n), "in") && text_starts(rest, "nen")))
            return true;
    }
    return false;
}

/* Cuts a word of the list off the front. */
static bool take_part(struct text *t)
{
    static const char *const parts[] = {
        "hundert",      "tausend",  "drei\u00DFig",  "zwanzig",   "vierzig",
        "f\u00FCnfzig", "sechzig",  "siebzig",       "achtzig",   "neunzig",
        "dreizehn",     "vierzehn", "f\u00FCnfzehn", "sechzehn",  "siebzehn",
        "achtzehn",     "neunzehn", "zw\u00F6lf",    "zehn",      "elf",
        "zwei",         "drei",     "vier",          "f\u00FCnf", "sechs",
        "sieben",       "acht",     "neun",          "einund",    "und",
        "ein"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!text_starts(*t, parts[i]))
            continue;
        *t = text_from(*t, strlen(parts[i]));
        return true;
    }
    return false;
}

bool easy_is_number(struct text t)
{
    char low[48];
    static const char *const none[] = {"ein", "und", "einund", "undein", "einein", "undund"};
    if (!t.n || t.n >= sizeof low)
        return false;
    memcpy(low, t.p, t.n);
    low[0] = ascii_lower(low[0]);
    struct text rest = {low, t.n};
    if (text_is(rest, "million") || text_is(rest, "millionen") || text_is(rest, "milliarden"))
        return true;
    if (text_is_among(rest, none, sizeof none / sizeof *none))
        return false;
    while (rest.n && take_part(&rest))
        continue;
    return !rest.n;
}

bool easy_is_roman(struct text t)
{
    static const char *const roman[] = {"II",  "III",  "IV",    "VI",   "VII", "VIII",
                                        "IX",  "XI",   "XII",   "XIII", "XIV", "XV",
                                        "XVI", "XVII", "XVIII", "XIX",  "XX",  "XXI"};
    return text_is_among(t, roman, sizeof roman / sizeof *roman);
}

bool easy_is_date(struct text t)
{
    int day, month, year;
    return text_take_number(&t, 1, 2, &day) && text_take(&t, '.') &&
           text_take_number(&t, 1, 2, &month) && text_take(&t, '.') &&
           (!t.n || text_take_number(&t, 2, 4, &year)) && !t.n && day <= 31 && month <= 12;
}

bool easy_is_shouted(struct text t)
{
    size_t letters = 0;
    enum { LONGEST_NAME = 4 };
    for (size_t i = 0; i < t.n;) {
        uint32_t cp;
        i += utf8_decode(t.p + i, t.n - i, &cp);
        if (u_islower((UChar32)cp))
            return false;
        letters += u_isupper((UChar32)cp) ? 1 : 0;
    }
    return letters > LONGEST_NAME;
}

bool easy_is_address(struct text t)
{
    return text_find(t, "://") != SIZE_MAX || text_starts(t, "www.") ||
           text_find_char(t, '@') != SIZE_MAX || text_ends(t, ".de") || text_ends(t, ".org");
}

size_t easy_letters(struct text t)
{
    size_t most = 0, now = 0;
    for (size_t i = 0; i < t.n;) {
        uint32_t cp;
        i += utf8_decode(t.p + i, t.n - i, &cp);
        if (cp == 0xAD) /* a hyphen where a line ends says nothing within one */
            continue;
        now = u_isalpha((UChar32)cp) ? now + 1 : 0;
        most = now > most ? now : most;
    }
    return most;
}

size_t easy_digits(struct text t)
{
    size_t most = 0, now = 0;
    for (size_t i = 0; i < t.n; i++) {
        now = ascii_is_digit(t.p[i]) ? now + 1 : 0;
        most = now > most ? now : most;
    }
    return most;
}
