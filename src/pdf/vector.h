/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings as form XObjects that fill the unit square, as images do. */
#ifndef PDF_VECTOR_H
#define PDF_VECTOR_H

#include "page/drawing.h"
#include "pdf/writer.h"

/* Writes the drawing as object `id`; current: the colour of what takes that around it. */
void vector_write(struct writer *, uint32_t id, const struct drawing *, uint32_t current);

#endif
