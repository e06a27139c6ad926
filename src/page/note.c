/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Footnotes: set when the line with their mark is made, placed at that line's page's foot. */
#include "page/piece.h"

static void add(struct arena *arena, struct note_box *box, size_t *cap, struct display d)
{
    box->item = arena_grow(arena, box->item, sizeof *box->item, cap, box->items + 1);
    box->item[box->items++] = d;
}

static void add_lines(struct layout *L, struct note_box *box, size_t *cap,
                      const struct styled *styled, const struct look *look, sp x)
{
    struct arena *arena = builder_arena(L);
    struct lines *lines = paragraph_set(arena, L->shaper, &styled->para, L->diag);
    for (size_t i = 0; i < lines->n; i++) {
        add(arena, box, cap,
            (struct display){.kind = DISPLAY_LINE,
                             .x = x,
                             .line = &lines->line[i],
                             .y = box->height + baseline_in(L, look),
                             .fill = {-1, -1, 0}});
        box->height += look->leading;
    }
}

/* All paragraphs below a block, one after the other. */
static void add_blocks(struct layout *L, struct note_box *box, size_t *cap,
                       const struct block *parent, const struct frame *frame)
{
    const struct look *look = &L->theme->footnote.look;
    for (const struct block *b = parent->child; b; b = b->next) {
        if (b->text.n) {
            struct element *p = element_new(L, frame->parent, ROLE_P, b->lang);
            struct styled styled = styled_text(L, builder_arena(L), b, frame, look, p);
            add_lines(L, box, cap, &styled, look, frame->x);
        }
        add_blocks(L, box, cap, b, frame);
    }
}

struct note_box *note_set(struct layout *L, const struct extra *extra, const struct frame *outer)
{
    struct arena *arena = builder_arena(L);
    struct note_box *box = ARENA_NEW(arena, struct note_box);
    size_t cap = 0;
    const struct theme *t = L->theme;
    struct element *note = element_new(L, extra->note_parent, ROLE_NOTE, extra->note->lang);
    struct element *label = element_new(L, note, ROLE_LBL, NULL);
    note->id = arena_printf(L->arena, "note-%u", extra->note_number);
    struct frame frame = {.x = t->page.hang,
                          .width = t->footnote.hang,
                          .look = &t->footnote.look,
                          .lang = outer->lang,
                          .parent = note};
    struct text number = text_of(arena_printf(arena, "%u ", extra->note_number));
    struct styled mark = styled_plain(L, arena, number, &frame, frame.look, label, extra->note->at);
    sp least, natural; /* a number of three figures and more is wider than the theme's hang */
    paragraph_widths(L->shaper, &mark.para, &least, &natural);
    mark.para.width = sp_max(t->footnote.hang, natural + sp_ratio(frame.look->size, 3, 10));
    add_lines(L, box, &cap, &mark, frame.look, frame.x);
    box->height = 0;
    frame.x += mark.para.width;
    frame.width = shape_measure(L) - frame.x;
    add_blocks(L, box, &cap, extra->note, &frame);
    return box;
}
