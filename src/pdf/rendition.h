/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture as a document holds it: what shows of it, in as many pixels as the edition's resolution
 * wants, in sRGB, without anything else that its file says.
 *
 * A JPEG that needs no change keeps its own data. Other JPEGs are packed again. What a PNG holds
 * stays without loss, and has 300 dpi at least, because letters and lines want them; but opaque
 * pixels of more than 256 colours that take 32 KB and that JPEG packs to less than a quarter are a
 * photo, and become one. Pixels that are cut off, and colours below full transparency, are not in
 * the file. */
#ifndef PDF_RENDITION_H
#define PDF_RENDITION_H

#include "page/page.h"
#include "page/picture.h"
#include "pdf/plane.h"

enum { LINE_DPI = 300 }; /* what drawings have at least */

struct rendition_wish {
    struct picture_source source;
    struct crop crop;               /* of the upright picture; w 0: all of it */
    sp w, h;                        /* of what is left, on paper */
    unsigned dpi;                   /* of photos */
    uint32_t svg_width, svg_height; /* pixels for all of an SVG picture */
};

struct rendition {
    struct text entries, data; /* of the image XObject */
    bool is_jpeg, has_mask;
    struct plane mask;
    unsigned orientation; /* EXIF */
    bool is_reduced;      /* its file has more pixels */
    /* What of the upright picture it shows, in 1/65536 of a pixel, out of how many: a little more
     * than was wished for where pixels are not parted. */
    struct cover {
        int64_t x, y, w, h;
        uint32_t width, height;
    } cover;
};

/* In the arena; false: reported. */
bool rendition_make(struct arena *, const struct rendition_wish *, struct rendition *,
                    struct diag *);

#endif
