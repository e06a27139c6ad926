/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arenas on disk: what is put into them comes out again, wherever it lies. */
#define _GNU_SOURCE
#include "base/arena.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "tests/check.h"

enum { NUMBERS = 1024, ROUNDS = 12000, LARGE = 8 * 1000 * 1000 };

/* Megabytes of numbers in small blocks, walked until the memory has been let go of many times. */
static void fill(struct arena *arena, unsigned **block, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        block[i] = ARENA_ARRAY(arena, unsigned, NUMBERS);
        for (unsigned k = 0; k < NUMBERS; k++)
            block[i][k] = i * NUMBERS + k;
        arena_step(arena);
    }
}

static bool is_filled(struct arena *arena, unsigned **block, unsigned n)
{
    for (unsigned i = 0; i < n; i++, arena_step(arena))
        for (unsigned k = 0; k < NUMBERS; k++)
            if (block[i][k] != i * NUMBERS + k)
                return false;
    return true;
}

/* Kilobytes of the process in memory, or in the files it has mapped. */
static long kilobytes(const char *key)
{
    char line[200];
    long found = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (strncmp(line, key, strlen(key)) == 0)
            sscanf(line + strlen(key), ": %ld", &found);
    if (status)
        fclose(status);
    return found;
}

static void values_last(void)
{
    struct arena *arena = arena_new(), *disk = arena_on_disk(arena);
    unsigned **block = ARENA_ARRAY(arena, unsigned *, ROUNDS);
    long before = kilobytes("VmRSS");
    fill(disk, block, ROUNDS);
    check(is_filled(disk, block, ROUNDS), "48 MB of numbers are what they were");
#ifndef HAS_ASAN
    for (unsigned i = 0; i < 8 * 1024; i++)
        arena_step(disk);
    check(before == 0 || kilobytes("VmRSS") - before < 8 * 1024, "and do not stay in memory");
#endif
    check(is_filled(disk, block, ROUNDS), "and are still there afterwards");
    arena_free(arena);
}

static void a_rewind_gives_the_room_back(void)
{
    struct arena *arena = arena_new(), *disk = arena_on_disk(arena);
    unsigned *block[2000];
    fill(disk, block, 1000);
    struct arena_mark mark = arena_mark(disk);
    for (int i = 0; i < 3; i++) {
        fill(disk, block + 1000, 1000);
        arena_rewind(disk, mark);
    }
    fill(disk, block + 1000, 500);
    check(is_filled(disk, block, 1000), "what stood before the mark stays");
    char *large = ARENA_ARRAY(disk, char, LARGE);
    bool is_zero = true;
    for (size_t i = 0; i < LARGE; i++)
        is_zero = is_zero && !large[i];
    check(is_zero, "memory is zero, also where something stood");
    arena_free(arena);
}

static void without_room_memory_does(void)
{
    struct rlimit old, none = {LARGE, RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    none.rlim_max = old.rlim_max;
    setrlimit(RLIMIT_FSIZE, &none);
    struct arena *arena = arena_new(), *disk = arena_on_disk(arena);
    unsigned **block = ARENA_ARRAY(arena, unsigned *, ROUNDS);
    fill(disk, block, ROUNDS);
    check(is_filled(disk, block, ROUNDS), "half on disk, half in memory: the numbers are right");
    arena_free(arena);
    setrlimit(RLIMIT_FSIZE, &old);
}

int main(void)
{
    values_last();
    a_rewind_gives_the_room_back();
    without_room_memory_does();
    return check_done();
}
