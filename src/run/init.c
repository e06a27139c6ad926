/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `init`: a copy of templates/workspace, or with --funding of templates/funding with
 * the schema, the checks, the base rates and the words of V09 in data/; all ship. Nothing that is
 * there already is written over: the files are listed first, and each is made only if it does not
 * exist. When one cannot be made, those before it are taken away again, so that a second try is
 * possible. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/spoken.h"
#include "run/command.h"
#include "run/workspace.h"

struct file {
    const char *from, *name; /* name: within the workspace */
};

struct copy {
    const struct options *options;
    struct arena *arena;
    struct diag *diag;
    const char *to;
    struct file *file;
    size_t files, cap;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

static void add_file(struct copy *c, const char *from, const char *name)
{
    c->file = arena_grow(c->arena, c->file, sizeof *c->file, &c->cap, c->files + 1);
    c->file[c->files++] = (struct file){from, name};
}

/* All files in the folder and below; name: what it is within the workspace, "" for itself. */
static void add_folder(struct copy *c, const char *from, const char *name)
{
    DIR *dir = opendir(from);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        const char *path = path_join(c->arena, from, entry->d_name);
        const char *within = path_join(c->arena, name, entry->d_name);
        if (folder_exists(path))
            add_folder(c, path, within);
        else
            add_file(c, path, within);
    }
    if (dir)
        closedir(dir);
}

/* What the workspace is made of; false: it does not stand where the program was installed. */
static bool find_files(struct copy *c, const char *shipped)
{
    if (!c->options->is_funding) {
        add_folder(c, path_join(c->arena, shipped, "templates/workspace"), "");
        return c->files > 0;
    }
    static const char *const common[] = {"schema.sql", "records/base_rate.csv",
                                         "records/ineligible_word.csv"};
    const char *data = path_join(c->arena, shipped, "data");
    bool are_there = true;
    for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
        const char *from = path_join(c->arena, data, common[i]);
        are_there = are_there && file_exists(from);
        add_file(c, from, common[i]);
    }
    add_folder(c, path_join(c->arena, data, "checks"), "checks");
    size_t own = c->files;
    add_folder(c, path_join(c->arena, shipped, "templates/funding"), "");
    return are_there && c->files > own;
}

/* Whatever stands in a file's place, be it a link that leads nowhere. */
static bool is_free(struct copy *c)
{
    for (size_t i = 0; i < c->files; i++) {
        struct stat about;
        const char *path = path_join(c->arena, c->to, c->file[i].name);
        if (lstat(path, &about) == 0)
            diag_error(c->diag, (struct place){.file = path},
                       "is there already, and init writes over nothing");
    }
    return diag_errors(c->diag) == 0;
}

static bool make_file(struct copy *c, const struct file *one)
{
    struct text bytes;
    const char *to = path_join(c->arena, c->to, one->name);
    if (!file_read(c->arena, one->from, &bytes) || !folder_make(path_folder(c->arena, to)))
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
    while (made < c->files && make_file(c, &c->file[made]))
        made++;
    if (made == c->files)
        return true;
    diag_error(c->diag, (struct place){.file = path_join(c->arena, c->to, c->file[made].name)},
               "cannot write: %s", strerror(errno));
    while (made > 0)
        unlink(path_join(c->arena, c->to, c->file[--made].name));
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
    for (size_t i = 0; i < c->files; i++)
        fprintf(stderr, "%s\n", path_join(c->arena, c->to, c->file[i].name));
    fprintf(stderr, spoken("\nA workspace of %zu files. Next:\n\n"), c->files);
    fprintf(stderr, "    %s import -C %s\n    %s build -C %s\n", program, folder, program, folder);
}

static int run_init(struct copy *c)
{
    const char *shipped = kit_shipped(c->arena);
    if (!shipped || !find_files(c, shipped)) {
        diag_error(c->diag, (struct place){0},
                   "cannot find the workspace that ships with dokuwerk (%s)",
                   c->options->is_funding ? "templates/funding and data" : "templates/workspace");
        return STATUS_ENVIRONMENT;
    }
    qsort(c->file, c->files, sizeof *c->file, by_name);
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
