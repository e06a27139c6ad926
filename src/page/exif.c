/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One number of the first directory (TIFF 6.0, section 2; its tag 274), and nothing else of what a
 * camera wrote is looked at: directories that lead back into themselves lead nowhere. */
#include "page/exif.h"

#include <stdint.h>

static uint32_t number_at(struct text t, size_t i, unsigned bytes)
{
    bool is_little = t.p[0] == 'I';
    uint32_t n = 0;
    for (unsigned k = 0; k < bytes; k++)
        n = n << 8 | (unsigned char)t.p[i + (is_little ? bytes - 1 - k : k)];
    return n;
}

unsigned exif_orientation(struct text directories)
{
    enum { HEAD = 8, ENTRY = 12, ORIENTATION = 274, SHORT = 3 };
    struct text t = directories;
    bool begins = text_starts(t, "II*") || text_starts(t, "MM");
    if (t.n < HEAD || !begins || number_at(t, 2, 2) != 42)
        return 1;
    size_t at = number_at(t, 4, 4);
    if (at > t.n - 2)
        return 1;
    uint32_t entries = number_at(t, at, 2);
    for (at += 2; entries-- && at + ENTRY <= t.n; at += ENTRY) {
        if (number_at(t, at, 2) != ORIENTATION)
            continue;
        uint32_t told = number_at(t, at + 8, 2);
        bool is_one = number_at(t, at + 2, 2) == SHORT && number_at(t, at + 4, 4) > 0;
        return is_one && told >= 1 && told <= 8 ? told : 1;
    }
    return 1;
}
