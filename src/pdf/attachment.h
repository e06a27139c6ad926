/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files within the file, associated with the whole document (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8
 * and annex E). */
#ifndef PDF_ATTACHMENT_H
#define PDF_ATTACHMENT_H

#include "pdf/pdf.h"
#include "pdf/writer.h"

struct attachments;

struct attachments *attachments_new(struct arena *, struct writer *);
/* Writes the file; only its name is kept. date: "YYYY-MM-DD" or NULL. */
void attachments_add(struct attachments *, const struct pdf_file *, const char *date);
/* " /AF [N 0 R …]" in the order they were added; nothing without files. */
void put_associated(struct buf *, const struct attachments *);
/* Writes the tree of names; its object's number, or 0: there are no files. */
uint32_t attachments_finish(struct attachments *);

#endif
