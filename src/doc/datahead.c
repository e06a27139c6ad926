/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of a table from data. "Nr.|2014>Plan|2014>Ist": what stands before a `>` without blanks
 * around it heads all neighbours that begin the same; a head of fewer levels reaches down. */
#include "base/ascii.h"
#include "doc/datatable.h"

enum { MOST_LEVELS = 4 };

/* Where the first level of a head ends; its size when it has one level only. */
static size_t level_end(struct text head)
{
    for (size_t i = 1; i + 1 < head.n; i++)
        if (head.p[i] == '>' && !ascii_is_in(" \t\n>", head.p[i - 1]) &&
            !ascii_is_in(" \t\n>", head.p[i + 1]))
            return i;
    return head.n;
}

static size_t count_levels(struct text head)
{
    size_t n = 1;
    for (size_t end; n < MOST_LEVELS && (end = level_end(head)) < head.n; n++)
        head = text_from(head, end + 1);
    return n;
}

/* Up to and with a level, from 0. */
static struct text upto_level(struct text head, size_t level)
{
    size_t end = 0;
    for (size_t i = 0; i <= level; i++)
        end += (i > 0) + (i + 1 == MOST_LEVELS ? text_from(head, end + 1).n
                                               : level_end(text_from(head, end + (i > 0))));
    return text_slice(head, 0, end);
}

static struct text at_level(struct text head, size_t level)
{
    if (level == 0)
        return upto_level(head, 0);
    return text_from(upto_level(head, level), upto_level(head, level - 1).n + 1);
}

void datahead_read(struct datatable *t)
{
    struct text rest = datatable_value(t, "heads");
    if (!rest.n)
        return;
    size_t n = 0;
    for (bool has_more = true; has_more; n++) {
        size_t end = text_find_char(rest, '|');
        has_more = end != SIZE_MAX;
        if (n < t->fields)
            t->field[n].head = text_trim(text_slice(rest, 0, has_more ? end : rest.n));
        rest = text_from(rest, has_more ? end + 1 : rest.n);
    }
    if (n != t->fields && t->slice)
        diag_error(t->builder->diag, datatable_place(t, "heads"), "%zu heads for %zu columns", n,
                   t->fields);
}

/* The cell of a level that begins at field i. Returns the fields it stands above. */
static size_t add_cell(struct datatable *t, struct sink *cells, size_t i, size_t level,
                       size_t levels)
{
    struct text head = t->field[i].head;
    bool is_last = level + 1 == count_levels(head);
    size_t n = 1;
    while (!is_last && i + n < t->fields && count_levels(t->field[i + n].head) > level + 1 &&
           text_equal(upto_level(t->field[i + n].head, level), upto_level(head, level)))
        n++;
    struct place at = datatable_place(t, datatable_value(t, "heads").n ? "heads" : "cols");
    struct text text = arena_text(t->arena, text_trim(at_level(head, level)));
    struct block *cell = datarow_cell(t, cells, i, text, 0, at, t->arena);
    cell->lang = attributes_value_lang(t->table->attr, "heads");
    cell->span_columns = (uint32_t)n;
    cell->span_rows = is_last ? (uint32_t)(levels - level) : 1;
    if (n > 1)
        cell->align = ALIGN_CENTER;
    return n;
}

void datahead_add(struct datatable *t)
{
    size_t levels = 1;
    for (size_t i = 0; i < t->fields; i++)
        if (count_levels(t->field[i].head) > levels)
            levels = count_levels(t->field[i].head);
    for (size_t level = 0; level < levels; level++) {
        struct block *row = datarow_new(t, ROW_HEAD, t->arena);
        struct sink cells = {row, NULL};
        table_add_row(t->arena, t->table, row);
        for (size_t i = 0; i < t->fields;)
            i += count_levels(t->field[i].head) > level ? add_cell(t, &cells, i, level, levels) : 1;
    }
}
