/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/theme.h"

#include <stdlib.h>

#include "base/file.h"
#include "tests/check.h"
#include "tests/printed.h"

static struct arena *arena;
static char folder[] = "/tmp/dokuwerk-theme-XXXXXX";
static struct library library = {folder, "."};

static char *workspace_file(const char *name)
{
    return path_join(arena, folder, arena_printf(arena, "themes/%s.yaml", name));
}

static void in_workspace(const char *name, const char *yaml)
{
    file_write(workspace_file(name), text_of(yaml));
}

static void forget(const char *name)
{
    remove(workspace_file(name));
}

static struct theme *load(const char *yaml, const char *page, struct text *messages)
{
    struct diag *diag = diag_new(arena);
    struct place at = {"a.md", 1, 1, NULL};
    in_workspace("mine", yaml);
    struct yaml *given = page ? yaml_parse(arena, text_of(page), at, diag) : NULL;
    struct theme *theme = theme_load(arena, &library, "mine", at, given, diag);
    *messages = printed_messages(arena, diag);
    return theme;
}

static void what_is_extended_is_inherited(void)
{
    struct text messages;
    struct theme *t = load("extends: house\n"
                           "page: {size: A5, hang: 20mm, inside: 15mm, outside: 15mm}\n"
                           "colors: {sea: \"#102030\"}\n"
                           "headings: {h2: {font: Lato Black Italic, color: sea}}\n"
                           "foot:\n  items:\n    - {at: end, text: \"{{pages}}\"}\n",
                           NULL, &messages);
    check_text(messages, "", "a theme that extends another is read without a message");
    if (!check(t != NULL, "and can be used"))
        return;
    check(t->page.width == MM(148) && t->page.height == MM(210), "a page size has two sides");
    check(t->page.top == MM(30), "what it does not say is the other theme's");
    check(strcmp(t->heading[1].look.family, "Lato") == 0 && t->heading[1].look.weight == 900 &&
              t->heading[1].look.is_italic,
          "a font is family, weight and slope in one string");
    check(t->heading[1].look.size == PT(17), "a look keeps the size it had");
    check(t->heading[1].look.color == 0x102030, "a colour is found in colors:");
    check(t->heading[0].look.color == 0x0F5460, "and in those of the theme below");
    const struct furniture_set *foot = &t->foot.set[FURNITURE_ALL];
    check(foot->items == 1 && foot->item[0].at == EDGE_END, "a list of items is replaced");
    check(strcmp(foot->item[0].look.family, "Lato") == 0 && foot->item[0].look.size == PT(8),
          "new items look like the foot they are in");
}

static void themes_extend_over_levels(void)
{
    struct text messages;
    in_workspace("low", "extends: house\ncolors: {petrol: \"#111111\", sea: petrol}\n"
                        "fonts: {text: Andika}\nfoot: {items: none}\n");
    in_workspace("middle", "extends: low\nfonts: {Lato: PT Sans}\ncolors: {petrol: \"#222222\"}\n"
                           "headings: {h3: {color: sea}}\n");
    struct theme *t = load("extends: middle\nlead: {size: 12pt, leading: 15pt}\n"
                           "foot: {first: [{at: start, text: a}]}\n",
                           NULL, &messages);
    check_text(messages, "", "four themes on top of each other are read");
    if (!check(t != NULL, "and can be used"))
        return;
    check(strcmp(t->body.look.family, "Andika") == 0, "a role takes the family given last");
    check(strcmp(t->side.family, "PT Sans") == 0, "a family may be replaced by its name");
    check(t->heading[0].look.color == 0x222222,
          "a color named anew is new wherever the theme below uses its name");
    check(t->heading[2].look.color == 0x222222, "also by way of another name");
    check(t->lead.look.size == PT(12) && t->lead.after == PT(21) / 2, "keys are laid over keys");
    check(t->foot.set[FURNITURE_ALL].items == 0 && t->foot.set[FURNITURE_FIRST].items == 1,
          "some pages may have items where all have none");
    forget("low");
    forget("middle");
}

static void rings_are_told(void)
{
    struct text messages;
    in_workspace("other", "extends: third\n");
    in_workspace("third", "extends: mine\n");
    check(!load("extends: other\n", NULL, &messages), "a ring of themes cannot be used");
    check_text(messages,
               "themes/third.yaml:1:10: error: theme 'mine' extends itself by way of 'third'\n"
               "   1 | extends: mine\n",
               "and is told where it closes");
    forget("other");
    forget("third");
}

static void many_levels_are_refused(void)
{
    struct text messages;
    char name[24], yaml[40];
    for (int i = 0; i < 20; i++) {
        snprintf(name, sizeof name, "level%d", i);
        snprintf(yaml, sizeof yaml, "extends: level%d\n", i + 1);
        in_workspace(name, yaml);
    }
    check(!load("extends: level0\n", NULL, &messages), "themes do not extend each other for ever");
    check(text_find(messages, "over more than 16 files") != SIZE_MAX, "and the limit is told");
    for (int i = 0; i < 20; i++) {
        snprintf(name, sizeof name, "level%d", i);
        forget(name);
    }
}

static void colors_may_be_separated(void)
{
    struct text messages;
    struct theme *t = load("extends: house\n"
                           "colors: {sea: {rgb: \"#102030\", cmyk: [90, 40, 0, 100]}, wave: sea}\n"
                           "body: {color: wave}\n"
                           "chapters: [sea, brick]\nchapter-tints: [notice, hair]\n"
                           "palette: [sea, brick]\n"
                           "patterns: [solid, dots wave]\n"
                           "headings: {h2: {color: chapter}}\n"
                           "note: {tip: {background: chapter-tint}}\n"
                           "facts: {rule: 1pt chapter}\n",
                           NULL, &messages);
    check_text(messages, "", "a color may have values for the press");
    if (!check(t != NULL, "and be used"))
        return;
    check(t->body.look.color == 0x102030, "a name may stand for another");
    const struct theme_color *sea = NULL;
    for (size_t i = 0; i < t->colors; i++)
        if (strcmp(t->color[i].name, "sea") == 0)
            sea = &t->color[i];
    check(sea && sea->has_cmyk && sea->cmyk[0] == 90 && sea->cmyk[3] == 100,
          "the values for the press are kept");
    check(t->palette[2] == 0x102030 && t->palette[3] == t->palette[1], "a short palette repeats");
    check(t->pattern[2].kind == 0 && t->pattern[3].kind == 3 && t->pattern[3].ink == 0x102030,
          "so do patterns, in colors of the theme");
    struct theme second, third;
    theme_in_chapter(t, 2, &second);
    theme_in_chapter(t, 3, &third);
    check(second.heading[1].look.color == 0xB5402A && third.heading[1].look.color == 0x102030,
          "chapters take the colors in turn");
    check(second.note.tip.background == 0xB9C0C4 && second.facts.rule.color == 0xB5402A,
          "boxes and rules, too");
    check(t->heading[1].look.color == COLOR_CHAPTER, "the theme itself stays as it was");
}

static void scripts_are_kept(void)
{
    struct text messages;
    struct theme *t =
        load("extends: house\nscripts: {Arab: {scale: 118%, leading: 120%, heading: 112.5%}}\n",
             NULL, &messages);
    check_text(messages, "", "scripts have a size of their own");
    size_t i = 0;
    while (t && i < t->scripts && strcmp(t->script[i].code, "Arab") != 0)
        i++;
    check(t && i < t->scripts && t->script[i].scale == 1180 && t->script[i].heading == 1125,
          "in thousandths of the Latin");
}

static void only_what_must_be_said_is_said(void)
{
    struct text messages;
    struct theme *house = load("extends: house\n", NULL, &messages);
    struct theme *t = load("extends: house\ncolors: {ink: \"#333333\"}\n", NULL, &messages);
    check(house && t && t->body.look.color == 0x333333 && t->caption.label_color == 0x333333,
          "ink is the ink of all that takes it");
}

static void letters_of_the_body_are_told_in_shares(void)
{
    struct text messages;
    struct theme *t = load("extends: house\n"
                           "body: {protrude: {hyphen: 80%, quote: 12.5%}, letter-space: 12, "
                           "space-shrink: 30%, "
                           "hyphen-min-word: 9, caps: small}\n",
                           NULL, &messages);
    check_text(messages, "", "what hangs is a map of shares");
    if (!check(t != NULL, "and the theme can be used"))
        return;
    check(t->body.protrude.hyphen == 800 && t->body.protrude.quote == 125, "in thousandths");
    check(t->body.protrude.period == 600, "those it does not name are the other theme's");
    check(t->body.letter_space == 12 && t->body.hyphen_min == 9 && t->body.look.caps == 1 &&
              t->body.space_shrink == 300,
          "so are letter-space, the shortest word, capitals and what a space may lose");
    t = load("extends: house\nbody: {protrude: false}\n", NULL, &messages);
    check(t && t->body.protrude.hyphen == 0 && t->body.protrude.quote == 0, "false: nothing hangs");
    t = load("extends: house\nbody: {protrude: true}\n", NULL, &messages);
    check(t && t->body.protrude.hyphen == 500 && t->body.protrude.quote == 700,
          "true: what usually does");
}

static void faults_have_their_place(void)
{
    static const struct {
        const char *yaml, *message;
    } cases[] = {
        {"extends: house\nbody: {sise: 10pt}\n",
         "themes/mine.yaml:2:8: error: unknown theme key 'body.sise'\n"
         "   2 | body: {sise: 10pt}\n"
         "themes/mine.yaml:2:8: note: did you mean 'size'?\n"},
        {"extends: house\nbodi: {size: 10pt}\n",
         "themes/mine.yaml:2:1: error: unknown theme key 'bodi'\n"
         "   2 | bodi: {size: 10pt}\n"
         "themes/mine.yaml:2:1: note: did you mean 'body'?\n"},
        {"extends: house\nbody: {size: 10}\n",
         "themes/mine.yaml:2:14: error: 'size' wants a size of type such as 10.5pt, from 3pt to "
         "600pt\n"
         "   2 | body: {size: 10}\n"},
        {"extends: house\nbody: {protrude: {hyphn: 5%}}\n",
         "themes/mine.yaml:2:19: error: unknown theme key 'body.protrude.hyphn'\n"
         "   2 | body: {protrude: {hyphn: 5%}}\n"
         "themes/mine.yaml:2:19: note: did you mean 'hyphen'?\n"},
        {"extends: house\nbody: {protrude: {hyphen: 5}}\n",
         "themes/mine.yaml:2:27: error: 'hyphen' wants a percentage from 0% to 100%\n"
         "   2 | body: {protrude: {hyphen: 5}}\n"},
        {"extends: house\nbody: {letter-space: -3}\n",
         "themes/mine.yaml:2:22: error: 'letter-space' wants a whole number from 0 to 100\n"
         "   2 | body: {letter-space: -3}\n"},
        {"extends: house\nbody: {align: middle}\n",
         "themes/mine.yaml:2:15: error: 'align' wants start, center, end or justify\n"
         "   2 | body: {align: middle}\n"},
        {"extends: house\ntable: {row-rule: ink}\n",
         "themes/mine.yaml:2:19: error: 'row-rule' wants a rule such as 0.75pt ink, or none\n"
         "   2 | table: {row-rule: ink}\n"},
        {"extends: house\nbody: {color: \"#12345\"}\n",
         "themes/mine.yaml:2:15: error: 'color' wants a color: #RRGGBB or a name from colors:\n"
         "   2 | body: {color: \"#12345\"}\n"},
        {"extends: house\nbody: {color: petrool}\n",
         "themes/mine.yaml:2:15: error: 'color' wants a color: #RRGGBB or a name from colors:\n"
         "   2 | body: {color: petrool}\n"
         "themes/mine.yaml:2:15: note: did you mean 'petrol'?\n"},
        {"extends: house\ntable: {sum-rule: 1pt bric}\n",
         "themes/mine.yaml:2:19: error: 'sum-rule' wants a rule such as 0.75pt ink, or none\n"
         "   2 | table: {sum-rule: 1pt bric}\n"
         "themes/mine.yaml:2:19: note: did you mean 'brick'?\n"},
        {"extends: house\nbody: {color: none}\n",
         "themes/mine.yaml:2:15: error: 'color' wants a color: #RRGGBB or a name from colors:\n"
         "   2 | body: {color: none}\n"},
        {"extends: house\ncolors: {sea: {rgb: \"#102030\", cmyk: [90, 40, 0, 101]}}\n",
         "themes/mine.yaml:2:38: error: 'cmyk' wants four percentages, each 0 to 100\n"
         "   2 | colors: {sea: {rgb: \"#102030\", cmyk: [90, 40, 0, 101]}}\n"},
        {"extends: house\ncolors: {sea: {rgb: \"#102030\", cmyk: [90, 40, 0]}}\n",
         "themes/mine.yaml:2:38: error: 'cmyk' wants four percentages, each 0 to 100\n"
         "   2 | colors: {sea: {rgb: \"#102030\", cmyk: [90, 40, 0]}}\n"},
        {"extends: house\ncolors: {none: \"#102030\"}\n",
         "themes/mine.yaml:2:10: error: 'none' is no name for a color: it means something else\n"
         "   2 | colors: {none: \"#102030\"}\n"},
        {"extends: house\ncolors: {a: b, b: a}\n",
         "themes/mine.yaml:2:13: error: 'b' is not a color: #RRGGBB or a name from colors:\n"
         "   2 | colors: {a: b, b: a}\n"
         "themes/mine.yaml:2:19: error: 'a' is not a color: #RRGGBB or a name from colors:\n"
         "   2 | colors: {a: b, b: a}\n"},
        {"extends: house\npalette: [petrol, sees]\n",
         "themes/mine.yaml:2:19: error: 'sees' is not a color: #RRGGBB or a name from colors:\n"
         "   2 | palette: [petrol, sees]\n"},
        {"extends: house\npatterns: [solid, stripes ink, dots]\n",
         "themes/mine.yaml:2:19: error: a pattern is solid, or diagonal, antidiagonal, dots, grid "
         "or "
         "lines with a color: dots white\n"
         "   2 | patterns: [solid, stripes ink, dots]\n"
         "themes/mine.yaml:2:32: error: a pattern is solid, or diagonal, antidiagonal, dots, grid "
         "or "
         "lines with a color: dots white\n"
         "   2 | patterns: [solid, stripes ink, dots]\n"},
        {"extends: house\npage: {top: -5mm}\n",
         "themes/mine.yaml:2:13: error: 'top' wants a length such as 25mm or 10.5pt\n"
         "   2 | page: {top: -5mm}\n"},
        {"extends: house\nbody: {size: 0}\n",
         "themes/mine.yaml:2:14: error: 'size' wants a size of type such as 10.5pt, from 3pt to "
         "600pt\n"
         "   2 | body: {size: 0}\n"},
        {"extends: house\nbody: {leading: 10pt}\n",
         "themes/mine.yaml:2:17: error: the lines of 'body' touch: leading 10.0 pt, size 10.5 pt\n"
         "   2 | body: {leading: 10pt}\n"},
        {"extends: house\npage: {bottom: 280mm}\n",
         "themes/mine.yaml:2:7: error: the margins leave less than 20 mm for text\n"
         "   2 | page: {bottom: 280mm}\n"},
        {"extends: house\npage.top: 1mm\n",
         "themes/mine.yaml:2:1: error: unknown theme key 'page.top'\n"
         "   2 | page.top: 1mm\n"},
        {"extends: house\nheadings: {h1: {page: left}}\n",
         "themes/mine.yaml:2:23: error: 'page' wants anywhere, new or right\n"
         "   2 | headings: {h1: {page: left}}\n"},
        {"extends: house\nfacts: {columns: 1.5}\n",
         "themes/mine.yaml:2:18: error: 'columns' wants a whole number\n"
         "   2 | facts: {columns: 1.5}\n"},
        {"extends: house\ncover: {picture-height: 72}\n",
         "themes/mine.yaml:2:25: error: 'picture-height' wants a percentage such as 72%\n"
         "   2 | cover: {picture-height: 72}\n"},
        {"extends: house\nhead: {itmes: none}\n",
         "themes/mine.yaml:2:8: error: unknown theme key 'head.itmes'\n"
         "   2 | head: {itmes: none}\n"
         "themes/mine.yaml:2:8: note: did you mean 'items'?\n"},
        {"extends: house\nhead: {items: [{at: top, text: a}]}\n",
         "themes/mine.yaml:2:21: error: 'at' wants start, hang, end, center, inside, outside or "
         "tab\n"
         "   2 | head: {items: [{at: top, text: a}]}\n"},
        {"extends: house\nfoot: {left: all}\n",
         "themes/mine.yaml:2:14: error: 'foot.left' wants none, items or a list of items\n"
         "   2 | foot: {left: all}\n"},
        {"extends: house\nscripts: {arab: {scale: 118%}}\n",
         "themes/mine.yaml:2:11: error: 'arab' is no script: ISO 15924 has codes such as Arab\n"
         "   2 | scripts: {arab: {scale: 118%}}\n"},
        {"extends: house\nscripts: {Arab: {scael: 118%}}\n",
         "themes/mine.yaml:2:18: error: unknown theme key 'scripts.Arab.scael'\n"
         "   2 | scripts: {Arab: {scael: 118%}}\n"
         "themes/mine.yaml:2:18: note: did you mean 'scale'?\n"},
        {"extends: house\nfonts: [Lato]\n",
         "themes/mine.yaml:2:8: error: 'fonts' wants a map of roles and families\n"
         "   2 | fonts: [Lato]\n"},
        {"extends: hous\n", "themes/mine.yaml:1:10: error: no theme 'hous'\n"
                            "   1 | extends: hous\n"
                            "themes/mine.yaml:1:10: note: did you mean 'house'?\n"},
        {"extends: mine\n", "themes/mine.yaml:1:10: error: theme 'mine' extends itself\n"
                            "   1 | extends: mine\n"},
        {"extends: house\npage: {inside: 130mm}\n",
         "themes/mine.yaml:2:7: error: the margins leave less than 20 mm for text\n"
         "   2 | page: {inside: 130mm}\n"},
        {"- a\n", "themes/mine.yaml:1:1: error: a theme is a mapping of keys\n   1 | - a\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text messages;
        load(cases[i].yaml, NULL, &messages);
        check_text(messages, cases[i].message, cases[i].yaml);
    }
}

static void a_theme_that_lacks_looks_is_refused(void)
{
    struct text messages;
    struct theme *t = load("colors: {ink: \"#000000\", hair: \"#cccccc\"}\n", NULL, &messages);
    check(!t, "a theme without fonts cannot be used");
    check(text_find(messages, "no font, size or leading for 'body'") != SIZE_MAX,
          "and says which roles lack one");
}

static void front_matter_changes_the_page(void)
{
    struct text messages;
    struct theme *t = load("extends: house\n", "{size: 148mm x 210mm, hang: 0}", &messages);
    check(t && t->page.width == MM(148) && t->page.hang == 0, "page: may be a map");
    t = load("extends: house\n", "{margin: 60pt, top: 72pt}", &messages);
    check(t && t->page.inside == PT(60) && t->page.outside == PT(60) && t->page.bottom == PT(60) &&
              t->page.top == PT(72),
          "a margin is that of all sides that are not named");
    t = load("extends: house\npage: {margin: 61pt}\n", "{top: 72pt}", &messages);
    check(t && t->page.inside == PT(61) && t->page.top == PT(72), "in a theme, too");
    load("extends: house\n", "{margin: wide}", &messages);
    check_text(messages, "a.md:1:10: error: 'margin' wants a length such as 25mm or 10.5pt\n",
               "a margin that is none is told once");
    t = load("extends: house\n", "A3", &messages);
    check(t && t->page.height == MM(420), "page: may be a size");
    load("extends: house\n", "A9", &messages);
    check(text_find(messages, "a.md:1:1: error: 'page' wants a page size") != SIZE_MAX,
          "a size that is none is told at its place");
}

int main(void)
{
    arena = arena_new();
    if (!mkdtemp(folder))
        return 1;
    what_is_extended_is_inherited();
    themes_extend_over_levels();
    rings_are_told();
    many_levels_are_refused();
    colors_may_be_separated();
    scripts_are_kept();
    only_what_must_be_said_is_said();
    letters_of_the_body_are_told_in_shares();
    faults_have_their_place();
    a_theme_that_lacks_looks_is_refused();
    front_matter_changes_the_page();
    remove(path_join(arena, folder, "themes/mine.yaml"));
    remove(path_join(arena, folder, "themes"));
    remove(folder);
    arena_free(arena);
    return check_done();
}
