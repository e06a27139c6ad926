/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign keys: the order of tables in which every row finds the row it refers to, and the places
 * of references that point nowhere. */
#ifndef DB_REFERENCE_H
#define DB_REFERENCE_H

#include "db/records.h"

/* Orders the records so that a table comes after those it refers to; tables that refer to each
 * other in a ring keep their order. */
void references_order(struct arena *, sqlite3 *, struct records **, size_t n);
/* Reports every reference from or to the imported tables that points nowhere, after all rows are
 * stored. Rows that were refused count as there, so that no fault brings forth others; with
 * has_unread, so does all of a table that is not among them. */
void references_check(struct arena *, sqlite3 *, struct records *const *, size_t n, bool has_unread,
                      const char *shown, struct diag *);

#endif
