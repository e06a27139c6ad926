/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Big numbers: a row of them below a rule, each with its label. The first stands in the side column
 * and in a color of its own. */
#include "page/layout.h"

#include <string.h>

#include "base/buffer.h"

struct fact {
    struct styled number, label;
    struct lines *numbers, *labels;
};

/* A number is one thing: its no-break spaces are narrow, and it is set smaller rather than broken.
 */
static void set_number(struct layout *L, struct fact *f, struct block *number,
                       const struct frame *frame, struct look look, struct element *element)
{
    static const char wide[] = "\xC2\xA0", narrow[] = "\xE2\x80\xAF";
    struct arena *arena = builder_arena(L);
    struct buf said = {0};
    for (size_t i = 0; i < number->text.n;) {
        bool is_space = text_starts(text_from(number->text, i), wide);
        buf_string(&said, is_space ? narrow : "");
        if (!is_space)
            buf_char(&said, number->text.p[i]);
        i += is_space ? strlen(wide) : 1;
    }
    struct text text = arena_text(arena, buf_as_text(&said));
    buf_done(&said);
    for (;;) {
        sp least, natural;
        f->number = styled_plain(L, arena, text, frame, &look, element, number->at);
        paragraph_widths(L->shaper, &f->number.para, &least, &natural);
        if (natural <= frame->width || look.size < PT(12))
            break;
        look.size = sp_ratio(look.size, 9, 10);
    }
    f->numbers = paragraph_set(arena, L->shaper, &f->number.para, L->diag);
}

static struct fact set_fact(struct layout *L, const struct block *text, const struct frame *frame,
                            struct element *parent, bool is_first)
{
    struct arena *arena = builder_arena(L);
    const struct theme *t = L->theme;
    struct fact f;
    size_t n = spans_styled(text, 0, INLINE_STRONG);
    struct block *number = block_part(arena, text, 0, n);
    const struct block *label = block_part(arena, text, n, text->spans - n);
    struct look look = t->facts.number;
    look.color = is_first ? t->facts.first_color : look.color;
    struct element *li = element_new(L, parent, ROLE_LI, NULL);
    struct element *body = element_new(L, li, ROLE_LBODY, NULL);
    set_number(L, &f, number, frame, look, element_new(L, body, ROLE_P, NULL));
    f.label =
        styled_text(L, arena, label, frame, &t->facts.label, element_new(L, body, ROLE_P, NULL));
    f.labels = paragraph_set(arena, L->shaper, &f.label.para, L->diag);
    return f;
}

static void add_fact(struct layout *L, struct piece *p, const struct fact *f,
                     const struct frame *frame, sp top)
{
    const struct theme *t = L->theme;
    sp y = top;
    for (size_t i = 0; i < f->numbers->n; i++, y += t->facts.number.leading)
        piece_line(L, p, &f->number, &f->numbers->line[i], frame->x,
                   y + baseline_in(L, &t->facts.number), frame);
    for (size_t i = 0; i < f->labels->n; i++, y += t->facts.label.leading)
        piece_line(L, p, &f->label, &f->labels->line[i], frame->x,
                   y + baseline_in(L, &t->facts.label), frame);
    p->height = sp_max(p->height, y);
}

/* The first column is as wide as the side column, the others share the text column. */
static struct frame fact_frame(const struct layout *L, const struct frame *frame, size_t k,
                               size_t columns)
{
    struct frame in = frame_ragged(frame);
    sp gutter = L->theme->page.gutter;
    sp side = frame->x - frame->wide_x;
    if (side < MM(20) || columns < 2) {
        sp step = frame->wide_width / (sp)columns;
        in.x = frame->wide_x + (sp)k * step;
        in.width = step - gutter;
        return in;
    }
    sp step = frame->width / (sp)(columns - 1);
    in.x = k == 0 ? frame->wide_x : frame->x + (sp)(k - 1) * step;
    in.width = (k == 0 ? side : step) - gutter;
    return in;
}

static void flow_fact_row(struct layout *L, const struct block **item, size_t n, size_t columns,
                          const struct frame *frame, struct element *list, bool is_first)
{
    const struct theme *t = L->theme;
    struct piece *p = piece_new(L, frame);
    sp top = t->facts.label.leading;
    p->is_wide = p->is_free = true;
    p->before = is_first ? t->body.look.leading : t->facts.label.leading;
    p->trace = "facts";
    piece_rule(L, p, frame->wide_x, t->facts.rule.width / 2, frame->wide_width, &t->facts.rule);
    for (size_t k = 0; k < n; k++) {
        struct frame in = fact_frame(L, frame, k, columns);
        struct fact f = set_fact(L, item_text(item[k]), &in, list, is_first && k == 0);
        add_fact(L, p, &f, &in, top);
    }
    builder_add(L, p);
}

enum { MOST_FACT_COLUMNS = 8 };

void flow_facts(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct block *row[MOST_FACT_COLUMNS];
    int64_t wish = L->theme->facts.columns;
    size_t columns = wish < 1 ? 1 : wish > MOST_FACT_COLUMNS ? MOST_FACT_COLUMNS : (size_t)wish;
    for (const struct block *b = block->child; b; b = b->next) {
        if (b->kind != BLOCK_LIST) {
            flow_block(L, b, frame);
            continue;
        }
        struct element *list = element_new(L, frame->parent, ROLE_L, NULL);
        size_t n = 0;
        bool is_first = true;
        for (const struct block *item = b->child; item; item = item->next) {
            if (item_text(item))
                row[n++] = item;
            if (n && (n == columns || !item->next)) {
                flow_fact_row(L, row, n, columns, frame, list, is_first);
                is_first = false;
                n = 0;
            }
        }
        builder_gap(L, frame, L->theme->table.space, false);
    }
}
