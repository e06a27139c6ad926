/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JPEG files in memory: their head, their pixels, and their bytes without personal data. Private to
 * picture.c. Functions return NULL, or what is wrong as a message's end ("is damaged: …"). */
#ifndef PAGE_JPEG_H
#define PAGE_JPEG_H

#include "base/buffer.h"
#include "page/picture.h"

struct jpeg_head {
    uint32_t width, height, dpi;
    unsigned orientation, components;
    bool is_inverted; /* CMYK as Adobe's programs write it */
    bool is_plain;    /* gray or RGB, 8 bits, Huffman: what PDF viewers decode */
};

const char *jpeg_read_head(struct arena *, struct text file, struct jpeg_head *);
/* 8-bit gray or RGB; CMYK is converted. */
const char *jpeg_decode(struct arena *, struct text file, struct pixels *);
/* The file without application segments and comments (Adobe's colour marker stays), cut at its
 * end-of-image marker. */
const char *jpeg_strip(struct arena *, struct text file, struct text *out);

#endif
