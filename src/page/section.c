/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture with the text that it belongs to, both on one page: the picture at the start, or where
 * `picture=end` says so, and the text beside it, or below it where it would be too narrow. */
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
    if (!caption_of(L, block))
        return;
    struct styled styled = styled_caption(L, block, &in, parent, WORD_FIGURE);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled.para, L->diag);
    p->height += L->theme->caption.after / 2;
    for (size_t i = 0; i < lines->n; i++, p->height += look->leading)
        piece_line(L, p, &styled, &lines->line[i], in.x, p->height + baseline_in(L, look), &in);
}

/* A piece of the picture and its caption; NULL: it cannot be shown. */
static struct piece *set_picture(struct layout *L, const struct block *block,
                                 const struct frame *frame)
{
    struct picture_box box;
    if (!picture_set(L, block->picture, frame->width, builder_room(L), &box))
        return NULL;
    if (box.w < frame->width && !picture_wish(L, block->picture, "width", frame->width)) {
        picture_scale(&box, frame->width);
        picture_judge(L, block->picture, &box);
    }
    struct piece *holder = piece_new(L, frame);
    struct element *figure =
        picture_element(L, block->picture, frame->parent, block_lang(block, frame->lang));
    piece_picture(L, holder, block->picture, &box, figure, frame->x, 0);
    holder->height = box.h;
    add_words(L, holder, block, frame, figure ? figure : frame->parent);
    return holder;
}

/* The picture's upper edge is level with the first line's capitals. */
static bool attach_picture(struct layout *L, const struct block *block, const struct frame *frame,
                           const struct look *look)
{
    struct piece *holder = set_picture(L, block, frame);
    if (!holder)
        return false;
    sp above = baseline_in(L, look) - cap_height_of(L, look);
    builder_attach(L, holder, sp_max(holder->height, L->theme->section.min_height - above),
                   cap_height_of(L, look));
    return true;
}

static bool add_picture(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct piece *holder = set_picture(L, block, frame);
    if (!holder)
        return false;
    holder->is_free = holder->keeps = holder->is_prelude = true;
    holder->after = L->theme->body.look.leading / 2;
    holder->trace = "picture";
    builder_add(L, holder);
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

static bool begins_with_heading(const struct block *block)
{
    const struct block *b = block->child;
    while (b && b->kind == BLOCK_PICTURE)
        b = b->next;
    return b && b->kind == BLOCK_HEADING;
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

static bool stands_at_end(struct layout *L, const struct block *block)
{
    const struct text *side = attributes_find(block->attr, "picture");
    bool is_end = side && text_is(*side, "end");
    if (side && !is_end && !text_is(*side, "start"))
        diag_error(L->diag, block->at, "'picture' wants start or end, not '%.*s'", (int)side->n,
                   side->p);
    return is_end;
}

/* Where the picture and the text stand, beside each other. */
static void part_frames(struct layout *L, const struct block *block, const struct frame *outer,
                        struct frame *picture, struct frame *text)
{
    const struct theme *t = L->theme;
    sp end = outer->x + outer->width;
    *picture = frame_wide(outer);
    sp whole = picture->x + picture->width;
    picture->width = sp_min(t->section.picture, picture->width / 2);
    *text = *outer;
    if (stands_at_end(L, block)) {
        picture->x = whole - picture->width;
        text->width = sp_min(end, picture->x - t->section.gap) - text->x;
    } else {
        text->x = sp_max(outer->x, picture->x + picture->width + t->section.gap);
        text->width = end - text->x;
    }
}

void flow_section(struct layout *L, const struct block *block, const struct frame *outer)
{
    const struct theme *t = L->theme;
    const struct block *picture = find_picture(block);
    struct frame frame, text;
    part_frames(L, block, outer, &frame, &text);
    frame.parent = text.parent = element_new(L, outer->parent, ROLE_DIV, outer->lang);
    if (!picture && t->section.picture_required)
        diag_warn(L->diag, block->at, "theme '%s' wants a picture in each '.section'", t->name);
    bool is_narrow = text.width < sp_max(t->section.least_text, MM(LEAST_TEXT));
    if (is_narrow) {
        text.x = outer->x;
        text.width = outer->width;
        frame.x = frame_wide(outer).x;
    }
    text.wide_x = text.x;
    text.wide_width = text.width;
    if (!begins_with_heading(block))
        builder_gap(L, outer, t->table.space, true);
    builder_hold(L);
    sp before = builder_sum(L);
    bool is_shown = picture && (is_narrow ? add_picture(L, picture, &frame)
                                          : attach_picture(L, picture, &frame,
                                                           first_look(L, block, outer->look)));
    if (picture && !is_shown)
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
