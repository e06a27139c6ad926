/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database with a rollback journal is read as SQLite reads it. One in WAL mode would get a -wal
 * and a -shm file merely by being read. So SQLite's shared lock (https://sqlite.org/src, os.h and
 * os_unix.c: 510 bytes behind the first gigabyte) is taken on it first, which keeps the last writer
 * that closes it from folding its log into the file; then it is read without locks if it has no
 * log, by SQLite if another program has it open, and else from a private copy of file and log. */
#define _XOPEN_SOURCE 700
#include "db/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "db/database.h"

enum {
    SHARED_FIRST = 0x40000002,
    SHARED_SIZE = 510,
    INDEX_LOCK = 128, /* the byte of the -shm file that whoever has it open locks */
    HEADER = 100,
    WAL_VERSION = 2,
    MOST_TRIES = 100,
    PAUSE_NS = 50 * 1000 * 1000
};

struct original {
    struct arena *arena;
    const char *path, *log, *index; /* the file, its -wal and -shm */
    const char *shown, *vfs;
    int fd; /* holds the shared lock as long as it is open */
    struct diag *diag;
};

static struct place place_of(const struct original *o)
{
    return (struct place){.file = o->shown};
}

static void report_errno(const struct original *o, const char *what)
{
    diag_error(o->diag, place_of(o), "cannot %s: %s", what, strerror(errno));
}

static bool is_there(const struct original *o)
{
    struct stat about;
    if (stat(o->path, &about) != 0 || access(o->path, R_OK) != 0)
        report_errno(o, "open the database");
    else if (!S_ISREG(about.st_mode))
        diag_error(o->diag, place_of(o), "this is not a file, so it is not a database");
    else if (about.st_size == 0)
        diag_error(o->diag, place_of(o), "the file is empty: it is not a database yet");
    else
        return true;
    return false;
}

static void pause_briefly(void)
{
    nanosleep(&(struct timespec){.tv_nsec = PAUSE_NS}, NULL);
}

/* Waits for a writer as long as SQLite would. A file system without locks has none to wait for. */
static bool lock_shared(struct original *o)
{
    struct flock lock = {.l_type = F_RDLCK, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE};
    o->fd = open(o->path, O_RDONLY | O_CLOEXEC);
    if (o->fd < 0) {
        report_errno(o, "open the database");
        return false;
    }
    for (int i = 0; i < MOST_TRIES; i++) {
        if (fcntl(o->fd, F_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES))
            return true;
        pause_briefly();
    }
    database_report_busy(o->shown, o->diag);
    return false;
}

/* The file-format version in the header says whether the database logs ahead. */
static bool is_logging(const struct original *o)
{
    unsigned char header[HEADER] = {0};
    return pread(o->fd, header, HEADER, 0) == HEADER &&
           memcmp(header, "SQLite format 3", 16) == 0 && header[19] == WAL_VERSION;
}

static bool has_log(const struct original *o)
{
    struct stat about;
    return stat(o->log, &about) == 0 && about.st_size > 0;
}

/* Whether another program has the database open. */
static bool is_open(const struct original *o)
{
    struct flock lock = {.l_type = F_WRLCK, .l_start = INDEX_LOCK, .l_len = 1};
    int fd = open(o->index, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        fd = open(o->index, O_RDONLY | O_CLOEXEC);
    bool is_locked = fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    if (fd >= 0)
        close(fd);
    return is_locked;
}

/* All of `from` in a new database. */
static sqlite3 *copy(const struct original *o, sqlite3 *from)
{
    sqlite3 *to = from ? database_temporary(o->vfs, o->diag) : NULL;
    if (!to || database_copy(to, from))
        return to;
    database_fault(to, o->shown, o->diag);
    sqlite3_close(to);
    return NULL;
}

static sqlite3 *copy_by_sqlite(const struct original *o, const char *path, const char *mode)
{
    sqlite3 *from = database_open(path, mode, o->vfs, o->shown, o->diag);
    sqlite3 *to = copy(o, from);
    sqlite3_close(from);
    return to;
}

/* Without a log nobody writes to the file itself. False: one has come up meanwhile. */
static bool copy_without_log(const struct original *o, sqlite3 **out)
{
    sqlite3 *from = database_open(o->path, "?mode=ro&immutable=1", o->vfs, o->shown, o->diag);
    *out = copy(o, from);
    bool is_whole = !has_log(o); /* asked before closing, which gives the lock up */
    if (!is_whole) {
        sqlite3_close(*out);
        *out = NULL;
    }
    sqlite3_close(from);
    return is_whole;
}

static bool read_locked(const struct original *o, struct text *out)
{
    struct stat about;
    if (fstat(o->fd, &about) != 0)
        return false;
    char *bytes = arena_alloc(o->arena, (size_t)about.st_size + 1, 1);
    size_t n = 0;
    for (ssize_t k = 1; k > 0 && n < (size_t)about.st_size; n += (size_t)k) {
        k = pread(o->fd, bytes + n, (size_t)about.st_size - n, (off_t)n);
        if (k < 0)
            return false;
    }
    *out = (struct text){bytes, n};
    return true;
}

/* From copies of both files in a folder of our own. */
static sqlite3 *open_copies(const struct original *o, struct text file, struct text log)
{
    const char *base = getenv("TMPDIR");
    char *folder = arena_printf(o->arena, "%s/database.XXXXXX", base && *base ? base : "/tmp");
    sqlite3 *db = NULL;
    if (!mkdtemp(folder)) {
        report_errno(o, "copy the database");
        return NULL;
    }
    char *path = arena_printf(o->arena, "%s/copy", folder);
    char *log_path = arena_printf(o->arena, "%s-wal", path);
    if (file_write(path, file) && file_write(log_path, log))
        db = copy_by_sqlite(o, path, "");
    else
        report_errno(o, "copy the database");
    unlink(log_path);
    unlink(arena_printf(o->arena, "%s-shm", path));
    unlink(path);
    rmdir(folder);
    return db;
}

/* A log that nobody holds open: the last changes are in it. False: it has changed meanwhile. */
static bool copy_with_log(const struct original *o, sqlite3 **out)
{
    struct text file, log, again;
    *out = NULL;
    if (!file_read(o->arena, o->log, &log) || !read_locked(o, &file) ||
        !file_read(o->arena, o->log, &again)) {
        if (errno == ENOENT)
            return false;
        diag_error(o->diag, place_of(o), "cannot read the database's log '%s-wal': %s", o->shown,
                   strerror(errno));
        return true;
    }
    if (!text_equal(log, again))
        return false;
    *out = open_copies(o, file, log);
    return true;
}

static sqlite3 *copy_logging(const struct original *o)
{
    sqlite3 *db = NULL;
    for (int i = 0; i < MOST_TRIES; i++) {
        if (!has_log(o)) {
            if (copy_without_log(o, &db))
                return db;
        } else if (is_open(o)) {
            return copy_by_sqlite(o, o->path, "?mode=ro");
        } else if (copy_with_log(o, &db)) {
            return db;
        }
        pause_briefly();
    }
    database_report_busy(o->shown, o->diag);
    return NULL;
}

static void unlock(struct original *o)
{
    if (o->fd >= 0)
        close(o->fd);
    o->fd = -1;
}

static sqlite3 *copy_original(struct original *o)
{
    if (!is_there(o) || !lock_shared(o))
        return NULL;
    if (is_logging(o))
        return copy_logging(o);
    unlock(o);
    return copy_by_sqlite(o, o->path, "?mode=ro");
}

/* Faults that concern rows and not the file: constraints that came later than the rows. */
static bool is_of_rows(struct text finding)
{
    static const char *const starts[] = {"NULL value in", "NUMERIC value in", "TEXT value in",
                                         "non-"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (text_starts(finding, starts[i]))
            return true;
    return false;
}

/* What SQLite's check says in its first line, without the heading it may have. */
static struct text first_finding(sqlite3_stmt *check)
{
    struct text rest = text_of((const char *)sqlite3_column_text(check, 0)), line = rest;
    while (text_next_line(&rest, &line) && text_starts(line, "***"))
        continue;
    return line;
}

/* SQLite would answer many queries from a damaged file, and wrongly. */
static bool is_sound(sqlite3 *db, const char *shown, struct diag *diag)
{
    database_exec(db, "PRAGMA ignore_check_constraints = ON");
    sqlite3_stmt *check = database_prepare(db, "PRAGMA main.quick_check(100)");
    /* It may fail for a reason of the schema's, such as a function that only its program knows. */
    if (!check && !is_database_fault(sqlite3_errcode(db)))
        return database_exec(db, "PRAGMA ignore_check_constraints = OFF");
    bool fits = check != NULL;
    int rc = fits ? SQLITE_ROW : SQLITE_CORRUPT;
    while (fits && (rc = sqlite3_step(check)) == SQLITE_ROW) {
        struct text finding = first_finding(check);
        fits = text_is(finding, "ok") || is_of_rows(finding);
        if (!fits)
            diag_error(diag, (struct place){.file = shown}, "the database is damaged: %.*s",
                       (int)finding.n, finding.p);
    }
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        database_fault(db, shown, diag);
    sqlite3_finalize(check);
    database_exec(db, "PRAGMA ignore_check_constraints = OFF");
    return fits && rc == SQLITE_DONE;
}

sqlite3 *snapshot_take(const char *path, const char *shown, const char *vfs, struct diag *diag)
{
    char *real = realpath(path, NULL);
    struct arena *arena = arena_new();
    struct original o = {.arena = arena,
                         .path = arena_string(arena, text_of(real ? real : path)),
                         .shown = shown,
                         .vfs = vfs,
                         .fd = -1,
                         .diag = diag};
    o.log = arena_printf(arena, "%s-wal", o.path);
    o.index = arena_printf(arena, "%s-shm", o.path);
    sqlite3 *db = copy_original(&o);
    unlock(&o);
    free(real);
    arena_free(arena);
    if (db && !is_sound(db, shown, diag)) {
        sqlite3_close(db);
        return NULL;
    }
    return db;
}
