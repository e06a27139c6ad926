/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document from expanded text to its tree: parse, convert, then what needs the whole of it:
 * footnotes by number, ids and references, the title. */
#include "base/file.h"
#include "base/probe.h"
#include "doc/hardness.h"
#include "doc/markdown.h"

static struct tree *read(struct arena *, const struct expansion *, const struct tree_options *,
                         bool is_tried, struct diag *);

enum level builder_level(const struct builder *builder)
{
    return builder->options->is_plain ? LEVEL_WARNING : LEVEL_ERROR;
}

enum level builder_level_of_names(const struct builder *builder)
{
    return builder->expansion->is_translated ? LEVEL_WARNING : builder_level(builder);
}

static const struct block *first_heading(const struct block *block)
{
    for (const struct block *child = block->child; child; child = child->next) {
        const struct block *found = child->kind == BLOCK_HEADING ? child : first_heading(child);
        if (found)
            return found;
    }
    return NULL;
}

static struct text document_title(const struct builder *builder)
{
    const struct expansion *expansion = builder->expansion;
    const struct block *heading = first_heading(builder->tree->root);
    if (expansion->title.n)
        return printable_text(builder->arena, expansion->title, false);
    if (heading && heading->text.n)
        return block_words(builder->arena, heading);
    return expansion->source ? path_stem(expansion->source->path) : (struct text){"", 0};
}

static const struct block *first_echo(const struct block *block)
{
    const struct block *found = NULL;
    for (const struct block *child = block->child; child && !found; child = child->next)
        found = child->is_echo ? child : first_echo(child);
    return found;
}

/* In the second language; where the document says no title at all, its first heading. */
static struct text second_title(const struct builder *builder)
{
    const struct expansion *expansion = builder->expansion;
    const struct block *echo = first_echo(builder->tree->root);
    const struct block *heading = echo ? first_heading(echo) : NULL;
    if (expansion->second_title.n)
        return printable_text(builder->arena, expansion->second_title, false);
    return heading && !expansion->title.n ? heading->text : (struct text){"", 0};
}

static void list_notes(struct builder *builder)
{
    const struct block **note =
        ARENA_ARRAY(builder->arena, const struct block *, builder->notes + 1);
    for (size_t i = 0; i < builder->notes; i++)
        note[i] = builder->note[i].block;
    builder->tree->note = note;
    builder->tree->notes = builder->notes;
}

/* What a child process does with a text that may be too hard: all of it, for no result. */
static void try(void *context)
{
    const struct builder *builder = context;
    struct arena *arena = arena_new();
    read(arena, builder->expansion, builder->options, true, diag_new(arena));
    arena_free(arena);
}

/* The place in the text, or in the value that holds it. */
static struct place place_in(struct passage *passage, const struct insertion *it, size_t offset)
{
    return it ? insertion_place(passage->builder->arena, it) : passage_place(passage, offset);
}

static void report_hard(struct passage *passage, const struct hardness *hardness)
{
    struct builder *builder = passage->builder;
    struct place at = place_in(passage, hardness->worst, hardness->offset);
    if (hardness->most < hardness->cost / 4)
        diag_error(builder->diag, passage_place(passage, 0),
                   "reading this takes too long: %zu lines, no block of them harder than others",
                   hardness->all_lines);
    else if (hardness->depth)
        diag_error(builder->diag, at, "reading this takes too long: %zu lines, nested %zu deep",
                   hardness->lines, hardness->depth);
    else if (hardness->is_table)
        diag_error(builder->diag, at,
                   "reading this takes too long: a table in a block of %zu lines", hardness->lines);
    else
        diag_error(builder->diag, at, "reading this takes too long: '%c' stands here %zu times",
                   hardness->sign, hardness->count);
}

/* The time and memory that reading may take grow with the text's length; the base is enough for
 * some megabytes of prose. */
static bool is_readable(struct passage *passage)
{
    const size_t mega = 1000 * 1000;
    struct builder *builder = passage->builder;
    const struct expansion *expansion = builder->expansion;
    struct hardness hardness = hardness_of(passage->text);
    size_t n = passage->text.n;
    for (size_t i = 0; i < expansion->insertions; i++) {
        const struct insertion *it = &expansion->insertion[i];
        if (!it->is_markdown)
            continue;
        hardness_add(&hardness, it);
        n += it->text.n;
    }
    if (hardness.cells > CELLS_MAX) {
        diag_error(builder->diag, place_in(passage, hardness.crowded_in, hardness.crowded),
                   "over %d cells in tables", CELLS_MAX);
        return false;
    }
    unsigned milliseconds = (unsigned)(1000 + n / mega * 100);
    size_t bytes = (n > 10 * mega ? n : 10 * mega) * 20;
    if (hardness.cost < HARD || probe(try, builder, milliseconds, bytes))
        return true;
    report_hard(passage, &hardness);
    return false;
}

/* A passage that is too long or too hard to read is reported, and nothing is read of it. */
static struct passage *open_passage(struct builder *builder, bool is_tried)
{
    const struct expansion *expansion = builder->expansion;
    struct place start = {
        .file = expansion->source ? expansion->source->shown : NULL, .line = 1, .col = 1};
    struct text text = expansion->text;
    struct passage *passage;
    if (text.n > SIZE_MAX_TEXT) {
        diag_error(builder->diag, start, "the text is over %d MB", SIZE_MAX_TEXT / 1000000);
        return passage_new(builder, TEXT(""), expansion, start);
    }
    passage = passage_new(builder, text, expansion, start);
    return is_tried || is_readable(passage) ? passage
                                            : passage_new(builder, TEXT(""), expansion, start);
}

static struct tree *read(struct arena *arena, const struct expansion *expansion,
                         const struct tree_options *options, bool is_tried, struct diag *diag)
{
    struct tree *tree = ARENA_NEW(arena, struct tree);
    struct builder builder = {.arena = arena,
                              .scratch = arena_new(),
                              .diag = diag,
                              .options = options,
                              .expansion = expansion,
                              .tree = tree};
    tree->lang = options->lang;
    tree->locale = options->locale;
    tree->second_lang = expansion->second_lang;
    tree->second_locale = expansion->second_locale;
    struct passage *passage = open_passage(&builder, is_tried);
    tree->root = block_new(&builder, BLOCK_DOCUMENT, passage_place(passage, 0));
    struct cmark_node *root = passage_parse(passage);
    blocks_convert(passage, root, tree->root);
    passage_close(passage, root);
    if (builder.is_too_long) { /* no pages are made of it */
        tree->root->child = NULL;
        builder.notes = builder.references = 0;
    }
    list_notes(&builder);
    parallels_settle(&builder);
    references_resolve(&builder);
    alternatives_judge(&builder);
    credits_settle(&builder);
    terms_settle(&builder);
    keywords_settle(&builder);
    tree->title = document_title(&builder);
    tree->second_title = second_title(&builder);
    arena_free(builder.scratch);
    return tree;
}

struct tree *tree_parse(struct arena *arena, const struct expansion *expansion,
                        const struct tree_options *options, struct diag *diag)
{
    return read(arena, expansion, options, false, diag);
}
