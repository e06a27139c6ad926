/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/tree.h"

#include "tests/check.h"

static const struct {
    const char *lang, *written, *set;
} samples[] = {
    /* quotation marks of the language, and those within */
    {"de", "\"A\" und 'b'", "„A“ und ‚b‘"},
    {"de-CH", "\"A\" und 'b'", "«A» und ‹b›"},
    {"en", "\"A\" and 'b'", "“A” and ‘b’"},
    {"fr", "\"A\" et 'b'", "«\u202FA\u202F» et “b”"},
    {"ru", "\"А\" и 'б'", "«А» и\u00A0„б“"},
    {"uk", "\"А\"", "«А»"},
    {"ar", "\"ا\" 'b'", "«ا» “b”"},
    {"fa", "\"ا\" 'b'", "«ا» ‹b›"},
    {"prs", "\"ا\"", "«ا»"},
    {"tr", "\"A\" 'b'", "“A” ‘b’"},
    {"pl", "\"A\" 'b'", "„A” «b»"},
    {"ro", "\"A\" 'b'", "„A” «b»"},
    {"cs", "\"A\" 'b'", "„A“ ‚b‘"},
    {"hu", "\"A\" 'b'", "„A” »b«"},
    {"sv", "\"A\" 'b'", "”A” ’b’"},
    {"vi", "\"A\"", "“A”"},
    {"ti", "\"A\"", "«A»"},
    {"sq", "\"A \"B\" C\"", "«A “B” C»"},
    {"el", "\"A \"B\" C\"", "«A “B” C»"},
    {"pl", "\"Ala \"Ben\" Cel\"", "„Ala «Ben» Cel”"},
    {"hu", "\"A \"B\" C\"", "„A »B« C”"},
    {"ro", "\"A \"B\" C\"", "„A «B» C”"},
    {"bg", "\"A \"B\" C\"", "„A ‘B’ C“"},
    {"ka", "\"A \"B\" C\"", "„A «B» C“"},
    {"hy", "\"A \"B\" C\"", "«A “B” C»"},
    {"fa", "\"A \"B\" C\"", "«A ‹B› C»"},
    {"prs", "\"A \"B\" C\"", "«A ‹B› C»"},
    {"kmr", "\"A \"B\" C\"", "“A ‘B’ C”"},
    {"pt-PT", "\"A \"B\" C\"", "«A “B” C»"},
    {"pt", "\"A \"B\" C\"", "“A ‘B’ C”"},
    {"fr-CH", "\"A \"B\" C\"", "«A ‹B› C»"},
    {"ja", "\"A\"", "「A」"},
    {"zh-Hant", "\"A \"B\" C\"", "「A 『B』 C」"},
    {"he", "\"A\"", "”A”"},
    {"he", "צה\"ל \"א\"", "צה״ל ”א”"},
    {"he", "ג'ירפה", "ג׳ירפה"},
    {"he", "'א'", "’א’"},
    {"he", "רח' ב", "רח׳ ב"},
    {"de", "[\"A\"]{lang=en} \"B\"", "“A” „B“"},
    /* nested */
    {"de", "\"Er sagte: 'Komm!'\", rief sie.", "„Er sagte: ‚Komm!‘“, rief sie."},
    {"de", "\"'A' b\", \"a 'B'\"", "„‚A‘ b“, „a ‚B‘“"},
    {"en", "\"'A'\" ('b')", "“‘A’” (‘b’)"},
    {"ru", "\"А \"б\" в\"", "«А\u00A0„б“ в»"},
    {"de", "\"Der \"Verein\" lud ein\" und \"kam\"", "„Der ‚Verein‘ lud ein“ und „kam“"},
    {"de", "\"nie zu, und \"doch\"", "„nie zu, und „doch“"},
    /* apostrophes */
    {"de", "Ich hab's, Hans' Haus, '68er, rock 'n' roll",
     "Ich hab’s, Hans’ Haus, ’68er, rock ’n’ roll"},
    {"en", "It's the '90s, 'n that's 'fine'", "It’s the ’90s, ’n that’s ‘fine’"},
    {"fr", "l'ami d'\"A\"", "l’ami d’«\u202FA\u202F»"},
    /* beside punctuation, dashes and emphasis */
    {"de", "(\"A\"), \"B\"; \"C\"-D \"a\"/\"b\" -- \"c\"", "(„A“), „B“; „C“-D „a“/„b“ – „c“"},
    {"de", "\"**A**\" *\"b\"* \"[c](http://x)\".", "„A“ „b“ „c“."},
    {"de", "\"a\nb\" \"c\"\\\n\"d\"", "„a b“ „c“\u2028„d“"},
    /* dashes and dots */
    {"de", "a -- b, 5--7, c---d, --option, a - b", "a – b, 5–7, c—d, --option, a - b"},
    {"ru", "а -- б", "а\u00A0— б"},
    {"de", "so ... und so... \"...\" ....", "so … und so… „…“ ...."},
    /* never in code, addresses, what is escaped */
    {"de", "`\"a\" -- ...` <http://a/--> \\\"b\\\" \\-- &quot;c&quot;",
     "\"a\" -- ... http://a/-- \"b\" -- \"c\""},
};

int main(void)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct arena *arena = arena_new();
        struct diag *diag = diag_new(arena);
        struct library library = {NULL, "/nowhere"};
        struct expansion expansion = {.text = text_of(samples[i].written)};
        struct tree_options options = {.lang = samples[i].lang,
                                       .locale = locale_open(arena, samples[i].lang),
                                       .library = &library};
        const struct tree *tree = tree_parse(arena, &expansion, &options, diag);
        const struct block *block = tree->root->child;
        check_text(block ? block->text : TEXT(""), samples[i].set, samples[i].written);
        arena_free(arena);
    }
    return check_done();
}
