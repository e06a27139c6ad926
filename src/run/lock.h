/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page-lock: what the languages of one document share. On which pages its chapters begin is learnt
 * from the source language, when that is built or, where another one comes first, by laying it out
 * once for nothing else. Bilingual editions and those in Leichte Sprache are exempt: their texts
 * are others. */
#ifndef RUN_LOCK_H
#define RUN_LOCK_H

#include "run/job.h"

struct lock;
struct book;
struct page_lock;

/* norm: the document in the source language; it is copied. */
struct lock *lock_new(struct arena *, const struct job *norm);
/* Before the job: lays the source language out, if need be. */
void lock_ready(const struct job *, const struct kit *, struct store *, struct diag *);
/* What the job is laid out by; NULL: nothing. */
const struct page_lock *lock_pages(const struct job *);
/* After it has been laid out: the source language's pages are kept. */
void lock_learn(const struct job *, const struct book *);

#endif
