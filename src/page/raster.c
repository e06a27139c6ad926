/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libpng reduces every colour type and depth to 8-bit gray or RGB with or without alpha; gamma and
 * profiles are passed over, as all colours are taken to be sRGB. Its simplified interface would
 * save the longjmp, but misreads interlaced pictures of 16 bits (1.6.39). */
#include "page/raster.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

enum { PNG_HEAD = 33, MOST_PACKED = 1032, OPAQUE = 255 };

static uint32_t big_endian(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* What stands in chunks before the pixels. */
static void read_chunks(struct text file, struct picture_info *info)
{
    enum { PER_METRE = 1 };
    for (size_t i = PNG_HEAD; i + 12 <= file.n;) {
        size_t n = big_endian(file.p + i);
        struct text kind = text_slice(file, i + 4, i + 8);
        if (text_is(kind, "IDAT") || n > file.n - i - 12)
            return;
        if (text_is(kind, "tRNS"))
            info->has_alpha = true;
        if (text_is(kind, "pHYs") && n == 9 && file.p[i + 16] == PER_METRE)
            info->dpi = (uint32_t)(((uint64_t)big_endian(file.p + i + 8) * 254 + 5000) / 10000);
        i += n + 12;
    }
}

/* Bits a pixel takes in the file; 0: no such colour type. */
static unsigned pixel_bits(unsigned depth, unsigned color)
{
    static const unsigned channels[] = {1, 0, 3, 1, 2, 0, 4};
    return color < sizeof channels / sizeof *channels ? channels[color] * depth : 0;
}

const char *raster_read_head(struct text file, struct picture_info *info)
{
    enum { IHDR = 8 };
    if (file.n < PNG_HEAD || !text_is(text_slice(file, IHDR + 4, IHDR + 8), "IHDR"))
        return "is damaged: it has no IHDR";
    unsigned depth = (unsigned char)file.p[24], color = (unsigned char)file.p[25];
    *info = (struct picture_info){.kind = PICTURE_PNG,
                                  .width = big_endian(file.p + 16),
                                  .height = big_endian(file.p + 20),
                                  .orientation = 1,
                                  .components = color & PNG_COLOR_MASK_COLOR ? 3 : 1,
                                  .has_alpha = color & PNG_COLOR_MASK_ALPHA};
    /* Deflate packs at most 1 : 1032; a file that promises more is a trap for memory. */
    uint64_t bytes = (uint64_t)info->width * info->height * pixel_bits(depth, color) / 8;
    if (bytes / MOST_PACKED > file.n)
        return "is damaged: it is too short for its size";
    read_chunks(file, info);
    return NULL;
}

/* Decoding */

/* Lies in the arena, because locals are not to be trusted after a longjmp. */
struct reader {
    struct arena *arena;
    struct text rest; /* of the file */
    const char *fault;
    jmp_buf way_out;
};

static void give_up(png_structp png, png_const_charp message)
{
    struct reader *r = png_get_error_ptr(png);
    r->fault = arena_printf(r->arena, "is damaged: %s", message);
    longjmp(r->way_out, 1);
}

static void pass_over(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void read_bytes(png_structp png, png_bytep to, size_t n)
{
    struct reader *r = png_get_io_ptr(png);
    if (n > r->rest.n)
        png_error(png, "it ends too early");
    memcpy(to, r->rest.p, n);
    r->rest = text_from(r->rest, n);
}

/* Interleaved pixels to colour and alpha planes; the colours move to the front in place. */
static void split_alpha(struct arena *arena, struct pixels *out)
{
    unsigned char *pixel = out->color, least = OPAQUE;
    size_t n = (size_t)out->width * out->height, step = out->components + 1;
    unsigned char *alpha = arena_alloc(arena, n, 1);
    for (size_t i = 0; i < n; i++) {
        alpha[i] = pixel[i * step + out->components];
        least = alpha[i] < least ? alpha[i] : least;
        memmove(pixel + i * out->components, pixel + i * step, out->components);
    }
    out->alpha = least < OPAQUE ? alpha : NULL;
}

static void read_rows(struct reader *r, png_structp png, png_infop info, struct pixels *out)
{
    png_set_read_fn(png, r, read_bytes);
    png_read_info(png, info);
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    size_t stride = png_get_rowbytes(png, info);
    png_bytep *row = ARENA_ARRAY(r->arena, png_bytep, out->height);
    out->color = arena_alloc(r->arena, out->height, stride);
    for (size_t y = 0; y < out->height; y++)
        row[y] = out->color + y * stride;
    png_read_image(png, row);
    png_read_end(png, NULL);
}

const char *raster_decode(struct arena *arena, struct text file, const struct picture_info *head,
                          struct pixels *out)
{
    struct reader *r = ARENA_NEW(arena, struct reader);
    r->arena = arena;
    r->rest = file;
    *out = (struct pixels){
        .width = head->width, .height = head->height, .components = head->components};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, r, give_up, pass_over);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        png_destroy_read_struct(&png, NULL, NULL);
        return "cannot be read: libpng lacks memory or is another version";
    }
    if (!setjmp(r->way_out))
        read_rows(r, png, info, out);
    png_destroy_read_struct(&png, &info, NULL);
    if (!r->fault && head->has_alpha)
        split_alpha(arena, out);
    return r->fault;
}
