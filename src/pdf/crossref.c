/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row is a type, a place and an index. Neighbours differ little, so each row is written as its
 * difference from the one above (PNG's filter Up), which packs to a tenth. */
#include "pdf/crossref.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { TYPE_FREE, TYPE_PLAIN, TYPE_WITHIN };
enum { TYPE_BYTES = 1, INDEX_BYTES = 2, WIDEST_PLACE = 8, PNG_UP = 2 };
enum { INDEX_BITS = 16, MOST_ROW = TYPE_BYTES + WIDEST_PLACE + INDEX_BYTES };

static const uint64_t is_within = 1ULL << 63; /* then: stream << INDEX_BITS | index */

void crossref_done(struct crossref *x)
{
    free(x->entry);
}

uint32_t crossref_reserve(struct crossref *x)
{
    if (x->n > MOST_OBJECTS)
        return 0;
    x->n += x->n == 0;
    x->entry = heap_grow(x->entry, sizeof *x->entry, &x->cap, x->n + 1);
    x->entry[0] = x->entry[x->n] = 0;
    return (uint32_t)x->n++;
}

bool crossref_is_placed(const struct crossref *x, uint32_t id)
{
    return x->entry[id] != 0;
}

void crossref_place(struct crossref *x, uint32_t id, uint64_t offset)
{
    assert(id && id < x->n && !x->entry[id] && offset && offset < is_within);
    x->entry[id] = offset;
}

void crossref_place_within(struct crossref *x, uint32_t id, uint32_t stream, uint32_t index)
{
    assert(id && id < x->n && !x->entry[id] && index < 1u << INDEX_BITS);
    x->entry[id] = is_within | (uint64_t)stream << INDEX_BITS | index;
}

static void put_big_endian(unsigned char *to, uint64_t value, size_t bytes)
{
    for (; bytes > 0; value >>= 8)
        to[--bytes] = (unsigned char)value;
}

static void fill_row(unsigned char *row, uint64_t entry, size_t place_bytes)
{
    bool packed = entry & is_within;
    uint64_t place = packed ? (entry & ~is_within) >> INDEX_BITS : entry;
    uint64_t index = packed ? entry & ((1u << INDEX_BITS) - 1) : 0;
    *row = packed ? TYPE_WITHIN : TYPE_PLAIN;
    put_big_endian(row + TYPE_BYTES, place, place_bytes);
    put_big_endian(row + TYPE_BYTES + place_bytes, index, INDEX_BYTES);
}

/* The bytes that the largest offset or stream number takes. */
static size_t place_bytes(const struct crossref *x)
{
    uint64_t most = 1;
    size_t bytes = 0;
    for (size_t i = 0; i < x->n; i++) {
        uint64_t entry = x->entry[i];
        uint64_t place = entry & is_within ? (entry & ~is_within) >> INDEX_BITS : entry;
        most = place > most ? place : most;
    }
    for (; most; most >>= 8)
        bytes++;
    return bytes;
}

static void put_difference(struct buf *rows, const unsigned char *row, const unsigned char *above,
                           size_t size)
{
    unsigned char out[1 + MOST_ROW] = {PNG_UP};
    for (size_t i = 0; i < size; i++)
        out[1 + i] = (unsigned char)(row[i] - above[i]);
    buf_add(rows, out, 1 + size);
}

void crossref_put(const struct crossref *x, struct buf *rows, struct buf *entries)
{
    size_t wide = place_bytes(x), size = TYPE_BYTES + wide + INDEX_BYTES;
    unsigned char row[2][MOST_ROW] = {{0}};
    for (size_t i = 0; i < x->n; i++) {
        unsigned char *own = row[i % 2];
        fill_row(own, x->entry[i], wide);
        if (i == 0) { /* the list of free numbers: it alone, never to be used again */
            memset(own, 0, size - INDEX_BYTES);
            put_big_endian(own + size - INDEX_BYTES, 0xFFFF, INDEX_BYTES);
        }
        put_difference(rows, own, row[1 - i % 2], size);
    }
    buf_printf(entries, "/Size %zu/W[%d %zu %d]/DecodeParms<</Predictor 12/Columns %zu>>", x->n,
               TYPE_BYTES, wide, INDEX_BYTES, size);
}
