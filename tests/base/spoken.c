/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages in another language: parts are translated, users' words are not; English is kept beside;
 * a damaged catalogue is none. Held against the German one, as built. */
#include "base/spoken.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diagnostic.h"
#include "base/file.h"
#include "tests/check.h"

static const char german[] = "build/locale/de/LC_MESSAGES/dokuwerk.mo";
static struct arena *arena;

__attribute__((format(printf, 2, 3))) static void prints(const char *want, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *said = spoken_print(arena, format, args);
    va_end(args);
    check_text(text_of(said ? said : "(English)"), want, format);
}

/* A text that is nobody's literal. */
static const char *typed(const char *word)
{
    return arena_string(arena, text_of(word));
}

static void without_a_catalogue_nothing_is_translated(void)
{
    prints("(English)", "no theme '%s'", "x");
    check_text(text_of(spoken("a number")), "a number", "a text stays");
    check(!spoken_load("build/locale/none.mo"), "a file that is not there is none");
}

static void a_message_is_printed_in_german(void)
{
    prints("kein Theme 'x'", "no theme '%s'", typed("x"));
    prints("die Zeile ist 12.3 mm zu breit bei 'Wort'", "line is %lld.%lld mm too wide at '%.*s'",
           12LL, 3LL, 4, "Wortart");
    prints("die Spaltenbreiten ergeben zusammen mehr als 100 %",
           "the widths of the columns add up to over 100 %%");
    prints("U+00AD (Einbettung von links nach rechts) wird ausgelassen: der Text würde anderes "
           "sagen, als er zeigt",
           "U+%04X (%s) is left out: the text would say something else than it shows", 0xADu,
           "left-to-right embedding");
    prints("Tabellenprogramme können Texte für Formeln halten (2 Stellen der Abfrage 'q', gehalten "
           "für: Formeln); die Datei behält die Stellen, wie sie sind",
           "spreadsheet programs may take %zu text%s of query '%s' for %s: the file keeps %s as %s",
           (size_t)2, "s", typed("q"), "formulas", "them", "they are");
    prints("(English)", "no message says this: %s", "x");
}

static void parts_are_translated_and_words_of_users_are_not(void)
{
    prints("'x' ist unpassend; erwartet: eine Zahl", "'%s' must be %s", typed("x"), "a number");
    prints("'x' ist unpassend; erwartet: a number", "'%s' must be %s", typed("x"),
           typed("a number"));
    prints("'a number' ist unpassend; erwartet: eine Zahl", "'%s' must be %s", "a number",
           "a number");
    const char *label = arena_printf(arena, "query '%s'", typed("a number"));
    prints("Abfrage 'a number' ist leer", "%s is empty", label);
    prints("query 'other' ist leer", "%s is empty", typed("query 'other'"));
    const char *row = arena_printf(arena, "%s%srow %zu", "e", " ", (size_t)3);
    const char *cell = arena_printf(arena, "%s, column %s", row, typed("column"));
    check_text(spoken_recall(text_of(cell)), "e Zeile 3, Spalte column", "parts within parts");
    check_text(text_of(cell), "e row 3, column column", "which are English otherwise");
}

static void what_is_made_by_thousands_is_forgotten(void)
{
    const char *first = arena_printf(arena, "query '%s'", "first"), *last = first;
    for (int i = 0; i < 100000; i++)
        last = arena_printf(arena, "query '%s'", arena_printf(arena, "%d", i));
    prints("Abfrage '99999' ist leer", "%s is empty", last);
    prints("query 'first' ist leer", "%s is empty", first);
}

static struct text printed(const struct diag *diag, bool is_json)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&bytes, &n);
    if (is_json)
        diag_print_json(diag, out, NULL);
    else
        diag_print(diag, out);
    fclose(out);
    struct text kept = arena_text(arena, (struct text){bytes, n});
    free(bytes);
    return kept;
}

static void json_stays_english(void)
{
    struct diag *diag = diag_new(arena);
    const char *known[] = {"title"};
    struct place at = {"a.md", 3, 1, "event id=3, column titel"};
    diag_error(diag, at, "'%s' must be %s", "size", "a number");
    diag_suggest(diag, at, text_of("titel"), known, 1);
    check_text(printed(diag, false),
               "a.md:3:1: Fehler: 'size' ist unpassend; erwartet: eine Zahl (event id=3, Spalte "
               "titel)\na.md:3:1: Hinweis: war 'title' gemeint?\n",
               "people read German");
    check_text(printed(diag, true),
               "{\"severity\": \"error\", \"code\": \"must-be\", \"file\": \"a.md\", \"line\": 3, "
               "\"column\": 1, \"message\": \"'size' must be a number\", \"row\": \"event id=3, "
               "column titel\", \"notes\": [\"did you mean 'title'?\"], \"document\": null}\n",
               "programs read English");
}

static bool loads(const char *path, struct text bytes)
{
    FILE *file = fopen(path, "wb");
    bool is_written = file && fwrite(bytes.p, 1, bytes.n, file) == bytes.n;
    return file && fclose(file) == 0 && is_written && spoken_load(path);
}

static void a_damaged_catalogue_is_none(void)
{
    char path[] = "/tmp/spoken-XXXXXX";
    struct text whole;
    check(file_read(arena, german, &whole), "the catalogue can be read");
    int fd = mkstemp(path);
    close(fd);
    for (size_t n = 0; n < whole.n; n += n < 64 ? 1 : whole.n / 50)
        check(!loads(path, text_slice(whole, 0, n)), "cut off after %zu bytes", n);
    static const size_t heads[] = {0, 4, 8, 12, 16};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct text copy = arena_text(arena, whole);
        memset((char *)(uintptr_t)copy.p + heads[i], 0xFF, 4);
        check(!loads(path, copy), "byte %zu of its head is wrong", heads[i]);
    }
    check_text(text_of(spoken("a number")), "a number", "English stays");
    unlink(path);
}

int main(void)
{
    arena = arena_new();
    without_a_catalogue_nothing_is_translated();
    check(spoken_load(german), "the German catalogue is there");
    a_message_is_printed_in_german();
    parts_are_translated_and_words_of_users_are_not();
    what_is_made_by_thousands_is_forgotten();
    json_stays_english();
    a_damaged_catalogue_is_none();
    arena_free(arena);
    return check_done();
}
