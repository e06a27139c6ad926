/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chunks in a list, newest first; an allocation moves a mark upward in the newest. Rewinding frees
 * the chunks above the mark. Under AddressSanitizer every unused byte is poisoned, so that a use
 * after rewind or past an allocation's end is seen. */
#include "base/arena.h"

#include <assert.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sanitizer.h"

#ifdef HAS_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
enum { RED_ZONE = 16 };
#else
#define POISON(p, n) ((void)0)
#define UNPOISON(p, n) ((void)0)
enum { RED_ZONE = 0 };
#endif

enum {
    FIRST_CHUNK = 16 * 1024,
    LARGEST_CHUNK = 1024 * 1024,
    ALIGNMENT = 16,
    LEAST_KEPT = 64 * 1024 /* bytes of a block that is not copied */
};

struct chunk {
    struct chunk *older;
    size_t size, used;
    void *kept;          /* a block from the heap that goes with it, or NULL */
    struct arena *inner; /* the same of an arena */
    alignas(ALIGNMENT) char bytes[];
};

struct arena {
    struct chunk *newest;
    size_t next_size;
};

static void exhausted_by_default(void)
{
    abort();
}

static void (*on_exhaustion)(void) = exhausted_by_default;

void arena_on_exhaustion(void (*handler)(void))
{
    on_exhaustion = handler;
}

void *heap_resize(void *block, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        on_exhaustion();
    void *p = realloc(block, n && size ? n * size : 1);
    if (!p)
        on_exhaustion();
    return p;
}

void heap_trim(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

void *heap_grow(void *array, size_t size, size_t *cap, size_t need)
{
    enum { LEAST = 64 };
    if (need <= *cap)
        return array;
    *cap = *cap ? *cap + *cap / 2 : LEAST;
    *cap = *cap < need ? need : *cap;
    return heap_resize(array, *cap, size);
}

struct arena *arena_new(void)
{
    struct arena *arena = heap_resize(NULL, 1, sizeof *arena);
    *arena = (struct arena){.next_size = FIRST_CHUNK};
    return arena;
}

static void drop_newest(struct arena *arena)
{
    struct chunk *chunk = arena->newest;
    arena->newest = chunk->older;
    UNPOISON(chunk->bytes, chunk->size);
    free(chunk->kept);
    arena_free(chunk->inner);
    free(chunk);
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    while (arena->newest)
        drop_newest(arena);
    free(arena);
}

static void push_chunk(struct arena *arena, size_t size, void *kept)
{
    struct chunk *chunk = heap_resize(NULL, 1, sizeof *chunk + size);
    *chunk = (struct chunk){.older = arena->newest, .size = size, .kept = kept};
    POISON(chunk->bytes, size);
    arena->newest = chunk;
}

struct arena *arena_within(struct arena *arena)
{
    push_chunk(arena, 0, NULL);
    arena->newest->inner = arena_new();
    return arena->newest->inner;
}

static void add_chunk(struct arena *arena, size_t need)
{
    push_chunk(arena, need > arena->next_size ? need : arena->next_size, NULL);
    if (arena->next_size < LARGEST_CHUNK)
        arena->next_size *= 2;
}

/* Memory as it comes, not zeroed. Bytes stand close together, all else is aligned. */
static void *take(struct arena *arena, size_t n, size_t size)
{
    if (size && n > (SIZE_MAX / 2 - ALIGNMENT - RED_ZONE) / size)
        on_exhaustion();
    size_t bytes = n * size, align = size == 1 && !RED_ZONE ? 1 : ALIGNMENT;
    struct chunk *chunk = arena->newest;
    size_t at = chunk ? (chunk->used + align - 1) & ~(align - 1) : 0;
    if (!chunk || at > chunk->size || chunk->size - at < bytes + RED_ZONE) {
        add_chunk(arena, bytes + RED_ZONE);
        chunk = arena->newest;
        at = 0;
    }
    void *p = chunk->bytes + at;
    chunk->used = at + bytes + RED_ZONE;
    UNPOISON(p, bytes);
    return p;
}

void *arena_alloc(struct arena *arena, size_t n, size_t size)
{
    return memset(take(arena, n, size), 0, n * size);
}

void *arena_grow(struct arena *arena, void *array, size_t size, size_t *cap, size_t need)
{
    if (need <= *cap)
        return array;
    size_t wider = *cap ? *cap * 2 : 8;
    if (wider < need)
        wider = need;
    char *moved = take(arena, wider, size);
    size_t used = *cap * size;
    if (used)
        memcpy(moved, array, used);
    memset(moved + used, 0, wider * size - used);
    *cap = wider;
    return moved;
}

void *arena_keep(struct arena *arena, void *block, size_t bytes)
{
    if (bytes < LEAST_KEPT) {
        void *copy = take(arena, 1, bytes);
        if (bytes)
            memcpy(copy, block, bytes);
        free(block);
        return copy;
    }
    block = heap_resize(block, bytes, 1);
    push_chunk(arena, 0, block);
    return block;
}

char *arena_string(struct arena *arena, struct text t)
{
    char *copy = arena_alloc(arena, t.n + 1, 1);
    if (t.n)
        memcpy(copy, t.p, t.n);
    return copy;
}

struct text arena_text(struct arena *arena, struct text t)
{
    return (struct text){arena_string(arena, t), t.n};
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    char probe[1];
    int n = vsnprintf(probe, sizeof probe, format, args);
    va_end(args);
    assert(n >= 0);
    char *s = arena_alloc(arena, (size_t)n + 1, 1);
    vsnprintf(s, (size_t)n + 1, format, again);
    va_end(again);
    return s;
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){arena->newest, arena->newest ? arena->newest->used : 0};
}

/* The last chunk of all stays, for those who rewind to the beginning time and again. */
static bool is_last(const struct arena *arena)
{
    const struct chunk *chunk = arena->newest;
    return !chunk || (!chunk->older && !chunk->kept && !chunk->inner);
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    while (arena->newest != mark.chunk && (mark.chunk || !is_last(arena))) {
        assert(arena->newest);
        drop_newest(arena);
    }
    if (arena->newest) {
        arena->newest->used = mark.used;
        POISON(arena->newest->bytes + mark.used, arena->newest->size - mark.used);
    }
}
