/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every document needs and none changes: the files that ship with dokuwerk, fonts, shaper. */
#ifndef RUN_KIT_H
#define RUN_KIT_H

#include "doc/library.h"
#include "doc/release.h"
#include "line/paragraph.h"

struct kit {
    struct arena *arena;
    struct library library;
    struct fonts *fonts;
    struct shaper *shaper;
    const char *hyphens;                     /* the folder of hyphenation patterns */
    const char *profile;                     /* the sRGB ICC profile */
    const struct release *release[PURPOSES]; /* what may not be published; NULL: there is no data */
};

/* The folder of templates and fonts that belong to this program; NULL: not found. */
const char *kit_shipped(struct arena *);
/* Finds what ships beside the program (or under its PREFIX) and loads the fonts. root: the
 * workspace or NULL. False: reported. */
bool kit_open(struct kit *, struct arena *, const char *root, struct diag *);
void kit_close(struct kit *);

#endif
