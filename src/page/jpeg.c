/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libjpeg reports a fatal error through a function that must not return, hence a longjmp here as in
 * raster.c; what is allocated between setjmp and longjmp lies in an arena. Rows are decoded as they
 * are asked for. */
#include "page/jpeg.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "page/exif.h"

enum { APP1 = JPEG_APP0 + 1, APP2 = JPEG_APP0 + 2, LONGEST_SEGMENT = 0xFFFF, MOST_SCANS = 200 };
enum { ADOBE_YCC = 1, LARGEST_PROFILE = 4 * 1024 * 1024 };

/* It lies in the arena, because locals are not to be trusted after a longjmp. */
struct jpeg_reader {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr error;
    struct jpeg_progress_mgr progress;
    jmp_buf way_out;
    struct arena *arena;
    const char *fault, *doubt;
    bool is_inverted; /* CMYK as Adobe's programs write it */
    bool has_head, is_profile_broken;
};

static const char *words_of(const struct jpeg_reader *r)
{
    char message[JMSG_LENGTH_MAX];
    r->error.format_message((j_common_ptr)&r->jpeg, message);
    return arena_printf(r->arena, "%s", message);
}

static void give_up(j_common_ptr jpeg)
{
    struct jpeg_reader *r = jpeg->client_data;
    switch (r->error.msg_code) {
    case JERR_BAD_PRECISION:
        r->fault = arena_printf(r->arena, "is a JPEG of %d bits a sample; 8 are read",
                                r->error.msg_parm.i[0]);
        break;
    case JERR_SOF_UNSUPPORTED:
        r->fault = "is a lossless or hierarchical JPEG; baseline and progressive ones are read";
        break;
    case JERR_EMPTY_IMAGE:
        r->fault = r->jpeg.image_width ? "is a JPEG that says its height behind its rows (DNL) or "
                                         "not at all, which is not read"
                                       : "is damaged: it has no pixels";
        break;
    case JERR_ARITH_NOTIMPL: r->fault = "is a JPEG in arithmetic coding, which is not read"; break;
    default: r->fault = arena_printf(r->arena, "is damaged: %s", words_of(r));
    }
    longjmp(r->way_out, 1);
}

static void refuse(struct jpeg_reader *r, const char *fault)
{
    r->fault = fault;
    longjmp(r->way_out, 1);
}

/* Warnings have the level -1. A file that ends too early has lost part of the picture; other faults
 * of its data may be small ones. */
static void hear(j_common_ptr jpeg, int level)
{
    struct jpeg_reader *r = jpeg->client_data;
    if (level >= 0)
        return;
    switch (r->error.msg_code) {
    case JWRN_JPEG_EOF: refuse(r, "is damaged: it ends too early"); break;
    case JWRN_EXTRANEOUS_DATA:
        if (!r->has_head)
            refuse(r, "is damaged: no marker where one must be");
        break;
    case JWRN_BOGUS_ICC: r->is_profile_broken = true; break;
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_BOGUS_PROGRESSION:
        if (!r->doubt)
            r->doubt = words_of(r);
        break;
    default: break;
    }
}

static void be_silent(j_common_ptr jpeg)
{
    (void)jpeg;
}

/* A small file may ask for the whole picture to be gone through again and again. */
static void count_scans(j_common_ptr jpeg)
{
    struct jpeg_reader *r = jpeg->client_data;
    if (r->jpeg.input_scan_number > MOST_SCANS)
        refuse(r, "is damaged: it has more than 200 scans");
}

static struct jpeg_reader *begin(struct arena *arena, FILE *file)
{
    struct jpeg_reader *r = ARENA_NEW(arena, struct jpeg_reader);
    r->arena = arena;
    r->jpeg.err = jpeg_std_error(&r->error);
    r->error.error_exit = give_up;
    r->error.emit_message = hear;
    r->error.output_message = be_silent;
    r->jpeg.client_data = r;
    if (setjmp(r->way_out))
        return r;
    jpeg_create_decompress(&r->jpeg);
    r->progress.progress_monitor = count_scans;
    r->jpeg.progress = &r->progress;
    jpeg_stdio_src(&r->jpeg, file);
    return r;
}

/* Head */

static bool is_exif(const struct jpeg_marker_struct *m)
{
    return m->marker == APP1 && m->data_length >= 6 && memcmp(m->data, "Exif\0", 6) == 0;
}

static unsigned orientation_of(const struct jpeg_decompress_struct *jpeg)
{
    const struct jpeg_marker_struct *m = jpeg->marker_list;
    while (m && !is_exif(m))
        m = m->next;
    return m ? exif_orientation((struct text){(const char *)m->data + 6, m->data_length - 6}) : 1;
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

/* Stripped of its markers, a file of three components is taken for YCbCr. */
static bool is_plain(const struct jpeg_decompress_struct *jpeg)
{
    bool is_ycc = jpeg->jpeg_color_space == JCS_YCbCr &&
                  (!jpeg->saw_Adobe_marker || jpeg->Adobe_transform == ADOBE_YCC);
    return (jpeg->num_components == 1 || is_ycc) && jpeg->data_precision == 8 && !jpeg->arith_code;
}

/* libjpeg-turbo would take usual ones; PDF viewers would not. */
static bool has_tables(const struct jpeg_decompress_struct *jpeg)
{
    bool has_any = jpeg->arith_code;
    for (int i = 0; i < NUM_HUFF_TBLS; i++)
        has_any = has_any || jpeg->dc_huff_tbl_ptrs[i];
    return has_any;
}

static void fill_head(struct jpeg_reader *r, struct jpeg_head *head)
{
    struct jpeg_decompress_struct *jpeg = &r->jpeg;
    unsigned components = (unsigned)jpeg->num_components;
    r->is_inverted = components == 4 && jpeg->saw_Adobe_marker;
    *head = (struct jpeg_head){.width = jpeg->image_width,
                               .height = jpeg->image_height,
                               .dpi = dpi_of(jpeg),
                               .orientation = orientation_of(jpeg),
                               .components = components,
                               .is_plain = is_plain(jpeg),
                               .is_held = jpeg_has_multiple_scans(jpeg)};
    if (components == 2 || components > 4)
        refuse(r, "is a JPEG of another number of components than 1, 3 or 4");
    if (!has_tables(jpeg))
        refuse(r, "is damaged: it has no Huffman tables");
}

const char *jpeg_open(struct arena *arena, FILE *file, struct jpeg_reader **out,
                      struct jpeg_head *head)
{
    struct jpeg_reader *r = begin(arena, file);
    *out = r;
    if (!r->fault && !setjmp(r->way_out)) {
        jpeg_save_markers(&r->jpeg, APP1, LONGEST_SEGMENT);
        jpeg_save_markers(&r->jpeg, APP2, LONGEST_SEGMENT);
        jpeg_read_header(&r->jpeg, TRUE);
        fill_head(r, head);
        r->has_head = true;
    }
    return r->fault;
}

static bool names_profile(const struct jpeg_decompress_struct *jpeg)
{
    const struct jpeg_marker_struct *m = jpeg->marker_list;
    while (m && (m->marker != APP2 || m->data_length < 12 || memcmp(m->data, "ICC_PROFILE", 12)))
        m = m->next;
    return m;
}

void jpeg_colours(struct jpeg_reader *r, struct picture_colours *out)
{
    JOCTET *bytes = NULL;
    unsigned n = 0;
    *out = (struct picture_colours){0};
    if (setjmp(r->way_out)) {
        out->is_broken = true;
        return;
    }
    if (!names_profile(&r->jpeg))
        return;
    out->is_broken = !jpeg_read_icc_profile(&r->jpeg, &bytes, &n) || n > LARGEST_PROFILE;
    if (!out->is_broken)
        out->profile = arena_text(r->arena, (struct text){(const char *)bytes, n});
    free(bytes);
}

/* Rows */

const char *jpeg_begin(struct jpeg_reader *r, unsigned reduction, uint32_t *width, uint32_t *height)
{
    struct jpeg_decompress_struct *jpeg = &r->jpeg;
    if (!setjmp(r->way_out)) {
        jpeg->out_color_space = jpeg->num_components == 4   ? JCS_CMYK
                                : jpeg->num_components == 1 ? JCS_GRAYSCALE
                                                            : JCS_RGB;
        jpeg->scale_num = 1;
        jpeg->scale_denom = reduction;
        jpeg_start_decompress(jpeg);
        *width = jpeg->output_width;
        *height = jpeg->output_height;
    }
    return r->fault;
}

const char *jpeg_next(struct jpeg_reader *r, unsigned char *row)
{
    if (!setjmp(r->way_out)) {
        jpeg_read_scanlines(&r->jpeg, &row, 1);
        for (size_t i = 0; r->is_inverted && i < (size_t)r->jpeg.output_width * 4; i++)
            row[i] = (unsigned char)~row[i];
    }
    return r->fault;
}

const char *jpeg_end(struct jpeg_reader *r)
{
    if (!setjmp(r->way_out))
        jpeg_finish_decompress(&r->jpeg);
    return r->fault;
}

const char *jpeg_doubt(const struct jpeg_reader *r)
{
    return r->doubt;
}

void jpeg_close(struct jpeg_reader *r)
{
    if (r)
        jpeg_destroy_decompress(&r->jpeg);
}
