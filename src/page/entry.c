/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries of contents and of lists of figures or tables: a title that links, and the number of its
 * page: at the side column's end, level with the first line, or at the measure's end, level with
 * the last one, with leaders. A reader hears TOCI, Reference, Link; dots are artifacts, all on one
 * raster. */
#include "page/entry.h"

#include "page/extent.h"
#include "page/mirror.h"

enum { NUMBER_WIDTH = 7 /* mm */, LEAST_LEADERS = 2 /* dots */ };

static bool is_at_end(const struct layout *L, const struct frame *frame)
{
    return L->theme->contents.page_at == EDGE_END || !frame_side(L, frame).width;
}

/* Of all entries, so that their leaders end together. */
static sp number_width(const struct layout *L)
{
    const struct theme *t = L->theme;
    sp size = sp_max(t->contents.page.size, t->contents.sub_title.size);
    return sp_max(MM(NUMBER_WIDTH), size * 2);
}

/* Dots between `from` and `width` before the measure's end, on one raster that counts from there.
 */
static void add_leaders(struct layout *L, struct piece *p, const struct look *look, sp from, sp end,
                        sp width, sp baseline)
{
    static const char dot_ops[] = "MLLLZ";
    sp step = sp_max(L->theme->contents.leader_step, PT(2)), size = sp_ratio(look->size, 10, 100);
    sp to = end - (width + step - 1) / step * step, n = (to - from) / step;
    if (n < LEAST_LEADERS)
        return;
    struct arena *arena = builder_arena(L);
    char *op = arena_alloc(arena, (size_t)n * 5 + 1, 1);
    struct point *point = ARENA_ARRAY(arena, struct point, (size_t)n * 4);
    for (sp i = 0; i < n; i++) {
        sp x = to - (i + 1) * step;
        for (size_t k = 0; k < 5; k++)
            op[(size_t)i * 5 + k] = dot_ops[k];
        point[i * 4] = (struct point){x, -size};
        point[i * 4 + 1] = (struct point){x + size, -size};
        point[i * 4 + 2] = (struct point){x + size, 0};
        point[i * 4 + 3] = (struct point){x, 0};
    }
    op[n * 5] = '\0';
    struct display *d = piece_item(L, p, DISPLAY_PATH);
    d->artifact = ARTIFACT_LAYOUT;
    d->y = baseline;
    d->path = (struct path){op, point};
    d->fill = (struct fill){(int32_t)look->color, -1, 0};
}

static void add_number(struct layout *L, struct piece *p, const struct frame *frame,
                       const struct entry *entry, struct element *element, sp baseline)
{
    struct frame side = frame_side(L, frame);
    bool at_end = is_at_end(L, frame);
    sp width = at_end ? number_width(L) : side.width;
    p->late = arena_grow(builder_arena(L), p->late, sizeof *p->late, &p->late_cap, p->lates + 1);
    struct late_item *late = &p->late[p->lates++];
    *late = (struct late_item){.kind = LATE_PAGE_OF,
                               .name = entry->anchor,
                               .align = TEXT_END,
                               .is_rtl = frame->is_rtl,
                               .ink = ink_of(L, entry->page, 0, NO_COLOR)};
    late->box = (struct display){.kind = DISPLAY_LINE,
                                 .element = element,
                                 .y = baseline,
                                 .x = at_end ? frame->x + frame->width - width : side.x,
                                 .w = width,
                                 .fill = {-1, -1, 0}};
}

/* The entry's own number, "2.1", before its title. */
static void attach_label(struct layout *L, const struct entry *entry, const struct frame *frame,
                         sp width, struct element *link)
{
    struct frame in = *frame;
    in.width = width;
    struct text said = text_of(arena_printf(builder_arena(L), "%s ", entry->number));
    struct styled styled =
        styled_plain(L, builder_arena(L), said, &in, entry->title, link, entry->at);
    attach_line(L, &styled, frame, frame->x, baseline_in(L, entry->title));
}

static void add_lines(struct layout *L, const struct entry *entry, const struct styled *styled,
                      const struct frame *outer, const struct frame *in, struct element *number)
{
    const struct look *look = entry->title;
    builder_borrow(L);
    struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled->para, L->diag);
    bool at_end = is_at_end(L, outer);
    for (size_t i = 0; i < lines->n; i++) {
        bool is_last = i + 1 == lines->n;
        const struct line *line = &lines->line[i];
        struct piece *p = piece_new(L, in);
        sp baseline = baseline_in(L, look), end = outer->x + outer->width;
        p->height = look->leading;
        p->before = i == 0 ? entry->before : 0;
        p->is_contents = p->is_free = true;
        p->keeps = !is_last || entry->note.n;
        p->trace = "contents";
        piece_line(L, p, styled, line, in->x, baseline, in);
        if (entry->anchor && (at_end ? is_last : i == 0))
            add_number(L, p, outer, entry, number, baseline);
        if (entry->anchor && at_end && is_last && L->theme->contents.leaders == LEADERS_DOTS)
            add_leaders(L, p, entry->page,
                        in->x + line_at(in, line, line->x, line->width) + line->width +
                            look->size / 3,
                        end, number_width(L), baseline);
        builder_add(L, p);
    }
    builder_return(L);
}

static void flow_note(struct layout *L, const struct entry *entry, const struct frame *frame,
                      struct element *toci)
{
    const struct look *look = &L->theme->contents.note;
    struct element *p = element_new(L, toci, ROLE_P, entry->note_lang);
    struct frame in = *frame;
    in.lang = entry->note_lang ? entry->note_lang : frame->lang;
    struct styled styled = styled_plain(L, builder_arena(L), entry->note, &in, look, p, entry->at);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    struct flow_lines how = {.keeps_together = entry->note.n < 500};
    flow_styled(L, &styled, frame, look, &how, NULL);
}

/* Its number in the square of a chapter without a pictogram, on the title's baseline. */
static void attach_chapter(struct layout *L, const struct entry *entry, const struct frame *frame)
{
    struct arena *arena = builder_arena(L);
    struct look *look = ARENA_NEW(arena, struct look);
    *look = L->theme->tab.number;
    look->size = sp_min(look->size, entry->title->size);
    struct frame in = *frame;
    in.width = entry->tab;
    in.align = TEXT_CENTER;
    struct text number = text_of(arena_printf(arena, "%u", entry->chapter));
    struct styled styled = styled_plain(L, arena, number, &in, look, NULL, (struct place){0});
    struct lines *lines = paragraph_set(arena, L->shaper, &styled.para, NULL);
    struct display d = {.kind = DISPLAY_LINE,
                        .artifact = ARTIFACT_LAYOUT,
                        .x = frame->x,
                        .line = &lines->line[0],
                        .fill = {-1, -1, 0}};
    attach_item(L, &in, &d, 0);
}

/* The chapter's square, level with the capitals of the title's first line, with its pictogram. */
static void attach_tab(struct layout *L, const struct entry *entry, const struct frame *frame)
{
    enum { ICON = 62 /* percent of the square */ };
    sp y = -(cap_height_of(L, entry->title) + entry->tab) / 2, w, h;
    sp most = sp_ratio(entry->tab, ICON, 100);
    struct display *d = ARENA_ARRAY(builder_arena(L), struct display, 2);
    d[0] = display_box(ARTIFACT_LAYOUT, frame->x, y, entry->tab, entry->tab, entry->tab_color);
    attach_item(L, frame, &d[0], 0);
    if (!entry->icon && !entry->number)
        attach_chapter(L, entry, frame);
    if (!entry->icon || !picture_fit(L, entry->icon, most, most, &w, &h))
        return;
    d[1] = (struct display){.kind = DISPLAY_PICTURE,
                            .artifact = ARTIFACT_LAYOUT,
                            .picture = entry->icon,
                            .x = frame->x + (entry->tab - w) / 2,
                            .y = y + (entry->tab - h) / 2,
                            .w = w,
                            .h = h,
                            .fill = {-1, -1, 0}};
    attach_item(L, frame, &d[1], 0);
}

void flow_entry(struct layout *L, const struct entry *entry, const struct frame *outer,
                sp label_width, struct element *toc)
{
    struct element *toci = element_new(L, toc, ROLE_TOCI, entry->lang);
    struct element *reference = element_new(L, toci, ROLE_REFERENCE, NULL);
    struct element *words = entry->anchor ? element_new(L, reference, ROLE_LINK, NULL) : reference;
    struct element *number = element_new(L, reference, ROLE_SPAN, NULL);
    struct frame in = frame_ragged(outer);
    in.is_free = true;
    if (is_at_end(L, outer))
        in.width -= number_width(L);
    if (entry->tab && entry->tab_color != NO_COLOR)
        attach_tab(L, entry, &in);
    if (entry->tab) {
        sp room = entry->tab + L->theme->contents.title.size;
        in.x += room;
        in.width -= room;
    }
    if (entry->number) {
        attach_label(L, entry, &in, label_width, words);
        in.x += label_width;
        in.width -= label_width;
    }
    struct styled styled =
        styled_plain(L, builder_arena(L), entry->said, &in, entry->title, words, entry->at);
    struct link target = {.uri =
                              entry->anchor ? arena_printf(L->arena, "#%s", entry->anchor) : NULL,
                          .at = entry->at};
    styled.extra[0].link = entry->anchor ? &target : NULL;
    styled.extra[0].link_element = words;
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    add_lines(L, entry, &styled, outer, &in, number);
    if (entry->note.n)
        flow_note(L, entry, &in, toci);
}

sp entry_label_width(struct layout *L, const char *number, const struct look *look,
                     const struct frame *frame)
{
    sp least, natural;
    struct element throwaway = {.role = ROLE_LBL};
    struct text said = text_of(arena_printf(builder_arena(L), "%s", number));
    struct styled styled =
        styled_plain(L, builder_arena(L), said, frame, look, &throwaway, (struct place){0});
    paragraph_widths(L->shaper, &styled.para, &least, &natural);
    return natural + look->size;
}

void flow_entries_title(struct layout *L, const struct frame *frame, enum word word,
                        struct place at)
{
    const struct theme *t = L->theme;
    const struct heading *second = &t->heading[1];
    const struct look *look = L->chapter ? &second->look : &t->contents.heading;
    struct frame in = frame_ragged(frame);
    const char *lang = locale_word_lang(L->tree->locale, word, frame->lang);
    struct element *p = element_said(L, element_new(L, frame->parent, ROLE_P, NULL), lang);
    struct text said = text_of(locale_word(L->tree->locale, word));
    struct styled styled = styled_plain(L, builder_arena(L), said, &in, look, p, at);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    struct flow_lines how = {.before = second->before,
                             .after = L->chapter ? second->after : 5 * t->body.look.leading / 2,
                             .keeps_together = true,
                             .keeps_with_next = true,
                             .is_title = true};
    flow_styled(L, &styled, &in, look, &how, NULL);
}
