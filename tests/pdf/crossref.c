/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cross-reference stream, read back as a reader does: the filter undone, fields by their
 * widths.
 */
#include "pdf/crossref.h"

#include "tests/check.h"

enum { MOST_ROWS = 8, MOST_WIDTH = 11 };

struct row {
    unsigned type;
    uint64_t place;
    unsigned index;
};

/* The rows, with a place of `wide` bytes. */
static size_t read_back(const struct buf *rows, size_t wide, struct row *out)
{
    size_t size = 1 + wide + 2, n = 0;
    unsigned char above[MOST_WIDTH] = {0};
    for (size_t at = 0; at + size < rows->n + 1 && n < MOST_ROWS; at += 1 + size, n++) {
        const unsigned char *p = (const unsigned char *)rows->p + at;
        check(p[0] == 2, "row %zu is filtered by Up", n);
        for (size_t i = 0; i < size; i++)
            above[i] = (unsigned char)(above[i] + p[1 + i]);
        out[n] = (struct row){.type = above[0]};
        for (size_t i = 0; i < wide; i++)
            out[n].place = out[n].place << 8 | above[1 + i];
        out[n].index = (unsigned)above[1 + wide] << 8 | above[2 + wide];
    }
    return n;
}

static void check_rows(const struct crossref *x, size_t wide, const char *entries,
                       const struct row *expected, size_t n)
{
    struct buf rows = {0}, said = {0};
    struct row found[MOST_ROWS];
    check(crossref_width(x) == wide, "a place takes %zu bytes", wide);
    crossref_put_entries(x, wide, &said);
    for (size_t from = 0; crossref_put_rows(x, wide, &from, &rows);)
        continue;
    check(text_is(buf_as_text(&said), entries), "'%s' tells how to read them: %s", entries, said.p);
    check(rows.n == n * (wide + 4) && read_back(&rows, wide, found) == n, "there are %zu rows", n);
    for (size_t i = 0; i < n; i++)
        check(found[i].type == expected[i].type && found[i].place == expected[i].place &&
                  found[i].index == expected[i].index,
              "row %zu: %u %llu %u", i, found[i].type, (unsigned long long)found[i].place,
              found[i].index);
    buf_done(&rows);
    buf_done(&said);
}

static void each_object_is_found(void)
{
    struct crossref x = crossref_new();
    for (uint32_t id = 1; id <= 4; id++)
        check(crossref_reserve(&x) == id, "numbers begin at 1 and go up: %u", id);
    check(!crossref_is_placed(&x, 2), "a reserved number has no place");
    crossref_place(&x, 1, 15);
    crossref_place(&x, 3, 65535);
    crossref_place_within(&x, 2, 3, 0);
    crossref_place_within(&x, 4, 3, 199);
    check(crossref_is_placed(&x, 2), "the first object of a stream has one");
    check_rows(&x, 2, "/Size 5/W[1 2 2]/DecodeParms<</Predictor 12/Columns 5>>",
               (struct row[]){{0, 0, 65535}, {1, 15, 0}, {2, 3, 0}, {1, 65535, 0}, {2, 3, 199}}, 5);
    crossref_done(&x);
}

static void offsets_beyond_4_gib_fit(void)
{
    struct crossref x = crossref_new();
    crossref_reserve(&x);
    crossref_reserve(&x);
    crossref_place(&x, 1, 0x123456789ABULL);
    crossref_place_within(&x, 2, 8000000, 65535);
    check_rows(&x, 6, "/Size 3/W[1 6 2]/DecodeParms<</Predictor 12/Columns 9>>",
               (struct row[]){{0, 0, 65535}, {1, 0x123456789ABULL, 0}, {2, 8000000, 65535}}, 3);
    crossref_done(&x);
}

static void rows_come_in_pieces(void)
{
    enum { MANY = 20000, WIDE = 2, SIZE = 1 + 1 + WIDE + 2 };
    struct crossref x = crossref_new();
    struct buf rows = {0};
    size_t pieces = 0, wrong = 0;
    while (x.n < MANY) {
        uint32_t id = crossref_reserve(&x);
        crossref_place(&x, id, 3 * id);
    }
    for (size_t from = 0; crossref_put_rows(&x, WIDE, &from, &rows); pieces++)
        continue;
    check(pieces > 1 && rows.n == (size_t)MANY * SIZE, "%zu pieces make all rows", pieces);
    for (size_t i = 2; i < MANY; i++) {
        const unsigned char *p = (const unsigned char *)rows.p + i * SIZE;
        unsigned low = (3 * (unsigned)i & 0xFF) - (3 * ((unsigned)i - 1) & 0xFF);
        wrong += p[0] != 2 || p[1] != 0 || p[3] != (low & 0xFF);
    }
    check(wrong == 0, "each is its difference from the one above, also across pieces");
    buf_done(&rows);
    crossref_done(&x);
}

static void numbers_come_to_an_end(void)
{
    struct crossref x = crossref_new();
    while (crossref_reserve(&x))
        continue;
    check(x.n == MOST_OBJECTS + 1, "there are %d numbers and the one of the free", MOST_OBJECTS);
    check(!crossref_reserve(&x), "there is none after the last");
    crossref_done(&x);
}

int main(void)
{
    each_object_is_found();
    offsets_beyond_4_gib_fit();
    rows_come_in_pieces();
    numbers_come_to_an_end();
    return check_done();
}
