/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixels of SVG pictures that svg.c does not understand, by librsvg's rsvg-convert. */
#ifndef PAGE_SVG_RASTER_H
#define PAGE_SVG_RASTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

bool svg_raster_is_there(void);
/* The picture, which svg_read has seen, as a PNG file of that many pixels. Returns NULL, or what
 * went wrong as a message's end. */
const char *svg_raster(struct arena *, struct text file, uint32_t width, uint32_t height,
                       struct text *png);

#endif
