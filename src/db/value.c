/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading typed values and rows: looking columns up, comparing, naming a row for messages. */
#include "db/value.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LONGEST_SHOWN_KEY = 60 };

size_t rows_column(const struct rows *rows, struct text name)
{
    for (size_t i = 0; i < rows->columns; i++)
        if (text_equal_caseless(name, text_of(rows->column[i])))
            return i;
    return SIZE_MAX;
}

const struct value *rows_cell(const struct rows *rows, size_t row, size_t column)
{
    assert(row < rows->n && column < rows->columns);
    arena_step(rows->arena);
    return rows->cell ? &rows->cell[row * rows->columns + column] : &rows->row[row][column];
}

const struct rows *rows_source(const struct rows *rows)
{
    return rows->source ? rows->source : rows;
}

const struct speech *rows_speech(const struct rows *rows, const struct value *value)
{
    bool says = rows->speech && value->kind == VALUE_TEXT && value->i > 0;
    return says ? rows->speech[value->i - 1] : NULL;
}

size_t slice_row(const struct slice *slice, size_t k)
{
    assert(k < slice->n);
    return slice->index ? slice->index[k] : slice->first + k;
}

/* "0.0", "-0.0": no digit but zero before an exponent. */
static bool is_zero(struct text decimal)
{
    for (size_t i = 0; i < decimal.n && decimal.p[i] != 'e'; i++)
        if (decimal.p[i] != '0' && decimal.p[i] != '.' && decimal.p[i] != '-')
            return false;
    return true;
}

bool value_is_true(const struct value *value)
{
    switch (value->kind) {
    case VALUE_NULL: return false;
    case VALUE_INT: return value->i != 0;
    case VALUE_REAL: return !is_zero(value->s);
    case VALUE_TEXT: return value->s.n > 0;
    }
    return false;
}

bool value_equal(const struct value *a, const struct value *b)
{
    if (a->kind != b->kind)
        return false;
    return a->kind == VALUE_INT ? a->i == b->i : text_equal(a->s, b->s);
}

/* Fifteen digits are the fewest where they suffice, as zeros at their end are not written; no
 * number needs more than seventeen. */
struct text value_plain(const struct value *value, char room[VALUE_ROOM])
{
    enum { MOST_DIGITS = 17 };
    double real, read;
    if (value->kind != VALUE_REAL || value->i == 0)
        return value->s;
    memcpy(&real, &value->i, sizeof real);
    snprintf(room, VALUE_ROOM, "%.*s", (int)value->s.n, value->s.p);
    read = strtod(room, NULL);
    if (memcmp(&read, &real, sizeof real) == 0)
        return value->s;
    for (int digits = MOST_DIGITS - 2; digits <= MOST_DIGITS; digits++) {
        snprintf(room, VALUE_ROOM - 2, "%.*g", digits, real);
        read = strtod(room, NULL);
        if (memcmp(&read, &real, sizeof real) == 0)
            break;
    }
    if (room[strspn(room, "-0123456789")] == '\0')
        strcat(room, ".0");
    return text_of(room);
}

static bool is_key(const char *column)
{
    size_t n = strlen(column);
    return strcasecmp(column, "id") == 0 || (n > 3 && strcasecmp(column + n - 3, "_id") == 0);
}

static char *append(char *to, const char *p, size_t n)
{
    memcpy(to, p, n);
    return to + n;
}

/* "event id=3" */
static const char *name_by_key(struct arena *arena, const char *name, const char *column,
                               struct text key)
{
    size_t names = strlen(name), columns = strlen(column);
    key.n = key.n < LONGEST_SHOWN_KEY ? key.n : LONGEST_SHOWN_KEY;
    char *out = arena_alloc(arena, names + columns + key.n + 3, 1), *to = out;
    to = append(to, name, names);
    to = append(to, " ", names > 0);
    to = append(to, column, columns);
    to = append(to, "=", 1);
    append(to, key.p, key.n);
    return out;
}

const char *rows_name_row(struct arena *arena, const struct rows *rows, size_t row)
{
    const char *name = rows->name ? rows->name : "", *gap = rows->name ? " " : "";
    for (size_t i = 0; i < rows->columns; i++) {
        struct text key = rows_cell(rows, row, i)->s;
        if (is_key(rows->column[i]) && key.n)
            return name_by_key(arena, name, rows->column[i], key);
    }
    return arena_printf(arena, "%s%srow %zu", name, gap, row + 1);
}

const char *rows_name_cell(struct arena *arena, const struct rows *rows, size_t row,
                           const char *column)
{
    return arena_printf(arena, "%s, column %s", rows_name_row(arena, rows, row), column);
}
