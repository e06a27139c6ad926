/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The structure's ParentTree (ISO 32000-1, 14.7.4.4): from marked content and annotations back to
 * the elements they belong to. What a page's marks belong to is written when the page is. */
#ifndef PDF_PARENTS_H
#define PDF_PARENTS_H

#include "pdf/writer.h"

struct parents;

struct parents *parents_new(struct writer *);
void parents_free(struct parents *);
/* The key of a page that begins; `leaf` is its index. */
uint32_t parents_begin_page(struct parents *, uint32_t leaf);
/* The page's next MCID belongs to the element. */
void parents_mark(struct parents *, uint32_t leaf, uint32_t mcid, uint32_t element);
/* No marks of the page come any more. Without this call they may come until the end. */
void parents_end_page(struct parents *, uint32_t key);
/* The key of an annotation that belongs to the element. */
uint32_t parents_annotation(struct parents *, uint32_t element);
/* Writes the tree; its object's number. *next is the first key that is free. */
uint32_t parents_finish(struct parents *, uint32_t *next);

#endif
