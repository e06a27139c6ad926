/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing, cutting and searching borrowed bytes; allocates nothing. */
#include "base/text.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/ascii.h"

struct text text_of(const char *string)
{
    return (struct text){string ? string : "", string ? strlen(string) : 0};
}

bool text_is_among(struct text t, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text_is(t, list[i]))
            return true;
    return false;
}

bool text_equal(struct text a, struct text b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

uint64_t text_hash(struct text t)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < t.n; i++)
        hash = (hash ^ (unsigned char)t.p[i]) * 0x100000001B3u;
    return hash;
}

bool text_equal_caseless(struct text a, struct text b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
            return false;
    return true;
}

bool text_is(struct text a, const char *string)
{
    return text_equal(a, text_of(string));
}

int text_order(struct text a, struct text b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool text_starts(struct text t, const char *prefix)
{
    size_t n = strlen(prefix);
    return t.n >= n && (n == 0 || memcmp(t.p, prefix, n) == 0);
}

bool text_ends(struct text t, const char *suffix)
{
    size_t n = strlen(suffix);
    return t.n >= n && (n == 0 || memcmp(t.p + t.n - n, suffix, n) == 0);
}

struct text text_slice(struct text t, size_t from, size_t to)
{
    if (to > t.n)
        to = t.n;
    if (from > to)
        from = to;
    return (struct text){t.n ? t.p + from : t.p, to - from};
}

struct text text_from(struct text t, size_t offset)
{
    return text_slice(t, offset, t.n);
}

struct text text_trim(struct text t)
{
    while (t.n && ascii_is_space(t.p[t.n - 1]))
        t.n--;
    while (t.n && ascii_is_space(*t.p))
        t = text_from(t, 1);
    return t;
}

size_t text_find(struct text t, const char *needle)
{
    size_t n = strlen(needle);
    for (size_t i = 0; n <= t.n && i <= t.n - n; i++)
        if (n == 0 || (t.p[i] == *needle && memcmp(t.p + i, needle, n) == 0))
            return i;
    return SIZE_MAX;
}

size_t text_find_char(struct text t, char c)
{
    const char *hit = t.n ? memchr(t.p, c, t.n) : NULL;
    return hit ? (size_t)(hit - t.p) : SIZE_MAX;
}

bool text_has_caseless(struct text t, const char *needle)
{
    struct text wanted = text_of(needle);
    for (size_t i = 0; i + wanted.n <= t.n; i++)
        if (text_equal_caseless(text_slice(t, i, i + wanted.n), wanted))
            return true;
    return false;
}

bool text_is_name(struct text text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (!ascii_is_letter(c) && c != '_' && !(i && ascii_is_digit(c)))
            return false;
    }
    return text.n > 0;
}

bool text_next_line(struct text *rest, struct text *line)
{
    if (rest->n == 0)
        return false;
    size_t end = text_find_char(*rest, '\n');
    *line = text_slice(*rest, 0, end == SIZE_MAX ? rest->n : end);
    *rest = end == SIZE_MAX ? text_from(*rest, rest->n) : text_from(*rest, end + 1);
    if (text_ends(*line, "\r"))
        line->n--;
    return true;
}

bool text_next_part(struct text *rest, char mark, struct text *part)
{
    if (rest->n == 0)
        return false;
    size_t end = text_find_char(*rest, mark);
    *part = text_trim(text_slice(*rest, 0, end));
    *rest = text_from(*rest, end == SIZE_MAX ? rest->n : end + 1);
    return true;
}

bool text_take(struct text *rest, char c)
{
    bool found = rest->n && *rest->p == c;
    *rest = text_from(*rest, found);
    return found;
}

size_t text_digits(struct text text)
{
    size_t n = 0;
    while (n < text.n && ascii_is_digit(text.p[n]))
        n++;
    return n;
}

bool text_take_number(struct text *rest, size_t least, size_t most, int *out)
{
    size_t n = 0;
    assert(most <= 9);
    for (*out = 0; n < most && n < rest->n && ascii_is_digit(rest->p[n]); n++)
        *out = *out * 10 + (rest->p[n] - '0');
    *rest = text_from(*rest, n);
    return n >= least;
}
