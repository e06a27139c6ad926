/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which face each script comes in beside a text's own, how large, and how far apart its lines are.
 */
#include "line/script.h"

#include <string.h>

#include <hb.h>

#include "tests/check.h"

static struct arena *arena;
static struct fonts *fonts;
static struct shaper *shaper;

static const struct script_rule rule[] = {
    {.script = HB_SCRIPT_ARABIC, .scale = 1180, .heading = 1125, .leading = 1200},
    {.script = HB_SCRIPT_ETHIOPIC, .scale = 920},
    {.script = HB_SCRIPT_HEBREW, .family = "Noto Sans Symbols"}, /* has none of its letters */
};
static const struct script_rules rules = {rule, sizeof rule / sizeof *rule, PT(10), "Noto Sans"};

static const struct ink noto = {.family = "Noto Sans", .weight = 400, .size = PT(10)};
static const struct ink large = {.family = "Noto Sans", .weight = 700, .size = PT(20)};
static const struct ink between = {.family = "Noto Sans", .weight = 400, .size = PT(15)};
static const struct ink label = {.family = "Lato", .weight = 400, .size = PT(10)};
static const struct ink stressed = {
    .family = "Noto Sans", .weight = 400, .size = PT(10), .is_italic = true, .is_emphasized = true};
static const struct ink slanted = {
    .family = "Noto Sans", .weight = 400, .size = PT(10), .is_italic = true};
static const struct ink naskh = {.family = "Noto Naskh Arabic", .weight = 400, .size = PT(10)};
static const struct ink semibold = {.family = "Vollkorn", .weight = 600, .size = PT(10)};

static const struct line *set(const char *said, const struct ink *ink, const char *lang,
                              const struct script_rules *scripts)
{
    static struct stretch stretch;
    stretch = (struct stretch){.to = (uint32_t)strlen(said), .ink = ink, .may_hyphenate = true};
    struct paragraph p = {.text = text_of(said),
                          .stretch = &stretch,
                          .stretches = 1,
                          .lang = lang,
                          .is_rtl = script_of_language(lang) == HB_SCRIPT_ARABIC,
                          .width = MM(200),
                          .scripts = scripts};
    return &paragraph_set(arena, shaper, &p, NULL)->line[0];
}

/* The run that draws the piece of the line's text. */
static const struct run *run_of(const struct line *line, const char *piece)
{
    size_t at = text_find(line->text, piece);
    for (size_t i = 0; i < line->runs; i++)
        if (at != SIZE_MAX && line->run[i].from <= at && at < line->run[i].to)
            return &line->run[i];
    return NULL;
}

static void faces_and_sizes_are_those_wanted(void)
{
    static const struct {
        const char *said, *piece, *lang;
        const struct ink *ink;
        bool has_rules;
        const char *face;
        sp size;
        const char *sentence;
    } cases[] = {
        {"Wort كتاب", "كتاب", "de", &noto, true, "NotoNaskhArabic-Regular", 11 * PT(1) + PT(8) / 10,
         "a theme's scale is that of text"},
        {"كتاب", "كتاب", "ar", &large, true, "NotoNaskhArabic-Bold", PT(45) / 2,
         "large type has the scale of headings"},
        {"كتاب", "كتاب", "ar", &between, true, "NotoNaskhArabic-Regular", PT(1) * 17288 / 1000,
         "and what is between one between"},
        {"كتاب", "كتاب", "ar", &label, true, "NotoNaskhArabic-Regular", PT(1) * 11140 / 1000,
         "a face with smaller letters than the text's has smaller companions"},
        {"كتاب", "كتاب", "ar", &noto, false, "NotoNaskhArabic-Regular", PT(1) * 11806 / 1000,
         "without a theme small letters are made equal"},
        {"كتاب Wort", "Wort", "ar", &naskh, true, "NotoSans-Regular", PT(1) * 8470 / 1000,
         "Latin in an Arabic text font is smaller by as much"},
        {"كتاب (Wort) 12", "(Wort", "ar", &noto, true, "NotoSans-Regular", PT(10),
         "brackets and Latin inside Arabic are the companion's"},
        {"كتاب (Wort) 12", "12", "ar", &noto, true, "NotoSans-Regular", PT(10), "and numbers"},
        {"ስራሕ", "ስራሕ", "ti", &noto, true, "NotoSansEthiopic-Regular", PT(1) * 92 / 10,
         "Ethiopic is smaller"},
        {"ስራሕ (12)", "12", "ti", &noto, true, "NotoSans-Regular", PT(10),
         "and its numbers are the companion's"},
        {"שלום", "שלום", "he", &noto, true, "NotoSansHebrew-Regular", PT(10),
         "a theme's face that lacks the letters is passed over"},
        {"كتاب", "كتاب", "ar", &stressed, true, "NotoNaskhArabic-Bold", PT(1) * 118 / 10,
         "emphasis without slanted letters is bold"},
        {"كتاب", "كتاب", "ar", &slanted, true, "NotoNaskhArabic-Regular", PT(1) * 118 / 10,
         "a slanted look is upright there"},
        {"Wort", "Wort", "de", &stressed, true, "NotoSans-Italic", PT(10), "Latin slants"},
        {"слово", "слово", "ru", &stressed, true, "NotoSans-Italic", PT(10), "and Cyrillic"},
        {"كتاب", "كتاب", "ar", &semibold, false, "NotoNaskhArabic-Bold", PT(1) * 10088 / 1000,
         "the nearest weight is taken"},
        {"کتاب", "کتاب", "ur", &noto, false, "NotoNaskhArabic-Regular", PT(1) * 11806 / 1000,
         "Urdu is in Naskh"},
        {"کتاب", "کتاب", "ur-Aran", &noto, false, "NotoNastaliqUrdu-Regular", PT(1) * 11806 / 1000,
         "and in Nastaliq when asked"},
        {"直", "直", "zh-Hans", &noto, false, "NotoSansCJKsc-Regular", PT(10),
         "Chinese, simplified"},
        {"直", "直", "zh-Hant-HK", &noto, false, "NotoSansCJKtc-Regular", PT(10), "traditional"},
        {"直", "直", "zh-TW", &noto, false, "NotoSansCJKtc-Regular", PT(10), "of Taiwan"},
        {"直", "直", "ja", &noto, false, "NotoSansCJKjp-Regular", PT(10), "Japanese"},
        {"直", "直", "ko-KR", &noto, false, "NotoSansCJKkr-Regular", PT(10), "Korean"},
        {"直", "直", "de", &noto, false, "NotoSansCJKsc-Regular", PT(10), "or unknown"},
        {"年2015", "2015", "zh", &noto, false, "NotoSans-Regular", PT(10),
         "numbers are the text's"},
        {"“直”", "“", "zh", &noto, false, "NotoSansCJKsc-Regular", PT(10),
         "quotation marks before Chinese are its face's"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct line *line =
            set(cases[i].said, cases[i].ink, cases[i].lang, cases[i].has_rules ? &rules : NULL);
        const struct run *run = run_of(line, cases[i].piece);
        if (!check(run && run->face, "%s: it is drawn", cases[i].sentence))
            continue;
        check_text(text_of(face_name(run->face)), cases[i].face, cases[i].sentence);
        sp off = run->size - cases[i].size;
        check(off > -PT(1) / 50 && off < PT(1) / 50, "%s: %lld sp", cases[i].sentence,
              (long long)run->size);
    }
}

static const struct line *set_halves(const char *said, uint32_t at, const struct ink *second)
{
    static struct stretch half[2];
    uint32_t n = (uint32_t)strlen(said);
    half[0] = (struct stretch){.to = at, .ink = &noto, .may_hyphenate = true};
    half[1] = (struct stretch){.from = at, .to = n, .ink = second, .may_hyphenate = true};
    struct paragraph p = {.text = text_of(said),
                          .stretch = half,
                          .stretches = 2,
                          .lang = "ar",
                          .is_rtl = true,
                          .width = MM(200)};
    return &paragraph_set(arena, shaper, &p, NULL)->line[0];
}

static const struct ink red = {
    .family = "Noto Sans", .weight = 400, .size = PT(10), .color = 0xF00};
static const struct ink bold = {.family = "Noto Sans", .weight = 700, .size = PT(10)};

/* All the line's glyphs in order; how many. */
static size_t all_glyphs(const struct line *line, uint32_t id[static 32])
{
    size_t n = 0;
    for (size_t r = 0; r < line->runs; r++)
        for (size_t i = 0; i < line->run[r].glyphs && n < 32; i++)
            id[n++] = line->run[r].glyph[i].id;
    return n;
}

static void letters_join_across_looks(void)
{
    static const char *const words[] = {"كتاب", "مستشفى", "السلام", "محمّد", "हिन्दी"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        uint32_t whole[32], halves[32];
        const struct line *one = set(words[w], &noto, "ar", NULL);
        size_t n = all_glyphs(one, whole);
        sp width = one->width;
        for (uint32_t at = 2; at + 2 < strlen(words[w]); at++) {
            if ((words[w][at] & 0xC0) == 0x80)
                continue;
            const struct line *two = set_halves(words[w], at, &red);
            check(all_glyphs(two, halves) == n && memcmp(whole, halves, n * sizeof *whole) == 0,
                  "'%s' in two colors, parted at %u, has the glyphs of one", words[w], at);
            check(two->width - width < 8 && width - two->width < 8, "and is as wide");
        }
    }
    const struct line *mixed = set_halves("كتاب", 4, &bold);
    const struct run *begin = run_of(mixed, "ك"), *end = run_of(mixed, "ب");
    uint32_t last = begin->glyph[0].id, first = end->glyph[1].id;
    check(last != set("كت", &noto, "ar", NULL)->run[0].glyph[0].id,
          "before bold letters a letter is not in its final form");
    check(first != set("اب", &bold, "ar", NULL)->run[0].glyph[1].id,
          "and the bold one that follows is not in its initial one");
}

static void marks_stay_with_their_letters(void)
{
    const struct line *line = set_halves("ب\u064Eت", 2, &bold);
    check(run_of(line, "\u064E") == run_of(line, "ب"),
          "a look does not part a mark from its letter");
}

static void lines_stand_as_far_apart_as_needed(void)
{
    static const struct {
        const char *lang;
        int64_t least, most;
        const char *sentence;
    } cases[] = {
        {"de", 1000, 1000, "Latin is what is meant"},
        {"ar", 1200, 1200, "a theme says of Arabic"},
        {"ckb", 1200, 1200, "and of all that is written in it"},
        {"prs", 1200, 1200, "also in languages whose script ICU does not know"},
        {"ti", 1000, 1000, "what is not said is as the font needs it: Ethiopic no more"},
        {"ru", 1000, 1000, "nor Cyrillic"},
        {"zh", 1000, 1100, "nor Chinese"},
        {"ur-Aran", 1600, 2000, "but Nastaliq"},
        {"tlh-nonsense", 1000, 1000, "a language nobody knows is Latin"},
        {"", 1000, 1000, "and so is none"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t leading = script_leading(fonts, &rules, cases[i].lang, PT(15));
        check(leading >= cases[i].least && leading <= cases[i].most, "%s: %lld", cases[i].sentence,
              (long long)leading);
    }
}

static const struct line *second_of(const char *said, const char *lang)
{
    static struct stretch stretch;
    stretch = (struct stretch){.to = (uint32_t)strlen(said), .ink = &noto, .may_hyphenate = true};
    struct paragraph p = {.text = text_of(said),
                          .stretch = &stretch,
                          .stretches = 1,
                          .lang = lang,
                          .align = TEXT_JUSTIFY,
                          .width = MM(60),
                          .space_shrink = 220};
    const struct lines *lines = paragraph_set(arena, shaper, &p, NULL);
    return lines->n > 2 ? &lines->line[1] : NULL;
}

static void text_without_spaces_is_justified(void)
{
    const struct line *chinese = second_of(
        "人人生而自由在尊严和权利上一律平等他们赋有理性和良心并应以兄弟关系的精神相对待人人有资格"
        "享有本宣言所载的一切权利和自由不分种族",
        "zh");
    const struct line *ethiopic =
        second_of("የሰው፡ልጅ፡ሁሉ፡ሲወለድ፡ነጻና፡በክብርና፡በመብትም፡እኩልነት፡ያለው፡ነው።የተፈጥሮ፡ማስተዋልና፡ሕሊና፡ስላለው፡"
                  "አንዱ፡ሌላውን፡በወንድማማችነት፡መንፈስ፡መመልከት፡ይገባዋል።",
                  "am");
    if (check(chinese != NULL, "Chinese breaks"))
        check(chinese->width == MM(60), "and its ideographs take space between them");
    if (check(ethiopic != NULL, "Ethiopic breaks after its word space"))
        check(ethiopic->width == MM(60), "which takes the line's space");
}

int main(void)
{
    arena = arena_new();
    struct diag *diag = diag_new(arena);
    fonts = fonts_load(arena, "fonts/catalogue.yaml", NULL, diag);
    if (check(fonts != NULL, "there are fonts")) {
        shaper = shaper_new(fonts, "build/hyphen");
        faces_and_sizes_are_those_wanted();
        letters_join_across_looks();
        marks_stay_with_their_letters();
        lines_stand_as_far_apart_as_needed();
        text_without_spaces_is_justified();
        shaper_free(shaper);
    }
    fonts_free(fonts);
    arena_free(arena);
    return check_done();
}
