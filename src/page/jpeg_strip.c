/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A JPEG file's bytes for a viewer: the segments that decoding needs, and no other. So what a
 * camera or a program wrote besides stays behind, whatever its segment is called. */
#include "page/jpeg.h"

#include <string.h>

enum { MARK = 0xFF, EOI = 0xD9, SOS = 0xDA };

static unsigned byte_at(struct text t, size_t i)
{
    return i < t.n ? (unsigned char)t.p[i] : 0;
}

/* Frame, Huffman tables, scan, quantisation, restart interval. */
static bool is_needed(unsigned marker)
{
    static const unsigned char needed[] = {0xC0, 0xC1, 0xC2, 0xC4, SOS, 0xDB, 0xDD};
    return memchr(needed, (int)marker, sizeof needed);
}

/* End of the entropy-coded data that begins at i: the next marker that is no restart. */
static size_t end_of_scan(struct text file, size_t i)
{
    for (; i + 1 < file.n; i++) {
        unsigned next = byte_at(file, i + 1);
        bool is_data = next == 0 || next == MARK || (next >= 0xD0 && next <= 0xD7);
        if (byte_at(file, i) == MARK && !is_data)
            return i;
    }
    return file.n;
}

const char *jpeg_strip(struct arena *arena, struct text file, struct text *out)
{
    char *to = arena_alloc(arena, file.n + 2, 1);
    size_t n = 2, i = 2;
    memcpy(to, "\xFF\xD8", n);
    while (i + 3 < file.n || (i + 1 < file.n && byte_at(file, i + 1) == EOI)) {
        unsigned marker = byte_at(file, i + 1);
        if (byte_at(file, i) != MARK)
            return "is damaged: no marker where one must be";
        if (marker == MARK) { /* fill byte */
            i++;
            continue;
        }
        if (marker == EOI) {
            memcpy(to + n, "\xFF\xD9", 2);
            *out = (struct text){to, n + 2};
            return NULL;
        }
        size_t end = i + 2 + (byte_at(file, i + 2) << 8 | byte_at(file, i + 3));
        if (marker == SOS)
            end = end_of_scan(file, end);
        if (end > file.n || end < i + 4)
            break;
        if (is_needed(marker)) {
            memcpy(to + n, file.p + i, end - i);
            n += end - i;
        }
        i = end;
    }
    return "is damaged: it ends too early";
}
