/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that go with a document: how they are asked for, what bytes they become, what is said of
 * them. */
#include "doc/attach.h"

#include "base/buffer.h"
#include "tests/check.h"
#include "tests/printed.h"

static struct arena *arena;
static struct diag *diag;

static const struct place here = {"t.md", 1, 1, NULL};

static struct attach *read(const char *yaml, size_t *n)
{
    struct attach *list;
    diag = diag_new(arena);
    attach_read(arena, yaml_parse(arena, text_of(yaml), here, diag), &list, n, diag);
    return list;
}

static void the_key_is_read(void)
{
    size_t n;
    struct attach *list = read("[a, {query: b_2, title: 'Belege {{x}}', suppress: 3}, 'c']", &n);
    check(n == 3 && !diag_count(diag), "names and maps are read");
    check(strcmp(list[0].query, "a") == 0 && list[0].suppress < 0 && !list[0].title.n,
          "a name alone says nothing else");
    check(list[0].at.col == 2 && list[2].at.col == 56, "each knows its place");
    check_text(list[1].title, "Belege {{x}}", "a title is unexpanded");
    check(list[1].suppress == 3 && list[1].title_at.col == 26, "and has its place");
    read("zahlen", &n);
    check(n == 1 && !diag_count(diag), "one name needs no list");
    read("[]", &n);
    check(n == 0 && !diag_count(diag), "none is none");
}

static void faults_have_their_place(void)
{
    static const struct {
        const char *yaml, *message;
    } cases[] = {
        {"[a, b, a]", "t.md:1:8: error: query 'a' is attached twice\n"},
        {"[Belege, belege]", "t.md:1:10: error: query 'belege' is attached twice\n"
                             "t.md:1:2: note: the file of 'Belege' would have the same name\n"},
        {"[a/b]", "t.md:1:2: error: 'a/b' cannot be a query's name\n"},
        {"['..']", "t.md:1:2: error: '..' cannot be a query's name\n"},
        {"['']", "t.md:1:2: error: '' cannot be a query's name\n"},
        {"{title: x}", "t.md:1:1: error: 'attach' needs a query, as in {query: receipts}\n"},
        {"{query: a, titel: x}",
         "t.md:1:12: error: unknown key 'titel'\nt.md:1:12: note: did you mean 'title'?\n"},
        {"{query: a, suppress: 1}",
         "t.md:1:22: error: 'suppress' wants a number from 2, or none\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n;
        read(cases[i].yaml, &n);
        check_text(printed_messages(arena, diag), cases[i].message, cases[i].yaml);
    }
}

#define T(s)                                                                                       \
    {                                                                                              \
        VALUE_TEXT, 0,                                                                             \
        {                                                                                          \
            s, sizeof s - 1                                                                        \
        }                                                                                          \
    }
#define I(s)                                                                                       \
    {                                                                                              \
        VALUE_INT, 0,                                                                              \
        {                                                                                          \
            s, sizeof s - 1                                                                        \
        }                                                                                          \
    }
static const struct value null;

static void put_all(struct buf *csv, const struct rows *rows)
{
    for (size_t line = 0; attach_put_csv(rows, &line, csv);)
        continue;
}

static void cells_are_quoted_where_they_must_be(void)
{
    static const struct {
        const char *sentence;
        struct value value;
        const char *bytes;
    } cases[] = {
        {"a plain text stays", T("Größe x"), "Größe x,1"},
        {"so do spaces, semicolons, bars", T(" a; b|c '"), " a; b|c ',1"},
        {"and what begins like a formula", T("=1+1"), "=1+1,1"},
        {"a comma is in quotation marks", T("a,b"), "\"a,b\",1"},
        {"so are line ends", T("a\nb"), "\"a\nb\",1"},
        {"of any kind", T("a\rb"), "\"a\rb\",1"},
        {"quotation marks are doubled", T("\"a\"\"b\""), "\"\"\"a\"\"\"\"b\"\"\",1"},
        {"one alone, too", T("\""), "\"\"\"\",1"},
        {"a number is as it is", I("-1234567"), "-1234567,1"},
        {"an empty text is seen", T(""), "\"\",1"},
        {"NULL is nothing", {VALUE_NULL, 0, {"", 0}}, ",1"},
        {"Arabic stays in its order", T("قلم"), "قلم,1"},
    };
    const char *names[] = {"a, b", "n"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value cells[] = {cases[i].value, I("1")};
        struct rows rows = {.column = names, .columns = 2, .n = 1, .cell = cells};
        struct buf csv = {0};
        put_all(&csv, &rows);
        check_text(buf_as_text(&csv), arena_printf(arena, "\"a, b\",n\r\n%s\r\n", cases[i].bytes),
                   cases[i].sentence);
        buf_done(&csv);
    }
}

static void no_line_is_empty(void)
{
    const char *names[] = {"a"};
    struct value cells[] = {null, T("x"), T("")};
    struct rows rows = {.column = names, .columns = 1, .n = 3, .cell = cells};
    struct buf csv = {0};
    put_all(&csv, &rows);
    check_text(buf_as_text(&csv), "a\r\n\"\"\r\nx\r\n\"\"\r\n", "a row of one empty cell is seen");
    buf_clear(&csv);
    rows.n = 0;
    put_all(&csv, &rows);
    check_text(buf_as_text(&csv), "a\r\n", "no rows leave the head");
    buf_done(&csv);
}

static void formulas_are_told(void)
{
    static const struct {
        struct value value;
        bool is_told;
    } cases[] = {{T("=A1"), true},
                 {T("@x"), true},
                 {T("\tx"), true},
                 {T("\rx"), true},
                 {T("-cmd|x"), true},
                 {T("+1+cmd|x"), true},
                 {T("-12,50"), false},
                 {T("+49 391"), false},
                 {T("- "), false},
                 {T("a=b"), false},
                 {T(" =1"), false},
                 {T(""), false},
                 {{VALUE_INT, -1, {"-1", 2}}, false}};
    static const struct attach ask = {.query = "q", .at = {"t.md", 2, 3, NULL}, .suppress = -1};
    const char *names[] = {"a"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value cells[] = {cases[i].value, T("x")};
        struct rows rows = {.name = "q", .column = names, .columns = 1, .n = 2, .cell = cells};
        struct attached attached = {.ask = &ask, .rows = &rows};
        diag = diag_new(arena);
        attach_judge(&attached, 0, diag);
        check(diag_warnings(diag) == cases[i].is_told && !diag_errors(diag), "'%s' is %stold",
              cases[i].value.s.p, cases[i].is_told ? "" : "not ");
    }
}

static void small_counts_are_refused(void)
{
    static const struct attach ask = {.query = "q", .at = {"t.md", 2, 3, NULL}, .suppress = -1};
    static const struct attach own = {.query = "q", .at = {"t.md", 2, 3, NULL}, .suppress = 0};
    const char *names[] = {"id", "label", "n", "due_ct"};
    struct value cells[] = {
        {VALUE_INT, 1, {"1", 1}}, T("a"), {VALUE_INT, 30, {"30", 2}}, {VALUE_INT, 1, {"1", 1}},
        {VALUE_INT, 2, {"2", 1}}, T("b"), {VALUE_INT, 2, {"2", 1}},   {VALUE_INT, 1, {"1", 1}}};
    struct rows rows = {.name = "q", .column = names, .columns = 4, .n = 2, .cell = cells};
    struct attached attached = {.ask = &ask, .rows = &rows};
    diag = diag_new(arena);
    attach_judge(&attached, 3, diag);
    check_text(printed_messages(arena, diag),
               "t.md:2:3: error: the file of query 'q' would tell a count below 3, which this "
               "document hides (q id=2, column n)\n"
               "t.md:2:3: note: attach a query without such counts, or say {query: q, suppress: "
               "none}\n",
               "a small count is named, an id and cents are none");
    diag = diag_new(arena);
    attach_judge(&attached, 0, diag);
    attached.ask = &own;
    attach_judge(&attached, 3, diag);
    check(!diag_count(diag), "but not where none are hidden");
}

int main(void)
{
    arena = arena_new();
    the_key_is_read();
    faults_have_their_place();
    cells_are_quoted_where_they_must_be();
    no_line_is_empty();
    formulas_are_told();
    small_counts_are_refused();
    arena_free(arena);
    return check_done();
}
