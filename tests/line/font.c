/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue as it ships: matching, coverage, metrics, and the workspace's own files. */
#include "line/font.h"

#include <stdlib.h>
#include <string.h>
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

static void put(const char *path, struct text bytes)
{
    check(file_write(path, bytes), "%s is written", path);
}

/* The font with the name of one of its tables changed, so that it has none. */
static struct text without_table(struct text font, const char *tag)
{
    char *copy = arena_alloc(arena, font.n, 1);
    memcpy(copy, font.p, font.n);
    for (size_t at = 12; at + 16 < 12 + 16 * 30; at += 16)
        if (memcmp(copy + at, tag, 4) == 0)
            copy[at + 3]++;
    return (struct text){copy, font.n};
}

/* Two faces in one file: the head of a collection before a font whose tables lie so much further.
 */
static struct text as_collection(struct text font)
{
    enum { HEAD = 20 };
    char *copy = arena_alloc(arena, font.n + HEAD, 1);
    static const unsigned char head[HEAD] = {'t', 't', 'c', 'f', 0, 1,    0, 0, 0, 0,
                                             0,   2,   0,   0,   0, HEAD, 0, 0, 0, HEAD};
    memcpy(copy, head, HEAD);
    memcpy(copy + HEAD, font.p, font.n);
    unsigned tables = (unsigned char)font.p[5];
    for (unsigned i = 0; i < tables; i++) {
        unsigned char *offset = (unsigned char *)copy + HEAD + 12 + 16 * i + 8;
        uint32_t at = HEAD + ((uint32_t)offset[0] << 24 | (uint32_t)offset[1] << 16 |
                              (uint32_t)offset[2] << 8 | offset[3]);
        for (int k = 3; k >= 0; k--, at >>= 8)
            offset[k] = (unsigned char)at;
    }
    return (struct text){copy, font.n + HEAD};
}

/* A collection that claims a font more than one may have. */
static struct text many_fonts(void)
{
    enum { FONTS = 257, HEAD = 12 };
    char *bytes = arena_alloc(arena, HEAD + 4 * FONTS, 1);
    memset(bytes, 0, HEAD + 4 * FONTS);
    memcpy(bytes, "ttcf\0\1\0\0\0\0\1\1", HEAD);
    return (struct text){bytes, HEAD + 4 * FONTS};
}

static void unusable_files_are_told_of_by_what_they_are(void)
{
    char folder[] = "/tmp/dokuwerk-fonts-XXXXXX";
    struct text lato, andika;
    const struct face *face = fonts_match(fonts, &(struct font_wish){"Lato", 400, false});
    const struct face *other = fonts_match(fonts, &(struct font_wish){"Andika", 400, false});
    if (!mkdtemp(folder) || !file_read(arena, face_path(face), &lato) ||
        !file_read(arena, face_path(other), &andika))
        return;
    const struct {
        const char *name;
        struct text bytes;
        const char *said;
    } cases[] = {
        {"a.ttf", TEXT(""), "the file is empty"},
        {"b.woff", TEXT("wOFFxxxxxxxxxxxx"), "WOFF is a font packed for the web"},
        {"c.woff2", TEXT("wOF2xxxxxxxxxxxx"), "WOFF2 is a font packed for the web"},
        {"d.pfb", TEXT("\x80\x01xxxx%!PS-AdobeFont-1.0"), "a Type 1 font cannot be used"},
        {"e.pfa", TEXT("%!PS-AdobeFont-1.0: Some"), "a Type 1 font cannot be used"},
        {"f.ttf", text_slice(lato, 0, lato.n / 2), "the font is cut off"},
        {"g.ttf", text_slice(lato, 0, 40), "the font is cut off"},
        {"h.ttf", without_table(lato, "cmap"), "the font has no table of characters (cmap)"},
        {"i.ttf", without_table(lato, "glyf"), "the font has no outlines"},
        {"j.ttc", text_slice(as_collection(lato), 0, 14), "the font is cut off"},
        {"k.otf", TEXT("plain words"), "this is not a font that can be used"},
        {"l.ttc", as_collection(andika), NULL},
        {"m.ttf", lato, NULL},
        {"n.ttf", without_table(lato, "hmtx"), "the font has no table 'hmtx'"},
        {"o.ttf", without_table(lato, "loca"), "the font has no table 'loca'"},
        {"p.ttf", without_table(lato, "head"), "the font has no table 'head'"},
        {"q.ttc", many_fonts(), "the collection has 257 fonts; more than 256 are not read"},
    };
    enum { CASES = sizeof cases / sizeof *cases };
    for (size_t i = 0; i < CASES; i++)
        put(path_join(arena, folder, cases[i].name), cases[i].bytes);
    struct diag *diag = diag_new(arena);
    struct fonts *own = fonts_load(arena, "fonts/catalogue.yaml", folder, diag);
    FILE *log = tmpfile();
    diag_print(diag, log);
    rewind(log);
    char said[8192];
    size_t n = fread(said, 1, sizeof said, log);
    for (size_t i = 0; i < CASES; i++) {
        struct text rest = {said, n};
        size_t at = text_find(rest, cases[i].name);
        bool is_named = at != SIZE_MAX;
        check(is_named == (cases[i].said != NULL), "%s is told of if it is wrong", cases[i].name);
        if (is_named && cases[i].said) {
            rest = text_from(rest, at);
            rest = text_slice(rest, 0, text_find_char(rest, '\n'));
            check(text_find(rest, cases[i].said) != SIZE_MAX, "%s: %.*s", cases[i].name,
                  (int)rest.n, rest.p);
        }
    }
    if (check(own != NULL, "the rest is used")) {
        struct font_wish wish = {"Andika", 400, false};
        check_text(text_of(face_path(fonts_match(own, &wish))), path_join(arena, folder, "l.ttc"),
                   "a collection's faces are used");
        check(face_has(fonts_match(own, &wish), 'a'), "and have their letters");
        wish.family = "Lato";
        check_text(text_of(face_path(fonts_match(own, &wish))), path_join(arena, folder, "m.ttf"),
                   "a font is used whatever stands beside it");
    }
    fonts_free(own);
    fclose(log);
    for (size_t i = 0; i < CASES; i++)
        unlink(path_join(arena, folder, cases[i].name));
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
        unusable_files_are_told_of_by_what_they_are();
        FILE *null = fopen("/dev/null", "w");
        check(fonts_report(fonts, null), "every family of the catalogue is installed");
        fclose(null);
    }
    fonts_free(fonts);
    arena_free(arena);
    return check_done();
}
