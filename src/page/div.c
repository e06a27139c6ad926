/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fenced divs: boxes, big numbers, programmes, side matter, quotations, imprint, contact. */
#include "page/layout.h"

#include <string.h>

#include "base/buffer.h"

static struct frame ragged(const struct frame *frame)
{
    struct frame in = *frame;
    in.align = TEXT_START;
    in.hyphenates = in.protrudes = false;
    in.expand = 0;
    return in;
}

/* Boxes */

static const struct box_look *box_look(const struct theme *t, enum div_class div)
{
    switch (div) {
    case DIV_TIP: return &t->note.tip;
    case DIV_WARNING: return &t->note.warning;
    case DIV_IMPORTANT: return &t->note.important;
    default: return &t->note.note;
    }
}

static enum word box_word(enum div_class div)
{
    switch (div) {
    case DIV_TIP: return WORD_TIP;
    case DIV_WARNING: return WORD_WARNING;
    case DIV_IMPORTANT: return WORD_IMPORTANT;
    default: return WORD_NOTE;
    }
}

static void add_padding(struct layout *L, const struct frame *frame, sp height, bool keeps)
{
    struct piece *p = piece_new(L, frame);
    p->is_free = true;
    p->height = height;
    p->keeps = keeps;
    p->trace = "padding";
    builder_add(L, p);
}

static void add_label(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct look *look = &L->theme->note.label;
    const struct text *title = attributes_find(block->attr, "title");
    struct text said = title ? *title : text_of(locale_word(L->tree->locale, box_word(block->div)));
    struct element *p = element_new(L, frame->parent, ROLE_P, NULL);
    struct styled styled = styled_plain(L, builder_arena(L), said, frame, look, p, block->at);
    struct flow_lines how = {.keeps_together = true, .keeps_with_next = true};
    flow_styled(L, &styled, frame, look, &how, NULL);
}

static void flow_box(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct theme *t = L->theme;
    const struct box_look *look = box_look(t, block->div);
    struct decor *decor = ARENA_NEW(L->arena, struct decor);
    *decor = (struct decor){.outer = frame->decor,
                            .x = frame->x,
                            .width = frame->width,
                            .rule = t->note.rule,
                            .background = look->background,
                            .rule_color = look->rule};
    struct frame in = ragged(frame);
    in.parent = element_new(L, frame->parent, ROLE_ASIDE, block->lang);
    in.lang = block_lang(block, frame->lang);
    in.look = &t->note.look;
    in.is_free = true;
    in.indent = 0;
    in.space = t->note.padding_y;
    in.x += t->note.padding_x;
    in.width -= 2 * t->note.padding_x;
    in.wide_x = in.x;
    in.wide_width = in.width;
    builder_gap(L, frame, t->note.around, true);
    in.decor = decor;
    add_padding(L, &in, t->note.padding_y, true);
    add_label(L, block, &in);
    flow_children(L, block, &in);
    builder_hold(L);
    add_padding(L, &in, t->note.padding_y, false);
    builder_release(L);
    builder_gap(L, frame, t->note.around, false);
}

/* Side matter: level with the block after it */

/* Strong words in a look of their own. */
static void override_strong(struct layout *L, struct styled *styled, const struct look *look,
                            const struct look *strong)
{
    const struct ink *from = ink_of(L, look, INLINE_STRONG, NO_COLOR);
    struct stretch *stretch = (struct stretch *)styled->para.stretch;
    for (size_t i = 0; i < styled->para.stretches; i++)
        if (stretch[i].ink == from)
            stretch[i].ink = ink_of(L, strong, 0, NO_COLOR);
}

struct side {
    struct display *item;
    size_t items, cap;
    sp height;
};

static void side_paragraph(struct layout *L, struct side *side, const struct block *block,
                           const struct frame *frame)
{
    struct arena *arena = builder_arena(L);
    const struct look *look = &L->theme->side;
    struct element *p = element_new(L, frame->parent, ROLE_P, block->lang);
    struct styled styled = styled_text(L, arena, block, frame, look, p);
    override_strong(L, &styled, look, &L->theme->strong_side);
    struct lines *lines = paragraph_set(arena, L->shaper, &styled.para, L->diag);
    for (size_t i = 0; i < lines->n; i++) {
        side->item = arena_grow(arena, side->item, sizeof *side->item, &side->cap, side->items + 1);
        side->item[side->items++] = (struct display){.kind = DISPLAY_LINE,
                                                     .x = frame->x,
                                                     .line = &lines->line[i],
                                                     .y = side->height + baseline_in(L, look),
                                                     .fill = {-1, -1, 0}};
        side->height += look->leading;
    }
}

enum { LONGEST_SIDE = 900 }; /* bytes of text; more is set in the text column, where it can break */

static bool is_long(const struct block *side)
{
    size_t n = 0;
    for (const struct block *b = side->child; b; b = b->next)
        n += b->text.n;
    return n > LONGEST_SIDE;
}

static void flow_side(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct frame in = ragged(frame);
    in.x = frame->wide_x;
    in.width = frame->x - frame->wide_x - L->theme->page.gutter;
    if (in.width < MM(15) || is_long(block)) {
        flow_children(L, block, frame);
        return;
    }
    in.look = &L->theme->side;
    in.parent = element_new(L, frame->parent, ROLE_ASIDE, block->lang);
    in.lang = block_lang(block, frame->lang);
    in.hyphenates = true;
    struct side side = {0};
    for (const struct block *b = block->child; b; b = b->next)
        if (b->kind == BLOCK_PARAGRAPH)
            side_paragraph(L, &side, b, &in);
    if (side.items)
        builder_attach(L, side.item, side.items, side.height + L->theme->side.leading,
                       baseline_in(L, &L->theme->side));
}

/* Big numbers */

static const struct block *item_text(const struct block *item)
{
    return item->child && item->child->kind == BLOCK_PARAGRAPH ? item->child : NULL;
}

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
    struct frame in = ragged(frame);
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

static void flow_facts(struct layout *L, const struct block *block, const struct frame *frame)
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

/* Programmes: time in the side column, then what and who */

static size_t class_spans(const struct block *text, size_t from, const char *class)
{
    size_t n = 0;
    while (from + n < text->spans && span_has_class(&text->span[from + n], class))
        n++;
    return n;
}

static void attach_time(struct layout *L, const struct block *time, const struct frame *frame,
                        const struct look *look, enum align align, struct element *label)
{
    struct arena *arena = builder_arena(L);
    struct frame side = ragged(frame);
    side.x = frame->wide_x;
    side.width = frame->x - frame->wide_x - L->theme->page.gutter;
    side.align = align;
    if (side.width < MM(15))
        return;
    struct styled styled = styled_text(L, arena, time, &side, look, label);
    struct lines *lines = paragraph_set(arena, L->shaper, &styled.para, L->diag);
    struct display *d = ARENA_NEW(arena, struct display);
    *d = (struct display){.kind = DISPLAY_LINE,
                          .x = side.x,
                          .line = &lines->line[0],
                          .y = baseline_in(L, look),
                          .fill = {-1, -1, 0}};
    builder_attach(L, d, 1, 0, d->y);
}

static void flow_agenda_item(struct layout *L, const struct block *item, const struct frame *frame,
                             struct element *list, const struct rule *rule, const struct look *rest,
                             const struct look *strong)
{
    const struct block *text = item_text(item);
    struct arena *arena = builder_arena(L);
    sp pad = L->theme->agenda.padding;
    if (!text)
        return;
    struct element *li = element_new(L, list, ROLE_LI, item->lang);
    size_t times = class_spans(text, 0, "time");
    bool is_label = !times && rule->width == 0;
    if (is_label)
        times = spans_styled(text, 0, INLINE_STRONG);
    if (times)
        attach_time(L, block_part(arena, text, 0, times), frame,
                    is_label ? strong : &L->theme->agenda.time, is_label ? TEXT_START : TEXT_END,
                    element_new(L, li, ROLE_LBL, NULL));
    const struct block *what = block_part(arena, text, times, text->spans - times);
    struct element *body = element_new(L, li, ROLE_LBODY, NULL);
    struct styled styled = styled_text(L, arena, what, frame, rest, body);
    override_strong(L, &styled, rest, strong);
    struct lines *lines = paragraph_set(arena, L->shaper, &styled.para, L->diag);
    struct piece *p = piece_new(L, frame);
    p->is_free = true;
    p->trace = "agenda";
    sp y = pad;
    for (size_t i = 0; i < lines->n; i++, y += rest->leading)
        piece_line(L, p, &styled, &lines->line[i], frame->x, y + baseline_in(L, rest), frame);
    p->height = y + pad;
    piece_rule(L, p, frame->x, p->height, frame->width, rule);
    p->keeps = item->next && item == item->parent->child;
    builder_add(L, p);
}

/* Lists whose first words stand in the side column: .agenda, .imprint. */
static void flow_labelled(struct layout *L, const struct block *block, const struct frame *outer,
                          const struct rule *rule, const struct look *rest,
                          const struct look *strong)
{
    struct frame frame = ragged(outer);
    frame.look = rest;
    frame.indent = 0;
    for (const struct block *b = block->child; b; b = b->next) {
        if (b->kind != BLOCK_LIST) {
            flow_block(L, b, &frame);
            continue;
        }
        struct element *list = element_new(L, frame.parent, ROLE_L, b->lang);
        for (const struct block *item = b->child; item; item = item->next)
            flow_agenda_item(L, item, &frame, list, rule, rest, strong);
    }
    builder_gap(L, &frame, L->theme->list.around, false);
}

/* Contact, quote, lead */

static void flow_contact(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct frame in = ragged(frame);
    struct piece *p = piece_new(L, &in);
    in.look = &L->theme->contact.line;
    in.indent = 0;
    in.space = 0;
    p->height = L->theme->body.look.leading / 2;
    p->before = L->theme->body.look.leading;
    p->keeps = p->is_free = true;
    piece_rule(L, p, frame->x, 0, frame->width, &L->theme->contact.rule);
    builder_add(L, p);
    in.is_free = true;
    builder_hold(L);
    flow_children(L, block, &in);
    builder_release(L);
    builder_gap(L, frame, L->theme->list.around, false);
}

static bool opens_with_quote(struct text t)
{
    static const char *const marks[] = {"„", "“", "«", "»", "‚", "\"", "”"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text_starts(t, marks[i]))
            return true;
    return false;
}

static void flow_pull_quote(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct theme *t = L->theme;
    struct frame in = ragged(frame);
    in.parent = element_new(L, frame->parent, ROLE_BLOCKQUOTE, block->lang);
    in.lang = block_lang(block, frame->lang);
    in.look = &t->quote.look;
    for (const struct block *b = block->child; b; b = b->next) {
        if (b->kind != BLOCK_PARAGRAPH) {
            flow_block(L, b, &in);
            continue;
        }
        struct element *p = element_new(L, in.parent, ROLE_P, b->lang);
        struct styled styled = styled_text(L, builder_arena(L), b, &in, in.look, p);
        styled.para.indent = opens_with_quote(b->text) ? -t->quote.hang_mark : 0;
        struct flow_lines how = {t->quote.before, b->next ? 0 : t->quote.after, true, false, false};
        flow_styled(L, &styled, &in, in.look, &how, NULL);
    }
}

static void flow_lead(struct layout *L, const struct block *block, const struct frame *frame,
                      const struct look *look, sp after)
{
    struct frame in = ragged(frame);
    in.look = look;
    in.indent = 0;
    in.is_free = true;
    flow_children(L, block, &in);
    builder_gap(L, frame, after, false);
}

static void flow_logos(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct theme *t = L->theme;
    struct piece *p = piece_new(L, frame);
    sp x = frame->x;
    p->height = t->logos.height;
    p->before = t->body.look.leading;
    p->is_free = true;
    p->trace = "logos";
    for (const struct block *b = block->child; b; b = b->next) {
        sp w, h;
        if (b->kind != BLOCK_PICTURE ||
            !picture_fit(L, b->picture, frame->width, t->logos.height, &w, &h))
            continue;
        w = sp_ratio(w, t->logos.height, h);
        if (x + w > frame->x + frame->width)
            break;
        struct display *d = piece_item(L, p, DISPLAY_PICTURE);
        d->picture = b->picture;
        d->element = element_new(L, frame->parent, ROLE_FIGURE, NULL);
        d->element->alt = b->picture->alt;
        d->x = x;
        d->w = w;
        d->h = t->logos.height;
        x += w + t->logos.gap;
    }
    builder_add(L, p);
}

/* Kept together; a div this version does not know how to set goes on as plain blocks. */
static void flow_kept(struct layout *L, const struct block *block, const struct frame *frame)
{
    builder_hold(L);
    flow_children(L, block, frame);
    builder_release(L);
}

static void flow_plainly(struct layout *L, const struct block *block, const struct frame *frame)
{
    diag_warn(L->diag, block->at, "'.%s' is not laid out yet: its content follows as plain blocks",
              div_class_names[block->div]);
    flow_children(L, block, frame);
}

void flow_div(struct layout *L, const struct block *block, const struct frame *outer)
{
    const struct theme *t = L->theme;
    static const struct rule none = {0, 0};
    struct frame frame = *outer;
    frame.lang = block_lang(block, outer->lang);
    switch (block->div) {
    case DIV_PLAIN:
    case DIV_TABLE: /* without rows: doc/ has said so */
    case DIV_FIGURES:
    case DIV_STEPS: flow_children(L, block, &frame); break;
    case DIV_NOTE:
    case DIV_TIP:
    case DIV_WARNING:
    case DIV_IMPORTANT: flow_box(L, block, &frame); break;
    case DIV_COVER: flow_cover(L, block, &frame); break;
    case DIV_KEEP: flow_kept(L, block, &frame); break;
    case DIV_PAGE_BREAK: builder_new_page(L); break;
    case DIV_TOC:
        flow_contents(L, &frame, L->options->toc_depth > 0 ? L->options->toc_depth : 2);
        break;
    case DIV_FACTS: flow_facts(L, block, &frame); break;
    case DIV_QUOTE: flow_pull_quote(L, block, &frame); break;
    case DIV_LEAD: flow_lead(L, block, &frame, &t->lead.look, t->lead.after); break;
    case DIV_KICKER: flow_lead(L, block, &frame, &t->cover.kicker, 0); break;
    case DIV_SIDE: flow_side(L, block, &frame); break;
    case DIV_AGENDA:
        flow_labelled(L, block, &frame, &t->agenda.rule, &t->agenda.who, &t->agenda.title);
        break;
    case DIV_IMPRINT:
        flow_labelled(L, block, &frame, &none, &t->imprint.look, &t->imprint.label);
        break;
    case DIV_CONTACT: flow_contact(L, block, &frame); break;
    case DIV_LOGOS: flow_logos(L, block, &frame); break;
    case DIV_COLUMNS:
    case DIV_COLUMN:
    case DIV_LANDSCAPE:
    case DIV_FORM:
    case DIV_SIGNATURE:
    case DIV_PARALLEL:
    case DIV_CHART:
    case DIV_QR:
    case DIV_GLOSSARY:
    case DIV_SECTION:
    case DIV_INDEX:
    case DIV_LIST_OF_FIGURES:
    case DIV_LIST_OF_TABLES:
    case DIV_CLASSES: flow_plainly(L, block, &frame); break;
    }
}
