/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is listed for translators: kinds, places, order. */
#include "doc/unit.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "doc/library.h"
#include "tests/check.h"

static struct arena *arena;

/* "line:col kind [context] text", a line a unit. */
static struct text listed(const struct units *units)
{
    struct buf out = {0};
    for (size_t i = 0; i < units->n; i++) {
        const struct unit *unit = &units->unit[i];
        buf_printf(&out, "%u:%u %s%s%s ", unit->at.line, unit->at.col, unit->kind,
                   unit->context ? " " : "", unit->context ? unit->context : "");
        buf_text(&out, unit->text);
        buf_char(&out, '\n');
    }
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static struct text units_in(const char *markdown)
{
    const struct source source = {"t.md", "t.md", text_of(markdown)};
    struct units units = {0};
    struct diag *diag = diag_new(arena);
    units_of_source(arena, &source, &units, diag);
    check(diag_count(diag) == 0, "nothing is said");
    return listed(&units);
}

static const struct {
    const char *sentence, *markdown, *units;
} samples[] = {
    {"each kind is named, each place exact",
     "---\ntitle: Titel\nrunning: {place: Halle}\n---\n# Kopf {#a "
     "note=\"Notiz\"}\n\nEin\nAbsatz.\n\n- Punkt\n\n"
     "> Zitat\n\n| A | B |\n|---|---|\n| c | {{x}} |\n\n: Dazu {#tbl-a}\n\nText.[^1]\n\n[^1]: "
     "Fuß\n",
     "2:8 title Titel\n3:18 place Halle\n5:3 heading Kopf\n5:18 note Notiz\n7:1 paragraph Ein "
     "Absatz.\n"
     "10:3 list item Punkt\n12:3 quotation Zitat\n14:3 cell A\n14:7 cell B\n16:3 cell c\n18:3 "
     "caption Dazu\n"
     "20:1 paragraph Text.[^1]\n22:7 footnote Fuß\n"},
    {"what says its language stays in it, but for what a tag says",
     "::: {.note lang=ar title=\"x\"}\nEins.\n\n- Zwei\n:::\n\n# Tr\xC3\xA8s {lang=fr}\n\n"
     "::: {lang={{lang}}}\nDrei [bon]{lang=fr}.\n:::\n",
     "10:1 paragraph Drei [bon]{lang=fr}.\n"},
    {"the same text is there once for each place", "Ja.\n\nJa.\n",
     "1:1 paragraph Ja.\n3:1 paragraph Ja.\n"},
    {"tags that reach beyond the unit stay outside, others are in it",
     "{{#a}}Eins {{b}}\n\nZwei{{/a}} {{! c }}\n\n{{#d}}Drei{{/d}}\n",
     "1:7 paragraph Eins {{b}}\n3:1 paragraph Zwei\n5:1 paragraph {{#d}}Drei{{/d}}\n"},
    {"rows between tags are one table's",
     "| A |\n|---|\n{{#r}}\n| B {{x}}{{^-last}}, und{{/-last}} |\n{{/r}}\n| C |\n",
     "1:3 cell A\n4:3 cell B {{x}}{{^-last}}, und{{/-last}}\n6:3 cell C\n"},
    {"queries are none and part nothing that their lines do not",
     "Eins\n\n```sql q\nSELECT 'Wort'\n```\nZwei\n", "1:1 paragraph Eins\n6:1 paragraph Zwei\n"},
    {"a query within a paragraph parts it", "Eins\n```sql q\nSELECT 'Wort'\n```\nZwei\n",
     "1:1 paragraph Eins\n5:1 paragraph Zwei\n"},
    {"divs of any depth", ":::: {.note title=\"A\"}\n- ::: {.tip title='B'}\n  Wort\n  :::\n::::\n",
     "1:20 title A\n2:20 title B\n3:3 paragraph Wort\n"},
    {"a chart's names, heads and alternative text, but no columns",
     "::: {.chart data=q x=label y=\"a b\" series=\"Frauen|Männer\" head=\"Kreis\" "
     "value-head=Personen alt=\"Wie viele\"}\nDiagramm\n:::\n\n::: {.chart data=q "
     "series=answer}\n:::\n",
     "1:44 series Frauen|Männer\n1:65 head Kreis\n1:83 value-head Personen\n1:97 alt Wie viele\n"
     "2:1 paragraph Diagramm\n"},
    {"a loose list, lazy lines, a tab", "- Eins\nfaul\n\n- Zwei\n\n\tDrei\n",
     "1:3 list item Eins faul\n4:3 list item Zwei\n6:2 list item Drei\n"},
    {"a bar in a cell, a backslash at its end", "| \\| A | B \\\\ |\n|---|---|\n",
     "1:3 cell \\| A\n1:10 cell B \\\\\n"},
    {"a partial in a line is part of it", "Siehe {{> x a=b}} dort.\n",
     "1:1 paragraph Siehe {{> x a=b}} dort.\n"},
    {"no words, no unit", "{{a}}: 12 %\n\n[{{b}}](http://c.de)\n\na@b.de, www.x.de\n\n![](d.png)\n",
     ""},
    {"brackets are the caption of a picture with an id", "![Wort](a.png){#fig-a alt=\"Bild\"}\n",
     "1:3 caption Wort\n1:28 alt Bild\n"},
    {"a # or .decorative in a value is no id and no class",
     "![Wort](a.png){role=\"Nr. #1 .decorative\"}\n",
     "1:3 alt Wort\n1:22 role Nr. #1 .decorative\n"},
    {"a decorative picture has none", "![Wort](a.png){.decorative}\n", ""},
    {"a tag that is never closed is text, a div has none", "Eins {{#a\n\n::: {.note\n",
     "1:1 paragraph Eins {{#a\n"},
    {"an empty file has none", "", ""},
    {"nor has one of tags alone", "{{#a}}\n{{/a}}\n{{> b}}\n", ""},
};

static void values_of_columns_have_a_context(void)
{
    struct units units = {0};
    const struct place at = {"m.yaml", 4, 1, "thing id=1, column text_md"};
    struct diag *diag = diag_new(arena);
    units_of_value(arena, "thing.text_md", TEXT("Eins\n\n- Zwei {{x}}\n"), at, &units, diag);
    units_of_value(arena, "thing.label", TEXT(" # Drei\n"), at, &units, diag);
    units_of_value(arena, "thing.label", TEXT("12"), at, &units, diag);
    check_text(listed(&units),
               "4:1 paragraph thing.text_md Eins\n4:1 list item thing.text_md Zwei {{x}}\n"
               "4:1 value thing.label # Drei\n",
               "Markdown by its blocks, other text whole; tags in values are text");
    check(units.n == 3 && units.unit[0].at.row == at.row, "each knows its row");
}

/* Not what was written by nobody: no place twice, no text but that of its place. */
static void random_texts_are_cut_in_order(void)
{
    static const char *const part[] = {
        "Wort ", "\n",     "\n\n",     "- ",          "> ",
        "# ",    "| ",     "|---|\n",  ":::",         " {.note title=\"T\"}",
        "{{a}}", "{{#s}}", "{{/s}}",   "{{^s}}",      "```",
        "    ",  "[^1]",   "[^1]: ",   "`",           "\\",
        "*",     ": ",     "{#i}",     "![x](y)",     "<b>",
        "1. ",   "\t",     "{{! c }}", "{{=<% %>=}}", "<%b%>",
        "---\n"};
    enum { PARTS = sizeof part / sizeof *part };
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        struct arena_mark mark = arena_mark(arena);
        struct buf text = {0};
        for (int i = 0; i < 40; i++) {
            seed = seed * 1664525 + 1013904223;
            buf_string(&text, part[(seed >> 16) % PARTS]);
        }
        buf_char(&text, '\n');
        const struct source source = {"t.md", "t.md", arena_text(arena, buf_as_text(&text))};
        struct units units = {0};
        units_of_source(arena, &source, &units, diag_new(arena));
        bool is_ordered = true;
        for (size_t i = 1; i < units.n; i++) {
            const struct place *a = &units.unit[i - 1].at, *b = &units.unit[i].at;
            is_ordered =
                is_ordered && (a->line < b->line || (a->line == b->line && a->col < b->col));
        }
        if (!is_ordered)
            check(false, "units come in order in %s", source.text.p);
        buf_done(&text);
        arena_rewind(arena, mark);
    }
    check(true, "units come in order");
}

int main(void)
{
    arena = arena_new();
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        check_text(units_in(samples[i].markdown), samples[i].units, samples[i].sentence);
    values_of_columns_have_a_context();
    random_texts_are_cut_in_order();
    arena_free(arena);
    return check_done();
}
