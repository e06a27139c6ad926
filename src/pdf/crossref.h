/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each object stands: at a byte of the file or within an object stream. Eight bytes an
 * object, on disk when they are many; libharu's list takes fifty and knows tables of 32-bit offsets
 * alone. */
#ifndef PDF_CROSSREF_H
#define PDF_CROSSREF_H

#include "base/buffer.h"

enum { MOST_OBJECTS = 8388607 }; /* ISO 19005-2, 6.1.13 */

struct crossref {
    struct arena *arena, *parts;
    uint64_t **part; /* entries by object number; 0: not written yet */
    size_t n, cap;   /* number 0 is counted: it heads the free ones */
};

struct crossref crossref_new(void);
void crossref_done(struct crossref *);
/* The next number; 0: there are MOST_OBJECTS already. */
uint32_t crossref_reserve(struct crossref *);
bool crossref_is_placed(const struct crossref *, uint32_t id);
void crossref_place(struct crossref *, uint32_t id, uint64_t offset);
/* The object is the index-th, from 0, in the object stream `stream`. */
void crossref_place_within(struct crossref *, uint32_t id, uint32_t stream, uint32_t index);
/* The bytes that the largest offset or stream number takes. */
size_t crossref_width(const struct crossref *);
/* The entries that tell how to read rows of the cross-reference stream (ISO 32000-1, 7.5.8). */
void crossref_put_entries(const struct crossref *, size_t width, struct buf *);
/* The rows from number `from` on, some thousands, each led by the tag of PNG's predictor Up. False:
 * there are none. */
bool crossref_put_rows(const struct crossref *, size_t width, size_t *from, struct buf *);

#endif
