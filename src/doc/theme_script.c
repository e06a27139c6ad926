/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scripts: of a theme: how much larger than the Latin of the same role a script is set, and how
 * much further apart its lines stand. And the theme with its lines so far apart. */
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "doc/theme_read.h"

static const struct theme_key script_keys[] = {
    {"scale", TYPE_PERCENT, offsetof(struct theme_script, scale)},
    {"leading", TYPE_PERCENT, offsetof(struct theme_script, leading)},
    {"heading", TYPE_PERCENT, offsetof(struct theme_script, heading)},
    {"kashida", TYPE_SHARE, offsetof(struct theme_script, kashida)},
    {"font", TYPE_STRING, offsetof(struct theme_script, family)},
};
enum { SCRIPT_KEYS = sizeof script_keys / sizeof *script_keys };

/* "Arab": a code of ISO 15924 that Unicode knows, in its usual spelling. */
static bool is_script(const char *code)
{
    int32_t value = u_getPropertyValueEnum(UCHAR_SCRIPT, code);
    return value != UCHAR_INVALID_CODE &&
           text_is(text_of(code), uscript_getShortName((UScriptCode)value));
}

static void read_script(const struct theme_reader *r, const struct yaml *map,
                        struct theme_script *out)
{
    static const char *known[SCRIPT_KEYS];
    for (size_t i = 0; i < SCRIPT_KEYS; i++)
        known[i] = script_keys[i].path;
    for (const struct yaml *y = map->child; y; y = y->next) {
        size_t i = 0;
        while (i < SCRIPT_KEYS && !text_is(y->key, known[i]))
            i++;
        if (i < SCRIPT_KEYS)
            theme_entry_read(r, &script_keys[i], y, (char *)out);
        else
            theme_unknown(r, arena_printf(r->arena, "scripts.%s", out->code), y, known,
                          SCRIPT_KEYS);
    }
}

void theme_scripts_read(const struct theme_reader *r, const struct yaml *map)
{
    struct theme *t = r->theme;
    if (!map)
        return;
    if (map->kind != YAML_MAP) {
        diag_error(r->diag, map->at, "'scripts' wants a map of scripts such as Arab");
        return;
    }
    t->script = ARENA_ARRAY(r->arena, struct theme_script, yaml_count(map) + 1);
    for (const struct yaml *y = map->child; y; y = y->next) {
        struct theme_script script = {.code = arena_string(r->arena, y->key)};
        if (!is_script(script.code))
            diag_error(r->diag, y->key_at, "'%s' is no script: ISO 15924 has codes such as Arab",
                       script.code);
        else if (y->kind != YAML_MAP)
            diag_error(r->diag, y->at,
                       "'%s' wants a map with scale, leading, heading, kashida or font",
                       script.code);
        else {
            read_script(r, y, &script);
            t->script[t->scripts++] = script;
        }
    }
}

static void stretch_leading(struct look *look, int64_t leading)
{
    look->leading = sp_ratio(look->leading, leading, 1000);
}

static void stretch_running(struct furniture *f, int64_t leading)
{
    stretch_leading(&f->look, leading);
    for (size_t k = 0; k < FURNITURE_SETS; k++)
        for (size_t i = 0; i < f->set[k].items; i++)
            stretch_leading(&f->set[k].item[i].look, leading);
}

void theme_with_leading(const struct theme *t, int64_t leading, struct theme *out)
{
    *out = *t;
    for (size_t i = 0; i < theme_look_count; i++)
        stretch_leading((struct look *)(void *)((char *)out + theme_looks[i].at), leading);
    stretch_running(&out->head, leading);
    stretch_running(&out->foot, leading);
    out->grid_leading = sp_ratio(t->grid_leading, leading, 1000);
    out->grid = sp_ratio(t->grid, leading, 1000);
}
