/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributes `{#id .class key=value key="v v"}`. Their syntax, and the extension of the Markdown
 * parser that reads them from source bytes, before a backslash, star or quote in them can be taken
 * for markup. Braces that hold no attributes, or stand where none belong, stay text. */
#include "base/ascii.h"
#include "doc/direction.h"
#include "doc/language.h"
#include "doc/markdown.h"

#include <cmark-gfm/node.h>

#include "base/buffer.h"

enum { LONGEST = 16384 }; /* bytes of one {…} */

enum item_kind { ITEM_ID, ITEM_CLASS, ITEM_PAIR, ITEM_END, ITEM_NONE };

struct item {
    enum item_kind kind;
    size_t offset;
    struct text name, value; /* value as written, without its quotes */
    bool is_quoted;
};

static bool is_name_char(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '-' || c == '_' || c == ':' ||
           (c & 0x80);
}

static size_t skip_name(struct text raw, size_t i)
{
    while (i < raw.n && is_name_char(raw.p[i]))
        i++;
    return i;
}

/* White space; at a line's beginning the marks of quotes too. */
static size_t skip_space(struct text raw, size_t i)
{
    bool is_line_start = false;
    for (; i < raw.n && (ascii_is_in(" \t\r\n", raw.p[i]) || (is_line_start && raw.p[i] == '>'));
         i++)
        if (raw.p[i] == '\n')
            is_line_start = true;
    return i;
}

/* Whether the line that ends at i is followed by a blank one, which ends what was never closed. */
static bool is_before_blank(struct text raw, size_t i)
{
    if (raw.p[i] != '\n')
        return false;
    for (i++; i < raw.n && ascii_is_in(" \t\r", raw.p[i]); i++)
        ;
    return i < raw.n && raw.p[i] == '\n';
}

/* Reads the value after `=`; returns where it ends, 0 when it does not. */
static size_t read_value(struct text raw, size_t i, struct item *item)
{
    char quote = i < raw.n ? raw.p[i] : 0;
    item->is_quoted = quote == '"' || quote == '\'';
    if (!item->is_quoted) {
        size_t from = i;
        while (i < raw.n && !ascii_is_in(" \t\r\n{}\"", raw.p[i]))
            i++;
        item->value = text_slice(raw, from, i);
        return i;
    }
    size_t from = ++i;
    while (i < raw.n && raw.p[i] != quote && !is_before_blank(raw, i))
        i += raw.p[i] == '\\' && i + 1 < raw.n ? 2 : 1;
    if (i >= raw.n || raw.p[i] != quote)
        return 0;
    item->value = text_slice(raw, from, i);
    return i + 1;
}

/* Reads the item at or after i; returns where it ends. */
static size_t read_item(struct text raw, size_t i, struct item *item)
{
    i = skip_space(raw, i);
    *item = (struct item){.kind = ITEM_NONE, .offset = i};
    if (i >= raw.n)
        return i;
    if (raw.p[i] == '}') {
        item->kind = ITEM_END;
        return i + 1;
    }
    bool is_id = raw.p[i] == '#', is_class = raw.p[i] == '.';
    size_t from = i + (is_id || is_class), to = skip_name(raw, from);
    item->name = text_slice(raw, from, to);
    if (to == from)
        return i;
    if (is_id || is_class) {
        item->kind = is_id ? ITEM_ID : ITEM_CLASS;
        return to;
    }
    if (to >= raw.n || raw.p[to] != '=')
        return i;
    size_t end = read_value(raw, to + 1, item);
    if (end)
        item->kind = ITEM_PAIR;
    return end ? end : i;
}

bool attributes_pair(struct text raw, size_t *at, struct text *key, struct text *value, char *quote)
{
    struct item item = {.kind = ITEM_NONE};
    for (*at = *at ? *at : 1; *at < raw.n;) {
        size_t end = read_item(raw, *at, &item);
        if (item.kind == ITEM_NONE || item.kind == ITEM_END)
            return false;
        *at = end;
        if (item.kind != ITEM_PAIR)
            continue;
        *key = item.name;
        *value = item.value;
        *quote = item.is_quoted ? item.value.p[-1] : 0;
        return true;
    }
    return false;
}

/* Bytes of the {…} at the front, if attributes alone stand between the braces; 0: none. */
static size_t attributes_scan(struct text text)
{
    struct item item = {.kind = ITEM_NONE};
    size_t items = 0;
    if (!text.n || text.p[0] != '{')
        return 0;
    for (size_t i = 1;; items++) {
        i = read_item(text, i, &item);
        if (item.kind == ITEM_END)
            return items ? i : 0;
        if (item.kind == ITEM_NONE || (i < text.n && !ascii_is_in(" \t\r\n}", text.p[i])))
            return 0;
    }
}

size_t attributes_scan_end(struct text text)
{
    char quote = 0;
    if (!text.n || text.p[0] != '{')
        return 0;
    text.n = text.n < LONGEST ? text.n : LONGEST;
    for (size_t i = 1; i < text.n; i++) {
        char c = text.p[i];
        if (is_before_blank(text, i))
            return 0;
        if (quote && c == '\\')
            i++;
        else if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '}')
            return i + 1;
        else if (c == '"' || (c == '\'' && text.p[i - 1] == '='))
            quote = c;
    }
    return 0;
}

/* Quoted: backslashes taken out, a line break with what indents the next line becomes a space. */
static struct text unescape(struct passage *passage, const struct item *item)
{
    struct buf out = {0};
    struct text raw = item->value;
    for (size_t i = 0; i < raw.n; i++) {
        if (item->is_quoted && raw.p[i] == '\\' && i + 1 < raw.n &&
            ascii_is_in("\\\"'", raw.p[i + 1]))
            i++;
        else if (raw.p[i] == '\n' || raw.p[i] == '\r') {
            i = skip_space(raw, i) - 1;
            buf_char(&out, ' ');
            continue;
        }
        buf_char(&out, raw.p[i]);
    }
    struct text value = passage_plain(passage, buf_as_text(&out), NULL);
    buf_done(&out);
    return value;
}

/* The language of text that stands in another than the document's (struct tongue); or NULL. */
static const char *value_lang(struct passage *passage, const struct item *item, struct text raw,
                              size_t offset)
{
    const struct tongue *tongue =
        item->value.n ? passage_tongue(passage, offset + (size_t)(item->value.p - raw.p)) : NULL;
    return tongue ? tongue->lang : NULL;
}

void attributes_add_class(struct builder *builder, struct attributes *attr, const char *name)
{
    const char **class = ARENA_ARRAY(builder->arena, const char *, attr->classes + 1);
    for (size_t i = 0; i < attr->classes; i++)
        class[i] = attr->class[i];
    class[attr->classes] = name;
    attr->class = class;
    attr->classes++;
}

static void add_pair(struct builder *builder, struct attributes *attr, struct attribute pair)
{
    struct attribute *all = ARENA_ARRAY(builder->arena, struct attribute, attr->pairs + 1);
    for (size_t i = 0; i < attr->pairs; i++)
        all[i] = attr->pair[i];
    all[attr->pairs] = pair;
    attr->pair = all;
    attr->pairs++;
}

/* A language there is not leaves what is around it: the text's. */
static void read_pair(struct passage *passage, struct attributes *attr, struct place at,
                      struct attribute pair)
{
    struct arena *arena = passage->builder->arena;
    direction_judge(passage->builder->diag, at, pair.value);
    pair.value = direction_clean(arena, pair.value);
    bool is_lang = text_is(text_of(pair.key), "lang") && pair.value.n;
    const char *tag = is_lang ? arena_string(arena, pair.value) : NULL;
    if (is_lang && !language_is_known(tag))
        language_report(passage->builder->diag, at, tag, passage->builder->options->is_plain);
    else
        add_pair(passage->builder, attr, pair);
}

enum { ITEMS_MAX = 200 };

struct attributes *attributes_read(struct passage *passage, struct text raw, size_t offset)
{
    struct builder *builder = passage->builder;
    struct attributes *attr = ARENA_NEW(builder->arena, struct attributes);
    struct item item = {.kind = ITEM_NONE};
    for (size_t i = 1; i < raw.n && item.kind != ITEM_END;) {
        i = read_item(raw, i, &item);
        const char *name = passage_plain(passage, item.name, NULL).p;
        struct place at = passage_place(passage, offset + item.offset);
        if (item.kind != ITEM_END && attr->classes + attr->pairs >= ITEMS_MAX) {
            diag_error(builder->diag, at, "over %d attributes", ITEMS_MAX);
            break;
        }
        if (item.kind == ITEM_NONE) {
            diag_error(builder->diag, at, "this is not an attribute: #id, .class or key=value");
            break;
        }
        if (item.kind == ITEM_ID && attr->id)
            diag_error(builder->diag, at, "a second id '%s'", name);
        else if (item.kind == ITEM_ID)
            attr->id = name;
        else if (item.kind == ITEM_CLASS)
            attributes_add_class(builder, attr, name);
        else if (item.kind == ITEM_PAIR && attributes_find(attr, name))
            diag_error(builder->diag, at, "attribute '%s' is given twice", name);
        else if (item.kind == ITEM_PAIR)
            read_pair(passage, attr, at,
                      (struct attribute){name, unescape(passage, &item),
                                         value_lang(passage, &item, raw, offset)});
    }
    return attr;
}

bool attributes_hold(struct text raw, const char *class)
{
    struct item item = {.kind = ITEM_NONE};
    for (size_t i = 1; i < raw.n && item.kind != ITEM_END;) {
        i = read_item(raw, i, &item);
        if (item.kind == ITEM_NONE)
            break;
        if (class ? item.kind == ITEM_CLASS && text_is(item.name, class) : item.kind == ITEM_ID)
            return true;
    }
    return false;
}

size_t attributes_offset(struct text raw, const char *name)
{
    struct item item = {.kind = ITEM_NONE};
    for (size_t i = 1; i < raw.n && item.kind != ITEM_END;) {
        i = read_item(raw, i, &item);
        if (item.kind == ITEM_NONE)
            break;
        if ((item.kind == ITEM_CLASS || item.kind == ITEM_PAIR) && text_is(item.name, name))
            return item.offset;
    }
    return 0;
}

struct place attributes_place(struct passage *passage, struct text raw, size_t offset,
                              const char *name)
{
    return passage_place(passage, offset + attributes_offset(raw, name));
}

struct place attributes_word_place(struct passage *passage, struct text raw, size_t offset,
                                   const char *key, struct text word)
{
    size_t behind = attributes_offset(raw, key) + strlen(key) + 1;
    struct text rest = text_from(raw, behind);
    size_t at = text_find(rest, arena_string(passage->builder->scratch, word));
    return at == SIZE_MAX ? attributes_place(passage, raw, offset, key)
                          : passage_place(passage, offset + behind + at);
}

const struct attributes *attributes_join(struct builder *builder, const struct attributes *a,
                                         const struct attributes *b)
{
    struct attributes *attr = ARENA_NEW(builder->arena, struct attributes);
    *attr = *a;
    attr->id = a->id ? a->id : b->id;
    for (size_t i = 0; i < b->classes; i++)
        attributes_add_class(builder, attr, b->class[i]);
    for (size_t i = 0; i < b->pairs; i++)
        add_pair(builder, attr, b->pair[i]);
    return attr;
}

const char *attributes_lang(const struct builder *builder, const struct attributes *attr)
{
    const struct text *lang = attr ? attributes_find(attr, "lang") : NULL;
    return lang && lang->n ? arena_string(builder->arena, *lang) : NULL;
}

/* May attributes stand here: behind `)`, `]` or code, or as the end of a heading or caption? */
static bool belongs_here(cmark_node *parent, const struct cmark_chunk *chunk, size_t at, size_t end)
{
    const char *p = (const char *)chunk->data;
    size_t n = (size_t)chunk->len;
    if (at && ascii_is_in(")]`", p[at - 1]) && p[at - 1])
        return true;
    if (at && p[at - 1] == '@') /* a reference's id */
        return false;
    while (end < n && ascii_is_in(" \t\r\n", p[end]))
        end++;
    bool is_caption = n > 2 && p[0] == ':' && p[1] == ' ';
    return end == n && (parent->type == CMARK_NODE_HEADING ||
                        (parent->type == CMARK_NODE_PARAGRAPH && is_caption));
}

static cmark_node *match(cmark_syntax_extension *self, cmark_parser *parser, cmark_node *parent,
                         unsigned char c, cmark_inline_parser *inlines)
{
    if (c != '{')
        return NULL;
    struct cmark_chunk *chunk = cmark_inline_parser_get_chunk(inlines);
    size_t at = (size_t)cmark_inline_parser_get_offset(inlines);
    struct text rest = {(const char *)chunk->data + at, (size_t)chunk->len - at};
    rest.n = rest.n < LONGEST ? rest.n : LONGEST;
    size_t taken = attributes_scan(rest);
    if (!taken || !belongs_here(parent, chunk, at, at + taken))
        return NULL;
    struct arena *arena = cmark_syntax_extension_get_private(self);
    struct text *raw = ARENA_NEW(arena, struct text);
    *raw = text_slice(rest, 0, taken);
    /* of a type that table cells take too, which refuse those they do not know */
    cmark_node *node = cmark_node_new_with_mem(CMARK_NODE_HTML_INLINE, parent->content.mem);
    (void)parser;
    cmark_node_set_user_data(node, raw);
    cmark_inline_parser_set_offset(inlines, (int)(at + taken));
    return node;
}

void attributes_attach(struct cmark_parser *parser, struct arena *arena)
{
    static cmark_syntax_extension *extension;
    if (!extension) {
        extension = cmark_syntax_extension_new("attributes");
        cmark_llist *chars =
            cmark_llist_append(cmark_get_default_mem_allocator(), NULL, (void *)(uintptr_t)'{');
        cmark_syntax_extension_set_special_inline_chars(extension, chars);
        cmark_syntax_extension_set_match_inline_func(extension, match);
    }
    cmark_syntax_extension_set_private(extension, arena, NULL);
    cmark_parser_attach_syntax_extension(parser, extension);
}

const struct text *attributes_node(const struct cmark_node *node)
{
    return node && node->type == CMARK_NODE_HTML_INLINE ? node->user_data : NULL;
}
