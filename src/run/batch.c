/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `build`: jobs run in order, their messages are printed in that order. */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/spoken.h"
#include "run/command.h"
#include "run/lock.h"
#include "run/plan.h"
#include "run/record.h"
#include "run/workspace.h"

struct batch {
    struct plan plan;
    struct record *record; /* OUT/manifest.json */
    size_t pages, warnings, errors;
    bool is_unwritable; /* the disk refused a document */
};

static void show_progress(const struct batch *b, size_t k, size_t n, const struct planned *p,
                          bool is_done, const struct timespec *from)
{
    if (b->plan.options->is_quiet || b->plan.options->is_json)
        return;
    fprintf(stderr, "[%*zu/%zu] %s  %s%.2f s\n",
            n > 99  ? 3
            : n > 9 ? 2
                    : 1,
            k, n, p->job.path, is_done ? "" : spoken("failed  "), seconds_since(from));
}

static bool run_one(struct batch *b, struct planned *p, size_t k, size_t n)
{
    struct timespec from;
    clock_gettime(CLOCK_MONOTONIC, &from);
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct outcome outcome = {.lang = p->job.lang, .beside = p->beside};
    diag_source(diag, b->plan.manifest->path, b->plan.manifest->text);
    if (p->refusal)
        diag_error(diag, p->job.at, "'%s' is not written: %s", p->job.path, p->refusal);
    else
        lock_ready(&p->job, &b->plan.kit, b->plan.store, diag);
    if (!p->refusal)
        outcome = job_run(&p->job, &b->plan.kit, b->plan.store, arena, diag);
    print_messages(b->plan.options, diag, p->job.path);
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
    for (size_t i = 0; i < b->plan.jobs; i++)
        wanted += b->plan.job[i].is_wanted;
    for (size_t i = 0; i < b->plan.jobs; i++) {
        if (!b->plan.job[i].is_wanted)
            continue;
        bool is_done = run_one(b, &b->plan.job[i], ++k, wanted);
        is_whole = is_whole && is_done;
        *done += is_done;
        if (!is_done && b->plan.options->stops_at_first)
            break;
    }
    return is_whole;
}

static void summarise(const struct batch *b, size_t documents, const struct timespec *from)
{
    if (b->plan.options->is_quiet || b->plan.options->is_json)
        return;
    fprintf(stderr, spoken("%s documents, %s pages, %s warnings, %s errors, %.1f s\n"),
            number_grouped(b->plan.arena, documents), number_grouped(b->plan.arena, b->pages),
            number_grouped(b->plan.arena, b->warnings), number_grouped(b->plan.arena, b->errors),
            seconds_since(from));
}

static int run_batch(struct batch *b)
{
    struct timespec from;
    clock_gettime(CLOCK_MONOTONIC, &from);
    int status = plan_open(&b->plan);
    print_messages(b->plan.options, b->plan.diag, NULL);
    b->errors = diag_errors(b->plan.diag);
    b->warnings = diag_warnings(b->plan.diag);
    if (status != STATUS_DONE)
        return status;
    output_sweep(b->plan.out);
    b->record = record_new(b->plan.arena, b->plan.out);
    size_t done = 0;
    bool is_whole = run_all(b, &done) && b->errors == 0;
    if (!record_write(b->record)) {
        fprintf(stderr, spoken("dokuwerk: cannot write manifest.json: %s\n"), spoken_fault(errno));
        status = STATUS_ENVIRONMENT;
    }
    if (b->is_unwritable)
        status = STATUS_ENVIRONMENT;
    summarise(b, done, &from);
    if (b->plan.options->is_strict && b->warnings)
        is_whole = false;
    return status != STATUS_DONE ? status : is_whole ? STATUS_DONE : STATUS_FAILED;
}

int command_build(const struct options *options, struct arena *arena)
{
    struct batch b = {.plan = {.options = options, .arena = arena, .diag = diag_new(arena)}};
    b.plan.root = workspace_find(arena, options->folder);
    if (!b.plan.root)
        return workspace_missing(options);
    int status = run_batch(&b);
    plan_close(&b.plan);
    return status;
}
