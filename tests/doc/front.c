/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/front.h"

#include <stdlib.h>

#include "tests/check.h"
#include "tests/printed.h"

static struct arena *arena;
static struct diag *diag; /* of the last reading */

static struct front read(const char *text, bool is_strict)
{
    struct front front;
    diag = diag_new(arena);
    front_read(arena, text_of(text), "t.md", is_strict, &front, diag);
    return front;
}

static void every_key_is_read(void)
{
    struct front f = read("---\n"
                          "title: \"Dokumentation {{event.title}}\"\n"
                          "lang: de-AT\n"
                          "params: {event_id: int, day: {type: date, default: 2015-09-14}}\n"
                          "theme: house\n"
                          "page: {size: A5}\n"
                          "standard: [ua-1, a-3a]\n"
                          "toc: {depth: 2}\n"
                          "numbering: true\n"
                          "template: true\n"
                          "running: {place: Bernburg}\n"
                          "max-pages: 16\n"
                          "---\n# Text\n",
                          true);
    check(diag_count(diag) == 0, "all keys are known (%s)", printed_messages(arena, diag).p);
    check(f.lines == 13, "its lines are counted");
    check_text(f.title.text, "Dokumentation {{event.title}}", "the title is unexpanded");
    check(f.title.at.line == 2 && f.title.at.col == 9, "and knows where its text begins");
    check(strcmp(f.lang, "de-AT") == 0 && strcmp(f.theme, "house") == 0, "texts are read");
    check(f.standards == (STANDARD_UA_1 | STANDARD_A_3A), "standards are bits");
    check(f.toc_depth == 2 && f.numbering && f.is_template && f.max_pages == 16,
          "numbers and switches are read");
    check(f.params == 2 && f.param[0].type == PARAM_INT && !f.param[0].has_default &&
              f.param[1].has_default && text_is(f.param[1].preset.s, "2015-09-14"),
          "parameters have types and defaults");
    check(f.runnings == 1 && strcmp(f.running[0].key, "place") == 0 && f.page != NULL,
          "running values and page are kept");
}

static void faults_are_named_with_their_place(void)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"titel: x", "t.md:2:1: error: unknown key 'titel' in front matter\n"
                     "t.md:2:1: note: did you mean 'title'?\n"},
        {"checks: [V01, V01]", "t.md:2:15: warning: check 'V01' is named twice\n"},
        {"checks: [V*, V*, V0?, V0?]", ""},
        {"findings: [V01, A, V01]", "t.md:2:20: warning: check 'V01' is named twice\n"},
        {"findings: [{a: b}]", "t.md:2:12: error: this must be a text\n"},
        {"findings: [\"\"]", "t.md:2:12: error: a check's name is empty\n"},
        {"finding: V01", "t.md:2:1: error: unknown key 'finding' in front matter\n"
                         "t.md:2:1: note: did you mean 'findings'?\n"},
        {"standard: ua1", "t.md:2:11: error: unknown standard 'ua1'\n"
                          "t.md:2:11: note: did you mean 'ua-1'?\n"},
        {"toc: {depth: 9}", "t.md:2:14: error: 'depth' must be 1 to 6\n"},
        {"toc: [1]", "t.md:2:6: error: 'toc' must be true, false or a map such as {depth: 2}\n"},
        {"lang: de_DE", "t.md:2:7: error: 'de_DE' is not a language tag, such as de or pt-BR\n"
                        "t.md:2:7: note: did you mean 'de-DE'?\n"},
        {"max-pages: -1", "t.md:2:12: error: 'max-pages' must be 1 or more\n"},
        {"params: {a: integer}",
         "t.md:2:13: error: unknown type 'integer': there are int, text, date, money and bool\n"},
        {"params: {a: {default: 1}}", "t.md:2:13: error: parameter 'a' has no type\n"},
        {"params: {a: {type: int, default: x}}", "t.md:2:34: error: 'x' is not of type 'int'\n"},
        {"params: {a-b: int}", "t.md:2:10: error: 'a-b' cannot be a parameter's name\n"},
        {"running: x", "t.md:2:10: error: 'running' must be a map such as {place: Bernburg}\n"},
        {"a: [", "t.md:3:1: error: did not find expected node content while parsing a flow node\n"},
        {"just text", "t.md:2:1: error: front matter must be a mapping of keys to values\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct front f = read(arena_printf(arena, "---\n%s\n---\n", cases[i].text), true);
        check_text(printed_messages(arena, diag), cases[i].message, cases[i].text);
        check(f.lines == 3, "'%s' is front matter all the same", cases[i].text);
    }
}

static void lists_of_checks_are_kept(void)
{
    struct front f = read("---\nchecks: [V*, a]\nfindings: V01\n---\n", true);
    check(f.checks == 2 && strcmp(f.check[0].name, "V*") == 0 && f.check[1].at.col == 14,
          "names and globs are kept as they are written");
    check(f.findings == 1 && strcmp(f.finding[0].name, "V01") == 0 && f.finding[0].at.line == 3,
          "a single name is a list of one");
    f = read("---\nfindings: []\n---\n", true);
    check(f.finding && !f.findings, "an empty list is not the same as no key");
    f = read("---\nchecks: []\n---\n", true);
    check(!f.finding, "which gives none");
}

static void plain_markdown_is_left_alone(void)
{
    static const struct {
        const char *text;
        bool is_front;
        const char *sentence;
    } cases[] = {
        {"---\ntitle: x\n---\n", true, "a mapping is front matter"},
        {"---\r\ntitle: x\r\n---\r\n", true, "with CRLF too"},
        {"---\ntitle: x\n...\n", true, "dots close it"},
        {"---\na text\n---\n", false, "a text between rules is none"},
        {"---\na: [\n---\n", false, "what is no YAML is none"},
        {"---\n---\n", false, "two rules are none"},
        {"---\ntitle: x\n", false, "an open block is none"},
        {"\n---\ntitle: x\n---\n", false, "a later block is none"},
        {"----\ntitle: x\n---\n", false, "a longer rule is none"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct front f = read(cases[i].text, false);
        check((f.lines > 0) == cases[i].is_front, "%s", cases[i].sentence);
        check(f.lines == (cases[i].is_front ? 3 : 0) && diag_count(diag) == 0,
              "%s: without a message", cases[i].sentence);
    }
    read("---\nauthor: x\n---\n", false);
    check(diag_errors(diag) == 0 && diag_warnings(diag) == 1,
          "a key of another tool is a warning there");
}

static void parameters_are_typed(void)
{
    static const struct {
        enum param_type type;
        const char *text;
        const char *want; /* NULL: refused */
    } cases[] = {
        {PARAM_INT, "42", "42"},
        {PARAM_INT, "-1", "-1"},
        {PARAM_INT, "4.2", NULL},
        {PARAM_INT, "", NULL},
        {PARAM_TEXT, "", ""},
        {PARAM_TEXT, "a b", "a b"},
        {PARAM_DATE, "2016-02-29", "2016-02-29"},
        {PARAM_DATE, "2015-02-29", NULL},
        {PARAM_DATE, "14.09.2015", NULL},
        {PARAM_MONEY, "750", "750"},
        {PARAM_MONEY, "7,50 €", "750"},
        {PARAM_MONEY, "-1.234,50", "-123450"},
        {PARAM_MONEY, "1.234", NULL},
        {PARAM_MONEY, "12.34,50", NULL},
        {PARAM_MONEY, "7,5", NULL},
        {PARAM_MONEY, ",50", NULL},
        {PARAM_MONEY, "7,-5", NULL},
        {PARAM_BOOL, "true", "1"},
        {PARAM_BOOL, "nein", "0"},
        {PARAM_BOOL, "maybe", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value value = {.kind = VALUE_NULL};
        bool fits = param_read(arena, cases[i].type, text_of(cases[i].text), &value);
        check(fits == (cases[i].want != NULL) && (!fits || text_is(value.s, cases[i].want)),
              "'%s' as %s", cases[i].text, param_type_name(cases[i].type));
    }
}

int main(void)
{
    arena = arena_new();
    every_key_is_read();
    faults_are_named_with_their_place();
    lists_of_checks_are_kept();
    plain_markdown_is_left_alone();
    parameters_are_typed();
    arena_free(arena);
    return check_done();
}
