/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/import.h"

#include <sqlite3.h>

#include "base/buffer.h"
#include "tests/db/desk.h"

static const char schema[] =
    "-- the tables of the tests\n"
    "CREATE TABLE region(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,\n"
    "  parent_id INTEGER REFERENCES region(id)) STRICT;\n"
    "CREATE TABLE event(id INTEGER PRIMARY KEY, region_id INTEGER NOT NULL REFERENCES region,\n"
    "  kind TEXT NOT NULL DEFAULT 'workshop' CHECK (kind IN ('workshop', 'dialogforum')),\n"
    "  title TEXT NOT NULL, starts TEXT CHECK (starts IS date(starts)), fee_ct INTEGER,\n"
    "  share REAL, is_open INTEGER CHECK (is_open IN (0,1)), n INTEGER,\n"
    "  CONSTRAINT fee_is_fair CHECK (fee_ct < 100000)) STRICT;\n"
    "CREATE TABLE seat(event_id INTEGER NOT NULL REFERENCES event(id) ON DELETE CASCADE,\n"
    "  no INTEGER NOT NULL, PRIMARY KEY(event_id, no)) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE ticket(id INTEGER PRIMARY KEY, event_id INTEGER REFERENCES event(id),\n"
    "  no INTEGER, price_ct INTEGER CHECK (price_ct BETWEEN -1 AND 5000), kind TEXT,\n"
    "  CHECK ((kind = 'frei') = (price_ct IS NULL)),\n"
    "  FOREIGN KEY(event_id, no) REFERENCES seat(event_id, no)) STRICT;\n";

static const char regions[] = "id;name;parent_id\r\n1;Sachsen-Anhalt;\r\n2;Stendal;1\r\n";
static const char events[] = "id,region_id,title,starts,fee_ct,share,is_open,n\n"
                             "1,2,Dialogforum,14.09.2015,\"7,50\",\"1.234,5\",ja,12\n"
                             "2,1,\"Tag, lang\",2015-10-01,250,\"0,5\",nein,\n"
                             ",1,Ohne Nummer,,,,,\n";
static const char seats[] = "event_id,no\n1,1\n1,2\n2,1\n";

static struct import_count count;

/* Imports the named files of the folder and returns the messages, "ok T R" when it is done. */
static const char *import_with(struct import_options options, const char *const *names, size_t n)
{
    const char *paths[8];
    for (size_t i = 0; i < n; i++)
        paths[i] = at(names[i]);
    options.database = at("p.db");
    options.schema = file_exists(at("schema.sql")) ? at("schema.sql") : NULL;
    options.root = folder;
    bool done = import_files(&options, paths, n, &count, diag);
    const char *said = messages();
    return done ? arena_printf(arena, "ok %zu %zu\n%s", count.tables, count.rows, said) : said;
}

static const char *import_fresh(void)
{
    static const char *const names[] = {"event.csv", "region.csv", "seat.csv"};
    return import_with((struct import_options){.is_fresh = true}, names, 3);
}

static const char *import_one(const char *name)
{
    return import_with((struct import_options){0}, &name, 1);
}

/* The result of one query on the database, values joined by |, rows by newlines. */
static const char *ask(const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *row = NULL;
    struct buf out = {0};
    sqlite3_open(at("p.db"), &db);
    sqlite3_prepare_v2(db, sql, -1, &row, NULL);
    while (row && sqlite3_step(row) == SQLITE_ROW)
        for (int i = 0, n = sqlite3_column_count(row); i < n; i++) {
            const char *text = (const char *)sqlite3_column_text(row, i);
            buf_printf(&out, "%s%s", text ? text : "NULL", i + 1 < n ? "|" : "\n");
        }
    sqlite3_finalize(row);
    sqlite3_close(db);
    const char *copy = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return copy;
}

static void put_sound_files(void)
{
    desk_empty();
    put("schema.sql", schema);
    put("region.csv", regions);
    put("event.csv", events);
    put("seat.csv", seats);
}

static void records_become_a_database(void)
{
    put_sound_files();
    check_text(text_of(import_fresh()), "ok 3 8\n",
               "three files are imported, whatever their order");
    check_text(text_of(ask("SELECT * FROM event")),
               "1|2|workshop|Dialogforum|2015-09-14|750|1234.5|1|12\n"
               "2|1|workshop|Tag, lang|2015-10-01|250|0.5|0|NULL\n"
               "3|1|workshop|Ohne Nummer|NULL|NULL|NULL|NULL|NULL\n",
               "cells are converted; an empty one is NULL, a missing column has its default");
    check_text(text_of(ask("PRAGMA integrity_check")), "ok\n", "the file is sound");
    struct text first = bytes_of("p.db");
    import_fresh();
    check(text_equal(first, bytes_of("p.db")), "the same records make the same bytes");
    check(count_files() == 5, "nothing is left beside the database");
}

#define E(place, text) place ": error: " text "\n"
#define N(place, text) place ": note: " text "\n"

static const struct {
    const char *file, *bytes, *want;
} faulty[] = {
    {"event.csv", "id,titel,region_id\n1,a,1\n",
     E("event.csv:1:1", "column 'title' is missing: it must not be empty")
         E("event.csv:1:4", "no column 'titel' in table 'event'")
             N("event.csv:1:4", "did you mean 'title'?")},
    {"event.csv", "id,title,ID,region_id,\n1,a,1,1,\n2,b,2,1,\n",
     E("event.csv:1:10", "column 'ID' is given twice")},
    {"event.csv", "id,title,,region_id,\n1,a,x,1,\n2,b,,1,\n3,c,,1,y\n",
     E("event.csv:2:5", "the cell's column has no name in the header")
         E("event.csv:4:8", "the row has 5 cells, the header 4")},
    {"event.csv", "id,title,Region-ID,share\n1,a,1,#DIV/0!\n",
     E("event.csv:1:1", "column 'region_id' is missing: it must not be empty")
         E("event.csv:1:10", "no column 'Region-ID' in table 'event'")
             N("event.csv:1:10", "did you mean 'region_id'?")
                 E("event.csv:2:7", "column 'share': '#DIV/0!' is a formula's error")},
    {"event.csv", "id,title,region_id\n1,\"a\"b,1\n2,\"c\" \"d\",1\n",
     E("event.csv:2:6",
       "column 'title': text after a cell's closing quote (a quote inside is doubled)")
         E("event.csv:3:7",
           "column 'title': text after a cell's closing quote (a quote inside is doubled)")},
    {"event.csv", "id,region_id,title\n1,2\n2,1,a,x\n3,1,b\n",
     E("event.csv:2:3", "the row has 2 cells, the header 3")
         E("event.csv:3:7", "the row has 4 cells, the header 3")},
    {"event.csv", "region_id,title,starts,fee_ct,share,is_open,n\n1,a,31.02.2015,1.234,x,2,y\n",
     E("event.csv:2:5",
       "column 'starts': '31.02.2015' is not a date: write 2015-09-14 or 14.09.2015")
         E("event.csv:2:16", "column 'fee_ct': '1.234' is ambiguous: write cents without a "
                             "separator, or euros with two decimals")
             E("event.csv:2:22", "column 'share': 'x' is not a number")
                 E("event.csv:2:24",
                   "column 'is_open': '2' is neither yes nor no: write ja or nein, 1 or 0")
                     E("event.csv:2:26", "column 'n': 'y' is not a whole number")},
    {"event.csv", "region_id,title\n1,\n,b\n",
     E("event.csv:2:3", "column 'title' must not be empty")
         E("event.csv:3:1", "column 'region_id' must not be empty")},
    {"event.csv", "id,region_id,title,kind\n1,1,a,workshp\n",
     E("event.csv:2:7",
       "column 'kind': 'workshp' breaks the rule kind IN ('workshop', 'dialogforum')")
         N("event.csv:2:7", "did you mean 'workshop'?")},
    {"event.csv", "region_id,title,fee_ct\n1,a,\"1.000,00\"\n",
     E("event.csv:2:5", "column 'fee_ct': '1.000,00' breaks the rule fee_is_fair")},
    {"event.csv", "title,id,region_id\na,1,1\nb,1,2\nc,1,2\n",
     E("event.csv:3:3", "column 'id': '1' occurs twice in table 'event'")
         N("event.csv:2:3", "it is given first here")
             E("event.csv:4:3", "column 'id': '1' occurs twice in table 'event'")
                 N("event.csv:2:3", "it is given first here")},
    {"seat.csv", "no,event_id\n1,1\n2,1\n1,1\n",
     E("seat.csv:4:3", "columns 'event_id', 'no': '1', '1' occur twice in table 'seat'")
         N("seat.csv:2:3", "it is given first here")},
    {"seat.csv", "no,event_id\n1,1\n1,77\n",
     E("seat.csv:3:3", "column 'event_id': table 'event' has no row with id '77'")},
    {"ticket.csv", "event_id,no\n1,2\n1,3\n3,1\n77,1\n",
     E("ticket.csv:3:1", "columns 'event_id', 'no': table 'seat' has no row with event_id '1' "
                         "and no '3'")
         E("ticket.csv:4:1", "columns 'event_id', 'no': table 'seat' has no row with event_id "
                             "'3' and no '1'")
             E("ticket.csv:5:1", "columns 'event_id', 'no': table 'seat' has no row with "
                                 "event_id '77' and no '1'")
                 E("ticket.csv:5:1", "column 'event_id': table 'event' has no row with id "
                                     "'77'")},
    {"ticket.csv", "event_id,no\n2,5\n",
     E("ticket.csv:2:1", "columns 'event_id', 'no': table 'seat' has no row with event_id '2' "
                         "and no '5'") N("ticket.csv:2:1", "the row with event_id '2' has no '1'")},
    {"ticket.csv", "kind,price_ct\nfrei,\n,-2\n,5001\n,5000\n",
     E("ticket.csv:3:2", "column 'price_ct': '-2' is not between -1 and 5000 cents")
         E("ticket.csv:4:2", "column 'price_ct': '5001' is not between -1 and 5000 cents")},
    {"ticket.csv", "price_ct,kind\n10,frei\n,freu\n",
     E("ticket.csv:2:4", "column 'kind': 'frei' breaks the rule (kind = 'frei') = (price_ct IS "
                         "NULL), where price_ct is '10'")
         E("ticket.csv:3:2", "column 'kind': 'freu' breaks the rule (kind = 'frei') = "
                             "(price_ct IS NULL), where price_ct is empty")
             N("ticket.csv:3:2", "did you mean 'frei'?")},
    {"region.csv", "id,name,parent_id\n1,a,\n2,b,9\n3,c,2\n",
     E("region.csv:3:5", "column 'parent_id': table 'region' has no row with id '9'")},
    {"event.csv", "id,region_id,title\n1,9,\n2,8,b\n",
     E("event.csv:2:3", "column 'region_id': table 'region' has no row with id '9'")
         E("event.csv:2:5", "column 'title' must not be empty")
             E("event.csv:3:3", "column 'region_id': table 'region' has no row with id '8'")},
    {"event.csv", "id,region_id,title\n1,1,\"a\n",
     E("event.csv:2:5", "a quoted cell is not closed")},
    {"event.csv", "", E("event.csv:1:1", "the file has no header of column names")},
    {"events.csv", "id\n1\n",
     E("events.csv", "no table 'events' in the database") N("events.csv", "did you mean 'event'?")},
    {"sqlite_schema.csv", "id\n1\n",
     E("sqlite_schema.csv", "no table 'sqlite_schema' in the database")},
    {"event.xlsx", "PK", E("event.xlsx", "this is not a workbook, whatever its name says")},
    {"event.pdf", "%PDF-1.4",
     E("event.pdf", "this is a PDF: save the table as CSV, .xlsx or .ods")},
    {"event.doc", "x", E("event.doc", "only CSV, ODS and XLSX files can be imported")},
    {"event.xls", "\xD0\xCF\x11\xE0",
     E("event.xls", "this is an old Excel workbook (.xls), or an encrypted one: save it as .xlsx "
                    "or .ods, without a password")},
    {"missing.csv", "id\n", E("missing.csv", "no table 'missing' in the database")},
    {"missing.csv", NULL, E("missing.csv", "cannot read the file: No such file or directory")},
};

static void every_fault_has_its_place(void)
{
    for (size_t i = 0; i < sizeof faulty / sizeof *faulty; i++) {
        put_sound_files();
        import_fresh();
        struct text before = bytes_of("p.db");
        if (faulty[i].bytes)
            put(faulty[i].file, faulty[i].bytes);
        const char *names[] = {faulty[i].file};
        const char *said = import_with((struct import_options){0}, names, 1);
        /* A replaced region takes others' parents away; only what this file says counts here. */
        check(strstr(said, faulty[i].want) == said, "%s says\n%s, not\n%s", faulty[i].file,
              faulty[i].want, said);
        check(text_equal(before, bytes_of("p.db")), "%s: the database is unchanged",
              faulty[i].file);
    }
}

static void one_run_reports_all_files(void)
{
    put_sound_files();
    import_fresh();
    struct text before = bytes_of("p.db");
    put("region.csv", "id,name\n1,\n2,b\n");
    put("event.csv", "id,region_id,title\n1,1,a\nx,2,b\n3,4,c\n");
    put("seat.csv", "event_id,no\n1,1\n9,1\n");
    check_text(text_of(import_fresh()),
               E("event.csv:3:1", "column 'id': 'x' is not a whole number")
                   E("event.csv:4:3", "column 'region_id': table 'region' has no row with id '4'")
                       E("region.csv:2:3", "column 'name' must not be empty")
                           E("seat.csv:3:1", "column 'event_id': table 'event' has no row with id "
                                             "'9'"),
               "all faults of all files are said, and none that follows from another");
    check(text_equal(before, bytes_of("p.db")), "a refused import leaves the database as it was");
}

static void files_replace_their_tables(void)
{
    put_sound_files();
    import_fresh();
    put("event.csv", "id,region_id,title\n1,2,Neu\n2,2,Zwei\n");
    check_text(text_of(import_one("event.csv")), "ok 1 2\n", "a table is replaced");
    check_text(text_of(ask("SELECT id, title FROM event")), "1|Neu\n2|Zwei\n", "by its new rows");
    check_text(text_of(ask("SELECT count(*) FROM seat")), "3\n",
               "a deletion does not cascade into tables that are not named");
    put("event.csv", "id,region_id,title\n1,2,Neu\n");
    check_text(text_of(import_one("event.csv")),
               E("event.csv",
                 "table 'seat' still refers to the row with id '2', which is not in the file"),
               "a table that loses its parents is named");
    check_text(text_of(ask("SELECT count(*) FROM event")), "2\n", "and nothing is changed");
    static const char *const both[] = {"seat.csv", "event.csv"};
    put("seat.csv", "event_id,no\n5,1\n");
    put("event.csv", "id,region_id,title\n5,2,Neu\n");
    check_text(text_of(import_with((struct import_options){0}, both, 2)), "ok 2 2\n",
               "foreign keys are checked at the end");
    put("orte.csv", "id,name\n2,Stendal\n1,Land\n");
    static const char *const odd[] = {"orte.csv"};
    check_text(text_of(import_with((struct import_options){.table = "region"}, odd, 1)), "ok 1 2\n",
               "a table may be named for a file");
    check(count_files() == 6, "no journal is left");
}

static void a_missing_database_is_made(void)
{
    put_sound_files();
    check_text(text_of(import_one("region.csv")), "ok 1 2\n", "a file makes the database");
    check_text(text_of(ask("SELECT count(*) FROM event")), "0\n", "with all its tables");
    unlink(at("p.db"));
    unlink(at("schema.sql"));
    check_text(text_of(import_one("region.csv")),
               E("p.db", "there is no schema.sql to make the database from"),
               "without a schema it cannot");
    check(!file_exists(at("p.db")), "and leaves nothing");
}

static void a_dry_run_writes_nothing(void)
{
    put_sound_files();
    static const char *const names[] = {"region.csv", "event.csv", "seat.csv"};
    struct import_options dry = {.is_fresh = true, .is_dry = true};
    check_text(text_of(import_with(dry, names, 3)), "ok 3 8\n", "a dry run counts");
    check(!file_exists(at("p.db")), "and makes no database");
    import_fresh();
    struct text before = bytes_of("p.db");
    dry.is_fresh = false;
    put("region.csv", "id,name\n1,a\n2,b\n7,c\n");
    check_text(text_of(import_with(dry, names, 1)), "ok 1 3\n", "rows are checked");
    check(text_equal(before, bytes_of("p.db")), "and not stored");
    put("region.csv", "id,name\n1,a\n2,b\n2,c\n");
    check_text(text_of(import_with(dry, names, 1)),
               E("region.csv:4:1", "column 'id': '2' occurs twice in table 'region'")
                   N("region.csv:3:1", "it is given first here"),
               "faults are found");
}

static void faults_of_the_schema_are_placed(void)
{
    static const struct {
        const char *sql, *want;
    } cases[] = {
        {"CREATE TABLE a(x);\n\n CREATE TABEL b(x);\n",
         E("schema.sql:3:9", "syntax error near 'TABEL'")},
        {"CREATE TABLE a(x);\nINSERT INTO a(y) VALUES(1);",
         E("schema.sql:2:1", "the schema: table a has no column named y")},
        {"CREATE TABLE event(x);\nCREATE VIEW v AS SELECT * FROM evnt;\nSELECT * FROM evnt;",
         E("schema.sql:3:15", "no table 'evnt'") N("schema.sql:3:15", "did you mean 'event'?")},
        {"CREATE TABLE a(x) STRICT;", E("schema.sql:1:1", "the schema: missing datatype for a.x")},
        {"ATTACH 'other.db' AS other;",
         E("schema.sql:1:1", "the schema may not reach other files: ATTACH is refused")},
        {"CREATE TABLE a(x);\nINSERT INTO a WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x "
         "FROM"
         " c)\n  SELECT 1 FROM c WHERE x > 1;",
         E("schema.sql:2:1", "the schema takes too long: it was stopped after 3 seconds")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_sound_files();
        put("schema.sql", cases[i].sql);
        check_text(text_of(import_fresh()), cases[i].want, cases[i].sql);
        check(!file_exists(at("p.db")), "no database is made");
    }
}

/* What an empty cell is in a column that must not be empty. */
static void empty_cells_take_defaults(void)
{
    desk_empty();
    put("schema.sql",
        "CREATE TABLE t(id INTEGER PRIMARY KEY, vat_ct INTEGER NOT NULL DEFAULT 0,\n"
        "  share REAL NOT NULL DEFAULT 0.5, word TEXT NOT NULL DEFAULT 'so''n',\n"
        "  n INTEGER DEFAULT 7, gross_ct INTEGER NOT NULL, UNIQUE(word, vat_ct)) STRICT;");
    put("t.csv", "id;vat_ct;share;word;n;gross_ct\n1;;;;;100\n2;1,00;0,25;a;1;100\n");
    const char *name = "t.csv";
    struct import_options fresh = {.is_fresh = true};
    check_text(text_of(import_with(fresh, &name, 1)), "ok 1 2\n", "empty cells have defaults");
    check_text(text_of(ask("SELECT * FROM t")), "1|0|0.5|so'n|NULL|100\n2|100|0.25|a|1|100\n",
               "as if the column were not there, but a column that may be empty is NULL");
    put("t.csv", "id;vat_ct;word;gross_ct\n1;;;100\n2;0;so'n;100\n3;;x;\n");
    check_text(text_of(import_with(fresh, &name, 1)),
               E("t.csv:3:5", "columns 'word', 'vat_ct': 'so'n', '0' occur twice in table 't'")
                   N("t.csv:2:4", "it is given first here")
                       E("t.csv:4:6", "column 'gross_ct' must not be empty"),
               "a default counts in a key; without one a cell must be filled");
    put("schema.sql", "CREATE TABLE t(at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, n INT) STRICT;");
    put("t.csv", "at;n\nx;1\n;2\n");
    check_text(text_of(import_with(fresh, &name, 1)),
               E("t.csv:3:1", "column 'at' must not be empty"), "the clock gives no default");
}

static void triggers_and_clocks_do_not_disturb(void)
{
    desk_empty();
    put("schema.sql", "PRAGMA foreign_keys = ON; BEGIN;\n"
                      "CREATE TABLE t(a INTEGER, at TEXT DEFAULT CURRENT_TIMESTAMP) STRICT;\n"
                      "CREATE TRIGGER no_two BEFORE INSERT ON t WHEN new.a = 2\n"
                      "BEGIN SELECT RAISE(ROLLBACK, 'two is taken'); END;\n"
                      "INSERT INTO t VALUES(9, 'x');");
    put("t.csv", "at,a\nx,1\nx,2\nx,3\n");
    const char *name = "t.csv";
    struct import_options fresh = {.is_fresh = true};
    check_text(text_of(import_with(fresh, &name, 1)),
               E("t.csv:3:1", "table 't' refuses the row: two is taken"), "a trigger may refuse");
    put("t.csv", "a\n1\n");
    check_text(text_of(import_with(fresh, &name, 1)),
               E("t.csv:2:1", "table 't' asks for the current time, which an import does not have"),
               "a default may not depend on the clock");
    put("t.csv", "at,a\nx,1\n\n,\nx,3\n");
    check_text(text_of(import_with(fresh, &name, 1)), "ok 1 2\n", "blank rows are passed over");
    check_text(text_of(ask("SELECT a FROM t")), "1\n3\n", "rows of the schema are replaced");
}

/* A schema that takes rows away must not do so in silence. */
static void no_row_gets_lost(void)
{
    static const struct {
        const char *sql, *want;
    } cases[] = {
        {"CREATE TABLE t(a INTEGER PRIMARY KEY ON CONFLICT IGNORE, b);",
         E("t.csv", "table 't' keeps 1 of 2 rows: a trigger or an ON CONFLICT of the schema takes "
                    "away the others")},
        {"CREATE TABLE t(a INTEGER PRIMARY KEY ON CONFLICT REPLACE, b);",
         E("t.csv", "table 't' keeps 1 of 2 rows: a trigger or an ON CONFLICT of the schema takes "
                    "away the others")},
        {"CREATE TABLE t(a, b); CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM t; END;",
         E("t.csv", "table 't' keeps 0 of 2 rows: a trigger or an ON CONFLICT of the schema takes "
                    "away the others")},
        {"CREATE TABLE t(a, b); CREATE TRIGGER r BEFORE INSERT ON t WHEN new.b = 'y' BEGIN SELECT"
         " RAISE(IGNORE); END;",
         E("t.csv", "table 't' keeps 1 of 2 rows: a trigger or an ON CONFLICT of the schema takes "
                    "away the others")},
        {"CREATE TABLE u(n); CREATE TABLE t(a, b); CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT "
         "INTO u WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT 1 FROM c WHERE "
         "x > 1; END;",
         E("t.csv:2:1", "table 't' takes too long: a rule or trigger was stopped after 3 seconds")},
        {"CREATE TABLE log(n); CREATE TABLE t(a, b); CREATE TRIGGER r AFTER INSERT ON t BEGIN "
         "INSERT INTO log VALUES(1); END;",
         "ok 1 2\n"},
    };
    const char *name = "t.csv";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        desk_empty();
        put("schema.sql", cases[i].sql);
        put("t.csv", "a,b\n1,x\n1,y\n");
        check_text(text_of(import_with((struct import_options){.is_fresh = true}, &name, 1)),
                   cases[i].want, cases[i].sql);
    }
}

static void a_killed_import_leaves_nothing(void)
{
    put_sound_files();
    put(".p.db.999999999.tmp", "of a process that is gone");
    put(".other.db.999999999.tmp", "not ours");
    put(".p.db.x.999999999.tmp", "not ours either");
    check(strncmp(import_fresh(), "ok", 2) == 0, "an import after one that was killed");
    check(!file_exists(at(".p.db.999999999.tmp")), "takes away what that left");
    check(file_exists(at(".other.db.999999999.tmp")) && file_exists(at(".p.db.x.999999999.tmp")),
          "and nothing else");
}

static void a_journal_is_not_left_for_the_new_database(void)
{
    put_sound_files();
    import_fresh();
    sqlite3 *db;
    sqlite3_open(at("p.db"), &db);
    sqlite3_exec(db, "PRAGMA journal_mode = WAL; DELETE FROM seat", NULL, NULL, NULL);
    check_text(text_of(import_fresh()),
               E("p.db", "another program has the database open: it cannot be replaced"),
               "a database in use is not replaced under its log");
    struct text main = bytes_of("p.db"), log = bytes_of("p.db-wal");
    sqlite3_close(db);
    file_write(at("p.db"), main);
    file_write(at("p.db-wal"), log);
    check_text(text_of(import_fresh()), "ok 3 8\n", "a left log is taken away");
    check(count_files() == 5, "with its files");
    check_text(text_of(ask("SELECT count(*) FROM seat")), "3\n", "and is not applied");
}

static void blank_files_explain_themselves(void)
{
    desk_empty();
    put("schema.sql", schema);
    struct import_options options = {
        .database = at("p.db"), .schema = at("schema.sql"), .root = folder};
    check(import_blank(&options, folder, &count, diag) && count.tables == 4, "a file a table");
    check_text(
        bytes_of("region.csv"),
        "\xEF\xBB\xBF# table region; lines above the header that begin with # are passed over\r\n"
        "# id: whole number\r\n"
        "# name: text, must not be empty\r\n"
        "# parent_id: whole number, a row of region\r\n"
        "id;name;parent_id\r\n",
        "columns are explained");
    check(text_find(bytes_of("event.csv"), "# rule: kind IN ('workshop', 'dialogforum')\r\n") !=
              SIZE_MAX,
          "rules are quoted");
    check_text(text_of(import_fresh()), "ok 3 0\n", "blank files can be imported");
    static const char ticket[] = "CREATE TABLE plan(id INTEGER PRIMARY KEY, f INTEGER,"
                                 " UNIQUE(id, f)) STRICT;\nCREATE TABLE bill(\n"
                                 "  plan_id INTEGER NOT NULL REFERENCES plan (id), -- its line\n"
                                 "  f INTEGER, vat_ct INTEGER NOT NULL DEFAULT 0, -- of both\n"
                                 "  note TEXT CHECK (note <> '-- no'),\n\n"
                                 "  -- stands alone\n  no TEXT,\n"
                                 "  FOREIGN KEY(plan_id, f) REFERENCES plan (id, f)) STRICT;\n";
    put("schema.sql", ticket);
    check(import_blank(&options, folder, &count, diag), "another schema");
    check_text(
        bytes_of("bill.csv"),
        "\xEF\xBB\xBF# table bill; lines above the header that begin with # are passed over\r\n"
        "# plan_id: whole number, a row of plan, must not be empty (its line)\r\n"
        "# f: whole number, a row of plan (of both)\r\n"
        "# vat_ct: amount: cents (750) or euros with two decimals (7,50), empty means 0\r\n"
        "# note: text\r\n# no: text\r\n# rule: note <> '-- no'\r\n"
        "plan_id;f;vat_ct;note;no\r\n",
        "a default, the schema's own words, and each table once");
    check(!import_blank(&options, folder, &count, diag) &&
              strstr(messages(), "cannot write the file: File exists"),
          "no file is overwritten");
}

int main(void)
{
    desk_open();
    records_become_a_database();
    every_fault_has_its_place();
    one_run_reports_all_files();
    files_replace_their_tables();
    a_missing_database_is_made();
    a_dry_run_writes_nothing();
    faults_of_the_schema_are_placed();
    empty_cells_take_defaults();
    triggers_and_clocks_do_not_disturb();
    no_row_gets_lost();
    a_killed_import_leaves_nothing();
    a_journal_is_not_left_for_the_new_database();
    blank_files_explain_themselves();
    return desk_close();
}
