/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index's entries: `[Anerkennung]{.index}` marks its words, `[]{.index entry="A!b"}` a place;
 * `!` or `sub=` stand below an entry, `see=` leads to another one. Marks without words leave the
 * text here, and what follows them has their anchor; then the rest is sorted by the rules of the
 * index's language. The other side of `.parallel` says the same again and is left out. */
#include "doc/markdown.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/map.h"
#include "doc/order.h"

enum { LEVELS = 3, MOST_SUGGESTIONS = 50 };

struct found { /* a mark, as it stands in the text */
    struct text level[LEVELS], see, key;
    int levels;
    const char *name, *lang;
    bool is_main;
    struct place at;
    size_t number; /* in the document's order */
};

struct keywords {
    struct builder *builder;
    const struct block *div; /* the first `.index`; NULL: nothing is gathered */
    struct found *found;
    size_t n, cap;
    size_t unnamed; /* the first that has no anchor yet */
    unsigned names, suggestions;
    struct map sort_of; /* numbers in `sort` by the path "A!b" */
    struct text *sort;
    size_t sorts, sort_cap;
};

/* --- a mark --- */

static struct text path_of(struct arena *arena, const struct text *level, int n)
{
    struct buf out = {0};
    for (int i = 0; i < n; i++) {
        if (i)
            buf_char(&out, '!');
        buf_text(&out, level[i]);
    }
    struct text path = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return path;
}

static void add_level(struct keywords *k, struct found *f, struct text said)
{
    struct text text = term_text(k->builder->arena, said);
    if (!text.n)
        return;
    if (f->levels < LEVELS)
        f->level[f->levels++] = text;
    else
        diag_error(k->builder->diag, f->at, "an entry of the index has %d levels at most", LEVELS);
}

static void add_path(struct keywords *k, struct found *f, struct text path)
{
    struct text part;
    while (text_next_part(&path, '!', &part))
        add_level(k, f, part);
}

static void note_sort(struct keywords *k, const struct found *f, struct text sort)
{
    struct arena *arena = k->builder->scratch;
    struct text path = path_of(arena, f->level, f->levels);
    uint32_t number = map_intern(&k->sort_of, arena, path, (uint32_t)k->sorts);
    if (number < k->sorts)
        return;
    k->sort = arena_grow(arena, k->sort, sizeof *k->sort, &k->sort_cap, k->sorts + 1);
    k->sort[k->sorts++] = sort;
}

/* NULL: the index's. */
static const char *lang_of(const struct keywords *k, const struct block *block, const char *said)
{
    const struct locale *locale = k->builder->options->locale;
    const char *lang = said ? said : block_language(block, locale);
    return strcmp(lang, block_language(k->div, locale)) != 0 ? lang : NULL;
}

/* What the spans [i, end) mark. */
static void read_mark(struct keywords *k, const struct block *block, size_t i, struct text said)
{
    const struct span *span = &block->span[i];
    const struct text *entry = attributes_find(span->attr, "entry");
    const struct text *sub = attributes_find(span->attr, "sub");
    const struct text *see = attributes_find(span->attr, "see");
    const struct text *sort = attributes_find(span->attr, "sort");
    const char *lang = entry ? attributes_value_lang(span->attr, "entry") : span->lang;
    struct found f = {.at = span->at, .lang = lang_of(k, block, lang), .number = k->n};
    if (entry)
        add_path(k, &f, *entry);
    else
        add_level(k, &f, said);
    if (sub)
        add_level(k, &f, *sub);
    f.is_main = attributes_say(span->attr, "main", false, f.at, k->builder->diag);
    f.see = see ? term_text(k->builder->arena, *see) : TEXT("");
    if (!f.levels) {
        diag_error(k->builder->diag, f.at,
                   "a mark of the index needs words, its own or those of entry=");
        return;
    }
    if (sort)
        note_sort(k, &f, term_text(k->builder->arena, *sort));
    k->found = arena_grow(k->builder->scratch, k->found, sizeof f, &k->cap, k->n + 1);
    k->found[k->n++] = f;
}

static void name_marks(struct keywords *k, const char *name)
{
    for (; k->unnamed < k->n; k->unnamed++)
        k->found[k->unnamed].name = name;
}

static const char *new_name(struct keywords *k)
{
    return arena_printf(k->builder->arena, "index %u", k->names++); /* no id has a space */
}

/* The span carries the anchor of all marks that have none. */
static void give_name(struct keywords *k, struct span *span, bool is_first, const char *wish)
{
    if (k->unnamed == k->n && !wish)
        return;
    if (is_first && span->attr && span->attr->id)
        name_marks(k, span->attr->id);
    else if (span->mark)
        name_marks(k, span->mark);
    else
        name_marks(k, span->mark = wish ? wish : new_name(k));
}

/* --- a block --- */

static bool is_index(const struct span *span)
{
    return span->attr && attributes_has_class(span->attr, "index");
}

static bool has_marks(const struct block *block)
{
    for (size_t i = 0; i < block->spans; i++)
        if (is_index(&block->span[i]))
            return true;
    return false;
}

static bool is_empty(const struct block *block, const struct span *span)
{
    return is_index(span) && text_is(text_slice(block->text, span->from, span->to), "\xE2\x81\xA0");
}

/* Nothing is left of the text: what comes next has the anchor. A cell stays one, with a blank. */
static void empty_block(struct keywords *k, struct block *block, const char *wish)
{
    struct attributes *attr = ARENA_NEW(k->builder->arena, struct attributes);
    struct span *span = (struct span *)(uintptr_t)block->span;
    if (block->kind != BLOCK_PARAGRAPH || block->attr->id) {
        block->text = TEXT("\u00A0");
        block->spans = 1;
        span[0].from = 0;
        span[0].to = (uint32_t)block->text.n;
        give_name(k, &span[0], true, wish);
        return;
    }
    *attr = *block->attr;
    attr->id = wish ? wish : new_name(k);
    name_marks(k, attr->id);
    block->kind = BLOCK_DIV;
    block->div = DIV_PLAIN;
    block->attr = attr;
    block->spans = 0;
    block->text = TEXT("");
}

static void read_block(struct keywords *k, struct block *block, bool in_echo)
{
    struct span *span = (struct span *)(uintptr_t)block->span; /* ours until tree_parse returns */
    struct buf out = {0};
    const char *wish = NULL; /* the id of a mark that goes */
    const struct attributes *last = NULL;
    size_t kept = 0, end = 0;
    for (size_t i = 0; i < block->spans; i++) {
        struct text said = text_slice(block->text, span[i].from, span[i].to);
        bool is_first = span[i].attr != last;
        last = span[i].attr;
        if (is_index(&span[i]) && i >= end) {
            struct text words = spans_text(k->builder->arena, block, i, &end);
            if (k->div && !in_echo)
                read_mark(k, block, i, words);
        }
        if (is_empty(block, &span[i])) {
            wish = wish ? wish : span[i].attr->id;
            continue;
        }
        span[kept] = span[i];
        span[kept].from = (uint32_t)out.n;
        buf_text(&out, said);
        span[kept].to = (uint32_t)out.n;
        give_name(k, &span[kept++], is_first, wish);
        wish = NULL;
    }
    if (!kept) {
        empty_block(k, block, wish);
    } else {
        give_name(k, &span[kept - 1], kept == 1 || span[kept - 2].attr != span[kept - 1].attr,
                  wish);
        block->spans = kept;
        block->text = arena_text(k->builder->arena, buf_as_text(&out));
    }
    buf_done(&out);
}

static void read_blocks(struct keywords *k, struct block *block, bool in_echo)
{
    struct block *caption = (struct block *)(uintptr_t)block->caption;
    in_echo = in_echo || block->is_echo;
    if (has_marks(block))
        read_block(k, block, in_echo);
    if (caption && has_marks(caption))
        read_block(k, caption, in_echo);
    for (struct block *child = block->child; child; child = child->next)
        read_blocks(k, child, in_echo);
}

static const struct block *find_index(const struct block *block)
{
    if (block->kind == BLOCK_DIV && block->div == DIV_INDEX)
        return block;
    for (const struct block *child = block->child; child; child = child->next) {
        const struct block *found = child->is_echo ? NULL : find_index(child);
        if (found)
            return found;
    }
    return NULL;
}

/* --- the entries --- */

static struct text sort_of(const struct keywords *k, const struct text *level, int n)
{
    uint32_t number = map_find(&k->sort_of, path_of(k->builder->scratch, level, n));
    return number == UINT32_MAX ? level[n - 1] : k->sort[number];
}

static void make_key(struct keywords *k, struct order *order, struct found *f)
{
    struct arena *arena = k->builder->scratch;
    struct buf out = {0};
    for (int i = 0; i < f->levels; i++) {
        buf_text(&out, order_key(order, arena, sort_of(k, f->level, i + 1)));
        buf_text(&out, f->level[i]);
        buf_char(&out, '\0');
    }
    f->key = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
}

static int by_key(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    int order = text_order(a->key, b->key);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* How many levels two have in common. */
static int shared_levels(const struct found *a, const struct found *b)
{
    int n = 0;
    while (a && n < a->levels && n < b->levels && text_equal(a->level[n], b->level[n]))
        n++;
    return n;
}

static void add_see(struct keywords *k, struct keyword *word, struct text see)
{
    struct text *all = ARENA_ARRAY(k->builder->arena, struct text, word->sees + 1);
    struct buf out = {0};
    for (size_t i = 0; i < see.n; i++)
        if (see.p[i] == '!')
            buf_string(&out, ", ");
        else
            buf_char(&out, see.p[i]);
    struct text shown = arena_text(k->builder->arena, buf_as_text(&out));
    buf_done(&out);
    for (size_t i = 0; i < word->sees; i++) {
        all[i] = word->see[i];
        if (text_equal(all[i], shown))
            return;
    }
    all[word->sees] = shown;
    word->see = all;
    word->sees++;
}

/* Each entry that the marks name, those above it included. */
static void list_keywords(struct keywords *k, struct order *order)
{
    struct tree *tree = k->builder->tree;
    struct arena *arena = k->builder->arena;
    struct keyword *word = ARENA_ARRAY(arena, struct keyword, LEVELS * k->n + 1);
    struct index_mark *mark = ARENA_ARRAY(arena, struct index_mark, k->n + 1);
    for (size_t i = 0; i < k->n; i++) {
        const struct found *f = &k->found[i];
        for (int n = shared_levels(i ? f - 1 : NULL, f); n < f->levels; n++) {
            struct keyword *w = &word[tree->keywords++];
            *w =
                (struct keyword){.text = f->level[n], .level = n, .mark = tree->marks, .at = f->at};
            w->lang = f->lang;
            if (n == 0)
                w->letter = order_letter(order, arena, sort_of(k, f->level, 1));
        }
        struct keyword *last = &word[tree->keywords - 1];
        if (f->see.n) {
            add_see(k, last, f->see);
            continue;
        }
        mark[tree->marks++] = (struct index_mark){f->name, f->is_main};
        last->marks++;
    }
    tree->keyword = word;
    tree->mark = mark;
}

/* Who is sent to another entry must find it. */
static void judge_sees(struct keywords *k)
{
    struct arena *arena = k->builder->scratch;
    struct map known = {0};
    const char **path = ARENA_ARRAY(arena, const char *, LEVELS * k->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < k->n; i++)
        for (int l = 1; l <= k->found[i].levels; l++) {
            struct text p = path_of(arena, k->found[i].level, l);
            if (map_intern(&known, arena, p, (uint32_t)n) == n)
                path[n++] = p.p;
        }
    for (size_t i = 0; i < k->n; i++) {
        const struct found *f = &k->found[i];
        if (!f->see.n || map_find(&known, f->see) != UINT32_MAX)
            continue;
        diag_report(k->builder->diag, builder_level_of_names(k->builder), f->at,
                    "the index has no entry '%.*s'", (int)f->see.n, f->see.p);
        if (k->suggestions++ < MOST_SUGGESTIONS)
            diag_suggest(k->builder->diag, f->at, f->see, path, n);
    }
}

void keywords_settle(struct builder *builder)
{
    struct tree *tree = builder->tree;
    struct keywords k = {.builder = builder, .div = find_index(tree->root)};
    read_blocks(&k, tree->root, false);
    for (size_t i = 0; i < tree->notes; i++)
        read_blocks(&k, (struct block *)(uintptr_t)tree->note[i], false);
    if (!k.n)
        return;
    judge_sees(&k);
    struct order *order =
        order_open(builder->scratch, block_language(k.div, builder->options->locale));
    for (size_t i = 0; i < k.n; i++)
        make_key(&k, order, &k.found[i]);
    qsort(k.found, k.n, sizeof *k.found, by_key);
    list_keywords(&k, order);
    order_close(order);
}
