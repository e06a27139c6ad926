/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run of digits goes on behind one or two signs that part digits. What begins with 0 or +, and
 * the short numbers of emergency services (ITU-T E.164, E.161; 116xxx by the EU's decision
 * 2007/116/EC), are telephone numbers if blanks, strokes and brackets alone part them. */
#include "doc/digits.h"

#include <unicode/uchar.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/utf8.h"

static const uint32_t number_signs[] = {'.',    ',',    '\'',  ':',   0xA0, 0x2009,
                                        0x202F, 0x2019, 0x66B, 0x66C, 0};
static const uint32_t phone_signs[] = {' ',    '-',    '/',    '(',    ')',    0xA0,   0x2009,
                                       0x202F, 0x2010, 0x2011, 0x2013, 0x200E, 0x200F, 0};

static bool is_among(uint32_t cp, const uint32_t *set)
{
    while (*set && *set != cp)
        set++;
    return *set != 0;
}

static bool digit_at(struct text text, size_t at, size_t *n, int *digit)
{
    uint32_t cp;
    if (at >= text.n)
        return false;
    *n = utf8_decode(text.p + at, text.n - at, &cp);
    *digit = u_charDigitValue((UChar32)cp);
    return *digit >= 0;
}

/* Behind the signs at the offset, at most so many, if a digit follows; else the offset. */
static size_t skip_signs(struct text text, size_t at, const uint32_t *signs, int most)
{
    size_t i = at, n;
    uint32_t cp;
    int digit;
    for (int k = 0; k < most && i < text.n; k++) {
        n = utf8_decode(text.p + i, text.n - i, &cp);
        if (!is_among(cp, signs))
            break;
        i += n;
        if (digit_at(text, i, &n, &digit))
            return i;
    }
    return at;
}

/* Takes digits and what parts them. */
static size_t take_run(struct text text, size_t at, const uint32_t *signs, int most,
                       struct buf *key)
{
    size_t n;
    int digit;
    for (;;) {
        while (digit_at(text, at, &n, &digit)) {
            buf_char(key, (char)('0' + digit));
            at += n;
        }
        size_t next = skip_signs(text, at, signs, most);
        if (next == at)
            return at;
        at = next;
    }
}

static bool is_phone(struct text key, bool has_plus)
{
    if (has_plus)
        return key.n >= 6;
    if (key.n >= 5 && *key.p == '0')
        return true;
    bool is_short = key.n == 3 && text_starts(key, "11");
    return is_short || (key.n == 6 && text_starts(key, "116"));
}

bool digits_next(struct arena *arena, struct text text, size_t *at, struct digits *out)
{
    size_t n;
    int digit;
    while (*at < text.n && !digit_at(text, *at, &n, &digit))
        *at += n;
    if (*at >= text.n)
        return false;
    struct buf key = {0};
    size_t from = *at, end = take_run(text, from, phone_signs, 3, &key);
    bool has_plus = from > 0 && text.p[from - 1] == '+';
    out->is_phone = is_phone(buf_as_text(&key), has_plus);
    if (!out->is_phone) {
        buf_clear(&key);
        end = take_run(text, from, number_signs, 1, &key);
    }
    out->written = text_slice(text, from, end);
    out->key = arena_text(arena, buf_as_text(&key));
    *at = end;
    buf_done(&key);
    return true;
}
