/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a theme's keys by the tables of theme_key.c: each path says the type of its value and where
 * it goes. A look (font, size, leading, …) is a group of keys that many paths have. */
#include <string.h>

#include "doc/theme_read.h"

/* Maps that have readers of their own. */
static const char *const free_maps[] = {"extends", "fonts",    "colors",   "palette",
                                        "tints",   "patterns", "chapters", "chapter-tints",
                                        "scripts", "head",     "foot"};
enum { FREE_MAPS = sizeof free_maps / sizeof *free_maps };

static bool is_color_type(enum theme_type type)
{
    return type == TYPE_COLOR || type == TYPE_INK || type == TYPE_RULE;
}

void theme_entry_read(const struct theme_reader *r, const struct theme_key *key,
                      const struct yaml *y, char *base)
{
    if (y->kind == YAML_SCALAR &&
        theme_value_read(r, key->type, text_trim(y->scalar), base + key->at))
        return;
    diag_error(r->diag, y->at, "'%.*s' wants %s", (int)y->key.n, y->key.p, theme_wish(key->type));
    struct text word = text_trim(y->scalar);
    size_t space = key->type == TYPE_RULE ? text_find_char(word, ' ') : SIZE_MAX;
    if (space != SIZE_MAX)
        word = text_trim(text_from(word, space));
    if (y->kind == YAML_SCALAR && is_color_type(key->type) && word.n)
        theme_color_suggest(r, y->at, word);
}

bool theme_look_read(const struct theme_reader *r, const struct yaml *y, struct look *look)
{
    for (size_t i = 0; i < theme_look_key_count; i++) {
        if (text_is(y->key, theme_look_keys[i].path)) {
            theme_entry_read(r, &theme_look_keys[i], y, (char *)look);
            return true;
        }
    }
    return false;
}

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

static struct look *find_look(const struct theme_reader *r, const char *path)
{
    for (size_t i = 0; i < theme_look_count; i++)
        if (strcmp(theme_looks[i].path, path) == 0)
            return (struct look *)(void *)((char *)r->theme + theme_looks[i].at);
    return NULL;
}

void theme_unknown(const struct theme_reader *r, const char *map, const struct yaml *y,
                   const char *const *known, size_t n)
{
    const char *dot = *map ? "." : "";
    for (size_t i = 0; i < n; i++) {
        if (!text_is(y->key, known[i]))
            continue;
        diag_error(r->diag, y->at, "theme key '%s%s%.*s' wants another kind of value", map, dot,
                   (int)y->key.n, y->key.p);
        return;
    }
    diag_error(r->diag, y->key_at, "unknown theme key '%s%s%.*s'", map, dot, (int)y->key.n,
               y->key.p);
    diag_suggest(r->diag, y->key_at, y->key, known, n);
}

/* The names that may stand in `map`: the next part of each path that begins with it. */
static void report_unknown(const struct theme_reader *r, const char *map, const struct yaml *y)
{
    size_t most = theme_key_count + theme_look_count + theme_look_key_count + FREE_MAPS;
    const char **known = ARENA_ARRAY(r->arena, const char *, most);
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
    for (size_t i = 0; find_look(r, map) && i < theme_look_key_count; i++)
        known[n++] = theme_look_keys[i].path;
    for (size_t i = 0; !skip && i < FREE_MAPS; i++)
        known[n++] = free_maps[i];
    theme_unknown(r, map, y, known, n);
}

static bool read_keyed(const struct theme_reader *r, const char *path, const struct yaml *y)
{
    for (size_t i = 0; i < theme_key_count; i++) {
        if (strcmp(theme_keys[i].path, path) == 0 && y->kind == YAML_SCALAR) {
            theme_entry_read(r, &theme_keys[i], y, (char *)r->theme);
            return true;
        }
    }
    return false;
}

static bool is_free_map(const char *path)
{
    for (size_t i = 0; i < FREE_MAPS; i++)
        if (strcmp(free_maps[i], path) == 0)
            return true;
    return false;
}

/* Recursion follows the key table's depth: only a group's map is entered. */
void theme_map_read(const struct theme_reader *r, const char *path, const struct yaml *map)
{
    struct look *look = find_look(r, path);
    for (const struct yaml *y = map->child; y; y = y->next) {
        const char *name =
            arena_printf(r->arena, "%s%s%.*s", path, *path ? "." : "", (int)y->key.n, y->key.p);
        bool is_part = text_find_char(y->key, '.') == SIZE_MAX;
        if (is_free_map(name) || (look && theme_look_read(r, y, look)) ||
            (is_part && read_keyed(r, name, y)))
            continue;
        if (is_part && y->kind == YAML_MAP && is_group(name))
            theme_map_read(r, name, y);
        else
            report_unknown(r, path, y);
    }
}
