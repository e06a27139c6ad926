/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Footnotes: set when the line with their first mark is made, placed at that line's page's foot.
 * What a note holds is set as anywhere else, and gathered; a note within it comes below it. */
#include "page/mirror.h"

/* Each is set once, however many marks it has: two notes that refer to each other end, too. */
static bool is_first_mark(struct layout *L, uint32_t number)
{
    L->note_is_set = arena_grow(L->arena, L->note_is_set, sizeof *L->note_is_set, &L->note_cap,
                                (size_t)number + 1);
    bool is_first = !L->note_is_set[number];
    L->note_is_set[number] = true;
    return is_first;
}

/* Level with the note's first line; returns where the text begins. One of three figures and more is
 * wider than the theme's hang. */
static sp attach_number(struct layout *L, const struct extra *extra, struct frame *frame,
                        struct element *label)
{
    sp least, natural, hang = L->theme->footnote.hang;
    struct text number = text_of(arena_printf(builder_arena(L), "%u ", extra->note_number));
    struct styled mark =
        styled_plain(L, builder_arena(L), number, frame, frame->look, label, extra->note->at);
    paragraph_widths(L->shaper, &mark.para, &least, &natural);
    mark.para.width = sp_max(hang, natural + sp_ratio(frame->look->size, 3, 10));
    attach_line(L, &mark, frame, frame->x, baseline_in(L, frame->look));
    return frame->x + mark.para.width;
}

/* One below the other, without the white at both ends; the notes within go behind. */
static void put_pieces(struct note_box *box, struct piece **piece, size_t n)
{
    struct note_box **end = &box->next;
    for (size_t i = 0; i < n; i++) {
        bool is_gap = piece[i]->height == 0 && piece[i]->items == 0;
        if (is_gap && (box->pieces == 0 || i + 1 == n))
            continue;
        box->height += box->pieces ? piece[i]->before : 0;
        piece[i]->y = box->height;
        box->height += piece[i]->height;
        box->piece[box->pieces++] = piece[i];
        *end = piece[i]->notes;
        while (*end)
            end = &(*end)->next;
    }
}

static struct frame note_frame(const struct layout *L, const char *lang, struct element *note)
{
    sp x = L->theme->page.hang;
    return (struct frame){.x = x,
                          .width = shape_measure(L) - x,
                          .look = &L->theme->footnote.look,
                          .lang = lang,
                          .parent = note,
                          .is_free = true,
                          .is_rtl = L->is_rtl,
                          .holder = "a footnote",
                          .depth = 1}; /* lists keep no white around them */
}

struct note_box *note_set(struct layout *L, const struct extra *extra, const struct frame *outer)
{
    struct arena *arena = builder_arena(L);
    struct gathering gathering;
    size_t n;
    if (!is_first_mark(L, extra->note_number))
        return NULL;
    struct element *note = element_new(L, extra->note_parent, ROLE_NOTE, outer->lang);
    struct element *label = element_new(L, note, ROLE_LBL, NULL);
    note->id = arena_printf(L->arena, "note-%u", extra->note_number);
    struct frame of_page = note_frame(L, outer->lang, note);
    struct frame frame = frame_directed(&of_page, lang_is_rtl(L, outer->lang));
    builder_gather(L, &gathering, arena);
    sp x = attach_number(L, extra, &frame, label);
    frame.width -= x - frame.x;
    frame.x = frame.wide_x = x;
    frame.wide_width = frame.width;
    flow_children(L, extra->note, &frame);
    builder_settle(L, &frame);
    struct piece **piece = builder_gathered(L, &gathering, &n);
    struct note_box *box = ARENA_NEW(arena, struct note_box);
    box->piece = ARENA_ARRAY(arena, struct piece *, n);
    put_pieces(box, piece, n);
    return box;
}
