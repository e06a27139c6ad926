/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses and numbers in running text that keep their order in any direction. An address is found
 * from the sign that gives it away ("://", "www.", "@", a slash behind a name with points) and goes
 * as far as addresses go; a number from its first digit or sign. One walk over the text. */
#include "line/whole.h"

#include <unicode/uchar.h>

#include "base/ascii.h"

enum {
    LONGEST_NAME = 256, /* characters that are looked at before the sign of an address */
    MOST_DIGITS = 32,   /* of a telephone number */
    LEAST_LONG = 7,     /* digits behind a plus sign, as telephone numbers have */
    LEAST_LOCAL = 6,    /* … behind a zero */
    LEAST_GROUPED = 4   /* … in groups of two and three */
};

static bool is_digit(uint32_t cp)
{
    return cp - '0' < 10 || cp - 0x660 < 10 || cp - 0x6F0 < 10;
}

static bool is_name(uint32_t cp)
{
    return cp < 0x80 && (ascii_is_letter((char)cp) || ascii_is_digit((char)cp));
}

/* What an address may hold: all of ASCII but brackets and quotes, and letters of any script. */
static bool is_address_part(uint32_t cp)
{
    if (cp < 0x80)
        return cp > ' ' && !ascii_is_in("\"<>\\^`{|}", (char)cp) && cp != 0x7F;
    return u_isalnum((UChar32)cp) || (cp >= 0x300 && u_charType((UChar32)cp) <= U_ENCLOSING_MARK);
}

static bool is_before_mail(uint32_t cp)
{
    return is_name(cp) || (cp < 0x80 && cp && ascii_is_in("._%+-", (char)cp));
}

/* Signs at an address's end belong to the sentence, and a bracket that it does not open. */
static size_t trim(const struct unit *unit, size_t from, size_t to)
{
    bool has_opener = false;
    for (size_t i = from; i < to; i++)
        has_opener |= unit[i].cp == '(';
    for (; to > from; to--) {
        uint32_t cp = unit[to - 1].cp;
        bool is_sign = cp && cp < 0x80 && ascii_is_in(".,;:!?'*_~()[]", (char)cp);
        if (!is_sign || (cp == ')' && has_opener))
            break;
    }
    return to;
}

static size_t address_end(const struct unit *unit, size_t n, size_t from)
{
    size_t to = from;
    while (to < n && unit[to].kind == ATOM_WORD && is_address_part(unit[to].cp))
        to++;
    return trim(unit, from, to);
}

static size_t name_start(const struct unit *unit, size_t i, size_t least, bool (*fits)(uint32_t))
{
    size_t from = i;
    while (from > least && i - from < LONGEST_NAME && fits(unit[from - 1].cp))
        from--;
    return from;
}

static bool is_at(const struct unit *unit, size_t n, size_t i, const char *word)
{
    for (; *word; word++, i++)
        if (i >= n || unit[i].cp != (unsigned char)*word)
            return false;
    return true;
}

static bool is_host_part(uint32_t cp)
{
    return is_name(cp) || cp == '.' || cp == '-';
}

/* "example.org/…": a slash right behind a name with a point in it and letters after that. */
static bool is_behind_host(const struct unit *unit, size_t from, size_t slash)
{
    size_t letters = 0;
    for (size_t i = slash; i > from; i--) {
        if (unit[i - 1].cp == '.')
            return letters >= 2 && i - 1 > from;
        if (!ascii_is_letter((char)unit[i - 1].cp))
            return false;
        letters++;
    }
    return false;
}

/* Whether an address gives itself away at i; it begins at *from. */
static bool is_address_at(const struct unit *unit, size_t n, size_t least, size_t i, size_t *from)
{
    switch (unit[i].cp) {
    case ':':
        *from = name_start(unit, i, least, is_name);
        return *from < i && is_at(unit, n, i, "://");
    case 'w':
        *from = i;
        return is_at(unit, n, i, "www.") && (i == least || !is_name(unit[i - 1].cp));
    case '@':
        *from = name_start(unit, i, least, is_before_mail);
        return *from < i && i + 1 < n && is_name(unit[i + 1].cp);
    case '/':
        *from = name_start(unit, i, least, is_host_part);
        return *from < i && is_behind_host(unit, *from, i);
    default: return false;
    }
}

/* Numbers */

struct number {
    uint32_t digit[MOST_DIGITS];
    size_t digits, groups, shortest, longest; /* groups after the first: how long */
    size_t first;                             /* digits of the first group */
    size_t end;
    bool has_signs; /* other than spaces between its groups */
};

static bool is_gap(uint32_t cp)
{
    return cp == ' ' || cp == 0xA0 || cp == 0x2007 || cp == 0x2009 || cp == 0x202F;
}

static bool is_number_sign(uint32_t cp)
{
    return cp == '-' || cp == '/' || cp == '(' || cp == ')' || cp == 0x2010 || cp == 0x2011;
}

static size_t read_group(const struct unit *unit, size_t n, size_t i, struct number *number)
{
    size_t from = i;
    for (; i < n && is_digit(unit[i].cp); i++)
        if (number->digits < MOST_DIGITS)
            number->digit[number->digits++] = unit[i].cp;
    size_t length = i - from;
    if (number->groups++ == 0) {
        number->first = length;
        number->shortest = SIZE_MAX;
    } else {
        number->shortest = length < number->shortest ? length : number->shortest;
        number->longest = length > number->longest ? length : number->longest;
    }
    number->end = i;
    return i;
}

/* Groups of digits with two signs between them at most, from the first digit on. */
static void read_number(const struct unit *unit, size_t n, size_t i, struct number *number)
{
    *number = (struct number){.digits = 0};
    for (size_t next; i < n && number->digits < MOST_DIGITS; i = next) {
        i = read_group(unit, n, i, number);
        bool has_signs = number->has_signs;
        for (next = i; next < n && next < i + 2; next++) {
            if (!is_gap(unit[next].cp) && !is_number_sign(unit[next].cp))
                break;
            has_signs |= !is_gap(unit[next].cp);
        }
        if (next == i || next == n || !is_digit(unit[next].cp))
            return;
        number->has_signs = has_signs;
    }
}

/* 3/4/2015, 03-04-15: no telephone number, though it begins with a zero. */
static bool is_like_date(const struct number *number)
{
    return number->groups == 3 && number->first <= 2 && number->shortest <= 2 &&
           number->longest <= 4 && number->digits <= 8 && number->has_signs;
}

static bool is_iso_date(const struct unit *unit, const struct number *number, size_t from)
{
    return number->groups == 3 && number->first == 4 && number->shortest == 2 &&
           number->longest == 2 && number->end - from == 10 && unit[from + 4].cp == '-' &&
           unit[from + 7].cp == '-';
}

static bool is_behind_number(const struct unit *unit, size_t i)
{
    return i > 1 && is_gap(unit[i - 1].cp) && is_digit(unit[i - 2].cp);
}

/* 116 117, 1 234 567: plain spaces part groups of a number; more of them part numbers in a row. */
static bool is_grouped(const struct number *number)
{
    bool is_pair = number->groups == 2 && number->first <= 3 && number->shortest >= 2;
    bool is_thousands = number->groups > 1 && number->first <= 2 && number->shortest == 3;
    return (is_pair || is_thousands) && !number->has_signs && number->longest <= 3 &&
           number->digits >= LEAST_GROUPED;
}

static bool is_zero(uint32_t cp)
{
    return cp == '0' || cp == 0x660 || cp == 0x6F0;
}

static bool is_local_call(const struct number *number)
{
    return is_zero(number->digit[0]) && number->digits >= LEAST_LOCAL && number->groups > 1 &&
           !is_like_date(number);
}

/* The end of a signed number in European digits: "−3,5". */
static size_t decimal_end(const struct unit *unit, size_t n, size_t i)
{
    size_t to = i;
    for (; i < n && (unit[i].cp - '0' < 10 || unit[i].cp == '.' || unit[i].cp == ','); i++)
        if (unit[i].cp - '0' < 10)
            to = i + 1;
    return to;
}

static bool is_sign(uint32_t cp)
{
    return cp == '-' || cp == '+' || cp == 0x2212 || cp == 0xB1;
}

/* A number begins a word, or stands behind an opening bracket or quotation mark. */
static bool begins_number(const struct unit *unit, size_t i)
{
    if (i == 0 || unit[i - 1].kind != ATOM_WORD)
        return true;
    uint32_t before = unit[i - 1].cp;
    int8_t type = u_charType((UChar32)before);
    return before == '"' || before == ':' || type == U_FORMAT_CHAR || type == U_START_PUNCTUATION ||
           type == U_INITIAL_PUNCTUATION || (type == U_OTHER_LETTER && !is_digit(before));
}

static bool closes_bracket(const struct unit *unit, size_t from, size_t to)
{
    while (from < to && unit[from].cp != ')')
        from++;
    return from < to;
}

/* The end of what keeps its order from i on, where a digit, a sign or a bracket stands; or i. */
static size_t number_end(const struct unit *unit, size_t n, size_t i)
{
    struct number number;
    bool has_bracket = unit[i].cp == '(', has_sign = is_sign(unit[i].cp);
    size_t digits = i + (has_bracket || has_sign);
    if (digits < n && has_sign && unit[digits].cp == '(')
        digits++;
    if (digits >= n || !is_digit(unit[digits].cp) || !begins_number(unit, i))
        return i;
    read_number(unit, n, digits, &number);
    if (unit[i].cp == '+' && number.digits >= LEAST_LONG)
        return number.end;
    if (has_sign)
        return unit[i + 1].cp - '0' < 10 ? decimal_end(unit, n, i + 1) : i;
    if (is_local_call(&number) && (!has_bracket || closes_bracket(unit, i, number.end)))
        return number.end;
    bool keeps = !has_bracket && (is_iso_date(unit, &number, digits) ||
                                  (is_grouped(&number) && !is_behind_number(unit, i)));
    return keeps ? number.end : i;
}

static bool may_begin_number(uint32_t cp)
{
    return is_digit(cp) || cp == '(' || is_sign(cp);
}

bool whole_find(const struct unit *unit, size_t n, size_t i, size_t *from, size_t *to)
{
    size_t least = i;
    for (; i < n; i++) {
        if (is_address_at(unit, n, least, i, from)) {
            *to = address_end(unit, n, *from);
            if (*to > i)
                return true;
        }
        if (!may_begin_number(unit[i].cp))
            continue;
        *from = i;
        *to = number_end(unit, n, i);
        if (*to > i)
            return true;
    }
    return false;
}
