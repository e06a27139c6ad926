/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tool's own words, and each language's quotation marks and dash. */
#include <string.h>

#include "doc/icu.h"

static const char *const english[WORD_COUNT] = {
    [WORD_FIGURE] = "Figure",
    [WORD_TABLE] = "Table",
    [WORD_SECTION] = "Section",
    [WORD_PAGE] = "Page",
    [WORD_CONTENTS] = "Contents",
    [WORD_TOTAL] = "Total",
    [WORD_SUBTOTAL] = "Subtotal",
    [WORD_NO_ROWS] = "no entries",
    [WORD_NOTE] = "Note",
    [WORD_TIP] = "Tip",
    [WORD_WARNING] = "Warning",
    [WORD_IMPORTANT] = "Important",
    [WORD_LINK_TO] = "Link to",
    [WORD_FIGURES] = "Figures",
    [WORD_TABLES] = "Tables",
    [WORD_DRAFT] = "DRAFT",
    [WORD_SUPPRESSED] = "withheld",
    [WORD_SUPPRESSED_LEGEND] = "below #, or withheld to protect small numbers",
    [WORD_CARRIED] = "Carried forward",
    [WORD_CARRIED_TO] = "Carried to page #",
    [WORD_CARRIED_FROM] = "Brought forward from page #",
    [WORD_CONTINUED] = "(continued)",
};

static const char *const german[WORD_COUNT] = {
    [WORD_FIGURE] = "Abbildung",
    [WORD_TABLE] = "Tabelle",
    [WORD_SECTION] = "Abschnitt",
    [WORD_PAGE] = "Seite",
    [WORD_CONTENTS] = "Inhalt",
    [WORD_TOTAL] = "Summe",
    [WORD_SUBTOTAL] = "Zwischensumme",
    [WORD_NO_ROWS] = "keine Einträge",
    [WORD_NOTE] = "Hinweis",
    [WORD_TIP] = "Tipp",
    [WORD_WARNING] = "Warnung",
    [WORD_IMPORTANT] = "Wichtig",
    [WORD_LINK_TO] = "Link zu",
    [WORD_FIGURES] = "Abbildungen",
    [WORD_TABLES] = "Tabellen",
    [WORD_DRAFT] = "ENTWURF",
    [WORD_SUPPRESSED] = "gesperrt",
    [WORD_SUPPRESSED_LEGEND] = "unter # oder zum Schutz kleiner Zahlen gesperrt",
    [WORD_CARRIED] = "Übertrag",
    [WORD_CARRIED_TO] = "Übertrag auf Seite #",
    [WORD_CARRIED_FROM] = "Übertrag von Seite #",
    [WORD_CONTINUED] = "(Fortsetzung)",
};

const char *locale_word(const struct locale *locale, enum word word)
{
    return (strcmp(locale->language, "de") == 0 ? german : english)[word];
}

/* The first whose tag the language begins with; so a region stands before its language. */
static const struct {
    const char *tag;
    struct marks marks;
} languages[] = {
    {"de-CH", {"«", "»", "‹", "›", "–", "’"}},
    {"de", {"„", "“", "‚", "‘", "–", "’"}},
    {"en", {"“", "”", "‘", "’", "–", "’"}},
    {"fr-CH", {"«", "»", "‹", "›", "–", "’"}},
    {"fr", {"«\u202F", "\u202F»", "“", "”", "–", "’"}},
    {"tr", {"“", "”", "‘", "’", "–", "’"}},
    {"ru", {"«", "»", "„", "“", "—", "’"}},
    {"uk", {"«", "»", "„", "“", "—", "’"}},
    {"be", {"«", "»", "„", "“", "—", "’"}},
    {"ar", {"«", "»", "“", "”", "–", "’"}},
    {"fa", {"«", "»", "‹", "›", "–", "’"}},
    {"prs", {"«", "»", "‹", "›", "–", "’"}},
    {"ps", {"«", "»", "‹", "›", "–", "’"}},
    {"ckb", {"«", "»", "‹", "›", "–", "’"}},
    {"kmr", {"“", "”", "‘", "’", "–", "’"}},
    {"ku", {"“", "”", "‘", "’", "–", "’"}},
    {"vi", {"“", "”", "‘", "’", "–", "’"}},
    {"ti", {"“", "”", "‘", "’", "–", "’"}},
    {"am", {"«", "»", "‹", "›", "–", "’"}},
    {"so", {"“", "”", "‘", "’", "–", "’"}},
    {"pl", {"„", "”", "«", "»", "–", "’"}},
    {"cs", {"„", "“", "‚", "‘", "–", "’"}},
    {"sk", {"„", "“", "‚", "‘", "–", "’"}},
    {"ro", {"„", "”", "«", "»", "–", "’"}},
    {"hu", {"„", "”", "»", "«", "–", "’"}},
    {"bg", {"„", "“", "‘", "’", "–", "’"}},
    {"mk", {"„", "“", "‚", "‘", "–", "’"}},
    {"sr", {"„", "“", "‘", "’", "–", "’"}},
    {"hr", {"„", "”", "‚", "’", "–", "’"}},
    {"bs", {"„", "”", "‘", "’", "–", "’"}},
    {"sl", {"„", "“", "‚", "‘", "–", "’"}},
    {"sq", {"„", "“", "‘", "’", "–", "’"}},
    {"el", {"«", "»", "“", "”", "–", "’"}},
    {"es", {"«", "»", "“", "”", "–", "’"}},
    {"it", {"«", "»", "“", "”", "–", "’"}},
    {"pt", {"“", "”", "‘", "’", "–", "’"}},
    {"nl", {"“", "”", "‘", "’", "–", "’"}},
    {"da", {"„", "“", "‚", "‘", "–", "’"}},
    {"sv", {"”", "”", "’", "’", "–", "’"}},
    {"fi", {"”", "”", "’", "’", "–", "’"}},
    {"lt", {"„", "“", "‚", "‘", "–", "’"}},
    {"lv", {"“", "”", "„", "“", "–", "’"}},
    {"et", {"„", "“", "‚", "‘", "–", "’"}},
};

const struct marks *locale_marks(const char *lang)
{
    static const struct marks other = {"“", "”", "‘", "’", "–", "’"};
    for (size_t i = 0; lang && i < sizeof languages / sizeof *languages; i++) {
        size_t n = strlen(languages[i].tag);
        if (*lang == *languages[i].tag && strncmp(lang, languages[i].tag, n) == 0 &&
            (lang[n] == '\0' || lang[n] == '-'))
            return &languages[i].marks;
    }
    return &other;
}
