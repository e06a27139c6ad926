/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paragraphs in the fonts of the catalogue: what lines say, how wide they are, where they break. */
#include "line/paragraph.h"

#include <stdlib.h>

#include <hb.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "tests/check.h"
#include "tests/line/german.h"

static struct arena *arena;
static struct fonts *fonts;
static struct shaper *shaper;
static struct diag *diag;

static const struct ink vollkorn = {
    .family = "Vollkorn", .weight = 400, .size = PT(21) / 2, .figures = FIGURES_OLDSTYLE};
static const struct ink noto = {.family = "Noto Sans", .weight = 400, .size = PT(10)};
static const struct ink lato = {.family = "Lato", .weight = 400, .size = PT(9), .is_tabular = true};

static const char sample[] =
    "Das Dialogforum brachte Vertreterinnen und Vertreter der Landkreise, der kommunalen "
    "Integrationsbeauftragten und der Migrantenorganisationen an einen Tisch. Im Mittelpunkt "
    "stand die Frage, wie Willkommenskultur im Alltag der Verwaltung ankommt: bei der "
    "Anerkennung ausländischer Berufsabschlüsse, in der Sprachförderung und bei der Suche nach "
    "Wohnraum. „Wer bleiben soll, muss sich willkommen fühlen“, sagte eine Teilnehmerin und "
    "sprach damit vielen Mitarbeiter*innen der Einwanderungsbehörden aus dem Herzen. Die "
    "Ergebnisse der Arbeitsgruppen wurden anschließend zusammengetragen, bewertet und in einer "
    "Dokumentation veröffentlicht.";

static const struct protrusion hang_all = {.hyphen = 500,
                                           .dash = 500,
                                           .period = 600,
                                           .comma = 600,
                                           .colon = 400,
                                           .semicolon = 400,
                                           .quote = 700};

/* The lines' texts with "|" between them; a soft hyphen is shown as "-". */
static struct text shown(const struct lines *lines)
{
    struct buf out = {0};
    for (size_t i = 0; i < lines->n; i++) {
        struct text t = lines->line[i].text;
        buf_string(&out, i ? "|" : "");
        for (size_t k = 0; k < t.n; k++) {
            bool is_soft = k + 1 < t.n && t.p[k] == '\xC2' && t.p[k + 1] == '\xAD';
            buf_char(&out, is_soft ? '-' : t.p[k]);
            k += is_soft;
        }
    }
    struct text result = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return result;
}

/* The lines' texts put together without our hyphens. */
static struct text joined(const struct lines *lines)
{
    struct buf out = {0};
    for (size_t i = 0; i < lines->n; i++) {
        struct text t = lines->line[i].text;
        if (lines->line[i].ends_hyphenated)
            t.n -= 2;
        buf_text(&out, t);
    }
    struct text result = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return result;
}

static sp width_of(const struct line *line)
{
    sp width = 0;
    for (size_t i = 0; i < line->runs; i++) {
        const struct run *run = &line->run[i];
        sp glyphs = 0;
        for (size_t k = 0; k < run->glyphs; k++)
            glyphs += run->glyph[k].advance;
        if (run->face && glyphs != run->width)
            return -1;
        if (run->x != width)
            return -1;
        width += run->width;
    }
    return width;
}

static bool same_lines(const struct lines *a, const struct lines *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++) {
        const struct line *x = &a->line[i], *y = &b->line[i];
        if (!text_equal(x->text, y->text) || x->runs != y->runs || x->width != y->width ||
            x->x != y->x)
            return false;
        for (size_t r = 0; r < x->runs; r++) {
            if (x->run[r].glyphs != y->run[r].glyphs ||
                memcmp(x->run[r].glyph, y->run[r].glyph, x->run[r].glyphs * sizeof(struct glyph)))
                return false;
        }
    }
    return true;
}

static void lines_say_what_the_text_says(void)
{
    static const enum align aligns[] = {TEXT_START, TEXT_CENTER, TEXT_END, TEXT_JUSTIFY};
    for (sp width = PT(40); width <= PT(420); width += PT(19)) {
        for (size_t a = 0; a < 4; a++) {
            struct paragraph p = make(sample, &vollkorn, width);
            p.align = aligns[a];
            p.balances = width > PT(300);
            struct lines *lines = paragraph_set(arena, shaper, &p, NULL);
            check_text(joined(lines), sample, "the lines together are the text");
            bool is_sound = true;
            for (size_t i = 0; i < lines->n; i++)
                is_sound &= width_of(&lines->line[i]) == lines->line[i].width;
            check(is_sound, "runs and glyphs add up to their lines");
        }
    }
}

static void justified_lines_fill_the_measure(void)
{
    struct paragraph p = make(sample, &vollkorn, MM(114));
    struct lines *plain = paragraph_set(arena, shaper, &p, diag);
    for (size_t i = 0; i + 1 < plain->n; i++)
        check(plain->line[i].width == p.width && plain->line[i].x == 0,
              "line %zu is as wide as the measure", i);
    check(plain->line[plain->n - 1].width < p.width, "the last line is not stretched");
    check(plain->line[plain->n - 1].width > p.width / 5, "and is no orphan");
    check(plain->line[plain->n - 1].ends_paragraph, "and ends the paragraph");
    p.expand = 15;
    p.protrusion = &hang_all;
    p.indent = PT(14);
    struct lines *fine = paragraph_set(arena, shaper, &p, diag);
    int expanded = 0, hanging = 0;
    for (size_t i = 0; i + 1 < fine->n; i++) {
        sp over = fine->line[i].width + (i ? 0 : p.indent) - p.width;
        int32_t e = fine->line[i].run[0].expansion;
        expanded += e != 0;
        hanging += over > 0;
        check(over >= 0 && over < PT(6), "line %zu fills its measure but for what hangs", i);
        check(e >= -15 && e <= 15, "no glyph is widened beyond 1.5 per cent");
    }
    check(expanded > 0 && hanging > 0, "glyphs widen (%d lines), points hang (%d)", expanded,
          hanging);
    check(fine->line[0].x == p.indent, "the first line is indented");
    check(same_lines(fine, paragraph_set(arena, shaper, &p, NULL)), "the same again is the same");
}

static void lines_break_where_good_setting_breaks(void)
{
    static const struct {
        const char *text;
        sp width;
        enum align align;
        const char *lines, *sentence;
    } cases[] = {
        {"", PT(100), TEXT_START, "", "an empty text is one empty line"},
        {"eins\xE2\x80\xA8zwei", PT(100), TEXT_START, "eins|zwei", "U+2028 breaks the line"},
        {"eins zwei ", PT(100), TEXT_START, "eins zwei ", "a space at the end stays in the text"},
        {"das kostet 5.000,00\xC2\xA0"
         "EUR im Jahr",
         PT(85), TEXT_START,
         "das kostet |5.000,00\xC2\xA0"
         "EUR im |Jahr",
         "a no-break space holds together"},
        {"Mitarbeiter*innen", PT(60), TEXT_START, "Mitarbei-|ter*innen",
         "no break next to the gender star"},
        {"(Mitarbeiter:innen)", PT(60), TEXT_START, "(Mitarbei-|ter:innen)",
         "nor to the gender colon"},
        {"Teilnehmer_innen", PT(55), TEXT_START, "Teilneh-|mer_innen", "nor to the gap"},
        {"Abend Abend", PT(30), TEXT_START, "Abend |Abend", "two letters are not parted"},
        {"UNHCR UNICEF", PT(20), TEXT_START, "UNHCR |UNICEF", "abbreviations are not parted"},
        {"Ziel \xE2\x80\x93 Weg", PT(33), TEXT_START, "Ziel \xE2\x80\x93 |Weg",
         "no line begins with a dash"},
        {"Nord-Süd-Dialog", PT(55), TEXT_START, "Nord-Süd-|Dialog", "a hyphen breaks after it"},
        {"Schüler/-innen", PT(50), TEXT_START, "Schü-|ler/-innen", "a suffix keeps its hyphen"},
        {"Angaben finden sich unter https://www.example.org/ueber/uns", MM(56), TEXT_JUSTIFY,
         "Angaben finden sich unter https://|www.example.org/ueber/uns", "or its scheme"},
        {"Seite https://www.beispiel.example.org/suche?nach=wohnraum&seite=zwei", MM(66),
         TEXT_JUSTIFY, "Seite https://www.beispiel.example.org/|suche?nach=wohnraum&seite=zwei",
         "not at a sign where it need not"},
        {"https://www.example.org/suche?nach=wohnraum&seite=zwei", PT(130), TEXT_START,
         "https://www.example.org/|suche?nach=wohnraum|&seite=zwei",
         "but before one where it must"},
        {"https://www.example.org/projekte/berichte", PT(130), TEXT_START,
         "https://www.example.org/|projekte/berichte", "an address breaks after a slash"},
        {"Schiff\xC2\xAD"
         "fahrt",
         PT(30), TEXT_START, "Schiff-|fahrt", "a soft hyphen is used"},
        {"Schiff\xC2\xAD"
         "fahrt",
         PT(90), TEXT_START, "Schiff-fahrt", "or stays in the text"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct paragraph p = make(cases[i].text, &vollkorn, cases[i].width);
        p.align = cases[i].align;
        check_text(shown(paragraph_set(arena, shaper, &p, NULL)), cases[i].lines,
                   cases[i].sentence);
    }
}

static void hyphenation_keeps_the_shapes_of_its_halves(void)
{
    struct paragraph p = make("Auffahrt", &vollkorn, PT(200));
    p.align = TEXT_START;
    struct lines *whole = paragraph_set(arena, shaper, &p, NULL);
    p = make("Auf", &vollkorn, PT(200));
    struct lines *half = paragraph_set(arena, shaper, &p, NULL);
    p = make("Auffahrt", &vollkorn, PT(30));
    p.align = TEXT_START;
    struct lines *parted = paragraph_set(arena, shaper, &p, NULL);
    check_text(shown(parted), "Auf-|fahrt", "the word is parted");
    check(parted->line[0].ends_hyphenated, "and says so");
    const struct run *first = parted->line[0].run, *alone = half->line[0].run;
    check(first->glyphs == alone->glyphs + 1, "the first half is itself and a hyphen");
    for (size_t i = 0; i + 1 < alone->glyphs; i++)
        check(first->glyph[i].id == alone->glyph[i].id &&
                  first->glyph[i].advance == alone->glyph[i].advance,
              "its glyph %zu stands as in the half alone", i);
    check(first->glyph[first->glyphs - 1].cluster == 3, "the hyphen belongs to the soft hyphen");
    check(first->to == 5, "which the run covers");
    check(whole->line[0].run[0].glyphs <= 8, "unparted it is shaped as one");
}

/* The advances of a paragraph's only line. */
static const struct run *only_run(const struct paragraph *p)
{
    const struct lines *lines = paragraph_set(arena, shaper, p, diag);
    check(lines->n == 1 && lines->line[0].runs == 1, "'%.*s' is one run", (int)p->text.n,
          p->text.p);
    return &lines->line[0].run[0];
}

static bool same_glyphs(const struct run *a, const struct run *b)
{
    for (size_t i = 0; i < a->glyphs && i < b->glyphs; i++)
        if (a->glyph[i].id != b->glyph[i].id)
            return false;
    return a->glyphs == b->glyphs;
}

static void fonts_have_several_forms(void)
{
    static const struct {
        const char *text;
        struct ink a, b;
        const char *sentence;
    } cases[] = {
        {"1848",
         {.figures = FIGURES_OLDSTYLE},
         {.figures = FIGURES_LINING},
         "figures have two heights"},
        {"111",
         {.figures = FIGURES_LINING},
         {.figures = FIGURES_LINING, .is_tabular = true},
         "and two widths"},
        {"bauhaus", {0}, {.caps = CAPS_SMALL}, "small letters have small capitals"},
        {"UNESCO", {.caps = CAPS_SMALL}, {.caps = CAPS_ALL_SMALL}, "so have capitals"},
        {"3/4", {0}, {.is_fraction = true}, "figures become a fraction"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ink ink[2] = {cases[i].a, cases[i].b};
        const struct run *run[2];
        for (size_t k = 0; k < 2; k++) {
            ink[k].family = "Vollkorn";
            ink[k].weight = 400;
            ink[k].size = PT(10);
            struct paragraph p = make(cases[i].text, &ink[k], PT(200));
            p.align = TEXT_START;
            run[k] = only_run(&p);
        }
        check(!same_glyphs(run[0], run[1]), "%s", cases[i].sentence);
    }
    struct paragraph p =
        make("UNESCO", &(struct ink){"Vollkorn", .weight = 400, .size = PT(10), .caps = CAPS_SMALL},
             PT(200));
    p.align = TEXT_START;
    const struct run *small = only_run(&p);
    p = make("UNESCO", &vollkorn, PT(200));
    p.align = TEXT_START;
    check(same_glyphs(small, only_run(&p)), "capitals among small capitals stay what they are");
    const struct face *face = fonts_match(fonts, &(struct font_wish){"Vollkorn", 400, false});
    check(face_has_feature(face, HB_TAG('s', 'm', 'c', 'p')), "Vollkorn has small capitals");
    face = fonts_match(fonts, &(struct font_wish){"PT Sans", 400, false});
    check(!face_has_feature(face, HB_TAG('s', 'm', 'c', 'p')), "PT Sans has not");
}

static void punctuation_fits_capitals(void)
{
    struct paragraph p = make("(EU)", &vollkorn, PT(200));
    p.align = TEXT_START;
    const struct run *capitals = only_run(&p);
    p = make("(Eu)", &vollkorn, PT(200));
    p.align = TEXT_START;
    check(capitals->glyph[0].id != only_run(&p)->glyph[0].id,
          "a bracket around capitals stands at their height");
}

static void letters_give_way_before_spaces(void)
{
    struct paragraph p = make(sample, &vollkorn, MM(114));
    p.letter_space = 10;
    sp most = vollkorn.size / 100;
    const struct lines *lines = paragraph_set(arena, shaper, &p, diag);
    size_t spaced = 0;
    for (size_t i = 0; i < lines->n; i++) {
        const struct line *line = &lines->line[i];
        check(line->width == p.width || i + 1 == lines->n, "line %zu is filled", i);
        sp spacing = line->run[0].spacing;
        spaced += spacing != 0;
        check(spacing <= most && spacing >= -most,
              "its letters stand apart by a hundredth at most");
    }
    check(spaced > lines->n / 2, "letters of %zu lines stand apart", spaced);
    check(lines->line[lines->n - 1].run[0].spacing == 0, "those of the last do not");

    struct ink tabular = vollkorn;
    tabular.is_tabular = true;
    p = make(sample, &tabular, MM(114));
    p.letter_space = 10;
    check(paragraph_set(arena, shaper, &p, diag)->line[1].run[0].spacing == 0,
          "tabular figures keep their distance");
    p = make(sample, &vollkorn, MM(114));
    p.letter_space = 10;
    one_stretch.may_hyphenate = false;
    check(paragraph_set(arena, shaper, &p, diag)->line[1].run[0].spacing == 0, "so does code");
    p = make("مرحبا بكم في المدينة القديمة على ضفاف النهر الكبير حيث يلتقي الناس كل يوم في السوق",
             &noto, PT(150));
    p.letter_space = 10;
    p.is_rtl = true;
    check(paragraph_set(arena, shaper, &p, diag)->line[0].run[0].spacing == 0,
          "letters that join are not torn apart");
}

static void words_of_no_width_give_nothing(void)
{
    struct paragraph p =
        make("Wort \x06\x1b\x06 Wort \x06\x1b und noch ein Wort", &vollkorn, MM(25));
    p.align = TEXT_JUSTIFY;
    p.letter_space = 20;
    struct lines *lines = paragraph_set(arena, shaper, &p, NULL);
    check(lines->n > 1, "controls alone between words are set");
}

static void punctuation_hangs_at_both_edges(void)
{
    static const enum align aligns[] = {TEXT_START, TEXT_JUSTIFY};
    for (size_t i = 0; i < 2; i++) {
        struct paragraph p = make("„Ankommen“", &vollkorn, PT(200));
        p.align = aligns[i];
        p.protrusion = &hang_all;
        const struct lines *lines = paragraph_set(arena, shaper, &p, diag);
        sp quote = lines->line[0].run[0].glyph[0].advance;
        check(lines->line[0].x == -(quote * 700 / 1000),
              "seven tenths of a quote hang at the start");
    }
    static const struct {
        const char *text;
        int64_t share; /* of the last glyph */
    } ends[] = {{"Ende.", 600}, {"Ende,", 600}, {"Ende:", 400},
                {"Ende;", 400}, {"Ende-", 500}, {"Ende\xE2\x80\x93", 500},
                {"Ende!", 0}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct paragraph p = make(ends[i].text, &vollkorn, PT(200));
        p.align = TEXT_END;
        p.protrusion = &hang_all;
        const struct line *line = paragraph_set(arena, shaper, &p, diag)->line;
        sp last = line->run[0].glyph[line->run[0].glyphs - 1].advance;
        sp off = line->x + line->width - p.width - last * ends[i].share / 1000;
        check(off >= -1 && off <= 1, /* the glyph's advance is a difference of rounded sums */
              "'%s' hangs by %lld thousandths (%lld off)", ends[i].text, (long long)ends[i].share,
              (long long)off);
    }
}

static void last_lines_are_long_enough(void)
{
    size_t shorts = 0, lone = 0, parted = 0;
    for (sp width = MM(90); width < MM(130); width += MM(1) / 2) {
        struct paragraph p = make(sample, &vollkorn, width);
        p.expand = 15;
        p.letter_space = 5;
        const struct lines *lines = paragraph_set(arena, shaper, &p, diag);
        const struct line *last = &lines->line[lines->n - 1];
        bool is_alone = text_find_char(text_trim(last->text), ' ') == SIZE_MAX;
        shorts += last->width < p.width / 5;
        lone += is_alone && last->text.n < 7;
        parted += is_alone && lines->line[lines->n - 2].ends_hyphenated;
    }
    check(shorts <= 6, "%zu of 80 last lines are shorter than a fifth of the measure", shorts);
    check(lone == 0 && parted <= 3, "%zu have a short word alone, %zu the end of one", lone,
          parted);
}

static void short_words_can_stay_whole(void)
{
    struct paragraph p = make(sample, &vollkorn, MM(60));
    p.shortest_hyphenated = 12;
    const struct lines *lines = paragraph_set(arena, shaper, &p, diag);
    size_t hyphens = 0;
    for (size_t i = 0; i < lines->n; i++) {
        struct text text = lines->line[i].text;
        if (!lines->line[i].ends_hyphenated)
            continue;
        size_t start = text.n;
        while (start > 0 && text.p[start - 1] != ' ')
            start--;
        struct text next = lines->line[i + 1].text;
        size_t end = text_find_char(next, ' ');
        hyphens++;
        check(text.n - start + (end == SIZE_MAX ? next.n : end) > 12, "only long words are parted");
    }
    check(hyphens > 0, "but those are (%zu)", hyphens);
}

static void fixed_spaces_have_their_widths(void)
{
    static const struct {
        const char *text;
        sp width; /* of the middle glyph at 9 pt */
        const char *sentence;
    } cases[] = {
        {"a\xE2\x80\x89"
         "b",
         PT(9) * 167 / 1000, "a thin space is a sixth of an em"},
        {"a\xE2\x80\xAF"
         "b",
         PT(9) / 5, "a narrow no-break space is a fifth"},
    };
    const struct face *face = fonts_match(fonts, &(struct font_wish){"Lato", 400, false});
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct paragraph p = make(cases[i].text, &lato, PT(100));
        const struct lines *lines = paragraph_set(arena, shaper, &p, diag);
        const struct run *run = lines->line[0].run;
        check(lines->line[0].runs == 1 && run->glyphs == 3, "three glyphs in one run");
        check(run->glyph[1].id == face_glyph(face, ' ') && run->glyph[1].advance == cases[i].width,
              "%s", cases[i].sentence);
    }
    struct paragraph p = make("1\xE2\x80\x87"
                              "1",
                              &lato, PT(100));
    const struct run *run = paragraph_set(arena, shaper, &p, diag)->line[0].run;
    check(run->glyph[0].advance == run->glyph[1].advance, "a figure space is as wide as a figure");
    p = make("a\xE2\x80\x91"
             "b\xE2\x81\xA0",
             &lato, PT(100));
    run = paragraph_set(arena, shaper, &p, diag)->line[0].run;
    check(run->glyphs == 3 && run->glyph[1].id != 0, "U+2011 is a hyphen, U+2060 nothing");
}

static void right_to_left_is_set_from_the_right(void)
{
    static const char arabic[] = "مرحبا بكم في Sachsen-Anhalt اليوم";
    struct paragraph p = make(arabic, &noto, PT(300));
    p.is_rtl = true;
    p.lang = "ar";
    p.align = TEXT_START;
    const struct lines *lines = paragraph_set(arena, shaper, &p, diag);
    const struct line *line = &lines->line[0];
    const struct run *last = &line->run[0], *latin = NULL, *first = &line->run[line->runs - 1];
    for (size_t i = 0; i < line->runs; i++)
        latin = line->run[i].level == 2 ? &line->run[i] : latin;
    check(lines->n == 1 && line->runs == 4, "words of one face are one run, %zu in all",
          line->runs);
    check(line->x + line->width == p.width, "the line stands at the right");
    check(latin && latin > last && latin < first && last->level == 1 && first->level == 1,
          "Latin stands between the Arabic at its own level");
    check(last->from > first->from, "the first words stand at the right");
    check(first->glyph[0].cluster > first->glyph[first->glyphs - 1].cluster,
          "glyphs are in visual order");
    check_text(text_of(face_family(first->face)), "Noto Naskh Arabic", "Arabic has its own face");
    check(first->size > PT(11) && first->size < PT(12), "and the size that fits Noto Sans");
    check_text(text_of(face_family(latin->face)), "Noto Sans", "Latin has the Latin face");
    check_text(joined(lines), arabic, "the text is in logical order");
}

static void a_word_is_in_one_face(void)
{
    const struct ink pt = {.family = "PT Sans", .weight = 400, .size = PT(10)};
    struct paragraph p = make("der Tiếng, der Text", &pt, PT(300));
    p.align = TEXT_START;
    const struct line *line = paragraph_set(arena, shaper, &p, diag)->line;
    check(line->runs == 3, "one run before, the word, one after (%zu)", line->runs);
    check_text(text_slice(line->text, line->run[1].from, line->run[1].to), "Tiếng, ",
               "a word with a letter of another face is in that face");
    check_text(text_of(face_family(line->run[2].face)), "PT Sans", "the next one is not");
}

static void what_is_no_word_is_broken_anywhere(void)
{
    static char letters[2001];
    memset(letters, 'y', sizeof letters - 1);
    struct diag *faults = diag_new(arena);
    struct paragraph p = make(letters, &vollkorn, PT(200));
    const struct lines *justified = paragraph_set(arena, shaper, &p, faults);
    check(justified->n > 20, "two thousand letters fill lines");
    p.align = TEXT_START;
    const struct lines *ragged = paragraph_set(arena, shaper, &p, faults);
    check(ragged->n > 20, "ragged ones too");
    size_t said = 0;
    for (size_t i = 0; i < ragged->n; i++)
        said += ragged->line[i].text.n;
    check(said == sizeof letters - 1, "nothing is put in or lost");
    check(diag_count(faults) == 0, "and no line is too wide");
}

static void a_missing_character_is_reported_once(void)
{
    static char text[4 * 3000 + 1];
    for (size_t i = 0; i + 1 < sizeof text; i += 4)
        memcpy(text + i, "\xEE\x80\x80 ", 4);
    struct diag *faults = diag_new(arena);
    struct paragraph p = make(text, &vollkorn, PT(200));
    paragraph_set(arena, shaper, &p, faults);
    check(diag_errors(faults) == 1, "a character that no font has is reported once a stretch");
}

static void what_no_font_has_is_reported(void)
{
    struct diag *faults = diag_new(arena);
    struct paragraph p = make("ab c\xEE\x80\x80"
                              "d ef",
                              &vollkorn, PT(200));
    const struct lines *lines = paragraph_set(arena, shaper, &p, faults);
    char *bytes = NULL;
    size_t n;
    FILE *out = open_memstream(&bytes, &n);
    diag_print(faults, out);
    fclose(out);
    check_text((struct text){bytes, n},
               "text.md:3:5: error: no font has the character U+E000 in 'c\xEE\x80\x80"
               "d'\n",
               "a character that no font has is an error at its place");
    check(lines->line[0].run[0].glyph[4].id == 0, "and .notdef is set");
    free(bytes);
    faults = diag_new(arena);
    p = make("Straßenbahnhaltestelle", &vollkorn, PT(20));
    p.hyphenates = false;
    paragraph_set(arena, shaper, &p, faults);
    check(diag_warnings(faults) == 1, "a line that is too wide is a warning");
    faults = diag_new(arena);
    p = make("Wort", &(struct ink){.family = "Latoo", .weight = 400, .size = PT(9)}, PT(50));
    lines = paragraph_set(arena, shaper, &p, faults);
    check(diag_errors(faults) == 1 && lines->line[0].runs == 1,
          "a family there is not is an error, and text is set all the same");
}

static void headings_are_balanced(void)
{
    static const char text[] = "Ergebnisse der Arbeitsgruppen und offene Fragen aus dem Plenum";
    struct paragraph p = make(text, &vollkorn, PT(200));
    p.align = TEXT_START;
    p.hyphenates = false;
    p.balances = true;
    const struct lines *lines = paragraph_set(arena, shaper, &p, diag);
    check(lines->n == 2, "two lines are enough");
    sp difference = lines->line[0].width - lines->line[1].width;
    check(difference < PT(50) && difference > -PT(50), "both are about equally long");
}

static void widths_bound_what_is_set(void)
{
    struct paragraph p = make(sample, &vollkorn, 0);
    sp least, natural;
    p.align = TEXT_START;
    paragraph_widths(shaper, &p, &least, &natural);
    p.width = natural;
    check(paragraph_set(arena, shaper, &p, diag)->n == 1, "at its natural width it is one line");
    p.width = natural - PT(1);
    check(paragraph_set(arena, shaper, &p, diag)->n == 2, "a point less takes two");
    struct diag *faults = diag_new(arena);
    p.width = least;
    paragraph_set(arena, shaper, &p, faults);
    check(diag_count(faults) == 0, "at its least width nothing sticks out");
    p.width = least - PT(2);
    paragraph_set(arena, shaper, &p, faults);
    check(diag_count(faults) > 0, "two points less and something does");
}

static void objects_and_prefixes_are_measured(void)
{
    static const char text[] = "a\xEF\xBF\xBC"
                               "b";
    const struct stretch stretches[] = {
        {.from = 0, .to = 1, .ink = &lato, .may_hyphenate = true},
        {.from = 1, .to = 4, .ink = &lato, .object_width = PT(20), .object_ascent = PT(30)},
        {.from = 4, .to = 5, .ink = &lato, .may_hyphenate = true},
    };
    struct paragraph p = make(text, &lato, PT(100));
    p.stretch = stretches;
    p.stretches = 3;
    p.align = TEXT_START;
    const struct lines *lines = paragraph_set(arena, shaper, &p, diag);
    const struct line *line = &lines->line[0];
    check(line->runs == 3 && !line->run[1].face && line->run[1].width == PT(20),
          "an object is a run without face");
    check(line->ascent == PT(30), "it makes its line higher");
    check(line_prefix(line, 4) == line->run[2].x, "a prefix ends where the next run begins");
    p = make("1.234,50", &lato, PT(100));
    line = paragraph_set(arena, shaper, &p, diag)->line;
    struct paragraph q = make("999,50", &lato, PT(100));
    const struct line *other = paragraph_set(arena, shaper, &q, diag)->line;
    check(line->width - line_prefix(line, 5) == other->width - line_prefix(other, 3),
          "decimals of tabular figures are equally wide");
}

static void long_paragraphs_are_set(void)
{
    struct buf text = {0};
    for (int i = 0; i < 130; i++)
        buf_printf(&text, "%s ", sample);
    struct paragraph p = make(text.p, &vollkorn, MM(114));
    p.expand = 15;
    struct lines *lines = paragraph_set(arena, shaper, &p, diag);
    check(text_equal(joined(lines), buf_as_text(&text)), "a hundred kilobytes are set whole");
    int run = 0, longest = 0;
    for (size_t i = 0; i < lines->n; i++) {
        run = lines->line[i].ends_hyphenated ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    check(longest <= 2, "no more than two hyphens run (%d)", longest);
    buf_done(&text);
}

static void numbers_stay_whole_where_lines_allow(void)
{
    size_t parted = 0, lines = 0;
    for (sp width = MM(66); width < MM(69); width += MM(1) / 8) {
        struct paragraph p = make("Rufen Sie uns bitte montags bis freitags an, am besten am "
                                  "frühen Vormittag: +49 30 23125 014, oder schreiben Sie uns.",
                                  &vollkorn, width);
        p.align = TEXT_START;
        const struct lines *set = paragraph_set(arena, shaper, &p, diag);
        for (size_t i = 0; i + 1 < set->n; i++) {
            struct text said = set->line[i].text, next = set->line[i + 1].text;
            lines++;
            parted += said.n > 1 && ascii_is_digit(said.p[said.n - 2]) && next.n &&
                      ascii_is_digit(next.p[0]);
        }
    }
    check(lines > 20 && parted == 0, "a telephone number is parted at %zu of %zu line ends", parted,
          lines);
}

int main(void)
{
    arena = arena_new();
    diag = diag_new(arena);
    fonts = fonts_load(arena, "fonts/catalogue.yaml", NULL, diag);
    if (check(fonts != NULL, "there are fonts")) {
        shaper = shaper_new(fonts, "build/hyphen");
        lines_say_what_the_text_says();
        justified_lines_fill_the_measure();
        lines_break_where_good_setting_breaks();
        hyphenation_keeps_the_shapes_of_its_halves();
        fonts_have_several_forms();
        punctuation_fits_capitals();
        letters_give_way_before_spaces();
        words_of_no_width_give_nothing();
        punctuation_hangs_at_both_edges();
        last_lines_are_long_enough();
        short_words_can_stay_whole();
        fixed_spaces_have_their_widths();
        right_to_left_is_set_from_the_right();
        a_word_is_in_one_face();
        what_is_no_word_is_broken_anywhere();
        a_missing_character_is_reported_once();
        what_no_font_has_is_reported();
        headings_are_balanced();
        widths_bound_what_is_set();
        objects_and_prefixes_are_measured();
        long_paragraphs_are_set();
        numbers_stay_whole_where_lines_allow();
        check(diag_count(diag) == 0, "nothing else was reported");
        diag_print(diag, stdout);
    }
    shaper_free(shaper);
    fonts_free(fonts);
    arena_free(arena);
    return check_done();
}
