/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a table's columns need: least and natural widths, and where the mark stands in numbers. What
 * a spanning cell needs beyond its columns is dealt to them (CSS 2.2, 17.5.2.2). Cells are counted
 * in classes of width, so memory does not grow with the rows. A cell is shaped only if it may be
 * its column's widest: what its letters sum up to is known before. */
#include "page/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/map.h"
#include "base/utf8.h"
#include "page/extent.h"

enum {
    LONGEST_PATTERN = 24, /* bytes of a cell whose widths are remembered */
    MOST_PATTERNS = 20000,
    SURELY_LESS = 95,   /* percent of the widest so far: a sum of letters below it is no wider */
    FEW = 100,          /* cells that are shaped in any case */
    NARROW_PICTURE = 15 /* mm: pictures alone in a cell shrink with their column */
};

/* Numbers */

/* Of the digit a text begins with, or 0. */
static size_t digit_length(struct text t)
{
    uint32_t cp;
    if (!t.n)
        return 0;
    if ((unsigned char)*t.p < 0x80)
        return ascii_is_digit(*t.p);
    size_t n = utf8_decode(t.p, t.n, &cp);
    return locale_is_digit(cp) ? n : 0;
}

/* Signs, and the marks of direction that keep them at their number. */
static size_t sign_length(struct text t)
{
    static const char *const signs[] = {"+",      "-",      "\xE2\x88\x92", "±",      "<",
                                        ">",      "€",      "\u200E",       "\u200F", "\u061C",
                                        "\u2066", "\u2067", "\u2068"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (text_starts(t, signs[i]))
            return strlen(signs[i]);
    return t.n && (*t.p == ' ' || *t.p == '(') ? 1 : text_starts(t, "\xC2\xA0") ? 2 : 0;
}

/* What parts thousands: blanks, points, commas, apostrophes before a digit. */
static size_t group_length(struct text t)
{
    static const char *const marks[] = {
        ".", ",", "'", "’", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", " ", "\u066C"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t n = strlen(marks[i]);
        if (text_starts(t, marks[i]) && digit_length(text_from(t, n)))
            return n;
    }
    return 0;
}

static bool holds_digit(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (digit_length(text_from(t, i)))
            return true;
    return false;
}

/* Arabic and Persian digits have a mark of their own, whatever the language's usual digits are. */
static const char arabic_mark[] = "\u066B";

size_t number_end(struct text t, struct text mark)
{
    size_t i = 0, n;
    while ((n = sign_length(text_from(t, i))) > 0)
        i += n;
    n = digit_length(text_from(t, i));
    if (!n)
        return SIZE_MAX;
    if (n > 1 && text_find(t, arabic_mark) != SIZE_MAX)
        mark = text_of(arabic_mark);
    for (;; i += n) {
        while ((n = digit_length(text_from(t, i))) > 0)
            i += n;
        struct text rest = text_from(t, i);
        n = mark.n && rest.n > mark.n && memcmp(rest.p, mark.p, mark.n) == 0 ? 0
                                                                             : group_length(rest);
        if (!n)
            break;
    }
    size_t end = i;
    if (text_from(t, i).n > mark.n && mark.n && memcmp(t.p + i, mark.p, mark.n) == 0)
        for (i += mark.n; (n = digit_length(text_from(t, i))) > 0;)
            i += n;
    return holds_digit(text_from(t, i)) ? SIZE_MAX : end;
}

/* Measuring */

struct look_widths { /* of a look's letters */
    const struct look *look;
    sp letter[128], other;
};

struct measured {
    sp least, natural, before;
};

struct meter {
    struct layout *L;
    struct table *t;
    struct arena *arena; /* until the widths are known; the layout's own keeps inks for good */
    struct arena *rows;  /* until the next one is measured */
    struct look_widths *look;
    size_t looks, look_cap;
    struct map pattern;
    struct measured *measured;
    size_t patterns, pattern_cap;
    struct demand *demand;
    size_t demands, demand_cap;
    size_t shaped;
    struct sum *sum, *most, *fewest; /* of carried columns: running, its extremes */
};

struct demand { /* of cells that span columns */
    size_t from, n;
    sp least, natural;
};

static struct measured measure_text(struct meter *m, struct text said, const struct look *look,
                                    const char *lang)
{
    struct measured out = {0};
    struct frame frame = m->t->frame;
    frame.width = PT(10000);
    frame.hyphenates = false;
    frame.lang = lang;
    struct arena_mark mark = arena_mark(m->arena);
    struct styled styled = styled_plain(m->L, m->arena, said, &frame, look, NULL, m->t->block->at);
    paragraph_widths(m->L->shaper, &styled.para, &out.least, &out.natural);
    arena_rewind(m->arena, mark);
    return out;
}

static const struct look_widths *letters_of(struct meter *m, const struct look *look)
{
    for (size_t i = 0; i < m->looks; i++)
        if (m->look[i].look == look)
            return &m->look[i];
    m->look = arena_grow(m->arena, m->look, sizeof *m->look, &m->look_cap, m->looks + 1);
    struct look_widths *out = &m->look[m->looks++];
    out->look = look;
    const char *lang = m->t->frame.lang;
    sp pair = measure_text(m, TEXT("nn"), look, lang).natural;
    out->other = measure_text(m, TEXT("m"), look, lang).natural;
    for (char c = '!'; c < 127; c++)
        out->letter[(size_t)c] = measure_text(m, (struct text){&c, 1}, look, lang).natural;
    out->letter[' '] = measure_text(m, TEXT("n n"), look, lang).natural - pair;
    return out;
}

/* What the letters sum up to, of all and of the longest word. */
static struct measured estimate(struct meter *m, struct text t, const struct look *look)
{
    const struct look_widths *letters = letters_of(m, look);
    struct measured out = {0};
    sp word = 0;
    for (size_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.p[i];
        sp w = c < 128 ? letters->letter[c] : (c & 0xC0) == 0x80 ? 0 : letters->other;
        out.natural += w;
        word = c == ' ' ? 0 : word + w;
        out.least = sp_max(out.least, word);
    }
    return out;
}

static bool is_plain(const struct block *cell)
{
    const struct span *span = cell->span;
    return cell->spans == 1 && !(span->style & ~(unsigned)INLINE_VALUE) && !span->lang &&
           !span->attr && !span->link && !span->note && !span->picture && !span->page_of;
}

static struct stretch measured_stretch(struct meter *m, const struct span *span,
                                       const struct look *look)
{
    const struct frame *frame = &m->t->frame;
    struct stretch stretch = {.from = span->from,
                              .to = span->to,
                              .ink = ink_of_span(m->L, look, span),
                              .lang = span->lang,
                              .at = span->at};
    struct picture_box box;
    if (span->picture &&
        picture_set(m->L, span->picture, frame->wide_width, frame->picture_height, &box))
        stretch.object_width = box.w;
    return stretch;
}

static struct measured measure_styled(struct meter *m, const struct block *cell,
                                      const struct look *look)
{
    struct measured out = {0};
    struct arena *arena = m->arena;
    struct arena_mark mark = arena_mark(arena);
    struct paragraph para = {.text = cell->text,
                             .lang = block_lang(cell, m->t->frame.lang),
                             .width = PT(10000),
                             .scripts = m->L->scripts};
    struct stretch *stretch = ARENA_ARRAY(arena, struct stretch, cell->spans + 1);
    for (size_t i = 0; i < cell->spans; i++)
        stretch[i] = measured_stretch(m, &cell->span[i], look);
    para.stretch = stretch;
    para.stretches = cell->spans;
    paragraph_widths(m->L->shaper, &para, &out.least, &out.natural);
    arena_rewind(arena, mark);
    return out;
}

/* A number's part before the mark. */
static sp measure_before(struct meter *m, struct text said, const struct look *look)
{
    size_t end = number_end(said, m->t->mark);
    return end == SIZE_MAX ? -1 : measure_text(m, text_slice(said, 0, end), look, NULL).natural;
}

/* Digits are equally wide: texts that differ in digits alone are measured once. */
static struct measured measure_pattern(struct meter *m, struct text said, const struct look *look)
{
    char key[LONGEST_PATTERN + 2];
    size_t n = 0;
    for (; n < said.n; n++)
        key[n] = ascii_is_digit(said.p[n]) && look->is_tabular ? '0' : said.p[n];
    struct text pattern = {key, n};
    /* one of the table's looks, which stand side by side, or that of code */
    bool is_own = look >= &m->t->cell && look <= &m->t->carry;
    key[n++] = (char)(is_own ? 'a' + (look - &m->t->cell) : 'z');
    struct text whole = {key, n};
    uint32_t found = map_find(&m->pattern, whole);
    if (found != UINT32_MAX)
        return m->measured[found];
    struct measured out = measure_text(m, pattern, look, m->t->frame.lang);
    out.before = measure_before(m, pattern, look);
    m->shaped++;
    if (m->patterns >= MOST_PATTERNS)
        return out;
    m->measured =
        arena_grow(m->arena, m->measured, sizeof *m->measured, &m->pattern_cap, m->patterns + 1);
    m->measured[m->patterns] = out;
    map_intern(&m->pattern, m->arena, whole, (uint32_t)m->patterns++);
    return out;
}

static struct measured measure_blocks(struct meter *, const struct block *, const struct look *);
static struct measured measure_table(struct meter *, const struct block *, const struct look *);

/* widest: what the column's cells need so far; a cell that is surely narrower is not shaped. */
static struct measured measure_cell(struct meter *m, const struct block *cell,
                                    const struct look *look, const struct width *widest)
{
    struct measured out;
    if (cell->child)
        return measure_blocks(m, cell, look);
    if (is_plain(cell) && !cell->lang) {
        if (cell->text.n <= LONGEST_PATTERN)
            return measure_pattern(m, cell->text, look);
        struct measured guess = estimate(m, cell->text, look);
        if (m->shaped > FEW && widest && guess.least * 100 < widest->least * SURELY_LESS &&
            guess.natural * 100 < widest->natural * SURELY_LESS) {
            guess.before = -1;
            return guess;
        }
    }
    m->shaped++;
    out = measure_styled(m, cell, look);
    out.before = is_plain(cell) ? measure_before(m, cell->text, look) : -1;
    return out;
}

static struct measured measure_picture(struct meter *m, const struct picture *picture)
{
    struct measured out = {0};
    sp h;
    if (picture_fit(m->L, picture, m->t->frame.wide_width, m->t->frame.picture_height, &out.natural,
                    &h))
        out.least = sp_min(out.natural, MM(NARROW_PICTURE));
    return out;
}

static struct measured measure_block(struct meter *m, const struct block *block,
                                     const struct look *look)
{
    struct measured out = {0};
    switch (block->kind) {
    case BLOCK_PARAGRAPH: return measure_styled(m, block, look);
    case BLOCK_HEADING: return measure_styled(m, block, look);
    case BLOCK_CODE: return measure_styled(m, block, &m->L->theme->code);
    case BLOCK_PICTURE: return measure_picture(m, block->picture);
    case BLOCK_TABLE: return measure_table(m, block, look);
    case BLOCK_LIST:
    case BLOCK_QUOTE:
        out = measure_blocks(m, block, look);
        out.least += 2 * m->L->theme->list.text_at;
        out.natural += 2 * m->L->theme->list.text_at;
        return out;
    case BLOCK_DOCUMENT:
    case BLOCK_ITEM:
    case BLOCK_RULE:
    case BLOCK_ROW:
    case BLOCK_CELL:
    case BLOCK_DIV: break;
    }
    return measure_blocks(m, block, look);
}

static void widen(struct measured *out, const struct measured *one)
{
    out->least = sp_max(out->least, one->least);
    out->natural = sp_max(out->natural, one->natural);
}

static struct measured measure_blocks(struct meter *m, const struct block *parent,
                                      const struct look *look)
{
    struct measured out = {0, 0, -1};
    for (const struct block *block = parent->child; block; block = block->next) {
        struct measured one = measure_block(m, block, look);
        widen(&out, &one);
    }
    return out;
}

/* A table within: cells side by side. */
static struct measured measure_table(struct meter *m, const struct block *table,
                                     const struct look *look)
{
    struct measured out = {0, 0, -1};
    size_t n = table_rows(table);
    for (size_t i = 0; i < n; i++) {
        struct arena_mark mark = arena_mark(m->rows);
        struct measured row = {0};
        const struct block *cell = table_row(table, i, m->rows)->child;
        for (; cell; cell = cell->next) {
            struct measured one = measure_cell(m, cell, look, NULL);
            row.least += one.least + m->t->gutter;
            row.natural += one.natural + m->t->gutter;
        }
        widen(&out, &row);
        arena_rewind(m->rows, mark);
    }
    return out;
}

static void take_cell(struct width *w, size_t row, const struct measured *one)
{
    if (one->least > w->least || w->widest == SIZE_MAX) {
        w->least = sp_max(one->least, w->least);
        w->widest = row;
    }
    w->natural = sp_max(w->natural, one->natural);
    width_count(w, one->natural, 1);
    if (!w->is_numeric || one->before < 0)
        return;
    w->before = sp_max(w->before, one->before);
    w->after = sp_max(w->after, one->natural - one->before);
}

static void demand(struct meter *m, const struct block *cell, const struct measured *one)
{
    size_t from = cell->column_from, n = cell->span_columns;
    for (size_t i = 0; i < m->demands && i < 32; i++) {
        struct demand *d = &m->demand[m->demands - 1 - i];
        if (d->from == from && d->n == n) {
            d->least = sp_max(d->least, one->least);
            d->natural = sp_max(d->natural, one->natural);
            return;
        }
    }
    m->demand = arena_grow(m->arena, m->demand, sizeof *m->demand, &m->demand_cap, m->demands + 1);
    m->demand[m->demands++] = (struct demand){from, n, one->least, one->natural};
}

/* The running sums that pages may carry: their extremes are among the column's numbers. */
static void add_sums(struct meter *m, const struct block *row)
{
    for (const struct block *cell = row->child; cell; cell = cell->next) {
        size_t c = cell->column_from;
        if (!m->t->block->column[c].carry || !cell->value || row->row != ROW_BODY)
            continue;
        sum_add(&m->sum[c], cell->value);
        if (m->sum[c].is_broken)
            continue;
        if (m->sum[c].whole > m->most[c].whole || m->sum[c].is_decimal != m->most[c].is_decimal)
            m->most[c] = m->sum[c];
        if (m->sum[c].whole < m->fewest[c].whole || m->sum[c].is_decimal != m->fewest[c].is_decimal)
            m->fewest[c] = m->sum[c];
    }
}

static void measure_sum(struct meter *m, size_t c, const struct sum *sum)
{
    struct arena *arena = m->arena;
    const char *fault = NULL;
    struct width *w = &m->t->column[c];
    const char *said =
        locale_format(arena, lang_locale(m->L, m->t->frame.lang), sum_value(arena, sum),
                      m->t->block->column[c].format, NULL, &fault);
    if (!said)
        return;
    struct text text = locale_minus(arena, text_of(said));
    struct measured one = measure_text(m, text, &m->t->carry, m->t->frame.lang);
    one.before = measure_before(m, text, &m->t->carry);
    w->natural = sp_max(w->natural, one.natural);
    w->before = sp_max(w->before, one.before);
    w->after = sp_max(w->after, one.natural - sp_max(one.before, 0));
}

static bool is_spanning_head(const struct block *row, const struct block *cell)
{
    return (row->row == ROW_HEAD || cell->is_row_head) &&
           (cell->span_columns > 1 || cell->span_rows > 1);
}

static void measure_row(struct meter *m, const struct block *row, size_t number)
{
    for (const struct block *cell = row->child; cell; cell = cell->next) {
        struct width *w = &m->t->column[cell->column_from];
        m->t->has_spanning_heads = m->t->has_spanning_heads || is_spanning_head(row, cell);
        if ((!cell->text.n && !cell->child) || row->row == ROW_GROUP)
            continue;
        bool spans = cell->span_columns > 1;
        struct measured one = measure_cell(m, cell, row_look(m->t, row, cell), spans ? NULL : w);
        if (row->row == ROW_HEAD)
            one.before = -1;
        if (spans)
            demand(m, cell, &one);
        else
            take_cell(w, number, &one);
    }
}

static int by_span(const void *a, const void *b)
{
    const struct demand *x = a, *y = b;
    if (x->n != y->n)
        return x->n < y->n ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* Deals what a spanning cell needs more than its columns have: to columns of words, if any. */
static void deal_demand(struct table *t, const struct demand *d, bool is_least)
{
    sp have = t->gutter * (sp)(d->n - 1), sum = 0, given = 0;
    bool has_words = false;
    size_t last = d->from;
    for (size_t c = d->from; c < d->from + d->n; c++) {
        struct width *w = &t->column[c];
        have += w->fixed ? w->fixed : is_least ? w->least : w->natural;
        has_words = has_words || (!w->is_numeric && !w->fixed);
    }
    sp lack = (is_least ? d->least : d->natural) - have;
    for (size_t c = d->from; c < d->from + d->n; c++) {
        const struct width *w = &t->column[c];
        if (!w->fixed && !(has_words && w->is_numeric)) {
            sum += w->natural + 1;
            last = c;
        }
    }
    for (size_t c = d->from; c < d->from + d->n && lack > 0 && sum > 0; c++) {
        struct width *w = &t->column[c];
        if (w->fixed || (has_words && w->is_numeric))
            continue;
        sp share = c == last ? lack - given : sp_ratio(lack, w->natural + 1, sum);
        *(is_least ? &w->least : &w->natural) += share;
        w->natural = sp_max(w->natural, w->least);
        given += share;
    }
}

static void measure_rows(struct meter *m)
{
    m->rows = arena_new();
    for (size_t i = 0; i < m->t->rows; i++) {
        struct arena_mark mark = arena_mark(m->rows);
        const struct block *row = table_row(m->t->block, i, m->rows);
        measure_row(m, row, i);
        if (m->t->has_carry)
            add_sums(m, row);
        arena_rewind(m->rows, mark);
    }
    arena_free(m->rows);
}

void table_measure(struct layout *L, struct table *t)
{
    struct meter m = {.L = L, .t = t, .arena = arena_new()};
    m.sum = ARENA_ARRAY(m.arena, struct sum, t->columns);
    m.most = ARENA_ARRAY(m.arena, struct sum, t->columns);
    m.fewest = ARENA_ARRAY(m.arena, struct sum, t->columns);
    measure_rows(&m);
    for (size_t c = 0; c < t->columns; c++) {
        struct width *w = &t->column[c];
        if (t->block->column[c].carry) {
            measure_sum(&m, c, &m.most[c]);
            measure_sum(&m, c, &m.fewest[c]);
        }
        w->natural = sp_max(w->natural, w->before + w->after);
        if (w->is_numeric && w->before)
            w->least = sp_max(w->least, w->before + w->after);
    }
    if (m.demands)
        qsort(m.demand, m.demands, sizeof *m.demand, by_span);
    for (size_t i = 0; i < m.demands; i++) {
        deal_demand(t, &m.demand[i], true);
        deal_demand(t, &m.demand[i], false);
    }
    arena_free(m.arena);
}
