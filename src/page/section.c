/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture with the text beside it that it belongs to: the picture at the start, text from there
 * on, both on one page. */
#include "page/construct.h"

#include "page/extent.h"
#include "page/piece.h"

enum { LEAST_TEXT = 30 /* mm */ };

static const struct block *find_picture(const struct block *block)
{
    for (const struct block *b = block->child; b; b = b->next)
        if (b->kind == BLOCK_PICTURE)
            return b;
    return NULL;
}

/* Its name to refer to, and its caption below. */
static void add_words(struct layout *L, struct piece *p, const struct block *block,
                      const struct frame *frame, struct element *parent)
{
    const struct look *look = &L->theme->caption.look;
    struct frame in = frame_ragged(frame);
    if (caption_anchor(L, block)) {
        struct display *anchor = piece_item(L, p, DISPLAY_ANCHOR);
        anchor->artifact = ARTIFACT_LAYOUT;
        anchor->name = caption_anchor(L, block);
    }
    if (!block->caption)
        return;
    struct styled styled = styled_caption(L, block, &in, parent, WORD_FIGURE);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled.para, L->diag);
    p->height += L->theme->caption.after / 2;
    for (size_t i = 0; i < lines->n; i++, p->height += look->leading)
        piece_line(L, p, &styled, &lines->line[i], in.x, p->height + baseline_in(L, look), &in);
}

/* The picture's upper edge is level with the first line's capitals. */
static bool attach_picture(struct layout *L, const struct block *block, const struct frame *frame,
                           const struct look *look)
{
    struct picture_box box;
    if (!picture_set(L, block->picture, frame->width, builder_room(L), &box))
        return false;
    if (box.w < frame->width && !picture_wish(L, block->picture, "width", frame->width)) {
        picture_scale(&box, frame->width);
        picture_judge(L, block->picture, &box);
    }
    struct piece *holder = piece_new(L, frame);
    sp above = baseline_in(L, look) - cap_height_of(L, look);
    struct element *figure =
        picture_element(L, block->picture, frame->parent, block_lang(block, frame->lang));
    piece_picture(L, holder, block->picture, &box, figure, frame->x, 0);
    holder->height = box.h;
    add_words(L, holder, block, frame, figure ? figure : frame->parent);
    builder_attach(L, holder, sp_max(holder->height, L->theme->section.min_height - above),
                   cap_height_of(L, look));
    return true;
}

static const struct look *first_look(const struct layout *L, const struct block *block,
                                     const struct look *other)
{
    for (const struct block *b = block->child; b; b = b->next)
        if (b->kind == BLOCK_HEADING)
            return &L->theme->heading[b->level > HEADING_LEVELS ? 5 : b->level - 1].look;
        else if (b->kind != BLOCK_PICTURE)
            return other;
    return other;
}

/* A piece without ink below picture and text, wherever the longer one ends. */
static void close_section(struct layout *L, const struct frame *frame)
{
    struct piece *p = piece_new(L, frame);
    p->is_free = p->is_wide = true;
    p->height = 1;
    p->trace = "section";
    builder_add(L, p);
}

void flow_section(struct layout *L, const struct block *block, const struct frame *outer)
{
    const struct theme *t = L->theme;
    const struct block *picture = find_picture(block);
    struct frame frame = frame_wide(outer), text = *outer;
    frame.width = sp_min(t->section.picture, frame.width / 2);
    frame.parent = text.parent = element_new(L, outer->parent, ROLE_DIV, outer->lang);
    if (!picture && t->section.picture_required)
        diag_warn(L->diag, block->at, "theme '%s' wants a picture in each '.section'", t->name);
    text.x = sp_max(outer->x, frame.x + frame.width + t->section.gap);
    text.width = outer->x + outer->width - text.x;
    if (text.width < MM(LEAST_TEXT)) {
        flow_children(L, block, outer);
        return;
    }
    text.wide_x = text.x;
    text.wide_width = text.width;
    builder_hold(L);
    sp before = builder_sum(L);
    if (picture && !attach_picture(L, picture, &frame, first_look(L, block, outer->look)))
        flow_missing(L, picture, &text);
    for (const struct block *b = block->child; b; b = b->next)
        if (b != picture)
            flow_block(L, b, &text);
    builder_settle(L, outer);
    close_section(L, outer);
    judge_chain(L, block, before);
    builder_release(L);
    builder_gap(L, outer, t->section.after, false);
}
