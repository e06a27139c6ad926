/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Globs know `*` and `?` and nothing else: other marks are letters of a name. What they match can
 * only be told when the workspace is known, so reading a list and spelling it out are two steps. */
#include "doc/checklist.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/check.h"

static bool is_glob(const char *name)
{
    return strpbrk(name, "*?") != NULL;
}

static bool is_listed(const struct check_name *list, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].name, name) == 0)
            return true;
    return false;
}

bool check_list_has(const struct check_list *list, const char *name)
{
    return is_listed(list->check, list->n, name);
}

void check_names_read(struct arena *arena, const struct yaml *node, struct check_name **out,
                      size_t *n, struct diag *diag)
{
    const struct yaml *item = node->kind == YAML_LIST ? node->child : node;
    struct check_name *list = ARENA_ARRAY(arena, struct check_name, yaml_count(node) + 1);
    *n = 0;
    for (; item; item = node->kind == YAML_LIST ? item->next : NULL) {
        struct text name;
        if (!yaml_text(item, &name, diag))
            continue;
        if (name.n == 0)
            diag_error(diag, item->at, "a check's name is empty");
        else if (!is_listed(list, *n, name.p))
            list[(*n)++] = (struct check_name){name.p, item->text_at};
        else if (!is_glob(name.p))
            diag_warn(diag, item->at, "check '%s' is named twice", name.p);
    }
    *out = list;
}

/* Globs */

/* `?` is a code point. After a mismatch the last star takes one byte more; the stars before it need
 * not be tried again, as what they took ends where that one begins. */
static bool glob_matches(struct text glob, struct text name)
{
    size_t g = 0, i = 0, star = SIZE_MAX, taken = 0;
    while (i < name.n) {
        uint32_t cp;
        if (g < glob.n && glob.p[g] == '*') {
            star = g++;
            taken = i;
        } else if (g < glob.n && glob.p[g] == '?') {
            i += utf8_decode(name.p + i, name.n - i, &cp);
            g++;
        } else if (g < glob.n && glob.p[g] == name.p[i]) {
            i++;
            g++;
        } else if (star != SIZE_MAX) {
            taken += utf8_decode(name.p + taken, name.n - taken, &cp);
            i = taken;
            g = star + 1;
        } else {
            return false;
        }
    }
    while (g < glob.n && glob.p[g] == '*')
        g++;
    return g == glob.n;
}

/* A file that is no check is none either: who runs it says so. */
static bool is_gate(struct arena *arena, const struct library *library, const char *name)
{
    struct check_name named = {name, {0}};
    const struct check *check = check_read(arena, library, &named, diag_new(arena));
    return check && check->is_gate;
}

static void add_name(struct arena *arena, struct check_list *list, struct check_name check)
{
    if (check_list_has(list, check.name))
        return;
    list->check = arena_grow(arena, list->check, sizeof *list->check, &list->cap, list->n + 1);
    list->check[list->n++] = check;
}

struct matches { /* of one glob */
    size_t checks, gates;
};

static void add_matches(struct arena *arena, const struct library *library, enum shelf shelf,
                        const struct check_name *glob, struct check_list *list, struct matches *m)
{
    const char **name;
    size_t n = library_names(arena, library, shelf, &name);
    for (size_t i = 0; i < n; i++) {
        if (!glob_matches(text_of(glob->name), text_of(name[i])))
            continue;
        bool is_known = check_list_has(list, name[i]);
        if (!is_known && is_gate(arena, library, name[i])) {
            m->gates++;
            continue;
        }
        m->checks++;
        add_name(arena, list, (struct check_name){name[i], glob->at});
    }
}

static void add_glob(struct arena *arena, const struct library *library,
                     const struct check_name *glob, struct check_list *list, struct diag *diag)
{
    struct matches m = {0};
    add_matches(arena, library, SHELF_CHECKS, glob, list, &m);
    add_matches(arena, library, SHELF_GATES, glob, list, &m);
    if (m.checks)
        return;
    diag_error(diag, glob->at, "no check matches '%s'", glob->name);
    if (m.gates)
        diag_note(diag, glob->at,
                  "release gates are not named: every document is held against them");
}

void check_list_add(struct arena *arena, const struct library *library,
                    const struct check_name *check, size_t n, struct check_list *list,
                    struct diag *diag)
{
    for (size_t i = 0; i < n; i++) {
        if (is_glob(check[i].name))
            add_glob(arena, library, &check[i], list, diag);
        else
            add_name(arena, list, check[i]);
    }
}
