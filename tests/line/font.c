/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue as it ships: matching, coverage, metrics, and the workspace's own files. */
#include "line/font.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "tests/check.h"

static struct arena *arena;
static struct fonts *fonts;

static void faces_are_matched_as_css_says(void)
{
    static const struct {
        struct font_wish wish;
        const char *name, *sentence;
    } cases[] = {
        {{"Vollkorn", 400, false}, "Vollkorn-Regular", "an exact wish is met"},
        {{"vollkorn", 700, true}, "Vollkorn-BoldItalic", "case does not count in family names"},
        {{"Vollkorn", 300, false}, "Vollkorn-Regular", "below the lightest comes the lightest"},
        {{"Lato", 450, false}, "Lato-Medium", "between 400 and 500 goes up to 500 first"},
        {{"PT Sans", 600, false}, "PTSans-Bold", "above 500 the heavier one is nearer"},
        {{"PT Sans", 500, false}, "PTSans-Regular", "500 goes down before it goes above"},
        {{"PT Sans Narrow", 700, true}, "PTSans-NarrowBold", "a missing italic is upright"},
        {{"Noto Sans", 100, true}, "NotoSans-Italic", "slope comes before weight"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct face *face = fonts_match(fonts, &cases[i].wish);
        if (check(face != NULL, "%s: some face", cases[i].sentence))
            check_text(text_of(face_name(face)), cases[i].name, cases[i].sentence);
    }
    check(!fonts_match(fonts, &(struct font_wish){"Vollkron", 400, false}),
          "an unknown family has no face");
    check_text(text_of(fonts_package(fonts, "Lato")), "fonts-lato", "a family's package is known");
}

static void other_faces_cover_what_one_lacks(void)
{
    const struct face *bold = fonts_match(fonts, &(struct font_wish){"PT Sans", 700, false});
    const struct face *arabic = fonts_cover(fonts, bold, 0x0628);
    const struct face *latin = arabic ? fonts_cover(fonts, arabic, 'a') : NULL;
    check(arabic && text_is(text_of(face_name(arabic)), "NotoNaskhArabic-Bold"),
          "Arabic in bold PT Sans comes from the bold Naskh");
    check(latin && text_is(text_of(face_name(latin)), "NotoSans-Bold"),
          "Latin in Naskh comes from Noto Sans");
    check(!fonts_cover(fonts, bold, 0xE000), "a private character is in none");
    check(face_has(bold, 0xDF) && !face_has(bold, 0x2009), "a face knows what it has");
}

static void metrics_are_as_measured(void)
{
    static const struct {
        const char *family;
        int32_t x_height, cap_height; /* thousandths of an em */
    } cases[] = {
        {"Vollkorn", 460, 679},  {"Lato", 506, 717},   {"PT Sans", 500, 700},
        {"Noto Sans", 536, 714}, {"Andika", 498, 713},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct font_wish wish = {cases[i].family, 400, false};
        const struct face *face = fonts_match(fonts, &wish);
        const struct face_metrics *m = face_metrics(face);
        int32_t units = face_units(face), x = m->x_height * 1000 / units;
        int32_t cap = m->cap_height * 1000 / units;
        check(x >= cases[i].x_height - 13 && x <= cases[i].x_height + 13, "%s: x-height is %d",
              cases[i].family, x);
        check(cap >= cases[i].cap_height - 13 && cap <= cases[i].cap_height + 13,
              "%s: cap height is %d", cases[i].family, cap);
        check(m->ascent > 0 && m->descent < 0 && m->underline_position < 0, "%s: signs are right",
              cases[i].family);
        check(!face_is_cff(face), "%s has TrueType outlines", cases[i].family);
    }
}

static void own_files_win(struct diag *diag)
{
    struct text bytes;
    char folder[] = "/tmp/dokuwerk-fonts-XXXXXX";
    const struct face *lato = fonts_match(fonts, &(struct font_wish){"Lato", 700, false});
    if (!mkdtemp(folder) || !file_read(arena, face_path(lato), &bytes))
        return;
    const char *own = path_join(arena, folder, "mine.ttf");
    const char *broken = path_join(arena, folder, "broken.otf");
    file_write(own, bytes);
    file_write(broken, TEXT("no font"));
    struct fonts *two = fonts_load(arena, "fonts/catalogue.yaml", folder, diag);
    const struct face *face = fonts_match(two, &(struct font_wish){"Lato", 700, false});
    check_text(text_of(face_path(face)), own, "an own file replaces the catalogue's of its look");
    check(face_id(face) == face_id(lato), "and keeps its number");
    check(diag_warnings(diag) == 1, "a file that is no font is warned about");
    fonts_free(two);
    unlink(own);
    unlink(broken);
    rmdir(folder);
}

int main(void)
{
    arena = arena_new();
    struct diag *diag = diag_new(arena);
    fonts = fonts_load(arena, "fonts/catalogue.yaml", NULL, diag);
    check(fonts && diag_count(diag) == 0, "the catalogue is without fault");
    if (fonts) {
        faces_are_matched_as_css_says();
        other_faces_cover_what_one_lacks();
        metrics_are_as_measured();
        own_files_win(diag);
        FILE *null = fopen("/dev/null", "w");
        check(fonts_report(fonts, null), "every family of the catalogue is installed");
        fclose(null);
    }
    fonts_free(fonts);
    arena_free(arena);
    return check_done();
}
