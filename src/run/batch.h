/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All documents of a workspace: the manifest's entries, each row of `each`, each language and
 * edition become jobs; jobs run in order, their messages are printed in that order. */
#ifndef RUN_BATCH_H
#define RUN_BATCH_H

#include "run/options.h"

/* The exit status. root: the workspace's folder. */
int batch_build(const struct options *, const char *root, struct arena *);

/* What both batch and single commands need. */
const char *date_of_today(struct arena *, const char *manifest_date);
void print_messages(const struct options *, const struct diag *, const char *document);

#endif
