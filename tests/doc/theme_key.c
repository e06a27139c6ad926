/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every key of the tables is explained in templates/themes/README.md, and nothing else is. */
#include "doc/theme_key.h"

#include "base/file.h"
#include "tests/check.h"

static struct arena *arena;
static struct text guide;

/* "headings.h3.at" as the guide writes it: "headings.hN.at". */
static const char *as_written(const char *path)
{
    static const char *const kinds[] = {"note", "tip", "warning", "important"};
    struct text t = text_of(path);
    if (text_starts(t, "headings.h")) {
        size_t n = strlen("headings.h");
        return arena_printf(arena, "headings.hN%s", path + n + 1);
    }
    for (size_t i = 0; i < 4; i++) {
        const char *prefix = arena_printf(arena, "note.%s.", kinds[i]);
        if (text_starts(t, prefix))
            return arena_printf(arena, "note.KIND.%s", path + strlen(prefix));
    }
    return path;
}

static struct text row_of(const char *path)
{
    size_t at = text_find(guide, arena_printf(arena, "\n| `%s` | ", as_written(path)));
    if (at == SIZE_MAX)
        return TEXT("");
    struct text row = text_from(guide, at + 1);
    return text_slice(row, 0, text_find_char(row, '\n'));
}

static struct text cell_of(struct text row, size_t k)
{
    for (size_t i = 0; i <= k && row.n; i++)
        row = text_from(row, text_find_char(row, '|') + 1);
    size_t end = text_find_char(row, '|');
    return text_trim(end == SIZE_MAX ? row : text_slice(row, 0, end));
}

static const char *const type_names[] = {
    [TYPE_LENGTH] = "length", [TYPE_POINTS] = "size", [TYPE_PERCENT] = "percentage",
    [TYPE_INT] = "number",    [TYPE_BOOL] = "switch", [TYPE_COLOR] = "color",
    [TYPE_INK] = "ink",       [TYPE_STRING] = "text", [TYPE_FONT] = "font",
    [TYPE_RULE] = "rule",     [TYPE_LOOK] = "look",
};

static void is_explained(const char *path, enum theme_type type)
{
    struct text row = row_of(path);
    if (!check(row.n > 0, "'%s' is explained in templates/themes/README.md", as_written(path)))
        return;
    size_t known = sizeof type_names / sizeof *type_names;
    if ((size_t)type < known && type_names[type])
        check_text(cell_of(row, 1), type_names[type], path);
    check(cell_of(row, 2).n > 0, "it is said what holds without '%s'", path);
}

/* Keys with readers of their own. */
static const char *const others[] = {
    "extends",         "fonts",           "colors",        "palette",         "tints",
    "patterns",        "chapters",        "chapter-tints", "scripts",         "scripts.scale",
    "scripts.heading", "scripts.leading", "scripts.font",  "scripts.kashida", "head",
    "head.y",          "head.items",      "head.first",    "head.left",       "head.right",
    "head.cover",      "head.parallel",   "foot",          "foot.y",          "foot.items",
    "foot.first",      "foot.left",       "foot.right",    "foot.cover",      "foot.parallel",
};

static bool is_known(struct text path)
{
    for (size_t i = 0; i < theme_key_count; i++)
        if (text_is(path, as_written(theme_keys[i].path)))
            return true;
    for (size_t i = 0; i < theme_look_count; i++)
        if (text_is(path, as_written(theme_looks[i].path)))
            return true;
    for (size_t i = 0; i < theme_look_key_count; i++)
        if (text_is(path, theme_look_keys[i].path))
            return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (text_is(path, others[i]))
            return true;
    return false;
}

static void nothing_else_is(void)
{
    size_t rows = 0;
    struct text rest = guide;
    for (size_t at; (at = text_find(rest, "\n| `")) != SIZE_MAX; rows++) {
        rest = text_from(rest, at + strlen("\n| `"));
        struct text path = text_slice(rest, 0, text_find_char(rest, '`'));
        bool is_value = text_starts(text_from(rest, path.n), "` or ");
        check(is_value || is_known(path), "'%.*s' of the guide is a key", (int)path.n, path.p);
    }
    check(rows > 100, "the guide has a row for each key");
}

int main(void)
{
    arena = arena_new();
    if (!check(file_read(arena, "templates/themes/README.md", &guide), "there is a guide"))
        return check_done();
    for (size_t i = 0; i < theme_look_count; i++)
        is_explained(theme_looks[i].path, TYPE_LOOK);
    for (size_t i = 0; i < theme_key_count; i++)
        is_explained(theme_keys[i].path, theme_keys[i].type);
    for (size_t i = 0; i < theme_look_key_count; i++)
        is_explained(theme_look_keys[i].path, theme_look_keys[i].type);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        check(row_of(others[i]).n > 0, "'%s' is explained in the guide", others[i]);
    nothing_else_is();
    arena_free(arena);
    return check_done();
}
