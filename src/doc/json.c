/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recursive descent over the bytes. Places are counted forward only, as values are read. */
#include "doc/json.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"

enum { DEEPEST_JSON = 200 };

struct json {
    struct arena *arena;
    struct diag *diag; /* or NULL: silent */
    struct text text;
    size_t i;     /* what is read next */
    size_t known; /* offset whose place is known */
    struct place place;
};

static struct place place_of(struct json *j)
{
    j->place = place_after(j->place, text_slice(j->text, j->known, j->i), j->i - j->known);
    j->known = j->i;
    return j->place;
}

static struct yaml *refuse(struct json *j, const char *message)
{
    if (j->diag)
        diag_error(j->diag, place_of(j), "%s", message);
    return NULL;
}

static char peek(const struct json *j)
{
    return j->i < j->text.n ? j->text.p[j->i] : '\0';
}

static void skip_space(struct json *j)
{
    while (j->i < j->text.n && ascii_is_in(" \t\r\n", j->text.p[j->i]))
        j->i++;
}

static bool take(struct json *j, char c)
{
    skip_space(j);
    if (peek(j) != c)
        return false;
    j->i++;
    return true;
}

static struct yaml *new_node(struct json *j, enum yaml_kind kind)
{
    struct yaml *node = ARENA_NEW(j->arena, struct yaml);
    node->kind = kind;
    node->at = node->text_at = place_of(j);
    return node;
}

/* Strings */

static bool read_hex(struct json *j, uint32_t *out)
{
    *out = 0;
    for (int k = 0; k < 4; k++, j->i++) {
        int digit = ascii_hex(peek(j));
        if (digit < 0)
            return false;
        *out = *out * 16 + (uint32_t)digit;
    }
    return true;
}

static const char no_escape[] = "no such escape in JSON",
                  half_pair[] = "a surrogate by itself is no character: two make one";

/* What follows "\u"; two surrogates are one character, one alone is none. NULL, or the fault. */
static const char *read_unicode(struct json *j, struct buf *out)
{
    uint32_t cp, low;
    if (!read_hex(j, &cp))
        return no_escape;
    if (cp >= 0xDC00 && cp < 0xE000)
        return half_pair;
    if (cp >= 0xD800 && cp < 0xDC00) {
        if (peek(j) != '\\' || j->i + 1 >= j->text.n || j->text.p[j->i + 1] != 'u')
            return half_pair;
        j->i += 2;
        if (!read_hex(j, &low))
            return no_escape;
        if (low < 0xDC00 || low > 0xDFFF)
            return half_pair;
        cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
    }
    buf_code_point(out, cp);
    return NULL;
}

static const char *read_escape(struct json *j, struct buf *out)
{
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char c = peek(j);
    const char *hit = c ? strchr(names, c) : NULL;
    j->i++;
    if (c == 'u')
        return read_unicode(j, out);
    if (hit)
        buf_char(out, meant[hit - names]);
    return hit ? NULL : no_escape;
}

/* The inside of a string whose first quotation mark was taken. */
static bool read_string(struct json *j, struct text *out)
{
    struct buf text = {0};
    const char *fault = NULL;
    while (!fault && j->i < j->text.n && peek(j) != '"') {
        size_t from = j->i;
        unsigned char c = (unsigned char)peek(j);
        if (c < 0x20) {
            fault = "a control character in a string must be written as an escape";
            break;
        }
        j->i++;
        if (c == '\\')
            fault = read_escape(j, &text);
        else
            buf_char(&text, (char)c);
        j->i = fault ? from : j->i;
    }
    if (!fault && peek(j) != '"')
        fault = "this string is never closed";
    if (!fault && text.n && memchr(text.p, 0, text.n))
        fault = "a text cannot hold the character U+0000";
    bool is_whole = !fault;
    if (is_whole)
        j->i++;
    else
        refuse(j, fault);
    *out = arena_text(j->arena, buf_as_text(&text));
    buf_done(&text);
    return is_whole;
}

/* Numbers and words */

static size_t take_digits(struct json *j)
{
    size_t from = j->i;
    while (peek(j) >= '0' && peek(j) <= '9')
        j->i++;
    return j->i - from;
}

static bool read_number(struct json *j)
{
    if (peek(j) == '-')
        j->i++;
    bool has_zero = peek(j) == '0';
    size_t digits = take_digits(j);
    if (!digits || (has_zero && digits > 1))
        return false;
    if (peek(j) == '.') {
        j->i++;
        if (!take_digits(j))
            return false;
    }
    if (peek(j) != 'e' && peek(j) != 'E')
        return true;
    j->i++;
    if (peek(j) == '+' || peek(j) == '-')
        j->i++;
    return take_digits(j) > 0;
}

static bool read_word(struct json *j)
{
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_starts(text_from(j->text, j->i), words[i])) {
            j->i += strlen(words[i]);
            return true;
        }
    }
    return read_number(j);
}

static struct yaml *read_scalar(struct json *j)
{
    struct yaml *node = new_node(j, YAML_SCALAR);
    size_t from = j->i;
    node->is_quoted = peek(j) == '"';
    if (node->is_quoted) {
        j->i++;
        node->text_at.col++;
        return read_string(j, &node->scalar) ? node : NULL;
    }
    if (!read_word(j))
        return refuse(j, "a JSON value is expected here");
    node->scalar = arena_text(j->arena, text_slice(j->text, from, j->i));
    return node;
}

/* Lists and maps */

static struct yaml *read_value(struct json *j, int depth);

static struct yaml *read_entry(struct json *j, int depth)
{
    struct text key;
    skip_space(j);
    struct place at = place_of(j);
    if (!take(j, '"'))
        return refuse(j, "a name in quotation marks is expected here");
    if (!read_string(j, &key))
        return NULL;
    if (!take(j, ':'))
        return refuse(j, "':' is expected here");
    struct yaml *value = read_value(j, depth);
    if (value) {
        value->key = key;
        value->key_at = at;
    }
    return value;
}

static struct yaml *read_group(struct json *j, bool is_map, int depth)
{
    struct yaml *group = new_node(j, is_map ? YAML_MAP : YAML_LIST), **tail = &group->child;
    char close = is_map ? '}' : ']';
    if (depth > DEEPEST_JSON)
        return refuse(j, "nested too deep (more than 200 levels)");
    j->i++;
    if (take(j, close))
        return group;
    do {
        *tail = is_map ? read_entry(j, depth + 1) : read_value(j, depth + 1);
        if (!*tail)
            return NULL;
        tail = &(*tail)->next;
    } while (take(j, ','));
    if (!take(j, close))
        return refuse(j, is_map ? "',' or '}' is expected here" : "',' or ']' is expected here");
    return is_map && !yaml_keys_are_unique(j->arena, group, j->diag) ? NULL : group;
}

static struct yaml *read_value(struct json *j, int depth)
{
    skip_space(j);
    char c = peek(j);
    return c == '{' || c == '[' ? read_group(j, c == '{', depth) : read_scalar(j);
}

/* NULL when it is no JSON: reported, unless diag is NULL. A string is a quoted scalar; numbers,
 * true, false and null are plain ones. */
static struct yaml *json_parse(struct arena *arena, struct text text, struct place start,
                               struct diag *diag)
{
    struct json j = {.arena = arena, .diag = diag, .text = text, .place = start};
    struct yaml *root = read_value(&j, 0);
    skip_space(&j);
    if (root && j.i < text.n)
        return refuse(&j, "only white space may follow the value");
    return root;
}

struct yaml *data_parse(struct arena *arena, struct text text, struct place start,
                        struct diag *diag)
{
    if (text_ends(text_of(start.file), ".json"))
        return json_parse(arena, text, start, diag);
    struct text trimmed = text_trim(text);
    bool may_be_json = text_starts(trimmed, "{") || text_starts(trimmed, "[");
    struct yaml *root = may_be_json ? json_parse(arena, text, start, NULL) : NULL;
    return root ? root : yaml_parse(arena, text, start, diag);
}
