/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The break list: words with the places that they may be parted at, "-" each. A place before which
 * the line had better end elsewhere is "~", a compound's joint "=". */
#include "base/buffer.h"
#include "line/shape.h"
#include "tests/check.h"

static struct arena *arena;
static struct shaper *shaper;

enum { JOINT = 80, SYLLABLE = 100 }; /* penalties below which a place is a joint, a good one */

static struct text parted(const char *word, const char *lang)
{
    struct buf out = {0};
    struct text text = text_of(word);
    size_t n, done = 0;
    const struct point *point = find_points(shaper, text, shaper_tongue(shaper, lang), &n);
    for (size_t i = 0; i < n; i++) {
        buf_text(&out, text_slice(text, done, point[i].at));
        bool is_soft = point[i].resume > point[i].at;
        buf_char(&out, is_soft                        ? '|'
                       : point[i].is_last_resort      ? '?'
                       : point[i].penalty < JOINT     ? '='
                       : point[i].penalty <= SYLLABLE ? '-'
                                                      : '~');
        done = point[i].resume;
    }
    buf_text(&out, text_from(text, done));
    struct text result = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return result;
}

static void words_are_parted_where_readers_expect(void)
{
    static const struct {
        const char *word, *parted, *sentence;
    } cases[] = {
        {"Migrant*innen", "Mi~grant*innen", "nothing within two letters of a gender star"},
        {"Teilnehmer:innen", "Teil-neh~mer:innen", "of a colon"},
        {"Kolleg_innen", "Kol~leg_innen", "of a gap"},
        {"Bürger·innen", "Bür~ger·innen", "of a mediopoint"},
        {"BürgerInnen", "Bür~gerInnen", "of an inner capital"},
        {"Mitarbeiter:innenvertretung", "Mit~ar-bei~ter:innen-ver-tre~tung", "farther off again"},
        {"Bewohner*innenbeirat", "Be~woh~ner*innen-bei~rat", "on both sides"},
        {"Fahrer:in", "Fah~rer:in", "the sign's distance counts, not the word's end"},
        {"Verwaltungsgericht:", "Ver~wal-tungs=ge-richt:", "a colon after a word is no such sign"},
        {"Anerkennungsberatungsstelle", "An?er~ken-nungs=be-ra-tungs=stelle",
         "an s that joins nouns is the best place of a compound"},
        {"Flüchtlingsrat", "Flücht-lings~rat", "but for the few letters behind it"},
        {"Zuständigkeitsverordnung", "Zu?stän-dig-keits=ver-ord~nung", "also of -keit"},
        {"Gesellschaftsrecht", "Ge?sell-schafts=recht", "and of -schaft"},
        {"Wirtschaftsförderungsgesellschaft", "Wirt~schafts=för-de-rungs=ge-sell-schaft",
         "a long word is rarely parted after four letters, never after two"},
        {"Übernachtungskosten", "Über~nach-tungs=kos~ten", "nor before its last"},
        {"Bereitschaft", "Be?reit-schaft",
         "a long word keeps three letters on a line, unless there is no other way"},
        {"Ofen", "Ofen", "a short word is whole"},
        {"DAAD", "DAAD", "so is an abbreviation"},
        {"Halle-Neustadt", "Halle-Neu~stadt", "a hyphen is no letter: Neustadt has its own points"},
        {"vor\xC2\xADsichts\xC2\xADhalber", "vor|sichts|halber",
         "a soft hyphen is where its author wants it, and nowhere else"},
        {"B2B-Plattform", "B2B-Platt-form", "a digit keeps its neighbours"},
        {"info@landkreis", "info@landkreis", "an address is not parted"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_text(parted(cases[i].word, "de"), cases[i].parted, cases[i].sentence);
    check_text(parted("Wirtschaft", "tlh"), "Wirtschaft",
               "a language without patterns has no points");
    check_text(parted("organisations", "en"), "or?gan-isa-tions", "English knows no such joints");
}

/* Ethiopic and southern Indian words are parted without a hyphen. */
static void scripts_part_words_as_they_are_used_to(void)
{
    static const struct {
        const char *word, *lang, *parted;
        bool has_hyphen;
    } cases[] = {
        {"ትምህርትን", "ti", "ትም~ህ~ር~ትን", false},
        {"እዩ", "ti", "እዩ", false},
        {"ሰላም", "am", "ሰላም", false},
        {"தமிழ்நாடு", "ta", "தமிழ்~நாடு", false},
        {"അവകാശങ്ങൾ", "ml", "അവ~കാ~ശ~ങ്ങൾ", false},
        {"स्वतन्त्रता", "hi", "स्व~त~न्त्रता", true},
        {"Հայաստան", "hy", "Հա~յաստան", true},
        {"Общественность", "ru", "Об?ще~ствен-ность", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n;
        const struct tongue *tongue = shaper_tongue(shaper, cases[i].lang);
        const struct point *point = find_points(shaper, text_of(cases[i].word), tongue, &n);
        check_text(parted(cases[i].word, cases[i].lang), cases[i].parted, cases[i].lang);
        for (size_t k = 0; k < n; k++)
            check(point[k].has_hyphen == cases[i].has_hyphen &&
                      point[k].is_silent != cases[i].has_hyphen,
                  "a place in %s has%s hyphen", cases[i].word,
                  cases[i].has_hyphen ? " a" : " no visible");
    }
}

int main(void)
{
    arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct fonts *fonts = fonts_load(arena, "fonts/catalogue.yaml", NULL, diag);
    if (check(fonts != NULL, "there are fonts")) {
        shaper = shaper_new(fonts, "build/hyphen");
        words_are_parted_where_readers_expect();
        scripts_part_words_as_they_are_used_to();
    }
    shaper_free(shaper);
    fonts_free(fonts);
    arena_free(arena);
    return check_done();
}
