/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diagnostic.h"

#include <stdlib.h>

#include "tests/check.h"
#include "tests/printed.h"

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

/* The messages of one document as "level:text", without those told for another one before. */
static const char *news(struct arena *arena, struct diag *seen, const char *const *error, size_t n,
                        const char *row)
{
    struct diag *diag = diag_new(arena);
    struct place at = {"f", 1, 1, row};
    for (size_t i = 0; i < n; i++) {
        diag_error(diag, at, "%s", error[i]);
        diag_note(diag, at, "about %s", error[i]);
    }
    diag_drop_seen(diag, seen);
    return arena_printf(arena, "%zu\n%.*s", diag_errors(diag), (int)printed_messages(arena, diag).n,
                        printed_messages(arena, diag).p);
}

static void what_was_seen_is_dropped(void)
{
    struct arena *arena = arena_new();
    struct diag *seen = diag_new(arena);
    static const char *const first[] = {"a", "b", "a"}, *const second[] = {"b", "c"};
    check_text(text_of(news(arena, seen, first, 3, NULL)),
               "2\nf:1:1: error: a\nf:1:1: note: about a\nf:1:1: error: b\nf:1:1: note: about b\n",
               "what comes twice is told once");
    check_text(text_of(news(arena, seen, second, 2, NULL)),
               "1\nf:1:1: error: c\nf:1:1: note: about c\n",
               "what was told for another document is dropped, with its notes");
    check_text(text_of(news(arena, seen, second, 1, "row 2")),
               "1\nf:1:1: error: b (row 2)\nf:1:1: note: about b\n", "another row is news");
    size_t told = 0;
    for (int i = 0; i < 2000; i++) {
        const char *word = arena_printf(arena, "word %d", i % 1000);
        told += *news(arena, seen, &word, 1, NULL) == '1';
    }
    check(told == 1000, "of 2000 messages 1000 are news, not %zu", told);
    arena_free(arena);
}

static void an_info_is_no_warning(void)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    diag_info(diag, (struct place){"f", 1, 1, NULL}, "by the way");
    check(diag_count(diag) == 0, "it is not counted");
    check_text(printed_messages(arena, diag), "f:1:1: info: by the way\n", "but printed");
    arena_free(arena);
}

static void many_alike_are_counted(void)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    for (uint32_t i = 1; i <= 12; i++) {
        diag_warn(diag, (struct place){"a.md", i, 1, NULL}, "no words %u", i);
        diag_fold(diag, "have no words");
        diag_note(diag, (struct place){"a.md", i, 1, NULL}, "a note %u", i);
        diag_warn(diag, (struct place){"b.md", i, 1, NULL}, "another %u", i);
        if (i < 11)
            diag_fold(diag, "are others");
    }
    struct text said = printed_messages(arena, diag);
    check(text_find(said, "a.md:10:1: warning: no words 10") != SIZE_MAX &&
              text_find(said, "no words 11") == SIZE_MAX &&
              text_find(said, "a note 11") == SIZE_MAX,
          "ten are told, with their notes: %s", said.p);
    check(text_ends(said, "\nwarning: 2 more have no words\n"), "the others are counted: %s",
          said.p);
    check(text_find(said, "another 12") != SIZE_MAX && text_find(said, "are others") == SIZE_MAX,
          "ten alike and what is like nothing are told in full");
    check(diag_warnings(diag) == 24, "each counts");
    arena_free(arena);
}

int main(void)
{
    many_alike_are_counted();
    nearest_names();
    messages_are_printed_in_gnu_order_with_their_line();
    places_count_code_points();
    what_was_seen_is_dropped();
    an_info_is_no_warning();
    return check_done();
}
