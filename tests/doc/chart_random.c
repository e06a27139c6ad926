/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random charts: shares against a second reckoning, and that nothing printed tells what is hidden.
 */
#include "tests/doc/chartrows.h"

/* --- random numbers --- */

static uint32_t random_state = 1;

static int64_t random_below(int64_t n)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (int64_t)(random_state >> 8) % n;
}

/* Rows "cK" with so many columns "a", "b" … */
static const char *random_rows(struct arena *arena, size_t rows, size_t columns, int64_t most,
                               int64_t *n)
{
    const char *text = "l";
    for (size_t s = 0; s < columns; s++)
        text = arena_printf(arena, "%s|%c", text, (int)('a' + s));
    for (size_t i = 0; i < rows; i++) {
        text = arena_printf(arena, "%s\nc%zu", text, i);
        for (size_t s = 0; s < columns; s++) {
            n[i * columns + s] = random_below(most + 1);
            text = arena_printf(arena, "%s|%lld", text, (long long)n[i * columns + s]);
        }
    }
    return text;
}

/* Largest remainder, told apart from any other way of rounding: each share is the exact one rounded
 * up or down, they add up, and who is rounded up has no less left over than who is not. */
static bool are_shares_right(const struct chart *chart, const int64_t *n, int64_t sum)
{
    int total = 0;
    int64_t least_up = INT64_MAX, most_down = -1;
    for (size_t i = 0; i < chart->categories; i++) {
        int64_t share = chart->value[i].share_bp / 10, exact = n[i] * 1000;
        bool is_up = share > exact / sum;
        if (share < exact / sum || share > exact / sum + 1 || chart->value[i].share_bp % 10)
            return false;
        if (is_up && exact % sum < least_up)
            least_up = exact % sum;
        if (!is_up && exact % sum > most_down)
            most_down = exact % sum;
        total += chart->value[i].share_bp;
    }
    return total == 10000 && least_up >= most_down;
}

static void check_shares(void)
{
    size_t wrong = 0, done = 0;
    while (done < 3000) {
        struct arena *arena = arena_new();
        int64_t n[12], sum = 0;
        size_t rows = (size_t)random_below(11) + 1;
        const char *text = random_rows(arena, rows, 1, done % 2 ? 300 : 9, n);
        for (size_t i = 0; i < rows; i++)
            sum += n[i];
        if (sum >= 5) {
            struct diag *diag = diag_new(arena);
            const struct chart *chart = chart_of(parse(
                arena, read_rows(arena, text), "type=pie x=l y=a share=yes sort=none", "de", diag));
            wrong += !chart || !are_shares_right(chart, n, sum);
            done++;
        }
        arena_free(arena);
    }
    check(wrong == 0, "%zu of %zu charts have wrong shares", wrong, done);
}

/* --- what is hidden stays so --- */

enum { MOST_VALUE = 9 };

/* How many values one of n hidden counts may have if they add up to sum, and each is `least` or
 * more. */
static int64_t possible_values(size_t n, int64_t sum, int64_t least)
{
    return n == 1 ? 1 : sum - (int64_t)n * least + 1;
}

/* A line of counts whose sum is printed: true if each hidden one may be several. A reader takes
 * them for 1 or more, unless a 0 had to be hidden for want of others. */
static bool is_line_safe(const struct chart_value *value, size_t n, const int64_t *count,
                         bool has_sum)
{
    size_t hidden = 0;
    int64_t sum = 0, least = 1;
    for (size_t i = 0; i < n; i++) {
        hidden += value[i].is_hidden;
        least = value[i].is_hidden && count[i] < least ? count[i] : least;
        sum += value[i].is_hidden ? count[i] : 0;
    }
    return !hidden || !has_sum || possible_values(hidden, sum, least) > 1;
}

/* A small count is printed nowhere, and the alternative text names no category whose value is
 * hidden. */
static bool are_small_hidden(struct arena *arena, const struct chart *chart, const int64_t *count)
{
    for (size_t i = 0; i < chart->categories * chart->series; i++) {
        const struct chart_value *value = &chart->value[i];
        const char *name =
            arena_printf(arena, "(c%zu%s", i / chart->series, chart->series == 1 ? ")" : "");
        bool is_small = count[i] == 1 || count[i] == 2;
        bool says_nothing = text_is(value->said, "•") && !value->share_said.n &&
                            value->share_bp < 0 && value->n == 0;
        if ((is_small && !value->is_hidden) || (value->is_hidden && !says_nothing))
            return false;
        if (chart->series == 1 && value->is_hidden && text_find(chart->alt, name) != SIZE_MAX)
            return false;
    }
    return true;
}

static bool hides_enough(struct arena *arena, const struct chart *chart, const int64_t *count)
{
    size_t series = chart->series;
    bool is_safe = are_small_hidden(arena, chart, count);
    for (size_t i = 0; chart->total_said && i < chart->categories; i++)
        is_safe = is_safe && is_line_safe(&chart->value[i * series], series, &count[i * series],
                                          !text_is(chart->total_said[i], "•"));
    if (series == 1)
        is_safe =
            is_safe && is_line_safe(chart->value, chart->categories, count, chart->base_said.n > 0);
    return is_safe;
}

static void check_hiding(void)
{
    static const char *const keys[] = {
        "type=stacked x=l y=\"a b c\" suppress=3",
        "type=bar x=l y=a base=sum suppress=3 share=yes",
        "type=pie x=l y=a suppress=3 sort=none",
        "type=stacked x=l y=\"a b\" suppress=3 share=yes base=sum",
    };
    static const size_t columns[] = {3, 1, 1, 2};
    size_t wrong = 0, done = 0;
    for (; done < 4000; done++) {
        struct arena *arena = arena_new();
        struct diag *diag = diag_new(arena);
        int64_t n[12];
        size_t rows = (size_t)random_below(4) + 1, series = columns[done % 4];
        const char *text = random_rows(arena, rows, series, MOST_VALUE, n);
        const struct chart *chart =
            chart_of(parse(arena, read_rows(arena, text), keys[done % 4], "de", diag));
        bool is_wrong = chart && !hides_enough(arena, chart, n);
        if (is_wrong && !wrong++)
            printf("%s: %s\n", keys[done % 4], text);
        arena_free(arena);
    }
    check(wrong == 0, "%zu of %zu charts tell what is hidden", wrong, done);
}

int main(void)
{
    check_shares();
    check_hiding();
    return check_done();
}
