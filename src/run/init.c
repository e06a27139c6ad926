/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `init`: a copy of templates/workspace, which ships. Nothing that is there already is
 * written over: the files are listed first, and each is made only if it does not exist. When one
 * cannot be made, those before it are taken away again, so that a second try is possible. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "run/command.h"
#include "run/workspace.h"

struct copy {
    const struct options *options;
    struct arena *arena;
    struct diag *diag;
    const char *from, *to;
    const char **name; /* of the files, relative to both folders */
    size_t names, cap;
};

static int by_string(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All files in the folder (relative to c->from, "" for itself) and below. */
static void list(struct copy *c, const char *folder)
{
    DIR *dir = opendir(path_join(c->arena, c->from, folder));
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        const char *name = path_join(c->arena, folder, entry->d_name);
        if (folder_exists(path_join(c->arena, c->from, name))) {
            list(c, name);
            continue;
        }
        c->name = arena_grow(c->arena, c->name, sizeof *c->name, &c->cap, c->names + 1);
        c->name[c->names++] = name;
    }
    if (dir)
        closedir(dir);
}

/* Whatever stands in a file's place, be it a link that leads nowhere. */
static bool is_free(struct copy *c)
{
    for (size_t i = 0; i < c->names; i++) {
        struct stat about;
        const char *path = path_join(c->arena, c->to, c->name[i]);
        if (lstat(path, &about) == 0)
            diag_error(c->diag, (struct place){.file = path},
                       "is there already, and init writes over nothing");
    }
    return diag_errors(c->diag) == 0;
}

static bool make_file(struct copy *c, const char *name)
{
    struct text bytes;
    const char *from = path_join(c->arena, c->from, name), *to = path_join(c->arena, c->to, name);
    if (!file_read(c->arena, from, &bytes) || !folder_make(path_folder(c->arena, to)))
        return false;
    FILE *file = fopen(to, "wbx");
    if (!file)
        return false;
    bool is_whole = fwrite(bytes.p, 1, bytes.n, file) == bytes.n;
    int fault = is_whole ? 0 : errno;
    if (fclose(file) != 0 && !fault)
        fault = errno;
    if (fault)
        unlink(to);
    errno = fault;
    return !fault;
}

static bool make_files(struct copy *c)
{
    size_t made = 0;
    while (made < c->names && make_file(c, c->name[made]))
        made++;
    if (made == c->names)
        return true;
    diag_error(c->diag, (struct place){.file = path_join(c->arena, c->to, c->name[made])},
               "cannot write: %s", strerror(errno));
    while (made > 0)
        unlink(path_join(c->arena, c->to, c->name[--made]));
    return false;
}

/* As a shell reads it. */
static const char *quoted(struct arena *arena, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_./-+,:@%";
    const char *out = "";
    if (*word && strspn(word, plain) == strlen(word))
        return word;
    for (const char *quote; (quote = strchr(word, '\'')); word = quote + 1)
        out = arena_printf(arena, "%s%.*s'\\''", out, (int)(quote - word), word);
    return arena_printf(arena, "'%s%s'", out, word);
}

static void report(const struct copy *c)
{
    const char *program = quoted(c->arena, c->options->program);
    const char *folder = quoted(c->arena, c->options->file[0]);
    if (c->options->is_quiet || c->options->is_json)
        return;
    for (size_t i = 0; i < c->names; i++)
        fprintf(stderr, "%s\n", path_join(c->arena, c->to, c->name[i]));
    fprintf(stderr, "\nA workspace of %zu files. Next:\n\n", c->names);
    fprintf(stderr, "    %s import -C %s\n    %s build -C %s\n", program, folder, program, folder);
}

static int run_init(struct copy *c)
{
    const char *shipped = kit_shipped(c->arena);
    c->from = shipped ? path_join(c->arena, shipped, "templates/workspace") : NULL;
    if (c->from)
        list(c, "");
    if (!c->names) {
        diag_error(c->diag, (struct place){0},
                   "cannot find the workspace that ships with dokuwerk (templates/workspace)");
        return STATUS_ENVIRONMENT;
    }
    qsort(c->name, c->names, sizeof *c->name, by_string);
    if (!is_free(c))
        return STATUS_FAILED;
    if (!make_files(c))
        return STATUS_ENVIRONMENT;
    report(c);
    return STATUS_DONE;
}

int command_init(const struct options *o, struct arena *arena)
{
    struct copy c = {.options = o, .arena = arena, .diag = diag_new(arena), .to = o->file[0]};
    int status = run_init(&c);
    print_messages(o, c.diag, NULL);
    return status;
}
