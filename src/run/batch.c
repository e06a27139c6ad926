/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The batch. Planning (which documents there are) is apart from running them, so that two documents
 * with one path are found before anything is written. */
#include "run/batch.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "doc/pathkey.h"
#include "run/record.h"

struct batch {
    const struct options *options;
    struct arena *arena;
    struct diag *diag; /* of the plan */
    const char *root, *out;
    struct kit kit;
    struct manifest *manifest;
    struct store *store;
    const char *date;
    struct planned *job;
    size_t jobs, cap;
    struct record *record; /* OUT/manifest.json */
    size_t pages, warnings, errors;
    bool is_unwritable; /* the disk refused a document */
};

struct planned {
    struct job job;
    bool is_wanted;
    const char *key;     /* equal for paths that would meet */
    const char *refusal; /* why it is not written, or NULL */
};

static const int64_t LAST_SECOND = 253402300799; /* of the year 9999 */

const char *date_of_today(struct arena *arena, const char *manifest_date)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds;
    if (manifest_date)
        return manifest_date;
    if (!epoch || !*epoch || strspn(epoch, "0123456789") != strlen(epoch) ||
        !decimal_parse(text_of(epoch), 1, &seconds) || seconds > LAST_SECOND)
        return NULL;
    time_t t = (time_t)seconds;
    struct tm day;
    char text[16];
    if (!gmtime_r(&t, &day) || !strftime(text, sizeof text, "%Y-%m-%d", &day))
        return NULL;
    return arena_string(arena, text_of(text));
}

void print_messages(const struct options *options, const struct diag *diag, const char *document)
{
    if (options->is_json)
        diag_print_json(diag, stderr, document);
    else
        diag_print(diag, stderr);
}

/* Planning */

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
    for (struct text rest = text_of(list); list && rest.n;) {
        size_t comma = text_find_char(rest, ',');
        struct text word = comma == SIZE_MAX ? rest : text_slice(rest, 0, comma);
        if (text_is(text_trim(word), name))
            return true;
        rest = comma == SIZE_MAX ? TEXT("") : text_from(rest, comma + 1);
    }
    return !list;
}

static void add_arguments(struct batch *b, struct job *job, const struct rows *rows, size_t row)
{
    struct argument *a = ARENA_ARRAY(b->arena, struct argument, rows ? rows->columns : 1);
    for (size_t c = 0; rows && c < rows->columns; c++)
        a[c] = (struct argument){rows->column[c], *rows_cell(rows, row, c), true};
    job->argument = a;
    job->arguments = rows ? rows->columns : 0;
}

static void add_job(struct batch *b, const struct entry *e, const char *source,
                    const struct rows *rows, size_t row, const char *lang, const char *edition)
{
    struct row_lookup r = {rows, row, text_value(lang), text_value(edition)};
    struct entry here = *e;
    if (rows)
        here.output_at.row = rows_name_row(b->arena, rows, row);
    const char *path = manifest_output(b->arena, &here, lookup, &r, b->diag);
    if (!path)
        return;
    b->job = arena_grow(b->arena, b->job, sizeof *b->job, &b->cap, b->jobs + 1);
    struct planned *p = &b->job[b->jobs++];
    *p = (struct planned){.key = path_key(b->arena, path),
                          .refusal = source ? NULL : "it has no template",
                          .job = {.source = source,
                                  .output = path_join(b->arena, b->out, path),
                                  .path = path,
                                  .template = e->template,
                                  .at = e->at,
                                  .lang = lang,
                                  .edition = edition,
                                  .default_theme = b->manifest->theme,
                                  .theme_at = b->manifest->theme_at,
                                  .date = b->date,
                                  .project = b->manifest->project,
                                  .is_template = true,
                                  .is_strict = b->options->is_strict}};
    const struct options *o = b->options;
    p->is_wanted = (!o->only || fnmatch(o->only, path, 0) == 0) && in_list(o->lang, lang) &&
                   in_list(o->edition, edition);
    add_arguments(b, &p->job, rows, row);
}

static bool is_known_language(const struct manifest *m, struct text tag)
{
    bool is_known = text_is(tag, m->source_lang);
    for (size_t i = 0; i < m->targets; i++)
        is_known = is_known || text_is(tag, m->target[i]);
    return is_known;
}

/* The row's own `lang`, to which it is restricted; empty: none. */
static struct text row_language(struct batch *b, const struct entry *e, const struct rows *rows,
                                size_t row)
{
    size_t column = rows ? rows_column(rows, TEXT("lang")) : SIZE_MAX;
    if (column == SIZE_MAX)
        return TEXT("");
    struct text tag = rows_cell(rows, row, column)->s;
    struct place at = e->each_at;
    at.row = rows_name_row(b->arena, rows, row);
    if (tag.n && !is_known_language(b->manifest, tag))
        diag_error(b->diag, at, "'%.*s' is not among the manifest's languages", (int)tag.n, tag.p);
    return tag;
}

/* A translation needs PO files, an edition its definition: both are for a later version. */
static bool can_build(struct batch *b, const struct entry *e, const char *lang, const char *edition)
{
    bool is_source = strcmp(lang, b->manifest->source_lang) == 0;
    if (!is_source)
        diag_error(b->diag, e->at, "language '%s' cannot be built yet, only '%s'", lang,
                   b->manifest->source_lang);
    else if (strcmp(edition, "web") != 0)
        diag_error(b->diag, e->at, "edition '%s' cannot be built yet, only 'web'", edition);
    else
        return true;
    return false;
}

/* One document a language and edition. */
static void plan_row(struct batch *b, const struct entry *e, const char *source,
                     const struct rows *rows, size_t row)
{
    static const char *const web[] = {"web"};
    const char *const *lang = e->langs ? e->lang : &b->manifest->source_lang;
    const char *const *edition = e->editions ? e->edition : web;
    struct text own = row_language(b, e, rows, row);
    for (size_t l = 0; l < (e->langs ? e->langs : 1); l++) {
        if (own.n && !text_is(own, lang[l]))
            continue;
        for (size_t k = 0; k < (e->editions ? e->editions : 1); k++)
            if (can_build(b, e, lang[l], edition[k]))
                add_job(b, e, source, rows, row, lang[l], edition[k]);
    }
}

static void report_no_template(struct batch *b, const struct entry *e)
{
    const char **known;
    size_t n = library_names(b->arena, &b->kit.library, "templates", &known);
    diag_error(b->diag, e->template_at, "there is no template '%s'", e->template);
    diag_suggest(b->diag, e->template_at, text_of(e->template), known, n);
}

static void plan_entry(struct batch *b, const struct entry *e)
{
    const char *source = library_template(b->arena, &b->kit.library, e->template);
    if (!source)
        report_no_template(b, e);
    if (!e->each.n) {
        plan_row(b, e, source, NULL, 0);
        return;
    }
    if (!b->store) {
        diag_error(b->diag, e->each_at, "'each' needs a database:");
        return;
    }
    struct rows *rows =
        store_query(b->arena, b->store, NULL, e->each, e->each_at, NULL, 0, b->diag);
    for (size_t row = 0; rows && row < rows->n; row++)
        plan_row(b, e, source, rows, row);
}

static int by_key(const void *a, const void *b)
{
    const struct planned *x = *(struct planned *const *)a, *y = *(struct planned *const *)b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x > y) - (x < y);
}

static void refuse_same_paths(struct batch *b)
{
    struct planned **sorted = ARENA_ARRAY(b->arena, struct planned *, b->jobs + 1);
    for (size_t i = 0; i < b->jobs; i++)
        sorted[i] = &b->job[i];
    qsort(sorted, b->jobs, sizeof *sorted, by_key);
    for (size_t i = 1; i < b->jobs; i++) {
        struct planned *one = sorted[i - 1], *other = sorted[i];
        if (strcmp(one->key, other->key) != 0)
            continue;
        diag_error(b->diag, other->job.at, "two documents would be written to '%s'",
                   other->job.path);
        if (strcmp(one->job.path, other->job.path) != 0)
            diag_note(b->diag, one->job.at, "'%s' differs in case or Unicode normalisation only",
                      one->job.path);
        one->refusal = other->refusal = "another document has the same path";
    }
}

/* Running */

static double seconds(const struct timespec *from)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - from->tv_sec) + (double)(now.tv_nsec - from->tv_nsec) / 1e9;
}

static void show_progress(const struct batch *b, size_t k, size_t n, const struct planned *p,
                          bool is_done, const struct timespec *from)
{
    if (b->options->is_quiet || b->options->is_json)
        return;
    fprintf(stderr, "[%*zu/%zu] %s  %s%.2f s\n",
            n > 99  ? 3
            : n > 9 ? 2
                    : 1,
            k, n, p->job.path, is_done ? "" : "failed  ", seconds(from));
}

static bool run_one(struct batch *b, struct planned *p, size_t k, size_t n)
{
    struct timespec from;
    clock_gettime(CLOCK_MONOTONIC, &from);
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct outcome outcome = {.lang = p->job.lang};
    diag_source(diag, b->manifest->path, b->manifest->text);
    if (p->refusal)
        diag_error(diag, p->job.at, "'%s' is not written: %s", p->job.path, p->refusal);
    else
        outcome = job_run(&p->job, &b->kit, b->store, arena, diag);
    print_messages(b->options, diag, p->job.path);
    show_progress(b, k, n, p, outcome.is_done, &from);
    record_document(b->record, &p->job, &outcome, diag);
    b->pages += outcome.is_done ? outcome.pages : 0;
    b->warnings += diag_warnings(diag);
    b->errors += diag_errors(diag);
    b->is_unwritable = b->is_unwritable || outcome.is_unwritable;
    arena_free(arena);
    return outcome.is_done;
}

static bool run_all(struct batch *b, size_t *done)
{
    size_t wanted = 0, k = 0;
    bool is_whole = true;
    for (size_t i = 0; i < b->jobs; i++)
        wanted += b->job[i].is_wanted;
    for (size_t i = 0; i < b->jobs; i++) {
        if (!b->job[i].is_wanted)
            continue;
        bool is_done = run_one(b, &b->job[i], ++k, wanted);
        is_whole = is_whole && is_done;
        *done += is_done;
        if (!is_done && b->options->stops_at_first)
            break;
    }
    return is_whole;
}

static const char *grouped(struct arena *arena, size_t n)
{
    if (n < 1000)
        return arena_printf(arena, "%zu", n);
    return arena_printf(arena, "%s,%03zu", grouped(arena, n / 1000), n % 1000);
}

static void summarise(const struct batch *b, size_t documents, const struct timespec *from)
{
    if (b->options->is_quiet || b->options->is_json)
        return;
    fprintf(stderr, "%s documents, %s pages, %s warnings, %s errors, %.1f s\n",
            grouped(b->arena, documents), grouped(b->arena, b->pages),
            grouped(b->arena, b->warnings), grouped(b->arena, b->errors), seconds(from));
}

static bool open_store(struct batch *b)
{
    if (!b->manifest->database)
        return true;
    const char *path = path_join(b->arena, b->root, b->manifest->database);
    b->store = store_snapshot(path, b->manifest->database, b->date, b->diag);
    return b->store != NULL;
}

static void warn_of_nothing(struct batch *b)
{
    const struct options *o = b->options;
    size_t wanted = 0;
    for (size_t i = 0; i < b->jobs; i++)
        wanted += b->job[i].is_wanted;
    if (b->jobs == 0 || wanted)
        return;
    diag_warn(b->diag, (struct place){.file = b->manifest->path},
              "no document is chosen by%s%s%s%s%s%s", o->only ? " --only " : "",
              o->only ? o->only : "", o->lang ? " --lang " : "", o->lang ? o->lang : "",
              o->edition ? " --edition " : "", o->edition ? o->edition : "");
}

/* Everything up to the plan; the status when it cannot go on, else STATUS_DONE. */
static int prepare(struct batch *b)
{
    if (!kit_open(&b->kit, b->arena, b->root, b->diag))
        return STATUS_ENVIRONMENT;
    b->manifest = manifest_load(b->arena, &b->kit.library, b->diag);
    if (!b->manifest)
        return STATUS_FAILED;
    b->date = date_of_today(b->arena, b->manifest->date);
    b->out =
        b->options->output ? b->options->output : path_join(b->arena, b->root, b->manifest->output);
    if (!open_store(b))
        return STATUS_ENVIRONMENT;
    for (size_t i = 0; i < b->manifest->entries; i++)
        plan_entry(b, &b->manifest->entry[i]);
    refuse_same_paths(b);
    warn_of_nothing(b);
    output_sweep(b->out);
    return STATUS_DONE;
}

static int run_batch(struct batch *b)
{
    struct timespec from;
    clock_gettime(CLOCK_MONOTONIC, &from);
    int status = prepare(b);
    print_messages(b->options, b->diag, NULL);
    b->errors = diag_errors(b->diag);
    b->warnings = diag_warnings(b->diag);
    if (status != STATUS_DONE)
        return status;
    b->record = record_new(b->arena, b->out);
    size_t done = 0;
    bool is_whole = run_all(b, &done) && b->errors == 0;
    if (!record_write(b->record)) {
        fprintf(stderr, "dokuwerk: cannot write manifest.json: %s\n", strerror(errno));
        status = STATUS_ENVIRONMENT;
    }
    if (b->is_unwritable)
        status = STATUS_ENVIRONMENT;
    summarise(b, done, &from);
    if (b->options->is_strict && b->warnings)
        is_whole = false;
    return status != STATUS_DONE ? status : is_whole ? STATUS_DONE : STATUS_FAILED;
}

int batch_build(const struct options *options, const char *root, struct arena *arena)
{
    struct batch b = {.options = options, .arena = arena, .root = root, .diag = diag_new(arena)};
    int status = run_batch(&b);
    store_close(b.store);
    kit_close(&b.kit);
    return status;
}
