/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parameters that a template's queries and checks have without declaring them: :today, :purpose,
 * :lang, :edition. One that is declared under such a name stands in its place. */
#ifndef DOC_BUILTIN_H
#define DOC_BUILTIN_H

#include "db/store.h"

struct builtins {                                 /* a NULL one is not there */
    const char *today, *purpose, *lang, *edition; /* today: "YYYY-MM-DD" */
};

/* own and what of the builtins does not bear the name of one of them; in the arena. */
const struct binding *builtin_bindings(struct arena *, const struct builtins *,
                                       const struct binding *own, size_t owns, size_t *n);
/* False, reported at its place, when the statement uses :today and it is not bound. */
bool builtin_has_date(const struct binding *, size_t n, const char *label, struct text sql,
                      struct place at, struct diag *);

#endif
