/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's own words: each language has each, in its own script, and says which it is. */
#include "doc/words.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/utf8.h"
#include "doc/language.h"
#include "tests/check.h"

static struct arena *arena;

static const char *const english[] = {
#define WORD(name, english) english,
#include "doc/word_list.h"
#undef WORD
};

/* Words that are the same in English; a statistician's n is everyone's. */
static bool is_loan(const char *tag, enum word word)
{
    if (word == WORD_BASE)
        return true;
    static const struct {
        enum word word;
        const char *tags;
    } loans[] = {{WORD_FIGURE, " fr "},
                 {WORD_SECTION, " fr "},
                 {WORD_FIGURES, " fr "},
                 {WORD_TOTAL, " fr es pt ro "},
                 {WORD_SUBTOTAL, " es pt ro da id "},
                 {WORD_ON_PAGES, " es fr it lt nl pt ro "},
                 {WORD_IMPORTANT, " fr ro "},
                 {WORD_TIP, " nl da cs sk "},
                 {WORD_DRAFT, " sq "}};
    const char *with_spaces = arena_printf(arena, " %s ", tag);
    for (size_t i = 0; i < sizeof loans / sizeof *loans; i++)
        if (loans[i].word == word && text_find(text_of(loans[i].tags), with_spaces) != SIZE_MAX)
            return true;
    return false;
}

static void each_language_has_each_word(void)
{
    check(word_table_count >= 50, "there are words in %zu languages", word_table_count);
    for (size_t i = 0; i < word_table_count; i++)
        for (int w = 0; w < WORD_COUNT; w++) {
            const char *tag = word_tables[i].tag, *word = word_tables[i].word[w];
            check(word && *word, "'%s' is there in %s", english[w], tag);
            check(!word || strcmp(word, english[w]) != 0 || is_loan(tag, (enum word)w),
                  "'%s' is not English in %s", english[w], tag);
        }
}

static bool is_of_script(uint32_t cp, const char *script)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *own = uscript_getShortName(uscript_getScript((UChar32)cp, &status));
    if (!u_isalpha((UChar32)cp) || strcmp(own, script) == 0 || strcmp(own, "Zyyy") == 0)
        return true;
    bool is_hani = strcmp(own, "Hani") == 0;
    if (strcmp(script, "Jpan") == 0)
        return is_hani || strcmp(own, "Hira") == 0 || strcmp(own, "Kana") == 0;
    if (strcmp(script, "Kore") == 0)
        return is_hani || strcmp(own, "Hang") == 0;
    return is_hani && strncmp(script, "Han", 3) == 0;
}

/* Signs that all scripts share: the n of statistics, and the name of a code. */
static struct text without_signs(struct text word)
{
    static const char *const signs[] = {"n = #", "QR"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t at = text_find(word, signs[i]);
        if (at != SIZE_MAX)
            return text_of(
                arena_printf(arena, "%.*s%s", (int)at, word.p, word.p + at + strlen(signs[i])));
    }
    return word;
}

/* A Latin a among Cyrillic letters looks right and is found by nobody. */
static void words_are_in_their_script(void)
{
    char script[SCRIPT_CODE];
    for (size_t i = 0; i < word_table_count; i++) {
        language_script(word_tables[i].tag, script);
        for (int w = 0; w < WORD_COUNT; w++) {
            struct text word = without_signs(text_of(word_tables[i].word[w]));
            bool is_own = true;
            uint32_t cp;
            for (size_t at = 0; at < word.n; at += utf8_decode(word.p + at, word.n - at, &cp))
                if (utf8_decode(word.p + at, word.n - at, &cp))
                    is_own = is_own && is_of_script(cp, script);
            check(is_own, "'%.*s' of %s is written in %s", (int)word.n, word.p, word_tables[i].tag,
                  script);
        }
    }
}

static void a_tag_finds_its_words(void)
{
    static const struct {
        const char *lang, *word, *around, *own;
    } cases[] = {
        {"de-AT", "Abbildung #", "de", NULL},
        {"de-x-leicht", "Abbildung #", "de", NULL},
        {"DE", "Abbildung #", "ar", "de"},
        {"sr", "Слика #", "sr-Cyrl", NULL},
        {"sr-Latn", "Slika #", "sr", "sr-Latn"},
        {"sr-Latn-RS", "Slika #", "sr-Latn", NULL},
        {"zh-TW", "圖 #", "zh-Hant", NULL},
        {"zh", "图 #", "zh-HK", "zh-Hans"},
        {"fa-AF", "شکل #", "fa", NULL},
        {"prs", "شکل #", "fa", "prs"},
        {"en-GB", "Figure #", "en", NULL},
        {"eo", "Figure #", "eo", "en"},
        {"eo", "Figure #", "en-US", NULL},
        {"eo", "Figure #", "enm", "en"},
        {"", "Figure #", "de", "en"},
        {"ar", "الشكل #", "de", "ar"},
        {"az-Arab", "Figure #", "az-Arab", "en"},
        {"f", "Figure #", "fr", "en"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct locale *locale = locale_open(arena, cases[i].lang);
        const char *own = locale_word_lang(locale, WORD_FIGURE, cases[i].around);
        check_text(text_of(locale_word(locale, WORD_FIGURE)), cases[i].word, cases[i].lang);
        check_text(text_of(own ? own : "none"), cases[i].own ? cases[i].own : "none",
                   arena_printf(arena, "the word's language, in a document in '%s', among '%s'",
                                cases[i].lang, cases[i].around));
    }
}

static void a_number_stands_where_the_language_wants_it(void)
{
    static const struct {
        const char *lang, *number;
        enum word word;
        const char *want;
    } cases[] = {
        {"de", "3", WORD_FIGURE, "Abbildung\u00A03"},
        {"hu", "3", WORD_FIGURE, "3. ábra"},
        {"zh", "12", WORD_CARRIED_TO, "转至第\u00A012\u00A0页"},
        {"eo", "?", WORD_SECTION, "Section\u00A0?"},
        {"de", "„100 % #1“", WORD_SECTION, "Abschnitt\u00A0„100 % #1“"},
        {"he", "3", WORD_SUPPRESSED_LEGEND, "פחות מ-3\u00A0או חסוי כדי להגן על מספרים קטנים"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_text(text_of(locale_word_numbered(arena, locale_open(arena, cases[i].lang),
                                                cases[i].word, cases[i].number)),
                   cases[i].want, cases[i].lang);
}

int main(void)
{
    arena = arena_new();
    each_language_has_each_word();
    words_are_in_their_script();
    a_tag_finds_its_words();
    a_number_stands_where_the_language_wants_it();
    arena_free(arena);
    return check_done();
}
