/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/tree.h"

#include <string.h>

#include "base/buffer.h"

#include "tests/check.h"
#include "tests/printed.h"

/* What the references refer to: figures 1 to 4, of which the second is a group, table 1, a section
 * with a number and one without, a box. */
static const char targets[] =
    "\n\n# Eins {#sec-one}\n\n## Ohne[^1] {#sec-none .unnumbered}\n\n![A](a.png){#fig-a}\n\n"
    "::: {.figures #fig-b}\nB *bild*[^1]\n\n![B1](a.png){#fig-b1}\n\n![B2](a.png){#fig-b2}\n\n"
    "![B3](a.png){#fig-b3}\n\n![ohne](a.png)\n:::\n\n![C](a.png){#fig-c}\n\n"
    "|a|\n|-|\n|b|\n\n: T {#tbl-t}\n\n![D](a.png){#fig-\u56FE}\n\n::: {.note #fig-box}\n"
    "Kasten\n:::\n\n|a|\n|-|\n|b|\n\n: U @fig-a[^1] {#tbl-u}\n\n# Siehe @fig-a[^1] {#sec-ref "
    ".unnumbered}\n\n[^1]: Fuß\n";

static const struct tree *parse(struct arena *arena, const char *lang, const char *markdown,
                                bool is_plain, struct diag *diag)
{
    static const struct source source = {"/nowhere/t.md", "t.md", {"", 0}};
    static const struct origin origin = {0, 0, 1, 1};
    static const char *const file = "t.md";
    struct expansion *expansion = ARENA_NEW(arena, struct expansion);
    struct tree_options options = {
        .lang = lang, .locale = locale_open(arena, lang), .numbering = true, .is_plain = is_plain};
    *expansion = (struct expansion){.text = text_of(arena_printf(arena, "%s%s", markdown, targets)),
                                    .source = &source,
                                    .origin = &origin,
                                    .file = &file,
                                    .origins = 1};
    return tree_parse(arena, expansion, &options, diag);
}

/* The first paragraph: what is linked stands in ⟨…⟩, a no-break space is ~. */
static const char *said(struct arena *arena, const struct tree *tree)
{
    const struct block *block = tree->root->child;
    struct buf out = {0};
    for (size_t i = 0; i < block->spans; i++) {
        const struct span *span = &block->span[i];
        bool begins = span->link && (!i || span[-1].link != span->link);
        bool ends = span->link && (i + 1 == block->spans || span[1].link != span->link);
        buf_string(&out, begins ? "⟨" : "");
        struct text text = text_slice(block->text, span->from, span->to);
        for (size_t k = 0; k < text.n; k++)
            if (text_starts(text_from(text, k), "\u00A0"))
                buf_char(&out, '~'), k++;
            else
                buf_char(&out, text.p[k]);
        buf_string(&out, ends ? "⟩" : "");
    }
    const char *written = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return written;
}

static void each_form_prints(void)
{
    static const struct {
        const char *lang, *markdown, *want;
    } forms[] = {
        {"de", "In @fig-a, @tbl-t und @sec-one.",
         "In ⟨Abbildung~1⟩, ⟨Tabelle~1⟩ und ⟨Abschnitt~1⟩."},
        {"de", "In [@fig-a] steht", "In ⟨Abbildung~1⟩ steht"},
        {"de", "In Bild [-@fig-a] steht", "In Bild~⟨1⟩ steht"},
        {"de", "In [Abb. @fig-a] steht", "In ⟨Abb.~1⟩ steht"},
        {"de", "In [*Abb.* @fig-a] steht", "In ⟨Abb.~1⟩ steht"},
        {"de", "In den [Bildern @fig-a; @fig-c] steht", "In den Bildern~⟨1⟩ und ⟨3⟩ steht"},
        {"de", "[-@fig-a; -@fig-c]", "⟨1⟩ und ⟨3⟩"},
        {"de", "[@fig-a; @fig-c]", "Abbildungen~⟨1⟩ und ⟨3⟩"},
        {"de", "[@fig-a; @fig-b; @fig-c; @{fig-图}]", "Abbildungen~⟨1⟩–⟨4⟩"},
        {"de", "[@fig-c; @fig-a; @fig-b]", "Abbildungen~⟨3⟩, ⟨1⟩ und ⟨2⟩"},
        {"de", "[@fig-b1; @fig-b2; @fig-b3]", "Abbildungen~⟨2a⟩–⟨2c⟩"},
        {"de", "[@fig-a; @fig-c; @tbl-t; @tbl-u]",
         "Abbildungen~⟨1⟩ und ⟨3⟩ und Tabellen~⟨1⟩ und ⟨2⟩"},
        {"de", "In [@sec-one; @sec-none]", "In Abschn.~⟨1⟩ und ⟨„Ohne“⟩"},
        {"de", "In @sec-ref", "In ⟨Abschnitt~„Siehe Abbildung~1“⟩"},
        {"de", "[vgl. @fig-a hier]", "[vgl. ⟨Abbildung~1⟩ hier]"},
        {"de", "[vgl.\\\n@fig-a]", "[vgl.\xE2\x80\xA8⟨Abbildung~1⟩]"},
        {"de", "[x @page-fig-a]", "[x~⟨?⟩]"},
        {"de", "\\[@fig-a] \\@fig-a [\\@fig-a] `[@fig-a]`",
         "[⟨Abbildung~1⟩] @fig-a [@fig-a] [@fig-a]"},
        {"de", "[@fig-a](#fig-c)", "⟨@fig-a⟩"},
        {"de", "[@fig-a;] [@fig-a,@fig-b] []", "[⟨Abbildung~1⟩;] [⟨Abbildung~1⟩,⟨Abbildung~2⟩] []"},
        {"de", "a@fig-a.de @fig-a- @fig-", "⟨a@fig-a.de⟩ ⟨Abbildung~1⟩- @fig-"},
        {"de", "[[@fig-a]]", "[⟨Abbildung~1⟩]"},
        {"de", "@{fig-a}s und @{fig-a", "⟨Abbildung~1⟩s und @{fig-a"},
        {"en", "see [@fig-a; @fig-b; @fig-c] and @Fig-a", "see Figures~⟨1⟩–⟨3⟩ and ⟨Figure~1⟩"},
        {"fr", "Voir @fig-a. @Fig-a montre", "Voir ⟨figure~1⟩. ⟨Figure~1⟩ montre"},
        {"fr", "@fig-a montre", "⟨Figure~1⟩ montre"},
        {"ru", "на @fig-a и [@tbl-t; @tbl-u]. @Tbl-t", "на ⟨рис.~1⟩ и~табл.~⟨1⟩ и ⟨2⟩. ⟨Табл.~1⟩"},
        {"pl", "na [@fig-a; @fig-c]", "na rys.~⟨1⟩ i ⟨3⟩"},
        {"uk", "На рисунках [-@fig-a] і [-@fig-c]", "На рисунках~⟨1⟩ і~⟨3⟩"},
        {"hu", "A [@fig-a; @fig-c] és @tbl-t", "A ⟨1⟩. és ⟨3⟩.~ábra és ⟨1.~táblázat⟩"},
        {"hu", "A [@fig-a; @fig-b; @fig-c]", "A ⟨1⟩–⟨3⟩.~ábra"},
        {"lt", "žr. [@fig-a; @fig-c]", "žr. ⟨1⟩ ir ⟨3⟩~pav."},
        {"sl", "glej [@fig-a; @fig-c]", "glej sl.~⟨1⟩ in ⟨3⟩"},
        {"ar", "في @fig-a وفي [@fig-a; @fig-c]", "في ⟨الشكل~1⟩ وفي ⟨الشكل~1⟩ و⟨الشكل~3⟩"},
        {"ar", "في [@fig-a; @fig-b; @fig-c] و@tbl-t", "في الأشكال~⟨1⟩–⟨3⟩ و⟨الجدول~1⟩"},
        {"he", "ב@fig-a וב[@fig-a; @fig-c]", "ב⟨איור~1⟩ וב⟨איור~1⟩ ו⟨איור~3⟩"},
        {"fa", "در [@fig-a; @fig-c]", "در شکل‌های~⟨1⟩ و ⟨3⟩"},
        {"zh", "如@fig-a所示，@{fig-图}和@{fig-c}", "如⟨图~1⟩所示，⟨图~4⟩和⟨图~3⟩"},
        {"ja", "詳しくは@fig-aを", "詳しくは⟨図~1⟩を"},
        {"ko", "@fig-a에서 @sec-one을", "⟨그림~1⟩에서 ⟨1절⟩을"},
        {"tr", "[-@fig-a] numaralı şekilde, @Sec-one", "⟨1⟩ numaralı şekilde, ⟨Bölüm~1⟩"},
        {"am", "በ@fig-a", "በ⟨ምስል~1⟩"},
        {"eo", "[@fig-a; @fig-c]", "Figures~⟨1⟩, ⟨3⟩"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct arena *arena = arena_new();
        const struct tree *tree =
            parse(arena, forms[i].lang, forms[i].markdown, false, diag_new(arena));
        check_text(text_of(said(arena, tree)), forms[i].want,
                   arena_printf(arena, "%s: %s", forms[i].lang, forms[i].markdown));
        arena_free(arena);
    }
}

/* What is said of the first line. */
static void what_means_nothing_is_told(void)
{
    static const struct {
        const char *markdown, *want;
    } faults[] = {
        {"a @fig-x", "t.md:1:3: error: no id 'fig-x' in this document\nt.md:1:3: note: did you "
                     "mean 'fig-a'?\n"},
        {"a @fig-t", "t.md:1:3: error: no id 'fig-t' in this document\nt.md:1:3: note: did you "
                     "mean 'tbl-t'?\n"},
        {"a @page-tbl-one", "t.md:1:3: error: no id 'tbl-one' in this document\n"
                            "t.md:1:3: note: did you mean 'sec-one'?\n"},
        {"[@fig-a; @fig-nowhere; @tbl-zz]",
         "t.md:1:10: error: no id 'fig-nowhere' in this document\n"
         "t.md:1:24: error: no id 'tbl-zz' in this document\n"
         "t.md:1:24: note: did you mean 'tbl-t'?\n"},
        {"a @fig-box", "t.md:1:3: error: '@fig-box' is neither a heading's nor a figure's nor a "
                       "table's: it has no number\n"},
        {"a {#fig-q}", "t.md:1:3: warning: a paragraph has no attributes: '{#fig-q}' is printed\n"},
        {": a {#tbl-q}", "t.md:1:1: warning: a caption, but no table before it\n"},
        {": a\n\n|b|\n|-|\n|c|",
         "t.md:1:1: warning: a caption stands behind its table, not before it\n"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct arena *arena = arena_new();
        struct diag *diag = diag_new(arena);
        struct buf first = {0};
        parse(arena, "de", faults[i].markdown, false, diag);
        struct text all = printed_messages(arena, diag), line;
        while (text_next_line(&all, &line))
            if (text_starts(line, "t.md:1:")) {
                buf_text(&first, line);
                buf_char(&first, '\n');
            }
        check_text(buf_as_text(&first), faults[i].want, faults[i].markdown);
        buf_done(&first);
        arena_free(arena);
    }
}

/* In a plain file they are warnings. */
static void a_plain_file_is_set_nevertheless(void)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    parse(arena, "de", "a @fig-x @fig-box", true, diag);
    struct text all = printed_messages(arena, diag), line = {"", 0};
    text_next_line(&all, &line);
    check_text(line, "t.md:1:3: warning: no id 'fig-x' in this document", "a plain file");
    arena_free(arena);
}

static void a_link_tells_what_it_leads_to(void)
{
    static const struct {
        const char *lang, *markdown, *want;
    } links[] = {
        {"de", "@fig-a", "Abbildung\u00A01: A"},
        {"de", "[-@fig-b]", "Abbildung\u00A02: B bild"},
        {"hu", "@fig-b1", "2a.\u00A0ábra: B1"},
        {"ar", "@tbl-t", "الجدول\u00A01: T"},
        {"de", "@sec-one", "Abschnitt\u00A01: Eins"},
        {"de", "@sec-none", "none"},
        {"de", "[-@tbl-u]", "Tabelle\u00A02: U Abbildung\u00A01"},
        {"de", "[Wort](#fig-a)", "none"},
    };
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        struct arena *arena = arena_new();
        const struct tree *tree =
            parse(arena, links[i].lang, links[i].markdown, false, diag_new(arena));
        const struct link *link = tree->root->child->span[0].link;
        check_text(text_of(link && link->said ? link->said : "none"), links[i].want,
                   links[i].markdown);
        arena_free(arena);
    }
}

int main(void)
{
    each_form_prints();
    what_means_nothing_is_told();
    a_plain_file_is_set_nevertheless();
    a_link_tells_what_it_leads_to();
    return check_done();
}
