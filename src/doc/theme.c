/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a theme by one table: a key's path, its type and where it goes in struct theme. Groups such
 * as a look (font, size, leading, …) are listed once and prefixed. A theme that extends another is
 * read over it. */
#include "doc/theme.h"

#include <string.h>

#include "doc/theme_key.h"

struct reader {
    struct arena *arena;
    struct diag *diag;
    struct theme *theme;
    const struct yaml *colors; /* of this file */
    const struct reader *base; /* of the theme it extends, or NULL */
};

/* Maps whose children are read by hand, not by the table. */
static const char *const free_maps[] = {"extends", "colors", "palette", "tints", "head", "foot"};

/* Values */

static bool read_color_text(const struct reader *r, struct text t, int64_t *out)
{
    if (text_starts(t, "#") && t.n == 7) {
        uint32_t rgb = 0;
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
    if (text_is(t, "none")) {
        *out = -1;
        return true;
    }
    for (; r; r = r->base) {
        const struct yaml *named =
            r->colors ? yaml_find(r->colors, arena_string(r->arena, t)) : NULL;
        if (named && text_starts(named->scalar, "#"))
            return read_color_text(r, named->scalar, out);
    }
    return false;
}

static bool read_font(const struct reader *r, struct text t, struct look *look)
{
    static const struct {
        const char *word;
        int64_t weight;
    } weights[] = {{" Light", 300}, {" Regular", 400},   {" Medium", 500}, {" SemiBold", 600},
                   {" Bold", 700},  {" ExtraBold", 800}, {" Black", 900}};
    look->weight = 400;
    look->is_italic = text_ends(t, " Italic");
    if (look->is_italic)
        t.n -= strlen(" Italic");
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        if (text_ends(t, weights[i].word)) {
            look->weight = weights[i].weight;
            t.n -= strlen(weights[i].word);
            break;
        }
    }
    look->family = arena_string(r->arena, t);
    return t.n > 0;
}

static bool read_rule(const struct reader *r, struct text t, struct rule *out)
{
    size_t space = text_find_char(t, ' ');
    if (space == SIZE_MAX)
        return false;
    return length_parse(text_slice(t, 0, space), &out->width) &&
           read_color_text(r, text_trim(text_from(t, space)), &out->color);
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

static bool read_size(struct text t, sp *width, sp *height)
{
    static const struct {
        const char *name;
        sp width, height;
    } sizes[] = {{"A3", MM(297), MM(420)},
                 {"A4", MM(210), MM(297)},
                 {"A5", MM(148), MM(210)},
                 {"A6", MM(105), MM(148)},
                 {"letter", PT(612), PT(792)}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (text_is(t, sizes[i].name)) {
            *width = sizes[i].width;
            *height = sizes[i].height;
            return true;
        }
    }
    size_t x = text_find(t, " x ");
    return x != SIZE_MAX && length_parse(text_slice(t, 0, x), width) &&
           length_parse(text_from(t, x + 3), height) && *width >= MM(20) && *height >= MM(20) &&
           *width <= MM(5000) && *height <= MM(5000);
}

static const char *const figure_names[] = {"default", "lining", "oldstyle"};
static const char *const new_page_names[] = {"false", "true", "right"};
static const char *const align_names[] = {"start", "center", "end", "justify"};
static const char *const edge_names[] = {"start", "hang", "end"};
static const char *const type_wish[] = {
    [TYPE_LENGTH] = "a length such as 25mm or 10.5pt",
    [TYPE_INT] = "a whole number",
    [TYPE_BOOL] = "true or false",
    [TYPE_COLOR] = "a color: #RRGGBB, none, or a name from colors:",
    [TYPE_STRING] = "a text",
    [TYPE_FONT] = "a font such as Vollkorn Bold Italic",
    [TYPE_FIGURES] = "default, lining or oldstyle",
    [TYPE_RULE] = "a rule such as 0.75pt ink",
    [TYPE_ALIGN] = "start, center, end or justify",
    [TYPE_EDGE] = "start, hang or end",
    [TYPE_HANG] = "start or hang",
    [TYPE_NEW_PAGE] = "false, true or right",
    [TYPE_SIZE] = "a page size: A3, A4, A5, A6, letter, or 148mm x 210mm",
    [TYPE_LOOK] = "a map with font, size, leading …",
};

static bool read_value(const struct reader *r, enum theme_type type, struct text t, void *out)
{
    int64_t n;
    switch (type) {
    case TYPE_LENGTH: return length_parse(t, out);
    case TYPE_INT: return decimal_parse(t, 1, out);
    case TYPE_BOOL:
        *(bool *)out = text_is(t, "true");
        return text_is(t, "true") || text_is(t, "false");
    case TYPE_COLOR: return read_color_text(r, t, out);
    case TYPE_STRING: *(const char **)out = arena_string(r->arena, t); return true;
    case TYPE_FONT: return read_font(r, t, out);
    case TYPE_FIGURES: return read_name(t, figure_names, 3, out);
    case TYPE_RULE: return read_rule(r, t, out);
    case TYPE_ALIGN: return read_name(t, align_names, 4, out);
    case TYPE_EDGE: return read_name(t, edge_names, 3, out);
    case TYPE_HANG:
        if (!read_name(t, edge_names, 2, &n))
            return false;
        *(bool *)out = n == EDGE_HANG;
        return true;
    case TYPE_NEW_PAGE: return read_name(t, new_page_names, 3, out);
    case TYPE_SIZE: return read_size(t, &r->theme->page.width, &r->theme->page.height);
    case TYPE_LOOK: break;
    }
    return false;
}

static void read_entry(const struct reader *r, const struct theme_key *key, const struct yaml *y,
                       char *base)
{
    if (y->kind != YAML_SCALAR || !read_value(r, key->type, text_trim(y->scalar), base + key->at))
        diag_error(r->diag, y->at, "'%.*s' wants %s", (int)y->key.n, y->key.p,
                   type_wish[key->type]);
}

static bool read_look_key(const struct reader *r, const struct yaml *y, struct look *look)
{
    for (size_t i = 0; i < theme_look_key_count; i++) {
        if (text_is(y->key, theme_look_keys[i].path)) {
            read_entry(r, &theme_look_keys[i], y, (char *)look);
            return true;
        }
    }
    return false;
}

/* Keys */

static bool starts_path(const char *path, const char *prefix)
{
    size_t n = strlen(prefix);
    return strncmp(path, prefix, n) == 0 && path[n] == '.';
}

static bool is_group(const char *path)
{
    for (size_t i = 0; i < theme_key_count; i++)
        if (starts_path(theme_keys[i].path, path))
            return true;
    for (size_t i = 0; i < theme_look_count; i++)
        if (strcmp(theme_looks[i].path, path) == 0 || starts_path(theme_looks[i].path, path))
            return true;
    return false;
}

/* The last part of each path that lies directly in `map`, for did-you-mean. */
static void report_unknown(const struct reader *r, const char *map, const struct yaml *y)
{
    const char **known = ARENA_ARRAY(r->arena, const char *,
                                     theme_key_count + theme_look_count + theme_look_key_count);
    size_t n = 0, skip = *map ? strlen(map) + 1 : 0;
    for (size_t i = 0; i < theme_key_count + theme_look_count; i++) {
        const char *path =
            i < theme_key_count ? theme_keys[i].path : theme_looks[i - theme_key_count].path;
        if (skip && !starts_path(path, map))
            continue;
        struct text part = text_of(path + skip);
        size_t dot = text_find_char(part, '.');
        known[n++] = arena_string(r->arena, dot == SIZE_MAX ? part : text_slice(part, 0, dot));
    }
    for (size_t i = 0; i < theme_look_key_count; i++)
        known[n++] = theme_look_keys[i].path;
    for (size_t i = 0; i < n; i++) {
        if (!text_is(y->key, known[i]))
            continue;
        diag_error(r->diag, y->at, "theme key '%s%s%.*s' wants another kind of value", map,
                   *map ? "." : "", (int)y->key.n, y->key.p);
        return;
    }
    diag_error(r->diag, y->key_at, "unknown theme key '%s%s%.*s'", map, *map ? "." : "",
               (int)y->key.n, y->key.p);
    diag_suggest(r->diag, y->key_at, y->key, known, n);
}

static bool read_keyed(const struct reader *r, const char *path, const struct yaml *y)
{
    for (size_t i = 0; i < theme_key_count; i++) {
        if (strcmp(theme_keys[i].path, path) == 0 && y->kind == YAML_SCALAR) {
            read_entry(r, &theme_keys[i], y, (char *)r->theme);
            return true;
        }
    }
    return false;
}

static struct look *find_look(const struct reader *r, const char *path)
{
    for (size_t i = 0; i < theme_look_count; i++)
        if (strcmp(theme_looks[i].path, path) == 0)
            return (struct look *)(void *)((char *)r->theme + theme_looks[i].at);
    return NULL;
}

static bool is_free_map(const char *path)
{
    for (size_t i = 0; i < sizeof free_maps / sizeof *free_maps; i++)
        if (strcmp(free_maps[i], path) == 0)
            return true;
    return false;
}

/* Reads a map's entries; recursion follows the key table's depth (three levels). */
static void read_map(const struct reader *r, const char *path, const struct yaml *map)
{
    struct look *look = find_look(r, path);
    for (const struct yaml *y = map->child; y; y = y->next) {
        const char *name =
            arena_printf(r->arena, "%s%s%.*s", path, *path ? "." : "", (int)y->key.n, y->key.p);
        if (is_free_map(name) || (look && read_look_key(r, y, look)) || read_keyed(r, name, y))
            continue;
        if (y->kind == YAML_MAP && is_group(name))
            read_map(r, name, y);
        else
            report_unknown(r, path, y);
    }
}

/* Lists and furniture */

static void read_palette(const struct reader *r, const struct yaml *list, int64_t *out)
{
    size_t n = 0;
    for (const struct yaml *y = list ? list->child : NULL; y; y = y->next) {
        if (n == PALETTE_COLORS) {
            diag_error(r->diag, y->at, "a palette has at most %d colors", PALETTE_COLORS);
            return;
        }
        if (!read_color_text(r, y->scalar, &out[n++]))
            diag_error(r->diag, y->at, "'%.*s' is not %s", (int)y->scalar.n, y->scalar.p,
                       type_wish[TYPE_COLOR]);
    }
}

static void read_furniture_item(const struct reader *r, const struct yaml *map,
                                struct furniture_item *item)
{
    static const struct theme_key item_keys[] = {
        {"at", TYPE_EDGE, offsetof(struct furniture_item, at)},
        {"text", TYPE_STRING, offsetof(struct furniture_item, text)},
    };
    for (const struct yaml *y = map->child; y; y = y->next) {
        if (text_is(y->key, "at"))
            read_entry(r, &item_keys[0], y, (char *)item);
        else if (text_is(y->key, "text"))
            read_entry(r, &item_keys[1], y, (char *)item);
        else if (!read_look_key(r, y, &item->look))
            report_unknown(r, "items", y);
    }
}

static void read_furniture(const struct reader *r, const struct yaml *map, struct furniture *out)
{
    const struct yaml *items = map ? yaml_find(map, "items") : NULL;
    for (const struct yaml *y = map ? map->child : NULL; y; y = y->next)
        if (y != items && !text_is(y->key, "y") && !read_look_key(r, y, &out->look))
            report_unknown(r, arena_string(r->arena, map->key), y);
    const struct yaml *height = map ? yaml_find(map, "y") : NULL;
    if (height && !length_parse(height->scalar, &out->y))
        diag_error(r->diag, height->at, "'y' wants %s", type_wish[TYPE_LENGTH]);
    if (!items)
        return;
    out->items = 0;
    for (const struct yaml *y = items->child; y; y = y->next) {
        if (out->items == FURNITURE_ITEMS) {
            diag_error(r->diag, y->at, "a running head or foot has at most %d items",
                       FURNITURE_ITEMS);
            return;
        }
        struct furniture_item *item = &out->item[out->items++];
        *item = (struct furniture_item){.look = out->look, .text = ""};
        read_furniture_item(r, y, item);
    }
}

/* Themes */

enum { DEEPEST_EXTENDS = 8 };

static bool read_theme(struct reader *r, const struct library *library, const char *name,
                       struct place at, int depth)
{
    char *path = library_theme(r->arena, library, name);
    if (!path || depth == DEEPEST_EXTENDS) {
        const char **known;
        size_t n = library_names(r->arena, library, SHELF_THEMES, &known);
        diag_error(r->diag, at, path ? "theme '%s' extends itself" : "no theme '%s'", name);
        if (!path)
            diag_suggest(r->diag, at, text_of(name), known, n);
        return false;
    }
    struct source *source = source_read(r->arena, library, path, at, r->diag);
    struct place start = {source ? source->shown : NULL, 1, 1, NULL};
    struct yaml *yaml = source ? yaml_parse(r->arena, source->text, start, r->diag) : NULL;
    if (!yaml)
        return false;
    if (yaml->kind != YAML_MAP) {
        diag_error(r->diag, start, "a theme is a mapping of keys");
        return false;
    }
    struct reader base = {r->arena, r->diag, r->theme, NULL, NULL};
    const struct yaml *extends = yaml_find(yaml, "extends");
    if (extends) {
        if (!read_theme(&base, library, arena_string(r->arena, extends->scalar), extends->at,
                        depth + 1))
            return false;
        struct reader *kept = ARENA_NEW(r->arena, struct reader);
        *kept = base;
        r->base = kept;
    }
    r->colors = yaml_find(yaml, "colors");
    read_map(r, "", yaml);
    read_palette(r, yaml_find(yaml, "palette"), r->theme->palette);
    read_palette(r, yaml_find(yaml, "tints"), r->theme->tint);
    read_furniture(r, yaml_find(yaml, "head"), &r->theme->head);
    read_furniture(r, yaml_find(yaml, "foot"), &r->theme->foot);
    if (!read_color_text(r, TEXT("hair"), &r->theme->hair) ||
        !read_color_text(r, TEXT("ink"), &r->theme->ink))
        diag_error(r->diag, start, "colors: needs 'ink' and 'hair'");
    return true;
}

/* A front matter's page: "A5", or a map of the theme's page keys. */
static void read_page(struct reader *r, const struct yaml *page)
{
    if (page->kind == YAML_SCALAR) {
        if (!read_size(text_trim(page->scalar), &r->theme->page.width, &r->theme->page.height))
            diag_error(r->diag, page->at, "'page' wants %s", type_wish[TYPE_SIZE]);
    } else {
        read_map(r, "page", page);
    }
}

static bool is_whole(const struct look *look)
{
    return look->family && look->size > 0 && look->leading > 0;
}

/* Every role needs a font, a size and a leading: of its own or of the theme it extends. */
static bool check_looks(const struct theme *theme, struct place at, struct diag *diag)
{
    size_t errors = diag_errors(diag);
    for (size_t i = 0; i < theme_look_count; i++) {
        const char *look = (const char *)theme + theme_looks[i].at;
        if (!is_whole((const struct look *)(const void *)look))
            diag_error(diag, at, "theme '%s' has no font, size or leading for '%s'", theme->name,
                       theme_looks[i].path);
    }
    for (size_t i = 0; i < theme->head.items + theme->foot.items; i++) {
        bool is_head = i < theme->head.items;
        const struct furniture *f = is_head ? &theme->head : &theme->foot;
        if (!is_whole(&f->item[is_head ? i : i - theme->head.items].look))
            diag_error(diag, at, "theme '%s' has no font, size or leading for '%s'", theme->name,
                       is_head ? "head" : "foot");
    }
    return diag_errors(diag) == errors;
}

static bool check_frame(const struct theme *t, struct place at, struct diag *diag)
{
    if (t->page.width - t->page.inside - t->page.outside - t->page.hang >= MM(20) &&
        t->page.height - t->page.top - t->page.bottom >= MM(20))
        return true;
    diag_error(diag, at, "the margins leave less than 20 mm for text");
    return false;
}

struct theme *theme_load(struct arena *arena, const struct library *library, const char *name,
                         struct place at, const struct yaml *page, struct diag *diag)
{
    struct theme *theme = ARENA_NEW(arena, struct theme);
    struct reader r = {arena, diag, theme, NULL, NULL};
    theme->name = name;
    if (!read_theme(&r, library, name, at, 0))
        return NULL;
    if (page)
        read_page(&r, page);
    return check_looks(theme, at, diag) && check_frame(theme, page ? page->at : at, diag) ? theme
                                                                                          : NULL;
}
