/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG files in memory: their head and their pixels. Private to picture.c. Functions return NULL, or
 * what is wrong as a message's end ("is damaged: …"). */
#ifndef PAGE_RASTER_H
#define PAGE_RASTER_H

#include "page/picture.h"

const char *raster_read_head(struct text file, struct picture_info *);
/* 8-bit gray or RGB, alpha apart; alpha that is opaque everywhere is left out. */
const char *raster_decode(struct arena *, struct text file, const struct picture_info *,
                          struct pixels *);

#endif
