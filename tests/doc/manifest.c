/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/manifest.h"

#include <stdlib.h>
#include <unistd.h>

#include "doc/pathkey.h"
#include "tests/check.h"
#include "tests/doc/workspace.h"

static void a_manifest_is_read_whole(void)
{
    struct manifest *m = load("title: Willkommen\n"
                              "database: project.db\n"
                              "languages: {source: de, targets: [en, ar]}\n"
                              "theme: house\n"
                              "date: 2015-12-31\n"
                              "output: made\n"
                              "project: {funder: Land}\n"
                              "documents:\n"
                              "  - template: event\n"
                              "    each: |\n"
                              "      SELECT id\n"
                              "    output: \"d/{{slug}}.pdf\"\n"
                              "  - template: event\n"
                              "    languages: [all, de+ar]\n"
                              "    editions: [web, print]\n"
                              "    theme: report\n"
                              "    checks: [V*, sums]\n"
                              "    findings: [V*]\n"
                              "    output: b.{{lang}}.pdf\n");
    if (!check(m != NULL, "a manifest is read (%s)", printed_messages(arena, diag).p))
        return;
    check(text_is(m->title, "Willkommen") && strcmp(m->database, "project.db") == 0 &&
              strcmp(m->date, "2015-12-31") == 0 && strcmp(m->output, "made") == 0,
          "its texts are kept");
    check(m->targets == 2 && strcmp(m->target[1], "ar") == 0, "its languages too");
    check(yaml_find(m->project, "funder") != NULL, "and the free values");
    check(m->entries == 2 && m->entry[1].langs == 4 && m->entry[1].editions == 2,
          "and each document, `all` taken as the source language and the targets");
    check(!m->entry[0].theme && strcmp(m->entry[1].theme, "report") == 0 &&
              m->entry[1].theme_at.line == 16 && m->entry[1].theme_at.col == 12,
          "a document may name a theme of its own");
    check(!m->entry[0].check && !m->entry[0].finding && m->entry[1].checks == 2 &&
              m->entry[1].findings == 1 && m->entry[1].finding[0].at.line == 18,
          "and checks of its own");
    check(m->entry[0].each_at.line == 11 && m->entry[0].each_at.col == 7,
          "a query's place is its first character's");
    struct manifest *least = load("documents: [{template: event, output: a.pdf}]\n");
    check(least && strcmp(least->source_lang, "de") == 0 && strcmp(least->output, "out") == 0 &&
              !least->database,
          "what is not said has its default");
}

static void faults_are_located(void)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"documents:\n  - templat: event\n    output: a\n",
         "dokuwerk.yaml:2:5: error: unknown key 'templat'\n"
         "   2 |   - templat: event\n"
         "dokuwerk.yaml:2:5: note: did you mean 'template'?\n"
         "dokuwerk.yaml:2:5: error: this document has no 'template'\n"
         "   2 |   - templat: event\n"},
        {"documents:\n  - template: event\n",
         "dokuwerk.yaml:2:5: error: this document has no 'output'\n   2 |   - template: event\n"},
        {"title: x\n", "dokuwerk.yaml:1:1: error: the manifest lists no 'documents'\n"
                       "   1 | title: x\n"},
        {"date: 2015-13-01\ndocuments: []\n",
         "dokuwerk.yaml:1:7: error: '2015-13-01' is not a date such as 2015-12-31\n"
         "   1 | date: 2015-13-01\n"},
        {"output: ../x\ndocuments: []\n",
         "dokuwerk.yaml:1:9: error: '../x' leaves the workspace\n   1 | output: ../x\n"},
        {"documents: [{template: event, output: a, languages: [fr]}]\n",
         "dokuwerk.yaml:1:54: error: 'fr' is not among the manifest's languages\n"
         "   1 | documents: [{template: event, output: a, languages: [fr]}]\n"},
        {"documents: x\n",
         "dokuwerk.yaml:1:12: error: 'documents' must be a list\n   1 | documents: x\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check(!load(cases[i].text), "a manifest with a fault is not used");
        check_text(printed_messages(arena, diag), cases[i].message, cases[i].text);
    }
}

static struct value slug;

static const struct value *lookup(void *context, struct text name)
{
    (void)context;
    return text_is(name, "slug") ? &slug : NULL;
}

static void output_paths_stay_in_their_folder(void)
{
    static const struct {
        const char *output, *slug, *path, *message;
    } cases[] = {
        {"d/{{slug}}.pdf", "tag-1", "d/tag-1.pdf", NULL},
        {"{{slug}}/a.pdf", "Grüße", "Grüße/a.pdf", NULL},
        {"a/../b.pdf", "", "b.pdf", NULL},
        {"d/{{slug}}.pdf", "", NULL,
         "m:3:7: error: '' for 'slug' cannot stand in a path: it is empty"},
        {"d/{{slug}}.pdf", "a/b", NULL, "it has a slash"},
        {"d/{{slug}}.pdf", "a\\b", NULL, "it has a slash"},
        {"d/{{slug}}.pdf", "..", NULL, "it begins with a dot"},
        {"d/{{slug}}.pdf", ".x", NULL, "it begins with a dot"},
        {"d/{{slug}}.pdf", "a\nb", NULL, "it has a control character"},
        {"d/{{slg}}.pdf", "a", NULL, "m:3:7: error: no value 'slg' for the output path"},
        {"d/{{#slug}}x{{/slug}}", "a", NULL, "an output path takes plain values only"},
        {"../a.pdf", "", NULL, "m:3:5: error: output '../a.pdf' leaves the output folder"},
        {"/a.pdf", "", NULL, "leaves the output folder"},
        {".cache/a.pdf", "", NULL, "is not a usable file name"},
        {"d/", "", NULL, "is not a usable file name"},
        {"d/{{slug", "", NULL, "this tag is never closed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct entry entry = {.output = text_of(cases[i].output),
                              .output_at = {.file = "m", .line = 3, .col = 5}};
        slug = (struct value){VALUE_TEXT, 0, text_of(cases[i].slug)};
        diag = diag_new(arena);
        const char *path = manifest_output(arena, &entry, lookup, NULL, diag);
        if (cases[i].path)
            check_text(text_of(path), cases[i].path, cases[i].output);
        else
            check(!path && text_find(printed_messages(arena, diag), cases[i].message) != SIZE_MAX,
                  "%s with '%s' is refused: %s", cases[i].output, cases[i].slug,
                  printed_messages(arena, diag).p);
    }
}

static void paths_meet_by_caseless_matching(void)
{
    static const struct {
        const char *one, *other;
        bool meet;
    } cases[] = {
        {"a/b.pdf", "A/B.PDF", true},
        {"m\xC3\xA4.pdf", "ma\xCC\x88.pdf", true},
        {"M\xC3\x84.pdf", "ma\xCC\x88.pdf", true},
        {"Stra\xC3\x9F"
         "e.pdf",
         "STRASSE.pdf", true},
        {"\xCE\xA3.pdf", "\xCF\x82.pdf", true},
        {"a.pdf", "b.pdf", false},
        {"a.pdf", "\xC3\xA4.pdf", false},
        {"a/b.pdf", "ab.pdf", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool meet =
            text_is(text_of(path_key(arena, cases[i].one)), path_key(arena, cases[i].other));
        check(meet == cases[i].meet, "'%s' and '%s' %s", cases[i].one, cases[i].other,
              cases[i].meet ? "meet" : "are apart");
    }
}

int main(void)
{
    arena = arena_new();
    if (!mkdtemp(folder))
        return 1;
    library.root = folder;
    file_write(path_join(arena, folder, "templates/event.md"), TEXT("x\n"));
    a_manifest_is_read_whole();
    faults_are_located();
    output_paths_stay_in_their_folder();
    paths_meet_by_caseless_matching();
    char *command = arena_printf(arena, "rm -r '%s'", folder);
    check(system(command) == 0, "the temporary folder is removed");
    arena_free(arena);
    return check_done();
}
