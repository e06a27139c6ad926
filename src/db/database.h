/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening database files, and saying what is wrong with them. Reading leaves no file behind. */
#ifndef DB_DATABASE_H
#define DB_DATABASE_H

#include <stdbool.h>

#include <sqlite3.h>

#include "base/diagnostic.h"
#include "base/text.h"

/* Opens a file through the file layer named vfs; mode is the end of its URI ("?mode=ro"), `shown`
 * its name in messages. NULL: reported. */
sqlite3 *database_open(const char *path, const char *mode, const char *vfs, const char *shown,
                       struct diag *);
/* Opens an existing file for reading and writing. NULL: reported. */
sqlite3 *database_write(const char *path, const char *shown, const char *vfs, struct diag *);
/* An empty database that goes with the connection: in memory, and in a nameless temporary file as
 * far as it is large. NULL: reported. */
sqlite3 *database_temporary(const char *vfs, struct diag *);
/* The same beside another. What statements sort stays in memory, where it has a limit. */
bool database_attach_temporary(sqlite3 *, const char *name);
/* A new database that holds what `from` does, which is closed: in the file, which must be empty, or
 * with path NULL in a temporary one that goes with the connection. It keeps no journal beside it.
 * NULL: reported. */
sqlite3 *database_create(const char *path, const char *shown, const char *vfs, sqlite3 *from,
                         struct diag *);
/* All of `from` into the empty database. False: the connection `to` knows why. */
bool database_copy(sqlite3 *to, sqlite3 *from);

/* Says that another program has the file locked. */
void database_report_busy(const char *shown, struct diag *);
/* Reports what the connection's last call complained about; a damaged file is called so. */
void database_fault(sqlite3 *, const char *shown, struct diag *);
/* True when the result code speaks of the file and not of the statement. */
bool is_database_fault(int rc);
/* Runs statements of our own; their failure is for the caller to report. */
bool database_exec(sqlite3 *, const char *sql);
/* Compiles one statement of our own; printf-like, with SQLite's %Q, %w. NULL: it does not compile
 * (a table may be missing). */
sqlite3_stmt *database_prepare(sqlite3 *, const char *format, ...);
/* The number that a decimal text means to SQLite. */
double database_real(sqlite3 *, struct text decimal);

#endif
