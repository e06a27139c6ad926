/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a data table's rows: where groups begin and end, and where their titles, subtotals
 * and the total stand. A part is noted for each run of rows, not for each row. */
#include "doc/datatable.h"

static void add_part(struct datatable *t, struct part part)
{
    size_t rows = part.kind == ROW_BODY ? part.to - part.from : 1;
    t->part = heap_grow(t->part, sizeof *t->part, &t->part_cap, t->parts + 1);
    part.first = (uint32_t)t->rows;
    part.group = (uint32_t)t->groups;
    t->part[t->parts++] = part;
    t->rows += rows;
}

/* Whether sums of that kind are wanted. */
static bool has_sums(const struct datatable *t, enum row_kind kind)
{
    for (size_t i = 0; i < t->fields; i++)
        if (kind == ROW_TOTAL ? t->field[i].has_total : t->field[i].has_subtotal)
            return true;
    return false;
}

static void add_level(struct datatable *t, unsigned level, uint32_t from, uint32_t to);

static void add_group(struct datatable *t, unsigned level, uint32_t from, uint32_t to)
{
    struct part part = {.from = from, .to = to, .kind = ROW_GROUP, .level = (int)level + 1};
    t->groups++;
    add_part(t, part);
    add_level(t, level + 1, from, to);
    part.kind = ROW_SUBTOTAL;
    if (has_sums(t, ROW_SUBTOTAL))
        add_part(t, part);
}

/* The rows, parted where the values of that level's column change. */
static void add_level(struct datatable *t, unsigned level, uint32_t from, uint32_t to)
{
    if (level == t->levels) {
        add_part(t, (struct part){.from = from, .to = to, .kind = ROW_BODY});
        return;
    }
    for (uint32_t end; from < to; from = end) {
        end = from + 1;
        while (end < to && value_equal(datatable_cell(t, from, t->group[level]),
                                       datatable_cell(t, end, t->group[level])))
            end++;
        add_group(t, level, from, end);
    }
}

void dataparts_read(struct datatable *t)
{
    uint32_t n = (uint32_t)t->slice->n;
    add_level(t, 0, 0, n);
    if (has_sums(t, ROW_TOTAL))
        add_part(t, (struct part){.from = 0, .to = n, .kind = ROW_TOTAL});
    t->part = arena_keep(t->arena, t->part, t->parts * sizeof *t->part);
}

const struct part *datapart_of(struct datatable *t, size_t row)
{
    size_t low = 0, high = t->parts;
    for (size_t i = t->near; i < t->near + 2 && i < t->parts; i++)
        if (t->part[i].first <= row && (i + 1 == t->parts || row < t->part[i + 1].first))
            return &t->part[t->near = i];
    while (high - low > 1) { /* part[low].first <= row < part[high].first */
        size_t middle = low + (high - low) / 2;
        if (t->part[middle].first <= row)
            low = middle;
        else
            high = middle;
    }
    return &t->part[t->near = low];
}
