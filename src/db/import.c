/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new database is built beside its place and gets its name by rename; an existing one is changed
 * in one transaction. Either way nothing is kept unless every file is without fault, and no more of
 * a file is in memory than a row. */
#include "db/import.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <sqlite3.h>

#include "base/buffer.h"
#include "base/file.h"
#include "db/clock.h"
#include "db/constraint.h"
#include "db/database.h"
#include "db/duplicate.h"
#include "db/records.h"
#include "db/reference.h"
#include "db/schema.h"
#include "db/snapshot.h"
#include "db/watch.h"

struct import {
    struct arena *arena;
    const struct import_options *options;
    const char *shown; /* the database */
    sqlite3 *db;
    struct clock clock;
    struct watch watch;
    bool is_new, is_stopped; /* stopped: the database itself fails */
    bool has_unread;         /* a file filled no table: nobody knows what rows it has */
    struct output *output;   /* a new database that is to be kept */
    struct book **book;
    size_t books;
    struct records **records;
    size_t n;
    struct diag *diag;
    bool is_environment; /* the database or the disk is at fault */
};

/* Opening and closing */

static bool give_up(struct import *im)
{
    im->is_environment = true;
    return false;
}

/* The schema runs in memory, so that no setting of its own leaves files beside the new one. */
static bool open_new(struct import *im)
{
    const char *path = NULL;
    sqlite3 *schema = database_temporary(im->clock.name, im->diag);
    if (!schema)
        return give_up(im);
    if (!schema_run(im->arena, schema, im->options, im->diag)) {
        sqlite3_close(schema);
        return false;
    }
    if (!im->options->is_dry) {
        output_sweep_beside(im->options->database);
        im->output = output_open(im->options->database);
        path = im->output ? output_path(im->output) : NULL;
        if (!path) {
            diag_error(im->diag, (struct place){.file = im->shown}, "cannot write the database: %s",
                       im->output ? "this is not a file" : strerror(errno));
            sqlite3_close(schema);
            return give_up(im);
        }
    }
    im->db = database_create(path, im->shown, im->clock.name, schema, im->diag);
    return im->db || give_up(im);
}

static bool open_database(struct import *im)
{
    const struct import_options *o = im->options;
    struct stat about;
    im->is_new = o->is_fresh || (stat(o->database, &about) != 0 && errno == ENOENT);
    if (im->is_new && !open_new(im))
        return false;
    if (!im->is_new)
        im->db = o->is_dry ? snapshot_take(o->database, im->shown, im->clock.name, im->diag)
                           : database_write(o->database, im->shown, im->clock.name, im->diag);
    if (!im->db)
        return give_up(im);
    watch_rest(&im->watch);
    watch_attend(&im->watch, im->db);
    if (database_exec(im->db, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE"))
        return true;
    database_fault(im->db, im->shown, im->diag);
    return give_up(im);
}

/* A journal or log of the database that is about to be replaced would be applied to the new one.
 * Opening and closing it takes them away, unless another program holds them. */
static bool clear_journals(const struct import *im)
{
    const char *path = im->options->database;
    char *journal = arena_printf(im->arena, "%s-journal", path);
    char *log = arena_printf(im->arena, "%s-wal", path);
    if (!file_exists(path) || (!file_exists(journal) && !file_exists(log)))
        return true;
    sqlite3_close(database_write(path, im->shown, im->clock.name, im->diag));
    if (!file_exists(journal) && !file_exists(log))
        return true;
    diag_error(im->diag, (struct place){.file = im->shown},
               "another program has the database open: it cannot be replaced");
    return false;
}

static bool write_new(struct import *im)
{
    if (!clear_journals(im))
        return false;
    sqlite3_close(im->db);
    im->db = NULL;
    bool done = output_commit(im->output);
    im->output = NULL;
    if (!done)
        diag_error(im->diag, (struct place){.file = im->shown}, "cannot write the database: %s",
                   strerror(errno));
    return done;
}

static bool keep(struct import *im)
{
    if (!database_exec(im->db, "COMMIT")) {
        database_fault(im->db, im->shown, im->diag);
        return give_up(im);
    }
    return im->options->is_dry || !im->is_new || write_new(im) || give_up(im);
}

/* Rows */

static void open_files(struct import *im, const char *const *file, size_t files)
{
    im->book = ARENA_ARRAY(im->arena, struct book *, files + 1);
    for (size_t i = 0; i < files; i++) {
        const char *shown = shown_path(im->options, file[i]);
        struct book *book = book_open(im->arena, file[i], shown, im->diag);
        size_t before = im->n;
        if (book) {
            im->book[im->books++] = book;
            records_open(im->arena, im->db, book, file[i], shown, im->options->table, &im->records,
                         &im->n, im->diag);
        }
        im->has_unread = im->has_unread || im->n == before;
    }
}

static sqlite3_stmt *prepare_insert(const struct import *im, const struct records *records,
                                    const char *schema, const char *prefix)
{
    struct buf columns = {0}, marks = {0};
    for (size_t i = 0; i < records->cells; i++) {
        if (records->column[i] == SIZE_MAX)
            continue;
        char *name = sqlite3_mprintf("\"%w\"", records->table->column[records->column[i]].name);
        buf_printf(&columns, "%s%s", columns.n ? ", " : "", name ? name : "");
        buf_printf(&marks, "%s?%zu", marks.n ? ", " : "", i + 1);
        sqlite3_free(name);
    }
    sqlite3_stmt *insert =
        columns.n ? database_prepare(im->db, "INSERT INTO %s.\"%w%w\"(%s) VALUES(%s)", schema,
                                     prefix, records->table->name, columns.p, marks.p)
                  : NULL;
    buf_done(&columns);
    buf_done(&marks);
    return insert;
}

static int insert(sqlite3_stmt *statement, const struct records *records,
                  const struct record *record)
{
    for (size_t i = 0; i < records->cells; i++) {
        const struct value *value = &record->value[i];
        int at = (int)i + 1;
        if (records->column[i] == SIZE_MAX)
            continue;
        if (value->kind == VALUE_NULL)
            sqlite3_bind_null(statement, at);
        else if (value->kind == VALUE_INT)
            sqlite3_bind_int64(statement, at, value->i);
        else
            sqlite3_bind_text(statement, at, value->s.p, (int)value->s.n, SQLITE_STATIC);
    }
    sqlite3_step(statement);
    return sqlite3_reset(statement);
}

/* What fills one table. */
struct filling {
    struct records *records;
    sqlite3_stmt *insert, *refuse; /* refuse: into temp."refused TABLE", once there is one */
    struct arena *scratch;
};

/* Remembers a refused row, so that references to it are not called dangling. */
static void refuse(const struct import *im, struct filling *f, const struct record *record)
{
    const char *name = f->records->table->name;
    if (f->records->refused++ == 0) {
        sqlite3_stmt *create = database_prepare(
            im->db, "CREATE TEMP TABLE \"refused %w\" AS SELECT * FROM main.\"%w\" WHERE 0", name,
            name);
        if (create)
            sqlite3_step(create);
        sqlite3_finalize(create);
        f->refuse = prepare_insert(im, f->records, "temp", "refused ");
    }
    if (f->refuse && !f->records->is_flooded)
        insert(f->refuse, f->records, record);
}

/* Stores the record, or reports why not. */
static bool store(struct import *im, struct filling *f, const struct record *record)
{
    im->clock.was_asked = false;
    watch_start(&im->watch);
    int rc = insert(f->insert, f->records, record);
    bool is_slow = im->watch.is_over;
    watch_rest(&im->watch);
    if (rc == SQLITE_OK && !im->clock.was_asked)
        return true;
    im->is_stopped = is_slow || (!im->clock.was_asked && is_database_fault(rc));
    if (is_slow)
        diag_error(im->diag, records_place(f->records, &record->cell[0]),
                   "table '%s' takes too long: a rule or trigger was stopped after %d seconds",
                   f->records->table->name, MOST_SECONDS);
    else if (im->is_stopped)
        database_fault(im->db, im->shown, im->diag);
    else if (records_fault(f->records) && im->clock.was_asked)
        diag_error(im->diag, records_place(f->records, &record->cell[0]),
                   "table '%s' asks for the current time, which an import does not have",
                   f->records->table->name);
    else if (!f->records->is_flooded)
        constraint_report(f->scratch, im->db, f->records, record, im->diag);
    if (sqlite3_get_autocommit(im->db)) /* the schema asked for a rollback */
        database_exec(im->db, "BEGIN");
    return false;
}

static void fill(struct import *im, struct records *records)
{
    struct filling f = {.records = records, .scratch = arena_new()};
    struct arena_mark start = arena_mark(f.scratch);
    struct record record;
    bool has_rows = !records->is_broken && records_begin(records);
    f.insert = records->lacks ? NULL : prepare_insert(im, records, "main", "");
    while (has_rows && !im->is_stopped && records_next(f.scratch, records, &record, im->diag)) {
        if (record.is_sound && f.insert && store(im, &f, &record))
            records->rows++;
        else
            refuse(im, &f, &record);
        arena_rewind(f.scratch, start);
    }
    sqlite3_finalize(f.insert);
    sqlite3_finalize(f.refuse);
    arena_free(f.scratch);
    duplicates_report(records, im->diag);
}

/* Takes the old rows away; in a new database those that the schema itself brought. */
static void empty_table(struct import *im, const struct records *records)
{
    sqlite3_stmt *statement =
        database_prepare(im->db, "DELETE FROM main.\"%w\"", records->table->name);
    int rc = statement ? sqlite3_step(statement) : SQLITE_ERROR;
    if (rc != SQLITE_DONE) {
        im->is_stopped = true;
        diag_error(im->diag, (struct place){.file = records->shown},
                   "cannot replace the rows of table '%s': %s", records->table->name,
                   sqlite3_errmsg(im->db));
    }
    sqlite3_finalize(statement);
}

/* A trigger or an ON CONFLICT clause may leave a row out without a word. */
static void count_rows(struct import *im, const struct records *records)
{
    sqlite3_stmt *count =
        database_prepare(im->db, "SELECT count(*) FROM main.\"%w\"", records->table->name);
    bool is_known = count && sqlite3_step(count) == SQLITE_ROW;
    int64_t rows = is_known ? sqlite3_column_int64(count, 0) : 0;
    sqlite3_finalize(count);
    if (is_known && rows < (int64_t)records->rows)
        diag_error(im->diag, (struct place){.file = records->shown},
                   "table '%s' keeps %lld of %zu rows: a trigger or an ON CONFLICT of the schema "
                   "takes away the others",
                   records->table->name, (long long)rows, records->rows);
}

static void fill_all(struct import *im)
{
    references_order(im->arena, im->db, im->records, im->n);
    for (size_t i = 0; i < im->n && !im->is_stopped; i++)
        empty_table(im, im->records[i]);
    for (size_t i = 0; i < im->n && !im->is_stopped; i++)
        fill(im, im->records[i]);
    for (size_t i = 0; i < im->n && !im->is_stopped; i++)
        count_rows(im, im->records[i]);
    if (!im->is_stopped)
        references_check(im->arena, im->db, im->records, im->n, im->has_unread, im->shown,
                         im->diag);
    for (size_t i = 0; i < im->n; i++)
        if (im->records[i]->is_flooded)
            diag_error(im->diag, (struct place){.file = im->records[i]->shown},
                       "table '%s': %zu faults, of which the first %d are shown",
                       im->records[i]->table->name, im->records[i]->faults, MOST_FAULTS);
}

static bool run(struct import *im, const char *const *file, size_t files)
{
    size_t errors = diag_errors(im->diag), warnings = diag_warnings(im->diag);
    if (!open_database(im))
        return false;
    open_files(im, file, files);
    fill_all(im);
    bool is_refused = im->options->is_strict && diag_warnings(im->diag) > warnings;
    if (diag_errors(im->diag) == errors && !im->is_stopped && !is_refused)
        return keep(im);
    database_exec(im->db, "ROLLBACK");
    return false;
}

bool import_files(const struct import_options *options, const char *const *file, size_t files,
                  struct import_count *count, struct diag *diag)
{
    struct import im = {.arena = arena_new(), .options = options, .diag = diag};
    im.shown = shown_path(options, options->database);
    clock_init(&im.clock, NULL);
    bool done = run(&im, file, files);
    *count = (struct import_count){.is_environment = im.is_environment};
    for (size_t i = 0; done && i < im.n; i++) {
        count->tables++;
        count->rows += im.records[i]->rows;
    }
    sqlite3_close(im.db);
    output_abandon(im.output);
    for (size_t i = 0; i < im.books; i++)
        book_close(im.book[i]);
    clock_done(&im.clock);
    arena_free(im.arena);
    return done;
}
