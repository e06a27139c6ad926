/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expanded Markdown into the tree: the parser is run, and its blocks become ours. A value that
 * holds Markdown is a passage of its own, parsed by itself, whose blocks are put where its token
 * stood; so nothing in it can reach beyond it. */
#include "doc/markdown.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>

#include "base/ascii.h"
#include "base/utf8.h"

/* --- the parser --- */

/* The lines before a table's head: the parser says the table begins with them, and of the paragraph
 * that they are nothing. */
static bool place_before_table(cmark_node *paragraph)
{
    cmark_node *table = paragraph->next;
    if (paragraph->type != CMARK_NODE_PARAGRAPH || paragraph->start_line || !table ||
        strcmp(cmark_node_get_type_string(table), "table") != 0)
        return false;
    cmark_node *head = table->first_child;
    paragraph->start_line = table->start_line;
    paragraph->start_column = table->start_column;
    head->start_line = head->next ? head->next->start_line - 2 : table->end_line - 1;
    table->start_line = head->start_line;
    paragraph->end_line = head->start_line - 1;
    return true;
}

/* What stands in such a paragraph has places from its beginning. */
static void place_paragraphs(cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    cmark_node *block = NULL;
    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (e == CMARK_EVENT_EXIT) {
            block = node == block ? NULL : block;
        } else if (block) {
            node->start_line += block->start_line;
            node->start_column += block->start_column;
        } else if (place_before_table(node)) {
            block = node;
        }
    }
    cmark_iter_free(iter);
}

struct cmark_node *passage_parse(struct passage *passage)
{
    static const char *const core[] = {"table", "strikethrough", "autolink", "tasklist"};
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES);
    div_attach(parser, passage); /* first: tables claim each line behind a paragraph */
    for (size_t i = 0; i < sizeof core / sizeof *core; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(core[i]));
    attributes_attach(parser, passage->builder->arena);
    cmark_parser_feed(parser, passage->text.p, passage->text.n);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    place_paragraphs(root);
    footnotes_report_unused(passage, root);
    return root;
}

/* --- blocks of ours --- */

struct block *block_make(struct arena *arena, enum block_kind kind, struct place at)
{
    static const struct attributes none;
    struct block *block = ARENA_NEW(arena, struct block);
    block->kind = kind;
    block->attr = &none;
    block->at = at;
    block->checked = -1;
    block->span_columns = block->span_rows = 1;
    return block;
}

struct block *block_new(struct builder *builder, enum block_kind kind, struct place at)
{
    return block_make(builder->arena, kind, at);
}

void sink_add(struct sink *sink, struct block *block)
{
    block->parent = sink->parent;
    if (sink->last)
        sink->last->next = block;
    else
        sink->parent->child = block;
    sink->last = block;
}

static struct place node_place(struct passage *passage, cmark_node *node)
{
    return passage_place(passage, passage_offset(passage, node->start_line, node->start_column));
}

struct block *block_add(struct passage *passage, struct sink *sink, enum block_kind kind,
                        struct cmark_node *node)
{
    struct block *block = block_new(passage->builder, kind, node_place(passage, node));
    passage->builder->blocks++;
    passage->builder->headings += kind == BLOCK_HEADING;
    sink_add(sink, block);
    return block;
}

/* Each block costs memory until the document is written; the first that is one too many is said. */
static bool is_full(struct passage *passage, cmark_node *node)
{
    struct builder *builder = passage->builder;
    bool has_too_many = builder->headings >= HEADINGS_MAX;
    if (builder->blocks < BLOCKS_MAX && !has_too_many)
        return false;
    if (!builder->is_too_long)
        diag_error(builder->diag, node_place(passage, node), "over %d %s",
                   has_too_many ? HEADINGS_MAX : BLOCKS_MAX, has_too_many ? "headings" : "blocks");
    builder->is_too_long = true;
    return true;
}

/* --- values that hold Markdown --- */

/* Lowest heading level below root, 0 when there is no heading. */
static int top_level(cmark_node *root)
{
    int top = 0;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        const cmark_node *node = cmark_iter_get_node(iter);
        if (e == CMARK_EVENT_ENTER && node->type == CMARK_NODE_HEADING &&
            (!top || node->as.heading.level < top))
            top = node->as.heading.level;
    }
    cmark_iter_free(iter);
    return top;
}

void markdown_read(struct builder *builder, struct text text, const struct speech *speech,
                   struct place at, struct sink *sink)
{
    struct passage *passage = passage_new(builder, text, NULL, at);
    passage->speech = speech ? *speech : passage->speech;
    cmark_node *root = passage_parse(passage);
    int top = top_level(root), enclosing = builder->heading;
    passage->shift = top && top <= enclosing ? enclosing + 1 - top : 0;
    blocks_convert_into(passage, root, sink);
    passage_close(passage, root);
    builder->heading = enclosing;
}

static void markdown_splice(struct passage *around, const struct insertion *it, struct sink *sink)
{
    struct arena *arena = around->builder->arena;
    markdown_read(around->builder, it->text, it->speech, insertion_place(arena, it), sink);
}

void markdown_splice_inline(struct passage *around, const struct insertion *it,
                            const struct look *look, struct letters *out)
{
    struct builder *builder = around->builder;
    struct place at = insertion_place(builder->arena, it);
    struct passage *passage = passage_new(builder, it->text, NULL, at);
    passage->speech = it->speech ? *it->speech : passage->speech;
    cmark_node *root = passage_parse(passage), *block = root->first_child;
    if (block && (block->next || block->type != CMARK_NODE_PARAGRAPH)) {
        diag_error(builder->diag, at,
                   "Markdown within a line must be one paragraph; give it a line of its own");
        letters_insert_text(out, it->text, look, false);
    } else if (block) {
        struct letters part = {.arena = builder->scratch};
        struct look base = *look;
        base.is_literal = false;
        inline_read(passage, block, block, (struct inline_rules){0}, &base, &part, NULL);
        inline_finish(passage, &part);
        for (size_t i = 0; i < part.n; i++)
            letters_add(out, part.p[i]);
    }
    passage_close(passage, root);
}

/* --- leaves --- */

struct text block_content(const cmark_node *node)
{
    return (struct text){(const char *)node->content.ptr, (size_t)node->content.size};
}

/* The value that a paragraph consists of, when it holds Markdown; else NULL. */
static const struct insertion *lone_markdown(const struct passage *passage, const cmark_node *node)
{
    size_t taken;
    struct text content = text_trim(block_content(node));
    const struct insertion *it = passage_token(passage, content, &taken);
    return it && it->is_markdown && taken == content.n ? it : NULL;
}

cmark_node *paragraph_picture(const cmark_node *paragraph)
{
    cmark_node *image = paragraph->first_child;
    if (!image || image->type != CMARK_NODE_IMAGE)
        return NULL;
    cmark_node *next = image->next;
    if (next && attributes_node(next))
        next = next->next;
    return next ? NULL : image;
}

/* The parser's line is wrong where link definitions stood first, its column is a cell's edge. */
static void set_place(struct block *block, bool is_line_right)
{
    const struct span *first = block->span;
    if (block->spans && !(first->style & INLINE_VALUE) &&
        !(is_line_right && first->at.line == block->at.line))
        block->at = first->at;
}

static void convert_picture(struct passage *passage, cmark_node *node, cmark_node *image,
                            const struct picture *picture, struct sink *sink)
{
    struct builder *builder = passage->builder;
    struct block *block = block_add(passage, sink, BLOCK_PICTURE, node);
    block->picture = picture;
    block->attr = block->picture->attr;
    block->lang = attributes_lang(builder, block->attr);
    block->at = block->picture->at;
    if (!block->attr->id || block->picture->is_decorative)
        return;
    struct letters caption = {.arena = builder->scratch};
    inline_read(passage, node, image, (struct inline_rules){0}, NULL, &caption, NULL);
    inline_finish(passage, &caption);
    if (!caption.n)
        return;
    struct block *paragraph = block_new(builder, BLOCK_PARAGRAPH, block->at);
    letters_set(passage, &caption, paragraph);
    set_place(paragraph, false);
    paragraph->parent = block;
    block->caption = paragraph;
}

static cmark_node *next_image(cmark_node *child)
{
    while (child && child->type != CMARK_NODE_IMAGE)
        child = child->next;
    return child;
}

/* Pictures with nothing but white between them; those of links are no children of the paragraph. */
static bool are_pictures(const cmark_node *paragraph, const struct letters *letters)
{
    size_t pictures = 0, images = 0;
    for (size_t i = 0; i < letters->n; i++) {
        const struct letter *letter = &letters->p[i];
        pictures += letter->look->span.picture != NULL;
        if (!letter->look->span.picture && letter->cp != ' ' && letter->cp != LINE_SEPARATOR)
            return false;
    }
    for (cmark_node *image = next_image(paragraph->first_child); image;
         image = next_image(image->next))
        images++;
    return images && images == pictures;
}

/* In `.figures` pictures need no empty lines between them to stand alone. */
static void convert_pictures(struct passage *passage, cmark_node *node,
                             const struct letters *letters, struct sink *sink)
{
    cmark_node *image = next_image(node->first_child);
    for (size_t i = 0; i < letters->n; i++) {
        const struct picture *picture = letters->p[i].look->span.picture;
        if (!picture)
            continue;
        convert_picture(passage, node, image, picture, sink);
        image = next_image(image->next);
    }
}

/* `: text {…}` behind a table, or attributes alone. */
static void take_caption(struct passage *passage, struct letters *letters,
                         const struct attributes *attr, struct block *table)
{
    struct builder *builder = passage->builder;
    if (attr)
        table->attr = attributes_join(builder, table->attr, attr);
    if (letters->n < 2)
        return;
    struct block *caption = block_new(builder, BLOCK_PARAGRAPH, table->at);
    letters_cut(letters, 0, 2);
    letters_trim(letters);
    letters_set(passage, letters, caption);
    set_place(caption, false);
    caption->parent = table;
    table->caption = caption;
}

bool quote_is_alert(const cmark_node *quote, enum div_class *class)
{
    static const struct {
        const char *marker;
        enum div_class class;
    } alerts[] = {{"[!NOTE]", DIV_NOTE},
                  {"[!TIP]", DIV_TIP},
                  {"[!IMPORTANT]", DIV_IMPORTANT},
                  {"[!WARNING]", DIV_WARNING},
                  {"[!CAUTION]", DIV_WARNING}};
    const cmark_node *first = quote->first_child;
    if (!first || first->type != CMARK_NODE_PARAGRAPH)
        return false;
    struct text rest = block_content(first), line = {"", 0};
    text_next_line(&rest, &line);
    for (size_t i = 0; i < sizeof alerts / sizeof *alerts; i++)
        if (text_equal_caseless(text_trim(line), text_of(alerts[i].marker))) {
            *class = alerts[i].class;
            return true;
        }
    return false;
}

/* The marker is no text of the paragraph. */
static void cut_alert(const cmark_node *paragraph, struct letters *letters)
{
    enum div_class class;
    const cmark_node *quote = paragraph->parent;
    if (paragraph->prev || quote->type != CMARK_NODE_BLOCK_QUOTE || !quote_is_alert(quote, &class))
        return;
    size_t end = 0;
    while (end < letters->n && letters->p[end].cp != ']')
        end++;
    letters_cut(letters, 0, end < letters->n ? end + 1 : 0);
    letters_trim(letters);
}

/* `: text` that no table stands before, which is printed as it is. */
static void judge_stray_caption(struct passage *passage, const cmark_node *node,
                                const struct block *last)
{
    cmark_node *next = node->next;
    size_t offset = passage_offset(passage, node->start_line, node->start_column);
    struct place at = passage_place(passage, offset);
    bool is_before = next && strcmp(cmark_node_get_type_string(next), "table") == 0;
    struct diag *diag = passage->builder->diag;
    if (is_before)
        diag_warn(diag, at, "a caption stands behind its table, not before it");
    else if (last && last->kind == BLOCK_TABLE)
        diag_warn(diag, at, "this table has a caption already");
    else if (last && last->kind == BLOCK_PICTURE)
        diag_warn(diag, at,
                  "a picture's caption stands in its brackets: '![caption](file){#fig-…}'");
    else
        diag_warn(diag, at, "a caption, but no table before it");
}

/* `{#fig-x}` at the end of a paragraph, which has no attributes, is printed. */
static void judge_tail(struct passage *passage, const struct letters *letters)
{
    static const char *const ids[] = {"{#fig-", "{#tbl-", "{#sec-"};
    size_t end = letters->n, open = end;
    if (!end || letters->p[end - 1].cp != '}' || letters->p[end - 1].is_escaped ||
        letters->p[end - 1].look->is_literal)
        return;
    while (open && end - open < 100 && letters->p[open - 1].cp != '{')
        open--;
    if (!open || letters->p[open - 1].cp != '{')
        return;
    struct letters tail = {.p = letters->p + open - 1, .n = end - open + 1};
    struct text said = letters_text(passage->builder->scratch, &tail);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (text_starts(said, ids[i]))
            diag_warn(passage->builder->diag, passage_place(passage, tail.p[0].offset),
                      "a paragraph has no attributes: '%.*s' is printed", (int)said.n, said.p);
}

static void convert_paragraph(struct passage *passage, cmark_node *node, struct sink *sink)
{
    struct builder *builder = passage->builder;
    const struct insertion *it = lone_markdown(passage, node);
    if (it) {
        markdown_splice(passage, it, sink);
        return;
    }
    struct letters letters = {.arena = builder->scratch};
    const struct attributes *tail = NULL;
    struct block *table = sink->last;
    bool is_like_caption = text_starts(block_content(node), ": ");
    bool is_caption = is_like_caption && table && table->kind == BLOCK_TABLE && !table->caption;
    struct inline_rules rules = {.takes_tail = is_like_caption, .takes_spanning = !is_caption};
    inline_read(passage, node, node, rules, NULL, &letters, &tail);
    if (is_like_caption && !is_caption)
        judge_stray_caption(passage, node, table);
    judge_tail(passage, &letters);
    cut_alert(node, &letters);
    if (tail && rules.takes_spanning)
        letters_trim(&letters);
    inline_finish(passage, &letters);
    cmark_node *image = paragraph_picture(node);
    if (image && letters.n == 1 && letters.p[0].look->span.picture) {
        convert_picture(passage, node, image, letters.p[0].look->span.picture, sink);
    } else if (sink->parent->div == DIV_FIGURES && are_pictures(node, &letters)) {
        convert_pictures(passage, node, &letters, sink);
    } else if (is_caption && (letters.n >= 2 || tail)) {
        take_caption(passage, &letters, tail, table);
    } else if (letters.n || tail) { /* a comment or an empty value leaves nothing */
        struct block *block = block_add(passage, sink, BLOCK_PARAGRAPH, node);
        letters_set(passage, &letters, block);
        set_place(block, true);
        block->attr = tail ? tail : block->attr;
    }
}

static void convert_heading(struct passage *passage, cmark_node *node, struct sink *sink)
{
    struct builder *builder = passage->builder;
    struct letters letters = {.arena = builder->scratch};
    const struct attributes *tail = NULL;
    struct block *block = block_add(passage, sink, BLOCK_HEADING, node);
    inline_read(passage, node, node, (struct inline_rules){.takes_tail = true}, NULL, &letters,
                &tail);
    inline_finish(passage, &letters);
    letters_set(passage, &letters, block);
    if (tail) {
        block->attr = tail;
        block->picture = target_icon(passage, tail, block->at);
        block->lang = block->lang ? block->lang : attributes_lang(builder, tail);
    }
    block->level = node->as.heading.level + passage->shift;
    block->level = block->level > 6 ? 6 : block->level;
    builder->heading = block->level;
}

static void convert_code(struct passage *passage, cmark_node *node, struct sink *sink)
{
    struct builder *builder = passage->builder;
    struct block *block = block_add(passage, sink, BLOCK_CODE, node);
    struct text literal = {(const char *)node->as.code.literal.data,
                           (size_t)node->as.code.literal.len};
    if (literal.n && literal.p[literal.n - 1] == '\n')
        literal.n--;
    if (inline_is_too_long(passage, node, literal.n))
        return;
    int first = node->start_line + (node->as.code.fenced ? 1 : 0);
    const uint32_t *map = content_map(passage, literal, (struct extent){first, first, 0});
    struct letters letters = {.arena = builder->scratch};
    struct look *look = look_new(passage, NULL);
    look->span.style |= INLINE_CODE;
    for (size_t i = 0; i < literal.n;) {
        struct letter letter = {.offset = map[i], .look = look};
        i += utf8_decode(literal.p + i, literal.n - i, &letter.cp);
        if (passage->star && letter.cp == (unsigned char)passage->star)
            letter.cp = '*';
        if (letter.cp != '\r')
            letters_add(&letters, letter);
    }
    letters_substitute(passage, &letters, true);
    letters_set(passage, &letters, block);
}

/* True when only comments stand in the HTML. */
static bool is_comment(struct text html)
{
    for (html = text_trim(html); text_starts(html, "<!--"); html = text_trim(html)) {
        size_t end = text_find(html, "-->");
        if (end == SIZE_MAX)
            return true;
        html = text_from(html, end + 3);
    }
    return !html.n;
}

static void report_html(struct passage *passage, cmark_node *node)
{
    struct text html = {(const char *)node->as.literal.data, (size_t)node->as.literal.len};
    if (is_comment(html))
        return;
    size_t end = 0;
    while (end < html.n && end < 60 && !ascii_is_in(">\n", html.p[end]))
        end++;
    struct text tag = passage_plain(
        passage, text_slice(html, 0, end + (end < html.n && html.p[end] == '>')), NULL);
    diag_warn(passage->builder->diag, node_place(passage, node), "raw HTML is not rendered: '%.*s'",
              (int)tag.n, tag.p);
}

/* --- containers --- */

static bool ends_blank(const cmark_node *node)
{
    while (node && !div_is(node)) {
        if (node->flags & CMARK_NODE__LAST_LINE_BLANK)
            return true;
        bool is_list = node->type == CMARK_NODE_LIST || node->type == CMARK_NODE_ITEM;
        node = is_list ? node->last_child : NULL;
    }
    return false; /* a div's closing fence looks blank to the parser, but is not */
}

static bool is_tight(const cmark_node *list)
{
    for (const cmark_node *item = list->first_child; item; item = item->next) {
        if (item->next && ends_blank(item))
            return false;
        for (const cmark_node *child = item->first_child; child; child = child->next)
            if ((item->next || child->next) && ends_blank(child))
                return false;
    }
    return true;
}

static void convert_list(struct passage *passage, cmark_node *node, struct sink *sink)
{
    struct block *list = block_add(passage, sink, BLOCK_LIST, node);
    list->is_ordered = node->as.list.list_type == CMARK_ORDERED_LIST;
    list->is_tight = node->as.list.tight || is_tight(node);
    list->start = list->is_ordered ? node->as.list.start : 0;
    struct sink items = {list, NULL};
    for (cmark_node *child = node->first_child; child && !is_full(passage, child);
         child = child->next) {
        struct block *item = block_add(passage, &items, BLOCK_ITEM, child);
        if (!strcmp(cmark_node_get_type_string(child), "tasklist"))
            item->checked = cmark_gfm_extensions_get_tasklist_item_checked(child);
        blocks_convert(passage, child, item);
    }
}

static void convert_quote(struct passage *passage, cmark_node *node, struct sink *sink)
{
    enum div_class class = DIV_PLAIN;
    bool is_alert = quote_is_alert(node, &class);
    struct block *block = block_add(passage, sink, is_alert ? BLOCK_DIV : BLOCK_QUOTE, node);
    block->div = class;
    blocks_convert(passage, node, block);
}

static enum cell_align align_of(uint8_t written)
{
    return written == 'l'   ? ALIGN_START
           : written == 'c' ? ALIGN_CENTER
           : written == 'r' ? ALIGN_END
                            : ALIGN_AUTO;
}

/* A number below zero has a true minus. */
static void set_minus(struct letters *letters)
{
    struct letter *first = letters->p;
    if (letters->n < 2 || first->cp != '-' || first[1].cp < '0' || first[1].cp > '9')
        return;
    for (size_t i = 1; i < letters->n; i++)
        if (letters->p[i].cp == '-' || (letters->p[i].cp | 32) - 'a' < 26)
            return;
    first->cp = 0x2212;
}

static void convert_cell(struct passage *passage, cmark_node *node, struct sink *row)
{
    struct builder *builder = passage->builder;
    struct block *cell = block_add(passage, row, BLOCK_CELL, node);
    struct letters letters = {.arena = builder->scratch};
    struct arena_mark mark = arena_mark(builder->scratch);
    const struct attributes *spanning = NULL;
    struct inline_rules rules = {.is_cell = true, .takes_spanning = true};
    inline_read(passage, node, node, rules, NULL, &letters, &spanning);
    letters_trim(&letters);
    set_minus(&letters);
    inline_finish(passage, &letters);
    letters_set(passage, &letters, cell);
    cell->attr = spanning ? spanning : cell->attr;
    arena_rewind(builder->scratch, mark);
    cell->at = passage_place(passage, passage_offset(passage, node->start_line,
                                                     node->start_column + node->internal_offset));
    set_place(cell, false);
}

/* A caption that has no empty line before it is a row to the parser. */
static void judge_last_row(struct passage *passage, const cmark_node *row)
{
    size_t offset = passage_offset(passage, row->start_line, row->start_column);
    struct text line = text_from(passage->text, offset), said = TEXT("");
    text_next_part(&line, '\n', &said);
    if (text_starts(said, ": ") && text_find_char(said, '|') == SIZE_MAX)
        diag_warn(passage->builder->diag, passage_place(passage, offset),
                  "a caption wants an empty line before it: this is the table's last row");
}

static void convert_table(struct passage *passage, cmark_node *node, struct sink *sink)
{
    struct builder *builder = passage->builder;
    struct block *table = block_add(passage, sink, BLOCK_TABLE, node);
    const uint8_t *written = cmark_gfm_extensions_get_table_alignments(node);
    table->columns = cmark_gfm_extensions_get_table_columns(node);
    struct column *column = ARENA_ARRAY(builder->arena, struct column, table->columns + 1);
    for (size_t i = 0; i < table->columns; i++)
        column[i].align = align_of(written[i]);
    table->column = column;
    struct sink rows = {table, NULL};
    for (cmark_node *child = node->first_child; child && !is_full(passage, child);
         child = child->next) {
        struct block *row = block_add(passage, &rows, BLOCK_ROW, child);
        row->row = cmark_gfm_extensions_get_table_row_is_header(child) ? ROW_HEAD : ROW_BODY;
        struct sink cells = {row, NULL};
        size_t i = 0;
        for (cmark_node *cell = child->first_child; cell && i < table->columns; cell = cell->next)
            convert_cell(passage, cell, &cells), i++;
    }
    if (node->last_child)
        judge_last_row(passage, node->last_child);
    grid_settle(builder, table, true);
}

/* A block whose letters need scratch memory, given back when it is done. */
static void convert_leaf(struct passage *passage, cmark_node *node, struct sink *sink)
{
    struct arena *scratch = passage->builder->scratch;
    struct arena_mark mark = arena_mark(scratch);
    if (node->type == CMARK_NODE_PARAGRAPH)
        convert_paragraph(passage, node, sink);
    else if (node->type == CMARK_NODE_HEADING)
        convert_heading(passage, node, sink);
    else if (node->type == CMARK_NODE_CODE_BLOCK)
        convert_code(passage, node, sink);
    else if (node->type == CMARK_NODE_HTML_BLOCK)
        report_html(passage, node);
    else if (node->type == CMARK_NODE_THEMATIC_BREAK)
        block_add(passage, sink, BLOCK_RULE, node);
    arena_rewind(scratch, mark);
}

static void convert(struct passage *passage, cmark_node *node, struct sink *sink)
{
    if (div_is(node))
        div_convert(passage, node, sink);
    else if (node->type == CMARK_NODE_LIST)
        convert_list(passage, node, sink);
    else if (node->type == CMARK_NODE_BLOCK_QUOTE)
        convert_quote(passage, node, sink);
    else if (!strcmp(cmark_node_get_type_string(node), "table"))
        convert_table(passage, node, sink);
    else if (node->type != CMARK_NODE_FOOTNOTE_DEFINITION)
        convert_leaf(passage, node, sink);
}

void blocks_convert_into(struct passage *passage, struct cmark_node *parent, struct sink *sink)
{
    struct builder *builder = passage->builder;
    if (builder->depth >= DEPTH_MAX) {
        if (!builder->is_too_deep)
            diag_error(builder->diag, node_place(passage, parent), "blocks are nested over %d deep",
                       DEPTH_MAX);
        builder->is_too_deep = true;
        return;
    }
    builder->depth++;
    for (cmark_node *child = parent->first_child; child && !is_full(passage, child);
         child = child->next)
        convert(passage, child, sink);
    builder->depth--;
}

void blocks_convert(struct passage *passage, struct cmark_node *parent, struct block *into)
{
    struct sink sink = {into, NULL};
    blocks_convert_into(passage, parent, &sink);
}
