/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tool's own words, and each language's quotation marks (CLDR's, but where usage differs) and
 * dash. */
#include <string.h>

#include <unicode/ulocdata.h>

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

static bool is_german(const struct locale *locale)
{
    return strcmp(locale->language, "de") == 0;
}

const char *locale_word(const struct locale *locale, enum word word)
{
    return (is_german(locale) ? german : english)[word];
}

/* Where usage differs from CLDR's delimiters, or CLDR tells no inner marks from outer ones; NULL:
 * as CLDR has it. The first whose tag the language begins with, so a region stands before its
 * language. */
static const struct {
    const char *tag;
    struct marks marks;
} usages[] = {
    {"de-CH", {"«", "»", "‹", "›", NULL, NULL}},
    {"de-LI", {"«", "»", "‹", "›", NULL, NULL}},
    {"fr-CH", {"«", "»", "‹", "›", NULL, NULL}},
    {"fr", {"«\u202F", "\u202F»", "“", "”", NULL, NULL}},
    {"nl", {"“", "”", "‘", "’", NULL, NULL}},
    {"hr", {"„", "”", "‚", "’", NULL, NULL}},
    {"sr", {"„", "“", "‘", "’", NULL, NULL}},
    {"bg", {"„", "“", "‘", "’", NULL, NULL}},
    {"lt", {"„", "“", "‚", "‘", NULL, NULL}},
    {"hy", {"«", "»", "“", "”", NULL, NULL}},
    {"ar", {"«", "»", "“", "”", NULL, NULL}},
    {"ps", {"«", "»", "‹", "›", NULL, NULL}},
    {"ckb", {"«", "»", "‹", "›", NULL, NULL}},
    {"ru", {NULL, NULL, NULL, NULL, "—", NULL}},
    {"uk", {NULL, NULL, NULL, NULL, "—", NULL}},
    {"be", {NULL, NULL, NULL, NULL, "—", NULL}},
};

static bool begins_with(const char *lang, const char *tag)
{
    size_t n = strlen(tag);
    return strncmp(lang, tag, n) == 0 && (lang[n] == '\0' || lang[n] == '-');
}

const char *locale_words_lang(const struct locale *locale, const char *around)
{
    const char *own = is_german(locale) ? "de" : "en";
    return begins_with(around, own) ? NULL : own;
}

static struct marks usage_of(const char *lang)
{
    for (size_t i = 0; i < sizeof usages / sizeof *usages; i++)
        if (begins_with(lang, usages[i].tag))
            return usages[i].marks;
    return (struct marks){0};
}

/* A delimiter that outlives the arena; English's if CLDR has none. */
static const char *delimiter(struct arena *arena, ULocaleData *data, ULocaleDataDelimiterType type)
{
    static const char *const english_marks[] = {
        [ULOCDATA_QUOTATION_START] = "“",
        [ULOCDATA_QUOTATION_END] = "”",
        [ULOCDATA_ALT_QUOTATION_START] = "‘",
        [ULOCDATA_ALT_QUOTATION_END] = "’",
    };
    enum { LONGEST = 16 };
    UChar units[LONGEST];
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = data ? ulocdata_getDelimiter(data, type, units, LONGEST, &status) : 0;
    if (n <= 0 || U_FAILURE(status))
        return english_marks[type];
    const char *mark = utf16_text(arena, units, n);
    return strcpy(heap_resize(NULL, strlen(mark) + 1, 1), mark);
}

static struct marks *find_marks(struct arena *arena, const char *lang)
{
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open(locale_open(arena, lang)->id, &status);
    struct marks own = usage_of(lang), *marks = heap_resize(NULL, 1, sizeof *marks);
    bool is_own = own.open != NULL;
    if (U_FAILURE(status))
        data = NULL;
    *marks = own;
    if (!is_own) {
        marks->open = delimiter(arena, data, ULOCDATA_QUOTATION_START);
        marks->close = delimiter(arena, data, ULOCDATA_QUOTATION_END);
        marks->open_inner = delimiter(arena, data, ULOCDATA_ALT_QUOTATION_START);
        marks->close_inner = delimiter(arena, data, ULOCDATA_ALT_QUOTATION_END);
    }
    marks->dash = own.dash ? own.dash : "–";
    marks->apostrophe = own.apostrophe ? own.apostrophe : "’";
    if (data)
        ulocdata_close(data);
    return marks;
}

const struct marks *locale_marks(const char *lang)
{
    static struct kept *kept;
    const char *tag = lang ? lang : "";
    struct marks *marks = kept_find(kept, tag, "");
    if (marks)
        return marks;
    struct arena *arena = arena_new();
    marks = find_marks(arena, tag);
    kept_add(&kept, tag, "", marks);
    arena_free(arena);
    return marks;
}
