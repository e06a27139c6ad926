/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing string of bytes on the heap. `{0}` is an empty one; after any add, p[n] is NUL. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct buf {
    char *p;
    size_t n, cap;
};

void buf_done(struct buf *);  /* frees; leaves an empty buffer */
void buf_clear(struct buf *); /* empty, keeps its memory */
void buf_add(struct buf *, const void *bytes, size_t n);
void buf_text(struct buf *, struct text);
void buf_string(struct buf *, const char *);
void buf_char(struct buf *, char);
void buf_code_point(struct buf *, uint32_t); /* as UTF-8 */
void buf_printf(struct buf *, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct text buf_as_text(const struct buf *); /* valid until the next add */
char *buf_reserve(struct buf *, size_t n);   /* room for n more bytes at p + n */

#endif
