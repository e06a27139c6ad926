/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of pixels into a JPEG file in memory: baseline with Huffman tables of its own, which every
 * viewer reads, and with exact transforms, so that the bytes are the same on every machine. */
#include "page/jpeg.h"

#include <setjmp.h>
#include <stdlib.h>

#include <jpeglib.h>

struct jpeg_writer {
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr error;
    jmp_buf way_out;
    struct arena *arena;
    const char *fault;
    unsigned char *bytes;
    unsigned long n;
    bool is_over;
};

static void give_up(j_common_ptr jpeg)
{
    struct jpeg_writer *w = jpeg->client_data;
    char message[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, message);
    w->fault = arena_printf(w->arena, "cannot be packed again: %s", message);
    longjmp(w->way_out, 1);
}

static void be_silent(j_common_ptr jpeg)
{
    (void)jpeg;
}

void jpeg_write_close(struct jpeg_writer *w)
{
    if (!w || w->is_over)
        return;
    w->is_over = true;
    jpeg_destroy_compress(&w->jpeg);
    free(w->bytes);
}

static const char *end(struct jpeg_writer *w)
{
    jpeg_write_close(w);
    return w->fault;
}

/* The components' sampling as jpeg_set_defaults leaves it is 4:2:0. */
static void begin(struct jpeg_writer *w, const struct jpeg_wish *wish)
{
    struct jpeg_compress_struct *jpeg = &w->jpeg;
    jpeg_create_compress(jpeg);
    jpeg_mem_dest(jpeg, &w->bytes, &w->n);
    jpeg->image_width = wish->width;
    jpeg->image_height = wish->height;
    jpeg->input_components = (int)wish->channels;
    jpeg->in_color_space = wish->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(jpeg);
    jpeg_set_quality(jpeg, wish->quality, TRUE);
    jpeg->dct_method = JDCT_ISLOW;
    jpeg->optimize_coding = TRUE;
    if (wish->is_full)
        jpeg->comp_info[0].h_samp_factor = jpeg->comp_info[0].v_samp_factor = 1;
    jpeg_start_compress(jpeg, TRUE);
}

const char *jpeg_write_begin(struct arena *arena, const struct jpeg_wish *wish,
                             struct jpeg_writer **out)
{
    struct jpeg_writer *w = ARENA_NEW(arena, struct jpeg_writer);
    *out = w;
    w->arena = arena;
    w->jpeg.err = jpeg_std_error(&w->error);
    w->error.error_exit = give_up;
    w->error.output_message = be_silent;
    w->jpeg.client_data = w;
    if (setjmp(w->way_out))
        return end(w);
    begin(w, wish);
    return NULL;
}

const char *jpeg_write_row(struct jpeg_writer *w, const unsigned char *row)
{
    JSAMPROW line = (JSAMPROW)row;
    if (setjmp(w->way_out))
        return end(w);
    jpeg_write_scanlines(&w->jpeg, &line, 1);
    return NULL;
}

const char *jpeg_write_end(struct jpeg_writer *w, struct text *out)
{
    if (setjmp(w->way_out))
        return end(w);
    jpeg_finish_compress(&w->jpeg);
    *out = arena_text(w->arena, (struct text){(const char *)w->bytes, w->n});
    return end(w);
}
