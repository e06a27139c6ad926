/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units counted against a catalog. */
#include "doc/tally.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "doc/catalog.h"
#include "doc/library.h"
#include "doc/unit.h"
#include "tests/check.h"

static void percents_are_rounded_down(void)
{
    static const struct {
        struct tally tally;
        int percent;
        const char *says;
    } cases[] = {
        {{0, 0, 0}, 100, "where there is nothing to translate all is"},
        {{1, 0, 0}, 100, "all translated"},
        {{0, 1, 0}, 0, "a fuzzy one is not translated"},
        {{999, 0, 1}, 99, "one that is missing is never rounded away"},
        {{999, 1, 0}, 99, "nor is a fuzzy one"},
        {{2, 0, 1}, 66, "two of three"},
        {{1, 0, 999}, 0, "little is nothing"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(tally_percent(cases[i].tally) == cases[i].percent, "%s: %d", cases[i].says,
              tally_percent(cases[i].tally));
}

static void texts_count_once(struct library *library)
{
    struct unit unit[] = {{.text = TEXT("Haus")},   {.text = TEXT("Tür")},
                          {.text = TEXT("Haus")},   {.context = "a.b", .text = TEXT("Haus")},
                          {.text = TEXT("Dach")},   {.context = "a.b", .text = TEXT("Haus")},
                          {.text = TEXT("Fenster")}};
    const struct units units = {.unit = unit, .n = sizeof unit / sizeof *unit};
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    const struct catalog *catalog = catalog_load(arena, library, "tr", diag);
    struct tally tally = translation_tally(&units, catalog);
    check(tally.translated == 1 && tally.fuzzy == 1 && tally.missing == 3,
          "each text counts once for each context: %zu %zu %zu", tally.translated, tally.fuzzy,
          tally.missing);
    tally = translation_tally(&units, NULL);
    check(tally.missing == 5, "without a catalog all is missing");
    arena_free(arena);
}

int main(void)
{
    char root[] = "/tmp/tally.XXXXXX", po[sizeof root + 10];
    if (!mkdtemp(root))
        return 1;
    struct library library = {.root = root};
    snprintf(po, sizeof po, "%s/po", root);
    mkdir(po, 0700);
    snprintf(po, sizeof po, "%s/po/tr.po", root);
    file_write(po, TEXT("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
                        "msgid \"Haus\"\nmsgstr \"ev\"\n\n#, fuzzy\nmsgid \"Tür\"\nmsgstr \"k\"\n\n"
                        "msgid \"Fenster\"\nmsgstr \" \"\n\nmsgid \"Hof\"\nmsgstr \"avlu\"\n\n"
                        "#~ msgid \"Dach\"\n#~ msgstr \"çatı\"\n"));
    percents_are_rounded_down();
    texts_count_once(&library);
    unlink(po);
    *strrchr(po, '/') = '\0';
    rmdir(po);
    rmdir(root);
    return check_done();
}
