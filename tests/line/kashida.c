/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the joins of Arabic words may be drawn longer, and that lines do so only when asked. */
#include "line/kashida.h"

#include <string.h>

#include <hb.h>

#include "tests/check.h"

static void the_best_join_is_found(void)
{
    static const struct {
        const char *word;
        size_t letters; /* before the join; 0: there is none */
        unsigned rank;
        const char *sentence;
    } cases[] = {
        {"كــتاب", 3, 1, "a tatweel of the text comes first"},
        {"السلام", 3, 2, "after seen"},
        {"مصدر", 2, 2, "after sad"},
        {"حقيبة", 4, 3, "before a final teh marbuta"},
        {"محمد", 3, 3, "before a final dal"},
        {"كتاب", 2, 4, "before a final alef"},
        {"طفل", 2, 4, "before a final lam"},
        {"كبير", 3, 7, "before a final reh after another letter than beh"},
        {"تبر", 2, 5, "before a final reh after a medial beh"},
        {"حقوق", 2, 6, "before a final waw"},
        {"ربيع", 3, 6, "before a final ain"},
        {"يمين", 3, 7, "before any other final letter"},
        {"لا", 0, 0, "never in lam-alef"},
        {"بلا", 0, 0, "nor in one at a word's end"},
        {"الإسلام", 4, 2, "a word with one may have another join"},
        {"أدوار", 0, 0, "letters that do not join have none"},
        {"مسّلم", 3, 2, "marks stay with their letter"},
        {"ب\u200Cا", 0, 0, "nor do letters held apart"},
        {"Wort", 0, 0, "Latin has none"},
        {"", 0, 0, "nor has nothing"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kashida found = kashida_find(text_of(cases[i].word));
        check(found.rank == cases[i].rank, "%s: rank %u", cases[i].sentence, found.rank);
        check(found.at == 2 * cases[i].letters, "%s: byte %u", cases[i].sentence, found.at);
    }
}

static struct arena *arena;
static struct shaper *shaper;

static const struct ink ink = {.family = "Noto Sans", .weight = 400, .size = PT(10)};

static struct lines *set(const char *said, const char *lang, int64_t kashida, sp width)
{
    static struct stretch stretch;
    static struct script_rule rule[2];
    static struct script_rules rules;
    rule[0] = (struct script_rule){.script = HB_SCRIPT_ARABIC, .kashida = kashida};
    rule[1] = (struct script_rule){.script = HB_TAG('A', 'r', 'a', 'n'), .kashida = kashida};
    rules = (struct script_rules){rule, 2, PT(10), "Noto Sans"};
    stretch = (struct stretch){.to = (uint32_t)strlen(said), .ink = &ink, .may_hyphenate = true};
    struct paragraph p = {.text = text_of(said),
                          .stretch = &stretch,
                          .stretches = 1,
                          .lang = lang,
                          .is_rtl = true,
                          .align = TEXT_JUSTIFY,
                          .width = width,
                          .space_shrink = 220,
                          .expand = 20,
                          .letter_space = 30,
                          .scripts = &rules};
    return paragraph_set(arena, shaper, &p, NULL);
}

/* Glyphs, the widest advance of a space, and whether letters were widened or spaced. */
struct seen {
    size_t glyphs;
    sp space;
    bool is_forced;
};

static struct seen look(const struct lines *lines)
{
    struct seen seen = {0};
    for (size_t i = 0; i < lines->n; i++)
        for (size_t r = 0; r < lines->line[i].runs; r++) {
            const struct run *run = &lines->line[i].run[r];
            seen.glyphs += run->glyphs;
            seen.is_forced |= run->expansion != 0 || run->spacing != 0;
            for (size_t g = 0; g < run->glyphs; g++)
                if (lines->line[i].text.p[run->glyph[g].cluster] == ' ')
                    seen.space = sp_max(seen.space, run->glyph[g].advance);
        }
    return seen;
}

static const char words[] =
    "لكل إنسان حق التمتع بكافة الحقوق والحريات الواردة في هذا الإعلان دون أي تمييز كالتمييز بسبب "
    "العنصر أو اللون أو الجنس أو اللغة أو الدين أو الرأي السياسي أو أي رأي آخر أو الأصل الوطني أو "
    "الاجتماعي أو الثروة أو الميلاد أو أي وضع آخر دون أية تفرقة بين الرجال والنساء";

static void lines_are_filled_by_joins_when_asked(void)
{
    struct lines *plain = set(words, "ar", 0, MM(70)), *drawn = set(words, "ar", 400, MM(70));
    struct seen a = look(plain), b = look(drawn);
    check(plain->n == drawn->n, "the lines break where they did");
    check(b.glyphs > a.glyphs, "strokes are added: %zu glyphs, not %zu", b.glyphs, a.glyphs);
    check(b.space < a.space, "and the spaces grow less");
    check(!a.is_forced && !b.is_forced, "no letter is widened, none is spaced");
    for (size_t i = 0; i + 1 < drawn->n; i++) {
        check(drawn->line[i].width == MM(70), "line %zu fills its measure", i);
        check(text_equal(drawn->line[i].text, plain->line[i].text), "and says the same");
    }
}

static void sloping_hands_have_none(void)
{
    check(look(set(words, "ur-Aran", 400, MM(70))).glyphs ==
              look(set(words, "ur-Aran", 0, MM(70))).glyphs,
          "Nastaliq is set without strokes");
}

int main(void)
{
    arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct fonts *fonts = fonts_load(arena, "fonts/catalogue.yaml", NULL, diag);
    the_best_join_is_found();
    if (check(fonts != NULL, "there are fonts")) {
        shaper = shaper_new(fonts, "build/hyphen");
        lines_are_filled_by_joins_when_asked();
        sloping_hands_have_none();
        shaper_free(shaper);
    }
    fonts_free(fonts);
    arena_free(arena);
    return check_done();
}
