/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Right-to-left documents, and blocks that read against their document. Constructs count from the
 * start edge, whichever side that is: a frame's x 0 is where its text begins. Two places make sides
 * of it. A block that reads the other way is set in a *turned* frame, mirrored about its text's
 * measure, and its pieces are turned when they go to the builder, so that all that waits there
 * counts from the document's start. When a page of a right-to-left document goes out, the page is
 * mirrored as a whole. Within a line all is in its place already: a line moves with its measure. */
#include "page/mirror.h"

#include <string.h>

#include "doc/language.h"

bool lang_is_rtl(const struct layout *L, const char *lang)
{
    return !lang || lang == L->tree->lang ? L->is_rtl : language_is_rtl(lang);
}

const struct locale *lang_locale(const struct layout *L, const char *lang)
{
    const struct tree *tree = L->tree;
    bool is_second = lang && tree->second_lang && strcmp(lang, tree->second_lang) == 0;
    return is_second ? tree->second_locale : tree->locale;
}

/* Frames */

sp turned_x(struct turn turn, sp x, sp width)
{
    return turn.flips ? turn.at - x - width : turn.at + x;
}

/* What a mirror about `at` does first and the turn after it. */
static struct turn turn_over(struct turn turn, sp at)
{
    return (struct turn){!turn.flips, turn.flips ? turn.at - at : turn.at + at};
}

struct frame frame_directed(const struct frame *frame, bool is_rtl)
{
    struct frame in = *frame;
    if (is_rtl == frame->is_rtl)
        return in;
    sp at = 2 * frame->x + frame->width;
    in.is_rtl = is_rtl;
    in.turn = turn_over(frame->turn, at);
    in.wide_x = at - frame->wide_x - frame->wide_width;
    return in;
}

sp line_at(const struct frame *frame, const struct line *line, sp x, sp width)
{
    return frame->is_rtl ? line->measure - x - width : x;
}

void keep_side(struct paragraph *para, const struct frame *frame)
{
    if (para->is_rtl != frame->is_rtl && para->align != TEXT_CENTER)
        para->align = para->align == TEXT_END ? TEXT_START : TEXT_END;
}

/* What has been set */

/* A path of a width is a sign: it has its place, but reads the same everywhere. */
static void turn_path(struct arena *arena, struct display *d)
{
    size_t n = path_points(d->path.op);
    struct point *point = ARENA_ARRAY(arena, struct point, n);
    for (size_t i = 0; i < n; i++)
        point[i] = (struct point){-d->path.point[i].x, d->path.point[i].y};
    d->path.point = point;
}

static void turn_item(struct arena *arena, struct turn turn, struct display *d)
{
    if (d->kind == DISPLAY_PATH && d->w == 0 && turn.flips)
        turn_path(arena, d);
    d->x = turned_x(turn, d->x, d->kind == DISPLAY_LINE ? d->line->measure : d->w);
}

void mirror_items(struct arena *arena, struct turn turn, struct display *item, size_t items,
                  struct late_item *late, size_t lates)
{
    for (size_t i = 0; i < items; i++)
        turn_item(arena, turn, &item[i]);
    for (size_t i = 0; i < lates; i++)
        late[i].box.x = turned_x(turn, late[i].box.x, late[i].box.w);
}

void piece_turn(struct layout *L, struct piece *p)
{
    if (p->turn.flips || p->turn.at)
        mirror_items(builder_arena(L), p->turn, p->item, p->items, p->late, p->lates);
    p->turn = (struct turn){0};
}
