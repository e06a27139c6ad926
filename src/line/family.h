/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files about fonts share: families with their faces, in the order they were read. Private
 * to line/font*.c. */
#ifndef LINE_FAMILY_H
#define LINE_FAMILY_H

#include "line/face.h"

struct family {
    const char *name, *package; /* package: NULL for the workspace's own */
    struct face **face;
    size_t faces, cap;
    int32_t x_height;
    unsigned index; /* of its faces, in files that are collections */
};

/* Text in a language, or in one that its tag begins with, whose letters other languages write
 * otherwise. */
struct preference {
    const char *lang;
    size_t family;
};

struct fonts {
    struct arena *arena;
    struct family *family;
    const char **name; /* of each family */
    size_t families, cap, names_cap;
    size_t *fallback; /* indexes of families */
    size_t fallbacks;
    struct preference *preference;
    size_t preferences;
    unsigned next_id;
    const char **root; /* folders to look for files in */
    size_t roots;
    const char *own;
};

struct family *family_find(const struct fonts *, const char *name);
struct family *family_add(struct fonts *, const char *name);
void family_take(struct fonts *, struct family *, struct face *);
const struct face *family_nearest(const struct family *, unsigned weight, bool is_italic);
struct face *face_new(struct fonts *, const char *path, unsigned index);

/* font_own.c: the files of the workspace's fonts/ take the place of the catalogue's, or join them.
 */
void fonts_adopt(struct fonts *, struct diag *);

#endif
