/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document outside a batch: `typeset` writes it, `expand` prints its text. */
#include <string.h>

#include "base/file.h"
#include "base/spoken.h"
#include "doc/json.h"
#include "doc/language.h"
#include "doc/locale.h"
#include "run/command.h"
#include "run/workspace.h"

static bool read_standards(struct arena *arena, const struct options *o, unsigned *bits)
{
    struct text rest = text_of(o->standards), word;
    while (text_next_part(&rest, ',', &word)) {
        enum standard standard;
        if (!standard_find(word, &standard)) {
            fprintf(stderr, spoken("dokuwerk: unknown standard '%s'\n"), arena_string(arena, word));
            return false;
        }
        *bits |= standard;
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
        fprintf(stderr, spoken("dokuwerk: --dump is expand, tree, flow or pages, not '%s'\n"),
                o->dump);
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
    s->job.data = source ? data_parse(s->arena, source->text, start, s->diag) : NULL;
    if (s->job.data && s->job.data->kind != YAML_MAP) {
        diag_error(s->diag, start, "--data wants a mapping of names to values");
        s->job.data = NULL;
    }
    return s->job.data != NULL;
}

/* What a picture's path in the database is relative to. */
static const char *picture_root(const struct single *s)
{
    if (s->root)
        return s->root;
    return s->options->database ? path_folder(s->arena, s->options->database) : ".";
}

/* A workspace given by -C lends its database, date, theme and project values. Returns the exit
 * status when nothing can be done, else STATUS_DONE. */
static int load_workspace(struct single *s)
{
    struct manifest *m = s->root ? manifest_load(s->arena, &s->kit.library, s->diag) : NULL;
    if (s->root && !m)
        return STATUS_FAILED;
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
    if (s->store && s->job.dump != DUMP_EXPAND)
        releases_load(s->arena, &s->kit.library, picture_root(s), s->store, s->job.date,
                      s->kit.release, s->diag);
    return s->store ? STATUS_DONE : STATUS_ENVIRONMENT;
}

/* What only this command line can be wrong about. */
static bool is_usable(const struct single *s)
{
    const struct options *o = s->options;
    if (o->lang && !language_is_known(o->lang)) {
        fprintf(stderr, spoken("dokuwerk: unknown language '%s'\n"), o->lang);
        return false;
    }
    if (s->job.dump == DUMP_NONE && file_is_same(o->file[0], s->job.output)) {
        fprintf(stderr, spoken("dokuwerk: '%s' would be written over: name another file with -o\n"),
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
    if (!kit_open(&s->kit, s->arena, s->root, s->diag))
        return STATUS_ENVIRONMENT;
    int status = load_workspace(s);
    if (status != STATUS_DONE)
        return status;
    if (!load_data(s))
        return STATUS_FAILED;
    s->job.suppress = -1;
    s->job.source = o->file[0];
    s->job.at = (struct place){.file = o->file[0]};
    s->job.argument = o->param;
    s->job.arguments = o->params;
    s->job.lang = o->lang;
    s->job.theme = o->theme;
    s->job.is_strict = o->is_strict;
    s->job.viewer = o->viewer;
    s->job.is_draft = o->is_draft;
    s->job.is_template = o->params > 0 || o->data || o->command == COMMAND_EXPAND;
    s->job.path = s->job.output;
    if (o->command == COMMAND_TYPESET && s->job.dump == DUMP_NONE)
        output_sweep_beside(s->job.output);
    struct outcome outcome = job_run(&s->job, &s->kit, s->store, s->arena, s->diag);
    for (size_t i = 0; s->job.dump == DUMP_NONE && i < outcome.beside.n; i++)
        output_sweep_beside(outcome.beside.file[i].output);
    if (o->is_verbose && outcome.is_done)
        fprintf(stderr, spoken("%s: %u pages\n"), s->job.path, outcome.pages);
    return outcome.is_unwritable ? STATUS_ENVIRONMENT
           : outcome.is_done     ? STATUS_DONE
                                 : STATUS_FAILED;
}

int command_single(const struct options *o, struct arena *arena)
{
    struct single s = {.options = o, .arena = arena, .diag = diag_new(arena)};
    if (o->is_spec)
        return command_mustache(o, arena);
    if (o->folder && !(s.root = workspace_find(arena, o->folder)))
        return workspace_missing(o);
    int status = run_single(&s);
    fflush(stdout);
    print_messages(o, s.diag, NULL);
    store_close(s.store);
    kit_close(&s.kit);
    return status;
}
