/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `.parallel`: two divs, each in a language of its own, that say the same. The second one is an
 * echo of the first: it has no ids, no numbers and no entries of its own. Both must have the same
 * blocks, or nothing could stand level; items of lists count as blocks. In a template's edition in
 * one language the div holds no such pair: then it is no more than what it holds. */
#include "doc/markdown.h"

#include <string.h>

static size_t count(const struct block *parent)
{
    size_t n = 0;
    for (const struct block *b = parent->child; b; b = b->next)
        n++;
    return n;
}

static const char *name_of(const struct block *b)
{
    return b->kind == BLOCK_DIV && b->div != DIV_PLAIN ? div_class_names[b->div]
                                                       : block_kind_name(b->kind);
}

static bool is_alike(const struct block *a, const struct block *b)
{
    return a->kind == b->kind && a->div == b->div && a->level == b->level &&
           a->is_ordered == b->is_ordered;
}

struct pair {
    struct builder *builder;
    const char *first, *second; /* languages */
};

/* False: reported. */
static bool judge_count(const struct pair *p, const struct block *a, const struct block *b,
                        const char *noun)
{
    size_t said = count(a), here = count(b);
    if (said == here)
        return true;
    diag_error(p->builder->diag, b->at,
               "%zu %s%s in '%s', but %zu in '%s': they cannot stand level", here, noun,
               here == 1 ? "" : "s", p->second, said, p->first);
    diag_note(p->builder->diag, a->at, "'%s' begins here", p->first);
    return false;
}

static bool judge_blocks(const struct pair *p, const struct block *a, const struct block *b)
{
    if (!judge_count(p, a, b, "block"))
        return false;
    bool is_level = true;
    for (a = a->child, b = b->child; a; a = a->next, b = b->next) {
        if (!is_alike(a, b)) {
            diag_error(p->builder->diag, b->at, "%s in '%s' where '%s' has %s", name_of(b),
                       p->second, p->first, name_of(a));
            diag_note(p->builder->diag, a->at, "it stands here");
            return false;
        }
        if (a->kind == BLOCK_LIST)
            is_level = judge_count(p, a, b, "item") && is_level;
        if (a->kind == BLOCK_DIV && a->div == DIV_STEPS)
            is_level = judge_blocks(p, a, b) && is_level;
    }
    return is_level;
}

static bool is_language(const struct block *b)
{
    return b && b->kind == BLOCK_DIV && b->div == DIV_PLAIN && b->lang;
}

static bool holds_language(const struct block *parallel)
{
    for (const struct block *b = parallel->child; b; b = b->next)
        if (is_language(b))
            return true;
    return false;
}

static void note_second(struct builder *builder, const char *lang)
{
    struct tree *tree = builder->tree;
    if (tree->second_lang)
        return;
    tree->second_lang = lang;
    tree->second_locale = locale_open(builder->arena, lang);
}

/* Two children, each a div in its language. False: none, or a fault, which is reported. */
static bool is_pair(struct builder *builder, const struct block *parallel)
{
    const struct block *a = parallel->child, *b = a ? a->next : NULL;
    bool has_two = is_language(a) && is_language(b) && !b->next;
    if (!has_two && (builder->options->is_plain || holds_language(parallel)))
        diag_error(builder->diag, parallel->at,
                   "'.parallel' wants two divs with 'lang', one for each language, and nothing "
                   "else");
    if (has_two && strcmp(a->lang, b->lang) == 0) {
        diag_error(builder->diag, b->at, "both divs of this '.parallel' are in '%s'", a->lang);
        return false;
    }
    return has_two;
}

static void settle(struct builder *builder, struct block *parallel)
{
    if (!is_pair(builder, parallel))
        return;
    struct block *a = parallel->child, *b = a->next;
    struct pair pair = {builder, a->lang, b->lang};
    b->is_echo = true;
    note_second(builder, b->lang);
    parallel->is_level = judge_blocks(&pair, a, b);
}

/* Of level 1, outside of `.parallel`. */
static bool has_lone_title(const struct block *block)
{
    for (const struct block *b = block->child; b; b = b->next) {
        bool is_pair = b->kind == BLOCK_DIV && b->div == DIV_PARALLEL && b->child &&
                       b->child->next && b->child->next->is_echo;
        bool is_title = b->kind == BLOCK_HEADING && b->level == 1;
        if (is_title || (!is_pair && has_lone_title(b)))
            return true;
    }
    return false;
}

static void visit(struct builder *builder, struct block *block, bool is_inside)
{
    bool is_parallel = block->kind == BLOCK_DIV && block->div == DIV_PARALLEL;
    if (is_parallel && is_inside)
        diag_error(builder->diag, block->at, "'.parallel' cannot stand in another '.parallel'");
    else if (is_parallel)
        settle(builder, block);
    for (struct block *child = block->child; child; child = child->next)
        if (!child->is_echo) /* what is wrong with it is told of the first language */
            visit(builder, child, is_inside || is_parallel);
}

void parallels_settle(struct builder *builder)
{
    struct tree *tree = builder->tree;
    visit(builder, tree->root, false);
    tree->is_bilingual = tree->second_lang && !has_lone_title(tree->root);
    for (size_t i = 0; i < tree->notes; i++) /* none can stand there, which page/ will tell */
        visit(builder, (struct block *)(uintptr_t)tree->note[i], false);
}
