/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a camera says it was held. Private to the readers of pictures. */
#ifndef PAGE_EXIF_H
#define PAGE_EXIF_H

#include "base/text.h"

/* 1 … 8 by the directories of EXIF (TIFF's, from "II*" or "MM*" on); 1 where they say nothing. */
unsigned exif_orientation(struct text directories);

#endif
