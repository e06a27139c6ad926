/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the file says about itself: XMP, the Info dictionary that equals it, and the colour space
 * that its numbers mean. Each returns its object's number. */
#ifndef PDF_METADATA_H
#define PDF_METADATA_H

#include "pdf/pdf.h"
#include "pdf/writer.h"

uint32_t metadata_write(struct writer *, const struct pdf_info *);
uint32_t metadata_write_info(struct writer *, const struct pdf_info *);
/* "/Key (D:20151231000000Z) " */
void put_date(struct buf *, const char *key, const char *date);
/* The output intent with the sRGB profile; 0: the profile cannot be read (reported). */
uint32_t metadata_write_intent(struct writer *, const char *profile, struct diag *);

#endif
