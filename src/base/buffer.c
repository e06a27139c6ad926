/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doubling growth; the one place besides the arena that calls realloc for bytes. */
#include "base/buffer.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

void buf_done(struct buf *b)
{
    free(b->p);
    *b = (struct buf){0};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    if (b->p)
        *b->p = '\0';
}

char *buf_reserve(struct buf *b, size_t n)
{
    if (b->cap - b->n <= n) {
        b->cap = (b->n + n + 1) * 2;
        b->p = heap_resize(b->p, b->cap, 1);
        b->p[b->n] = '\0';
    }
    return b->p + b->n;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
    char *room = buf_reserve(b, n);
    if (n)
        memcpy(room, bytes, n);
    b->n += n;
    b->p[b->n] = '\0';
}

void buf_text(struct buf *b, struct text t)
{
    buf_add(b, t.p, t.n);
}

void buf_string(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
    char *room = buf_reserve(b, 1);
    room[0] = c;
    room[1] = '\0';
    b->n++;
}

void buf_code_point(struct buf *b, uint32_t cp)
{
    b->n += utf8_encode(cp, buf_reserve(b, 4));
    b->p[b->n] = '\0';
}

void buf_printf(struct buf *b, const char *format, ...)
{
    enum { USUAL = 120 }; /* what is not longer is formatted once */
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(buf_reserve(b, USUAL), USUAL + 1, format, args);
    va_end(args);
    assert(n >= 0);
    if (n > USUAL)
        vsnprintf(buf_reserve(b, (size_t)n), (size_t)n + 1, format, again);
    va_end(again);
    b->n += (size_t)n;
}

struct text buf_as_text(const struct buf *b)
{
    return (struct text){b->p ? b->p : "", b->n};
}
