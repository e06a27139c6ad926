/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `import`: which files, into which database. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/spoken.h"
#include "db/import.h"
#include "run/command.h"
#include "run/workspace.h"

static int by_string(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* CSV files and workbooks, those too that are refused: what lies there unread would be missed. What
 * programs keep beside an open file begins with "." or "~$". */
static bool holds_records(struct text name)
{
    static const char *const endings[] = {".csv",  ".tsv",  ".ods", ".fods",   ".xlsx",
                                          ".xlsm", ".xlsb", ".xls", ".numbers"};
    if (text_starts(name, ".") || text_starts(name, "~$"))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);
        if (name.n > n && text_equal_caseless(text_from(name, name.n - n), text_of(endings[i])))
            return true;
    }
    return false;
}

/* The files of records/ in the workspace, sorted. */
static size_t find_records(struct arena *arena, const char *root, const char ***out)
{
    const char *folder = path_join(arena, root, "records");
    size_t n = 0, cap = 0;
    const char **list = NULL;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (!holds_records(text_of(entry->d_name)))
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
    if (!prepare_import(o, root, arena, &in, diag) || (o->is_strict && diag_warnings(diag) > 0))
        return STATUS_FAILED;
    size_t files = o->files ? o->files : find_records(arena, root, &file);
    if (files == 0 && !o->blank)
        diag_warn(diag, (struct place){.file = "records"},
                  "there is no CSV, ODS or XLSX file to import");
    bool is_done = o->blank ? import_blank(&in, o->blank, &count, diag)
                            : import_files(&in, file, files, &count, diag);
    if (!is_done)
        return count.is_environment ? STATUS_ENVIRONMENT : STATUS_FAILED;
    bool is_silent = o->is_quiet || o->is_json;
    if (o->blank && !is_silent)
        fprintf(stderr, spoken("%s: %zu blank files\n"), o->blank, count.tables);
    else if (!is_silent)
        fprintf(stderr, spoken("%s: %zu tables, %zu rows%s\n"), in.database, count.tables,
                count.rows, o->is_dry ? spoken(" (nothing written)") : "");
    return STATUS_DONE;
}

int command_import(const struct options *o, struct arena *arena)
{
    const char *root = workspace_find(arena, o->folder);
    if (!root)
        return workspace_missing(o);
    struct diag *diag = diag_new(arena);
    int status = run_import(o, root, arena, diag);
    print_messages(o, diag, NULL);
    return status;
}
