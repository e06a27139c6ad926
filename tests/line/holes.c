/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Justified lines that cannot be filled well: letters help, or the line stays short. */
#include "line/paragraph.h"
#include "tests/check.h"
#include "tests/line/german.h"

static struct arena *arena;
static struct shaper *shaper;
static struct diag *diag;

static const struct ink vollkorn = {
    .family = "Vollkorn", .weight = 400, .size = PT(21) / 2, .figures = FIGURES_OLDSTYLE};

static const char sample[] =
    "Das Dialogforum brachte Vertreterinnen und Vertreter der Landkreise, der kommunalen "
    "Integrationsbeauftragten und der Migrantenorganisationen an einen Tisch.";

/* Of the white space in a line. */
static sp widest_space(const struct line *line)
{
    sp widest = 0;
    for (size_t i = 0; i < line->runs; i++) {
        const struct run *run = &line->run[i];
        for (size_t k = 0; k < run->glyphs; k++)
            if (line->text.p[run->glyph[k].cluster] == ' ')
                widest = sp_max(widest, run->glyph[k].advance);
    }
    return widest;
}

static void no_line_has_holes(void)
{
    static const char text[] =
        "Im Rückblick zeigten Landesausführungsgesetz, Zuständigkeitsverordnung, Migrantinnen, die "
        "Straßenverkehrszulassungsordnung und https://www.example.org/projekte wichtige Wege.";
    size_t filled = 0, spaced = 0;
    for (sp width = MM(54); width < MM(90); width += MM(1)) {
        struct paragraph p = make(text, &vollkorn, width);
        p.letter_space = 5;
        const struct lines *lines = paragraph_set(arena, shaper, &p, diag);
        for (size_t i = 0; i < lines->n; i++) {
            const struct line *line = &lines->line[i];
            check(widest_space(line) < vollkorn.size * 7 / 10, "line %zu at %lld has no hole", i,
                  (long long)width);
            check(line->run[0].spacing <= vollkorn.size * 20 / 1000 + 4,
                  "nor are its letters far apart");
            filled += line->width == width;
            spaced += line->run[0].spacing > vollkorn.size * 5 / 1000;
        }
    }
    check(filled > 80, "most lines are filled (%zu)", filled);
    check(spaced > 0, "some by more between their letters (%zu)", spaced);
    struct paragraph p = make(sample, &vollkorn, 13 * vollkorn.size);
    const struct lines *narrow = paragraph_set(arena, shaper, &p, diag);
    for (size_t i = 0; i < narrow->n; i++)
        check(widest_space(&narrow->line[i]) < vollkorn.size * 3 / 10,
              "what is too narrow is not justified");
}

int main(void)
{
    arena = arena_new();
    diag = diag_new(arena);
    struct fonts *fonts = fonts_load(arena, "fonts/catalogue.yaml", NULL, diag);
    if (check(fonts != NULL, "there are fonts")) {
        shaper = shaper_new(fonts, "build/hyphen");
        no_line_has_holes();
    }
    shaper_free(shaper);
    fonts_free(fonts);
    arena_free(arena);
    return check_done();
}
