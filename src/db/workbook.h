/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheets of a workbook, by the format its archive holds. */
#ifndef DB_WORKBOOK_H
#define DB_WORKBOOK_H

#include "db/package.h"
#include "db/sheet.h"

/* Lists the sheets, at most MOST_SHEETS of them; returns how many: 0 is a fault, reported. The
 * package stays open while the sheets are read. */
size_t workbook_open(struct arena *, struct package *, const char *shown,
                     struct sheet *sheet[MOST_SHEETS], struct diag *);

/* The two formats; used by workbook_open. */
size_t xlsx_open(struct arena *, struct package *, const char *shown,
                 struct sheet *sheet[MOST_SHEETS], struct diag *);
size_t ods_open(struct arena *, struct package *, const char *shown,
                struct sheet *sheet[MOST_SHEETS], struct diag *);

#endif
