/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a reader finds the way: the outline of headings, and the labels that viewers show for pages.
 */
#ifndef PDF_OUTLINE_H
#define PDF_OUTLINE_H

#include "page/page.h"
#include "pdf/leaf.h"
#include "pdf/writer.h"

/* Writes the book's outline; its number, 0 without entries. Elements must have been written. */
uint32_t outline_write(struct writer *, const struct book *, const struct leaves *);

struct label {
    uint32_t leaf;
    const char *text;
};

/* The PageLabels entry's value: pages without a label of their own are numbered from 1. */
void put_labels(struct buf *, const struct label *, size_t n, size_t pages);

#endif
