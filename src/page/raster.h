/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG files: their head and their rows. Private to picture.c. Functions return NULL, or what is
 * wrong as a message's end ("is damaged: …"). */
#ifndef PAGE_RASTER_H
#define PAGE_RASTER_H

#include <stdio.h>

#include "page/picture.h"

const char *raster_read_head(struct arena *, FILE *, struct picture_info *);

struct raster_reader;

/* Begins at the file's start; the reader lies in the arena. *channels: 1 gray, 2 with alpha, 3 RGB,
 * 4 with alpha; a bad tRNS makes fewer than the head told. */
const char *raster_open(struct arena *, FILE *, struct raster_reader **, struct picture_colours *,
                        unsigned *channels);
/* The next row, of 8 bits a channel. */
const char *raster_next(struct raster_reader *, unsigned char *row);
const char *raster_end(struct raster_reader *);
void raster_close(struct raster_reader *); /* NULL is allowed */

#endif
