/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell stands at its column's index; what stands right of the header is only told of, so that a
 * row never costs more than its header. */
#include "db/grid.h"

#include <stdio.h>

#include "db/column.h"
#include "db/date.h"

void cell_name(uint32_t line, uint32_t col, char out[24])
{
    char letters[8];
    size_t n = 0;
    for (; col && n < sizeof letters; col = (col - 1) / 26)
        letters[n++] = (char)('A' + (col - 1) % 26);
    for (size_t i = 0; i < n; i++)
        out[i] = letters[n - 1 - i];
    snprintf(out + n, 24 - n, "%u", line);
}

const char fault_no_value[] = "holds a formula without a computed value: open the workbook in a "
                              "spreadsheet program and save it";
const char fault_long[] = "holds more than 1 MB of text";
const char fault_formula[] = "is a formula's error";

struct cell cell_fault(const char *why, struct text text)
{
    return (struct cell){.kind = CELL_FAULT, .fault = why, .text = text};
}

struct cell cell_date(struct arena *arena, struct text value)
{
    enum { DAY = 10, SECOND = 19 };
    struct date day;
    if (!date_parse(text_slice(value, 0, DAY), false, &day) ||
        (value.n > DAY && value.p[DAY] != 'T'))
        return cell_fault("is not a date", value);
    bool has_time = value.n >= SECOND && !text_starts(text_from(value, DAY), "T00:00:00");
    struct text text = arena_text(arena, text_slice(value, 0, has_time ? SECOND : DAY));
    return (struct cell){.kind = CELL_DATE, .text = text};
}

void grid_init(struct grid *g, struct sheet *sheet)
{
    *g = (struct grid){.sheet = sheet, .arena = arena_new()};
    g->start = arena_mark(g->arena);
}

void grid_done(struct grid *g)
{
    arena_free(g->arena);
}

void grid_restart(struct grid *g)
{
    grid_done(g);
    grid_init(g, g->sheet);
}

bool grid_begin(struct grid *g, uint32_t row)
{
    arena_rewind(g->arena, g->start);
    bool ascends = row > g->row && row <= MOST_ROWS;
    g->row = row;
    g->cells = 0;
    g->has_surplus = false;
    return ascends;
}

static void add_gap(struct grid *g)
{
    size_t i = g->cells++;
    g->cell[i] = (struct cell){.text = {"", 0}, .line = g->row, .col = (uint32_t)i + 1};
}

bool grid_add(struct grid *g, uint32_t col, struct cell cell)
{
    bool is_blank = cell.kind == CELL_TEXT && trim_wide(cell.text).n == 0;
    size_t most = g->width ? g->width : MOST_COLUMNS;
    cell.line = g->row;
    cell.col = col;
    if (col < 1 || col > WIDEST_SHEET || (col <= g->cells && !is_blank))
        return false;
    if (is_blank)
        return true;
    if (col > most) {
        if (!g->has_surplus)
            g->surplus = cell;
        g->has_surplus = true;
        return g->width > 0;
    }
    while (g->cells + 1 < col)
        add_gap(g);
    g->cell[g->cells++] = cell;
    return true;
}

static bool is_comment(const struct grid *g)
{
    for (size_t i = 0; i < g->cells; i++)
        if (g->cell[i].kind != CELL_TEXT || g->cell[i].text.n)
            return g->cell[i].kind == CELL_TEXT && text_starts(trim_wide(g->cell[i].text), "#");
    return false;
}

static void begin_data(struct grid *g)
{
    g->width = g->cells;
    g->header = g->row;
    for (size_t i = g->cells; i-- > 0;)
        if (g->hides[i] && g->cell[i].text.n)
            g->hidden_column = (uint32_t)i + 1;
}

bool grid_end(struct grid *g, bool is_hidden)
{
    if (g->cells == 0 && !g->has_surplus)
        return false;
    if (!g->header && is_comment(g))
        return false;
    if (!g->header)
        begin_data(g);
    if (is_hidden && g->hidden_rows++ == 0)
        g->first_hidden = g->row;
    while (g->cells < g->width)
        add_gap(g);
    if (g->has_surplus)
        g->cell[g->cells++] = g->surplus;
    return true;
}

void grid_warn_hidden(const struct grid *g, struct diag *diag)
{
    struct cell row = {.line = g->first_hidden, .col = 1}, column = {.line = g->header};
    column.col = g->hidden_column;
    if (g->hidden_rows == 1)
        diag_warn(diag, sheet_place(g->sheet, &row), "the row is hidden; it is imported too");
    if (g->hidden_rows > 1)
        diag_warn(diag, sheet_place(g->sheet, &row),
                  "the row is hidden, as are %u more; they are imported too", g->hidden_rows - 1);
    if (g->hidden_column)
        diag_warn(diag, sheet_place(g->sheet, &column), "the column is hidden; it is imported too");
}
