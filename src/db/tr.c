/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statement's value cannot say that it is in another language: what was not translated is
 * remembered until the statement is done (rows may be made before the first is read), and looked
 * for in the texts that it gives. */
#include "db/tr.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"

enum { MOST_PARTS = 64 }; /* that are looked for within a longer text */

struct tr {
    store_translate *translate; /* or NULL */
    void *context;
    struct arena *arena; /* of what was missed; NULL: nothing was */
    struct map missed;
    struct text part[MOST_PARTS];
    uint32_t misses;
};

static void note_missed(struct tr *tr, struct text text)
{
    if (!text.n)
        return;
    if (!tr->arena)
        tr->arena = arena_new();
    if (map_intern(&tr->missed, tr->arena, text, tr->misses) != tr->misses)
        return;
    if (tr->misses < MOST_PARTS)
        tr->part[tr->misses] = arena_text(tr->arena, text);
    tr->misses++;
}

static void translate(sqlite3_context *context, int n, sqlite3_value **argument)
{
    struct tr *tr = sqlite3_user_data(context);
    const char *column = (const char *)sqlite3_value_text(argument[0]);
    bool is_text = sqlite3_value_type(argument[1]) == SQLITE_TEXT;
    (void)n;
    if (!column || !strchr(column, '.')) {
        sqlite3_result_error(context, "tr() wants 'table.column' and a text", -1);
        return;
    }
    struct text out, text = {is_text ? (const char *)sqlite3_value_text(argument[1]) : NULL, 0};
    if (!is_text || !tr->translate || !text.p) {
        sqlite3_result_value(context, argument[1]);
        return;
    }
    text.n = (size_t)sqlite3_value_bytes(argument[1]);
    if (tr->translate(tr->context, column, text, &out)) {
        sqlite3_result_text(context, out.p, (int)out.n, SQLITE_TRANSIENT);
        return;
    }
    note_missed(tr, text);
    sqlite3_result_value(context, argument[1]);
}

struct tr *tr_new(sqlite3 *db)
{
    struct tr *tr = heap_resize(NULL, 1, sizeof *tr);
    *tr = (struct tr){0};
    sqlite3_create_function(db, "tr", 2, SQLITE_UTF8 | SQLITE_INNOCUOUS, tr, translate, NULL, NULL);
    return tr;
}

static void forget(struct tr *tr)
{
    arena_free(tr->arena);
    tr->arena = NULL;
    tr->missed = (struct map){0};
    tr->misses = 0;
}

void tr_free(struct tr *tr)
{
    if (tr)
        forget(tr);
    free(tr);
}

void tr_set(struct tr *tr, store_translate *function, void *context)
{
    tr->translate = function;
    tr->context = context;
    forget(tr);
}

bool tr_has_missed(const struct tr *tr, struct text text)
{
    bool has = tr->misses && map_find(&tr->missed, text) != UINT32_MAX;
    for (size_t i = 0; i < tr->misses && i < MOST_PARTS && !has; i++)
        has = text_find(text, tr->part[i].p) != SIZE_MAX;
    return has;
}
