/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Directional characters in text: which are left out, and where the others stop to count. */
#include "doc/direction.h"

#include <string.h>

#include "base/utf8.h"

enum { FIRST_ISOLATE = 0x2066, LAST_ISOLATE = 0x2068, END_ISOLATE = 0x2069, DEEPEST = 64 };

bool is_override(uint32_t cp)
{
    return cp >= 0x202A && cp <= 0x202E;
}

/* The end of one is not worth a word. */
static void report(struct diag *diag, struct place at, uint32_t cp)
{
    static const char *const names[] = {"left-to-right embedding", "right-to-left embedding", NULL,
                                        "left-to-right override", "right-to-left override"};
    const char *name = names[cp - 0x202A];
    if (name)
        diag_warn(diag, at,
                  "U+%04X (%s) is left out: the text would say something else than it shows",
                  (unsigned)cp, name);
}

void direction_judge(struct diag *diag, struct place at, struct text text)
{
    for (size_t i = 0, n; (n = text_find(text_from(text, i), "\xE2\x80")) != SIZE_MAX;) {
        uint32_t cp;
        i += n;
        i += utf8_decode(text.p + i, text.n - i, &cp);
        if (is_override(cp))
            report(diag, at, cp);
    }
}

struct text direction_clean(struct arena *arena, struct text text)
{
    char *copy = arena_alloc(arena, text.n + 1, 1);
    size_t to = 0;
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        size_t n = utf8_decode(text.p + i, text.n - i, &cp);
        if (!is_override(cp))
            memcpy(copy + to, text.p + i, n);
        to += is_override(cp) ? 0 : n;
        i += n;
    }
    return (struct text){copy, to};
}

void direction_drop(struct passage *passage, struct letters *letters, size_t from)
{
    while (from < letters->n && !is_override(letters->p[from].cp))
        from++;
    size_t to = from;
    for (size_t i = from; i < letters->n; i++) {
        const struct letter *letter = &letters->p[i];
        if (!is_override(letter->cp)) {
            letters->p[to++] = *letter;
            continue;
        }
        struct place at =
            letter->look->is_fixed ? letter->look->span.at : passage_place(passage, letter->offset);
        report(passage->builder->diag, at, letter->cp);
    }
    letters->n = to;
}

/* Whether the character counts in a value with so many open isolates: the end of one that the value
 * did not open does not, nor what goes deeper than anybody reads. */
static bool counts(uint32_t cp, size_t *open)
{
    bool begins = cp >= FIRST_ISOLATE && cp <= LAST_ISOLATE;
    if ((begins && *open == DEEPEST) || (cp == END_ISOLATE && *open == 0))
        return false;
    *open += begins;
    *open -= cp == END_ISOLATE;
    return true;
}

void direction_enclose(struct letters *letters, size_t from, const struct look *look)
{
    size_t to = from, open = 0;
    for (size_t i = from; i < letters->n; i++)
        if (counts(letters->p[i].cp, &open))
            letters->p[to++] = letters->p[i];
    letters->n = to;
    for (; open > 0; open--)
        letters_add(letters, (struct letter){END_ISOLATE, 0, false, look});
}
