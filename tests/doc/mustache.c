/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The official Mustache, rule by rule: each case is a template, its data and its partials. */
#include "doc/mustache.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "doc/json.h"
#include "doc/template.h"
#include "tests/check.h"
#include "tests/printed.h"

enum { MOST_PARTIALS = 3 };

struct spec {
    const char *text, *data, *want, *sentence;
    const char *partial[MOST_PARTIALS][2]; /* name (with its ending) and text */
};

static struct arena *arena;
static char folder[] = "/tmp/dokuwerk-mustache-XXXXXX";

static struct text expand(const struct spec *spec, struct diag *diag)
{
    struct inputs in = {0};
    struct library library = {0};
    struct buf out = {0};
    char *path = path_join(arena, folder, "main.mustache");
    file_write(path, text_of(spec->text));
    for (size_t i = 0; i < MOST_PARTIALS && spec->partial[i][0]; i++)
        file_write(path_join(arena, folder, spec->partial[i][0]), text_of(spec->partial[i][1]));
    in.data = data_parse(arena, text_of(spec->data), (struct place){"data", 1, 1, NULL}, diag);
    struct source *source = source_read_exact(arena, &library, path, (struct place){0}, diag);
    struct template *t = template_parse_mustache(arena, &library, source, diag);
    expansion_print_html(template_expand(arena, t, &in, diag), &out);
    for (size_t i = 0; i < MOST_PARTIALS && spec->partial[i][0]; i++)
        unlink(path_join(arena, folder, spec->partial[i][0]));
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static void run(const struct spec *spec, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct diag *diag = diag_new(arena);
        check_text(expand(&spec[i], diag), spec[i].want, spec[i].sentence);
        if (!check(diag_count(diag) == 0, "%s: without a message", spec[i].sentence))
            printf("     %s", printed_messages(arena, diag).p);
    }
}
#define RUN(cases) run(cases, sizeof cases / sizeof *cases)

static void values_are_inserted(void)
{
    static const struct spec cases[] = {
        {"Kein Tag.\n", "{}", "Kein Tag.\n", "text without tags stays", {{0}}},
        {"Kein Ende", "{}", "Kein Ende", "no line end is added", {{0}}},
        {"", "{}", "", "nothing gives nothing", {{0}}},
        {"Guten Tag, {{name}}!",
         "{\"name\":\"Ada\"}",
         "Guten Tag, Ada!",
         "a name is its value",
         {{0}}},
        {"{{x}}", "{\"x\":\"& \\\" < >\"}", "&amp; &quot; &lt; &gt;", "values are escaped", {{0}}},
        {"{{{x}}}", "{\"x\":\"& \\\" < >\"}", "& \" < >", "three braces leave them raw", {{0}}},
        {"{{&x}}", "{\"x\":\"& \\\" < >\"}", "& \" < >", "so does the ampersand", {{0}}},
        {"{{& x }}{{{ x }}}", "{\"x\":\"<\"}", "<<", "with spaces inside as well", {{0}}},
        {"{{n}} {{{n}}} {{&n}}",
         "{\"n\":85}",
         "85 85 85",
         "whole numbers print as they are",
         {{0}}},
        {"{{n}}", "{\"n\":1.210}", "1.21", "decimals without needless zeros", {{0}}},
        {"{{n}} {{m}}", "{\"n\":-0.5,\"m\":-12}", "-0.5 -12", "negative numbers too", {{0}}},
        {"{{n}} {{m}}",
         "{\"n\":1e3,\"m\":25e-4}",
         "1000.0 0.0025",
         "exponents are written out",
         {{0}}},
        {"{{a}} {{b}}",
         "{\"a\":true,\"b\":false}",
         "true false",
         "words of logic stay words",
         {{0}}},
        {"({{a}}{{&a}}{{{a}}})", "{\"a\":null}", "()", "null prints nothing", {{0}}},
        {"({{a}}{{&a}}{{{a}}})", "{}", "()", "what is missing prints nothing", {{0}}},
        {"({{a}})", "{\"a\":[1]}", "()", "a list prints nothing", {{0}}},
        {"({{a}})", "{\"a\":\"\"}", "()", "an empty text too", {{0}}},
        {"{{t}}", "{\"t\":\"{{n}}\",\"n\":1}", "{{n}}", "a value is not read again", {{0}}},
        {"| {{x}} |\n  {{x}}\n",
         "{\"x\":\"-\"}",
         "| - |\n  -\n",
         "space around a value stays",
         {{0}}},
        {"|{{ x }}|{{\tx\n}}|", "{\"x\":\"-\"}", "|-|-|", "space in a tag does not count", {{0}}},
        {"{{lang}}{{today}}{{project}}{{-index}}", "{}", "", "there are no other names", {{0}}},
        {"{{Name}}", "{\"name\":1}", "", "capitals are other letters", {{0}}},
        {"{{a|b}}{{x y}}", "{\"a|b\":1,\"x y\":2}", "12", "a bar is a letter of a name", {{0}}},
        {"{{\xC3\xA4}}",
         "{\"\\u00e4\":\"\\ud83d\\ude00\"}",
         "\xF0\x9F\x98\x80",
         "all letters may be in names",
         {{0}}},
        {"---\na: b\n---\n{{x}}\n",
         "{\"x\":1}",
         "---\na: b\n---\n1\n",
         "there is no front matter",
         {{0}}},
        {"```sql a {one}\nSELECT 1\n```\n",
         "{}",
         "```sql a {one}\nSELECT 1\n```\n",
         "and no query",
         {{0}}},
        {"{{.}}", "\"<\"", "&lt;", "a dot is the data itself", {{0}}},
        {"{{.}} {{{.}}} {{&.}}", "1.5", "1.5 1.5 1.5", "whatever it is", {{0}}},
    };
    RUN(cases);
}

static void names_have_parts(void)
{
    static const struct spec cases[] = {
        {"{{a.b}} {{{a.b}}} {{&a.b}}",
         "{\"a\":{\"b\":\"<\"}}",
         "&lt; < <",
         "a dot reaches into a map",
         {{0}}},
        {"{{a.b.c.d}}", "{\"a\":{\"b\":{\"c\":{\"d\":1}}}}", "1", "as deep as it goes", {{0}}},
        {"({{a.b.c}})", "{}", "()", "a chain may break at its start", {{0}}},
        {"({{a.b.c}})", "{\"a\":{}}", "()", "or later", {{0}}},
        {"({{a.b.name}})",
         "{\"a\":{\"b\":{}},\"c\":{\"name\":\"x\"}}",
         "()",
         "or at its end",
         {{0}}},
        {"({{a.b.c}})",
         "{\"a\":{\"c\":1},\"b\":{\"c\":2}}",
         "()",
         "the parts after the first are not looked up around",
         {{0}}},
        {"{{#a}}({{b.c}}){{/a}}",
         "{\"a\":{\"b\":{}},\"b\":{\"c\":\"x\"}}",
         "()",
         "the nearest first part decides",
         {{0}}},
        {"{{#a}}{{b.name}}{{/a}}",
         "{\"a\":{\"b\":{\"name\":1}},\"b\":{\"name\":2}}",
         "1",
         "also when it has the rest",
         {{0}}},
        {"{{a.b}}", "{\"a.b\":1}", "", "a name with a dot is no key", {{0}}},
        {"{{a.b}}", "{\"a.b\":1,\"a\":{\"b\":2}}", "2", "not even where there is one", {{0}}},
        {"({{a.b}})", "{\"a\":[{\"b\":1}]}", "()", "a list has no names", {{0}}},
        {"({{a.b}})", "{\"a\":\"x\"}", "()", "nor has a text", {{0}}},
        {"{{#a}}{{x}}{{y}}{{/a}}",
         "{\"a\":[{\"x\":1},{\"y\":2}],\"x\":3,\"y\":4}",
         "1432",
         "what a row lacks is looked up around it",
         {{0}}},
        {"{{#a}}{{b.c}}{{/a}}",
         "{\"a\":[{\"b\":{\"c\":1}},{\"b\":[]},{\"b\":\"x\"}]}",
         "1",
         "rows need not be alike",
         {{0}}},
    };
    RUN(cases);
}

static void sections_are_shown(void)
{
    static const struct spec cases[] = {
        {"{{#a}}x{{/a}}", "{\"a\":true}", "x", "true shows a section", {{0}}},
        {"({{#a}}x{{/a}})", "{\"a\":false}", "()", "false hides it", {{0}}},
        {"({{#a}}x{{/a}})", "{\"a\":null}", "()", "null too", {{0}}},
        {"({{#a}}x{{/a}})", "{}", "()", "what is missing too", {{0}}},
        {"({{#a}}x{{/a}})", "{\"a\":[]}", "()", "an empty list too", {{0}}},
        {"{{#a}}{{name}}{{/a}}",
         "{\"a\":{\"name\":\"Ada\"}}",
         "Ada",
         "a map becomes the context",
         {{0}}},
        {"{{#a}}x{{/a}}", "{\"a\":{}}", "x", "even an empty one", {{0}}},
        {"{{#a}}{{a}} {{b}} {{c.d}}{{/a}}",
         "{\"a\":\"foo\",\"b\":\"o\",\"c\":{\"d\":\"r\"}}",
         "foo o r",
         "names around stay visible",
         {{0}}},
        {"{{#a}}{{.}} is {{a}}{{/a}}",
         "{\"a\":\"bar\"}",
         "bar is bar",
         "a value shows itself",
         {{0}}},
        {"{{#a}}{{n}}{{#b}}{{n}}{{#c}}{{n}}{{m}}{{/c}}{{/b}}{{/a}}",
         "{\"a\":{\"n\":1,\"m\":9},\"b\":{\"n\":2},\"c\":{\"n\":3}}",
         "1239",
         "contexts lie upon each other",
         {{0}}},
        {"{{#l}}{{i}}{{/l}}",
         "{\"l\":[{\"i\":1},{\"i\":2},{\"i\":3}]}",
         "123",
         "a list repeats",
         {{0}}},
        {"{{#l}}({{.}}){{/l}}",
         "{\"l\":[\"a\",1,2.50,true]}",
         "(a)(1)(2.5)(true)",
         "its items may be anything",
         {{0}}},
        {"{{#l}}{{.}}{{{.}}}{{&.}}{{/l}}",
         "{\"l\":[\"&\",\"<\"]}",
         "&amp;&&&lt;<<",
         "and are escaped",
         {{0}}},
        {"{{#l}}({{#.}}{{.}}{{/.}}){{/l}}",
         "{\"l\":[[1,2],[],[\"a\"]]}",
         "(12)()(a)",
         "lists lie in lists",
         {{0}}},
        {"{{#l}}{{#.}}{{#.}}{{.}}{{/.}};{{/.}}{{/l}}",
         "{\"l\":[[[1,2],[3]],[[4]]]}",
         "12;3;4;",
         "in lists",
         {{0}}},
        {"{{#.}}({{v}}){{/.}}", "[{\"v\":1},{\"v\":2}]", "(1)(2)", "the data may be a list", {{0}}},
        {"{{#l}}{{#.}}{{v}}{{/.}}{{/l}}",
         "{\"l\":[{\"v\":1},{\"v\":2}]}",
         "12",
         "a dot is the map itself",
         {{0}}},
        {"{{#l}}({{.}}){{/l}}", "{\"l\":[{\"v\":1}]}", "()", "which does not print", {{0}}},
        {"{{#o}}{{n}}{{#i}}{{n}}{{m}};{{/i}}{{/o}}",
         "{\"o\":[{\"n\":1,\"i\":[{\"m\":\"a\"},{\"m\":\"b\"}]},{\"n\":2,\"i\":[{\"m\":\"c\"}]}]}",
         "11a;1b;22c;",
         "lists in rows repeat with their row",
         {{0}}},
        {"{{#a.b.c}}x{{/a.b.c}}",
         "{\"a\":{\"b\":{\"c\":true}}}",
         "x",
         "a section's name may have parts",
         {{0}}},
        {"({{#a.b.c}}x{{/a.b.c}})", "{\"a\":{}}", "()", "which may be missing", {{0}}},
        {"{{#a}}\n{{#a}}x{{/a}}\n{{/a}}\n",
         "{\"a\":true}",
         "x\n",
         "a section may hold itself",
         {{0}}},
        {"| A {{#b}}B {{#b}}C{{/b}} D{{/b}} E |", "{\"b\":true}", "| A B C D E |", "twice", {{0}}},
        {"| A {{#b}}B {{#b}}C{{/b}} D{{/b}} E |",
         "{\"b\":false}",
         "| A  E |",
         "or not at all",
         {{0}}},
        {"{{# a }}={{/ a\t}}", "{\"a\":1}", "=", "space in its tags does not count", {{0}}},
        {"{{^a}}x{{/a}}", "{\"a\":false}", "x", "an inverted section shows for false", {{0}}},
        {"{{^a}}x{{/a}}", "{}", "x", "for what is missing", {{0}}},
        {"{{^a}}x{{/a}}", "{\"a\":null}", "x", "for null", {{0}}},
        {"{{^a}}x{{/a}}", "{\"a\":[]}", "x", "for an empty list", {{0}}},
        {"({{^a}}x{{/a}})", "{\"a\":[1]}", "()", "and not for a full one", {{0}}},
        {"({{^a}}x{{/a}})", "{\"a\":{\"b\":1}}", "()", "nor for a map", {{0}}},
        {"({{^a}}x{{/a}})", "{\"a\":\"y\"}", "()", "nor for a text", {{0}}},
        {"{{^a.b.c}}x{{/a.b.c}}", "{\"a\":{}}", "x", "for a broken chain", {{0}}},
        {"{{^a}}1{{^a}}2{{/a}}{{/a}}{{#a}}3{{/a}}",
         "{\"a\":false}",
         "12",
         "it may hold itself",
         {{0}}},
    };
    RUN(cases);
}

static void lines_belong_to_tags(void)
{
    static const struct spec cases[] = {
        {"a\n{{#x}}\nb\n{{/x}}\nc\n",
         "{\"x\":true}",
         "a\nb\nc\n",
         "a section's tags take their lines",
         {{0}}},
        {"a\n  {{#x}}  \nb\n\t{{/x}}\t\nc\n",
         "{\"x\":true}",
         "a\nb\nc\n",
         "with the space around them",
         {{0}}},
        {"a\r\n{{#x}}\r\nb\r\n{{/x}}\r\nc",
         "{\"x\":true}",
         "a\r\nb\r\nc",
         "whatever ends the line",
         {{0}}},
        {"  {{#x}}\n=\n  {{/x}}",
         "{\"x\":true}",
         "=\n",
         "on the first and the last line too",
         {{0}}},
        {"#{{#x}}\n/\n  {{/x}}", "{\"x\":true}", "#\n/\n", "text before keeps the line", {{0}}},
        {"  {{#x}}\n#{{/x}}\n/", "{\"x\":true}", "#\n/", "on either side", {{0}}},
        {" | {{#x}}\t|\t{{/x}} | \n",
         "{\"x\":true}",
         " | \t|\t | \n",
         "tags in a line leave its space",
         {{0}}},
        {" {{#x}}Y{{/x}}\n {{#x}}G{{/x}}\n",
         "{\"x\":true}",
         " Y\n G\n",
         "two tags on one line as well",
         {{0}}},
        {" | {{#x}} {{! }}\n {{/x}} | \n",
         "{\"x\":true}",
         " |  \n  | \n",
         "and so does a comment",
         {{0}}},
        {"|\n{{^x}}\n|\n{{/x}}\n|\n", "{}", "|\n|\n|\n", "inverted sections likewise", {{0}}},
        {"a\n{{x}}\nb\n", "{}", "a\n\nb\n", "a value's line stays", {{0}}},
        {"a\n  {{{x}}}\n", "{\"x\":\"y\"}", "a\n  y\n", "with its space", {{0}}},
        {"1{{! weg }}2", "{}", "12", "a comment vanishes", {{0}}},
        {"1{{! a\nb\n}}2\n", "{}", "12\n", "over several lines", {{0}}},
        {"a\n  {{! x }}\nb", "{}", "a\nb", "with its line", {{0}}},
        {"a\n{{!\n x\n}}\nb", "{}", "a\nb", "or lines", {{0}}},
        {"a\r\n{{! x }}\r\nb", "{}", "a\r\nb", "of either kind", {{0}}},
        {"  {{! x }}\n!", "{}", "!", "at the beginning", {{0}}},
        {"!\n  {{! x }}", "{}", "!\n", "and at the end", {{0}}},
        {"a {{! x }}\n b\n", "{}", "a \n b\n", "but not beside text", {{0}}},
        {"{{! {{x}} }}", "{\"x\":1}", " }}", "a comment ends at the first closing", {{0}}},
        {"({{!x}}{{! name}}{{!#x}})", "{\"!x\":1,\"x\":2}", "()", "whatever it holds", {{0}}},
    };
    RUN(cases);
}

static void delimiters_change(void)
{
    static const struct spec cases[] = {
        {"{{=<% %>=}}(<%x%>){{x}}", "{\"x\":\"<\"}", "(&lt;){{x}}", "delimiters change", {{0}}},
        {"({{=[ ]=}}[x])", "{\"x\":1}", "(1)", "to any signs", {{0}}},
        {"{{=| |=}}|#a|{{x}}|x||/a|", "{\"a\":1,\"x\":2}", "{{x}}2", "for sections", {{0}}},
        {"[\n{{#s}}\n  {{d}}\n  |d|\n{{/s}}\n\n{{= | | =}}\n|#s|\n  {{d}}\n  |d|\n|/s|\n]\n",
         "{\"s\":true,\"d\":\"x\"}",
         "[\n  x\n  |d|\n\n  {{d}}\n  x\n]\n",
         "in the middle of a template",
         {{0}}},
        {"{{=<< >>=}}<<={{ }}=>>{{x}}", "{\"x\":1}", "1", "and back", {{0}}},
        {"{{=<% %>=}}<%{x}%><%&x%>",
         "{\"x\":\"<\"}",
         "<<",
         "three braces go with any delimiters",
         {{0}}},
        {"|{{= @   @ =}}|@x@", "{\"x\":1}", "||1", "with space between them", {{0}}},
        {" | {{=@ @=}} | ", "{}", " |  | ", "space around the tag stays", {{0}}},
        {"a\n  {{=@ @=}}\nb\n", "{}", "a\nb\n", "unless it is alone", {{0}}},
        {"a\r\n{{=@ @=}}\r\nb", "{}", "a\r\nb", "on a line of either kind", {{0}}},
        {"  {{=@ @=}}\n=", "{}", "=", "the first", {{0}}},
        {"=\n  {{=@ @=}}", "{}", "=\n", "or the last", {{0}}},
        {"[ {{>p}} ]{{= | | =}}[ |>p| ]",
         "{\"v\":\"y\"}",
         "[ .y. ][ .y. ]",
         "partials begin with their own",
         {{"p.mustache", ".{{v}}."}}},
        {"[ {{>p}} ][ .{{v}}. .|v|. ]",
         "{\"v\":\"y\"}",
         "[ .y.  .y. ][ .y. .|v|. ]",
         "and keep theirs to themselves",
         {{"p.mustache", ".{{v}}. {{= | | =}} .|v|."}}},
    };
    RUN(cases);
}

static void partials_come_in(void)
{
    static const struct spec cases[] = {
        {"\"{{>p}}\"", "{}", "\"aus p\"", "a partial is a file beside", {{"p.mustache", "aus p"}}},
        {"\"{{> p }}\"", "{}", "\"aus p\"", "with the ending md", {{"p.md", "aus p"}}},
        {"\"{{>p}}\"", "{}", "\"aus p\"", "or none", {{"p", "aus p"}}},
        {"\"{{>fehlt}}\"", "{}", "\"\"", "one that is missing prints nothing", {{0}}},
        {"\"{{>../x}}{{>/etc/passwd}}\"",
         "{}",
         "\"\"",
         "one that lies elsewhere is missing",
         {{0}}},
        {"{{>p}}", "{\"t\":\"x\"}", "*x*", "it sees the context", {{"p", "*{{t}}*"}}},
        {"{{#l}}{{>p}}{{/l}}",
         "{\"l\":[{\"t\":1},{\"t\":2}]}",
         "<1><2>",
         "of the loop too",
         {{"p", "<{{t}}>"}}},
        {"{{#l}}{{>p}}{{/l}}", "{\"l\":[1,2]}", "<1><2>", "and its item", {{"p", "<{{.}}>"}}},
        {"{{>p}}",
         "{\"c\":\"X\",\"n\":[{\"c\":\"Y\",\"n\":[]},{\"c\":\"Z\",\"n\":[]}]}",
         "X<Y<>Z<>>",
         "a partial may hold itself as deep as the data goes",
         {{"p", "{{c}}<{{#n}}{{>p}}{{/n}}>"}}},
        {"{{>a}}", "{\"x\":1}", "1", "partials nest", {{"a", "{{>b}}"}, {"b", "{{x}}"}}},
        {"| {{>p}} |", "{}", "| \t|\t |", "in a line space stays", {{"p", "\t|\t"}}},
        {"  {{d}}  {{> p}}\n",
         "{\"d\":\"|\"}",
         "  |  >\n>\n",
         "and nothing is indented",
         {{"p", ">\n>"}}},
        {"|\r\n{{>p}}\r\n|", "{}", "|\r\n>|", "alone it takes its line", {{"p", ">"}}},
        {"  {{>p}}\n>", "{}", "  >\n  >>", "at the beginning", {{"p", ">\n>"}}},
        {">\n  {{>p}}", "{}", ">\n  >\n  >", "and at the end", {{"p", ">\n>"}}},
        {"\\\n {{>p}}\n/\n",
         "{\"c\":\"<\\n->\"}",
         "\\\n |\n <\n->\n |\n/\n",
         "its lines are indented, those of values are not",
         {{"p", "|\n{{{c}}}\n|\n"}}},
        {"  {{>p}}\n",
         "{\"c\":\"a\\n\"}",
         "  a\n!\n",
         "a value that ends a line begins none",
         {{"p", "{{{c}}}!\n"}}},
        {" {{>a}}\n",
         "{}",
         " 1\n  2\n 3\n",
         "indentation adds up",
         {{"a", "1\n {{>b}}\n3\n"}, {"b", "2\n"}}},
        {" {{>p}}\n",
         "{\"l\":[1,2]}",
         " 1\n 2\n",
         "loops are indented line by line",
         {{"p", "{{#l}}\n{{.}}\n{{/l}}\n"}}},
        {" {{>p}}\n", "{}", " a\n\n b\n", "empty lines stay empty", {{"p", "a\n\nb\n"}}},
        {"|{{> p }}|", "{}", "|[]|", "space in the tag does not count", {{"p", "[]"}}},
    };
    RUN(cases);
}

static void layouts_are_filled(void)
{
    static const struct spec cases[] = {
        {"{{$t}}von hier{{/t}}\n", "{}", "von hier\n", "a block shows its own content", {{0}}},
        {"({{$t}}{{x}} {{{y}}}{{#l}}{{.}}{{/l}}{{^n}}!{{/n}}{{/t}})",
         "{\"x\":1,\"y\":\"<\",\"l\":[1,2]}",
         "(1 <12!)",
         "with tags of every kind",
         {{0}}},
        {"{{$t}}{{x}}{{/t}}",
         "{\"x\":\"{{y}}\"}",
         "{{y}}",
         "values in it are not read again",
         {{0}}},
        {"{{<p}}{{/p}}\n",
         "{}",
         "vor",
         "a layout without blocks is a partial",
         {{"p", "{{$b}}vor{{/b}}"}}},
        {"{{>p}}|{{<p}}{{/p}}", "{}", "vor|vor", "just that", {{"p", "{{$b}}vor{{/b}}"}}},
        {"{{<p}}{{$b}}neu{{/b}}{{/p}}",
         "{}",
         "<neu>",
         "a block takes the place of its namesake",
         {{"p", "<{{$b}}alt{{/b}}>"}}},
        {"{{<p}}{{$b}}neu{{/b}}{{/p}}",
         "{\"b\":\"Daten\"}",
         "neu",
         "data do not",
         {{"p", "{{$b}}alt{{/b}}"}}},
        {"{{<p}}{{/p}}",
         "{\"b\":\"Daten\"}",
         "alt",
         "not even without one",
         {{"p", "{{$b}}alt{{/b}}"}}},
        {"{{<p}}{{$b}}2{{/b}}{{/p}}",
         "{}",
         "1, 2",
         "one block alone may be filled",
         {{"p", "{{$a}}1{{/a}}, {{$b}}x{{/b}}"}}},
        {"{{<p}}{{$b}}2{{/b}}{{$a}}1{{/a}}{{/p}}",
         "{}",
         "1, 2",
         "the layout has the order",
         {{"p", "{{$a}}x{{/a}}, {{$b}}y{{/b}}"}}},
        {"x {{<p}}{{$b}}1{{/b}}{{/p}} {{<p}}{{$b}}2{{/b}}{{/p}}\n",
         "{}",
         "x |1 c| |2 c|\n",
         "each use has its own",
         {{"p", "|{{$b}}0{{/b}}{{$c}} c{{/c}}|"}}},
        {"{{<p}}{{$b}}neu{{/b}}{{/p}}",
         "{}",
         "neu neu",
         "a block may stand twice",
         {{"p", "{{$b}}1{{/b}} {{$b}}2{{/b}}"}}},
        {"{{<p}} weg {{$b}}neu{{/b}} weg {{x}}{{/p}}",
         "{\"x\":1}",
         "neu",
         "other text inside is left out",
         {{"p", "{{$b}}alt{{/b}}"}}},
        {"{{<p}} weg {{/p}}",
         "{}",
         "alt",
         "also when there is nothing else",
         {{"p", "{{$b}}alt{{/b}}"}}},
        {"({{<fehlt}}{{$b}}x{{/b}}{{/fehlt}})",
         "{}",
         "()",
         "a layout that is missing prints nothing",
         {{0}}},
        {"{{<p}}{{$b}}oben{{/b}}{{/p}}",
         "{}",
         "oben",
         "the outermost layer wins",
         {{"p", "{{<q}}{{$b}}mitte{{/b}}{{/q}}"},
          {"q", "{{<r}}{{$b}}unten{{/b}}{{/r}}"},
          {"r", "{{$b}}grund{{/b}}"}}},
        {"{{<p}}{{/p}}",
         "{}",
         "mitte",
         "of those that fill the block",
         {{"p", "{{<q}}{{$b}}mitte{{/b}}{{/q}}"},
          {"q", "{{<r}}{{$b}}unten{{/b}}{{/r}}"},
          {"r", "{{$b}}grund{{/b}}"}}},
        {"{{<p}}{{$a}}O{{/a}}{{/p}}",
         "{}",
         "O O O end",
         "layouts may hold each other",
         {{"p", "{{$a}}1{{/a}} {{$b}}{{<q}}{{/q}}{{/b}}"},
          {"q", "{{$a}}2{{/a}} {{<p}}{{$b}}end{{/b}}{{/p}}"}}},
        {"{{<p}}{{$b}}{{f}}!{{/b}}{{/p}}",
         "{\"f\":\"o\",\"n\":{\"f\":\"i\"}}",
         "i!",
         "a block sees the context of its place",
         {{"p", "{{#n}}{{$b}}{{f}}?{{/b}}{{/n}}"}}},
        {"{{<p}}{{$b}}{{.}};{{/b}}{{/p}}",
         "{\"l\":[1,2]}",
         "1;2;",
         "also in a loop",
         {{"p", "{{#l}}{{$b}}{{/b}}{{/l}}"}}},
        {"{{<p}}{{$a}}{{$a}}innen{{/a}}{{/a}}{{/p}}",
         "{}",
         "innen",
         "a block may hold one of its name",
         {{"p", "{{$a}}x{{/a}}"}}},
        {"{{<p}}{{$a}}({{<q}}{{$b}}2{{/b}}{{/q}}){{/a}}{{/p}}",
         "{}",
         "([2])",
         "a block may hold a layout",
         {{"p", "{{$a}}x{{/a}}"}, {"q", "[{{$b}}y{{/b}}]"}}},
        {"{{<p}}{{$b}}neu{{/b}}{{/p}}",
         "{}",
         "neu",
         "a partial's blocks are filled through it",
         {{"p", "{{>q}}"}, {"q", "{{$b}}alt{{/b}}"}}},
    };
    RUN(cases);
}

static void blocks_keep_their_margins(void)
{
    static const struct spec cases[] = {
        {"a\n  {{<p}}{{/p}}\nb\n",
         "{}",
         "a\n  1\n  2\nb\n",
         "a layout alone on its line is indented",
         {{"p", "1\n2\n"}}},
        {"a\n  {{<p}}\n  {{/p}}\nb\n",
         "{}",
         "a\n  1\n  2\nb\n",
         "over several lines too",
         {{"p", "1\n2\n"}}},
        {"a {{<p}}{{/p}} b\n", "{}", "a 1 b\n", "in a line it goes on", {{"p", "1"}}},
        {"{{<p}}{{$b}}\n1\n2{{/b}}\n{{/p}}\n",
         "{}",
         "a\n  1\n  2\n",
         "a block alone on its line indents what fills it",
         {{"p", "a\n  {{$b}}{{/b}}\n"}}},
        {"{{<p}}{{$b}}neu{{/b}}{{/p}}",
         "{}",
         "a\n  neu\nb\n",
         "and keeps its line end",
         {{"p", "a\n  {{$b}}alt{{/b}}\nb\n"}}},
        {"{{<p}}{{/p}}",
         "{}",
         "a\n  alt\nb\n",
         "for its own content as well",
         {{"p", "a\n  {{$b}}alt{{/b}}\nb\n"}}},
        {"{{<p}}{{/p}}",
         "{}",
         "a\nb\n",
         "an empty block takes its line with it",
         {{"p", "a\n  {{$b}}{{/b}}\nb\n"}}},
        {"{{<p}}{{$b}}\n    1\n      2\n    3\n{{/b}}{{/p}}\n",
         "{}",
         "a\n  1\n    2\n  3\n",
         "the margin is taken off where it is written and set where it goes",
         {{"p", "a\n  {{$b}}\n  {{/b}}\n"}}},
        {"{{<p}}{{$b}}\n1\n2\n{{/b}}{{/p}}\n",
         "{}",
         "a\n   1\n   2\n",
         "the block's own content says how far",
         {{"p", "a\n{{$b}}\n   alt\n{{/b}}\n"}}},
        {"{{<p}}{{$i}}\n3\n{{/i}}{{/p}}\n",
         "{}",
         "1\n  3\n",
         "a block in a block goes with it",
         {{"p", "{{<q}}{{$b}}\n  1\n  {{$i}}\n    2\n  {{/i}}\n{{/b}}{{/q}}\n"},
          {"q", "{{$b}}alt{{/b}}"}}},
        {"{{<p}}{{/p}}\n",
         "{}",
         "1\n  2\n",
         "with its own content too",
         {{"p", "{{<q}}{{$b}}\n  1\n  {{$i}}\n    2\n  {{/i}}\n{{/b}}{{/q}}\n"},
          {"q", "{{$b}}alt{{/b}}"}}},
        {"{{<p}}{{$b}}\n\n:(\n{{/b}}{{/p}}",
         "{}",
         "\n:(\n",
         "empty lines stay",
         {{"p", "{{$b}}alt{{/b}}"}}},
        {"* {{<p}}{{$b}}\n        c{{/b}}{{/p}}\n* d\n",
         "{}",
         "* c\n* d\n",
         "in a line the margin goes all the same",
         {{"p", "{{$b}}x{{/b}}"}}},
        {"  {{<p}}{{$b}}\n1\n2\n{{/b}}{{/p}}\n",
         "{}",
         "  (\n    1\n    2\n  )\n",
         "the indentations add up",
         {{"p", "(\n  {{$b}}\n  {{/b}}\n)\n"}}},
        {"{{<p}}{{$b}}\r\n  1\r\n  2\r\n{{/b}}{{/p}}\r\n",
         "{}",
         "a\r\n 1\r\n 2\r\n",
         "whatever ends the lines",
         {{"p", "a\r\n {{$b}}\r\n {{/b}}\r\n"}}},
        {"{{<p}}{{$b}}\n  {{x}}\n  z\n{{/b}}{{/p}}",
         "{\"x\":\"a\\n  b\"}",
         "a\n  b\nz\n",
         "lines of values have no margin",
         {{"p", "{{$b}}{{/b}}"}}},
    };
    RUN(cases);
}

static void faults_are_told(void)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"{{#a}}x", "main.mustache:1:1: error: 'a' is never closed"},
        {"x{{/a}}", "main.mustache:1:2: error: 'a' is closed but was never opened"},
        {"{{#a}}{{/b}}{{/a}}", "main.mustache:1:7: error: 'b' is closed where 'a' is open"},
        {"a\n b {{x", "main.mustache:2:4: error: this tag is never closed"},
        {"{{=x=}}", "main.mustache:1:1: error: delimiters are set by a tag"},
        {"{{}}", "main.mustache:1:1: error: a name is missing"},
        {"{{>p}}", "partials nested too deep"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diag *diag = diag_new(arena);
        struct spec spec = {cases[i].text, "{}", "", "", {{"p", "{{>p}}{{>p}}"}}};
        expand(&spec, diag);
        struct text got = printed_messages(arena, diag);
        if (!check(text_find(got, cases[i].want) != SIZE_MAX, "it is said: %s", cases[i].want))
            printf("     got %.*s", (int)got.n, got.p);
        check(diag_errors(diag) == 1, "and nothing else: %s", cases[i].want);
    }
}

int main(void)
{
    arena = arena_new();
    if (!mkdtemp(folder))
        return 1;
    values_are_inserted();
    names_have_parts();
    sections_are_shown();
    lines_belong_to_tags();
    delimiters_change();
    partials_come_in();
    layouts_are_filled();
    blocks_keep_their_margins();
    faults_are_told();
    unlink(path_join(arena, folder, "main.mustache"));
    rmdir(folder);
    arena_free(arena);
    return check_done();
}
