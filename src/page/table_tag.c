/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table's structure elements: THead, TBody, TFoot, rows and cells. Scope tells which cells a head
 * speaks of; where heads span, each has an id and cells name theirs (ISO 32000-1, 14.8.5.7). */
#include "page/table.h"

enum { MOST_GROUPS = 4 };

struct ids {
    const char **id;
    size_t n;
};

struct lasting { /* a row's head that reaches down */
    const char *id;
    uint32_t rows; /* below the one in hand */
};

struct table_tags {
    struct element *table, *section;
    const struct block *row; /* the one in hand */
    struct element *tr;
    struct arena *arena; /* what is said of the row lives there */
    unsigned number;     /* the table's, if its heads have ids; else 0 */
    unsigned heads;
    size_t columns;
    bool is_held;                   /* set in a cell or a footnote */
    struct ids *column;             /* the heads of each column */
    struct ids row_head;            /* those of the row in hand */
    const char *group[MOST_GROUPS]; /* titles the row stands below, from the outermost; or NULL */
    struct lasting *lasting;
    size_t lastings, lasting_cap;
};

struct table_tags *table_tags_new(struct layout *L, const struct table *t, struct element *table)
{
    struct table_tags *tags = ARENA_NEW(L->arena, struct table_tags);
    tags->table = table;
    tags->columns = t->columns;
    tags->is_held = t->frame.holder != NULL;
    if (t->has_spanning_heads) {
        tags->number = ++L->tables;
        tags->column = ARENA_ARRAY(L->arena, struct ids, t->columns);
    }
    return tags;
}

static enum role section_of(const struct block *row)
{
    return row->row == ROW_HEAD ? ROLE_THEAD : row->row == ROW_TOTAL ? ROLE_TFOOT : ROLE_TBODY;
}

static void add_id(struct arena *arena, struct ids *ids, const char *id)
{
    /* earlier cells point at the array as it was, so it is not grown in place */
    const char **more = ARENA_ARRAY(arena, const char *, ids->n + 1);
    for (size_t i = 0; i < ids->n; i++)
        more[i] = ids->id[i];
    more[ids->n++] = id;
    ids->id = more;
}

/* A title ends those of its level and within, a group's sum those within; the total has none. */
static void end_groups(struct table_tags *tags, const struct block *row)
{
    size_t level = MOST_GROUPS;
    switch (row->row) {
    case ROW_HEAD:
    case ROW_BODY: break;
    case ROW_GROUP: level = (size_t)sp_max(row->level - 1, 0); break;
    case ROW_SUBTOTAL: level = (size_t)sp_max(row->level, 0); break;
    case ROW_TOTAL: level = 0; break;
    }
    for (; level < MOST_GROUPS; level++)
        tags->group[level] = NULL;
}

/* The titles above the row, and the heads from rows above that reach down to it. */
static void begin_row_heads(struct table_tags *tags)
{
    size_t kept = 0;
    tags->row_head = (struct ids){NULL, 0};
    for (size_t i = 0; i < MOST_GROUPS; i++)
        if (tags->group[i])
            add_id(tags->arena, &tags->row_head, tags->group[i]);
    for (size_t i = 0; i < tags->lastings; i++) {
        struct lasting head = tags->lasting[i];
        add_id(tags->arena, &tags->row_head, head.id);
        if (--head.rows)
            tags->lasting[kept++] = head;
    }
    tags->lastings = kept;
}

/* Whether the row's elements are written with its page in any case: notes, late page numbers and
 * what is set in a cell or a footnote wait for the end (piece_waits). */
static bool goes_with_page(const struct table_tags *tags, const struct block *row)
{
    if (tags->is_held || section_of(row) != ROLE_TBODY)
        return false;
    for (const struct block *cell = row->child; cell; cell = cell->next) {
        if (cell->child || cell->span_rows > 1)
            return false;
        for (size_t i = 0; i < cell->spans; i++)
            if (cell->span[i].note || cell->span[i].page_of)
                return false;
    }
    return true;
}

void table_tags_row(struct layout *L, struct table_tags *tags, const struct block *row,
                    bool is_alone)
{
    enum role role = section_of(row);
    if (!tags->section || tags->section->role != role)
        tags->section = element_new(L, tags->table, role, NULL);
    tags->row = row;
    tags->arena = is_alone && goes_with_page(tags, row) ? builder_arena(L) : L->arena;
    end_groups(tags, row);
    begin_row_heads(tags);
    tags->tr = element_new(L, tags->section, ROLE_TR, NULL);
}

void table_tags_complete(const struct table_tags *tags, struct piece *last, size_t rows)
{
    struct element *first = tags->tr;
    for (size_t i = 1; i < rows; i++)
        first = first->previous;
    if (tags->section->role == ROLE_TBODY)
        piece_completes(last, first, rows);
}

/* The heads of the cell's columns and of its row. */
static void name_heads(const struct table_tags *tags, const struct block *cell, struct element *e)
{
    struct ids all = {NULL, 0};
    size_t end = cell->column_from + cell->span_columns;
    if (end == cell->column_from + 1 && !tags->row_head.n)
        all = tags->column[cell->column_from];
    else
        for (size_t c = cell->column_from; c < end && c < tags->columns; c++)
            for (size_t i = 0; i < tags->column[c].n; i++)
                if (c == cell->column_from || i + 1 == tags->column[c].n)
                    add_id(tags->arena, &all, tags->column[c].id[i]);
    for (size_t i = 0; i < tags->row_head.n; i++)
        add_id(tags->arena, &all, tags->row_head.id[i]);
    e->headers = all.id;
    e->header_count = all.n;
}

static void name_head(struct layout *L, struct table_tags *tags, const struct block *row,
                      const struct block *cell, struct element *e)
{
    bool lasts = row->row == ROW_GROUP;
    e->id =
        arena_printf(lasts ? L->arena : tags->arena, "table%u-head%u", tags->number, ++tags->heads);
    if (row->row == ROW_GROUP) {
        tags->group[sp_min(sp_max(row->level - 1, 0), MOST_GROUPS - 1)] = e->id;
        return;
    }
    if (row->row != ROW_HEAD) {
        add_id(tags->arena, &tags->row_head, e->id);
        if (cell->span_rows < 2)
            return;
        tags->lasting = arena_grow(L->arena, tags->lasting, sizeof *tags->lasting,
                                   &tags->lasting_cap, tags->lastings + 1);
        tags->lasting[tags->lastings++] = (struct lasting){e->id, cell->span_rows - 1};
        return;
    }
    for (size_t c = cell->column_from; c < cell->column_from + cell->span_columns; c++)
        if (c < tags->columns)
            add_id(L->arena, &tags->column[c], e->id);
}

struct element *table_tags_cell(struct layout *L, struct table_tags *tags, const struct block *row,
                                const struct block *cell)
{
    bool is_head = row->row == ROW_HEAD || row->row == ROW_GROUP || cell->is_row_head;
    struct element *e = element_new(L, tags->tr, is_head ? ROLE_TH : ROLE_TD, cell->lang);
    e->column_span = cell->span_columns > 1 ? cell->span_columns : 0;
    e->row_span = cell->span_rows > 1 ? cell->span_rows : 0;
    if (is_head)
        e->scope = cell->is_row_head && row->row != ROW_HEAD ? SCOPE_ROW : SCOPE_COLUMN;
    if (!tags->number)
        return e;
    if (row->row != ROW_GROUP)
        name_heads(tags, cell, e);
    if (is_head)
        name_head(L, tags, row, cell, e);
    return e;
}
