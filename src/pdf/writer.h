/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file as numbered objects (PDF 1.7 with object streams and a cross-reference stream). An
 * object goes out as soon as it is final and leaves eight bytes behind. Failures are kept and told
 * once. */
#ifndef PDF_WRITER_H
#define PDF_WRITER_H

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/file.h"

struct writer;

enum packing {
    PACKING_NONE,  /* as it is */
    PACKING_DONE,  /* by a packer */
    PACKING_FLATE, /* compressed here */
    PACKING_DENSE  /* compressed with more patience */
};

struct writer *writer_new(struct output *); /* writes the header */
void writer_free(struct writer *);

/* A number for an object that is written later (or never: then it is null). */
uint32_t writer_reserve(struct writer *);
/* The object `id` is the dictionary with these entries, or the array of these items. */
void writer_dict(struct writer *, uint32_t id, struct text entries);
void writer_array(struct writer *, uint32_t id, struct text items);
/* A dictionary that stands outside of object streams, so that simple tools can read it. */
void writer_lone_dict(struct writer *, uint32_t id, struct text entries);
/* The object `id` is a stream; entries: those besides Length and, when packed here, Filter. */
void writer_stream(struct writer *, uint32_t id, struct text entries, struct text data,
                   enum packing);
/* Cross-reference stream and trailer. */
void writer_finish(struct writer *, uint32_t catalog, uint32_t info);
/* False once anything failed; the first call after a failure reports it. */
void writer_name(struct writer *, struct place); /* how messages name the file */
bool writer_works(struct writer *, struct diag *);

#endif
