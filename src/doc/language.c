/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Languages' tags: the script by ICU's likely subtags and a table of what it does not know, the
 * direction by the script, validity by ISO 639's list, and names that people write instead of tags.
 */
#include "doc/language.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/ascii.h"

enum { LONGEST_TAG = 60, LONGEST_NAME = 90 };

/* Languages whose script ICU 72 does not know. */
static const char *usual_script(const char *language)
{
    static const char *const arabic[] = {"acm", "acq", "acw", "afb", "ajp", "arb", "ayl", "azb",
                                         "hac", "pbt", "pbu", "pes", "pnb", "prs", "pst"};
    static const char *const others[][2] = {
        {"aii", "Syrc"}, {"jpr", "Hebr"}, {"kmr", "Latn"}, {"sam", "Samr"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i][0], language) == 0)
            return others[i][1];
    return text_is_among(text_of(language), arabic, sizeof arabic / sizeof *arabic) ? "Arab" : "";
}

void language_script(const char *tag, char script[SCRIPT_CODE])
{
    UErrorCode status = U_ZERO_ERROR;
    char id[ULOC_FULLNAME_CAPACITY] = "", likely[ULOC_FULLNAME_CAPACITY] = "",
         language[ULOC_LANG_CAPACITY] = "", found[ULOC_SCRIPT_CAPACITY] = "";
    *script = '\0';
    if (!*tag || strlen(tag) > LONGEST_TAG)
        return;
    uloc_forLanguageTag(tag, id, sizeof id, NULL, &status);
    uloc_getLanguage(id, language, sizeof language, &status);
    uloc_addLikelySubtags(id, likely, sizeof likely, &status);
    uloc_getScript(likely, found, sizeof found, &status);
    if (U_SUCCESS(status) && *id)
        strcpy(script, *found ? found : usual_script(language));
}

bool language_is_rtl(const char *tag)
{
    char script[SCRIPT_CODE];
    language_script(tag, script);
    if (strcmp(script, "Aran") == 0) /* Nastaliq: Unicode knows it as Arabic */
        return true;
    int32_t code = *script ? u_getPropertyValueEnum(UCHAR_SCRIPT, script) : UCHAR_INVALID_CODE;
    return code != UCHAR_INVALID_CODE && uscript_isRightToLeft((UScriptCode)code);
}

static bool is_iso_language(const char *language)
{
    static const char *const special[] = {"und", "mul", "zxx", "prs", "kmr", "sdh", "pes"};
    if (text_is_among(text_of(language), special, sizeof special / sizeof *special))
        return true;
    for (const char *const *known = uloc_getISOLanguages(); *known; known++)
        if (strcmp(*known, language) == 0)
            return true;
    return false;
}

/* Subtags of letters and digits, at most eight each. */
static bool is_well_formed(const char *tag)
{
    size_t part = 0, n = strlen(tag);
    for (size_t i = 0; i < n; i++) {
        if (tag[i] == '-' && part > 0)
            part = 0;
        else if (ascii_is_letter(tag[i]) || (ascii_is_digit(tag[i]) && i > 1))
            part++;
        else
            return false;
        if (part > 8)
            return false;
    }
    return n > 1 && n <= LONGEST_TAG && part > 0;
}

bool language_is_known(const char *tag)
{
    UErrorCode status = U_ZERO_ERROR;
    char id[ULOC_FULLNAME_CAPACITY] = "", language[ULOC_LANG_CAPACITY] = "";
    int32_t parsed = 0;
    size_t n = strcspn(tag, "-");
    if (n < 2 || n > 3 || !is_well_formed(tag))
        return false;
    char own[4] = {tag[0], tag[1], n == 3 ? tag[2] : '\0', '\0'};
    uloc_forLanguageTag(tag, id, sizeof id, &parsed, &status);
    uloc_getLanguage(id, language, sizeof language, &status);
    return U_SUCCESS(status) && (size_t)parsed == strlen(tag) && *language &&
           (is_iso_language(own) || is_iso_language(language));
}

/* Whether the language is called so in that one. */
static bool is_called(const char *language, const char *in, const UChar *word)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[LONGEST_TAG];
    int32_t n = uloc_getDisplayLanguage(language, in, name, LONGEST_TAG, &status);
    return U_SUCCESS(status) && n < LONGEST_TAG && u_strcasecmp(name, word, 0) == 0;
}

/* The tag of a language by its name in English, German or itself: "deutsch", "arabic"; or NULL. */
static const char *tag_of_name(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar word[LONGEST_TAG];
    u_strFromUTF8(word, LONGEST_TAG, NULL, name, -1, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
        return NULL;
    for (const char *const *known = uloc_getISOLanguages(); *known; known++)
        if (is_called(*known, "en", word) || is_called(*known, "de", word) ||
            is_called(*known, *known, word))
            return *known;
    return NULL;
}

/* de_DE for de-DE. */
static bool is_locale_name(const char *tag, char out[LONGEST_TAG + 1])
{
    size_t n = strlen(tag);
    if (n > LONGEST_TAG || !strchr(tag, '_'))
        return false;
    for (size_t i = 0; i <= n; i++)
        out[i] = tag[i] == '_' ? '-' : tag[i];
    return language_is_known(out);
}

void language_report(struct diag *diag, struct place at, const char *tag, bool warns)
{
    char other[LONGEST_TAG + 1];
    const char *meant = is_locale_name(tag, other) ? other : tag_of_name(tag);
    const char *format = is_well_formed(tag) ? "unknown language '%s'"
                                             : "'%s' is not a language tag, such as de or pt-BR";
    diag_report(diag, warns ? LEVEL_WARNING : LEVEL_ERROR, at, format, tag);
    if (meant && strcmp(meant, tag) != 0)
        diag_note(diag, at, "did you mean '%s'?", meant);
}

/* Names of their own that ICU lacks, or has in another form than their readers use. */
static const char *own_name(const char *tag)
{
    static const char *const names[][2] = {
        {"de-x-leicht", "Leichte Sprache"},
        {"prs", "\u062f\u0631\u06cc"},
        {"kmr", "Kurmanc\u00ee"},
        {"ckb", "\u06a9\u0648\u0631\u062f\u06cc (\u0633\u06c6\u0631\u0627\u0646\u06cc)"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal_caseless(text_of(tag), text_of(names[i][0])))
            return names[i][1];
    return NULL;
}

bool language_is_easy(const char *tag)
{
    return text_has_caseless(text_of(tag), "-x-leicht");
}

/* False where ICU would name it in the machine's own language. */
static bool has_names(const char *id)
{
    UErrorCode status = U_ZERO_ERROR;
    ures_close(ures_open(U_ICUDATA_NAME "-lang", id, &status));
    return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}

/* The language's name in itself, with its capital letter where the script has them. */
static int32_t name_by_icu(const char *id, UChar *name, UErrorCode *status)
{
    UDisplayContext context[] = {UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU,
                                 UDISPCTX_DIALECT_NAMES};
    UChar first[LONGEST_NAME] = {0};
    ULocaleDisplayNames *names = uldn_openForContext(id, context, 2, status);
    int32_t n =
        U_SUCCESS(*status) ? uldn_localeDisplayName(names, id, name, LONGEST_NAME, status) : 0;
    uldn_close(names);
    if (U_SUCCESS(*status) && n > 0 && n < LONGEST_NAME &&
        u_strToUpper(first, LONGEST_NAME, name, 1, id, status) == 1)
        name[0] = first[0];
    return n;
}

const char *language_endonym(struct arena *arena, const char *tag)
{
    UErrorCode status = U_ZERO_ERROR;
    char id[ULOC_FULLNAME_CAPACITY] = "", utf8[3 * LONGEST_NAME + 1];
    UChar name[LONGEST_NAME];
    const char *own = own_name(tag);
    if (own)
        return own;
    uloc_forLanguageTag(tag, id, sizeof id, NULL, &status);
    if (!has_names(id))
        return arena_string(arena, text_of(tag));
    int32_t n = name_by_icu(id, name, &status);
    if (U_SUCCESS(status) && n > 0)
        u_strToUTF8(utf8, sizeof utf8, NULL, name, n, &status);
    bool is_named = U_SUCCESS(status) && n > 0;
    return arena_string(arena, text_of(is_named ? utf8 : tag));
}
