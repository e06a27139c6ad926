/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check found: a row of its query becomes a message. The columns are `message`, and
 * optionally "table", "key" and "column", which say where in the database the fault lies. */
#ifndef DOC_FINDING_H
#define DOC_FINDING_H

#include "db/value.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_INFO };

/* "error", "warning", "info"; false: it is none of them. */
bool severity_find(struct text, enum severity *out);
/* False, reported at the place, when a check's result has no column `message`. */
bool finding_columns(const struct rows *, const char *check, struct place, struct diag *);
/* "receipt key=7, column paid_on": the row that a finding names; without one, as any row. */
const char *finding_row(struct arena *, const struct rows *, size_t row);
/* Reports one row of such a result: "check 'V01': message (receipt key=7, column paid_on)". Where
 * the row names neither table, key nor column, it is named as any other row is. */
void finding_report(struct arena *, const struct rows *, size_t row, enum severity,
                    const char *check, struct place, struct diag *);

#endif
