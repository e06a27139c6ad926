/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of an XLSX workbook that its sheets share: their list, the texts, the number formats.
 */
#ifndef DB_XLSX_H
#define DB_XLSX_H

#include "db/format.h"
#include "db/package.h"

struct xlsx_entry {
    const char *name, *part;
    bool is_hidden;
};
struct xlsx_book {
    struct arena *arena;
    struct package *package;
    const char *shown;
    struct xlsx_entry entry[MOST_SHEETS];
    size_t entries;
    struct text *string;
    size_t strings;
    struct format *format; /* by a cell's style number */
    size_t formats;
    bool is_1904;
};

/* Reads them; false: reported. arena, package and shown are set. */
bool xlsx_load(struct xlsx_book *, struct diag *);
/* "_x000D_" and its like made characters; in the arena. */
struct text xlsx_unescape(struct arena *, struct text);

#endif
