/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads lines outside code for `::: {` and then attributes up to the matching brace, over as many
 * lines as it takes; tags in between count as nested braces. */
#include "doc/mention.h"

#include "base/ascii.h"
#include "doc/fence.h"

struct reader {
    struct arena *arena;
    struct mention_list *out;
    const struct stretch *stretch;
};

static bool is_name_char(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || (c & 0x80) || c == '_' || c == '.' ||
           c == '-';
}

/* Length of `- `, `12. `: the mark of a list's item and the white behind it; 0: there is none. */
static size_t marker_length(struct text line)
{
    size_t i = text_digits(line);
    bool is_mark = i < line.n && ascii_is_in(i ? ".)" : "-*+", line.p[i]);
    return is_mark && i + 1 < line.n && ascii_is_in(" \t", line.p[i + 1]) ? i + 2 : 0;
}

/* Length of `::: {` at the line's beginning, behind indentation, quote marks and those of lists; 0:
 * no opening. */
static size_t opening_length(struct text line)
{
    size_t i = 0, colons = 0, mark = 1;
    while (i < line.n && mark) {
        mark = ascii_is_in(" \t>", line.p[i]) ? 1 : marker_length(text_from(line, i));
        i += mark;
    }
    for (; i < line.n && line.p[i] == ':'; i++)
        colons++;
    while (i < line.n && line.p[i] == ' ')
        i++;
    return colons > 2 && i < line.n && line.p[i] == '{' ? i + 1 : 0;
}

static struct place stretch_place(const struct stretch *stretch, size_t offset)
{
    struct place at = stretch->at;
    size_t low = 0, high = stretch->patches, from = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (stretch->patch[middle].from <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low) {
        from = stretch->patch[low - 1].from;
        at = stretch->patch[low - 1].at;
    }
    return place_after(at, text_slice(stretch->text, from, offset), offset - from);
}

static void add_mention(struct reader *r, size_t from, size_t to)
{
    struct mention_list *out = r->out;
    struct text all = r->stretch->text, name = text_slice(all, from, to);
    if (name.n == 0)
        return;
    out->mention = arena_grow(r->arena, out->mention, sizeof *out->mention, &out->cap, out->n + 1);
    out->mention[out->n++] = (struct mention){name, stretch_place(r->stretch, from)};
}

/* Reads a name behind `data=` or `mosaic=` at offset i, if they stand there. */
static size_t read_mention(struct reader *r, size_t i)
{
    struct text all = r->stretch->text, rest = text_from(all, i);
    bool is_mosaic = text_starts(rest, "mosaic=");
    if (!is_mosaic && !text_starts(rest, "data="))
        return i;
    size_t from = text_find_char(rest, '=') + 1 + i;
    from += from < all.n && all.p[from] == '"';
    size_t to = from;
    while (to < all.n && is_name_char(all.p[to]))
        to++;
    if (!is_mosaic || !text_is(text_slice(all, from, to), "none"))
        add_mention(r, from, to);
    return to + (to < all.n && all.p[to] == '"');
}

static size_t skip_quoted(struct text t, size_t i)
{
    for (i++; i < t.n && t.p[i] != '"'; i++)
        if (t.p[i] == '\\')
            i++;
    return i;
}

/* From behind the opening brace to behind its closing one. */
static size_t read_attributes(struct reader *r, size_t i)
{
    struct text all = r->stretch->text;
    for (size_t depth = 1; i < all.n && depth; i++) {
        if (ascii_is_space(all.p[i - 1]) || ascii_is_in("{}", all.p[i - 1])) /* or behind a tag */
            i = read_mention(r, i);
        if (i >= all.n)
            break;
        if (all.p[i] == '"')
            i = skip_quoted(all, i);
        else if (all.p[i] == '{')
            depth++;
        else if (all.p[i] == '}')
            depth--;
    }
    return i;
}

static void read_stretch(struct reader *r, struct fence *code)
{
    struct text all = r->stretch->text, rest = all, line;
    while (text_next_line(&rest, &line)) {
        size_t opening = fence_line(code, line) ? 0 : opening_length(line);
        if (!opening)
            continue;
        size_t end = read_attributes(r, (size_t)(line.p - all.p) + opening);
        if (end > (size_t)(rest.p - all.p)) {
            rest = text_from(all, end);
            text_next_line(&rest, &line);
        }
    }
}

void mentions_find(struct arena *arena, const struct stretch *stretch, size_t n,
                   struct mention_list *out)
{
    struct fence code = {0};
    for (size_t i = 0; i < n; i++) {
        struct reader r = {arena, out, &stretch[i]};
        read_stretch(&r, &code);
    }
}
