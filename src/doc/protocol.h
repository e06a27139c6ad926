/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of one document: each is run once with the document's parameters. What those of
 * `checks:` find is reported; what those of `findings:` find becomes two results for the template,
 * `checks` (a row for each check) and `findings` (a row for each finding). */
#ifndef DOC_PROTOCOL_H
#define DOC_PROTOCOL_H

#include "db/store.h"
#include "doc/checklist.h"
#include "doc/table.h"

struct protocol {
    struct arena *arena;
    const struct library *library;
    struct store *store; /* or NULL: a check is an error then */
    const struct binding *binding;
    size_t bindings;
    struct check_list checks, findings; /* spelt out */
    bool is_kept;                       /* there is `findings:`, if only an empty list */
    bool tells_all;                     /* those of `findings:` report, too */
    struct diag *diag;
};

/* Runs the checks. Returns the tables `checks` and `findings`, *n of them; NULL and 0 unless
 * is_kept. */
struct table **protocol_run(const struct protocol *, size_t *n);

#endif
