/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks are taken to be what stands between blank lines; lists and tables whose form leaves no
 * doubt are parted at their items and rows. A block costs its length times the signs in it that
 * mean something inline; a line costs the depth it is nested to; a table's delimiter row costs what
 * stands before it, once a line; a reference costs its definition, once a bracket. */
#include "doc/hardness.h"

#include <string.h>

#include "base/ascii.h"

/* Measured: a level of nesting costs a line so many times what a sign costs a byte. Each row
 * of a table has as many cells as its head, whether they are written or not. Each line
 * may be a block. */
enum { LEVEL_COST = 500, CELL_COST = 50, LINE_COST = 500 };

struct survey {
    struct text text;
    struct hardness *hardness;
    size_t begun;                     /* the block's first byte */
    size_t lines, signs;              /* of the block */
    size_t count[128];                /* of each sign in it */
    size_t columns;                   /* of the widest delimiter row in it; 0: none */
    size_t table;                     /* columns of the table whose rows are met; 0: none */
    bool is_item;                     /* its first line begins an item */
    struct text last;                 /* the line before */
    bool has_address;                 /* `]:` stands in it */
    size_t depth;                     /* of the last line that is not blank */
    size_t nested_from, nested_lines; /* since it began */
    uint64_t brackets, longest_address;
};

static bool is_sign(char c)
{
    return ascii_is_in("[]()<`*_~!@&{|^:\\\"", c);
}

/* Levels of quotes and lists that a line says it is in; *n is behind their marks. */
static size_t depth_of(struct text line, size_t *n)
{
    size_t depth = 0, blanks = 0, i = 0;
    for (; i < line.n; i++) {
        char c = line.p[i], next = i + 1 < line.n ? line.p[i + 1] : ' ';
        bool is_digit = ascii_is_digit(c);
        if (c == ' ' || c == '\t')
            blanks += c == ' ' ? 1 : 4;
        else if (c == '>' || (ascii_is_in("-*+.)", c) && ascii_is_in(" \t", next)))
            depth++;
        else if (!(is_digit && (ascii_is_in(".)", next) || ascii_is_digit(next))))
            break;
    }
    *n = i;
    return depth + blanks / 2;
}

/* Columns of a table's delimiter row; 0: it is none. */
static size_t delimited_columns(struct text line)
{
    bool has_hyphen = false;
    size_t columns = 1;
    for (size_t i = 0; i < line.n; i++) {
        if (!ascii_is_in("|:- \t\r>", line.p[i]))
            return 0;
        has_hyphen |= line.p[i] == '-';
        columns += line.p[i] == '|';
    }
    return has_hyphen ? columns : 0;
}

/* The line begins an item, at its first byte, whatever stood before it: `- x`; with `in_list` also
 * `2. x`, which is text behind text. */
static bool begins_item(struct text line, bool in_list)
{
    size_t n = 0;
    while (in_list && n < line.n && n < 9 && line.p[n] >= '0' && line.p[n] <= '9')
        n++;
    bool has_mark = n < line.n && strchr(n ? ".)" : "-*+", line.p[n]);
    return has_mark && n + 1 < line.n && line.p[n + 1] == ' ' &&
           text_trim(text_from(line, n + 1)).n > 0;
}

/* Cells of a row with a bar at both ends and nothing unusual in it; 0: it is none. */
static size_t cells_of(struct text row)
{
    size_t bars = 0;
    row = text_trim(row);
    if (row.n < 3 || *row.p != '|' || row.p[row.n - 1] != '|')
        return 0;
    for (size_t i = 0; i < row.n; i++) {
        if (row.p[i] == '\\' || (row.p[i] >= 0 && row.p[i] < ' '))
            return 0;
        bars += row.p[i] == '|';
    }
    return bars - 1;
}

static void add(struct survey *s, uint64_t cost, size_t offset, size_t depth)
{
    struct hardness *hardness = s->hardness;
    hardness->cost += cost;
    if (cost <= hardness->most)
        return;
    hardness->most = cost;
    hardness->worst = NULL;
    hardness->offset = offset;
    hardness->depth = depth;
    hardness->lines = depth ? s->nested_lines : s->lines;
    hardness->is_table = !depth && s->columns && s->lines > s->signs;
    hardness->count = 0;
    for (int c = 0; !depth && c < 128; c++)
        if (s->count[c] > hardness->count) {
            hardness->count = s->count[c];
            hardness->sign = (char)c;
        }
}

static void add_cells(struct survey *s)
{
    struct hardness *hardness = s->hardness;
    bool was_crowded = hardness->cells > CELLS_MAX;
    hardness->cells += (uint64_t)s->table * s->lines;
    if (!was_crowded && hardness->cells > CELLS_MAX)
        hardness->crowded = s->begun;
}

static void end_block(struct survey *s, size_t end)
{
    uint64_t bytes = end - s->begun;
    uint64_t cost = bytes * s->signs + (uint64_t)s->table * s->lines * CELL_COST;
    if (s->columns)
        cost += bytes * s->lines + (uint64_t)s->columns * s->lines * CELL_COST;
    add(s, cost, s->begun, 0);
    add_cells(s);
    if (s->has_address && bytes > s->longest_address)
        s->longest_address = bytes;
    s->brackets += s->count['['];
    if (s->signs)
        memset(s->count, 0, sizeof s->count);
    s->begun = end;
    s->lines = s->signs = 0;
    s->columns = 0;
    s->is_item = s->has_address = false;
}

static void end_nesting(struct survey *s)
{
    add(s, (uint64_t)s->depth * s->nested_lines * LEVEL_COST, s->nested_from, s->depth);
    s->nested_lines = 0;
}

/* Ends the block where an item or a table's row begins for certain. */
static void part(struct survey *s, struct text line, size_t from)
{
    bool begins = begins_item(line, s->is_item || !s->lines);
    size_t cells = s->lines == 1 && delimited_columns(line) ? cells_of(line) : 0;
    bool is_row = s->table && line.n && *line.p == '|';
    if ((begins && s->lines) || is_row)
        end_block(s, from);
    if (cells && *s->last.p == '|' && cells_of(s->last) == cells && !begins && !is_row) {
        s->table = cells;
        end_block(s, from);
    } else if (!is_row) {
        s->table = 0;
    }
    s->is_item |= begins;
    s->last = line;
}

static void take_line(struct survey *s, struct text line)
{
    size_t from = (size_t)(line.p - s->text.p), n, depth = depth_of(line, &n);
    bool is_blank = n == line.n && !depth;
    s->hardness->cost += is_blank ? 0 : LINE_COST;
    s->hardness->all_lines++;
    if (is_blank) {
        s->table = 0;
        end_block(s, from);
        s->begun = from + line.n + 1;
    } else if (depth != s->depth) {
        end_nesting(s);
        s->depth = depth;
        s->nested_from = from;
    }
    if (!is_blank)
        part(s, line, from);
    s->nested_lines++;
    s->lines += !is_blank;
    size_t columns = s->table ? 0 : delimited_columns(line);
    s->columns = columns > s->columns ? columns : s->columns;
    s->has_address |= text_find(line, "]:") != SIZE_MAX;
    for (size_t i = 0; i < line.n; i++)
        if (is_sign(line.p[i]) || (i && line.p[i] == 'w' && line.p[i - 1] == 'w')) { /* www. */
            s->count[(unsigned char)line.p[i]]++;
            s->signs++;
        }
}

static void survey(struct text text, struct hardness *hardness)
{
    struct survey s = {.text = text, .hardness = hardness};
    struct text rest = text, line;
    while (text_next_line(&rest, &line))
        take_line(&s, line);
    end_nesting(&s);
    end_block(&s, text.n);
    hardness->cost += s.brackets * s.longest_address;
}

struct hardness hardness_of(struct text text)
{
    struct hardness hardness = {.sign = ' '};
    survey(text, &hardness);
    return hardness;
}

void hardness_add(struct hardness *hardness, const struct insertion *it)
{
    uint64_t most = hardness->most;
    bool was_crowded = hardness->cells > CELLS_MAX;
    survey(it->text, hardness);
    if (hardness->most > most)
        hardness->worst = it;
    if (!was_crowded && hardness->cells > CELLS_MAX)
        hardness->crowded_in = it;
}
