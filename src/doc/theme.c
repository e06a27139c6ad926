/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads a theme: files joined (theme_file.c), colors, then keys; and the theme as it looks in one
 * chapter. */
#include "doc/theme.h"

#include "doc/theme_read.h"

enum { SPACE_SHRINK = 220 };

/* A front matter's page: "A5", or a map of the theme's page keys. */
static void read_page(const struct theme_reader *r, const struct yaml *page)
{
    if (page->kind == YAML_MAP) {
        struct yaml map = *page;
        theme_spread_margin(r->arena, &map);
        theme_map_read(r, "page", &map);
    } else if (page->kind != YAML_SCALAR ||
               !theme_value_read(r, TYPE_SIZE, text_trim(page->scalar), NULL))
        diag_error(r->diag, page->at, "'page' wants %s", theme_wish(TYPE_SIZE));
}

static const struct yaml *fonts_of(const struct theme_reader *r, const struct yaml *theme)
{
    const struct yaml *fonts = yaml_find(theme, "fonts");
    if (fonts && fonts->kind != YAML_MAP) {
        diag_error(r->diag, fonts->at, "'fonts' wants a map of roles and families");
        return NULL;
    }
    for (const struct yaml *y = fonts ? fonts->child : NULL; y; y = y->next)
        if (y->kind != YAML_SCALAR || !y->scalar.n)
            diag_error(r->diag, y->at, "'%.*s' wants a font family such as Vollkorn", (int)y->key.n,
                       y->key.p);
    return fonts;
}

/* What holds where neither this theme nor one below it says anything. */
static void set_defaults(struct theme *t)
{
    t->list.bullet = t->table.missing = "–";
    t->body.space_shrink = SPACE_SHRINK;
    t->list.bullet_scale = 1000;
    for (size_t i = 0; i < theme_look_count; i++) {
        char *look = (char *)t + theme_looks[i].at;
        ((struct look *)(void *)look)->color = t->ink;
    }
    t->head.look.color = t->foot.look.color = t->ink;
    for (size_t i = 0; i < theme_key_count; i++) {
        int64_t *value = (int64_t *)(void *)((char *)t + theme_keys[i].at);
        if (theme_keys[i].type == TYPE_COLOR)
            *value = COLOR_NONE;
        if (theme_keys[i].type == TYPE_INK)
            *value = t->ink;
    }
}

static void finish(struct theme *t)
{
    t->grid = t->grid_leading / (t->grid_parts > 0 ? t->grid_parts : 1);
    if (!t->parallel.title.size)
        t->parallel.title = t->heading[0].look;
    if (!t->parallel.lead.size)
        t->parallel.lead = t->lead.look;
}

struct theme *theme_load(struct arena *arena, const struct library *library, const char *name,
                         struct place at, const struct yaml *page, struct diag *diag)
{
    const struct yaml *tree = theme_tree(arena, library, name, at, diag);
    if (!tree)
        return NULL;
    struct theme *theme = ARENA_NEW(arena, struct theme);
    struct theme_reader r = {.arena = arena, .diag = diag, .theme = theme};
    size_t errors = diag_errors(diag);
    theme->name = name;
    r.fonts = fonts_of(&r, tree);
    theme_colors_read(&r, tree);
    set_defaults(theme);
    theme_map_read(&r, "", tree);
    theme_scripts_read(&r, yaml_find(tree, "scripts"));
    theme_running_read(&r, yaml_find(tree, "head"), &theme->head);
    theme_running_read(&r, yaml_find(tree, "foot"), &theme->foot);
    if (page)
        read_page(&r, page);
    finish(theme);
    r.errors = diag_errors(diag) > errors;
    const struct yaml *own = yaml_find(tree, "page");
    bool is_whole = theme_check(&r, tree, at);
    return theme_check_frame(theme,
                             page  ? page->at
                             : own ? own->at
                                   : at,
                             diag) &&
                   is_whole
               ? theme
               : NULL;
}

/* Chapters */

static void tint(const struct theme *t, size_t chapter, int64_t *color)
{
    bool has_any = t->chapters > 0;
    size_t i = has_any ? (chapter ? chapter - 1 : 0) % t->chapters : 0;
    if (*color == COLOR_CHAPTER)
        *color = has_any ? t->chapter[i] : t->ink;
    else if (*color == COLOR_CHAPTER_TINT)
        *color = has_any ? t->chapter_tint[i] : COLOR_NONE;
}

static void tint_running(const struct theme *t, size_t chapter, struct furniture *f)
{
    tint(t, chapter, &f->look.color);
    for (size_t k = 0; k < FURNITURE_SETS; k++)
        for (size_t i = 0; i < f->set[k].items; i++)
            tint(t, chapter, &f->set[k].item[i].look.color);
}

void theme_in_chapter(const struct theme *t, size_t chapter, struct theme *out)
{
    *out = *t;
    for (size_t i = 0; i < theme_look_count; i++) {
        char *look = (char *)out + theme_looks[i].at;
        tint(t, chapter, &((struct look *)(void *)look)->color);
    }
    for (size_t i = 0; i < theme_key_count; i++) {
        char *value = (char *)out + theme_keys[i].at;
        if (theme_keys[i].type == TYPE_COLOR || theme_keys[i].type == TYPE_INK)
            tint(t, chapter, (int64_t *)(void *)value);
        else if (theme_keys[i].type == TYPE_RULE)
            tint(t, chapter, &((struct rule *)(void *)value)->color);
    }
    tint_running(t, chapter, &out->head);
    tint_running(t, chapter, &out->foot);
}
