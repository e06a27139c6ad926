/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fenced divs: which construct each is; and the small ones: quotations, leads, contact, logos. */
#include "page/layout.h"

static void flow_contact(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct frame in = frame_ragged(frame);
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
    struct frame in = frame_ragged(frame);
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
    struct frame in = frame_ragged(frame);
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

/* A break within columns, or in what is kept together, would tear them. */
static void flow_page_break(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct text *to = attributes_find(block->attr, "to");
    if (to && !text_is(*to, "right"))
        diag_error(L->diag, block->at, "'to' wants right, not '%.*s'", (int)to->n, to->p);
    if (frame->is_column)
        diag_error(L->diag, block->at, "a page cannot be broken within columns");
    else
        builder_new_page(L, to && text_is(*to, "right"));
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
    case DIV_PAGE_BREAK: flow_page_break(L, block, &frame); break;
    case DIV_TOC:
        flow_contents(L, &frame, L->options->toc_depth > 0 ? L->options->toc_depth : 2);
        break;
    case DIV_FACTS: flow_facts(L, block, &frame); break;
    case DIV_QUOTE: flow_pull_quote(L, block, &frame); break;
    case DIV_LEAD: flow_lead(L, block, &frame, &t->lead.look, t->lead.after); break;
    case DIV_KICKER: flow_kicker(L, block, &frame); break;
    case DIV_SIDE: flow_side(L, block, &frame); break;
    case DIV_AGENDA:
        flow_labelled(L, block, &frame, &t->agenda.rule, &t->agenda.who, &t->agenda.title);
        break;
    case DIV_IMPRINT:
        flow_labelled(L, block, &frame, &none, &t->imprint.look, &t->imprint.label);
        break;
    case DIV_COLUMNS: flow_columns(L, block, &frame); break;
    case DIV_COLUMN:
        diag_error(L->diag, block->at, "'.column' stands in '.columns' only");
        flow_children(L, block, &frame);
        break;
    case DIV_LANDSCAPE: flow_landscape(L, block, &frame); break;
    case DIV_CONTACT: flow_contact(L, block, &frame); break;
    case DIV_LOGOS: flow_logos(L, block, &frame); break;
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
