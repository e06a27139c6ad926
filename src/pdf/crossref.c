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
enum { A_PART = 8192, INDEX_BITS = 16, MOST_ROW = TYPE_BYTES + WIDEST_PLACE + INDEX_BYTES };

static const uint64_t is_within = 1ULL << 63; /* then: stream << INDEX_BITS | index */

struct crossref crossref_new(void)
{
    struct arena *arena = arena_new();
    return (struct crossref){.arena = arena, .parts = arena_on_disk(arena)};
}

void crossref_done(struct crossref *x)
{
    arena_free(x->arena);
    free(x->part);
}

static uint64_t *entry_of(const struct crossref *x, size_t id)
{
    assert(id < x->n);
    arena_step(x->parts);
    return &x->part[id / A_PART][id % A_PART];
}

static size_t add_entry(struct crossref *x)
{
    if (x->n % A_PART == 0) {
        x->part = heap_grow(x->part, sizeof *x->part, &x->cap, x->n / A_PART + 1);
        x->part[x->n / A_PART] = ARENA_ARRAY(x->parts, uint64_t, A_PART);
    }
    return x->n++;
}

uint32_t crossref_reserve(struct crossref *x)
{
    if (x->n > MOST_OBJECTS)
        return 0;
    if (x->n == 0)
        add_entry(x);
    return (uint32_t)add_entry(x);
}

bool crossref_is_placed(const struct crossref *x, uint32_t id)
{
    return *entry_of(x, id) != 0;
}

static void place(struct crossref *x, uint32_t id, uint64_t entry)
{
    uint64_t *own = entry_of(x, id);
    assert(id && !*own);
    *own = entry;
}

void crossref_place(struct crossref *x, uint32_t id, uint64_t offset)
{
    assert(offset && offset < is_within);
    place(x, id, offset);
}

void crossref_place_within(struct crossref *x, uint32_t id, uint32_t stream, uint32_t index)
{
    assert(index < 1u << INDEX_BITS);
    place(x, id, is_within | (uint64_t)stream << INDEX_BITS | index);
}

static void put_big_endian(unsigned char *to, uint64_t value, size_t bytes)
{
    for (; bytes > 0; value >>= 8)
        to[--bytes] = (unsigned char)value;
}

/* Number 0 heads the list of free numbers: it alone, never to be used again. */
static void fill_row(const struct crossref *x, size_t id, size_t width, unsigned char *row)
{
    uint64_t entry = *entry_of(x, id);
    bool packed = entry & is_within;
    uint64_t place = packed ? (entry & ~is_within) >> INDEX_BITS : entry;
    uint64_t index = packed ? entry & ((1u << INDEX_BITS) - 1) : id ? 0 : 0xFFFF;
    *row = packed ? TYPE_WITHIN : id ? TYPE_PLAIN : TYPE_FREE;
    put_big_endian(row + TYPE_BYTES, place, width);
    put_big_endian(row + TYPE_BYTES + width, index, INDEX_BYTES);
}

size_t crossref_width(const struct crossref *x)
{
    uint64_t most = 1;
    size_t bytes = 0;
    for (size_t i = 0; i < x->n; i++) {
        uint64_t entry = *entry_of(x, i);
        uint64_t place = entry & is_within ? (entry & ~is_within) >> INDEX_BITS : entry;
        most = place > most ? place : most;
    }
    for (; most; most >>= 8)
        bytes++;
    return bytes;
}

void crossref_put_entries(const struct crossref *x, size_t width, struct buf *out)
{
    buf_printf(out, "/Size %zu/W[%d %zu %d]/DecodeParms<</Predictor 12/Columns %zu>>", x->n,
               TYPE_BYTES, width, INDEX_BYTES, TYPE_BYTES + width + INDEX_BYTES);
}

static void put_difference(struct buf *rows, const unsigned char *row, const unsigned char *above,
                           size_t size)
{
    unsigned char out[1 + MOST_ROW] = {PNG_UP};
    for (size_t i = 0; i < size; i++)
        out[1 + i] = (unsigned char)(row[i] - above[i]);
    buf_add(rows, out, 1 + size);
}

bool crossref_put_rows(const struct crossref *x, size_t width, size_t *from, struct buf *out)
{
    unsigned char row[2][MOST_ROW] = {{0}};
    size_t first = *from, end = x->n - first < A_PART ? x->n : first + A_PART;
    if (first > 0)
        fill_row(x, first - 1, width, row[1 - first % 2]);
    for (size_t i = first; i < end; i++) {
        fill_row(x, i, width, row[i % 2]);
        put_difference(out, row[i % 2], row[1 - i % 2], TYPE_BYTES + width + INDEX_BYTES);
    }
    *from = end;
    return end > first;
}
