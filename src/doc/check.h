/* SPDX-License-Identifier: GPL-3.0-or-later */
/* checks/NAME.sql: one SELECT whose rows are findings. The first line says how grave they are and
 * what the rule is: `-- error: TITLE`, `-- warning: TITLE` or `-- info: TITLE`. A check may use the
 * parameters of the document that names it. `-- release: TITLE` makes it a gate (release.h). */
#ifndef DOC_CHECK_H
#define DOC_CHECK_H

#include "db/store.h"
#include "doc/finding.h"
#include "doc/library.h"
#include "doc/yaml.h"

struct check_name { /* as a front matter or a manifest names it */
    const char *name;
    struct place at;
};

struct check {
    const char *name, *label; /* label: "check 'V01'" */
    enum severity severity;
    bool is_gate;
    const char *title;
    const struct source *source;
    struct place at; /* of its SELECT */
};

/* Reads `checks: [V01, V05]`; a name given twice is a warning and is taken once. */
void check_names_read(struct arena *, const struct yaml *, struct check_name **out, size_t *n,
                      struct diag *);
/* Reads the file. NULL: there is none (reported where it was named, with a near name), or it is no
 * check (reported in it). */
const struct check *check_read(struct arena *, const struct library *, const struct check_name *,
                               struct diag *);
/* The first parameter the check uses for which there is no binding; false: it has all. */
bool check_lacks(const struct check *, const struct binding *, size_t bindings, struct text *name);
/* Runs the check (a gate is left alone: it is always on) and reports its findings, and its own
 * faults at their place in its file. False when it could not be run. */
bool check_run(struct arena *, const struct check *, struct store *, const struct binding *,
               size_t bindings, struct diag *);

#endif
