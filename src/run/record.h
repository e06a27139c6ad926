/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OUT/manifest.json: what was built, document by document. */
#ifndef RUN_RECORD_H
#define RUN_RECORD_H

#include "run/job.h"

struct record;

struct record *record_new(struct arena *, const char *out);
/* Adds a document in manifest order; a failed one tells the file that still stands, or null. */
void record_document(struct record *, const struct job *, const struct outcome *,
                     const struct diag *);
bool record_write(struct record *); /* frees what it holds outside the arena; false with errno */

#endif
