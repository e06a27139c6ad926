/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `check`: every document goes its way up to the finished pages, which nobody writes;
 * then the checks that no document names are run. What several documents have in common is said
 * once, with the first of them. */
#include <string.h>
#include <time.h>

#include "doc/builtin.h"
#include "base/spoken.h"
#include "doc/check.h"
#include "pdf/pdf.h"
#include "run/command.h"
#include "run/plan.h"
#include "run/workspace.h"

struct survey {
    struct plan plan;
    struct diag *seen; /* what has been said */
    const char **name; /* of all checks */
    bool *is_named;    /* by a document */
    size_t checks, documents, warnings, errors;
};

static void say(struct survey *s, struct diag *diag, const char *document)
{
    diag_drop_seen(diag, s->seen);
    print_messages(s->plan.options, diag, document);
    s->warnings += diag_warnings(diag);
    s->errors += diag_errors(diag);
}

/* Which checks are a document's */

static void mark(struct survey *s, struct arena *arena, const struct check_name *named, size_t n)
{
    struct check_list list = {0};
    check_list_add(arena, &s->plan.kit.library, named, n, &list, diag_new(arena));
    for (size_t k = 0; k < s->checks; k++)
        s->is_named[k] = s->is_named[k] || check_list_has(&list, s->name[k]);
}

static void mark_those_of(struct survey *s, const struct job *job)
{
    struct arena *arena = arena_new();
    struct diag *unsaid = diag_new(arena);
    struct front front;
    const struct source *source =
        job->source ? source_read(arena, &s->plan.kit.library, job->source, job->at, unsaid) : NULL;
    if (source) {
        front_read(arena, source->text, source->shown, true, &front, unsaid);
        mark(s, arena, front.check, front.checks);
        mark(s, arena, front.finding, front.findings);
    }
    mark(s, arena, job->check, job->checks);
    mark(s, arena, job->finding, job->findings);
    arena_free(arena);
}

static void mark_all(struct survey *s)
{
    const struct job *before = NULL;
    s->checks = library_names(s->plan.arena, &s->plan.kit.library, SHELF_CHECKS, &s->name);
    s->is_named = ARENA_ARRAY(s->plan.arena, bool, s->checks);
    for (size_t i = 0; i < s->plan.jobs; i++) {
        const struct job *job = &s->plan.job[i].job;
        if (!before || before->source != job->source || before->check != job->check ||
            before->finding != job->finding)
            mark_those_of(s, job);
        before = job;
    }
}

/* Documents */

static void survey_document(struct survey *s, const struct planned *p)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct job job = p->job;
    diag_source(diag, s->plan.manifest->path, s->plan.manifest->text);
    job.output = NULL;
    job.tells_all = true;
    job.least_dpi = s->plan.options->is_for_print ? PRINT_DPI : 0;
    if (job.source)
        job_run(&job, &s->plan.kit, s->plan.store, arena, diag);
    say(s, diag, job.path);
    s->documents++;
    arena_free(arena);
}

/* Checks of no document */

static void run_alone(struct survey *s, const struct check *check, struct arena *arena,
                      struct diag *diag)
{
    struct text lacking;
    struct check_result result = {0};
    const struct builtins builtins = {.today = s->plan.date};
    size_t n;
    const struct binding *today = builtin_bindings(arena, &builtins, NULL, 0, &n);
    if (check->is_gate) /* held against every document */
        return;
    if (check_lacks(check, today, n, &lacking))
        diag_info(diag, check->at,
                  "check '%s' was not run: it needs a parameter '%.*s', and no document names it",
                  check->name, (int)lacking.n, lacking.p);
    else if (!s->plan.store)
        diag_info(diag, check->at, "check '%s' was not run: there is no database", check->name);
    else
        result = check_run(arena, check, s->plan.store, today, n, diag);
    check_report(check, &result, diag);
}

static void survey_alone(struct survey *s, const char *name)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct check_name named = {name, {0}};
    const struct check *check = check_read(arena, &s->plan.kit.library, &named, diag);
    if (check)
        run_alone(s, check, arena, diag);
    say(s, diag, NULL);
    arena_free(arena);
}

static void survey_all(struct survey *s)
{
    mark_all(s);
    for (size_t i = 0; i < s->plan.jobs; i++)
        survey_document(s, &s->plan.job[i]);
    for (size_t i = 0; i < s->checks; i++)
        if (!s->is_named[i])
            survey_alone(s, s->name[i]);
}

/* Those of languages that no document is in, too. */
static void read_all_translations(struct plan *plan)
{
    const char **lang;
    size_t n = manifest_languages(plan->arena, plan->manifest, &lang);
    for (size_t i = 0; i < n; i++)
        translations_read(plan->translations, lang[i], plan->diag);
}

int command_check(const struct options *options, struct arena *arena)
{
    struct survey s = {.plan = {.options = options, .arena = arena, .diag = diag_new(arena)},
                       .seen = diag_new(arena)};
    struct timespec from;
    clock_gettime(CLOCK_MONOTONIC, &from);
    s.plan.root = workspace_find(arena, options->folder);
    if (!s.plan.root)
        return workspace_missing(options);
    int status = plan_open(&s.plan);
    if (status == STATUS_DONE)
        read_all_translations(&s.plan);
    say(&s, s.plan.diag, NULL);
    if (status == STATUS_DONE) {
        survey_all(&s);
        if (!options->is_quiet && !options->is_json)
            fprintf(stderr, spoken("%s documents, %s checks, %s warnings, %s errors, %.1f s\n"),
                    number_grouped(arena, s.documents), number_grouped(arena, s.checks),
                    number_grouped(arena, s.warnings), number_grouped(arena, s.errors),
                    seconds_since(&from));
        bool fails = s.errors || (options->is_strict && s.warnings);
        status = fails ? STATUS_FAILED : STATUS_DONE;
    }
    plan_close(&s.plan);
    return status;
}
