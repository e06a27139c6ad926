/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The structure tree. While pages are written it collects, in 16 bytes each, which marked content
 * and which annotations belong to which element, in the order of painting. An element is written
 * with its marks put between its children: early, when page/ says that nothing of it comes any
 * more, so that a table of many thousand rows leaves eight bytes a row behind; or at the end. */
#ifndef PDF_TAG_H
#define PDF_TAG_H

#include "page/page.h"
#include "pdf/leaf.h"
#include "pdf/writer.h"

struct tags;

struct tags *tags_new(struct writer *, const struct leaves *);
void tags_free(struct tags *);
/* The key under which a page's marks are found; `leaf` is its index. */
uint32_t tags_begin_page(struct tags *, uint32_t leaf);
/* No marks of the page come any more. To be called when its last one is in, if that is known. */
void tags_end_page(struct tags *, uint32_t leaf);
/* The element gains marked content on the page; mcid counts up from 0 on each page. */
void tags_mark(struct tags *, struct element *, uint32_t leaf, uint32_t mcid);
/* The element's content comes later; it is read here, before what its parents gain from now on. */
void tags_expect(struct tags *, struct element *);
/* The element gains an annotation; returns the annotation's key. */
uint32_t tags_annotation(struct tags *, struct element *, uint32_t leaf, uint32_t annotation);
/* Writes an element and all within it; then it may be gone. Not the root. */
void tags_close(struct tags *, struct element *);
/* Writes the tree; the number of the StructTreeRoot. Elements without content vanish, table cells
 * stay. */
uint32_t tags_finish(struct tags *, struct element *root);

#endif
