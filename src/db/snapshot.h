/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database file's content at one moment, whatever other programs write meanwhile. */
#ifndef DB_SNAPSHOT_H
#define DB_SNAPSHOT_H

#include <sqlite3.h>

#include "base/diagnostic.h"

/* The file's content in a database of our own, found sound; nothing beside the file is made or
 * changed. vfs names the file layer, `shown` the file in messages. NULL: reported. */
sqlite3 *snapshot_take(const char *path, const char *shown, const char *vfs, struct diag *);

#endif
