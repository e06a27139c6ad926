/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run/lock.h"

#include <string.h>

#include "doc/language.h"
#include "page/flow.h"

struct lock {
    struct arena *arena;
    struct job norm; /* in the source language, without an output */
    bool is_tried, is_known;
    struct page_lock pages;
};

struct lock *lock_new(struct arena *arena, const struct job *norm)
{
    struct lock *lock = ARENA_NEW(arena, struct lock);
    *lock = (struct lock){.arena = arena, .norm = *norm, .pages = {.lang = norm->lang}};
    lock->norm.output = NULL;
    lock->norm.viewer = NULL;
    lock->norm.lock = lock;
    return lock;
}

static bool is_norm(const struct job *job)
{
    return !job->second && strcmp(job->lang, job->lock->norm.lang) == 0;
}

/* Whether its chapters are locked. */
static bool is_locked(const struct job *job)
{
    return job->lock && !is_norm(job) && !job->second && !language_is_easy(job->lang);
}

void lock_ready(const struct job *job, const struct kit *kit, struct store *store,
                struct diag *diag)
{
    struct lock *lock = job->lock;
    if (!is_locked(job))
        return;
    if (!lock->is_known && !lock->is_tried) {
        struct arena *arena = arena_new();
        job_run(&lock->norm, kit, store, arena, diag_new(arena)); /* told when it is built */
        arena_free(arena);
        lock->is_tried = true;
    }
    if (!lock->is_known)
        diag_warn(diag, job->at, "no page lock: '%s', which the other languages follow, has faults",
                  lock->pages.lang);
}

const struct page_lock *lock_pages(const struct job *job)
{
    return is_locked(job) && job->lock->is_known ? &job->lock->pages : NULL;
}

void lock_learn(const struct job *job, const struct book *book)
{
    struct lock *lock = job->lock;
    if (!lock || !is_norm(job) || lock->is_known)
        return;
    unsigned *start = ARENA_ARRAY(lock->arena, unsigned, book->chapters + 1);
    if (book->chapters)
        memcpy(start, book->chapter, book->chapters * sizeof *start);
    lock->pages.start = start;
    lock->pages.starts = book->chapters;
    lock->pages.titles = book->titles;
    lock->pages.pages = book->pages;
    lock->is_known = true;
}
