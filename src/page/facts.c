/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Big numbers: rows of them below a rule, each with its label. The first stands in the side column
 * and in a color of its own. All numbers of a div are equally large: smaller than the theme wants
 * where one has no room, down to a limit. */
#include "page/construct.h"

#include <string.h>

#include "base/buffer.h"
#include "page/piece.h"

struct facts { /* one list of them */
    struct frame frame;
    struct element *list;
    struct look number; /* in the size that fits */
    size_t n, columns;
    const struct block *block;
};

struct fact {
    struct styled number, label;
    struct lines *numbers, *labels;
};

enum { SHRINKS_TO = 60 /* percent */, MOST_FACT_COLUMNS = 8 };

struct extent {        /* spans of a fact's text */
    size_t number;     /* the first so many are bold */
    size_t unit, rest; /* [EUR]{.unit} begins and ends there */
};

static bool is_blank(struct text t)
{
    while (text_starts(t, "\xC2\xA0") || text_starts(t, " "))
        t = text_from(t, *t.p == ' ' ? 1 : 2);
    return !t.n;
}

static struct extent measure_spans(const struct block *text)
{
    struct extent e = {.number = spans_styled(text, 0, INLINE_STRONG)};
    e.unit = e.number;
    while (e.unit < text->spans && !span_has_class(&text->span[e.unit], "unit") &&
           is_blank(text_slice(text->text, text->span[e.unit].from, text->span[e.unit].to)))
        e.unit++;
    e.rest = e.unit;
    while (e.rest < text->spans && span_has_class(&text->span[e.rest], "unit"))
        e.rest++;
    if (e.rest == e.unit)
        e.rest = e.unit = e.number;
    return e;
}

/* A number is one thing: its no-break spaces are narrow. */
static void add_narrowed(struct buf *out, struct text said)
{
    static const char wide[] = "\xC2\xA0", narrow[] = "\xE2\x80\xAF";
    for (size_t i = 0; i < said.n;) {
        bool is_space = text_starts(text_from(said, i), wide);
        if (is_space)
            buf_string(out, narrow);
        else
            buf_char(out, said.p[i]);
        i += is_space ? strlen(wide) : 1;
    }
}

/* The number and its unit, a narrow space between them, as a block. *unit: where the unit begins.
 */
static struct block *number_block(struct arena *arena, const struct block *text, uint32_t *unit)
{
    struct extent e = measure_spans(text);
    struct block *out = block_part(arena, text, 0, e.rest);
    struct span *span = ARENA_ARRAY(arena, struct span, e.rest + 1);
    struct buf said = {0};
    size_t n = 0;
    for (size_t i = 0; i < e.rest; i++) {
        if (i >= e.number && i < e.unit)
            continue;
        struct span *s = &span[n++];
        *s = text->span[i];
        s->from = (uint32_t)said.n;
        s->style &= ~(unsigned)INLINE_STRONG; /* the look says how heavy it is */
        if (i == e.unit && e.number)
            buf_string(&said, "\u202F");
        if (i == e.unit)
            *unit = s->from;
        add_narrowed(&said, text_slice(text->text, text->span[i].from, text->span[i].to));
        s->to = (uint32_t)said.n;
    }
    *unit = e.unit < e.rest ? *unit : (uint32_t)said.n;
    out->text = arena_text(arena, buf_as_text(&said));
    out->span = span;
    out->spans = n;
    buf_done(&said);
    return out;
}

/* The number and, in a look of its own, its unit. */
static struct styled set_number(struct layout *L, const struct block *item,
                                const struct frame *frame, const struct look *look,
                                struct element *element)
{
    uint32_t unit = 0;
    const struct block *said = number_block(builder_arena(L), item_text(item), &unit);
    struct styled out = styled_text(L, builder_arena(L), said, frame, look, element);
    struct stretch *stretch = (struct stretch *)out.para.stretch;
    struct look small = L->theme->facts.unit;
    small.color = look->color;
    small.size = sp_ratio(small.size, look->size, L->theme->facts.number.size);
    for (size_t i = 0; i < out.para.stretches; i++)
        if (stretch[i].from >= unit && !out.extra[i].note)
            stretch[i].ink = ink_of(L, &small, 0, NO_COLOR);
    return out;
}

/* The first column is as wide as the side column, the others share the text column. */
static struct frame fact_frame(const struct layout *L, const struct facts *f, size_t k)
{
    const struct frame *frame = &f->frame;
    struct frame in = *frame;
    sp gutter = L->theme->page.gutter, side = frame->x - frame->wide_x;
    if (side < MM(20) || f->columns < 2) {
        sp step = (frame->wide_width + gutter) / (sp)f->columns;
        in.x = frame->wide_x + (sp)k * step;
        in.width = step - gutter;
        return in;
    }
    sp step = (frame->width + gutter) / (sp)(f->columns - 1);
    in.x = k == 0 ? frame->wide_x : frame->x + (sp)(k - 1) * step;
    in.width = (k == 0 ? side : step) - gutter;
    return in;
}

static sp natural_width(struct layout *L, const struct facts *f, const struct block *item)
{
    sp least, natural;
    struct element throwaway = {.role = ROLE_P};
    struct styled styled = set_number(L, item, &f->frame, &L->theme->facts.number, &throwaway);
    paragraph_widths(L->shaper, &styled.para, &least, &natural);
    return natural;
}

/* One size for all; false when a number is too wide even in the smallest one. With a single column
 * that is told. */
static bool choose_size(struct layout *L, struct facts *f, const struct block *list)
{
    sp size = L->theme->facts.number.size, least = sp_ratio(size, SHRINKS_TO, 100), wish = size;
    size_t k = 0;
    bool is_last_way = f->columns == 1;
    for (const struct block *b = list->child; b; b = b->next) {
        if (!item_text(b))
            continue;
        sp width = fact_frame(L, f, k++ % f->columns).width, natural = natural_width(L, f, b);
        if (natural <= width)
            continue;
        wish = sp_min(wish, sp_ratio(size, width, natural) - SP_PT / 10);
        sp over = sp_ratio(natural, least, size) - width;
        if (over > 0 && !is_last_way)
            return false;
        if (over > 0)
            diag_warn(L->diag, item_text(b)->at, "the number is %lld mm wider than its column",
                      (long long)((length_mm100(over) + 99) / 100));
    }
    f->number.size = sp_max(wish, least);
    return true;
}

static struct fact set_fact(struct layout *L, const struct facts *f, const struct block *item,
                            const struct frame *frame, bool is_first)
{
    struct arena *arena = builder_arena(L);
    const struct theme *t = L->theme;
    const struct block *text = item_text(item);
    struct fact fact;
    struct frame below = *frame;
    struct look look = f->number;
    size_t n = measure_spans(text).rest;
    const struct block *label = block_part(arena, text, n, text->spans - n);
    look.color = is_first ? t->facts.first_color : look.color;
    if (t->facts.max_label > 0)
        below.width = sp_min(below.width, t->facts.max_label);
    struct element *li = element_new(L, f->list, ROLE_LI, item->lang);
    struct element *body = element_new(L, li, ROLE_LBODY, NULL);
    fact.number = set_number(L, item, frame, &look, element_new(L, body, ROLE_P, NULL));
    sp least, natural;
    paragraph_widths(L->shaper, &fact.number.para, &least, &natural);
    fact.number.para.width = sp_max(frame->width, natural); /* choose_size has told it */
    fact.numbers = paragraph_set(arena, L->shaper, &fact.number.para, L->diag);
    fact.label =
        styled_text(L, arena, label, &below, &t->facts.label, element_new(L, body, ROLE_P, NULL));
    fact.label.para.balances = true;
    fact.label.para.hyphenates = is_too_wide(L, &fact.label.para);
    fact.labels = paragraph_set(arena, L->shaper, &fact.label.para, L->diag);
    return fact;
}

static sp add_lines(struct layout *L, struct piece *p, const struct styled *styled,
                    const struct lines *lines, const struct look *look, const struct frame *frame,
                    sp y)
{
    for (size_t i = 0; i < lines->n; i++, y += look->leading)
        piece_line(L, p, styled, &lines->line[i], frame->x, y + baseline_in(L, look), frame);
    return y;
}

/* above: the room that the row's longest label wants above the numbers; 0: labels stand below. */
static void add_fact(struct layout *L, struct piece *p, const struct fact *f,
                     const struct frame *frame, sp top, sp above)
{
    const struct look *number = &L->theme->facts.number, *label = &L->theme->facts.label;
    sp y = top;
    if (above) {
        sp own = (sp)f->labels->n * label->leading;
        add_lines(L, p, &f->label, f->labels, label, frame, top + above - own);
        y = add_lines(L, p, &f->number, f->numbers, number, frame, top + above);
    } else {
        y = add_lines(L, p, &f->number, f->numbers, number, frame, y);
        y = add_lines(L, p, &f->label, f->labels, label, frame, y);
    }
    p->height = sp_max(p->height, y);
}

static void add_row(struct layout *L, const struct facts *f, const struct block *const *item,
                    size_t n, bool is_first)
{
    const struct theme *t = L->theme;
    const struct frame *frame = &f->frame;
    struct piece *p = piece_new(L, frame);
    sp top = t->facts.rule.width > 0 ? t->facts.label.leading / 2 : 0;
    p->is_wide = p->is_free = true;
    p->before = is_first ? t->body.look.leading : t->facts.label.leading;
    p->trace = "facts";
    if (is_first)
        piece_rule(L, p, frame->wide_x, t->facts.rule.width / 2, frame->wide_width, &t->facts.rule);
    struct fact fact[MOST_FACT_COLUMNS];
    struct frame in[MOST_FACT_COLUMNS];
    sp above = 0;
    for (size_t k = 0; k < n; k++) {
        in[k] = fact_frame(L, f, k);
        fact[k] = set_fact(L, f, item[k], &in[k], is_first && k == 0);
        if (t->facts.label_above)
            above = sp_max(above, (sp)fact[k].labels->n * t->facts.label.leading);
    }
    for (size_t k = 0; k < n; k++)
        add_fact(L, p, &fact[k], &in[k], is_first ? top : 0, above);
    judge_piece(L, p, f->block);
    builder_add(L, p);
    for (size_t k = 0; k < n; k++)
        for (const struct block *b = item_text(item[k])->next; b; b = b->next)
            flow_block(L, b, frame);
}

/* As many columns as the theme wants, but rows of about equal length: five numbers stand as three
 * and two. */
static size_t count_columns(const struct layout *L, size_t n)
{
    int64_t wish = L->theme->facts.columns;
    size_t most = wish < 1 ? 1 : wish > MOST_FACT_COLUMNS ? MOST_FACT_COLUMNS : (size_t)wish;
    size_t rows = (n + most - 1) / most;
    return rows ? (n + rows - 1) / rows : 1;
}

static void flow_rows(struct layout *L, struct facts *f, const struct block *list)
{
    const struct block *row[MOST_FACT_COLUMNS];
    size_t n = 0;
    bool is_first = true;
    for (const struct block *b = list->child; b && !L->has_failed; b = b->next) {
        if (item_text(b))
            row[n++] = b;
        else
            flow_children(L, b, &f->frame);
        if (n && (n == f->columns || !b->next)) {
            add_row(L, f, row, n, is_first);
            is_first = false;
            n = 0;
        }
    }
}

void flow_facts(struct layout *L, const struct block *block, const struct frame *frame)
{
    for (const struct block *b = block->child; b; b = b->next) {
        if (b->kind != BLOCK_LIST) {
            flow_block(L, b, frame);
            continue;
        }
        struct facts f = {.frame = frame_ragged(frame),
                          .list = element_new(L, frame->parent, ROLE_L, block_lang(b, frame->lang)),
                          .number = L->theme->facts.number,
                          .block = block};
        for (const struct block *item = b->child; item; item = item->next)
            f.n += item_text(item) != NULL;
        f.columns = count_columns(L, f.n);
        while (!choose_size(L, &f, b))
            f.columns--;
        flow_rows(L, &f, b);
        builder_gap(L, frame, L->theme->table.space, false);
    }
}
