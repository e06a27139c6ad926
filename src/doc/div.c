/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fenced divs `::: {.class key=value}` … `:::`, as a block extension of the Markdown parser, so
 * that links and footnotes are the whole document's and divs stand in lists and quotes too.
 *
 * The parser asks each open container whether a line goes on with it. The div that a closing
 * fence belongs to takes that line, is marked closed and refuses the next one: the extension
 * interface knows no other way. A fence closes the innermost div with as many colons, else the
 * innermost. */
#include "base/ascii.h"
#include "doc/markdown.h"

#include <inttypes.h>
#include <string.h>

#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>

#include "doc/veil.h"

struct fence {
    size_t offset, end; /* of its opener in the passage: the colons, behind its last byte */
    int last_line;      /* of the opener */
    size_t colons, depth;
    bool is_closed;
    bool is_stray;      /* a closing fence that closes nothing */
    bool is_unfinished; /* the opener's `}` is missing */
    struct text raw;    /* {…}, or empty */
    struct text word;   /* `::: note`, or empty */
};

static cmark_node_type div_type; /* registered once in the process */

bool div_is(const struct cmark_node *node)
{
    return div_type && node->type == div_type;
}

struct text div_attributes(const struct cmark_node *node)
{
    const struct fence *fence = node->user_data;
    return fence->is_unfinished ? (struct text){0} : fence->raw;
}

static void take_line(cmark_parser *parser, const unsigned char *input, int len)
{
    int end = len;
    while (end > 0 && (input[end - 1] == '\n' || input[end - 1] == '\r'))
        end--;
    int at = cmark_parser_get_offset(parser);
    if (end > at)
        cmark_parser_advance_offset(parser, (const char *)input, end - at, 0);
}

static size_t count_colons(struct text text)
{
    size_t n = 0;
    while (n < text.n && text.p[n] == ':')
        n++;
    return n;
}

/* Colons of a line that is a closing fence, else 0. */
static size_t closing_colons(cmark_parser *parser, const unsigned char *input, int len)
{
    int first = cmark_parser_get_first_nonspace(parser);
    if (first >= len || cmark_parser_get_indent(parser) >= 4)
        return 0;
    struct text line = text_trim((struct text){(const char *)input + first, (size_t)(len - first)});
    size_t colons = count_colons(line);
    return colons >= 3 && colons == line.n ? colons : 0;
}

/* The open block inside that would go on with a closing fence indented so far; NULL: none. A block
 * of code goes on and takes the line as its own. */
static cmark_node *open_child(cmark_node *node, int *indent)
{
    cmark_node *child = node->last_child;
    if (!child || !(child->flags & CMARK_NODE__OPEN))
        return NULL;
    if (child->type == CMARK_NODE_ITEM) {
        int needs = child->as.list.marker_offset + child->as.list.padding;
        if (*indent < needs)
            return NULL;
        *indent -= needs;
        return child;
    }
    if (child->type == CMARK_NODE_FOOTNOTE_DEFINITION && *indent < 4)
        return NULL;
    return child->type == CMARK_NODE_BLOCK_QUOTE ? NULL : child;
}

/* The div, container or one inside it, that the closing fence belongs to. */
static cmark_node *find_closed(cmark_node *container, size_t colons, int indent)
{
    cmark_node *innermost = NULL, *equal = NULL;
    for (cmark_node *node = container; node; node = open_child(node, &indent)) {
        if (node->type == CMARK_NODE_CODE_BLOCK && node->as.code.fenced)
            return NULL;
        const struct fence *fence = div_is(node) ? node->user_data : NULL;
        if (!fence || fence->is_closed || indent >= 4)
            continue;
        innermost = node;
        if (fence->colons == colons)
            equal = node;
    }
    return equal ? equal : innermost;
}

static int goes_on(cmark_syntax_extension *self, cmark_parser *parser, unsigned char *input,
                   int len, cmark_node *container)
{
    struct fence *fence = container->user_data;
    (void)self;
    if (fence->is_closed) {
        container->flags &= (uint16_t)~CMARK_NODE__LAST_LINE_BLANK; /* the fence looked blank */
        return 0;
    }
    if (cmark_parser_get_line_number(parser) <= fence->last_line) {
        take_line(parser, input, len);
        return 1;
    }
    size_t colons = closing_colons(parser, input, len);
    if (colons && find_closed(container, colons, cmark_parser_get_indent(parser)) == container) {
        take_line(parser, input, len);
        fence->is_closed = true;
    }
    return 1;
}

/* Reads an opener that begins at fence->offset. False: it is none. */
static bool read_opener(const struct passage *passage, struct fence *fence, int line)
{
    struct text rest = text_from(passage->text, fence->offset);
    fence->colons = count_colons(rest);
    size_t i = fence->colons;
    while (i < rest.n && (rest.p[i] == ' ' || rest.p[i] == '\t'))
        i++;
    size_t from = i, line_end = text_find_char(rest, '\n');
    line_end = line_end == SIZE_MAX ? rest.n : line_end;
    fence->last_line = line;
    if (i < rest.n && rest.p[i] == '{') {
        size_t n = attributes_scan_end(text_from(rest, i));
        fence->is_unfinished = n == 0;
        i = n ? i + n : line_end;
        fence->raw = text_slice(rest, from, i);
    } else {
        while (i < line_end && (ascii_is_letter(rest.p[i]) || ascii_is_digit(rest.p[i]) ||
                                ascii_is_in("-_", rest.p[i])))
            i++;
        fence->word = text_slice(rest, from, i);
    }
    for (size_t k = 0; k < i; k++)
        fence->last_line += rest.p[k] == '\n';
    fence->end = fence->offset + i;
    for (; i < rest.n && rest.p[i] != '\n'; i++)
        if (!ascii_is_in(" \t\r:", rest.p[i]))
            return false;
    return true;
}

static cmark_node *open_div(cmark_syntax_extension *self, int indented, cmark_parser *parser,
                            cmark_node *parent, unsigned char *input, int len)
{
    struct passage *passage = cmark_syntax_extension_get_private(self);
    int first = cmark_parser_get_first_nonspace(parser);
    if (parent->type == CMARK_NODE_FOOTNOTE_DEFINITION)
        footnote_defined(passage, parent);
    if (indented || first + 3 > len || memcmp(input + first, ":::", 3))
        return NULL;
    struct fence fence = {
        .offset = passage_offset(passage, cmark_parser_get_line_number(parser), first + 1)};
    if (!read_opener(passage, &fence, cmark_parser_get_line_number(parser)))
        return NULL;
    for (const cmark_node *up = parent; up && !fence.depth; up = up->parent)
        fence.depth = div_is(up) ? ((const struct fence *)up->user_data)->depth + 1 : 0;
    if (fence.depth > DEPTH_MAX)
        return NULL; /* reported when the tree is made */
    fence.is_stray = !fence.raw.n && !fence.word.n;
    fence.is_closed = fence.is_stray;
    cmark_node *node = cmark_parser_add_child(parser, parent, div_type, first + 1);
    struct fence *kept = ARENA_NEW(passage->builder->arena, struct fence);
    *kept = fence;
    cmark_node_set_syntax_extension(node, self);
    cmark_node_set_user_data(node, kept);
    take_line(parser, input, len);
    return node;
}

static int can_contain(cmark_syntax_extension *self, cmark_node *node, cmark_node_type child)
{
    (void)self;
    (void)node;
    return CMARK_NODE_TYPE_BLOCK_P(child) && child != CMARK_NODE_ITEM;
}

void div_attach(struct cmark_parser *parser, struct passage *passage)
{
    static cmark_syntax_extension *extension;
    if (!extension) {
        div_type = cmark_syntax_extension_add_node(0);
        extension = cmark_syntax_extension_new("divs");
        cmark_syntax_extension_set_open_block_func(extension, open_div);
        cmark_syntax_extension_set_match_block_func(extension, goes_on);
        cmark_syntax_extension_set_can_contain_func(extension, can_contain);
    }
    cmark_syntax_extension_set_private(extension, passage, NULL);
    cmark_parser_attach_syntax_extension(parser, extension);
}

static enum div_class class_of(struct text name)
{
    for (int i = DIV_PLAIN + 1; i < DIV_CLASSES; i++)
        if (text_is(name, div_class_names[i]))
            return (enum div_class)i;
    return DIV_PLAIN;
}

/* Classes that vary another one. */
static bool is_variant_of(struct text name, const struct attributes *attr)
{
    static const struct {
        const char *variant, *class;
    } known[] = {{"dense", "table"},
                 {"wide", "note"},
                 {"wide", "tip"},
                 {"wide", "warning"},
                 {"wide", "important"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_is(name, known[i].variant) && attributes_has_class(attr, known[i].class))
            return true;
    return false;
}

/* The first class that is known says what div it is; one that is not known is an error. */
static enum div_class read_class(struct passage *passage, const struct attributes *attr,
                                 const struct fence *fence)
{
    enum div_class found = DIV_PLAIN;
    struct diag *diag = passage->builder->diag;
    for (size_t i = 0; i < attr->classes; i++) {
        struct text name = text_of(attr->class[i]);
        enum div_class class = class_of(name);
        bool is_variant = is_variant_of(name, attr);
        if (class == DIV_PLAIN && !is_variant) {
            struct text written = fence->raw.n ? fence->raw : fence->word;
            size_t in_raw = fence->raw.n ? attributes_offset(fence->raw, attr->class[i]) : 0;
            struct place at =
                passage_place(passage, (size_t)(written.p - passage->text.p) + in_raw);
            diag_error(diag, at, "unknown div class '%s'", attr->class[i]);
            diag_suggest(diag, at, name, div_class_names + 1, DIV_CLASSES - 1);
        }
        if (found == DIV_PLAIN)
            found = class;
    }
    return found;
}

static const struct slice *find_data(const struct passage *passage, const struct fence *fence)
{
    const struct expansion *expansion = passage->expansion;
    size_t low = 0, high = expansion ? expansion->uses : 0;
    while (low < high) { /* the first use at or behind the opener's beginning */
        size_t middle = low + (high - low) / 2;
        if (expansion->use[middle].offset < fence->offset)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_here = expansion && low < expansion->uses && expansion->use[low].offset < fence->end;
    return is_here ? &expansion->use[low].slice : NULL;
}

static bool holds_picture(const struct block *paragraph)
{
    for (size_t i = 0; i < paragraph->spans; i++)
        if (paragraph->span[i].picture)
            return true;
    return false;
}

/* The first paragraph of a table or chart, or of pictures with an id, is its caption. */
static void take_caption(struct block *div)
{
    for (struct block **child = &div->child; *child; child = &(*child)->next) {
        if ((*child)->kind != BLOCK_PARAGRAPH || holds_picture(*child))
            continue;
        struct block *caption = *child;
        *child = caption->next;
        caption->next = NULL;
        div->caption = caption;
        return;
    }
}

static bool holds_list(const struct block *div)
{
    const struct block *child = div->child;
    while (child && child->kind != BLOCK_LIST)
        child = child->next;
    return child != NULL;
}

static void report(struct passage *passage, const struct fence *fence, struct place at)
{
    struct diag *diag = passage->builder->diag;
    if (fence->is_stray)
        diag_error(diag, at, "this ':::' closes nothing");
    else if (fence->is_unfinished)
        diag_error(diag, at, "the attributes of this div have no '}'");
    else if (!fence->is_closed)
        diag_error(diag, at, "this div is not closed");
}

static const struct attributes *opener_attributes(struct passage *passage,
                                                  const struct fence *fence)
{
    struct builder *builder = passage->builder;
    if (fence->raw.n && !fence->is_unfinished)
        return attributes_read(passage, fence->raw, (size_t)(fence->raw.p - passage->text.p));
    struct attributes *attr = ARENA_NEW(builder->arena, struct attributes);
    if (fence->word.n)
        attributes_add_class(builder, attr, arena_string(builder->arena, fence->word));
    return attr;
}

int64_t suppress_read(struct passage *passage, const struct block *div, struct text raw,
                      size_t offset)
{
    const struct text *value = attributes_find(div->attr, "suppress");
    int64_t least = passage->builder->options->suppress;
    if (value && !suppress_parse(*value, &least))
        diag_error(passage->builder->diag, attributes_place(passage, raw, offset, "suppress"),
                   "'suppress' wants a number from 2, or none, not '%.*s'", (int)value->n,
                   value->p);
    return least;
}

void suppress_legend(struct builder *builder, const struct locale *locale, struct block *div,
                     int64_t least)
{
    struct arena *arena = builder->arena;
    struct text words = text_of(locale_word(locale, WORD_SUPPRESSED_LEGEND));
    size_t mark = text_find_char(words, '#');
    const struct text rest = text_from(words, mark + 1);
    const char *legend = arena_printf(arena, "• %.*s%" PRId64 "%.*s", (int)mark, words.p, least,
                                      (int)rest.n, rest.p);
    struct block *block = block_new(builder, BLOCK_PARAGRAPH, div->at);
    block_set_text(builder, block, text_of(legend), 0, div->at);
    block_mark_word(arena, locale, WORD_SUPPRESSED_LEGEND, block, block->text.n, div);
    block->parent = div;
    div->legend = block;
}

/* A picture that is drawn from counts hides none of them. */
static void judge_mosaic(struct passage *passage, const struct block *div)
{
    int64_t least = passage->builder->options->suppress;
    size_t column = div->data ? rows_column(div->data->rows, TEXT("n")) : SIZE_MAX;
    if (!least || column == SIZE_MAX)
        return;
    size_t k = veil_small(div->data, column, least);
    if (k == SIZE_MAX)
        return;
    size_t row = slice_row(div->data, k);
    struct place at = div->at;
    at.row = arena_printf(passage->builder->arena, "%s, column n",
                          rows_name_row(passage->builder->arena, div->data->rows, row));
    diag_error(passage->builder->diag, at,
               "the cover's picture would show a count of %s; below %lld none may be shown",
               rows_cell(div->data->rows, row, column)->s.p, (long long)least);
}

/* What is made of a div by its class and its data=. */
enum div_use { USE_BLOCKS, USE_ROWS /* of a query */, USE_LIST /* of rows */, USE_CHART };

static enum div_use use_of(const struct block *div)
{
    bool has_data = attributes_find(div->attr, "data") != NULL;
    if (div->div == DIV_CHART)
        return USE_CHART;
    if (div->div != DIV_TABLE)
        return USE_BLOCKS;
    return !has_data && holds_list(div) ? USE_LIST : USE_ROWS;
}

/* False: the div is made of a query's rows and names none, which is reported. */
static bool judge_data(struct builder *builder, const struct block *div, enum div_use use)
{
    if (use != USE_ROWS && use != USE_CHART)
        return true;
    if (!attributes_find(div->attr, "data")) {
        diag_error(builder->diag, div->at,
                   use == USE_ROWS
                       ? "this div needs data=QUERY, the rows it shows, or a list of its rows"
                       : "this div needs data=QUERY, the rows it shows");
        return false;
    }
    if (!div->data && builder->options->is_plain)
        diag_error(builder->diag, div->at, "there is no query for 'data' in a plain Markdown file");
    return true;
}

/* What its class makes of a div, whose blocks have been read. references: how many notes and so on
 * were known before them. */
static void finish_div(struct passage *passage, struct block *div, const struct fence *fence,
                       size_t references)
{
    struct text raw = fence->raw;
    size_t offset = (size_t)(raw.p - passage->text.p);
    enum div_use use = use_of(div);
    bool has_rows = judge_data(passage->builder, div, use);
    bool is_group = div->div == DIV_FIGURES && div->attr->id;
    if (use == USE_LIST || use == USE_CHART || (use == USE_ROWS && has_rows) || is_group)
        take_caption(div);
    if (div->div == DIV_COVER)
        judge_mosaic(passage, div);
    if (use == USE_CHART) {
        keys_judge(passage, KEYS_OF_CHART, div->attr, raw, offset);
        chart_build(passage, div, div->data, raw, offset);
    } else if (use == USE_ROWS && has_rows) {
        keys_judge(passage, KEYS_OF_TABLE, div->attr, raw, offset);
        datatable_build(passage, div, div->data, raw, offset);
    } else if (use == USE_LIST) {
        keys_judge(passage, KEYS_OF_LIST_TABLE, div->attr, raw, offset);
        listtable_build(passage, div, raw, offset, references);
    } else {
        keys_judge_div(passage, div->div, div->attr, raw, offset);
        if (div->div == DIV_QR)
            qr_read(passage, div, raw, offset);
    }
}

void div_convert(struct passage *passage, struct cmark_node *node, struct sink *sink)
{
    struct builder *builder = passage->builder;
    const struct fence *fence = node->user_data;
    struct place at = passage_place(passage, fence->offset);
    report(passage, fence, at);
    if (fence->is_stray) {
        blocks_convert_into(passage, node, sink);
        return;
    }
    struct block *div = block_add(passage, sink, BLOCK_DIV, node);
    div->at = at;
    div->attr = opener_attributes(passage, fence);
    div->lang = attributes_lang(builder, div->attr);
    div->div = read_class(passage, div->attr, fence);
    div->data = find_data(passage, fence);
    size_t references = builder->references;
    blocks_convert(passage, node, div);
    finish_div(passage, div, fence, references);
}
