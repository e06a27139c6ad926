/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "doc/hardness.h"

#include "tests/check.h"
#include "tests/printed.h"

#define T(n) "\xEF\xB7\x90" #n "\xEF\xB7\x91" /* the token of value n */
#define V(literal) .text = {literal, sizeof(literal) - 1}
#define SITE(n)                                                                                    \
    &(const struct site)                                                                           \
    {                                                                                              \
        .at = { "t.md", 90, n, "event id=3" }                                                      \
    }

static const struct insertion values[] = {
    {V("a*b* \"q\" -- <i>"), .site = SITE(1)},
    {V("**fett** und `c`"), .is_markdown = true, .site = SITE(2)},
    {V("# Kopf\n\n- x \"q\"\n- y"), .is_markdown = true, .site = SITE(3)},
    {V("https://e.org/\xC3\xA4 b?q=1"), .site = SITE(4)},
    {V("javascript:alert(1)"), .site = SITE(5)},
    {V("eins\nzwei"), .site = SITE(6)},
    {V("eins\nzwei"), .keeps_lines = true, .site = SITE(7)},
    {V("5"), .site = SITE(8)},
    {V("fig-x"), .site = SITE(9)},
    {V(""), .site = SITE(10)},
    {V("::: note\nx"), .is_markdown = true, .site = SITE(11)},
    {V("Migrant"), .site = SITE(12)},
    {V("x\b\xC2\x85y"), .site = SITE(13)},
};

struct sample {
    const char *sentence, *markdown, *tree, *messages;
};

static const struct sample blocks[] = {
    {"a paragraph keeps emphasis, code, strike and links as spans",
     "Ein *a* **b** `c` ~~d~~ [e](http://x)",
     "  paragraph@1:1 \"Ein \" emphasis:\"a\" \" \" strong:\"b\" \" \" code:\"c\" \" \" "
     "strike:\"d\" \" "
     "\" link=http://x:\"e\"\n",
     ""},
    {"lines run on, hard breaks stay", "a\nb  \nc\\\nd", "  paragraph@1:1 \"a b<2028>c<2028>d\"\n",
     ""},
    {"escapes and entities are text", "\\*a\\* &amp; &auml;&nbsp;\\&",
     "  paragraph@1:1 \"*a* & ä<00A0>&\"\n", ""},
    {"lists nest and know their kind", "- a\n  1. b\n  2. c\n- d\n\n7. e\n\n8. f\n",
     "  list@1:1 tight\n    item@1:1\n      paragraph@1:3 \"a\"\n      list@2:3 ordered from 1 "
     "tight\n"
     "        item@2:3\n          paragraph@2:6 \"b\"\n        item@3:3\n          paragraph@3:6 "
     "\"c\"\n    item@4:1\n      paragraph@4:3 \"d\"\n  list@6:1 ordered from 7 loose\n    "
     "item@6:1\n "
     "     paragraph@6:4 \"e\"\n    item@8:1\n      paragraph@8:4 \"f\"\n",
     ""},
    {"tasks are open or done", "- [ ] a\n- [x] b",
     "  list@1:1 tight\n    item@1:1 open\n      paragraph@1:7 \"a\"\n    item@2:1 done\n      "
     "paragraph@2:7 \"b\"\n",
     ""},
    {"quotes hold blocks, an alert is a div",
     "> a\n> > b\n\n> [!CAUTION]\n> c @sec-d\n\n# D {#sec-d}",
     "  quote@1:1\n    paragraph@1:3 \"a\"\n    quote@2:3\n      paragraph@2:5 \"b\"\n  div@4:1 "
     "warning\n    paragraph@5:3 \"c \" link=#sec-d:\"Abschnitt<00A0>1\"\n  heading@7:1 1 number=1 "
     "#sec-d \"D\"\n",
     ""},
    {"code keeps its lines and stars", "```sql x\na*b\n\n  c\n```\n\n    d\n    e",
     "  code@1:1 code:\"a*b\\n\\n  c\"\n  code@7:5 code:\"d\\ne\"\n", ""},
    {"a thematic break is a rule", "a\n\n---\n\n***",
     "  paragraph@1:1 \"a\"\n  rule@3:1\n  rule@5:1\n", ""},
    {"tables have aligned cells", "| a | b |\n|---|:-:|\n| 1 | *x* \\| `y` |\n",
     "  table@1:1 auto|center\n    row@1:1 head\n      cell@1:3 \"a\"\n      cell@1:7 center "
     "\"b\"\n    "
     "row@3:1 body\n      cell@3:3 \"1\"\n      cell@3:8 center emphasis:\"x\" \" | \" "
     "code:\"y\"\n",
     ""},
    {"<br> breaks a cell's line", "| a |\n|--:|\n| b<br>c |",
     "  table@1:1 end\n    row@1:1 head\n      cell@1:3 end \"a\"\n    row@3:1 body\n      "
     "cell@3:3 end "
     "\"b<2028>c\"\n",
     ""},
    {"a paragraph with a colon is the caption of the table before it",
     "| a |\n|---|\n| b |\n\n: *Teil* nahme {#tbl-x .wide k=\"v w\"}\n\n: kein {#x}",
     "  table@1:1 auto number=1 #tbl-x .wide k=\"v w\"\n    caption paragraph@5:4 "
     "emphasis:\"Teil\" \" "
     "nahme\"\n    row@1:1 head\n      cell@1:3 \"a\"\n    row@3:1 body\n      cell@3:3 \"b\"\n  "
     "paragraph@7:1 #x \": kein\"\n",
     "t.md:7:1: warning: this table has a caption already\n"},
    {"footnotes count from their first mark",
     "a[^y] b[^x] c[^y]\n\n[^x]: X\n[^y]: Y[^z]\n[^z]: Z\n",
     "  paragraph@1:1 \"a\" note=1:\"1\" \" b\" note=2:\"2\" \" c\" note=1:\"1\"\nnote 1\n  "
     "paragraph@4:7 \"Y\" note=3:\"3\"\nnote 2\n  paragraph@3:7 \"X\"\nnote 3\n  paragraph@5:7 "
     "\"Z\"\n",
     ""},
    {"headings take ids, classes and numbers",
     "# Ä *b* C {#one .x lang=en}\n## Ä b\n\nSetext\n---\n\n# Ä b\n",
     "  heading@1:1 1 number=1 lang=en #one .x lang=\"en\" \"Ä \" emphasis:\"b\" \" C\"\n  "
     "heading@2:1 2 "
     "number=1.1 #ä-b \"Ä b\"\n  heading@4:1 2 number=1.2 #setext \"Setext\"\n  heading@7:1 1 "
     "number=2 "
     "#ä-b-1 \"Ä b\"\n",
     ""},
    {"a skipped level is a warning", "# A\n\n### B",
     "  heading@1:1 1 number=1 #a \"A\"\n  heading@3:1 3 number=1.1 #b \"B\"\n",
     "t.md:3:1: warning: heading level skips from 1 to 3\n"},
    {"raw HTML is named and comments vanish", "a <b>c</b> <!-- x --> d\n\n<!-- y -->\n\n<div>\nz",
     "  paragraph@1:1 \"a c d\"\n",
     "t.md:1:3: warning: raw HTML is not rendered: '<b>'\nt.md:5:1: warning: raw HTML is not "
     "rendered: '<div>'\n"},
    {"link definitions before a paragraph do not shift places",
     "[r]: http://x\n\n> [s]: /y\n> a [r] *q*",
     "  quote@3:1\n    paragraph@4:3 \"a \" link=http://x:\"r\" \" \" emphasis:\"q\"\n", ""},
};

static const struct sample extensions[] = {
    {"spans take attributes, innermost first", "[a *b*]{.k lang=en} [c [d]{.m}]{#n}",
     "  paragraph@1:1 lang=en:{ .k lang=\"en\" }:\"a \" emphasis:lang=en:{ .k lang=\"en\" }:\"b\" "
     "\" \" { "
     "#n }:\"c \" { .m }:\"d\"\n",
     ""},
    {"braces without attributes are text", "{x} {} [a]{b} \\[c]{.d} e{.f} {.g}",
     "  paragraph@1:1 \"{x} {} [a]{b} [c]{.d} e{.f} {.g}\"\n", ""},
    {"stars and backslashes in attributes are no markup", "[a]{k=\"*x* \\\"y\\\"\" m='z'} *b*",
     "  paragraph@1:1 { k=\"*x* \\\"y\\\"\" m=\"z\" }:\"a\" \" \" emphasis:\"b\"\n", ""},
    {"spans stand in cells", "| [a]{.k} |\n|---|\n| [b](http://x){.m} |",
     "  table@1:1 auto\n    row@1:1 head\n      cell@1:4 { .k }:\"a\"\n    row@3:1 body\n      "
     "cell@3:4 "
     "link=http://x:{ .m }:\"b\"\n",
     ""},
    {"links and pictures take attributes", "[a](http://x){.b} ![](d.png){.decorative}",
     "  paragraph@1:1 link=http://x:{ .b }:\"a\" \" \" picture{ file=\"d.png\" missing decorative "
     "}\n",
     "t.md:1:19: error: cannot find picture 'd.png'\n"},
    {"a lone picture with an id has a caption",
     "![*C*](d.png){#fig-d alt=\"e\" width=4cm}\n\n![f](d.png)",
     "  picture@1:1 number=1 #fig-d alt=\"e\" width=\"4cm\" file=\"d.png\" missing text=\"e\"\n    "
     "caption "
     "paragraph@1:4 emphasis:\"C\"\n  picture@3:1 file=\"d.png\" missing text=\"f\"\n",
     "t.md:1:1: error: cannot find picture 'd.png'\nt.md:3:1: error: cannot find picture "
     "'d.png'\n"},
    {"a picture from the net is not fetched", "![a](https://x/y.png)",
     "  picture@1:1 file=\"https://x/y.png\" missing text=\"a\"\n",
     "t.md:1:1: warning: picture 'https://x/y.png' is not fetched; its text is printed\n"},
    {"divs nest by longer fences",
     ":::: {.columns}\n::: column\na\n:::\n::: {.column width=50%}\n- b\n:::\n::::",
     "  div@1:1 columns .columns\n    div@2:1 column .column\n      paragraph@3:1 \"a\"\n    "
     "div@5:1 "
     "column .column width=\"50%\"\n      list@6:1 tight\n        item@6:1\n          "
     "paragraph@6:3 "
     "\"b\"\n",
     ""},
    {"divs nest by equal fences too", "::: note\n::: tip\na\n:::\nb\n:::\nc",
     "  div@1:1 note .note\n    div@2:1 tip .tip\n      paragraph@3:1 \"a\"\n    paragraph@5:1 "
     "\"b\"\n  "
     "paragraph@7:1 \"c\"\n",
     ""},
    {"an opener goes on until its brace",
     "::: {.note\n     #n\n  title=\"a\n     b\"}\nc\n\nd\n:::",
     "  div@1:1 note #n .note title=\"a b\"\n    paragraph@5:1 \"c\"\n    paragraph@7:1 \"d\"\n",
     ""},
    {"divs stand in lists and quotes",
     "- a\n  ::: tip\n  b\n  :::\n- c\n\n> ::: note\n> d\n> :::\n> e",
     "  list@1:1 tight\n    item@1:1\n      paragraph@1:3 \"a\"\n      div@2:3 tip .tip\n        "
     "paragraph@3:3 \"b\"\n    item@5:1\n      paragraph@5:3 \"c\"\n  quote@7:1\n    div@7:3 note "
     ".note\n      paragraph@8:3 \"d\"\n    paragraph@10:3 \"e\"\n",
     ""},
    {"a fence in code closes nothing",
     "::: note\n```\n:::\n```\n:::", "  div@1:1 note .note\n    code@2:1 code:\":::\"\n", ""},
    {"links and notes reach across divs", "::: note\n[r] a[^n]\n:::\n\n[r]: http://x\n[^n]: b",
     "  div@1:1 note .note\n    paragraph@2:1 link=http://x:\"r\" \" a\" note=1:\"1\"\nnote 1\n  "
     "paragraph@6:7 \"b\"\n",
     ""},
    {"faults of divs have their places", "::: {.nte}\na\n:::\n\n:::\n\n::: tip\nb",
     "  div@1:1 .nte\n    paragraph@2:1 \"a\"\n  div@7:1 tip .tip\n    paragraph@8:1 \"b\"\n",
     "t.md:1:6: error: unknown div class 'nte'\nt.md:1:6: note: did you mean 'note'?\nt.md:5:1: "
     "error: "
     "this ':::' closes nothing\nt.md:7:1: error: this div is not closed\n"},
    {"references print their kind and number",
     "Siehe @sec-a, @fig-b (@tbl-c) und @page-sec-a; [x](#fig-b), a@sec-a.de, `@fig-b`, "
     "\\@fig-b.\n\n# A "
     "{#sec-a}\n\n::: {.chart data=q #fig-b}\nBild\n:::\n\n| d |\n|---|\n| e |\n\n: T {#tbl-c}",
     "  paragraph@1:1 \"Siehe \" link=#sec-a:\"Abschnitt<00A0>1\" \", \" "
     "link=#fig-b:\"Abbildung<00A0>1\" \" (\" link=#tbl-c:\"Tabelle<00A0>1\" \") und<00A0>\" "
     "link=#sec-a:page-of=sec-a:\"?\" \"; \" link=#fig-b:\"x\" \", \" "
     "link=mailto:a@sec-a.de:\"a@sec-a.de\" \", \" code:\"@fig-b\" \", @fig-b.\"\n  heading@3:1 1 "
     "number=1 #sec-a \"A\"\n  div@5:1 chart number=1 #fig-b .chart data=\"q\"\n    caption "
     "paragraph@6:1 "
     "\"Bild\"\n  table@9:1 auto number=1 #tbl-c\n    caption paragraph@13:3 \"T\"\n    row@9:1 "
     "head\n   "
     "   cell@9:3 \"d\"\n    row@11:1 body\n      cell@11:3 \"e\"\n",
     ""},
    {"an unknown id and one given twice are errors", "@fig-x [a](#beta)\n\n# C {#c}\n\n## D {#c}",
     "  paragraph@1:1 link=#fig-x:\"Abbildung<00A0>?\" \" \" link=#beta:\"a\"\n  heading@3:1 1 "
     "number=1 #c "
     "\"C\"\n  heading@5:1 2 number=1.1 #c \"D\"\n",
     "t.md:1:1: error: no id 'fig-x' in this document\nt.md:1:8: error: no id 'beta' in this "
     "document\nt.md:5:1: error: the id 'c' is given twice\nt.md:3:1: note: it is given first "
     "here\n"},
};

static const struct sample slips[] = {
    {"a reference to no footnote is text, with a warning", "a[^2] `[^3]` \\[^4] b[^1]\n\n[^1]: c\n",
     "  paragraph@1:1 \"a[^2] \" code:\"[^3]\" \" [^4] b\" note=1:\"1\"\nnote 1\n  "
     "paragraph@3:7 \"c\"\n",
     "t.md:1:2: warning: no footnote '2'\n"},
    {"a footnote that nothing refers to is a warning", "a[^1]\n\n[^1]: b\n\n> e\n>\n> [^2]: f\n",
     "  paragraph@1:1 \"a\" note=1:\"1\"\n  quote@5:1\n    paragraph@5:3 \"e\"\nnote 1\n  "
     "paragraph@3:7 \"b\"\n",
     "t.md:7:3: warning: nothing refers to the footnote '2': it is left out\n"},
    {"attributes stand behind code", "`a`{.x lang=en} \\`{.y}",
     "  paragraph@1:1 code:lang=en:{ .x lang=\"en\" }:\"a\" \" `{.y}\"\n", ""},
    {"a break tag keeps words apart", "a<br>b <BR /> c\n\n|a|\n|-|\n|b<BR />c|\n",
     "  paragraph@1:1 \"a b c\"\n  table@3:1 auto\n    row@3:1 head\n      cell@3:2 \"a\"\n    "
     "row@5:1 body\n      cell@5:2 \"b<2028>c\"\n",
     "t.md:1:2: warning: raw HTML is not rendered: '<br>'\n"
     "t.md:1:8: warning: raw HTML is not rendered: '<BR />'\n"},
    {"a control character prints as U+FFFD", "a\x1B b " T(12),
     "  paragraph@1:1 \"a\xEF\xBF\xBD b \" "
     "value:\"x\xEF\xBF\xBD\xEF\xBF\xBDy\"\n",
     ""},
    {"a quote that is not closed ends at a blank line", "::: {.note title=\"a\nb\n \nc\"}\n\n:::\n",
     "  div@1:1\n    paragraph@2:1 \"b\"\n    paragraph@4:1 \"c“}\"\n",
     "t.md:1:1: error: the attributes of this div have no '}'\n"},
    {"an alert is written in any case", "> [!Tip]\n> a", "  div@1:1 tip\n    paragraph@2:3 \"a\"\n",
     ""},
};

static const struct sample letters[] = {
    {"a star between letters is a letter",
     "Migrant*innen und Teilnehmer*innen, a**b**c, `x*y`, *d*",
     "  paragraph@1:1 \"Migrant*innen und Teilnehmer*innen, a\" strong:\"b\" \"c, \" code:\"x*y\" "
     "\", \" "
     "emphasis:\"d\"\n",
     ""},
    {"quotes are the language's, across emphasis", "\"*a* 'b' c\" (\"`d`\") it's '90 \\\"e\\\"",
     "  paragraph@1:1 \"„\" emphasis:\"a\" \" ‚b‘ c“ („\" code:\"d\" \"“) it’s ’90 \\\"e\\\"\"\n",
     ""},
    {"dashes and dots", "a -- b, 5--7, c---d, --option ... `--`",
     "  paragraph@1:1 \"a – b, 5–7, c—d, --option … \" code:\"--\"\n", ""},
    {"German keeps numbers and abbreviations together",
     "5.000,00 EUR, \xC2\xA7 44, Nr. 1, z. B. am 14. September, S. 4, Dr. Ahmadi, 3 Wege",
     "  paragraph@1:1 \"5.000,00<00A0>EUR, \xC2\xA7<00A0>44, Nr.<00A0>1, z.<00A0>B. am "
     "14.<00A0>September, "
     "S.<00A0>4, Dr.<00A0>Ahmadi, 3 Wege\"\n",
     ""},
    {"addresses are not touched", "www.a.de/--x <https://b.de/\"--> [c -- d](http://e/--f)",
     "  paragraph@1:1 link=http://www.a.de/--x:\"www.a.de/--x\" \" \" "
     "link=https://b.de/\"--:\"https://b.de/\\\"--\" \" \" link=http://e/--f:\"c – d\"\n",
     ""},
    {"a value is text, whatever it holds", "x " T(0) ". `" T(0) "` | \"" T(7) "\" EUR",
     "  paragraph@1:1 \"x \" value:\"a*b* \\\"q\\\" -- <i>\" \". \" code:value:\"a*b* \\\"q\\\" -- "
     "<i>\" \" | „\" value:\"5\" \"“ EUR\"\n",
     ""},
    {"a value's number keeps its unit",
     T(7) " EUR, § " T(7) ", " T(11) "*innen und " T(11) "*innen",
     "  paragraph@1:1 value:\"5\" \"<00A0>EUR, §<00A0>\" value:\"5\" \", \" value:\"Migrant\" "
     "\"*innen und "
     "\" value:\"Migrant\" \"*innen\"\n",
     ""},
    {"a value's newline is a blank, or a break where asked for",
     T(5) " " T(6) "\n\n```\n" T(5) "\n```",
     "  paragraph@1:1 value:\"eins zwei\" \" \" value:\"eins<2028>zwei\"\n  code@3:1 "
     "code:value:\"eins\\nzwei\"\n",
     ""},
    {"a paragraph without text is none", T(9) "\n\na", "  paragraph@3:1 \"a\"\n", ""},
    {"a value's Markdown in a line", "a *" T(1) "* b",
     "  paragraph@1:1 \"a \" emphasis:strong:value:\"fett\" emphasis:value:\" und \" "
     "emphasis:code:value:\"c\" \" b\"\n",
     ""},
    {"a value's Markdown as blocks, its headings below", "## A\n\n" T(2) "\n\nb",
     "  heading@1:1 2 number=1 #a \"A\"\n  heading@90:3 3 number=1.1 #kopf value:\"Kopf\"\n  "
     "list@90:3 "
     "tight\n    item@90:3\n      paragraph@90:3 value:\"x „q“\"\n    item@90:3\n      "
     "paragraph@90:3 "
     "value:\"y\"\n  paragraph@5:1 \"b\"\n",
     "t.md:1:1: warning: the first heading is of level 2, not 1\n"},
    {"blocks within a line are an error", "a " T(2) " b",
     "  paragraph@1:1 \"a \" value:\"# Kopf  - x \\\"q\\\" - y\" \" b\"\n",
     "t.md:90:3: error: Markdown within a line must be one paragraph; give it a line of "
     "its own (event id=3)\n"},
    {"what a value leaves open ends with it", T(10) "\n\na",
     "  div@90:11 note .note\n    paragraph@90:11 value:\"x\"\n  paragraph@3:1 \"a\"\n",
     "t.md:90:11: error: this div is not closed (event id=3)\n"},
    {"values in links are encoded and checked",
     "[a](" T(3) ") [b](" T(4) ") [c](mailto:x?s=" T(0) ")",
     "  paragraph@1:1 link=https://e.org/%C3%A4%20b?q=1:\"a\" \" b \" "
     "link=mailto:x?s=a*b*%20%22q%22%20--%20%3Ci%3E:\"c\"\n",
     "t.md:1:10: error: a link with a value must be http, https, mailto, tel or #id: "
     "'javascript:alert(1)' (event id=3)\n"},
    {"values in attributes and ids",
     "[a]{k=\"" T(0) "\" .x" T(7) "} @fig-" T(7) " " T(8) "\n\n![b](" T(0) "){#fig-" T(7) "}",
     "  paragraph@1:1 { .x5 k=\"a*b* \\\"q\\\" -- <i>\" }:\"a\" \" \" "
     "link=#fig-5:\"Abbildung<00A0>1\" \" "
     "\" value:\"fig-x\"\n  picture@3:1 number=1 #fig-5 file=\"a*b* \\\"q\\\" -- <i>\" missing "
     "text=\"b\"\n    caption paragraph@3:3 \"b\"\n",
     "t.md:3:1: error: cannot find picture 'a*b* \"q\" -- <i>' (event id=3)\n"},
};

static struct tree *parse(struct arena *arena, struct expansion *expansion, bool is_plain,
                          struct diag *diag)
{
    static const struct source source = {"/nowhere/t.md", "t.md", {"", 0}};
    static const struct origin origin = {0, 0, 1, 1};
    static const char *const file = "t.md";
    struct tree_options options = {.lang = "de", .locale = locale_open(arena, "de")};
    options.numbering = true;
    options.is_plain = is_plain;
    if (!expansion->source)
        expansion->source = &source;
    if (!expansion->origins) {
        expansion->origin = &origin;
        expansion->file = &file;
        expansion->origins = 1;
    }
    return tree_parse(arena, expansion, &options, diag);
}

/* The dump without its first line, and the messages without the lines they show. */
static struct text dump(struct arena *arena, const struct tree *tree)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&bytes, &n);
    tree_dump(tree, out);
    fclose(out);
    struct text text = arena_text(arena, (struct text){bytes, n}), line;
    free(bytes);
    text_next_line(&text, &line);
    return text;
}

static void check_sample(const struct sample *sample)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct expansion expansion = {.text = text_of(sample->markdown),
                                  .insertion = values,
                                  .insertions = sizeof values / sizeof *values};
    const struct tree *tree = parse(arena, &expansion, false, diag);
    check_text(dump(arena, tree), sample->tree, sample->sentence);
    check_text(printed_messages(arena, diag), sample->messages, sample->sentence);
    arena_free(arena);
}

/* Below the limit no child process tries it; the first line of a table is its head. */
static void check_easy(const char *unit, size_t n, const char *sentence)
{
    struct buf text = {0};
    for (size_t i = 0; i < n; i++)
        buf_string(&text, unit);
    check(hardness_of(buf_as_text(&text)).cost < HARD, "%s", sentence);
    buf_done(&text);
}

/* unit often, n bytes of it, behind prose */
static void check_hard(const char *unit, size_t n, const char *messages, const char *sentence)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct buf text = {0};
    buf_string(&text, "# a\n\nb\n\n");
    while (text.n < n)
        buf_string(&text, unit);
    struct expansion expansion = {.text = buf_as_text(&text)};
    const struct tree *tree = parse(arena, &expansion, true, diag);
    check(!tree->root->child, "%s: nothing is read of it", sentence);
    struct text printed = printed_messages(arena, diag), line = {"", 0};
    text_next_line(&printed, &line);
    check_text(line, messages, sentence);
    buf_done(&text);
    arena_free(arena);
}

int main(void)
{
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        check_sample(&blocks[i]);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        check_sample(&extensions[i]);
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
        check_sample(&slips[i]);
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        check_sample(&letters[i]);
    check_hard("![[]()", 1000000,
               "t.md:5:1: error: reading this takes too long: '[' stands here 333332 times",
               "a text that is too hard says where");
    check_hard("a <?", 1000000,
               "t.md:5:1: error: reading this takes too long: '<' stands here 249998 times",
               "and what stands there");
    check_easy("- [a](b) *c* `d`\n", 40000, "a long list is read at once");
    check_easy("1. [a](b) *c* `d`\n", 40000, "a long numbered list, too");
    check_easy("|a|`b`|\n|-|-|\n|c|*d*|\n", 10000, "a long table, too");
    return check_done();
}
