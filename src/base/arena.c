/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chunks in a list, newest first; an allocation moves a mark upward in the newest. Rewinding frees
 * the chunks above the mark. Chunks on disk are mapped parts of a file, the newest at its end: the
 * system may drop their pages and reads them anew when they are touched (madvise(2),
 * MADV_DONTNEED of a shared mapping). Under AddressSanitizer every unused byte is poisoned, so that
 * a use after rewind or past an allocation's end is seen. */
#define _DEFAULT_SOURCE
#include "base/arena.h"

#include <assert.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sanitizer.h"
#include "base/spoken.h"

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
    LEAST_KEPT = 64 * 1024,  /* bytes of a block that is not copied */
    STEPS_TO_REST = 8 * 1024 /* a step looks at a value, or a row of them: some megabytes */
};

struct chunk {
    struct chunk *older;
    size_t size, used;
    void *kept;          /* a block from the heap that goes with it, or NULL */
    struct arena *inner; /* the same of an arena */
    bool is_on_disk;
    char *bytes; /* behind it, or mapped */
};

struct arena {
    struct chunk *newest;
    size_t next_size;
    bool is_on_disk; /* as soon as it is large; false: or there is no room */
    int file;        /* -1: none yet */
    size_t file_size, steps;
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
    *arena = (struct arena){.next_size = FIRST_CHUNK, .file = -1};
    return arena;
}

/* Lays the chunk into the file; false: then memory has to do. Its room is reserved, as a full disk
 * would be told by a signal otherwise. */
static bool map(struct arena *arena, struct chunk *chunk)
{
    off_t at = (off_t)arena->file_size;
    if (arena->file < 0)
        arena->file = file_scratch();
    if (arena->file < 0 || posix_fallocate(arena->file, at, (off_t)chunk->size) != 0)
        return false;
    void *p = mmap(NULL, chunk->size, PROT_READ | PROT_WRITE, MAP_SHARED, arena->file, at);
    if (p == MAP_FAILED)
        return false;
    arena->file_size += chunk->size;
    chunk->bytes = p;
    return true;
}

static void unmap(struct arena *arena, struct chunk *chunk)
{
    munmap(chunk->bytes, chunk->size);
    arena->file_size -= chunk->size;
}

static void drop_newest(struct arena *arena)
{
    struct chunk *chunk = arena->newest;
    arena->newest = chunk->older;
    UNPOISON(chunk->bytes, chunk->size);
    free(chunk->kept);
    arena_free(chunk->inner);
    if (chunk->is_on_disk)
        unmap(arena, chunk);
    free(chunk);
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    while (arena->newest)
        drop_newest(arena);
    if (arena->file >= 0)
        close(arena->file);
    free(arena);
}

/* The head of a chunk is always in memory: its bytes follow it there unless they are on disk. */
static struct chunk *chunk_new(size_t size, size_t behind)
{
    size_t head = (sizeof(struct chunk) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct chunk *chunk = heap_resize(NULL, 1, head + behind);
    *chunk = (struct chunk){.size = size, .bytes = (char *)chunk + head};
    return chunk;
}

static void push(struct arena *arena, struct chunk *chunk)
{
    chunk->older = arena->newest;
    POISON(chunk->bytes, chunk->size);
    arena->newest = chunk;
}

/* A chunk of whole pages, or NULL: then memory has to do from here on. */
static struct chunk *chunk_on_disk(struct arena *arena, size_t need)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    struct chunk *chunk = chunk_new((need + page - 1) / page * page, 0);
    arena->is_on_disk = chunk->is_on_disk = map(arena, chunk);
    if (chunk->is_on_disk)
        return chunk;
    free(chunk);
    return NULL;
}

static void add_chunk(struct arena *arena, size_t need)
{
    size_t size = need > arena->next_size ? need : arena->next_size;
    struct chunk *chunk = NULL;
    if (arena->next_size < LARGEST_CHUNK)
        arena->next_size *= 2;
    else if (arena->is_on_disk)
        chunk = chunk_on_disk(arena, size);
    push(arena, chunk ? chunk : chunk_new(size, size));
}

struct arena *arena_on_disk(struct arena *arena)
{
    push(arena, chunk_new(0, 0));
    struct arena *inner = arena->newest->inner = arena_new();
    inner->is_on_disk = true;
    return inner;
}

void arena_step(struct arena *arena)
{
    if (!arena || ++arena->steps < STEPS_TO_REST)
        return;
    arena->steps = 0;
    for (struct chunk *chunk = arena->newest; chunk; chunk = chunk->older)
        if (chunk->is_on_disk)
            madvise(chunk->bytes, chunk->size, MADV_DONTNEED);
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
    push(arena, chunk_new(0, 0));
    arena->newest->kept = block;
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
    va_start(args, format);
    spoken_remember((struct text){s, (size_t)n}, format, args);
    va_end(args);
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
