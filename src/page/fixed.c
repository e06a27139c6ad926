/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products and quotients are made in 128 bits and rounded half away from zero. */
#include "page/fixed.h"

#include "base/ascii.h"

fix fix_clamp(__int128 value)
{
    const __int128 most = (__int128)1 << 60;
    return (fix)(value > most ? most : value < -most ? -most : value);
}

fix fix_add(fix a, fix b)
{
    return fix_clamp((__int128)a + b);
}

fix fix_mul(fix a, fix b)
{
    __int128 product = (__int128)a * b, half = (__int128)1 << 31;
    return fix_clamp((product + (product < 0 ? -half : half)) / FIX_ONE);
}

fix fix_div(fix a, fix b)
{
    if (b == 0)
        return fix_clamp(a < 0 ? -((__int128)1 << 61) : (__int128)1 << 61);
    __int128 scaled = (__int128)a * FIX_ONE, half = b / 2;
    return fix_clamp((scaled + ((scaled < 0) == (b < 0) ? half : -half)) / b);
}

/* Digit by digit, from the highest pair of bits. */
static uint64_t root(unsigned __int128 of)
{
    unsigned __int128 rest = of, result = 0, bit = (unsigned __int128)1 << 126;
    while (bit > rest)
        bit >>= 2;
    for (; bit; bit >>= 2) {
        bool fits = rest >= result + bit;
        rest -= fits ? result + bit : 0;
        result = (result >> 1) + (fits ? bit : 0);
    }
    return (uint64_t)result;
}

fix fix_sqrt(fix x)
{
    return x <= 0 ? 0 : (fix)root((unsigned __int128)x << 32);
}

fix fix_hypot(fix a, fix b)
{
    unsigned __int128 sum =
        (unsigned __int128)((__int128)a * a) + (unsigned __int128)((__int128)b * b);
    return fix_clamp((__int128)root(sum));
}

/* Taylor's series for at most 45 degrees. */
static void series(fix x, fix *sine, fix *cosine)
{
    fix square = fix_mul(x, x), s = x, c = FIX_ONE;
    *sine = s;
    *cosine = c;
    for (int n = 1; n <= 7; n++) {
        c = -fix_mul(c, square) / (2 * n * (2 * n - 1));
        s = -fix_mul(s, square) / (2 * n * (2 * n + 1));
        *cosine += c;
        *sine += s;
    }
}

void fix_sine(fix degrees, fix *sine, fix *cosine)
{
    const fix radian = 74961321; /* a degree: π / 180 */
    fix turn = degrees % FIX(360);
    turn += turn < 0 ? FIX(360) : 0;
    int quarter = (int)(turn / FIX(90));
    fix rest = turn % FIX(90), s, c;
    bool is_steep = rest > FIX(45);
    series(fix_mul(is_steep ? FIX(90) - rest : rest, radian), &s, &c);
    if (is_steep) {
        fix swap = s;
        s = c;
        c = swap;
    }
    *sine = quarter == 0 ? s : quarter == 1 ? c : quarter == 2 ? -s : -c;
    *cosine = quarter == 0 ? c : quarter == 1 ? -s : quarter == 2 ? -c : s;
}

/* Reading */

struct decimal {
    uint64_t digits; /* at most 18 */
    int exponent;    /* of ten */
    bool is_negative;
};

enum { MOST_DIGITS = 18, MOST_EXPONENT = 9999 };

static void take_digits(struct text *rest, struct decimal *d, bool is_fraction, int *taken,
                        bool *has_any)
{
    while (rest->n && ascii_is_digit(rest->p[0])) {
        bool fits = *taken < MOST_DIGITS;
        if (fits)
            d->digits = d->digits * 10 + (unsigned)(rest->p[0] - '0');
        if (fits && d->digits)
            ++*taken;
        if (is_fraction == fits && d->exponent > -MOST_EXPONENT && d->exponent < MOST_EXPONENT)
            d->exponent += is_fraction ? -1 : 1;
        *rest = text_from(*rest, 1);
        *has_any = true;
    }
}

/* "e-3": a letter that no digit follows is a unit's ("em", "ex"). */
static void take_exponent(struct text *rest, struct decimal *d)
{
    if (!rest->n || (rest->p[0] != 'e' && rest->p[0] != 'E'))
        return;
    struct text t = text_from(*rest, 1);
    bool is_negative = t.n && t.p[0] == '-';
    if (t.n && (t.p[0] == '-' || t.p[0] == '+'))
        t = text_from(t, 1);
    if (!t.n || !ascii_is_digit(t.p[0]))
        return;
    int exponent = 0;
    for (; t.n && ascii_is_digit(t.p[0]); t = text_from(t, 1))
        exponent = exponent < MOST_EXPONENT ? exponent * 10 + (t.p[0] - '0') : exponent;
    d->exponent += is_negative ? -exponent : exponent;
    *rest = t;
}

static bool decimal_fix(const struct decimal *d, fix *out)
{
    unsigned __int128 value = (unsigned __int128)d->digits << 32;
    int exponent = d->exponent;
    for (; exponent > 0 && value && value <= (unsigned __int128)FIX_MOST; exponent--)
        value *= 10;
    if (value && exponent > 0)
        return false;
    unsigned __int128 by = 1;
    for (; exponent < 0 && by <= value * 2; exponent++)
        by *= 10;
    value = exponent < 0 ? 0 : (value + by / 2) / by;
    *out = d->is_negative ? -(fix)value : (fix)value;
    return value <= (unsigned __int128)FIX_MOST;
}

bool fix_take(struct text *rest, fix *out)
{
    struct text t = *rest;
    struct decimal d = {0};
    int taken = 0;
    bool has_any = false;
    d.is_negative = t.n && t.p[0] == '-';
    if (t.n && (t.p[0] == '-' || t.p[0] == '+'))
        t = text_from(t, 1);
    take_digits(&t, &d, false, &taken, &has_any);
    if (t.n && t.p[0] == '.' && (has_any || (t.n > 1 && ascii_is_digit(t.p[1])))) {
        t = text_from(t, 1);
        take_digits(&t, &d, true, &taken, &has_any);
    }
    if (!has_any)
        return false;
    take_exponent(&t, &d);
    if (!decimal_fix(&d, out))
        return false;
    *rest = t;
    return true;
}

/* Maps of the plane */

const struct matrix matrix_identity = {.a = FIX_ONE, .d = FIX_ONE};

static fix sum(fix a, fix x, fix b, fix y, fix c)
{
    return fix_add(fix_add(fix_mul(a, x), fix_mul(b, y)), c);
}

struct matrix matrix_of(struct matrix o, struct matrix i)
{
    return (struct matrix){sum(o.a, i.a, o.c, i.b, 0),   sum(o.b, i.a, o.d, i.b, 0),
                           sum(o.a, i.c, o.c, i.d, 0),   sum(o.b, i.c, o.d, i.d, 0),
                           sum(o.a, i.e, o.c, i.f, o.e), sum(o.b, i.e, o.d, i.f, o.f)};
}

struct spot matrix_apply(const struct matrix *m, struct spot p)
{
    return (struct spot){sum(m->a, p.x, m->c, p.y, m->e), sum(m->b, p.x, m->d, p.y, m->f)};
}

fix matrix_determinant(const struct matrix *m)
{
    return fix_add(fix_mul(m->a, m->d), -fix_mul(m->b, m->c));
}

static fix size_of(fix a)
{
    return a < 0 ? -a : a;
}

bool matrix_is_even(const struct matrix *m)
{
    enum { TOLERANCE = 4096 };
    fix scale = size_of(m->a) + size_of(m->b);
    fix turned = size_of(m->a - m->d) + size_of(m->b + m->c);
    fix mirrored = size_of(m->a + m->d) + size_of(m->b - m->c);
    fix off = turned < mirrored ? turned : mirrored;
    return off <= scale / TOLERANCE;
}
