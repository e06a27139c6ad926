/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Templates that are entered: contracts and checks of their queries, partials with parameters. */
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "doc/template.h"
#include "tests/check.h"
#include "tests/printed.h"

static struct arena *arena;
static char folder[] = "/tmp/dokuwerk-module-XXXXXX";
static struct library library;
static struct diag *diag; /* of the last run */
static struct expansion *result;

static void write_file(const char *name, const char *text)
{
    file_write(path_join(arena, folder, name), text_of(text));
}

/* Expands a template with a database of its own; what is printed, trimmed. */
static struct text expand(const char *text)
{
    struct buf out = {0};
    diag = diag_new(arena);
    write_file("templates/t.md", text);
    struct source *source = source_read(arena, &library, path_join(arena, folder, "templates/t.md"),
                                        (struct place){0}, diag);
    struct template *t = template_parse(arena, &library, source, false, NULL, diag);
    struct store *store = store_open_empty("2015-12-31", diag);
    struct inputs in = {.store = store, .lang = "de", .locale = locale_open(arena, "de")};
    result = template_expand(arena, t, &in, diag);
    expansion_print(result, &out);
    store_close(store);
    struct text printed = arena_text(arena, text_trim(buf_as_text(&out)));
    buf_done(&out);
    return printed;
}

static void says(const char *text, const char *want)
{
    expand(text);
    struct text got = printed_messages(arena, diag);
    if (!check(text_starts(got, want), "of %s it is said that %s", text, want))
        printf("     got %.*s", (int)got.n, got.p);
}

static const struct {
    const char *info, *want;
} contract[] = {
    {"{one}", "templates/t.md:1:1: error: query 'a' gives 3 rows, exactly 1 expected\n"},
    {"{expect=\"4..\"}",
     "templates/t.md:1:1: error: query 'a' gives 3 rows, at least 4 expected\n"},
    {"{expect=\"..2\"}", "templates/t.md:1:1: error: query 'a' gives 3 rows, at most 2 expected\n"},
    {"{expect=\"0\"}", "templates/t.md:1:1: error: query 'a' gives 3 rows, at most 0 expected\n"},
    {"{expect=0}", "templates/t.md:1:1: error: query 'a' gives 3 rows, at most 0 expected\n"},
    {"{expect=3}", ""},
    {"{expect=\"1..3\"}", ""},
    {"{unique=no}",
     "templates/t.md:1:1: error: query 'a': a second row with 'a' (a id=2, column no)\n"},
    {"{unique=id}", ""},
    {"{key=id}", ""},
    {"{key=no}", "templates/t.md:1:1: error: query 'a': the key is NULL (a id=3, column no)\n"},
    {"{unique=on}",
     "templates/t.md:1:1: error: no column 'on' in query 'a'\n   1 | ```sql a {unique=on}\n"},
    {"{exepct=3}", "templates/t.md:1:11: error: unknown contract 'exepct' in query 'a'\n   1 | "
                   "```sql a {exepct=3}\n"
                   "templates/t.md:1:11: note: did you mean 'expect'?\n"},
    {"{one=1}", "templates/t.md:1:11: error: 'one' takes no value in query 'a'\n"},
    {"{unique=id expect}", "templates/t.md:1:21: error: 'expect' needs a value in query 'a'\n"},
    {"{expect=\"3..1\"}",
     "templates/t.md:1:11: error: '3..1' cannot be the value of 'expect' in query 'a'\n"},
    {"{expect=many}",
     "templates/t.md:1:11: error: 'many' cannot be the value of 'expect' in query 'a'\n"},
    {"{expect=-1}",
     "templates/t.md:1:11: error: '-1' cannot be the value of 'expect' in query 'a'\n"},
    {"{unique}", "templates/t.md:1:11: error: 'unique' needs a value in query 'a'\n"},
    {"{of=b}", "templates/t.md:1:1: error: 'of' and 'on' of query 'a' need each other\n"},
    {"{of=b on=\"=x\"}",
     "templates/t.md:1:16: error: '=x' cannot be the value of 'on' in query 'a'\n"},
    {"{of=b on=\"x=\"}",
     "templates/t.md:1:16: error: 'x=' cannot be the value of 'on' in query 'a'\n"},
    {"{one", "templates/t.md:1:10: error: contracts of query 'a' must stand in {…}\n"},
    {"one", "templates/t.md:1:10: error: contracts of query 'a' must stand in {…}\n"},
    {"{check=eror}",
     "templates/t.md:1:11: error: 'eror' cannot be the value of 'check' in query 'a'\n"
     "   1 | ```sql a {check=eror}\ntemplates/t.md:1:11: note: did you mean 'error'?\n"},
    {"{check}", "templates/t.md:1:11: error: 'check' needs a value in query 'a'\n"},
};

static void contracts_are_held(void)
{
    static const char two[] =
        "\nSELECT column1 AS id, column2 AS no FROM (VALUES (1, 'a'), (2, 'a'), "
        "(3, NULL)) ORDER BY 1\n```\n";
    for (size_t i = 0; i < sizeof contract / sizeof *contract; i++) {
        const char *text = arena_printf(arena, "```sql a %s%s", contract[i].info, two);
        expand(text);
        struct text got = printed_messages(arena, diag);
        bool holds = *contract[i].want ? text_starts(got, contract[i].want) : diag_count(diag) == 0;
        if (!check(holds, "%s: %s", contract[i].info, contract[i].want))
            printf("     got %.*s", (int)got.n, got.p);
    }
    says("```sql 1a\nSELECT 1\n```\n",
         "templates/t.md:1:8: error: '1a' cannot be a query's name\n");
    says("```sql a\nSELECT 1\n", "templates/t.md:1:1: error: this query's fence is never closed\n");
}

static void checks_in_templates_find(void)
{
    static const char finding[] =
        "SELECT 'no date' AS message, 'receipt' AS \"table\", 7 AS \"key\", "
        "'paid_on' AS \"column\"\n```\nText\n";
    const char *text = arena_printf(arena, "x\n```sql dates {check=error}\n%s", finding);
    check_text(expand(text), "", "an error stops the document: nothing is printed");
    check(result->is_stopped, "and it is known to be stopped");
    says(text,
         "templates/t.md:2:1: error: check 'dates': no date (receipt key=7, column paid_on)\n");
    check(diag_errors(diag) == 1, "and that is all");
    text = arena_printf(arena, "```sql dates {check=warning}\n%s", finding);
    check_text(expand(text), "Text", "a warning does not");
    check(diag_warnings(diag) == 1 && !diag_errors(diag), "but is a warning");
    text = arena_printf(arena, "```sql dates {check=info}\n%s", finding);
    check_text(expand(text), "Text", "an info does not");
    check(diag_count(diag) == 0, "and counts for nothing");
    says(text,
         "templates/t.md:1:1: info: check 'dates': no date (receipt key=7, column paid_on)\n");
    check_text(expand("```sql dates {check=error}\nSELECT 1 AS message WHERE 0\n```\nText\n"),
               "Text", "a check without rows is clean");
    check(diag_count(diag) == 0, "and silent");
    text = "```sql dates {check=error}\nSELECT 'a' AS message, 'info' AS severity\n```\nText\n";
    check_text(expand(text), "Text", "a row may say that it is less grave than its check");
    text = "```sql dates {check=info}\nSELECT 'a' AS message, 'error' AS severity UNION ALL "
           "SELECT 'b', 'info'\n```\nText\n";
    check_text(expand(text), "", "or graver, which stops the document");
    check(result->is_stopped && diag_errors(diag) == 1, "whatever comes after it");
    says("```sql dates {check=error}\nSELECT 'a' AS message, 7 AS severity\n```\n",
         "templates/t.md:1:1: error: check 'dates': '7' is not a severity: there are error, "
         "warning and info (row 1, column severity)\n");
    says("```sql dates {check=error}\nSELECT 1 AS mesage\n```\n",
         "templates/t.md:1:1: error: check 'dates' has no column 'message'\n");
    says("```sql dates {check=warning}\nSELECT 'a' AS message, 3 AS id UNION ALL SELECT 'b', 4 "
         "ORDER BY 2\n```\n",
         "templates/t.md:1:1: warning: check 'dates': a (dates id=3)\n");
    check(diag_warnings(diag) == 2, "each row is a finding");
    says("```sql a\nSELECT 1 AS x\n```\n```sql dates {check=warning}\nSELECT x AS message FROM "
         "q.a\n```\n",
         "templates/t.md:4:1: warning: check 'dates': 1 (dates row 1)\n");
}

static void partials_run_once_for_their_values(void)
{
    static const char loop[] =
        "```sql l\nSELECT column1 AS id, column2 AS k FROM (VALUES (1, 'a'), (2, 'b'), (3, 'a'), "
        "(4, 'b'), (5, NULL), (6, NULL)) ORDER BY 1\n```\n{{#l}}\n{{> p k=k}}\n{{/l}}\n";
    write_file("templates/p.md",
               "---\nparams: {k: text}\n---\n```sql r {check=warning}\n"
               "SELECT 'ran' AS message, :k AS \"key\"\n```\n{{#r}}{{key}};{{/r}}\n");
    check_text(expand(loop), "a;\nb;\na;\nb;\n;\n;", "each tag gets the rows of its values");
    check(diag_warnings(diag) == 3, "a partial's queries run once for each set of values (%zu)",
          diag_warnings(diag));
    write_file("templates/p.md", "---\nparams: {k: int}\n---\n{{k}}\n");
    says(loop,
         "templates/t.md:5:1: error: parameter 'k' must be int: 'k' is 'a' (l id=1, column k)\n");
    check(diag_errors(diag) == 4, "each row that does not fit is told");
    write_file("templates/p.md", "---\nparams: {k: date}\n---\n{{k}}\n");
    says("{{> p k=\"2015-02-31\"}}\n",
         "templates/t.md:1:1: error: parameter 'k' must be date: '2015-02-31' is not\n");
    write_file("templates/p.md",
               "---\nparams: {k: text, n: {type: int, default: 7}}\n---\n{{k}}-{{n}}\n");
    check_text(expand("{{> p k=\"x \\\"y\\\"\" n=-5}}\n"), "x \"y\"-\u22125",
               "literal values are read by their type");
    check_text(expand("{{> p k=2015}}\n"), "2015-7", "a number is text where text is declared");
    says("{{> p}}\n",
         "templates/t.md:1:1: error: partial 'p' needs a value for its parameter 'k'\n");
    says("{{> p k=1 m=2}}\n", "templates/t.md:1:1: error: partial 'p' has no parameter 'm'\n");
    says("{{> p k=1 k=2}}\n", "templates/t.md:1:1: error: parameter 'k' is given twice\n");
    says("{{> p k}}\n", "templates/t.md:1:1: error: 'k' must have the form name=column\n");
    says("{{> p k=kk}}\n", "templates/t.md:1:1: error: no value 'kk'\n");
    says("{{> pp k=1}}\n", "templates/t.md:1:1: error: no partial 'pp'\n   1 | {{> pp k=1}}\n"
                           "templates/t.md:1:1: note: did you mean 'p'?\n");
    write_file("templates/p.md", "{{> p}}{{> p}}\n");
    says("{{> p}}\n",
         "templates/p.md:1:1: error: partials nested too deep (more than 50 levels): 'p'\n");
    check(diag_errors(diag) == 1, "which is said once");
}

static void layouts_take_parameters(void)
{
    write_file("templates/p.md",
               "---\nparams: {k: int}\n---\n# {{k}}\n\n{{$body}}\nalt\n{{/body}}\nEnde\n");
    check_text(expand("{{<p k=5}}\n  {{$body}}\n    - eins\n    - zwei\n  {{/body}}\n{{/p}}\n"),
               "# 5\n\n- eins\n- zwei\nEnde",
               "a layout's blocks are re-indented, its parameters bound");
    check(diag_count(diag) == 0, "without a message");
    write_file("templates/p.md", "- Punkt\n\n  {{$body}}\n  {{/body}}\n\n  {{> sub}}\n");
    write_file("templates/sub.md", "eins\nzwei\n");
    check_text(expand("{{<p}}\n{{$body}}\nA\n\nB\n{{/body}}\n{{/p}}\n"),
               "- Punkt\n\n  A\n\n  B\n\n  eins\n  zwei", "in a list item they stay in it");
}

int main(void)
{
    arena = arena_new();
    if (!mkdtemp(folder))
        return 1;
    library.root = folder;
    contracts_are_held();
    checks_in_templates_find();
    partials_run_once_for_their_values();
    layouts_take_parameters();
    char *command = arena_printf(arena, "rm -r '%s'", folder);
    check(system(command) == 0, "the temporary folder is removed");
    arena_free(arena);
    return check_done();
}
