/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fonts that fonts/catalogue.yaml names: families with their files, found by family, weight and
 * slope, and by the characters they cover. Loaded once, before any worker; constant afterwards.
 * Files are memory-mapped and opened on first use. No fontconfig: only what the catalogue names. */
#ifndef LINE_FONT_H
#define LINE_FONT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diagnostic.h"
#include "base/length.h"

struct fonts;
struct face;
typedef struct hb_face_t hb_face_t;
typedef struct hb_font_t hb_font_t;

struct font_wish {
    const char *family; /* "Vollkorn" */
    unsigned weight;    /* 100 … 900 */
    bool is_italic;
};

/* catalogue: path of catalogue.yaml; own: the workspace's fonts/ folder (its files win), or NULL.
 * NULL when no face at all can be used; single missing files are reported when they are wanted. */
struct fonts *fonts_load(struct arena *, const char *catalogue, const char *own, struct diag *);
void fonts_free(struct fonts *);
/* The nearest face by CSS font matching (slope first, then weight); NULL: no such family. */
const struct face *fonts_match(const struct fonts *, const struct font_wish *);
/* The first face after `first` in the catalogue's fallback order that has the character, in the
 * weight and slope nearest to first's; NULL: none has it. */
const struct face *fonts_cover(const struct fonts *, const struct face *first, uint32_t cp);
/* The family whose letters a language wants before those of the fallback order; NULL: none. */
const char *fonts_preferred(const struct fonts *, const char *lang);
/* The first face of the fallback order, for text whose family is missing; never NULL. */
const struct face *fonts_last_resort(const struct fonts *, unsigned weight, bool is_italic);
/* The Debian package a family of the catalogue comes in; NULL: not in the catalogue, or none. */
const char *fonts_package(const struct fonts *, const char *family);
/* The same for two characters at once, a base and its mark. */
const struct face *fonts_cover_pair(const struct fonts *, const struct face *first, uint32_t base,
                                    uint32_t mark);
/* Families there are, for did-you-mean. */
size_t fonts_families(const struct fonts *, const char *const **names);
/* `dokuwerk fonts`: a line a family: file, styles, scripts; missing files with their package; a
 * line a script: its families. False when a family of the catalogue is missing. */
bool fonts_report(const struct fonts *, FILE *);

const char *face_path(const struct face *);
const char *face_family(const struct face *);
const char *face_name(const struct face *); /* PostScript name */
unsigned face_weight(const struct face *);
bool face_is_italic(const struct face *);
bool face_is_cff(const struct face *);
unsigned face_id(const struct face *);        /* small, unique, stable within a catalogue */
int32_t face_units(const struct face *);      /* units per em */
hb_face_t *face_hb(const struct face *);      /* borrowed; for subsetting in pdf/embed */
hb_font_t *face_hb_font(const struct face *); /* borrowed; scale = units per em */
bool face_has(const struct face *, uint32_t cp);
/* Whether it has an OpenType feature that replaces glyphs (smcp, onum …). */
bool face_has_feature(const struct face *, uint32_t tag);
uint32_t face_glyph(const struct face *, uint32_t cp); /* 0: none */

/* Vertical metrics in font units, y up. */
struct face_metrics {
    int32_t ascent, descent; /* descent is negative */
    int32_t cap_height, x_height;
    int32_t underline_position, underline_thickness, strike_position;
};
const struct face_metrics *face_metrics(const struct face *);

#endif
