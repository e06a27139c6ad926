/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags become nodes; open sections stand on a stack of fixed size, which is also the limit of their
 * nesting. Which white space belongs to a tag is decided here, once, for both dialects. */
#include "doc/mustache.h"

#include <stdio.h>

#include "base/ascii.h"
#include "doc/formats.h"
#include "doc/tag.h"

enum { DEEPEST_SECTION = 200 };

struct section {
    struct node *node;
    struct node **tail;     /* where the text after it goes */
    const char *first_line; /* of a block: where its first line has something */
    bool was_alone;         /* the opening tag took its line */
};

struct parser {
    struct arena *arena;
    struct diag *diag;
    struct tag_reader tags;
    struct section section[DEEPEST_SECTION];
    size_t depth;
    struct node **end; /* where the next node goes */
    bool is_stopped;   /* what follows cannot be understood */
};

static bool is_strict(const struct parser *p)
{
    return p->tags.dialect == DIALECT_STRICT;
}

/* Names, formatters, arguments */

static bool is_name_char(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || (c & 0x80) || c == '_' || c == '-' ||
           c == '.';
}

static bool is_name(struct text t)
{
    if (text_is(t, "."))
        return true;
    for (size_t i = 0; i < t.n; i++)
        if (!is_name_char(t.p[i]))
            return false;
    return t.n > 0 && *t.p != '.' && t.p[t.n - 1] != '.' && text_find(t, "..") == SIZE_MAX;
}

static bool check_name(struct parser *p, struct text name, struct place at)
{
    if (is_strict(p) ? is_name(name) : name.n > 0)
        return true;
    if (name.n)
        diag_error(p->diag, at, "'%.*s' is not a name", (int)name.n, name.p);
    else
        diag_error(p->diag, at, "a name is missing");
    return false;
}

/* "x\"y" without its quotes and backslashes. */
static struct text unquote(struct arena *arena, struct text quoted)
{
    char *out = arena_alloc(arena, quoted.n + 1, 1);
    size_t n = 0;
    for (size_t i = 1; i + 1 < quoted.n; i++) {
        bool is_escape = quoted.p[i] == '\\' && (quoted.p[i + 1] == '"' || quoted.p[i + 1] == '\\');
        if (is_escape && i + 2 < quoted.n)
            i++;
        out[n++] = quoted.p[i];
    }
    return (struct text){out, n};
}

static bool is_quoted(struct text t)
{
    return t.n > 1 && *t.p == '"' && t.p[t.n - 1] == '"';
}

/* Reads "money:plain", what follows the bar. */
static struct format read_format(struct parser *p, struct text spec, const struct tag *tag)
{
    struct format format = {0};
    size_t colon = text_find_char(spec, ':');
    struct text written = {spec.p, 0};
    format.name = text_trim(text_slice(spec, 0, colon));
    if (colon != SIZE_MAX)
        written = text_trim(text_from(spec, colon + 1));
    format.is_quoted = is_quoted(written);
    format.argument = format.is_quoted ? unquote(p->arena, written) : written;
    struct text whole = text_slice(p->tags.text, tag->from, tag->to);
    struct place written_at = place_after(tag->at, whole, (size_t)(written.p - whole.p));
    if (format_check(&format, tag->at, written, written_at, p->diag))
        return format;
    return (struct format){.name = TEXT("raw")};
}

static size_t argument_length(struct text t)
{
    size_t i = 0;
    for (bool in_quotes = false; i < t.n; i++) {
        if (t.p[i] == '"')
            in_quotes = !in_quotes;
        else if (in_quotes && t.p[i] == '\\' && i + 1 < t.n)
            i++;
        else if (!in_quotes && ascii_is_space(t.p[i]))
            break;
    }
    return i;
}

/* Reads `a=b c="d"` behind a partial's name. */
static void read_arguments(struct parser *p, struct text rest, struct node *node)
{
    struct argument *list = NULL;
    size_t cap = 0;
    for (rest = text_trim(rest); rest.n; rest = text_trim(rest)) {
        struct text one = text_slice(rest, 0, argument_length(rest));
        size_t sign = text_find_char(one, '=');
        rest = text_from(rest, one.n);
        if (sign == SIZE_MAX || sign == 0 || sign + 1 == one.n) {
            diag_error(p->diag, node->at, "'%.*s' must have the form name=column", (int)one.n,
                       one.p);
            continue;
        }
        struct argument a = {text_slice(one, 0, sign), text_from(one, sign + 1), false};
        a.is_quoted = is_quoted(a.value);
        if (a.is_quoted)
            a.value = unquote(p->arena, a.value);
        for (size_t i = 0; i < node->arguments; i++)
            if (text_equal(list[i].name, a.name))
                diag_error(p->diag, node->at, "parameter '%.*s' is given twice", (int)a.name.n,
                           a.name.p);
        list = arena_grow(p->arena, list, sizeof *list, &cap, node->arguments + 1);
        list[node->arguments++] = a;
    }
    node->argument = list;
}

/* Nodes */

static struct node *append(struct parser *p, enum node_kind kind, struct text text, struct place at)
{
    struct node *node = ARENA_NEW(p->arena, struct node);
    node->kind = kind;
    node->text = text;
    node->at = at;
    node->patch = p->tags.patch;
    *p->end = node;
    p->end = &node->next;
    return node;
}

/* Text of several patches is as many nodes. */
static void append_text(struct parser *p, size_t from, size_t to)
{
    while (from < to) {
        struct place at = tag_place(&p->tags, from);
        size_t end = tag_patch_end(&p->tags);
        end = end < to ? end : to;
        append(p, NODE_TEXT, text_slice(p->tags.text, from, end), at);
        from = end;
    }
}

static void append_value(struct parser *p, const struct tag *tag)
{
    size_t bar = is_strict(p) ? text_find_char(tag->content, '|') : SIZE_MAX;
    struct text name = text_trim(text_slice(tag->content, 0, bar));
    if (!check_name(p, name, tag->at))
        return;
    struct node *node = append(p, NODE_VALUE, name, tag->at);
    node->is_markdown = tag->sigil != '\0';
    if (bar != SIZE_MAX)
        node->format = read_format(p, text_from(tag->content, bar + 1), tag);
}

/* The name of a partial or layout; what follows are arguments. */
static struct text partial_name(const struct parser *p, struct text content)
{
    size_t end = 0;
    while (end < content.n && (is_name_char(content.p[end]) || content.p[end] == '/'))
        end++;
    return is_strict(p) ? text_slice(content, 0, end) : content;
}

static void set_indent(struct node *node, const struct parser *p, const struct tag *tag,
                       struct place at)
{
    node->indent = text_slice(p->tags.text, tag->line_from, tag->from);
    node->indent_at = at;
}

static void append_partial(struct parser *p, const struct tag *tag, struct place line_at)
{
    struct text name = partial_name(p, tag->content);
    if (name.n == 0) {
        check_name(p, tag->content, tag->at);
        return;
    }
    struct node *node = append(p, NODE_PARTIAL, name, tag->at);
    node->is_standalone = tag->starts_line && tag->ends_line;
    if (node->is_standalone)
        set_indent(node, p, tag, line_at);
    read_arguments(p, text_from(tag->content, name.n), node);
}

static bool is_argument_of_layout(const struct parser *p)
{
    return p->depth > 0 && p->section[p->depth - 1].node->kind == NODE_LAYOUT;
}

/* The white space before the first line that holds anything, behind an opening tag that ends its
 * line. */
static void find_margin(struct parser *p, struct node *node, size_t from)
{
    struct text text = p->tags.text;
    size_t start = from, i = from;
    while (i < text.n && ascii_is_space(text.p[i]))
        if (text.p[i++] == '\n')
            start = i;
    node->starts_line = node->has_margin = true;
    node->margin = text_slice(text, start, i);
    p->section[p->depth - 1].first_line = text.p + i;
}

static struct node *open_section(struct parser *p, enum node_kind kind, const struct tag *tag)
{
    if (p->depth == DEEPEST_SECTION) {
        diag_error(p->diag, tag->at, "sections nested too deep (more than %d levels)",
                   DEEPEST_SECTION);
        p->is_stopped = true;
        return NULL;
    }
    bool is_layout = kind == NODE_LAYOUT;
    struct text name = is_layout ? partial_name(p, tag->content) : tag->content;
    struct node *node = append(p, kind, name, tag->at);
    if (is_layout && name.n)
        read_arguments(p, text_from(tag->content, name.n), node);
    else
        check_name(p, tag->content, tag->at);
    p->section[p->depth++] = (struct section){.node = node, .tail = p->end};
    p->end = &node->child;
    return node;
}

/* A layout or block whose opening tag begins a line may turn out to be alone on its lines: what
 * indents it is kept apart until its closing tag is known. */
static void open_block(struct parser *p, enum node_kind kind, const struct tag *tag,
                       struct place line_at)
{
    bool ends_line = tag->ends_line && (tag->starts_line || is_argument_of_layout(p));
    struct node *node = open_section(p, kind, tag);
    if (!node)
        return;
    node->is_standalone = tag->starts_line;
    p->section[p->depth - 1].was_alone = tag->starts_line && tag->ends_line;
    if (tag->starts_line)
        set_indent(node, p, tag, line_at);
    if (kind == NODE_BLOCK && ends_line)
        find_margin(p, node, tag->line_to);
}

static void close_innermost(struct parser *p)
{
    p->end = p->section[--p->depth].tail;
}

static void report_open(struct parser *p, const struct node *node)
{
    diag_error(p->diag, node->at, "'%.*s' is never closed", (int)node->text.n, node->text.p);
}

/* Settles which white space a layout or block takes with it. */
static void settle_block(struct parser *p, const struct section *section, const struct tag *tag)
{
    struct node *node = section->node;
    node->is_standalone = node->is_standalone && tag->ends_line;
    if (!node->is_standalone && section->was_alone)
        node->indent.n = 0;
    if (node->kind != NODE_BLOCK)
        return;
    if (section->first_line == p->tags.text.p + tag->from)
        node->has_margin = false; /* the first line is the closing tag's */
    if (tag->ends_line && (node->is_standalone || tag->starts_line)) {
        node->line_end = text_slice(p->tags.text, tag->to, tag->line_to);
        while (node->line_end.n && ascii_is_blank(*node->line_end.p))
            node->line_end = text_from(node->line_end, 1);
        node->line_end_at = tag->at;
    }
}

/* True for a closing tag that seems to mean the open section, its name misspelt. */
static bool is_slip(struct text name, struct text open)
{
    char word[64];
    const char *known = word;
    snprintf(word, sizeof word, "%.*s", (int)open.n, open.p);
    return name.n > 2 && diag_nearest(name, &known, 1) != NULL;
}

static void close_section(struct parser *p, const struct tag *tag)
{
    struct text name = tag->content;
    size_t level = p->depth;
    while (level > 0 && !text_equal(p->section[level - 1].node->text, name))
        level--;
    if (p->depth == 0) {
        diag_error(p->diag, tag->at, "'%.*s' is closed but was never opened", (int)name.n, name.p);
        return;
    }
    const struct node *open = p->section[p->depth - 1].node;
    if (level != p->depth) {
        diag_error(p->diag, tag->at, "'%.*s' is closed where '%.*s' is open", (int)name.n, name.p,
                   (int)open->text.n, open->text.p);
        diag_note(p->diag, open->at, "'%.*s' was opened here", (int)open->text.n, open->text.p);
    }
    if (level == 0 && is_slip(name, open->text))
        level = p->depth;
    while (level > 0 && p->depth >= level) {
        close_innermost(p);
        settle_block(p, &p->section[p->depth], tag);
    }
}

static void set_delimiters(struct parser *p, const struct tag *tag)
{
    if (!tag_delimit(&p->tags, tag->content))
        diag_error(p->diag, tag->at, "delimiters are set by a tag such as {{=<%% %%>=}}");
}

/* Lines */

static bool is_pair(char sigil)
{
    return sigil == '<' || sigil == '$';
}

/* The node that a closing tag closes, or NULL. */
static const struct node *closed_node(const struct parser *p, const struct tag *tag)
{
    const struct node *node = p->depth && tag->sigil == '/' ? p->section[p->depth - 1].node : NULL;
    return node && text_equal(node->text, tag->content) ? node : NULL;
}

/* Widens the tag to the white space it takes with it. */
static void take_space(const struct parser *p, const struct tag *tag, size_t *from, size_t *to)
{
    const struct node *closed = closed_node(p, tag);
    bool closes_pair = closed && (closed->kind == NODE_LAYOUT || closed->kind == NODE_BLOCK);
    bool is_alone = tag->starts_line && tag->ends_line;
    bool may_be_alone = tag->sigil && tag->sigil != '{' && tag->sigil != '&';
    bool is_argument = is_argument_of_layout(p) && tag->sigil == '$';
    bool closes_argument = closes_pair && p->depth > 1 && closed->kind == NODE_BLOCK &&
                           p->section[p->depth - 2].node->kind == NODE_LAYOUT;
    *from = tag->from;
    *to = tag->to;
    if ((is_alone && may_be_alone) || (is_pair(tag->sigil) && tag->starts_line) || closes_argument)
        *from = tag->line_from;
    if ((is_alone && may_be_alone) || (is_argument && tag->ends_line) ||
        (closes_pair && closed->is_standalone))
        *to = tag->line_to;
}

static void append_tag(struct parser *p, const struct tag *tag, struct place line_at)
{
    if (tag->sigil != '!' && tag->content.n > LONGEST_TAG) {
        diag_error(p->diag, tag->at,
                   "this tag is longer than %d bytes: is it closed where it should be?",
                   LONGEST_TAG);
        return;
    }
    switch (tag->sigil) {
    case '!': return;
    case '=': set_delimiters(p, tag); return;
    case '#': open_section(p, NODE_SECTION, tag); return;
    case '^': open_section(p, NODE_INVERTED, tag); return;
    case '<': open_block(p, NODE_LAYOUT, tag, line_at); return;
    case '$': open_block(p, NODE_BLOCK, tag, line_at); return;
    case '/': close_section(p, tag); return;
    case '>': append_partial(p, tag, line_at); return;
    default: append_value(p, tag); return;
    }
}

static void parse_stretch(struct parser *p, const struct stretch *stretch)
{
    size_t done = 0, search = 0;
    tag_begin(&p->tags, stretch);
    while (!p->is_stopped) {
        struct tag tag;
        size_t from, to;
        enum tag_result result = tag_next(&p->tags, search, &tag);
        if (result == TAG_NONE)
            break;
        if (result == TAG_UNCLOSED) {
            append_text(p, done, tag.from);
            diag_error(p->diag, tag_place(&p->tags, tag.from), "this tag is never closed");
            done = tag.from;
            search = tag.from + p->tags.open.n;
            continue;
        }
        take_space(p, &tag, &from, &to);
        append_text(p, done, from);
        struct place line_at = tag_place(&p->tags, from);
        tag.at = tag_place(&p->tags, tag.from);
        append_tag(p, &tag, line_at);
        done = search = to;
    }
    if (!p->is_stopped)
        append_text(p, done, p->tags.text.n);
}

struct node *mustache_parse(struct arena *arena, enum dialect dialect,
                            const struct stretch *stretch, size_t n, struct diag *diag)
{
    struct node *first = NULL;
    struct parser p = {.arena = arena,
                       .diag = diag,
                       .tags = {.dialect = dialect, .open = TEXT("{{"), .close = TEXT("}}")},
                       .end = &first};
    for (size_t i = 0; i < n; i++)
        parse_stretch(&p, &stretch[i]);
    for (size_t i = 0; i < p.depth && !p.is_stopped; i++)
        report_open(&p, p.section[i].node);
    return first;
}
