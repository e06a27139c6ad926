/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines as text operators, seen from outside: what extraction reads, and where glyphs stand. */
#include "tests/pdf/sample.h"

static bool has(struct text text, const char *part)
{
    return text_find(text, part) != SIZE_MAX;
}

static void scripts_are_read_back(void)
{
    static const struct {
        const char *family, *text;
    } cases[] = {
        {"Vollkorn", "Auflage offiziell fließend ffi fj Qualität"},
        {"Noto Sans", "Tiếng Việt: Chào mừng bạn đến với"},
        {"Noto Sans", "Українська: Ласкаво просимо; ґ є ї"},
        {"PT Sans", "10 € – „Zitat“ …"},
        {"Noto Naskh Arabic", "مرحبا بكم في الاجتماع السنوي"},
    };
    struct sample *s = sample_new();
    size_t n = sizeof cases / sizeof *cases;
    for (size_t i = 0; i < n; i++) {
        struct element *p = sample_element(s, s->root, ROLE_P);
        sample_text(s, cases[i].text, sample_ink(s, cases[i].family), p);
    }
    char *path = write_page(s, "scripts.pdf");
    int status;
    struct text text = sample_run_command(s, &status, "pdftotext %s -", path);
    for (size_t i = 0; i < n; i++)
        check(has(text, cases[i].text), "'%s' is read back: %.*s", cases[i].text, (int)text.n,
              text.p);
    sample_free(s);
}

/* A cluster of several glyphs, and one glyph for several letters. */
static void clusters_keep_their_text(void)
{
    struct sample *s = sample_new();
    struct ink *ink = sample_ink(s, "Lato");
    struct line *line = sample_text(s, "Haus", ink, sample_element(s, s->root, ROLE_P));
    struct glyph *glyph = (struct glyph *)line->run[0].glyph;
    glyph[2].cluster = glyph[1].cluster; /* "a" + "u" are one */
    struct line *long_line = sample_text(s, "Rom", ink, s->root->last);
    struct run *run = (struct run *)long_line->run;
    struct glyph *four = ARENA_ARRAY(s->arena, struct glyph, 4);
    memcpy(four, run->glyph, 2 * sizeof *four);
    memcpy(four + 2, run->glyph + 1, 2 * sizeof *four); /* "o" is two */
    run->glyph = four;
    run->width += four[1].advance;
    run->glyphs = 4;
    struct line *ligature = sample_text(s, "Schiff", sample_ink(s, "Vollkorn"), s->root->last);
    char *path = write_page(s, "clusters.pdf");
    struct text objects = sample_objects(s, path);
    check(!has(objects, "/ActualText <feff00610075>"), "two glyphs have their letters themselves");
    check(has(objects, "/ActualText <feff006f>"), "two glyphs of one letter get their text");
    check(ligature->run[0].glyphs < 6 && has(objects, "<006600660069>") == false &&
              has(objects, "<00660066>"),
          "a ligature maps to its letters");
    int status;
    struct text text = sample_run_command(s, &status, "pdftotext %s -", path);
    check(has(text, "Haus") && has(text, "Rom") && has(text, "Schiff"), "all are read back: %.*s",
          (int)text.n, text.p);
    sample_free(s);
}

/* One glyph that means a hyphen here and a soft hyphen there. */
static void a_glyph_may_have_two_texts(void)
{
    struct sample *s = sample_new();
    struct ink *ink = sample_ink(s, "Lato");
    struct element *p = sample_element(s, s->root, ROLE_P);
    struct line *line = sample_text(s, "Ein-Haus-", ink, p);
    line->text = TEXT("Ein-Haus\xC2\xAD"); /* the last hyphen is ours */
    ((struct run *)line->run)[0].to = (uint32_t)line->text.n;
    line->ends_hyphenated = true;
    char *path = write_page(s, "hyphen.pdf");
    struct text objects = sample_objects(s, path);
    check(has(objects, "<002D>\n") && has(objects, "<00AD>\n"),
          "a hyphen of the text and one of ours are told apart");
    sample_free(s);
}

static void lines_do_not_run_together(void)
{
    static const struct {
        const char *first;
        bool ends_paragraph, ends_forced;
    } cases[] = {{"eins ", false, false},
                 {"eins", false, true},
                 {"eins/", false, false},
                 {"eins/", false, true},
                 {"eins ", true, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sample *s = sample_new();
        struct ink *ink = sample_ink(s, "Lato");
        struct element *p = sample_element(s, s->root, ROLE_P);
        struct line *line = sample_text(s, cases[i].first, ink, p);
        struct run *run = (struct run *)line->run;
        bool swallows = text_ends(line->text, " ");
        run->glyphs -= swallows; /* what ends the line has no glyph */
        run->width -= swallows ? run->glyph[run->glyphs].advance : 0;
        line->ends_paragraph = cases[i].ends_paragraph;
        line->ends_forced = cases[i].ends_forced;
        sample_text(s, "zwei", ink, p);
        char *path = write_page(s, "ends.pdf");
        int status;
        struct text tree =
            sample_run_command(s, &status, "pdfinfo -struct-text %s | tr -d '\\n\"'", path);
        bool has_space = has(tree, " zwei");
        bool wants_space = (swallows || cases[i].ends_forced) && !cases[i].ends_paragraph;
        check(has_space == wants_space, "'%s' at a line's %s end %s a space: %.*s", cases[i].first,
              cases[i].ends_forced ? "forced" : "own", wants_space ? "leaves" : "leaves no",
              (int)tree.n, tree.p);
        sample_free(s);
    }
}

/* The bounding box of a word as poppler sees it, in points. */
static double edge(struct sample *s, const char *path, const char *word, const char *key)
{
    int status;
    char *command = arena_printf(
        s->arena, "pdftotext -bbox %%s - | grep '>%s<' | sed -E 's/.*%s=\"([0-9.]+)\".*/\\1/'",
        word, key);
    struct text said = sample_run_command(s, &status, command, path);
    return said.n ? strtod(said.p, NULL) : -1;
}

static bool is_near(double a, double b)
{
    return a - b < 0.02 && b - a < 0.02;
}

static void glyphs_stand_where_the_line_put_them(void)
{
    struct sample *s = sample_new();
    struct ink *ink = sample_ink(s, "Lato");
    struct element *p = sample_element(s, s->root, ROLE_P);
    struct line *stretched = sample_text(s, "links rechts", ink, p);
    struct glyph *glyph = (struct glyph *)stretched->run[0].glyph;
    glyph[5].advance += PT(100); /* the space */
    struct line *wide = sample_text(s, "breiter schmal", ink, p);
    struct run *run = (struct run *)wide->run;
    run->expansion = 20;
    sp natural = 0;
    for (size_t i = 0; i < run->glyphs; i++) {
        ((struct glyph *)run->glyph)[i].advance = run->glyph[i].advance * 1020 / 1000;
        natural += run->glyph[i].advance;
    }
    struct line *spaced = sample_text(s, "gesperrtes eng", ink, p);
    struct run *apart = (struct run *)spaced->run;
    sp until = 0;
    apart->spacing = PT(1);
    for (size_t i = 0; i < apart->glyphs; i++) {
        bool is_last = i == 9 || i == 10 || i + 1 == apart->glyphs; /* the word's, the space */
        ((struct glyph *)apart->glyph)[i].advance += is_last ? 0 : apart->spacing;
        until += apart->glyph[i].advance;
    }
    struct line *raised = sample_text(s, "oben", ink, p);
    for (size_t i = 0; i < raised->run[0].glyphs; i++)
        ((struct glyph *)raised->run[0].glyph)[i].dy = PT(5);
    sp before = 0, all = 0;
    for (size_t i = 0; i < stretched->run[0].glyphs; i++) {
        before += i < 6 ? glyph[i].advance : 0;
        all += glyph[i].advance;
    }
    char *path = write_page(s, "places.pdf");
    check(is_near(edge(s, path, "rechts", "xMin"), 60 + (double)before / SP_PT) &&
              is_near(edge(s, path, "rechts", "xMax"), 60 + (double)all / SP_PT),
          "justification moves the next word: %f", edge(s, path, "rechts", "xMin"));
    check(is_near(edge(s, path, "schmal", "xMax"), 60 + (double)natural / SP_PT),
          "a widened line ends where it should: %f", edge(s, path, "schmal", "xMax"));
    check(is_near(edge(s, path, "eng", "xMax"), 60 + (double)until / SP_PT),
          "so does a letter-spaced one: %f", edge(s, path, "eng", "xMax"));
    double step = edge(s, path, "oben", "yMin") - edge(s, path, "gesperrtes", "yMin");
    check(is_near(step, 15), "a raised glyph stands higher: %f", step);
    struct text objects = sample_objects(s, path);
    check(has(objects, "102 Tz") && has(objects, "100 Tz"), "widening ends with its line");
    check(has(objects, " 1 Tc") && has(objects, " 0 Tc"), "and so does letter-space");
    sample_free(s);
}

int main(void)
{
    scripts_are_read_back();
    clusters_keep_their_text();
    a_glyph_may_have_two_texts();
    lines_do_not_run_together();
    glyphs_stand_where_the_line_put_them();
    return check_done();
}
