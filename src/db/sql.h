/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQL text cut into tokens, as SQLite cuts it: enough to place a message, to find parameters and to
 * read a CHECK. White space and comments are passed over. */
#ifndef DB_SQL_H
#define DB_SQL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

enum sql_kind {
    SQL_WORD,      /* keyword or bare name */
    SQL_QUOTED,    /* "name", [name], `name` */
    SQL_STRING,    /* 'text' */
    SQL_NUMBER,    /* 12, 1.5e3, 0xFF */
    SQL_PARAMETER, /* :name, @name, $name, ?, ?1 */
    SQL_MARK       /* one punctuation character */
};
struct sql_token {
    enum sql_kind kind;
    struct text text; /* with its quotes */
    size_t offset;
};

/* The next token at or after *at, which moves behind it; false at the end. */
bool sql_next(struct text sql, size_t *at, struct sql_token *);
bool sql_is_word(const struct sql_token *, const char *keyword); /* a bare word, any case */
bool sql_is_mark(const struct sql_token *, char);
bool sql_is_name(const struct sql_token *, struct text name); /* bare or quoted, any case */
/* Whether the statement says in what order its rows come: ORDER BY for the whole of it, not within
 * parentheses; or VALUES alone, which keeps its own. */
bool sql_is_ordered(struct text sql);
/* What stands between the quotes, doubled quotes made single. */
struct text sql_content(struct arena *, const struct sql_token *);

#endif
