/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A display list as a content stream in which everything is marked: as an element's content or as
 * an artifact. */
#ifndef PDF_CONTENT_H
#define PDF_CONTENT_H

#include "page/page.h"
#include "pdf/embed.h"
#include "pdf/image.h"
#include "pdf/tag.h"

struct content;

struct content *content_new(struct embed *, struct images *, struct tags *);
void content_free(struct content *);
/* A new stream of the page `leaf`, whose height turns y around; MCIDs begin at `mcid`. */
void content_begin(struct content *, uint32_t leaf, sp height, uint32_t mcid);
/* Links and anchors have no ink and are passed over. */
void content_add(struct content *, const struct display *, struct diag *);
/* The stream, valid until the next begin; *mcid is the next free one. */
struct text content_end(struct content *, uint32_t *mcid);

#endif
