/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a language's tag says by itself: script, direction, whether it is one. */
#include "doc/language.h"

#include "tests/check.h"

static const char *const rtl[] = {
    "ar",    "ar-EG",   "fa",     "prs",     "pes",      "ps",       "pbu",     "ckb",
    "sdh",   "ur",      "he",     "yi",      "sd",       "ug",       "dv",      "syr",
    "nqo",   "arz",     "ary",    "apc",     "acm",      "ajp",      "az-Arab", "pa-Arab",
    "pa-PK", "ku-Arab", "uz-AF",  "azb",     "pnb",      "bal",      "lrc",     "mzn",
    "glk",   "ff-Adlm", "ar-x-a", "de-Hebr", "kmr-Arab", "und-Arab", "sr-Arab"};
static const char *const ltr[] = {
    "de",  "en",  "de-x-leicht", "ti",    "am",      "hi",       "zh",      "az",
    "pa",  "ku",  "kmr",         "tr",    "ar-Latn", "prs-Latn", "he-Latn", "fa-Cyrl",
    "und", "mul", "zxx",         "xx-QQ", "",        "-",        "deutsch", "de_DE"};
static const char *const known[] = {"de",  "de-DE", "pt-BR",  "zh-Hans-CN", "de-x-leicht", "prs",
                                    "kmr", "ckb",   "es-419", "ti",         "sr-Latn"};
static const char *const unknown[] = {"deutsch", "xx-QQ",  "de_DE", "d",      "",   "de-",
                                      "-de",     "de--DE", "ärz",   "de-DE-", "qq", "*"};

static const char *const scripts[][2] = {{"de", "Latn"},      {"ar", "Arab"},
                                         {"prs", "Arab"},     {"prs-Latn", "Latn"},
                                         {"ur-Aran", "Aran"}, {"zh-Hant", "Hant"},
                                         {"zh", "Hans"},      {"ja", "Jpan"},
                                         {"kmr", "Latn"},     {"jpr", "Hebr"},
                                         {"pa-PK", "Arab"},   {"de-x-leicht", "Latn"},
                                         {"tlh", ""},         {"", ""}};

static const char *const endonyms[][2] = {{"de", "Deutsch"},
                                          {"de-x-leicht", "Leichte Sprache"},
                                          {"en", "English"},
                                          {"fr", "Français"},
                                          {"es", "Español"},
                                          {"pl", "Polski"},
                                          {"ro", "Română"},
                                          {"ru", "Русский"},
                                          {"uk", "Українська"},
                                          {"tr", "Türkçe"},
                                          {"sq", "Shqip"},
                                          {"vi", "Tiếng Việt"},
                                          {"ar", "العربية"},
                                          {"fa", "فارسی"},
                                          {"prs", "دری"},
                                          {"ps", "پښتو"},
                                          {"ckb", "کوردی (سۆرانی)"},
                                          {"kmr", "Kurmancî"},
                                          {"ti", "ትግርኛ"},
                                          {"so", "Soomaali"},
                                          {"pt-BR", "Português (Brasil)"},
                                          {"zh-Hans", "简体中文"},
                                          {"rmy", "rmy"}};

int main(void)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof endonyms / sizeof *endonyms; i++)
        check_text(text_of(language_endonym(arena, endonyms[i][0])), endonyms[i][1],
                   endonyms[i][0]);
    check(language_is_easy("de-x-leicht") && !language_is_easy("de") && !language_is_easy("de-DE"),
          "de-x-leicht is an easy language, de none");
    arena_free(arena);
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        char script[SCRIPT_CODE];
        language_script(scripts[i][0], script);
        check_text(text_of(script), scripts[i][1], scripts[i][0]);
    }
    for (size_t i = 0; i < sizeof rtl / sizeof *rtl; i++)
        check(language_is_rtl(rtl[i]), "'%s' runs from right to left", rtl[i]);
    for (size_t i = 0; i < sizeof ltr / sizeof *ltr; i++)
        check(!language_is_rtl(ltr[i]), "'%s' runs from left to right", ltr[i]);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        check(language_is_known(known[i]), "'%s' is a language", known[i]);
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        check(!language_is_known(unknown[i]), "'%s' is none", unknown[i]);
    return check_done();
}
