/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQL functions that could run for hours within one step of SQLite, where no limit looks: their
 * arguments are judged before they are called. */
#ifndef DB_FUNCTION_H
#define DB_FUNCTION_H

#include <sqlite3.h>

struct functions;

/* Puts judges before the connection's functions; they must live as long as it. */
struct functions *functions_new(sqlite3 *);
void functions_free(struct functions *); /* NULL is allowed */

#endif
