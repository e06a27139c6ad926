/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is opened with mode=ro in its URI but READWRITE in the flags, so that a database attached
 * in memory can still be written. A database in WAL mode would get a -shm file merely by being
 * read; it is opened as immutable when no log stands beside it, and a log that nobody holds open is
 * read from a copy. */
#include "db/database.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"

enum { BUSY_MS = 5000, LONGEST_VALUE = 100 * 1000 * 1000, HEADER = 100, WAL_VERSION = 2 };

bool is_database_fault(int rc)
{
    switch (rc & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_READONLY:
    case SQLITE_PERM: return true;
    default: return false;
    }
}

void database_fault(sqlite3 *db, const char *shown, struct diag *diag)
{
    struct place at = {.file = shown};
    switch (sqlite3_errcode(db) & 0xFF) {
    case SQLITE_NOTADB: diag_error(diag, at, "this is not an SQLite database"); break;
    case SQLITE_CORRUPT:
        diag_error(diag, at, "the database is damaged: %s", sqlite3_errmsg(db));
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: diag_error(diag, at, "another program is writing to the database"); break;
    case SQLITE_READONLY:
        diag_error(diag, at,
                   sqlite3_extended_errcode(db) == SQLITE_READONLY_ROLLBACK
                       ? "a change of the database was broken off: open it once with a program "
                         "that may write, which takes the change back"
                       : "the database may not be written");
        break;
    default: diag_error(diag, at, "cannot use the database: %s", sqlite3_errmsg(db)); break;
    }
}

bool database_exec(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

sqlite3_stmt *database_prepare(sqlite3 *db, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *sql = sqlite3_vmprintf(format, args);
    va_end(args);
    sqlite3_stmt *statement = NULL;
    if (sql)
        sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    sqlite3_free(sql);
    return statement;
}

double database_real(sqlite3 *db, struct text decimal)
{
    sqlite3_stmt *cast = database_prepare(db, "SELECT CAST(? AS REAL)");
    double real = 0;
    if (cast) {
        sqlite3_bind_text(cast, 1, decimal.p, (int)decimal.n, SQLITE_STATIC);
        if (sqlite3_step(cast) == SQLITE_ROW)
            real = sqlite3_column_double(cast, 0);
    }
    sqlite3_finalize(cast);
    return real;
}

/* Makes the first access, which is when SQLite looks into the file, and shuts the doors that a
 * hostile schema could use. */
static bool settle(sqlite3 *db)
{
    sqlite3_busy_timeout(db, BUSY_MS);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    return database_exec(db, "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;"
                             "SELECT count(*) FROM sqlite_schema");
}

static sqlite3 *open_uri(const char *uri, int flags, const char *vfs, const char *shown,
                         struct diag *diag)
{
    sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(uri, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | flags, vfs);
    if (rc == SQLITE_OK && settle(db))
        return db;
    database_fault(db, shown, diag);
    sqlite3_close(db);
    return NULL;
}

static void add_uri(struct buf *uri, const char *path)
{
    buf_string(uri, *path == '/' ? "file://" : "file:");
    for (const char *p = path; *p; p++)
        if (strchr("?#%", *p))
            buf_printf(uri, "%%%02X", (unsigned)*p);
        else
            buf_char(uri, *p);
}

static sqlite3 *open_path(const char *path, const char *query, const char *vfs, const char *shown,
                          struct diag *diag)
{
    struct buf uri = {0};
    add_uri(&uri, path);
    buf_string(&uri, query);
    sqlite3 *db = open_uri(uri.p, 0, vfs, shown, diag);
    buf_done(&uri);
    return db;
}

static bool is_there(const char *path, const char *shown, struct diag *diag)
{
    struct place at = {.file = shown};
    struct stat about;
    if (stat(path, &about) != 0)
        diag_error(diag, at, "cannot open the database: %s", strerror(errno));
    else if (!S_ISREG(about.st_mode))
        diag_error(diag, at, "this is not a file, so it is no database");
    else if (access(path, R_OK) != 0)
        diag_error(diag, at, "cannot open the database: %s", strerror(errno));
    else
        return true;
    return false;
}

/* The file-format version in the header says whether the database logs ahead. */
static bool is_logging(const char *path)
{
    unsigned char header[HEADER] = {0};
    FILE *file = fopen(path, "rb");
    size_t n = file ? fread(header, 1, sizeof header, file) : 0;
    if (file)
        fclose(file);
    return n == sizeof header && memcmp(header, "SQLite format 3", 16) == 0 &&
           header[19] == WAL_VERSION;
}

static bool has_bytes(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && about.st_size > 0;
}

static bool copy_file(struct arena *arena, const char *from, const char *to)
{
    struct text bytes;
    return file_read(arena, from, &bytes) && file_write(to, bytes);
}

sqlite3 *database_memory(const char *vfs, struct diag *diag)
{
    return open_uri("file::memory:", SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, vfs, "memory", diag);
}

/* Copies all of `from` into the empty database and closes it; NULL, both closed, on a failure. */
static sqlite3 *copy_into(sqlite3 *to, sqlite3 *from, const char *shown, struct diag *diag)
{
    sqlite3_backup *backup = to ? sqlite3_backup_init(to, "main", from, "main") : NULL;
    bool done = false;
    if (backup) {
        sqlite3_backup_step(backup, -1);
        done = sqlite3_backup_finish(backup) == SQLITE_OK;
    }
    if (to && (!done || !settle(to))) {
        database_fault(to, shown, diag);
        sqlite3_close(to);
        to = NULL;
    }
    sqlite3_close(from);
    return to;
}

static sqlite3 *into_memory(sqlite3 *from, const char *shown, const char *vfs, struct diag *diag)
{
    return from ? copy_into(database_memory(vfs, diag), from, shown, diag) : NULL;
}

sqlite3 *database_create(const char *path, const char *shown, const char *vfs, sqlite3 *from,
                         struct diag *diag)
{
    sqlite3 *to = path ? open_path(path, "?mode=rw", vfs, shown, diag)
                       : open_uri("", SQLITE_OPEN_CREATE, vfs, shown, diag);
    to = copy_into(to, from, shown, diag);
    if (to)
        database_exec(to, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
    return to;
}

/* A log without its -shm file: nobody has the database open, but its last changes are in the log.
 * A private copy of both is opened, taken into memory and removed. */
static sqlite3 *read_with_log(const char *path, const char *shown, const char *vfs,
                              struct diag *diag)
{
    struct arena *arena = arena_new();
    const char *base = getenv("TMPDIR");
    char *folder = arena_printf(arena, "%s/database.XXXXXX", base && *base ? base : "/tmp");
    sqlite3 *db = NULL;
    if (mkdtemp(folder)) {
        char *copy = arena_printf(arena, "%s/copy", folder);
        char *log = arena_printf(arena, "%s-wal", copy);
        if (copy_file(arena, path, copy) &&
            copy_file(arena, arena_printf(arena, "%s-wal", path), log))
            db = into_memory(open_path(copy, "", vfs, shown, diag), shown, vfs, diag);
        else
            diag_error(diag, (struct place){.file = shown}, "cannot read the database: %s",
                       strerror(errno));
        unlink(log);
        unlink(copy);
        rmdir(folder);
    } else {
        diag_error(diag, (struct place){.file = shown}, "cannot copy the database: %s",
                   strerror(errno));
    }
    arena_free(arena);
    return db;
}

sqlite3 *database_read(const char *path, const char *shown, const char *vfs, struct diag *diag)
{
    if (!is_there(path, shown, diag))
        return NULL;
    if (!is_logging(path))
        return open_path(path, "?mode=ro", vfs, shown, diag);
    struct arena *arena = arena_new();
    bool has_log = has_bytes(arena_printf(arena, "%s-wal", path));
    bool is_open = file_exists(arena_printf(arena, "%s-shm", path));
    arena_free(arena);
    if (!has_log)
        return open_path(path, "?mode=ro&immutable=1", vfs, shown, diag);
    return is_open ? open_path(path, "?mode=ro", vfs, shown, diag)
                   : read_with_log(path, shown, vfs, diag);
}

sqlite3 *database_write(const char *path, const char *shown, const char *vfs, struct diag *diag)
{
    return is_there(path, shown, diag) ? open_path(path, "?mode=rw", vfs, shown, diag) : NULL;
}

sqlite3 *database_copy(const char *path, const char *shown, const char *vfs, struct diag *diag)
{
    return into_memory(database_read(path, shown, vfs, diag), shown, vfs, diag);
}
