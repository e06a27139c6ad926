/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two languages side by side. Their blocks are taken in pairs and gathered, each in its column, its
 * direction and its script's sizes; then they are cut into *rows*, which stand level by their first
 * baselines. A row is a block (headings with the block below them are one), or an item of a list.
 * Each row is a band of divided columns, so pages end between rows, and one that is taller than a
 * page goes on in both columns. A *unit* begins with a hairline: a heading of level 2 and below
 * with all its text, or a block that has no such heading above it; chapters' titles have none. It
 * is read in one language, then in the other. What is the same in both stands once, over both
 * columns. */
#include "page/construct.h"

#include <string.h>

#include "page/mirror.h"
#include "page/piece.h"
#include "page/script.h"

enum { LANES = 2, LEAST_COLUMN = 20 /* mm */ };

struct lane {
    const struct block *div; /* says the language */
    sp x, width;             /* its column, from the page frame's start edge */
    struct piece **piece;    /* of the blocks that are being set */
    size_t pieces, rows;
    size_t at; /* the first piece that is not placed */
    sp white;  /* below the last one */
};

struct parallel {
    struct layout *L;
    const struct block *block;
    const struct frame *frame;
    struct lane lane[LANES];
    bool has_heading; /* the unit that is open begins with one */
    bool has_row;     /* something stands above */
};

/* What stands once */

static bool is_div(const struct block *b, enum div_class class)
{
    return b->kind == BLOCK_DIV && b->div == class;
}

static bool says_the_same(const struct block *a, const struct block *b)
{
    if (a->kind != b->kind || a->div != b->div || !text_equal(a->text, b->text))
        return false;
    const struct block *p = a->child, *q = b->child;
    for (; p && q; p = p->next, q = q->next)
        if (!says_the_same(p, q))
            return false;
    return !p && !q;
}

static bool is_shared(const struct block *a, const struct block *b)
{
    if (a->kind == BLOCK_PICTURE && b->kind == BLOCK_PICTURE)
        return !a->caption && !b->caption && text_is(text_of(a->picture->shown), b->picture->shown);
    if (is_div(a, DIV_FACTS) && is_div(b, DIV_FACTS))
        return facts_are_shared(a, b);
    bool is_card = is_div(a, DIV_CONTACT) || is_div(a, DIV_LOGOS);
    return is_card && says_the_same(a, b);
}

static void flow_shared(struct parallel *p, const struct block *a, const struct block *b)
{
    struct layout *L = p->L;
    struct frame frame = frame_wide(p->frame);
    if (is_div(a, DIV_FACTS)) {
        flow_shared_facts(L, a, b, &frame, p->lane[1].div->lang);
    } else {
        flow_block(L, a, &frame);
    }
    p->has_row = true;
    L->previous = NULL;
}

/* Columns */

/* The columns' frames; false: they would be too narrow. */
static bool measure(struct parallel *p)
{
    const struct theme *t = p->L->theme;
    const struct frame *frame = p->frame;
    struct lane *first = &p->lane[0], *second = &p->lane[1];
    sp gap = t->parallel.gap > 0 ? t->parallel.gap : t->page.gutter, measure = frame->wide_width;
    const struct lengths *w = &t->parallel.widths;
    bool is_given = w->n == LANES && w->length[0] + gap + w->length[1] <= measure;
    first->width = is_given ? w->length[0] : (measure - gap) / 2;
    second->width = is_given ? w->length[1] : (measure - gap) / 2;
    first->x = frame->wide_x;
    second->x = frame->wide_x + measure - second->width;
    sp least = sp_max(t->parallel.narrowest, MM(LEAST_COLUMN));
    sp narrow = sp_min(first->width, second->width);
    if (narrow >= least)
        return true;
    diag_warn(p->L->diag, p->block->at,
              "the columns would be %lld mm wide, less than %lld mm: one language follows the "
              "other",
              (long long)(length_mm100(sp_max(narrow, 0)) / 100),
              (long long)((length_mm100(least) + 99) / 100));
    return false;
}

static struct frame lane_frame(const struct parallel *p, const struct lane *lane,
                               struct element *parent)
{
    const struct theme *t = p->L->theme;
    struct frame in = frame_ragged(p->frame);
    in.hyphenates = p->frame->hyphenates;
    in.x = in.wide_x = lane->x;
    in.width = in.wide_width = lane->width;
    in.look = t->parallel.look.size > 0 ? &t->parallel.look : p->frame->look;
    in.indent = 0;
    in.is_free = in.is_column = in.marks_rows = true;
    in.lang = lane->div->lang;
    in.parent = parent;
    return frame_directed(&in, lang_is_rtl(p->L, in.lang));
}

static size_t count_rows(const struct lane *lane)
{
    size_t n = lane->pieces > 0;
    for (size_t i = 1; i < lane->pieces; i++)
        n += lane->piece[i]->begins_row;
    return n;
}

/* Sets n blocks in the lane's language, and keeps what comes of them. */
static void set_lane(struct parallel *p, struct lane *lane, const struct block *b, size_t n)
{
    struct layout *L = p->L;
    struct gathering gathering;
    struct element *div = element_new(L, p->frame->parent, ROLE_DIV, lane->div->lang);
    struct frame in = lane_frame(p, lane, div);
    struct script_theme *script = script_enter(L, lane->div, &in);
    L->is_echo = lane->div->is_echo;
    builder_gather(L, &gathering, builder_arena(L));
    for (size_t i = 0; i < n && !L->has_failed; i++, b = b->next)
        flow_block(L, b, &in);
    builder_settle(L, &in);
    lane->piece = builder_gathered(L, &gathering, &lane->pieces);
    L->is_echo = false;
    script_leave(L, script);
    lane->rows = count_rows(lane);
    lane->at = 0;
    lane->white = 0;
}

/* Rows */

static bool is_white(const struct piece *p)
{
    return p->height == 0 && p->items == 0 && p->lates == 0;
}

/* Where the row ends that begins with the lane's next piece. */
static size_t row_end(const struct lane *lane, bool is_whole)
{
    size_t end = lane->at + 1;
    while (end < lane->pieces && (is_whole || !lane->piece[end]->begins_row))
        end++;
    return end < lane->pieces ? end : lane->pieces;
}

/* White at a row's head goes before it; returns how much the lane wants there. */
static sp take_white(struct lane *lane, size_t end)
{
    sp white = lane->white;
    while (lane->at < end && is_white(lane->piece[lane->at]))
        white = sp_max(white, lane->piece[lane->at++]->before);
    return lane->at < end ? sp_max(white, lane->piece[lane->at]->before) : white;
}

/* Where text begins in a row: below its first piece's top. -1: in what has an edge of its own, or
 * no line. */
static sp row_baseline(const struct lane *lane, size_t end)
{
    const struct piece *first = lane->at < end ? lane->piece[lane->at] : NULL;
    return !first || first->decor ? -1 : first_baseline(first);
}

static void lower_piece(struct piece *p, sp down)
{
    for (size_t i = 0; i < p->items; i++)
        p->item[i].y += down;
    for (size_t i = 0; i < p->lates; i++)
        p->late[i].box.y += down;
    p->height += down;
    p->side_bottom += p->side_bottom ? down : 0;
}

static void share_baseline(struct parallel *p, const size_t *end)
{
    sp y[LANES], low = 0;
    for (size_t k = 0; k < LANES; k++) {
        y[k] = row_baseline(&p->lane[k], end[k]);
        if (y[k] < 0)
            return;
        low = sp_max(low, y[k]);
    }
    for (size_t k = 0; k < LANES; k++)
        lower_piece(p->lane[k].piece[p->lane[k].at], low - y[k]);
}

/* Its pieces up to `end`, without the white at the row's foot. */
static void add_lane(struct parallel *p, struct lane *lane, size_t end)
{
    size_t last = end;
    lane->white = 0;
    for (; last > lane->at && is_white(lane->piece[last - 1]); last--)
        lane->white = sp_max(lane->white, lane->piece[last - 1]->before);
    if (last > lane->at)
        lane->white = sp_max(lane->white, lane->piece[last - 1]->after);
    for (; lane->at < last; lane->at++)
        builder_add(p->L, lane->piece[lane->at]);
    lane->at = end;
}

/* The white around a row's end says that what is above stays with what comes. */
static bool clings(const struct lane *lane, size_t end)
{
    size_t from = end;
    while (from > lane->at && is_white(lane->piece[from - 1]))
        from--;
    for (; from < lane->pieces && (from < end || is_white(lane->piece[from])); from++)
        if (lane->piece[from]->clings)
            return true;
    return false;
}

/* A row stays with the next if it does so in one of its languages. */
static void bind_row(struct parallel *p, const size_t *end)
{
    struct piece *last = NULL;
    bool keeps = false;
    for (size_t k = 0; k < LANES; k++) {
        const struct lane *lane = &p->lane[k];
        size_t i = end[k];
        while (i > lane->at && is_white(lane->piece[i - 1]))
            i--;
        if (i > lane->at)
            last = lane->piece[i - 1];
        keeps = keeps || clings(lane, end[k]) || (i > lane->at && last->keeps);
    }
    if (last)
        last->keeps = keeps;
}

/* least: the white above it, at least. */
static void add_row(struct parallel *p, const size_t *end, sp least)
{
    struct layout *L = p->L;
    struct columns *columns = ARENA_NEW(L->arena, struct columns);
    *columns = (struct columns){.n = LANES, .is_divided = true, .is_free = true};
    sp white = least;
    for (size_t k = 0; k < LANES; k++)
        white = sp_max(white, take_white(&p->lane[k], end[k]));
    share_baseline(p, end);
    bind_row(p, end);
    builder_gap(L, p->frame, white, true);
    for (size_t k = 0; k < LANES; k++) {
        builder_columns(L, columns, (unsigned)k);
        add_lane(p, &p->lane[k], end[k]);
    }
    builder_close_columns(L);
    p->has_row = true;
}

static void add_rows(struct parallel *p, sp least)
{
    struct lane *a = &p->lane[0], *b = &p->lane[1];
    bool is_whole = a->rows != b->rows;
    while (a->at < a->pieces || b->at < b->pieces) {
        size_t end[LANES] = {row_end(a, is_whole), row_end(b, is_whole)};
        add_row(p, end, least);
        least = 0;
    }
}

/* Units */

static bool is_over_heading(const struct block *b)
{
    return is_div(b, DIV_KICKER) && b->next && b->next->kind == BLOCK_HEADING;
}

static bool leads(const struct block *b)
{
    return b->kind == BLOCK_HEADING || is_over_heading(b);
}

/* So many blocks from these on are set at once: headings with the block below them. */
static size_t count_blocks(const struct block *a, const struct block *b)
{
    size_t n = 0;
    for (; a && leads(a); a = a->next, b = b->next)
        n++;
    return a && !is_shared(a, b) ? n + 1 : n;
}

static const struct block *heading_of(const struct block *b)
{
    return is_over_heading(b) ? b->next : b->kind == BLOCK_HEADING ? b : NULL;
}

/* Of the headings that lead, the last one is of level 2 or below. */
static bool leads_to_section(const struct block *a, size_t n)
{
    bool is_section = false;
    for (; n > 0 && leads(a); a = a->next, n--)
        is_section = a->kind == BLOCK_HEADING && a->level > 1;
    return is_section;
}

/* The hairline above a unit; a piece without ink above what has none, but begins a page. */
static struct piece *add_opener(struct parallel *p, bool has_rule)
{
    const struct theme *t = p->L->theme;
    struct piece *opener = piece_new(p->L, p->frame);
    const struct rule *rule = &t->parallel.rule;
    opener->is_free = opener->is_wide = opener->keeps = true;
    opener->before = p->has_row ? t->parallel.padding_above : 0;
    opener->height = has_rule ? sp_max(rule->width, 1) : 1;
    opener->trace = "parallel";
    if (has_rule)
        piece_rule(p->L, opener, p->frame->wide_x, rule->width / 2, p->frame->wide_width, rule);
    return opener;
}

/* As a heading in the page's full measure does (flow_styled). */
static void begin_page(const struct layout *L, struct piece *opener, const struct block *heading)
{
    int level = heading->level > HEADING_LEVELS ? HEADING_LEVELS : heading->level;
    const struct heading *h = &L->theme->heading[level - 1];
    opener->new_page = h->new_page != NEW_PAGE_NO;
    opener->on_right = h->new_page == NEW_PAGE_RIGHT;
    opener->spill = sp_ratio(builder_room(L), h->spill, 1000);
}

/* White above a row that no hairline parts from the one before. */
static sp row_space(const struct parallel *p)
{
    const struct theme *t = p->L->theme;
    sp half = (t->parallel.look.size > 0 ? t->parallel.look.leading : p->frame->look->leading) / 2;
    return sp_max(p->frame->space, half);
}

/* Cards, boxes and tables have edges of their own: a hairline above would be one too many. */
static bool has_edge(const struct block *b)
{
    bool is_card = is_div(b, DIV_CONTACT) || is_div(b, DIV_FORM) || is_div(b, DIV_AGENDA) ||
                   is_div(b, DIV_SIGNATURE);
    bool is_box = is_div(b, DIV_NOTE) || is_div(b, DIV_TIP) || is_div(b, DIV_WARNING) ||
                  is_div(b, DIV_IMPORTANT);
    return is_card || is_box || b->kind == BLOCK_TABLE || b->kind == BLOCK_RULE;
}

static void flow_unit(struct parallel *p, const struct block *a, const struct block *b, size_t n)
{
    struct layout *L = p->L;
    const struct block *heading = heading_of(a);
    bool is_title = heading && heading->level == 1;
    if (heading)
        p->has_heading = leads_to_section(a, n);
    bool has_rule = !is_title && (heading || (!p->has_heading && !has_edge(a)));
    builder_borrow(L);
    set_lane(p, &p->lane[0], a, n);
    set_lane(p, &p->lane[1], b, n);
    sp least = has_rule ? L->theme->parallel.padding_below : p->has_row ? row_space(p) : 0;
    if (heading || has_rule) {
        struct piece *opener = add_opener(p, has_rule);
        if (heading)
            begin_page(L, opener, heading);
        if (has_rule) { /* it has white enough */
            for (size_t k = 0; k < LANES; k++)
                for (size_t i = 0; i < p->lane[k].pieces && p->lane[k].piece[i]->before; i++)
                    p->lane[k].piece[i]->before = 0;
        }
        builder_add(L, opener);
    }
    add_rows(p, least);
    builder_return(L);
    L->previous = NULL;
}

static void flow_pairs(struct parallel *p)
{
    struct layout *L = p->L;
    const struct block *a = p->lane[0].div->child, *b = p->lane[1].div->child;
    while (a && b && !L->has_failed) {
        size_t n = is_shared(a, b) || is_div(a, DIV_PAGE_BREAK) ? 0 : count_blocks(a, b);
        if (n) {
            flow_unit(p, a, b, n);
        } else if (is_div(a, DIV_PAGE_BREAK)) {
            flow_block(L, a, p->frame);
            n = 1;
        } else {
            flow_shared(p, a, b);
            n = 1;
        }
        for (; n > 0; n--) {
            a = a->next;
            b = b->next;
        }
    }
}

/* One language below the other, where they cannot stand side by side. */
static void flow_stacked(struct layout *L, const struct block *block, const struct frame *frame)
{
    for (const struct block *b = block->child; b && !L->has_failed; b = b->next) {
        L->is_echo = b->is_echo;
        flow_block(L, b, frame);
    }
    L->is_echo = false;
}

void flow_parallel(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct block *first = block->child, *second = first ? first->next : NULL;
    bool is_pair = second && second->is_echo;
    struct parallel p = {.L = L, .block = block, .frame = frame};
    if (!is_pair || !block->is_level || !columns_may_stand(L, block, frame)) {
        flow_stacked(L, block, frame);
        return;
    }
    p.lane[0].div = first;
    p.lane[1].div = second;
    if (!measure(&p)) {
        flow_stacked(L, block, frame);
        return;
    }
    p.has_row = L->previous != NULL;
    for (size_t k = 0; k < LANES; k++)
        if (p.lane[k].div->attr->id)
            builder_name(L, p.lane[k].div->attr->id);
    builder_gap(L, frame, L->theme->list.around, false);
    flow_pairs(&p);
    builder_gap(L, frame, sp_max(L->theme->list.around, L->theme->parallel.padding_above), false);
}
