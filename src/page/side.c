/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The side column: labels and notes, level with the first line of the block after them. */
#include "page/construct.h"

#include "page/mirror.h"

enum { NARROWEST_SIDE = 15 /* mm */ };

struct frame frame_side(const struct layout *L, const struct frame *frame)
{
    struct frame side = frame_ragged(frame);
    side.x = frame->wide_x;
    side.width = frame->x - frame->wide_x - L->theme->page.gutter;
    side.indent = 0;
    if (side.width < MM(NARROWEST_SIDE))
        side.width = 0;
    return side;
}

/* Lines that wait to be attached, in a piece. */
static void add_lines(struct layout *L, struct piece *side, const struct styled *styled,
                      const struct look *look, const struct frame *frame)
{
    struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled->para, L->diag);
    for (size_t i = 0; i < lines->n; i++) {
        sp excess = line_excess(L, &lines->line[i], look);
        piece_line(L, side, styled, &lines->line[i], frame->x,
                   side->height + excess + baseline_in(L, look), frame);
        side->height += look->leading + excess;
    }
}

sp attach_text(struct layout *L, const struct styled *styled, const struct look *look,
               const struct frame *frame)
{
    struct piece *side = piece_new(L, frame);
    add_lines(L, side, styled, look, frame);
    builder_attach(L, side, side->height > look->leading ? side->height : 0, baseline_in(L, look));
    return side->height;
}

static void side_paragraph(struct layout *L, struct piece *side, const struct block *block,
                           const struct frame *frame)
{
    const struct look *look = &L->theme->side;
    struct element *p = element_new(L, frame->parent, ROLE_P, block->lang);
    struct styled styled = styled_text(L, builder_arena(L), block, frame, look, p);
    override_strong(L, &styled, look, &L->theme->strong_side);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    add_lines(L, side, &styled, look, frame);
}

static void attach(struct layout *L, struct piece *side)
{
    if (side->items)
        builder_attach(L, side, side->height + L->theme->side.leading,
                       baseline_in(L, &L->theme->side));
}

void attach_side(struct layout *L, const struct block *paragraph, const struct frame *frame)
{
    struct piece *side = piece_new(L, frame);
    side_paragraph(L, side, paragraph, frame);
    attach(L, side);
}

enum { LONGEST_SIDE = 900 }; /* bytes of text; more is set in the text column, where it can break */

static bool is_long(const struct block *side)
{
    size_t n = 0;
    for (const struct block *b = side->child; b; b = b->next)
        n += b->kind == BLOCK_PARAGRAPH ? b->text.n : LONGEST_SIDE + 1;
    return n > LONGEST_SIDE;
}

void flow_side(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct frame in = frame_side(L, frame);
    if (!in.width || is_long(block)) {
        builder_gap(L, frame, L->theme->list.around, false);
        flow_children(L, block, frame);
        builder_gap(L, frame, L->theme->list.around, true);
        return;
    }
    in.look = &L->theme->side;
    in.parent = element_new(L, frame->parent, ROLE_ASIDE, frame->lang);
    in = frame_directed(&in, lang_is_rtl(L, in.lang));
    struct piece *side = piece_new(L, &in);
    for (const struct block *b = block->child; b; b = b->next)
        side_paragraph(L, side, b, &in);
    attach(L, side);
}
