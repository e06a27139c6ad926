/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sanitizer.h"
#include "db/store.h"

#include <sqlite3.h>

#include "base/buffer.h"
#include "tests/db/desk.h"

static const char schema[] =
    "CREATE TABLE event(id INTEGER PRIMARY KEY, title TEXT, share REAL, starts TEXT, raw BLOB);"
    "CREATE TABLE region(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE VIEW headline AS SELECT title FROM event;"
    "CREATE VIRTUAL TABLE words USING fts5(body);"
    "INSERT INTO words VALUES('Ideen sammeln');"
    "INSERT INTO event VALUES(1, 'Dialogforum', 1.0/3, '2015-09-14', NULL),"
    " (2, 'Werkstatt', 2.0, NULL, x'00FF'), (3, 'Größe', NULL, NULL, NULL);"
    "INSERT INTO region VALUES(7, 'Stendal');";

static void make_database(const char *name, const char *sql)
{
    sqlite3 *db;
    char *fault = NULL;
    sqlite3_open(at(name), &db);
    sqlite3_exec(db, sql, NULL, NULL, &fault);
    check(!fault, "the test's database is made (%s)", fault ? fault : "");
    sqlite3_free(fault);
    sqlite3_close(db);
}

static const struct binding parameters[] = {
    {"event_id", {VALUE_INT, 1, {"1", 1}}},
    {"title", {VALUE_TEXT, 0, {"Werkstatt", 9}}},
    {"share", {VALUE_REAL, 0, {"2.0", 3}}},
    {"none", {VALUE_NULL, 0, {"", 0}}},
};
static const struct place fence = {"t.md", 5, 1, NULL};

static struct rows *query(struct store *store, const char *name, const char *sql)
{
    return name ? store_query(arena, store, name, text_of(sql), fence, parameters, 4, diag)
                : store_ask(arena, store, "the query", text_of(sql), fence, parameters, 4, diag);
}

/* "column column: value|value; …", kinds by letter, then the messages. */
static const char *shown(const struct rows *rows)
{
    struct buf out = {0};
    for (size_t i = 0; rows && i < rows->columns; i++)
        buf_printf(&out, "%s%s", i ? " " : "", rows->column[i]);
    for (size_t row = 0; rows && row < rows->n; row++)
        for (size_t i = 0; i < rows->columns; i++) {
            const struct value *value = rows_cell(rows, row, i);
            buf_printf(&out, "%s%c%.*s",
                       i     ? "|"
                       : row ? "; "
                             : ": ",
                       "nirt"[value->kind], (int)value -> s.n, value->s.p);
        }
    buf_string(&out, messages());
    const char *copy = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return copy;
}

static void check_query(struct store *store, const char *name, const char *sql, const char *want,
                        const char *sentence)
{
    check_text(text_of(shown(query(store, name, sql))), want, sentence);
}

static void queries_return_typed_rows(struct store *store)
{
    static const struct {
        const char *name, *sql, *want, *sentence;
    } cases[] = {
        {"event", "SELECT id, title, share FROM event ORDER BY id",
         "id title share: i1|tDialogforum|r0.333333333333333; i2|tWerkstatt|r2.0; i3|tGröße|n",
         "integers, reals, texts and NULL keep their kinds"},
        {"one", "-- a comment\nSELECT title FROM event WHERE id = :event_id;\n-- the end\n",
         "title: tDialogforum", "a parameter is bound; comments and one semicolon are allowed"},
        {"two", "SELECT id FROM event WHERE title = :title AND share = :share AND :none IS NULL",
         "id: i2", "texts, decimals and NULL are bound as such"},
        {"none", "SELECT id FROM event WHERE 0", "id", "no rows are a result"},
        {"kept", "SELECT typeof(id) a, typeof(share) b, typeof(title) c FROM q.event WHERE id = 1",
         "a b c: tinteger|treal|ttext", "an earlier result is a table of typed values"},
        {"same", "SELECT count(*) AS n FROM q.event JOIN event USING (id, share)", "n: i2",
         "a kept decimal equals the one it came from"},
        {"event", "SELECT max(id) AS id FROM q.event", "id: i3",
         "a result may replace the one it reads"},
        {"event", "SELECT id FROM q.event", "id: i3", "and is read by its name"},
        {"list", "SELECT value FROM json_each('[1,2.5,\"x\"]')", "value: i1; r2.5; tx",
         "json_each works"},
        {"tree", "SELECT count(*) AS n FROM json_tree('{\"a\":[1]}')", "n: i3", "json_tree works"},
        {"words", "SELECT body FROM words WHERE words MATCH 'ideen'", "body: tIdeen sammeln",
         "full-text search works"},
        {"count",
         "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 3)"
         " SELECT i FROM n",
         "i: i1; i2; i3", "recursion works"},
        {"groups", "SELECT 1 AS one", "one: i1", "a name for the next"},
        {"cte", "WITH groups AS (VALUES (1), (2)) SELECT count(*) AS n FROM groups", "n: i2",
         "a statement's own table may have an earlier result's name"},
        {"values", "VALUES (1, 'a')", "column1 column2: i1|ta", "VALUES works"},
        {"view", "SELECT title FROM headline LIMIT 1", "title: tDialogforum", "views work"},
        {"now",
         "SELECT date('now') a, CURRENT_DATE b, strftime('%Y', 'now', 'localtime') c, "
         "julianday('now') d",
         "a b c d: t2015-12-31|t2015-12-31|t2015|r2457388.0", "now is noon of the given day"},
        {"q u", "SELECT 1 AS \"a \"\" b\"", "a \" b: i1", "odd names are quoted"},
        {"again", "SELECT \"a \"\" b\" AS x FROM q.\"q u\"", "x: i1", "and found again"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_query(store, cases[i].name, cases[i].sql, cases[i].want, cases[i].sentence);
}

#define E(place, text) "t.md:" place ": error: " text "\n"
#define N(place, text) "t.md:" place ": note: " text "\n"

static const struct {
    const char *sql, *want;
} faulty[] = {
    {"SELECT id,\n  titel FROM event",
     E("6:3", "no column 'titel'") N("6:3", "did you mean 'title'?")},
    {"SELECT e.titel FROM event e",
     E("5:8", "no column 'e.titel'") N("5:8", "did you mean 'title'?")},
    {"SELECT \"titel\" FROM event",
     E("5:8", "no column 'titel'") N("5:8", "did you mean 'title'?")},
    {"SELECT 1\nFROM evnt", E("6:6", "no table 'evnt'") N("6:6", "did you mean 'event'?")},
    {"SELECT 1 FROM q.evnt", E("5:17", "no table 'q.evnt'") N("5:17", "did you mean 'q.event'?")},
    {"SELECT uper(title) FROM event",
     E("5:8", "no function 'uper()'") N("5:8", "did you mean 'upper'?")},
    {"SELECT 'ö' FORM event", E("5:17", "syntax error near 'event'")},
    {"SELECT title,, id FROM event", E("5:14", "syntax error near ','")},
    {"SELECT (1", E("5:10", "query 'x' ends too early")},
    {"", E("5:1", "query 'x' is empty")},
    {" -- nothing\n", E("5:1", "query 'x' is empty")},
    {"SELECT 1; SELECT 2", E("5:11", "query 'x' has a second statement: one is allowed")},
    {"SELECT 1; garbage", E("5:11", "query 'x' has a second statement: one is allowed")},
    {"SELECT :evnt_id, ':quoted' -- :comment",
     E("5:8", "parameter ':evnt_id' is not declared") N("5:8", "did you mean ':event_id'?")},
    {"SELECT ?, @a, $b, :event_id",
     E("5:8", "parameter '?': parameters are written ':name'")
         E("5:11", "parameter '@a': parameters are written ':name'")
             E("5:15", "parameter '$b': parameters are written ':name'")},
    {"SELECT id, title AS ID FROM event",
     E("5:1", "query 'x' has two columns named 'ID': name one with AS")},
    {"\n SELECT id, raw FROM event ORDER BY id",
     E("6:2", "query 'x' returns bytes (a BLOB), which cannot be printed (row 2, column raw)")},
    {"SELECT CAST(x'41FF' AS TEXT) AS t",
     E("5:1", "query 'x' returns text that is not UTF-8 (row 1, column t)")},
    {"SELECT 1 AS a, -9e999 AS b",
     E("5:1", "query 'x' returns an infinite number (row 1, column b)")},
    {"SELECT abs(-9223372036854775807 - 1)", E("5:1", "query 'x': integer overflow")},
    {"SELECT id FROM event, region", E("5:8", "query 'x': ambiguous column name: id")},
    {"SELECT id FROM kept",
     E("5:16", "query 'x' must name an earlier result with its schema: q.kept")},
    {"SELECT count(*) AS n FROM kept",
     E("5:27", "query 'x' must name an earlier result with its schema: q.kept")},
};

static void faults_stand_at_their_places(struct store *store)
{
    query(store, "event", "SELECT id FROM event");
    query(store, "kept", "SELECT id FROM event");
    for (size_t i = 0; i < sizeof faulty / sizeof *faulty; i++)
        check_query(store, "x", faulty[i].sql, faulty[i].want, faulty[i].sql);
    check_query(store, NULL, "SELECT 1; SELECT 2",
                E("5:11", "the query has a second statement: one is allowed"),
                "a query without a name is called so");
}

static void only_reading_is_allowed(struct store *store)
{
    static const struct {
        const char *sql, *part;
    } cases[] = {
        {"INSERT INTO event(id) VALUES(9)", "5:1: error: query 'x' may only read: it begins with"},
        {"DELETE FROM event", "may only read"},
        {"UPDATE event SET title = ''", "may only read"},
        {"DROP TABLE event", "may only read"},
        {"PRAGMA user_version = 1", "may only read"},
        {"ATTACH '/tmp/other.db' AS other", "may only read"},
        {"VACUUM INTO '/tmp/other.db'", "may only read"},
        {"BEGIN", "may only read"},
        {"EXPLAIN SELECT 1", "may only read"},
        {"CREATE TABLE q.z AS SELECT 1", "may only read"},
        {"WITH n AS (SELECT 1) INSERT INTO event(id) SELECT * FROM n",
         "5:22: error: query 'x' may only read: INSERT is refused"},
        {"WITH n AS (SELECT 1) DELETE FROM event", "5:22: error: query 'x' may only read: DELETE"},
        {"SELECT load_extension('/tmp/x.so')",
         "5:8: error: query 'x' may only read: load_extension() is refused"},
        {"SELECT * FROM pragma_user_version", "may use no table-valued function"},
        {"SELECT id FROM event ORDER BY random()", "5:31: error: query 'x' may not use random()"},
        {"SELECT hex(randomblob(4))", "5:12: error: query 'x' may not use randomblob()"},
        {"SELECT writefile('/tmp/x', 'y')", "no function 'writefile()'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rows *rows = query(store, "x", cases[i].sql);
        const char *got = messages();
        check(!rows && strstr(got, cases[i].part), "%s is refused, not %s", cases[i].sql, got);
    }
    check_query(store, "n", "SELECT count(*) AS n FROM event", "n: i3", "nothing was changed");
}

/* Where each step is watched, the time may be over before the rows are too many. */
#ifdef HAS_ASAN
static const char too_slow[] = "takes too long";
#else
static const char too_slow[] = "(never said)";
#endif

static void what_costs_too_much_is_refused(struct store *store)
{
    static const char rows[] = "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n) ";
    static const char x[] = "printf('%.*c', 90000, 'x')";
    static const struct {
        const char *with, *sql, *fault, *sentence;
    } cases[] = {
        {"", "SELECT printf('%.*c', 2000000000, 'x') AS a", "printf() is asked for too much",
         "a width from an argument"},
        {"", "SELECT format('%s%2000000000d', 'x', 1) AS a", "format() is asked for too much",
         "a width in the format"},
        {"", "SELECT zeroblob(1e9) AS a", "makes a value or a row of more than 1 MB",
         "a thousand million bytes"},
        {rows, "SELECT i FROM n", "returns too much: over 2000000 values", "rows without end"},
        {rows, "SELECT @ AS a FROM n", "returns too much: over 100 MB", "long texts without end"},
        {rows, "SELECT group_concat(@) AS a FROM (SELECT i FROM n LIMIT 99)",
         "makes a value or a row of more than 1 MB", "a long list"},
        {rows, "SELECT i FROM n ORDER BY @ || i", "takes more than 256 MB of memory",
         "sorting without end"},
        {"", "SELECT json_extract(replace(@, 'x', '['), '$') AS a", "malformed JSON",
         "JSON nested without end"},
        {"", "SELECT json_patch(json_quote(@), json_quote(@)) AS a",
         "json_patch() is asked for too much", "a large JSON patch"},
        {"", "SELECT trim(@, replace(@, 'x', 'ab')) AS a", "trim() is asked for too much",
         "a large set of characters"},
        {"", "SELECT 'a' LIKE replace(@, 'x', '%') AS a", "pattern too complex", "a long pattern"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf sql = {0};
        buf_string(&sql, cases[i].with);
        for (const char *p = cases[i].sql; *p; p++)
            buf_text(&sql, *p == '@' ? text_of(x) : (struct text){p, 1});
        struct rows *result = query(store, "x", sql.p);
        const char *got = messages();
        bool is_told = strstr(got, cases[i].fault) || strstr(got, too_slow);
        check(!result && strstr(got, "t.md:5:1: error: query 'x'") && is_told,
              "%s is refused, not: %s", cases[i].sentence, got);
        buf_done(&sql);
    }
}

/* What each subquery doubles is compiled, not run: the authorizer looks at the clock. */
static void growing_statements_are_stopped(struct store *store)
{
    struct buf sql = {0};
    buf_string(&sql, "WITH a0 AS (SELECT 1 AS x)");
    for (int i = 0; i < 30; i++)
        buf_printf(&sql, ", a%d AS (SELECT a.x FROM a%d a JOIN a%d b)", i + 1, i, i);
    buf_string(&sql, " SELECT x FROM a30");
    struct rows *rows = query(store, "x", sql.p);
    const char *got = messages();
    check(!rows && (strstr(got, "takes more than 256 MB") || strstr(got, "takes too long")),
          "a statement that grows without bounds is stopped, not: %s", got);
    buf_done(&sql);
}

static void judged_functions_are_their_own(struct store *store)
{
    check_query(
        store, "x",
        "SELECT printf('%5.2f|%-4s|%05d|%*d|%%|%s', 3.14159, 'ab', 42, 5, 123456, 'z') AS a,"
        " trim('xxäyaxx', 'xä') AS b, ltrim('  a ') AS c, printf() AS d,"
        " json_patch('{\"a\":1}', '{\"b\":2}') AS e, rtrim(NULL, 'x') AS f",
        "a b c d e f: t 3.14|ab  |00042|123456|%|z|tya|ta |n|t{\"a\":1,\"b\":2}|n",
        "what is judged first does as before");
    check_query(
        store, "x",
        "SELECT group_concat(trim(column1, 'x') || trim(column1) || trim(column1, '1'), ';')"
        " AS a FROM (VALUES ('x1 '), ('x2x'), (NULL), (''))",
        "a: t1 x1x1 ;2x2xx2x;", "and so in every row");
    check_query(store, "x", "SELECT trim('a', 'b', 'c') AS a",
                E("5:1", "query 'x': wrong number of arguments to function trim()"),
                "a wrong number of arguments is refused");
}

static void runaway_queries_are_stopped(struct store *store)
{
    check_query(store, "x",
                "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n)"
                " SELECT count(*) FROM n",
                E("5:1", "query 'x' takes too long: it was stopped after 3 seconds"),
                "a loop without end ends");
    check_query(store, "x", "SELECT 1 AS one", "one: i1", "and the next query runs");
}

static void documents_do_not_see_each_other(struct store *store)
{
    query(store, "first", "SELECT 1 AS a");
    query(store, NULL, "SELECT 2 AS b");
    store_forget_results(store);
    check_query(store, "x", "SELECT a FROM q.first", E("5:17", "no table 'q.first'"),
                "results are forgotten");
}

static void rows_from_elsewhere_are_tables(struct store *store)
{
    const char *names[] = {"id", "share", "name"};
    struct value cells[] = {{VALUE_INT, 4, {"4", 1}},   {VALUE_REAL, 0, {"1.5", 3}},
                            {VALUE_TEXT, 0, {"a", 1}},  {VALUE_NULL, 0, {"", 0}},
                            {VALUE_TEXT, 0, {"07", 2}}, {VALUE_INT, 5, {"5", 1}}};
    struct rows rows = {
        .name = "given", .at = fence, .column = names, .columns = 3, .n = 2, .cell = cells};
    store_put(store, &rows);
    check_query(store, "x", "SELECT id, share, name FROM q.given",
                "id share name: i4|r1.5|ta; n|t07|i5", "rows from elsewhere keep their kinds");
    check_text(text_of(rows_name_row(arena, &rows, 0)), "given id=4", "a row is named by its key");
    check_text(text_of(rows_name_row(arena, &rows, 1)), "given row 2", "or by its number");
    check(rows_column(&rows, TEXT("NAME")) == 2 && rows_column(&rows, TEXT("nam")) == SIZE_MAX,
          "columns are found in any case");
}

static void files_that_are_no_database_are_named(void)
{
    put("text.db", "this is a letter, and a rather long one, but it is no database at all......"
                   "...........................................................");
    make_database("torn.db", "CREATE TABLE t(a); INSERT INTO t VALUES (zeroblob(20000))");
    char *bytes = arena_string(arena, bytes_of("torn.db"));
    memset(bytes + 4096, 0xAA, 4096);
    file_write(at("torn.db"), (struct text){bytes, bytes_of("torn.db").n});
    static const struct {
        const char *file, *want;
    } cases[] = {
        {"none.db", "none.db: error: cannot open the database: No such file or directory\n"},
        {"text.db", "text.db: error: this is not an SQLite database, or it is encrypted\n"},
        {"", ": error: this is not a file, so it is not a database\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check(!store_open(at(cases[i].file), cases[i].file, NULL, diag), "no store");
        check_text(text_of(messages()), cases[i].want, "the file is named");
    }
    check(!store_open(at("torn.db"), "torn.db", NULL, diag) &&
              strstr(messages(), "torn.db: error: the database is damaged"),
          "damage is named");
}

static void reading_leaves_no_files(void)
{
    desk_empty();
    make_database("wal.db",
                  "PRAGMA journal_mode = WAL; CREATE TABLE t(a); INSERT INTO t VALUES(1)");
    struct store *store = store_open(at("wal.db"), "wal.db", NULL, diag);
    if (check(store != NULL, "a database that logs ahead is opened"))
        check_query(store, "x", "SELECT a FROM t", "a: i1", "and read");
    store_close(store);
    check(count_files() == 1, "nothing is left beside it");
}

/* A log whose program died: its changes count, and reading leaves it as it is. */
static void a_left_log_is_read(void)
{
    sqlite3 *db;
    sqlite3_open(at("wal.db"), &db);
    sqlite3_exec(db, "INSERT INTO t VALUES(2)", NULL, NULL, NULL);
    struct store *store = store_open(at("wal.db"), "wal.db", NULL, diag);
    if (check(store != NULL, "a database in use is opened"))
        check_query(store, "x", "SELECT sum(a) AS n FROM t", "n: i3", "with its newest rows");
    store_close(store);
    struct text main = bytes_of("wal.db"), log = bytes_of("wal.db-wal");
    sqlite3_close(db);
    desk_empty();
    file_write(at("wal.db"), main);
    file_write(at("wal.db-wal"), log);
    store = store_open(at("wal.db"), "wal.db", NULL, diag);
    if (check(store != NULL, "a left log is no obstacle"))
        check_query(store, "x", "SELECT sum(a) AS n FROM t", "n: i3", "its rows are seen");
    store_close(store);
    check(count_files() == 2 && text_equal(bytes_of("wal.db-wal"), log), "it stays as it was");
}

/* A rollback journal whose program died: only a writer could take the change back. */
static void a_broken_off_change_is_named(void)
{
    sqlite3 *db;
    desk_empty();
    make_database("hot.db", "CREATE TABLE t(a)");
    sqlite3_open(at("hot.db"), &db);
    sqlite3_exec(db,
                 "PRAGMA cache_size = 1; BEGIN;"
                 "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 99)"
                 " INSERT INTO t SELECT zeroblob(3000) FROM n",
                 NULL, NULL, NULL);
    struct text main = bytes_of("hot.db"), journal = bytes_of("hot.db-journal");
    sqlite3_close(db);
    file_write(at("hot.db"), main);
    file_write(at("hot.db-journal"), journal);
    check(!store_open(at("hot.db"), "hot.db", NULL, diag) &&
              strstr(messages(), "hot.db: error: a change of the database was broken off"),
          "a change that was broken off is named");
}

static void without_a_date_there_is_no_now(void)
{
    struct store *store = store_open_empty(NULL, diag);
    static const char want[] =
        E("5:1", "query 'x' asks for the current date, but there is none: say "
                 "date: in the manifest, or set SOURCE_DATE_EPOCH");
    check_query(store, "x", "SELECT date('now')", want, "date('now') needs a date");
    check_query(store, "x", "SELECT CURRENT_TIMESTAMP AS t", want, "so does CURRENT_TIMESTAMP");
    check_query(store, "x", "SELECT date('2015-01-01', '+1 day') AS d", "d: t2015-01-02",
                "other dates work");
    store_close(store);
}

static void a_snapshot_does_not_change(void)
{
    struct store *store = store_open(at("p#1?.db"), "p.db", NULL, diag);
    make_database("p#1?.db", "DELETE FROM event");
    if (check(store != NULL, "a path may hold marks that a URI cannot"))
        check_query(store, "x", "SELECT count(*) AS n FROM event", "n: i3",
                    "a snapshot keeps what was");
    store_close(store);
}

static void locale_sorts_by_language(void)
{
    static const struct {
        const char *lang, *want;
    } cases[] = {{"de", "x: tÄpfel; tBirne; tZebra"},
                 {"de-x-leicht", "x: tÄpfel; tBirne; tZebra"},
                 {"sv", "x: tBirne; tZebra; tÄpfel"},
                 {"prs", "x: tÄpfel; tBirne; tZebra"},
                 {NULL, "x: tÄpfel; tBirne; tZebra"}};
    struct store *store = store_open_empty(NULL, diag);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        store_set_language(store, cases[i].lang);
        check_query(store, "x",
                    "SELECT column1 AS x FROM (VALUES ('Zebra'), ('Äpfel'), ('Birne'))"
                    " ORDER BY x COLLATE locale",
                    cases[i].want, "COLLATE locale follows the language");
    }
    store_close(store);
}

static void other_encodings_are_read(void)
{
    make_database("wide.db", "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(a);"
                             " INSERT INTO t VALUES('Größe')");
    struct store *store = store_open(at("wide.db"), "wide.db", NULL, diag);
    if (check(store != NULL, "a UTF-16 database is opened")) {
        check_query(store, "x", "SELECT a FROM t", "a: tGröße", "and read");
        check_query(store, "y", "SELECT a FROM q.x", "a: tGröße", "and its results kept");
    }
    store_close(store);
    make_database("empty.db", "");
    check(!store_open(at("empty.db"), "empty.db", NULL, diag), "an empty file is no database");
    check_text(text_of(messages()),
               "empty.db: error: the file is empty: it is not a database yet\n",
               "and is called so");
}

static void values_are_true_or_false(void)
{
    static const struct {
        struct value value;
        bool is_true;
    } cases[] = {{{VALUE_NULL, 0, {"", 0}}, false},     {{VALUE_INT, 0, {"0", 1}}, false},
                 {{VALUE_INT, -1, {"-1", 2}}, true},    {{VALUE_REAL, 0, {"0.0", 3}}, false},
                 {{VALUE_REAL, 0, {"-0.0", 4}}, false}, {{VALUE_REAL, 0, {"0.1", 3}}, true},
                 {{VALUE_TEXT, 0, {"", 0}}, false},     {{VALUE_TEXT, 0, {"0", 1}}, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(value_is_true(&cases[i].value) == cases[i].is_true, "case %zu is %d", i,
              cases[i].is_true);
    check(!value_equal(&cases[1].value, &cases[7].value), "0 and '0' are not equal");
}

/* Fifteen digits are for people; programs want the number. */
static void a_real_is_told_exactly(void)
{
    static const char *const cases[][2] = {
        {"0.1", "0.1"},
        {"0.1 + 0.2", "0.30000000000000004"},
        {"3.0", "3.0"},
        {"-0.0", "-0.0"},
        {"1e300", "1.0e+300"},
        {"1 / 3.0", "0.3333333333333333"},
        {"9007199254740993.0", "9007199254740992.0"},
        {"12345678901234567890", "1.2345678901234567e+19"},
        {"5e-324", "4.94065645841247e-324"},
        {"1.7976931348623157e308", "1.7976931348623157e+308"},
        {"42", "42"},
        {"'0.10'", "0.10"},
        {"NULL", ""},
    };
    struct store *store = store_open_empty(NULL, diag);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char room[VALUE_ROOM];
        struct rows *rows = query(store, NULL, arena_printf(arena, "SELECT %s", cases[i][0]));
        check_text(value_plain(rows_cell(rows, 0, 0), room), cases[i][1], cases[i][0]);
    }
    store_close(store);
}

int main(void)
{
    desk_open();
    make_database("p#1?.db", schema);
    struct store *store = store_open(at("p#1?.db"), "p.db", "2015-12-31", diag);
    if (check(store != NULL, "the database is opened")) {
        queries_return_typed_rows(store);
        faults_stand_at_their_places(store);
        only_reading_is_allowed(store);
        what_costs_too_much_is_refused(store);
        growing_statements_are_stopped(store);
        judged_functions_are_their_own(store);
        runaway_queries_are_stopped(store);
        documents_do_not_see_each_other(store);
        rows_from_elsewhere_are_tables(store);
    }
    store_close(store);
    a_snapshot_does_not_change();
    without_a_date_there_is_no_now();
    locale_sorts_by_language();
    other_encodings_are_read();
    values_are_true_or_false();
    a_real_is_told_exactly();
    files_that_are_no_database_are_named();
    reading_leaves_no_files();
    a_left_log_is_read();
    a_broken_off_change_is_named();
    return desk_close();
}
