/* SPDX-License-Identifier: GPL-3.0-or-later */
/* head: and foot: of a theme: one look, a height, and the items of all pages or of a kind of them.
 */

#include "doc/theme_read.h"

static const char *const set_names[FURNITURE_SETS] = {
    [FURNITURE_ALL] = "items",   [FURNITURE_FIRST] = "first", [FURNITURE_LEFT] = "left",
    [FURNITURE_RIGHT] = "right", [FURNITURE_COVER] = "cover", [FURNITURE_PARALLEL] = "parallel",
};

static const struct theme_key item_keys[] = {
    {"at", TYPE_EDGE, offsetof(struct furniture_item, at)},
    {"text", TYPE_STRING, offsetof(struct furniture_item, text)},
};
static const struct theme_key height_key = {"y", TYPE_LENGTH, offsetof(struct furniture, y)};

static size_t add_look_keys(const char **known)
{
    for (size_t i = 0; i < theme_look_key_count; i++)
        known[i] = theme_look_keys[i].path;
    return theme_look_key_count;
}

static void unknown_in_item(const struct theme_reader *r, const char *path, const struct yaml *y)
{
    const char **known = ARENA_ARRAY(r->arena, const char *, theme_look_key_count + 2);
    size_t n = add_look_keys(known);
    known[n++] = "at";
    known[n++] = "text";
    theme_unknown(r, path, y, known, n);
}

static void read_item(const struct theme_reader *r, const char *path, const struct yaml *map,
                      struct furniture_item *item)
{
    for (const struct yaml *y = map->child; y; y = y->next) {
        if (text_is(y->key, "at"))
            theme_entry_read(r, &item_keys[0], y, (char *)item);
        else if (text_is(y->key, "text"))
            theme_entry_read(r, &item_keys[1], y, (char *)item);
        else if (!theme_look_read(r, y, &item->look))
            unknown_in_item(r, path, y);
    }
    if (!*item->text)
        diag_error(r->diag, map->at, "an item of '%s' wants a text", path);
}

static void read_set(const struct theme_reader *r, const char *path, const struct yaml *list,
                     const struct look *look, struct furniture_set *out)
{
    *out = (struct furniture_set){.is_own = !text_is(list->scalar, "items")};
    if (list->kind == YAML_SCALAR &&
        (text_is(list->scalar, "none") || text_is(list->scalar, "items")))
        return;
    if (list->kind != YAML_LIST) {
        diag_error(r->diag, list->at, "'%s' wants none, items or a list of items", path);
        return;
    }
    for (const struct yaml *y = list->child; y; y = y->next) {
        if (y->kind != YAML_MAP) {
            diag_error(r->diag, y->at, "an item of '%s' is a map with at and text", path);
            continue;
        }
        if (out->items == FURNITURE_ITEMS) {
            diag_error(r->diag, y->at, "a running head or foot has at most %d items",
                       FURNITURE_ITEMS);
            return;
        }
        struct furniture_item *item = &out->item[out->items++];
        *item = (struct furniture_item){.look = *look, .text = ""};
        read_item(r, path, y, item);
    }
}

static void unknown_in_map(const struct theme_reader *r, const char *path, const struct yaml *y)
{
    size_t most = theme_look_key_count + FURNITURE_SETS + 1;
    const char **known = ARENA_ARRAY(r->arena, const char *, most);
    size_t n = add_look_keys(known);
    known[n++] = "y";
    for (size_t i = 0; i < FURNITURE_SETS; i++)
        known[n++] = set_names[i];
    theme_unknown(r, path, y, known, n);
}

static bool is_set(struct text key)
{
    for (size_t i = 0; i < FURNITURE_SETS; i++)
        if (text_is(key, set_names[i]))
            return true;
    return false;
}

void theme_running_read(const struct theme_reader *r, const struct yaml *map, struct furniture *out)
{
    if (!map)
        return;
    const char *path = arena_string(r->arena, map->key);
    if (map->kind != YAML_MAP) {
        diag_error(r->diag, map->at, "'%s' wants a map with y, font, size, leading and items",
                   path);
        return;
    }
    for (const struct yaml *y = map->child; y; y = y->next) {
        if (text_is(y->key, "y"))
            theme_entry_read(r, &height_key, y, (char *)out);
        else if (!theme_look_read(r, y, &out->look) && !is_set(y->key))
            unknown_in_map(r, path, y);
    }
    for (size_t i = 0; i < FURNITURE_SETS; i++) { /* when the look they begin with is known */
        const struct yaml *list = yaml_find(map, set_names[i]);
        if (list)
            read_set(r, arena_printf(r->arena, "%s.%s", path, set_names[i]), list, &out->look,
                     &out->set[i]);
    }
}
