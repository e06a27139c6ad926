/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 after RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* Reads the code point at p (n > 0 bytes left); *cp is U+FFFD for a malformed byte.
 * Returns the bytes it takes, at least 1. */
size_t utf8_decode(const char *p, size_t n, uint32_t *cp);
/* Writes cp (a scalar value) to at most 4 bytes; returns how many. */
size_t utf8_encode(uint32_t cp, char out[4]);
/* Offset of the first malformed byte, or SIZE_MAX when all is well. */
size_t utf8_fault(struct text);
/* Number of code points; a malformed byte counts as one. */
size_t utf8_count(struct text);
/* As many whole code points from its beginning as n bytes hold. */
struct text utf8_head(struct text, size_t n);
/* The code point that ends just before offset (> 0), and through *start where it begins. */
uint32_t utf8_before(struct text, size_t offset, size_t *start);

#endif
