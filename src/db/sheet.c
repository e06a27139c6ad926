/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which reader a file is for is told by its first bytes; the name only helps to say what is wrong.
 */
#include "db/sheet.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/spoken.h"
#include "db/column.h"
#include "db/csv.h"
#include "db/grid.h"
#include "db/workbook.h"

struct book {
    struct package *package;
    struct sheet *sheet[MOST_SHEETS];
    size_t sheets;
};

/* Sheets */

static bool is_blank(const struct cell *cell, size_t cells)
{
    for (size_t i = 0; i < cells; i++)
        if (cell[i].kind != CELL_TEXT || trim_wide(cell[i].text).n)
            return false;
    return true;
}

/* A workbook may refer to one text, or repeat one row, a million times. */
static bool is_swollen(struct sheet *sheet, const struct cell *cell, size_t cells,
                       struct diag *diag)
{
    enum { MOST_TEXT_MB = 768 };
    for (size_t i = 0; i < cells; i++)
        sheet->bytes += cell[i].text.n;
    if (!sheet->name || sheet->bytes <= (uint64_t)MOST_TEXT_MB * 1024 * 1024)
        return false;
    diag_error(diag, sheet_place(sheet, cell), "the sheet unfolds to more than %d MB of text",
               MOST_TEXT_MB);
    return true;
}

bool sheet_next(struct sheet *sheet, struct cell **cell, size_t *cells, struct diag *diag)
{
    do {
        if (!sheet->class->next(sheet, cell, cells, diag))
            return false;
    } while (is_blank(*cell, *cells));
    return !is_swollen(sheet, *cell, *cells, diag);
}

void sheet_restart(struct sheet *sheet)
{
    sheet->bytes = 0;
    sheet->class->restart(sheet);
}

struct place sheet_place(struct sheet *sheet, const struct cell *cell)
{
    struct place at = {sheet->file, cell->line, cell->col, NULL};
    if (sheet->name) {
        char name[24];
        cell_name(cell->line, cell->col, name);
        snprintf(sheet->row, sizeof sheet->row, "cell %s of sheet '%.*s'", name,
                 (int)(sizeof sheet->row - 50), sheet->name);
        spoken_part(sheet->row, "cell %s of sheet '%.*s'", name, (int)(sizeof sheet->row - 50),
                    sheet->name);
        at.row = sheet->row;
    }
    return at;
}

/* Files */

/* What a file that is neither CSV nor a workbook of ours seems to be, or NULL. */
static const char *foreign(const unsigned char *p, size_t n, const char *extension)
{
    static const struct {
        const char *bytes, *fault;
    } known[] = {
        {"\xD0\xCF\x11\xE0",
         "this is an old Excel workbook (.xls), or an encrypted one: save it as .xlsx or .ods, "
         "without a password"},
        {"\x09\x08", "this is an old Excel workbook (.xls): save it as .xlsx or .ods"},
        {"%PDF", "this is a PDF: save the table as CSV, .xlsx or .ods"},
        {"SQLite format 3", "this is a database, not a table"},
        {"<?xml", "this is XML: save the table as CSV, .xlsx or .ods"},
        {"<html", "this is a web page: save the table as CSV, .xlsx or .ods"},
        {"<!DOCTYPE", "this is a web page: save the table as CSV, .xlsx or .ods"},
    };
    static const char *const tables[] = {"", ".csv", ".tsv", ".tab", ".txt"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_starts((struct text){(const char *)p, n}, known[i].bytes))
            return known[i].fault;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (text_equal_caseless(text_of(extension), text_of(tables[i])))
            return NULL;
    return text_equal_caseless(text_of(extension), TEXT(".xlsx")) ||
                   text_equal_caseless(text_of(extension), TEXT(".ods"))
               ? "this is not a workbook, whatever its name says"
               : "only CSV, ODS and XLSX files can be imported";
}

static bool is_regular(FILE *file)
{
    struct stat about;
    if (fstat(fileno(file), &about) != 0)
        return false;
    errno = S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
    return S_ISREG(about.st_mode);
}

static bool open_csv(struct arena *arena, struct book *book, FILE *file, const char *shown,
                     struct diag *diag)
{
    book->sheet[0] = csv_open(arena, file, shown, diag);
    book->sheets = book->sheet[0] != NULL;
    return book->sheets > 0;
}

static bool open_file(struct arena *arena, struct book *book, const char *path, const char *shown,
                      struct diag *diag)
{
    unsigned char start[16] = {0};
    struct place at = {.file = shown};
    FILE *file = fopen(path, "rb");
    if (!file || !is_regular(file)) {
        diag_error(diag, at, "cannot read the file: %s", strerror(errno));
        if (file)
            fclose(file);
        return false;
    }
    size_t n = fread(start, 1, sizeof start, file);
    bool is_zip = n >= 4 && memcmp(start, "PK\3\4", 4) == 0;
    const char *extension = arena_string(arena, text_from(path_base(path), path_stem(path).n));
    const char *fault = is_zip ? NULL : foreign(start, n, extension);
    if (!is_zip && !fault)
        return open_csv(arena, book, file, shown, diag);
    fclose(file);
    if (fault) {
        diag_error(diag, at, "%s", fault);
        return false;
    }
    book->package = package_open(arena, path, shown, diag);
    book->sheets =
        book->package ? workbook_open(arena, book->package, shown, book->sheet, diag) : 0;
    return book->sheets > 0;
}

struct book *book_open(struct arena *arena, const char *path, const char *shown, struct diag *diag)
{
    struct book *book = ARENA_NEW(arena, struct book);
    if (open_file(arena, book, path, shown, diag))
        return book;
    book_close(book);
    return NULL;
}

size_t book_sheets(const struct book *book)
{
    return book->sheets;
}

struct sheet *book_sheet(struct book *book, size_t i)
{
    return book->sheet[i];
}

void book_close(struct book *book)
{
    for (size_t i = 0; book && i < book->sheets; i++)
        book->sheet[i]->class->close(book->sheet[i]);
    if (book)
        package_close(book->package);
}
