/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF's notation for numbers, strings and names, appended to a buffer. Numbers are fixed-point
 * integers all the way, so that no locale, NaN or exponent can reach a file. */
#ifndef PDF_STRING_H
#define PDF_STRING_H

#include "base/buffer.h"
#include "base/length.h"

void put_integer(struct buf *, int64_t);
/* 12500 -> "12.5"; no trailing zeros. */
void put_thousandths(struct buf *, int64_t);
/* A length in points, to a thousandth; followed by a space. */
void put_length(struct buf *, sp);
/* "N 0 R " */
void put_ref(struct buf *, uint32_t object);
/* A text string: <FEFF…>, UTF-16BE in hex, whatever the text. Malformed bytes become U+FFFD. */
void put_text(struct buf *, struct text);
/* The hex digits alone, no mark, no brackets; for ToUnicode. */
void put_utf16(struct buf *, struct text);
/* A byte string: <hex>. */
void put_bytes(struct buf *, struct text);
/* "/Name", irregular bytes as #xx; at most 127 bytes of it. */
void put_name(struct buf *, struct text);
/* (…) with 7-bit bytes only: others are percent-encoded, as a URI demands. */
void put_uri(struct buf *, struct text);
/* "A4F2", four upper-case hex digits. */
void put_hex16(struct buf *, uint32_t);

#endif
