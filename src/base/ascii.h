/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a byte is in ASCII, whatever the locale; bytes of longer code points are none of it. */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>

bool ascii_is_digit(char);
bool ascii_is_letter(char);
bool ascii_is_mark(char);  /* punctuation */
bool ascii_is_blank(char); /* a space or a tab */
bool ascii_is_space(char); /* or what ends lines */
char ascii_lower(char);
int ascii_hex(char);                       /* the value of a hex digit; -1: it is none */
bool ascii_is_in(const char *set, char c); /* the set's final NUL is not part of it */

#endif
