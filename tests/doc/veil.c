/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns are counts, which were computed from one, and what of them is hidden. */
#include "doc/veil.h"

#include <stdlib.h>

#include "base/arena.h"

#include "tests/check.h"

enum { MOST = 24 };

/* Cells are words: 12 an INT, 1.5 a REAL, - NULL, anything else TEXT. A column is name, or
 * name:format, or name=COUNT, name=TOTAL. */
struct sample {
    const char *sentence, *columns, *cells, *veil; /* row after row: '.' printed, '#' hidden */
};

static const struct sample samples[] = {
    {"whole numbers are counts, the first column a label", "age n", "1 40 2 2 3 30", "...#.#"},
    {"a first column is a count where words stand elsewhere", "n what", "2 a 40 b 30 c", "#...#."},
    {"a column that numbers rows is none", "what no", "a 1 b 2", "...."},
    {"nor is a key, a year or a yes", "what a_id year is_b", "a 1 2 1 b 2 2 0", "........"},
    {"money, dates and percent are none", "what a:money b:date c:percent", "a 1 2 1", "...."},
    {"a plural is one", "what n:plural", "a 1 b 9 c 8", ".#...#"},
    {"numbers with a fraction are none", "what n", "a 1.5 b 2", "...."},
    {"whole ones may be written with a nought", "what n", "a 2.0 b 7 c 9", ".#.#.."},
    {"words among counts are no cells", "what n", "a 2 b unbekannt c 9 d 30", ".#...#.."},
    {"nor are NULLs", "what n", "a 2 b - c 9 d 30", ".#...#.."},
    {"what is below nought is not a count", "what n", "a -2 b 1", "...."},
    {"shares and means go with the counts of their row", "what n s m:percent",
     "a 2 0.1 10 b 9 0.4 40 c 30 0.5 50", ".###.###...."},
    {"where counts are named there are no others", "what n=COUNT m", "a 2 1 b 9 1 c 30 1",
     ".#..#...."},
    {"a total is found by its sums", "what n m t", "a 2 9 11 b 5 6 11 c 7 8 15", ".##..##....."},
    {"where it does not add up, it is a count of its own", "what n m t",
     "a 2 9 11 b 5 6 12 c 7 8 15", ".#...#......"},
};

static struct text next_word(struct text *rest)
{
    size_t n = text_find_char(*rest, ' ');
    struct text word = text_slice(*rest, 0, n);
    *rest = text_from(*rest, n == SIZE_MAX ? rest->n : n + 1);
    return word;
}

static struct value value_of(struct arena *arena, struct text word)
{
    struct value value = {.kind = VALUE_TEXT, .s = arena_text(arena, word)};
    char *end;
    value.i = strtoll(value.s.p, &end, 10);
    if (text_is(word, "-"))
        value.kind = VALUE_NULL;
    else if (*end == '\0')
        value.kind = VALUE_INT;
    else if (*end == '.')
        value.kind = VALUE_REAL;
    return value;
}

static void read_column(struct arena *arena, struct text word, size_t i, const char **name,
                        struct veil_column *column, bool *is_named)
{
    size_t colon = text_find_char(word, ':'), sign = text_find_char(word, '=');
    *column = (struct veil_column){.column = i};
    if (colon != SIZE_MAX)
        column->format.name = text_from(word, colon + 1);
    if (sign != SIZE_MAX) {
        column->role = text_is(text_from(word, sign + 1), "COUNT") ? VEIL_COUNT : VEIL_TOTAL;
        *is_named = true;
    }
    *name = arena_string(arena, text_slice(word, 0, colon < sign ? colon : sign));
}

static void test_sample(struct arena *arena, const struct sample *s)
{
    struct text rest = text_of(s->columns);
    const char *name[MOST];
    struct veil_column column[MOST];
    struct value cell[MOST];
    struct rows rows = {.name = "q", .column = name, .cell = cell};
    bool is_named = false;
    while (rest.n) {
        read_column(arena, next_word(&rest), rows.columns, &name[rows.columns],
                    &column[rows.columns], &is_named);
        rows.columns++;
    }
    size_t cells = 0;
    for (rest = text_of(s->cells); rest.n;)
        cell[cells++] = value_of(arena, next_word(&rest));
    rows.n = cells / rows.columns;
    struct slice slice = {.rows = &rows, .n = rows.n};
    struct veil_ask ask = {&slice, column, rows.columns, SIZE_MAX, 3, is_named};
    const struct veil *veil = veil_new(arena, &ask);
    char out[MOST + 1] = "";
    for (size_t i = 0; i < cells; i++)
        out[i] = veil->cells && veil->cell[i] ? '#' : '.';
    out[cells] = '\0';
    check_text(text_of(out), s->veil, s->sentence);
}

static void test_small(void)
{
    const char *name[] = {"n"};
    struct value cell[] = {
        {VALUE_INT, 0, {"0", 1}}, {VALUE_INT, 3, {"3", 1}}, {VALUE_INT, 2, {"2", 1}}};
    struct rows rows = {.name = "q", .column = name, .columns = 1, .n = 3, .cell = cell};
    struct slice slice = {.rows = &rows, .n = 3};
    check(veil_small(&slice, 0, 3) == 2, "the first small count is found");
    check(veil_small(&slice, 0, 2) == SIZE_MAX, "or none");
}

int main(void)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        test_sample(arena, &samples[i]);
    test_small();
    arena_free(arena);
    return check_done();
}
