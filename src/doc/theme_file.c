/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A theme's file and those of the themes it extends, joined to one tree before any value is read: a
 * map is laid over a map key by key, everything else replaces what stood there. So a color or a
 * font that a theme names anew is new wherever the theme below uses its name. */
#include "base/length.h"
#include "doc/theme_read.h"

enum { MOST_EXTENDS = 16 };

struct chain { /* from the theme asked for to the one being read */
    const char *name;
    const struct chain *from;
};

static bool is_in(const struct chain *chain, const char *name)
{
    for (; chain; chain = chain->from)
        if (text_is(text_of(chain->name), name))
            return true;
    return false;
}

static size_t length_of(const struct chain *chain)
{
    size_t n = 0;
    for (; chain; chain = chain->from)
        n++;
    return n;
}

static struct yaml *entry_of(const struct yaml *map, struct text key)
{
    for (struct yaml *y = map->child; y; y = y->next)
        if (text_equal(y->key, key))
            return y;
    return NULL;
}

static struct yaml *joined(struct arena *arena, const struct yaml *below, const struct yaml *above)
{
    struct yaml *out = ARENA_NEW(arena, struct yaml), **end = &out->child;
    *out = *above;
    if (below->kind != YAML_MAP || above->kind != YAML_MAP)
        return out;
    for (const struct yaml *y = below->child; y; y = y->next) {
        const struct yaml *over = entry_of(above, y->key);
        *end = joined(arena, y, over ? over : y);
        end = &(*end)->next;
    }
    for (const struct yaml *y = above->child; y; y = y->next) {
        if (entry_of(below, y->key))
            continue;
        *end = joined(arena, y, y);
        end = &(*end)->next;
    }
    *end = NULL;
    return out;
}

void theme_spread_margin(struct arena *arena, struct yaml *page)
{
    static const char *const sides[] = {"inside", "outside", "top", "bottom"};
    const struct yaml *margin = yaml_find(page, "margin");
    sp length;
    if (!margin || margin->kind != YAML_SCALAR || !length_parse(text_trim(margin->scalar), &length))
        return; /* what is wrong with it is told when it is read */
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        if (yaml_find(page, sides[i]))
            continue;
        struct yaml *side = ARENA_NEW(arena, struct yaml);
        *side = *margin;
        side->key = text_of(sides[i]);
        side->next = page->child;
        page->child = side;
    }
}

static char *find_file(struct arena *arena, const struct library *library, const char *name,
                       struct place at, struct diag *diag)
{
    char *path = library_theme(arena, library, name);
    if (path)
        return path;
    const char **known;
    size_t n = library_names(arena, library, SHELF_THEMES, &known);
    diag_error(diag, at, "no theme '%s'", name);
    diag_suggest(diag, at, text_of(name), known, n);
    return NULL;
}

static bool may_extend(const struct chain *chain, const char *name, struct place at,
                       struct diag *diag)
{
    if (is_in(chain, name)) {
        bool is_ring = !text_is(text_of(chain->name), name);
        diag_error(diag, at, "theme '%s' extends itself%s%s%s", name, is_ring ? " by way of '" : "",
                   is_ring ? chain->name : "", is_ring ? "'" : "");
        return false;
    }
    if (length_of(chain) < MOST_EXTENDS)
        return true;
    diag_error(diag, at, "themes extend each other over more than %d files", MOST_EXTENDS);
    return false;
}

static struct yaml *read_file(struct arena *arena, const struct library *library, const char *name,
                              struct place at, struct diag *diag)
{
    char *path = find_file(arena, library, name, at, diag);
    struct source *source = path ? source_read(arena, library, path, at, diag) : NULL;
    struct place start = {source ? source->shown : NULL, 1, 1, NULL};
    struct yaml *yaml = source ? yaml_parse(arena, source->text, start, diag) : NULL;
    struct yaml *page = yaml && yaml->kind == YAML_MAP ? yaml_find(yaml, "page") : NULL;
    if (page && page->kind == YAML_MAP)
        theme_spread_margin(arena, page);
    if (!yaml || yaml->kind == YAML_MAP)
        return yaml;
    diag_error(diag, start, "a theme is a mapping of keys");
    return NULL;
}

/* Recursion ends: no name stands in a chain twice, and a chain is short. */
static struct yaml *read_over(struct arena *arena, const struct library *library,
                              const struct chain *chain, struct place at, struct diag *diag)
{
    struct yaml *own = read_file(arena, library, chain->name, at, diag);
    const struct yaml *extends = own ? yaml_find(own, "extends") : NULL;
    struct text name;
    if (!extends)
        return own;
    if (!yaml_text(extends, &name, diag))
        return NULL;
    struct chain next = {arena_string(arena, name), chain};
    if (!may_extend(chain, next.name, extends->at, diag))
        return NULL;
    struct yaml *below = read_over(arena, library, &next, extends->at, diag);
    return below ? joined(arena, below, own) : NULL;
}

struct yaml *theme_tree(struct arena *arena, const struct library *library, const char *name,
                        struct place at, struct diag *diag)
{
    struct chain chain = {name, NULL};
    return read_over(arena, library, &chain, at, diag);
}
