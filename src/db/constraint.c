/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite names the columns of a UNIQUE or NOT NULL and quotes the expression of a CHECK; from these
 * the cell is found. A trigger's message stands at the row's beginning. */
#include "db/constraint.h"

#include <string.h>

#include "base/buffer.h"
#include "db/duplicate.h"
#include "db/sql.h"

struct complaint {
    struct arena *arena;
    struct records *records;
    const struct record *record;
    struct diag *diag;
};

/* The cell of the column that the token names, or SIZE_MAX. */
static size_t cell_of(const struct complaint *c, const struct sql_token *token)
{
    for (size_t i = 0; i < c->records->cells && i < c->record->cells; i++) {
        size_t column = c->records->column[i];
        if (column != SIZE_MAX &&
            sql_is_name(token, text_of(c->records->table->column[column].name)))
            return i;
    }
    return SIZE_MAX;
}

static size_t first_cell(const struct complaint *c, struct text names)
{
    struct sql_token token;
    for (size_t at = 0; sql_next(names, &at, &token);) {
        size_t cell = cell_of(c, &token);
        if (cell != SIZE_MAX)
            return cell;
    }
    return SIZE_MAX;
}

static struct place place_of(const struct complaint *c, size_t cell)
{
    return records_place(c->records, &c->record->cell[cell == SIZE_MAX ? 0 : cell]);
}

/* "table.a, table.b" */
static void report_unique(const struct complaint *c, struct text names)
{
    size_t cell[MOST_KEYS], n = 0;
    struct sql_token token;
    for (size_t at = 0; sql_next(names, &at, &token);) {
        size_t k = cell_of(c, &token);
        /* The table's own name may be a column's too: what comes before a point is skipped. */
        if (k != SIZE_MAX && n < MOST_KEYS && !(at < names.n && names.p[at] == '.'))
            cell[n++] = k;
    }
    if (n)
        duplicate_add(c->records, c->record, cell, n);
    else
        diag_error(c->diag, place_of(c, SIZE_MAX),
                   "the row occurs twice in table '%s': %.*s must be unique",
                   c->records->table->name, (int)names.n, names.p);
}

static void suggest_literal(const struct complaint *c, struct text check, size_t cell)
{
    const char **known = NULL;
    size_t n = 0, cap = 0;
    struct sql_token token;
    for (size_t at = 0; sql_next(check, &at, &token);) {
        if (token.kind != SQL_STRING)
            continue;
        known = arena_grow(c->arena, known, sizeof *known, &cap, n + 1);
        known[n++] = sql_content(c->arena, &token).p;
        if (text_is(c->record->cell[cell].text, known[n - 1]))
            return; /* the word is right, something else is not */
    }
    diag_suggest(c->diag, place_of(c, cell), c->record->cell[cell].text, known, n);
}

static const struct column *column_of(const struct complaint *c, size_t cell)
{
    return &c->records->table->column[c->records->column[cell]];
}

/* ", where period_from is '2015-12-31'": the other cells that the rule speaks of. */
static const char *tell_others(const struct complaint *c, struct text rule, size_t cell)
{
    bool *is_told = ARENA_ARRAY(c->arena, bool, c->record->cells + 1);
    struct sql_token token;
    const char *said = "";
    is_told[cell] = true;
    for (size_t at = 0; sql_next(rule, &at, &token);) {
        size_t other = cell_of(c, &token);
        if (other == SIZE_MAX || is_told[other])
            continue;
        struct text value = c->record->cell[other].text;
        is_told[other] = true;
        const char *name = column_of(c, other)->name;
        bool is_null = c->record->value[other].kind == VALUE_NULL;
        const char *what =
            is_null ? "empty" : arena_printf(c->arena, "'%.*s'", (int)value.n, value.p);
        said = *said ? arena_printf(c->arena, "%s and %s is %s", said, name, what)
                     : arena_printf(c->arena, ", where %s is %s", name, what);
    }
    return said;
}

/* True when the rule is "column BETWEEN low AND high" with numbers for low and high. */
static bool is_range(struct text rule, struct text column, struct text *low, struct text *high)
{
    struct sql_token token;
    size_t at = 0;
    if (!sql_next(rule, &at, &token) || !sql_is_name(&token, column) ||
        !sql_next(rule, &at, &token) || !sql_is_word(&token, "BETWEEN"))
        return false;
    size_t start = at, middle = SIZE_MAX;
    while (sql_next(rule, &at, &token)) {
        if (sql_is_word(&token, "AND") && middle == SIZE_MAX)
            middle = token.offset;
        else if (token.kind != SQL_NUMBER && !sql_is_mark(&token, '-'))
            return false;
    }
    if (middle == SIZE_MAX)
        return false;
    *low = text_trim(text_slice(rule, start, middle));
    *high = text_trim(text_from(rule, middle + strlen("AND")));
    return true;
}

/* The constraint's name, or its expression. */
static void report_check(const struct complaint *c, struct text rule)
{
    struct text name, check, found = rule, low, high;
    for (size_t k = 0; table_check(c->arena, c->records->table, k, &name, &check); k++)
        if ((name.n && text_equal(name, rule)) || text_equal(text_trim(check), rule))
            found = check;
    size_t cell = first_cell(c, found);
    if (cell == SIZE_MAX) {
        diag_error(c->diag, place_of(c, cell), "the row breaks the rule %.*s", (int)rule.n, rule.p);
        return;
    }
    struct text value = c->record->cell[cell].text;
    const struct column *column = column_of(c, cell);
    if (is_range(rule, text_of(column->name), &low, &high)) {
        diag_error(c->diag, place_of(c, cell), "column '%s': '%.*s' is not between %.*s and %.*s%s",
                   column->name, (int)value.n, value.p, (int)low.n, low.p, (int)high.n, high.p,
                   column->kind == COLUMN_MONEY ? " cents" : "");
        return;
    }
    diag_error(c->diag, place_of(c, cell), "column '%s': '%.*s' breaks the rule %.*s%s",
               column->name, (int)value.n, value.p, (int)rule.n, rule.p,
               tell_others(c, found, cell));
    suggest_literal(c, found, cell);
}

static void report_null(const struct complaint *c, struct text name)
{
    size_t point = text_find_char(name, '.');
    struct text column = text_from(name, point == SIZE_MAX ? 0 : point + 1);
    diag_error(c->diag, place_of(c, first_cell(c, column)), "column '%.*s' must not be empty",
               (int)column.n, column.p);
}

static const struct {
    const char *start;
    void (*report)(const struct complaint *, struct text rest);
} constraints[] = {
    {"UNIQUE constraint failed: ", report_unique},
    {"CHECK constraint failed: ", report_check},
    {"NOT NULL constraint failed: ", report_null},
};

void constraint_report(struct arena *arena, sqlite3 *db, struct records *records,
                       const struct record *record, struct diag *diag)
{
    struct text message = arena_text(arena, text_of(sqlite3_errmsg(db)));
    const struct complaint c = {arena, records, record, diag};
    for (size_t i = 0; i < sizeof constraints / sizeof *constraints; i++) {
        if (text_starts(message, constraints[i].start)) {
            constraints[i].report(&c, text_from(message, strlen(constraints[i].start)));
            return;
        }
    }
    diag_error(diag, place_of(&c, first_cell(&c, message)), "table '%s' refuses the row: %.*s",
               records->table->name, (int)message.n, message.p);
}
