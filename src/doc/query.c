/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splits queries off a template's body and reads their contracts; checks a result against them. A
 * broken contract is reported at the fence, with the row where one is meant. */
#include "doc/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "db/sql.h"
#include "doc/fence.h"
#include "doc/front.h"
#include "doc/library.h"

static const char *const contracts[] = {"one", "expect", "unique", "key", "of", "on", "check"};
enum { CONTRACTS = sizeof contracts / sizeof *contracts };

static bool is_name_char(char c, bool is_first)
{
    return ascii_is_letter(c) || c == '_' || (!is_first && ascii_is_digit(c));
}

/* The info string behind `sql`, or false: this opens no query. */
static bool query_info(struct text line, struct fence *fence, struct text *rest)
{
    struct text info;
    if (!fence_opens(line, 0, fence, &info) || !text_starts(info, "sql"))
        return false;
    *rest = text_trim(text_from(info, 3));
    return info.n > 4 && ascii_is_blank(info.p[3]) && rest->n && *rest->p != '{';
}

/* "sql {one}": contracts but no name. Attributes, as in "sql {.numbered}", make a listing. */
static bool lacks_name(struct text line)
{
    struct fence fence;
    struct text info;
    if (!fence_opens(line, 0, &fence, &info) || !text_starts(info, "sql"))
        return false;
    struct text rest = text_trim(text_from(info, 3));
    return rest.n > 1 && *rest.p == '{' && !ascii_is_in(".#", rest.p[1]);
}

bool query_line(struct text line)
{
    struct fence fence;
    struct text rest;
    return query_info(line, &fence, &rest);
}

/* Contracts */

struct reader {
    struct arena *arena;
    struct query *query;
    const char *line;        /* the fence's */
    bool names_of, names_on; /* whatever their values are */
    struct diag *diag;
};

/* The place of a byte of the fence's line. */
static struct place place_in(const struct reader *r, const char *p)
{
    struct place at = r->query->at;
    at.col += (uint32_t)utf8_count((struct text){r->line, (size_t)(p - r->line)});
    return at;
}

static void refuse_contract(struct reader *r, struct text key, struct text value)
{
    struct place at = place_in(r, key.p);
    if (value.n)
        diag_error(r->diag, at, "'%.*s' cannot be the value of '%.*s' in query '%s'", (int)value.n,
                   value.p, (int)key.n, key.p, r->query->name);
    else
        diag_error(r->diag, at, "'%.*s' needs a value in query '%s'", (int)key.n, key.p,
                   r->query->name);
}

static void read_check(struct reader *r, struct text key, struct text value)
{
    static const char *const known[] = {"error", "warning", "info"};
    struct query *q = r->query;
    q->is_check = severity_find(value, &q->severity);
    if (q->is_check)
        return;
    refuse_contract(r, key, value);
    diag_suggest(r->diag, place_in(r, key.p), value, known, 3);
}

static bool read_count(struct text t, size_t preset, size_t *out)
{
    int64_t n;
    *out = preset;
    if (t.n == 0)
        return true;
    if (!int_parse(t, &n) || n < 0)
        return false;
    *out = (size_t)n;
    return true;
}

/* "1..", "..3", "2..5" or "4". */
static void read_expect(struct reader *r, struct text key, struct text value)
{
    struct query *q = r->query;
    size_t dots = text_find(value, "..");
    struct text least = text_slice(value, 0, dots);
    struct text most = dots == SIZE_MAX ? value : text_from(value, dots + 2);
    if (value.n == 0 || !read_count(least, 0, &q->least) || !read_count(most, SIZE_MAX, &q->most) ||
        q->least > q->most) {
        q->least = 0;
        q->most = SIZE_MAX;
        refuse_contract(r, key, value);
    }
}

/* "group_id" or "group_id=gid". */
static void read_on(struct reader *r, struct text key, struct text value)
{
    size_t sign = text_find_char(value, '=');
    struct text child = text_slice(value, 0, sign);
    struct text parent = sign == SIZE_MAX ? (struct text){0} : text_from(value, sign + 1);
    if (!child.n || (sign != SIZE_MAX && !parent.n)) {
        refuse_contract(r, key, value);
        return;
    }
    r->query->on = arena_string(r->arena, child);
    if (parent.n)
        r->query->on_parent = arena_string(r->arena, parent);
}

static void read_contract(struct reader *r, struct text key, struct text value)
{
    struct query *q = r->query;
    const char **column = text_is(key, "unique") ? &q->unique
                          : text_is(key, "key")  ? &q->key
                          : text_is(key, "of")   ? &q->of
                                                 : NULL;
    r->names_of = r->names_of || text_is(key, "of");
    r->names_on = r->names_on || text_is(key, "on");
    if (text_is(key, "one") && value.n == 0) {
        q->is_one = true;
    } else if (text_is(key, "expect")) {
        read_expect(r, key, value);
    } else if (text_is(key, "on") && value.n) {
        read_on(r, key, value);
    } else if (text_is(key, "check")) {
        read_check(r, key, value);
    } else if (column && value.n) {
        *column = arena_string(r->arena, value);
    } else if (column || text_is(key, "on")) {
        refuse_contract(r, key, value);
    } else if (text_is(key, "one")) {
        diag_error(r->diag, place_in(r, key.p), "'one' takes no value in query '%s'", q->name);
    } else {
        struct place at = place_in(r, key.p);
        diag_error(r->diag, at, "unknown contract '%.*s' in query '%s'", (int)key.n, key.p,
                   q->name);
        diag_suggest(r->diag, at, key, contracts, CONTRACTS);
    }
}

/* Cuts `key`, `key=value` or `key="value"` off the front. */
static void take_contract(struct text *rest, struct text *key, struct text *value)
{
    size_t n = 0;
    while (n < rest->n && !ascii_is_blank(rest->p[n]) && rest->p[n] != '=')
        n++;
    *key = text_slice(*rest, 0, n);
    *value = (struct text){0};
    if (n < rest->n && rest->p[n] == '=') {
        size_t from = n + 1, end = from;
        bool is_quoted = from < rest->n && rest->p[from] == '"';
        for (end += is_quoted; end < rest->n; end++)
            if (is_quoted ? rest->p[end] == '"' : ascii_is_blank(rest->p[end]))
                break;
        *value = text_slice(*rest, from + is_quoted, end);
        n = end + is_quoted;
    }
    *rest = text_trim(text_from(*rest, n));
}

/* Reads `NAME {contracts}` into the query. False: it has no usable name. */
static bool read_info(struct reader *r, struct text info)
{
    struct query *q = r->query;
    size_t n = 0;
    while (n < info.n && !ascii_is_blank(info.p[n]) && info.p[n] != '{')
        n++;
    struct text name = text_slice(info, 0, n), rest = text_trim(text_from(info, n));
    q->name = arena_string(r->arena, name);
    for (size_t i = 0; i < name.n; i++) {
        if (!is_name_char(name.p[i], i == 0)) {
            diag_error(r->diag, place_in(r, name.p), "'%s' cannot be a query's name", q->name);
            return false;
        }
    }
    if (rest.n && (*rest.p != '{' || rest.p[rest.n - 1] != '}')) {
        diag_error(r->diag, place_in(r, rest.p), "contracts of query '%s' must stand in {…}",
                   q->name);
        return true;
    }
    for (rest = text_trim(text_slice(rest, 1, rest.n ? rest.n - 1 : 0)); rest.n;) {
        struct text key, value;
        take_contract(&rest, &key, &value);
        read_contract(r, key, value);
    }
    if (r->names_of != r->names_on)
        diag_error(r->diag, q->at, "'of' and 'on' of query '%s' need each other", q->name);
    return true;
}

/* Splitting */

struct stretch front_body(const struct source *source, const struct front *front)
{
    struct text rest = source->text, line;
    for (size_t i = 0; i < front->lines; i++)
        text_next_line(&rest, &line);
    struct place at = {.file = source->shown, .line = (uint32_t)front->lines + 1, .col = 1};
    return (struct stretch){.text = rest, .at = at};
}

struct split {
    struct arena *arena;
    struct diag *diag;
    struct query_list *list;
    struct stretch *stretch;
    size_t stretches, cap;
    struct text rest; /* what is still to be read */
    struct place at;  /* its place; the column is 1 */
};

static bool next_line(struct split *s, struct text *line)
{
    s->at.line++;
    return text_next_line(&s->rest, line);
}

static void add_stretch(struct split *s, const char *from, const char *to, struct place at)
{
    if (from == to)
        return;
    s->stretch = arena_grow(s->arena, s->stretch, sizeof *s->stretch, &s->cap, s->stretches + 1);
    s->stretch[s->stretches++] = (struct stretch){.text = {from, (size_t)(to - from)}, .at = at};
}

static void add_query(struct split *s, struct query query, const char *line, struct text info)
{
    struct query_list *list = s->list;
    struct reader r = {.arena = s->arena, .query = &query, .line = line, .diag = s->diag};
    if (!read_info(&r, info))
        return;
    for (size_t i = 0; i < list->n; i++) {
        if (strcmp(list->query[i].name, query.name) == 0) {
            diag_error(s->diag, query.at, "query '%s' is given twice", query.name);
            diag_note(s->diag, list->query[i].at, "it is given first here");
            return;
        }
    }
    list->query = arena_grow(s->arena, list->query, sizeof *list->query, &list->cap, list->n + 1);
    list->query[list->n++] = query;
}

/* Reads the lines of a query whose opening fence stood at `at`. */
static void read_query(struct split *s, struct fence fence, const char *opening, struct text info,
                       struct place at)
{
    const char *start = s->rest.p;
    struct query query = {.at = at, .sql_at = s->at, .most = SIZE_MAX};
    struct text line;
    while (next_line(s, &line)) {
        if (!fence_closes(&fence, line))
            continue;
        query.sql = (struct text){start, (size_t)(line.p - start)};
        query.is_ordered = sql_is_ordered(query.sql);
        add_query(s, query, opening, info);
        return;
    }
    diag_error(s->diag, at, "this query's fence is never closed");
}

struct stretch *queries_split(struct arena *arena, struct text body, struct place at,
                              struct query_list *out, size_t *stretches, struct diag *diag)
{
    struct split s = {.arena = arena, .diag = diag, .list = out, .rest = body, .at = at};
    struct fence code = {0}, fence;
    const char *from = body.p;
    struct place from_at = at, line_at = at;
    struct text line, info;
    while (next_line(&s, &line)) {
        if (!code.n && query_info(line, &fence, &info)) {
            add_stretch(&s, from, line.p, from_at);
            read_query(&s, fence, line.p, info, line_at);
            from = s.rest.p;
            from_at = s.at;
        } else {
            if (!code.n && lacks_name(line))
                diag_error(diag, line_at, "a query needs a name, as in ```sql events {one}");
            fence_line(&code, line);
        }
        line_at = s.at;
    }
    add_stretch(&s, from, body.p + body.n, from_at);
    *stretches = s.stretches;
    return s.stretch;
}

/* Contracts held against a result */

struct result {
    struct arena *arena;
    const struct query *query;
    const struct rows *rows;
    struct diag *diag;
};

static size_t find_column(const struct result *r, const struct rows *rows, const char *name)
{
    size_t column = rows_column(rows, text_of(name));
    if (column == SIZE_MAX) {
        diag_error(r->diag, r->query->at, "no column '%s' in query '%s'", name, rows->name);
        diag_suggest(r->diag, r->query->at, text_of(name), rows->column, rows->columns);
    }
    return column;
}

static const char *plural_s(size_t n)
{
    return n == 1 ? "" : "s";
}

static void check_count(const struct result *r)
{
    const struct query *q = r->query;
    size_t n = r->rows->n;
    if (q->is_one && n != 1)
        diag_error(r->diag, q->at, "query '%s' gives %zu row%s, exactly 1 expected", q->name, n,
                   plural_s(n));
    else if (n < q->least)
        diag_error(r->diag, q->at, "query '%s' gives %zu row%s, at least %zu expected", q->name, n,
                   plural_s(n), q->least);
    else if (n > q->most)
        diag_error(r->diag, q->at, "query '%s' gives %zu row%s, at most %zu expected", q->name, n,
                   plural_s(n), q->most);
}

struct cell_row {
    const struct value *value;
    size_t row;
};

static int by_value(const void *left, const void *right)
{
    const struct cell_row *a = left, *b = right;
    int order = (a->value->kind > b->value->kind) - (a->value->kind < b->value->kind);
    order = order ? order : text_order(a->value->s, b->value->s);
    return order ? order : (a->row > b->row) - (a->row < b->row);
}

static void report_row(const struct result *r, size_t row, const char *column, const char *fault,
                       struct text value)
{
    struct place at = r->query->at;
    at.row = arena_printf(r->arena, "%s, column %s", rows_name_row(r->arena, r->rows, row), column);
    diag_error(r->diag, at, "query '%s': %s%s%.*s%s", r->query->name, fault, value.n ? " '" : "",
               (int)value.n, value.p ? value.p : "", value.n ? "'" : "");
}

/* No value of the column occurs twice; with is_key none is NULL either. */
static void check_unique(const struct result *r, const char *name, bool is_key)
{
    size_t column = find_column(r, r->rows, name), n = r->rows->n;
    if (column == SIZE_MAX)
        return;
    struct cell_row *cell = ARENA_ARRAY(r->arena, struct cell_row, n);
    for (size_t i = 0; i < n; i++)
        cell[i] = (struct cell_row){rows_cell(r->rows, i, column), i};
    if (n)
        qsort(cell, n, sizeof *cell, by_value);
    for (size_t i = 0; i < n; i++) {
        bool is_null = cell[i].value->kind == VALUE_NULL;
        if (is_null && is_key)
            report_row(r, cell[i].row, name, "the key is NULL", (struct text){0});
        else if (!is_null && i > 0 && value_equal(cell[i].value, cell[i - 1].value))
            report_row(r, cell[i].row, name, "a second row with", cell[i].value->s);
    }
}

/* The first row whose value in the column is a text, or (is_text false) a number; SIZE_MAX. */
static size_t find_kind(const struct rows *rows, size_t column, bool is_text)
{
    for (size_t i = 0; i < rows->n; i++) {
        enum value_kind kind = rows_cell(rows, i, column)->kind;
        if (kind != VALUE_NULL && (kind == VALUE_TEXT) == is_text)
            return i;
    }
    return SIZE_MAX;
}

/* '1' is not 1: a child's row with the one would never be found by a parent's with the other. */
static bool keys_agree(const struct result *r, const struct rows *child, size_t here,
                       const struct rows *parent, size_t there)
{
    for (int is_text = 0; is_text < 2; is_text++) {
        size_t odd = find_kind(child, here, is_text);
        if (odd == SIZE_MAX || find_kind(parent, there, is_text) != SIZE_MAX ||
            find_kind(parent, there, !is_text) == SIZE_MAX)
            continue;
        struct place at = r->query->at;
        at.row = arena_printf(r->arena, "%s, column %s", rows_name_row(r->arena, child, odd),
                              child->column[here]);
        diag_error(r->diag, at, "query '%s' has a %s here, but '%s' of query '%s' a %s",
                   r->query->name, is_text ? "text" : "number", parent->column[there], r->query->of,
                   is_text ? "number" : "text");
        return false;
    }
    return true;
}

/* A child without its link would mean all rows in each row of the parent, so it counts as broken.
 */
static void link_parent(const struct result *r, struct table *child, struct table *const *before,
                        size_t n)
{
    const struct query *q = r->query;
    const char **names = ARENA_ARRAY(r->arena, const char *, n);
    const struct table *parent = NULL;
    child->is_broken = true;
    for (size_t i = 0; i < n; i++) {
        names[i] = before[i]->name;
        if (strcmp(names[i], q->of) == 0)
            parent = before[i];
    }
    if (!parent) {
        diag_error(r->diag, q->at, "no query '%s' before query '%s'", q->of, q->name);
        diag_suggest(r->diag, q->at, text_of(q->of), names, n);
        return;
    }
    if (parent->is_broken)
        return;
    const char *key = q->on_parent ? q->on_parent : parent->key ? parent->key : "id";
    size_t here = find_column(r, child->rows, q->on);
    size_t there = find_column(r, parent->rows, key);
    if (here == SIZE_MAX || there == SIZE_MAX)
        return;
    if (!keys_agree(r, child->rows, here, parent->rows, there))
        return;
    table_link(r->arena, child, here, parent, there);
    child->is_broken = false;
}

struct table *query_table(struct arena *arena, const struct query *query, const struct rows *rows,
                          struct table *const *before, size_t n, struct diag *diag)
{
    static const struct rows no_rows;
    struct result r = {arena, query, rows, diag};
    struct table *table = ARENA_NEW(arena, struct table);
    *table = (struct table){.name = query->name,
                            .query = query,
                            .rows = rows ? rows : &no_rows,
                            .is_one = query->is_one,
                            .key = query->key,
                            .is_broken = !rows || (query->is_one && rows->n == 0)};
    if (!rows)
        return table;
    check_count(&r);
    if (query->unique)
        check_unique(&r, query->unique, false);
    if (query->key)
        check_unique(&r, query->key, true);
    if (query->of && query->on)
        link_parent(&r, table, before, n);
    return table;
}
