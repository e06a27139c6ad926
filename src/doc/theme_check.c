/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no single value of a theme tells: a role that has no font, lines set closer than their type
 * is tall, margins that leave no room. */

#include "doc/theme_read.h"

static const struct yaml *find_path(const struct yaml *y, const char *path)
{
    struct text rest = text_of(path);
    while (y && rest.n) {
        size_t dot = text_find_char(rest, '.');
        struct text part = dot == SIZE_MAX ? rest : text_slice(rest, 0, dot);
        rest = dot == SIZE_MAX ? TEXT("") : text_from(rest, dot + 1);
        if (y->kind != YAML_MAP)
            return NULL;
        const struct yaml *child = y->child;
        while (child && !text_equal(child->key, part))
            child = child->next;
        y = child;
    }
    return y;
}

/* Where a look's leading or size was written. */
static struct place look_place(const struct yaml *theme, const char *path, struct place otherwise)
{
    const struct yaml *map = find_path(theme, path);
    const struct yaml *leading = map && map->kind == YAML_MAP ? yaml_find(map, "leading") : NULL;
    const struct yaml *size = map && map->kind == YAML_MAP ? yaml_find(map, "size") : NULL;
    return leading ? leading->at : size ? size->at : map ? map->at : otherwise;
}

static const char *points(struct arena *arena, sp length)
{
    int64_t tenths = sp_ratio(length, 10, SP_PT);
    return arena_printf(arena, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
}

/* What a wrong value left open, which has been reported, takes a usual one, so that the document
 * can be read on. */
static void fill_in(const struct theme *t, struct look *look)
{
    if (!look->family)
        look->family = t->body.look.family ? t->body.look.family : "Noto Sans";
    if (look->size <= 0)
        look->size = look->leading > 0 ? look->leading * 3 / 4 : PT(10);
    if (look->leading <= 0)
        look->leading = look->size * 4 / 3;
}

static bool check_look(const struct theme_reader *r, struct look *look, const char *path,
                       const struct yaml *theme, struct place at)
{
    bool is_whole = look->family && look->size > 0 && look->leading > 0;
    if (!is_whole && r->errors)
        fill_in(r->theme, look);
    else if (!is_whole)
        diag_error(r->diag, at, "theme '%s' has no font, size or leading for '%s'", r->theme->name,
                   path);
    else if (look->leading < look->size)
        diag_error(r->diag, look_place(theme, path, at),
                   "the lines of '%s' touch: leading %s pt, size %s pt", path,
                   points(r->arena, look->leading), points(r->arena, look->size));
    return is_whole || r->errors;
}

static bool check_running(const struct theme_reader *r, struct furniture *f, const char *path,
                          const struct yaml *theme, struct place at)
{
    for (size_t k = 0; k < FURNITURE_SETS; k++)
        for (size_t i = 0; i < f->set[k].items; i++)
            if (!check_look(r, &f->set[k].item[i].look, path, theme, at))
                return false;
    return true;
}

enum { LEAST_FRAME = 20 }; /* mm */

bool theme_check_frame(const struct theme *t, struct place at, struct diag *diag)
{
    sp width = t->page.width - t->page.inside - t->page.outside - t->page.hang;
    if (width >= MM(LEAST_FRAME) &&
        t->page.height - t->page.top - t->page.bottom >= MM(LEAST_FRAME))
        return true;
    diag_error(diag, at, "the margins leave less than %d mm for text", LEAST_FRAME);
    return false;
}

/* Lengths of which a page must hold several; margins that leave no page are told for themselves. */
static bool check_room(const struct theme_reader *r, const struct yaml *theme, struct place at)
{
    const struct theme *t = r->theme;
    const struct {
        const char *path;
        sp length;
    } each[] = {{"grid.leading", t->grid_leading}, {"footnote.gap", t->footnote.gap}};
    sp room = t->page.height - t->page.top - t->page.bottom;
    bool holds = true;
    if (room < MM(LEAST_FRAME))
        return true;
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        const struct yaml *own = find_path(theme, each[i].path);
        if (each[i].length <= room / 4)
            continue;
        diag_error(r->diag, own ? own->at : at, "'%s' takes more than a quarter of a page's height",
                   each[i].path);
        holds = false;
    }
    return holds;
}

bool theme_check(const struct theme_reader *r, const struct yaml *theme, struct place at)
{
    bool holds = true;
    for (size_t i = 0; i < theme_look_count; i++) {
        char *look = (char *)r->theme + theme_looks[i].at;
        holds &= check_look(r, (struct look *)(void *)look, theme_looks[i].path, theme, at);
    }
    holds &= check_running(r, &r->theme->head, "head", theme, at);
    holds &= check_running(r, &r->theme->foot, "foot", theme, at);
    holds &= check_room(r, theme, at);
    return holds;
}
