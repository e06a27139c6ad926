/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An arena hands out zeroed memory and frees all of it at once. A document owns one, so does
 * each worker for scratch work (marked, then rewound). Nothing it returns is ever NULL: when memory
 * is exhausted the handler that run/main.c installed ends the program. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/text.h"

struct arena;
struct arena_mark {
    void *chunk;
    size_t used;
};

struct arena *arena_new(void);
/* An arena that ends with the other at the latest, for much that is seldom looked at: beyond its
 * first megabytes it lies in a nameless temporary file, if there is room for one. */
struct arena *arena_on_disk(struct arena *);
/* Whoever goes through such an arena says so at each step, so that what has been looked at does not
 * pile up in memory. Addresses stay valid. NULL is allowed. */
void arena_step(struct arena *);
void arena_free(struct arena *); /* NULL is allowed */

void *arena_alloc(struct arena *, size_t n, size_t size); /* n * size checked, zeroed */
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, type, n) ((type *)arena_alloc((arena), (n), sizeof(type)))

/* Grows an array that holds *cap elements so that it can take `need`; the old block stays behind.
 * Returns the (possibly moved) array; what is new of it is zeroed. */
void *arena_grow(struct arena *, void *array, size_t size, size_t *cap, size_t need);

char *arena_string(struct arena *, struct text);     /* NUL-terminated copy */
struct text arena_text(struct arena *, struct text); /* copy, also NUL-terminated */
char *arena_printf(struct arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes a block from heap_resize or heap_grow, of which `bytes` are used, the arena's; a small one
 * is copied. Returns where it lies now. Lists that grow long do so on the heap: an arena would keep
 * every smaller copy. */
void *arena_keep(struct arena *, void *block, size_t bytes);

/* Everything allocated after the mark is given back by the rewind. */
struct arena_mark arena_mark(const struct arena *);
void arena_rewind(struct arena *, struct arena_mark);

/* What happens when memory is exhausted; must not return. Default: abort(). */
void arena_on_exhaustion(void (*handler)(void));
/* malloc/realloc that end in the same handler. */
void *heap_resize(void *block, size_t n, size_t size);
/* Grows an array on the heap that holds *cap elements so that it can take `need`; what is new of it
 * is not zeroed. */
void *heap_grow(void *array, size_t size, size_t *cap, size_t need);

#endif
