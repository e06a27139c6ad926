/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reference's words in the language of the document: the word and number of one, "Abbildungen 1,
 * 3 und 5–7" of several, each number linked. The whole is put together with marks around what links
 * and around headings' words, which control characters are, so that no text has them; then it is
 * cut at the marks. */
#include "doc/reference.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/utf8.h"

enum { MARK_LINK = 1, MARK_LINK_END, MARK_TITLE, MARK_TITLE_END, LEAST_RANGE = 3 };

static const enum word words[][2] = {{WORD_SECTION, WORD_SECTIONS},
                                     {WORD_REFERENCE_FIGURE, WORD_REFERENCE_FIGURES},
                                     {WORD_REFERENCE_TABLE, WORD_REFERENCE_TABLES}};

const struct locale *block_locale(const struct builder *builder, const struct block *block)
{
    const struct tree *tree = builder->tree;
    while (block && !block->lang)
        block = block->parent;
    bool is_second = block && tree->second_lang && strcmp(block->lang, tree->second_lang) == 0;
    return is_second ? tree->second_locale : tree->locale;
}

struct composition {
    struct builder *builder;
    struct arena *arena;
    const struct locale *locale;
    const struct reference **linked; /* in the order of their links */
    size_t links;
};

/* --- one number --- */

/* What its target is called in that language: in the other one of `.parallel`, if it is there. */
static const struct block *target_in(const struct composition *c, const struct reference *r)
{
    const struct block *target = r->target;
    return target && target->echo && c->locale != c->builder->tree->locale ? target->echo : target;
}

static bool is_title(const struct block *target)
{
    return target && !target->number && target->kind == BLOCK_HEADING && target->text.n;
}

/* The letter of "3a" is Latin, and ends where it stands, whatever Latin letters follow. */
static const char *number_in(const struct composition *c, const char *number)
{
    bool is_apart = locale_is_rtl(c->locale) && ascii_is_letter(number[strlen(number) - 1]);
    return is_apart ? arena_printf(c->arena, "%s\u200F", number) : number;
}

static const char *number_of(const struct composition *c, const struct reference *r)
{
    const struct block *target = target_in(c, r);
    const struct marks *marks = locale_marks(locale_lang(c->locale));
    if (is_title(target)) {
        struct text title = block_words(c->arena, target);
        return arena_printf(c->arena, "%c%s%.*s%s%c", MARK_TITLE, marks->open, (int)title.n,
                            title.p, marks->close, MARK_TITLE_END);
    }
    if (!target || !target->number)
        return "?";
    return number_in(c, target->number);
}

static const char *linked_number(struct composition *c, const struct reference *r)
{
    c->linked[c->links++] = r;
    return arena_printf(c->arena, "%c%s%c", MARK_LINK, number_of(c, r), MARK_LINK_END);
}

/* Up to its last part, "3.1" of "3.12"; a picture's letter is such a part. */
static size_t stem_of(const char *number)
{
    size_t n = strlen(number);
    if (n && ascii_is_letter(number[n - 1]))
        return n - 1;
    while (n && ascii_is_digit(number[n - 1]))
        n--;
    return n;
}

static bool is_next(const struct reference *a, const struct reference *b)
{
    const char *first = a->target ? a->target->number : NULL;
    const char *second = b && b->target ? b->target->number : NULL;
    if (!first || !second)
        return false;
    size_t n = stem_of(first);
    if (n != stem_of(second) || strncmp(first, second, n) != 0 || !first[n] || !second[n])
        return false;
    bool has_letter = ascii_is_letter(first[n]);
    if (has_letter != (bool)ascii_is_letter(second[n]))
        return false;
    return has_letter ? second[n] - first[n] == 1
                      : strtoul(second + n, NULL, 10) - strtoul(first + n, NULL, 10) == 1;
}

/* --- the words around numbers --- */

/* A word of ours, cut where its number stands: what touches that is said of each number. */
struct frame {
    struct text before, prefix, suffix, after;
};

/* The first letter as a sentence begins with it. */
static struct text capital(const struct composition *c, struct text word)
{
    uint32_t cp, upper;
    if (!word.n)
        return word;
    size_t n = utf8_decode(word.p, word.n, &cp);
    const char *lang = locale_lang(c->locale);
    bool is_turkic = strncmp(lang, "tr", 2) == 0 || strncmp(lang, "az", 2) == 0;
    struct buf out = {0};
    upper = cp == 'i' && is_turkic ? 0x130 : (uint32_t)u_totitle((UChar32)cp);
    buf_code_point(&out, upper);
    buf_text(&out, text_from(word, n));
    struct text written = arena_text(c->arena, buf_as_text(&out));
    buf_done(&out);
    return written;
}

static struct frame frame_of(const struct composition *c, const struct reference *r,
                             bool is_several)
{
    struct text word = text_of(locale_word(c->locale, words[r->kind][is_several]));
    size_t mark = text_find_char(word, '#'), from = mark, to = mark + 1;
    while (from && word.p[from - 1] != ' ')
        from--;
    while (to < word.n && word.p[to] != ' ')
        to++;
    struct frame frame = {text_trim(text_slice(word, 0, from)), text_slice(word, from, mark),
                          text_slice(word, mark + 1, to), text_trim(text_from(word, to))};
    if (r->is_capital && frame.before.n)
        frame.before = capital(c, frame.before);
    else if (r->is_capital)
        frame.prefix = capital(c, frame.prefix);
    return frame;
}

static const char *framed(const struct composition *c, const struct frame *frame, const char *said)
{
    return arena_printf(c->arena, "%.*s%s%s%s%.*s", (int)frame->before.n, frame->before.p,
                        frame->before.n ? "\u00A0" : "", said, frame->after.n ? "\u00A0" : "",
                        (int)frame->after.n, frame->after.p);
}

/* --- lists --- */

static struct text without_marks(struct arena *arena, struct text marked)
{
    struct buf out = {0};
    for (size_t i = 0; i < marked.n; i++)
        if (marked.p[i] < MARK_LINK || marked.p[i] > MARK_TITLE_END)
            buf_char(&out, marked.p[i]);
    struct text plain = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return plain;
}

/* Joined without their marks: what stands between two may depend on the letters there. */
static const char *join(const struct composition *c, const struct text *marked, size_t n)
{
    struct text *plain = ARENA_ARRAY(c->arena, struct text, n);
    for (size_t i = 0; i < n; i++)
        plain[i] = without_marks(c->arena, marked[i]);
    struct text rest = text_of(locale_join(c->arena, c->locale, plain, n, NULL));
    struct buf out = {0};
    for (size_t i = 0; i < n; i++) {
        size_t at = text_find(rest, plain[i].p);
        assert(at != SIZE_MAX);
        buf_text(&out, text_slice(rest, 0, at));
        buf_text(&out, marked[i]);
        rest = text_from(rest, at + plain[i].n);
    }
    buf_text(&out, rest);
    const char *joined = arena_string(c->arena, buf_as_text(&out));
    buf_done(&out);
    return joined;
}

/* --- one, and several --- */

static const char *compose_one(struct composition *c, const struct reference *r)
{
    struct frame frame = frame_of(c, r, false);
    c->linked[c->links++] = r;
    const char *number = arena_printf(c->arena, "%.*s%s%.*s", (int)frame.prefix.n, frame.prefix.p,
                                      number_of(c, r), (int)frame.suffix.n, frame.suffix.p);
    return arena_printf(c->arena, "%c%s%c", MARK_LINK, framed(c, &frame, number), MARK_LINK_END);
}

/* The numbers of [r, end) as a list, consecutive ones as a range. */
static const char *list_numbers(struct composition *c, const struct reference *r, size_t n,
                                const struct frame *frame)
{
    struct text *item = ARENA_ARRAY(c->arena, struct text, n);
    size_t items = 0;
    for (size_t i = 0; i < n; items++) {
        const struct reference *last = r;
        size_t run = 1;
        while (i + run < n && is_next(last, last->next)) {
            last = last->next;
            run++;
        }
        if (run < LEAST_RANGE) {
            run = 1;
            last = r;
        }
        const char *number = linked_number(c, r);
        if (run > 1)
            number = arena_printf(c->arena, "%s%s%s", number,
                                  locale_range_sign(c->arena, c->locale), linked_number(c, last));
        item[items] =
            text_of(arena_printf(c->arena, "%.*s%s%.*s", (int)frame->prefix.n, frame->prefix.p,
                                 number, (int)frame->suffix.n, frame->suffix.p));
        i += run;
        r = last->next;
    }
    return join(c, item, items);
}

/* n of one kind. Two in a language with a dual, which has no form for all sentences, are said one
 * by one: "الشكل 1 والشكل 2". */
static const char *compose_kind(struct composition *c, const struct reference *r, size_t n,
                                bool is_bare)
{
    static const struct frame bare;
    const char *single = locale_word(c->locale, words[r->kind][0]);
    const char *plural = locale_word(c->locale, words[r->kind][1]);
    bool is_singly = n == 2 && locale_has_dual(c->arena, c->locale) && strcmp(single, plural) != 0;
    if (is_bare)
        return list_numbers(c, r, n, &bare);
    if (n == 1)
        return compose_one(c, r);
    if (is_singly) {
        struct text both[] = {text_of(compose_one(c, r)), text_of(compose_one(c, r->next))};
        return join(c, both, 2);
    }
    struct frame frame = frame_of(c, r, true);
    return framed(c, &frame, list_numbers(c, r, n, &frame));
}

/* Those of one kind beside each other together: "Abbildungen 1 und 2 und Tabelle 1". */
static const char *compose_all(struct composition *c, const struct reference *first, size_t n)
{
    struct text *item = ARENA_ARRAY(c->arena, struct text, n);
    size_t items = 0;
    if (first->is_bare)
        return compose_kind(c, first, n, true);
    for (const struct reference *r = first, *end = r; r; r = end) {
        size_t run = 0;
        while (end && end->kind == r->kind) {
            end = end->next;
            run++;
        }
        item[items++] = text_of(compose_kind(c, r, run, false));
    }
    return join(c, item, items);
}

/* --- cut at the marks --- */

struct cutter {
    const struct composition *c;
    struct reference *to;
    struct buf text;
    size_t cap, links;
    struct link *link;
    bool is_title;
};

/* The language that the part is in, where it is not that of the block. */
static const char *part_lang(const struct cutter *cut)
{
    const struct reference *r = cut->to;
    const struct locale *ours = cut->c->builder->options->locale;
    const char *around = block_language(r->block, ours);
    if (!cut->is_title)
        return locale_word_lang(cut->c->locale, words[r->kind][0], around);
    const struct block *heading = target_in(cut->c, cut->c->linked[cut->links - 1]);
    const char *lang = block_language(heading, ours);
    return strcmp(lang, around) == 0 ? NULL : lang;
}

static void end_part(struct cutter *cut)
{
    struct reference *r = cut->to;
    uint32_t from = r->parts ? r->part[r->parts - 1].to : 0, to = (uint32_t)cut->text.n;
    if (from == to)
        return;
    r->part = arena_grow(cut->c->builder->arena, r->part, sizeof *r->part, &cut->cap, r->parts + 1);
    r->part[r->parts++] = (struct reference_part){from, to, part_lang(cut), cut->link};
}

static void cut_parts(struct composition *c, const char *marked, struct reference *to)
{
    struct cutter cut = {.c = c, .to = to};
    for (const char *p = marked; *p; p++) {
        if (*p > MARK_TITLE_END || *p < MARK_LINK) {
            buf_char(&cut.text, *p);
            continue;
        }
        end_part(&cut);
        if (*p == MARK_LINK)
            cut.link = c->linked[cut.links++]->link;
        else if (*p == MARK_LINK_END)
            cut.link = NULL;
        else
            cut.is_title = *p == MARK_TITLE;
    }
    end_part(&cut);
    to->text = arena_string(c->builder->arena, buf_as_text(&cut.text));
    buf_done(&cut.text);
}

static struct composition composition_for(struct builder *builder, const struct reference *first,
                                          size_t n)
{
    return (struct composition){.builder = builder,
                                .arena = builder->arena,
                                .locale = block_locale(builder, first->block),
                                .linked = ARENA_ARRAY(builder->arena, const struct reference *, n)};
}

void reference_compose(struct builder *builder, struct reference *first)
{
    size_t n = 0;
    for (const struct reference *r = first; r; r = r->next)
        n++;
    struct composition c = composition_for(builder, first, n);
    cut_parts(&c, compose_all(&c, first, n), first);
}

/* --- into the block --- */

static struct span *put_reference(const struct reference *r, struct span *span, struct buf *out)
{
    struct span whole = *span;
    uint32_t from = (uint32_t)out->n;
    buf_text(out, text_of(r->text));
    for (size_t i = 0; i < r->parts; i++, span++) {
        *span = whole;
        span->link = r->part[i].link;
        span->lang = whole.lang ? whole.lang : r->part[i].lang;
        span->from = from + r->part[i].from;
        span->to = from + r->part[i].to;
    }
    return span;
}

void references_write(struct builder *builder, const struct reference *from,
                      const struct reference *to)
{
    struct block *block = from->block;
    size_t most = block->spans;
    for (const struct reference *r = from; r < to; r++)
        most += r->parts;
    struct span *spans = ARENA_ARRAY(builder->arena, struct span, most), *span = spans;
    struct buf out = {0};
    for (size_t i = 0; i < block->spans; i++) {
        *span = block->span[i];
        if (from < to && from->span == i) {
            span = put_reference(from++, span, &out);
            continue;
        }
        struct text text = text_slice(block->text, span->from, span->to);
        span->from = (uint32_t)out.n;
        buf_text(&out, text);
        span->to = (uint32_t)out.n;
        span++;
    }
    block->span = spans;
    block->spans = (size_t)(span - spans);
    block->text = arena_text(builder->arena, buf_as_text(&out));
    buf_done(&out);
}

/* --- what a link leads to --- */

/* On one line. */
static void put_words(struct composition *c, struct buf *out, const struct block *block)
{
    struct text said = block_words(c->arena, block);
    for (size_t i = 0; i < said.n; i++) {
        bool is_break = text_starts(text_from(said, i), "\u2028");
        buf_char(out, is_break ? ' ' : said.p[i]);
        i += is_break ? strlen("\u2028") - 1 : 0;
    }
}

static void describe(struct composition *c, struct reference *r)
{
    const struct block *target = target_in(c, r);
    if (r->kind == REFERENCE_LINK || !target || !target->number)
        return;
    const struct block *said = target->caption ? target->caption : target;
    struct frame frame = frame_of(c, r, false);
    struct buf out = {0};
    buf_string(&out,
               framed(c, &frame,
                      arena_printf(c->arena, "%.*s%s%.*s", (int)frame.prefix.n, frame.prefix.p,
                                   target->number, (int)frame.suffix.n, frame.suffix.p)));
    buf_string(&out, ": ");
    put_words(c, &out, said);
    r->link->said = arena_string(c->arena, text_trim(buf_as_text(&out)));
    buf_done(&out);
}

void reference_describe(struct builder *builder, struct reference *first)
{
    struct composition c = composition_for(builder, first, 1);
    for (struct reference *r = first; r; r = r->next)
        describe(&c, r);
}
