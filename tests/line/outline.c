/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters as shapes: where they stand, how big they are, and that they are whole. */
#include "line/outline.h"

#include "tests/check.h"

static struct arena *arena;
static struct fonts *fonts;
static struct shaper *shaper;

static const struct ink lato = {.family = "Lato", .weight = 700, .size = PT(100)};

static const struct line *set(const char *text, const char *lang, bool is_rtl, enum align align)
{
    struct stretch *stretch = ARENA_NEW(arena, struct stretch);
    *stretch = (struct stretch){.to = (uint32_t)strlen(text), .ink = &lato};
    struct paragraph para = {.text = text_of(text),
                             .stretch = stretch,
                             .stretches = 1,
                             .lang = lang,
                             .is_rtl = is_rtl,
                             .align = align,
                             .width = PT(2000)};
    return &paragraph_set(arena, shaper, &para, NULL)->line[0];
}

struct bounds {
    sp left, right, top, bottom;
};

static struct bounds bounds_of(const struct outline *o)
{
    struct bounds b = {SP_MAX, -SP_MAX, SP_MAX, -SP_MAX};
    for (size_t i = 0; i < o->spots; i++) {
        b.left = sp_min(b.left, o->spot[i].x);
        b.right = sp_max(b.right, o->spot[i].x);
        b.top = sp_min(b.top, o->spot[i].y);
        b.bottom = sp_max(b.bottom, o->spot[i].y);
    }
    return b;
}

/* Spots that the letters of op ask for; how many outlines there are in *paths. */
static size_t asked(const char *op, size_t *paths)
{
    size_t n = 0;
    *paths = 0;
    for (; *op; op++) {
        n += *op == 'C' ? 3 : *op == 'Z' ? 0 : 1;
        *paths += *op == 'Z';
    }
    return n;
}

static void letters_stand_on_their_line(void)
{
    static const struct {
        const char *text;
        size_t paths;
    } cases[] = {{"I", 1}, {"O", 2}, {"ENTWURF", 8}, {"i", 2}, {" ", 0}, {"", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t paths;
        struct outline o = outline_of_line(arena, set(cases[i].text, "de", false, TEXT_START));
        check(asked(o.op, &paths) == o.spots, "'%s' has the spots it asks for", cases[i].text);
        check(paths == cases[i].paths, "'%s' has %zu outlines, not %zu", cases[i].text,
              cases[i].paths, paths);
    }
    const struct line *line = set("HTE", "de", false, TEXT_START);
    struct outline o = outline_of_line(arena, line);
    struct bounds b = bounds_of(&o);
    check(b.bottom == 0, "capitals stand on the baseline");
    check(b.top < -PT(65) && b.top > -PT(80), "and are as high as capitals of 100 pt are");
    check(b.left >= 0 && b.right <= line->width, "they are within the line's width");
    check(b.right > line->width * 9 / 10, "and fill it");
}

static void they_stand_where_the_line_does(void)
{
    const struct line *line = set("HTE", "de", false, TEXT_END);
    struct outline o = outline_of_line(arena, line);
    check(bounds_of(&o).left >= line->x, "a line at the end of its measure is drawn there");
    const struct line *arabic = set("مسودة", "ar", true, TEXT_START);
    o = outline_of_line(arena, arabic);
    check(o.spots > 0 && bounds_of(&o).left >= arabic->x - PT(10), "Arabic is drawn at the right");
}

static void the_same_text_has_the_same_shapes(void)
{
    struct outline a = outline_of_line(arena, set("ENTWURF", "de", false, TEXT_START));
    struct outline b = outline_of_line(arena, set("ENTWURF", "de", false, TEXT_START));
    check(a.spots == b.spots && memcmp(a.spot, b.spot, a.spots * sizeof *a.spot) == 0,
          "the same text has the same shapes");
}

int main(void)
{
    arena = arena_new();
    struct diag *diag = diag_new(arena);
    fonts = fonts_load(arena, "fonts/catalogue.yaml", NULL, diag);
    if (check(fonts != NULL, "there are fonts")) {
        shaper = shaper_new(fonts, "build/hyphen");
        letters_stand_on_their_line();
        they_stand_where_the_line_does();
        the_same_text_has_the_same_shapes();
        shaper_free(shaper);
        fonts_free(fonts);
    }
    arena_free(arena);
    return check_done();
}
