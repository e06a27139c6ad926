/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of workbooks: the cell's own type and number format say what it means, and what they leave
 * open is refused. A column of texts takes whole numbers; what the program may have made a date or
 * a fraction of while somebody typed is refused there too. */
#include <string.h>

#include "db/column.h"
#include "db/decimal.h"

enum { CENTS = 2, BASIS_POINTS = 4 };

/* What the cell is, where the column wants something else. */
static const char *refuse(struct arena *arena, enum cell_kind kind, const char *wanted)
{
    static const char *const is[] = {
        [CELL_NUMBER] = "a number",
        [CELL_GROUPED] = "a number",
        [CELL_CODE] = "a number",
        [CELL_EUROS] = "an amount",
        [CELL_FOREIGN] = "an amount in another currency",
        [CELL_PERCENT] = "a percentage",
        [CELL_DATE] = "a date",
        [CELL_TIME] = "a time",
        [CELL_YES_NO] = "a truth value",
    };
    return arena_printf(arena, "is %s in the workbook, not %s", is[kind], wanted);
}

static bool is_number(enum cell_kind kind)
{
    return kind == CELL_NUMBER || kind == CELL_GROUPED || kind == CELL_CODE || kind == CELL_EUROS ||
           kind == CELL_FOREIGN;
}

/* The cell's number as a spreadsheet program shows it: fifteen digits. NULL, or what is wrong. */
static const char *read_number(const struct cell *cell, struct decimal *d)
{
    if (!decimal_read(cell->text, d))
        return "is not a number";
    decimal_round(d, SPREADSHEET_DIGITS);
    return NULL;
}

static const char *store_int(struct arena *arena, const struct decimal *d, struct value *out)
{
    int64_t i;
    if (decimal_places(d) > 0)
        return "is not a whole number";
    if (d->point > SPREADSHEET_DIGITS || !decimal_int(d, &i))
        return "has more digits than a workbook keeps: give the cell the format text";
    *out = (struct value){VALUE_INT, i, decimal_text(arena, d)};
    return NULL;
}

static const char *to_int(struct arena *arena, const struct cell *cell, struct value *out)
{
    struct decimal d;
    if (!is_number(cell->kind))
        return refuse(arena, cell->kind, "a whole number");
    const char *fault = read_number(cell, &d);
    return fault ? fault : store_int(arena, &d, out);
}

static const char *to_real(struct arena *arena, const struct cell *cell, struct value *out)
{
    struct decimal d;
    if (!is_number(cell->kind) && cell->kind != CELL_PERCENT)
        return refuse(arena, cell->kind, "a number");
    const char *fault = read_number(cell, &d);
    if (!fault)
        *out = (struct value){VALUE_REAL, 0, decimal_text(arena, &d)};
    return fault;
}

static const char *to_money(struct arena *arena, const struct cell *cell, struct value *out)
{
    struct decimal d;
    if (!is_number(cell->kind) || cell->kind == CELL_FOREIGN)
        return refuse(arena, cell->kind, "an amount in euros");
    const char *fault = read_number(cell, &d);
    if (fault)
        return fault;
    if (cell->kind == CELL_EUROS) {
        decimal_shift(&d, CENTS);
        fault = store_int(arena, &d, out);
        return fault && decimal_places(&d) ? "has more than two decimals" : fault;
    }
    if (decimal_places(&d) > 0 || (cell->kind == CELL_GROUPED && d.point > 3))
        return "is ambiguous: give the cell a currency format, or a number format with two "
               "decimals";
    return store_int(arena, &d, out);
}

static const char *to_rate(struct arena *arena, const struct cell *cell, struct value *out)
{
    struct decimal d;
    if (cell->kind != CELL_PERCENT)
        return to_int(arena, cell, out);
    const char *fault = read_number(cell, &d);
    if (fault)
        return fault;
    decimal_shift(&d, BASIS_POINTS);
    return store_int(arena, &d, out) ? "has more than two decimals" : NULL;
}

static const char *to_date(struct arena *arena, const struct cell *cell, struct value *out)
{
    size_t t = text_find_char(cell->text, 'T');
    if (is_number(cell->kind))
        return "is a number in the workbook, not a date: give the cell a date format";
    if (cell->kind != CELL_DATE)
        return refuse(arena, cell->kind, "a date");
    if (t != SIZE_MAX && strcmp(arena_string(arena, text_from(cell->text, t)), "T00:00:00") != 0)
        return "has a time of day: the column holds dates";
    *out = (struct value){VALUE_TEXT, 0, arena_text(arena, text_slice(cell->text, 0, t))};
    return NULL;
}

static const char *to_yes_no(struct arena *arena, const struct cell *cell, struct value *out)
{
    struct decimal d;
    int64_t i = 0;
    bool is_known = cell->kind == CELL_YES_NO || is_number(cell->kind);
    if (!is_known)
        return refuse(arena, cell->kind, "yes or no");
    if (!decimal_read(cell->text, &d) || !decimal_int(&d, &i) || i < 0 || i > 1)
        return "is neither yes nor no: write ja or nein, 1 or 0";
    *out = (struct value){VALUE_INT, i, decimal_text(arena, &d)};
    return NULL;
}

static const char *to_text(struct arena *arena, const struct cell *cell, bool is_any,
                           struct value *out)
{
    struct decimal d;
    struct value whole;
    *out = (struct value){VALUE_TEXT, 0, cell->text};
    if (cell->kind == CELL_TIME || cell->kind == CELL_CODE)
        return NULL;
    if (!is_number(cell->kind) && !is_any)
        return arena_printf(arena, "%s: give the cell the format text",
                            refuse(arena, cell->kind, "text"));
    if (!is_number(cell->kind) && cell->kind != CELL_PERCENT)
        return NULL;
    const char *fault = read_number(cell, &d);
    if (!fault && !is_any && store_int(arena, &d, &whole))
        fault = "is a number in the workbook, not text: give the cell the format text";
    if (!fault)
        out->s = decimal_text(arena, &d);
    return fault;
}

const char *typed_convert(struct arena *arena, const struct column *column, const struct cell *cell,
                          struct value *out)
{
    switch (column->kind) {
    case COLUMN_TEXT: return to_text(arena, cell, false, out);
    case COLUMN_ANY: return to_text(arena, cell, true, out);
    case COLUMN_INTEGER: return to_int(arena, cell, out);
    case COLUMN_REAL: return to_real(arena, cell, out);
    case COLUMN_MONEY: return to_money(arena, cell, out);
    case COLUMN_RATE: return to_rate(arena, cell, out);
    case COLUMN_DATE: return to_date(arena, cell, out);
    case COLUMN_YES_NO: return to_yes_no(arena, cell, out);
    case COLUMN_BYTES: return "cannot be stored: the column holds bytes (BLOB)";
    case COLUMN_COMPUTED: return "cannot be stored: the column is computed";
    }
    return NULL;
}
