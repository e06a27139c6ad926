/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as image XObjects, each written when it is first drawn and only once, whatever its
 * names and however often it is shown. */
#ifndef PDF_IMAGE_H
#define PDF_IMAGE_H

#include "page/page.h"
#include "pdf/writer.h"

struct images;

/* dpi: pixels that a photo gets for an inch of paper, if it has as many. */
struct images *images_new(struct writer *, unsigned dpi);
void images_free(struct images *);
/* Draws what shows of the picture into its box on a page so high, upright by its EXIF orientation;
 * the caller clips, for there may be parts of pixels around it. False: it cannot be; reported once.
 */
bool images_draw(struct images *, struct buf *out, const struct display *, sp height,
                 struct diag *);
/* Writes the dictionary of names for Resources as object `id`. */
void images_finish(struct images *, uint32_t id);

#endif
