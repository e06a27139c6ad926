/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/template.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "doc/draft.h"
#include "tests/check.h"
#include "tests/printed.h"

static struct arena *arena;
static char folder[] = "/tmp/dokuwerk-template-XXXXXX";
static struct library library;
static struct diag *diag; /* of the last run */

static void write_file(const char *name, const char *text)
{
    file_write(path_join(arena, folder, name), text_of(text));
}

/* Expands a template that stands in templates/t.md, with YAML as its data. */
static struct expansion *expand_with(const char *text, const char *data, struct store *store)
{
    diag = diag_new(arena);
    write_file("templates/t.md", text);
    struct source *source = source_read(arena, &library, path_join(arena, folder, "templates/t.md"),
                                        (struct place){0}, diag);
    struct template *t = template_parse(arena, &library, source, false, NULL, diag);
    struct inputs in = {.store = store, .lang = "de", .today = "2015-12-31"};
    struct value three = {VALUE_INT, 3, TEXT("3")};
    struct binding param = {"event_id", three};
    in.param = &param;
    in.params = template_front(t)->params ? 1 : 0;
    in.locale = locale_open(arena, "de");
    in.project = yaml_parse(arena, TEXT("funder: Land\n"), (struct place){0}, diag);
    in.data = data ? yaml_parse(arena, text_of(data), (struct place){0}, diag) : NULL;
    return template_expand(arena, t, &in, diag);
}

/* The expansion with tokens replaced by their bare values. */
static struct text bare(const struct expansion *x)
{
    struct buf out = {0};
    for (size_t i = 0, index, n; i < x->text.n; i += n) {
        n = 1;
        if (token_read(x->text, i, &index, &n))
            buf_text(&out, x->insertion[index].text);
        else
            buf_char(&out, x->text.p[i]);
    }
    struct text copy = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return copy;
}

static void tags_expand(void)
{
    static const char data[] = "name: Ada\n"
                               "n: 1234\n"
                               "no: 0\n"
                               "yes: true\n"
                               "empty: ''\n"
                               "nothing: null\n"
                               "list: [{x: 1}, {x: 2}, {x: 3}]\n"
                               "words: [eins, zwei]\n"
                               "none: []\n"
                               "place: {town: Halle, street: {name: Markt}}\n"
                               "fee_ct: 750\n"
                               "start: 2015-09-14\n"
                               "end: 2015-09-15\n"
                               "tree: [{v: a, kids: [{v: b, kids: []}, {v: c}]}]\n";
    static const struct {
        const char *text, *want, *sentence;
    } cases[] = {
        {"Hallo {{name}}!\n", "Hallo Ada!\n", "a name becomes its value"},
        {"{{ name }}{{{name}}}{{&name}}\n", "AdaAdaAda\n", "white space in a tag does not count"},
        {"{{n}}|{{nothing}}|{{empty}}\n", "1.234||\n", "numbers are localised, NULL is nothing"},
        {"a{{! x }}b\n", "ab\n", "a comment vanishes"},
        {"a\n  {{! x }}  \nb\n", "a\nb\n", "a comment's line vanishes"},
        {"a\r\n{{! x }}\r\nb\r\n", "a\r\nb\r\n", "with CRLF as well"},
        {"a\n{{! x\n y }}\nb\n", "a\nb\n", "a comment over two lines vanishes"},
        {"a {{! x }}\n", "a \n", "a comment beside text leaves its line"},
        {"{{#list}}\n- {{x}}\n{{/list}}\n", "- 1\n- 2\n- 3\n", "a section repeats for each row"},
        {"{{#list}}{{x}}{{^-last}}, {{/-last}}{{/list}}\n", "1, 2, 3\n", "-last is the last row's"},
        {"{{#list}}{{#-first}}{{-count}}: {{/-first}}{{-index}}{{/list}}\n", "3: 123\n",
         "-first, -index and -count tell the position"},
        {"{{list.-count}}\n", "3\n", "a list's count is known outside"},
        {"{{#words}}<{{.}}>{{/words}}\n", "<eins><zwei>\n", "a dot is the item itself"},
        {"{{#none}}x{{/none}}{{^none}}leer{{/none}}\n", "leer\n", "an empty list is false"},
        {"{{#no}}x{{/no}}{{^no}}0{{/no}}{{#yes}}ja{{/yes}}{{^empty}}e{{/empty}}\n", "0jae\n",
         "zero and the empty text are false"},
        {"{{#name}}[{{.}}]{{/name}}\n", "[Ada]\n", "a value's section shows it once"},
        {"{{place.town}}, {{place.street.name}}\n", "Halle, Markt\n", "dots reach into maps"},
        {"{{#place}}{{town}} {{name}} {{street.name}}{{/place}}\n", "Halle Ada Markt\n",
         "a map opens a scope, names outside stay visible"},
        {"{{#list}}\n{{#words}}\n{{x}}{{.}}\n{{/words}}\n{{/list}}\n",
         "1eins\n1zwei\n2eins\n2zwei\n3eins\n3zwei\n", "sections nest"},
        {"{{#tree}}{{v}}{{#kids}}({{v}}{{#kids}}!{{/kids}}){{/kids}}{{/tree}}\n", "a(b)(c)\n",
         "lists nest in rows"},
        {"{{=<% %>=}}<% name %> {{name}}<%={{ }}=%> {{name}}\n", "Ada {{name}} Ada\n",
         "delimiters change and change back"},
        {"{{=| |=}}\n|name|\n", "Ada\n", "a delimiter tag's line vanishes"},
        {"{{#yes}}\n{{=| |=}}\n|#yes|\n|name|\n|/yes|\n|/yes|\n", "Ada\n",
         "delimiters hold inside sections"},
        {"{{fee_ct | money}} {{ fee_ct|money:plain }}\n", "7,50\u00A0€ 7,50\n", "formatters apply"},
        {"{{n | plural:\"one{# Person} other{# Personen}\"}}\n", "1.234 Personen\n",
         "an argument in quotes may hold closing braces"},
        {"{{n | plural:\"other{#}}\"}}\n", "", "and what is no plural form is refused"},
        {"{{start | date-range:end}}\n", "14.–15.\u00A0September 2015\n",
         "a range takes a second name"},
        {"{{words | join}} {{list | join:x}} {{list | join:\"+\"}}\n",
         "eins und zwei 1, 2 und 3 1+2+3\n", "lists are joined"},
        {"{{lang}} {{dir}} {{edition}} {{today}} {{project.funder}}\n",
         "de ltr web 2015-12-31 Land\n", "built-ins are known"},
        {"```\n{{name}}\n```\n", "```\nAda\n```\n", "code is expanded too"},
        {"~~~~\n```sql x\nSELECT 1\n```\n~~~~\n", "~~~~\n```sql x\nSELECT 1\n```\n~~~~\n",
         "a query inside a code block is text"},
        {"```sql\nSELECT 1\n```\n", "```sql\nSELECT 1\n```\n", "SQL without a name is a listing"},
        {" ```sql x\nSELECT 1\n```\n", " ```sql x\nSELECT 1\n```\n", "an indented one too"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct expansion *x = expand_with(cases[i].text, data, NULL);
        if (!*cases[i].want) {
            check(diag_errors(diag) == 1, "%s", cases[i].sentence);
            continue;
        }
        check_text(bare(x), cases[i].want, cases[i].sentence);
        check(diag_count(diag) == 0, "%s: without a message", cases[i].sentence);
        if (diag_count(diag))
            printf("     %s", printed_messages(arena, diag).p);
    }
}

static void faults_have_places(void)
{
    static const char data[] = "event: {id: 3, title: T, fee_ct: 5, day: 2015-02-30}\n"
                               "groups: [{id: 7, topic: A}, {id: 8, topic: B}]\n";
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"# {{event.titel}}\n", "t.md:1:3: error: no column 'titel' in query 'event'\n"
                                "   1 | # {{event.titel}}\n"
                                "t.md:1:3: note: did you mean 'title'?\n"},
        {"ä {{evnt}}\n", "t.md:1:3: error: no value 'evnt'\n"
                         "   1 | ä {{evnt}}\n"
                         "t.md:1:3: note: did you mean 'event'?\n"},
        {"{{#groups}}\n{{topc}}\n{{/groups}}\n", "t.md:2:1: error: no value 'topc'\n"
                                                 "   2 | {{topc}}\n"
                                                 "t.md:2:1: note: did you mean 'topic'?\n"},
        {"{{groups.topic}}\n", "t.md:1:1: error: 'groups' is a list: 'topic' needs a loop "
                               "{{#groups}} or the contract {one}\n"
                               "   1 | {{groups.topic}}\n"},
        {"{{groups}}\n",
         "t.md:1:1: error: 'groups' is a query, not a value: it needs a section or a column\n"
         "   1 | {{groups}}\n"},
        {"{{event.fee_ct}}\n", "t.md:1:1: error: 'event.fee_ct' holds cents: it needs a formatter "
                               "such as {{event.fee_ct | money}}\n"
                               "   1 | {{event.fee_ct}}\n"},
        {"{{event.title | dat}}\n", "t.md:1:1: error: unknown formatter 'dat'\n"
                                    "   1 | {{event.title | dat}}\n"
                                    "t.md:1:1: note: did you mean 'date'?\n"},
        {"x {{event.day | date}}\n",
         "t.md:1:3: error: '2015-02-30' is not a date such as 2015-09-14 "
         "(event id=3, column day)\n"
         "   1 | x {{event.day | date}}\n"},
        {"{{#groups}}\na\n", "t.md:1:1: error: 'groups' is never closed\n   1 | {{#groups}}\n"},
        {"{{#event}}\n{{#groups}}\n{{/event}}\n",
         "t.md:3:1: error: 'event' is closed where 'groups' is open\n"
         "   3 | {{/event}}\n"
         "t.md:2:1: note: 'groups' was opened here\n"},
        {"{{/event}}\n",
         "t.md:1:1: error: 'event' is closed but was never opened\n   1 | {{/event}}\n"},
        {"a {{event\n", "t.md:1:3: error: this tag is never closed\n   1 | a {{event\n"},
        {"{{a b}}\n", "t.md:1:1: error: 'a b' is not a name\n   1 | {{a b}}\n"},
        {"{{> fotter}}\n", "t.md:1:1: error: no partial 'fotter'\n"
                           "   1 | {{> fotter}}\n"
                           "t.md:1:1: note: did you mean 'footer'?\n"},
        {"{{> loop}}\n", "loop.md:1:1: error: partials nested too deep (more than 50 levels): "
                         "'loop'\n   1 | {{> loop}}\n"
                         "t.md:1:1: note: included here\n"},
        {"---\ntitle: \"x {{evnt.a}}\"\n---\n", "t.md:2:11: error: no value 'evnt'\n"
                                                "   2 | title: \"x {{evnt.a}}\"\n"
                                                "t.md:2:11: note: did you mean 'event'?\n"},
        {"::: {.table data=grops}\n:::\n", "t.md:1:18: error: no query 'grops'\n"
                                           "   1 | ::: {.table data=grops}\n"
                                           "t.md:1:18: note: did you mean 'groups'?\n"},
        {"```sql x\nSELECT 1\n```\n",
         "t.md:1:1: error: a query needs a database\n   1 | ```sql x\n"},
        {"```sql x\nSELECT 1\n",
         "t.md:1:1: error: this query's fence is never closed\n   1 | ```sql x\n"},
        {"{{=<%=}}\n", "t.md:1:1: error: delimiters are set by a tag such as {{=<% %>=}}\n"
                       "   1 | {{=<%=}}\n"},
    };
    write_file("templates/footer.md", "x\n");
    write_file("templates/loop.md", "{{> loop}}\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expand_with(cases[i].text, data, NULL);
        struct buf got = {0};
        struct text rest = printed_messages(arena, diag);
        for (size_t at; (at = text_find(rest, "templates/")) != SIZE_MAX;) {
            buf_text(&got, text_slice(rest, 0, at));
            rest = text_from(rest, at + strlen("templates/"));
        }
        buf_text(&got, rest);
        check_text(buf_as_text(&got), cases[i].message,
                   arena_printf(arena, "the fault of %s is placed", cases[i].text));
        buf_done(&got);
    }
}

static void partials_and_layouts_expand(void)
{
    static const char data[] = "name: Ada\nlist: [{x: 1}, {x: 2}]\n"
                               "tree: {v: 1, kids: [{v: 2, kids: [{v: 3, kids: []}]}]}\n";
    write_file("text/greet.md", "Hallo {{name}}\n");
    write_file("text/two.md", "a\n{{name}}\n\nb\n");
    write_file("text/node.md", "<{{v}}{{#kids}}{{> node}}{{/kids}}>");
    write_file("text/with.md",
               "---\nparams: {n: int, s: {type: text, default: d}}\n---\n{{n}}{{s}}");
    write_file("text/lang.md", "all\n");
    write_file("text/lang.de.md", "deutsch\n");
    write_file("templates/base.md", "<{{$head}}Kopf{{/head}}>\n{{$body}}\nleer\n{{/body}}\n");
    write_file("templates/middle.md",
               "{{<base}}\n{{$head}}M {{$sub}}s{{/sub}}{{/head}}\n{{/base}}\n");
    static const struct {
        const char *text, *want, *sentence;
    } cases[] = {
        {"{{> greet}}\n", "Hallo Ada\n", "a partial stands for its file"},
        {"- {{> greet}}!\n", "- Hallo Ada\n!\n", "inside a line its lines stay as they are"},
        {"  {{> two}}\nc\n", "  a\n  Ada\n\n  b\nc\n", "alone on a line its lines are indented"},
        {"{{#list}}{{> with n=x}}{{/list}}\n", "1d\n2d\n\n", "arguments bind parameters"},
        {"{{> with n=5 s=\"x y\"}}\n", "5x y\n", "numbers and texts are arguments too"},
        {"{{#tree}}{{> node}}{{/tree}}\n", "<1<2<3>\n>\n>\n\n", "a partial may include itself"},
        {"{{> lang}}\n", "deutsch\n", "the language's own file replaces a partial"},
        {"{{<base}}\nignored\n{{/base}}\n", "<Kopf>\nleer\n", "a layout has blocks of its own"},
        {"{{<base}}\n{{$body}}\n{{name}}\n{{/body}}\n{{/base}}\n", "<Kopf>\nAda\n",
         "a block is replaced"},
        {"{{<middle}}\n{{$sub}}t{{/sub}}\n{{/middle}}\n", "<M t>\nleer\n",
         "layouts extend layouts"},
        {"{{<middle}}\n{{$head}}h{{/head}}\n{{/middle}}\n", "<h>\nleer\n",
         "the outermost block wins"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct expansion *x = expand_with(cases[i].text, data, NULL);
        check_text(bare(x), cases[i].want, cases[i].sentence);
        check(diag_count(diag) == 0, "%s: without a message", cases[i].sentence);
        if (diag_count(diag))
            printf("     %s", printed_messages(arena, diag).p);
    }
    static const struct {
        const char *text, *message;
    } faults[] = {
        {"{{> with}}\n", "partial 'with' needs a value for its parameter 'n'"},
        {"{{> with n=name}}\n", "parameter 'n' must be int: 'name' is 'Ada'"},
        {"{{> with n=1 m=2}}\n", "partial 'with' has no parameter 'm'"},
        {"{{> with n}}\n", "'n' must have the form name=column"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        expand_with(faults[i].text, data, NULL);
        check(text_find(printed_messages(arena, diag), faults[i].message) != SIZE_MAX,
              "%s is refused", faults[i].text);
    }
}

static void every_byte_knows_where_it_comes_from(void)
{
    static const struct {
        const char *needle;
        uint32_t line, col;
    } cases[] = {{"Über", 4, 1},
                 {"ä b", 4, 6},
                 {"\xEF\xB7\x90"
                  "0",
                  4, 10},
                 {"end", 4, 19},
                 {"- ", 6, 1},
                 {"\xEF\xB7\x90"
                  "2",
                  6, 3},
                 {" x", 6, 11},
                 {"last", 8, 3}};
    struct expansion *x =
        expand_with("---\ntitle: T\n---\nÜber ä b {{name}} end\n{{#list}}\n"
                    "- {{item}} x\n{{/list}}\nü last\n",
                    "name: Ada\nlist: [{id: 4, item: a}, {id: 5, item: b}]\n", NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t at = text_find(x->text, cases[i].needle);
        struct place place = expansion_origin(x, at);
        check(place.line == cases[i].line && place.col == cases[i].col,
              "'%s' comes from %u:%u (got %u:%u)", cases[i].needle, cases[i].line, cases[i].col,
              place.line, place.col);
    }
    check_text(text_of(insertion_place(arena, &x->insertion[2]).row), "list id=5, column item",
               "a value knows its row and column");
    struct place place = expansion_origin(x, text_find(x->text, "\xEF\xB7\x90"
                                                                "2") +
                                                 2);
    check(place.line == 6 && place.col == 3, "inside a token the place is the tag's");
}

static void divs_name_the_rows_of_their_scope(void)
{
    struct expansion *x = expand_with(
        "::: {.table data=groups}\n:::\n{{#groups}}\n::: {.chart\n  alt=\"data=no }\" data=kids\n"
        "  title=\"{{v}}\"}\n:::\n{{/groups}}\n```\n::: {data=nothing}\n```\n",
        "groups: [{v: a, kids: [{n: 1}]}, {v: b, kids: [{n: 2}, {n: 3}]}]\n", NULL);
    check(x->uses == 3 && diag_count(diag) == 0, "each use of rows is recorded (%zu)", x->uses);
    if (x->uses != 3)
        return;
    check(x->use[0].slice.n == 2 && x->use[1].slice.n == 1 && x->use[2].slice.n == 2 &&
              x->use[2].slice.first == 1,
          "in a loop it means the current row's");
    for (size_t i = 0; i < 3; i++)
        check(text_starts(text_from(x->text, x->use[i].offset), x->use[i].name),
              "use %zu stands where its name is", i);
}

static void front_matter_is_expanded(void)
{
    struct expansion *x =
        expand_with("---\ntitle: \"Über {{name}}\"\nrunning: {a: \"{{name}}!\", b: \"{{none}}\"}\n"
                    "---\nx\n",
                    "name: \"A\\nB\"\nnone: null\n", NULL);
    check_text(x->title, "Über A B", "the title is plain text");
    check(x->runnings == 1 && text_is(x->running[0].text, "A B!"),
          "a running value without text is left out");
}

static void queries_run(void)
{
    static const char path[] = "test.db";
    char *db = path_join(arena, folder, path);
    char *command = arena_printf(
        arena,
        "sqlite3 '%s' \"CREATE TABLE event(id, title); INSERT INTO event VALUES(3,'Drei'),(4,'V');"
        "CREATE TABLE grp(gid, event_id, name, n); INSERT INTO grp VALUES(1,3,'A',5),(2,3,'B',7);"
        "CREATE TABLE result(group_id, t); INSERT INTO result VALUES(2,'b1'),(1,'a1'),(2,'b2');\"",
        db);
    if (!check(system(command) == 0, "a database is made"))
        return;
    diag = diag_new(arena);
    struct store *store = store_open(db, path, NULL, diag);
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"---\nparams: {event_id: int}\n---\n"
         "```sql event {one}\nSELECT * FROM event WHERE id = :event_id\n```\n"
         "```sql groups {expect=\"1..\" key=gid unique=name}\n"
         "SELECT * FROM grp WHERE event_id = :event_id\n```\n"
         "```sql results {of=groups on=group_id}\nSELECT * FROM result ORDER BY t\n```\n"
         "```sql sum {one}\nSELECT sum(n) AS n FROM q.groups\n```\n"
         "{{event.title}} {{event_id}}\n{{#groups}}{{name}}:{{#results}} {{t}}{{/results}}\n"
         "{{/groups}}{{#results}}{{t}}{{/results}} {{sum.n}}\n",
         "Drei 3\nA: a1\nB: b1 b2\na1b1b2 12\n"},
        {"{{> grp event_id=4}}{{> grp event_id=3}}", "V,Drei,\n"},
        {"```sql a {one}\nSELECT 1 AS x WHERE 0\n```\n{{a.x}}{{a.y}}-\n", "-\n"},
    };
    write_file("text/grp.md", "---\nparams: {event_id: int}\n---\n```sql e {one}\n"
                              "SELECT title FROM event WHERE id = :event_id\n```\n{{e.title}},");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        store_forget_results(store);
        struct text got = bare(expand_with(cases[i].text, NULL, store));
        struct buf flat = {0};
        for (size_t k = 0; k < got.n; k++)
            if (i != 1 || got.p[k] != '\n')
                buf_char(&flat, got.p[k]);
        buf_string(&flat, i == 1 ? "\n" : "");
        check_text(buf_as_text(&flat), cases[i].want, "queries and their rows");
        check(diag_errors(diag) == (i == 2), "with the messages that belong to it");
        if (diag_errors(diag) != (i == 2))
            printf("     %s", printed_messages(arena, diag).p);
        buf_done(&flat);
    }
    static const struct {
        const char *text, *message;
    } faults[] = {
        {"```sql a {one}\nSELECT * FROM event\n```\n",
         "templates/t.md:1:1: error: query 'a' gives 2 rows, exactly 1 expected"},
        {"```sql a {expect=\"..1\"}\nSELECT * FROM event\n```\n",
         "templates/t.md:1:1: error: query 'a' gives 2 rows, at most 1 expected"},
        {"```sql a {expect=3..}\nSELECT * FROM event\n```\n",
         "templates/t.md:1:1: error: query 'a' gives 2 rows, at least 3 expected"},
        {"```sql a {unique=group_id}\nSELECT * FROM result\n```\n",
         "templates/t.md:1:1: error: query 'a': a second row with '2' (a group_id=2, column "},
        {"```sql a {of=b on=x}\nSELECT 1\n```\n",
         "templates/t.md:1:1: error: no query 'b' before query 'a'"},
        {"```sql b\nSELECT 1 AS x\n```\n```sql a {of=b on=x}\nSELECT 1 AS x\n```\n"
         "{{#b}}{{#a}}{{y}}{{/a}}{{/b}}\n",
         "templates/t.md:4:1: error: no column 'id' in query 'b'\n"},
        {"```sql a {oen}\nSELECT 1\n```\n",
         "templates/t.md:1:11: error: unknown contract 'oen' in query 'a'"},
        {"x\n```sql a\nSELECT titel FROM event\n```\n", "templates/t.md:3:8: error: "},
        {"---\nparams: {event_id: int}\n---\n```sql event_id\nSELECT 1\n```\n",
         "templates/t.md:4:1: error: query 'event_id' has the name of a parameter"},
        {"```sql a\nSELECT 1\n```\n```sql a\nSELECT 2\n```\n",
         "templates/t.md:4:1: error: query 'a' is given twice"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        store_forget_results(store);
        expand_with(faults[i].text, NULL, store);
        struct text got = printed_messages(arena, diag);
        if (!check(text_starts(got, faults[i].message), "it is said that %s", faults[i].message))
            printf("     got %s", got.p);
    }
    store_close(store);
}

static void a_file_tells_whether_it_is_a_template(void)
{
    static const struct {
        const char *text;
        bool is_template;
    } cases[] = {{"# README\n${{ secrets.X }}\n", false},
                 {"---\nparams: {a: int}\n---\n", true},
                 {"---\ntemplate: true\n---\n", true},
                 {"---\nauthor: x\n---\n", false},
                 {"a\n```sql x\nSELECT 1\n```\n", true},
                 {"a\n```sql\nSELECT 1\n```\n", false},
                 {"a\n````\n```sql x\nSELECT 1\n```\n````\n", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct source source = {"a.md", "a.md", text_of(cases[i].text)};
        check(source_is_template(arena, &source) == cases[i].is_template, "'%s' is %s template",
              cases[i].text, cases[i].is_template ? "a" : "no");
    }
    struct source source = {"a.md", "a.md", TEXT("# {{x}}\n\n${{ y }}\n")};
    diag = diag_new(arena);
    struct template *t = template_parse(arena, &library, &source, true, NULL, diag);
    struct inputs in = {.locale = locale_open(arena, "de")};
    struct expansion *x = template_expand(arena, t, &in, diag);
    check(text_equal(x->text, source.text) && diag_count(diag) == 0,
          "a plain file is copied as it is");
    check(expansion_origin(x, 12).line == 3, "with its places");
}

int main(void)
{
    arena = arena_new();
    if (!mkdtemp(folder))
        return 1;
    library.root = folder;
    tags_expand();
    faults_have_places();
    partials_and_layouts_expand();
    every_byte_knows_where_it_comes_from();
    divs_name_the_rows_of_their_scope();
    front_matter_is_expanded();
    queries_run();
    a_file_tells_whether_it_is_a_template();
    char *command = arena_printf(arena, "rm -r '%s'", folder);
    check(system(command) == 0, "the temporary folder is removed");
    arena_free(arena);
    return check_done();
}
