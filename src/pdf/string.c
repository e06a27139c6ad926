/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digits are written by hand: content streams hold millions of numbers, and printf takes ten times
 * as long and asks the locale. */
#include "pdf/string.h"

#include <string.h>

#include "base/utf8.h"

static const char hex_digit[] = "0123456789ABCDEF";

void put_integer(struct buf *b, int64_t value)
{
    char digits[24];
    size_t i = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do
        digits[--i] = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (value < 0)
        digits[--i] = '-';
    buf_add(b, digits + i, sizeof digits - i);
}

void put_thousandths(struct buf *b, int64_t value)
{
    if (value < 0) {
        buf_char(b, '-');
        value = -value;
    }
    put_integer(b, value / 1000);
    char fraction[4] = {'.', (char)('0' + value / 100 % 10), (char)('0' + value / 10 % 10),
                        (char)('0' + value % 10)};
    size_t n = sizeof fraction;
    while (n > 1 && fraction[n - 1] == '0')
        n--;
    if (n > 1)
        buf_add(b, fraction, n);
}

void put_length(struct buf *b, sp length)
{
    put_thousandths(b, sp_ratio(length, 1000, SP_PT));
    buf_char(b, ' ');
}

void put_ref(struct buf *b, uint32_t object)
{
    put_integer(b, object);
    buf_string(b, " 0 R ");
}

void put_hex16(struct buf *b, uint32_t value)
{
    char *digits = buf_reserve(b, 4);
    for (int i = 0; i < 4; i++)
        digits[i] = hex_digit[value >> (12 - 4 * i) & 15];
    digits[4] = '\0';
    b->n += 4;
}

void put_utf16(struct buf *b, struct text t)
{
    uint32_t cp;
    for (size_t i = 0; i < t.n;) {
        i += utf8_decode(t.p + i, t.n - i, &cp);
        if (cp > 0xFFFF) {
            put_hex16(b, 0xD7C0 + (cp >> 10));
            cp = 0xDC00 | (cp & 0x3FF);
        }
        put_hex16(b, cp);
    }
}

void put_text(struct buf *b, struct text t)
{
    buf_string(b, "<FEFF");
    put_utf16(b, t);
    buf_char(b, '>');
}

static void put_hex8(struct buf *b, unsigned char byte)
{
    buf_char(b, hex_digit[byte >> 4]);
    buf_char(b, hex_digit[byte & 15]);
}

void put_bytes(struct buf *b, struct text t)
{
    buf_char(b, '<');
    for (size_t i = 0; i < t.n; i++)
        put_hex8(b, (unsigned char)t.p[i]);
    buf_char(b, '>');
}

void put_name(struct buf *b, struct text t)
{
    enum { LONGEST = 127 };
    buf_char(b, '/');
    for (size_t i = 0; i < t.n && i < LONGEST; i++) {
        unsigned char c = (unsigned char)t.p[i];
        bool is_regular = c > 0x20 && c < 0x7F && !strchr("#%()<>[]{}/", c);
        if (is_regular) {
            buf_char(b, (char)c);
        } else {
            buf_char(b, '#');
            put_hex8(b, c);
        }
    }
}

void put_uri(struct buf *b, struct text t)
{
    buf_char(b, '(');
    for (size_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.p[i];
        if (c <= 0x20 || c >= 0x7F) {
            buf_char(b, '%');
            put_hex8(b, c);
        } else {
            if (strchr("()\\", c))
                buf_char(b, '\\');
            buf_char(b, (char)c);
        }
    }
    buf_char(b, ')');
}
