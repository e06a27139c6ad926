/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells "no patterns", which is a lack, from scripts whose words nobody hyphenates. */
#include "run/languages.h"

#include "base/spoken.h"
#include "doc/locale.h"
#include "line/hyphenate.h"

static bool is_never_hyphenated(const char *script)
{
    static const char *const scripts[] = {"Arab", "Hebr", "Thai", "Hans", "Hant", "Jpan", "Kore"};
    return text_is_among(text_of(script), scripts, sizeof scripts / sizeof *scripts);
}

static const char *hyphenation(struct arena *arena, const char *patterns, const char *tag,
                               const char *script)
{
    struct hyphenator *h = hyphenator_open(arena, patterns, tag);
    hyphenator_close(h);
    return spoken(h                             ? "hyphenated"
                  : is_never_hyphenated(script) ? "never hyphenated"
                                                : "no hyphenation patterns");
}

void languages_report(struct arena *arena, const char *patterns, FILE *out)
{
    for (size_t i = 0; i < locale_tag_count; i++) {
        const char *tag = locale_tags[i];
        struct locale_facts facts = locale_describe(arena, tag);
        fprintf(out, "%s: %s | %s%s | %s%s%s\n", tag, facts.name, facts.script,
                facts.is_rtl ? spoken(" right to left") : "",
                hyphenation(arena, patterns, tag, facts.script),
                *facts.digits ? spoken(" | native digits ") : "", facts.digits);
    }
}
