/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids, numbers and what refers to them. `@fig-x` is found in a block's letters and leaves one
 * letter behind; once the whole tree stands, headings get their ids, headings, figures and tables
 * their numbers, and the letters their text. */
#include "doc/markdown.h"

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

/* --- found in text --- */

static const struct {
    const char *prefix;
    enum reference_kind kind;
    bool is_page, keeps_prefix;
} forms[] = {{"sec-", REFERENCE_SECTION, false, true},
             {"fig-", REFERENCE_FIGURE, false, true},
             {"tbl-", REFERENCE_TABLE, false, true},
             {"page-", REFERENCE_LINK, true, false}};

static bool is_plain(const struct letter *letter)
{
    return !letter->look->is_literal && !letter->is_escaped;
}

static bool is_id_letter(uint32_t cp)
{
    return cp == '-' || cp == '_' || (cp >= TOKEN_OPEN && cp <= TOKEN_CLOSE) ||
           u_isalnum((UChar32)cp);
}

static size_t id_end(const struct letters *letters, size_t i)
{
    while (i < letters->n && is_plain(&letters->p[i]) && is_id_letter(letters->p[i].cp))
        i++;
    return i;
}

static struct text letters_between(struct passage *passage, const struct letters *letters,
                                   size_t from, size_t to)
{
    struct letters part = {.p = letters->p + from, .n = to - from};
    return passage_plain(passage, letters_text(passage->builder->arena, &part), NULL);
}

/* Adds the one letter that stands for the reference. */
static void put(struct passage *passage, const struct letter *from, size_t form, const char *id,
                struct letters *out)
{
    struct builder *builder = passage->builder;
    struct look *look = look_new(passage, from->look);
    struct link *link = ARENA_NEW(builder->arena, struct link);
    struct reference *reference = ARENA_NEW(builder->arena, struct reference);
    struct place at = look->is_fixed ? look->span.at : passage_place(passage, from->offset);
    struct letter letter = *from;
    *link = (struct link){arena_printf(builder->arena, "#%s", id), at};
    *reference = (struct reference){.kind = forms[form].kind, .id = id, .at = at};
    look->span.link = link;
    look->is_literal = true;
    letter.look = look;
    letter.cp = OBJECT;
    if (forms[form].is_page) {
        look->span.page_of = id;
        letter.cp = '?';
        reference_pending(builder, *reference);
    } else {
        look->reference = reference;
    }
    letters_add(out, letter);
}

/* The `@` at i: returns where its reference ends, 0 when it begins none. */
static size_t read_at(struct passage *passage, const struct letters *letters, size_t i,
                      struct letters *out)
{
    uint32_t before = letters_before(passage, letters, i);
    size_t end = id_end(letters, i + 1);
    while (end > i + 1 && letters->p[end - 1].cp == '-')
        end--;
    if (end == i + 1 || (before && u_isalnum((UChar32)before)))
        return 0;
    struct text id = letters_between(passage, letters, i + 1, end);
    for (size_t form = 0; form < sizeof forms / sizeof *forms; form++) {
        if (!text_starts(id, forms[form].prefix) || id.n == strlen(forms[form].prefix))
            continue;
        size_t skip = forms[form].keeps_prefix ? 0 : strlen(forms[form].prefix);
        put(passage, &letters->p[i], form, id.p + skip, out);
        return end;
    }
    return 0;
}

void references_find(struct passage *passage, struct letters *letters)
{
    struct letters out = {.arena = letters->arena};
    size_t begun = 0;
    for (size_t i = 0; i < letters->n; i++) {
        const struct letter *letter = &letters->p[i];
        if (letter->cp != '@' || !is_plain(letter) || letter->look->span.link)
            continue;
        struct letters found = {.arena = letters->arena};
        size_t end = read_at(passage, letters, i, &found);
        if (!end)
            continue;
        for (; begun < i; begun++)
            letters_add(&out, letters->p[begun]);
        letters_add(&out, found.p[0]);
        begun = end;
        i = end - 1;
    }
    if (!begun)
        return;
    for (; begun < letters->n; begun++)
        letters_add(&out, letters->p[begun]);
    *letters = out;
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
    unsigned suggestions; /* made for unknown ids */
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

static void claim_spans(struct index *index, const struct block *block)
{
    const struct attributes *last = NULL;
    for (size_t i = 0; i < block->spans; i++) {
        const struct span *span = &block->span[i];
        if (span->attr && span->attr != last)
            claim(index, span->attr->id, block, span->at);
        last = span->attr;
        if (span->picture)
            claim(index, span->picture->attr->id, block, span->at);
    }
}

static bool is_numbered(const struct index *index, const struct block *block)
{
    return block->kind == BLOCK_HEADING && index->builder->options->numbering &&
           !attributes_has_class(block->attr, "unnumbered");
}

static void claim_explicit(struct index *index, const struct block *block)
{
    claim(index, block->attr->id, block, block->at);
    claim_spans(index, block);
    if (block->caption)
        claim_spans(index, block->caption);
    if (is_numbered(index, block) && block->level < index->base)
        index->base = block->level;
    bool is_cover = block->kind == BLOCK_DIV && block->div == DIV_COVER;
    int base = index->base;
    for (const struct block *child = block->child; child; child = child->next)
        claim_explicit(index, child);
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

/* Only what has a caption is numbered. */
static void visit(struct index *index, struct block *block, bool in_cover)
{
    struct arena *arena = index->builder->arena;
    bool is_figure =
        block->kind == BLOCK_PICTURE || (block->kind == BLOCK_DIV && block->div == DIV_CHART);
    if (block->kind == BLOCK_HEADING)
        visit_heading(index, block, in_cover);
    else if (is_figure && block->caption)
        block->number = arena_printf(arena, "%u", ++index->figures);
    else if (block->kind == BLOCK_TABLE && block->caption)
        block->number = arena_printf(arena, "%u", ++index->tables);
    in_cover |= block->kind == BLOCK_DIV && block->div == DIV_COVER;
    for (struct block *child = block->child; child; child = child->next)
        visit(index, child, in_cover);
}

/* --- references get their text --- */

static const char *title_in_quotes(struct builder *builder, const struct block *heading)
{
    const struct marks *marks = locale_marks(builder->options->lang);
    return arena_printf(builder->arena, "%s%.*s%s", marks->open, (int)heading->text.n,
                        heading->text.p ? heading->text.p : "", marks->close);
}

static const char *reference_text(struct builder *builder, struct reference *reference,
                                  const struct block *target)
{
    static const enum word words[] = {WORD_SECTION, WORD_FIGURE, WORD_TABLE, WORD_PAGE};
    const char *word = locale_word(builder->options->locale, words[reference->kind]);
    const char *number = target ? target->number : NULL;
    if (!target)
        return arena_printf(builder->arena, "%s\xC2\xA0?", word);
    reference->is_title = !number && target->kind == BLOCK_HEADING;
    if (reference->is_title)
        number = title_in_quotes(builder, target);
    if (!number) {
        diag_warn(builder->diag, reference->at, "'%s' has no number: it has no caption",
                  reference->id);
        return word;
    }
    return arena_printf(builder->arena, "%s\xC2\xA0%s", word, number);
}

/* Writes the texts of a block's references, [from, to) of them, where their letters stood. */
static void write_references(struct builder *builder, const struct reference *from,
                             const struct reference *to)
{
    struct block *block = from->block;
    struct span *span = (struct span *)(uintptr_t)block->span; /* ours until tree_parse returns */
    struct buf out = {0};
    for (size_t i = 0; i < block->spans; i++) {
        struct text text = text_slice(block->text, span[i].from, span[i].to);
        if (from < to && from->span == i) {
            text = text_of(from->text);
            if (!from->is_title && !span[i].lang)
                span[i].lang = block_words_lang(block, builder->options->locale);
            from++;
        }
        span[i].from = (uint32_t)out.n;
        buf_text(&out, text);
        span[i].to = (uint32_t)out.n;
    }
    block->text = arena_text(builder->arena, buf_as_text(&out));
    buf_done(&out);
}

enum { MOST_SUGGESTIONS = 50 }; /* each looks at all ids there are */

static void report_unknown(struct index *index, const struct reference *reference)
{
    struct builder *builder = index->builder;
    if (builder->options->is_plain)
        diag_warn(builder->diag, reference->at, "no id '%s' in this document", reference->id);
    else
        diag_error(builder->diag, reference->at, "no id '%s' in this document", reference->id);
    if (index->suggestions++ >= MOST_SUGGESTIONS)
        return;
    const char **known = ARENA_ARRAY(builder->scratch, const char *, index->n + 1);
    for (size_t i = 0; i < index->n; i++)
        known[i] = index->entry[i].id;
    diag_suggest(builder->diag, reference->at, text_of(reference->id), known, index->n);
}

void references_resolve(struct builder *builder)
{
    struct index index = {.builder = builder, .base = 6};
    struct tree *tree = builder->tree;
    claim_explicit(&index, tree->root);
    for (size_t i = 0; i < tree->notes; i++)
        claim_explicit(&index, tree->note[i]);
    visit(&index, tree->root, false);
    for (size_t i = 0; i < builder->references; i++) {
        struct reference *reference = &builder->reference[i];
        const struct entry *entry = find(&index, reference->id);
        if (!entry)
            report_unknown(&index, reference);
        if (reference->block)
            reference->text = reference_text(builder, reference, entry ? entry->block : NULL);
    }
    for (size_t i = 0, end; i < builder->references; i = end) {
        const struct block *block = builder->reference[i].block;
        for (end = i + 1; end < builder->references && builder->reference[end].block == block;)
            end++;
        if (block)
            write_references(builder, builder->reference + i, builder->reference + end);
    }
}
