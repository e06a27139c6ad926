/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/sum.h"

#include <stdlib.h>

#include "tests/check.h"

#define LARGEST "9223372036854775807"

/* Values as the database gives them, parted by blanks: with a point REAL, "-" NULL, letters TEXT.
 */
static const struct {
    const char *sentence, *values, *sum; /* "broken": there is none */
} sums[] = {
    {"nothing adds up to nought", "", "0"},
    {"NULL adds nothing", "- 7 -", "7"},
    {"integers stay integers", "1 -3 20", "18"},
    {"decimals are exact", "0.1 0.2", "0.3"},
    {"one decimal makes the sum one", "1 0.5 2", "3.5"},
    {"a decimal keeps a digit behind its point", "0.5 0.5", "1.0"},
    {"six places count", "0.000001 0.000001", "0.000002"},
    {"below nought, too", "-0.25 -1", "-1.25"},
    {"just below nought", "0.25 -0.5", "-0.25"},
    {"the largest integer is reached", LARGEST " -1 1", LARGEST},
    {"beyond it there is no sum", LARGEST " 1", "broken"},
    {"nor of decimals that large", LARGEST " 0.5", "broken"},
    {"words cannot be summed up", "1 zwei", "broken"},
};

static struct value value_of(struct text word)
{
    struct value value = {.kind = VALUE_INT, .s = word};
    if (text_is(word, "-"))
        value.kind = VALUE_NULL;
    else if (text_find_char(word, '.') != SIZE_MAX)
        value.kind = VALUE_REAL;
    else if (word.n > 1 ? word.p[1] > '9' : word.p[0] > '9')
        value.kind = VALUE_TEXT;
    else
        value.i = strtoll(word.p, NULL, 10);
    return value;
}

int main(void)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        struct sum sum = {0};
        struct text rest = text_of(sums[i].values), word;
        while (text_next_part(&rest, ' ', &word)) {
            struct value value = value_of(word);
            sum_add(&sum, &value);
        }
        struct text got = sum.is_broken ? TEXT("broken") : sum_value(arena, &sum)->s;
        check_text(got, sums[i].sum, sums[i].sentence);
    }
    arena_free(arena);
    return check_done();
}
