/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of blocks as blocks of their own: a fact's number and its label, a programme item's time, a
 * caption with its "Tabelle 1." before it. */
#include "page/piece.h"

bool span_has_class(const struct span *span, const char *name)
{
    return span->attr && attributes_has_class(span->attr, name);
}

size_t spans_styled(const struct block *block, size_t first, unsigned style)
{
    size_t n = 0;
    while (first + n < block->spans && (block->span[first + n].style & style))
        n++;
    return n;
}

/* Bytes of white space or of a line break at the front; 0: none. */
static size_t break_at(struct text t)
{
    return text_starts(t, " ")              ? 1
           : text_starts(t, "\xC2\xA0")     ? 2
           : text_starts(t, "\xE2\x80\xA8") ? 3
                                            : 0;
}

static size_t break_before(struct text t)
{
    return text_ends(t, " ")              ? 1
           : text_ends(t, "\xC2\xA0")     ? 2
           : text_ends(t, "\xE2\x80\xA8") ? 3
                                          : 0;
}

/* White space and line breaks at the ends do not belong to a part. */
static struct text trim_breaks(struct text t, size_t *cut)
{
    size_t n = t.n;
    while (break_at(t))
        t = text_from(t, break_at(t));
    *cut = n - t.n;
    while (break_before(t))
        t.n -= break_before(t);
    return t;
}

static uint32_t clamp(uint32_t at, uint32_t from, uint32_t to)
{
    return at < from ? 0 : (at > to ? to : at) - from;
}

struct block *block_part(struct arena *arena, const struct block *block, size_t first, size_t n)
{
    struct block *part = ARENA_NEW(arena, struct block);
    *part = *block;
    part->kind = BLOCK_PARAGRAPH;
    part->child = part->next = NULL;
    part->spans = 0;
    part->text.n = 0;
    if (n == 0)
        return part;
    size_t cut;
    uint32_t from = block->span[first].from, to = block->span[first + n - 1].to;
    part->text = trim_breaks(text_slice(block->text, from, to), &cut);
    from += (uint32_t)cut;
    to = from + (uint32_t)part->text.n;
    struct span *span = ARENA_ARRAY(arena, struct span, n);
    for (size_t i = 0; i < n; i++) {
        struct span s = block->span[first + i];
        s.from = clamp(s.from, from, to);
        s.to = clamp(s.to, from, to);
        if (s.to > s.from)
            span[part->spans++] = s;
    }
    part->span = span;
    return part;
}

struct block *block_labelled(struct arena *arena, const struct block *block, struct text label,
                             unsigned style, const char *lang)
{
    struct block *out = ARENA_NEW(arena, struct block);
    *out = *block;
    size_t n = lang ? 2 : 1; /* white behind words in another language is not theirs */
    struct span *span = ARENA_ARRAY(arena, struct span, block->spans + n);
    span[0] = (struct span){.to = (uint32_t)label.n, .style = style, .lang = lang, .at = block->at};
    if (lang) {
        span[1] = span[0];
        span[1].lang = NULL;
        span[0].to = span[1].from = (uint32_t)text_trim(label).n;
    }
    for (size_t i = 0; i < block->spans; i++) {
        span[n + i] = block->span[i];
        span[n + i].from += (uint32_t)label.n;
        span[n + i].to += (uint32_t)label.n;
    }
    out->text = text_of(
        arena_printf(arena, "%.*s%.*s", (int)label.n, label.p, (int)block->text.n, block->text.p));
    out->span = span;
    out->spans = block->spans + n;
    return out;
}

/* In whole millimetres, rounded up. */
static void report_height(struct layout *L, const struct block *div, sp over)
{
    if (over > SP_PT / 2)
        diag_warn(L->diag, div->at, "'.%s' is %lld mm taller than a page",
                  div_class_names[div->div], (long long)((length_mm100(over) + 99) / 100));
}

void judge_chain(struct layout *L, const struct block *div, sp from)
{
    report_height(L, div, builder_sum(L) - from - builder_room(L));
}

void judge_piece(struct layout *L, const struct piece *p, const struct block *div)
{
    report_height(L, div, p->height - builder_room(L));
}

void judge_content(struct layout *L, const struct block *div)
{
    if (div->child)
        diag_warn(L->diag, div->child->at,
                  "'.%s' is filled by itself: what stands in it is left out",
                  div_class_names[div->div]);
}

const struct block *item_text(const struct block *item)
{
    return item->child && item->child->kind == BLOCK_PARAGRAPH ? item->child : NULL;
}
