/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every line of literal text, every jump and every token begins an origin; columns in between are
 * counted when a place is asked for. */
#include "doc/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static const char token_open[] = "\xEF\xB7\x90", token_close[] = "\xEF\xB7\x91";
enum { MARK_LENGTH = 3 };

void draft_finish(struct draft *d, struct expansion *out)
{
    struct arena *arena = d->arena;
    size_t n = d->text.n;
    buf_reserve(&d->text, 0);
    out->text = (struct text){arena_keep(arena, d->text.p, n + 1), n};
    out->insertion = arena_keep(arena, d->insertion, d->insertions * sizeof *d->insertion);
    out->insertions = d->insertions;
    out->origin = arena_keep(arena, d->origin, d->origins * sizeof *d->origin);
    out->origins = d->origins;
    out->use = arena_keep(arena, d->use, d->uses * sizeof *d->use);
    out->uses = d->uses;
    out->speech.tongue = arena_keep(arena, d->tongue, d->tongues * sizeof *d->tongue);
    out->speech.tongues = d->tongues;
    out->file = arena_keep(arena, d->file, d->files * sizeof *d->file);
    *d = (struct draft){.arena = arena};
}

void draft_done(struct draft *d)
{
    buf_done(&d->text);
    free(d->insertion);
    free(d->origin);
    free(d->use);
    free(d->file);
    free(d->tongue);
    *d = (struct draft){.arena = d->arena};
}

/* The file's number: mostly the last origin's. */
static uint32_t file_number(struct draft *d, const char *file)
{
    size_t i = d->origins ? d->origin[d->origins - 1].file : 0;
    if (i < d->files && d->file[i] == file)
        return (uint32_t)i;
    for (i = 0; i < d->files && d->file[i] != file;)
        i++;
    if (i < d->files)
        return (uint32_t)i;
    d->file = heap_grow(d->file, sizeof *d->file, &d->file_cap, d->files + 1);
    d->file[d->files++] = file;
    return (uint32_t)i;
}

static void add_origin(struct draft *d, struct place at)
{
    uint32_t from = d->text.n < UINT32_MAX ? (uint32_t)d->text.n : UINT32_MAX;
    struct origin origin = {from, file_number(d, at.file), at.line, at.col};
    d->origin = heap_grow(d->origin, sizeof *d->origin, &d->origin_cap, d->origins + 1);
    d->origin[d->origins++] = origin;
}

static void note_tongue(struct draft *d)
{
    const struct tongue *last = d->tongues ? &d->tongue[d->tongues - 1] : NULL;
    uint32_t from = d->text.n < UINT32_MAX ? (uint32_t)d->text.n : UINT32_MAX;
    if (last ? last->lang == d->lang && last->home == d->home : !d->lang && !d->home)
        return;
    d->tongue = heap_grow(d->tongue, sizeof *d->tongue, &d->tongue_cap, d->tongues + 1);
    d->tongue[d->tongues++] = (struct tongue){from, d->lang, d->home};
}

struct draft draft_start(struct arena *arena)
{
    return (struct draft){.arena = arena, .lines = {.starts_line = true, .starts_source = true}};
}

void draft_enter_line(struct draft *d)
{
    d->lines.starts_source = false;
    if (!d->lines.starts_line)
        return;
    d->lines.starts_line = false;
    if (!d->lines.indent.n)
        return;
    add_origin(d, d->lines.indent_at);
    buf_text(&d->text, d->lines.indent);
    d->bytes += d->lines.indent.n;
}

static size_t common_start(struct text a, struct text b)
{
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    return n;
}

void draft_indent(struct draft *d, struct text more, struct place at, struct text margin)
{
    struct lines *lines = &d->lines;
    more = text_from(more, common_start(more, lines->margin));
    lines->margin = margin;
    if (!more.n)
        return;
    struct text indent = lines->indent;
    char *both = arena_alloc(d->arena, indent.n + more.n + 1, 1);
    memcpy(both, indent.n ? indent.p : "", indent.n);
    memcpy(both + indent.n, more.p, more.n);
    lines->indent = (struct text){both, indent.n + more.n};
    lines->indent_at = at;
}

void draft_literal(struct draft *d, struct text literal, struct place at)
{
    while (literal.n) {
        size_t shared = d->lines.starts_source ? common_start(literal, d->lines.margin) : 0;
        d->lines.starts_source = false;
        at.col += (uint32_t)shared;
        literal = text_from(literal, shared);
        if (!literal.n)
            return;
        size_t end = text_find_char(literal, '\n');
        size_t n = end == SIZE_MAX ? literal.n : end + 1;
        if (*literal.p != '\n' && *literal.p != '\r')
            draft_enter_line(d);
        bool is_blank = n == 1 && *literal.p == '\n' && text_ends(buf_as_text(&d->text), "\n");
        if (!is_blank) /* nobody asks where nothing stands */
            add_origin(d, at);
        note_tongue(d);
        buf_add(&d->text, literal.p, n);
        d->bytes += n;
        literal = text_from(literal, n);
        d->lines.starts_line = d->lines.starts_source = end != SIZE_MAX;
        at.line++;
        at.col = 1;
    }
}

static void add_token(struct buf *out, size_t number)
{
    char digit[24];
    size_t n = sizeof digit;
    do
        digit[--n] = (char)('0' + number % 10);
    while (number /= 10);
    buf_add(out, token_open, MARK_LENGTH);
    buf_add(out, digit + n, sizeof digit - n);
    buf_add(out, token_close, MARK_LENGTH);
}

void draft_value(struct draft *d, const struct insertion *insertion)
{
    draft_enter_line(d);
    note_tongue(d);
    if (insertion->site)
        add_origin(d, insertion->site->at);
    d->insertion =
        heap_grow(d->insertion, sizeof *d->insertion, &d->insertion_cap, d->insertions + 1);
    d->insertion[d->insertions] = *insertion;
    add_token(&d->text, d->insertions++);
    d->bytes += insertion->text.n + MARK_LENGTH;
}

void draft_use(struct draft *d, const char *name, const struct slice *slice)
{
    d->use = heap_grow(d->use, sizeof *d->use, &d->use_cap, d->uses + 1);
    d->use[d->uses++] = (struct use){d->text.n, name, *slice};
}

bool token_read(struct text t, size_t offset, size_t *index, size_t *length)
{
    struct text rest = text_from(t, offset);
    int number;
    if (!text_starts(rest, token_open))
        return false;
    rest = text_from(rest, MARK_LENGTH);
    if (!text_take_number(&rest, 1, 9, &number) || !text_starts(rest, token_close))
        return false;
    *index = (size_t)number;
    *length = t.n - offset - rest.n + MARK_LENGTH;
    return true;
}

/* Bytes of the line end that the text begins with, 0: none. */
static size_t line_end(struct text text)
{
    if (*text.p == '\n' || *text.p == '\r')
        return 1;
    return text_starts(text, "\xE2\x80\xA8") || text_starts(text, "\xE2\x80\xA9") ? 3 : 0;
}

static void add_flat(struct buf *out, struct text value)
{
    for (size_t i = 0; i < value.n;) {
        size_t n = line_end(text_from(value, i));
        buf_char(out, n ? ' ' : value.p[i]);
        i += n ? n : 1;
    }
}

struct text draft_plain(const struct draft *d)
{
    struct buf out = {0};
    struct text text = buf_as_text(&d->text);
    for (size_t i = 0, index, n; i < text.n; i += n) {
        n = 1;
        if (token_read(text, i, &index, &n))
            add_flat(&out, d->insertion[index].text);
        else
            add_flat(&out, text_slice(text, i, i + 1));
    }
    struct text plain = arena_text(d->arena, text_trim(buf_as_text(&out)));
    buf_done(&out);
    return plain;
}

struct place expansion_origin(const struct expansion *x, size_t offset)
{
    size_t low = 0, high = x->origins;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (x->origin[middle].from <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return (struct place){.file = x->source->shown, .line = 1, .col = 1};
    const struct origin *origin = &x->origin[low - 1];
    struct place at = {x->file[origin->file], origin->line, origin->col, NULL};
    if (!text_starts(text_from(x->text, origin->from), token_open))
        at.col += (uint32_t)utf8_count(text_slice(x->text, origin->from, offset));
    return at;
}

struct place insertion_place(struct arena *arena, const struct insertion *it)
{
    const struct site *site = it->site;
    struct place at = site ? site->at : (struct place){0};
    if (site && site->rows)
        at.row = rows_name_cell(arena, site->rows, it->row, site->column);
    return at;
}
