/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text on its way through the Markdown parser: which byte is at which line and place, which
 * tokens stand for which values. A star between two letters is a letter; as the parser would see
 * emphasis in it, another byte of the same length goes in its stead. */
#include "doc/draft.h"
#include "doc/markdown.h"

#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/utf8.h"

/* Bytes that no text for print holds; the parser takes them for letters. */
static char free_byte(struct text text)
{
    static const char candidates[] = "\x7f\x1a\x02\x01";
    for (const char *c = candidates; *c; c++)
        if (text_find_char(text, *c) == SIZE_MAX)
            return *c;
    return 0;
}

const struct insertion *passage_token(const struct passage *passage, struct text text,
                                      size_t *taken)
{
    size_t number, length;
    if (!passage->expansion || !token_read(text, 0, &number, &length) ||
        number >= passage->expansion->insertions)
        return NULL;
    *taken = length;
    return &passage->expansion->insertion[number];
}

/* The code point that ends at offset; a token's is its value's last. */
static uint32_t edge_before(const struct passage *passage, size_t offset)
{
    struct text text = passage->text;
    size_t at, taken;
    uint32_t cp = offset ? utf8_before(text, offset, &at) : 0;
    if (cp != TOKEN_CLOSE)
        return cp;
    while (at > 0 && cp != TOKEN_OPEN)
        cp = utf8_before(text, at, &at);
    const struct insertion *it = passage_token(passage, text_from(text, at), &taken);
    return it && it->text.n ? utf8_before(it->text, it->text.n, &at) : 0;
}

static uint32_t edge_after(const struct passage *passage, size_t offset)
{
    size_t taken;
    uint32_t cp = 0;
    struct text rest = text_from(passage->text, offset);
    const struct insertion *it = passage_token(passage, rest, &taken);
    if (it)
        rest = it->text;
    if (rest.n)
        utf8_decode(rest.p, rest.n, &cp);
    return cp;
}

/* Few texts have such a star: only these are copied. */
static void hide_stars(struct passage *passage)
{
    struct text text = passage->text;
    char *copy = NULL;
    passage->star = free_byte(text);
    if (!passage->star)
        return;
    for (size_t i = text_find_char(text, '*'); i < text.n;) {
        if (u_isalpha((UChar32)edge_before(passage, i)) &&
            u_isalpha((UChar32)edge_after(passage, i + 1))) {
            copy = copy ? copy : arena_string(passage->builder->arena, text);
            copy[i] = passage->star;
        }
        size_t next = text_find_char(text_from(text, i + 1), '*');
        i = next == SIZE_MAX ? text.n : i + 1 + next;
    }
    if (copy)
        passage->text.p = copy;
}

/* Lines as the parser counts them: LF, CR and CRLF end one. */
static void count_lines(struct passage *passage)
{
    struct text text = passage->text;
    uint32_t *line = NULL;
    size_t cap = 0, n = 0;
    for (size_t i = 0; i <= text.n; i++) {
        bool begins = i == 0 || text.p[i - 1] == '\n' ||
                      (text.p[i - 1] == '\r' && (i == text.n || text.p[i] != '\n'));
        if (!begins)
            continue;
        line = arena_grow(passage->builder->arena, line, sizeof *line, &cap, n + 1);
        line[n++] = (uint32_t)i;
    }
    passage->line = line;
    passage->lines = n;
}

struct passage *passage_new(struct builder *builder, struct text text,
                            const struct expansion *expansion, struct place at)
{
    struct passage *passage = ARENA_NEW(builder->arena, struct passage);
    passage->builder = builder;
    passage->text = text.n ? text : TEXT("");
    passage->expansion = expansion;
    passage->speech = expansion ? expansion->speech : (struct speech){0};
    passage->at = at;
    passage->last.offset = SIZE_MAX;
    hide_stars(passage);
    count_lines(passage);
    return passage;
}

/* The number of the origin that holds the byte; there is one at least. */
static size_t origin_of(struct passage *passage, size_t offset)
{
    const struct origin *origin = passage->expansion->origin;
    size_t low = passage->near_origin, high = passage->expansion->origins;
    bool is_same = origin[low].from <= offset && (low + 1 == high || offset < origin[low + 1].from);
    if (is_same)
        return low;
    low = 0;
    while (high - low > 1) { /* origin[low].from <= offset < origin[high].from */
        size_t middle = low + (high - low) / 2;
        if (origin[middle].from <= offset)
            low = middle;
        else
            high = middle;
    }
    return passage->near_origin = low;
}

size_t passage_origin_end(struct passage *passage, size_t offset)
{
    const struct expansion *expansion = passage->expansion;
    if (!expansion || !expansion->origins)
        return SIZE_MAX;
    size_t next = origin_of(passage, offset) + 1;
    return next < expansion->origins ? expansion->origin[next].from : SIZE_MAX;
}

const struct tongue *passage_tongue(struct passage *passage, size_t offset)
{
    const struct tongue *tongue = passage->speech.tongue;
    size_t n = passage->speech.tongues, low = passage->near_tongue, high = n;
    if (!n || offset < tongue[0].from)
        return NULL;
    if (tongue[low].from > offset)
        low = 0;
    else if (low + 1 == n || offset < tongue[low + 1].from)
        return &tongue[low];
    while (high - low > 1) { /* tongue[low].from <= offset */
        size_t middle = low + (high - low) / 2;
        if (tongue[middle].from <= offset)
            low = middle;
        else
            high = middle;
    }
    passage->near_tongue = low;
    return &tongue[low];
}

/* Number from 0 of the line that holds the byte. */
static size_t line_of(const struct passage *passage, size_t offset)
{
    size_t low = 0, high = passage->lines;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (passage->line[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Where the origin that holds the byte begins; within a token with its value's row. */
static struct place place_of(struct passage *passage, const struct origin *origin, size_t offset)
{
    struct place at = {passage->expansion->file[origin->file], origin->line, origin->col, NULL};
    size_t taken;
    const struct insertion *it =
        passage_token(passage, text_from(passage->text, origin->from), &taken);
    if (it && offset < origin->from + taken)
        at.row = insertion_place(passage->builder->arena, it).row;
    return at;
}

/* As expansion_origin, but in time that does not grow with the text before. */
struct place passage_place(struct passage *passage, size_t offset)
{
    const struct expansion *expansion = passage->expansion;
    if (!expansion || !expansion->origins)
        return passage->at;
    if (offset > passage->text.n)
        offset = passage->text.n;
    const struct origin *origin = &expansion->origin[origin_of(passage, offset)];
    if (passage->last.offset != SIZE_MAX && passage->last.offset >= origin->from &&
        passage->last.offset <= offset && offset - passage->last.offset < 4096) {
        struct text between = text_slice(passage->text, passage->last.offset, offset);
        passage->last.at = place_after(passage->last.at, between, between.n);
    } else {
        size_t line = line_of(passage, offset), first = line_of(passage, origin->from);
        struct place at = place_of(passage, origin, offset);
        size_t from = origin->from;
        if (line > first) {
            from = passage->line[line];
            at.line += (uint32_t)(line - first);
            at.col = 1;
        }
        at.col += (uint32_t)utf8_count(text_slice(passage->text, from, offset));
        passage->last.at = at;
    }
    passage->last.offset = offset;
    return passage->last.at;
}

size_t passage_offset(const struct passage *passage, int line, int column)
{
    if (line < 1 || (size_t)line > passage->lines)
        return line < 1 ? 0 : passage->text.n;
    size_t offset = passage->line[line - 1] + (size_t)(column > 1 ? column - 1 : 0);
    return offset < passage->text.n ? offset : passage->text.n;
}

struct text passage_plain(const struct passage *passage, struct text text, bool *has_token)
{
    struct buf out = {0};
    for (size_t i = 0; i < text.n;) {
        size_t taken = 0;
        const struct insertion *it = passage_token(passage, text_from(text, i), &taken);
        if (it) {
            buf_text(&out, it->text);
            if (has_token)
                *has_token = true;
            i += taken;
        } else {
            buf_char(&out, passage->star && text.p[i] == passage->star ? '*' : text.p[i]);
            i++;
        }
    }
    struct text plain = arena_text(passage->builder->arena, buf_as_text(&out));
    buf_done(&out);
    return plain;
}
