/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links and where they lead: annotations are written with their page, the names that anchors gave
 * are gathered into the document's name tree of destinations. */
#ifndef PDF_ANNOTATION_H
#define PDF_ANNOTATION_H

#include "page/page.h"
#include "pdf/leaf.h"
#include "pdf/tag.h"
#include "pdf/writer.h"

struct links;

struct links *links_new(struct writer *, struct tags *, const struct leaves *,
                        struct text word_link);
void links_free(struct links *);
/* Writes the item's annotation, on page `leaf`; returns its number. */
uint32_t links_annotate(struct links *, const struct display *, uint32_t leaf, const struct page *);
void links_anchor(struct links *, const char *name, uint32_t leaf, sp y);
/* The destinations' name tree; 0: there are none. A name without anchor leads to the first page. */
uint32_t links_finish(struct links *);

#endif
