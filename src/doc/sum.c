/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/sum.h"

#include <inttypes.h>

#include "base/length.h"

enum { DECIMALS = 1000000 };

void sum_add(struct sum *sum, const struct value *value)
{
    int64_t scaled = 0;
    if (value->kind == VALUE_NULL)
        return;
    bool fits = value->kind == VALUE_INT || value->kind == VALUE_REAL;
    if (value->kind == VALUE_REAL && !sum->is_decimal) {
        fits = !__builtin_mul_overflow(sum->whole, DECIMALS, &sum->whole);
        sum->is_decimal = true;
    }
    if (fits && value->kind == VALUE_REAL)
        fits = decimal_parse(value->s, DECIMALS, &scaled);
    else if (fits && __builtin_mul_overflow(value->i, sum->is_decimal ? DECIMALS : 1, &scaled))
        fits = false;
    if (!fits || __builtin_add_overflow(sum->whole, scaled, &sum->whole))
        sum->is_broken = true;
}

struct value *sum_value(struct arena *arena, const struct sum *sum)
{
    struct value *value = ARENA_NEW(arena, struct value);
    if (!sum->is_decimal) {
        value->kind = VALUE_INT;
        value->i = sum->whole;
        value->s = text_of(arena_printf(arena, "%" PRId64, sum->whole));
        return value;
    }
    uint64_t size = sum->whole < 0 ? 0 - (uint64_t)sum->whole : (uint64_t)sum->whole;
    value->kind = VALUE_REAL;
    value->s = text_of(arena_printf(arena, "%s%" PRIu64 ".%06" PRIu64, sum->whole < 0 ? "-" : "",
                                    size / DECIMALS, size % DECIMALS));
    while (value->s.p[value->s.n - 1] == '0' && value->s.p[value->s.n - 2] != '.')
        value->s.n--;
    return value;
}
