/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tool's own words, and each language's quotation marks (CLDR's, but where usage differs) and
 * dash. Which table of words serves a tag is decided by language and script: words in Cyrillic are
 * none for Serbian in Latin letters. */
#include "doc/words.h"

#include <assert.h>
#include <string.h>

#include <unicode/ulocdata.h>

#include "base/ascii.h"
#include "doc/icu.h"
#include "doc/language.h"

static const char *const english[WORD_COUNT] = {
#define WORD(name, words) [WORD_##name] = words,
#include "doc/word_list.h"
#undef WORD
};

/* Words */

static bool is_same_language(const char *a, const char *b)
{
    for (; *a && *a != '-' && ascii_lower(*a) == ascii_lower(*b); a++)
        b++;
    return (*a == '\0' || *a == '-') && (*b == '\0' || *b == '-');
}

const struct word_table *words_find(const char *lang)
{
    char script[SCRIPT_CODE], own[SCRIPT_CODE];
    language_script(lang, script);
    for (size_t i = 0; i < word_table_count; i++) {
        if (!is_same_language(lang, word_tables[i].tag))
            continue;
        language_script(word_tables[i].tag, own);
        if (strcmp(script, own) == 0)
            return &word_tables[i];
    }
    return NULL;
}

/* A language without a word for what refers to a picture or table has the label's. */
static enum word stand_in(const struct word_table *table, enum word word)
{
    if (!table || table->word[word])
        return word;
    if (word == WORD_REFERENCE_FIGURE || word == WORD_REFERENCE_FIGURES)
        return WORD_FIGURE;
    if (word == WORD_REFERENCE_TABLE || word == WORD_REFERENCE_TABLES)
        return WORD_TABLE;
    return word == WORD_SECTIONS ? WORD_SECTION : word;
}

const char *locale_word(const struct locale *locale, enum word word)
{
    const struct word_table *table = locale->words;
    word = stand_in(table, word);
    return table && table->word[word] ? table->word[word] : english[word];
}

const char *locale_word_lang(const struct locale *locale, enum word word, const char *around)
{
    const struct word_table *own = locale->words;
    bool is_english = !own || !own->word[stand_in(own, word)];
    if (is_english)
        return is_same_language(around, "en") ? NULL : "en";
    return words_find(around) == own ? NULL : own->tag;
}

const char *locale_word_numbered(struct arena *arena, const struct locale *locale, enum word word,
                                 const char *number)
{
    struct text whole = text_of(locale_word(locale, word));
    size_t mark = text_find_char(whole, '#');
    struct text before = text_slice(whole, 0, mark), after = text_from(whole, mark + 1);
    assert(mark != SIZE_MAX); /* the table has none without, where English has it */
    bool is_behind_space = text_ends(before, " "), is_before_space = text_starts(after, " ");
    before.n -= is_behind_space;
    after = text_from(after, is_before_space);
    return arena_printf(arena, "%.*s%s%s%s%.*s", (int)before.n, before.p,
                        is_behind_space ? "\u00A0" : "", number, is_before_space ? "\u00A0" : "",
                        (int)after.n, after.p);
}

/* Marks */

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
