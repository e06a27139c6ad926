/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diagnostic.h"

#include <stdlib.h>

#include "tests/check.h"

static const char *const names[] = {"title", "starts", "customer_name", "city"};

static void nearest_names(void)
{
    static const struct {
        const char *word, *nearest;
    } cases[] = {{"titel", "title"},  {"custmer_name", "customer_name"},
                 {"start", "starts"}, {"xyz", NULL},
                 {"", NULL},          {"citty", "city"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *got = diag_nearest(text_of(cases[i].word), names, 4);
        check(got == cases[i].nearest ||
                  (got && cases[i].nearest && !strcmp(got, cases[i].nearest)),
              "'%s' suggests %s, not %s", cases[i].word,
              cases[i].nearest ? cases[i].nearest : "nothing", got ? got : "nothing");
    }
}

static void messages_are_printed_in_gnu_order_with_their_line(void)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    diag_source(diag, "templates/event.md", TEXT("a\n# {{event.titel}}\n"));
    struct place at = {"templates/event.md", 2, 3, "event id=3"};
    diag_warn(diag, (struct place){"templates/event.md", 9, 1, NULL}, "later\x1B[2J");
    diag_error(diag, at, "no column '%s' in query 'event'", "titel");
    diag_suggest(diag, at, TEXT("titel"), names, 4);
    char *out = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&out, &n);
    diag_print(diag, file);
    fclose(file);
    check_text((struct text){out, n},
               "templates/event.md:2:3: error: no column 'titel' in query 'event' (event id=3)\n"
               "   2 | # {{event.titel}}\n"
               "templates/event.md:2:3: note: did you mean 'title'?\n"
               "templates/event.md:9:1: warning: later?[2J\n",
               "messages come by place, with source line and note, control characters disarmed");
    check(diag_errors(diag) == 1 && diag_warnings(diag) == 1, "levels are counted");
    free(out);
    arena_free(arena);
}

static void places_count_code_points(void)
{
    struct place at = place_after((struct place){"f", 3, 5, NULL}, TEXT("ä\nüöx"), 7);
    check(at.line == 4 && at.col == 3, "a place counts lines and code points, not %u:%u", at.line,
          at.col);
    at = place_after((struct place){"f", 3, 5, NULL}, TEXT("äb"), 2);
    check(at.line == 3 && at.col == 6, "on the first line columns go on from the start");
}

int main(void)
{
    nearest_names();
    messages_are_printed_in_gnu_order_with_their_line();
    places_count_code_points();
    return check_done();
}
