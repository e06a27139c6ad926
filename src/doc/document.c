/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document from expanded text to its tree: parse, convert, then what needs the whole of it:
 * footnotes by number, ids and references, the title. */
#include "base/file.h"
#include "doc/markdown.h"

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
        return expansion->title;
    if (heading && heading->text.n)
        return heading->text;
    return expansion->source ? path_stem(expansion->source->path) : (struct text){"", 0};
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

struct tree *tree_parse(struct arena *arena, const struct expansion *expansion,
                        const struct tree_options *options, struct diag *diag)
{
    struct tree *tree = ARENA_NEW(arena, struct tree);
    struct builder builder = {.arena = arena,
                              .scratch = arena_new(),
                              .diag = diag,
                              .options = options,
                              .expansion = expansion,
                              .tree = tree};
    struct place start = {
        .file = expansion->source ? expansion->source->shown : NULL, .line = 1, .col = 1};
    struct text text = expansion->text;
    if (text.n > SIZE_MAX_TEXT) {
        diag_error(diag, start, "the text is over %d MB", SIZE_MAX_TEXT / 1000000);
        text.n = 0;
    }
    tree->lang = options->lang;
    tree->locale = options->locale;
    struct passage *passage = passage_new(&builder, text, expansion, start);
    tree->root = block_new(&builder, BLOCK_DOCUMENT, passage_place(passage, 0));
    struct cmark_node *root = passage_parse(passage);
    blocks_convert(passage, root, tree->root);
    passage_close(passage, root);
    list_notes(&builder);
    references_resolve(&builder);
    tree->title = document_title(&builder);
    arena_free(builder.scratch);
    return tree;
}
