/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line's entry: finds the workspace, runs the command, prints messages, decides the
 * exit status. The only file that exits. */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "db/import.h"
#include "pdf/pdf.h"
#include "run/batch.h"

static void out_of_memory(void)
{
    static const char text[] = "dokuwerk: out of memory\n";
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored;
    _Exit(STATUS_ENVIRONMENT);
}

/* The workspace: -C, or the nearest folder upwards that has a manifest; NULL: none. */
static const char *find_workspace(struct arena *arena, const char *folder)
{
    if (folder)
        return file_exists(path_join(arena, folder, "dokuwerk.yaml")) ? folder : NULL;
    const char *at = ".";
    for (int depth = 0; depth < 64; depth++) {
        if (file_exists(path_join(arena, at, "dokuwerk.yaml")))
            return at;
        at = depth == 0 ? ".." : arena_printf(arena, "%s/..", at);
    }
    return NULL;
}

static int no_workspace(const struct options *o)
{
    if (o->folder)
        fprintf(stderr, "dokuwerk: there is no dokuwerk.yaml in '%s'\n", o->folder);
    else
        fputs("dokuwerk: no workspace: neither this folder nor one above has a dokuwerk.yaml\n",
              stderr);
    return STATUS_USAGE;
}

static bool can_open(const char *file)
{
    errno = 0;
    if (access(file, R_OK) == 0 && file_exists(file))
        return true;
    const char *fault = errno                 ? strerror(errno)
                        : folder_exists(file) ? strerror(EISDIR)
                                              : "no file";
    fprintf(stderr, "dokuwerk: cannot open '%s': %s\n", file, fault);
    return false;
}

/* Single documents */

static bool read_standards(struct arena *arena, const struct options *o, unsigned *bits)
{
    for (struct text rest = text_of(o->standards); rest.n;) {
        size_t comma = text_find_char(rest, ',');
        struct text word = text_trim(comma == SIZE_MAX ? rest : text_slice(rest, 0, comma));
        enum standard standard;
        if (!standard_find(word, &standard)) {
            fprintf(stderr, "dokuwerk: unknown standard '%s'\n", arena_string(arena, word));
            return false;
        }
        *bits |= standard;
        rest = comma == SIZE_MAX ? TEXT("") : text_from(rest, comma + 1);
    }
    return true;
}

static bool read_dump(const struct options *o, enum dump *dump)
{
    static const char *const names[] = {"", "expand", "tree", "flow", "pages"};
    *dump = o->command == COMMAND_EXPAND ? DUMP_EXPAND : DUMP_NONE;
    for (int i = 1; o->dump && i <= DUMP_PAGES; i++)
        if (strcmp(o->dump, names[i]) == 0)
            *dump = (enum dump)i;
    if (o->dump && *dump == DUMP_NONE) {
        fprintf(stderr, "dokuwerk: --dump is expand, tree, flow or pages, not '%s'\n", o->dump);
        return false;
    }
    return true;
}

struct single {
    const struct options *options;
    struct arena *arena;
    struct diag *diag;
    struct kit kit;
    struct store *store;
    struct job job;
    const char *root;
};

static const char *default_output(struct arena *arena, const char *file)
{
    struct text stem = path_stem(file);
    return path_join(arena, path_folder(arena, file),
                     arena_printf(arena, "%.*s.pdf", (int)stem.n, stem.p));
}

static bool load_data(struct single *s)
{
    if (!s->options->data)
        return true;
    struct source *source = source_read(s->arena, &s->kit.library, s->options->data,
                                        (struct place){.file = s->options->data}, s->diag);
    struct place start = {s->options->data, 1, 1, NULL};
    s->job.data = source ? yaml_parse(s->arena, source->text, start, s->diag) : NULL;
    if (s->job.data && s->job.data->kind != YAML_MAP) {
        diag_error(s->diag, start, "--data wants a mapping of names to values");
        s->job.data = NULL;
    }
    return s->job.data != NULL;
}

/* A workspace given by -C lends its database, date, theme and project values. */
static bool load_workspace(struct single *s)
{
    struct manifest *m = s->root ? manifest_load(s->arena, &s->kit.library, s->diag) : NULL;
    if (s->root && !m)
        return false;
    s->job.date = date_of_today(s->arena, m ? m->date : NULL);
    s->job.default_theme = m ? m->theme : NULL;
    s->job.project = m ? m->project : NULL;
    if (s->options->database)
        s->store = store_open(s->options->database, s->options->database, s->job.date, s->diag);
    else if (m && m->database)
        s->store = store_open(path_join(s->arena, s->root, m->database), m->database, s->job.date,
                              s->diag);
    else
        s->store = store_open_empty(s->job.date, s->diag);
    return s->store != NULL;
}

/* What only this command line can be wrong about. */
static bool is_usable(const struct single *s)
{
    const struct options *o = s->options;
    if (o->lang && !locale_knows(s->arena, o->lang)) {
        fprintf(stderr, "dokuwerk: unknown language '%s'\n", o->lang);
        return false;
    }
    if (s->job.dump == DUMP_NONE && file_is_same(o->file[0], s->job.output)) {
        fprintf(stderr, "dokuwerk: '%s' would be written over: name another file with -o\n",
                o->file[0]);
        return false;
    }
    return true;
}

static int run_single(struct single *s)
{
    const struct options *o = s->options;
    if (!read_dump(o, &s->job.dump) || !read_standards(s->arena, o, &s->job.standards))
        return STATUS_USAGE;
    if (!can_open(o->file[0]) || (o->data && !can_open(o->data)))
        return STATUS_ENVIRONMENT;
    s->job.output = o->output ? o->output : default_output(s->arena, o->file[0]);
    if (!is_usable(s))
        return STATUS_USAGE;
    if (!kit_open(&s->kit, s->arena, s->root, s->diag) || !load_workspace(s))
        return STATUS_ENVIRONMENT;
    if (!load_data(s))
        return STATUS_FAILED;
    s->job.source = o->file[0];
    s->job.at = (struct place){.file = o->file[0]};
    s->job.argument = o->param;
    s->job.arguments = o->params;
    s->job.lang = o->lang;
    s->job.theme = o->theme;
    s->job.is_strict = o->is_strict;
    s->job.is_template = o->params > 0 || o->data || o->command == COMMAND_EXPAND;
    s->job.path = s->job.output;
    struct outcome outcome = job_run(&s->job, &s->kit, s->store, s->arena, s->diag);
    if (o->is_verbose && outcome.is_done)
        fprintf(stderr, "%s: %u pages\n", s->job.path, outcome.pages);
    return outcome.is_unwritable ? STATUS_ENVIRONMENT
           : outcome.is_done     ? STATUS_DONE
                                 : STATUS_FAILED;
}

static int command_single(const struct options *o, struct arena *arena)
{
    struct single s = {.options = o, .arena = arena, .diag = diag_new(arena)};
    if (o->folder && !(s.root = find_workspace(arena, o->folder)))
        return no_workspace(o);
    int status = run_single(&s);
    fflush(stdout);
    print_messages(o, s.diag, NULL);
    store_close(s.store);
    kit_close(&s.kit);
    return status;
}

/* Import */

static int by_string(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* records/\*.csv of the workspace, sorted. */
static size_t find_records(struct arena *arena, const char *root, const char ***out)
{
    const char *folder = path_join(arena, root, "records");
    size_t n = 0, cap = 0;
    const char **list = NULL;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (!text_ends(text_of(entry->d_name), ".csv") || entry->d_name[0] == '.')
            continue;
        list = arena_grow(arena, list, sizeof *list, &cap, n + 1);
        list[n++] = path_join(arena, folder, entry->d_name);
    }
    if (dir)
        closedir(dir);
    if (n)
        qsort(list, n, sizeof *list, by_string);
    *out = list;
    return n;
}

/* The options of an import, from the manifest; false: reported. */
static bool prepare_import(const struct options *o, const char *root, struct arena *arena,
                           struct import_options *out, struct diag *diag)
{
    struct library library = {root, kit_shipped(arena)};
    struct manifest *manifest = manifest_load(arena, &library, diag);
    if (!manifest)
        return false;
    if (!manifest->database) {
        diag_error(diag, (struct place){.file = manifest->path}, "'database:' is missing");
        return false;
    }
    const char *schema = path_join(arena, root, "schema.sql");
    *out = (struct import_options){.database = path_join(arena, root, manifest->database),
                                   .schema = file_exists(schema) ? schema : NULL,
                                   .root = root,
                                   .table = o->table,
                                   .is_fresh = o->files == 0,
                                   .is_dry = o->is_dry,
                                   .is_strict = o->is_strict};
    return true;
}

static int run_import(const struct options *o, const char *root, struct arena *arena,
                      struct diag *diag)
{
    struct import_options in;
    struct import_count count = {0};
    const char **file = (const char **)o->file;
    for (size_t i = 0; i < o->files; i++)
        if (!can_open(o->file[i]))
            return STATUS_ENVIRONMENT;
    if (!prepare_import(o, root, arena, &in, diag))
        return STATUS_FAILED;
    size_t files = o->files ? o->files : find_records(arena, root, &file);
    bool is_done = o->blank ? import_blank(&in, o->blank, &count, diag)
                            : import_files(&in, file, files, &count, diag);
    if (!is_done)
        return count.is_environment ? STATUS_ENVIRONMENT : STATUS_FAILED;
    if (o->blank && !o->is_quiet)
        fprintf(stderr, "%s: %zu blank files\n", o->blank, count.tables);
    else if (!o->is_quiet)
        fprintf(stderr, "%s: %zu tables, %zu rows%s\n", in.database, count.tables, count.rows,
                o->is_dry ? " (nothing written)" : "");
    return STATUS_DONE;
}

static int command_import(const struct options *o, struct arena *arena)
{
    const char *root = find_workspace(arena, o->folder);
    if (!root)
        return no_workspace(o);
    struct diag *diag = diag_new(arena);
    int status = run_import(o, root, arena, diag);
    print_messages(o, diag, NULL);
    return status;
}

static int command_fonts(const struct options *o, struct arena *arena)
{
    struct diag *diag = diag_new(arena);
    struct kit kit;
    const char *root = find_workspace(arena, o->folder);
    if (o->folder && !root)
        return no_workspace(o);
    bool is_open = kit_open(&kit, arena, root, diag);
    bool is_complete = is_open && fonts_report(kit.fonts, stdout);
    print_messages(o, diag, NULL);
    kit_close(&kit);
    return is_complete ? STATUS_DONE : STATUS_ENVIRONMENT;
}

static int command_build(const struct options *o, struct arena *arena)
{
    const char *root = find_workspace(arena, o->folder);
    return root ? batch_build(o, root, arena) : no_workspace(o);
}

static int run(const struct options *o, struct arena *arena)
{
    if (o->wants_help || o->command == COMMAND_HELP) {
        options_help(o->command, stdout);
        return STATUS_DONE;
    }
    switch (o->command) {
    case COMMAND_BUILD: return command_build(o, arena);
    case COMMAND_TYPESET:
    case COMMAND_EXPAND: return command_single(o, arena);
    case COMMAND_IMPORT: return command_import(o, arena);
    case COMMAND_FONTS: return command_fonts(o, arena);
    case COMMAND_VERSION: puts(PDF_PRODUCER); return STATUS_DONE;
    case COMMAND_NONE:
    case COMMAND_HELP:
    case COMMANDS: break;
    }
    return STATUS_USAGE;
}

int main(int argc, char **argv)
{
    struct options options;
    arena_on_exhaustion(out_of_memory);
    signal(SIGXFSZ, SIG_IGN); /* a file limit is a failed write, with a message */
    if (!options_read(&options, argc, argv))
        return STATUS_USAGE;
    struct arena *arena = arena_new();
    int status = run(&options, arena);
    arena_free(arena);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "dokuwerk: cannot write to standard output: %s\n", strerror(errno));
        status = STATUS_ENVIRONMENT;
    }
    return status;
}
