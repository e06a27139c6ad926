/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/uri.h"

#include <string.h>

#include "base/ascii.h"

char *uri_decode(struct arena *arena, const char *uri)
{
    char *out = ARENA_ARRAY(arena, char, strlen(uri) + 1), *to = out;
    for (; *uri; uri++) {
        int high = *uri == '%' ? ascii_hex(uri[1]) : -1, low = high < 0 ? -1 : ascii_hex(uri[2]);
        bool is_encoded = low >= 0 && high + low > 0;
        *to++ = is_encoded ? (char)(high * 16 + low) : *uri;
        uri += is_encoded ? 2 : 0;
    }
    return out;
}
