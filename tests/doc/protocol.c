/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of a document: lists with globs, and what they find as two results. */
#include "doc/protocol.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "tests/check.h"
#include "tests/printed.h"

static struct arena *arena;
static char folder[] = "/tmp/dokuwerk-protocol-XXXXXX";
static struct library library;
static struct diag *diag; /* of the last run */

static void write_check(const char *name, const char *text)
{
    const char *file = arena_printf(arena, "checks/%s.sql", name);
    file_write(path_join(arena, folder, file), text_of(text));
}

/* Spells "V*,A1" out; the names, with blanks between. */
static struct text spell_out(const char *names, struct check_list *list)
{
    struct text rest = text_of(names), name;
    struct buf out = {0};
    for (uint32_t i = 1; text_next_part(&rest, ',', &name); i++) {
        struct check_name named = {arena_string(arena, name), {"t.md", 2, i, NULL}};
        check_list_add(arena, &library, &named, 1, list, diag);
    }
    for (size_t i = 0; i < list->n; i++)
        buf_printf(&out, "%s%s", i ? " " : "", list->check[i].name);
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static void globs_match_files(void)
{
    static const struct {
        const char *names, *want, *message, *sentence;
    } cases[] = {
        {"V*", "V1 V10 V2", "", "a star is any letters, and matches come in the order of names"},
        {"V?", "V1 V2", "", "a question mark is one letter"},
        {"?", "\u00D6", "", "whatever its bytes"},
        {"*1*", "A1 V1 V10", "", "stars stand anywhere"},
        {"*", "A1 V1 V10 V2 [V] \u00D6", "", "a star alone is all, gates left out"},
        {"V2,V*", "V2 V1 V10", "", "what was named before keeps its place"},
        {"V*,V1", "V1 V10 V2", "", "a name that a glob has taken is taken once"},
        {"V*,*0", "V1 V10 V2", "", "a glob that finds nothing new is no mistake"},
        {"[V]", "[V]", "", "brackets are letters"},
        {"nothing", "nothing", "", "a name without star is taken as it is"},
        {"v*", "", "t.md:2:1: error: no check matches 'v*'\n", "capitals and small letters differ"},
        {"V2,W*", "V2", "t.md:2:2: error: no check matches 'W*'\n",
         "a glob without a match is an error"},
        {"gate*", "",
         "t.md:2:1: error: no check matches 'gate*'\n"
         "t.md:2:1: note: release gates are not named: every document is held against them\n",
         "gates are not matched"},
        {"****?*?*V*", "", "t.md:2:1: error: no check matches '****?*?*V*'\n",
         "many stars end, too"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct check_list list = {0};
        diag = diag_new(arena);
        struct text got = spell_out(cases[i].names, &list);
        check_text(got, cases[i].want, cases[i].sentence);
        check_text(printed_messages(arena, diag), cases[i].message, cases[i].sentence);
    }
}

/* Runs the checks of both lists; the tables, of *n. */
static struct table **run(const char *checks, const char *findings, bool tells_all, size_t *n)
{
    static const struct binding people = {"people", {VALUE_INT, 3, {"3", 1}}};
    struct protocol p = {.arena = arena,
                         .library = &library,
                         .binding = &people,
                         .bindings = 1,
                         .is_kept = findings != NULL,
                         .tells_all = tells_all};
    p.diag = diag = diag_new(arena);
    p.store = store_open_empty("2015-12-31", diag);
    spell_out(checks, &p.checks);
    spell_out(findings, &p.findings);
    struct table **table = protocol_run(&p, n);
    store_close(p.store);
    return table;
}

/* A row's cells, with bars between. */
static struct text row_text(const struct rows *rows, size_t row)
{
    struct buf out = {0};
    for (size_t i = 0; i < rows->columns; i++) {
        const struct value *cell = rows_cell(rows, row, i);
        buf_string(&out, i ? "|" : "");
        buf_text(&out, cell->kind == VALUE_NULL ? TEXT("NULL") : cell->s);
    }
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static void check_rows(const struct table *table, const char *const *want, size_t n)
{
    check(table->rows->n == n, "'%s' has %zu rows, not %zu", table->name, n, table->rows->n);
    for (size_t i = 0; i < n && i < table->rows->n; i++)
        check_text(row_text(table->rows, i), want[i], "a row");
}

static void findings_are_data(void)
{
    static const char *const checks[] = {
        "1|A1|a clean rule|NULL|error|0|0|0|0|1|1",
        "2|V1|payments are timely|ANBest-P 1.2, as the rules have it.|error|1|1|0|2|0|1",
        "3|V2|at most :people may be there|one line|info|0|0|1|1|0|1",
    };
    static const char *const findings[] = {
        "1|V1|payments are timely|error|too late|receipt no=B2, column day|receipt|no=B2|day",
        "2|V1|payments are timely|warning|late|receipt key=7|receipt|7|NULL",
        "3|V2|at most :people may be there|info|3 are allowed|NULL|NULL|NULL|NULL",
    };
    size_t n;
    struct table **table = run("", "V2,V1,A1", false, &n);
    check(n == 2 && diag_count(diag) == 0 && diag_mark(diag) == 0,
          "what checks find is kept, and nothing is said of it");
    check_rows(table[0], checks, 3);
    check_rows(table[1], findings, 3);
    check(rows_cell(table[1]->rows, 1, 7)->kind == VALUE_TEXT, "a key is a text");
    run("V1", "V1,A1", false, &n);
    check(diag_errors(diag) == 1 && diag_warnings(diag) == 1,
          "a check of both lists is run once and reports");
    run("", "V1", true, &n);
    check(diag_errors(diag) == 1 && diag_warnings(diag) == 1,
          "if asked to, those of 'findings' report too");
    table = run("", "", false, &n);
    check(n == 2 && table[0]->rows->n == 0 && table[1]->rows->n == 0 &&
              table[1]->rows->columns == 9,
          "an empty list gives empty results");
    check(!run("V2", NULL, false, &n) && n == 0, "without the key there are none");
}

static void faults_are_told(void)
{
    static const struct {
        const char *sql, *message, *sentence;
    } cases[] = {
        {"-- error: x\nSELECT 1 AS message FROM nowhere",
         "checks/F.sql:2:26: error: no table 'nowhere'", "a table that is not there"},
        {"-- error: x\nSELECT 1 AS message WHERE :fund",
         "t.md:2:1: error: check 'F' needs a parameter 'fund', which this document does not have",
         "a parameter that is not there"},
        {"-- x", "checks/F.sql:1:1: error: a check begins with", "a file that is no check"},
        {"-- error: x\nSELECT 'a' AS message, 'fatal' AS \"severity\"",
         "checks/F.sql:2:35: error: check 'F': 'fatal' is not a severity: there are error, warning "
         "and info (row 1, column severity)",
         "a severity that is none"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n;
        write_check("F", cases[i].sql);
        struct table **table = run("", "F", false, &n);
        struct text said = printed_messages(arena, diag);
        if (!check(text_starts(said, cases[i].message), "told: %s", cases[i].sentence))
            printf("     got %.*s", (int)said.n, said.p);
        const struct rows *rows = table[0]->rows;
        check(rows->n == 1 && text_ends(row_text(rows, 0), "|0|0|0|0|0|0") &&
                  table[1]->rows->n == 0,
              "neither clean nor run: %s", cases[i].sentence);
    }
    size_t n;
    run("F", "F", true, &n);
    check(diag_errors(diag) == 1, "the fault of a check of both lists is counted once");
    unlink(path_join(arena, folder, "checks/F.sql"));
    struct table **table = run("", "gate,V1", false, &n);
    check_text(printed_messages(arena, diag),
               "t.md:2:1: error: 'gate' is a release gate: its findings cannot be listed\n",
               "a gate has no findings");
    check(table[0]->rows->n == 1, "and is no row");
}

/* 9 values a finding, 2 million values a result. */
static void results_have_limits(void)
{
    size_t n;
    write_check("M",
                "-- info: many\nWITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                "WHERE i < 222223) SELECT i AS message FROM n");
    struct table **table = run("", "M", false, &n);
    check_text(printed_messages(arena, diag),
               "t.md:2:1: error: the checks of 'findings' find too much: over 2000000 values\n",
               "a result that is too large is refused");
    check(table[1]->is_broken && text_ends(row_text(table[0]->rows, 0), "|222223|222223|0|1"),
          "and not used, but counted");
    unlink(path_join(arena, folder, "checks/M.sql"));
}

static void write_checks(void)
{
    write_check("V1", "-- error: payments are timely\r\n"
                      "-- Source: ANBest-P 1.2,\r\n--\r\n/* as the\n * rules */\n"
                      "-- have it.\n\n"
                      "SELECT 'too late' AS message, NULL AS severity, 'receipt' AS \"table\", "
                      "'no=B2' AS \"key\", 'day' AS \"column\"\n"
                      "UNION ALL SELECT 'late', 'warning', 'receipt', 7, NULL\n");
    write_check("V2", "-- info: at most :people may be there\n-- one line\n"
                      "SELECT :people || ' are allowed' AS message /* not this */");
    write_check("A1", "-- error: a clean rule\nSELECT 'x' AS message WHERE 0\n-- not this\n");
    write_check("V10", "-- error: x\nSELECT 'x' AS message WHERE 0");
    write_check("\u00D6", "-- error: x\nSELECT 'x' AS message WHERE 0");
    write_check("[V]", "-- error: x\nSELECT 'x' AS message WHERE 0");
    write_check("gate", "-- release: x\nSELECT 'x' AS message, 'y' AS path WHERE 0");
}

int main(void)
{
    arena = arena_new();
    if (!mkdtemp(folder))
        return 1;
    library = (struct library){.root = folder};
    write_checks();
    globs_match_files();
    findings_are_data();
    faults_are_told();
    results_have_limits();
    char *command = arena_printf(arena, "rm -r '%s'", folder);
    check(system(command) == 0, "the temporary folder is removed");
    arena_free(arena);
    return check_done();
}
