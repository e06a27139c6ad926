/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files are named as Debian names its dictionaries (de_DE, sr-Latn_RS) or, for TeX's patterns, by
 * the language (tr, mul-ethi). A tag finds the one for its own script and region first, then that
 * of the region where the language is at home. */
#include "line/patterns.h"

#include <stdio.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum { WIDE_AFTER = 3, NARROW_AFTER = 2 };

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* Languages that another's patterns serve. */
static void borrow(struct pattern_names *names)
{
    static const struct {
        const char *language, *script, *lender; /* script "": whatever it is */
    } loans[] = {{"no", "", "nb"},     {"ku", "Latn", "kmr"}, {"bs", "Latn", "hr"},
                 {"bs", "Cyrl", "sr"}, {"sh", "Latn", "sr"},  {"cnr", "Latn", "sr"}};
    for (size_t i = 0; i < sizeof loans / sizeof *loans; i++) {
        bool is_script = !*loans[i].script || is(loans[i].script, names->script);
        if (is_script && is(loans[i].language, names->language)) {
            strcpy(names->language, loans[i].lender);
            return;
        }
    }
}

/* English is British but where America is named, Portuguese Brazilian but where another country is;
 * else a language is at home where most of its readers live. */
static void find_home(struct pattern_names *names)
{
    char id[ULOC_FULLNAME_CAPACITY], likely[ULOC_FULLNAME_CAPACITY] = "";
    UErrorCode status = U_ZERO_ERROR;
    snprintf(id, sizeof id, "%s_%s", names->language, names->script);
    uloc_addLikelySubtags(id, likely, sizeof likely, &status);
    uloc_getCountry(likely, names->home, sizeof names->home, &status);
    if (is(names->language, "en"))
        strcpy(names->home, "GB");
    else if (is(names->language, "bn"))
        strcpy(names->home, "IN"); /* the only dictionary */
    else if (is(names->language, "pt") && *names->region)
        strcpy(names->home, "PT");
    if (U_FAILURE(status))
        *names->home = '\0';
}

struct pattern_names pattern_names(const char *lang)
{
    struct pattern_names names = {0};
    char id[ULOC_FULLNAME_CAPACITY] = "";
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(lang, id, sizeof id, NULL, &status);
    uloc_getLanguage(id, names.language, sizeof names.language, &status);
    uloc_getCountry(id, names.region, sizeof names.region, &status);
    uloc_getVariant(id, names.variant, sizeof names.variant, &status);
    language_script(lang, names.script);
    if (U_FAILURE(status) || !*names.language)
        return (struct pattern_names){0};
    borrow(&names);
    find_home(&names);
    return names;
}

/* Writes one of the names; false: the tag has no such part. */
static bool write_name(struct pattern_names *n, unsigned step)
{
    const char *region = step < 3 ? n->region : n->home;
    switch (step) {
    case 0: snprintf(n->name, sizeof n->name, "%s-%s", n->language, n->variant); return *n->variant;
    case 1:
    case 5:
        snprintf(n->name, sizeof n->name, "%s-%s_%s", n->language, n->script, region);
        return *n->script && *region;
    case 2:
    case 6: snprintf(n->name, sizeof n->name, "%s_%s", n->language, region); return *region;
    case 3: snprintf(n->name, sizeof n->name, "%s-%s", n->language, n->script); return *n->script;
    case 4: strcpy(n->name, n->language); return true;
    default: strcpy(n->name, "mul-ethi"); return is(n->script, "Ethi");
    }
}

const char *pattern_next(struct pattern_names *names)
{
    enum { STEPS = 8 };
    while (*names->language && names->step < STEPS) {
        if (write_name(names, names->step++))
            return names->name;
    }
    return NULL;
}

/* TeX sets all of these with two letters at a line's beginning; where its minimum is three, or the
 * usage of good printers is, the language is not in the list. */
uint32_t pattern_least_after(const char *language)
{
    static const char *const narrow[] = {
        "am", "as", "be", "bg", "bn", "ca", "el", "es", "eu", "fi",  "fur", "gl",
        "gu", "hi", "hr", "hu", "hy", "ia", "id", "it", "ka", "kmr", "kn",  "la",
        "lt", "lv", "mk", "ml", "mn", "mr", "oc", "or", "pa", "pl",  "pms", "rm",
        "ro", "ru", "sa", "sl", "sr", "ta", "te", "ti", "tk", "tr",  "uk"};
    bool is_narrow = text_is_among(text_of(language), narrow, sizeof narrow / sizeof *narrow);
    return is_narrow ? NARROW_AFTER : WIDE_AFTER;
}

bool has_hyphenation_mark(uint32_t letter)
{
    UErrorCode status = U_ZERO_ERROR;
    if (letter < 0xB80) /* without asking ICU */
        return true;
    UScriptCode script = uscript_getScript((UChar32)letter, &status);
    return script != USCRIPT_TAMIL && script != USCRIPT_TELUGU && script != USCRIPT_KANNADA &&
           script != USCRIPT_MALAYALAM && script != USCRIPT_ETHIOPIC;
}
