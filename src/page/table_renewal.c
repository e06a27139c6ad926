/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a table sets again where a page parts it: below the last row the running sum carried over,
 * above the first its caption, its head, the sum brought forward, and the titles of the groups that
 * go on. Heights are known with each row; the content is made when the break is certain. All of it
 * is for the eye: the table's tags know caption, head and rows once. */
#include "page/caption.h"
#include "page/construct.h"
#include "page/table.h"

#include <string.h>

enum { LEVELS = 8 };

struct state { /* around a row */
    struct repeats *repeats;
    struct sum *before, *after; /* of carried columns: running sums */
    size_t group[LEVELS];       /* titles that the row stands below, by their numbers */
    size_t groups;
    sp padding;                          /* above what goes on in the middle of a row */
    const struct block *through[LEVELS]; /* cells from above that reach into the row */
    sp room[LEVELS];                     /* in the rows that are left of them */
    size_t throughs;
};

struct repeats {
    struct renewal renewal;
    const struct table *table;
    struct piece **head; /* live as long as the document */
    size_t heads, head_cap;
    sp head_height, caption_height, carry_height;
    struct sum *sum;      /* of carried columns, of all rows so far */
    size_t group[LEVELS]; /* numbers of their rows */
    sp group_height[LEVELS];
    size_t groups;
};

/* Pieces */

static struct frame frame_of(const struct table *t, sp x, sp width, enum align align)
{
    struct frame frame = t->frame;
    frame.x = x;
    frame.width = width;
    frame.align = align;
    frame.hyphenates = false;
    return frame;
}

static sp natural_width(struct layout *L, const struct styled *styled)
{
    sp least, natural;
    paragraph_widths(L->shaper, &styled->para, &least, &natural);
    return natural;
}

/* The running sum */

/* From column to column of one page there is no other page to name. */
static const char *carry_words(struct layout *L, const struct table *t, const struct piece *row,
                               bool at_head)
{
    const struct locale *locale = lang_locale(L, t->frame.lang);
    if (row->columns)
        return locale_word(locale, WORD_CARRIED);
    struct arena *arena = builder_arena(L);
    unsigned number = builder_pages(L) + (at_head ? 0 : 2);
    return locale_word_numbered(arena, locale, at_head ? WORD_CARRIED_FROM : WORD_CARRIED_TO,
                                arena_printf(arena, "%u", number));
}

static void put_sum(struct layout *L, const struct table *t, struct piece *p, size_t c,
                    const struct sum *sum, sp top)
{
    const struct width *w = &t->column[c];
    const char *fault = NULL;
    const char *said =
        locale_format(builder_arena(L), lang_locale(L, t->frame.lang),
                      sum_value(builder_arena(L), sum), t->block->column[c].format, NULL, &fault);
    if (!said || sum->is_broken)
        return;
    struct text text = locale_minus(builder_arena(L), text_of(said));
    struct frame frame = frame_of(t, w->x, w->set, TEXT_END);
    struct styled styled =
        styled_plain(L, builder_arena(L), text, &frame, &t->carry, NULL, t->block->at);
    const struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled.para, L->diag);
    size_t end = number_end(text, t->mark);
    sp x = w->x;
    if (end != SIZE_MAX && lines->n == 1)
        x = cell_number_x(t, w, &lines->line[0], (uint32_t)end);
    piece_line(L, p, &styled, &lines->line[0], x, top + baseline_in(L, &t->carry), &t->frame);
}

/* The words stand before the first sum; where that is too narrow, at the table's edge. */
static void put_words(struct layout *L, const struct table *t, struct piece *p, const char *words,
                      sp top)
{
    size_t first = 0;
    while (first + 1 < t->columns && !t->block->column[first].carry)
        first++;
    sp width = first ? t->column[first - 1].x + t->column[first - 1].set - t->frame.x : t->total;
    struct frame frame = frame_of(t, t->frame.x, t->total, TEXT_START);
    struct styled styled =
        styled_plain(L, builder_arena(L), text_of(words), &frame, &t->carry, NULL, t->block->at);
    sp wide = natural_width(L, &styled);
    const struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled.para, L->diag);
    piece_line(L, p, &styled, &lines->line[0], t->frame.x + sp_max(0, width - wide),
               top + baseline_in(L, &t->carry), &t->frame);
}

static struct piece *carry_piece(struct layout *L, const struct table *t, const struct piece *row,
                                 const struct sum *sum, bool at_head)
{
    struct piece *p = table_piece(L, t, t->repeats->carry_height, "repeat");
    put_words(L, t, p, carry_words(L, t, row, at_head), t->padding);
    for (size_t c = 0; c < t->columns; c++)
        if (t->block->column[c].carry)
            put_sum(L, t, p, c, &sum[c], t->padding);
    const struct rule *rule = &L->theme->table.sum_rule;
    sp half = rule->width / 2;
    piece_rule(L, p, t->frame.x, at_head ? p->height - half : half, t->total, rule);
    return p;
}

/* Titles of groups */

static struct piece *group_piece(struct layout *L, const struct table *t, const struct block *row)
{
    const struct theme *theme = L->theme;
    const struct block *cell = row->child;
    sp inset = theme->table.group_inset * (row->level ? row->level : 1);
    struct frame frame =
        frame_of(t, t->frame.x + inset, t->total - 2 * theme->table.group_inset, TEXT_START);
    struct text title = block_words(builder_arena(L), cell);
    const char *said = arena_printf(builder_arena(L), "%.*s %s", (int)title.n, title.p,
                                    locale_word(lang_locale(L, t->frame.lang), WORD_CONTINUED));
    struct styled styled =
        styled_plain(L, builder_arena(L), text_of(said), &frame, &t->group, NULL, row->at);
    struct stretch *stretch = ARENA_ARRAY(builder_arena(L), struct stretch, 2);
    struct look light = t->group;
    light.weight = t->cell.weight;
    stretch[0] = stretch[1] = styled.para.stretch[0];
    stretch[0].to = stretch[1].from = (uint32_t)title.n;
    stretch[1].ink = ink_of(L, &light, 0, NO_COLOR);
    styled.para.stretch = stretch;
    styled.para.stretches = 2;
    styled.extra = ARENA_ARRAY(builder_arena(L), struct extra, 2);
    const struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled.para, NULL);
    struct piece *p = table_piece(
        L, t, (sp)lines->n * t->group.leading + 2 * theme->table.group_padding, "repeat");
    table_shade(L, t, p, theme->table.group_background);
    for (size_t i = 0; i < lines->n; i++)
        piece_line(L, p, &styled, &lines->line[i], frame.x,
                   theme->table.group_padding + (sp)i * t->group.leading +
                       baseline_in(L, &t->group),
                   &t->frame);
    const struct rule *rule = &theme->table.row_rule;
    piece_rule(L, p, t->frame.x, p->height - rule->width / 2, t->total, rule);
    return p;
}

/* Merged values */

static void put_value(struct layout *L, const struct table *t, struct piece *p,
                      const struct block *cell, sp room)
{
    const struct width *w = &t->column[cell->column_from];
    struct frame frame = frame_of(t, w->x, w->set, TEXT_START);
    frame.lang = block_lang(cell, frame.lang);
    struct text said = block_words(builder_arena(L), cell);
    struct styled styled =
        styled_plain(L, builder_arena(L), said, &frame, &t->cell, NULL, cell->at);
    const struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled.para, NULL);
    for (size_t i = 0; i < lines->n; i++) {
        sp y = t->padding + (sp)i * t->cell.leading;
        if (i == 0 || y + t->cell.leading <= room)
            piece_line(L, p, &styled, &lines->line[i], frame.x, y + baseline_in(L, &t->cell),
                       &frame);
    }
}

/* What stands above on the page before is said again in the row: a piece without height. */
static struct piece *values_piece(struct layout *L, const struct table *t,
                                  const struct state *state)
{
    struct piece *p = table_piece(L, t, 0, "repeat");
    for (size_t i = 0; i < state->throughs; i++)
        put_value(L, t, p, state->through[i], state->room[i]);
    return p;
}

/* The renewal */

static struct piece **make(struct layout *L, const struct renewal *renewal,
                           const struct piece *piece, bool at_head, size_t *n)
{
    struct repeats *r = renewal->context;
    const struct state *state = piece->row;
    const struct table *t = r->table;
    struct piece **out =
        ARENA_ARRAY(builder_arena(L), struct piece *, r->heads + state->groups + 4);
    *n = 0;
    if (!at_head) {
        out[(*n)++] = carry_piece(L, t, piece, state->after, false);
        return out;
    }
    if (r->caption_height) {
        struct frame frame = frame_of(t, t->frame.x, t->total, TEXT_START);
        out[(*n)++] = caption_continued(L, t->block, &frame, WORD_TABLE);
    }
    for (size_t k = 0; k < r->heads; k++)
        out[(*n)++] = r->head[k];
    if (t->has_carry)
        out[(*n)++] = carry_piece(L, t, piece, state->before, true);
    for (size_t k = 0; k < state->groups; k++)
        out[(*n)++] = group_piece(L, t, table_row(t->block, state->group[k], builder_arena(L)));
    if (state->padding)
        out[(*n)++] = table_piece(L, t, state->padding, "repeat");
    if (state->throughs)
        out[(*n)++] = values_piece(L, t, state);
    return out;
}

void repeats_begin(struct layout *L, struct table *t)
{
    struct repeats *r = ARENA_NEW(L->arena, struct repeats);
    *r = (struct repeats){.renewal = {r, make}, .table = t};
    r->sum = ARENA_ARRAY(L->arena, struct sum, t->columns);
    r->carry_height = t->carry.leading + 2 * t->padding;
    if (t->block->number && t->block->caption)
        r->caption_height = L->theme->caption.look.leading + L->theme->caption.after;
    t->repeats = r;
}

void repeats_head(struct layout *L, struct table *t, const struct piece *piece)
{
    struct repeats *r = t->repeats;
    struct piece *kept = ARENA_NEW(L->arena, struct piece);
    *kept = *piece;
    kept->item = ARENA_ARRAY(L->arena, struct display, piece->items + 1);
    if (piece->items)
        memcpy(kept->item, piece->item, piece->items * sizeof(struct display));
    r->head = arena_grow(L->arena, r->head, sizeof *r->head, &r->head_cap, r->heads + 1);
    r->head[r->heads++] = kept;
    r->head_height += kept->height;
}

/* Rows */

static void enter_row(struct layout *L, struct repeats *r, const struct block *row, size_t number)
{
    size_t level = row->level > 0 ? (size_t)row->level - 1 : 0;
    if (row->row == ROW_GROUP && level < LEVELS) {
        r->groups = level + 1;
        r->group[level] = number;
        r->group_height[level] = group_piece(L, r->table, row)->height;
    } else if (row->row == ROW_TOTAL) {
        r->groups = 0;
    }
}

static void count_row(struct repeats *r, const struct block *row)
{
    for (const struct block *cell = row->child; cell && row->row == ROW_BODY; cell = cell->next)
        if (cell->value && r->table->block->column[cell->column_from].carry)
            sum_add(&r->sum[cell->column_from], cell->value);
}

static struct sum *copy_sums(struct layout *L, const struct repeats *r)
{
    struct sum *sum = ARENA_ARRAY(builder_arena(L), struct sum, r->table->columns);
    memcpy(sum, r->sum, r->table->columns * sizeof *sum);
    return sum;
}

/* A title is not repeated above itself, nor above the subtotal that closes its group alone. */
static size_t groups_above(const struct repeats *r, const struct block *row)
{
    if (row->row == ROW_GROUP)
        return r->groups - 1;
    return r->groups;
}

static void add_through(struct state *state, const struct block *cell, sp room)
{
    state->through[state->throughs] = cell;
    state->room[state->throughs++] = room;
}

/* Only what has been said to its end above, in columns of words. */
static void note_throughs(const struct table *t, struct state *state,
                          const struct set_cell *const *through, size_t n)
{
    for (size_t i = 0; i < n && state->throughs < LEVELS; i++) {
        const struct set_cell *cell = through[i];
        bool is_said = cell->slabs && cell->slab[cell->slabs - 1].y < cell->below;
        if (is_said && cell->cell->text.n && !cell->cell->child &&
            !t->column[cell->from].is_numeric)
            add_through(state, cell->cell, cell->extent - cell->below);
    }
}

void repeats_row(struct layout *L, struct table *t, const struct passing_row *passing,
                 struct piece *const *piece, size_t n)
{
    struct repeats *r = t->repeats;
    const struct block *row = passing->row;
    bool is_last = passing->number + 1 == t->rows;
    enter_row(L, r, row, passing->number);
    struct state *state = ARENA_NEW(builder_arena(L), struct state), *rest = state;
    *state = (struct state){.repeats = r, .groups = groups_above(r, row)};
    memcpy(state->group, r->group, sizeof state->group);
    sp head = r->caption_height + r->head_height + (t->has_carry ? r->carry_height : 0);
    for (size_t k = 0; k < state->groups; k++)
        head += r->group_height[k];
    if (t->has_carry) {
        state->before = copy_sums(L, r);
        count_row(r, row);
        state->after = copy_sums(L, r);
    }
    note_throughs(t, state, passing->through, passing->throughs);
    if (n > 1) { /* what begins further down in the row has its sum above it */
        rest = ARENA_NEW(builder_arena(L), struct state);
        *rest = *state;
        rest->before = rest->after;
        rest->padding = t->padding;
        rest->throughs = 0;
    }
    for (size_t k = 0; k < n; k++) {
        piece[k]->renewal = &r->renewal;
        piece[k]->row = k ? rest : state;
        piece[k]->head_height = head + (k ? rest->padding : 0);
        piece[k]->foot_height = t->has_carry && (!is_last || k + 1 < n) ? r->carry_height : 0;
    }
    if (row->row == ROW_SUBTOTAL)
        r->groups = row->level > 0 ? (size_t)row->level - 1 : 0;
}
