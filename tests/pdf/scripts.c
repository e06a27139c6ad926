/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of other scripts, set by line/ and read back: letters in the order they are read, whatever
 * way their glyphs stand; parts of a line in their order; nothing that readers stumble over. */
#include "tests/pdf/sample.h"

struct part {
    const char *text, *lang;
    enum role role;
};

struct manner {
    const char *family, *lang;
    bool is_rtl;
};

static struct line *add_line(struct sample *s, struct shaper *shaper, const struct manner *how,
                             const struct part *part, size_t parts)
{
    struct element *block = sample_element(s, s->root, ROLE_P);
    struct stretch *stretch = ARENA_ARRAY(s->arena, struct stretch, parts);
    char *text = ARENA_ARRAY(s->arena, char, 1000);
    for (size_t i = 0; i < parts; i++) {
        uint32_t from = (uint32_t)strlen(text);
        strcat(text, part[i].text);
        stretch[i] = (struct stretch){
            .from = from,
            .to = (uint32_t)strlen(text),
            .ink = sample_ink(s, how->family),
            .lang = part[i].lang,
            .owner = part[i].role == ROLE_P ? block : sample_element(s, block, part[i].role)};
    }
    struct paragraph p = {.text = text_of(text),
                          .stretch = stretch,
                          .stretches = parts,
                          .lang = how->lang,
                          .is_rtl = how->is_rtl,
                          .width = PT(450)};
    struct lines *lines = paragraph_set(s->arena, shaper, &p, s->diag);
    check(lines->n == 1, "one line: '%s'", text);
    s->y += PT(20);
    sample_item(
        s, (struct display){
               .kind = DISPLAY_LINE, .x = PT(60), .y = PT(40) + s->y, .line = &lines->line[0]});
    return &lines->line[0];
}

/* The page's text without the directional controls that poppler adds. */
static struct text read_page(struct sample *s, const char *path)
{
    int status;
    return sample_run_command(
        s, &status,
        "pdftotext %s - | sed 's/\xE2\x80\xAA//g; s/\xE2\x80\xAB//g; s/\xE2\x80\xAC//g'", path);
}

static void check_read_back(struct shaper *shaper, const struct manner *how, const char *set,
                            const char *shown)
{
    struct sample *s = sample_new();
    struct part part = {set, NULL, ROLE_P};
    add_line(s, shaper, how, &part, 1);
    struct text text = read_page(s, write_page(s, "string.pdf"));
    check(text_find(text, shown) == 0, "'%s' is read back: %.*s", shown, (int)text.n, text.p);
    sample_free(s);
}

static void strings_come_out_as_they_went_in(struct shaper *shaper)
{
    static const struct manner arabic = {"Noto Naskh Arabic", "ar", true},
                               hebrew = {"Noto Sans Hebrew", "he", true},
                               hindi = {"Noto Sans Devanagari", "hi", false},
                               bengali = {"Noto Sans Bengali", "bn", false},
                               tamil = {"Noto Sans Tamil", "ta", false},
                               thai = {"Noto Sans Thai", "th", false};
    static const struct {
        const struct manner *how;
        const char *text;
    } cases[] = {
        {&arabic, "الاثنين والأربعاء"},
        {&arabic, "إلا الله"},
        {&arabic, "می‌توانید ثبت‌نام کنید"},
        {&arabic, "جست‌وجوی کار"},
        {&arabic, "(كتاب) «بيت»"},
        {&hebrew, "ברוכים הבאים (שלום)"},
        {&hindi, "स्वागत पंजीकरण निवास"},
        {&bengali, "প্রতিদিনের জার্মান"},
        {&tamil, "சேவை வகுப்பு கொடு"},
        {&thai, "วันพุธ ที่นั่ง"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_read_back(shaper, cases[i].how, cases[i].text, cases[i].text);
}

/* What the tags say of each kind of part, one behind the other. */
static void parts_are_tagged_as_they_are_read(struct shaper *shaper)
{
    static const struct manner arabic = {"Noto Naskh Arabic", "ar", true};
    static const struct part parts[] = {
        {"بيت ", NULL, ROLE_P}, {"hallo", "de", ROLE_LINK}, {" كتاب", NULL, ROLE_P}};
    struct sample *s = sample_new();
    add_line(s, shaper, &arabic, parts, 3);
    char *path = write_page(s, "parts.pdf");
    int status;
    struct text tree = sample_run_command(s, &status, "pdfinfo -struct-text %s", path);
    size_t house = text_find(tree, "ب"), hello = text_find(tree, "hallo"),
           book = text_find(tree, "ك");
    check(house < hello && hello < book && book < tree.n, "the line's parts come in order: %.*s",
          (int)tree.n, tree.p);
    sample_free(s);
}

/* A glyph whose text holds a mark is as wide as nothing to some readers, who see a gap behind it.
 */
static void half_letters_map_to_their_letter(struct shaper *shaper)
{
    static const struct manner hindi = {"Noto Sans Devanagari", "hi", false};
    static const struct part part = {"स्वागत", NULL, ROLE_P};
    struct sample *s = sample_new();
    add_line(s, shaper, &hindi, &part, 1);
    char *path = write_page(s, "half.pdf");
    struct text objects = sample_objects(s, path);
    check(text_find(objects, "<0938094D>") == SIZE_MAX, "no glyph maps to a letter and its mark");
    check(text_find(objects, "<094D>") != SIZE_MAX, "the mark has a glyph of its own");
    check(text_find(objects, "ActualText") == SIZE_MAX, "which tell the text without ActualText");
    int status;
    struct text tree = sample_run_command(s, &status, "pdfinfo -struct-text %s", path);
    check(text_find(tree, part.text) != SIZE_MAX, "the tags have the whole word: %.*s", (int)tree.n,
          tree.p);
    sample_free(s);
}

/* They have done their work when the line is set; searched for, letters stand side by side. */
static void directional_marks_stay_out(struct shaper *shaper)
{
    static const struct manner arabic = {"Noto Naskh Arabic", "ar", true},
                               latin = {"Noto Sans", "de", false};
    static const struct {
        const struct manner *how;
        const char *text, *shown;
    } cases[] = {
        {&latin, "ab\u200Ec \u200Fd", "abc d"},
        {&latin, "\u2068abc\u2069 \u2066d\u2069\u200E", "abc d"},
        {&arabic, "\u200Fبيت\u061C كتا\u200Fب\u200F", "بيت كتاب"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_read_back(shaper, cases[i].how, cases[i].text, cases[i].shown);
}

static void vowels_cut_no_line(struct shaper *shaper)
{
    static const struct manner arabic = {"Noto Naskh Arabic", "ar", true};
    static const struct part part = {"مَرْحَبًا", NULL, ROLE_P};
    struct sample *s = sample_new();
    add_line(s, shaper, &arabic, &part, 1);
    char *path = write_page(s, "vowels.pdf");
    struct text objects = sample_objects(s, path), text = read_page(s, path);
    check(text_find(objects, "ActualText") == SIZE_MAX, "letters and vowels say what they are");
    check(text_find_char(text, ' ') == SIZE_MAX, "the word stays one: %.*s", (int)text.n, text.p);
    sample_free(s);
}

/* A stroke that lengthens a letter has its cluster, and stands to its left. */
static void lengthened_letters_are_read_once(struct shaper *shaper)
{
    static const struct manner arabic = {"Noto Naskh Arabic", "ar", true};
    static const struct part part = {"كتب بيت", NULL, ROLE_P};
    struct sample *s = sample_new();
    struct line *line = add_line(s, shaper, &arabic, &part, 1);
    struct run *run = (struct run *)line->run;
    struct glyph *glyph = ARENA_ARRAY(s->arena, struct glyph, run->glyphs + 1);
    size_t at = run->glyphs - 1; /* the first letter */
    memcpy(glyph, run->glyph, at * sizeof *glyph);
    glyph[at] = (struct glyph){
        .id = face_glyph(run->face, 0x640), .cluster = run->glyph[at].cluster, .advance = PT(3)};
    glyph[at + 1] = run->glyph[at];
    run->glyph = glyph;
    run->glyphs++;
    run->width += PT(3);
    char *path = write_page(s, "long.pdf");
    struct text text = read_page(s, path), objects = sample_objects(s, path);
    check(text_find(text, part.text) == 0, "the word is read back: %.*s", (int)text.n, text.p);
    struct text letter = text_from(objects, text_find(objects, "/ActualText <feff0643>"));
    struct text rest = text_from(letter, text_find(letter, "EMC"));
    check(rest.n && text_find(rest, "]TJ") < text_find(rest, "ET\n"),
          "what is read after the letter is shown after it");
    struct text after = text_from(rest, text_find(rest, "EMC"));
    check(text_find(after, " 0 Td\n") < text_find(after, "]TJ"),
          "at a place told anew, as pdf.js does not move over the stroke");
    sample_free(s);
}

/* Ethiopic words are parted without a sign; who reads the text joins them by the hyphen it has. */
static void silent_hyphens_are_read(struct shaper *shaper)
{
    static const struct manner tigrinya = {"Noto Sans Ethiopic", "ti", false};
    static const struct part part = {"ንሕ", NULL, ROLE_P}, rest = {"ግዘኩም", NULL, ROLE_P};
    struct sample *s = sample_new();
    struct line *line = add_line(s, shaper, &tigrinya, &part, 1);
    line->text = TEXT("ንሕ\u00AD");
    ((struct run *)line->run)[0].to = (uint32_t)line->text.n;
    line->ends_paragraph = false;
    line->ends_hyphenated = true;
    add_line(s, shaper, &tigrinya, &rest, 1);
    struct text text = read_page(s, write_page(s, "silent.pdf"));
    check(text_starts(text, "ንሕ\u00AD"), "the hyphen is read: %.*s", (int)text.n, text.p);
    sample_free(s);
}

int main(void)
{
    struct sample *s = sample_new();
    struct shaper *shaper = shaper_new(s->fonts, "build/hyphen");
    strings_come_out_as_they_went_in(shaper);
    parts_are_tagged_as_they_are_read(shaper);
    half_letters_map_to_their_letter(shaper);
    directional_marks_stay_out(shaper);
    vowels_cut_no_line(shaper);
    lengthened_letters_are_read_once(shaper);
    silent_hyphens_are_read(shaper);
    shaper_free(shaper);
    sample_free(s);
    return check_done();
}
