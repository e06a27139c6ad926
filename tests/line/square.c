/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scripts whose signs fill squares, and what stands among them: white halves that go where signs
 * meet and at a line's ends, figures and dashes of Latin. */
#include "line/square.h"

#include <string.h>

#include "line/script.h"
#include "tests/check.h"

static struct arena *arena;
static struct fonts *fonts;
static struct shaper *shaper;

static const struct ink vollkorn = {
    .family = "Vollkorn", .weight = 400, .size = PT(10), .figures = FIGURES_OLDSTYLE};
static const struct protrusion hang = {.period = 600, .quote = 700};

static struct paragraph make(const char *said, const char *lang, sp width)
{
    static struct stretch stretch;
    stretch = (struct stretch){.to = (uint32_t)strlen(said), .ink = &vollkorn};
    return (struct paragraph){.text = text_of(said),
                              .stretch = &stretch,
                              .stretches = 1,
                              .lang = lang,
                              .is_rtl = script_of_language(lang) == HB_SCRIPT_ARABIC,
                              .width = width,
                              .space_shrink = 222};
}

static const struct line *set(const char *said, const char *lang)
{
    struct paragraph p = make(said, lang, MM(200));
    return &paragraph_set(arena, shaper, &p, NULL)->line[0];
}

/* How many thousandths of an em all of it is narrower than its characters one by one. */
static int64_t closed_up(const char *said, const char *lang, int64_t squares)
{
    const struct line *line = set(said, lang);
    return ((squares * line->run[0].size - line->width) * 1000 + line->run[0].size / 2) /
           line->run[0].size;
}

static void signs_side_by_side_share_their_white(void)
{
    static const struct {
        const char *said, *lang;
        int64_t squares, less;
    } cases[] = {
        {"房间）。去", "zh-Hans", 5, 500},  {"“登记”。", "zh-Hans", 5, 500},
        {"说，“好", "zh-Hans", 4, 500},     {"说：“好", "zh-Hans", 4, 500},
        {"（「好」）", "zh-Hant", 5, 1000}, {"記」。好", "zh-Hant", 4, 500},
        {"室）。昨", "ja", 4, 500},         {"た」「た", "ja", 4, 500},
        {"去，年。", "zh-Hans", 4, 0},      {"好！」", "ja", 3, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t less = closed_up(cases[i].said, cases[i].lang, cases[i].squares);
        check(less == cases[i].less, "'%s' is %lld thousandths narrower, %lld expected",
              cases[i].said, (long long)less, (long long)cases[i].less);
    }
}

static void white_halves_do_not_count_at_a_lines_ends(void)
{
    struct paragraph p = make("去年有学员通过了考试。", "zh-Hans", MM(200));
    p.align = TEXT_END;
    const struct line *line = paragraph_set(arena, shaper, &p, NULL)->line;
    sp em = line->run[0].size, over = line->x + line->width - p.width;
    check(over == em / 2, "half a full stop is white beyond the end");
    p = make("「登録」という", "ja", MM(200));
    line = paragraph_set(arena, shaper, &p, NULL)->line;
    check(line->x == -em / 2, "and half a bracket before the start");
    p = make("去年有学员通过了考试。", "zh-Hant", MM(200));
    p.align = TEXT_END;
    line = paragraph_set(arena, shaper, &p, NULL)->line;
    over = line->x + line->width - p.width;
    check(over >= em / 4 && over <= em / 4 + 1,
          "of a full stop in the middle of its square a quarter");
}

static void what_reads_the_other_way_does_not_hang(void)
{
    struct paragraph p = make("“Anmeldung” كلمة ألمانية", "ar", MM(200));
    p.protrusion = &hang;
    const struct line *line = paragraph_set(arena, shaper, &p, NULL)->line;
    check(line->x + line->width - p.width > 0, "an Arabic line's first quotation mark hangs");
    p = make("3.5 “A.", "ar", MM(200));
    p.protrusion = &hang;
    line = paragraph_set(arena, shaper, &p, NULL)->line;
    check(line->x + line->width == p.width, "a Latin number there does not (%lld)",
          (long long)(line->x + line->width - p.width));
}

/* The first glyph of a piece of the line's text, and its face. */
static uint32_t glyph_of(const struct line *line, const char *piece, const struct face **face)
{
    size_t at = text_find(line->text, piece);
    for (size_t i = 0; i < line->runs; i++)
        for (size_t k = 0; k < line->run[i].glyphs; k++)
            if (line->run[i].glyph[k].cluster == at) {
                *face = line->run[i].face;
                return line->run[i].glyph[k].id;
            }
    *face = NULL;
    return 0;
}

static void figures_suit_the_script(void)
{
    static const struct {
        const char *lang, *said;
        bool is_lining;
    } cases[] = {
        {"de", "am 14 im", false},  {"ru", "14 сентября", false}, {"hy", "14 Բարի", false},
        {"ka", "14 წლის", true},    {"he", "ב 14 חדר", true},     {"ar", "في 14 في", true},
        {"th", "วันที่ 14 ห้อง", true}, {"ti", "ብ 14 ክፍሊ", true},     {"ja", "月14日", true},
    };
    const struct face *face, *other;
    uint32_t old = glyph_of(set("14", "de"), "4", &face);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t glyph = glyph_of(set(cases[i].said, cases[i].lang), "4", &other);
        check(face == other && (glyph != old) == cases[i].is_lining, "%s: %s figures",
              cases[i].lang, cases[i].is_lining ? "lining" : "old-style");
    }
}

static void numbers_among_ideographs_stay_latin(void)
{
    const struct face *digits, *dash, *sign;
    const struct line *line = set("周五9–12点——好", "zh-Hans");
    glyph_of(line, "9", &digits);
    glyph_of(line, "–", &dash);
    glyph_of(line, "——", &sign);
    check(digits && digits == dash, "a range's dash comes with its digits");
    check(sign && sign != digits, "a Chinese dash comes with its letters");
    struct paragraph p = make("お電話は月曜日から金曜日9–12時です", "ja", 0);
    p.align = TEXT_JUSTIFY;
    p.width = line->run[0].size * 16;
    const struct lines *lines = paragraph_set(arena, shaper, &p, NULL);
    line = &lines->line[0];
    sp natural = 0, set_wide = 0;
    for (size_t i = 0; i < line->runs; i++)
        for (size_t k = 0; k < line->run[i].glyphs; k++) {
            const struct glyph *glyph = &line->run[i].glyph[k];
            struct text said = text_from(line->text, glyph->cluster);
            if (!text_starts(said, "–"))
                continue;
            set_wide = glyph->advance;
            const struct line *plain = set("9–1", "ja");
            natural = plain->run[0].glyph[1].advance;
        }
    check(natural > 0 && natural == set_wide, "and no white of a justified line parts them");
}

int main(void)
{
    arena = arena_new();
    struct diag *diag = diag_new(arena);
    fonts = fonts_load(arena, "fonts/catalogue.yaml", NULL, diag);
    if (check(fonts != NULL, "there are fonts")) {
        shaper = shaper_new(fonts, "build/hyphen");
        signs_side_by_side_share_their_white();
        white_halves_do_not_count_at_a_lines_ends();
        what_reads_the_other_way_does_not_hang();
        figures_suit_the_script();
        numbers_among_ideographs_stay_latin();
    }
    shaper_free(shaper);
    fonts_free(fonts);
    arena_free(arena);
    return check_done();
}
