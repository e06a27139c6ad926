/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which documents a workspace makes: the manifest's entries, each row of `each`, each language and
 * edition become jobs. Planning is apart from running, so that two documents with one path are
 * found before anything is written. */
#ifndef RUN_PLAN_H
#define RUN_PLAN_H

#include "run/options.h"

struct planned {
    struct job job;
    bool is_wanted;        /* by --only, --lang, --edition */
    struct besides beside; /* files that go with it */
    const char *refusal;   /* why it is not written, or NULL */
};

struct plan {
    const struct options *options;
    struct arena *arena;
    struct diag *diag;
    const char *root, *out; /* folders: the workspace, the output */
    struct kit kit;
    struct manifest *manifest;
    struct translations *translations;
    struct store *store; /* a snapshot of the database; NULL: the manifest names none */
    const char *date;
    struct planned *job;
    size_t jobs, cap;
};

/* Reads the workspace and fills the plan; options, arena, diag and root are the caller's. Returns
 * the exit status when nothing can be done, else STATUS_DONE. To be closed in any case. */
int plan_open(struct plan *);
void plan_close(struct plan *);

#endif
