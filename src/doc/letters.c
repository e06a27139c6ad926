/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of letters: inline content while it is worked on, and its end as a block's text with spans.
 * Here tokens give way to their values, after everything that reads markup is done. */
#include "doc/markdown.h"

#include <assert.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "doc/direction.h"

void letters_reserve(struct letters *letters, size_t n)
{
    if (letters->cap - letters->n < n)
        letters->p = arena_grow(letters->arena, letters->p, sizeof *letters->p, &letters->cap,
                                letters->n + n);
}

struct letter *letters_append(struct letters *letters, size_t n)
{
    letters_reserve(letters, n);
    letters->n += n;
    return letters->p + letters->n - n;
}

void letters_add(struct letters *letters, struct letter letter)
{
    *letters_append(letters, 1) = letter;
}

bool is_printable(uint32_t cp)
{
    bool is_control = cp < 0x20 ? cp != '\t' && cp != '\n' : cp >= 0x7F && cp < 0xA0;
    return !is_control && cp - TOKEN_OPEN >= 32;
}

/* The next code point of a value as it prints; *i moves behind it. CR LF is one line end. */
static uint32_t next_printed(struct text text, size_t *i, bool keeps_lines)
{
    uint32_t cp;
    *i += utf8_decode(text.p + *i, text.n - *i, &cp);
    if (cp == '\r' && *i < text.n && text.p[*i] == '\n')
        ++*i;
    if (cp == '\r' || cp == '\n' || cp == LINE_SEPARATOR || cp == 0x2029)
        return keeps_lines ? LINE_SEPARATOR : ' ';
    return is_printable(cp) ? cp : 0xFFFD;
}

static bool prints_as_it_is(struct text text, bool keeps_lines)
{
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        utf8_decode(text.p + i, text.n - i, &cp);
        if (next_printed(text, &i, keeps_lines) != cp || is_override(cp))
            return false;
    }
    return true;
}

struct text printable_text(struct arena *arena, struct text text, bool keeps_lines)
{
    struct buf out = {0};
    size_t i = 0;
    if (prints_as_it_is(text, keeps_lines))
        return text;
    while (i < text.n) {
        uint32_t cp = next_printed(text, &i, keeps_lines);
        if (!is_override(cp))
            buf_code_point(&out, cp);
    }
    text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

void letters_insert_text(struct letters *letters, struct text text, const struct look *look,
                         bool keeps_lines)
{
    for (size_t i = 0; i < text.n;)
        letters_add(letters, (struct letter){next_printed(text, &i, keeps_lines), 0, false, look});
}

void letters_cut(struct letters *letters, size_t from, size_t to)
{
    assert(from <= to && to <= letters->n);
    if (to > from)
        memmove(letters->p + from, letters->p + to, (letters->n - to) * sizeof *letters->p);
    letters->n -= to - from;
}

void letters_trim(struct letters *letters)
{
    while (letters->n && letters->p[letters->n - 1].cp == ' ')
        letters->n--;
    size_t lead = 0;
    while (lead < letters->n && letters->p[lead].cp == ' ')
        lead++;
    letters_cut(letters, 0, lead);
}

struct text letters_text(struct arena *arena, const struct letters *letters)
{
    struct buf out = {0};
    for (size_t i = 0; i < letters->n; i++)
        buf_code_point(&out, letters->p[i].cp);
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

const struct insertion *letters_token(const struct passage *passage, const struct letters *letters,
                                      size_t i, size_t *end)
{
    char written[32];
    size_t n = 0, at = i, taken;
    if (i >= letters->n || letters->p[i].cp != TOKEN_OPEN)
        return NULL;
    for (; at < letters->n && n + 4 < sizeof written; at++) {
        n += utf8_encode(letters->p[at].cp, written + n);
        if (letters->p[at].cp == TOKEN_CLOSE)
            break;
    }
    *end = at + 1;
    return passage_token(passage, (struct text){written, n}, &taken);
}

uint32_t letters_before(const struct passage *passage, const struct letters *letters, size_t i)
{
    size_t end, at;
    if (!i)
        return 0;
    uint32_t cp = letters->p[i - 1].cp;
    if (cp != TOKEN_CLOSE)
        return cp;
    for (at = i - 1; at > 0 && letters->p[at].cp != TOKEN_OPEN;)
        at--;
    const struct insertion *it = letters_token(passage, letters, at, &end);
    if (it && !it->text.n)
        return letters_before(passage, letters, at);
    return it ? utf8_before(it->text, it->text.n, &end) : cp;
}

uint32_t letters_after(const struct passage *passage, const struct letters *letters, size_t i)
{
    size_t end;
    if (i + 1 >= letters->n)
        return 0;
    uint32_t cp = letters->p[i + 1].cp;
    const struct insertion *it = letters_token(passage, letters, i + 1, &end);
    if (it && !it->text.n)
        return letters_after(passage, letters, end - 1);
    if (it)
        utf8_decode(it->text.p, it->text.n, &cp);
    return cp;
}

/* Says the language where it is not that of the text around. */
static void look_speak(const struct passage *passage, struct look *look, const char *lang)
{
    const char *around = look->span.lang ? look->span.lang : passage->builder->options->lang;
    look->tongue = lang;
    if (!around || strcmp(around, lang) != 0)
        look->span.lang = lang;
}

void letters_speak(struct passage *passage, struct letters *letters)
{
    if (!passage->speech.tongues)
        return;
    const struct look *old = NULL;
    struct look *look = NULL;
    for (size_t i = 0; i < letters->n; i++) {
        const struct tongue *tongue = passage_tongue(passage, letters->p[i].offset);
        const struct look *now = letters->p[i].look;
        if (!tongue || !tongue->lang || now->span.lang)
            continue;
        if (now != old || look->tongue != tongue->lang) {
            old = now;
            look = look_new(passage, old);
            look_speak(passage, look, tongue->lang);
        }
        letters->p[i].look = look;
    }
}

/* The one language that all letters have by no word of the text, or NULL. */
static const char *common_tongue(const struct letters *letters)
{
    const char *tongue = letters->n ? letters->p[0].look->tongue : NULL;
    for (size_t i = 1; i < letters->n && tongue; i++)
        if (!letters->p[i].look->tongue || strcmp(letters->p[i].look->tongue, tongue) != 0)
            tongue = NULL;
    return tongue;
}

/* A value that makes a paragraph longer than its source may be is left out. */
static bool fits(struct passage *passage, const struct insertion *it, const struct letters *out)
{
    bool holds = it->text.n <= LONGEST_BLOCK && out->n + it->text.n <= LONGEST_BLOCK;
    if (!holds)
        diag_error(passage->builder->diag, insertion_place(passage->builder->arena, it),
                   "a value that makes this paragraph longer than %d kB", LONGEST_BLOCK / 1000);
    return holds;
}

static void put_value(struct passage *passage, const struct insertion *it,
                      const struct look *around, bool is_code, struct letters *out)
{
    struct look *look = look_new(passage, around);
    look->span.style |= INLINE_VALUE;
    look->span.at = insertion_place(passage->builder->arena, it);
    look->is_fixed = look->is_literal = true;
    if (it->speech && it->speech->tongues)
        look_speak(passage, look, it->speech->tongue[0].lang);
    if (it->is_markdown && !is_code) {
        markdown_splice_inline(passage, it, look, out);
        return;
    }
    if (!is_code) {
        letters_insert_text(out, it->text, look, it->keeps_lines);
        return;
    }
    struct text rest = it->text, line;
    for (bool is_first = true; text_next_line(&rest, &line); is_first = false) {
        if (!is_first)
            letters_add(out, (struct letter){'\n', 0, false, look});
        letters_insert_text(out, line, look, false);
    }
}

void letters_substitute(struct passage *passage, struct letters *letters, bool is_code)
{
    struct letters out = {.arena = letters->arena};
    bool has_any = false;
    direction_drop(passage, letters, 0);
    for (size_t i = 0; i < letters->n && !has_any; i++)
        has_any = letters->p[i].cp - TOKEN_OPEN < 32;
    if (!has_any)
        return;
    for (size_t i = 0; i < letters->n;) {
        size_t end;
        const struct insertion *it = letters_token(passage, letters, i, &end);
        if (it) {
            size_t from = out.n;
            if (fits(passage, it, &out))
                put_value(passage, it, letters->p[i].look, is_code, &out);
            direction_drop(passage, &out, from);
            if (out.n > from)
                direction_enclose(&out, from, out.p[out.n - 1].look);
            i = end;
            continue;
        }
        if (letters->p[i].cp - TOKEN_OPEN < 32)
            letters->p[i].cp = 0xFFFD;
        letters_add(&out, letters->p[i++]);
    }
    *letters = out;
}

/* True when letter i goes on where letter i - 1 ended, so that its place need not be said. */
static bool follows(struct passage *passage, const struct letters *letters, size_t i)
{
    const struct letter *last = &letters->p[i - 1], *letter = &letters->p[i];
    if (last->look != letter->look || letter->look->reference)
        return false;
    if (letter->look->is_fixed)
        return true;
    uint32_t cp;
    struct text rest = text_from(passage->text, last->offset);
    if (!rest.n || rest.p[0] == '\n' || rest.p[0] == '\r')
        return false;
    if (letter->offset != last->offset + utf8_decode(rest.p, rest.n, &cp))
        return false;
    return letter->offset < passage_origin_end(passage, last->offset);
}

void letters_set(struct passage *passage, const struct letters *letters, struct block *block)
{
    struct builder *builder = passage->builder;
    struct buf out = {0};
    struct span *span = NULL;
    size_t n = 0, cap = 0;
    const char *tongue = common_tongue(letters);
    block->lang = tongue ? tongue : block->lang;
    for (size_t i = 0; i < letters->n; i++) {
        const struct letter *letter = &letters->p[i];
        if (i == 0 || !follows(passage, letters, i)) {
            span = arena_grow(builder->scratch, span, sizeof *span, &cap, n + 1);
            span[n] = letter->look->span;
            span[n].from = (uint32_t)out.n;
            span[n].lang = tongue ? NULL : span[n].lang;
            if (!letter->look->is_fixed)
                span[n].at = passage_place(passage, letter->offset);
            if (letter->look->reference) {
                struct reference reference = *letter->look->reference;
                reference.block = block;
                reference.span = n;
                reference_pending(builder, reference);
            }
            n++;
        }
        buf_code_point(&out, letter->cp);
        span[n - 1].to = (uint32_t)out.n;
    }
    /* most blocks have one span or two: no room to grow is kept with them */
    struct span *kept = ARENA_ARRAY(builder->arena, struct span, n);
    if (n)
        memcpy(kept, span, n * sizeof *span);
    block->text = arena_text(builder->arena, buf_as_text(&out));
    block->span = kept;
    block->spans = n;
    buf_done(&out);
}

void block_take_text(struct arena *arena, struct block *block, struct text text, unsigned style,
                     struct place at)
{
    if (!text.n)
        return;
    struct span *span = ARENA_NEW(arena, struct span);
    *span = (struct span){.to = (uint32_t)text.n, .style = style, .at = at};
    block->text = text;
    block->span = span;
    block->spans = 1;
}

const char *block_language(const struct block *block, const struct locale *locale)
{
    while (block && !block->lang)
        block = block->parent;
    return block ? block->lang : locale_lang(locale);
}

void block_mark_word(struct arena *arena, const struct locale *locale, enum word word,
                     struct block *block, size_t n, const struct block *within)
{
    const char *lang = locale_word_lang(locale, word, block_language(within, locale));
    if (!lang || !n)
        return;
    struct span *span = ARENA_ARRAY(arena, struct span, 2);
    span[0] = span[1] = block->span[0];
    span[0].lang = lang;
    span[0].to = span[1].from = (uint32_t)n;
    block->span = span;
    block->spans = n < block->text.n ? 2 : 1;
}

void block_set_text(struct builder *builder, struct block *block, struct text text, unsigned style,
                    struct place at)
{
    if (text.n)
        block_take_text(builder->arena, block, arena_text(builder->arena, text), style, at);
}
