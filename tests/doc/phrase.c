/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phrases are found as a reader would find them, and all of them at once. */
#include "doc/phrase.h"

#include <stdio.h>
#include <string.h>

#include "tests/check.h"

struct sample {
    const char *sentence, *phrases, *text, *found; /* phrases apart by |; found: phrase@byte */
};

static const struct sample samples[] = {
    {"a phrase stands where it stands", "Ali", "Ali kam, und Ali ging.", "0@0 0@13 "},
    {"a part of a word is none", "Ali", "Alina, Kali, Ali1, 1Ali, Al i", ""},
    {"signs end a word", "Ali", "(Ali)/Ali-Ali'Ali", "0@1 0@6 0@10 0@14 "},
    {"case counts", "Ali", "ali ALI", ""},
    {"one may be in another", "Ali|Ali Baba|Baba|i B", "Ali Baba", "0@0 1@0 2@4 "},
    {"one may begin in another", "a b c|b c d", "a b c d", "0@0 1@2 "},
    {"one that fails may hide another", "a b a c|b a b", "a b a b a c", "1@2 0@4 "},
    {"white space is white space", "a b", "a\u00A0b a\n\tb a  b a\u2028b", "0@0 0@5 0@10 0@15 "},
    {"what is not seen is not there", "Muster", "Mus\u00ADter M\u200Buster **Mus**ter",
     "0@0 0@9 0@21 "},
    {"quotation marks are alike", "er sagt \"ja\"", "er sagt „ja“, er sagt »ja«, er sagt ‚ja’",
     "0@0 0@18 0@34 "},
    {"dashes are alike", "A - B", "A – B, A -- B, A — B", "0@0 0@9 0@17 "},
    {"letters are alike however they are encoded", "Öz|ﬁn", "O\u0308z fin Öz", "0@0 1@5 0@9 "},
    {"a mark makes another letter", "Ali", "Ali\u0301", ""},
    {"scripts without spaces have no words", "山田", "今日は山田です", "0@9 "},
    {"Arabic has", "علي", "علي وعلي", "0@0 "},
    {"an empty phrase is none", "| |\"|-|a", "a \" -", "4@0 "},
    {"of equal phrases the first stays", "x y|x  y", "x y", "0@0 "},
    {"beyond the basic plane", "𝔄li|😀 a", "Ali 😀 a", "0@0 1@4 "},
};

struct hits {
    char text[200];
    size_t n;
};

static void found(void *context, uint32_t id, uint32_t piece, uint32_t offset)
{
    struct hits *hits = context;
    (void)piece;
    hits->n += (size_t)snprintf(hits->text + hits->n, sizeof hits->text - hits->n, "%u@%u ",
                                (unsigned)id, (unsigned)offset);
}

static struct phrases *read_phrases(struct arena *arena, const char *list)
{
    struct phrases *phrases = phrases_new(arena);
    struct text rest = text_of(list);
    for (uint32_t id = 0;; id++) {
        size_t n = text_find_char(rest, '|');
        phrases_add(phrases, text_slice(rest, 0, n), id);
        if (n == SIZE_MAX)
            return phrases;
        rest = text_from(rest, n + 1);
    }
}

static void test_samples(struct arena *arena)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const struct sample *s = &samples[i];
        struct hits hits = {"", 0};
        struct prose *prose = prose_new(arena, read_phrases(arena, s->phrases), found, &hits);
        prose_piece(prose, 0);
        prose_add(prose, text_of(s->text), 0);
        prose_end(prose);
        check_text(text_of(hits.text), s->found, s->sentence);
    }
}

static void count(void *context, uint32_t id, uint32_t piece, uint32_t offset)
{
    (void)id;
    (void)piece;
    (void)offset;
    ++*(size_t *)context;
}

static void test_pieces(struct arena *arena)
{
    struct hits hits = {"", 0};
    struct phrases *phrases = read_phrases(arena, "Mara Muster|Muster|raMus");
    struct prose *prose = prose_new(arena, phrases, found, &hits);
    prose_piece(prose, 0);
    prose_add(prose, TEXT("Mara"), 4);
    prose_piece(prose, 1);
    prose_add(prose, TEXT("Mus"), 7);
    prose_add(prose, TEXT("ter"), 20);
    prose_end(prose);
    check_text(text_of(hits.text), "0@4 1@7 ", "pieces are words apart, what is added is not");
}

/* What a search that starts again at each place would take hours for. */
static void test_many(struct arena *arena)
{
    enum { PHRASES = 20000, LENGTH = 2000000 };
    struct phrases *phrases = phrases_new(arena);
    char *text = ARENA_ARRAY(arena, char, LENGTH + 1), phrase[64];
    size_t n = 0;
    for (uint32_t i = 0; i < PHRASES; i++) {
        int size = snprintf(phrase, sizeof phrase, "a a a a a a a a %u", (unsigned)i);
        phrases_add(phrases, (struct text){phrase, (size_t)size}, i);
    }
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = i % 2 ? ' ' : 'a';
    struct prose *prose = prose_new(arena, phrases, count, &n);
    prose_piece(prose, 0);
    prose_add(prose, (struct text){text, LENGTH}, 0);
    prose_add(prose, TEXT("19999"), 0);
    prose_end(prose);
    check(n == 1, "twenty thousand phrases in two million letters: one is there (%zu)", n);
}

/* Wherever in a long text a phrase stands, it is found whole, at its byte. */
static void test_everywhere(struct arena *arena)
{
    for (uint32_t before = 4000; before < 4200; before++) {
        struct hits hits = {"", 0};
        struct phrases *phrases = read_phrases(arena, "Mara Muster|x Mara");
        struct prose *prose = prose_new(arena, phrases, found, &hits);
        char wanted[40];
        prose_piece(prose, 0);
        for (uint32_t i = 0; i < before; i++)
            prose_add(prose, TEXT("y"), i);
        prose_add(prose, TEXT(" Mara Muster yMara Muster Mara Mustery Mara Muster"), before);
        prose_end(prose);
        snprintf(wanted, sizeof wanted, "0@%u 0@%u ", (unsigned)before + 1, (unsigned)before + 39);
        if (strcmp(hits.text, wanted) != 0)
            check_text(text_of(hits.text), wanted, "a phrase behind much text is found");
    }
}

int main(void)
{
    struct arena *arena = arena_new();
    test_samples(arena);
    test_pieces(arena);
    test_many(arena);
    test_everywhere(arena);
    arena_free(arena);
    return check_done();
}
