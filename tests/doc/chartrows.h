/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the tests of charts: rows written as lines, a document that is one chart, and what became of
 * it as text. */
#ifndef TESTS_DOC_CHARTROWS_H
#define TESTS_DOC_CHARTROWS_H

#include <stdlib.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/length.h"
#include "doc/tree.h"

#include "tests/check.h"
#include "tests/printed.h"

enum { MOST_COLUMNS = 10 };

/* Lines of cells between bars, the first the columns' names: digits are numbers, with a point or an
 * exponent REALs, NULL is none, quotes make a text. */
__attribute__((unused)) static struct value cell_of(struct text t)
{
    bool is_number = t.n && (ascii_is_digit(*t.p) || *t.p == '-'), is_real = false;
    struct value value = {VALUE_TEXT, 0, t};
    if (text_is(t, "NULL"))
        return (struct value){VALUE_NULL, 0, {"", 0}};
    if (t.n > 1 && *t.p == '\'')
        value.s = text_slice(t, 1, t.n - 1);
    for (size_t i = 1; i < t.n; i++) {
        is_number = is_number && (ascii_is_digit(t.p[i]) || ascii_is_in(".e+-", t.p[i])) &&
                    !(t.p[i] == '-' && t.p[i - 1] != 'e');
        is_real |= ascii_is_in(".e", t.p[i]);
    }
    if (is_number && is_real)
        value.kind = VALUE_REAL;
    else if (is_number && decimal_parse(t, 1, &value.i))
        value.kind = VALUE_INT;
    else if (is_number)
        value = (struct value){VALUE_INT, INT64_MAX, t};
    return value;
}

__attribute__((unused)) static size_t read_line(struct arena *arena, struct text line,
                                                struct value *cell)
{
    size_t n = 0;
    for (bool has_more = true; has_more; n++) {
        size_t end = text_find_char(line, '|');
        has_more = end != SIZE_MAX;
        cell[n] = cell_of(arena_text(arena, text_slice(line, 0, has_more ? end : line.n)));
        line = text_from(line, has_more ? end + 1 : line.n);
    }
    return n;
}

__attribute__((unused)) static struct rows *read_rows(struct arena *arena, const char *lines)
{
    struct rows *rows = ARENA_NEW(arena, struct rows);
    struct value names[MOST_COLUMNS];
    struct text rest = text_of(lines), line;
    text_next_line(&rest, &line);
    *rows = (struct rows){.name = "q", .at = {"t.md", 9, 1, NULL}};
    rows->columns = read_line(arena, line, names);
    rows->column = ARENA_ARRAY(arena, const char *, rows->columns);
    for (size_t i = 0; i < rows->columns; i++)
        rows->column[i] = arena_string(arena, names[i].s);
    rows->cell = ARENA_ARRAY(arena, struct value, (rest.n + 1) * MOST_COLUMNS);
    while (text_next_line(&rest, &line))
        read_line(arena, line, &rows->cell[rows->n++ * rows->columns]);
    return rows;
}

/* The tree of a document that is one chart. */
__attribute__((unused)) static const struct tree *parse(struct arena *arena,
                                                        const struct rows *rows, const char *keys,
                                                        const char *lang, struct diag *diag)
{
    static const struct origin whole = {0, 0, 1, 1};
    static const char *const file = "t.md";
    static const struct source source = {"/nowhere/t.md", "t.md", {"", 0}};
    struct use use = {.offset = 17, .name = "q", .slice = {rows, NULL, 0, rows->n}};
    struct expansion expansion = {
        .source = &source,
        .text = text_of(arena_printf(arena, "::: {.chart data=q %s}\nBild\n:::", keys)),
        .use = &use,
        .uses = 1,
        .origin = &whole,
        .origins = 1,
        .file = &file};
    struct tree_options options = {.lang = lang, .locale = locale_open(arena, lang)};
    return tree_parse(arena, &expansion, &options, diag);
}

__attribute__((unused)) static const struct chart *chart_of(const struct tree *tree)
{
    return tree->root->child->chart;
}

/* The dump of what the div holds besides its caption; the alternative text is judged apart. */
__attribute__((unused)) static struct text dump_of(struct arena *arena, const struct tree *tree)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&bytes, &n);
    struct buf kept = {0};
    struct text line, rest;
    tree_dump(tree, out);
    fclose(out);
    rest = (struct text){bytes, n};
    for (int i = 0; i < 3; i++)
        text_next_line(&rest, &line);
    while (text_next_line(&rest, &line)) {
        size_t alt = text_find(line, " alt=");
        buf_text(&kept, text_slice(line, 4, alt == SIZE_MAX ? line.n : alt));
        buf_char(&kept, '\n');
    }
    struct text text = arena_text(arena, buf_as_text(&kept));
    buf_done(&kept);
    free(bytes);
    return text;
}

struct sample {
    const char *sentence, *rows, *keys, *chart, *messages;
};

__attribute__((unused)) static void check_sample(const struct sample *sample)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    const struct tree *tree =
        parse(arena, read_rows(arena, sample->rows), sample->keys, "de", diag);
    check_text(dump_of(arena, tree), sample->chart, sample->sentence);
    check_text(printed_messages(arena, diag), sample->messages, sample->sentence);
    arena_free(arena);
}

#define REGIONS "label|n|m\nKommunen|17|20\nVereine|30|25\nBehörden|6|3"
#define QUESTIONS "q|a|n|base\nF1|ja|10|15\nF1|nein|5|15\nF2|ja|3|8\nF2|teils|4|8\nF2|nein|1|8"

#endif
