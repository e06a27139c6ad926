/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft says so on every page: the word across the sheet, below everything, in a grey on which
 * all text stays legible, and a label with the date at the sheet's upper edge, above everything. A
 * cover's picture would hide the word; there the label is large instead. The word is drawn as
 * shapes, so that it does not stand among a page's text when that is copied or searched; the label
 * is text. Both are artifacts. */
#include "page/piece.h"

#include <string.h>

#include "line/outline.h"

enum { PALE = 0xE8EAEC, PAPER = 0xFFFFFF, PAINT = 0xB5402A };

struct label {
    const struct line *line;
    sp width, height, baseline, padding;
};
struct watermark {
    struct path word; /* about the page's middle */
    struct label small, large;
};

static struct look label_look(const struct layout *L)
{
    struct look look = L->theme->strong_side;
    look.color = PAPER;
    look.figures = FIGURES_LINING;
    return look;
}

static const struct line *set_line(struct layout *L, const char *said, const struct look *look)
{
    struct frame frame = {.width = SP_MAX / 16, .lang = L->tree->lang};
    struct styled styled =
        styled_plain(L, L->arena, text_of(said), &frame, look, L->root, (struct place){0});
    return &paragraph_set(L->arena, L->shaper, &styled.para, NULL)->line[0];
}

/* Turned about the origin by the angle of a triangle of sides 3, 4 and 5, which is near a sheet's
 * diagonal and exact in integers: rising along the direction of reading. */
static struct point turned(const struct layout *L, sp x, sp y)
{
    bool is_upright = L->shape.width <= L->shape.height;
    int64_t cosine = is_upright ? 3 : 4, sine = is_upright ? 4 : 3;
    if (locale_is_rtl(L->tree->locale))
        sine = -sine;
    return (struct point){sp_ratio(x, cosine, 5) + sp_ratio(y, sine, 5),
                          sp_ratio(y, cosine, 5) - sp_ratio(x, sine, 5)};
}

/* As long as two thirds of the line at that angle through the sheet's middle. */
static sp word_length(const struct layout *L)
{
    sp across = sp_min(L->shape.width, L->shape.height);
    sp along = sp_max(L->shape.width, L->shape.height);
    return sp_ratio(sp_min(sp_ratio(across, 5, 3), sp_ratio(along, 5, 4)), 2, 3);
}

static struct path draw_word(struct layout *L)
{
    struct look look = label_look(L);
    sp width = sp_max(1, set_line(L, L->options->draft, &look)->width);
    look.size = sp_ratio(look.size, word_length(L), width);
    const struct line *line = set_line(L, L->options->draft, &look);
    struct outline o = outline_of_line(L->arena, line);
    struct point *point = ARENA_ARRAY(L->arena, struct point, o.spots + 1);
    sp half = line->x + line->width / 2, middle = cap_height_of(L, &look) / 2;
    for (size_t i = 0; i < o.spots; i++)
        point[i] = turned(L, o.spot[i].x - half, o.spot[i].y + middle);
    return (struct path){o.op, point};
}

/* scale: thousandths of the size that labels have */
static struct label scaled_label(struct layout *L, int64_t scale)
{
    struct look look = label_look(L);
    const char *date = L->options->draft_date, *word = L->options->draft;
    look.size = sp_ratio(look.size, scale, 1000);
    look.leading = sp_ratio(look.leading, scale, 1000);
    /* U+200F: the date's day belongs to the date, not to a Latin word before it. */
    const char *between = locale_is_rtl(L->tree->locale) ? " ·\xE2\x80\x8F " : " · ";
    const char *said = date ? arena_printf(L->arena, "%s%s%s", word, between, date) : word;
    struct label label = {set_line(L, said, &look), .padding = look.leading};
    label.width = label.line->width + 2 * label.padding;
    label.height = 2 * look.leading;
    label.baseline = label.height - (look.leading - cap_height_of(L, &look) / 2) * 4 / 5;
    return label;
}

/* On a narrow sheet a label is smaller. */
static struct label set_label(struct layout *L, int64_t scale)
{
    struct label label = scaled_label(L, scale);
    sp room = L->shape.width - 2 * L->shape.outside;
    if (label.width <= room || room <= 0)
        return label;
    return scaled_label(L, sp_ratio(scale, room, label.width));
}

static struct watermark *draw(struct layout *L)
{
    struct watermark *w = ARENA_NEW(L->arena, struct watermark);
    *w = (struct watermark){draw_word(L), set_label(L, 1000), set_label(L, 2500)};
    return w;
}

/* The label hangs from the sheet's upper edge, where reading ends; a rim of paper keeps it apart
 * from a cover's picture. */
static void add_label(const struct layout *L, const struct label *label, struct display *out)
{
    sp margin = L->shape.outside, rim = PT(2);
    sp x = locale_is_rtl(L->tree->locale) ? margin : L->shape.width - margin - label->width;
    out[0] = display_box(ARTIFACT_WATERMARK, x - rim, 0, label->width + 2 * rim,
                         label->height + rim, PAPER);
    out[1] = display_box(ARTIFACT_WATERMARK, x, 0, label->width, label->height, PAINT);
    out[2] = (struct display){.kind = DISPLAY_LINE,
                              .artifact = ARTIFACT_WATERMARK,
                              .x = x + label->padding - label->line->x,
                              .y = label->baseline,
                              .line = label->line,
                              .fill = {-1, -1, 0}};
}

void watermark_add(struct layout *L, bool is_cover, struct display **item, size_t *items,
                   struct arena *arena)
{
    enum { ABOVE = 3 };
    size_t below = is_cover ? 0 : 1;
    struct display *list = ARENA_ARRAY(arena, struct display, *items + below + ABOVE);
    struct watermark **w_of = &L->watermark[shape_is_turned(L)];
    if (!*w_of)
        *w_of = draw(L);
    const struct watermark *w = *w_of;
    if (!is_cover)
        list[0] = (struct display){.kind = DISPLAY_PATH,
                                   .artifact = ARTIFACT_WATERMARK,
                                   .x = L->shape.width / 2,
                                   .y = L->shape.height / 2,
                                   .fill = {PALE, -1, 0},
                                   .path = w->word};
    if (*items)
        memcpy(list + below, *item, *items * sizeof *list);
    add_label(L, is_cover ? &w->large : &w->small, list + below + *items);
    *item = list;
    *items += below + ABOVE;
}
