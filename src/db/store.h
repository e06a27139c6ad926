/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database opened for reading: queries with bound parameters come back as rows. Every result is
 * known to the later queries of the same document as table q.NAME in an attached temporary
 * database, which is filled when one asks for it. An authorizer lets nothing but reading through, a
 * progress limit stops runaway queries, and the clock is the workspace's date or refused. Only
 * src/db/ calls SQLite. */
#ifndef DB_STORE_H
#define DB_STORE_H

#include "db/value.h"

struct store;

/* What one result may hold. */
enum { STORE_MOST_VALUES = 2 * 1000 * 1000, STORE_MOST_BYTES = 100 * 1000 * 1000 };

struct binding {
    const char *name; /* without the colon */
    struct value value;
};

/* Opens one snapshot of the file, taken whole: what other programs write later is not seen.
 * Messages have no place but the path (`shown`, as messages should print it). date: "YYYY-MM-DD"
 * for date('now') and CURRENT_DATE, or NULL: then using them is an error. NULL when it cannot be
 * opened, is missing or is no database: already reported. */
struct store *store_open(const char *path, const char *shown, const char *date, struct diag *);
/* An empty database, for `typeset` without one. */
struct store *store_open_empty(const char *date, struct diag *);
void store_close(struct store *); /* NULL is allowed */

/* The language that COLLATE locale sorts by from now on (BCP 47), or NULL. */
void store_set_language(struct store *, const char *lang);
/* What SQL's tr('table.column', text) gives from now on; NULL: the text itself. `translate` returns
 * what it has for the text, which lasts until the next call; false: it has nothing. */
typedef bool store_translate(void *context, const char *column, struct text, struct text *out);
void store_set_translation(struct store *, store_translate *, void *context);
/* "table.column" that a column of q.NAME was made of, or NULL. */
const char *store_origin(const struct store *, const char *result, const char *column);
/* Forgets the q.NAME results: a document is done, whose arena they lie in. */
void store_forget_results(struct store *);

/* Runs one SELECT (or WITH … SELECT, VALUES). `at` is the place of sql's first byte: an error in
 * the statement is reported at the place of the offending token. A column or table that does not
 * exist suggests near names from the schema. A parameter without binding is an error. The result is
 * known as q.NAME. BLOBs are an error with row and column. Result in the arena, or NULL: already
 * reported. */
struct rows *store_query(struct arena *, struct store *, const char *name, struct text sql,
                         struct place at, const struct binding *, size_t bindings, struct diag *);

/* The same without keeping the result; `label` names the statement in messages ("check 'V01'"). */
struct rows *store_ask(struct arena *, struct store *, const char *label, struct text sql,
                       struct place at, const struct binding *, size_t bindings, struct diag *);

/* The columns of a table or view of the database; 0: there is none of that name. */
size_t store_columns(struct arena *, struct store *, const char *table, const char ***column);
/* "table.column" that a view's column shows; NULL: it computes, or is a table's own. */
const char *store_shown_column(struct arena *, struct store *, const char *view,
                               const char *column);
/* Its tables and views, by name. */
size_t store_tables(struct arena *, struct store *, const char ***table);

/* Makes rows that came from elsewhere (--data) known as table q.NAME. They stay where they are. */
void store_put(struct store *, const struct rows *);

#endif
