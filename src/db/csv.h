/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV after RFC 4180 and what Excel writes in German: comma, semicolon or tab, BOM, CRLF or LF,
 * quoted cells with doubled quotes and line breaks. Cells keep their places. */
#ifndef DB_CSV_H
#define DB_CSV_H

#include <stdbool.h>

#include "base/diagnostic.h"

struct csv_cell {
    struct text text; /* unquoted; in the arena */
    struct place at;
    bool is_quoted;
};
struct csv;

/* Begins reading; `file` names it in messages. The text must be UTF-8 or Windows-1252 (converted,
 * with a note). NULL on a fault, already reported. */
struct csv *csv_open(struct arena *, const char *file, struct text bytes, struct diag *);
/* The next record; cells live until the next call. False at the end or after a fault. Empty lines
 * are skipped. */
bool csv_next(struct csv *, struct csv_cell **cell, size_t *cells, struct diag *);

#endif
