/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal numbers as digits, without floating point: what spreadsheets store, shifted and rounded
 * exactly. */
#ifndef DB_DECIMAL_H
#define DB_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum { DECIMAL_DIGITS = 40, SPREADSHEET_DIGITS = 15 };

/* 0.d1d2d3… times ten to the `point`; neither the first nor the last digit is zero. Zero has no
 * digits. */
struct decimal {
    bool is_minus;
    char digit[DECIMAL_DIGITS];
    int digits, point;
};

/* Reads "-12.50" or "1.25E+3"; false: no number, or one beyond 10^308. Digits beyond the fortieth
 * do not count. */
bool decimal_read(struct text, struct decimal *);
/* Rounds to so many significant digits, halves away from zero. */
void decimal_round(struct decimal *, int digits);
void decimal_shift(struct decimal *, int places);    /* times ten to the places */
int decimal_places(const struct decimal *);          /* digits behind the point */
bool decimal_int(const struct decimal *, int64_t *); /* false: not whole, or too large */
/* "-12.5", "0.05", "1200": in the arena. */
struct text decimal_text(struct arena *, const struct decimal *);

#endif
