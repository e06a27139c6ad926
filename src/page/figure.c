/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures that stand alone, and the captions of pictures and tables. */
#include "page/layout.h"

#include "page/picture.h"

/* A length, or a percentage of `whole`. */
static bool read_extent(struct text t, sp whole, sp *out)
{
    int64_t percent;
    if (text_ends(t, "%") && decimal_parse(text_slice(t, 0, t.n - 1), 100, &percent)) {
        *out = sp_ratio(whole, percent, 10000);
        return *out > 0;
    }
    return length_parse(t, out) && *out > 0;
}

static sp wanted_extent(struct layout *L, const struct picture *picture, const char *key, sp whole)
{
    sp extent = 0;
    const struct text *value = picture->attr ? attributes_find(picture->attr, key) : NULL;
    if (value && !read_extent(*value, whole, &extent))
        diag_error(L->diag, picture->at, "'%s' wants a length or a percentage, not '%.*s'", key,
                   (int)value->n, value->p);
    return extent;
}

enum { USUAL_DPI = 200, LEAST_DPI = 72 };

/* On paper a picture needs more pixels than on a screen. */
static void judge_resolution(struct layout *L, const struct picture *picture, int64_t px, sp w)
{
    int64_t dpi = px * PT(72) / sp_max(w, 1);
    if (dpi < (int64_t)L->options->least_dpi)
        diag_warn(L->diag, picture->at, "'%s' has %lld dpi at its size, print wants %u",
                  picture->shown, (long long)dpi, L->options->least_dpi);
}

bool picture_fit(struct layout *L, const struct picture *picture, sp max_width, sp max_height,
                 sp *w, sp *h)
{
    struct picture_info info;
    if (!picture->path ||
        !picture_read_info(picture->path, picture->shown, picture->at, &info, L->diag))
        return false;
    bool is_turned = info.orientation >= 5;
    int64_t px = is_turned ? info.height : info.width, py = is_turned ? info.width : info.height;
    int64_t dpi = info.dpi >= LEAST_DPI ? info.dpi : USUAL_DPI;
    sp width = wanted_extent(L, picture, "width", max_width);
    sp height = wanted_extent(L, picture, "height", max_height);
    if (!width && !height)
        width = sp_ratio(PT(72), px, dpi);
    if (!width)
        width = sp_ratio(height, px, py);
    if (!height)
        height = sp_ratio(width, py, px);
    if (width > max_width) {
        height = sp_ratio(height, max_width, width);
        width = max_width;
    }
    if (height > max_height) {
        width = sp_ratio(width, max_height, height);
        height = max_height;
    }
    *w = sp_max(width, 1);
    *h = sp_max(height, 1);
    judge_resolution(L, picture, px, *w);
    return true;
}

/* The alternative text in the picture's place. */
static void flow_missing(struct layout *L, const struct block *block, const struct frame *frame)
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

void flow_caption(struct layout *L, const struct block *block, const struct frame *frame,
                  struct element *parent, enum word word, bool keeps)
{
    const struct look *look = &L->theme->caption.look;
    struct frame in = *frame;
    in.align = TEXT_START;
    in.hyphenates = in.protrudes = false;
    in.expand = 0;
    in.is_free = true;
    in.lang = block_lang(block->caption, frame->lang);
    struct element *caption = element_new(L, parent, ROLE_CAPTION, NULL);
    const struct block *said = block->caption;
    if (block->number) {
        const char *label = arena_printf(builder_arena(L), "%s\u00A0%s. ",
                                         locale_word(L->tree->locale, word), block->number);
        said = block_labelled(builder_arena(L), said, text_of(label), INLINE_STRONG);
    }
    struct styled styled = styled_text(L, builder_arena(L), said, &in, look, caption);
    styled.para.balances = true;
    if (block->number)
        ((struct stretch *)styled.para.stretch)[0].ink =
            ink_of(L, look, INLINE_STRONG, L->theme->caption.label_color);
    struct flow_lines how = {0, keeps ? L->theme->caption.after : 0, true, keeps, true};
    flow_styled(L, &styled, &in, look, &how, block);
}

static void add_picture(struct layout *L, const struct block *block, const struct frame *frame,
                        struct element *figure, sp w, sp h)
{
    struct piece *p = piece_new(L, frame);
    struct display *d = piece_item(L, p, DISPLAY_PICTURE);
    d->picture = block->picture;
    d->element = figure;
    d->artifact = figure ? ARTIFACT_NONE : ARTIFACT_LAYOUT;
    d->x = frame->x;
    d->w = w;
    d->h = h;
    p->height = h;
    p->is_free = true;
    p->is_wide = w > frame->width;
    p->trace = "picture";
    if (block->attr->id && !block->caption) {
        struct display *anchor = piece_item(L, p, DISPLAY_ANCHOR);
        anchor->artifact = ARTIFACT_LAYOUT;
        anchor->name = block->attr->id;
    }
    builder_add(L, p);
    builder_gap(L, frame, L->theme->table.space, false);
}

void flow_picture(struct layout *L, const struct block *block, const struct frame *frame)
{
    sp w, h, room = builder_room(L) - (block->caption ? 4 * L->theme->caption.look.leading : 0);
    struct frame in = *frame;
    sp wish = wanted_extent(L, block->picture, "width", frame->width);
    if (wish > frame->width)
        in = frame_wide(frame);
    if (wish > in.width + SP_PT)
        diag_warn(L->diag, block->picture->at, "the picture is %lld mm too wide",
                  (long long)((length_mm100(wish - in.width) + 99) / 100));
    if (!picture_fit(L, block->picture, in.width, room, &w, &h)) {
        flow_missing(L, block, &in);
        return;
    }
    struct element *figure = NULL;
    if (!block->picture->is_decorative) {
        figure = element_new(L, in.parent, ROLE_FIGURE, block->lang);
        figure->alt = block->picture->alt;
    }
    builder_gap(L, &in, L->theme->table.space / 2, true);
    if (block->caption)
        flow_caption(L, block, &in, figure ? figure : in.parent, WORD_FIGURE, true);
    add_picture(L, block, &in, figure, w, h);
}
