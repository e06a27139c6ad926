/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the head of a check's file by hand and leaves the rest to the store: a check is a query
 * whose result is not kept. */
#include "doc/check.h"

#include <string.h>

#include "base/buffer.h"
#include "db/sql.h"

static const char *const columns[] = {"message", "severity", "table", "key", "column"};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* The file's head */

static const char head_form[] = "a check begins with '-- error: TITLE', '-- warning: TITLE', "
                                "'-- info: TITLE' or '-- release: TITLE'";

static bool read_severity(struct check *check, struct text word, struct place at, struct diag *diag)
{
    static const char *const known[] = {"error", "warning", "info", "release"};
    check->is_gate = text_is(word, "release");
    if (check->is_gate || severity_find(word, &check->severity))
        return true;
    diag_error(diag, at, "'%.*s' is not a severity: %s", (int)word.n, word.p, head_form);
    diag_suggest(diag, at, word, known, sizeof known / sizeof *known);
    return false;
}

/* `-- SEVERITY: TITLE`, the first line. */
static bool read_head(struct arena *arena, struct check *check, struct diag *diag)
{
    struct text rest = check->source->text, line, word, title;
    struct place at = {check->source->shown, 1, 1, NULL};
    text_next_line(&rest, &line);
    size_t colon = text_find_char(line, ':');
    if (!text_starts(line, "--") || colon == SIZE_MAX) {
        diag_error(diag, at, "%s", head_form);
        return false;
    }
    word = text_trim(text_slice(line, 2, colon));
    title = text_trim(text_from(line, colon + 1));
    at.col += word.n ? (uint32_t)(word.p - line.p) : 0;
    if (!read_severity(check, word, at, diag))
        return false;
    if (!title.n)
        diag_error(diag, at, "a title must follow '%.*s:'", (int)word.n, word.p);
    check->title = arena_string(arena, title);
    return title.n > 0;
}

static struct place place_of(const struct check *check, size_t offset)
{
    struct place start = {check->source->shown, 1, 1, NULL};
    return place_after(start, check->source->text, offset);
}

/* A comment's line without its marks. */
static struct text comment_line(struct text line)
{
    line = text_trim(line);
    if (text_starts(line, "--"))
        return text_trim(text_from(line, 2));
    if (text_starts(line, "/*"))
        line = text_from(line, 2);
    else if (text_starts(line, "*") && !text_starts(line, "*/"))
        line = text_from(line, 1);
    if (text_ends(line, "*/"))
        line.n -= 2;
    return text_trim(line);
}

/* What the comment up to the statement says, as one line. NULL: there is none. */
static const char *read_reason(struct arena *arena, struct text file, size_t end)
{
    static const char source[] = "Source:";
    struct text rest = text_slice(file, 0, end), line;
    struct buf out = {0};
    text_next_line(&rest, &line);
    while (text_next_line(&rest, &line)) {
        line = comment_line(line);
        if (out.n && line.n)
            buf_char(&out, ' ');
        buf_text(&out, line);
    }
    struct text all = buf_as_text(&out);
    if (text_starts(all, source))
        all = text_trim(text_from(all, strlen(source)));
    const char *reason = all.n ? arena_string(arena, all) : NULL;
    buf_done(&out);
    return reason;
}

static void report_missing(struct arena *arena, const struct library *library,
                           const struct check_name *named, struct diag *diag)
{
    const char **known;
    size_t n = library_names(arena, library, SHELF_CHECKS, &known);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(known[i], named->name) != 0)
            continue;
        const char *file = arena_printf(arena, "checks/%s.sql", named->name);
        diag_error(diag, (struct place){.file = file},
                   "cannot read: it is a folder, a pipe or a link to nothing");
        return;
    }
    diag_error(diag, named->at, "no check '%s': there is no file checks/%s.sql", named->name,
               named->name);
    diag_suggest(diag, named->at, text_of(named->name), known, n);
}

const struct check *check_read(struct arena *arena, const struct library *library,
                               const struct check_name *named, struct diag *diag)
{
    const char *path = library_check(arena, library, named->name);
    struct check *check = ARENA_NEW(arena, struct check);
    struct sql_token token;
    size_t start = 0;
    if (!path) {
        report_missing(arena, library, named, diag);
        return NULL;
    }
    check->name = named->name;
    check->label = arena_printf(arena, "check '%s'", named->name);
    check->source = source_read(arena, library, path, named->at, diag);
    if (!check->source || !read_head(arena, check, diag))
        return NULL;
    size_t statement = sql_next(check->source->text, &start, &token) ? token.offset : 0;
    check->at = place_of(check, statement);
    check->reason = read_reason(arena, check->source->text, statement);
    return check;
}

/* Parameters */

static bool is_bound(struct text name, const struct binding *binding, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text_is(name, binding[i].name))
            return true;
    return false;
}

bool check_lacks(const struct check *check, const struct binding *binding, size_t bindings,
                 struct text *name)
{
    struct sql_token token;
    for (size_t at = 0; sql_next(check->source->text, &at, &token);) {
        *name = text_from(token.text, 1);
        if (token.kind == SQL_PARAMETER && *token.text.p == ':' &&
            !is_bound(*name, binding, bindings))
            return true;
    }
    return false;
}

/* Findings */

static struct place column_place(const struct check *check, struct text column)
{
    struct sql_token token;
    for (size_t at = 0; sql_next(check->source->text, &at, &token);)
        if (sql_is_name(&token, column))
            return place_of(check, token.offset);
    return check->at;
}

/* A column that is not known may be a `message` misspelt: one mistake, one message. */
static bool judge_columns(const struct check *check, const struct rows *rows, struct diag *diag)
{
    bool fits = true;
    for (size_t i = 0; i < rows->columns; i++) {
        struct text name = text_of(rows->column[i]);
        bool is_known = false;
        for (size_t k = 0; k < COLUMNS; k++)
            is_known = is_known || text_equal_caseless(name, text_of(columns[k]));
        if (is_known)
            continue;
        struct place at = column_place(check, name);
        diag_error(diag, at, "unknown column '%s' in check '%s'", name.p, check->name);
        diag_suggest(diag, at, name, columns, COLUMNS);
        fits = false;
    }
    return fits && finding_columns(rows, check->name, check->at, diag);
}

struct reading { /* of a result's rows */
    struct arena *arena;
    const struct check *check;
    const struct rows *rows;
    size_t message;           /* column */
    struct place severity_at; /* the column's, in the statement */
    struct diag *diag;
};

/* Without a message there is nothing to say about the row but its number. */
static bool read_row(const struct reading *r, size_t row, struct finding *out)
{
    const struct check *check = r->check;
    const struct value *message = rows_cell(r->rows, row, r->message);
    struct place at = check->at;
    if (message->s.n)
        return finding_read(r->arena, r->rows, row, check->severity, check->name, r->severity_at,
                            out, r->diag);
    at.row = arena_printf(r->arena, "row %zu, column message", row + 1);
    diag_error(r->diag, at, "check '%s': the message is %s", check->name,
               message->kind == VALUE_NULL ? "NULL" : "empty");
    return false;
}

static void read_rows(const struct reading *r, struct check_result *out)
{
    out->finding = ARENA_ARRAY(r->arena, struct finding, r->rows->n + 1);
    for (size_t row = 0; row < r->rows->n; row++) {
        if (read_row(r, row, &out->finding[out->findings]))
            out->findings++;
        else
            out->could_run = false;
    }
}

struct check_result check_run(struct arena *arena, const struct check *check, struct store *store,
                              const struct binding *binding, size_t bindings, struct diag *diag)
{
    struct place start = {check->source->shown, 1, 1, NULL};
    struct check_result out = {.could_run = true};
    if (check->is_gate)
        return out;
    const struct rows *rows =
        store_ask(arena, store, check->label, check->source->text, start, binding, bindings, diag);
    out.could_run = rows && judge_columns(check, rows, diag);
    if (!out.could_run)
        return out;
    const struct reading r = {arena,
                              check,
                              rows,
                              rows_column(rows, TEXT("message")),
                              column_place(check, TEXT("severity")),
                              diag};
    read_rows(&r, &out);
    return out;
}

void check_report(const struct check *check, const struct check_result *result, struct diag *diag)
{
    for (size_t i = 0; i < result->findings; i++) {
        finding_report(&result->finding[i], check->name, check->at, diag);
        if (i == 0)
            diag_note(diag, check->at, "the rule: %s", check->title);
    }
}
