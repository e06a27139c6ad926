/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scripts of mixed text, and what a line of both directions is made of when it is set: runs from
 * left to right, white space at line ends, hyphens of ours. */
#include <hb.h>

#include "tests/check.h"
#include "tests/line/bidi.h"

static struct arena *arena;
static struct fonts *fonts;
static struct shaper *shaper;
static struct diag *diag;

/* Each script once, behind the number of characters that have it: "Latn 3 Arab 2". */
static const struct {
    const char *sentence, *text, *runs;
} scripts[] = {
    {"figures and points are of the script before them", "ab, 12. вг 3", "Latn 8 Cyrl 4"},
    {"at the start of the one that comes", "12. вг", "Cyrl 6"},
    {"a text without letters is Latin", "12–14 €", "Latn 7"},
    {"a bracket closes in the script it opened in", "вг (ab) вг", "Cyrl 4 Latn 2 Cyrl 4"},
    {"also around the other direction", "بت (ab) بت", "Arab 4 Latn 2 Arab 4"},
    {"at the start too", "(ab) بت", "Arab 1 Latn 2 Arab 4"},
    {"and at the end", "(بت)", "Arab 4"},
    {"nested ones", "ab [вг (δε)] x", "Latn 4 Cyrl 4 Grek 2 Cyrl 1 Latn 3"},
    {"a point behind Latin in Arabic text is Arabic", "بت ab. بت", "Arab 3 Latn 2 Arab 4"},
    {"a mark stands in its base's script", "a\u0301b \u0431\u0301", "Latn 4 Cyrl 2"},
    {"a base without a script takes its mark's", "ab \u25CC\u093F", "Latn 3 Deva 2"},
    {"the danda is of the script it ends", "ক।", "Beng 2"},
    {"in Devanagari too", "क। ক॥", "Deva 3 Beng 2"},
    {"an Arabic comma is not Latin", "ab، ج", "Latn 2 Arab 1 Latn 1 Arab 1"},
    {"a prolonged sound mark is of its kana", "テー語るー", "Kana 2 Hani 1 Hira 2"},
    {"punctuation of East Asia follows its text", "語、「テ」。", "Hani 3 Kana 1 Hani 2"},
    {"bopomofo and its tone", "ㄅˊ", "Bopo 2"},
    {"an emoji sequence stays whole", "вг 👩\u200D💻 ab", "Cyrl 7 Latn 2"},
    {"Ethiopic with its word space", "ሰላም፡ሰላም። 12", "Ethi 11"},
    {"Thai", "ไทย 12 ab", "Thai 7 Latn 2"},
    {"a tatweel between Syriac letters is Syriac", "ܒـܒ", "Syrc 3"},
};

static struct unit *units_of(struct mixed *mixed, const char *text, size_t *n, bool is_rtl)
{
    mixed_read(arena, text, 'A', mixed);
    struct paragraph p = {.text = mixed->text,
                          .stretch = mixed->stretch,
                          .stretches = mixed->stretches,
                          .is_rtl = is_rtl};
    return units_make(shaper, &p, shaper_tongue(shaper, "de"), n);
}

static bool begins_rtl(const char *text)
{
    return strstr(text, "ب") != NULL;
}

static void scripts_are_those_of_the_text(void)
{
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct mixed mixed;
        struct buf out = {0};
        size_t n, from = 0;
        struct unit *unit = units_of(&mixed, scripts[i].text, &n, begins_rtl(scripts[i].text));
        for (size_t k = 1; k <= n; k++) {
            if (k < n && unit[k].script == unit[from].script)
                continue;
            char tag[5] = "";
            hb_tag_to_string(unit[from].script, tag);
            buf_printf(&out, "%s%s %zu", from ? " " : "", tag, k - from);
            from = k;
        }
        check_text(buf_as_text(&out), scripts[i].runs, scripts[i].sentence);
        buf_done(&out);
    }
}

/* Where lines may end: "|". */
static const struct {
    const char *sentence, *lang, *text, *breaks;
} breaks[] = {
    {"Thai has words without spaces", "th", "ภาษาไทยง่าย", "ภาษา|ไทย|ง่าย"},
    {"Khmer too", "km", "ខ្ញុំស្រឡាញ់ភាសា", "ខ្ញុំ|ស្រឡាញ់|ភាសា"},
    {"Lao", "lo", "ພາສາລາວ", "ພາສາ|ລາວ"},
    {"Myanmar", "my", "မြန်မာစာ", "မြန်မာ|စာ"},
    {"behind the Ethiopic word space", "am", "ሰላም፡ሰላም።", "ሰላም፡|ሰላም።"},
    {"no line begins with an Ethiopic mark", "ti", "ሰላም ፣ ሰላም ።", "ሰላም ፣ |ሰላም ።"},
    {"nor with a danda", "hi", "कल । आज", "कल । |आज"},
    {"no line of Chinese begins with its marks", "zh", "你好，（世界）。", "你|好，|（世|界）。"},
    {"nor Japanese with a small kana", "ja", "きょう、「東京」", "きょ|う、|「東|京」"},
    {"Arabic breaks at its spaces", "ar", "سلام، عليكم؟", "سلام، |عليكم؟"},
    {"no skin tone alone", "de", "a 👍🏽 b", "a |👍🏽 |b"},
};

static void lines_end_where_they_may(void)
{
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        struct mixed mixed;
        struct buf out = {0};
        size_t n;
        mixed_read(arena, breaks[i].text, 'A', &mixed);
        struct paragraph p = {
            .text = mixed.text, .stretch = mixed.stretch, .stretches = mixed.stretches};
        struct unit *unit = units_make(shaper, &p, shaper_tongue(shaper, breaks[i].lang), &n);
        for (size_t k = 0; k < n; k++) {
            if (k && unit[k].break_before != BREAK_NONE)
                buf_char(&out, '|');
            buf_code_point(&out, unit[k].cp);
        }
        check_text(buf_as_text(&out), breaks[i].breaks, breaks[i].sentence);
        buf_done(&out);
    }
}

/* Lines as they are set: "|" between them, " " between runs, texts of runs from left to right. */
static const struct {
    const char *sentence, *text;
    sp width;
    bool is_rtl;
    const char *lines;
} set[] = {
    {"words of both directions in a line", "ABC wort DEF", PT(400), true, "DEF/ /wort/ABC "},
    {"each line is ordered by itself", "ABC DEF eins zwei drei GHI", PT(85), true,
     "eins zwei/ABC DEF |GHI/ /drei"},
    {"white space at a line's end is the paragraph's", "ABC wort\u2003", PT(400), true,
     "\u2003/wort/ABC "},
    {"a hyphen of ours ends its word's part", "ABC " IN("de", "willkommenskultur"), PT(75), true,
     "willkom-/ABC |menskultur"},
    {"from left to right too", "wort ABC\u2003", PT(400), false, "wort /ABC/\u2003"},
};

static void put_run(struct buf *out, const struct line *line, const struct run *run)
{
    for (size_t i = run->from; i < run->to;) {
        uint32_t cp;
        i += utf8_decode(line->text.p + i, line->text.n - i, &cp);
        buf_code_point(out, cp - ARABIC < 26 ? 'A' + cp - ARABIC : cp == 0xAD ? '-' : cp);
    }
}

static struct text lines_shown(const struct lines *lines)
{
    struct buf out = {0};
    for (size_t i = 0; i < lines->n; i++) {
        buf_string(&out, i ? "|" : "");
        for (size_t k = 0; k < lines->line[i].runs; k++) {
            buf_string(&out, k ? "/" : "");
            put_run(&out, &lines->line[i], &lines->line[i].run[k]);
        }
    }
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static void lines_are_set_in_order(void)
{
    for (size_t i = 0; i < sizeof set / sizeof *set; i++) {
        struct mixed mixed;
        mixed_read(arena, set[i].text, ARABIC, &mixed);
        struct paragraph p = {.text = mixed.text,
                              .stretch = mixed.stretch,
                              .stretches = mixed.stretches,
                              .lang = set[i].is_rtl ? "ar" : "de",
                              .is_rtl = set[i].is_rtl,
                              .hyphenates = true,
                              .width = set[i].width};
        struct lines *lines = paragraph_set(arena, shaper, &p, diag);
        check_text(lines_shown(lines), set[i].lines, set[i].sentence);
    }
}

int main(void)
{
    arena = arena_new();
    diag = diag_new(arena);
    fonts = fonts_load(arena, "fonts/catalogue.yaml", NULL, diag);
    if (check(fonts != NULL, "there are fonts")) {
        shaper = shaper_new(fonts, "build/hyphen");
        scripts_are_those_of_the_text();
        lines_end_where_they_may();
        lines_are_set_in_order();
    }
    shaper_free(shaper);
    fonts_free(fonts);
    arena_free(arena);
    return check_done();
}
