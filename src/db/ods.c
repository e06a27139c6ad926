/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of content.xml (OpenDocument 1.3 part 3, 9.1) as rows. Repeated cells and rows are handed
 * out one by one, as far as a sheet goes. */
#include "db/ods.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "db/grid.h"
#include "db/workbook.h"

struct ods {
    struct sheet sheet;
    struct ods_book *book;
    size_t number;
    struct grid grid;
    struct xml *xml;
    struct diag *diag; /* of the row that is being read */
    size_t tables;     /* begun so far */
    unsigned skipped;  /* depth within what is passed over */
    bool in_table, is_ready, is_broken, has_ended;
    const struct ods_style *column_style[MOST_COLUMNS];
    uint32_t columns;
    /* the row */
    const struct ods_style *row_style;
    uint32_t repeats, next_row, col; /* repeats: of the row that is ready */
    bool is_hidden;
    /* the cell */
    bool in_cell, in_paragraph, has_paragraph, has_formula, is_error, is_merged, is_long, was_space;
    uint32_t cell_repeats;
    char type[12], currency[8];
    const struct ods_style *style;
    struct buf value, text;
};

static void give_up(struct ods *o, const char *fault)
{
    const struct cell at = {.line = o->grid.row, .col = o->col};
    if (!o->is_broken)
        diag_error(o->diag, sheet_place(&o->sheet, &at), "%s", fault);
    o->is_broken = true;
    xml_pause(o->xml);
}

/* Cells */

static bool is_type(const struct ods *o, const char *type)
{
    return strcmp(o->type, type) == 0;
}

static struct cell number(const struct ods *o, struct text value)
{
    struct cell cell = {0};
    struct format format = {.kind = CELL_NUMBER};
    if (is_type(o, "percentage"))
        format.kind = CELL_PERCENT;
    else if (is_type(o, "currency"))
        format.kind = !o->currency[0] || !strcmp(o->currency, "EUR") ? CELL_EUROS : CELL_FOREIGN;
    else if (o->style)
        format = o->style->format;
    format_apply(o->grid.arena, &format, value, false, &cell);
    return cell;
}

static struct cell date(const struct ods *o, struct text value)
{
    return cell_date(o->grid.arena, value);
}

/* "PT10H30M00S" */
static struct cell time_of_day(const struct ods *o, struct text value)
{
    unsigned hours, minutes, seconds;
    int taken = 0;
    const char *p = arena_string(o->grid.arena, value);
    if (sscanf(p, "PT%5uH%2uM%2u%n", &hours, &minutes, &seconds, &taken) != 3 || taken == 0)
        return cell_fault("is not a time", value);
    const char *text = seconds
                           ? arena_printf(o->grid.arena, "%02u:%02u:%02u", hours, minutes, seconds)
                           : arena_printf(o->grid.arena, "%02u:%02u", hours, minutes);
    return (struct cell){.kind = CELL_TIME, .text = text_of(text)};
}

static struct cell truth(const struct ods *o, struct text value)
{
    (void)o;
    return (struct cell){.kind = CELL_YES_NO, .text = text_of(text_is(value, "true") ? "1" : "0")};
}

static struct cell read_cell(const struct ods *o)
{
    static const struct {
        const char *type;
        struct cell (*read)(const struct ods *, struct text);
    } types[] = {
        {"float", number}, {"currency", number},  {"percentage", number},
        {"date", date},    {"time", time_of_day}, {"boolean", truth},
    };
    struct text value = arena_text(o->grid.arena, buf_as_text(&o->value));
    struct text text = arena_text(o->grid.arena, buf_as_text(&o->text));
    bool shows_error = text_starts(text, "#") || text_starts(text, "Err:");
    if (o->is_merged)
        return cell_fault(
            "stands in merged cells: take the merging back, so that each cell has its "
            "value",
            text);
    if (o->is_long)
        return cell_fault(fault_long, TEXT(""));
    if (o->is_error || (o->has_formula && !is_type(o, "string") && shows_error))
        return cell_fault(fault_formula, text);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (is_type(o, types[i].type))
            return types[i].read(o, value);
    if (o->has_formula && !o->type[0] && text.n == 0)
        return cell_fault(fault_no_value, text);
    return (struct cell){.text = o->has_paragraph ? text : value};
}

static void copy_name(char *out, size_t size, const char *name)
{
    out[0] = '\0';
    if (name)
        strncat(out, name, size - 1);
}

static const char *value_of(const struct tag *tag)
{
    static const char *const names[] = {"value", "date-value", "time-value", "boolean-value",
                                        "string-value"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = tag_attribute(tag, "office", names[i]);
        if (value)
            return value;
    }
    return "";
}

static const struct ods_style *named_style(const struct ods *o, const struct tag *tag,
                                           const char *attribute)
{
    return ods_cell_style(o->book, tag_attribute(tag, "table", attribute));
}

static void begin_cell(struct ods *o, const struct tag *tag)
{
    const char *error = tag_attribute(tag, "calcext", "value-type");
    const struct ods_style *style = named_style(o, tag, "style-name");
    o->in_cell = true;
    o->col++;
    o->cell_repeats = tag_number(tag, "table", "number-columns-repeated", 1, WIDEST_SHEET + 1);
    o->has_paragraph = o->in_paragraph = o->is_long = false;
    o->has_formula = tag_attribute(tag, "table", "formula") != NULL;
    o->is_error = error && strcmp(error, "error") == 0;
    o->is_merged = tag_number(tag, "table", "number-columns-spanned", 1, 9) > 1 ||
                   tag_number(tag, "table", "number-rows-spanned", 1, 9) > 1;
    copy_name(o->type, sizeof o->type, tag_attribute(tag, "office", "value-type"));
    copy_name(o->currency, sizeof o->currency, tag_attribute(tag, "office", "currency"));
    o->style = style                  ? style
               : o->row_style         ? o->row_style
               : o->col <= o->columns ? o->column_style[o->col - 1]
                                      : NULL;
    buf_clear(&o->text);
    buf_clear(&o->value);
    buf_string(&o->value, value_of(tag));
}

static void end_cell(struct ods *o)
{
    bool is_title = o->is_merged && !o->grid.header && text_starts(buf_as_text(&o->text), "#");
    o->in_cell = false;
    o->is_merged = o->is_merged && !is_title;
    struct cell cell = read_cell(o);
    if (cell.kind == CELL_TEXT && cell.text.n == 0) {
        o->col += o->cell_repeats - 1;
        o->col = o->col > WIDEST_SHEET ? WIDEST_SHEET : o->col;
        return;
    }
    for (uint32_t i = 0; i < o->cell_repeats && !o->is_broken; i++) {
        o->col += i > 0;
        if (!grid_add(&o->grid, o->col, cell))
            give_up(o, "a table of more than 2000 columns");
    }
}

/* Text: white space counts once, and not at all where a paragraph begins; text:s stands for more.
 */

static void add_text(struct ods *o, struct text t)
{
    o->is_long = o->is_long || o->text.n + t.n > MOST_TEXT;
    if (!o->is_long)
        buf_text(&o->text, t);
}

static void add_run(struct ods *o, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        bool is_space = ascii_is_in(" \t\r\n", t.p[i]);
        if (!is_space)
            add_text(o, text_slice(t, i, i + 1));
        else if (!o->was_space)
            add_text(o, TEXT(" "));
        o->was_space = is_space;
    }
}

static void start_in_cell(struct ods *o, const struct tag *tag)
{
    if (strcmp(tag->space, "text") != 0 || tag_is(tag, "text", "ruby-text")) {
        o->skipped++;
        return;
    }
    if (tag_is(tag, "text", "p") || tag_is(tag, "text", "h")) {
        if (o->has_paragraph)
            add_text(o, TEXT("\n"));
        o->has_paragraph = o->in_paragraph = o->was_space = true;
    } else if (tag_is(tag, "text", "s")) {
        unsigned n = tag_number(tag, "text", "c", 1, 1000);
        for (unsigned i = 0; i < n; i++)
            add_text(o, TEXT(" "));
    } else if (tag_is(tag, "text", "tab")) {
        add_text(o, TEXT("\t"));
    } else if (tag_is(tag, "text", "line-break")) {
        add_text(o, TEXT("\n"));
    }
}

/* Rows and columns */

static bool is_hidden(const struct tag *tag)
{
    const char *visibility = tag_attribute(tag, "table", "visibility");
    return visibility && strcmp(visibility, "visible") != 0;
}

static void add_columns(struct ods *o, const struct tag *tag)
{
    unsigned n = tag_number(tag, "table", "number-columns-repeated", 1, WIDEST_SHEET);
    const struct ods_style *style = named_style(o, tag, "default-cell-style-name");
    for (unsigned i = 0; i < n && o->columns < MOST_COLUMNS; i++) {
        o->grid.hides[o->columns] = is_hidden(tag);
        o->column_style[o->columns++] = style;
    }
}

static void begin_row(struct ods *o, const struct tag *tag)
{
    o->repeats = tag_number(tag, "table", "number-rows-repeated", 1, MOST_ROWS + 1);
    o->row_style = named_style(o, tag, "default-cell-style-name");
    o->is_hidden = is_hidden(tag);
    o->col = 0;
    grid_begin(&o->grid, o->next_row);
    o->next_row += o->repeats;
    if (o->next_row > MOST_ROWS)
        o->next_row = MOST_ROWS + 1; /* what is empty may go on beyond the edge */
}

static void end_row(struct ods *o)
{
    o->is_ready = grid_end(&o->grid, o->is_hidden);
    if (o->is_ready && (o->grid.row > MOST_ROWS || o->repeats > MOST_ROWS - o->grid.row + 1)) {
        o->is_ready = false;
        give_up(o, "a table of more than 1048576 rows");
    }
}

static void sheet_start(void *context, const struct tag *tag)
{
    struct ods *o = context;
    if (o->skipped || ods_is_aside(tag))
        o->skipped++;
    else if (o->in_cell)
        start_in_cell(o, tag);
    else if (tag_is(tag, "table", "table") && o->in_table)
        o->skipped++;
    else if (tag_is(tag, "table", "table"))
        o->in_table = o->tables++ == o->number || (o->skipped++, false);
    else if (!o->in_table)
        return;
    else if (tag_is(tag, "table", "table-column"))
        add_columns(o, tag);
    else if (tag_is(tag, "table", "table-row"))
        begin_row(o, tag);
    else if (tag_is(tag, "table", "table-cell") || tag_is(tag, "table", "covered-table-cell"))
        begin_cell(o, tag);
}

static void sheet_end(void *context, const struct tag *tag)
{
    struct ods *o = context;
    if (o->skipped) {
        o->skipped--;
        return;
    }
    if (tag_is(tag, "text", "p") || tag_is(tag, "text", "h"))
        o->in_paragraph = false;
    else if (tag_is(tag, "table", "table-cell") || tag_is(tag, "table", "covered-table-cell"))
        end_cell(o);
    else if (tag_is(tag, "table", "table-row") && o->in_table && !o->is_broken)
        end_row(o);
    else if (tag_is(tag, "table", "table"))
        o->has_ended = true;
    if (o->is_ready || o->has_ended)
        xml_pause(o->xml);
}

static void sheet_text(void *context, struct text t)
{
    struct ods *o = context;
    if (o->in_paragraph && !o->skipped)
        add_run(o, t);
}

/* The sheet */

/* The row that was handed out once more, a line further down. */
static bool repeat_row(struct ods *o)
{
    if (!o->is_ready || o->repeats <= 1)
        return false;
    o->repeats--;
    o->grid.row++;
    for (size_t i = 0; i < o->grid.cells; i++)
        o->grid.cell[i].line++;
    return true;
}

static void read_row(struct ods *o)
{
    static const struct xml_events events = {sheet_start, sheet_end, sheet_text};
    o->is_ready = false;
    if (!o->xml && !o->has_ended)
        o->xml = xml_open(o->book->package, "content.xml", &events, o, o->diag);
    while (o->xml && !o->is_ready && !o->is_broken && !o->has_ended && xml_advance(o->xml, o->diag))
        ;
}

static bool ods_next(struct sheet *sheet, struct cell **cell, size_t *cells, struct diag *diag)
{
    struct ods *o = (struct ods *)sheet;
    o->diag = diag;
    if (!repeat_row(o))
        read_row(o);
    if (!o->is_ready) {
        grid_warn_hidden(&o->grid, diag);
        o->grid.hidden_rows = o->grid.hidden_column = 0;
        return false;
    }
    *cell = o->grid.cell;
    *cells = o->grid.cells;
    return true;
}

static void ods_restart(struct sheet *sheet)
{
    struct ods *o = (struct ods *)sheet;
    xml_close(o->xml);
    o->xml = NULL;
    o->tables = 0;
    o->skipped = 0;
    o->columns = 0;
    o->next_row = 1;
    o->in_table = o->in_cell = o->in_paragraph = o->is_ready = o->is_broken = o->has_ended = false;
    grid_restart(&o->grid);
}

static void ods_close(struct sheet *sheet)
{
    struct ods *o = (struct ods *)sheet;
    xml_close(o->xml);
    buf_done(&o->text);
    buf_done(&o->value);
    grid_done(&o->grid);
}

static const struct sheet_class ods_class = {ods_next, ods_restart, ods_close};

size_t ods_open(struct arena *arena, struct package *package, const char *shown,
                struct sheet *sheet[MOST_SHEETS], struct diag *diag)
{
    struct ods_book *book = ARENA_NEW(arena, struct ods_book);
    book->arena = arena;
    book->package = package;
    book->shown = shown;
    if (!ods_load(book, diag))
        return 0;
    for (size_t i = 0; i < book->entries; i++) {
        struct ods *o = ARENA_NEW(arena, struct ods);
        o->sheet = (struct sheet){.class = &ods_class,
                                  .file = shown,
                                  .name = book->entry[i].name,
                                  .is_hidden = book->entry[i].is_hidden};
        o->book = book;
        o->number = book->entry[i].number;
        o->next_row = 1;
        grid_init(&o->grid, &o->sheet);
        sheet[i] = &o->sheet;
    }
    return book->entries;
}
