/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/theme.h"

#include <stdlib.h>

#include "base/file.h"
#include "tests/check.h"
#include "tests/printed.h"

static struct arena *arena;
static char folder[] = "/tmp/dokuwerk-theme-XXXXXX";
static struct library library = {folder, "."};

static struct theme *load(const char *yaml, const char *page, struct text *messages)
{
    struct diag *diag = diag_new(arena);
    struct place at = {"a.md", 1, 1, NULL};
    file_write(path_join(arena, folder, "themes/mine.yaml"), text_of(yaml));
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
    check(t->foot.items == 1 && t->foot.item[0].at == EDGE_END, "a list of items is replaced");
    check(strcmp(t->foot.item[0].look.family, "Lato") == 0 && t->foot.item[0].look.size == PT(8),
          "new items look like the foot they are in");
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
         "themes/mine.yaml:2:14: error: 'size' wants a length such as 25mm or 10.5pt\n"
         "   2 | body: {size: 10}\n"},
        {"extends: house\nbody: {align: middle}\n",
         "themes/mine.yaml:2:15: error: 'align' wants start, center, end or justify\n"
         "   2 | body: {align: middle}\n"},
        {"extends: house\ntable: {row-rule: ink}\n",
         "themes/mine.yaml:2:19: error: 'row-rule' wants a rule such as 0.75pt ink\n"
         "   2 | table: {row-rule: ink}\n"},
        {"extends: house\nbody: {color: \"#12345\"}\n",
         "themes/mine.yaml:2:15: error: 'color' wants a color: #RRGGBB, none, or a name from "
         "colors:\n   2 | body: {color: \"#12345\"}\n"},
        {"extends: hous\n", "themes/mine.yaml:1:10: error: no theme 'hous'\n"
                            "   1 | extends: hous\n"
                            "themes/mine.yaml:1:10: note: did you mean 'house'?\n"},
        {"extends: mine\n", "themes/mine.yaml:1:10: error: theme 'mine' extends itself\n"
                            "   1 | extends: mine\n"},
        {"extends: house\npage: {inside: 130mm}\n",
         "a.md:1:1: error: the margins leave less than 20 mm for text\n"},
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
    faults_have_their_place();
    a_theme_that_lacks_looks_is_refused();
    front_matter_changes_the_page();
    remove(path_join(arena, folder, "themes/mine.yaml"));
    remove(path_join(arena, folder, "themes"));
    remove(folder);
    arena_free(arena);
    return check_done();
}
