/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV after RFC 4180 and what spreadsheet programs write: comma, semicolon, tab or bar, byte order
 * marks, CRLF, LF or CR, quoted cells with doubled quotes and line breaks. */
#ifndef DB_CSV_H
#define DB_CSV_H

#include <stdio.h>

#include "db/sheet.h"

/* Begins reading the file, which is closed with the sheet; NULL, with the file closed, on a fault,
 * reported. */
struct sheet *csv_open(struct arena *, FILE *, const char *shown, struct diag *);

#endif
