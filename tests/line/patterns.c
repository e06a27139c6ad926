/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the files that make compiles serves a language's tag. */
#include "line/patterns.h"

#include "base/file.h"
#include "line/hyphenate.h"
#include "tests/check.h"

static struct arena *arena;

/* A tag finds the patterns of its script and region, or those of its home. */
static void tags_find_their_patterns(void)
{
    static const struct {
        const char *lang, *file; /* NULL: there are none */
    } cases[] = {
        {"de", "de_DE"},
        {"de-AT", "de_DE"},
        {"de-x-leicht", "de_DE"},
        {"de-1901", "de-1901"},
        {"de-Latn-CH", "de_DE"},
        {"en", "en_GB"},
        {"en-US", "en_US"},
        {"en-AU", "en_GB"},
        {"en-x-plain", "en_GB"},
        {"fr-CA", "fr"},
        {"pt", "pt_BR"},
        {"pt-BR", "pt_BR"},
        {"pt-AO", "pt_PT"},
        {"sr", "sr_RS"},
        {"sr-Cyrl-BA", "sr_RS"},
        {"sr-ME", "sr-Latn_RS"},
        {"sr-Latn", "sr-Latn_RS"},
        {"bs", "hr_HR"},
        {"no", "nb_NO"},
        {"nn", "nn_NO"},
        {"bn", "bn_IN"},
        {"bn-BD", "bn_IN"},
        {"tr-CY", "tr"},
        {"kmr", "kmr"},
        {"ku", "kmr"},
        {"ti-ER", "mul-ethi"},
        {"am", "mul-ethi"},
        {"gez", "mul-ethi"},
        {"hy", "hy"},
        {"ka", "ka"},
        {"ckb", NULL},
        {"ar", NULL},
        {"fa", NULL},
        {"prs", NULL},
        {"he", NULL},
        {"th", NULL},
        {"vi", NULL},
        {"sq", NULL},
        {"zh", NULL},
        {"zh-Hant-TW", NULL},
        {"ja", NULL},
        {"ko", NULL},
        {"tlh", NULL},
        {"", NULL},
        {"und", NULL},
        {"x", NULL},
        {"../de_DE", NULL},
        {"de/../en_GB", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct hyphenator *found = hyphenator_open(arena, "build/hyphen", cases[i].lang);
        struct text got = {0}, want = {0};
        if (!cases[i].file) {
            check(!found, "'%s' has no patterns", cases[i].lang);
            continue;
        }
        const char *path = arena_printf(arena, "build/hyphen/%s.trie", cases[i].file);
        if (check(found != NULL && file_read(arena, path, &want), "there are patterns for '%s'",
                  cases[i].lang))
            got = hyphenator_bytes(found);
        check(text_equal(got, want), "'%s' is hyphenated by %s", cases[i].lang, cases[i].file);
    }
}

int main(void)
{
    arena = arena_new();
    tags_find_their_patterns();
    arena_free(arena);
    return check_done();
}
