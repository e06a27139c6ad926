/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A date that is missing is said here: to the store :today would be just a name that nobody
 * declared. */
#include "doc/builtin.h"

#include "base/arena.h"
#include "db/sql.h"

static bool is_bound(const struct binding *binding, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (text_is(text_of(binding[i].name), name))
            return true;
    return false;
}

const struct binding *builtin_bindings(struct arena *arena, const struct builtins *b,
                                       const struct binding *own, size_t owns, size_t *n)
{
    const struct {
        const char *name, *value;
    } known[] = {{"today", b->today},
                 {"purpose", b->purpose},
                 {"lang", b->lang},
                 {"edition", b->edition ? b->edition : b->purpose}};
    enum { KNOWN = sizeof known / sizeof *known };
    struct binding *all = ARENA_ARRAY(arena, struct binding, owns + KNOWN);
    for (*n = 0; *n < owns; ++*n)
        all[*n] = own[*n];
    for (size_t i = 0; i < KNOWN; i++)
        if (known[i].value && !is_bound(own, owns, known[i].name))
            all[(*n)++] =
                (struct binding){known[i].name, {.kind = VALUE_TEXT, .s = text_of(known[i].value)}};
    return all;
}

bool builtin_has_date(const struct binding *binding, size_t n, const char *label, struct text sql,
                      struct place at, struct diag *diag)
{
    struct sql_token token;
    if (is_bound(binding, n, "today"))
        return true;
    for (size_t i = 0; sql_next(sql, &i, &token);) {
        if (token.kind != SQL_PARAMETER || !text_is(token.text, ":today"))
            continue;
        diag_error(diag, place_after(at, sql, token.offset),
                   "%s asks for the current date, but there is none: say date: in the manifest, or "
                   "set SOURCE_DATE_EPOCH",
                   label);
        return false;
    }
    return true;
}
