/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the text: find a tag, decide whether it stands alone on its line, append the text
 * before it, append the tag. Open sections stand on a stack of fixed size, which is also the limit
 * of their nesting. */
#include "doc/mustache.h"

#include <assert.h>
#include <string.h>

#include "base/buffer.h"

enum { DEEPEST_SECTION = 200, LONGEST_QUOTED_TAG = 4096 };

struct parser {
    struct arena *arena;
    struct diag *diag;
    struct text text;        /* the stretch being read */
    size_t known;            /* offset whose place is known */
    struct place place;      /* of that offset */
    struct text open, close; /* delimiters */
    struct node *section[DEEPEST_SECTION];
    struct node **tail[DEEPEST_SECTION]; /* where the text after a section goes */
    size_t depth;
    struct node **end; /* where the next node goes */
};

struct tag {
    size_t from, to;     /* in the stretch, delimiters included */
    char sigil;          /* '\0': a plain value; '{': a triple */
    struct text content; /* trimmed, without sigil */
    struct place at;
    struct text indent; /* white space before it, when it stands alone */
};

/* Offsets only ever grow, so every place costs the bytes in between. */
static struct place place_of(struct parser *p, size_t offset)
{
    assert(offset >= p->known);
    for (; p->known < offset; p->known++) {
        unsigned char c = (unsigned char)p->text.p[p->known];
        if (c == '\n') {
            p->place.line++;
            p->place.col = 1;
        } else if ((c & 0xC0) != 0x80) {
            p->place.col++;
        }
    }
    return p->place;
}

static bool stands_at(struct text t, size_t offset, struct text what)
{
    return text_equal(text_slice(t, offset, offset + what.n), what);
}

static size_t find_from(struct text t, size_t offset, struct text what)
{
    for (size_t i = offset; i + what.n <= t.n; i++)
        if (stands_at(t, i, what))
            return i;
    return SIZE_MAX;
}

/* Tags */

/* The closing delimiter outside quotes; quotes count behind a bar and in a partial's arguments. */
static size_t find_close(const struct parser *p, size_t from, bool has_quotes)
{
    bool is_quoted = false;
    size_t limit = text_slice(p->text, 0, from + LONGEST_QUOTED_TAG).n;
    for (size_t i = from; i + p->close.n <= limit; i++) {
        char c = p->text.p[i];
        has_quotes = has_quotes || c == '|';
        if (!is_quoted && stands_at(p->text, i, p->close))
            return i;
        if (is_quoted && c == '\\')
            i++;
        else if (has_quotes && c == '"')
            is_quoted = !is_quoted;
    }
    return find_from(p->text, from, p->close);
}

static bool is_sigil(char c)
{
    return c && strchr("{&#^/!>=<$", c);
}

/* Reads the tag whose opening delimiter stands at `from`. False: it is never closed. */
static bool read_tag(struct parser *p, size_t from, struct tag *tag)
{
    size_t inside = from + p->open.n;
    char c = inside < p->text.n ? p->text.p[inside] : '\0';
    *tag = (struct tag){.from = from, .sigil = is_sigil(c) ? c : '\0'};
    if (tag->sigil)
        inside++;
    const char *last = c == '{' ? "}" : c == '=' ? "=" : "";
    size_t end;
    if (*last) {
        struct buf close = {0};
        buf_string(&close, last);
        buf_text(&close, p->close);
        end = find_from(p->text, inside, buf_as_text(&close));
        buf_done(&close);
    } else if (c == '!') {
        end = find_from(p->text, inside, p->close);
    } else {
        end = find_close(p, inside, c == '>');
    }
    if (end == SIZE_MAX)
        return false;
    tag->content = text_trim(text_slice(p->text, inside, end));
    tag->to = end + strlen(last) + p->close.n;
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* When only white space shares the tag's lines, widens it to whole lines. */
static void take_lines(const struct parser *p, struct tag *tag, size_t *from, size_t *to)
{
    size_t start = tag->from, end = tag->to;
    *from = start;
    *to = end;
    while (start > 0 && is_space(p->text.p[start - 1]))
        start--;
    while (end < p->text.n && is_space(p->text.p[end]))
        end++;
    if (end + 1 < p->text.n && p->text.p[end] == '\r' && p->text.p[end + 1] == '\n')
        end++;
    bool begins = start == 0 || p->text.p[start - 1] == '\n';
    bool ends = end == p->text.n || p->text.p[end] == '\n';
    if (!begins || !ends)
        return;
    tag->indent = text_slice(p->text, start, tag->from);
    *from = start;
    *to = end + (end < p->text.n);
}

static bool may_stand_alone(char sigil)
{
    return sigil && sigil != '{' && sigil != '&';
}

/* Names, formatters, arguments */

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c & 0x80) || c == '_' || c == '-' || c == '.';
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
    if (is_name(name))
        return true;
    if (name.n)
        diag_error(p->diag, at, "'%.*s' is no name", (int)name.n, name.p);
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

static void check_formatter(struct parser *p, struct format *format, struct place at)
{
    for (size_t i = 0; i < locale_format_count; i++)
        if (text_is(format->name, locale_formats[i]))
            return;
    diag_error(p->diag, at, "unknown formatter '%.*s'", (int)format->name.n, format->name.p);
    diag_suggest(p->diag, at, format->name, locale_formats, locale_format_count);
    *format = (struct format){.name = TEXT("raw")};
}

/* Reads "money:plain", what follows the bar. */
static struct format read_format(struct parser *p, struct text spec, struct place at)
{
    struct format format = {0};
    size_t colon = text_find_char(spec, ':');
    format.name = text_trim(text_slice(spec, 0, colon));
    if (colon != SIZE_MAX)
        format.argument = text_trim(text_from(spec, colon + 1));
    format.is_quoted = is_quoted(format.argument);
    if (format.is_quoted)
        format.argument = unquote(p->arena, format.argument);
    check_formatter(p, &format, at);
    return format;
}

static size_t argument_length(struct text t)
{
    size_t i = 0;
    for (bool in_quotes = false; i < t.n; i++) {
        if (t.p[i] == '"')
            in_quotes = !in_quotes;
        else if (in_quotes && t.p[i] == '\\' && i + 1 < t.n)
            i++;
        else if (!in_quotes && (is_space(t.p[i]) || t.p[i] == '\n' || t.p[i] == '\r'))
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
    *p->end = node;
    p->end = &node->next;
    return node;
}

static void append_text(struct parser *p, size_t from, size_t to)
{
    if (from < to)
        append(p, NODE_TEXT, text_slice(p->text, from, to), place_of(p, from));
}

static void append_value(struct parser *p, const struct tag *tag)
{
    size_t bar = text_find_char(tag->content, '|');
    struct text name = text_trim(text_slice(tag->content, 0, bar));
    if (!check_name(p, name, tag->at))
        return;
    struct node *node = append(p, NODE_VALUE, name, tag->at);
    node->is_markdown = tag->sigil != '\0';
    if (bar != SIZE_MAX)
        node->format = read_format(p, text_from(tag->content, bar + 1), tag->at);
}

static void append_partial(struct parser *p, const struct tag *tag)
{
    size_t end = 0;
    while (end < tag->content.n &&
           (is_name_char(tag->content.p[end]) || tag->content.p[end] == '/'))
        end++;
    struct text name = text_slice(tag->content, 0, end);
    if (name.n == 0) {
        check_name(p, tag->content, tag->at);
        return;
    }
    struct node *node = append(p, NODE_PARTIAL, name, tag->at);
    node->indent = tag->indent;
    read_arguments(p, text_from(tag->content, end), node);
}

static void open_section(struct parser *p, enum node_kind kind, const struct tag *tag)
{
    if (p->depth == DEEPEST_SECTION) {
        diag_error(p->diag, tag->at, "sections nested too deep (more than %d levels)",
                   DEEPEST_SECTION);
        return;
    }
    struct node *node = append(p, kind, tag->content, tag->at);
    node->indent = tag->indent;
    check_name(p, tag->content, tag->at);
    p->section[p->depth] = node;
    p->tail[p->depth++] = p->end;
    p->end = &node->child;
}

static void close_innermost(struct parser *p)
{
    p->end = p->tail[--p->depth];
}

static void report_open(struct parser *p, const struct node *node)
{
    diag_error(p->diag, node->at, "'%.*s' is never closed", (int)node->text.n, node->text.p);
}

static void close_section(struct parser *p, const struct tag *tag)
{
    struct text name = tag->content;
    size_t level = p->depth;
    while (level > 0 && !text_equal(p->section[level - 1]->text, name))
        level--;
    if (p->depth == 0) {
        diag_error(p->diag, tag->at, "'%.*s' is closed but was never opened", (int)name.n, name.p);
        return;
    }
    const struct node *open = p->section[p->depth - 1];
    if (level != p->depth) {
        diag_error(p->diag, tag->at, "'%.*s' is closed where '%.*s' is open", (int)name.n, name.p,
                   (int)open->text.n, open->text.p);
        diag_note(p->diag, open->at, "'%.*s' was opened here", (int)open->text.n, open->text.p);
    }
    while (level > 0 && p->depth >= level)
        close_innermost(p);
}

static bool is_delimiter(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.p[i] == '=' || is_space(t.p[i]) || t.p[i] == '\n' || t.p[i] == '\r')
            return false;
    return t.n > 0;
}

static void set_delimiters(struct parser *p, const struct tag *tag)
{
    size_t space = text_find_char(tag->content, ' ');
    struct text open = text_slice(tag->content, 0, space);
    struct text close =
        space == SIZE_MAX ? (struct text){0} : text_trim(text_from(tag->content, space));
    if (!is_delimiter(open) || !is_delimiter(close)) {
        diag_error(p->diag, tag->at, "delimiters are set by a tag such as {{=<%% %%>=}}");
        return;
    }
    p->open = open;
    p->close = close;
}

static void append_tag(struct parser *p, const struct tag *tag)
{
    switch (tag->sigil) {
    case '!': return;
    case '=': set_delimiters(p, tag); return;
    case '#': open_section(p, NODE_SECTION, tag); return;
    case '^': open_section(p, NODE_INVERTED, tag); return;
    case '<': open_section(p, NODE_LAYOUT, tag); return;
    case '$': open_section(p, NODE_BLOCK, tag); return;
    case '/': close_section(p, tag); return;
    case '>': append_partial(p, tag); return;
    default: append_value(p, tag); return;
    }
}

static void parse_stretch(struct parser *p, const struct stretch *stretch)
{
    p->text = stretch->text;
    p->place = stretch->at;
    p->known = 0;
    size_t done = 0, search = 0;
    for (;;) {
        struct tag tag;
        size_t from = find_from(p->text, search, p->open), to;
        if (from == SIZE_MAX)
            break;
        if (!read_tag(p, from, &tag)) {
            append_text(p, done, from);
            diag_error(p->diag, place_of(p, from), "this tag is never closed");
            done = from;
            search = from + p->open.n;
            continue;
        }
        to = tag.to;
        if (may_stand_alone(tag.sigil))
            take_lines(p, &tag, &from, &to);
        append_text(p, done, from);
        tag.at = place_of(p, tag.from);
        append_tag(p, &tag);
        done = search = to;
    }
    append_text(p, done, p->text.n);
}

struct node *mustache_parse(struct arena *arena, const struct stretch *stretch, size_t n,
                            struct diag *diag)
{
    struct node *first = NULL;
    struct parser p = {
        .arena = arena, .diag = diag, .open = TEXT("{{"), .close = TEXT("}}"), .end = &first};
    for (size_t i = 0; i < n; i++)
        parse_stretch(&p, &stretch[i]);
    for (size_t i = 0; i < p.depth; i++)
        report_open(&p, p.section[i]);
    return first;
}
