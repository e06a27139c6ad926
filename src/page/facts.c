/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Big numbers: rows of them below a rule, each with its label. The first stands in the side column
 * and in a color of its own; or each stands in a box in a chapter's color. All numbers of a div are
 * equally large: smaller than the theme wants where one has no room, down to a limit. */
#include "page/construct.h"

#include <string.h>

#include "base/buffer.h"
#include "page/mirror.h"
#include "page/piece.h"
#include "page/script.h"

struct facts { /* one list of them */
    struct frame frame;
    const struct block *other_item; /* the first that is not set yet, in the second language */
    const char *other_lang;         /* of `.parallel`; NULL: there is one language only */
    struct element *list;
    struct look number; /* in the size that fits */
    size_t n, columns;
    size_t placed;
    const struct block *block;
};

struct fact {
    struct styled number, label, other;
    struct lines *numbers, *labels, *others; /* others: the label in the second language */
    struct frame below, beside;              /* of the labels */
    struct look other_look;
    bool is_beside; /* both labels have room in one line */
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

static struct frame fact_box(const struct layout *, const struct facts *, size_t k);

/* Where a fact's words stand: in its column or, with white around them, in its box. */
static struct frame fact_frame(const struct layout *L, const struct facts *f, size_t k)
{
    sp padding = L->theme->facts.box_padding;
    struct frame in = fact_box(L, f, k);
    in.x += padding;
    in.width = sp_max(in.width - 2 * padding, padding);
    return in;
}

/* The first column is as wide as the side column, the others share the text column. */
static struct frame fact_box(const struct layout *L, const struct facts *f, size_t k)
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

static sp natural_of(struct layout *L, const struct styled *styled)
{
    sp least, natural;
    paragraph_widths(L->shaper, &styled->para, &least, &natural);
    return natural;
}

/* The label in the second language: at the end of the first one's line, or below it. */
static void set_other(struct layout *L, const struct facts *f, const struct block *item,
                      struct fact *fact, struct element *p)
{
    struct arena *arena = builder_arena(L);
    const struct look *look = &L->theme->facts.label;
    const struct block *text = item_text(item);
    size_t n = measure_spans(text).rest;
    fact->beside = fact->below;
    fact->beside.lang = f->other_lang;
    fact->other_look = script_look(L, look, f->other_lang);
    fact->other = styled_text(L, arena, block_part(arena, text, n, text->spans - n), &fact->beside,
                              look, element_said(L, p, text->lang));
    sp room = fact->below.width - look->size;
    fact->is_beside = natural_of(L, &fact->label) + natural_of(L, &fact->other) <= room;
    if (fact->is_beside && fact->other.para.is_rtl == fact->label.para.is_rtl)
        fact->other.para.align = TEXT_END;
    fact->other.para.balances = true;
    fact->other.para.hyphenates = is_too_wide(L, &fact->other.para);
    fact->others = paragraph_set(arena, L->shaper, &fact->other.para, L->diag);
}

/* other: the same fact in the second language, or NULL. */
static struct fact set_fact(struct layout *L, const struct facts *f, const struct block *item,
                            const struct block *other, const struct frame *frame, bool is_first)
{
    struct arena *arena = builder_arena(L);
    const struct theme *t = L->theme;
    const struct block *text = item_text(item);
    struct fact fact = {0};
    struct frame below = *frame;
    struct look look = f->number;
    size_t n = measure_spans(text).rest;
    const struct block *label = block_part(arena, text, n, text->spans - n);
    if (is_first && !t->facts.box_padding)
        look.color = t->facts.first_color;
    if (t->facts.max_label > 0)
        below.width = sp_min(below.width, t->facts.max_label);
    struct element *li = element_new(L, f->list, ROLE_LI, item->lang);
    struct element *body = element_new(L, li, ROLE_LBODY, NULL);
    fact.number = set_number(L, item, frame, &look, element_new(L, body, ROLE_P, text->lang));
    keep_side(&fact.number.para, frame);
    sp least, natural;
    paragraph_widths(L->shaper, &fact.number.para, &least, &natural);
    fact.number.para.width = sp_max(frame->width, natural); /* choose_size has told it */
    fact.numbers = paragraph_set(arena, L->shaper, &fact.number.para, L->diag);
    fact.label = styled_text(L, arena, label, &below, &t->facts.label,
                             element_new(L, body, ROLE_P, text->lang));
    keep_side(&fact.label.para, frame);
    fact.label.para.balances = true;
    fact.label.para.hyphenates = is_too_wide(L, &fact.label.para);
    fact.labels = paragraph_set(arena, L->shaper, &fact.label.para, L->diag);
    fact.below = below;
    if (f->other_lang)
        set_other(L, f, other, &fact, element_new(L, body, ROLE_P, f->other_lang));
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

static sp labels_height(const struct layout *L, const struct fact *f)
{
    sp own = (sp)f->labels->n * L->theme->facts.label.leading;
    sp other = f->others ? (sp)f->others->n * f->other_look.leading : 0;
    return f->is_beside ? sp_max(own, other) : own + other;
}

static sp add_labels(struct layout *L, struct piece *p, const struct fact *f, sp y)
{
    const struct look *look = &L->theme->facts.label;
    sp end = add_lines(L, p, &f->label, f->labels, look, &f->below, y);
    if (!f->others)
        return end;
    sp down = baseline_in(L, look) - baseline_in(L, &f->other_look); /* one beside is level */
    sp from = f->is_beside ? y + down : end;
    return sp_max(end, add_lines(L, p, &f->other, f->others, &f->other_look, &f->beside, from));
}

/* above: the room that the row's longest label wants above the numbers; 0: labels stand below. */
static void add_fact(struct layout *L, struct piece *p, const struct fact *f,
                     const struct frame *frame, sp top, sp above)
{
    const struct look *number = &L->theme->facts.number;
    sp y = top;
    if (above) {
        add_labels(L, p, f, top + above - labels_height(L, f));
        y = add_lines(L, p, &f->number, f->numbers, number, frame, top + above);
    } else {
        y = add_lines(L, p, &f->number, f->numbers, number, frame, y);
        y = add_labels(L, p, f, y);
    }
    p->height = sp_max(p->height, y);
}

/* As high as the row's highest; each in the color of the chapter after that of the one before. */
static void add_boxes(struct layout *L, struct piece *p, const struct facts *f,
                      const struct fact *fact, size_t n)
{
    const struct theme *t = L->theme;
    sp height = 0;
    for (size_t k = 0; k < n; k++)
        height = sp_max(height, (sp)fact[k].numbers->n * t->facts.number.leading +
                                    labels_height(L, &fact[k]));
    unsigned first = L->chapter ? L->chapter : 1;
    for (size_t k = 0; k < n; k++) {
        struct frame box = fact_box(L, f, k);
        const struct theme *in = chapter_theme(L, first + (unsigned)(f->placed + k));
        piece_box(L, p, box.x, 0, box.width, height + 2 * t->facts.box_padding,
                  in->facts.first_color);
    }
}

static const struct block *next_text(const struct block *item)
{
    while (item && !item_text(item))
        item = item->next;
    return item;
}

static void add_row(struct layout *L, struct facts *f, const struct block *const *item, size_t n,
                    bool is_first)
{
    const struct theme *t = L->theme;
    const struct frame *frame = &f->frame;
    struct piece *p = piece_new(L, frame);
    sp padding = t->facts.box_padding;
    sp top = padding                               ? padding
             : t->facts.rule.width > 0 && is_first ? t->facts.label.leading / 2
                                                   : 0;
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
        const struct block *other = next_text(f->other_item);
        fact[k] = set_fact(L, f, item[k], other, &in[k], is_first && k == 0);
        f->other_item = other ? other->next : NULL;
        if (t->facts.label_above)
            above = sp_max(above, labels_height(L, &fact[k]));
    }
    if (padding)
        add_boxes(L, p, f, fact, n);
    for (size_t k = 0; k < n; k++)
        add_fact(L, p, &fact[k], &in[k], top, above);
    p->height += padding;
    f->placed += n;
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

/* In a box a link has the color of what stands around it. */
static const struct theme *theme_of_boxes(struct layout *L)
{
    struct theme *t = ARENA_NEW(L->arena, struct theme);
    *t = *L->theme;
    t->link.color = t->facts.number.color;
    t->link.underline = false;
    return t;
}

static void flow_fact_list(struct layout *L, const struct block *block, const struct block *list,
                           const struct block *other, const struct frame *frame,
                           const char *other_lang)
{
    const struct theme *outer = L->theme;
    if (outer->facts.box_padding)
        L->theme = theme_of_boxes(L);
    struct facts f = {.frame = frame_ragged(frame),
                      .other_item = other ? other->child : NULL,
                      .other_lang = other ? other_lang : NULL,
                      .list = element_new(L, frame->parent, ROLE_L, block_lang(list, frame->lang)),
                      .number = L->theme->facts.number,
                      .block = block};
    for (const struct block *item = list->child; item; item = item->next)
        f.n += item_text(item) != NULL;
    f.columns = count_columns(L, f.n);
    while (!choose_size(L, &f, list))
        f.columns--;
    flow_rows(L, &f, list);
    L->theme = outer;
    builder_gap(L, frame, L->theme->table.space, false);
}

void flow_facts(struct layout *L, const struct block *block, const struct frame *frame)
{
    for (const struct block *b = block->child; b; b = b->next) {
        if (b->kind == BLOCK_LIST)
            flow_fact_list(L, block, b, NULL, frame, NULL);
        else
            flow_block(L, b, frame);
    }
}

/* Facts in two languages */

static bool has_same_number(const struct block *a, const struct block *b)
{
    const struct block *p = item_text(a), *q = item_text(b);
    if (!p || !q || p->next || q->next)
        return false;
    struct extent e = measure_spans(p), f = measure_spans(q);
    if (!e.number || !f.number || e.rest != e.number || f.rest != f.number)
        return false; /* a unit is a word */
    return text_equal(text_slice(p->text, 0, p->span[e.number - 1].to),
                      text_slice(q->text, 0, q->span[f.number - 1].to));
}

bool facts_are_shared(const struct block *a, const struct block *b)
{
    const struct block *p = a->child, *q = b->child;
    if (!p || !q || p->kind != BLOCK_LIST || q->kind != BLOCK_LIST || p->next || q->next)
        return false;
    for (p = p->child, q = q->child; p && q; p = p->next, q = q->next)
        if (!has_same_number(p, q))
            return false;
    return !p && !q;
}

void flow_shared_facts(struct layout *L, const struct block *block, const struct block *other,
                       const struct frame *frame, const char *other_lang)
{
    flow_fact_list(L, block, block->child, other->child, frame, other_lang);
}
