/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translating a template: what is replaced, what is refused, and that putting the same text back
 * changes nothing. */
#include "doc/translate.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "doc/tree.h"
#include "doc/unit.h"
#include "tests/check.h"

static struct arena *arena;
static char folder[] = "/tmp/translate.XXXXXX";

struct message {
    const char *source, *translation;
};

static void put_string(struct buf *out, struct text text)
{
    buf_char(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '\n')
            buf_string(out, "\\n");
        else if (c == '\t')
            buf_string(out, "\\t");
        else if (c == '\r')
            buf_string(out, "\\r");
        else {
            if (c == '"' || c == '\\')
                buf_char(out, '\\');
            buf_char(out, c);
        }
    }
    buf_string(out, "\"\n");
}

static void put_message(struct buf *out, struct text source, struct text translation)
{
    buf_string(out, "\nmsgid ");
    put_string(out, source);
    buf_string(out, "msgstr ");
    put_string(out, translation);
}

/* The catalog that a PO file of these entries makes. */
static struct catalog *catalog_of(const struct buf *entries, struct diag *diag)
{
    static const char head[] = "msgid \"\"\nmsgstr \"\"\n"
                               "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                               "\"Language: fr\\n\"\n";
    struct library library = {.root = folder};
    struct buf all = {0};
    buf_string(&all, head);
    buf_text(&all, buf_as_text(entries));
    check(file_write(path_join(arena, folder, "po/fr.po"), buf_as_text(&all)),
          "a PO file is written");
    buf_done(&all);
    return catalog_load(arena, &library, "fr", diag);
}

static struct catalog *catalog_with(const struct message *message, size_t n, struct diag *diag)
{
    struct buf entries = {0};
    for (size_t i = 0; i < n; i++)
        put_message(&entries, text_of(message[i].source), text_of(message[i].translation));
    struct catalog *catalog = catalog_of(&entries, diag);
    buf_done(&entries);
    return catalog;
}

static const char *dump(const struct tree *tree)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&bytes, &n);
    tree_dump(tree, out);
    fclose(out);
    const char *copy = arena_string(arena, (struct text){bytes, n});
    free(bytes);
    return copy;
}

static const char *messages(const struct diag *diag)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&bytes, &n);
    diag_print(diag, out);
    fclose(out);
    const char *copy = arena_string(arena, (struct text){bytes, n});
    free(bytes);
    return copy;
}

/* What becomes of the text, parsed as a template or not, by the translator (NULL: none). */
static const char *tree_of(const struct source *source, bool is_plain,
                           const struct translator *translator, struct diag *diag)
{
    struct library library = {.root = folder};
    const char *lang = translator ? translator->lang : "de";
    const struct inputs in = {
        .lang = lang, .edition = "web", .purpose = "web", .locale = locale_open(arena, lang)};
    const struct template *t = template_parse(arena, &library, source, is_plain, translator, diag);
    struct expansion *x = template_expand(arena, t, &in, diag);
    const struct tree_options options = {
        .lang = lang, .locale = in.locale, .library = &library, .is_plain = is_plain};
    return dump(tree_parse(arena, x, &options, diag));
}

/* The dump without places, which are those of the PO file in one of them. */
static const char *without_places(const char *text)
{
    struct buf out = {0};
    bool is_inside = false; /* of a text */
    while (*text) {
        if (*text == '@' && text[1] >= '0' && text[1] <= '9') {
            while (*text == '@' || *text == ':' || (*text >= '0' && *text <= '9'))
                text++;
            continue;
        }
        bool is_second = *text == ' ' && out.n && out.p[out.n - 1] == ' ' && is_inside;
        is_inside = *text == '\n' ? false : is_inside || *text == '"';
        if (!is_second) /* a tag between two blanks leaves both */
            buf_char(&out, *text);
        text++;
    }
    const char *copy = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return copy;
}

/* A catalog that translates each unit by itself. */
static struct catalog *identity_of(const struct units *units, struct diag *diag)
{
    struct map seen = {0};
    struct buf entries = {0};
    for (size_t i = 0; i < units->n; i++)
        if (map_intern(&seen, arena, units->unit[i].text, (uint32_t)i) == i)
            put_message(&entries, units->unit[i].text, units->unit[i].text);
    struct catalog *catalog = catalog_of(&entries, diag);
    buf_done(&entries);
    return catalog;
}

static struct catalog *identity(const char *const *path, size_t n, struct diag *diag)
{
    const struct library library = {.root = "."};
    struct units units = {0};
    for (size_t i = 0; i < n; i++) {
        const struct source *source =
            source_read(arena, &library, path[i], (struct place){0}, diag);
        units_of_source(arena, source, &units, diag);
    }
    return identity_of(&units, diag);
}

static void check_identity(const char *path, const struct catalog *catalog)
{
    struct library library = {.root = "."};
    struct diag *diag = diag_new(arena);
    const struct source *source = source_read(arena, &library, path, (struct place){0}, diag);
    if (!check(source != NULL, "%s is read", path))
        return;
    const struct translator translator = {.lang = "de", .source_lang = "de", .catalog = catalog};
    if (text_find(source->text, "\n```sql ") != SIZE_MAX)
        return; /* what has rows is tried in tests/run/translated.py */
    const char *before = without_places(tree_of(source, false, NULL, diag_new(arena)));
    struct diag *after_diag = diag_new(arena);
    const char *after = without_places(tree_of(source, false, &translator, after_diag));
    size_t same = 0;
    while (before[same] && before[same] == after[same])
        same++;
    while (same && before[same - 1] != '\n')
        same--;
    check(!strcmp(before, after),
          "%s: putting the same text back changes nothing\n%.300s\n---\n%.300s", path,
          before + same, after + same);
    const char *said = messages(after_diag);
    check(!strstr(said, "translation "), "%s: nothing lacks\n%.500s", path, said);
}

static void putting_the_same_text_back_changes_nothing(void)
{
    static const char *const patterns[] = {"templates/*.md",    "templates/*/templates/*.md",
                                           "data/text/*.md",    "data/templates/*.md",
                                           "tests/golden/*.md", "README.md"};
    glob_t found = {0};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        glob(patterns[i], i ? GLOB_APPEND : 0, NULL, &found);
    size_t n = found.gl_pathc;
    struct diag *diag = diag_new(arena);
    const struct catalog *catalog = identity((const char *const *)found.gl_pathv, n, diag);
    if (check(catalog != NULL, "a catalog is read\n%s", messages(diag)))
        for (size_t k = 0; k < n; k++)
            check_identity(found.gl_pathv[k], catalog);
    globfree(&found);
    check(n > 50, "there are files to try");
}

/* --- what is written --- */

struct sample {
    const char *sentence, *source;
    struct message message[3];
    const char *tree, *said; /* said: a part of it, or "" for nothing */
};

static const struct sample samples[] = {
    {"a paragraph's lines are one unit, whatever stands before them",
     "> Ein Zitat\n> geht *weiter*.\n",
     {{"Ein Zitat geht *weiter*.", "Une *citation*."}},
     "  quote\n    paragraph \"Une \" emphasis:\"citation\" \".\"\n",
     ""},
    {"a break of line is a backslash and a line end, in emphasis too",
     "- Erste **Zeile**\\\n  zweite\n",
     {{"Erste **Zeile**\\\nzweite", "Une **ligne**\\\ndeux\\\ntrois"}},
     "  list tight\n    item\n      paragraph \"Une \" strong:\"ligne\" "
     "\"<2028>deux<2028>trois\"\n",
     ""},
    {"two blanks at a line's end are such a break",
     "Eins  \nZwei\n",
     {{"Eins\\\nZwei", "Un\\\nDeux"}},
     "  paragraph \"Un<2028>Deux\"\n",
     ""},
    {"a translation becomes no list", "Text.\n", {{"Text.", "- x"}}, "  paragraph \"- x\"\n", ""},
    {"nor an ordered one", "Am Tag.\n", {{"Am Tag.", "1. x"}}, "  paragraph \"1. x\"\n", ""},
    {"nor a heading", "Text.\n", {{"Text.", "# x"}}, "  paragraph \"# x\"\n", ""},
    {"nor a quotation", "Text.\n", {{"Text.", "> x"}}, "  paragraph \"> x\"\n", ""},
    {"nor a rule", "Text.\n", {{"Text.", "***x"}}, "  paragraph \"***x\"\n", ""},
    {"nor a div", "Text.\n", {{"Text.", "::: x"}}, "  paragraph \"::: x\"\n", ""},
    {"nor a fence", "Text.\n", {{"Text.", "```x"}}, "  paragraph \"```x\"\n", ""},
    {"nor a block of code", "Text.\n", {{"Text.", "    x"}}, "  paragraph \"x\"\n", ""},
    {"nor a second paragraph", "Text.\n", {{"Text.", "x\n\n# y"}}, "  paragraph \"x # y\"\n", ""},
    {"nor a definition of a link",
     "Text.\n",
     {{"Text.", "[x]: y"}},
     "  paragraph \"[x]: y\"\n",
     ""},
    {"nor HTML", "Text.\n", {{"Text.", "<div>x"}}, "  paragraph \"<div>x\"\n", ""},
    {"nor a task",
     "- Text.\n",
     {{"Text.", "[x] y"}},
     "  list tight\n    item\n      paragraph \"[x] y\"\n",
     ""},
    {"nor a heading by a line below",
     "A\n{{#lang}}\nText.\n{{/lang}}\n",
     {{"A", "a"}, {"Text.", "==="}},
     "  paragraph \"a ===\"\n",
     ""},
    {"nor a list within sections",
     "{{#lang}}{{#dir}}Text.{{/dir}}{{/lang}}\n",
     {{"{{#lang}}{{#dir}}Text.{{/dir}}{{/lang}}", "{{#lang}} {{#dir}}- x{{/dir}}{{/lang}}"}},
     "  paragraph \"- x\"\n",
     ""},
    {"nor a heading where the section before it prints nothing",
     "{{^lang}}A{{/lang}} {{#lang}}B{{/lang}} c\n",
     {{"{{^lang}}A{{/lang}} {{#lang}}B{{/lang}} c", "{{^lang}}A{{/lang}} {{#lang}}# B{{/lang}} c"}},
     "  paragraph \"# B c\"\n",
     ""},
    {"nor a list behind a value that is not there",
     "{{second-lang}} Text.\n",
     {{"{{second-lang}} Text.", "{{second-lang}} - x"}},
     "  paragraph \"- x\"\n",
     ""},
    {"nor a list that a section parts",
     "A{{#lang}} Text.{{/lang}}\n",
     {{"A{{#lang}} Text.{{/lang}}", "-{{#lang}} x{{/lang}}"}},
     "  paragraph \"- x\"\n",
     ""},
    {"nor code where four blanks stand behind a tag",
     "{{#lang}}Text.{{/lang}} {{#dir}}a{{/dir}}\n",
     {{"{{#lang}}Text.{{/lang}} {{#dir}}a{{/dir}}",
       "{{! c }}    {{#lang}}x{{/lang}}  {{#dir}}y{{/dir}}"}},
     "  paragraph \"x y\"\n",
     ""},
    {"a link of one letter is no task, a break of line no block",
     "[X](https://x.de) a\n\n{{#lang}}<br>B{{/lang}}\n",
     {{"[X](https://x.de) a", "[X](https://x.de) b"},
      {"{{#lang}}<br>B{{/lang}}", "{{#lang}}<br>b{{/lang}}"}},
     "  paragraph link=https://x.de:\"X\" \" b\"\n  paragraph \"b\"\n",
     "raw HTML is not rendered"},
    {"a bar stays in its cell",
     "| A |\n|---|\n| B |\n",
     {{"A", "a|b"}, {"B", "c \\| d\\"}},
     "  table auto\n    row head\n      cell \"a|b\"\n    row body\n      cell \"c | d\\\\\"\n",
     ""},
    {"a paragraph on the lines before a table is a unit",
     "Text.\n\n- Zwei\n  Zeilen\n  | A |\n  |---|\n\nEins\n| B |\n|---|\n| C |\n",
     {{"Zwei Zeilen", "Deux lignes"}, {"Eins", "Un"}},
     "  paragraph lang=de \"Text.\"\n  list tight\n    item\n      paragraph \"Deux lignes\"\n"
     "      table auto\n        row head\n          cell lang=de \"A\"\n  paragraph \"Un\"\n"
     "  table auto\n    row head\n      cell lang=de \"B\"\n    row body\n      cell lang=de "
     "\"C\"\n",
     "t.md:5:5: warning: no translation into 'fr': 'A'"},
    {"a heading keeps its own attributes and level",
     "## Kopf {#sec-x .y}\n",
     {{"Kopf", "Tête {#z} ##"}},
     "  heading 2 #sec-x .y \"Tête {#z} ##\"\n",
     "which the source has not"},
    {"a caption keeps its id",
     "| A |\n|---|\n| 1 |\n\n: Zahlen {#tbl-x}\n",
     {{"A", "a"}, {"Zahlen", "Nombres"}},
     "  table auto number=1 #tbl-x\n    caption paragraph \"Nombres\"\n    row head\n      cell "
     "\"a\"\n    "
     "row body\n      cell \"1\"\n",
     ""},
    {"an attribute's quotes are its own",
     "::: {.note title=\"Ein \\\"Wort\\\"\"}\nText.\n:::\n",
     {{"Ein \"Wort\"", "Un \"mot\" \\"}, {"Text.", "Texte."}},
     "  div note .note title=\"Un \\\"mot\\\" \\\\\"\n    paragraph \"Texte.\"\n",
     ""},
    {"an attribute without quotes gets some",
     "::: {.note title=Wort}\nText.\n:::\n",
     {{"Wort", "deux mots"}, {"Text.", "Texte."}},
     "  div note .note title=\"deux mots\"\n    paragraph \"Texte.\"\n",
     ""},
    {"tags that stand alone on a line part units, sections within a line do not",
     "{{#lang}}\nEins\n{{/lang}}\nZwei {{#dir}}drei{{/dir}}\n",
     {{"Eins", "Un"}, {"Zwei {{#dir}}drei{{/dir}}", "Deux {{#dir}}trois{{/dir}}"}},
     "  paragraph \"Un Deux trois\"\n",
     ""},
    {"other delimiters are part of the unit",
     "{{=<% %>=}}\nEins <%#lang%>zwei<%/lang%> {{x}}\n",
     {{"Eins <%#lang%>zwei<%/lang%> {{x}}", "Un <%#lang%>deux<%/lang%> {{x}}"}},
     "  paragraph \"Un deux {{x}}\"\n",
     ""},
    {"a footnote is translated though nothing in its file refers to it",
     "Text.[^1]\n\n[^1]: Note.\n\n[^2]: Andere.\n",
     {{"Text.[^1]", "Texte.[^1]"}, {"Note.", "Une note."}, {"Andere.", "Autre."}},
     "  paragraph \"Texte.\" note=1:\"1\"\nnote 1\n  paragraph \"Une note.\"\n",
     ""},
    {"what has no words is no unit",
     "{{lang}}\n\n12 – 15\n\n<https://a.de>\n\n`code`\n",
     {{0}},
     "  paragraph value:\"fr\"\n  paragraph \"12 – 15\"\n  paragraph "
     "link=https://a.de:\"https://a.de\"\n"
     "  paragraph code:\"code\"\n",
     ""},
    {"code, comments and HTML are none",
     "```\nText\n```\n\n    Text\n\n<!-- Text -->\n",
     {{0}},
     "  code code:\"Text\"\n  code code:\"Text\"\n",
     ""},
    {"pictures' words are a unit though there are none in their brackets",
     "![](a.png){role=\"Träger\"} ![](b.png){alt=\"Bild\"}\n",
     {{"![](a.png){role=\"Träger\"} ![](b.png){alt=\"Bild\"}",
       "![](a.png){role=\"Porteur\"} ![](b.png){alt=\"Image\"}"}},
     "  paragraph picture{ file=\"a.png\" missing text=\"\" } \" \" picture{ file=\"b.png\" "
     "missing text=\"Image\" }\n",
     ""},
    {"a picture that stands alone has its words, its note and its alternative apart",
     "# A {note=\"B\"}\n\n![C *d*](e.png){#fig-e alt=\"F\"}\n",
     {{"A", "a"}, {"B", "b"}, {"C *d*", "c *d*"}},
     "  heading 1 #a note=\"b\" \"a\"\n  picture number=1 #fig-e alt=\"F\" file=\"e.png\" missing "
     "text=\"F\"\n"
     "    caption paragraph \"c \" emphasis:\"d\"\n",
     "no translation into 'fr': 'F'"},
    {"a picture that stands alone keeps its brackets, whatever those of its words are",
     "![A](e.png)\n\n![B [c](d) e](f.png){#fig-f}\n",
     {{"A", "a] [b [c]"}, {"B [c](d) e", "b] [c](d) ["}},
     "  picture file=\"e.png\" missing text=\"a] [b [c]\"\n"
     "  picture number=1 #fig-f file=\"f.png\" missing text=\"b] c [\"\n"
     "    caption paragraph \"b] \" link=d:\"c\" \" [\"\n",
     "cannot find picture"},
    {"nor does a lone sign of code in them reach the attributes",
     "![A](e.png){#fig-e alt=\"B\"}\n",
     {{"A", "a ` <b:"}, {"B", "b` c>"}},
     "  picture number=1 #fig-e alt=\"b` c>\" file=\"e.png\" missing text=\"b` c>\"\n"
     "    caption paragraph \"a ` <b:\"\n",
     "cannot find picture"},
    {"what is missing stays and says its language",
     "# Kopf\n\nText \"x\".\n\n- Punkt\n",
     {{"Punkt", "Point"}},
     "  heading 1 lang=de #kopf \"Kopf\"\n  paragraph lang=de \"Text „x“.\"\n  list tight\n    "
     "item\n      "
     "paragraph \"Point\"\n",
     "no translation into 'fr': 'Text \"x\".'"},
    {"a reference is the same with a capital, in braces and within text without spaces",
     "Siehe @sec-a und [@sec-b; @sec-a].\n\n# A {#sec-a}\n\n# B {#sec-b}\n",
     {{"Siehe @sec-a und [@sec-b; @sec-a].", "@Sec-a而@{sec-b}见@sec-a所"}, {"A", "A"}, {"B", "B"}},
     "  paragraph link=#sec-a:\"Section<00A0>«<202F>A<202F>»\" \"而\" "
     "link=#sec-b:\"section<00A0>«<202F>B<202F>»\" \"见\" "
     "link=#sec-a:\"section<00A0>«<202F>A<202F>»\" \"所\"\n"
     "  heading 1 #sec-a \"A\"\n  heading 1 #sec-b \"B\"\n",
     ""},
    {"in a paragraph of two units a span says it",
     "Eins\n{{#lang}}\nzwei\n{{/lang}}\n",
     {{"Eins", "Un"}},
     "  paragraph \"Un \" lang=de:\"zwei\"\n",
     "no translation into 'fr': 'zwei'"},
};

static const struct sample faults[] = {
    {"a tag", "A {{lang}}.\n", {{"A {{lang}}.", "A."}}, "", "lacks '{{lang}}'"},
    {"a formatter",
     "A {{lang | raw}}.\n",
     {{"A {{lang | raw}}.", "A {{lang}}."}},
     "",
     "lacks '{{lang | raw}}'"},
    {"another tag",
     "A {{lang}}.\n",
     {{"A {{lang}}.", "A {{lang}} {{dir}}."}},
     "",
     "has '{{dir}}', which the source has not"},
    {"a section",
     "A {{#lang}}b{{/lang}}.\n",
     {{"A {{#lang}}b{{/lang}}.", "A {{#lang}}b."}},
     "",
     "lacks '{{/lang}}'"},
    {"sections in their order",
     "A {{#lang}}b{{/lang}}.\n",
     {{"A {{#lang}}b{{/lang}}.", "A {{/lang}}b{{#lang}}."}},
     "",
     "do not open and close in order"},
    {"a link's target",
     "[A](https://a.de/b).\n",
     {{"[A](https://a.de/b).", "[A](https://a.de/c)."}},
     "",
     "lacks the target 'https://a.de/b'"},
    {"the bracket of a link, without which it is none",
     "[A](https://a.de).\n",
     {{"[A](https://a.de).", "A](https://a.de)."}},
     "",
     "has the broken link '](https://a.de)', which the source has not"},
    {"a link's title that ends too early",
     "[A](https://a.de \"b\").\n",
     {{"[A](https://a.de \"b\").", "[A](https://a.de \"b \"c\" d\")."}},
     "",
     "lacks the target 'https://a.de'"},
    {"a picture's exclamation mark",
     "A ![b](c.png).\n",
     {{"A ![b](c.png).", "A ! [b](c.png)."}},
     "",
     "lacks the picture 'c.png'"},
    {"the brackets of a span",
     "A [b]{.x}.\n",
     {{"A [b]{.x}.", "A b{.x}."}},
     "",
     "has the attributes without brackets '{.x}', which the source has not"},
    {"an address",
     "Siehe www.a.de.\n",
     {{"Siehe www.a.de.", "Voir www.b.de."}},
     "",
     "lacks the address 'www.a.de'"},
    {"an e-mail address",
     "An a@b.de.\n",
     {{"An a@b.de.", "A a@b.fr."}},
     "",
     "lacks the address 'a@b.de'"},
    {"a short telephone number",
     "Ruf 116 117 an.\n",
     {{"Ruf 116 117 an.", "Appelez 116 118."}},
     "",
     "lacks the telephone number '116 117'"},
    {"a telephone number",
     "Ruf 0391 567-2415 an.\n",
     {{"Ruf 0391 567-2415 an.", "Appelez 0391 567-2416."}},
     "",
     "lacks the telephone number '0391 567-2415'"},
    {"a reference",
     "Siehe @sec-a.\n",
     {{"Siehe @sec-a.", "Voir."}},
     "",
     "lacks the reference '@sec-a'"},
    {"a footnote", "A.[^1]\n\n[^1]: 1\n", {{"A.[^1]", "A."}}, "", "lacks the footnote '[^1]'"},
    {"a tag that nothing closes",
     "Zum Amt.\n\n}} {.x}\n",
     {{"Zum Amt.", "To {{.the office."}},
     "",
     "has the unclosed tag '{{', which the source has not"},
    {"code", "A `b`.\n", {{"A `b`.", "A `c`."}}, "", "lacks the code '`b`'"},
    {"a span's language",
     "A [b]{lang=en}.\n",
     {{"A [b]{lang=en}.", "A b."}},
     "",
     "lacks the attributes '{lang=en}'"},
    {"attributes that a blank line parts, until it is written on one line",
     "A [b]{.x}.\n",
     {{"A [b]{.x}.", "A [b]{.x} [c]{\n\n.y}."}},
     "",
     "has the attributes '{  .y}', which the source has not"},
    {"the bars of heads",
     "::: {.table data=x heads=\"A|B\"}\n:::\n",
     {{"A|B", "A"}},
     "",
     "lacks the bar '|'"},
    {"the bars of series",
     "::: {.chart data=x series=\"A|B\"}\n:::\n",
     {{"A|B", "A"}},
     "",
     "lacks the bar '|'"},
};

static const struct sample allowed[] = {
    {"a link may have another title, and stand in sections and within brackets",
     "[{{#lang}}[{{/lang}}A [b]{.x}{{#lang}}]({{lang}} \"c {{lang}}\"){{/lang}}].\n",
     {{"[{{#lang}}[{{/lang}}A [b]{.x}{{#lang}}]({{lang}} \"c {{lang}}\"){{/lang}}].",
       "[{{#lang}}[{{/lang}}[d]{.x} a{{#lang}}]({{lang}} '{{lang}} \"e\"'){{/lang}}]."}},
     "",
     ""},
    {"a translation may say that a word is of another language",
     "Zum Amt.\n",
     {{"Zum Amt.", "To the office ([Amt]{lang=de})."}},
     "",
     ""},
    {"a formatter's argument may change",
     "A {{lang | plural:\"other{x}\"}}.\n",
     {{"A {{lang | plural:\"other{x}\"}}.", "A {{lang | plural:\"many{y} other{z}\"}}."}},
     "",
     ""},
    {"a value may come twice", "A {{lang}}.\n", {{"A {{lang}}.", "{{lang}} A {{lang}}."}}, "", ""},
    {"a picture's words may change",
     "A ![b](c.png){alt=\"d\"} e\n",
     {{"A ![b](c.png){alt=\"d\"} e", "A ![f](c.png){alt=\"g\"} e"}},
     "",
     ""},
    {"a telephone number may be grouped otherwise",
     "Ruf 0391 567-2415 an.\n",
     {{"Ruf 0391 567-2415 an.", "0391/5672415"}},
     "",
     ""},
    {"or have other digits", "Ruf 112 an.\n", {{"Ruf 112 an.", "۱۱۲ x"}}, "", ""},
    {"a number may be written otherwise",
     "Es sind 1.000,50 Euro.\n",
     {{"Es sind 1.000,50 Euro.", "C'est 1\xE2\x80\xAF"
                                 "000.50."}},
     "",
     ""},
};

static const char *translated(const struct sample *sample, struct diag *diag)
{
    size_t n = 0;
    while (n < 3 && sample->message[n].source)
        n++;
    struct source source = {"t.md", "t.md", text_of(sample->source)};
    struct translator translator = {
        .lang = "fr", .source_lang = "de", .catalog = catalog_with(sample->message, n, diag)};
    return tree_of(&source, false, &translator, diag);
}

static void units_are_replaced_in_their_blocks(void)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const struct sample *sample = &samples[i];
        struct diag *diag = diag_new(arena);
        const char *tree = without_places(translated(sample, diag)), *said = messages(diag);
        const char *body = strchr(tree, '\n') + 1;
        bool fits =
            *sample->said ? strstr(said, sample->said) != NULL : !strstr(said, "translation in");
        if (!strstr(sample->said, "which"))
            check_text(text_of(body), sample->tree, sample->sentence);
        check(fits, "%s: what is said\n%s", sample->sentence, said);
    }
}

static void what_must_survive_is_missed(void)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct diag *diag = diag_new(arena);
        const char *tree = translated(&faults[i], diag), *said = messages(diag);
        const char *at = strstr(said, faults[i].said);
        check(at != NULL, "without %s\n%s", faults[i].sentence, said);
        check(strstr(said, "po/fr.po:") != NULL && strstr(said, ": error: the translation"),
              "without %s: an error in the PO file\n%s", faults[i].sentence, said);
        check(strstr(tree, "lang=de") || strstr(tree, "lang=en") || strchr(faults[i].source, ':'),
              "without %s the source stands\n%s", faults[i].sentence, tree);
    }
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        struct diag *diag = diag_new(arena);
        translated(&allowed[i], diag);
        const char *said = messages(diag);
        check(!strstr(said, "translation"), "%s\n%s", allowed[i].sentence, said);
    }
}

static void changed_numbers_are_warned_of(void)
{
    struct sample sample = {
        "", "Es sind 15 Plätze.\n", {{"Es sind 15 Plätze.", "16 places."}}, "", ""};
    struct diag *diag = diag_new(arena);
    const char *tree = translated(&sample, diag);
    const char *said = messages(diag);
    check(diag_errors(diag) == 0 && strstr(said, "lacks the number '15'") &&
              strstr(said, "has the number '16'"),
          "both numbers are told of\n%s", said);
    check(strstr(tree, "16 places") != NULL, "and the translation is printed");
}

static void messages_point_at_the_translation(void)
{
    struct sample sample = {"",
                            "Eins.\n\nZwei {{lang}}.\n",
                            {{"Eins.", "Un."}, {"Zwei {{lang}}.", "Deux {{lang | raww}}."}},
                            "",
                            ""};
    struct diag *diag = diag_new(arena);
    translated(&sample, diag);
    check(strstr(messages(diag), "po/fr.po:10:") != NULL,
          "a fault in a translation is in its file\n%s", messages(diag));
    struct sample other = {"", "Eins @sec-x.\n", {{"Eins @sec-x.", "Un et deux @sec-x."}}, "", ""};
    diag = diag_new(arena);
    translated(&other, diag);
    check(strstr(messages(diag), "po/fr.po:7:") != NULL, "column and all\n%s", messages(diag));
}

/* Text that is no template, as a column's Markdown. */
static void tags_are_text_in_values(void)
{
    const struct source source = {"t.md", "t.md", TEXT("Ein {{ Wort.\n\nZwei.\n")};
    const struct message message[] = {{"Ein {{ Wort.", "Un mot."},
                                      {"Zwei.", "Deux {{! x\"\n\n# y\n\n}}."}};
    struct diag *diag = diag_new(arena);
    const struct translator translator = {
        .lang = "fr", .source_lang = "de", .catalog = catalog_with(message, 2, diag)};
    const char *tree = without_places(tree_of(&source, true, &translator, diag));
    check(strstr(tree, "paragraph \"Un mot.\"\n  paragraph \"Deux {{! x<202F>» # y }}.\"\n") !=
              NULL,
          "braces in a value are text, in its translation, too\n%s", tree);
    check(!strcmp(messages(diag), ""), "and nobody misses them\n%s", messages(diag));
}

/* Constructs in any order and nesting, sections printed once: the same text put back, the same
 * tree. */
static void random_texts_stay_the_same(void)
{
    static const char *const part[] = {"Wort ",
                                       "\n",
                                       "\n\n",
                                       "\n- ",
                                       "\n> ",
                                       "\n\n# ",
                                       "\n\n| a | b |\n|---|---|\n",
                                       "\n::: {.note title=\"T x\"}\n",
                                       "\n:::\n",
                                       "{{lang}}",
                                       "{{#lang}}Wort{{/lang}} ",
                                       "\n{{#lang}}\nWort\n{{/lang}}\n",
                                       "{{#dir}}*x*{{/dir}}",
                                       "\n{{! c }}\n",
                                       "\n\n    ",
                                       "[^1]",
                                       "\n\n[^1]: ",
                                       "`c`",
                                       "\\",
                                       "*x* ",
                                       "**y**",
                                       "\n\n: ",
                                       "![x](y) ",
                                       "\n1. ",
                                       "\n\t",
                                       "  \n",
                                       "\n---\n",
                                       "_z_. ",
                                       "[l](m) "};
    enum { PARTS = sizeof part / sizeof *part };
    struct arena *outer = arena;
    uint32_t seed = 7;
    for (int round = 0; round < 400; round++) {
        struct buf text = {0};
        arena = arena_new();
        for (int i = 0; i < 25; i++) {
            seed = seed * 1664525 + 1013904223;
            buf_string(&text, part[(seed >> 16) % PARTS]);
        }
        buf_char(&text, '\n');
        const struct source source = {"t.md", "t.md", arena_text(arena, buf_as_text(&text))};
        struct units units = {0};
        struct diag *diag = diag_new(arena);
        units_of_source(arena, &source, &units, diag);
        const struct translator translator = {
            .lang = "de", .source_lang = "de", .catalog = identity_of(&units, diag)};
        const char *before = without_places(tree_of(&source, false, NULL, diag));
        const char *after = without_places(tree_of(&source, false, &translator, diag));
        check(!strcmp(before, after), "round %d\n%s\n---\n%s\n---\n%s", round, source.text.p,
              before, after);
        buf_done(&text);
        arena_free(arena);
    }
    arena = outer;
}

int main(void)
{
    arena = arena_new();
    check(mkdtemp(folder) != NULL, "a folder is made");
    units_are_replaced_in_their_blocks();
    what_must_survive_is_missed();
    changed_numbers_are_warned_of();
    messages_point_at_the_translation();
    tags_are_text_in_values();
    random_texts_stay_the_same();
    putting_the_same_text_back_changes_nothing();
    arena_free(arena);
    return check_done();
}
