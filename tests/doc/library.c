/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/library.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "tests/check.h"
#include "tests/printed.h"

static struct arena *arena;
static char folder[] = "/tmp/dokuwerk-library-XXXXXX";

static char *in(const char *name)
{
    return path_join(arena, folder, name);
}

static void sources_are_clean_text(const struct library *library)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *text, *message, *sentence;
    } cases[] = {
        {"\xEF\xBB\xBF# Ä\n", 8, "# Ä\n", "", "a BOM is removed"},
        {"x", 1, "x\n", "", "a missing line end is added"},
        {"a\0b\n", 4,
         "a\xEF\xBF\xBD"
         "b\n",
         "", "a NUL is replaced"},
        {"ab\nä\xFFz\xFE\n", 9, "ab\nä\xEF\xBF\xBDz\xEF\xBF\xBD\n",
         "text/a.md:2:2: error: invalid UTF-8: byte 0xFF\n   2 | ä\xEF\xBF\xBDz\xEF\xBF\xBD\n"
         "text/a.md:2:2: note: further invalid bytes in this file: 1\n",
         "malformed bytes are replaced and reported once"},
        {"x\xEF\xB7\x90\n", 5, "x\xEF\xBF\xBD\n",
         "text/a.md:1:2: error: U+FDD0 and U+FDD1 are no characters and cannot stand in a text\n"
         "   1 | x\xEF\xBF\xBD\n",
         "a token mark cannot be smuggled in"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diag *diag = diag_new(arena);
        file_write(in("text/a.md"), (struct text){cases[i].bytes, cases[i].n});
        struct source *source =
            source_read(arena, library, in("text/a.md"), (struct place){0}, diag);
        check_text(source->text, cases[i].text, cases[i].sentence);
        struct text got = printed_messages(arena, diag);
        check_text(got, cases[i].message, cases[i].sentence);
        check_text(text_of(source->shown), "text/a.md", "its path is relative to the workspace");
    }
}

static void a_missing_file_is_reported_where_it_is_named(const struct library *library)
{
    struct diag *diag = diag_new(arena);
    struct place at = {.file = "templates/b.md", .line = 3, .col = 5};
    check(!source_read(arena, library, in("text/no.md"), at, diag), "a missing file gives NULL");
    check_text(printed_messages(arena, diag),
               "templates/b.md:3:5: error: cannot read 'text/no.md': No such file or directory\n",
               "and a message at the place that names it");
}

static void names_are_found_in_order(const struct library *library)
{
    file_write(in("templates/one.md"), TEXT("w\n"));
    file_write(in("shipped/templates/one.md"), TEXT("s\n"));
    file_write(in("shipped/templates/two.md"), TEXT("s\n"));
    file_write(in("shipped/templates/themes/house.yaml"), TEXT("a: 1\n"));
    file_write(in("text/preface.md"), TEXT("p\n"));
    file_write(in("text/preface.de.md"), TEXT("p\n"));
    check_text(text_of(library_template(arena, library, "one", NULL)), in("templates/one.md"),
               "the workspace's template comes first");
    check_text(text_of(library_template(arena, library, "two", "de")),
               in("shipped/templates/two.md"), "then those that ship");
    check(!library_template(arena, library, "../text/preface", "de"), "a name cannot climb out");
    check_text(text_of(library_theme(arena, library, "house")),
               in("shipped/templates/themes/house.yaml"), "a theme is found among the shipped");
    check_text(text_of(library_partial(arena, library, "preface", "de-AT", NULL)),
               in("text/preface.de.md"), "a partial in the language replaces the general one");
    check_text(text_of(library_partial(arena, library, "preface", "fr", NULL)),
               in("text/preface.md"), "else the general one serves");
    check_text(text_of(library_partial(arena, library, "one", NULL, in("shipped/templates"))),
               in("shipped/templates/one.md"), "what stands beside the file comes first");
    const char **names;
    size_t n = library_names(arena, library, SHELF_TEMPLATES, &names);
    check(n == 2 && strcmp(names[0], "one") == 0 && strcmp(names[1], "two") == 0,
          "all names are listed once, in order");
}

static void the_nearest_language_is_found(const struct library *library)
{
    static const struct {
        const char *name, *lang, *path;
    } cases[] = {
        {"guide", NULL, "templates/guide.md"},
        {"guide", "fr", "templates/guide.md"},
        {"guide", "ar", "text/guide.ar.md"},
        {"guide", "ar-EG", "text/guide.ar.md"},
        {"guide", "de+ar", "text/guide.de+ar.md"},
        {"guide", "de+uk", "templates/guide.md"},
        {"guide", "ar+de", "text/guide.ar.md"},
        {"guide", "arz", "templates/guide.md"},
        {"note", "de-x-leicht", "text/note.de-x-leicht.md"},
        {"note", "de", "text/note.md"},
        {"ours", "ar", "templates/ours.md"},
        {"theirs", "ar", "shipped/templates/theirs.ar.md"},
        {"theirs", "de", "shipped/templates/theirs.md"},
        {"no", "de", NULL},
    };
    static const char *const files[] = {
        "templates/guide.md",          "text/guide.ar.md",
        "text/guide.de+ar.md",         "text/note.md",
        "text/note.de-x-leicht.md",    "templates/ours.md",
        "shipped/templates/ours.md",   "shipped/templates/ours.ar.md",
        "shipped/templates/theirs.md", "shipped/templates/theirs.ar.md"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        file_write(in(files[i]), TEXT("x\n"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *name = cases[i].name, *path = cases[i].path;
        const char *found = library_template(arena, library, name, cases[i].lang);
        if (!check(!found == !path, "%s in %s", name, cases[i].lang) || !path)
            continue;
        check_text(text_of(found), in(path), arena_printf(arena, "%s in %s", name, cases[i].lang));
        bool is_general = text_ends(text_of(path), arena_printf(arena, "/%s.md", name));
        check(library_is_replacement(found, name) == !is_general, "%s is %sthe general one", path,
              is_general ? "" : "not ");
    }
}

int main(void)
{
    arena = arena_new();
    if (!mkdtemp(folder))
        return 1;
    struct library library = {folder, in("shipped")};
    sources_are_clean_text(&library);
    a_missing_file_is_reported_where_it_is_named(&library);
    names_are_found_in_order(&library);
    the_nearest_language_is_found(&library);
    char *command = arena_printf(arena, "rm -r '%s'", folder);
    check(system(command) == 0, "the temporary folder is removed");
    arena_free(arena);
    return check_done();
}
