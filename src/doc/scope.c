/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lookup resolves a name's first part through the frames; the parts after a dot are looked up
 * strictly in what that gave. The same walk, when it fails, explains why for the message. */
#include "doc/scope.h"

#include <string.h>

#include "doc/edition.h"

static struct value text_value(const char *s)
{
    return (struct value){VALUE_TEXT, 0, text_of(s)};
}

void scope_init(struct scope *scope, struct arena *arena, enum dialect dialect,
                const struct inputs *in)
{
    *scope = (struct scope){.arena = arena, .dialect = dialect};
    if (dialect == DIALECT_MUSTACHE)
        return;
    *scope = (struct scope){
        .arena = arena,
        .lang = text_value(in->lang ? in->lang : locale_lang(in->locale)),
        .dir = text_value(locale_is_rtl(in->locale) ? "rtl" : "ltr"),
        .edition = text_value(in->edition ? in->edition : "web"),
        .today = in->today ? text_value(in->today) : (struct value){.kind = VALUE_NULL},
        .project = in->project ? table_of_yaml(arena, "project", in->project, false) : NULL};
    if (in->second_lang)
        scope->second_lang = text_value(in->second_lang);
    if (!in->languages)
        return;
    scope->translation = edition_row(arena, in->languages);
    scope->translations = edition_rows(arena, in->languages);
}

struct frame frame_of_row(const struct scope *scope, const struct table *table, struct slice slice,
                          size_t k)
{
    return (struct frame){.kind = FRAME_ROW,
                          .below = scope->top,
                          .table = table,
                          .slice = slice,
                          .k = k,
                          .row = slice_row(&slice, k)};
}

static enum lookup found_value(struct found *out, const struct value *value)
{
    *out = (struct found){.value = value};
    return LOOKUP_FOUND;
}

static enum lookup found_rows(struct found *out, const struct table *table, struct slice slice)
{
    *out = (struct found){.is_rows = true, .is_row = table->is_one, .table = table, .slice = slice};
    return table->is_broken ? LOOKUP_BROKEN : LOOKUP_FOUND;
}

static const struct value *number(struct arena *arena, size_t n)
{
    struct value *value = ARENA_NEW(arena, struct value);
    *value = (struct value){VALUE_INT, (int64_t)n, text_of(arena_printf(arena, "%zu", n))};
    return value;
}

static size_t find_column(const struct scope *scope, const struct rows *rows, struct text name)
{
    if (scope->dialect == DIALECT_STRICT)
        return rows_column(rows, name);
    size_t i = 0;
    while (i < rows->columns && !text_is(name, rows->column[i]))
        i++;
    return i < rows->columns ? i : SIZE_MAX;
}

/* A column of a row, or what --data nests in it. What a row of --data lacks and others have is NULL
 * or an empty list, as in a table; to the official Mustache it is missing. */
static enum lookup find_in_row(const struct scope *scope, const struct table *table, size_t row,
                               struct text name, struct found *out)
{
    size_t column = find_column(scope, table->rows, name);
    if (column == SIZE_MAX)
        return LOOKUP_MISSING;
    enum shape shape = table_shape(table, row, column);
    const struct value *cell = rows_cell(table->rows, row, column);
    const struct table *nested = table_nested(table, text_of(table->rows->column[column]));
    bool is_empty = shape == SHAPE_ABSENT || (shape == SHAPE_SCALAR && cell->kind == VALUE_NULL);
    if (shape == SHAPE_ABSENT && scope->dialect == DIALECT_MUSTACHE)
        return LOOKUP_MISSING;
    if (nested && (shape == SHAPE_MAP || shape == SHAPE_LIST || is_empty)) {
        found_rows(out, nested, table_of_parent(nested, row));
        out->is_row = is_empty ? nested->is_one : shape == SHAPE_MAP;
        return LOOKUP_FOUND;
    }
    *out = (struct found){
        .value = cell, .rows = table->rows, .row = row, .column = table->rows->column[column]};
    return LOOKUP_FOUND;
}

static const struct value truth[] = {{VALUE_INT, 0, {"0", 1}}, {VALUE_INT, 1, {"1", 1}}};

/* -first, -last, -index, -count of a loop. */
static enum lookup find_position(const struct scope *scope, const struct frame *f, struct text name,
                                 struct found *out)
{
    if (f->table->is_one || scope->dialect == DIALECT_MUSTACHE)
        return LOOKUP_MISSING;
    if (text_is(name, "-first"))
        return found_value(out, &truth[f->k == 0]);
    if (text_is(name, "-last"))
        return found_value(out, &truth[f->k + 1 == f->slice.n]);
    if (text_is(name, "-index"))
        return found_value(out, number(scope->scratch, f->k + 1));
    if (text_is(name, "-count"))
        return found_value(out, number(scope->scratch, f->slice.n));
    return LOOKUP_MISSING;
}

/* The rows of a query: those of the current row of its parent, when there is one. */
static enum lookup find_table(const struct scope *scope, const struct table *table,
                              struct found *out)
{
    for (const struct frame *f = scope->top; f && table->parent; f = f->below)
        if (f->kind == FRAME_ROW && f->table->rows == table->parent->rows)
            return found_rows(out, table, table_of_parent(table, f->row));
    return found_rows(out, table, table_slice(table));
}

static enum lookup find_in_module(const struct scope *scope, const struct frame *f,
                                  struct text name, struct found *out)
{
    for (size_t i = 0; i < f->table_count; i++)
        if (text_is(name, f->tables[i]->name))
            return find_table(scope, f->tables[i], out);
    for (size_t i = 0; i < f->params; i++)
        if (text_is(name, f->param[i].name))
            return found_value(out, &f->param[i].value);
    return LOOKUP_MISSING;
}

static const char *const built_ins[] = {"lang",    "dir",         "edition",      "today",
                                        "project", "translation", "translations", "second-lang"};
enum { BUILT_INS = sizeof built_ins / sizeof *built_ins };

static const struct table *built_in_table(const struct scope *scope, struct text name)
{
    const struct table *tables[] = {scope->project, scope->translation, scope->translations};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (tables[i] && text_is(name, tables[i]->name))
            return tables[i];
    return NULL;
}

static enum lookup find_built_in(const struct scope *scope, struct text name, struct found *out)
{
    const struct value *values[] = {&scope->lang, &scope->dir, &scope->edition, &scope->today};
    if (scope->dialect == DIALECT_MUSTACHE)
        return LOOKUP_MISSING;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (text_is(name, built_ins[i]))
            return values[i]->kind == VALUE_NULL ? LOOKUP_MISSING : found_value(out, values[i]);
    if (text_is(name, "second-lang"))
        return found_value(out, &scope->second_lang);
    const struct table *table = built_in_table(scope, name);
    return table ? found_rows(out, table, table_slice(table)) : LOOKUP_MISSING;
}

/* One frame's answer to a name without dots. With `has_more` a loop answers to its own name too:
 * {{groups.topic}} inside {{#groups}} is the current row's. */
static enum lookup find_in_frame(const struct scope *scope, const struct frame *f, struct text name,
                                 bool has_more, struct found *out)
{
    if (f->kind == FRAME_MODULE)
        return find_in_module(scope, f, name, out);
    if (f->kind == FRAME_VALUE) {
        *out = f->value;
        return text_is(name, ".") ? LOOKUP_FOUND : LOOKUP_MISSING;
    }
    enum lookup result = find_in_row(scope, f->table, f->row, name, out);
    bool is_strict = scope->dialect == DIALECT_STRICT;
    if (result == LOOKUP_MISSING)
        result = find_position(scope, f, name, out);
    bool is_itself = is_strict ? has_more && text_is(name, f->table->name) : text_is(name, ".");
    if (result == LOOKUP_MISSING && is_itself) {
        struct slice row = {.rows = f->table->rows, .first = f->row, .n = 1};
        result = found_rows(out, f->table, row);
        out->is_row = true;
    }
    return result;
}

static enum lookup find_first(const struct scope *scope, struct text name, bool has_more,
                              struct found *out)
{
    bool is_item = text_is(name, ".");
    for (const struct frame *f = scope->top; f; f = f->below) {
        enum lookup result = find_in_frame(scope, f, name, has_more, out);
        if (result != LOOKUP_MISSING || (is_item && f->kind != FRAME_MODULE))
            return result;
    }
    return find_built_in(scope, name, out);
}

static enum lookup find_member(const struct scope *scope, const struct found *in, struct text name,
                               struct found *out)
{
    if (!in->is_rows)
        return LOOKUP_MISSING;
    if (text_is(name, "-count") && scope->dialect == DIALECT_STRICT)
        return found_value(out, number(scope->scratch, in->slice.n));
    if (!in->is_row)
        return LOOKUP_MISSING;
    if (in->slice.n == 0)
        return LOOKUP_BROKEN;
    return find_in_row(scope, in->table, slice_row(&in->slice, 0), name, out);
}

/* Follows a dotted name; *part is the part that was missing and *in what it was looked up in. */
static enum lookup follow(const struct scope *scope, struct text name, struct found *out,
                          struct text *part, struct found *in)
{
    size_t dot = text_is(name, ".") ? SIZE_MAX : text_find_char(name, '.');
    *part = text_slice(name, 0, dot);
    *in = (struct found){0};
    enum lookup result = find_first(scope, *part, dot != SIZE_MAX, out);
    while (dot != SIZE_MAX && result == LOOKUP_FOUND) {
        name = text_from(name, dot + 1);
        dot = text_find_char(name, '.');
        *part = text_slice(name, 0, dot);
        *in = *out;
        result = find_member(scope, in, *part, out);
    }
    return result;
}

enum lookup scope_find(const struct scope *scope, struct text name, struct found *out)
{
    struct text part;
    struct found in;
    return follow(scope, name, out, &part, &in);
}

enum lookup scope_find_beside(const struct scope *scope, const struct found *found,
                              struct text name, struct found *out)
{
    size_t column = found->rows ? rows_column(found->rows, name) : SIZE_MAX;
    if (column == SIZE_MAX)
        return scope_find(scope, name, out);
    *out = *found;
    out->value = rows_cell(found->rows, found->row, column);
    out->column = found->rows->column[column];
    return LOOKUP_FOUND;
}

/* Messages */

struct names {
    const char **name;
    size_t n, cap;
};

static void add_name(struct arena *arena, struct names *names, const char *name)
{
    names->name = arena_grow(arena, names->name, sizeof *names->name, &names->cap, names->n + 1);
    names->name[names->n++] = name;
}

static void add_columns(struct arena *arena, struct names *names, const struct table *table)
{
    size_t n;
    const char **column = table_columns(arena, table, &n);
    for (size_t i = 0; i < n; i++)
        add_name(arena, names, column[i]);
}

static struct names names_in_scope(const struct scope *scope)
{
    static const char *const positions[] = {"-first", "-last", "-index", "-count"};
    struct names names = {0};
    for (const struct frame *f = scope->top; f; f = f->below) {
        if (f->kind == FRAME_ROW)
            add_columns(scope->arena, &names, f->table);
        for (size_t i = 0; f->kind == FRAME_ROW && !f->table->is_one && i < 4; i++)
            add_name(scope->arena, &names, positions[i]);
        for (size_t i = 0; i < f->table_count; i++)
            add_name(scope->arena, &names, f->tables[i]->name);
        for (size_t i = 0; i < f->params; i++)
            add_name(scope->arena, &names, f->param[i].name);
    }
    for (size_t i = 0; i < BUILT_INS; i++)
        add_name(scope->arena, &names, built_ins[i]);
    return names;
}

static void report_first(const struct scope *scope, struct text name, struct place at,
                         struct diag *diag)
{
    if (text_is(name, "today")) {
        diag_error(diag, at, "'today' needs a date: 'date:' in the manifest or SOURCE_DATE_EPOCH");
        return;
    }
    struct names names = names_in_scope(scope);
    diag_error(diag, at, "no value '%.*s'", (int)name.n, name.p);
    diag_suggest(diag, at, name, names.name, names.n);
}

static void report_member(const struct scope *scope, const struct found *in, struct text part,
                          struct text name, struct place at, struct diag *diag)
{
    if (!in->is_rows) {
        diag_error(diag, at, "no value '%.*s': what stands before '%.*s' is a single value",
                   (int)name.n, name.p, (int)part.n, part.p);
        return;
    }
    struct names names = {0};
    const char *table = in->table->name;
    add_columns(scope->arena, &names, in->table);
    bool has_column = rows_column(in->table->rows, part) != SIZE_MAX;
    if (has_column && !in->is_row) {
        diag_error(diag, at, "'%s' is a list: '%.*s' needs a loop {{#%s}} or the contract {one}",
                   table, (int)part.n, part.p, table);
        return;
    }
    const char *what = built_in_table(scope, text_of(table)) ? "" : "query ";
    diag_error(diag, at, "no column '%.*s' in %s'%s'", (int)part.n, part.p, what, table);
    diag_suggest(diag, at, part, names.name, names.n);
}

void scope_report(const struct scope *scope, struct text name, struct place at, struct diag *diag)
{
    struct text part;
    struct found found, in;
    follow(scope, name, &found, &part, &in);
    if (!in.is_rows && !in.value && text_is(part, "project"))
        diag_error(diag, at, "no value '%.*s': there is no manifest with 'project:'", (int)name.n,
                   name.p);
    else if (!in.is_rows && !in.value)
        report_first(scope, part, at, diag);
    else
        report_member(scope, &in, part, name, at, diag);
}

void scope_report_data(const struct scope *scope, struct text name, struct place at,
                       struct diag *diag)
{
    struct names names = {0};
    for (const struct frame *f = scope->top; f; f = f->below) {
        for (size_t i = 0; i < f->table_count; i++)
            add_name(scope->arena, &names, f->tables[i]->name);
        for (size_t i = 0; f->kind == FRAME_ROW && i < f->table->nesteds; i++)
            add_name(scope->arena, &names, f->table->nested[i]->name);
    }
    diag_error(diag, at, "no query '%.*s'", (int)name.n, name.p);
    diag_suggest(diag, at, name, names.name, names.n);
}

const char *found_row(struct arena *arena, const struct found *found)
{
    return found->rows ? rows_name_cell(arena, found->rows, found->row, found->column) : NULL;
}
