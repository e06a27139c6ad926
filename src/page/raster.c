/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libpng reduces every colour type and depth to 8-bit gray or RGB with or without alpha, a row at a
 * time but for interlaced pictures, whose rows are complete at the end only. Its simplified
 * interface would save the longjmp, but misreads interlaced pictures of 16 bits (1.6.39). */
#include "page/raster.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "base/ascii.h"
#include "page/exif.h"

enum { PNG_HEAD = 33, CHUNK = 8, CRC = 4, MOST_PACKED = 1032, MOST_CHUNKS = 200000 };

static uint32_t big_endian(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Reads n bytes at a place of the file; how many there were. */
static size_t read_at(FILE *file, size_t at, char *to, size_t n)
{
    return fseek(file, (long)at, SEEK_SET) == 0 ? fread(to, 1, n, file) : 0;
}

/* Pixels an inch. */
static void read_density(FILE *file, size_t n, struct picture_info *info)
{
    enum { PER_METRE = 1, PHYS = 9 };
    char value[PHYS];
    if (n == PHYS && fread(value, 1, PHYS, file) == PHYS && value[8] == PER_METRE)
        info->dpi = (uint32_t)(((uint64_t)big_endian(value) * 254 + 5000) / 10000);
}

static void read_exif(struct arena *arena, FILE *file, size_t n, struct picture_info *info)
{
    enum { MOST = 256 * 1024 };
    char *bytes = n > 0 && n <= MOST ? arena_alloc(arena, n, 1) : NULL;
    if (bytes && fread(bytes, 1, n, file) == n)
        info->orientation = exif_orientation((struct text){bytes, n});
}

/* What stands in chunks before the pixels; how it was held may stand behind them. What is no chunk
 * ends it; libpng will say so. */
static void read_chunks(struct arena *arena, FILE *file, size_t size, struct picture_info *info)
{
    char head[CHUNK];
    unsigned left = MOST_CHUNKS;
    bool has_pixels = false, has_exif = false;
    for (size_t i = PNG_HEAD; left-- && read_at(file, i, head, CHUNK) == CHUNK;) {
        size_t n = big_endian(head);
        struct text kind = {head + 4, 4};
        if (text_is(kind, "IEND") || n > size || !ascii_is_letter(head[4]))
            return;
        has_pixels = has_pixels || text_is(kind, "IDAT");
        if (text_is(kind, "tRNS") && !has_pixels)
            info->has_alpha = true;
        if (text_is(kind, "pHYs") && !has_pixels)
            read_density(file, n, info);
        if (text_is(kind, "eXIf") && !has_exif) {
            read_exif(arena, file, n, info);
            has_exif = true;
        }
        i += CHUNK + n + CRC;
    }
}

/* Bits a pixel takes in the file; 0: no such colour type. */
static unsigned pixel_bits(unsigned depth, unsigned color)
{
    static const unsigned channels[] = {1, 0, 3, 1, 2, 0, 4};
    return color < sizeof channels / sizeof *channels ? channels[color] * depth : 0;
}

static size_t size_of(FILE *file)
{
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : 0;
    return size > 0 ? (size_t)size : 0;
}

const char *raster_read_head(struct arena *arena, FILE *file, struct picture_info *info)
{
    enum { IHDR = 12, WIDTH = 16, HEIGHT = 20, DEPTH = 24, COLOR = 25, INTERLACE = 28 };
    char head[PNG_HEAD];
    size_t size = size_of(file);
    if (read_at(file, 0, head, PNG_HEAD) < PNG_HEAD || memcmp(head + IHDR, "IHDR", 4) != 0)
        return "is damaged: it has no IHDR";
    unsigned depth = (unsigned char)head[DEPTH], color = (unsigned char)head[COLOR];
    *info = (struct picture_info){.kind = PICTURE_PNG,
                                  .width = big_endian(head + WIDTH),
                                  .height = big_endian(head + HEIGHT),
                                  .orientation = 1,
                                  .components = color & PNG_COLOR_MASK_COLOR ? 3 : 1,
                                  .has_alpha = color & PNG_COLOR_MASK_ALPHA,
                                  .is_held = head[INTERLACE] != PNG_INTERLACE_NONE};
    /* Deflate packs at most 1 : 1032; a file that promises more is a trap for memory. */
    uint64_t bytes = (uint64_t)info->width * info->height * pixel_bits(depth, color) / 8;
    if (bytes / MOST_PACKED > size)
        return "is damaged: it is too short for its size";
    read_chunks(arena, file, size, info);
    return NULL;
}

/* Rows */

/* Lies in the arena, because locals are not to be trusted after a longjmp. */
struct raster_reader {
    struct arena *arena;
    FILE *file;
    png_structp png;
    png_infop info;
    png_bytep *held; /* rows of an interlaced picture; or NULL */
    size_t stride, next;
    const char *fault;
    bool has_odd_profile;
    jmp_buf way_out;
};

static void give_up(png_structp png, png_const_charp message)
{
    struct raster_reader *r = png_get_error_ptr(png);
    r->fault = arena_printf(r->arena, "is damaged: %s", message);
    longjmp(r->way_out, 1);
}

/* libpng warns of a profile's small faults, too, and leaves out one with large ones. */
static void hear(png_structp png, png_const_charp message)
{
    struct raster_reader *r = png_get_error_ptr(png);
    r->has_odd_profile = r->has_odd_profile || strncmp(message, "iCCP", 4) == 0;
}

static void read_bytes(png_structp png, png_bytep to, size_t n)
{
    struct raster_reader *r = png_get_io_ptr(png);
    if (fread(to, 1, n, r->file) < n)
        png_error(png, "it ends too early");
}

static void read_colours(struct raster_reader *r, struct picture_colours *out)
{
    png_charp name;
    png_bytep profile;
    png_uint_32 n;
    png_fixed_point gamma;
    int method;
    *out = (struct picture_colours){0};
    if (png_get_valid(r->png, r->info, PNG_INFO_sRGB))
        return;
    if (png_get_iCCP(r->png, r->info, &name, &method, &profile, &n)) {
        out->profile = arena_text(r->arena, (struct text){(const char *)profile, n});
        return;
    }
    out->is_broken = r->has_odd_profile;
    if (png_get_gAMA_fixed(r->png, r->info, &gamma) && gamma > 0)
        out->gamma = (uint32_t)gamma;
    png_get_cHRM_fixed(r->png, r->info, &out->white[0], &out->white[1], &out->primary[0][0],
                       &out->primary[0][1], &out->primary[1][0], &out->primary[1][1],
                       &out->primary[2][0], &out->primary[2][1]);
}

static void hold_rows(struct raster_reader *r)
{
    size_t height = png_get_image_height(r->png, r->info);
    r->held = ARENA_ARRAY(r->arena, png_bytep, height);
    png_bytep rows = arena_alloc(r->arena, height, r->stride);
    for (size_t y = 0; y < height; y++)
        r->held[y] = rows + y * r->stride;
    png_read_image(r->png, r->held);
}

/* What is not asked for is skipped: libpng makes room for a text as long as its chunk's head
 * claims, whatever the limit of png_set_chunk_malloc_max. */
static void skip_chunks(png_structp png)
{
    static const png_byte exif[] = "eXIf", colours[] = "cHRM\0gAMA\0iCCP\0sRGB";
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1); /* all that libpng knows */
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, exif, 1);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_AS_DEFAULT, colours, sizeof colours / 5);
}

static void begin_rows(struct raster_reader *r, struct picture_colours *colours, unsigned *channels)
{
    png_set_read_fn(r->png, r, read_bytes);
    skip_chunks(r->png);
    png_read_info(r->png, r->info);
    read_colours(r, colours);
    png_set_expand(r->png);
    png_set_scale_16(r->png);
    bool is_interlaced = png_set_interlace_handling(r->png) > 1;
    png_read_update_info(r->png, r->info);
    r->stride = png_get_rowbytes(r->png, r->info);
    *channels = png_get_channels(r->png, r->info);
    if (is_interlaced)
        hold_rows(r);
}

const char *raster_open(struct arena *arena, FILE *file, struct raster_reader **out,
                        struct picture_colours *colours, unsigned *channels)
{
    struct raster_reader *r = ARENA_NEW(arena, struct raster_reader);
    *out = r;
    r->arena = arena;
    r->file = file;
    rewind(file);
    r->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, r, give_up, hear);
    r->info = r->png ? png_create_info_struct(r->png) : NULL;
    if (!r->info)
        return "cannot be read: libpng lacks memory or is another version";
    if (!setjmp(r->way_out))
        begin_rows(r, colours, channels);
    return r->fault;
}

const char *raster_next(struct raster_reader *r, unsigned char *row)
{
    if (r->held)
        memcpy(row, r->held[r->next++], r->stride);
    else if (!setjmp(r->way_out))
        png_read_row(r->png, row, NULL);
    return r->fault;
}

const char *raster_end(struct raster_reader *r)
{
    if (!setjmp(r->way_out))
        png_read_end(r->png, NULL);
    return r->fault;
}

void raster_close(struct raster_reader *r)
{
    if (r)
        png_destroy_read_struct(&r->png, &r->info, NULL);
}
