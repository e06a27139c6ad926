/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JPEG files: their head, their rows of pixels, their bytes without personal data, and new ones.
 * Private to picture.c and the writers of pictures. Functions return NULL, or what is wrong as a
 * message's end ("is damaged: …"). */
#ifndef PAGE_JPEG_H
#define PAGE_JPEG_H

#include <stdio.h>

#include "page/picture.h"

struct jpeg_head {
    uint32_t width, height, dpi;
    unsigned orientation, components;
    bool is_plain; /* gray or YCbCr, 8 bits, Huffman: what PDF viewers decode alike */
    bool is_held;  /* progressive or with a scan a component: libjpeg keeps all of it */
};

struct jpeg_reader;

/* Reads the head; the reader lies in the arena, the file stays the caller's. */
const char *jpeg_open(struct arena *, FILE *, struct jpeg_reader **, struct jpeg_head *);
/* The profile that its segments hold. */
void jpeg_colours(struct jpeg_reader *, struct picture_colours *);
/* Begins to decode at 1/`reduction` (1, 2, 4, 8) of the size. */
const char *jpeg_begin(struct jpeg_reader *, unsigned reduction, uint32_t *width, uint32_t *height);
/* The next row: gray, RGB, or CMYK where 0 is no ink. */
const char *jpeg_next(struct jpeg_reader *, unsigned char *row);
/* Reads on to the end-of-image marker. */
const char *jpeg_end(struct jpeg_reader *);
/* What of the rows so far was not as it should be, though it could be decoded; or NULL. */
const char *jpeg_doubt(const struct jpeg_reader *);
void jpeg_close(struct jpeg_reader *); /* NULL is allowed */

/* The file with nothing but what decoding needs, cut at its end-of-image marker. */
const char *jpeg_strip(struct arena *, struct text file, struct text *out);

struct jpeg_writer;

struct jpeg_wish {
    uint32_t width, height;
    unsigned channels; /* 1 or 3 */
    int quality;       /* 1 … 100 */
    bool is_full;      /* colours as fine as brightness (4:4:4) */
};
const char *jpeg_write_begin(struct arena *, const struct jpeg_wish *, struct jpeg_writer **);
const char *jpeg_write_row(struct jpeg_writer *, const unsigned char *row);
/* The file, in the arena. */
const char *jpeg_write_end(struct jpeg_writer *, struct text *out);
void jpeg_write_close(struct jpeg_writer *); /* NULL is allowed */

#endif
