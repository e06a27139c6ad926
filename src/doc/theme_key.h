/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every key of a theme: its path, the type of its value and where it goes in struct theme. A look
 * (font, size, leading, …) is a group of keys of its own, listed once. Each is explained in
 * templates/themes/README.md, which a test holds against these tables. Private to theme*.c. */
#ifndef DOC_THEME_KEY_H
#define DOC_THEME_KEY_H

#include "doc/theme.h"

enum theme_type {
    TYPE_LENGTH,  /* none is negative */
    TYPE_POINTS,  /* of type */
    TYPE_PERCENT, /* in thousandths */
    TYPE_LENGTHS,
    TYPE_INT,
    TYPE_BOOL,
    TYPE_COLOR, /* of paper and areas: may be none */
    TYPE_INK,   /* of text */
    TYPE_STRING,
    TYPE_FONT,
    TYPE_WEIGHT,
    TYPE_FIGURES,
    TYPE_CAPS,
    TYPE_SHARE,    /* a percentage up to 100 %, in thousandths */
    TYPE_FEW,      /* a whole number up to 100 */
    TYPE_HANG_ALL, /* true or false for a struct hang, whose keys are shares */
    TYPE_RULE,
    TYPE_ALIGN,
    TYPE_DIGITS,
    TYPE_EDGE,
    TYPE_HANG,
    TYPE_NEW_PAGE,
    TYPE_COVER,
    TYPE_LEADERS,
    TYPE_SIZE,
    TYPE_LOOK /* a map of the keys of a look */
};

struct theme_key {
    const char *path; /* "table.head.size" */
    enum theme_type type;
    size_t at; /* offset in struct theme, of a look key in struct look */
};

extern const struct theme_key theme_keys[];
extern const struct theme_key theme_looks[]; /* roles whose map holds a look, maybe other keys */
extern const struct theme_key theme_look_keys[]; /* the keys of a look */
extern const size_t theme_key_count, theme_look_count, theme_look_key_count;

#endif
