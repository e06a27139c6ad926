/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as files: what kind, how many pixels, how turned; and their pixels for the writer, row
 * by row, so that a large one is never in memory as a whole. PNG by libpng, JPEG by libjpeg; the
 * kind is told by content. What is too large is refused by its head. */
#ifndef PAGE_PICTURE_H
#define PAGE_PICTURE_H

#include <stdbool.h>

#include "base/diagnostic.h"

enum picture_kind { PICTURE_PNG, PICTURE_JPEG, PICTURE_SVG };

struct picture_info {
    enum picture_kind kind;
    uint32_t width, height; /* pixels as stored */
    uint32_t dpi;           /* from the file, 0: not told */
    unsigned orientation;   /* EXIF, 1 … 8; 5 … 8 swap width and height on the page */
    unsigned components;    /* 1, 3, or of a JPEG 4: CMYK */
    bool has_alpha;
    bool is_plain; /* JPEG whose own bytes every PDF viewer decodes alike */
    bool is_held;  /* interlaced or progressive: decoded as a whole */
};

/* What a file says of its colours; all 0: nothing, so they are taken as sRGB. */
struct picture_colours {
    struct text profile;             /* ICC, not looked into */
    bool is_broken;                  /* there is one that cannot be read */
    uint32_t gamma;                  /* PNG: exponent that made the samples, in 1/100,000 */
    int32_t white[2], primary[3][2]; /* PNG: chromaticities likewise; white[1] 0: not told */
};

/* Which file, and where it is spoken of. */
struct picture_source {
    const char *path, *shown;
    struct place at;
};

/* Reads a picture's head. False: reported at `at` ("not a PNG or JPEG picture", …). */
bool picture_read_info(const char *path, const char *shown, struct place at, struct picture_info *,
                       struct diag *);

/* A picture that is being read. Every function returns false when it cannot go on, which has been
 * reported. */
struct picture_rows {
    struct picture_info info;
    struct picture_colours colours;
    uint32_t width, height; /* of the rows */
    unsigned channels;      /* bytes a pixel: 1 gray, 2 with alpha, 3 RGB, 4 RGB with alpha or CMYK
                             * (0 is no ink) */
    bool is_cmyk;
    struct picture_state *state;
};
/* Opens PNG and JPEG; an SVG picture is drawn at that many pixels. In the arena. */
bool picture_open(struct arena *, const struct picture_source *, uint32_t svg_width,
                  uint32_t svg_height, struct picture_rows *, struct diag *);
/* Begins with the rows: of a JPEG 1/reduction (1, 2, 4, 8) of its pixels each way. Sets width,
 * height and what a row holds. */
bool picture_begin(struct picture_rows *, unsigned reduction);
bool picture_next(struct picture_rows *, unsigned char *row);
/* Looks at what stands behind the last row. */
bool picture_end(struct picture_rows *);
/* A plain JPEG's own bytes without anything that viewers do not need. */
bool picture_bytes(struct picture_rows *, struct text *out);
/* Says in a warning what is not as it should be, though it can be shown. */
void picture_warn(struct picture_rows *, const char *what);
bool picture_refuse(struct picture_rows *, const char *fault); /* an error; false */
void picture_close(struct picture_rows *);

#endif
