/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids, numbers and what refers to them: once the whole tree stands, headings get their ids,
 * headings, figures and tables their numbers, and references find what they mean. */
#include "doc/reference.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/utf8.h"

void reference_pending(struct builder *builder, struct reference reference)
{
    builder->reference = arena_grow(builder->arena, builder->reference, sizeof reference,
                                    &builder->reference_cap, builder->references + 1);
    builder->reference[builder->references++] = reference;
}

/* --- the index of ids --- */

struct entry {
    const char *id;
    const struct block *block;
    struct place at;
    unsigned repeats; /* headings that would have had this id */
};

struct index {
    struct builder *builder;
    struct entry *entry; /* in the document's order */
    size_t cap, n;
    struct map number;    /* an id's place among the entries */
    int base, counter[7]; /* headings: the highest level that is numbered */
    int last_level;
    unsigned figures, tables;
    unsigned letters;       /* of a group of pictures */
    unsigned suggestions;   /* made for unknown ids */
    struct block **said;    /* what one language of `.parallel` numbers: the other's has the */
    size_t saids, said_cap; /* same, in the same order */
    size_t heard;
};

static struct entry *find(const struct index *index, const char *id)
{
    uint32_t number = map_find(&index->number, text_of(id));
    return number == UINT32_MAX ? NULL : &index->entry[number];
}

static void insert(struct index *index, struct entry entry)
{
    struct arena *scratch = index->builder->scratch;
    map_intern(&index->number, scratch, text_of(entry.id), (uint32_t)index->n);
    index->entry =
        arena_grow(scratch, index->entry, sizeof *index->entry, &index->cap, index->n + 1);
    index->entry[index->n++] = entry;
}

static void claim(struct index *index, const char *id, const struct block *block, struct place at)
{
    if (!id || !*id)
        return;
    const struct entry *known = find(index, id);
    if (!known) {
        insert(index, (struct entry){.id = id, .block = block, .at = at});
        return;
    }
    diag_error(index->builder->diag, at, "the id '%s' is given twice", id);
    diag_note(index->builder->diag, known->at, "it is given first here");
}

/* --- ids and numbers, in the document's order --- */

/* An id said again in the other language is the first one's. */
static bool is_said(const struct index *index, const struct attributes *attr, bool in_echo)
{
    return in_echo && attr && attr->id && find(index, attr->id);
}

static const struct attributes *without_id(const struct index *index, const struct attributes *attr)
{
    struct attributes *out = ARENA_NEW(index->builder->arena, struct attributes);
    *out = *attr;
    out->id = NULL;
    return out;
}

static void claim_spans(struct index *index, const struct block *block, bool in_echo)
{
    const struct attributes *last = NULL;
    struct span *spans = (struct span *)(uintptr_t)block->span; /* ours until tree_parse returns */
    for (size_t i = 0; i < block->spans; i++) {
        struct span *span = &spans[i];
        const struct attributes *attr = span->attr;
        if (is_said(index, attr, in_echo))
            span->attr = without_id(index, attr);
        else if (attr && attr != last)
            claim(index, attr->id, block, span->at);
        last = attr;
        if (span->picture && !is_said(index, span->picture->attr, in_echo))
            claim(index, span->picture->attr->id, block, span->at);
    }
}

static bool is_numbered(const struct index *index, const struct block *block)
{
    return block->kind == BLOCK_HEADING && index->builder->options->numbering &&
           !attributes_has_class(block->attr, "unnumbered");
}

static void claim_explicit(struct index *index, struct block *block, bool in_echo)
{
    in_echo = in_echo || block->is_echo;
    if (is_said(index, block->attr, in_echo))
        block->attr = without_id(index, block->attr);
    claim(index, block->attr->id, block, block->at);
    claim_spans(index, block, in_echo);
    if (block->caption)
        claim_spans(index, block->caption, in_echo);
    if (is_numbered(index, block) && block->level < index->base)
        index->base = block->level;
    bool is_cover = block->kind == BLOCK_DIV && block->div == DIV_COVER;
    int base = index->base;
    for (struct block *child = block->child; child; child = child->next)
        claim_explicit(index, child, in_echo);
    if (is_cover)
        index->base = base;
}

/* GitHub's: lower case, blanks to hyphens, other than letters, digits, - and _ left out. */
static const char *slug(struct index *index, struct text text)
{
    struct buf out = {0};
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        i += utf8_decode(text.p + i, text.n - i, &cp);
        if (cp == ' ' || cp == NO_BREAK_SPACE || cp == LINE_SEPARATOR)
            buf_char(&out, '-');
        else if (cp == '-' || cp == '_' || u_isalnum((UChar32)cp) ||
                 u_charType((UChar32)cp) == U_NON_SPACING_MARK)
            buf_code_point(&out, (uint32_t)u_tolower((UChar32)cp));
    }
    struct arena *arena = index->builder->arena;
    const char *base = arena_string(arena, buf_as_text(&out)), *id = base;
    buf_done(&out);
    if (!*base)
        id = base = "section";
    struct entry *first = find(index, base);
    unsigned n = first ? first->repeats : 0;
    while (find(index, id))
        id = arena_printf(arena, "%s-%u", base, ++n);
    if (first)
        first->repeats = n;
    return id;
}

static void give_id(struct index *index, struct block *heading)
{
    struct attributes *attr = ARENA_NEW(index->builder->arena, struct attributes);
    *attr = *heading->attr;
    attr->id = slug(index, heading->text);
    heading->attr = attr;
    insert(index, (struct entry){.id = attr->id, .block = heading, .at = heading->at});
}

static const char *number_heading(struct index *index, int level)
{
    struct buf out = {0};
    int depth = level - index->base;
    index->counter[depth]++;
    memset(index->counter + depth + 1, 0, sizeof(int) * (size_t)(6 - depth));
    for (int i = 0; i <= depth; i++)
        if (index->counter[i])
            buf_printf(&out, "%s%d", out.n ? "." : "", index->counter[i]);
    const char *number = arena_string(index->builder->arena, buf_as_text(&out));
    buf_done(&out);
    return number;
}

static void visit_heading(struct index *index, struct block *block, bool in_cover)
{
    struct builder *builder = index->builder;
    if (!block->attr->id)
        give_id(index, block);
    if (!index->last_level && block->level > 1)
        diag_warn(builder->diag, block->at, "the first heading is of level %d, not 1",
                  block->level);
    else if (block->level > index->last_level + 1)
        diag_warn(builder->diag, block->at, "heading level skips from %d to %d", index->last_level,
                  block->level);
    index->last_level = block->level;
    if (!in_cover && is_numbered(index, block))
        block->number = number_heading(index, block->level);
}

/* What has a number in one language of `.parallel` has the same in the other. */
static void say(struct index *index, struct block *block)
{
    index->said = arena_grow(index->builder->scratch, index->said, sizeof *index->said,
                             &index->said_cap, index->saids + 1);
    index->said[index->saids++] = block;
}

static void visit_echo(struct index *index, struct block *block)
{
    for (size_t i = index->heard; block->caption || block->kind == BLOCK_HEADING; i++) {
        if (i >= index->saids)
            break;
        if (index->said[i]->kind != block->kind || index->said[i]->div != block->div)
            continue;
        block->number = index->said[i]->number;
        index->said[i]->echo = block;
        index->heard = i + 1;
        break;
    }
    for (struct block *child = block->child; child; child = child->next)
        visit_echo(index, child);
}

/* "3a", "3b" … of a group's pictures: as many letters as needed. */
static const char *lettered(struct arena *arena, const char *number, unsigned n)
{
    char letters[8], *p = letters + sizeof letters;
    for (*--p = '\0'; n && p > letters; n /= 26)
        *--p = (char)('a' + --n % 26);
    return arena_printf(arena, "%s%s", number, p);
}

static bool is_figure(const struct block *block)
{
    bool is_div = block->kind == BLOCK_DIV;
    return block->kind == BLOCK_PICTURE ||
           (is_div && (block->div == DIV_CHART || block->div == DIV_FIGURES));
}

static const char *number_figure(struct index *index, const struct block *block)
{
    struct arena *arena = index->builder->arena;
    const struct block *group = block->parent;
    bool is_in_group = group && group->number && is_figure(group);
    if (is_in_group)
        return lettered(arena, group->number, ++index->letters);
    index->letters = 0;
    return arena_printf(arena, "%u", ++index->figures);
}

/* Only what has a caption is numbered. */
static void visit(struct index *index, struct block *block, bool in_cover)
{
    struct arena *arena = index->builder->arena;
    if (block->kind == BLOCK_HEADING)
        visit_heading(index, block, in_cover);
    else if (is_figure(block) && block->caption)
        block->number = number_figure(index, block);
    else if (block->kind == BLOCK_TABLE && block->caption)
        block->number = arena_printf(arena, "%u", ++index->tables);
    if (block->caption || block->kind == BLOCK_HEADING)
        say(index, block);
    if (block->kind == BLOCK_DIV && block->div == DIV_PARALLEL)
        index->heard = index->saids;
    in_cover |= block->kind == BLOCK_DIV && block->div == DIV_COVER;
    for (struct block *child = block->child; child; child = child->next)
        if (child->is_echo)
            visit_echo(index, child);
        else
            visit(index, child, in_cover);
}

/* --- references find what they mean --- */

enum { MOST_SUGGESTIONS = 50 }; /* each looks at all ids there are */

/* An id of another kind that is called the same: "tbl-x" for "fig-x". */
static bool suggest_kind(const struct index *index, const struct reference *reference)
{
    static const char *const prefixes[] = {"sec-", "fig-", "tbl-"};
    const char *name = strchr(reference->id, '-');
    struct builder *builder = index->builder;
    for (size_t i = 0; name && i < sizeof prefixes / sizeof *prefixes; i++) {
        const char *id = arena_printf(builder->scratch, "%s%s", prefixes[i], name + 1);
        if (!find(index, id))
            continue;
        diag_note(builder->diag, reference->at, "did you mean '%s'?", id);
        return true;
    }
    return false;
}

static void report_unknown(struct index *index, const struct reference *reference)
{
    struct builder *builder = index->builder;
    diag_report(builder->diag, builder_level(builder), reference->at, "no id '%s' in this document",
                reference->id);
    if (suggest_kind(index, reference) || index->suggestions++ >= MOST_SUGGESTIONS)
        return;
    const char **known = ARENA_ARRAY(builder->scratch, const char *, index->n + 1);
    for (size_t i = 0; i < index->n; i++)
        known[i] = index->entry[i].id;
    diag_suggest(builder->diag, reference->at, text_of(reference->id), known, index->n);
}

/* What a kind of reference calls its target, and how such an id begins. */
static bool is_of_kind(enum reference_kind kind, const struct block *block)
{
    switch (kind) {
    case REFERENCE_SECTION: return block->kind == BLOCK_HEADING;
    case REFERENCE_FIGURE: return is_figure(block);
    case REFERENCE_TABLE: return block->kind == BLOCK_TABLE;
    case REFERENCE_LINK: break;
    }
    return true;
}

/* What is wrong with it, a format for its id; NULL: nothing is. */
static const char *misfit_of(const struct reference *reference)
{
    const struct block *target = reference->target;
    if (is_of_kind(REFERENCE_SECTION, target) && reference->kind != REFERENCE_SECTION)
        return "'@%s' is a heading's: write '@sec-…', and its id so";
    if (is_of_kind(REFERENCE_FIGURE, target) && reference->kind != REFERENCE_FIGURE)
        return "'@%s' is a figure's: write '@fig-…', and its id so";
    if (is_of_kind(REFERENCE_TABLE, target) && reference->kind != REFERENCE_TABLE)
        return "'@%s' is a table's: write '@tbl-…', and its id so";
    if (!is_of_kind(reference->kind, target))
        return "'@%s' is neither a heading's nor a figure's nor a table's: it has no number";
    if (target->number || target->kind == BLOCK_HEADING)
        return NULL;
    return target->caption ? "'%s' has no number: it stands in a footnote"
                           : "'%s' has no number: it has no caption";
}

static void judge_target(struct builder *builder, const struct reference *reference)
{
    const char *misfit = misfit_of(reference);
    if (misfit)
        diag_report(builder->diag, builder_level(builder), reference->at, misfit, reference->id);
}

static void resolve(struct index *index, struct reference *reference)
{
    struct builder *builder = index->builder;
    const struct entry *entry = find(index, reference->id);
    reference->target = entry ? entry->block : NULL;
    if (!entry)
        report_unknown(index, reference);
    else if (reference->kind != REFERENCE_LINK)
        judge_target(builder, reference);
}

/* Headings before the rest, or the rest: what refers to a heading without a number says its words.
 */
static void write_all(struct builder *builder, bool is_of_headings)
{
    struct reference *all = builder->reference;
    for (size_t i = 0, end; i < builder->references; i = end) {
        const struct block *block = all[i].block;
        for (end = i + 1; end < builder->references && all[end].block == block;)
            end++;
        if (!block || (block->kind == BLOCK_HEADING) != is_of_headings)
            continue;
        for (size_t k = i; k < end; k++)
            reference_compose(builder, &all[k]);
        references_write(builder, all + i, all + end);
    }
}

void references_resolve(struct builder *builder)
{
    struct index index = {.builder = builder, .base = 6};
    struct tree *tree = builder->tree;
    claim_explicit(&index, tree->root, false);
    for (size_t i = 0; i < tree->notes; i++)
        claim_explicit(&index, (struct block *)(uintptr_t)tree->note[i], false);
    visit(&index, tree->root, false);
    for (size_t i = 0; i < builder->references; i++) {
        resolve(&index, &builder->reference[i]);
        for (struct reference *more = builder->reference[i].next; more; more = more->next)
            resolve(&index, more);
    }
    write_all(builder, true);
    write_all(builder, false);
    for (size_t i = 0; i < builder->references; i++)
        reference_describe(builder, &builder->reference[i]);
}
