/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags are read as mustache.c does, but nothing is said of their faults: it will say them. */
#include "doc/mask.h"

#include "base/ascii.h"
#include "base/buffer.h"

struct masker {
    struct arena *arena;
    struct mask *mask;
    struct buf out;
    struct tag_reader tags;
    size_t base;                  /* where the stretch begins in the source */
    size_t *open, depth, deepest; /* parts that opened a section */
};

static struct mask_part *add_part(struct masker *m, enum mask_kind kind, size_t from, size_t to)
{
    struct mask *mask = m->mask;
    mask->part = arena_grow(m->arena, mask->part, sizeof *mask->part, &mask->cap, mask->parts + 1);
    struct mask_part *part = &mask->part[mask->parts++];
    *part = (struct mask_part){.at = m->out.n,
                               .from = m->base + from,
                               .to = m->base + to,
                               .kind = kind,
                               .partner = SIZE_MAX,
                               .delimiter = mask->delimiter_count - 1};
    return part;
}

static void add_text(struct masker *m, size_t from, size_t to)
{
    if (from >= to)
        return;
    add_part(m, MASK_TEXT, from, to);
    buf_text(&m->out, text_slice(m->tags.text, from, to));
}

static void add_delimiters(struct masker *m)
{
    struct mask *mask = m->mask;
    mask->delimiters = arena_grow(m->arena, mask->delimiters, sizeof *mask->delimiters,
                                  &mask->delimiter_cap, mask->delimiter_count + 1);
    mask->delimiters[mask->delimiter_count++] = (struct delimiters){m->tags.open, m->tags.close};
}

static void open_pair(struct masker *m, size_t part)
{
    m->open = arena_grow(m->arena, m->open, sizeof *m->open, &m->deepest, m->depth + 1);
    m->open[m->depth++] = part;
}

static void close_pair(struct masker *m, size_t part)
{
    struct mask_part *parts = m->mask->part;
    if (!m->depth || !text_equal(parts[m->open[m->depth - 1]].name, parts[part].name))
        return;
    size_t opening = m->open[--m->depth];
    parts[opening].partner = part;
    parts[part].partner = opening;
}

/* The name that a section tag shares with the one that closes it: without a layout's arguments. */
static struct text pair_name(const struct tag *tag)
{
    size_t end = 0;
    while (end < tag->content.n && !ascii_is_space(tag->content.p[end]))
        end++;
    return text_slice(tag->content, 0, end);
}

/* A tag that prints nothing by itself. */
static void add_gone(struct masker *m, const struct tag *tag, bool is_alone)
{
    size_t from = is_alone ? tag->line_from : tag->from, to = is_alone ? tag->line_to : tag->to;
    struct mask_part *part = add_part(m, is_alone ? MASK_SEAM : MASK_GONE, from, to);
    size_t number = m->mask->parts - 1;
    part->sigil = tag->sigil;
    part->name = pair_name(tag);
    part->is_pair = ascii_is_in("#^<$/", tag->sigil);
    if (tag->sigil == '=' && tag_delimit(&m->tags, tag->content)) {
        add_delimiters(m);
        m->mask->part[number].delimiter = m->mask->delimiter_count - 1;
    } else if (tag->sigil == '/') {
        close_pair(m, number);
    } else if (part->is_pair) {
        open_pair(m, number);
    }
}

static void add_token(struct masker *m, const struct tag *tag)
{
    add_part(m, MASK_TOKEN, tag->from, tag->to);
    buf_printf(&m->out, "\xEF\xB7\x90%zu\xEF\xB7\x91", m->mask->parts);
}

static void mask_stretch(struct masker *m, const struct stretch *stretch)
{
    struct tag tag;
    size_t done = 0, search = 0;
    tag_begin(&m->tags, stretch);
    for (enum tag_result result; (result = tag_next(&m->tags, search, &tag)) != TAG_NONE;) {
        if (result == TAG_UNCLOSED) {
            search = tag.from + m->tags.open.n;
            continue;
        }
        bool prints = !tag.sigil || ascii_is_in("{&", tag.sigil);
        bool is_alone = !prints && tag.starts_line && tag.ends_line;
        add_text(m, done, is_alone ? tag.line_from : tag.from);
        if (prints || (tag.sigil == '>' && !is_alone))
            add_token(m, &tag);
        else
            add_gone(m, &tag, is_alone);
        done = search = is_alone ? tag.line_to : tag.to;
    }
    add_text(m, done, stretch->text.n);
}

void mask_build(struct arena *arena, struct text source, const struct stretch *stretch, size_t n,
                bool is_plain, struct mask *mask)
{
    *mask = (struct mask){.source = source.p};
    struct masker m = {
        .arena = arena,
        .mask = mask,
        .tags = {.dialect = DIALECT_STRICT, .open = TEXT("{{"), .close = TEXT("}}")}};
    if (is_plain)
        m.tags.open = m.tags.close = (struct text){0};
    add_delimiters(&m);
    for (size_t i = 0; i < n; i++) {
        m.base = (size_t)(stretch[i].text.p - source.p);
        m.tags.text = stretch[i].text;
        if (i)
            add_part(&m, MASK_SEAM, 0, 0);
        if (is_plain)
            add_text(&m, 0, stretch[i].text.n);
        else
            mask_stretch(&m, &stretch[i]);
    }
    mask->text = arena_text(arena, buf_as_text(&m.out));
    buf_done(&m.out);
}

/* Parts are in order in the mask and in the source. */
static size_t last_part(const struct mask *mask, size_t offset, bool in_source)
{
    size_t low = 0, high = mask->parts;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        const struct mask_part *part = &mask->part[middle];
        if ((in_source ? part->from : part->at) <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t mask_part_at(const struct mask *mask, size_t offset)
{
    return last_part(mask, offset, false);
}

size_t mask_part_from(const struct mask *mask, size_t offset)
{
    return last_part(mask, offset, true);
}

size_t mask_source(const struct mask *mask, size_t offset)
{
    const struct mask_part *part = &mask->part[mask_part_at(mask, offset)];
    return part->kind == MASK_TEXT ? part->from + (offset - part->at) : part->from;
}

size_t mask_source_end(const struct mask *mask, size_t offset)
{
    const struct mask_part *part = &mask->part[mask_part_at(mask, offset - 1)];
    return part->kind == MASK_TEXT ? part->from + (offset - part->at) : part->to;
}

bool mask_has_seam(const struct mask *mask, size_t from, size_t to)
{
    for (size_t i = mask_part_at(mask, to); mask->part[i].at > from; i--)
        if (mask->part[i].kind == MASK_SEAM && mask->part[i].at <= to)
            return true;
    return false;
}
