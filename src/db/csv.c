/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the bytes with a cursor that knows its line and column. Lines that begin with # are
 * passed over above the header only (blank files explain their columns there); "sep=;", which
 * Excel writes, names the delimiter; else the header line shows it. */
#include "db/csv.h"

#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"

struct csv {
    struct arena *arena;
    struct text text;
    size_t i; /* the next byte */
    struct place at;
    char delimiter;
    struct csv_cell *cell;
    size_t cells, cell_cap;
    bool is_faulty;
};

/* What Windows-1252 has in 0x80 to 0x9F; 0: nothing. https://encoding.spec.whatwg.org differs only
 * in giving control characters to the gaps. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static uint32_t from_windows(unsigned char c)
{
    return c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : c;
}

/* The bytes as UTF-8; false at a byte that has no meaning, whose offset is in *fault. */
static bool convert(struct arena *arena, struct text bytes, struct text *out, size_t *fault)
{
    struct buf utf8 = {0};
    for (size_t i = 0; i < bytes.n; i++) {
        uint32_t cp = from_windows((unsigned char)bytes.p[i]);
        if (cp == 0) {
            *fault = i;
            buf_done(&utf8);
            return false;
        }
        buf_code_point(&utf8, cp);
    }
    *out = arena_text(arena, buf_as_text(&utf8));
    buf_done(&utf8);
    return true;
}

static bool is_utf16(struct text bytes)
{
    return text_starts(bytes, "\xFF\xFE") || text_starts(bytes, "\xFE\xFF");
}

static bool decode(struct csv *csv, struct text bytes, struct diag *diag)
{
    struct place start = {csv->at.file, 1, 1, NULL};
    size_t fault = is_utf16(bytes) ? 0 : text_find_char(bytes, '\0');
    if (fault != SIZE_MAX) {
        diag_error(diag, place_after(start, bytes, fault),
                   is_utf16(bytes) ? "the file is UTF-16: save it as CSV in UTF-8"
                                   : "a NUL byte: this is not a CSV file");
        return false;
    }
    csv->text = text_starts(bytes, "\xEF\xBB\xBF") ? text_from(bytes, 3) : bytes;
    fault = utf8_fault(csv->text);
    if (fault == SIZE_MAX)
        return true;
    struct place at = place_after(start, csv->text, fault);
    if (!convert(csv->arena, csv->text, &csv->text, &fault)) {
        diag_error(diag, place_after(start, bytes, fault),
                   "the file is neither UTF-8 nor Windows-1252");
        return false;
    }
    diag_warn(diag, at, "the file is not UTF-8; it is read as Windows-1252");
    return true;
}

static bool at_end(const struct csv *csv)
{
    return csv->i >= csv->text.n;
}

static char here(const struct csv *csv)
{
    return at_end(csv) ? '\0' : csv->text.p[csv->i];
}

static bool at_line_end(const struct csv *csv)
{
    return at_end(csv) || here(csv) == '\n' || here(csv) == '\r';
}

/* One byte on; CR LF and a lone CR are one line end. */
static void step(struct csv *csv)
{
    char c = csv->text.p[csv->i++];
    if (c == '\n' || (c == '\r' && here(csv) != '\n')) {
        csv->at.line++;
        csv->at.col = 1;
    } else if (c != '\r' && ((unsigned char)c & 0xC0) != 0x80) {
        csv->at.col++;
    }
}

static void skip_line_end(struct csv *csv)
{
    bool has_return = here(csv) == '\r';
    if (!at_end(csv))
        step(csv);
    if (has_return && here(csv) == '\n')
        step(csv);
}

static void skip_line(struct csv *csv)
{
    while (!at_line_end(csv))
        step(csv);
    skip_line_end(csv);
}

static char sniff(struct text rest)
{
    static const char candidates[] = ",;\t";
    size_t count[3] = {0}, best = 0;
    bool in_quotes = false;
    for (size_t i = 0; i < rest.n && (in_quotes || (rest.p[i] != '\n' && rest.p[i] != '\r')); i++) {
        const char *hit = strchr(candidates, rest.p[i]);
        if (rest.p[i] == '"')
            in_quotes = !in_quotes;
        else if (hit && !in_quotes)
            count[hit - candidates]++;
    }
    for (size_t k = 1; k < 3; k++)
        if (count[k] > count[best])
            best = k;
    return candidates[best];
}

static void skip_preface(struct csv *csv)
{
    for (;;) {
        struct text rest = text_from(csv->text, csv->i);
        bool is_comment = text_starts(rest, "#") || text_starts(rest, "\"#");
        bool names_delimiter = csv->i == 0 && rest.n > 4 && text_starts(rest, "sep=");
        if (names_delimiter)
            csv->delimiter = rest.p[4];
        if (at_end(csv) || !(is_comment || names_delimiter || at_line_end(csv)))
            return;
        skip_line(csv);
    }
}

struct csv *csv_open(struct arena *arena, const char *file, struct text bytes, struct diag *diag)
{
    struct csv *csv = ARENA_NEW(arena, struct csv);
    csv->arena = arena;
    csv->at = (struct place){arena_string(arena, text_of(file)), 1, 1, NULL};
    if (!decode(csv, bytes, diag))
        return NULL;
    skip_preface(csv);
    if (!csv->delimiter)
        csv->delimiter = sniff(text_from(csv->text, csv->i));
    return csv;
}

/* A cell without doubled quotes is a slice of the file's text; else it is copied. */
static bool read_quoted(struct csv *csv, struct csv_cell *cell, struct diag *diag)
{
    struct buf content = {0};
    step(csv);
    size_t from = csv->i;
    for (; !at_end(csv); step(csv)) {
        if (here(csv) != '"')
            continue;
        if (csv->i + 1 >= csv->text.n || csv->text.p[csv->i + 1] != '"')
            break;
        step(csv);
        buf_text(&content, text_slice(csv->text, from, csv->i));
        from = csv->i + 1;
    }
    if (at_end(csv)) {
        diag_error(diag, cell->at, "a quoted cell is not closed");
        buf_done(&content);
        return false;
    }
    cell->text = text_slice(csv->text, from, csv->i);
    if (content.n) {
        buf_text(&content, cell->text);
        cell->text = arena_text(csv->arena, buf_as_text(&content));
    }
    buf_done(&content);
    step(csv);
    return true;
}

static bool read_cell(struct csv *csv, struct csv_cell *cell, struct diag *diag)
{
    *cell = (struct csv_cell){.at = csv->at, .is_quoted = here(csv) == '"'};
    if (!cell->is_quoted) {
        size_t from = csv->i;
        while (!at_line_end(csv) && here(csv) != csv->delimiter)
            step(csv);
        cell->text = text_slice(csv->text, from, csv->i);
        return true;
    }
    if (!read_quoted(csv, cell, diag))
        return false;
    while (here(csv) == ' ')
        step(csv);
    if (at_line_end(csv) || here(csv) == csv->delimiter)
        return true;
    diag_error(diag, csv->at, "text after a cell's closing quote (a quote inside is doubled)");
    return false;
}

bool csv_next(struct csv *csv, struct csv_cell **cell, size_t *cells, struct diag *diag)
{
    while (!at_end(csv) && at_line_end(csv))
        skip_line_end(csv);
    if (at_end(csv) || csv->is_faulty)
        return false;
    for (csv->cells = 0;; step(csv)) {
        csv->cell =
            arena_grow(csv->arena, csv->cell, sizeof *csv->cell, &csv->cell_cap, csv->cells + 1);
        csv->is_faulty = !read_cell(csv, &csv->cell[csv->cells++], diag);
        if (csv->is_faulty)
            return false;
        if (at_line_end(csv))
            break;
    }
    skip_line_end(csv);
    *cell = csv->cell;
    *cells = csv->cells;
    return true;
}
