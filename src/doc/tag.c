/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every search goes forward once: what was not found from one offset on is not found from a later
 * one either, so that a text full of openings costs no more than its length. */
#include "doc/tag.h"

#include <assert.h>
#include <string.h>

#include "base/ascii.h"

size_t tag_patch_end(const struct tag_reader *r)
{
    const struct stretch *stretch = r->stretch;
    return r->next_patch < stretch->patches ? stretch->patch[r->next_patch].from : SIZE_MAX;
}

static void enter_patches(struct tag_reader *r)
{
    for (; tag_patch_end(r) <= r->known; r->next_patch++) {
        r->patch = &r->stretch->patch[r->next_patch];
        r->place = r->patch->at;
    }
}

/* Offsets only ever grow, so every place costs the bytes in between. */
struct place tag_place(struct tag_reader *r, size_t offset)
{
    assert(offset >= r->known);
    for (enter_patches(r); r->known < offset; enter_patches(r)) {
        unsigned char c = (unsigned char)r->text.p[r->known++];
        if (c == '\n') {
            r->place.line++;
            r->place.col = 1;
        } else if ((c & 0xC0) != 0x80) {
            r->place.col++;
        }
    }
    return r->place;
}

void tag_begin(struct tag_reader *r, const struct stretch *stretch)
{
    r->text = stretch->text;
    r->place = stretch->at;
    r->stretch = stretch;
    r->patch = NULL;
    r->known = r->next_patch = 0;
    memset(r->is_gone, 0, sizeof r->is_gone);
}

static bool stands_at(struct text t, size_t offset, struct text what)
{
    return text_equal(text_slice(t, offset, offset + what.n), what);
}

static size_t find_from(struct text t, size_t offset, struct text what)
{
    while (offset + what.n <= t.n) {
        const char *p = memchr(t.p + offset, *what.p, t.n - offset);
        if (!p)
            break;
        offset = (size_t)(p - t.p);
        if (stands_at(t, offset, what))
            return offset;
        offset++;
    }
    return SIZE_MAX;
}

/* What closes a tag: the delimiter, behind a brace for a triple, behind "=" for delimiters. */
enum closing { CLOSING_PLAIN, CLOSING_TRIPLE, CLOSING_DELIMITERS };
static const char *const before_close[] = {"", "}", "="};

static size_t find_closing(struct tag_reader *r, size_t from, enum closing which)
{
    size_t extra = strlen(before_close[which]);
    while (!r->is_gone[which]) {
        size_t i = find_from(r->text, from + extra, r->close);
        if (i == SIZE_MAX)
            break;
        if (memcmp(r->text.p + i - extra, before_close[which], extra) == 0)
            return i - extra;
        from = i + 1 - extra;
    }
    r->is_gone[which] = true;
    return SIZE_MAX;
}

/* The closing delimiter outside quotes; quotes count behind a bar and in a partial's arguments. */
static size_t find_unquoted(struct tag_reader *r, size_t from, bool has_quotes)
{
    size_t first = find_closing(r, from, CLOSING_PLAIN);
    struct text limit = text_slice(r->text, 0, from + LONGEST_TAG);
    bool is_quoted = false;
    if (first == SIZE_MAX || r->dialect == DIALECT_MUSTACHE)
        return first;
    for (size_t i = from; i + r->close.n <= limit.n; i++) {
        char c = limit.p[i];
        has_quotes = has_quotes || c == '|';
        if (!is_quoted && stands_at(limit, i, r->close))
            return i;
        if (is_quoted && c == '\\')
            i++;
        else if (has_quotes && c == '"')
            is_quoted = !is_quoted;
    }
    return first;
}

/* Finds the ends of the tag's line when only white space stands there. */
static void find_line(const struct tag_reader *r, struct tag *tag)
{
    size_t start = tag->from, end = tag->to;
    while (start > 0 && ascii_is_blank(r->text.p[start - 1]))
        start--;
    while (end < r->text.n && ascii_is_blank(r->text.p[end]))
        end++;
    if (end + 1 < r->text.n && r->text.p[end] == '\r' && r->text.p[end + 1] == '\n')
        end++;
    tag->starts_line = start == 0 || r->text.p[start - 1] == '\n';
    tag->ends_line = end == r->text.n || r->text.p[end] == '\n';
    tag->line_from = tag->starts_line ? start : tag->from;
    tag->line_to = tag->ends_line ? end + (end < r->text.n) : tag->to;
}

/* Reads the tag whose opening delimiter stands at tag->from. False: it is never closed. */
static bool read_tag(struct tag_reader *r, struct tag *tag)
{
    size_t inside = tag->from + r->open.n, end;
    char c = inside < r->text.n ? r->text.p[inside] : '\0';
    tag->sigil = ascii_is_in("{&#^/!>=<$", c) ? c : '\0';
    inside += tag->sigil != '\0';
    enum closing which = c == '{' ? CLOSING_TRIPLE : c == '=' ? CLOSING_DELIMITERS : CLOSING_PLAIN;
    if (which != CLOSING_PLAIN || c == '!')
        end = find_closing(r, inside, which);
    else
        end = find_unquoted(r, inside, c == '>' || c == '<');
    if (end == SIZE_MAX)
        return false;
    tag->content = text_trim(text_slice(r->text, inside, end));
    tag->to = end + strlen(before_close[which]) + r->close.n;
    find_line(r, tag);
    return true;
}

enum tag_result tag_next(struct tag_reader *r, size_t search, struct tag *tag)
{
    for (;;) {
        size_t from = find_from(r->text, search, r->open);
        bool was_gone[TAG_CLOSINGS];
        if (from == SIZE_MAX)
            return TAG_NONE;
        *tag = (struct tag){.from = from};
        memcpy(was_gone, r->is_gone, sizeof was_gone);
        if (read_tag(r, tag))
            return TAG_FOUND;
        if (memcmp(was_gone, r->is_gone, sizeof was_gone) != 0)
            return TAG_UNCLOSED;
        search = from + r->open.n;
    }
}

static bool is_delimiter(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.p[i] == '=' || ascii_is_space(t.p[i]))
            return false;
    return t.n > 0;
}

bool tag_delimit(struct tag_reader *r, struct text pair)
{
    size_t n = 0;
    while (n < pair.n && !ascii_is_blank(pair.p[n]) && pair.p[n] != '\n' && pair.p[n] != '\r')
        n++;
    struct text open = text_slice(pair, 0, n), close = text_trim(text_from(pair, n));
    if (!is_delimiter(open) || !is_delimiter(close))
        return false;
    r->open = open;
    r->close = close;
    memset(r->is_gone, 0, sizeof r->is_gone);
    return true;
}
