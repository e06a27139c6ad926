/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why SQLite refused a row, in our words, at the cell that is to blame. */
#ifndef DB_CONSTRAINT_H
#define DB_CONSTRAINT_H

#include "db/records.h"

/* Reports the connection's last error, which concerns the record. */
void constraint_report(struct arena *, sqlite3 *, struct records *, const struct record *,
                       struct diag *);

#endif
