/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of db/ work on: a temporary folder, an arena, and messages as printed. */
#ifndef TESTS_DB_DESK_H
#define TESTS_DB_DESK_H

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diagnostic.h"
#include "base/file.h"
#include "tests/check.h"

static char folder[] = "/tmp/desk.XXXXXX";
static struct arena *arena;
static struct diag *diag;

__attribute__((unused)) static void desk_open(void)
{
    arena = arena_new();
    diag = diag_new(arena);
    if (!mkdtemp(folder))
        abort();
}

__attribute__((unused)) static const char *at(const char *name)
{
    return path_join(arena, folder, name);
}

__attribute__((unused)) static void put(const char *name, const char *bytes)
{
    if (!file_write(at(name), text_of(bytes)))
        abort();
}

__attribute__((unused)) static struct text bytes_of(const char *name)
{
    struct text bytes = {"", 0};
    file_read(arena, at(name), &bytes);
    return bytes;
}

/* Names and number of what is in the folder. */
__attribute__((unused)) static size_t count_files(void)
{
    size_t n = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        n += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    closedir(dir);
    return n;
}

/* The messages since the last call, as printed. */
__attribute__((unused)) static const char *messages(void)
{
    char *out = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&out, &n);
    diag_print(diag, file);
    fclose(file);
    const char *copy = arena_string(arena, (struct text){out, n});
    free(out);
    diag = diag_new(arena);
    return copy;
}

__attribute__((unused)) static void desk_empty(void)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        unlink(at(entry->d_name));
    closedir(dir);
}

__attribute__((unused)) static int desk_close(void)
{
    desk_empty();
    rmdir(folder);
    arena_free(arena);
    return check_done();
}

#endif
