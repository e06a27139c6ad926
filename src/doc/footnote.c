/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Footnotes: numbered where they are first referred to, read when the passage they stand in is
 * done. The parser drops definitions that nobody refers to and leaves references to nowhere as
 * text; both are looked for here, as both are slips of the pen. */
#include "doc/markdown.h"

#include <cmark-gfm/node.h>

uint32_t note_number(struct passage *passage, struct cmark_node *definition,
                     const struct block **block)
{
    struct builder *builder = passage->builder;
    uint32_t number = (uint32_t)(uintptr_t)cmark_node_get_user_data(definition);
    if (!number) {
        struct place at = passage_place(
            passage, passage_offset(passage, definition->start_line, definition->start_column));
        builder->note = arena_grow(builder->arena, builder->note, sizeof *builder->note,
                                   &builder->note_cap, builder->notes + 1);
        builder->note[builder->notes++] =
            (struct note){passage, definition, block_new(builder, BLOCK_DIV, at), false};
        number = (uint32_t)builder->notes;
        cmark_node_set_user_data(definition, (void *)(uintptr_t)number);
    }
    *block = builder->note[number - 1].block;
    return number;
}

void passage_close(struct passage *passage, struct cmark_node *root)
{
    struct builder *builder = passage->builder;
    for (size_t i = 0; i < builder->notes; i++) {
        struct note note = builder->note[i];
        if (note.passage != passage || note.is_read)
            continue;
        builder->note[i].is_read = true;
        blocks_convert(passage, note.definition, note.block);
    }
    cmark_node_free(root);
}

void footnote_defined(struct passage *passage, const struct cmark_node *node)
{
    size_t n = passage->definitions;
    struct definition *last = n ? &passage->definition[n - 1] : NULL;
    struct arena *arena = passage->builder->arena;
    if (last && last->line == node->start_line && last->column == node->start_column)
        return;
    passage->definition = arena_grow(arena, passage->definition, sizeof *passage->definition,
                                     &passage->definition_cap, n + 1);
    struct text label = {(const char *)node->as.literal.data, (size_t)node->as.literal.len};
    passage->definition[passage->definitions++] =
        (struct definition){node->start_line, node->start_column, arena_text(arena, label), false};
}

/* Those that are referred to stand at the end of the document; one a line. */
static void mark_used(struct passage *passage, const cmark_node *node)
{
    size_t low = 0, high = passage->definitions;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (passage->definition[middle].line < node->start_line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < passage->definitions && passage->definition[low].line == node->start_line)
        passage->definition[low].is_used = true;
}

void footnotes_report_unused(struct passage *passage, struct cmark_node *root)
{
    for (const cmark_node *node = root->last_child;
         node && node->type == CMARK_NODE_FOOTNOTE_DEFINITION; node = node->prev)
        mark_used(passage, node);
    for (size_t i = 0; i < passage->definitions; i++) {
        const struct definition *definition = &passage->definition[i];
        if (definition->is_used)
            continue;
        size_t offset = passage_offset(passage, definition->line, definition->column);
        while (offset > 0 && !text_starts(text_from(passage->text, offset), "[^"))
            offset--; /* the parser's column is where the note's text begins */
        struct text label = passage_plain(passage, definition->label, NULL);
        diag_warn(passage->builder->diag, passage_place(passage, offset),
                  "nothing refers to the footnote '%.*s': it is left out",
                  (int)(label.n < 60 ? label.n : 60), label.p);
    }
}

static bool is_plain(const struct letter *letter, uint32_t cp)
{
    return letter->cp == cp && !letter->is_escaped && !letter->look->is_literal &&
           !(letter->look->span.style & INLINE_CODE);
}

enum { LONGEST_LABEL = 100 };

/* Where the `[^label]` at i ends; 0: there is none. */
static size_t label_end(const struct letters *letters, size_t i)
{
    const struct letter *p = letters->p;
    if (i + 3 >= letters->n || !is_plain(&p[i], '[') || !is_plain(&p[i + 1], '^'))
        return 0;
    for (size_t end = i + 2; end < letters->n && end - i < LONGEST_LABEL; end++) {
        if (is_plain(&p[end], ']'))
            return end > i + 2 ? end : 0;
        if (p[end].cp <= ' ' || p[end].cp == '[' || p[end].cp == LINE_SEPARATOR)
            return 0;
    }
    return 0;
}

void footnotes_report_missing(struct passage *passage, const struct letters *letters)
{
    for (size_t i = 0, end; i < letters->n; i++) {
        if (letters->p[i].cp != '[' || !(end = label_end(letters, i)))
            continue;
        const struct look *look = letters->p[i].look;
        struct place at =
            look->is_fixed ? look->span.at : passage_place(passage, letters->p[i].offset);
        struct letters part = {.p = letters->p + i + 2, .n = end - i - 2};
        struct text label =
            passage_plain(passage, letters_text(passage->builder->scratch, &part), NULL);
        diag_warn(passage->builder->diag, at, "no footnote '%.*s'", (int)label.n, label.p);
    }
}
