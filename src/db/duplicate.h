/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that a file gives twice: remembered while its rows are stored, told when a second reading
 * has found where each was given first. */
#ifndef DB_DUPLICATE_H
#define DB_DUPLICATE_H

#include "db/records.h"

enum { MOST_KEYS = 16 };

/* Remembers that the record's cells, taken together, are a key that is there already. */
void duplicate_add(struct records *, const struct record *, const size_t *cell, size_t cells);
/* Reports what was remembered. */
void duplicates_report(struct records *, struct diag *);

#endif
