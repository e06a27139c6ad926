/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worksheet (ECMA-376 part 1, 18.3) as rows: parsed as far as the next row's end, then paused. A
 * merged range is told of behind the rows, where the file has it. */
#include "db/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "db/grid.h"
#include "db/workbook.h"

enum { MOST_MERGES = 20 };

struct xlsx {
    struct sheet sheet;
    struct xlsx_book *book;
    const char *part;
    struct grid grid;
    struct xml *xml;
    struct diag *diag; /* of the row that is being read */
    bool is_ready, is_broken, has_ended;
    unsigned merges;
    /* the row */
    bool is_hidden;
    uint32_t col;
    /* the cell */
    char type[12];
    unsigned style;
    bool has_formula, has_value, in_value, in_inline, in_phonetic, is_long;
    struct buf text;
};

/* "C7" into column 3 and row 7; each is 0 where it is missing. */
static void read_reference(const char *p, uint32_t *col, uint32_t *row)
{
    *col = *row = 0;
    for (; *p >= 'A' && *p <= 'Z' && *col < 1000000; p++)
        *col = *col * 26 + (uint32_t)(*p - 'A' + 1);
    for (; ascii_is_digit(*p) && *row < 10000000; p++)
        *row = *row * 10 + (uint32_t)(*p - '0');
}

/* What cannot be gone on from. */
static void give_up(struct xlsx *x, uint32_t col, const char *fault)
{
    const struct cell at = {.line = x->grid.row, .col = col};
    if (!x->is_broken)
        diag_error(x->diag, sheet_place(&x->sheet, &at), "%s", fault);
    x->is_broken = true;
    xml_pause(x->xml);
}

/* Cells */

static struct cell shared_string(const struct xlsx *x, struct text index)
{
    char *end;
    unsigned long i = strtoul(index.p, &end, 10);
    if (index.n == 0 || *end || i >= x->book->strings)
        return cell_fault("refers to a text that the workbook does not have", index);
    return (struct cell){.text = x->book->string[i]};
}

static struct cell number(const struct xlsx *x, struct text value)
{
    static const struct format general = {.kind = CELL_NUMBER};
    const struct format *format =
        x->style < x->book->formats ? &x->book->format[x->style] : &general;
    struct cell cell = {0};
    if (value.n == 0)
        return x->has_formula ? cell_fault(fault_no_value, value) : cell;
    format_apply(x->grid.arena, format, value, x->book->is_1904, &cell);
    return cell;
}

static struct cell read_cell(const struct xlsx *x)
{
    struct text value = arena_text(x->grid.arena, buf_as_text(&x->text));
    if (x->is_long)
        return cell_fault(fault_long, text_slice(value, 0, 0));
    if (strcmp(x->type, "s") == 0)
        return x->has_value ? shared_string(x, value) : (struct cell){0};
    if (strcmp(x->type, "str") == 0 && x->has_formula && !x->has_value)
        return cell_fault(fault_no_value, value);
    if (strcmp(x->type, "str") == 0 || strcmp(x->type, "inlineStr") == 0)
        return (struct cell){.text = xlsx_unescape(x->grid.arena, value)};
    if (strcmp(x->type, "b") == 0)
        return (struct cell){.kind = value.n ? CELL_YES_NO : CELL_TEXT, .text = value};
    if (strcmp(x->type, "e") == 0)
        return cell_fault(fault_formula, value);
    if (strcmp(x->type, "d") == 0)
        return value.n ? cell_date(x->grid.arena, value) : (struct cell){0};
    return number(x, value);
}

static void begin_cell(struct xlsx *x, const struct tag *tag)
{
    const char *type = tag_attribute(tag, "", "t"), *where = tag_attribute(tag, "", "r");
    uint32_t col = 0, row = 0;
    if (where)
        read_reference(where, &col, &row);
    x->col = col ? col : x->col + 1;
    x->style = tag_number(tag, "", "s", 0, 1000000);
    x->type[0] = '\0';
    if (type)
        strncat(x->type, type, sizeof x->type - 1);
    x->has_formula = x->has_value = x->in_value = x->in_inline = x->is_long = false;
    buf_clear(&x->text);
    if (row && row != x->grid.row)
        give_up(x, x->col, "the workbook is damaged: a cell stands in another's row");
}

static void end_cell(struct xlsx *x)
{
    if (!x->is_broken && !grid_add(&x->grid, x->col, read_cell(x)))
        give_up(x, x->col,
                x->col > MOST_COLUMNS ? "a table of more than 2000 columns"
                                      : "the workbook is damaged: cells are not in order");
}

/* Events */

static void hide_columns(struct xlsx *x, const struct tag *tag)
{
    unsigned first = tag_number(tag, "", "min", 0, MOST_COLUMNS + 1);
    unsigned last = tag_number(tag, "", "max", 0, MOST_COLUMNS);
    for (unsigned i = first; i >= 1 && i <= last; i++)
        x->grid.hides[i - 1] = true;
}

static void report_merge(struct xlsx *x, const char *range)
{
    struct cell at = {0};
    const char *colon = strchr(range, ':');
    uint32_t col, last_row;
    read_reference(range, &at.col, &at.line);
    read_reference(colon ? colon + 1 : range, &col, &last_row);
    bool matters = x->grid.header && last_row >= x->grid.header;
    if (matters && x->merges++ < MOST_MERGES)
        diag_error(x->diag, sheet_place(&x->sheet, &at),
                   "merged cells (%.30s): take the merging back, so that each cell has its value",
                   range);
}

static void begin_row(struct xlsx *x, const struct tag *tag)
{
    uint32_t row = tag_number(tag, "", "r", x->grid.row + 1, MOST_ROWS + 1);
    x->is_hidden = tag_flag(tag, "", "hidden");
    x->col = 0;
    if (!grid_begin(&x->grid, row))
        give_up(x, 0, "the workbook is damaged: rows are not in order, or too many");
}

static void sheet_start(void *context, const struct tag *tag)
{
    struct xlsx *x = context;
    if (strcmp(tag->space, "main") != 0)
        return;
    if (tag_is(tag, "main", "c"))
        begin_cell(x, tag);
    else if (tag_is(tag, "main", "v"))
        x->has_value = x->in_value = true;
    else if (tag_is(tag, "main", "f"))
        x->has_formula = true;
    else if (tag_is(tag, "main", "is"))
        x->in_inline = true;
    else if (tag_is(tag, "main", "rPh"))
        x->in_phonetic = true;
    else if (tag_is(tag, "main", "t"))
        x->in_value = x->in_inline && !x->in_phonetic;
    else if (tag_is(tag, "main", "row"))
        begin_row(x, tag);
    else if (tag_is(tag, "main", "col") && tag_flag(tag, "", "hidden"))
        hide_columns(x, tag);
    else if (tag_is(tag, "main", "mergeCell") && tag_attribute(tag, "", "ref"))
        report_merge(x, tag_attribute(tag, "", "ref"));
}

static void sheet_end(void *context, const struct tag *tag)
{
    struct xlsx *x = context;
    if (strcmp(tag->space, "main") != 0)
        return;
    x->in_value = false;
    if (tag_is(tag, "main", "rPh"))
        x->in_phonetic = false;
    else if (tag_is(tag, "main", "c"))
        end_cell(x);
    else if (tag_is(tag, "main", "row") && !x->is_broken)
        x->is_ready = grid_end(&x->grid, x->is_hidden);
    if (x->is_ready)
        xml_pause(x->xml);
}

static void sheet_text(void *context, struct text t)
{
    struct xlsx *x = context;
    if (!x->in_value || x->is_long)
        return;
    x->is_long = x->text.n + t.n > MOST_TEXT;
    if (!x->is_long)
        buf_text(&x->text, t);
}

/* The sheet */

static const struct xml_events events = {sheet_start, sheet_end, sheet_text};

static void end(struct xlsx *x)
{
    if (x->has_ended)
        return;
    x->has_ended = true;
    grid_warn_hidden(&x->grid, x->diag);
    if (x->merges > MOST_MERGES)
        diag_error(x->diag, (struct place){.file = x->sheet.file},
                   "sheet '%s': %u merged ranges; the first %d are named", x->sheet.name, x->merges,
                   MOST_MERGES);
}

static bool xlsx_next(struct sheet *sheet, struct cell **cell, size_t *cells, struct diag *diag)
{
    struct xlsx *x = (struct xlsx *)sheet;
    x->diag = diag;
    x->is_ready = false;
    if (!x->xml && !x->has_ended) {
        size_t errors = diag_errors(diag);
        x->xml = xml_open(x->book->package, x->part, &events, x, diag);
        if (!x->xml && diag_errors(diag) == errors)
            diag_error(diag, (struct place){.file = sheet->file},
                       "the workbook is damaged: sheet '%s' is missing", sheet->name);
    }
    while (x->xml && !x->is_ready && !x->is_broken && xml_advance(x->xml, diag))
        ;
    if (x->is_ready) {
        *cell = x->grid.cell;
        *cells = x->grid.cells;
        return true;
    }
    end(x);
    return false;
}

static void xlsx_restart(struct sheet *sheet)
{
    struct xlsx *x = (struct xlsx *)sheet;
    xml_close(x->xml);
    x->xml = NULL;
    x->is_broken = x->has_ended = false;
    x->merges = 0;
    x->col = 0;
    grid_restart(&x->grid);
}

static void xlsx_close(struct sheet *sheet)
{
    struct xlsx *x = (struct xlsx *)sheet;
    xml_close(x->xml);
    buf_done(&x->text);
    grid_done(&x->grid);
}

static const struct sheet_class xlsx_class = {xlsx_next, xlsx_restart, xlsx_close};

size_t xlsx_open(struct arena *arena, struct package *package, const char *shown,
                 struct sheet *sheet[MOST_SHEETS], struct diag *diag)
{
    struct xlsx_book *book = ARENA_NEW(arena, struct xlsx_book);
    book->arena = arena;
    book->package = package;
    book->shown = shown;
    if (!xlsx_load(book, diag))
        return 0;
    for (size_t i = 0; i < book->entries; i++) {
        struct xlsx *x = ARENA_NEW(arena, struct xlsx);
        x->sheet = (struct sheet){.class = &xlsx_class,
                                  .file = shown,
                                  .name = book->entry[i].name,
                                  .is_hidden = book->entry[i].is_hidden};
        x->book = book;
        x->part = book->entry[i].part;
        grid_init(&x->grid, &x->sheet);
        sheet[i] = &x->sheet;
    }
    return book->entries;
}
