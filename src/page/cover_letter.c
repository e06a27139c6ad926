/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letter: a cover that fits the window envelope, form B of DIN 5008. Sender, address field with
 * its two zones and the field for the authority's stamp have their places on the sheet; then the
 * title; what else the cover holds flows below it as on any page. A list of tasks stands in a row.
 * Enclosures stand at the page's foot. */
#include "page/cover.h"

/* Millimetres from the sheet's upper and left edges. */
enum {
    SENDER_TOP = 20,
    FIELD_TOP = 45,
    FIELD_BOTTOM = 90,
    TEXT_LEFT = 25,
    TEXT_RIGHT = 105,
    STAMP_LEFT = 125,
    STAMP_WIDTH = 60,
    STAMP_HEIGHT = 40,
    STAMP_PADDING = 3
};
#define ZONE_EDGE (MM(627) / 10) /* between return line and address */
#define RETURN_GAP PT(5)

struct letter {
    struct cover c; /* x and y in its piece count from the frame's corner */
    sp start, top;  /* that corner, from the sheet's start and top */
    struct element *enclosures;
};

/* The envelope's window is where it is, whichever way the letter reads: fields are not mirrored. */
static sp field_x(const struct letter *l, sp left, sp width)
{
    return (l->c.L->is_rtl ? l->c.L->theme->page.width - left - width : left) - l->start;
}

static struct frame field_frame(const struct letter *l, sp left, sp width)
{
    struct frame frame = l->c.frame;
    frame.x = field_x(l, left, width);
    frame.width = width;
    return frame;
}

/* A paragraph in a field of the sheet, from y down. Returns how far it goes beyond `bottom`. */
static sp set_field(struct letter *l, const struct block *block, const struct look *look, sp left,
                    sp width, sp y, sp bottom)
{
    struct cover in = l->c;
    in.frame = field_frame(l, left, width);
    in.frame.lang = block_lang(block, in.frame.lang);
    in.y = y - l->top;
    cover_text(&in, block, look);
    return in.y + l->top - bottom;
}

static void add_return(struct letter *l, const struct block *block)
{
    const struct look *look = cover_look(l->c.L, PART_RETURN);
    struct cover in = l->c;
    sp width = MM(TEXT_RIGHT - TEXT_LEFT);
    in.frame = field_frame(l, MM(TEXT_LEFT), width);
    sp height = cover_text_height(&in, block, look), y = ZONE_EDGE - RETURN_GAP - height;
    set_field(l, block, look, MM(TEXT_LEFT), width, y, ZONE_EDGE);
    if (y < MM(FIELD_TOP))
        cover_warn(&l->c, block->at, "the return address", MM(FIELD_TOP) - y);
}

/* Long addresses are set closer before they are too long. */
static void add_address(struct letter *l, const struct block *block)
{
    struct look look = *cover_look(l->c.L, PART_ADDRESS);
    struct cover in = l->c;
    sp width = MM(TEXT_RIGHT - TEXT_LEFT), room = MM(FIELD_BOTTOM) - ZONE_EDGE;
    in.frame = field_frame(l, MM(TEXT_LEFT), width);
    sp height = cover_text_height(&in, block, &look);
    if (height > room)
        look.leading =
            sp_max(look.size * 6 / 5, room / sp_max(1, height / sp_max(1, look.leading)));
    sp y = ZONE_EDGE + sp_max(0, sp_min(MM(1), room - height));
    sp over = set_field(l, block, &look, MM(TEXT_LEFT), width, y, MM(FIELD_BOTTOM));
    if (over > 0)
        cover_warn(&l->c, block->at, "the address", over);
}

static void add_stamp(struct letter *l, const struct block *block)
{
    struct layout *L = l->c.L;
    const struct look *look = cover_look(L, PART_STAMP);
    const struct rule *rule = &L->theme->cover.rule;
    sp w = MM(STAMP_WIDTH), h = MM(STAMP_HEIGHT), x = field_x(l, MM(STAMP_LEFT), w);
    struct point *p = ARENA_ARRAY(builder_arena(L), struct point, 4);
    p[1].x = p[2].x = w;
    p[2].y = p[3].y = h;
    struct display *d = piece_item(L, l->c.piece, DISPLAY_PATH);
    d->artifact = ARTIFACT_LAYOUT;
    d->x = x;
    d->y = MM(FIELD_TOP) - l->top;
    d->path = (struct path){"MLLLZ", p};
    d->fill = (struct fill){-1, (int32_t)rule->color, rule->width};
    sp over = set_field(l, block, look, MM(STAMP_LEFT + STAMP_PADDING),
                        MM(STAMP_WIDTH - 2 * STAMP_PADDING), MM(FIELD_TOP + 2),
                        MM(FIELD_TOP + STAMP_HEIGHT));
    if (over > 0)
        cover_warn(&l->c, block->at, "the stamp's label", over);
}

static void add_sender(struct letter *l, const struct block *block)
{
    struct cover in = l->c;
    in.frame.x = MM(TEXT_LEFT) - l->start;
    in.y = MM(SENDER_TOP) - l->top;
    cover_text(&in, block, cover_look(in.L, PART_SENDER));
    sp over = in.y + l->top - MM(FIELD_TOP);
    if (over > 0)
        cover_warn(&l->c, block->at, "the sender", over);
}

/* Named at the page's foot, as a note is, so that nothing else gets there. */
static void add_enclosures(struct letter *l, const struct block *block)
{
    struct layout *L = l->c.L;
    struct arena *arena = builder_arena(L);
    const struct look *look = cover_look(L, PART_ENCLOSURES);
    struct element *p = element_new(L, l->c.frame.parent, ROLE_P, block->lang);
    struct styled styled;
    const struct lines *lines = cover_set(&l->c, block, look, &styled, p);
    l->enclosures = p;
    struct note_box *box = ARENA_NEW(arena, struct note_box), **end = &l->c.piece->notes;
    box->has_no_rule = true;
    box->pieces = lines->n;
    box->piece = ARENA_ARRAY(arena, struct piece *, lines->n);
    for (size_t i = 0; i < lines->n; i++, box->height += look->leading) {
        struct piece *piece = box->piece[i] = piece_new(L, &l->c.frame);
        piece->y = box->height;
        piece->height = look->leading;
        piece_line(L, piece, &styled, &lines->line[i], 0, baseline_in(L, look), &l->c.frame);
    }
    while (*end)
        end = &(*end)->next;
    *end = box;
}

/* What has its place on the sheet, and the title block; the rest is left to flow. */
static bool add_placed(struct letter *l, const struct block *block)
{
    if (block->kind != BLOCK_PARAGRAPH)
        return false;
    enum cover_part part = cover_part_of(block);
    switch (part) {
    case PART_SENDER: add_sender(l, block); return true;
    case PART_RETURN: add_return(l, block); return true;
    case PART_ADDRESS: add_address(l, block); return true;
    case PART_STAMP: add_stamp(l, block); return true;
    case PART_KICKER:
    case PART_TITLE:
    case PART_SUBTITLE: cover_text(&l->c, block, cover_look(l->c.L, part)); return true;
    case PART_ENCLOSURES: add_enclosures(l, block); return true;
    case PART_LANGUAGE:
    case PART_DATA: break;
    }
    return false;
}

/* Choices: a list of tasks, side by side */

struct row {
    struct layout *L;
    struct piece *piece;
    const struct look *look;
    struct element *list;
    sp x, y;
};

static void draw_box(struct row *row, struct element *label, bool is_checked)
{
    static const char empty[] = "MLLLZ", crossed[] = "MLLLZMLML";
    sp size = MM(36) / 10, in = size / 5;
    struct point *p = ARENA_ARRAY(builder_arena(row->L), struct point, 8);
    const struct point at[8] = {{0, 0},          {size, 0},      {size, size},
                                {0, size},       {in, in},       {size - in, size - in},
                                {in, size - in}, {size - in, in}};
    for (size_t i = 0; i < 8; i++)
        p[i] = at[i];
    struct display *d = piece_item(row->L, row->piece, DISPLAY_PATH);
    d->element = label;
    d->x = row->x;
    d->y = row->y + baseline_in(row->L, row->look) - size * 9 / 10;
    d->path = (struct path){is_checked ? crossed : empty, p};
    d->fill = (struct fill){-1, (int32_t)row->look->color, PT(1)};
}

static void add_choice(struct row *row, const struct block *item, const struct frame *frame)
{
    struct layout *L = row->L;
    const struct block *said = item_text(item);
    struct frame in = *frame;
    sp least, natural, lead = MM(56) / 10, gap = MM(8);
    struct element *li = element_new(L, row->list, ROLE_LI, NULL);
    struct element *label = element_new(L, li, ROLE_LBL, NULL);
    struct element *p =
        element_new(L, element_new(L, li, ROLE_LBODY, NULL), ROLE_P, block_lang(said, item->lang));
    label->alt = item->checked == 1 ? TEXT("[x]") : TEXT("[ ]");
    struct styled styled = styled_text(L, builder_arena(L), said, &in, row->look, p);
    paragraph_widths(L->shaper, &styled.para, &least, &natural);
    if (row->x > 0 && row->x + lead + natural > frame->width) {
        row->x = 0;
        row->y += row->look->leading;
    }
    styled.para.width = sp_min(natural + PT(1), frame->width - lead);
    const struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled.para, L->diag);
    draw_box(row, label, item->checked == 1);
    for (size_t i = 0; i < lines->n; i++) {
        if (i)
            row->y += row->look->leading;
        piece_line(L, row->piece, &styled, &lines->line[i], row->x + lead,
                   row->y + baseline_in(L, row->look), &in);
    }
    row->x += lead + natural + gap;
}

static bool is_choice(const struct block *block)
{
    if (block->kind != BLOCK_LIST || !block->child)
        return false;
    for (const struct block *item = block->child; item; item = item->next)
        if (item->checked < 0 || !item_text(item) || item_text(item)->next)
            return false;
    return true;
}

static void flow_choices(struct layout *L, const struct block *list, const struct frame *frame)
{
    struct row row = {.L = L, .piece = piece_new(L, frame), .look = cover_look(L, PART_DATA)};
    row.list = element_new(L, frame->parent, ROLE_L, list->lang);
    for (const struct block *item = list->child; item; item = item->next)
        add_choice(&row, item, frame);
    row.piece->height = row.y + row.look->leading;
    row.piece->is_wide = row.piece->is_free = true;
    row.piece->trace = "choices";
    builder_add(L, row.piece);
    builder_gap(L, frame, row.look->leading, false);
}

/* Page */

static void flow_rest(struct letter *l, const struct frame *frame)
{
    struct layout *L = l->c.L;
    for (const struct block *b = l->c.block->child; b && !L->has_failed; b = b->next) {
        bool is_text = b->kind == BLOCK_PARAGRAPH;
        enum cover_part part = is_text ? cover_part_of(b) : PART_DATA;
        if (is_choice(b))
            flow_choices(L, b, frame);
        else if (!is_text || part == PART_DATA || part == PART_LANGUAGE)
            flow_block(L, b, frame);
    }
}

/* What stands at the foot is read after what stands above it. */
static void move_last(struct element *e)
{
    struct element *parent = e->parent, **link = &parent->child;
    if (parent->last == e)
        return;
    while (*link != e)
        link = &(*link)->next;
    *link = e->next;
    e->next = NULL;
    parent->last->next = e;
    parent->last = e;
}

/* Where the fields would leave the sheet, a letter cannot be. */
static void check_sheet(const struct letter *l)
{
    const struct theme *t = l->c.L->theme;
    sp over = MM(STAMP_LEFT + STAMP_WIDTH) - t->page.width;
    if (over > 0)
        diag_warn(l->c.L->diag, l->c.block->at,
                  "the page is %lld mm too narrow for a letter's fields",
                  (long long)((length_mm100(over) + 99) / 100));
    if (attributes_find(l->c.block->attr, "mosaic"))
        diag_warn(l->c.L->diag, l->c.block->at, "a letter has no place for a picture from data");
}

void flow_letter_cover(struct cover *cover)
{
    struct layout *L = cover->L;
    const struct theme *t = L->theme;
    struct letter l = {.c = *cover, .top = builder_top(L)};
    l.start = shape_start(L, L->cover_page);
    struct frame frame = frame_wide(&cover->frame);
    frame.x = frame.wide_x = 0;
    frame.width = frame.wide_width = t->page.width - t->page.inside - t->page.outside;
    frame.look = &t->cover.data;
    frame.indent = 0;
    l.c.frame = frame;
    l.c.frame.is_free = true;
    l.c.piece = piece_new(L, &l.c.frame);
    l.c.y = t->cover.block_top - l.top;
    check_sheet(&l);
    for (const struct block *b = cover->block->child; b; b = b->next)
        add_placed(&l, b);
    l.c.piece->height = sp_max(l.c.y, 0);
    l.c.piece->trace = "cover";
    builder_add(L, l.c.piece);
    flow_rest(&l, &frame);
    if (l.enclosures)
        move_last(l.enclosures);
    builder_new_page(L, false);
    if (builder_pages(L) > L->cover_page)
        diag_warn(L->diag, cover->block->at, "the cover fills %u pages, not one",
                  builder_pages(L) - L->cover_page + 1);
}
