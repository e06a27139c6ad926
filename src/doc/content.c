/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a block's content stands in its source. The parser hands out a block's content without the
 * marks of lists and quotes before each line; here its lines are found again in the source, so
 * that each byte of it has an exact place. */
#include "base/ascii.h"
#include "doc/markdown.h"

#include <string.h>

static struct text trim_end(struct text text)
{
    while (text.n && ascii_is_in(" \t\r\n", text.p[text.n - 1]))
        text.n--;
    return text;
}

static struct text source_line(const struct passage *passage, int line)
{
    size_t from = passage_offset(passage, line, 1), to = passage_offset(passage, line + 1, 1);
    struct text text = text_slice(passage->text, from, to);
    while (text.n && ascii_is_in("\r\n", text.p[text.n - 1]))
        text.n--;
    return text;
}

/* Offset of body within the source line: at its end, else where it first occurs; SIZE_MAX: not. */
static size_t find_in_line(struct text line, struct text body)
{
    line = body.n ? trim_end(line) : line;
    if (line.n < body.n)
        return SIZE_MAX;
    if (!body.n || !memcmp(line.p + line.n - body.n, body.p, body.n))
        return line.n - body.n;
    for (size_t i = 0; i + body.n <= line.n; i++)
        if (line.p[i] == body.p[0] && !memcmp(line.p + i, body.p, body.n))
            return i;
    return SIZE_MAX;
}

/* A cell or a heading on one line: byte by byte; a cell's `\|` is `|` in its content. */
static void map_from(const struct passage *passage, struct text content, size_t at, uint32_t *map)
{
    struct text text = passage->text;
    while (at < text.n && content.n && text.p[at] != content.p[0] && text.p[at] != '\\' &&
           text.p[at] != '\n')
        at++;
    for (size_t i = 0; i <= content.n; i++) {
        if (i < content.n && content.p[i] == '|' && at + 1 < text.n && text.p[at] == '\\' &&
            text.p[at + 1] == '|')
            at++;
        map[i] = (uint32_t)(at < text.n ? at : text.n);
        at++;
    }
}

/* One line of content, [from, to) without its end, that stands at or after source line *line. */
static void map_line(struct passage *passage, struct text content, size_t from, size_t to,
                     int *line, int last_line, uint32_t *map)
{
    size_t body_from = from;
    while (body_from < to && ascii_is_in(" \t", content.p[body_from]))
        body_from++;
    struct text body = trim_end(text_slice(content, body_from, to));
    size_t at = SIZE_MAX;
    int found = *line;
    for (int try = *line; at == SIZE_MAX && try <= last_line; try++) {
        at = find_in_line(source_line(passage, try), body);
        found = try;
    }
    if (at == SIZE_MAX)
        found = *line, at = 0;
    at += passage_offset(passage, found, 1);
    for (size_t i = from; i < to; i++) {
        size_t in_body = i < body_from ? 0 : i - body_from;
        size_t before = i < body_from && at >= body_from - i ? body_from - i : 0;
        map[i] = (uint32_t)(at - before + in_body);
        if (map[i] > passage->text.n)
            map[i] = (uint32_t)passage->text.n;
    }
    map[to] = (uint32_t)(at + (to - body_from));
    if (map[to] > passage->text.n)
        map[to] = (uint32_t)passage->text.n;
    *line = found + 1;
}

uint32_t *content_map(struct passage *passage, struct text content, struct extent extent)
{
    uint32_t *map = ARENA_ARRAY(passage->builder->scratch, uint32_t, content.n + 1);
    if (extent.column) {
        map_from(passage, content, passage_offset(passage, extent.first_line, extent.column), map);
        return map;
    }
    int line = extent.first_line;
    for (size_t from = 0; from <= content.n;) {
        size_t to = text_find_char(text_from(content, from), '\n');
        to = to == SIZE_MAX ? content.n : from + to;
        /* only link definitions, taken out before, can stand before the first line */
        map_line(passage, content, from, to, &line, from ? line : extent.last_line, map);
        from = to + 1;
    }
    return map;
}
