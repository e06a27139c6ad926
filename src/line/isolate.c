/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is ordered by itself inside a paragraph, as if isolates of UAX #9 stood around it: words in
 * another language, code, what a tag printed, footnotes' marks, and what is read from left to right
 * as one whole wherever it stands: addresses of web and mail, telephone numbers, ISO dates, signed
 * numbers (whole.c finds these). Only paragraphs that are not plain from left to right ask. */
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "doc/language.h"
#include "line/whole.h"

enum { RANK_LANGUAGE, RANK_INNER_LANGUAGE, RANK_CODE, RANK_VALUE, RANK_WHOLE };

struct finder {
    struct arena *arena;
    const struct paragraph *p;
    const struct unit *unit;
    size_t n;
    uint32_t *first; /* unit of each stretch, and n */
    struct isolate *isolate;
    size_t isolates, cap;
};

static void add(struct finder *f, uint32_t from, uint32_t to, bool is_rtl, uint8_t rank)
{
    if (from == to)
        return;
    f->isolate = arena_grow(f->arena, f->isolate, sizeof *f->isolate, &f->cap, f->isolates + 1);
    f->isolate[f->isolates++] = (struct isolate){from, to, is_rtl, rank};
}

static void find_first(struct finder *f)
{
    size_t stretches = f->p->stretches, next = 0;
    f->first = ARENA_ARRAY(f->arena, uint32_t, stretches + 1);
    for (size_t i = 0; i < f->n; i++)
        for (; next < stretches && next <= f->unit[i].stretch; next++)
            f->first[next] = (uint32_t)i;
    for (; next <= stretches; next++)
        f->first[next] = (uint32_t)f->n;
}

static bool is_rtl_in(const struct paragraph *p, const struct stretch *stretch)
{
    return stretch->lang ? language_is_rtl(stretch->lang) : p->is_rtl;
}

/* Stretches [from, to) have a language of their own each. Where one returns, what stands between is
 * inside of it. */
static void add_languages(struct finder *f, size_t from, size_t to)
{
    const struct stretch *stretch = f->p->stretch;
    for (size_t i = from, end; i < to; i = end) {
        bool is_rtl = language_is_rtl(stretch[i].lang);
        for (end = to; language_is_rtl(stretch[end - 1].lang) != is_rtl;)
            end--;
        add(f, f->first[i], f->first[end], is_rtl, RANK_LANGUAGE);
        for (size_t k = i, last; k < end; k = last) {
            bool is_other = language_is_rtl(stretch[k].lang) != is_rtl;
            for (last = k + 1;
                 last < end && (language_is_rtl(stretch[last].lang) != is_rtl) == is_other;)
                last++;
            if (is_other)
                add(f, f->first[k], f->first[last], !is_rtl, RANK_INNER_LANGUAGE);
        }
    }
}

static void find_languages(struct finder *f)
{
    const struct paragraph *p = f->p;
    for (size_t i = 0, to; i < p->stretches; i = to) {
        for (to = i; to < p->stretches && p->stretch[to].lang;)
            to++;
        if (to > i)
            add_languages(f, i, to);
        else
            to++;
    }
}

static bool is_ordered_with(const struct stretch *a, const struct stretch *b)
{
    return a->order == b->order && (a->order != ORDER_OF_MARK || a->owner == b->owner);
}

static void find_code(struct finder *f)
{
    const struct paragraph *p = f->p;
    for (size_t i = 0, to; i < p->stretches; i = to) {
        for (to = i + 1; to < p->stretches && is_ordered_with(&p->stretch[i], &p->stretch[to]);)
            to++;
        if (p->stretch[i].order != ORDER_OF_TEXT)
            add(f, f->first[i], f->first[to], false, RANK_CODE);
    }
}

static bool is_same_value(const struct stretch *a, const struct stretch *b)
{
    return a->is_value && b->is_value && a->at.line == b->at.line && a->at.col == b->at.col &&
           a->at.file == b->at.file && a->at.row == b->at.row;
}

static bool is_white_at(const struct finder *f, size_t i)
{
    return i >= f->n || f->unit[i].kind != ATOM_WORD;
}

/* A number that something stands right beside ("COVID-{{n}}", "{{n}}%") is ordered with that, as if
 * it had been typed. */
static bool is_part_of_word(const struct finder *f, uint32_t from, uint32_t to)
{
    return (from > 0 && !is_white_at(f, from - 1)) || !is_white_at(f, to);
}

/* A value follows its first strong letter; without one, the language around it. */
static void add_value(struct finder *f, const struct stretch *stretch, uint32_t from, uint32_t to)
{
    int strong = first_strong(f->unit, from, to);
    bool is_rtl = strong ? strong > 0 : is_rtl_in(f->p, stretch);
    if (strong || !is_part_of_word(f, from, to))
        add(f, from, to, is_rtl, RANK_VALUE);
}

static void find_values(struct finder *f)
{
    const struct paragraph *p = f->p;
    for (size_t i = 0, to; i < p->stretches; i = to) {
        for (to = i + 1; to < p->stretches && is_same_value(&p->stretch[i], &p->stretch[to]);)
            to++;
        if (p->stretch[i].is_value)
            add_value(f, &p->stretch[i], f->first[i], f->first[to]);
    }
}

static void find_wholes(struct finder *f)
{
    for (size_t i = 0, from, to; whole_find(f->unit, f->n, i, &from, &to); i = to)
        add(f, (uint32_t)from, (uint32_t)to, false, RANK_WHOLE);
}

static int compare(const void *left, const void *right)
{
    const struct isolate *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->to != b->to)
        return a->to > b->to ? -1 : 1;
    return (a->rank > b->rank) - (a->rank < b->rank);
}

/* Of two that cross, the later goes. */
static size_t drop_crossing(struct isolate *isolate, size_t n, uint32_t *ends)
{
    size_t kept = 0, open = 0;
    for (size_t i = 0; i < n; i++) {
        while (open > 0 && ends[open - 1] <= isolate[i].from)
            open--;
        if (open > 0 && isolate[i].to > ends[open - 1])
            continue;
        ends[open++] = isolate[i].to;
        isolate[kept++] = isolate[i];
    }
    return kept;
}

struct isolate *isolates_find(struct shaper *shaper, const struct paragraph *p,
                              const struct unit *unit, size_t n, size_t *isolates)
{
    struct finder f = {.arena = shaper->scratch, .p = p, .unit = unit, .n = n};
    find_first(&f);
    find_languages(&f);
    find_code(&f);
    find_values(&f);
    find_wholes(&f);
    if (f.isolates)
        qsort(f.isolate, f.isolates, sizeof *f.isolate, compare);
    uint32_t *ends = ARENA_ARRAY(shaper->scratch, uint32_t, f.isolates + 1);
    *isolates = drop_crossing(f.isolate, f.isolates, ends);
    return f.isolate;
}
