/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check found: a row of its query is a finding. The columns are `message`, and optionally
 * "severity", which overrides the check's own, and "table", "key" and "column", which say where in
 * the database the fault lies. */
#ifndef DOC_FINDING_H
#define DOC_FINDING_H

#include "db/value.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_INFO };
enum { SEVERITIES = SEVERITY_INFO + 1 };

struct finding { /* texts lie in the rows; one that a row lacks is empty */
    enum severity severity;
    struct text message, table, key, column;
    const char *row; /* finding_row */
};

/* "error", "warning", "info"; false: it is none of them. */
bool severity_find(struct text, enum severity *out);
const char *severity_name(enum severity);
/* False, reported at the place, when a check's result has no column `message`. */
bool finding_columns(const struct rows *, const char *check, struct place, struct diag *);
/* Reads a row; preset is the check's own severity. False, reported at the place, when the row's
 * severity is another word. */
bool finding_read(struct arena *, const struct rows *, size_t row, enum severity preset,
                  const char *check, struct place, struct finding *out, struct diag *);
/* Whether it says where the fault lies. */
bool finding_has_place(const struct finding *);
/* "receipt key=7, column paid_on": the row that a finding names; without one, as any row. */
const char *finding_row(struct arena *, const struct rows *, size_t row);
/* "check 'V01': message (receipt key=7, column paid_on)". */
void finding_report(const struct finding *, const char *check, struct place, struct diag *);

#endif
