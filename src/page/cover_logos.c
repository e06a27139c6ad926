/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The logos at a cover's foot: equal in height, each with its name and role beside it, dealt out to
 * rows. */
#include "page/cover.h"

#include "page/extent.h"

static struct text logo_role(const struct block *block)
{
    const struct text *role = attributes_find(block->attr, "role");
    role = role ? role : attributes_find(block->picture->attr, "role");
    return role ? *role : TEXT("");
}

static void measure_logo(struct cover *c, struct logo *logo)
{
    struct layout *L = c->L;
    const struct theme *t = L->theme;
    const struct picture *picture = logo->block->picture;
    const struct text said[2] = {picture->alt, logo_role(logo->block)};
    sp w, h, least, natural;
    if (picture_fit(L, picture, t->page.width, t->page.height, &w, &h))
        logo->w = sp_min(sp_ratio(w, t->logos.height, h), 4 * t->logos.height);
    logo->look[0] = &t->logos.label;
    logo->look[1] = &t->logos.role;
    for (size_t i = 0; i < 2; i++) {
        logo->line[i] = styled_plain(L, builder_arena(L), said[i], &c->frame, logo->look[i], NULL,
                                     logo->block->at);
        paragraph_widths(L->shaper, &logo->line[i].para, &least, &natural);
        logo->text = sp_max(logo->text, natural);
    }
}

static void add_logo(struct cover *c, struct logo *logo, sp x, sp top)
{
    struct layout *L = c->L;
    sp y = top;
    if (logo->w) {
        struct display *d = piece_item(L, c->piece, DISPLAY_PICTURE);
        d->picture = logo->block->picture;
        d->element = element_new(L, c->frame.parent, ROLE_FIGURE, NULL);
        d->element->alt = logo->block->picture->alt;
        d->x = x;
        d->y = top;
        d->w = logo->w;
        d->h = L->theme->logos.height;
        x += logo->w + MM(LOGO_GAP);
    }
    for (size_t i = 0; i < 2 && logo->line[i].para.text.n; i++) {
        struct element *p = element_new(L, c->frame.parent, ROLE_P, NULL);
        ((struct stretch *)logo->line[i].para.stretch)->owner = p;
        logo->line[i].para.width = logo->text;
        struct lines *lines =
            paragraph_set(builder_arena(L), L->shaper, &logo->line[i].para, L->diag);
        for (size_t k = 0; k < lines->n; k++, y += logo->look[i]->leading)
            piece_line(L, c->piece, &logo->line[i], &lines->line[k], x,
                       y + baseline_in(L, logo->look[i]), &c->frame);
    }
}

static sp logo_width(const struct logo *logo)
{
    return logo->w + (logo->w ? MM(LOGO_GAP) : 0) + logo->text;
}

/* A row takes what fits at natural width. */
static void gather_row(struct cover *c, const struct block *logos, struct cover_logos *out)
{
    sp x = 0, gap = c->L->theme->logos.gap;
    for (const struct block *b = logos->child; b && out->n < MOST_LOGOS; b = b->next) {
        if (b->kind != BLOCK_PICTURE)
            continue;
        struct logo *logo = &out->logo[out->n++];
        logo->block = b;
        measure_logo(c, logo);
        logo->text = sp_min(logo->text, c->frame.width - logo->w - MM(LOGO_GAP));
        if (out->rows == 0 || x + logo_width(logo) > c->frame.width) {
            out->rows++;
            x = 0;
        }
        logo->row = out->rows - 1;
        x += logo_width(logo) + gap;
    }
}

sp cover_logos_height(const struct cover *c, const struct cover_logos *logos)
{
    const struct theme *t = c->L->theme;
    sp rows = (sp)logos->rows;
    return rows ? rows * t->logos.height + (rows - 1) * t->logos.gap : 0;
}

void cover_logos_gather(struct cover *c, struct cover_logos *out)
{
    for (const struct block *b = c->block->child; b; b = b->next)
        if (b->kind == BLOCK_DIV && b->div == DIV_LOGOS)
            gather_row(c, b, out);
}

/* The room a row leaves goes between its logos, evenly but not beyond what looks like one row. */
void cover_logos_add(struct cover *c, struct cover_logos *logos)
{
    const struct theme *t = c->L->theme;
    sp top = t->page.height - t->cover.logos_bottom - cover_logos_height(c, logos);
    for (size_t i = 0; i < logos->n;) {
        size_t n = 0;
        sp used = 0, x = c->frame.x;
        for (; i + n < logos->n && logos->logo[i + n].row == logos->logo[i].row; n++)
            used += logo_width(&logos->logo[i + n]);
        sp gap = n > 1 ? (c->frame.width - used) / (sp)(n - 1) : 0;
        gap = sp_min(gap, 3 * t->logos.gap);
        for (size_t k = 0; k < n; k++) {
            add_logo(c, &logos->logo[i + k], x, top);
            x += logo_width(&logos->logo[i + k]) + gap;
        }
        top += t->logos.height + t->logos.gap;
        i += n;
    }
}
