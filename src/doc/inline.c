/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inline content: the parser's nodes become a row of letters with looks. Each literal is laid
 * beside the block's content, escapes and entities understood, so that each letter knows its byte;
 * the parser's own columns serve as a hint only. */
#include "base/ascii.h"
#include "doc/markdown.h"

#include <string.h>

#include <cmark-gfm/houdini.h>
#include <cmark-gfm/node.h>

#include "base/utf8.h"

struct inliner {
    struct passage *passage;
    cmark_node *block;
    struct inline_rules rules;
    struct text content;
    const uint32_t *map;
    struct letters *out;
    const struct look *look;
    const struct attributes **tail;
    size_t cursor; /* in content: what is before it has been read */
    int hint_line; /* the content line that begins at hint_from; hints count from here */
    size_t hint_from;
    bool skips_space; /* the blank behind what left nothing */
};

struct look *look_new(const struct passage *passage, const struct look *base)
{
    struct look *look = ARENA_NEW(passage->builder->scratch, struct look);
    if (base)
        *look = *base;
    if (!passage->expansion) {
        look->is_fixed = true;
        look->span.style |= INLINE_VALUE;
        look->span.at = passage->at;
    }
    return look;
}

static void put(struct inliner *in, uint32_t cp, size_t c, bool is_escaped)
{
    if (in->passage->star && cp == (unsigned char)in->passage->star)
        cp = '*';
    if (!is_printable(cp) && cp - TOKEN_OPEN >= 32)
        cp = 0xFFFD;
    size_t at = c < in->content.n ? c : in->content.n;
    bool is_skipped = in->skips_space && cp == ' ';
    in->skips_space = cp == LINE_SEPARATOR && !in->look->is_literal;
    while (in->skips_space && in->out->n && in->out->p[in->out->n - 1].cp == ' ')
        in->out->n--; /* a line neither ends nor begins with a blank */
    if (!is_skipped)
        *letters_append(in->out, 1) = (struct letter){cp, in->map[at], is_escaped, in->look};
}

/* An entity at content[c] that stands for what literal goes on with: bytes of literal it gives. */
static size_t match_entity(const struct inliner *in, struct text literal, size_t c, size_t *taken)
{
    cmark_strbuf decoded;
    cmark_strbuf_init(cmark_get_default_mem_allocator(), &decoded, 0);
    struct text rest = text_from(in->content, c + 1);
    int n = houdini_unescape_ent(&decoded, (const uint8_t *)rest.p,
                                 (bufsize_t)(rest.n < 64 ? rest.n : 64));
    size_t gives = n > 0 ? (size_t)decoded.size : 0;
    if (gives > literal.n || (gives && memcmp(decoded.ptr, literal.p, gives)))
        gives = 0;
    cmark_strbuf_free(&decoded);
    *taken = (size_t)n + 1;
    return gives;
}

/* True when the literal stands at c byte for byte, with nothing that could be an escape. Nearly all
 * text does, and need not be laid beside the content twice. */
static bool is_verbatim(const struct inliner *in, struct text literal, size_t c)
{
    return c <= in->content.n && literal.n <= in->content.n - c && literal.n &&
           memcmp(in->content.p + c, literal.p, literal.n) == 0 &&
           text_find_char(literal, '\\') == SIZE_MAX && text_find_char(literal, '&') == SIZE_MAX;
}

static void put_verbatim(struct inliner *in, struct text literal, size_t c)
{
    uint32_t cp;
    for (size_t i = 0, n; i < literal.n; i += n) {
        n = utf8_decode(literal.p + i, literal.n - i, &cp);
        put(in, cp, c + i, false);
    }
    in->cursor = c + literal.n;
}

/* Lays literal beside the content from c on. SIZE_MAX: it does not stand there. With emit its
 * letters are added. */
static size_t lay(struct inliner *in, struct text literal, size_t c, bool is_code, bool emit)
{
    struct text content = in->content;
    for (size_t i = 0; i < literal.n;) {
        if (c >= content.n)
            return SIZE_MAX;
        size_t taken = 0, gives = 0;
        bool is_escape = !is_code && content.p[c] == '\\' && c + 1 < content.n &&
                         ascii_is_mark(content.p[c + 1]) && content.p[c + 1] == literal.p[i];
        if (is_escape)
            c++;
        else if (!is_code && content.p[c] == '&')
            gives = match_entity(in, text_from(literal, i), c, &taken);
        if (!gives && content.p[c] != literal.p[i] &&
            !(is_code && literal.p[i] == ' ' && ascii_is_in("\r\n", content.p[c])))
            return SIZE_MAX;
        uint32_t cp;
        size_t step = utf8_decode(literal.p + i, literal.n - i, &cp), end = i + step;
        if (gives)
            end = i + gives;
        for (; i < end; i += utf8_decode(literal.p + i, literal.n - i, &cp))
            if (emit) {
                utf8_decode(literal.p + i, literal.n - i, &cp);
                put(in, cp, c, is_escape || gives);
            }
        c += gives ? taken : step;
    }
    return c;
}

/* Where the parser says the node begins, as an offset of content; SIZE_MAX when it does not. */
static size_t hint(struct inliner *in, cmark_node *node)
{
    const cmark_node *block = in->block;
    int line = node->start_line - block->start_line;
    int column = node->start_column - block->start_column - block->internal_offset;
    if (node->start_line < 1 || line < in->hint_line || column < 0)
        return SIZE_MAX;
    while (in->hint_line < line) {
        size_t end = text_find_char(text_from(in->content, in->hint_from), '\n');
        if (end == SIZE_MAX)
            return SIZE_MAX;
        in->hint_from += end + 1;
        in->hint_line++;
    }
    return in->hint_from + (size_t)column;
}

static struct text literal_of(const cmark_node *node)
{
    return (struct text){(const char *)node->as.literal.data, (size_t)node->as.literal.len};
}

static void put_literal(struct inliner *in, struct text literal, size_t c, bool is_code)
{
    if (c != SIZE_MAX && c >= in->cursor && is_verbatim(in, literal, c)) {
        put_verbatim(in, literal, c);
        return;
    }
    if (c == SIZE_MAX || c < in->cursor || lay(in, literal, c, is_code, false) == SIZE_MAX) {
        size_t limit = in->cursor + 4096 < in->content.n ? in->cursor + 4096 : in->content.n;
        for (c = in->cursor; c < limit; c++)
            if (lay(in, literal, c, is_code, false) != SIZE_MAX)
                break;
        if (c >= limit)
            c = SIZE_MAX;
    }
    if (c != SIZE_MAX) {
        in->cursor = lay(in, literal, c, is_code, true);
        return;
    }
    for (size_t i = 0; i < literal.n;) {
        uint32_t cp;
        i += utf8_decode(literal.p + i, literal.n - i, &cp);
        put(in, cp, in->cursor, true);
    }
}

static void put_text(struct inliner *in, cmark_node *node)
{
    struct text literal = literal_of(node);
    const char *content = in->content.p;
    size_t c = SIZE_MAX;
    if (literal.p >= content && literal.p <= content + in->content.n && !node->as.literal.alloc)
        c = (size_t)(literal.p - content);
    if (c == SIZE_MAX || c < in->cursor)
        c = hint(in, node);
    put_literal(in, literal, c, false);
}

/* The attributes that stand right behind a link, picture or code, or NULL. */
static const struct attributes *attributes_behind(struct inliner *in, const cmark_node *node,
                                                  size_t offset)
{
    const struct text *raw = attributes_node(node->next);
    if (!raw)
        return NULL;
    size_t c = (size_t)(raw->p - in->content.p);
    offset = c <= in->content.n ? in->map[c] : offset;
    const struct attributes *attr = attributes_read(in->passage, *raw, offset);
    if (node->type == CMARK_NODE_IMAGE)
        keys_judge(in->passage, KEYS_OF_PICTURE, attr, *raw, offset);
    return attr;
}

static void take_attributes(struct inliner *in, const cmark_node *node, size_t offset,
                            struct look *look)
{
    const struct attributes *attr = attributes_behind(in, node, offset);
    if (!attr)
        return;
    const char *lang = attributes_lang(in->passage->builder, attr);
    look->span.attr = attr;
    look->span.lang = lang ? lang : look->span.lang;
}

static void put_code(struct inliner *in, cmark_node *node)
{
    size_t c = hint(in, node);
    if (c == SIZE_MAX || c < in->cursor)
        c = in->cursor;
    while (c > 0 && c <= in->content.n && in->content.p[c - 1] == '`')
        c--;
    size_t ticks = c;
    while (ticks < in->content.n && in->content.p[ticks] != '`')
        ticks++;
    if (ticks < in->content.n)
        c = ticks;
    while (c < in->content.n && in->content.p[c] == '`')
        c++;
    struct text literal = literal_of(node);
    if (lay(in, literal, c, true, false) == SIZE_MAX)
        c++; /* the blank that keeps a backtick from the fence */
    const struct look *before = in->look;
    struct look *look = look_new(in->passage, before);
    look->span.style |= INLINE_CODE;
    look->is_literal = true;
    take_attributes(in, node, c < in->content.n ? in->map[c] : 0, look);
    in->look = look;
    put_literal(in, literal, c, true);
    in->look = before;
    while (in->cursor < in->content.n && in->content.p[in->cursor] == '`')
        in->cursor++;
}

static void put_break(struct inliner *in, uint32_t cp)
{
    size_t end = text_find_char(text_from(in->content, in->cursor), '\n');
    size_t c = end == SIZE_MAX ? in->cursor : in->cursor + end;
    put(in, cp, c, false);
    if (end != SIZE_MAX)
        in->cursor = c + 1;
}

/* <br>, <BR/>, <br /> */
static bool is_break_tag(struct text tag)
{
    size_t i = 3;
    if (!text_equal_caseless(text_slice(tag, 0, i), TEXT("<br")))
        return false;
    while (i < tag.n && ascii_is_in(" \t\n/", tag.p[i]))
        i++;
    return i + 1 == tag.n && tag.p[i] == '>';
}

static void put_html(struct inliner *in, cmark_node *node)
{
    struct text tag = literal_of(node);
    size_t c = hint(in, node);
    if (c == SIZE_MAX || c > in->content.n)
        c = in->cursor;
    if (in->rules.is_cell && is_break_tag(tag)) {
        put(in, LINE_SEPARATOR, c, false);
    } else if (!text_starts(tag, "<!--") && !text_starts(tag, "</")) {
        struct place at = passage_place(in->passage, in->map[c]);
        tag = passage_plain(in->passage, tag, NULL);
        diag_warn(in->passage->builder->diag, at, "raw HTML is not rendered: '%.*s'",
                  (int)(tag.n < 60 ? tag.n : 60), tag.p);
        bool is_apart = !in->out->n || in->out->p[in->out->n - 1].cp == ' ';
        if (is_break_tag(tag) && !is_apart) /* the words around it are two */
            put(in, ' ', c, false);
    }
    const struct letters *out = in->out;
    in->skips_space = !out->n || out->p[out->n - 1].cp == ' ';
    if (c + tag.n <= in->content.n && c >= in->cursor)
        in->cursor = c + tag.n;
}

/* Text of a picture's brackets, without markup: what a screen reader says. */
static struct text plain_text(struct inliner *in, cmark_node *picture)
{
    struct letters letters = {.arena = in->passage->builder->scratch};
    struct inliner sub = *in;
    struct look *look = look_new(in->passage, NULL);
    sub.out = &letters;
    sub.look = look;
    cmark_iter *iter = cmark_iter_new(picture);
    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (e != CMARK_EVENT_ENTER)
            continue;
        if (node->type == CMARK_NODE_TEXT)
            put_text(&sub, node);
        else if (node->type == CMARK_NODE_CODE)
            put_code(&sub, node);
        else if (node->type == CMARK_NODE_SOFTBREAK || node->type == CMARK_NODE_LINEBREAK)
            put_break(&sub, ' ');
    }
    cmark_iter_free(iter);
    in->cursor = sub.cursor;
    typography_apply(in->passage, &letters);
    letters_substitute(in->passage, &letters, false);
    return letters_text(in->passage->builder->arena, &letters);
}

static void put_picture(struct inliner *in, cmark_node *node)
{
    struct builder *builder = in->passage->builder;
    size_t c = hint(in, node);
    if (c == SIZE_MAX || c < in->cursor || c > in->content.n)
        c = in->cursor;
    struct place at = passage_place(in->passage, in->map[c]);
    const struct tongue *tongue = passage_tongue(in->passage, in->map[c]);
    struct picture *picture =
        target_picture(in->passage, cmark_node_get_url(node), tongue ? tongue->home : NULL, at);
    struct text alt = plain_text(in, node);
    picture->attr = attributes_behind(in, node, in->map[c]);
    if (!picture->attr)
        picture->attr = ARENA_NEW(builder->arena, struct attributes);
    const struct text *given = attributes_find(picture->attr, "alt");
    picture->alt = given ? *given : alt;
    tongue = passage_tongue(in->passage, in->map[c + 2 < in->content.n ? c + 2 : c]);
    picture->lang = given    ? attributes_value_lang(picture->attr, "alt")
                    : tongue ? tongue->lang
                             : NULL;
    picture->is_decorative = attributes_has_class(picture->attr, "decorative");
    struct look *look = look_new(in->passage, in->look);
    look->span.picture = picture;
    look->is_literal = true;
    const struct look *before = in->look;
    in->look = look;
    put(in, OBJECT, c, false);
    in->look = before;
}

static void put_note(struct inliner *in, cmark_node *node)
{
    struct look *look = look_new(in->passage, in->look);
    look->span.note_number = note_number(in->passage, node->parent_footnote_def, &look->span.note);
    look->is_literal = true;
    const struct look *before = in->look;
    in->look = look;
    size_t c = hint(in, node);
    if (c == SIZE_MAX)
        c = in->cursor;
    if (!look->is_fixed) { /* one place, or each figure would be a mark of its own */
        look->is_fixed = true;
        look->span.at = passage_place(in->passage, in->map[c]);
    }
    char digits[16];
    int n = snprintf(digits, sizeof digits, "%u", (unsigned)look->span.note_number);
    for (int i = 0; i < n; i++)
        put(in, (unsigned char)digits[i], c, true);
    in->look = before;
}

static bool is_spanning(const struct attributes *attr)
{
    return attributes_find(attr, "colspan") || attributes_find(attr, "rowspan");
}

enum { SPAN_REACH = 20000 }; /* letters in one span */

/* The bracket that the one at `close` ends, or SIZE_MAX. */
static size_t find_opener(const struct letters *out, size_t close)
{
    size_t depth = 0;
    for (size_t open = close;; open--) {
        const struct letter *letter = &out->p[open];
        bool counts = !letter->is_escaped && !(letter->look->span.style & INLINE_CODE);
        if (close - open > SPAN_REACH)
            return SIZE_MAX;
        if (counts && letter->cp == ']')
            depth++;
        if (counts && letter->cp == '[' && --depth == 0)
            return open;
        if (!open)
            return SIZE_MAX;
    }
}

/* Gives the letters a span's attributes, but for those of spans within, which were read first. */
static void mark_span(struct inliner *in, size_t from, size_t to, const struct attributes *attr)
{
    const char *lang = attributes_lang(in->passage->builder, attr);
    const struct look *old = NULL;
    struct look *look = NULL;
    for (size_t i = from; i < to; i++) {
        const struct look *now = in->out->p[i].look;
        if (now->span.attr && (now->span.lang || !lang))
            continue;
        if (now != old) {
            old = now;
            look = look_new(in->passage, old);
            if (!look->span.attr)
                look->span.attr = attr;
            if (!look->span.lang)
                look->span.lang = lang;
        }
        in->out->p[i].look = look;
    }
}

/* `[text]{…}`: the letters back to the bracket get the attributes. False: there is no bracket. */
static bool close_span(struct inliner *in, const struct text *raw)
{
    struct letters *out = in->out;
    size_t close = out->n - 1;
    size_t c = (size_t)(raw->p - in->content.p);
    if (!out->n || !c || c > in->content.n || in->content.p[c - 1] != ']' ||
        out->p[close].cp != ']' || out->p[close].is_escaped)
        return false;
    size_t open = find_opener(out, close);
    if (open == SIZE_MAX)
        return false;
    const struct attributes *attr = attributes_read(in->passage, *raw, in->map[c]);
    bool is_mark = open + 1 == close && attributes_has_class(attr, "index"); /* without words */
    if (in->rules.takes_spanning && open == 0 && !is_mark &&
        (is_spanning(attr) || (in->rules.is_cell && close == 1))) {
        keys_judge(in->passage, KEYS_OF_CELL, attr, *raw, in->map[c]);
        *in->tail = attr;
    }
    if (is_mark) {
        out->p[close].cp = WORD_JOINER;
        mark_span(in, close, close + 1, attr);
        letters_cut(out, open, open + 1);
        return true;
    }
    mark_span(in, open + 1, close, attr);
    letters_cut(out, close, close + 1);
    letters_cut(out, open, open + 1);
    return true;
}

static void put_attributes(struct inliner *in, cmark_node *node)
{
    const struct text *raw = attributes_node(node);
    const cmark_node *last = node->prev;
    size_t c = (size_t)(raw->p - in->content.p);
    bool is_read = last && c && c <= in->content.n &&
                   (last->type == CMARK_NODE_LINK || last->type == CMARK_NODE_IMAGE ||
                    last->type == CMARK_NODE_CODE) &&
                   ascii_is_in(")]`", in->content.p[c - 1]);
    if (!is_read && !close_span(in, raw)) {
        bool is_last = !node->next || node->next->type == CMARK_NODE_SOFTBREAK;
        if (in->rules.takes_tail && in->tail && is_last && !*in->tail) {
            *in->tail = attributes_read(in->passage, *raw, in->map[c]);
            letters_trim(in->out);
        } else {
            put_literal(in, *raw, c, true);
        }
    }
    if (c + raw->n <= in->content.n && c + raw->n > in->cursor)
        in->cursor = c + raw->n;
}

/* An address that stands for itself: its text is no prose. */
static bool is_autolink(const cmark_node *link)
{
    const cmark_node *text = link->first_child;
    if (!text || text->next || text->type != CMARK_NODE_TEXT)
        return false;
    struct text url = {(const char *)link->as.link.url.data, (size_t)link->as.link.url.len};
    struct text shown = literal_of(text);
    return shown.n && url.n >= shown.n && !memcmp(url.p + url.n - shown.n, shown.p, shown.n);
}

static void enter_link(struct inliner *in, cmark_node *node)
{
    struct builder *builder = in->passage->builder;
    struct look *look = look_new(in->passage, in->look);
    size_t c = hint(in, node);
    if (c == SIZE_MAX || c > in->content.n)
        c = in->cursor;
    struct place at = passage_place(in->passage, in->map[c]);
    const char *uri = target_uri(in->passage, cmark_node_get_url(node), at);
    look->is_literal = is_autolink(node);
    take_attributes(in, node, in->map[c], look);
    if (uri) {
        struct link *link = ARENA_NEW(builder->arena, struct link);
        *link = (struct link){.uri = uri, .at = at};
        look->span.link = link;
    }
    in->look = look;
}

static void enter_styled(struct inliner *in, unsigned style)
{
    struct look *look = look_new(in->passage, in->look);
    look->span.style |= style;
    in->look = look;
}

static unsigned style_of(cmark_node *node)
{
    if (node->type == CMARK_NODE_EMPH)
        return INLINE_EMPHASIS;
    if (node->type == CMARK_NODE_STRONG)
        return INLINE_STRONG;
    return !strcmp(cmark_node_get_type_string(node), "strikethrough") ? INLINE_STRIKE : 0;
}

/* Nodes that hold no others. False: not one of them. */
static bool put_leaf(struct inliner *in, cmark_node *node)
{
    if (node->type == CMARK_NODE_TEXT)
        put_text(in, node);
    else if (node->type == CMARK_NODE_CODE)
        put_code(in, node);
    else if (node->type == CMARK_NODE_SOFTBREAK)
        put_break(in, ' ');
    else if (node->type == CMARK_NODE_LINEBREAK)
        put_break(in, LINE_SEPARATOR);
    else if (attributes_node(node))
        put_attributes(in, node);
    else if (node->type == CMARK_NODE_HTML_INLINE)
        put_html(in, node);
    else if (node->type == CMARK_NODE_FOOTNOTE_REFERENCE)
        put_note(in, node);
    else
        return false;
    return true;
}

/* The looks around a node are kept by depth, as the parser's nodes have no room for them. */
static void walk(struct inliner *in, cmark_node *root)
{
    const struct look **around = NULL;
    size_t depth = 0, cap = 0;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (node == root || (e == CMARK_EVENT_ENTER && put_leaf(in, node)))
            continue;
        if (node->type == CMARK_NODE_IMAGE) {
            put_picture(in, node);
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
            continue;
        }
        unsigned style = style_of(node);
        if (!style && node->type != CMARK_NODE_LINK)
            continue;
        if (e == CMARK_EVENT_EXIT) {
            in->look = around[--depth];
            continue;
        }
        around = arena_grow(in->passage->builder->scratch, around, sizeof *around, &cap, depth + 1);
        around[depth++] = in->look;
        if (style)
            enter_styled(in, style);
        else
            enter_link(in, node);
    }
    cmark_iter_free(iter);
}

struct extent inline_extent(const cmark_node *block, bool is_cell)
{
    struct extent extent = {block->start_line, block->end_line, 0};
    if (is_cell || (block->type == CMARK_NODE_HEADING && !block->as.heading.setext))
        extent.column = block->start_column + block->internal_offset;
    if (extent.last_line < extent.first_line)
        extent.last_line = extent.first_line;
    return extent;
}

enum { LONGEST_HEADING = 10 * 1000 };

bool inline_is_too_long(struct passage *passage, const struct cmark_node *block, size_t bytes)
{
    bool is_heading = block->type == CMARK_NODE_HEADING;
    size_t limit = is_heading ? LONGEST_HEADING : LONGEST_BLOCK;
    if (bytes <= limit)
        return false;
    size_t offset = passage_offset(passage, block->start_line, block->start_column);
    diag_error(passage->builder->diag, passage_place(passage, offset), "a %s of over %zu kB",
               is_heading                             ? "heading"
               : block->type == CMARK_NODE_CODE_BLOCK ? "block of code"
                                                      : "paragraph",
               limit / 1000);
    return true;
}

/* ' ' for a blank, '\n' for a break of line. */
static char last_sign(const struct letters *letters)
{
    const struct letter *last = &letters->p[letters->n - 1];
    if (last->look->is_literal)
        return 'x';
    return last->cp == ' ' ? ' ' : last->cp == LINE_SEPARATOR ? '\n' : 'x';
}

void inline_read(struct passage *passage, struct cmark_node *block, struct cmark_node *node,
                 struct inline_rules rules, const struct look *base, struct letters *out,
                 const struct attributes **tail)
{
    struct text content = {(const char *)block->content.ptr, (size_t)block->content.size};
    if (inline_is_too_long(passage, block, content.n))
        return;
    struct inliner in = {.passage = passage,
                         .block = block,
                         .rules = rules,
                         .content = content,
                         .out = out,
                         .tail = tail,
                         .look = look_new(passage, base)};
    in.map = content_map(passage, content, inline_extent(block, rules.is_cell));
    letters_reserve(out, content.n);
    walk(&in, node);
    letters_speak(passage, out);
    while (out->n && ascii_is_in(rules.is_cell ? " " : " \n", last_sign(out)))
        out->n--;
}

/* A telephone number that can be called is one thing, as one that is printed by `tel`. */
static void tie_telephone_numbers(struct letters *letters)
{
    for (size_t i = 0; i < letters->n; i++) {
        const struct link *link = letters->p[i].look->span.link;
        if (letters->p[i].cp == ' ' && link && !strncmp(link->uri, "tel:", 4))
            letters->p[i].cp = NO_BREAK_SPACE;
    }
}

void inline_finish(struct passage *passage, struct letters *letters)
{
    footnotes_report_missing(passage, letters);
    references_find(passage, letters);
    typography_apply(passage, letters);
    tie_telephone_numbers(letters);
    letters_substitute(passage, letters, false);
}
