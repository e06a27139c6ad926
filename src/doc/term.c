/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Glossaries: `- **Duldung** what it means` in a `.glossary`, sorted by the rules of its language.
 * `[Duldung]{.term}` links to the entry; `[Duldungen]{.term of=Duldung}` says its term where it is
 * inflected. A term is looked up in its own language first, so both sides of `.parallel` have their
 * own. */
#include "doc/markdown.h"

#include <stdlib.h>

#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/utf8.h"
#include "doc/order.h"

struct term {
    const char *name, *anchor, *lang;
    struct place at;
};

struct terms {
    struct builder *builder;
    struct term *term;
    size_t n, cap;
    struct map of_lang, of_any; /* numbers of terms by "LANG text", by text */
    unsigned suggestions;
};

enum { SOFT_HYPHEN = 0xAD, MOST_SUGGESTIONS = 50 };

static bool is_blank(uint32_t cp)
{
    return cp == LINE_SEPARATOR || u_isUWhiteSpace((UChar32)cp);
}

struct text term_text(struct arena *arena, struct text text)
{
    struct buf out = {0};
    bool has_blank = false;
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        i += utf8_decode(text.p + i, text.n - i, &cp);
        bool goes = cp == SOFT_HYPHEN || cp == WORD_JOINER || cp == OBJECT;
        if (is_blank(cp))
            has_blank = out.n > 0;
        else if (!goes && has_blank)
            buf_char(&out, ' ');
        if (!goes && !is_blank(cp)) {
            buf_code_point(&out, cp);
            has_blank = false;
        }
    }
    struct text result = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return result;
}

struct text spans_text(struct arena *arena, const struct block *block, size_t i, size_t *end)
{
    size_t first = i;
    while (i < block->spans && block->span[i].attr == block->span[first].attr)
        i++;
    *end = i;
    return term_text(arena,
                     text_slice(block->text, block->span[first].from, block->span[i - 1].to));
}

/* Case does not count: a sentence may begin with the term. */
static const char *key_of(struct arena *arena, const char *lang, struct text name)
{
    struct buf out = {0};
    if (lang)
        buf_printf(&out, "%s ", lang);
    for (size_t i = 0; i < name.n;) {
        uint32_t cp;
        i += utf8_decode(name.p + i, name.n - i, &cp);
        buf_code_point(&out, (uint32_t)u_foldCase((UChar32)cp, U_FOLD_CASE_DEFAULT));
    }
    const char *key = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return key;
}

/* --- entries --- */

struct ranked {
    struct block *item;
    struct text key, letter;
};

static int by_key(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    return text_order(a->key, b->key);
}

/* The strong words at an item's front. */
static struct text name_of(struct arena *arena, const struct block *item)
{
    const struct block *text = item->child;
    size_t n = 0;
    if (!text || text->kind != BLOCK_PARAGRAPH)
        return TEXT("");
    while (n < text->spans && (text->span[n].style & INLINE_STRONG))
        n++;
    return n ? term_text(arena, text_slice(text->text, 0, text->span[n - 1].to)) : TEXT("");
}

static void define(struct terms *t, struct block *item, struct text name, const char *lang)
{
    struct builder *builder = t->builder;
    uint32_t number = (uint32_t)t->n;
    const char *key = key_of(builder->scratch, lang, name);
    uint32_t known = map_intern(&t->of_lang, builder->scratch, text_of(key), number);
    struct attributes *attr = ARENA_NEW(builder->arena, struct attributes);
    if (known != number) {
        diag_report(builder->diag, builder_level_of_names(builder), item->at,
                    "the term '%.*s' is explained twice", (int)name.n, name.p);
        diag_note(builder->diag, t->term[known].at, "it is explained first here");
        return;
    }
    *attr = *item->attr;
    attr->id = attr->id ? attr->id : arena_printf(builder->arena, "term %u", number);
    item->attr = attr;
    map_intern(&t->of_any, builder->scratch, text_of(key_of(builder->scratch, NULL, name)), number);
    t->term = arena_grow(builder->scratch, t->term, sizeof *t->term, &t->cap, t->n + 1);
    t->term[t->n++] = (struct term){name.p, attr->id, lang, item->at};
}

/* The list's items in the order of the language, each with its letter where that is a new one. */
static void sort_list(struct terms *t, struct block *list, struct order *order, bool has_letters)
{
    struct arena *arena = t->builder->scratch;
    struct ranked *ranked = NULL;
    size_t n = 0, cap = 0;
    const char *lang = block_language(list, t->builder->options->locale);
    for (struct block *item = list->child; item; item = item->next) {
        struct text name = name_of(t->builder->arena, item);
        if (name.n)
            define(t, item, name, lang);
        else
            diag_error(t->builder->diag, item->at,
                       "an entry of '.glossary' begins with its term: - **term** what it means");
        ranked = arena_grow(arena, ranked, sizeof *ranked, &cap, n + 1);
        ranked[n++] = (struct ranked){item, order_key(order, arena, name),
                                      order_letter(order, t->builder->arena, name)};
    }
    if (n)
        qsort(ranked, n, sizeof *ranked, by_key);
    for (size_t i = 0; i < n; i++) {
        if (has_letters && (i == 0 || !text_equal(ranked[i].letter, ranked[i - 1].letter)))
            ranked[i].item->letter = ranked[i].letter;
        ranked[i].item->next = i + 1 < n ? ranked[i + 1].item : NULL;
    }
    list->child = n ? ranked[0].item : NULL;
}

static void read_glossary(struct terms *t, struct block *div)
{
    struct order *order =
        order_open(t->builder->scratch, block_language(div, t->builder->options->locale));
    bool has_letters = attributes_say(div->attr, "letters", false, div->at, t->builder->diag);
    bool has_list = false;
    for (struct block *b = div->child; b; b = b->next)
        if (b->kind == BLOCK_LIST) {
            has_list = true;
            sort_list(t, b, order, has_letters);
        }
    if (!has_list)
        diag_error(t->builder->diag, div->at,
                   "'.glossary' holds a list of its terms: - **term** what it means");
    order_close(order);
}

static void find_glossaries(struct terms *t, struct block *block)
{
    if (block->kind == BLOCK_DIV && block->div == DIV_GLOSSARY)
        read_glossary(t, block);
    for (struct block *child = block->child; child; child = child->next)
        find_glossaries(t, child);
}

/* --- links to them --- */

static const struct term *look_up(struct terms *t, struct text name, const char *lang)
{
    struct arena *arena = t->builder->scratch;
    uint32_t number = map_find(&t->of_lang, text_of(key_of(arena, lang, name)));
    if (number == UINT32_MAX)
        number = map_find(&t->of_any, text_of(key_of(arena, NULL, name)));
    return number == UINT32_MAX ? NULL : &t->term[number];
}

static void report_unknown(struct terms *t, struct text name, struct place at)
{
    struct builder *builder = t->builder;
    diag_report(builder->diag, builder_level_of_names(builder), at, "no glossary explains '%.*s'",
                (int)name.n, name.p);
    if (t->suggestions++ >= MOST_SUGGESTIONS)
        return;
    const char **known = ARENA_ARRAY(builder->scratch, const char *, t->n + 1);
    for (size_t i = 0; i < t->n; i++)
        known[i] = t->term[i].name;
    diag_suggest(builder->diag, at, name, known, t->n);
}

static void link_spans(struct terms *t, struct block *block)
{
    struct arena *arena = t->builder->arena;
    struct span *span = (struct span *)(uintptr_t)block->span; /* ours until tree_parse returns */
    const char *lang = NULL;
    for (size_t i = 0, end; i < block->spans; i = end) {
        end = i + 1;
        if (!span[i].attr || !attributes_has_class(span[i].attr, "term"))
            continue;
        const struct text *of = attributes_find(span[i].attr, "of");
        struct text said = spans_text(arena, block, i, &end);
        struct text name = of ? term_text(arena, *of) : said;
        lang = lang ? lang : block_language(block, t->builder->options->locale);
        const struct term *term = look_up(t, name, span[i].lang ? span[i].lang : lang);
        if (!term) {
            report_unknown(t, name, span[i].at);
            continue;
        }
        const struct link *link = target_within(t->builder, term->anchor, span[i].at);
        for (size_t k = i; k < end; k++)
            span[k].link = span[k].link ? span[k].link : link;
    }
}

static void link_terms(struct terms *t, struct block *block)
{
    link_spans(t, block);
    if (block->caption)
        link_spans(t, (struct block *)(uintptr_t)block->caption);
    for (struct block *child = block->child; child; child = child->next)
        link_terms(t, child);
}

void terms_settle(struct builder *builder)
{
    struct terms terms = {.builder = builder};
    struct tree *tree = builder->tree;
    find_glossaries(&terms, tree->root);
    link_terms(&terms, tree->root);
    for (size_t i = 0; i < tree->notes; i++)
        link_terms(&terms, (struct block *)(uintptr_t)tree->note[i]);
}
