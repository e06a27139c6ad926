/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as image XObjects, each written when it is first drawn and only once, whatever its
 * names and however often it is shown. */
#ifndef PDF_IMAGE_H
#define PDF_IMAGE_H

#include "page/page.h"
#include "pdf/writer.h"

struct images;

struct images *images_new(struct writer *);
void images_free(struct images *);
/* Draws the picture into the box (points from the page's lower left corner), upright by its EXIF
 * orientation. False: it cannot be; reported once. */
bool images_draw(struct images *, struct buf *out, const struct picture *, sp x, sp y, sp w, sp h,
                 struct diag *);
/* Writes the dictionary of names for Resources as object `id`. */
void images_finish(struct images *, uint32_t id);

#endif
