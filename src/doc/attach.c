/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows into CSV (RFC 4180, section 2): the one form that every program reads alike. */
#include "doc/attach.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "doc/veil.h"

/* The key */

struct reader {
    struct arena *arena;
    struct attach *list;
    size_t n;
    struct diag *diag;
};

static bool read_query(struct reader *r, const struct yaml *node, struct attach *out)
{
    struct text name;
    if (!yaml_text(node, &name, r->diag))
        return false;
    out->query = name.p;
    out->at = node->text_at;
    if (text_is_name(name))
        return true;
    diag_error(r->diag, node->at, "'%s' cannot be a query's name", name.p);
    return false;
}

static bool read_map(struct reader *r, const struct yaml *node, struct attach *out)
{
    static const char *const keys[] = {"query", "title", "suppress"};
    const struct yaml *query = yaml_find(node, "query"), *title = yaml_find(node, "title");
    const struct yaml *suppress = yaml_find(node, "suppress");
    yaml_check_keys(node, keys, sizeof keys / sizeof *keys, r->diag);
    if (!query) {
        diag_error(r->diag, node->at, "'attach' needs a query, as in {query: receipts}");
        return false;
    }
    if (title && yaml_text(title, &out->title, r->diag))
        out->title_at = title->text_at;
    if (suppress)
        suppress_key_read(suppress, &out->suppress, r->diag);
    return read_query(r, query, out);
}

/* Two names that differ in case would meet as files. */
static bool is_second(const struct reader *r, const struct attach *attach)
{
    for (size_t i = 0; i < r->n; i++) {
        const char *first = r->list[i].query;
        if (!text_equal_caseless(text_of(first), text_of(attach->query)))
            continue;
        diag_error(r->diag, attach->at, "query '%s' is attached twice", attach->query);
        if (strcmp(first, attach->query) != 0)
            diag_note(r->diag, r->list[i].at, "the file of '%s' would have the same name", first);
        return true;
    }
    return false;
}

void attach_read(struct arena *arena, const struct yaml *node, struct attach **out, size_t *n,
                 struct diag *diag)
{
    bool is_list = node->kind == YAML_LIST;
    struct reader r = {.arena = arena, .diag = diag};
    r.list = ARENA_ARRAY(arena, struct attach, yaml_count(node) + 1);
    for (const struct yaml *item = is_list ? node->child : node; item;
         item = is_list ? item->next : NULL) {
        struct attach attach = {.suppress = -1};
        bool is_whole =
            item->kind == YAML_MAP ? read_map(&r, item, &attach) : read_query(&r, item, &attach);
        if (is_whole && !is_second(&r, &attach))
            r.list[r.n++] = attach;
    }
    *out = r.list;
    *n = r.n;
}

/* What speaks against a file */

static struct place place_of_cell(struct arena *arena, const struct attached *a, size_t row,
                                  size_t column)
{
    struct place at = a->ask->at;
    at.row = rows_name_cell(arena, a->rows, row, a->rows->column[column]);
    return at;
}

/* Nobody sees how a column will be used: what is named as cents is money, other whole numbers are
 * taken for counts as in a table without formatters. */
static struct veil_column *columns_of(struct arena *arena, const struct rows *rows)
{
    struct veil_column *column = ARENA_ARRAY(arena, struct veil_column, rows->columns + 1);
    for (size_t i = 0; i < rows->columns; i++) {
        column[i].column = i;
        if (text_ends(text_of(rows->column[i]), "_ct"))
            column[i].format.name = TEXT("money");
    }
    return column;
}

/* The first small count: what else is hidden in a table only keeps a reader from computing it. */
static bool find_small(const struct veil *veil, const struct slice *all, int64_t least, size_t *row,
                       size_t *column)
{
    size_t columns = all->rows->columns;
    for (*column = 0; veil->cells && *column < columns; ++*column) {
        *row = veil_small(all, *column, least);
        if (*row != SIZE_MAX && veil->cell[*row * columns + *column])
            return true;
    }
    return false;
}

static void judge_counts(struct arena *scratch, const struct attached *a, int64_t least,
                         struct diag *diag)
{
    struct slice all = {.rows = a->rows, .n = a->rows->n};
    const struct veil_ask ask = {.slice = &all,
                                 .column = columns_of(scratch, a->rows),
                                 .columns = a->rows->columns,
                                 .group = SIZE_MAX,
                                 .least = least};
    size_t row, column;
    if (least && find_small(veil_new(scratch, &ask), &all, least, &row, &column)) {
        diag_error(
            diag, place_of_cell(scratch, a, row, column),
            "the file of query '%s' would tell a count below %lld, which this document hides",
            a->ask->query, (long long)least);
        diag_note(diag, a->ask->at,
                  "attach a query without such counts, or say {query: %s, suppress: none}",
                  a->ask->query);
    }
}

/* A minus before a number, a plus before a telephone number do no harm. */
static bool looks_like_formula(struct text t)
{
    if (!t.n || !ascii_is_in("=@+-\t\r", *t.p))
        return false;
    if (*t.p != '+' && *t.p != '-')
        return true;
    for (size_t i = 1; i < t.n; i++)
        if (ascii_is_letter(t.p[i]))
            return true;
    return false;
}

static void judge_formulas(struct arena *scratch, const struct attached *a, struct diag *diag)
{
    const struct rows *rows = a->rows;
    size_t first = SIZE_MAX, n = 0;
    for (size_t i = 0; i < rows->n * rows->columns; i++) {
        const struct value *value = rows_cell(rows, i / rows->columns, i % rows->columns);
        if (value->kind != VALUE_TEXT || !looks_like_formula(value->s))
            continue;
        first = n++ ? first : i;
    }
    if (!n)
        return;
    diag_warn(diag, place_of_cell(scratch, a, first / rows->columns, first % rows->columns),
              "spreadsheet programs may take %zu text%s of query '%s' for %s: the file keeps %s as "
              "%s",
              n, n == 1 ? "" : "s", a->ask->query, n == 1 ? "a formula" : "formulas",
              n == 1 ? "it" : "them", n == 1 ? "it is" : "they are");
}

void attach_judge(const struct attached *a, int64_t suppress, struct diag *diag)
{
    struct arena *scratch = arena_new();
    judge_counts(scratch, a, a->ask->suppress < 0 ? suppress : a->ask->suppress, diag);
    judge_formulas(scratch, a, diag);
    arena_free(scratch);
}

/* The bytes */

static bool needs_quotes(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (ascii_is_in(",\"\r\n", t.p[i]))
            return true;
    return false;
}

static void put_quoted(struct buf *out, struct text t)
{
    buf_char(out, '"');
    for (size_t quote; (quote = text_find_char(t, '"')) != SIZE_MAX; t = text_from(t, quote + 1)) {
        buf_text(out, text_slice(t, 0, quote + 1));
        buf_char(out, '"');
    }
    buf_text(out, t);
    buf_char(out, '"');
}

static void put_field(struct buf *out, struct text t, bool is_quoted)
{
    if (is_quoted || needs_quotes(t))
        put_quoted(out, t);
    else
        buf_text(out, t);
}

/* A line without anything is a row to some readers only. */
static void put_cell(struct buf *out, const struct rows *rows, const struct value *value)
{
    char room[VALUE_ROOM];
    struct text t = value_plain(value, room);
    bool is_empty_text = value->kind == VALUE_TEXT && !t.n;
    put_field(out, t, is_empty_text || (!t.n && rows->columns == 1));
}

static void put_head(struct buf *out, const struct rows *rows)
{
    for (size_t i = 0; i < rows->columns; i++) {
        buf_string(out, i ? "," : "");
        put_field(out, text_of(rows->column[i]), !*rows->column[i]);
    }
}

static void put_row(struct buf *out, const struct rows *rows, size_t row)
{
    for (size_t i = 0; i < rows->columns; i++) {
        buf_string(out, i ? "," : "");
        put_cell(out, rows, rows_cell(rows, row, i));
    }
}

bool attach_put_csv(const struct rows *rows, size_t *line, struct buf *out)
{
    enum { A_PIECE = 500 };
    size_t first = *line, end = first + A_PIECE;
    for (; *line <= rows->n && *line < end; ++*line) {
        if (*line == 0)
            put_head(out, rows);
        else
            put_row(out, rows, *line - 1);
        buf_string(out, "\r\n");
    }
    return *line > first;
}
