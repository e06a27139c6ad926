/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which form is the smallest is told by the colours there are: they are gathered in a small table
 * until there are too many. What has few colours packs best as it is; else each row is first made
 * its difference from a neighbour, as PNG does it. */
#include "pdf/plane.h"

#include <assert.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

enum { MOST_COLOURS = 256, SLOTS = 1024, EMPTY = -1, LEVEL = 6 };

struct palette {
    int32_t slot[SLOTS]; /* colours by hash; EMPTY */
    int32_t colour[MOST_COLOURS];
    unsigned char index[SLOTS];
    unsigned n; /* beyond MOST_COLOURS: too many */
    bool is_gray;
};

static int32_t colour_at(const struct pixels *p, size_t i)
{
    const unsigned char *b = p->bytes + i * p->components;
    return p->components == 1 ? b[0] * 0x010101 : b[0] << 16 | b[1] << 8 | b[2];
}

static size_t slot_of(const struct palette *palette, int32_t colour)
{
    size_t k = ((uint32_t)colour * 2654435761u) >> 22;
    while (palette->slot[k] != EMPTY && palette->slot[k] != colour)
        k = (k + 1) % SLOTS;
    return k;
}

static bool is_gray(int32_t colour)
{
    return (colour & 0xFF) * 0x010101 == colour;
}

static int by_value(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static void gather(const struct pixels *p, struct palette *palette)
{
    size_t n = (size_t)p->width * p->height;
    int32_t last = EMPTY;
    memset(palette->slot, 0xFF, sizeof palette->slot);
    palette->is_gray = true;
    palette->n = 0;
    for (size_t i = 0; i < n && (palette->is_gray || palette->n <= MOST_COLOURS); i++) {
        int32_t colour = colour_at(p, i);
        if (colour == last)
            continue;
        last = colour;
        palette->is_gray = palette->is_gray && is_gray(colour);
        size_t k = palette->n <= MOST_COLOURS ? slot_of(palette, colour) : 0;
        if (palette->n > MOST_COLOURS || palette->slot[k] == colour)
            continue;
        if (palette->n < MOST_COLOURS)
            palette->colour[palette->n] = palette->slot[k] = colour;
        palette->n++;
    }
    if (palette->n > MOST_COLOURS)
        return;
    qsort(palette->colour, palette->n, sizeof *palette->colour, by_value);
    for (unsigned i = 0; i < palette->n; i++)
        palette->index[slot_of(palette, palette->colour[i])] = (unsigned char)i;
}

/* Bits of gray that say all levels exactly. */
static unsigned gray_bits(const struct palette *palette)
{
    unsigned bits = 1;
    for (unsigned i = 0; i < palette->n; i++)
        while (bits < 8 && (palette->colour[i] & 0xFF) % (255 / ((1 << bits) - 1)) != 0)
            bits *= 2;
    return bits;
}

/* Two at least: poppler's pdfimages takes one bit for black and white, whatever the palette. */
static unsigned index_bits(unsigned colours)
{
    return colours <= 4 ? 2 : colours <= 16 ? 4 : 8;
}

/* Rows */

enum { FILTER_SUB = 1, FILTER_UP = 2, PREDICTOR_PNG = 15 };

static unsigned distance(const unsigned char *row, const unsigned char *from, size_t n)
{
    unsigned sum = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char difference = (unsigned char)(row[i] - from[i]);
        sum += difference < 128 ? difference : 256u - difference;
    }
    return sum;
}

static void filter_row(unsigned char *to, const unsigned char *row, const unsigned char *above,
                       size_t n, size_t step)
{
    bool goes_up = above && distance(row, above, n) < distance(row + step, row, n - step);
    *to++ = goes_up ? FILTER_UP : FILTER_SUB;
    for (size_t i = 0; i < n; i++) {
        unsigned char from = goes_up ? above[i] : i < step ? 0 : row[i - step];
        to[i] = (unsigned char)(row[i] - from);
    }
}

static void add_filtered(struct buf *out, const struct pixels *p, unsigned components)
{
    size_t n = (size_t)p->width * components, skip = p->components / components;
    unsigned char *rows = heap_resize(NULL, 2, n), *row = rows, *above = NULL;
    for (uint32_t y = 0; y < p->height; y++) {
        const unsigned char *from = p->bytes + (size_t)y * p->width * p->components;
        for (size_t i = 0; i < n; i++)
            row[i] = from[i * skip];
        filter_row((unsigned char *)buf_reserve(out, n + 1), row, above, n, components);
        out->n += n + 1;
        above = row;
        row = row == rows ? rows + n : rows;
    }
    free(rows);
}

/* Numbers of a few bits each, every row from a new byte on. */
static void add_numbers(struct buf *out, const struct pixels *p, const struct palette *palette,
                        unsigned bits, bool is_indexed)
{
    size_t n = ((size_t)p->width * bits + 7) / 8;
    for (uint32_t y = 0; y < p->height; y++, out->n += n) {
        unsigned char *line = memset(buf_reserve(out, n), 0, n);
        for (uint32_t x = 0; x < p->width; x++) {
            int32_t colour = colour_at(p, (size_t)y * p->width + x);
            unsigned number = is_indexed ? palette->index[slot_of(palette, colour)]
                                         : (unsigned)(colour & 0xFF) >> (8 - bits);
            line[x * bits / 8] |= (unsigned char)(number << (8 - bits - x * bits % 8));
        }
    }
}

static struct text compress(struct arena *arena, const struct buf *rows)
{
    struct libdeflate_compressor *with = libdeflate_alloc_compressor(LEVEL);
    assert(with); /* which lacks memory, if anything */
    size_t room = libdeflate_zlib_compress_bound(with, rows->n);
    char *to = heap_resize(NULL, room, 1);
    size_t n = libdeflate_zlib_compress(with, rows->p, rows->n, to, room);
    struct text packed = arena_text(arena, (struct text){to, n});
    libdeflate_free_compressor(with);
    free(to);
    return packed;
}

/* Entries */

static void put_palette(struct buf *b, const struct palette *palette)
{
    buf_printf(b, "/ColorSpace [/Indexed /DeviceRGB %u <", palette->n - 1);
    for (unsigned i = 0; i < palette->n; i++)
        buf_printf(b, "%06X", (unsigned)palette->colour[i]);
    buf_string(b, ">] ");
}

static void put_entries(struct buf *b, const struct pixels *p, const struct palette *palette,
                        unsigned bits, bool is_indexed)
{
    buf_printf(b, "/Width %u /Height %u /BitsPerComponent %u ", p->width, p->height, bits);
    if (is_indexed)
        put_palette(b, palette);
    else
        buf_string(b, palette->is_gray ? "/ColorSpace /DeviceGray " : "/ColorSpace /DeviceRGB ");
    if (bits == 8 && !is_indexed)
        buf_printf(b, "/DecodeParms <</Predictor %d /Colors %d /Columns %u>> ", PREDICTOR_PNG,
                   palette->is_gray ? 1 : 3, p->width);
}

void plane_pack(struct arena *arena, const struct pixels *p, bool is_mask, struct plane *out)
{
    struct palette *palette = heap_resize(NULL, 1, sizeof *palette);
    gather(p, palette);
    bool is_few = palette->n <= MOST_COLOURS;
    unsigned gray = palette->is_gray ? gray_bits(palette) : 8;
    unsigned index = is_few ? index_bits(palette->n) : 8;
    bool is_indexed = !is_mask && is_few && (!palette->is_gray || index < gray);
    unsigned bits = is_indexed ? index : gray;
    struct buf rows = {0}, entries = {0};
    buf_reserve(&rows, ((size_t)p->width * (palette->is_gray ? 1 : 3) + 1) * p->height);
    if (is_indexed || bits < 8)
        add_numbers(&rows, p, palette, bits, is_indexed);
    else
        add_filtered(&rows, p, palette->is_gray ? 1 : 3);
    put_entries(&entries, p, palette, bits, is_indexed);
    *out = (struct plane){.entries = arena_text(arena, buf_as_text(&entries)),
                          .data = compress(arena, &rows),
                          .has_few = is_indexed || bits < 8};
    buf_done(&entries);
    buf_done(&rows);
    free(palette);
}
