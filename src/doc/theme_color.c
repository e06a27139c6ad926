/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A theme's colors: names for sRGB values, which may tell their CMYK values for the press; and the
 * lists drawn from them: the palette of charts, and the colors that chapters take in turn. */
#include <string.h>

#include "doc/theme_read.h"

static bool read_hex(struct text t, int64_t *out)
{
    uint32_t rgb = 0;
    if (!text_starts(t, "#") || t.n != 7)
        return false;
    for (size_t i = 1; i < 7; i++) {
        const char *digits = "0123456789abcdef", *d;
        char c = t.p[i] >= 'A' && t.p[i] <= 'F' ? (char)(t.p[i] - 'A' + 'a') : t.p[i];
        if (!c || !(d = strchr(digits, c)))
            return false;
        rgb = rgb << 4 | (uint32_t)(d - digits);
    }
    *out = rgb;
    return true;
}

static const struct {
    const char *name;
    int64_t color;
} reserved[] = {
    {"none", COLOR_NONE}, {"chapter", COLOR_CHAPTER}, {"chapter-tint", COLOR_CHAPTER_TINT}};
enum { RESERVED = sizeof reserved / sizeof *reserved };

static int64_t *find_named(const struct theme_reader *r, struct text name)
{
    for (size_t i = 0; i < r->theme->colors; i++)
        if (text_is(name, r->theme->color[i].name))
            return &r->theme->color[i].rgb;
    return NULL;
}

bool theme_color_read(const struct theme_reader *r, struct text t, int64_t *out)
{
    for (size_t i = 0; i < RESERVED; i++) {
        if (text_is(t, reserved[i].name)) {
            *out = reserved[i].color;
            return true;
        }
    }
    const int64_t *named = find_named(r, t);
    if (named)
        *out = *named;
    return named || read_hex(t, out);
}

void theme_color_suggest(const struct theme_reader *r, struct place at, struct text word)
{
    size_t n = 0;
    const char **known = ARENA_ARRAY(r->arena, const char *, r->theme->colors + RESERVED);
    for (size_t i = 0; i < r->theme->colors; i++)
        known[n++] = r->theme->color[i].name;
    for (size_t i = 0; i < RESERVED; i++)
        known[n++] = reserved[i].name;
    for (size_t i = 0; i < n; i++)
        if (text_is(word, known[i]))
            return;
    if (!text_starts(word, "#"))
        diag_suggest(r->diag, at, word, known, n);
}

static void report(const struct theme_reader *r, const struct yaml *y)
{
    diag_error(r->diag, y->at, "'%.*s' is not %s", (int)y->scalar.n, y->scalar.p,
               theme_wish(TYPE_INK));
    theme_color_suggest(r, y->at, y->scalar);
}

/* colors: */

static bool read_cmyk(const struct yaml *list, struct theme_color *out)
{
    size_t n = 0;
    for (const struct yaml *y = list->child; y; y = y->next, n++) {
        int64_t percent;
        if (n == 4 || y->kind != YAML_SCALAR || !int_parse(y->scalar, &percent) || percent < 0 ||
            percent > 100)
            return false;
        out->cmyk[n] = (uint8_t)percent;
    }
    out->has_cmyk = n == 4;
    return list->kind == YAML_LIST && n == 4;
}

static void read_separated(const struct theme_reader *r, const struct yaml *map,
                           struct theme_color *out)
{
    static const char *const keys[] = {"rgb", "cmyk"};
    const struct yaml *rgb = yaml_find(map, "rgb"), *cmyk = yaml_find(map, "cmyk");
    yaml_check_keys(map, keys, 2, r->diag);
    if (!rgb || rgb->kind != YAML_SCALAR || !read_hex(text_trim(rgb->scalar), &out->rgb))
        diag_error(r->diag, rgb ? rgb->at : map->at, "color '%s' wants rgb: \"#RRGGBB\"",
                   out->name);
    if (cmyk && !read_cmyk(cmyk, out))
        diag_error(r->diag, cmyk->at, "'cmyk' wants four percentages, each 0 to 100");
}

/* The color a name stands for may be another name's, whichever is written first. */
static bool read_alias(const struct theme_reader *r, const struct yaml *colors, struct text value,
                       struct theme_color *out)
{
    for (int steps = 0; steps < 8; steps++) {
        if (read_hex(value, &out->rgb))
            return true;
        const struct yaml *y = yaml_find(colors, arena_string(r->arena, value));
        if (y && y->kind == YAML_MAP) {
            read_separated(r, y, out);
            return true;
        }
        if (!y || y->kind != YAML_SCALAR)
            return false;
        value = text_trim(y->scalar);
    }
    return false;
}

static bool is_reserved(struct text name)
{
    for (size_t i = 0; i < RESERVED; i++)
        if (text_is(name, reserved[i].name))
            return true;
    return false;
}

static void read_named(const struct theme_reader *r, const struct yaml *colors)
{
    struct theme *t = r->theme;
    t->color = ARENA_ARRAY(r->arena, struct theme_color, yaml_count(colors) + 1);
    for (const struct yaml *y = colors->child; y; y = y->next)
        t->color[t->colors++] = (struct theme_color){.name = arena_string(r->arena, y->key)};
    size_t i = 0;
    for (const struct yaml *y = colors->child; y; y = y->next, i++) {
        if (is_reserved(y->key))
            diag_error(r->diag, y->key_at, "'%s' is no name for a color: it means something else",
                       t->color[i].name);
        else if (y->kind == YAML_MAP)
            read_separated(r, y, &t->color[i]);
        else if (y->kind == YAML_LIST || !read_alias(r, colors, y->scalar, &t->color[i]))
            report(r, y);
    }
}

/* Lists */

static size_t read_list(const struct theme_reader *r, const struct yaml *list, int64_t otherwise,
                        int64_t *out)
{
    size_t n = 0;
    for (size_t i = 0; i < PALETTE_COLORS; i++)
        out[i] = otherwise;
    if (list && list->kind != YAML_LIST) {
        diag_error(r->diag, list->at, "'%.*s' wants a list of colors", (int)list->key.n,
                   list->key.p);
        return 0;
    }
    for (const struct yaml *y = list ? list->child : NULL; y; y = y->next) {
        if (n == PALETTE_COLORS) {
            diag_error(r->diag, y->at, "'%.*s' has at most %d colors", (int)list->key.n,
                       list->key.p, PALETTE_COLORS);
            return n;
        }
        int64_t color;
        bool is_color = y->kind == YAML_SCALAR && theme_color_read(r, y->scalar, &color);
        if (is_color && color >= 0)
            out[n++] = color;
        else
            report(r, y);
    }
    for (size_t i = n; n && i < PALETTE_COLORS; i++) /* what asks for more begins again */
        out[i] = out[i - n];
    return n;
}

const char *const theme_pattern_names[THEME_PATTERNS] = {"solid", "diagonal", "antidiagonal",
                                                         "dots",  "grid",     "lines"};

/* "dots white" */
static bool read_pattern(const struct theme_reader *r, struct text said, struct theme_pattern *out)
{
    size_t space = text_find_char(said, ' ');
    struct text name = space == SIZE_MAX ? said : text_slice(said, 0, space);
    *out = (struct theme_pattern){0, r->theme->ink};
    while (out->kind < THEME_PATTERNS && !text_is(name, theme_pattern_names[out->kind]))
        out->kind++;
    if (out->kind == THEME_PATTERNS || (space == SIZE_MAX) != (out->kind == 0)) {
        out->kind = 0;
        return false;
    }
    return space == SIZE_MAX ||
           (theme_color_read(r, text_trim(text_from(said, space)), &out->ink) && out->ink >= 0);
}

static void read_patterns(const struct theme_reader *r, const struct yaml *list)
{
    size_t n = 0;
    if (list && list->kind != YAML_LIST)
        diag_error(r->diag, list->at, "'patterns' wants a list");
    for (const struct yaml *y = list ? list->child : NULL; y; y = y->next) {
        if (n == PALETTE_COLORS) {
            diag_error(r->diag, y->at, "'patterns' has at most %d entries", PALETTE_COLORS);
            return;
        }
        if (y->kind != YAML_SCALAR || !read_pattern(r, text_trim(y->scalar), &r->theme->pattern[n]))
            diag_error(r->diag, y->at,
                       "a pattern is solid, or diagonal, antidiagonal, dots, grid or lines with a "
                       "color: dots white");
        n++;
    }
    for (size_t i = n; n && i < PALETTE_COLORS; i++)
        r->theme->pattern[i] = r->theme->pattern[i - n];
}

void theme_colors_read(const struct theme_reader *r, const struct yaml *theme)
{
    struct theme *t = r->theme;
    const struct yaml *colors = yaml_find(theme, "colors");
    if (colors && colors->kind == YAML_MAP)
        read_named(r, colors);
    else if (colors)
        diag_error(r->diag, colors->at, "'colors' wants a map of names and colors");
    const int64_t *ink = find_named(r, TEXT("ink")), *hair = find_named(r, TEXT("hair"));
    if (!ink || !hair)
        diag_error(r->diag, colors ? colors->key_at : theme->at, "colors: needs 'ink' and 'hair'");
    t->ink = ink ? *ink : 0;
    t->hair = hair ? *hair : 0;
    read_list(r, yaml_find(theme, "palette"), t->ink, t->palette);
    read_list(r, yaml_find(theme, "tints"), t->hair, t->tint);
    read_patterns(r, yaml_find(theme, "patterns"));
    t->chapters = read_list(r, yaml_find(theme, "chapters"), t->ink, t->chapter);
    read_list(r, yaml_find(theme, "chapter-tints"), COLOR_NONE, t->chapter_tint);
}
