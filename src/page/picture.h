/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as files: what kind, how many pixels, how turned; and their pixels for the writer. PNG
 * by libpng, JPEG by libjpeg; the kind is told by content. Pictures with a side over 30,000 pixels
 * or with more than 400 megapixels (100 where they must be decoded) are refused. */
#ifndef PAGE_PICTURE_H
#define PAGE_PICTURE_H

#include <stdbool.h>

#include "base/diagnostic.h"

enum picture_kind { PICTURE_PNG, PICTURE_JPEG };

struct picture_info {
    enum picture_kind kind;
    uint32_t width, height; /* pixels as stored */
    uint32_t dpi;           /* from the file, 0: not told */
    unsigned orientation;   /* EXIF, 1 … 8; 5 … 8 swap width and height on the page */
    unsigned components;    /* JPEG: 1, 3, 4 */
    bool is_inverted;       /* JPEG, CMYK with Adobe marker */
    bool has_alpha;
};

/* Reads a picture's head. False: reported at `at` ("not a PNG or JPEG picture", …). */
bool picture_read_info(const char *path, const char *shown, struct place at, struct picture_info *,
                       struct diag *);

/* Pixels of a PNG: 8 bits, gray or RGB rows, alpha apart (or NULL). In the arena. */
struct pixels {
    uint32_t width, height;
    unsigned components; /* 1 or 3 */
    unsigned char *color, *alpha;
};
bool picture_read_png(struct arena *, const char *path, const char *shown, struct place at,
                      struct pixels *, struct diag *);

/* What a writer embeds: a JPEG's own bytes (without camera, position and thumbnail) where viewers
 * can decode them and they are gray or RGB; pixels otherwise. In the arena. */
struct picture_data {
    struct picture_info info;
    struct text jpeg; /* n = 0: pixels */
    struct pixels pixels;
};
bool picture_load(struct arena *, const char *path, const char *shown, struct place at,
                  struct picture_data *, struct diag *);

#endif
