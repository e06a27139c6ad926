/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kind of a picture is told by its first bytes, whatever its name. PNG goes through libpng's
 * simplified interface, which reduces every colour type and depth to the 8 bits asked for and
 * returns errors instead of jumping. Pictures are taken to be sRGB. */
#include "page/picture.h"

#include <errno.h>
#include <png.h>
#include <string.h>

#include "base/file.h"
#include "page/jpeg.h"

enum { LONGEST_SIDE = 30000, MOST_PIXELS = 400000000, PNG_HEAD = 33, MOST_PACKED = 1032 };

struct source {
    const char *shown;
    struct place at;
    struct diag *diag;
    struct text file;
};

static bool refuse(const struct source *s, const char *fault)
{
    diag_error(s->diag, s->at, "'%s' %s", s->shown, fault);
    return false;
}

static uint32_t big_endian(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static bool is_png(struct text file)
{
    return text_starts(file, "\x89PNG\r\n\x1A\n");
}

static bool is_jpeg(struct text file)
{
    return text_starts(file, "\xFF\xD8\xFF");
}

/* PNG */

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

static const char *png_head(struct text file, struct picture_info *info)
{
    enum { IHDR = 8, COLOR = 2, ALPHA = 4 };
    if (file.n < PNG_HEAD || !text_is(text_slice(file, IHDR + 4, IHDR + 8), "IHDR"))
        return "is damaged: it has no IHDR";
    unsigned depth = (unsigned char)file.p[24], color = (unsigned char)file.p[25];
    *info = (struct picture_info){.kind = PICTURE_PNG,
                                  .width = big_endian(file.p + 16),
                                  .height = big_endian(file.p + 20),
                                  .orientation = 1,
                                  .components = color & COLOR ? 3 : 1,
                                  .has_alpha = color & ALPHA};
    /* Deflate packs at most 1 : 1032; a file that promises more is a trap for memory. */
    uint64_t bytes = (uint64_t)info->width * info->height * pixel_bits(depth, color) / 8;
    if (bytes / MOST_PACKED > file.n)
        return "is damaged: it is too short for its size";
    read_chunks(file, info);
    return NULL;
}

static png_uint_32 png_format(const struct picture_info *info)
{
    if (info->components == 3)
        return info->has_alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
    return info->has_alpha ? PNG_FORMAT_GA : PNG_FORMAT_GRAY;
}

/* Interleaved pixels to colour and alpha planes; the colours move to the front in place. Alpha that
 * is opaque everywhere is left out. */
static void split_alpha(struct arena *arena, unsigned char *pixel, struct pixels *out)
{
    size_t n = (size_t)out->width * out->height, step = out->components + 1;
    unsigned char *alpha = arena_alloc(arena, n, 1), least = 255;
    for (size_t i = 0; i < n; i++) {
        alpha[i] = pixel[i * step + out->components];
        least = alpha[i] < least ? alpha[i] : least;
        memmove(pixel + i * out->components, pixel + i * step, out->components);
    }
    out->alpha = least < 255 ? alpha : NULL;
}

static const char *png_pixels(struct arena *arena, struct text file,
                              const struct picture_info *info, struct pixels *out)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, file.p, file.n))
        return arena_printf(arena, "is damaged: %s", image.message);
    image.format = png_format(info);
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB; /* else 16 bits would be taken to be linear */
    *out = (struct pixels){
        .width = image.width, .height = image.height, .components = info->components};
    size_t channels = PNG_IMAGE_PIXEL_CHANNELS(image.format);
    out->color = arena_alloc(arena, (size_t)image.width * image.height, channels);
    bool is_read = png_image_finish_read(&image, NULL, out->color, 0, NULL);
    const char *fault = is_read ? NULL : arena_printf(arena, "is damaged: %s", image.message);
    png_image_free(&image);
    if (is_read && info->has_alpha)
        split_alpha(arena, out->color, out);
    return fault;
}

/* Both */

static const char *jpeg_info(struct arena *arena, struct text file, struct picture_info *info,
                             bool *is_plain)
{
    struct jpeg_head head;
    const char *fault = jpeg_read_head(arena, file, &head);
    if (fault)
        return fault;
    *is_plain = head.is_plain;
    *info = (struct picture_info){.kind = PICTURE_JPEG,
                                  .width = head.width,
                                  .height = head.height,
                                  .dpi = head.dpi,
                                  .orientation = head.orientation,
                                  .components = head.components,
                                  .is_inverted = head.is_inverted};
    return NULL;
}

static bool read_head(struct arena *arena, struct source *s, const char *path,
                      struct picture_info *info, bool *is_plain)
{
    *is_plain = false;
    if (!file_read(arena, path, &s->file)) {
        diag_error(s->diag, s->at, "cannot read '%s': %s", s->shown, strerror(errno));
        return false;
    }
    const char *fault = is_png(s->file)    ? png_head(s->file, info)
                        : is_jpeg(s->file) ? jpeg_info(arena, s->file, info, is_plain)
                                           : "is no PNG or JPEG picture";
    if (fault)
        return refuse(s, fault);
    if (info->width == 0 || info->height == 0)
        return refuse(s, "is damaged: it has no pixels");
    if (info->width > LONGEST_SIDE || info->height > LONGEST_SIDE ||
        (uint64_t)info->width * info->height > MOST_PIXELS)
        return refuse(s, arena_printf(arena,
                                      "is too large: %u × %u pixels (at most 30,000 a side and "
                                      "400 megapixels)",
                                      info->width, info->height));
    return true;
}

bool picture_read_info(const char *path, const char *shown, struct place at,
                       struct picture_info *info, struct diag *diag)
{
    struct arena *arena = arena_new();
    struct source s = {.shown = shown, .at = at, .diag = diag};
    bool is_plain, fits = read_head(arena, &s, path, info, &is_plain);
    arena_free(arena);
    return fits;
}

bool picture_read_png(struct arena *arena, const char *path, const char *shown, struct place at,
                      struct pixels *out, struct diag *diag)
{
    struct source s = {.shown = shown, .at = at, .diag = diag};
    struct picture_info info;
    bool is_plain;
    if (!read_head(arena, &s, path, &info, &is_plain))
        return false;
    const char *fault =
        info.kind == PICTURE_PNG ? png_pixels(arena, s.file, &info, out) : "is no PNG picture";
    return fault ? refuse(&s, fault) : true;
}

bool picture_load(struct arena *arena, const char *path, const char *shown, struct place at,
                  struct picture_data *out, struct diag *diag)
{
    struct source s = {.shown = shown, .at = at, .diag = diag};
    bool is_plain;
    *out = (struct picture_data){0};
    if (!read_head(arena, &s, path, &out->info, &is_plain))
        return false;
    const char *fault = out->info.kind == PICTURE_PNG
                            ? png_pixels(arena, s.file, &out->info, &out->pixels)
                        : is_plain ? jpeg_strip(arena, s.file, &out->jpeg)
                                   : jpeg_decode(arena, s.file, &out->pixels);
    return fault ? refuse(&s, fault) : true;
}
