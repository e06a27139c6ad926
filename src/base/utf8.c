/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decoding by the table of well-formed byte sequences, Unicode Standard, table 3-7. */
#include "base/utf8.h"

#include <stdbool.h>

static bool is_tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Length of the sequence that `lead` opens and the range its second byte must lie in. */
static size_t sequence(unsigned char lead, unsigned char *low, unsigned char *high)
{
    *low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    *high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static size_t decode(const unsigned char *s, size_t n, uint32_t *cp)
{
    unsigned char low, high;
    size_t length = sequence(s[0], &low, &high);
    if (length == 0 || length > n)
        return 0;
    if (length == 1) {
        *cp = s[0];
        return 1;
    }
    if (s[1] < low || s[1] > high)
        return 0;
    uint32_t value = s[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if (!is_tail(s[i]))
            return 0;
        value = value << 6 | (s[i] & 0x3Fu);
    }
    *cp = value;
    return length;
}

size_t utf8_decode(const char *p, size_t n, uint32_t *cp)
{
    if ((unsigned char)*p < 0x80) { /* most text there is */
        *cp = (unsigned char)*p;
        return 1;
    }
    size_t length = decode((const unsigned char *)p, n, cp);
    if (length)
        return length;
    *cp = 0xFFFD;
    return 1;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t length = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, cp >>= 6)
        out[i] = (char)(0x80 | (cp & 0x3F));
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[length] | cp);
    return length;
}

size_t utf8_fault(struct text t)
{
    uint32_t cp;
    for (size_t i = 0; i < t.n;) {
        if ((unsigned char)t.p[i] < 0x80) {
            i++;
            continue;
        }
        size_t length = decode((const unsigned char *)t.p + i, t.n - i, &cp);
        if (!length)
            return i;
        i += length;
    }
    return SIZE_MAX;
}

size_t utf8_count(struct text t)
{
    size_t count = 0;
    uint32_t cp;
    for (size_t i = 0; i < t.n; count++)
        i += utf8_decode(t.p + i, t.n - i, &cp);
    return count;
}

uint32_t utf8_before(struct text t, size_t offset, size_t *start)
{
    size_t i = offset - 1;
    while (i > 0 && offset - i < 4 && is_tail((unsigned char)t.p[i]))
        i--;
    uint32_t cp;
    if (utf8_decode(t.p + i, offset - i, &cp) != offset - i) {
        i = offset - 1;
        cp = 0xFFFD;
    }
    *start = i;
    return cp;
}

struct text utf8_head(struct text text, size_t n)
{
    if (n >= text.n)
        return text;
    while (n > 0 && ((unsigned char)text.p[n] & 0xC0) == 0x80)
        n--;
    return text_slice(text, 0, n);
}
