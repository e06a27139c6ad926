/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of languages beforehand: names, scripts, directions, digits, for those who want to
 * see what a document in one of them will be like. */
#include "doc/icu.h"

#include <unicode/uloc.h>
#include <unicode/unumsys.h>

#include "doc/language.h"

const char *const locale_tags[] = {
    "af",  "am", "ar", "as", "be", "bg", "bn", "bs", "ca", "ckb", "cs",      "cy", "da",
    "de",  "el", "en", "es", "et", "eu", "fa", "fi", "fr", "ga",  "gl",      "gu", "he",
    "hi",  "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk",  "kmr",     "kn", "ko",
    "lt",  "lv", "mk", "ml", "mn", "mr", "nb", "ne", "nl", "nn",  "or",      "pa", "pl",
    "prs", "ps", "pt", "ro", "ru", "sk", "sl", "so", "sq", "sr",  "sr-Latn", "sv", "sw",
    "ta",  "te", "th", "ti", "tr", "uk", "ur", "uz", "vi", "zh",  "zu"};
const size_t locale_tag_count = sizeof locale_tags / sizeof *locale_tags;

/* The ten digits of the language's script; empty where they are 0 to 9, or no ten. */
static const char *digits_of(struct arena *arena, const char *id)
{
    enum { TEN = 10, LONGEST = 2 * TEN };
    UErrorCode status = U_ZERO_ERROR;
    UChar digits[LONGEST];
    const char *native = arena_printf(arena, "%s@numbers=native", id);
    UNumberingSystem *system = unumsys_open(native, &status);
    if (U_FAILURE(status))
        return "";
    bool is_decimal = !unumsys_isAlgorithmic(system) && unumsys_getRadix(system) == TEN;
    int32_t n = unumsys_getDescription(system, digits, LONGEST, &status);
    unumsys_close(system);
    bool is_native = is_decimal && U_SUCCESS(status) && n >= TEN && digits[0] != '0';
    return is_native ? utf16_text(arena, digits, n) : "";
}

struct locale_facts locale_describe(struct arena *arena, const char *tag)
{
    enum { LONGEST_NAME = 100 };
    struct locale *locale = locale_open(arena, tag);
    struct locale_facts facts = {.is_rtl = locale->is_rtl};
    char id[ULOC_FULLNAME_CAPACITY] = "", script[SCRIPT_CODE];
    UChar name[LONGEST_NAME];
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(tag, id, sizeof id, NULL, &status);
    int32_t n = uloc_getDisplayName(id, "en", name, LONGEST_NAME, &status);
    language_script(tag, script);
    facts.name = U_SUCCESS(status) ? utf16_text(arena, name, n) : tag;
    facts.script = arena_string(arena, text_of(script));
    facts.digits = digits_of(arena, locale->id);
    return facts;
}
