/* SPDX-License-Identifier: GPL-3.0-or-later */
/* checks/NAME.sql: one SELECT whose rows are findings. The first line says how grave they are and
 * what the rule is: `-- error: TITLE`, `-- warning: TITLE` or `-- info: TITLE`; the comment below
 * it names the rule's source. A check may use the parameters of the document that names it.
 * `-- release: TITLE` makes it a gate (release.h). */
#ifndef DOC_CHECK_H
#define DOC_CHECK_H

#include "db/store.h"
#include "doc/checklist.h"
#include "doc/finding.h"
#include "doc/library.h"

struct check {
    const char *name, *label; /* label: "check 'V01'" */
    enum severity severity;
    bool is_gate;
    const char *title;
    const char *reason; /* the comment between the first line and the SELECT; or NULL */
    const struct source *source;
    struct place at; /* of its SELECT */
};

struct check_result {
    bool could_run;
    struct finding *finding; /* in the rows' order */
    size_t findings;
};

/* Reads the file. NULL: there is none (reported where it was named, with a near name), or it is no
 * check (reported in it). */
const struct check *check_read(struct arena *, const struct library *, const struct check_name *,
                               struct diag *);
/* The first parameter the check uses for which there is no binding; false: it has all. */
bool check_lacks(const struct check *, const struct binding *, size_t bindings, struct text *name);
/* Runs the check (a gate is left alone: it is always on). Faults of its own are reported at their
 * place in its file; then it could not be run, and what it found is not to be trusted. */
struct check_result check_run(struct arena *, const struct check *, struct store *,
                              const struct binding *, size_t bindings, struct diag *);
/* Reports what it found, and the rule once. */
void check_report(const struct check *, const struct check_result *, struct diag *);

#endif
