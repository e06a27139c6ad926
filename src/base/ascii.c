/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranges of bytes. */
#include "base/ascii.h"

#include <string.h>

bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool ascii_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool ascii_is_mark(char c)
{
    return c > ' ' && c < 0x7F && !ascii_is_letter(c) && !ascii_is_digit(c);
}

bool ascii_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

bool ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

int ascii_hex(char c)
{
    char lower = ascii_lower(c);
    if (ascii_is_digit(c))
        return c - '0';
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool ascii_is_in(const char *set, char c)
{
    return c && strchr(set, c);
}
