/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every command begins and ends with: the workspace, the date, the messages. */
#ifndef RUN_WORKSPACE_H
#define RUN_WORKSPACE_H

#include <time.h>

#include "run/options.h"

/* -C's folder, or without one (NULL) the nearest upwards that has a manifest; NULL: none. */
const char *workspace_find(struct arena *, const char *folder);
/* Says that there is no workspace; the exit status. */
int workspace_missing(const struct options *);
/* False: said on standard error why not. */
bool can_open(const char *file);
/* "YYYY-MM-DD": the manifest's, else SOURCE_DATE_EPOCH's, else NULL. */
const char *date_of_today(struct arena *, const char *manifest_date);
/* For summary lines: of the monotonic clock, and "1,482". */
double seconds_since(const struct timespec *from);
const char *number_grouped(struct arena *, size_t);
/* What is only worth knowing is told by `check`, by -v and in JSON. document: its path below OUT,
 * for --diagnostics json; or NULL. */
void print_messages(const struct options *, const struct diag *, const char *document);

#endif
