/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan: entries x rows of `each` x languages x editions, each a job with its path. */
#include "run/plan.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "db/sql.h"
#include "doc/pathkey.h"
#include "run/workspace.h"

struct row_lookup {
    const struct rows *rows;
    size_t row;
    struct value lang, edition;
};

static const struct value *lookup(void *context, struct text name)
{
    struct row_lookup *r = context;
    size_t column = r->rows ? rows_column(r->rows, name) : SIZE_MAX;
    if (column != SIZE_MAX)
        return rows_cell(r->rows, r->row, column);
    if (text_is(name, "lang"))
        return &r->lang;
    return text_is(name, "edition") ? &r->edition : NULL;
}

static struct value text_value(const char *s)
{
    return (struct value){.kind = VALUE_TEXT, .s = text_of(s)};
}

static bool in_list(const char *list, const char *name)
{
    struct text rest = text_of(list), word;
    while (text_next_part(&rest, ',', &word))
        if (text_is(word, name))
            return true;
    return !list;
}

static void add_arguments(struct plan *plan, struct job *job, const struct rows *rows, size_t row)
{
    struct argument *a = ARENA_ARRAY(plan->arena, struct argument, rows ? rows->columns : 1);
    for (size_t c = 0; rows && c < rows->columns; c++)
        a[c] = (struct argument){rows->column[c], *rows_cell(rows, row, c), true};
    job->argument = a;
    job->arguments = rows ? rows->columns : 0;
}

static void add_job(struct plan *plan, const struct entry *e, const char *source,
                    const struct rows *rows, size_t row, const char *lang, const char *edition)
{
    struct row_lookup r = {rows, row, text_value(lang), text_value(edition)};
    struct entry here = *e;
    if (rows)
        here.output_at.row = here.at.row = rows_name_row(plan->arena, rows, row);
    const char *path = manifest_output(plan->arena, &here, lookup, &r, plan->diag);
    if (!path)
        return;
    plan->job = arena_grow(plan->arena, plan->job, sizeof *plan->job, &plan->cap, plan->jobs + 1);
    struct planned *p = &plan->job[plan->jobs++];
    *p = (struct planned){.refusal = source ? NULL : "it has no template",
                          .job = {.source = source,
                                  .output = path_join(plan->arena, plan->out, path),
                                  .path = path,
                                  .template = e->template,
                                  .at = here.at,
                                  .lang = lang,
                                  .edition = edition,
                                  .theme = e->theme,
                                  .default_theme = plan->manifest->theme,
                                  .theme_at = e->theme ? e->theme_at : plan->manifest->theme_at,
                                  .date = plan->date,
                                  .project = plan->manifest->project,
                                  .check = e->check,
                                  .checks = e->checks,
                                  .finding = e->finding,
                                  .findings = e->findings,
                                  .suppress = e->suppress,
                                  .is_template = true,
                                  .is_strict = plan->options->is_strict,
                                  .is_draft = plan->options->is_draft,
                                  .viewer = plan->options->viewer}};
    const struct options *o = plan->options;
    p->is_wanted = (!o->only || fnmatch(o->only, path, 0) == 0) && in_list(o->lang, lang) &&
                   in_list(o->edition, edition);
    add_arguments(plan, &p->job, rows, row);
}

static bool is_known_language(const struct manifest *m, struct text tag)
{
    bool is_known = text_is(tag, m->source_lang);
    for (size_t i = 0; i < m->targets; i++)
        is_known = is_known || text_is(tag, m->target[i]);
    return is_known;
}

/* The row's own `lang`, to which it is restricted; empty: none. */
static struct text row_language(struct plan *plan, const struct entry *e, const struct rows *rows,
                                size_t row)
{
    size_t column = rows ? rows_column(rows, TEXT("lang")) : SIZE_MAX;
    if (column == SIZE_MAX)
        return TEXT("");
    struct text tag = rows_cell(rows, row, column)->s;
    struct place at = e->each_at;
    at.row = rows_name_row(plan->arena, rows, row);
    if (tag.n && !is_known_language(plan->manifest, tag))
        diag_error(plan->diag, at, "'%.*s' is not among the manifest's languages", (int)tag.n,
                   tag.p);
    return tag;
}

/* A translation needs PO files, an edition its definition: both are for a later version. */
static bool can_build(struct plan *plan, const struct entry *e, const char *lang,
                      const char *edition)
{
    bool is_source = strcmp(lang, plan->manifest->source_lang) == 0;
    if (!is_source)
        diag_error(plan->diag, e->at, "language '%s' cannot be built yet, only '%s'", lang,
                   plan->manifest->source_lang);
    else if (strcmp(edition, "web") != 0)
        diag_error(plan->diag, e->at, "edition '%s' cannot be built yet, only 'web'", edition);
    else
        return true;
    return false;
}

/* One document a language and edition. */
static void plan_row(struct plan *plan, const struct entry *e, const char *source,
                     const struct rows *rows, size_t row)
{
    static const char *const web[] = {"web"};
    const char *const *lang = e->langs ? e->lang : &plan->manifest->source_lang;
    const char *const *edition = e->editions ? e->edition : web;
    struct text own = row_language(plan, e, rows, row);
    for (size_t l = 0; l < (e->langs ? e->langs : 1); l++) {
        if (own.n && !text_is(own, lang[l]))
            continue;
        for (size_t k = 0; k < (e->editions ? e->editions : 1); k++)
            if (can_build(plan, e, lang[l], edition[k]))
                add_job(plan, e, source, rows, row, lang[l], edition[k]);
    }
}

static void report_no_template(struct plan *plan, const struct entry *e)
{
    const char **known;
    size_t n = library_names(plan->arena, &plan->kit.library, SHELF_TEMPLATES, &known);
    diag_error(plan->diag, e->template_at, "no template '%s'", e->template);
    diag_suggest(plan->diag, e->template_at, text_of(e->template), known, n);
}

/* The files that go with the documents from `first` on, which are all of one template. */
static void plan_files(struct plan *plan, const char *path, size_t first)
{
    struct arena *arena = arena_new();
    struct diag *unsaid = diag_new(arena); /* each document says it */
    struct front front = {0};
    struct source *source =
        path ? source_read(arena, &plan->kit.library, path, (struct place){0}, unsaid) : NULL;
    if (source)
        front_read(arena, source->text, source->shown, true, &front, unsaid);
    for (size_t i = first; i < plan->jobs; i++) {
        struct planned *p = &plan->job[i];
        p->beside = besides_list(plan->arena, &front, p->job.path, p->job.output);
    }
    arena_free(arena);
}

static void plan_rows(struct plan *plan, const struct entry *e, const char *source)
{
    if (!e->each.n) {
        plan_row(plan, e, source, NULL, 0);
        return;
    }
    if (!plan->store) {
        diag_error(plan->diag, e->each_at, "'each' needs a database:");
        return;
    }
    struct rows *rows =
        store_ask(plan->arena, plan->store, "'each'", e->each, e->each_at, NULL, 0, plan->diag);
    if (rows && rows->n > 1 && !sql_is_ordered(e->each))
        diag_warn(plan->diag, e->each_at, "'each' has no ORDER BY: its rows may come in any order");
    for (size_t row = 0; rows && row < rows->n; row++)
        plan_row(plan, e, source, rows, row);
}

static void plan_entry(struct plan *plan, const struct entry *e)
{
    size_t first = plan->jobs;
    const char *source = library_template(plan->arena, &plan->kit.library, e->template);
    if (!source)
        report_no_template(plan, e);
    plan_rows(plan, e, source);
    plan_files(plan, source, first);
}

/* Paths that meet */

struct claim { /* a document's to a path */
    struct planned *by;
    const char *path, *key;
};

static int by_key(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->by > y->by) - (x->by < y->by);
}

static struct claim claim_of(struct plan *plan, struct planned *by, const char *path)
{
    return (struct claim){by, path, path_key(plan->arena, path)};
}

static struct claim *list_claims(struct plan *plan, size_t *n)
{
    *n = plan->jobs;
    for (size_t i = 0; i < plan->jobs; i++)
        *n += plan->job[i].beside.n;
    struct claim *list = ARENA_ARRAY(plan->arena, struct claim, *n + 1), *c = list;
    for (size_t i = 0; i < plan->jobs; i++) {
        struct planned *p = &plan->job[i];
        *c++ = claim_of(plan, p, p->job.path);
        for (size_t k = 0; k < p->beside.n; k++)
            *c++ = claim_of(plan, p, p->beside.file[k].path);
    }
    return list;
}

/* Two documents that meet once meet with all of their files: that is told once. */
static void refuse_same_paths(struct plan *plan)
{
    size_t n;
    static const char reason[] = "another document has the same path";
    struct claim *claim = list_claims(plan, &n);
    qsort(claim, n, sizeof *claim, by_key);
    for (size_t i = 1; i < n; i++) {
        const struct claim *one = &claim[i - 1], *other = &claim[i];
        if (strcmp(one->key, other->key) != 0 || one->by == other->by ||
            (one->by->refusal == reason && other->by->refusal == reason))
            continue;
        diag_error(plan->diag, other->by->job.at, "two documents would be written to '%s'",
                   other->path);
        if (strcmp(one->path, other->path) != 0)
            diag_note(plan->diag, one->by->job.at,
                      "'%s' differs in case or Unicode normalisation only", one->path);
        one->by->refusal = other->by->refusal = reason;
    }
}

static bool open_store(struct plan *plan)
{
    if (!plan->manifest->database)
        return true;
    const char *path = path_join(plan->arena, plan->root, plan->manifest->database);
    plan->store = store_open(path, plan->manifest->database, plan->date, plan->diag);
    if (!plan->store)
        return false;
    releases_load(plan->arena, &plan->kit.library, plan->root, plan->store, plan->date,
                  plan->kit.release, plan->diag);
    return true;
}

static void warn_of_nothing(struct plan *plan)
{
    const struct options *o = plan->options;
    size_t wanted = 0;
    for (size_t i = 0; i < plan->jobs; i++)
        wanted += plan->job[i].is_wanted;
    if (plan->jobs == 0 || wanted)
        return;
    diag_warn(plan->diag, (struct place){.file = plan->manifest->path},
              "no document is chosen by%s%s%s%s%s%s", o->only ? " --only " : "",
              o->only ? o->only : "", o->lang ? " --lang " : "", o->lang ? o->lang : "",
              o->edition ? " --edition " : "", o->edition ? o->edition : "");
}

/* Everything up to the plan; the status when it cannot go on, else STATUS_DONE. */
int plan_open(struct plan *plan)
{
    if (!kit_open(&plan->kit, plan->arena, plan->root, plan->diag))
        return STATUS_ENVIRONMENT;
    plan->manifest = manifest_load(plan->arena, &plan->kit.library, plan->diag);
    if (!plan->manifest)
        return STATUS_FAILED;
    plan->date = date_of_today(plan->arena, plan->manifest->date);
    plan->out = plan->options->output ? plan->options->output
                                      : path_join(plan->arena, plan->root, plan->manifest->output);
    if (!open_store(plan))
        return STATUS_ENVIRONMENT;
    for (size_t i = 0; i < plan->manifest->entries; i++)
        plan_entry(plan, &plan->manifest->entry[i]);
    refuse_same_paths(plan);
    warn_of_nothing(plan);
    return STATUS_DONE;
}

void plan_close(struct plan *plan)
{
    store_close(plan->store);
    kit_close(&plan->kit);
}
