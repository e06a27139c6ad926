/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window slides over the decoded file and holds one record; a cursor in it knows line and column.
 * Doubled quotes are made single where they stand. Lines that begin with # are passed over above
 * the header only (blank files explain their columns there); "sep=;", which Excel writes, names the
 * delimiter; else the header line shows it. */
#include "db/csv.h"

#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "db/decode.h"

enum {
    LONGEST_RECORD = 16 * 1024 * 1024,
    LONGEST_HEADER = 1024 * 1024,
    SPENT = 256 * 1024 /* bytes behind the cursor that are worth moving the rest for */
};

struct csv {
    struct sheet sheet;
    FILE *file;
    struct decoder decoder;
    struct buf window;
    size_t i; /* the next byte in the window */
    bool has_all;
    struct place at;
    char delimiter; /* NUL: the header has one cell, and so has each row */
    struct cell cell[MOST_COLUMNS];
    size_t offset[MOST_COLUMNS]; /* of the cells' texts in the window */
    size_t cells;
    bool is_faulty;
};

/* The byte k behind the cursor; NUL, which no file holds, at the end. */
static char peek(struct csv *csv, size_t k)
{
    while (!csv->has_all && csv->i + k >= csv->window.n)
        csv->has_all = !decoder_read(&csv->decoder, &csv->window);
    return csv->i + k < csv->window.n ? csv->window.p[csv->i + k] : '\0';
}

static char here(struct csv *csv)
{
    return csv->i < csv->window.n ? csv->window.p[csv->i] : peek(csv, 0);
}

static bool at_line_end(struct csv *csv)
{
    char c = here(csv);
    return c == '\n' || c == '\r' || c == '\0';
}

static bool at_cell_end(struct csv *csv)
{
    return at_line_end(csv) || (csv->delimiter && here(csv) == csv->delimiter);
}

static void step(struct csv *csv)
{
    char c = here(csv);
    place_step(&csv->at, c, c == '\r' ? peek(csv, 1) : '\0');
    csv->i++;
}

static void skip_line_end(struct csv *csv)
{
    bool has_return = here(csv) == '\r';
    if (here(csv))
        step(csv);
    if (has_return && here(csv) == '\n')
        step(csv);
}

/* Between records: forgets what is behind the cursor. */
static void slide(struct csv *csv)
{
    if (csv->i < SPENT)
        return;
    memmove(csv->window.p, csv->window.p + csv->i, csv->window.n - csv->i);
    csv->window.n -= csv->i;
    csv->i = 0;
}

static void skip_line(struct csv *csv)
{
    for (; !at_line_end(csv); slide(csv))
        step(csv);
    skip_line_end(csv);
}

/* Before the header */

static char sniff(struct csv *csv)
{
    static const char candidates[] = ",;\t|";
    size_t count[4] = {0}, best = 0;
    bool in_quotes = false;
    for (size_t k = 0; k < LONGEST_HEADER; k++) {
        char c = peek(csv, k);
        if (c == '\0' || (!in_quotes && (c == '\n' || c == '\r')))
            break;
        const char *hit = strchr(candidates, c);
        if (c == '"')
            in_quotes = !in_quotes;
        else if (hit && !in_quotes)
            count[hit - candidates]++;
    }
    for (size_t k = 1; k < 4; k++)
        if (count[k] > count[best])
            best = k;
    return count[best] ? candidates[best] : '\0';
}

/* "sep=;" with or without quotes. */
static bool names_delimiter(struct csv *csv, char *delimiter)
{
    char line[8] = "";
    size_t quote = here(csv) == '"';
    for (size_t k = 0; k < 5; k++)
        line[k] = peek(csv, quote + k);
    if (strncasecmp(line, "sep=", 4) != 0 || !line[4] || ascii_is_in("\r\n\"", line[4]))
        return false;
    *delimiter = line[4];
    return true;
}

static void skip_preface(struct csv *csv)
{
    for (bool is_first = true;; is_first = false) {
        bool is_comment = here(csv) == '#' || (here(csv) == '"' && peek(csv, 1) == '#');
        bool is_named = is_first && names_delimiter(csv, &csv->delimiter);
        if (!here(csv) || !(is_comment || is_named || at_line_end(csv)))
            return;
        skip_line(csv);
    }
}

/* Records */

static bool is_within_limit(struct csv *csv, size_t start, const struct cell *cell,
                            struct diag *diag)
{
    if (csv->i - start < LONGEST_RECORD)
        return true;
    diag_error(diag, sheet_place(&csv->sheet, cell),
               "a row of more than %d MB: is a quoted cell not closed?",
               LONGEST_RECORD / 1024 / 1024);
    return false;
}

/* The cell's text becomes the window's bytes from its offset on; false: the file ends within. */
static bool read_quoted(struct csv *csv, size_t start, struct cell *cell, size_t *offset,
                        struct diag *diag)
{
    step(csv);
    size_t end = csv->i;
    *offset = csv->i;
    for (; here(csv); step(csv)) {
        if (here(csv) == '"') {
            if (peek(csv, 1) != '"')
                break;
            step(csv);
        }
        csv->window.p[end++] = csv->window.p[csv->i];
        if (!is_within_limit(csv, start, cell, diag))
            return false;
    }
    cell->text.n = end - *offset;
    if (here(csv)) {
        step(csv);
        return true;
    }
    diag_error(diag, sheet_place(&csv->sheet, cell), "a quoted cell is not closed");
    return false;
}

static bool read_cell(struct csv *csv, size_t start, struct cell *cell, size_t *offset,
                      struct diag *diag)
{
    *cell = (struct cell){.line = csv->at.line, .col = csv->at.col};
    *offset = csv->i;
    if (here(csv) != '"') {
        while (!at_cell_end(csv) && is_within_limit(csv, start, cell, diag))
            step(csv);
        cell->text.n = csv->i - *offset;
        return at_cell_end(csv);
    }
    if (!read_quoted(csv, start, cell, offset, diag))
        return false;
    while (here(csv) == ' ' && !at_cell_end(csv))
        step(csv);
    if (at_cell_end(csv))
        return true;
    *cell = (struct cell){
        .line = csv->at.line,
        .col = csv->at.col,
        .kind = CELL_FAULT,
        .fault = "text after a cell's closing quote (a quote inside is doubled)",
    };
    while (!at_cell_end(csv) && is_within_limit(csv, start, cell, diag))
        step(csv);
    return at_cell_end(csv);
}

/* Reads to the record's end. Of the cells' texts the lengths and offsets are known. */
static bool read_record(struct csv *csv, struct diag *diag)
{
    size_t start = csv->i;
    for (csv->cells = 0; csv->cells < MOST_COLUMNS; step(csv)) {
        size_t k = csv->cells++;
        if (!read_cell(csv, start, &csv->cell[k], &csv->offset[k], diag))
            return false;
        if (at_line_end(csv))
            return true;
    }
    diag_error(diag, csv->at, "a row of more than %d cells", MOST_COLUMNS);
    return false;
}

static bool csv_next(struct sheet *sheet, struct cell **cell, size_t *cells, struct diag *diag)
{
    struct csv *csv = (struct csv *)sheet;
    if (csv->is_faulty)
        return false;
    slide(csv);
    while (here(csv) && at_line_end(csv))
        skip_line_end(csv);
    if (!here(csv))
        return false;
    csv->is_faulty = !read_record(csv, diag);
    if (csv->is_faulty)
        return false;
    skip_line_end(csv);
    for (size_t k = 0; k < csv->cells; k++)
        csv->cell[k].text.p = csv->window.p + csv->offset[k];
    *cell = csv->cell;
    *cells = csv->cells;
    return true;
}

static void csv_restart(struct sheet *sheet)
{
    struct csv *csv = (struct csv *)sheet;
    decoder_restart(&csv->decoder);
    buf_clear(&csv->window);
    csv->i = 0;
    csv->has_all = csv->is_faulty = false;
    csv->at = (struct place){sheet->file, 1, 1, NULL};
    skip_preface(csv);
}

static void csv_close(struct sheet *sheet)
{
    struct csv *csv = (struct csv *)sheet;
    buf_done(&csv->window);
    fclose(csv->file);
}

static const struct sheet_class csv_class = {csv_next, csv_restart, csv_close};

struct sheet *csv_open(struct arena *arena, FILE *file, const char *shown, struct diag *diag)
{
    struct csv *csv = ARENA_NEW(arena, struct csv);
    csv->sheet = (struct sheet){.class = &csv_class, .file = shown};
    csv->file = file;
    if (!decoder_open(&csv->decoder, file, shown, diag)) {
        fclose(file);
        return NULL;
    }
    csv_restart(&csv->sheet);
    if (!csv->delimiter)
        csv->delimiter = sniff(csv);
    return &csv->sheet;
}
