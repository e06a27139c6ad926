/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libjpeg reports a fatal error through a function that must not return, hence a longjmp here as in
 * raster.c; what is allocated between setjmp and longjmp lies in an arena. Orientation comes from
 * the EXIF segment through libexif. */
#include "page/jpeg.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <libexif/exif-data.h>

enum { APP1 = JPEG_APP0 + 1, LONGEST_SEGMENT = 0xFFFF };

struct reader {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr error;
    jmp_buf way_out;
    struct arena *arena;
    const char *fault;
};

static void give_up(j_common_ptr jpeg)
{
    struct reader *r = jpeg->client_data;
    char message[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, message);
    r->fault = arena_printf(r->arena, "is damaged: %s", message);
    longjmp(r->way_out, 1);
}

/* Warnings are about entropy-coded data; a picture with some is shown as well as it can be. */
static void pass_over(j_common_ptr jpeg, int level)
{
    (void)jpeg;
    (void)level;
}

static void be_silent(j_common_ptr jpeg)
{
    (void)jpeg;
}

/* The reader lies in the arena, because locals are not to be trusted after a longjmp. */
static struct reader *begin(struct arena *arena, struct text file)
{
    struct reader *r = ARENA_NEW(arena, struct reader);
    r->arena = arena;
    r->jpeg.err = jpeg_std_error(&r->error);
    r->error.error_exit = give_up;
    r->error.emit_message = pass_over;
    r->error.output_message = be_silent;
    r->jpeg.client_data = r;
    jpeg_create_decompress(&r->jpeg);
    jpeg_mem_src(&r->jpeg, (const unsigned char *)file.p, file.n);
    return r;
}

static unsigned orientation_of(const struct jpeg_decompress_struct *jpeg)
{
    unsigned orientation = 1;
    const struct jpeg_marker_struct *m = jpeg->marker_list;
    while (m && (m->marker != APP1 || m->data_length < 6 || memcmp(m->data, "Exif\0", 6) != 0))
        m = m->next;
    ExifData *exif = m ? exif_data_new_from_data(m->data, m->data_length) : NULL;
    if (!exif)
        return orientation;
    ExifEntry *entry = exif_content_get_entry(exif->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (entry && entry->data && entry->size >= 2 && entry->format == EXIF_FORMAT_SHORT)
        orientation = exif_get_short(entry->data, exif_data_get_byte_order(exif));
    exif_data_unref(exif);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

static uint32_t dpi_of(const struct jpeg_decompress_struct *jpeg)
{
    enum { PER_INCH = 1, PER_CENTIMETRE = 2 };
    if (!jpeg->saw_JFIF_marker)
        return 0;
    if (jpeg->density_unit == PER_INCH)
        return jpeg->X_density;
    return jpeg->density_unit == PER_CENTIMETRE ? (uint32_t)(jpeg->X_density * 254u + 50) / 100 : 0;
}

static void fill_head(const struct jpeg_decompress_struct *jpeg, struct jpeg_head *head)
{
    unsigned components = (unsigned)jpeg->num_components;
    *head = (struct jpeg_head){
        .width = jpeg->image_width,
        .height = jpeg->image_height,
        .dpi = dpi_of(jpeg),
        .orientation = orientation_of(jpeg),
        .components = components,
        .is_inverted = components == 4 && jpeg->saw_Adobe_marker,
        .is_plain =
            (components == 1 || components == 3) && jpeg->data_precision == 8 && !jpeg->arith_code,
    };
}

const char *jpeg_read_head(struct arena *arena, struct text file, struct jpeg_head *head)
{
    struct reader *r = begin(arena, file);
    if (!setjmp(r->way_out)) {
        jpeg_save_markers(&r->jpeg, APP1, LONGEST_SEGMENT);
        jpeg_read_header(&r->jpeg, TRUE);
        fill_head(&r->jpeg, head);
    }
    jpeg_destroy_decompress(&r->jpeg);
    return r->fault;
}

/* Four components to three, by what is not covered with ink; in place. */
static void cmyk_to_rgb(unsigned char *to, const unsigned char *cmyk, size_t n, bool is_inverted)
{
    for (size_t i = 0; i < n; i++, cmyk += 4, to += 3) {
        unsigned black = is_inverted ? cmyk[3] : 255u - cmyk[3];
        for (int k = 0; k < 3; k++) {
            unsigned ink = is_inverted ? cmyk[k] : 255u - cmyk[k];
            to[k] = (unsigned char)((ink * black + 127) / 255);
        }
    }
}

static void read_rows(struct reader *r, struct pixels *out)
{
    struct jpeg_decompress_struct *jpeg = &r->jpeg;
    bool is_cmyk = jpeg->num_components == 4;
    jpeg->out_color_space = is_cmyk                     ? JCS_CMYK
                            : jpeg->num_components == 1 ? JCS_GRAYSCALE
                                                        : JCS_RGB;
    jpeg_start_decompress(jpeg);
    out->width = jpeg->output_width;
    out->height = jpeg->output_height;
    out->components = jpeg->num_components == 1 ? 1 : 3;
    size_t stride = (size_t)out->width * out->components;
    out->color = arena_alloc(r->arena, out->height, stride);
    unsigned char *row = arena_alloc(r->arena, out->width, 4);
    for (uint32_t y = 0; y < out->height; y++) {
        unsigned char *to = out->color + y * stride;
        unsigned char *line = is_cmyk ? row : to;
        jpeg_read_scanlines(jpeg, &line, 1);
        if (is_cmyk)
            cmyk_to_rgb(to, row, out->width, jpeg->saw_Adobe_marker);
    }
}

const char *jpeg_decode(struct arena *arena, struct text file, struct pixels *out)
{
    struct reader *r = begin(arena, file);
    *out = (struct pixels){0};
    if (!setjmp(r->way_out)) {
        jpeg_read_header(&r->jpeg, TRUE);
        read_rows(r, out);
    }
    jpeg_destroy_decompress(&r->jpeg);
    return r->fault;
}

/* Segments */

enum { MARK = 0xFF, SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, COM = 0xFE, APP14 = JPEG_APP0 + 14 };

static unsigned byte_at(struct text t, size_t i)
{
    return i < t.n ? (unsigned char)t.p[i] : 0;
}

static bool is_dropped(unsigned marker)
{
    return (marker >= JPEG_APP0 && marker <= JPEG_APP0 + 15 && marker != APP14) || marker == COM;
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
        if (!is_dropped(marker)) {
            memcpy(to + n, file.p + i, end - i);
            n += end - i;
        }
        i = end;
    }
    return "is damaged: it ends too early";
}
