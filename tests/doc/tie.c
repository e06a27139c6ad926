/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the samples ~ is U+00A0, _ is U+202F, as they come out; <n> is value n. */
#include "doc/tree.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/utf8.h"

#include "tests/check.h"

static const struct insertion values[] = {
    {.text = {"5", 1}},
    {.text = {"EUR", 3}},
    {.text = {"5 EUR, Nr. 5", 12}},
    {.text = {"", 0}},
    {.text = {"5 EUR, Nr. 5", 12}, .is_markdown = true},
};

static const struct {
    const char *lang, *written, *set;
} samples[] = {
    /* amounts and units, everywhere */
    {"de", "5.000,00 EUR, 12 €, 85 %, 15 km, 20 °C, 3 m²",
     "5.000,00~EUR, 12~€, 85~%, 15~km, 20~°C, 3~m²"},
    {"vi", "12 €, 85 %, 15 km, § 4", "12~€, 85~%, 15~km, §~4"},
    {"de", "3 Wege, 15 kmh, 5 Kilo", "3 Wege, 15 kmh, 5 Kilo"},
    {"de", "um 9 Uhr. Dann 5 km.", "um 9~Uhr. Dann 5~km."},
    /* law, numbers, pages */
    {"de", "§ 44, §§ 22 ff., Art. 6 Abs. 2 Satz 1", "§~44, §§~22~ff., Art.~6 Abs.~2 Satz~1"},
    {"de", "Nr. 1.2 (S. 12) „Abb. 3“, Tab. 2; Kap. IV",
     "Nr.~1.2 (S.~12) „Abb.~3“, Tab.~2; Kap.~IV"},
    {"de", "Nr. eins, S. Müller", "Nr. eins, S. Müller"},
    /* abbreviations */
    {"de", "z. B. so, d. h., i. d. R. und u. a.", "z.~B. so, d.~h., i.~d.~R. und u.~a."},
    {"de", "Dr. Ahmadi, Prof. Öz, Dr. h. c.", "Dr.~Ahmadi, Prof.~Öz, Dr. h.~c."},
    /* dates */
    {"de", "am 14. September 2015, am 5. März, 14. 9. 2015.",
     "am 14.~September 2015, am 5.~März, 14.~9.~2015."},
    {"de", "das 3. Treffen, Ende 14. Am 5. Tag", "das 3. Treffen, Ende 14. Am 5. Tag"},
    {"de", "03471 684 1420", "03471 684 1420"},
    /* values are neighbours; a value keeps its own blanks */
    {"de", "<0> EUR, § <0>, 12 <1>, <0> <1>", "5~EUR, §~5, 12~EUR, 5~EUR"},
    {"de", "<2>: <3> 5 km", "5 EUR, Nr. 5:  5~km"},
    {"de", "<4>", "5~EUR, Nr.~5"},
    {"de", "<0>. September, Nr. <0>", "5.~September, Nr.~5"},
    /* across emphasis, not in code */
    {"de", "**5** EUR, *Nr.* 5, `5 EUR`", "5~EUR, Nr.~5, 5 EUR"},
    /* languages */
    {"en", "p. 12, No. 3, Dr. X, Mr Y, 5 km, 14 September, at 9 a.m., e. g.",
     "p.~12, No.~3, Dr.~X, Mr~Y, 5~km, 14~September, at 9~a.m., e.~g."},
    {"en", "No way, 5 things, z. 2014 September", "No way, 5 things, z. 2014 September"},
    {"fr", "Quoi ? Non ! Si : « oui » ; n° 5, 12 000 personnes",
     "Quoi_? Non_! Si_: «_oui_»_; n°~5, 12_000~personnes"},
    {"fr", "M. Hugo, 14 juillet, Quoi?", "M.~Hugo, 14~juillet, Quoi?"},
    {"pl", "w domu i z kotem, A to, 5 zł, str. 5", "w~domu i~z~kotem, A~to, 5~zł, str.~5"},
    {"cs", "k lesu, v 5. patře, 14. září, 10 000 Kč", "k~lesu, v~5. patře, 14.~září, 10_000~Kč"},
    {"ru", "в 2015 г. и с 14 сентября, 5 руб.", "в~2015~г. и~с~14~сентября, 5~руб."},
    {"uk", "14 вересня, 5 грн, у школі", "14~вересня, 5~грн, у~школі"},
    {"de", "[w domu]{lang=pl} w domu", "w~domu w domu"},
    {"tr", "w domu, 14 Eylül, 5 TL", "w domu, 14~Eylül, 5~TL"},
};

/* <n> becomes a token. */
static struct text written(struct arena *arena, const char *sample)
{
    struct buf out = {0};
    for (const char *p = sample; *p; p++) {
        if (*p == '<') {
            buf_code_point(&out, TOKEN_OPEN);
            buf_char(&out, *++p);
            buf_code_point(&out, TOKEN_CLOSE);
            p++;
        } else {
            buf_char(&out, *p);
        }
    }
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static struct text shown(struct arena *arena, struct text set)
{
    struct buf out = {0};
    for (size_t i = 0; i < set.n;) {
        uint32_t cp;
        i += utf8_decode(set.p + i, set.n - i, &cp);
        buf_code_point(&out, cp == 0xA0 ? '~' : cp == 0x202F ? '_' : cp);
    }
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static struct text set(struct arena *arena, const char *lang, const char *sample, struct diag *diag)
{
    struct expansion expansion = {.text = written(arena, sample),
                                  .insertion = values,
                                  .insertions = sizeof values / sizeof *values};
    struct library library = {NULL, "/nowhere"};
    struct tree_options options = {
        .lang = lang, .locale = locale_open(arena, lang), .library = &library};
    const struct tree *tree = tree_parse(arena, &expansion, &options, diag);
    const struct block *block = tree->root->child;
    return block ? shown(arena, block->text) : TEXT("");
}

int main(void)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct arena *arena = arena_new();
        struct diag *diag = diag_new(arena);
        struct text got = set(arena, samples[i].lang, samples[i].written, diag);
        check_text(got, samples[i].set, samples[i].written);
        check(!diag_count(diag), "%s: without a message", samples[i].written);
        arena_free(arena);
    }
    return check_done();
}
