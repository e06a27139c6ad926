/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a table, whether they stand in the tree or are made of a query's rows. */
#include "doc/datatable.h"

void table_add_row(struct arena *arena, struct block *table, const struct block *row)
{
    struct row_source *source = table->source;
    if (!source)
        table->source = source = ARENA_NEW(arena, struct row_source);
    source->row =
        arena_grow(arena, source->row, sizeof *source->row, &source->cap, source->rows + 1);
    source->row[source->rows++] = row;
}

size_t table_rows(const struct block *table)
{
    const struct row_source *source = table->source;
    return !source ? 0 : source->rows + (source->data ? datarows(source->data) : 0);
}

enum row_kind table_row_kind(const struct block *table, size_t row)
{
    const struct row_source *source = table->source;
    return row < source->rows ? source->row[row]->row
                              : datarow_kind(source->data, row - source->rows);
}

const struct block *table_row(const struct block *table, size_t row, struct arena *arena)
{
    const struct row_source *source = table->source;
    return row < source->rows ? source->row[row]
                              : datarow_make(source->data, row - source->rows, arena);
}
