/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and scaling lengths without floating point. */
#include "base/length.h"

#include <assert.h>
#include <stddef.h>

#include "base/ascii.h"

sp sp_ratio(sp a, int64_t b, int64_t c)
{
    assert(c > 0);
    int64_t small, rounded, half = c / 2;
    if (!__builtin_mul_overflow(a, b, &small) && /* nearly always: 128-bit division is slow */
        !__builtin_add_overflow(small, small >= 0 ? half : -half, &rounded))
        return rounded / c;
    __int128 product = (__int128)a * b;
    return (sp)(product >= 0 ? (product + half) / c : (product - half) / c);
}

sp sp_min(sp a, sp b)
{
    return a < b ? a : b;
}

sp sp_max(sp a, sp b)
{
    return a > b ? a : b;
}

bool decimal_parse(struct text t, int64_t scale, int64_t *out)
{
    bool negative = text_starts(t, "-");
    if (negative)
        t = text_from(t, 1);
    int64_t value = 0, fraction = 1;
    bool dot = false, digits = false;
    for (size_t i = 0; i < t.n; i++) {
        char c = t.p[i];
        if (c == '.' && !dot) {
            dot = true;
        } else if (ascii_is_digit(c)) {
            if (value > INT64_MAX / 100 || fraction > INT64_MAX / 100)
                return false;
            value = value * 10 + (c - '0');
            fraction = dot ? fraction * 10 : fraction;
            digits = true;
        } else {
            return false;
        }
    }
    *out = sp_ratio(negative ? -value : value, scale, fraction);
    return digits;
}

bool length_parse(struct text t, sp *out)
{
    static const struct {
        const char *unit;
        int64_t times, by; /* points per unit */
    } units[] = {{"mm", 360, 127}, {"cm", 3600, 127}, {"pt", 1, 1}, {"in", 72, 1}};
    t = text_trim(t);
    if (text_is(t, "0")) {
        *out = 0;
        return true;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        int64_t thousandths;
        if (!text_ends(t, units[i].unit))
            continue;
        struct text number = text_trim(text_slice(t, 0, t.n - 2));
        if (!decimal_parse(number, 1000 * units[i].times, &thousandths))
            return false;
        *out = sp_ratio(thousandths, SP_PT, 1000 * units[i].by);
        return *out<SP_MAX && * out> - SP_MAX;
    }
    return false;
}

int64_t length_mm100(sp length)
{
    return sp_ratio(length, 127 * 100, SP_PT * 360);
}
