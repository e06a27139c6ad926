/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Size and margins of pages. Upright pages are the theme's. A turned one (.landscape) is an upright
 * one seen from its right: its top is the upright page's left edge, so in a bound document all
 * turned pages are read the same way, the book turned clockwise. Whichever of the inner and outer
 * margin lies there, both edges keep the larger one, and at least room for head and foot; what were
 * bottom and top are the margins at start and end of its lines. In a right-to-left document all of
 * that is mirrored. */
#include "page/layout.h"

enum { LEAST_HEIGHT = 40 /* mm; on lower pages the margins are the upright page's own */ };

static sp narrower(sp margin, sp most)
{
    return most ? sp_min(margin, most) : margin;
}

struct page_shape shape_upright(const struct layout *L)
{
    const struct theme *t = L->theme;
    sp both = L->tree->is_bilingual ? t->parallel.margin : 0; /* both languages own the page */
    return (struct page_shape){.width = t->page.width,
                               .height = t->page.height,
                               .inside = narrower(t->page.inside, both),
                               .outside = narrower(t->page.outside, both),
                               .top = t->page.top,
                               .bottom = t->page.bottom,
                               .mirrors = t->page.mirrors};
}

static bool has_items(const struct furniture *f)
{
    for (size_t k = 0; k < FURNITURE_SETS; k++)
        if (k != FURNITURE_COVER && f->set[k].items)
            return true;
    return false;
}

struct page_shape shape_turned(const struct layout *L)
{
    const struct theme *t = L->theme;
    sp edge = sp_max(t->page.inside, t->page.outside);
    sp line = 2 * t->body.look.leading;
    struct page_shape turned = {.width = t->page.height,
                                .height = t->page.width,
                                .inside = t->page.bottom,
                                .outside = t->page.top,
                                .top = sp_max(edge, has_items(&t->head) ? t->head.y + line : 0),
                                .bottom = sp_max(edge, has_items(&t->foot) ? t->foot.y + line : 0)};
    if (turned.height - turned.top - turned.bottom < MM(LEAST_HEIGHT)) {
        turned.top = t->page.inside;
        turned.bottom = t->page.outside;
    }
    return turned;
}

sp shape_start(const struct layout *L, unsigned page)
{
    return L->shape.mirrors && page % 2 == 0 ? L->shape.outside : L->shape.inside;
}

sp shape_measure(const struct layout *L)
{
    return L->shape.width - L->shape.inside - L->shape.outside;
}

bool shape_is_turned(const struct layout *L)
{
    return L->shape.width != L->theme->page.width || L->shape.height != L->theme->page.height;
}
