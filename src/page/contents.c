/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of contents: headings to a depth, page numbers in the side column near the words. The
 * number of entries is known before layout; the page numbers fill boxes when the pages are counted.
 * Its own heading is tagged P and stays out of the outline. */
#include "page/layout.h"

static void flow_title(struct layout *L, const struct frame *frame)
{
    const struct look *look = &L->theme->contents.heading;
    struct element *p = element_new(L, frame->parent, ROLE_P, NULL);
    struct text word = text_of(locale_word(L->tree->locale, WORD_CONTENTS));
    struct styled styled =
        styled_plain(L, builder_arena(L), word, frame, look, p, (struct place){0});
    struct flow_lines how = {0, 2 * L->theme->body.look.leading, true, true, false};
    flow_styled(L, &styled, frame, look, &how, NULL);
}

static void add_number(struct layout *L, struct piece *p, const struct frame *frame,
                       const struct look *look, const char *id, struct element *element,
                       sp baseline)
{
    sp side = L->theme->page.hang > 0 ? L->theme->page.hang - L->theme->page.gutter : MM(10);
    p->late = arena_grow(builder_arena(L), p->late, sizeof *p->late, &p->late_cap, p->lates + 1);
    struct late_item *late = &p->late[p->lates++];
    *late = (struct late_item){
        .kind = LATE_PAGE_OF, .name = id, .align = TEXT_END, .ink = ink_of(L, look, 0, NO_COLOR)};
    late->box = (struct display){.kind = DISPLAY_LINE,
                                 .element = element,
                                 .y = baseline,
                                 .x = frame->wide_x,
                                 .w = side,
                                 .fill = {-1, -1, 0}};
}

static const char *entry_uri(struct layout *L, const struct block *heading)
{
    return heading->attr->id ? arena_printf(L->arena, "#%s", heading->attr->id) : NULL;
}

/* One entry: TOCI, Reference, Link with the words; then the number. */
static void flow_entry(struct layout *L, const struct block *heading, const struct frame *frame,
                       struct element *toc)
{
    bool is_top = heading->level == 1;
    const struct theme *t = L->theme;
    const struct look *look = is_top ? &t->contents.title : &t->contents.sub_title;
    struct element *toci = element_new(L, toc, ROLE_TOCI, heading->lang);
    struct element *reference = element_new(L, toci, ROLE_REFERENCE, NULL);
    const char *uri = entry_uri(L, heading);
    struct element *link = uri ? element_new(L, reference, ROLE_LINK, NULL) : reference;
    struct element *number = element_new(L, reference, ROLE_SPAN, NULL);
    struct text said = arena_text(L->arena, heading->text);
    if (heading->number)
        said = text_of(arena_printf(L->arena, "%s  %s", heading->number, said.p));
    struct styled styled = styled_plain(L, builder_arena(L), said, frame, look, link, heading->at);
    struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled.para, L->diag);
    struct link target = {uri, heading->at};
    styled.extra[0].link = uri ? &target : NULL;
    styled.extra[0].link_element = link;
    builder_borrow(L);
    for (size_t i = 0; i < lines->n; i++) {
        struct piece *p = piece_new(L, frame);
        p->height = look->leading;
        p->before = i == 0 ? (is_top ? t->contents.item - look->leading : 0) : 0;
        p->is_contents = true;
        p->is_free = true;
        p->keeps = i + 1 < lines->n;
        p->trace = "contents";
        sp baseline = baseline_in(L, look);
        piece_line(L, p, &styled, &lines->line[i], frame->x, baseline, frame);
        if (i == 0 && uri)
            add_number(L, p, frame, is_top ? &t->contents.page : look, heading->attr->id, number,
                       baseline);
        builder_add(L, p);
    }
    builder_return(L);
}

static void flow_entries(struct layout *L, const struct block *parent, const struct frame *frame,
                         struct element *toc, int depth)
{
    for (const struct block *b = parent->child; b; b = b->next) {
        if (b->kind == BLOCK_HEADING && b->level <= depth)
            flow_entry(L, b, frame, toc);
        else
            flow_entries(L, b, frame, toc, depth);
    }
}

void flow_contents(struct layout *L, const struct frame *outer, int depth)
{
    struct frame frame = *outer;
    frame.align = TEXT_START;
    frame.hyphenates = frame.protrudes = false;
    frame.expand = 0;
    flow_title(L, &frame);
    flow_entries(L, L->tree->root, &frame, element_new(L, frame.parent, ROLE_TOC, NULL), depth);
    builder_gap(L, &frame, 2 * L->theme->body.look.leading, false);
}
