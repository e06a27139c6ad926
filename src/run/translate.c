/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `translate`: what its verbs begin and end with. */
#include "run/translate.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "db/store.h"
#include "doc/language.h"
#include "run/kit.h"
#include "run/translations.h"
#include "run/workspace.h"

static const struct {
    const char *name;
    bool (*run)(struct translate *);
} verbs[] = {
    {"extract", translate_extract}, {"update", translate_update}, {"status", translate_status},
    {"export", translate_export},   {"import", translate_import},
};

const char *translate_file(const struct translate *t, const char *lang, const char *ending)
{
    return arena_printf(t->arena, "po/%s%s", lang, ending);
}

bool translate_unwritable(struct translate *t, const char *shown, int fault)
{
    diag_error(t->diag, (struct place){.file = shown}, "cannot be written: %s", strerror(fault));
    t->is_environment = true;
    return false;
}

bool translate_folder(struct translate *t)
{
    const char *path = path_join(t->arena, t->root, "po");
    return folder_make(path) || translate_unwritable(t, "po", errno);
}

bool translate_commit(struct translate *t, struct output *output, const char *path,
                      const char *shown, bool *is_new)
{
    struct text before, now;
    *is_new = true;
    if (!output_settle(output)) {
        int fault = errno;
        output_abandon(output);
        return translate_unwritable(t, shown, fault);
    }
    if (output_path(output) && file_exists(path) && file_read(t->arena, path, &before) &&
        file_read(t->arena, output_path(output), &now) && text_equal(before, now)) {
        *is_new = false;
        output_abandon(output);
        return true;
    }
    return output_commit(output) || translate_unwritable(t, shown, errno);
}

/* Languages */

static void add_language(struct translate *t, struct text tag)
{
    const struct manifest *m = t->manifest;
    struct place at = {.file = m->path};
    const char *lang = arena_string(t->arena, tag);
    if (text_is_among(tag, t->lang, t->langs))
        return;
    if (text_is(tag, m->source_lang)) {
        diag_error(t->diag, at, "--lang: '%s' is the source language", lang);
    } else if (!text_is_among(tag, m->target, m->targets)) {
        diag_error(t->diag, at, "--lang: '%s' is not among the targets of languages:", lang);
        diag_suggest(t->diag, at, tag, m->target, m->targets);
    } else if (language_is_easy(lang)) {
        diag_error(t->diag, at,
                   "--lang: '%s' is not translated sentence by sentence, but has texts of its own, "
                   "such as text/NAME.%s.md",
                   lang, lang);
    } else {
        t->lang[t->langs++] = lang;
    }
}

static bool choose_languages(struct translate *t)
{
    const struct manifest *m = t->manifest;
    size_t errors = diag_errors(t->diag);
    struct text rest = text_of(t->options->lang), tag;
    t->lang = ARENA_ARRAY(t->arena, const char *, m->targets + 1);
    if (!m->targets)
        diag_warn(t->diag, (struct place){.file = m->path},
                  "there is no language to translate into: languages: {source: %s, targets: [en]}",
                  m->source_lang);
    for (size_t i = 0; !t->options->lang && i < m->targets; i++)
        if (!language_is_easy(m->target[i]))
            add_language(t, text_of(m->target[i]));
    while (text_next_part(&rest, ',', &tag))
        add_language(t, tag);
    return diag_errors(t->diag) == errors;
}

/* The source */

/* False: reported. */
static bool gather_units(struct translate *t)
{
    const struct manifest *m = t->manifest;
    struct store *store = NULL;
    size_t errors = diag_errors(t->diag);
    if (m->translatables && m->database) {
        store =
            store_open(path_join(t->arena, t->root, m->database), m->database, t->date, t->diag);
        t->is_environment = !store;
    }
    if (!t->is_environment && manifest_judge_columns(t->arena, m, store, t->diag))
        units_of_workspace(t->arena, &t->library, m, store, &t->units, t->diag);
    translations_judge_files(translations_new(t->arena, &t->library, m, NULL), t->diag);
    if (store)
        store_close(store);
    messages_gather(t);
    return diag_errors(t->diag) == errors;
}

static bool run_verb(struct translate *t, const char *verb)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].name, verb) == 0)
            return verbs[i].run(t);
    return false;
}

static bool run(struct translate *t)
{
    const char *verb = t->options->file[0];
    t->library = (struct library){t->root, kit_shipped(t->arena)};
    t->manifest = manifest_load(t->arena, &t->library, t->diag);
    if (!t->manifest)
        return false;
    diag_source(t->diag, t->manifest->path, t->manifest->text);
    t->date = date_of_today(t->arena, t->manifest->date);
    if (!choose_languages(t) || !gather_units(t))
        return false;
    return run_verb(t, verb);
}

int command_translate(const struct options *o, struct arena *arena)
{
    struct translate t = {.options = o, .arena = arena, .diag = diag_new(arena)};
    t.root = workspace_find(arena, o->folder);
    if (!t.root)
        return workspace_missing(o);
    bool is_done = run(&t);
    print_messages(o, t.diag, NULL);
    if (t.is_environment)
        return STATUS_ENVIRONMENT;
    bool fails = !is_done || diag_errors(t.diag) || (o->is_strict && diag_warnings(t.diag));
    return fails ? STATUS_FAILED : STATUS_DONE;
}
