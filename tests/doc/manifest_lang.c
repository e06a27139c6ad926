/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/manifest.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "tests/check.h"
#include "tests/doc/workspace.h"

static void refused(const char *text, const char *message)
{
    bool is_refused = !load(text);
    struct text said = printed_messages(arena, diag);
    check(is_refused && text_find(said, message) != SIZE_MAX, "%s: %s", text, said.p);
}

/* The editions of the only document: "de en de+ar/ar". */
static struct text listed(const struct manifest *m)
{
    struct buf out = {0};
    for (size_t i = 0; m && i < m->entry[0].langs; i++) {
        const struct edition_lang *e = &m->entry[0].lang[i];
        buf_printf(&out, "%s%s", i ? " " : "", e->name);
        if (e->second)
            buf_printf(&out, "(%s|%s)", e->lang, e->second);
        if (e->theme)
            buf_printf(&out, ":%s", e->theme);
    }
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static void a_document_lists_its_languages(void)
{
    static const char *const cases[][2] = {
        {"[all]", "de en ar de-x-leicht pt-BR"},
        {"all", "de en ar de-x-leicht pt-BR"},
        {"[ar, all]", "ar de en de-x-leicht pt-BR"},
        {"[all, de+ar, en+de]", "de en ar de-x-leicht pt-BR de+ar(de|ar) en+de(en|de)"},
        {"[all, en]", "de en ar de-x-leicht pt-BR"},
        {"[de-x-leicht, de], themes: {de-x-leicht: easy}", "de-x-leicht:easy de"},
        {"[de, de+ar], themes: {de+ar: wide}", "de de+ar(de|ar):wide"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text =
            arena_printf(arena,
                         "languages: {source: de, targets: [en, ar, de-x-leicht, pt-BR]}\n"
                         "documents: [{template: t, output: a, languages: %s}]\n",
                         cases[i][0]);
        check_text(listed(load(text)), cases[i][1], cases[i][0]);
    }
}

static void faults_of_languages_are_located(void)
{
    static const char *const cases[][2] = {
        {"fr", "'fr' is not among the manifest's languages"},
        {"[de, arr]", "'arr' is not among the manifest's languages"},
        {"[de, arr]", "note: did you mean 'ar'?"},
        {"[de+fr]", "'fr' is not among the manifest's languages"},
        {"[fr+de]", "'fr' is not among the manifest's languages"},
        {"[de+]", "'de+' is not two languages such as de+ar"},
        {"[+de]", "'+de' is not two languages such as de+ar"},
        {"[+]", "'+' is not two languages such as de+ar"},
        {"[de+en+ar]", "'de+en+ar' is not two languages such as de+ar"},
        {"[de+de]", "'de+de' is the same language twice"},
        {"[all+ar]", "'all' is not among the manifest's languages"},
        {"[de, de]", "'de' is listed twice"},
        {"[all, all]", "'all' is listed twice"},
        {"[de+ar, en, de+ar]", "'de+ar' is listed twice"},
        {"[]", "'languages' lists none"},
        {"{de: en}", "a list of texts"},
        {"[de], themes: easy", "'themes' must be a map such as {de-x-leicht: easy}"},
        {"[de], themes: {en: easy}", "'en' is not among this document's languages"},
        {"[de+ar], themes: {de+ra: easy}", "did you mean 'de+ar'?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = arena_printf(arena,
                                        "languages: {source: de, targets: [en, ar]}\n"
                                        "documents: [{template: t, output: a, languages: %s}]\n",
                                        cases[i][0]);
        refused(text, cases[i][1]);
    }
}

static void faults_of_the_workspaces_languages_are_located(void)
{
    static const char *const cases[][2] = {
        {"{source: de, targets: [en, en]}", "dokuwerk.yaml:1:39: error: 'en' is named twice\n"},
        {"{source: de, targets: [en, DE]}", "1:39: error: 'DE' is named twice\n"},
        {"{source: de, targets: [de_DE]}",
         "1:35: error: 'de_DE' is not a language tag, such as de or pt-BR\n"},
        {"{source: de, targets: [arabisch]}", "note: did you mean 'ar'?"},
        {"{source: de, target: [en]}", "note: did you mean 'targets'?"},
        {"{source: de, targets: [de+ar]}", "'de+ar' is not a language tag"},
        {"{source: de, targets: [\"\"]}", "dokuwerk.yaml:1:35: error:"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = arena_printf(arena, "languages: %s\ndocuments: []\n", cases[i][0]);
        refused(text, cases[i][1]);
    }
}

static void translatable_columns_are_read(void)
{
    struct manifest *m = load("translatable:\n"
                              "  event: [title, summary_md]\n"
                              "  region: name\n"
                              "documents: []\n");
    if (!check(m && m->translatables == 2, "%s", printed_messages(arena, diag).p))
        return;
    const struct translatable *event = &m->translatable[0], *region = &m->translatable[1];
    check_text(text_of(event->table), "event", "the table");
    check(event->columns == 2 && region->columns == 1, "one column or several");
    check_text(text_of(event->column[1]), "summary_md", "the second column");
    check(event->at.line == 2 && event->at.col == 3 && event->column_at[1].col == 18 &&
              region->column_at[0].line == 3,
          "each has its place");
    check(!load("translatable: [event]\ndocuments: []\n"), "a list is refused");
    refused("translatable: {event: [title, title]}\ndocuments: []\n",
            "1:31: error: 'title' is listed twice");
}

int main(void)
{
    arena = arena_new();
    if (!mkdtemp(folder))
        return 1;
    library.root = folder;
    a_document_lists_its_languages();
    faults_of_languages_are_located();
    faults_of_the_workspaces_languages_are_located();
    translatable_columns_are_read();
    char *command = arena_printf(arena, "rm -r '%s'", folder);
    check(system(command) == 0, "the temporary folder is removed");
    arena_free(arena);
    return check_done();
}
