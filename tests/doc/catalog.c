/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PO files as catalogs: what is found, where, and what is said of faults. With arguments (a
 * workspace and tags) it says of each po/TAG.po whether it was taken, for po-corpus.py. */
#include "doc/catalog.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "doc/catalog_write.h"
#include "doc/library.h"
#include "tests/check.h"
#include "tests/printed.h"

#define HEADER                                                                                     \
    "msgid \"\"\nmsgstr \"\"\n\"PO-Revision-Date: 2015-09-14 10:30+0200\\n\"\n"                    \
    "\"Last-Translator: Aylin Kaya <kaya@example.org>\\n\"\n\"Language-Team: Türkisch\\n\"\n"     \
    "\"Language: tr\\n\"\n\"MIME-Version: 1.0\\n\"\n"                                              \
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"X-Native-Review: no\\n\"\n\n"

static char root[] = "/tmp/catalog.XXXXXX";

static int say_verdicts(const char *folder, int tags, char **tag)
{
    struct library library = {.root = folder};
    for (int i = 0; i < tags; i++) {
        struct arena *arena = arena_new();
        struct diag *diag = diag_new(arena);
        bool is_taken = catalog_load(arena, &library, tag[i], diag);
        printf("%s %s\n", tag[i], is_taken ? "taken" : "refused");
        diag_print(diag, stdout);
        arena_free(arena);
    }
    return 0;
}

static struct catalog *load(struct arena *arena, struct text file, struct diag *diag)
{
    struct library library = {.root = root};
    const char *path = path_join(arena, root, "po/tr.po");
    if (!file_write(path, file))
        return NULL;
    struct catalog *catalog = catalog_load(arena, &library, "tr", diag);
    unlink(path);
    return catalog;
}

static void translations_are_found(void)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct catalog *c =
        load(arena,
             TEXT(HEADER "msgid \"Haus\"\nmsgstr \"ev\"\n\n"
                         "msgctxt \"event.title\"\nmsgid \"Haus\"\nmsgstr \"konut\"\n\n"
                         "#, fuzzy\n#| msgid \"Türe\"\nmsgid \"Tür\"\nmsgstr \"kapı\"\n\n"
                         "msgid \"Dach\"\nmsgstr \"\"\n\n"
                         "msgid \"Zeile eins\\\\\\n\"\n\"zwei\"\nmsgstr \"bir\\\\\\n\"\n\"iki\"\n\n"
                         "#~ msgid \"Hof\"\n#~ msgstr \"avlu\"\n\n"
                         "  msgid \"Garten\" msgstr \"bahçe\"\n"),
             diag);
    check(c && !diag_count(diag), "a sound file is taken without a word");
    struct translation found = catalog_find(c, NULL, TEXT("Haus"));
    check(found.state == TRANSLATION_DONE, "a translation is found");
    check_text(found.text, "ev", "it is the text without context");
    check(found.at.line == 12 && found.at.col == 9,
          "its place is that of its first character's: %u:%u", found.at.line, found.at.col);
    check_text(text_of(found.at.file), "po/tr.po", "in the file");
    found = catalog_find(c, "event.title", TEXT("Haus"));
    check_text(found.text, "konut", "a column's translation has its context");
    found = catalog_find(c, "event.place", TEXT("Haus"));
    check(found.state == TRANSLATION_MISSING && !found.text.n, "another context is another text");
    found = catalog_find(c, NULL, TEXT("Tür"));
    check(found.state == TRANSLATION_FUZZY, "a fuzzy entry is fuzzy");
    check_text(found.text, "kapı", "and has its text");
    check(found.at.line == 21, "and the place of its msgstr: %u", found.at.line);
    found = catalog_find(c, NULL, TEXT("Dach"));
    check(found.state == TRANSLATION_MISSING, "an empty msgstr is no translation");
    check(found.at.line == 24, "but the entry has a place");
    found = catalog_find(c, NULL, TEXT("Zeile eins\\\nzwei"));
    check_text(found.text, "bir\\\niki", "a hard line break stands in source and translation");
    found = catalog_find(c, NULL, TEXT("Hof"));
    check(found.state == TRANSLATION_MISSING && !found.at.line, "an obsolete entry does not count");
    found = catalog_find(c, NULL, TEXT("Garten"));
    check(found.at.line == 34 && found.at.col == 26, "several keywords may stand in a line: %u:%u",
          found.at.line, found.at.col);
    found = catalog_find(c, NULL, TEXT(""));
    check(found.state == TRANSLATION_MISSING, "the header translates nothing");
    found = catalog_find(NULL, NULL, TEXT("Haus"));
    check(found.state == TRANSLATION_MISSING, "without a catalog all is missing");
    arena_free(arena);
}

static void credits_are_read(void)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct credit credit = catalog_credit(load(arena, TEXT(HEADER), diag));
    check_text(credit.translator, "Aylin Kaya", "the translator has no address");
    check_text(credit.team, "Türkisch", "the team");
    check_text(credit.revised, "2015-09-14", "the day of the revision");
    check(!credit.is_reviewed, "no review is none");
    credit = catalog_credit(
        load(arena,
             TEXT("msgid \"\"\nmsgstr \"\"\n\"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n\"\n"
                  "\"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n\"\n\"language: tr\\n\"\n"
                  "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"X-Native-Review: YES\\n\"\n"),
             diag));
    check(!credit.translator.n && !credit.revised.n, "what gettext puts for nobody is nobody");
    check(credit.is_reviewed, "yes is yes in capitals too");
    credit = catalog_credit(NULL);
    check(!credit.translator.n && !credit.is_reviewed, "without a catalog nobody is credited");
    arena_free(arena);
}

/* What is said of a file, and where. */
static const struct {
    const char *file, *wanted, *says;
    bool is_taken;
} faults[] = {
    {HEADER "msgid \"a\"\nmsgstr \"b\n",
     "po/tr.po:12:8: error: the text has no closing quotation mark",
     "an open string is told where it opens", false},
    {HEADER "msgid \"a\"\nmsgstr \"ä\\q\"\n", "po/tr.po:12:10: error: no such escape",
     "a wrong escape is told where it stands, in characters", false},
    {HEADER "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n",
     "po/tr.po:14:1: error: the same source text is translated a second time",
     "a text given twice is told at the second", false},
    {HEADER "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n",
     "po/tr.po:12:9: note: the first time is here", "and at the first", false},
    {HEADER "msgid \"a\\n\"\nmsgstr \"b\"\n",
     "po/tr.po:12:9: error: source and translation must both end",
     "a line end that is missing is told at the translation", false},
    {HEADER "msgid \"a\"\nmsgstr \"b\xFF\"\n", "po/tr.po:12:10: error: byte 0xFF is no text",
     "a byte that is no text is told where it stands", false},
    {HEADER "msgid \"a\"\nmsgstr \"b\x01\"\n",
     "po/tr.po:12:9: error: the translation holds a control character: U+0001",
     "a control character is told, and the file is taken", true},
    {HEADER "msgid \"a\"\nmsgstr \"b\\0c\"\n", "po/tr.po:12:9: error: the translation holds a NUL",
     "a NUL by escape is told, and the file is taken", true},
    {HEADER "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n",
     "po/tr.po:13:12: error: this entry has plural forms",
     "plural forms without Plural-Forms are told", false},
    {"msgid \"\"\nmsgstr \"Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n\"\n",
     "po/tr.po:2:9: warning: the header says that the Language is 'fr', the file's name that it is "
     "'tr'",
     "a file of another language is told", true},
    {"msgid \"\"\nmsgstr \"\"\n\"Language: xx-klingon-unknownlanguage\\n\"\n"
     "\"Content-Type: text/plain; charset=UTF-8\\n\"\n",
     "po/tr.po:3:2: warning: the header says", "an unknown language is told at its field", true},
    {"msgid \"\"\nmsgstr \"\"\n\"Language: tr\\n\"\n\"Content-Type: text/plain; "
     "charset=x-none\\n\"\n",
     "po/tr.po:4:28: warning: the charset 'x-none' is not known", "an unknown charset is told",
     true},
    {"msgid \"a\"\nmsgstr \"b\"\n", "po/tr.po:1:1: error: the file has no header",
     "a file without header is told", false},
    {"\xEF\xBB\xBF" HEADER, "po/tr.po:1:1: error: the file begins with a byte order mark",
     "a byte order mark is told", false},
    {"\xFF\xFEm", "po/tr.po:1:1: error: the file is UTF-16", "UTF-16 is told", false},
    {HEADER "domain \"x\"\n", "po/tr.po:11:1: error: 'domain' has no place", "a domain is told",
     false},
    {"", "po/tr.po:1:1: error: the file has no header", "an empty file is told", false},
};

static void faults_have_their_place(void)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct arena *arena = arena_new();
        struct diag *diag = diag_new(arena);
        struct catalog *catalog = load(arena, text_of(faults[i].file), diag);
        struct text said = printed_messages(arena, diag);
        check(text_find(said, faults[i].wanted) != SIZE_MAX, "%s\n     %.*s", faults[i].says,
              (int)said.n, said.p);
        check((catalog != NULL) == faults[i].is_taken, "%s: taken or not", faults[i].says);
        if (catalog)
            check(catalog_find(catalog, NULL, TEXT("a")).state == TRANSLATION_MISSING,
                  "%s: nothing is translated by it", faults[i].says);
        arena_free(arena);
    }
}

static void other_charsets_are_read(void)
{
    static const char hebrew[] = "msgid \"\"\nmsgstr \"\"\n\"Language: tr\\n\"\n"
                                 "\"Content-Type: text/plain; charset=CP1255\\n\"\n\n"
                                 "msgid \"a\"\nmsgstr \"\xF9\xEC\xE5\xED\"\n";
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct catalog *catalog = load(arena, text_of(hebrew), diag);
    struct translation found = catalog_find(catalog, NULL, TEXT("a"));
    check_text(found.text, "שלום", "a charset that libgettextpo cannot stand is converted");
    check(found.at.line == 7 && !diag_count(diag), "without a word, with its place");
    arena_free(arena);
}

/* The header's Language is a locale's name. */
static void languages_are_locales(void)
{
    static const struct {
        const char *lang, *locale;
        bool fits;
    } cases[] = {{"tr", "tr", true},        {"tr", "TR", true},     {"uk", "uk_UA", true},
                 {"pt-BR", "pt_BR", true},  {"pt-BR", "pt", false}, {"sr-Latn", "sr@latin", true},
                 {"sr-Latn", "sr", false},  {"tr", "fr", false},    {"tr", "tri", false},
                 {"de-AT", "de_DE", false}, {"fa", "prs", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct diag *diag = diag_new(arena);
        struct library library = {.root = root};
        const char *path = arena_printf(arena, "%s/po/%s.po", root, cases[i].lang);
        file_write(path, text_of(arena_printf(arena,
                                              "msgid \"\"\nmsgstr \"Language: %s\\n\"\n"
                                              "\"Content-Type: text/plain; charset=UTF-8\\n\"\n",
                                              cases[i].locale)));
        check(catalog_load(arena, &library, cases[i].lang, diag) &&
                  (diag_warnings(diag) == 0) == cases[i].fits,
              "%s in %s.po", cases[i].locale, cases[i].lang);
        unlink(path);
        arena_free(arena);
    }
}

/* A fault in each line: so many messages help nobody. */
static void many_faults_are_counted(void)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct buf file = {0};
    buf_string(&file, HEADER);
    for (int i = 0; i < 1000; i++)
        buf_printf(&file, "foo%d\n", i);
    check(!load(arena, buf_as_text(&file), diag), "a file of faults is refused");
    check(diag_errors(diag) == 21, "twenty are told, the rest counted: %zu", diag_errors(diag));
    buf_done(&file);
    arena_free(arena);
}

static void twenty_files_load_fast(void)
{
    struct buf file = {0};
    buf_string(&file, HEADER);
    for (int i = 0; i < 500; i++)
        buf_printf(&file,
                   "#: text/a.md:%d\nmsgid \"Satz Nummer %d, lang genug für eine Zeile\"\n"
                   "msgstr \"جملة رقم %d مع بعض الكلمات حتى تكون طويلة بما فيه الكفاية\"\n\n",
                   i, i, i);
    clock_t from = clock();
    for (int i = 0; i < 20; i++) {
        struct arena *arena = arena_new();
        struct diag *diag = diag_new(arena);
        struct catalog *catalog = load(arena, buf_as_text(&file), diag);
        check(catalog_find(catalog, NULL, TEXT("Satz Nummer 499, lang genug für eine Zeile"))
                      .at.line == 10 + 499 * 4 + 3,
              "the last of many entries has its place");
        arena_free(arena);
    }
    double seconds = (double)(clock() - from) / CLOCKS_PER_SEC;
#ifndef __SANITIZE_ADDRESS__
    check(seconds < 0.5, "twenty files of 500 entries load in half a second: %.2f s", seconds);
#endif
    (void)seconds;
    buf_done(&file);
}

static void names_stay_inside(void)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct library library = {.root = root}, none = {0};
    check(!catalog_load(arena, &library, "../tr", diag), "a tag does not climb");
    check(!catalog_load(arena, &library, "tr", diag), "a file that is not there is none");
    check(!catalog_load(arena, &none, "tr", diag), "nor is there one without a workspace");
    check(!diag_count(diag), "and nothing is said");
    arena_free(arena);
}

static void entries_are_changed(void)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    const char *from = path_join(arena, root, "po/from.po"),
               *to = path_join(arena, root, "po/tr.po");
    struct library library = {.root = root};
    const struct change change[] = {{NULL, TEXT("Tür"), TEXT("kapı \"x\"\\\ny"), false},
                                    {NULL, TEXT("fort"), TEXT("x"), false},
                                    {"t.c", TEXT("Haus"), TEXT("konut"), true}};
    file_write(
        from,
        TEXT("# mine\n" HEADER
             "# note\n#, fuzzy\n#| msgid \"Türe\"\nmsgid \"Tür\"\nmsgstr \"kapi\"\n\n"
             "msgid \"Haus\"\nmsgstr \"ev\"\n\nmsgctxt \"t.c\"\nmsgid \"Haus\"\nmsgstr \"\"\n\n"
             "#~ msgid \"Hof\"\n#~ msgstr \"avlu\"\n"));
    bool is_cut;
    check(catalog_change(arena, from, to, change, 3, (struct place){.file = "po/tr.po"}, &is_cut,
                         diag),
          "a file is changed");
    check(!is_cut, "to its end");
    struct text now;
    file_read(arena, to, &now);
    struct catalog *c = catalog_load(arena, &library, "tr", diag);
    check_text(catalog_find(c, NULL, TEXT("Tür")).text, "kapı \"x\"\\\ny",
               "an entry has its new text");
    check(catalog_find(c, NULL, TEXT("Tür")).state == TRANSLATION_DONE, "and is fuzzy no more");
    check(catalog_find(c, "t.c", TEXT("Haus")).state == TRANSLATION_FUZZY, "or has become so");
    check_text(catalog_find(c, NULL, TEXT("Haus")).text, "ev", "others stay");
    check(text_find(now, "# mine\n") == 0 && text_find(now, "# note\n") != SIZE_MAX &&
              text_find(now, "#~ msgid \"Hof\"") != SIZE_MAX,
          "comments and obsolete entries stay");
    check(text_find(now, "#| ") == SIZE_MAX, "the text before goes with the mark");
    check(!diag_count(diag), "nothing is said");
    arena_free(arena);
}

static void plural_forms_are_known(void)
{
    static const char *const known[][2] = {{"vi", "nplurals=1"},
                                           {"fr", "nplurals=2; plural=(n > 1)"},
                                           {"fr-CA", "nplurals=2; plural=(n > 1)"},
                                           {"ar", "nplurals=6"},
                                           {"ru", "nplurals=3"},
                                           {"uk", "nplurals=3"},
                                           {"tr", "nplurals=2; plural=(n != 1)"},
                                           {"pt-BR", "nplurals=2; plural=(n > 1)"},
                                           {"pt", "nplurals=2; plural=(n != 1)"},
                                           {"xx", "nplurals=2; plural=(n != 1)"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        check(text_starts(text_of(catalog_plural_forms(known[i][0])), known[i][1]),
              "%s has the plural forms of its language", known[i][0]);
}

int main(int argc, char **argv)
{
    if (argc > 2)
        return say_verdicts(argv[1], argc - 2, argv + 2);
    char po[sizeof root + 3], from[sizeof root + 11], to[sizeof root + 9];
    if (!mkdtemp(root))
        return 1;
    snprintf(po, sizeof po, "%s/po", root);
    snprintf(from, sizeof from, "%s/from.po", po);
    snprintf(to, sizeof to, "%s/tr.po", po);
    mkdir(po, 0700);
    translations_are_found();
    credits_are_read();
    faults_have_their_place();
    other_charsets_are_read();
    languages_are_locales();
    many_faults_are_counted();
    twenty_files_load_fast();
    names_stay_inside();
    entries_are_changed();
    plural_forms_are_known();
    unlink(from);
    unlink(to);
    rmdir(po);
    rmdir(root);
    return check_done();
}
