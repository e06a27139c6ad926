/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file as numbered objects. libharu keeps the numbers and writes dictionaries, streams and the
 * trailer; an object goes out as soon as it is final and leaves 50 bytes behind. Offsets are ours,
 * 64 bits wide, because libharu's wrap at 4 GiB. Failures are kept and told once. */
#ifndef PDF_WRITER_H
#define PDF_WRITER_H

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/file.h"

struct writer;

enum packing {
    PACKING_NONE, /* as it is */
    PACKING_FLATE /* compressed here */
};

struct writer *writer_new(struct output *); /* writes the header */
void writer_free(struct writer *);

/* A number for an object that is written later (or never: then it is null). */
uint32_t writer_reserve(struct writer *);
/* The object `id` is the dictionary with these entries. */
void writer_dict(struct writer *, uint32_t id, struct text entries);
/* The object `id` is a stream; entries: those besides Length and, when packed here, Filter. */
void writer_stream(struct writer *, uint32_t id, struct text entries, struct text data,
                   enum packing);
/* Cross-reference table and trailer. */
void writer_finish(struct writer *, uint32_t catalog, uint32_t info);
/* False once anything failed; the first call after a failure reports it. */
void writer_name(struct writer *, struct place); /* how messages name the file */
bool writer_works(struct writer *, struct diag *);

#endif
