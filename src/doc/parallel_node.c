/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds `::: {.parallel}` … `:::` in a template's text and makes what stands between them a node of
 * its own, which expand.c walks once for each language. Opener and closer must stand in the same
 * section; what sections inside hold is taken as a whole. One that holds its languages already, as
 * divs with lang=, stays text. */
#include "doc/parallel_node.h"

#include <string.h>

#include "base/ascii.h"
#include "doc/fence.h"

enum { MOST_OPEN = 200 }; /* divs in each other */

struct fence_line {
    struct text indent;
    size_t colons; /* 0: the line is no fence */
    bool opens, is_parallel, has_lang;
};

static bool is_name_end(struct text rest)
{
    return !rest.n ||
           !(ascii_is_letter(*rest.p) || ascii_is_digit(*rest.p) || ascii_is_in("-_", *rest.p));
}

static bool has_word(struct text said, const char *word)
{
    for (size_t at; (at = text_find(said, word)) != SIZE_MAX;) {
        said = text_from(said, at + strlen(word));
        if (is_name_end(said))
            return true;
    }
    return false;
}

static struct fence_line read_fence(struct text line)
{
    struct fence_line out = {0};
    size_t from = 0, colons;
    while (from < line.n && ascii_is_in(" \t", line.p[from]))
        from++;
    struct text rest = text_from(line, from);
    for (colons = 0; colons < rest.n && rest.p[colons] == ':';)
        colons++;
    if (colons < 3)
        return out;
    struct text said = text_trim(text_from(rest, colons));
    out.indent = text_slice(line, 0, from);
    out.colons = colons;
    out.opens = said.n > 0;
    out.is_parallel = text_starts(said, "{")
                          ? has_word(said, ".parallel")
                          : text_starts(said, "parallel") && is_name_end(text_from(said, 8));
    out.has_lang = text_find(said, "lang=") != SIZE_MAX;
    return out;
}

/* A walk over the lines of the text nodes of one list. */
struct lines_walk {
    struct node *node; /* whose line was read last */
    size_t at, end;    /* that line in its text */
    bool starts_line;  /* what follows begins one */
    struct fence code;
};

/* The next whole line of literal text; false: none is left. */
static bool next_line(struct lines_walk *w, struct text *line)
{
    while (w->node) {
        bool is_text = w->node->kind == NODE_TEXT;
        struct text rest = is_text ? text_from(w->node->text, w->end) : (struct text){"", 0};
        if (!rest.n) {
            w->starts_line = is_text ? w->starts_line : w->node->is_standalone;
            w->node = w->node->next;
            w->end = 0;
            continue;
        }
        bool is_whole = w->starts_line || (w->end == 0 && w->node->at.col == 1);
        size_t n = text_find_char(rest, '\n');
        w->at = w->end;
        w->end += n == SIZE_MAX ? rest.n : n + 1;
        w->starts_line = n != SIZE_MAX;
        *line = text_slice(rest, 0, n == SIZE_MAX ? rest.n : n);
        if (is_whole)
            return true;
    }
    return false;
}

/* The next line that is a div's fence. */
static bool next_fence(struct lines_walk *w, struct fence_line *out)
{
    struct text line;
    while (next_line(w, &line)) {
        if (fence_line(&w->code, line))
            continue;
        *out = read_fence(line);
        if (out->colons)
            return true;
    }
    return false;
}

/* The closing line of the div that the walk stands at, by the rule of div.c: a fence closes the
 * innermost div with as many colons, else the innermost. False: there is none in this list. */
static bool find_closer(struct lines_walk *w, size_t colons, bool *has_languages)
{
    size_t open[MOST_OPEN] = {colons}, n = 1;
    struct fence_line f;
    *has_languages = false;
    while (n > 0 && next_fence(w, &f)) {
        if (f.opens) {
            *has_languages = *has_languages || (n == 1 && f.has_lang);
            if (n == MOST_OPEN)
                return false;
            open[n++] = f.colons;
            continue;
        }
        size_t i = n;
        while (i > 0 && open[i - 1] != f.colons)
            i--;
        n = i > 0 ? i - 1 : n - 1;
    }
    return n == 0;
}

/* Divides a text node before byte `at`: the rest is a node behind it, which is returned. */
static struct node *split(struct arena *arena, struct node *node, size_t at)
{
    struct node *rest = ARENA_NEW(arena, struct node);
    *rest = *node;
    rest->at = place_after(node->at, node->text, at);
    rest->text = text_from(node->text, at);
    node->text = text_slice(node->text, 0, at);
    node->next = rest;
    return rest;
}

struct cutter {
    struct arena *arena;
    unsigned parallels, layouts;
};

/* From the opener's line, where the walk stands; returns the node that is walked on from. */
static struct node *cut(struct cutter *c, const struct lines_walk *opener,
                        const struct lines_walk *closer, const struct fence_line *fence)
{
    struct node *first = opener->node, *last = closer->node;
    struct place at = place_after(first->at, first->text, opener->at);
    /* From the end, so that offsets hold; what is behind begins with the closing line. */
    struct node *after = split(c->arena, last, closer->at);
    struct node *inside = split(c->arena, first, opener->end);
    if (last == first)
        last = inside;
    struct node *node = ARENA_NEW(c->arena, struct node);
    *node = (struct node){.kind = NODE_PARALLEL,
                          .at = at,
                          .indent = fence->indent,
                          .colons = fence->colons,
                          .number = ++c->parallels,
                          .is_standalone = true,
                          .child = inside,
                          .next = after};
    first->next = node;
    last->next = NULL;
    return after;
}

static void cut_list(struct cutter *c, struct node *list)
{
    struct lines_walk w = {.node = list};
    struct fence_line fence;
    while (next_fence(&w, &fence)) {
        bool has_languages;
        struct lines_walk closer = w;
        if (!fence.opens || !fence.is_parallel ||
            !find_closer(&closer, fence.colons, &has_languages) || has_languages)
            continue;
        struct node *after = cut(c, &w, &closer, &fence);
        w = (struct lines_walk){.node = after, .starts_line = true};
        struct text line;
        next_line(&w, &line); /* the closing fence */
    }
    for (struct node *n = list; n; n = n->next) {
        if (n->kind == NODE_LAYOUT)
            n->number = ++c->layouts;
        cut_list(c, n->child);
    }
}

void parallel_nodes_cut(struct arena *arena, struct node *body)
{
    struct cutter c = {.arena = arena};
    cut_list(&c, body);
}

const struct node *parallel_node_find(const struct node *list, enum node_kind kind, unsigned number)
{
    for (const struct node *n = list; n; n = n->next) {
        if (n->kind == kind && n->number == number)
            return n;
        const struct node *inside = parallel_node_find(n->child, kind, number);
        if (inside)
            return inside;
    }
    return NULL;
}
