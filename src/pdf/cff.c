/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads just enough of a CFF table (Adobe Technical Note #5176, "The Compact Font Format
 * Specification", 2003): the first Top DICT's ROS, charset and CharStrings, sections 5, 9 and 13.
 */
#include "pdf/cff.h"

#include <stddef.h>
#include <stdint.h>

enum { OP_CHARSET = 15, OP_CHARSTRINGS = 17, OP_ROS = 12 << 8 | 30 };

static uint64_t number_at(struct text t, uint64_t at, unsigned bytes)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < bytes; i++)
        value = value << 8 | (at + i < t.n ? (unsigned char)t.p[at + i] : 0u);
    return value;
}

/* An INDEX: its first object, and where it ends. */
static struct text read_index(struct text t, uint64_t at, uint64_t *end)
{
    uint64_t count = number_at(t, at, 2);
    unsigned size = (unsigned)number_at(t, at + 2, 1);
    *end = at + 2;
    if (count == 0 || size < 1 || size > 4)
        return TEXT("");
    uint64_t data = at + 3 + (count + 1) * size - 1;
    uint64_t first = data + number_at(t, at + 3, size);
    uint64_t second = data + number_at(t, at + 3 + size, size);
    *end = data + number_at(t, at + 3 + count * size, size);
    return second <= t.n && first <= second ? text_slice(t, (size_t)first, (size_t)second)
                                            : TEXT("");
}

/* The bytes of an operand of a DICT that begins with this one; 0: it is an operator. Real numbers
 * end with a nibble of 15. */
static size_t operand_size(struct text dict, size_t at)
{
    unsigned char b = (unsigned char)dict.p[at];
    if (b == 28)
        return 3;
    if (b == 29)
        return 5;
    if (b == 30) {
        size_t n = 1;
        while (at + n < dict.n && (dict.p[at + n] & 0x0F) != 0x0F)
            n++;
        return n + 1;
    }
    return b < 32 ? 0 : b < 247 ? 1 : 2;
}

static uint64_t operand(struct text dict, size_t at)
{
    unsigned b = (unsigned char)dict.p[at];
    if (b == 28 || b == 29)
        return number_at(dict, at + 1, b == 28 ? 2 : 4);
    return b < 247 ? b - 139 : (b - 247) * 256 + number_at(dict, at + 1, 1) + 108;
}

/* The last operand of an operator; false: the DICT has none. */
static bool find_operator(struct text dict, unsigned wanted, uint64_t *value)
{
    uint64_t last = 0;
    for (size_t at = 0; at < dict.n;) {
        size_t n = operand_size(dict, at);
        if (n) {
            last = operand(dict, at);
            at += n;
            continue;
        }
        unsigned op = (unsigned char)dict.p[at++];
        if (op == 12)
            op = op << 8 | (unsigned)number_at(dict, at++, 1);
        *value = last;
        if (op == wanted)
            return true;
    }
    return false;
}

bool cff_has_identity(struct text table)
{
    uint64_t at = number_at(table, 2, 1), charset, strings, supplement;
    read_index(table, at, &at);
    struct text top = read_index(table, at, &at);
    if (!find_operator(top, OP_ROS, &supplement) || !find_operator(top, OP_CHARSET, &charset) ||
        !find_operator(top, OP_CHARSTRINGS, &strings))
        return false;
    uint64_t glyphs = number_at(table, strings, 2), format = number_at(table, charset, 1);
    if (glyphs < 2 || (format != 1 && format != 2))
        return false;
    /* one range: from the glyph after .notdef to the last */
    return number_at(table, charset + 1, 2) == 1 &&
           number_at(table, charset + 3, format == 1 ? 1 : 2) == glyphs - 2;
}
