/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures that stand alone, and the captions of pictures and tables. */
#include "page/construct.h"

#include <string.h>

#include "page/extent.h"
#include "page/piece.h"

void flow_missing(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct picture *picture = block->picture;
    struct element *p = element_new(L, frame->parent, ROLE_P, block->lang);
    struct text said = picture->alt.n ? picture->alt : text_of(picture->shown);
    struct look look = *frame->look;
    look.is_italic = true;
    struct styled styled = styled_plain(L, builder_arena(L), said, frame, &look, p, picture->at);
    struct flow_lines how = {.before = frame->space};
    flow_styled(L, &styled, frame, &look, &how, NULL);
}

const char *label_numbered(struct layout *L, const struct locale *locale, enum word word,
                           const char *number)
{
    struct arena *arena = builder_arena(L);
    return arena_printf(arena, "%s. ", locale_word_numbered(arena, locale, word, number));
}

/* "Abbildung 3. ", and "(a) " for a picture of a group that has the number. */
static const char *caption_label(struct layout *L, const struct block *block,
                                 const struct locale *locale, enum word word)
{
    const struct block *group = block->parent;
    if (group && group->number && group->kind == BLOCK_DIV && group->div == DIV_FIGURES)
        return arena_printf(builder_arena(L), "(%s) ", block->number + strlen(group->number));
    return label_numbered(L, locale, word, block->number);
}

/* Whose picture it is, where it is said with the picture. */
static const struct text *credit_of(const struct layout *L, const struct block *block)
{
    const struct text *credit =
        block->kind == BLOCK_PICTURE ? attributes_find(block->attr, "credit") : NULL;
    bool is_elsewhere = L->tree->has_credits && !L->theme->caption.has_credit;
    return credit && credit->n && !is_elsewhere ? credit : NULL;
}

const struct block *caption_of(struct layout *L, const struct block *block)
{
    struct arena *arena = builder_arena(L);
    const struct text *credit = credit_of(L, block);
    const struct block *caption = block->caption;
    if (!credit)
        return caption;
    struct block *out = ARENA_NEW(arena, struct block);
    size_t n = caption ? caption->spans : 0;
    struct span *span = ARENA_ARRAY(arena, struct span, n + 2);
    const char *lang = attributes_value_lang(block->attr, "credit");
    struct text said = caption ? caption->text : TEXT("");
    const char *between = said.n ? " · " : "";
    *out = caption ? *caption
                   : (struct block){
                         .kind = BLOCK_PARAGRAPH, .attr = block->attr, .at = block->picture->at};
    for (size_t i = 0; i < n; i++)
        span[i] = caption->span[i];
    uint32_t to = (uint32_t)(said.n + strlen(between));
    if (*between)
        span[n++] = (struct span){.from = (uint32_t)said.n, .to = to, .at = out->at};
    span[n++] = (struct span){.from = to,
                              .to = to + (uint32_t)credit->n,
                              .style = INLINE_VALUE,
                              .lang = lang,
                              .at = block->picture->at};
    out->text = text_of(arena_printf(arena, "%.*s%s%.*s", (int)said.n, said.n ? said.p : "",
                                     between, (int)credit->n, credit->p));
    out->span = span;
    out->spans = n;
    return out;
}

struct styled styled_caption(struct layout *L, const struct block *block, struct frame *in,
                             struct element *parent, enum word word)
{
    const struct look *look = &L->theme->caption.look;
    const struct block *said = caption_of(L, block);
    in->lang = block_lang(said, in->lang);
    struct element *caption = element_new(L, parent, ROLE_CAPTION, in->lang);
    if (block->number) {
        const char *label = caption_label(L, block, lang_locale(L, in->lang), word);
        said = block_labelled(builder_arena(L), said, text_of(label), INLINE_STRONG,
                              locale_word_lang(lang_locale(L, in->lang), word, in->lang));
    }
    struct styled styled = styled_text(L, builder_arena(L), said, in, look, caption);
    styled.para.balances = true;
    if (block->number)
        ((struct stretch *)styled.para.stretch)[0].ink =
            ink_of(L, look, INLINE_STRONG, L->theme->caption.label_color);
    return styled;
}

const char *caption_anchor(struct layout *L, const struct block *block)
{
    const char *kind = block->kind == BLOCK_TABLE ? "table" : "figure";
    if (block->attr->id || !block->number || L->is_echo)
        return block->attr->id;
    return arena_printf(L->arena, "%s %s", kind, block->number); /* no id has a space */
}

static void flow_caption_named(struct layout *L, const struct block *block,
                               const struct frame *frame, struct element *parent, enum word word,
                               bool keeps, const struct block *named)
{
    const struct look *look = &L->theme->caption.look;
    struct frame in = frame_ragged(frame);
    in.is_free = true;
    struct styled styled = styled_caption(L, block, &in, parent, word);
    struct flow_lines how = {0, keeps ? L->theme->caption.after : 0, true, keeps, true, false};
    flow_styled(L, &styled, &in, look, &how, named);
}

void flow_caption_only(struct layout *L, const struct block *block, const struct frame *frame,
                       struct element *parent, enum word word, bool keeps)
{
    flow_caption_named(L, block, frame, parent, word, keeps, NULL);
}

void flow_caption(struct layout *L, const struct block *block, const struct frame *frame,
                  struct element *parent, enum word word, bool keeps)
{
    struct block named = *block;
    struct attributes attr = *block->attr;
    attr.id = caption_anchor(L, block);
    named.attr = &attr;
    flow_caption_named(L, block, frame, parent, word, keeps, &named);
}

static void add_picture(struct layout *L, const struct block *block, const struct frame *frame,
                        struct element *figure, const struct picture_box *box, bool is_wide,
                        bool keeps)
{
    struct piece *p = piece_new(L, frame);
    piece_picture(L, p, block->picture, box, figure, frame->x, 0);
    p->height = box->h;
    p->is_free = true;
    p->is_wide = is_wide;
    p->keeps = keeps;
    p->trace = "picture";
    if (caption_anchor(L, block) && (!caption_of(L, block) || L->theme->caption.is_below)) {
        struct display *anchor = piece_item(L, p, DISPLAY_ANCHOR);
        anchor->artifact = ARTIFACT_LAYOUT;
        anchor->name = caption_anchor(L, block);
    }
    builder_add(L, p);
    if (keeps)
        builder_gap(L, frame, L->theme->caption.after / 2, true);
}

/* A picture that does not say how wide it wants to be takes one of the theme's widths, so that a
 * document's pictures are alike; one smaller than all of them stays as it is. */
static void take_usual_width(struct layout *L, const struct picture *picture,
                             struct picture_box *box)
{
    const struct lengths *widths = &L->theme->picture.widths;
    const struct attributes *attr = picture->attr;
    sp best = 0;
    if (attr && (attributes_find(attr, "width") || attributes_find(attr, "height")))
        return;
    for (size_t i = 0; i < widths->n; i++)
        if (widths->length[i] <= box->w && widths->length[i] > best)
            best = widths->length[i];
    if (best)
        picture_scale(box, best);
}

enum { SHRINKS_TO = 90, SHRINKS_MUCH_TO = 80, LARGE_HOLE = 35 }; /* percent */

/* A picture that misses its page by a little is made smaller rather than leave the page's foot
 * white; by more, if the white would be large. */
static void shrink_to_rest(struct layout *L, struct picture_box *box, sp below)
{
    sp rest = builder_rest(L) - below, room = builder_room(L);
    sp share = rest > sp_ratio(room, LARGE_HOLE, 100) ? SHRINKS_MUCH_TO : SHRINKS_TO;
    if (box->h > rest && sp_ratio(box->h, share, 100) <= rest)
        picture_scale(box, sp_ratio(box->w, rest, box->h));
    if (box->h > rest && box->h - rest <= SP_PT / 100) /* rounded up */
        box->h = rest;
}

static struct frame picture_frame(struct layout *L, const struct picture *picture,
                                  const struct frame *frame)
{
    sp wish = picture_wish(L, picture, "width", frame->width);
    struct frame in = wish > frame->width ? frame_wide(frame) : *frame;
    if (wish > in.width + SP_PT)
        diag_warn(L->diag, picture->at, "the picture is %lld mm too wide",
                  (long long)((length_mm100(wish - in.width) + 99) / 100));
    return in;
}

void flow_picture(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct picture_box box;
    const struct picture *picture = block->picture;
    const struct block *caption = caption_of(L, block);
    sp room = builder_room(L) - (caption ? 4 * L->theme->caption.look.leading : 0);
    struct frame in = picture_frame(L, picture, frame);
    if (!picture_measure(L, picture, in.width, room, &box)) {
        flow_missing(L, block, &in);
        return;
    }
    take_usual_width(L, picture, &box);
    struct element *figure = picture_element(L, picture, in.parent, frame->lang);
    struct element *parent = figure ? figure : in.parent;
    bool is_below = L->theme->caption.is_below && caption;
    builder_gap(L, &in, L->theme->table.space, true);
    if (caption && !is_below)
        flow_caption(L, block, &in, parent, WORD_FIGURE, true);
    shrink_to_rest(L, &box, is_below ? 3 * L->theme->caption.look.leading : 0);
    picture_judge(L, picture, &box);
    add_picture(L, block, &in, figure, &box, in.x != frame->x, is_below);
    if (is_below)
        flow_caption_only(L, block, &in, parent, WORD_FIGURE, false);
    builder_gap(L, &in, L->theme->table.space, false);
}
