/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compiler of hyphenation patterns: reads a dictionary of libhyphen's (hyph_TAG.dic) or the
 * patterns and exceptions of TeX (hyph-TAG.pat.txt, .hyp.txt), builds each level's trie with the
 * fallbacks of Aho & Corasick (1975), and writes it as trie.h says. All patterns that end in a
 * place count (Liang 1983): what the fallbacks of a state apply is joined to its own.
 * libhyphen leaves that to the dictionary's author, and half of Debian's have not done it.
 * Dictionaries with two levels or changes of spelling are written for libhyphen, and a state
 * applies its own only. */
#include "line/trie.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ucnv.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "line/hyphenate.h"

enum {
    LONGEST_PATTERN = 120,
    MOST_LETTERS = 2000,
    EXCEPTION_WHOLE = 10, /* above all values of patterns, which are digits */
    EXCEPTION_BREAK = 11
};

static const char patterns_end[] = ".pat.txt", exceptions_end[] = ".hyp.txt";

struct node {
    uint32_t cp;
    struct node *child, *next, *parent, *fallback;
    uint32_t number, match;
    uint16_t children;
    struct trie_replacement *replacement;
};

struct level {
    struct node *root;
    struct node **in_order; /* by breadth */
    uint32_t states;
};

struct compiler {
    struct arena *arena;
    struct level level[TRIE_LEVELS];
    uint32_t levels;
    uint32_t letter[MOST_LETTERS], letters;
    struct buf bytes;
    uint32_t least_before, least_after, part_before, part_after, replacements;
    const char *fault;
};

/* A line of the dictionary taken apart: letters, and a value before each and after the last. */
struct pattern {
    uint32_t letter[LONGEST_PATTERN];
    uint8_t value[LONGEST_PATTERN + 1];
    size_t letters;
    struct text replacement; /* what follows "/", up to the first comma; p NULL: none */
    uint32_t index, cut;
};

static struct node *find_child(const struct node *node, uint32_t cp)
{
    for (struct node *child = node->child; child; child = child->next) {
        if (child->cp == cp)
            return child;
    }
    return NULL;
}

/* Children are kept in order of code points, which is the order of symbols. */
static struct node *add_child(struct compiler *c, struct level *level, struct node *node,
                              uint32_t cp)
{
    struct node **link = &node->child;
    while (*link && (*link)->cp < cp)
        link = &(*link)->next;
    struct node *child = ARENA_NEW(c->arena, struct node);
    *child = (struct node){.cp = cp, .parent = node, .next = *link, .match = TRIE_NONE};
    *link = child;
    node->children++;
    level->states++;
    return child;
}

static void add_letter(struct compiler *c, uint32_t cp)
{
    uint32_t at = 0;
    while (at < c->letters && c->letter[at] < cp)
        at++;
    if (at < c->letters && c->letter[at] == cp)
        return;
    if (c->letters == MOST_LETTERS) {
        c->fault = "the dictionary has too many different letters";
        return;
    }
    memmove(&c->letter[at + 1], &c->letter[at], (c->letters - at) * sizeof c->letter[0]);
    c->letter[at] = cp;
    c->letters++;
}

/* "ff=f,1,2": the text, and 1-based start and length in letters; without numbers, the whole. */
static void parse_replacement(struct pattern *p, struct text rest)
{
    char number[16] = {0};
    size_t comma = text_find_char(rest, ',');
    p->replacement = text_slice(rest, 0, comma < rest.n ? comma : rest.n);
    p->index = 0;
    p->cut = (uint32_t)(p->letters - (p->letters && p->letter[0] == '.') -
                        (p->letters && p->letter[p->letters - 1] == '.'));
    if (comma >= rest.n)
        return;
    struct text numbers = text_from(rest, comma + 1);
    memcpy(number, numbers.p, numbers.n < sizeof number ? numbers.n : sizeof number - 1);
    unsigned index = 0, cut = 0;
    if (sscanf(number, "%u,%u", &index, &cut) == 2 && index > 0) {
        p->index = index - 1;
        p->cut = cut;
    }
}

static bool parse_pattern(struct text line, struct pattern *p)
{
    memset(p, 0, sizeof *p);
    size_t slash = text_find_char(line, '/');
    struct text letters = text_slice(line, 0, slash < line.n ? slash : line.n);
    for (size_t i = 0; i < letters.n;) {
        uint32_t cp;
        i += utf8_decode(letters.p + i, letters.n - i, &cp);
        if (cp <= ' ')
            break;
        if (cp >= '0' && cp <= '9') {
            p->value[p->letters] = (uint8_t)(cp - '0');
            continue;
        }
        if (p->letters == LONGEST_PATTERN)
            return false;
        p->letter[p->letters++] = cp;
    }
    if (slash < line.n)
        parse_replacement(p, text_from(line, slash + 1));
    return p->letters > 0;
}

static uint32_t add_string(struct compiler *c, struct text t)
{
    uint32_t at = (uint32_t)c->bytes.n;
    buf_text(&c->bytes, t);
    buf_char(&c->bytes, '\0');
    return at;
}

static void set_replacement(struct compiler *c, struct node *node, const struct pattern *p,
                            uint32_t level)
{
    size_t equals = p->replacement.p ? text_find_char(p->replacement, '=') : SIZE_MAX;
    c->replacements -= node->replacement != NULL;
    node->replacement = NULL;
    if (equals >= p->replacement.n)
        return;
    struct trie_replacement *r = ARENA_NEW(c->arena, struct trie_replacement);
    *r = (struct trie_replacement){.level = level, .index = p->index, .cut = p->cut};
    r->pre = add_string(c, text_slice(p->replacement, 0, equals));
    r->post = add_string(c, text_trim(text_from(p->replacement, equals + 1)));
    node->replacement = r;
    c->replacements++;
}

static uint32_t add_values(struct compiler *c, const uint8_t *value, size_t n)
{
    uint32_t at = (uint32_t)c->bytes.n;
    buf_char(&c->bytes, (char)n);
    buf_add(&c->bytes, value, n);
    return at;
}

/* Values without their leading zeros; where there is a replacement, from the first letter on, for
 * its index counts from there. */
static void set_values(struct compiler *c, struct node *node, const struct pattern *p)
{
    size_t from = 0;
    if (p->replacement.p)
        from = p->letter[0] == '.';
    else
        while (from <= p->letters && p->value[from] == 0)
            from++;
    node->match = add_values(c, p->value + from, p->letters + 1 - from);
}

static void add_pattern(struct compiler *c, uint32_t number, const struct pattern *p)
{
    struct level *level = &c->level[number];
    struct node *node = level->root;
    for (size_t i = 0; i < p->letters; i++) {
        struct node *child = find_child(node, p->letter[i]);
        add_letter(c, p->letter[i]);
        node = child ? child : add_child(c, level, node, p->letter[i]);
    }
    set_values(c, node, p);
    set_replacement(c, node, p, number);
}

static void start_level(struct compiler *c)
{
    struct level *level = &c->level[c->levels++];
    level->root = ARENA_NEW(c->arena, struct node);
    level->root->match = TRIE_NONE;
    level->states = 1;
}

/* Keywords with a number; NOHYPHEN is about signs that never occur in a word of letters. */
static bool read_keyword(struct compiler *c, struct text line)
{
    const struct {
        const char *name;
        uint32_t *value;
    } known[] = {
        {"LEFTHYPHENMIN", &c->least_before},
        {"RIGHTHYPHENMIN", &c->least_after},
        {"COMPOUNDLEFTHYPHENMIN", &c->part_before},
        {"COMPOUNDRIGHTHYPHENMIN", &c->part_after},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!text_starts(line, known[i].name))
            continue;
        const char *number = arena_string(c->arena, text_from(line, strlen(known[i].name)));
        *known[i].value = (uint32_t)strtoul(number, NULL, 10);
        return true;
    }
    return text_starts(line, "NOHYPHEN");
}

static void read_line(struct compiler *c, struct text line)
{
    struct pattern pattern;
    if (text_starts(line, "NEXTLEVEL")) {
        if (c->levels == TRIE_LEVELS)
            c->fault = "the dictionary has too many levels";
        else
            start_level(c);
        return;
    }
    if (line.n == 0 || line.p[0] == '#' || line.p[0] == '%' || read_keyword(c, line))
        return;
    if (parse_pattern(line, &pattern))
        add_pattern(c, c->levels - 1, &pattern);
}

static void number_states(struct compiler *c, struct level *level)
{
    level->in_order = ARENA_ARRAY(c->arena, struct node *, level->states);
    level->in_order[0] = level->root;
    uint32_t n = 1;
    for (uint32_t i = 0; i < n; i++) {
        for (struct node *child = level->in_order[i]->child; child; child = child->next) {
            child->number = n;
            level->in_order[n++] = child;
        }
    }
}

/* In order of breadth, so that the shorter suffixes are known. */
static void set_fallbacks(struct level *level)
{
    level->root->fallback = level->root;
    for (uint32_t i = 1; i < level->states; i++) {
        struct node *node = level->in_order[i];
        struct node *suffix = node->parent;
        node->fallback = level->root;
        while (suffix != level->root) {
            suffix = suffix->fallback;
            struct node *child = find_child(suffix, node->cp);
            if (child) {
                node->fallback = child;
                break;
            }
        }
    }
}

/* Joins the values of what a state's fallback applies to its own; both end with the state. */
static void join_values(struct compiler *c, struct node *node)
{
    uint32_t other = node->fallback->match;
    if (node->match == TRIE_NONE)
        node->match = other;
    if (other == TRIE_NONE || node->match == other)
        return;
    uint8_t value[LONGEST_PATTERN + 1] = {0};
    const uint8_t *own = (const uint8_t *)c->bytes.p + node->match;
    const uint8_t *theirs = (const uint8_t *)c->bytes.p + other;
    size_t n = *own > *theirs ? *own : *theirs;
    memcpy(value + n - *own, own + 1, *own);
    for (size_t i = 0; i < *theirs; i++) {
        uint8_t *at = &value[n - *theirs + i];
        *at = theirs[1 + i] > *at ? theirs[1 + i] : *at;
    }
    if (n != *own || memcmp(value, own + 1, n) != 0)
        node->match = add_values(c, value, n);
}

/* In order of breadth: a fallback has joined its own before. */
static void join_suffixes(struct compiler *c, struct level *level)
{
    for (uint32_t i = 1; i < level->states; i++)
        join_values(c, level->in_order[i]);
}

static uint16_t symbol_of(const struct compiler *c, uint32_t cp)
{
    uint32_t at = 0;
    while (at < c->letters && c->letter[at] != cp)
        at++;
    return (uint16_t)at;
}

static void write_states(const struct compiler *c, const struct level *level, struct buf *out)
{
    for (uint32_t i = 0; i < level->states; i++) {
        const struct node *node = level->in_order[i];
        struct trie_state state = {
            .child = node->child ? node->child->number : 0,
            .fallback = node->fallback->number,
            .match = node->match,
            .symbol = symbol_of(c, node->cp),
            .children = node->children,
        };
        buf_add(out, &state, sizeof state);
    }
}

static void write_replacements(const struct level *level, struct buf *out)
{
    for (uint32_t i = 0; i < level->states; i++) {
        struct trie_replacement *r = level->in_order[i]->replacement;
        if (!r)
            continue;
        r->state = i;
        buf_add(out, r, sizeof *r);
    }
}

static void finish_levels(struct compiler *c)
{
    for (uint32_t i = 0; i < c->levels; i++) {
        number_states(c, &c->level[i]);
        set_fallbacks(&c->level[i]);
        if (c->replacements == 0 && c->levels == 1)
            join_suffixes(c, &c->level[i]);
    }
}

static void write_trie(struct compiler *c, struct buf *out)
{
    struct trie_header header = {.magic = TRIE_MAGIC,
                                 .levels = c->levels,
                                 .letters = c->letters,
                                 .replacements = c->replacements,
                                 .bytes = (uint32_t)c->bytes.n,
                                 .least_before = c->least_before,
                                 .least_after = c->least_after,
                                 .part_before = c->part_before,
                                 .part_after = c->part_after};
    for (uint32_t i = 0; i < c->levels; i++)
        header.states[i] = c->level[i].states;
    buf_add(out, &header, sizeof header);
    buf_add(out, c->letter, c->letters * sizeof c->letter[0]);
    for (uint32_t i = 0; i < c->levels; i++)
        write_states(c, &c->level[i], out);
    for (uint32_t i = 0; i < c->levels; i++)
        write_replacements(&c->level[i], out);
    buf_text(out, buf_as_text(&c->bytes));
    uint32_t size = (uint32_t)out->n;
    memcpy(out->p + offsetof(struct trie_header, size), &size, sizeof size);
}

/* "ta-ble": a word whose places patterns do not change. */
static void add_exception(struct compiler *c, struct text word)
{
    struct pattern p = {.letter = {'.'}, .letters = 1};
    uint8_t value = 0;
    for (size_t i = 0; i < word.n;) {
        uint32_t cp;
        i += utf8_decode(word.p + i, word.n - i, &cp);
        if (p.letters + 2 > LONGEST_PATTERN)
            return;
        if (cp == '-') {
            value = EXCEPTION_BREAK;
            continue;
        }
        p.value[p.letters] = value;
        p.letter[p.letters++] = cp;
        value = EXCEPTION_WHOLE;
    }
    p.letter[p.letters++] = '.';
    add_pattern(c, 0, &p);
}

/* The exceptions that stand beside TeX's patterns; they may be missing. */
static void read_exceptions(struct compiler *c, const char *patterns)
{
    struct text rest, line;
    size_t n = strlen(patterns) - strlen(patterns_end);
    const char *path = arena_printf(c->arena, "%.*s%s", (int)n, patterns, exceptions_end);
    if (!file_read(c->arena, path, &rest))
        return;
    while (text_next_line(&rest, &line)) {
        line = text_trim(line);
        if (line.n && line.p[0] != '%')
            add_exception(c, line);
    }
}

/* The dictionary's text after its first line, which names the character set, as UTF-8. */
static bool read_dictionary(struct arena *arena, const char *path, struct text *out)
{
    struct text bytes, first;
    UErrorCode status = U_ZERO_ERROR;
    if (!file_read(arena, path, &bytes) || !text_next_line(&bytes, &first))
        return false;
    const char *charset = arena_string(arena, text_trim(first));
    if (bytes.n > INT32_MAX / 4)
        return false;
    int32_t room = (int32_t)bytes.n * 3 + 1;
    char *converted = ARENA_ARRAY(arena, char, (size_t)room);
    int32_t n = ucnv_convert("UTF-8", charset, converted, room, bytes.p, (int32_t)bytes.n, &status);
    *out = (struct text){converted, (size_t)n};
    return U_SUCCESS(status) && n >= 0;
}

const char *hyphen_compile(const char *dictionary, const char *trie)
{
    struct arena *arena = arena_new();
    struct compiler c = {.arena = arena};
    struct text rest, line;
    struct buf out = {0};
    bool is_tex = text_ends(text_of(dictionary), patterns_end);
    start_level(&c);
    if (is_tex ? !file_read(arena, dictionary, &rest) : !read_dictionary(arena, dictionary, &rest))
        c.fault = "the dictionary cannot be read";
    while (!c.fault && text_next_line(&rest, &line))
        read_line(&c, line);
    if (is_tex)
        read_exceptions(&c, dictionary);
    if (!c.fault) {
        finish_levels(&c);
        write_trie(&c, &out);
        if (!file_write(trie, buf_as_text(&out)))
            c.fault = "the trie cannot be written";
    }
    buf_done(&out);
    buf_done(&c.bytes);
    arena_free(arena);
    return c.fault;
}
