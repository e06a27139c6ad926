/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One parser for each type of a theme's values, and what each says it wants. */
#include <string.h>

#include "doc/theme_read.h"

enum { LEAST_TYPE = 3, LARGEST_TYPE = 600 /* pt */, LARGEST_SHEET = 5000 /* mm */ };

struct weight {
    const char *name;
    int64_t weight;
};
static const struct weight weights[] = {{"Light", 300},    {"Regular", 400}, {"Medium", 500},
                                        {"SemiBold", 600}, {"Bold", 700},    {"ExtraBold", 800},
                                        {"Black", 900}};

/* A role, or a family that is replaced, stands in fonts:; a few steps, so that a ring ends. */
static struct text family_of(const struct theme_reader *r, struct text name)
{
    for (int steps = 0; r->fonts && steps < 4; steps++) {
        const struct yaml *y = yaml_find(r->fonts, arena_string(r->arena, name));
        if (!y || y->kind != YAML_SCALAR)
            break;
        name = text_trim(y->scalar);
    }
    return name;
}

static bool take_word(struct text *t, const char *word)
{
    if (!text_ends(*t, word))
        return false;
    struct text rest = text_slice(*t, 0, t->n - strlen(word));
    if (!text_ends(rest, " "))
        return false;
    *t = text_trim(rest);
    return true;
}

static bool read_font(const struct theme_reader *r, struct text t, struct look *look)
{
    look->weight = 400;
    look->is_italic = take_word(&t, "Italic");
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        if (take_word(&t, weights[i].name)) {
            look->weight = weights[i].weight;
            break;
        }
    }
    look->family = arena_string(r->arena, family_of(r, t));
    return t.n > 0;
}

static bool read_weight(struct text t, int64_t *out)
{
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        if (text_equal_caseless(t, text_of(weights[i].name))) {
            *out = weights[i].weight;
            return true;
        }
    }
    return false;
}

static bool read_length(struct text t, sp *out)
{
    sp length;
    if (!length_parse(t, &length) || length < 0 || length > MM(LARGEST_SHEET))
        return false;
    *out = length;
    return true;
}

static bool read_points(struct text t, sp *out)
{
    sp length;
    if (!length_parse(t, &length) || length < PT(LEAST_TYPE) || length > PT(LARGEST_TYPE))
        return false;
    *out = length;
    return true;
}

static bool read_percent(struct text t, int64_t *out)
{
    int64_t n;
    if (!text_ends(t, "%") || !decimal_parse(text_trim(text_slice(t, 0, t.n - 1)), 10, &n) ||
        n < 0 || n > 10000)
        return false;
    *out = n;
    return true;
}

static bool read_count(struct text t, int64_t *out)
{
    int64_t n;
    if (!int_parse(t, &n) || n < 0 || n > 1000)
        return false;
    *out = n;
    return true;
}

static bool read_rule(const struct theme_reader *r, struct text t, struct rule *out)
{
    size_t space = text_find_char(t, ' ');
    if (text_is(t, "none") || text_is(t, "0")) {
        *out = (struct rule){0, 0};
        return true;
    }
    struct rule rule;
    if (space == SIZE_MAX || !read_length(text_slice(t, 0, space), &rule.width) ||
        !theme_color_read(r, text_trim(text_from(t, space)), &rule.color) ||
        rule.color == COLOR_NONE)
        return false;
    *out = rule;
    return true;
}

static bool read_name(struct text t, const char *const *names, size_t n, int64_t *out)
{
    for (size_t i = 0; i < n; i++) {
        if (text_is(t, names[i])) {
            *out = (int64_t)i;
            return true;
        }
    }
    return false;
}

static bool is_sheet(sp side)
{
    return side >= MM(20) && side <= MM(LARGEST_SHEET);
}

static bool read_size(const struct theme_reader *r, struct text t)
{
    static const struct {
        const char *name;
        sp width, height;
    } sizes[] = {{"A3", MM(297), MM(420)},
                 {"A4", MM(210), MM(297)},
                 {"A5", MM(148), MM(210)},
                 {"A6", MM(105), MM(148)},
                 {"letter", PT(612), PT(792)}};
    sp width = 0, height = 0;
    size_t x = text_find(t, " x ");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (text_is(t, sizes[i].name)) {
            width = sizes[i].width;
            height = sizes[i].height;
        }
    }
    if (!width && (x == SIZE_MAX || !length_parse(text_slice(t, 0, x), &width) ||
                   !length_parse(text_from(t, x + 3), &height)))
        return false;
    if (!is_sheet(width) || !is_sheet(height))
        return false;
    r->theme->page.width = width;
    r->theme->page.height = height;
    return true;
}

static const char *const figure_names[] = {"default", "lining", "oldstyle"};
static const char *const caps_names[] = {"none", "small", "all-small"};
static const char *const digit_names[] = {"latin", "native"};
static const char *const align_names[] = {"start", "center", "end", "justify"};
static const char *const edge_names[] = {"start",  "hang",    "end", "center",
                                         "inside", "outside", "tab"};
static const char *const new_page_names[] = {"anywhere", "new", "right"};
static const char *const leader_names[] = {"none", "dots"};
static const char *const cover_names[] = {"picture", "letter", "poster"};
#define COUNT(names) (sizeof(names) / sizeof *(names))

static const char *const wishes[] = {
    [TYPE_LENGTH] = "a length such as 25mm or 10.5pt",
    [TYPE_LENGTHS] = "at most eight lengths such as 40mm 70mm 38mm",
    [TYPE_POINTS] = "a size of type such as 10.5pt, from 3pt to 600pt",
    [TYPE_PERCENT] = "a percentage such as 72%",
    [TYPE_INT] = "a whole number",
    [TYPE_BOOL] = "true or false",
    [TYPE_COLOR] = "a color: #RRGGBB, none, or a name from colors:",
    [TYPE_INK] = "a color: #RRGGBB or a name from colors:",
    [TYPE_STRING] = "a text",
    [TYPE_FONT] = "a font such as Vollkorn Bold Italic",
    [TYPE_WEIGHT] = "a weight: light, regular, medium, semibold, bold, extrabold or black",
    [TYPE_FIGURES] = "default, lining or oldstyle",
    [TYPE_CAPS] = "none, small or all-small",
    [TYPE_SHARE] = "a percentage from 0% to 100%",
    [TYPE_FEW] = "a whole number from 0 to 100",
    [TYPE_HANG_ALL] = "true, false, or shares such as {hyphen: 50%}",
    [TYPE_RULE] = "a rule such as 0.75pt ink, or none",
    [TYPE_DIGITS] = "latin or native",
    [TYPE_ALIGN] = "start, center, end or justify",
    [TYPE_EDGE] = "start, hang, end, center, inside, outside or tab",
    [TYPE_HANG] = "start or hang",
    [TYPE_NEW_PAGE] = "anywhere, new or right",
    [TYPE_COVER] = "picture, letter or poster",
    [TYPE_LEADERS] = "none or dots",
    [TYPE_SIZE] = "a page size: A3, A4, A5, A6, letter, or 148mm x 210mm",
    [TYPE_LOOK] = "a map with font, size, leading …",
};

const char *theme_wish(enum theme_type type)
{
    return wishes[type];
}

static bool read_bool(struct text t, bool *out)
{
    *out = text_is(t, "true");
    return *out || text_is(t, "false");
}

static bool read_hang(struct text t, bool *out)
{
    *out = text_is(t, "hang");
    return *out || text_is(t, "start");
}

static bool read_ink(const struct theme_reader *r, struct text t, int64_t *out)
{
    int64_t color;
    if (!theme_color_read(r, t, &color) || color == COLOR_NONE)
        return false;
    *out = color;
    return true;
}

static bool read_share(struct text t, int64_t *out)
{
    return text_ends(t, "%") && decimal_parse(text_slice(t, 0, t.n - 1), 10, out) && *out >= 0 &&
           *out <= 1000;
}

static bool read_few(struct text t, int64_t *out)
{
    return decimal_parse(t, 1, out) && *out >= 0 && *out <= 100;
}

/* Colon and semicolon have dots above, which need to stand within more than points do. */
static bool read_hang_all(struct text t, struct hang *out)
{
    static const struct hang usual = {.hyphen = 500,
                                      .dash = 500,
                                      .period = 600,
                                      .comma = 600,
                                      .colon = 400,
                                      .semicolon = 400,
                                      .quote = 700};
    bool hangs;
    if (!read_bool(t, &hangs))
        return false;
    *out = hangs ? usual : (struct hang){0};
    return true;
}

static bool read_lengths(struct text t, struct lengths *out)
{
    *out = (struct lengths){0};
    while (t.n && out->n < MOST_LENGTHS) {
        size_t end = text_find_char(t, ' ');
        end = end == SIZE_MAX ? t.n : end;
        if (!read_length(text_slice(t, 0, end), &out->length[out->n++]))
            return false;
        t = text_trim(text_from(t, end));
    }
    return out->n > 0 && !t.n;
}

bool theme_value_read(const struct theme_reader *r, enum theme_type type, struct text t, void *out)
{
    switch (type) {
    case TYPE_LENGTH: return read_length(t, out);
    case TYPE_LENGTHS: return read_lengths(t, out);
    case TYPE_POINTS: return read_points(t, out);
    case TYPE_PERCENT: return read_percent(t, out);
    case TYPE_INT: return read_count(t, out);
    case TYPE_BOOL: return read_bool(t, out);
    case TYPE_COLOR: return theme_color_read(r, t, out);
    case TYPE_INK: return read_ink(r, t, out);
    case TYPE_STRING: *(const char **)out = arena_string(r->arena, t); return true;
    case TYPE_FONT: return read_font(r, t, out);
    case TYPE_WEIGHT: return read_weight(t, out);
    case TYPE_FIGURES: return read_name(t, figure_names, COUNT(figure_names), out);
    case TYPE_CAPS: return read_name(t, caps_names, COUNT(caps_names), out);
    case TYPE_SHARE: return read_share(t, out);
    case TYPE_FEW: return read_few(t, out);
    case TYPE_HANG_ALL: return read_hang_all(t, out);
    case TYPE_RULE: return read_rule(r, t, out);
    case TYPE_DIGITS: return read_name(t, digit_names, COUNT(digit_names), out);
    case TYPE_ALIGN: return read_name(t, align_names, COUNT(align_names), out);
    case TYPE_EDGE: return read_name(t, edge_names, COUNT(edge_names), out);
    case TYPE_HANG: return read_hang(t, out);
    case TYPE_NEW_PAGE: return read_name(t, new_page_names, COUNT(new_page_names), out);
    case TYPE_LEADERS: return read_name(t, leader_names, COUNT(leader_names), out);
    case TYPE_COVER: return read_name(t, cover_names, COUNT(cover_names), out);
    case TYPE_SIZE: return read_size(r, t);
    case TYPE_LOOK: break;
    }
    return false;
}
