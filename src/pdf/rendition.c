/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows come from the file, are cut or resampled, get their colours, and go into a JPEG at once or,
 * if they may have to stay without loss, into memory. */
#include "pdf/rendition.h"

#include <string.h>

#include "page/jpeg.h"
#include "page/resample.h"
#include "pdf/colour.h"

enum {
    MOST_REDUCTION = 8,
    FINE_DPI = 250,
    FEW_PIXELS = 256 * 256,
    MUCH_SMALLER = 4,
    SMALL = 32 * 1024
};
enum { GOOD = 82, FINE = 90 }; /* of JPEG: on a screen, in print */

struct work {
    struct arena *arena;
    const struct rendition_wish *wish;
    struct picture_rows rows;
    struct axis across, down; /* of the stored picture: what shows, and how many pixels it gets */
    bool is_resampled;
    struct colour *colour;
    unsigned channels;        /* of the rows that come out */
    struct jpeg_writer *jpeg; /* or */
    unsigned char *pixel;     /* all that come out */
    unsigned char *row;
    uint32_t written; /* rows */
};

/* What shows */

/* The crop of the upright picture as it lies in the stored one. */
static struct crop stored_crop(struct crop c, unsigned orientation)
{
    bool swaps = orientation >= 5;
    struct crop s = swaps ? (struct crop){c.y, c.x, c.h, c.w} : c;
    if (orientation == 2 || orientation == 3 || orientation >= 7)
        s.x = CROP_WHOLE - s.x - s.w;
    if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
        s.y = CROP_WHOLE - s.y - s.h;
    return s;
}

static struct axis axis_of(uint32_t pixels, int32_t from, int32_t length)
{
    return (struct axis){
        .from = (int64_t)pixels * from, .to = (int64_t)pixels * (from + length), .in = pixels};
}

/* To whole pixels, of which each shows at least in part. */
static void widen(struct axis *a)
{
    a->from = a->from / PIXEL * PIXEL;
    a->to = (a->to + PIXEL - 1) / PIXEL * PIXEL;
    a->out = (uint32_t)((a->to - a->from) / PIXEL);
}

/* Pixels that a length wants. */
static uint32_t wanted(sp length, unsigned dpi)
{
    int64_t n = (int64_t)(((__int128)length * dpi + PT(72) - 1) / PT(72));
    return (uint32_t)sp_max(1, sp_min(n, UINT16_MAX));
}

/* Sets how many pixels come out; a tenth too many is left alone. */
static bool has_too_many(struct axis *a, uint32_t most)
{
    int64_t whole = (a->to - a->from + PIXEL - 1) / PIXEL;
    a->out = (uint32_t)sp_max(1, sp_min(whole, most));
    return whole * 10 > (int64_t)most * 11;
}

static unsigned resolution(const struct work *w)
{
    bool is_photo = w->rows.info.kind == PICTURE_JPEG;
    return is_photo || w->wish->dpi > LINE_DPI ? w->wish->dpi : LINE_DPI;
}

static void look_at_size(struct work *w)
{
    const struct picture_info *info = &w->rows.info;
    struct crop crop = w->wish->crop;
    if (!crop.w)
        crop = (struct crop){0, 0, CROP_WHOLE, CROP_WHOLE};
    struct crop s = stored_crop(crop, info->orientation);
    bool swaps = info->orientation >= 5;
    w->across = axis_of(info->width, s.x, s.w);
    w->down = axis_of(info->height, s.y, s.h);
    bool is_wide = has_too_many(&w->across, wanted(swaps ? w->wish->h : w->wish->w, resolution(w)));
    bool is_high = has_too_many(&w->down, wanted(swaps ? w->wish->w : w->wish->h, resolution(w)));
    w->is_resampled = (is_wide || is_high) && !w->wish->svg_width;
    if (!w->is_resampled) {
        widen(&w->across);
        widen(&w->down);
    }
}

static struct cover cover_of(const struct work *w)
{
    const struct picture_info *info = &w->rows.info;
    struct cover c = {
        w->across.from, w->down.from, w->across.to - w->across.from, w->down.to - w->down.from,
        info->width,    info->height};
    unsigned o = info->orientation;
    if (o == 2 || o == 3 || o >= 7)
        c.x = (int64_t)c.width * PIXEL - c.x - c.w;
    if (o == 3 || o == 4 || o == 6 || o == 7)
        c.y = (int64_t)c.height * PIXEL - c.y - c.h;
    return o < 5 ? c : (struct cover){c.y, c.x, c.h, c.w, c.height, c.width};
}

/* Rows out */

static bool begin_jpeg(struct work *w, uint32_t width, uint32_t height, unsigned channels)
{
    bool is_fine = w->wish->dpi >= FINE_DPI;
    struct jpeg_wish wish = {.width = width,
                             .height = height,
                             .channels = channels,
                             .quality = is_fine ? FINE : GOOD,
                             .is_full = is_fine || (uint64_t)width * height <= FEW_PIXELS};
    return picture_refuse(&w->rows, jpeg_write_begin(w->arena, &wish, &w->jpeg));
}

static bool begin_out(struct work *w)
{
    w->channels = w->rows.is_cmyk ? 3 : w->rows.channels;
    if (w->rows.info.kind == PICTURE_JPEG)
        return begin_jpeg(w, w->across.out, w->down.out, w->channels);
    w->pixel = arena_alloc(w->arena, (size_t)w->across.out * w->channels, w->down.out);
    return true;
}

static bool put_row(struct work *w, unsigned char *row)
{
    size_t n = (size_t)w->across.out * w->channels;
    colour_convert(w->colour, row, w->across.out);
    if (w->jpeg)
        return picture_refuse(&w->rows, jpeg_write_row(w->jpeg, row));
    memcpy(w->pixel + n * w->written++, row, n);
    return true;
}

/* Rows in */

/* A JPEG is decoded at the fraction of its size that still has twice the pixels. */
static unsigned reduction(const struct work *w)
{
    unsigned n = MOST_REDUCTION;
    int64_t across = (w->across.to - w->across.from) / PIXEL;
    int64_t down = (w->down.to - w->down.from) / PIXEL;
    if (w->rows.info.kind != PICTURE_JPEG || !w->is_resampled)
        return 1;
    while (n > 1 &&
           (across < (int64_t)2 * n * w->across.out || down < (int64_t)2 * n * w->down.out))
        n /= 2;
    return n;
}

static void reduce(struct axis *a, unsigned by, uint32_t in)
{
    a->from /= by;
    a->to /= by;
    a->in = in;
}

static bool cut_rows(struct work *w)
{
    uint32_t first = (uint32_t)(w->down.from / PIXEL), end = (uint32_t)(w->down.to / PIXEL);
    size_t from = (size_t)(w->across.from / PIXEL) * w->rows.channels;
    for (uint32_t y = 0; y < end; y++)
        if (!picture_next(&w->rows, w->row) || (y >= first && !put_row(w, w->row + from)))
            return false;
    return true;
}

static bool resample_rows(struct work *w)
{
    const struct picture_rows *rows = &w->rows;
    unsigned char *narrow = arena_alloc(w->arena, w->across.out, 4);
    struct resampler *r =
        resampler_new(w->arena, rows->channels, rows->info.has_alpha, &w->across, &w->down);
    uint32_t end = (uint32_t)((w->down.to + PIXEL - 1) / PIXEL);
    for (uint32_t y = 0; y < end && y < rows->height; y++) {
        if (!picture_next(&w->rows, w->row))
            return false;
        resampler_add(r, w->row);
        while (resampler_take(r, narrow))
            if (!put_row(w, narrow))
                return false;
    }
    return true;
}

/* All that shows, through colours, into the JPEG or into memory. */
static bool run(struct work *w)
{
    unsigned by = reduction(w);
    struct axis across = w->across, down = w->down;
    if (!picture_begin(&w->rows, by) || !begin_out(w))
        return false;
    bool is_broken;
    w->colour = colour_new(&w->rows, &is_broken);
    if (is_broken)
        picture_warn(&w->rows, "has a colour profile that cannot be used: its colours are taken "
                               "as sRGB");
    w->row = arena_alloc(w->arena, w->rows.width, 4);
    reduce(&w->across, by, w->rows.width);
    reduce(&w->down, by, w->rows.height);
    bool fits = w->is_resampled ? resample_rows(w) : cut_rows(w);
    w->across = across;
    w->down = down;
    return fits && picture_end(&w->rows);
}

/* Results */

static void put_jpeg(struct work *w, uint32_t width, uint32_t height, unsigned components,
                     struct text data, struct rendition *out)
{
    out->is_jpeg = true;
    out->data = data;
    out->entries = text_of(arena_printf(
        w->arena, "/Width %u /Height %u /BitsPerComponent 8 /ColorSpace /%s /Filter /DCTDecode ",
        width, height, components == 1 ? "DeviceGray" : "DeviceRGB"));
}

static bool end_jpeg(struct work *w, struct text *data)
{
    return picture_refuse(&w->rows, jpeg_write_end(w->jpeg, data));
}

/* The file's own data; decoded once, small, to know that it can be. */
static bool keep_jpeg(struct work *w, struct rendition *out)
{
    struct text data;
    if (!picture_begin(&w->rows, MOST_REDUCTION))
        return false;
    w->row = arena_alloc(w->arena, w->rows.width, 4);
    for (uint32_t y = 0; y < w->rows.height; y++)
        if (!picture_next(&w->rows, w->row))
            return false;
    if (!picture_end(&w->rows) || !picture_bytes(&w->rows, &data))
        return false;
    put_jpeg(w, w->rows.info.width, w->rows.info.height, w->rows.info.components, data, out);
    return true;
}

/* Takes the last channel out; false: nothing is transparent. Colours that do not show go. */
static bool split_alpha(struct work *w, unsigned char *alpha)
{
    size_t n = (size_t)w->across.out * w->down.out;
    unsigned step = w->channels, color = step - 1;
    unsigned char least = 255;
    for (size_t i = 0; i < n; i++) {
        const unsigned char *from = w->pixel + i * step;
        unsigned char *to = w->pixel + i * color;
        alpha[i] = from[color];
        least = alpha[i] < least ? alpha[i] : least;
        if (alpha[i])
            memmove(to, from, color);
        else
            memset(to, 0, color);
    }
    w->channels = color;
    return least < 255;
}

/* The pixels that are there, at the resolution of photos, as a JPEG. */
static bool pack_photo(struct work *w, struct text *data, uint32_t *width, uint32_t *height)
{
    bool swaps = w->rows.info.orientation >= 5;
    struct axis across = {0, (int64_t)w->across.out * PIXEL, w->across.out, w->across.out};
    struct axis down = {0, (int64_t)w->down.out * PIXEL, w->down.out, w->down.out};
    bool is_wide = has_too_many(&across, wanted(swaps ? w->wish->h : w->wish->w, w->wish->dpi));
    bool is_high = has_too_many(&down, wanted(swaps ? w->wish->w : w->wish->h, w->wish->dpi));
    if (!is_wide && !is_high) {
        across.out = across.in;
        down.out = down.in;
    }
    *width = across.out;
    *height = down.out;
    if (!begin_jpeg(w, across.out, down.out, w->channels))
        return false;
    struct resampler *r = resampler_new(w->arena, w->channels, false, &across, &down);
    unsigned char *row = arena_alloc(w->arena, across.out, w->channels);
    for (uint32_t y = 0; y < down.in; y++) {
        resampler_add(r, w->pixel + (size_t)y * across.in * w->channels);
        while (resampler_take(r, row))
            if (!picture_refuse(&w->rows, jpeg_write_row(w->jpeg, row)))
                return false;
    }
    return end_jpeg(w, data);
}

static bool end_pixels(struct work *w, struct rendition *out)
{
    uint32_t width = w->across.out, height = w->down.out;
    if (w->rows.info.has_alpha) {
        unsigned char *alpha = arena_alloc(w->arena, width, height);
        out->has_mask = split_alpha(w, alpha);
        struct pixels mask = {width, height, 1, alpha};
        if (out->has_mask)
            plane_pack(w->arena, &mask, true, &out->mask);
    }
    struct pixels pixels = {width, height, w->channels, w->pixel};
    struct plane plane;
    plane_pack(w->arena, &pixels, false, &plane);
    out->entries = plane.entries;
    out->data = plane.data;
    struct text jpeg;
    if (out->has_mask || plane.has_few || plane.data.n < SMALL || w->wish->svg_width)
        return true;
    if (!pack_photo(w, &jpeg, &width, &height))
        return false;
    if (jpeg.n < plane.data.n / MUCH_SMALLER) {
        put_jpeg(w, width, height, w->channels, jpeg, out);
        out->is_reduced = out->is_reduced || width < w->across.out;
    }
    return true;
}

static bool may_keep(struct work *w)
{
    bool is_broken;
    if (!w->rows.info.is_plain || w->is_resampled || w->wish->crop.w)
        return false;
    struct colour *colour = colour_new(&w->rows, &is_broken);
    bool is_srgb = !colour && !is_broken;
    colour_free(colour);
    return is_srgb;
}

static bool make(struct work *w, struct rendition *out)
{
    look_at_size(w);
    *out = (struct rendition){.orientation = w->rows.info.orientation,
                              .is_reduced = w->is_resampled,
                              .cover = cover_of(w)};
    if (may_keep(w))
        return keep_jpeg(w, out);
    if (!run(w))
        return false;
    if (!w->jpeg)
        return end_pixels(w, out);
    struct text data;
    if (!end_jpeg(w, &data))
        return false;
    put_jpeg(w, w->across.out, w->down.out, w->channels, data, out);
    return true;
}

bool rendition_make(struct arena *arena, const struct rendition_wish *wish, struct rendition *out,
                    struct diag *diag)
{
    struct work w = {.arena = arena, .wish = wish};
    if (!picture_open(arena, &wish->source, wish->svg_width, wish->svg_height, &w.rows, diag))
        return false;
    bool fits = make(&w, out);
    jpeg_write_close(w.jpeg);
    colour_free(w.colour);
    picture_close(&w.rows);
    return fits;
}
