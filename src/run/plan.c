/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan: entries x rows of `each` x languages x editions, each a job with its path. */
#include "run/plan.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "db/sql.h"
#include "doc/pathkey.h"
#include "run/lock.h"
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
    if (text_is(name, "lang")) /* a row's own only says which of them are made */
        return &r->lang;
    if (column != SIZE_MAX)
        return rows_cell(r->rows, r->row, column);
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

/* What the jobs of an entry in one language share. */
struct strand {
    const struct entry *entry;
    const struct edition_lang *lang;
    const char *source;        /* the template's path, or NULL */
    struct front *front;       /* its front matter */
    const struct strand *norm; /* whose chapters' pages all languages have; or NULL */
};

static struct job job_of(const struct plan *plan, const struct strand *s)
{
    const struct entry *e = s->entry;
    const struct manifest *m = plan->manifest;
    bool has_theme = s->lang->theme != NULL;
    return (struct job){.source = s->source,
                        .is_replacement =
                            s->source && library_is_replacement(s->source, e->template),
                        .template = e->template,
                        .lang = s->lang->lang,
                        .second = s->lang->second,
                        .language = s->lang->name,
                        .entry = e,
                        .translations = e->langs ? plan->translations : NULL,
                        .theme = has_theme ? s->lang->theme : e->theme,
                        .default_theme = m->theme,
                        .theme_at = has_theme  ? s->lang->theme_at
                                    : e->theme ? e->theme_at
                                               : m->theme_at,
                        .date = plan->date,
                        .project = m->project,
                        .check = e->check,
                        .checks = e->checks,
                        .finding = e->finding,
                        .findings = e->findings,
                        .suppress = e->suppress,
                        .is_template = true,
                        .is_strict = plan->options->is_strict,
                        .is_draft = plan->options->is_draft,
                        .viewer = plan->options->viewer};
}

static void add_job(struct plan *plan, const struct strand *s, const struct rows *rows, size_t row,
                    const char *edition)
{
    const struct options *o = plan->options;
    const char *lang = s->lang->name;
    struct row_lookup r = {rows, row, text_value(lang), text_value(edition)};
    struct entry here = *s->entry;
    if (rows)
        here.output_at.row = here.at.row = rows_name_row(plan->arena, rows, row);
    const char *path = manifest_output(plan->arena, &here, lookup, &r, plan->diag);
    if (!path)
        return;
    plan->job = arena_grow(plan->arena, plan->job, sizeof *plan->job, &plan->cap, plan->jobs + 1);
    struct planned *p = &plan->job[plan->jobs++];
    *p = (struct planned){.refusal = s->source ? NULL : "it has no template",
                          .job = job_of(plan, s)};
    p->job.output = path_join(plan->arena, plan->out, path);
    p->job.path = path;
    p->job.at = here.at;
    p->job.edition = edition;
    p->is_wanted = (!o->only || fnmatch(o->only, path, 0) == 0) && in_list(o->lang, lang) &&
                   in_list(o->edition, edition);
    p->beside = besides_list(plan->arena, s->front, path, p->job.output);
    add_arguments(plan, &p->job, rows, row);
}

static bool has_language(const struct plan *plan, const struct strand *strand, size_t n,
                         struct text tag)
{
    for (size_t i = 0; i < n; i++)
        if (text_is(tag, strand[i].lang->name))
            return true;
    return manifest_has_language(plan->manifest, tag);
}

/* The row's own `lang`, to which it is restricted; empty: none. */
static struct text row_language(struct plan *plan, const struct strand *strand, size_t n,
                                const struct rows *rows, size_t row)
{
    size_t column = rows ? rows_column(rows, TEXT("lang")) : SIZE_MAX;
    if (column == SIZE_MAX)
        return TEXT("");
    struct text tag = rows_cell(rows, row, column)->s;
    struct place at = strand->entry->each_at;
    at.row = rows_name_row(plan->arena, rows, row);
    if (tag.n && !has_language(plan, strand, n, tag))
        diag_error(plan->diag, at, "'%.*s' is not among the manifest's languages", (int)tag.n,
                   tag.p);
    return tag;
}

/* An edition needs its definition, which is for a later version. */
static bool can_build(struct plan *plan, const struct entry *e, const char *edition)
{
    if (strcmp(edition, "web") == 0)
        return true;
    diag_error(plan->diag, e->at, "edition '%s' cannot be built yet, only 'web'", edition);
    return false;
}

static void tell_of_no_document(struct plan *plan, const struct entry *e, const struct rows *rows,
                                size_t row, struct text lang)
{
    struct place at = e->each_at;
    at.row = rows_name_row(plan->arena, rows, row);
    diag_info(plan->diag, at, "no document of this row: it is for '%.*s' only", (int)lang.n,
              lang.p);
}

/* The jobs from `first` on are one document in several languages: those of an edition share a lock.
 */
static void lock_row(struct plan *plan, const struct strand *norm, size_t first,
                     const struct rows *rows, size_t row)
{
    for (size_t i = first; i < plan->jobs; i++) {
        struct job *job = &plan->job[i].job, own = job_of(plan, norm);
        for (size_t k = first; k < i && !job->lock; k++)
            if (strcmp(plan->job[k].job.edition, job->edition) == 0)
                job->lock = plan->job[k].job.lock;
        if (job->lock)
            continue;
        own.at = job->at;
        own.path = job->path;
        own.edition = job->edition;
        add_arguments(plan, &own, rows, row);
        job->lock = lock_new(plan->arena, &own);
    }
}

/* One document a language and edition. */
static void plan_row(struct plan *plan, const struct strand *strand, size_t n,
                     const struct rows *rows, size_t row)
{
    static const char *const web[] = {"web"};
    const struct entry *e = strand->entry;
    const char *const *edition = e->editions ? e->edition : web;
    struct text own = row_language(plan, strand, n, rows, row);
    size_t before = plan->jobs, errors = diag_errors(plan->diag);
    for (size_t i = 0; i < n; i++) {
        if (own.n && !text_is(own, strand[i].lang->name))
            continue;
        for (size_t k = 0; k < (e->editions ? e->editions : 1); k++)
            if (can_build(plan, e, edition[k]))
                add_job(plan, &strand[i], rows, row, edition[k]);
    }
    if (strand->norm)
        lock_row(plan, strand->norm, before, rows, row);
    if (own.n && plan->jobs == before && diag_errors(plan->diag) == errors)
        tell_of_no_document(plan, e, rows, row, own);
}

static void report_no_template(struct plan *plan, const struct entry *e)
{
    const char **known;
    size_t n = library_names(plan->arena, &plan->kit.library, SHELF_TEMPLATES, &known);
    diag_error(plan->diag, e->template_at, "no template '%s'", e->template);
    if (!diag_nearest(text_of(e->template), known, n))
        n = library_names(plan->arena, &plan->kit.library, SHELF_TEXT, &known);
    diag_suggest(plan->diag, e->template_at, text_of(e->template), known, n);
}

/* Reads the front matter; what is wrong with it, each document says. */
static struct front *front_of(struct plan *plan, const char *path)
{
    struct front *front = ARENA_NEW(plan->arena, struct front);
    struct diag *unsaid = diag_new(plan->arena);
    struct source *source =
        path ? source_read(plan->arena, &plan->kit.library, path, (struct place){0}, unsaid) : NULL;
    if (source)
        front_read(plan->arena, source->text, source->shown, true, front, unsaid);
    return front;
}

/* A document without `languages:` is in its template's language. */
static const struct edition_lang *own_language(struct plan *plan, const struct front *front)
{
    struct edition_lang *lang = ARENA_NEW(plan->arena, struct edition_lang);
    lang->lang = lang->name = front->lang ? front->lang : plan->manifest->source_lang;
    return lang;
}

static struct strand strand_of(struct plan *plan, const struct entry *e,
                               const struct edition_lang *lang)
{
    struct strand s = {.entry = e, .lang = lang};
    s.source = library_template(plan->arena, &plan->kit.library, e->template,
                                lang ? lang->name : plan->manifest->source_lang);
    s.front = front_of(plan, s.source);
    if (!lang)
        s.lang = own_language(plan, s.front);
    return s;
}

static void plan_rows(struct plan *plan, const struct entry *e, const struct strand *strand,
                      size_t n)
{
    if (!e->each.n) {
        plan_row(plan, strand, n, NULL, 0);
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
        plan_row(plan, strand, n, rows, row);
}

/* The source language's strand, where its template asks for the same pages in all languages. */
static const struct strand *find_norm(struct plan *plan, const struct entry *e,
                                      const struct strand *strand, size_t n)
{
    struct strand *norm = ARENA_NEW(plan->arena, struct strand);
    const char *source = plan->manifest->source_lang;
    for (size_t i = 0; i < n; i++)
        if (strcmp(strand[i].lang->name, source) == 0)
            *norm = strand[i];
    if (!norm->lang) {
        struct edition_lang *lang = ARENA_NEW(plan->arena, struct edition_lang);
        lang->lang = lang->name = source;
        *norm = strand_of(plan, e, lang);
    }
    return norm->source && norm->front->page_lock ? norm : NULL;
}

static void plan_entry(struct plan *plan, const struct entry *e)
{
    size_t n = e->langs ? e->langs : 1, lacking = 0;
    struct strand *strand = ARENA_ARRAY(plan->arena, struct strand, n);
    for (size_t i = 0; i < n; i++) {
        strand[i] = strand_of(plan, e, e->langs ? &e->lang[i] : NULL);
        lacking += strand[i].source == NULL;
    }
    if (lacking)
        report_no_template(plan, e);
    const struct strand *norm = n > 1 ? find_norm(plan, e, strand, n) : NULL;
    for (size_t i = 0; i < n; i++)
        strand[i].norm = norm;
    plan_rows(plan, e, strand, n);
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

/* Languages of one entry meet where its path does not tell them apart. */
static void note_language(struct plan *plan, const struct planned *one, const struct planned *other)
{
    struct place a = one->job.at, b = other->job.at;
    if (a.line == b.line && a.col == b.col && strcmp(one->job.language, other->job.language) != 0)
        diag_note(plan->diag, b, "they are in '%s' and '%s': their path needs a {{lang}}",
                  one->job.language, other->job.language);
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
        note_language(plan, one->by, other->by);
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

/* The languages that documents are in, and the manifest's. */
static size_t known_languages(struct plan *plan, const char ***out)
{
    const char **own;
    size_t owns = manifest_languages(plan->arena, plan->manifest, &own), n = 0;
    *out = ARENA_ARRAY(plan->arena, const char *, owns + plan->jobs + 1);
    for (size_t i = 0; i < owns; i++)
        (*out)[n++] = own[i];
    for (size_t i = 0; i < plan->jobs; i++)
        if (!text_is_among(text_of(plan->job[i].job.language), *out, n))
            (*out)[n++] = plan->job[i].job.language;
    return n;
}

/* False: said on standard error. */
static bool knows_languages(struct plan *plan)
{
    const char **known;
    size_t n = known_languages(plan, &known), unknown = 0;
    struct text rest = text_of(plan->options->lang), word;
    while (plan->options->lang && text_next_part(&rest, ',', &word)) {
        if (text_is_among(word, known, n))
            continue;
        const char *nearest = word.n > 2 ? diag_nearest(word, known, n) : NULL;
        unknown++;
        fputs("dokuwerk: --lang: no document is in '", stderr);
        diag_put(stderr, word);
        fputs("'\n", stderr);
        if (nearest)
            fprintf(stderr, "Did you mean '%s'?\n", nearest);
    }
    return unknown == 0;
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

/* PO files with a fault stop the documents of their languages. */
static void read_translations(struct plan *plan)
{
    for (size_t i = 0; i < plan->jobs; i++) {
        struct planned *p = &plan->job[i];
        const char *langs[] = {p->job.lang, p->job.second};
        for (size_t k = 0; k < 2 && p->is_wanted && p->job.translations; k++)
            if (langs[k] && !translations_read(plan->translations, langs[k], plan->diag))
                p->refusal = arena_printf(plan->arena, "po/%s.po has a fault", langs[k]);
    }
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
    manifest_judge_columns(plan->arena, plan->manifest, plan->store, plan->diag);
    plan->translations =
        translations_new(plan->arena, &plan->kit.library, plan->manifest, plan->store);
    for (size_t i = 0; i < plan->manifest->entries; i++)
        plan_entry(plan, &plan->manifest->entry[i]);
    if (!knows_languages(plan))
        return STATUS_USAGE;
    refuse_same_paths(plan);
    read_translations(plan);
    translations_judge_files(plan->translations, plan->diag);
    warn_of_nothing(plan);
    return STATUS_DONE;
}

void plan_close(struct plan *plan)
{
    store_close(plan->store);
    kit_close(&plan->kit);
}
