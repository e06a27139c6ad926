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
    unsigned index; /* in a collection */
    unsigned id, weight;
    bool is_italic;
    bool is_there;    /* the file exists */
    int32_t x_height; /* thousandths of an em; -1: as measured, 0: do not scale by it */
    struct arena *arena;
    struct opened *opened;
};

/* Height of the script's small letters (or what looks as large beside Latin ones) in thousandths of
 * an em, to be matched with another face's; 0: the face is not to be scaled. */
int32_t face_x_height(const struct face *, uint32_t script);
/* A letter of the script; 0: not known here. */
uint32_t face_sample(uint32_t script);
/* Whether it has the script's letters; those of scripts not known here are taken for granted. */
bool face_writes(const struct face *, uint32_t script);
/* Reads family, weight and slope from the font file itself; false when it is no font. */
bool face_identify(struct arena *, struct face *);
bool face_has_table(const struct face *, const char tag[static 4]);
bool face_has_characters(const struct face *);
void face_close(struct face *);

#endif
