/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small cells stay unknown: known tables, and random ones against a reader who tries everything. */
#include "doc/suppress.h"

#include "tests/check.h"

enum { MOST = 16, GROUPS = 4 };

/* Known tables: '.' shown, '#' hidden, row after row; then subtotals and totals, where hidden. */
struct known {
    const char *sentence;
    size_t rows, columns, total;
    int64_t least, n[MOST];
    size_t group[MOST];
    const char *cells, *sums;
};

static const struct known tables[] = {
    {"nothing small, nothing hidden", 3, 1, SIZE_MAX, 3, {5, 3, 0}, {0}, "...", ".."},
    {"a small cell takes the next smallest with it",
     3,
     1,
     SIZE_MAX,
     3,
     {37, 25, 2},
     {0},
     ".##",
     ".."},
    {"two ones are found out by their sum, so a third goes",
     4,
     1,
     SIZE_MAX,
     3,
     {1, 9, 1, 4},
     {0},
     "#.##",
     ".."},
    {"one and two are enough", 4, 1, SIZE_MAX, 3, {1, 9, 2, 4}, {0}, "#.#.", ".."},
    {"a nought is shown while there is something else",
     4,
     1,
     SIZE_MAX,
     3,
     {0, 2, 30, 7},
     {0},
     ".#.#",
     ".."},
    {"where all else is nought, one is hidden too", 3, 1, SIZE_MAX, 3, {2, 0, 0}, {0}, "##.", ".."},
    {"a cell that is its own total takes the total with it",
     1,
     1,
     SIZE_MAX,
     3,
     {2},
     {0},
     "#",
     "##"},
    {"each group is a line of its own",
     4,
     1,
     SIZE_MAX,
     3,
     {2, 8, 9, 9},
     {0, 0, 1, 1},
     "##..",
     "..."},
    {"a group of one row hides its subtotal and needs another group's",
     4,
     1,
     SIZE_MAX,
     3,
     {2, 8, 9, 5},
     {0, 1, 1, 2},
     "#..#",
     "#.#."},
    {"columns stand alone where no row's total is known",
     3,
     2,
     SIZE_MAX,
     3,
     {1, 9, 5, 9, 7, 9},
     {0},
     "#.#...",
     "...."},
    {"known totals of rows ask for a rectangle",
     3,
     3,
     2,
     3,
     {2, 9, 11, 5, 6, 11, 7, 8, 15},
     {0},
     "##.##....",
     "......"},
    {"two ones alone are found out by their sum, so it is hidden",
     2,
     1,
     SIZE_MAX,
     3,
     {1, 1},
     {0},
     "##",
     "##"},
    {"and so are the totals of rows of ones",
     2,
     3,
     2,
     3,
     {1, 1, 2, 4, 5, 9},
     {0},
     "######",
     "......"},
    {"an absent count is no cell", 3, 1, SIZE_MAX, 3, {2, NO_COUNT, 8}, {0}, "#.#", ".."},
    {"the least may be higher", 3, 1, SIZE_MAX, 10, {4, 5, 50}, {0}, "###", ".."},
    {"or lower", 3, 1, SIZE_MAX, 2, {2, 1, 50}, {0}, "##.", ".."},
};

static void mark(char *out, const bool *is_hidden, size_t n)
{
    for (size_t i = 0; i < n; i++)
        *out++ = is_hidden[i] ? '#' : '.';
    *out = '\0';
}

static void test_known(struct arena *arena)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const struct known *t = &tables[i];
        struct counts c = {t->rows, t->columns, t->n, t->group, t->total, t->least};
        struct hidden hidden = suppress(arena, &c);
        size_t sums = (t->group[t->rows - 1] + 1) * t->columns;
        char cells[2 * MOST], all[4 * MOST];
        mark(cells, hidden.cell, t->rows * t->columns);
        mark(all, hidden.subtotal, sums);
        mark(all + sums, hidden.total, t->columns);
        check_text(text_of(cells), t->cells, t->sentence);
        check_text(text_of(all), t->sums, t->sentence);
    }
}

/* The reader who tries everything */

struct reader {
    const struct counts *c;
    const struct hidden *h;
    int64_t lowest, *low, *high; /* what each cell could be, over all that fits */
    int64_t guess[MOST];
    size_t tries;
};

static size_t group_of(const struct counts *c, size_t row)
{
    return c->group ? c->group[row] : 0;
}

static int64_t sum_of(const struct counts *c, const int64_t *n, size_t column, size_t group)
{
    int64_t sum = 0;
    for (size_t row = 0; row < c->rows; row++)
        if (group == SIZE_MAX || group_of(c, row) == group)
            sum += n[row * c->columns + column];
    return sum;
}

static bool fits(const struct reader *r)
{
    const struct counts *c = r->c;
    size_t groups = group_of(c, c->rows - 1) + 1;
    for (size_t k = 0; k < c->columns; k++) {
        if (!r->h->total[k] && sum_of(c, r->guess, k, SIZE_MAX) != sum_of(c, c->n, k, SIZE_MAX))
            return false;
        for (size_t g = 0; g < groups; g++)
            if (!r->h->subtotal[g * c->columns + k] &&
                sum_of(c, r->guess, k, g) != sum_of(c, c->n, k, g))
                return false;
    }
    for (size_t row = 0; c->total != SIZE_MAX && row < c->rows; row++) {
        int64_t sum = 0;
        for (size_t k = 0; k < c->columns; k++)
            sum += k == c->total ? 0 : r->guess[row * c->columns + k];
        if (sum != r->guess[row * c->columns + c->total])
            return false;
    }
    return true;
}

/* Whatever a reader could guess differs from the truth by little somewhere, if it differs at all:
 * so three up and three down are tried. */
static void guess(struct reader *r, size_t at)
{
    size_t cells = r->c->rows * r->c->columns;
    if (at == cells) {
        r->tries++;
        for (size_t i = 0; i < cells && fits(r); i++) {
            r->low[i] = r->guess[i] < r->low[i] ? r->guess[i] : r->low[i];
            r->high[i] = r->guess[i] > r->high[i] ? r->guess[i] : r->high[i];
        }
        return;
    }
    int64_t n = r->c->n[at], around = r->h->cell[at] ? (r->h->cells > 6 ? 1 : 3) : 0;
    for (int64_t v = n - around; v <= n + around; v++) {
        if (v < 0 || (r->h->cell[at] && n > 0 && v < r->lowest))
            continue;
        r->guess[at] = v;
        guess(r, at + 1);
    }
}

static bool finds_none(const struct counts *c, const struct hidden *h, int64_t lowest)
{
    int64_t low[MOST], high[MOST];
    struct reader r = {.c = c, .h = h, .lowest = lowest, .low = low, .high = high};
    memcpy(low, c->n, sizeof low);
    memcpy(high, c->n, sizeof high);
    guess(&r, 0);
    for (size_t i = 0; i < c->rows * c->columns; i++)
        if (c->n[i] > 0 && c->n[i] < c->least && low[i] == high[i])
            return false;
    return true;
}

static uint64_t chance(uint64_t *seed, uint64_t most)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (*seed >> 33) % most;
}

static void random_table(uint64_t *seed, struct counts *c, int64_t *n, size_t *group)
{
    c->columns = 1 + chance(seed, 3);
    c->rows = 1 + chance(seed, 4);
    c->total = c->columns > 1 && chance(seed, 2) ? c->columns : SIZE_MAX;
    c->columns += c->total != SIZE_MAX;
    c->least = 3;
    bool has_groups = chance(seed, 3) == 0;
    for (size_t row = 0; row < c->rows; row++) {
        group[row] = row == 0 ? 0 : group[row - 1] + (has_groups && chance(seed, 2));
        int64_t sum = 0;
        for (size_t k = 0; k < c->columns; k++) {
            int64_t v = chance(seed, 3) ? (int64_t)chance(seed, 20) : (int64_t)chance(seed, 4);
            sum += k == c->total ? 0 : v;
            n[row * c->columns + k] = k == c->total ? sum : v;
        }
    }
}

/* The fewest cells that could be hidden so that the reader finds none; tables without totals hidden
 * and few cells only. */
static size_t fewest(const struct counts *c, size_t known)
{
    size_t cells = c->rows * c->columns, best = known;
    bool cell[MOST], sum[MOST * GROUPS] = {0};
    for (uint32_t set = 1; set < 1u << cells; set++) {
        struct hidden h = {cell, sum, sum, 0};
        bool holds = true;
        for (size_t i = 0; i < cells; i++) {
            cell[i] = set >> i & 1;
            h.cells += cell[i];
            holds = holds && (cell[i] || c->n[i] == 0 || c->n[i] >= c->least);
        }
        if (holds && h.cells < best && finds_none(c, &h, 1))
            best = h.cells;
    }
    return best;
}

static void test_random(struct arena *arena)
{
    uint64_t seed = 7;
    size_t bad = 0, bold = 0, hidden_cells = 0, least_cells = 0;
    for (int i = 0; i < 6000; i++) {
        int64_t n[MOST] = {0};
        size_t group[MOST] = {0};
        struct counts c = {.n = n, .group = group};
        random_table(&seed, &c, n, group);
        struct arena_mark before = arena_mark(arena);
        struct hidden h = suppress(arena, &c);
        bool has_sums = false;
        for (size_t k = 0; k < (group[c.rows - 1] + 1) * c.columns; k++)
            has_sums |= h.subtotal[k];
        bad += h.cells <= 9 && !finds_none(&c, &h, 0);
        bold += h.cells <= 9 && !finds_none(&c, &h, 1);
        if (h.cells && h.cells < 7 && !has_sums && c.rows * c.columns < 8) {
            hidden_cells += h.cells;
            least_cells += fewest(&c, h.cells);
        }
        arena_rewind(arena, before);
    }
    check(bad == 0, "a reader of totals finds no small cell (%zu tables)", bad);
    check(bold == 0, "nor does one who takes no cell for a nought (%zu tables)", bold);
    check(hidden_cells * 100 < least_cells * 115,
          "few more cells are hidden than must be: %zu, %zu", hidden_cells, least_cells);
}

static void test_large(struct arena *arena)
{
    size_t rows = 200000;
    int64_t *n = ARENA_ARRAY(arena, int64_t, rows);
    uint64_t seed = 3;
    for (size_t i = 0; i < rows; i++)
        n[i] = (int64_t)chance(&seed, 5);
    struct counts c = {rows, 1, n, NULL, SIZE_MAX, 3};
    check(suppress(arena, &c).cells > rows / 4, "a long list is done in time");
}

int main(void)
{
    struct arena *arena = arena_new();
    test_known(arena);
    test_random(arena);
    test_large(arena);
    arena_free(arena);
    return check_done();
}
