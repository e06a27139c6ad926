/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds the tree from libyaml's events. libyaml counts characters from the text's beginning; a
 * cursor turns that count into a place, moving forward only, so that large files stay linear. */
#include "doc/yaml.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/utf8.h"

enum { DEEPEST_NESTING = 50 };

struct reader {
    struct arena *arena;
    struct diag *diag; /* or NULL: silent */
    yaml_parser_t parser;
    struct text text;
    struct place start;
    size_t index, offset; /* the cursor: characters and bytes before `place` */
    struct place place;
};

static void cursor_reset(struct reader *r)
{
    r->index = r->offset = 0;
    r->place = r->start;
}

static void cursor_step(struct reader *r)
{
    uint32_t cp;
    r->offset += utf8_decode(r->text.p + r->offset, r->text.n - r->offset, &cp);
    r->index++;
    if (cp == '\n') {
        r->place.line++;
        r->place.col = 1;
    } else {
        r->place.col++;
    }
}

static struct place place_of(struct reader *r, yaml_mark_t mark)
{
    if (mark.index < r->index)
        cursor_reset(r);
    while (r->index < mark.index && r->offset < r->text.n)
        cursor_step(r);
    return r->place;
}

static struct yaml *refuse(struct reader *r, struct place at, const char *message)
{
    if (r->diag)
        diag_error(r->diag, at, "%s", message);
    return NULL;
}

/* What libyaml says, by words of ours, which can be translated. */
static const char *own_words(const char *said)
{
    static const char *const known[] = {
        "could not find expected ':'",
        "did not find expected key",
        "did not find expected '-' indicator",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
        "did not find expected node content",
        "mapping values are not allowed in this context",
        "block sequence entries are not allowed in this context",
        "mapping keys are not allowed in this context",
        "found character that cannot start any token",
        "found unexpected end of stream",
        "found unknown escape character",
        "found undefined tag handle",
        "found unexpected document indicator",
        "while parsing a block mapping",
        "while parsing a block collection",
        "while parsing a flow mapping",
        "while parsing a flow sequence",
        "while parsing a flow node",
        "while parsing a block node",
        "while parsing a node",
        "while scanning a simple key",
        "while scanning a quoted scalar",
        "while scanning a plain scalar",
        "while scanning a block scalar",
        "while scanning for the next token",
        "while scanning an alias",
        "while scanning an anchor",
        "while scanning a tag",
        "while scanning a directive",
        "control characters are not allowed",
        "invalid leading UTF-8 octet",
        "invalid trailing UTF-8 octet",
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i], said) == 0)
            return known[i];
    return said;
}

static void report_parser(struct reader *r)
{
    const yaml_parser_t *p = &r->parser;
    const char *problem = p->problem ? own_words(p->problem) : "not readable as YAML";
    struct place at = p->error == YAML_READER_ERROR
                          ? place_after(r->start, r->text, p->problem_offset)
                          : place_of(r, p->problem_mark);
    if (!r->diag)
        return;
    size_t offset = at.line == r->place.line ? r->offset : r->text.n;
    const char *hint = strstr(problem, "mapping values are not allowed")
                           ? ": a text that holds a colon and a blank needs quotation marks"
                           : "";
    if (offset < r->text.n && r->text.p[offset] == '\t')
        diag_error(r->diag, at, "a tab cannot indent YAML: use spaces");
    else if (p->context)
        diag_error(r->diag, at, "%s %s%s", problem, own_words(p->context), hint);
    else
        diag_error(r->diag, at, "%s%s", problem, hint);
}

static bool next_event(struct reader *r, yaml_event_t *event)
{
    if (yaml_parser_parse(&r->parser, event))
        return true;
    report_parser(r);
    return false;
}

static struct yaml *new_node(struct reader *r, enum yaml_kind kind, const yaml_event_t *event)
{
    struct yaml *node = ARENA_NEW(r->arena, struct yaml);
    node->kind = kind;
    node->at = place_of(r, event->start_mark);
    return node;
}

/* Where the characters of the scalar at the cursor begin. */
static struct place text_place(const struct reader *r, yaml_scalar_style_t style)
{
    size_t i = r->offset;
    if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        i++;
    if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE) {
        while (i < r->text.n && r->text.p[i] != '\n')
            i++;
        while (i < r->text.n && (r->text.p[i] == '\n' || r->text.p[i] == ' '))
            i++;
    }
    return place_after(r->place, text_from(r->text, r->offset), i - r->offset);
}

static struct yaml *read_scalar(struct reader *r, const yaml_event_t *event)
{
    struct yaml *node = new_node(r, YAML_SCALAR, event);
    node->text_at = text_place(r, event->data.scalar.style);
    node->scalar = arena_text(
        r->arena, (struct text){(const char *)event->data.scalar.value, event->data.scalar.length});
    node->is_quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    return node;
}

/* What this subset of YAML leaves out; NULL: nothing. */
static const char *unsupported(const yaml_event_t *event)
{
    static const char anchor[] = "anchors are not supported", tag[] = "tags are not supported";
    switch (event->type) {
    case YAML_ALIAS_EVENT: return "aliases are not supported";
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor ? anchor : event->data.scalar.tag ? tag : NULL;
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor ? anchor
               : event->data.sequence_start.tag  ? tag
                                                 : NULL;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor ? anchor
               : event->data.mapping_start.tag  ? tag
                                                : NULL;
    default: return NULL;
    }
}

static struct yaml *read_node(struct reader *r, const yaml_event_t *event, int depth);

/* Reads the entries of a list up to its end event. */
static bool read_list(struct reader *r, struct yaml *list, int depth)
{
    struct yaml **tail = &list->child;
    for (;;) {
        yaml_event_t event;
        if (!next_event(r, &event))
            return false;
        bool is_end = event.type == YAML_SEQUENCE_END_EVENT;
        if (!is_end)
            *tail = read_node(r, &event, depth + 1);
        yaml_event_delete(&event);
        if (is_end)
            return true;
        if (!*tail)
            return false;
        tail = &(*tail)->next;
    }
}

static bool has_nul(const yaml_event_t *scalar)
{
    return memchr(scalar->data.scalar.value, 0, scalar->data.scalar.length) != NULL;
}

/* Reads the value that follows a key. */
static struct yaml *read_entry(struct reader *r, const yaml_event_t *key, int depth)
{
    struct place at = place_of(r, key->start_mark);
    if (unsupported(key))
        return refuse(r, at, unsupported(key));
    if (key->type != YAML_SCALAR_EVENT || has_nul(key))
        return refuse(r, at, "a key must be a plain word");
    struct text name = {(const char *)key->data.scalar.value, key->data.scalar.length};
    yaml_event_t event;
    if (!next_event(r, &event))
        return NULL;
    struct yaml *value = read_node(r, &event, depth + 1);
    yaml_event_delete(&event);
    if (!value)
        return NULL;
    value->key = arena_text(r->arena, name);
    value->key_at = at;
    return value;
}

static int by_key(const void *left, const void *right)
{
    const struct yaml *a = *(const struct yaml *const *)left;
    const struct yaml *b = *(const struct yaml *const *)right;
    int order = text_order(a->key, b->key);
    order = order ? order : (a->key_at.line > b->key_at.line) - (a->key_at.line < b->key_at.line);
    return order ? order : (a->key_at.col > b->key_at.col) - (a->key_at.col < b->key_at.col);
}

bool yaml_keys_are_unique(struct arena *arena, const struct yaml *map, struct diag *diag)
{
    size_t n = yaml_count(map), k = 0;
    const struct yaml **sorted = ARENA_ARRAY(arena, const struct yaml *, n + 1);
    for (const struct yaml *entry = map->child; entry; entry = entry->next)
        sorted[k++] = entry;
    qsort(sorted, n, sizeof *sorted, by_key);
    for (size_t i = 1; i < n; i++) {
        if (!text_equal(sorted[i]->key, sorted[i - 1]->key))
            continue;
        if (diag) {
            diag_error(diag, sorted[i]->key_at, "key '%s' is given twice", sorted[i]->key.p);
            diag_note(diag, sorted[i - 1]->key_at, "it is given first here");
        }
        return false;
    }
    return true;
}

static bool read_map(struct reader *r, struct yaml *map, int depth)
{
    struct yaml **tail = &map->child;
    for (;;) {
        yaml_event_t event;
        if (!next_event(r, &event))
            return false;
        bool is_end = event.type == YAML_MAPPING_END_EVENT;
        if (!is_end)
            *tail = read_entry(r, &event, depth);
        yaml_event_delete(&event);
        if (is_end)
            return yaml_keys_are_unique(r->arena, map, r->diag);
        if (!*tail)
            return false;
        tail = &(*tail)->next;
    }
}

static struct yaml *read_node(struct reader *r, const yaml_event_t *event, int depth)
{
    struct place at = place_of(r, event->start_mark);
    if (unsupported(event))
        return refuse(r, at, unsupported(event));
    if (depth > DEEPEST_NESTING)
        return refuse(r, at, "nested too deep (more than 50 levels)");
    if (event->type == YAML_SCALAR_EVENT && has_nul(event))
        return refuse(r, at, "a text cannot hold the character U+0000");
    if (event->type == YAML_SCALAR_EVENT)
        return read_scalar(r, event);
    bool is_map = event->type == YAML_MAPPING_START_EVENT;
    assert(is_map || event->type == YAML_SEQUENCE_START_EVENT);
    struct yaml *node = new_node(r, is_map ? YAML_MAP : YAML_LIST, event);
    bool is_whole = is_map ? read_map(r, node, depth) : read_list(r, node, depth);
    return is_whole ? node : NULL;
}

static struct yaml *empty_map(struct reader *r)
{
    struct yaml *map = ARENA_NEW(r->arena, struct yaml);
    map->kind = YAML_MAP;
    map->at = r->start;
    return map;
}

/* The next event that carries content or ends the stream; false after a fault. */
static bool next_content(struct reader *r, yaml_event_t *event)
{
    while (next_event(r, event)) {
        if (event->type != YAML_STREAM_START_EVENT && event->type != YAML_DOCUMENT_START_EVENT &&
            event->type != YAML_DOCUMENT_END_EVENT)
            return true;
        yaml_event_delete(event);
    }
    return false;
}

static struct yaml *read_only_document(struct reader *r)
{
    yaml_event_t event, end;
    if (!next_content(r, &event))
        return NULL;
    if (event.type == YAML_STREAM_END_EVENT) {
        yaml_event_delete(&event);
        return empty_map(r);
    }
    struct yaml *root = read_node(r, &event, 0);
    yaml_event_delete(&event);
    if (!root || !next_content(r, &end))
        return NULL;
    if (end.type != YAML_STREAM_END_EVENT)
        root = refuse(r, place_of(r, end.start_mark), "a second YAML document is not supported");
    yaml_event_delete(&end);
    if (root && root->kind == YAML_SCALAR && root->scalar.n == 0 && !root->is_quoted)
        return empty_map(r);
    return root;
}

struct yaml *yaml_parse(struct arena *arena, struct text text, struct place start,
                        struct diag *diag)
{
    struct reader r = {.arena = arena, .diag = diag, .text = text, .start = start};
    cursor_reset(&r);
    if (!yaml_parser_initialize(&r.parser))
        return refuse(&r, start, "the YAML parser cannot be set up");
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)text.p, text.n);
    struct yaml *root = read_only_document(&r);
    yaml_parser_delete(&r.parser);
    return root;
}

struct yaml *yaml_find(const struct yaml *map, const char *key)
{
    if (!map || map->kind != YAML_MAP)
        return NULL;
    for (struct yaml *entry = map->child; entry; entry = entry->next)
        if (text_is(entry->key, key))
            return entry;
    return NULL;
}

size_t yaml_count(const struct yaml *node)
{
    size_t n = 0;
    for (const struct yaml *entry = node->child; entry; entry = entry->next)
        n++;
    return n;
}

void yaml_check_keys(const struct yaml *map, const char *const *known, size_t n, struct diag *diag)
{
    for (const struct yaml *entry = map->child; entry; entry = entry->next) {
        size_t i = 0;
        while (i < n && !text_is(entry->key, known[i]))
            i++;
        if (i < n)
            continue;
        diag_error(diag, entry->key_at, "unknown key '%s'", entry->key.p);
        diag_suggest(diag, entry->key_at, entry->key, known, n);
    }
}

/* Typed readings */

static bool expect(const struct yaml *node, bool holds, const char *what, struct diag *diag)
{
    if (holds)
        return true;
    if (node->key.n)
        diag_error(diag, node->at, "'%s' must be %s", node->key.p, what);
    else
        diag_error(diag, node->at, "this must be %s", what);
    return false;
}

bool yaml_text(const struct yaml *node, struct text *out, struct diag *diag)
{
    if (!expect(node, node->kind == YAML_SCALAR, "a text", diag))
        return false;
    *out = node->scalar;
    return true;
}

bool int_parse(struct text t, int64_t *out)
{
    bool is_negative = t.n && *t.p == '-';
    if (t.n && (*t.p == '-' || *t.p == '+'))
        t = text_from(t, 1);
    int64_t n = 0;
    for (size_t i = 0; i < t.n; i++) {
        int digit = t.p[i] - '0';
        if (digit < 0 || digit > 9 || n > (INT64_MAX - digit) / 10)
            return false;
        n = n * 10 + digit;
    }
    *out = is_negative ? -n : n;
    return t.n > 0;
}

bool yaml_int(const struct yaml *node, int64_t *out, struct diag *diag)
{
    bool fits = node->kind == YAML_SCALAR && !node->is_quoted && int_parse(node->scalar, out);
    return expect(node, fits, "a whole number", diag);
}

bool yaml_bool(const struct yaml *node, bool *out, struct diag *diag)
{
    bool is_plain = node->kind == YAML_SCALAR && !node->is_quoted;
    bool is_true = is_plain && text_is(node->scalar, "true");
    bool is_false = is_plain && text_is(node->scalar, "false");
    if (is_true || is_false)
        *out = is_true;
    return expect(node, is_true || is_false, "true or false", diag);
}

bool yaml_texts(struct arena *arena, const struct yaml *node, struct text **out, size_t *n,
                struct diag *diag)
{
    static const char what[] = "a text or a list of texts";
    bool is_one = node->kind == YAML_SCALAR;
    if (!expect(node, node->kind != YAML_MAP, what, diag))
        return false;
    size_t count = is_one ? 1 : yaml_count(node), k = 0;
    struct text *list = ARENA_ARRAY(arena, struct text, count);
    for (const struct yaml *e = is_one ? node : node->child; e; e = is_one ? NULL : e->next) {
        if (!yaml_text(e, &list[k++], diag))
            return false;
    }
    *out = list;
    *n = count;
    return true;
}
