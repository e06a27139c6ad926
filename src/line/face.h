/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One font file, opened on first use. Private to line/: the catalogue (font.c) makes faces, and
 * what the other folders may ask of one is in font.h. */
#ifndef LINE_FACE_H
#define LINE_FACE_H

#include "line/font.h"

enum { LOW_CHARACTERS = 0x250 }; /* Latin: their glyphs are looked up beforehand */

/* What opening the file yields; apart from the face, which is constant. */
struct opened {
    bool is_tried;
    hb_face_t *hb_face; /* never NULL once tried: HarfBuzz's empty face for a damaged file */
    hb_font_t *hb_font;
    const char *name;
    int32_t units;
    bool is_cff;
    struct face_metrics metrics;
    uint32_t low[LOW_CHARACTERS];
};

struct face {
    const char *family, *path;
    unsigned id, weight;
    bool is_italic;
    bool is_there;    /* the file exists */
    int32_t x_height; /* thousandths of an em; -1: as measured, 0: do not scale by it */
    struct arena *arena;
    struct opened *opened;
};

/* Thousandths of an em to be matched with another face's; 0: the face is not to be scaled. */
int32_t face_x_height(const struct face *);
/* Reads family, weight and slope from the font file itself; false when it is no font. */
bool face_identify(struct arena *, struct face *);
void face_close(struct face *);

#endif
