/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The expansion as Markdown that people can read and that parses to the same document: each token
 * is replaced by its value, escaped for where it stands - text, code, attribute or link target. */

#include "base/ascii.h"
#include "base/buffer.h"
#include "doc/draft.h"
#include "doc/fence.h"

struct printer {
    const struct expansion *x;
    struct buf *out;
    struct text text; /* x->text */
    bool in_table;    /* the line being printed has a bar */
};

static bool token_at(const struct printer *p, size_t i, const struct insertion **value, size_t *n)
{
    size_t index;
    if (!token_read(p->text, i, &index, n) || index >= p->x->insertions)
        return false;
    *value = &p->x->insertion[index];
    return true;
}

/* Values in text */

static bool is_word_byte(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || (c & 0x80);
}

static char byte_at(struct text t, size_t i)
{
    return i < t.n ? t.p[i] : '\0';
}

static bool is_markup(const struct printer *p, struct text value, size_t i)
{
    char c = value.p[i], next = byte_at(value, i + 1);
    bool is_inside_word = i > 0 && is_word_byte(value.p[i - 1]) && is_word_byte(next);
    if (c == '*' || c == '_')
        return !is_inside_word;
    if (c == '&')
        return is_word_byte(next) || next == '#';
    if (c == '@')
        return is_word_byte(next) && !is_inside_word;
    if (c == '|')
        return p->in_table;
    return ascii_is_in("\\`[]<{~", c);
}

/* Only white space, quote marks and list markers stand before on the line. */
static bool is_line_start(const struct buf *out)
{
    size_t i = out->n;
    while (i > 0 && out->p[i - 1] != '\n') {
        if (!ascii_is_in(" \t>-*+", out->p[i - 1]))
            return false;
        i--;
    }
    return true;
}

/* Length of what would open a block at a line's beginning, up to the byte to escape; 0: nothing. */
static size_t block_mark(struct text value)
{
    size_t digits = text_digits(value);
    char c = byte_at(value, digits), next = byte_at(value, digits + 1);
    bool ends = !next || ascii_is_in(" \t\r\n", next);
    if (digits)
        return digits < 10 && (c == '.' || c == ')') && ends ? digits + 1 : 0;
    bool opens = (ascii_is_in("#+-:", c) && (ends || next == c)) || c == '>' || c == '=';
    return opens ? 1 : 0;
}

static void add_break(struct printer *p, const struct insertion *value)
{
    buf_string(p->out, value->keeps_lines ? "\\\n" : " ");
}

static void add_in_text(struct printer *p, const struct insertion *value)
{
    struct text t = value->text;
    if (value->is_markdown) {
        buf_text(p->out, t);
        return;
    }
    size_t mark = is_line_start(p->out) ? block_mark(t) : 0;
    for (size_t i = 0; i < t.n; i++) {
        if (t.p[i] == '\r' && byte_at(t, i + 1) == '\n')
            continue;
        if (t.p[i] == '\n' || t.p[i] == '\r') {
            add_break(p, value);
            continue;
        }
        if (i + 1 == mark || is_markup(p, t, i))
            buf_char(p->out, '\\');
        buf_char(p->out, t.p[i]);
    }
}

/* Attributes and link targets */

static void add_in_attribute(struct printer *p, const struct insertion *value, bool is_quoted)
{
    buf_string(p->out, is_quoted ? "" : "\"");
    for (size_t i = 0; i < value->text.n; i++) {
        char c = value->text.p[i];
        if (c == '"' || c == '\\')
            buf_char(p->out, '\\');
        buf_char(p->out, c == '\n' ? ' ' : c);
    }
    buf_string(p->out, is_quoted ? "" : "\"");
}

static void add_in_target(struct printer *p, const struct insertion *value)
{
    for (size_t i = 0; i < value->text.n; i++) {
        char c = value->text.p[i];
        bool is_safe = is_word_byte(c) && !(c & 0x80);
        if (is_safe || ascii_is_in("-._~:/?#@!$&'*+,;=%", c))
            buf_char(p->out, c);
        else
            buf_printf(p->out, "%%%02X", (unsigned char)c);
    }
}

/* The offset behind an attribute block's closing brace, or 0 when there is none. */
enum { LONGEST_ATTRIBUTES = 1000 }; /* a text of braces alone must not take forever */

static size_t attributes_end(struct text t, size_t i)
{
    char first = byte_at(t, i + 1);
    bool is_quoted = false;
    size_t end = text_slice(t, 0, i + LONGEST_ATTRIBUTES).n;
    if (t.p[i] != '{' || (first != '#' && first != '.' && !is_word_byte(first)))
        return 0;
    for (i++; i < end; i++) {
        if (t.p[i] == '\\' && is_quoted)
            i++;
        else if (t.p[i] == '"')
            is_quoted = !is_quoted;
        else if (t.p[i] == '}' && !is_quoted)
            return i + 1;
    }
    return 0;
}

static size_t add_attributes(struct printer *p, size_t i, size_t end)
{
    bool is_quoted = false;
    for (size_t n; i < end; i += n) {
        const struct insertion *value;
        if (token_at(p, i, &value, &n)) {
            add_in_attribute(p, value, is_quoted);
            continue;
        }
        bool is_escaped = i > 0 && p->text.p[i - 1] == '\\';
        n = 1;
        if (p->text.p[i] == '"' && !is_escaped)
            is_quoted = !is_quoted;
        buf_char(p->out, p->text.p[i]);
    }
    return end;
}

/* From behind "](" to the target's end. */
static size_t add_target(struct printer *p, size_t i)
{
    const struct insertion *value;
    for (size_t n; i < p->text.n && !ascii_is_in(") \t\n", p->text.p[i]); i += n) {
        if (token_at(p, i, &value, &n)) {
            add_in_target(p, value);
            continue;
        }
        n = 1;
        buf_char(p->out, p->text.p[i]);
    }
    return i;
}

/* Code */

static size_t longest_run(struct text t, char mark)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < t.n; i++) {
        run = t.p[i] == mark ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* The longest run of the mark in the values between two offsets. */
static size_t longest_in_values(const struct printer *p, size_t from, size_t to, char mark)
{
    const struct insertion *value;
    size_t longest = 0;
    for (size_t i = from, n; i < to; i += n) {
        n = 1;
        if (!token_at(p, i, &value, &n))
            continue;
        size_t run = longest_run(value->text, mark);
        longest = run > longest ? run : longest;
    }
    return longest;
}

static void add_raw(struct printer *p, size_t from, size_t to, bool is_span)
{
    const struct insertion *value;
    for (size_t i = from, n; i < to; i += n) {
        n = 1;
        if (!token_at(p, i, &value, &n)) {
            buf_char(p->out, p->text.p[i]);
            continue;
        }
        for (size_t k = 0; k < value->text.n; k++) {
            char c = value->text.p[k];
            buf_char(p->out, is_span && c == '\n' ? ' ' : c);
        }
    }
}

static void add_marks(struct printer *p, char mark, size_t n)
{
    while (n--)
        buf_char(p->out, mark);
}

static size_t run_at(struct text t, size_t i)
{
    size_t n = 0;
    while (i + n < t.n && t.p[i + n] == '`')
        n++;
    return n;
}

/* Where the code span that opens with n backticks closes; SIZE_MAX: it is no code span. */
static size_t span_end(struct text t, size_t i, size_t n)
{
    while (i < t.n) {
        size_t run = run_at(t, i);
        if (run == n)
            return i;
        if (!run && t.p[i] == '\n' && byte_at(t, i + 1) == '\n')
            return SIZE_MAX;
        i += run ? run : 1;
    }
    return SIZE_MAX;
}

static size_t add_code_span(struct printer *p, size_t i)
{
    size_t n = run_at(p->text, i), from = i + n, end = span_end(p->text, from, n);
    if (end == SIZE_MAX) {
        buf_add(p->out, p->text.p + i, n);
        return from;
    }
    size_t longest = longest_in_values(p, from, end, '`');
    size_t length = longest >= n ? longest + 1 : n;
    const char *gap = longest && p->text.p[from] != ' ' ? " " : "";
    add_marks(p, '`', length);
    buf_string(p->out, gap);
    add_raw(p, from, end, true);
    buf_string(p->out, gap);
    add_marks(p, '`', length);
    return end + n;
}

/* A fence's line with its marks lengthened to n. */
static void add_fence(struct printer *p, struct text line, const struct fence *fence, size_t n)
{
    size_t from = (size_t)(line.p - p->text.p), marks = text_find_char(line, fence->mark);
    size_t end = from + line.n, after = from + marks;
    add_raw(p, from, after, true);
    while (after < end && p->text.p[after] == fence->mark)
        after++;
    add_marks(p, fence->mark, n > after - from - marks ? n : after - from - marks);
    add_raw(p, after, end, true);
    buf_char(p->out, '\n');
}

static struct text without_prefix(struct text line)
{
    while (line.n && (*line.p == ' ' || *line.p == '\t' || *line.p == '>'))
        line = text_from(line, 1);
    return line;
}

/* Prints a fenced block whose opening line was just cut off *rest. */
static void add_code_block(struct printer *p, struct text *rest, struct text opening,
                           const struct fence *fence)
{
    size_t from = (size_t)(rest->p - p->text.p), end = p->text.n;
    struct text line, closing = {0};
    while (text_next_line(rest, &line)) {
        if (!fence_closes(fence, without_prefix(line)))
            continue;
        closing = line;
        end = (size_t)(line.p - p->text.p);
        break;
    }
    size_t longest = longest_in_values(p, from, end, fence->mark);
    size_t n = longest >= fence->n ? longest + 1 : fence->n;
    add_fence(p, opening, fence, n);
    add_raw(p, from, end, false);
    if (closing.p)
        add_fence(p, closing, fence, n);
}

/* Lines */

/* A backslash and what it escapes; before a value it is a character of its own. */
static size_t add_backslash(struct printer *p, size_t i)
{
    const struct insertion *value;
    size_t n;
    bool is_single = i + 1 == p->text.n || token_at(p, i + 1, &value, &n);
    buf_string(p->out, "\\");
    buf_char(p->out, is_single ? '\\' : p->text.p[i + 1]);
    return i + (is_single ? 1 : 2);
}

/* Prints what stands at i and returns the offset behind it. */
static size_t add_piece(struct printer *p, size_t i)
{
    const struct insertion *value;
    size_t n, end;
    char c = p->text.p[i];
    if (token_at(p, i, &value, &n)) {
        add_in_text(p, value);
        return i + n;
    }
    if (c == '`')
        return add_code_span(p, i);
    end = c == '{' ? attributes_end(p->text, i) : 0;
    if (end)
        return add_attributes(p, i, end);
    if (c == '\\')
        return add_backslash(p, i);
    n = 1;
    buf_char(p->out, c);
    if (c == ']' && byte_at(p->text, i + 1) == '(') {
        buf_char(p->out, '(');
        return add_target(p, i + 2);
    }
    return i + n;
}

/* Prints from `from` at least to `to`; a code span or attributes may reach beyond. */
static size_t add_inline(struct printer *p, size_t from, size_t to)
{
    while (from < to)
        from = add_piece(p, from);
    return from;
}

void expansion_print(const struct expansion *x, struct buf *out)
{
    struct printer p = {.x = x, .out = out, .text = x->text};
    struct text rest = x->text, line, info;
    struct fence fence;
    while (text_next_line(&rest, &line)) {
        if (fence_opens(without_prefix(line), 0, &fence, &info)) {
            add_code_block(&p, &rest, line, &fence);
            continue;
        }
        p.in_table = text_find_char(line, '|') != SIZE_MAX;
        size_t from = (size_t)(line.p - x->text.p), to = (size_t)(rest.p - x->text.p);
        rest = text_from(x->text, add_inline(&p, from, to));
    }
}
