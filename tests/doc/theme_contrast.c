/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shipped themes promise: contrast by WCAG 2.1 (1.4.3, relative luminance) of every text
 * on every ground it stands on, no type too small to read and no rule too thin to print, and no
 * font besides the theme's own. */
#include <math.h>

#include "doc/theme_key.h"
#include "tests/check.h"
#include "tests/printed.h"

static struct arena *arena;
static const struct library library = {NULL, "."};

static double linear(int64_t channel)
{
    double c = (double)channel / 255;
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(int64_t rgb)
{
    return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) +
           0.0722 * linear(rgb & 255);
}

static double contrast(int64_t a, int64_t b)
{
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

enum { WHITE = 0xFFFFFF, MOST_GROUNDS = 8 };

/* The grounds a role's text stands on, besides or instead of white. */
static size_t grounds_of(const struct theme *t, const char *role, int64_t *ground)
{
    struct text path = text_of(role);
    size_t n = 0;
    const int64_t notes[] = {t->note.note.background, t->note.tip.background,
                             t->note.warning.background, t->note.important.background};
    bool is_poster = t->cover.layout == COVER_POSTER;
    bool is_note = text_is(path, "note") || text_starts(path, "note.");
    bool may_be_in_note = is_note || text_is(path, "link") || text_starts(path, "table.");
    if (text_is(path, "tab.number") && t->tab.width > 0)
        ground[n++] = t->tab.color;
    else if (text_starts(path, "facts.") && !text_is(path, "facts.first") &&
             t->facts.box_padding > 0)
        ground[n++] = t->facts.first_color;
    else if (text_is(path, "cover.language"))
        ground[n++] = t->cover.tag;
    else if (is_poster && text_starts(path, "cover.") && t->cover.ground != COLOR_NONE) {
        bool is_letter = text_is(path, "cover.sender") || text_is(path, "cover.return") ||
                         text_is(path, "cover.address") || text_is(path, "cover.stamp") ||
                         text_is(path, "cover.enclosures");
        ground[n++] = is_letter ? WHITE : t->cover.ground;
    } else if (!text_is(path, "tab.number"))
        ground[n++] = WHITE;
    for (size_t i = 0; may_be_in_note && i < 4; i++)
        if (notes[i] != COLOR_NONE)
            ground[n++] = notes[i];
    if (text_is(path, "table.cell") && t->table.group_background != COLOR_NONE)
        ground[n++] = t->table.group_background;
    return n;
}

static double least_contrast(const char *role, const struct look *look)
{
    static const char *const read_long[] = {"body", "lead", "table.cell", "note", "footnote"};
    bool is_large = look->size >= PT(18) || (look->weight >= 700 && look->size >= PT(14));
    for (size_t i = 0; i < sizeof read_long / sizeof *read_long; i++)
        if (strcmp(role, read_long[i]) == 0)
            return 7;
    return is_large ? 3 : 4.5;
}

static void reads_well(const struct theme *t, const char *role, const struct look *look)
{
    int64_t ground[MOST_GROUNDS];
    size_t n = grounds_of(t, role, ground);
    for (size_t i = 0; i < n; i++)
        check(contrast(look->color, ground[i]) >= least_contrast(role, look),
              "%s: '%s' #%06X on #%06X has a contrast of %.1f", t->name, role,
              (unsigned)look->color, (unsigned)ground[i], contrast(look->color, ground[i]));
    check(look->size >= PT(15) / 2, "%s: '%s' is at least 7.5 pt", t->name, role);
}

static void color_reads_well(const struct theme *t, const char *role, int64_t color, sp size)
{
    struct look look = {.size = size, .leading = size, .color = color};
    reads_well(t, role, &look);
}

static void running_reads_well(const struct theme *t, const char *role, const struct furniture *f)
{
    for (size_t k = 0; k < FURNITURE_SETS; k++)
        for (size_t i = 0; i < f->set[k].items; i++)
            reads_well(t, role, &f->set[k].item[i].look);
}

static void texts_read_well(const struct theme *t)
{
    for (size_t i = 0; i < theme_look_count; i++) {
        const char *look = (const char *)t + theme_looks[i].at;
        reads_well(t, theme_looks[i].path, (const struct look *)(const void *)look);
    }
    running_reads_well(t, "head", &t->head);
    running_reads_well(t, "foot", &t->foot);
    color_reads_well(t, "link", t->link.color, t->body.look.size);
    color_reads_well(t, "caption.label", t->caption.label_color, t->caption.look.size);
    color_reads_well(t, "facts.first", t->facts.first_color, t->facts.number.size);
}

static void rules_print(const struct theme *t)
{
    for (size_t i = 0; i < theme_key_count; i++) {
        const char *at = (const char *)t + theme_keys[i].at;
        const struct rule *rule = (const struct rule *)(const void *)at;
        if (theme_keys[i].type == TYPE_RULE)
            check(rule->width == 0 || rule->width >= PT(1) / 4, "%s: '%s' is at least 0.25 pt",
                  t->name, theme_keys[i].path);
    }
}

static void fonts_are_its_own(const struct theme *t, const char *const *family)
{
    for (size_t i = 0; i < theme_look_count; i++) {
        const char *at = (const char *)t + theme_looks[i].at;
        const struct look *look = (const struct look *)(const void *)at;
        bool is_own = false;
        for (size_t k = 0; family[k]; k++)
            is_own |= strcmp(look->family, family[k]) == 0;
        check(is_own, "%s: '%s' in %s is set in a font of the theme", t->name, theme_looks[i].path,
              look->family);
    }
}

/* Areas that mean something: each color has a pattern of its own, lines that can be told from it,
 * and those that are pale an outline. */
static void charts_can_be_told_apart(const struct theme *t)
{
    bool has_outline = t->chart.outline.width > 0 && contrast(t->chart.outline.color, WHITE) >= 3;
    check(contrast(t->chart.muted, WHITE) >= 3, "%s: muted bars stand out from paper", t->name);
    check(contrast(t->chart.axis.color, WHITE) >= 3, "%s: and so do axes", t->name);
    for (size_t i = 0; i < 6; i++) {
        const struct theme_pattern *p = &t->pattern[i];
        check(contrast(t->palette[i], WHITE) >= 3 || has_outline,
              "%s: color %zu stands out from paper", t->name, i + 1);
        check(p->kind == 0 || contrast(t->palette[i], p->ink) >= 2.4,
              "%s: the pattern on color %zu stands out from it (%.1f)", t->name, i + 1,
              contrast(t->palette[i], p->ink));
        for (size_t k = 0; k < i; k++)
            check(p->kind != t->pattern[k].kind, "%s: pattern %zu is not pattern %zu", t->name,
                  i + 1, k + 1);
    }
}

static const struct {
    const char *name, *family[4];
} themes[] = {
    {"house", {"Vollkorn", "Lato", "Noto Sans Mono"}},
    {"report", {"PT Sans", "PT Sans Narrow", "Noto Sans Mono"}},
    {"brochure", {"Noto Sans", "Noto Sans Mono"}},
    {"easy", {"Andika", "Noto Sans Mono"}},
};

int main(void)
{
    arena = arena_new();
    check(contrast(0x000000, WHITE) > 20.9 && contrast(0x777777, WHITE) < 4.5,
          "contrast is measured as WCAG does");
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++) {
        struct diag *diag = diag_new(arena);
        struct place nowhere = {0};
        struct theme *t = theme_load(arena, &library, themes[i].name, nowhere, NULL, diag);
        check_text(printed_messages(arena, diag), "", themes[i].name);
        if (!check(t != NULL, "theme '%s' can be used", themes[i].name))
            continue;
        charts_can_be_told_apart(t);
        for (size_t k = 1; k <= (t->chapters ? t->chapters : 1); k++) {
            struct theme in_chapter;
            theme_in_chapter(t, k, &in_chapter);
            texts_read_well(&in_chapter);
        }
        rules_print(t);
        fonts_are_its_own(t, themes[i].family);
    }
    arena_free(arena);
    return check_done();
}
