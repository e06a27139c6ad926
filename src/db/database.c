/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is opened with mode=ro in its URI but READWRITE in the flags, so that a database attached
 * beside it can still be written. */
#include "db/database.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "db/watch.h"

enum { PATIENCE_MS = 5000 };

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

void database_report_busy(const char *shown, struct diag *diag)
{
    diag_error(diag, (struct place){.file = shown},
               "another program is writing to the database: waited %d seconds for it",
               PATIENCE_MS / 1000);
}

void database_fault(sqlite3 *db, const char *shown, struct diag *diag)
{
    struct place at = {.file = shown};
    switch (sqlite3_errcode(db) & 0xFF) {
    case SQLITE_NOTADB:
        diag_error(diag, at, "this is not an SQLite database, or it is encrypted");
        break;
    case SQLITE_CORRUPT:
        diag_error(diag, at, "the database is damaged: %s", sqlite3_errmsg(db));
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: database_report_busy(shown, diag); break;
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

/* Asks often: a program that writes without a pause lets go for moments only, and SQLite's own
 * handler soon sleeps for a tenth of a second at a time. */
static int wait(void *context, int tries)
{
    (void)context;
    return sqlite3_sleep(1) > 0 && tries < PATIENCE_MS;
}

/* Makes the first access, which is when SQLite looks into the file, and shuts the doors that a
 * hostile schema could use. False: the connection knows why. */
static bool database_settle(sqlite3 *db)
{
    sqlite3_busy_handler(db, wait, NULL);
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
    if (rc == SQLITE_OK && database_settle(db))
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

sqlite3 *database_open(const char *path, const char *mode, const char *vfs, const char *shown,
                       struct diag *diag)
{
    struct buf uri = {0};
    add_uri(&uri, path);
    buf_string(&uri, mode);
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
        diag_error(diag, at, "this is not a file, so it is not a database");
    else if (access(path, R_OK) != 0)
        diag_error(diag, at, "cannot open the database: %s", strerror(errno));
    else
        return true;
    return false;
}

/* SQLite makes the file when its cache is full. */
static bool has_disk(void)
{
    int file = file_scratch();
    return file >= 0 && close(file) == 0;
}

sqlite3 *database_temporary(const char *vfs, struct diag *diag)
{
    return has_disk() ? open_uri("", SQLITE_OPEN_CREATE, vfs, "a temporary file", diag)
                      : open_uri("file::memory:", SQLITE_OPEN_CREATE, vfs, "memory", diag);
}

bool database_attach_temporary(sqlite3 *db, const char *name)
{
    char *sql =
        sqlite3_mprintf("PRAGMA temp_store = %s; ATTACH '' AS \"%w\"; PRAGMA temp_store = MEMORY",
                        has_disk() ? "FILE" : "MEMORY", name);
    bool done = sql && database_exec(db, sql);
    sqlite3_free(sql);
    return done;
}

bool database_copy(sqlite3 *to, sqlite3 *from)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return false;
    sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup) == SQLITE_OK && database_settle(to);
}

sqlite3 *database_create(const char *path, const char *shown, const char *vfs, sqlite3 *from,
                         struct diag *diag)
{
    sqlite3 *to = path ? database_open(path, "?mode=rw", vfs, shown, diag)
                       : open_uri("", SQLITE_OPEN_CREATE, vfs, shown, diag);
    if (to && !database_copy(to, from)) {
        database_fault(to, shown, diag);
        sqlite3_close(to);
        to = NULL;
    }
    sqlite3_close(from);
    if (to)
        database_exec(to, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
    return to;
}

sqlite3 *database_write(const char *path, const char *shown, const char *vfs, struct diag *diag)
{
    return is_there(path, shown, diag) ? database_open(path, "?mode=rw", vfs, shown, diag) : NULL;
}
