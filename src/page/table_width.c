/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widths of a table's columns. A column has a least width (its longest word), a natural one (no
 * cell wraps) and maybe a fixed one. If all natural widths fit, the rest goes to flexible columns,
 * else to those of words. If not, each column begins with its least width, and the room that is
 * left is dealt in small portions, each to the column that gains most by it: its cost is the sum,
 * over its cells, of the cubed number of lines beyond the first. That is convex in the width, so
 * portions dealt greedily are dealt best (B. Fox, Discrete optimization via marginal analysis,
 * Management Science 13/3, 1966), and rows become low where it is cheapest. Words that are longer
 * than what is there are hyphenated. Numbers never wrap. */
#include "page/table.h"

#include <string.h>

#include "base/utf8.h"

enum {
    PORTIONS = 160, /* of the room that is dealt */
    LINE = 256,     /* fractions of a line */
    WRAPPED = 288,  /* what a cell that wraps takes at least: its lines are not full */
    MOST_LINES = 2000,
    LONGEST_QUOTE = 60, /* bytes, in a message */
    MANY = 12           /* columns */
};

/* Classes of width */

/* Four to an octave, from 8 pt on. */
static size_t class_of(sp natural)
{
    size_t k = 0;
    sp edge = PT(8);
    while (natural >= 2 * edge && k + 4 < WIDTH_CLASSES) {
        edge *= 2;
        k += 4;
    }
    for (sp step = edge / 4; natural >= edge + step && k % 4 < 3; step += edge / 4)
        k++;
    return k;
}

void width_count(struct width *w, sp natural, sp n)
{
    struct width_class *class = &w->class[class_of(natural)];
    class->n += n;
    class->sum += n * natural;
    class->most = sp_max(class->most, natural);
}

/* Lines beyond the first, in fractions, cubed: the tallest cell of a row is what makes it high. */
static __int128 cost_at(const struct width *w, sp width)
{
    __int128 cost = 0;
    for (size_t k = 0; k < WIDTH_CLASSES; k++) {
        const struct width_class *class = &w->class[k];
        if (class->most <= width || width <= 0)
            continue;
        int64_t lines = sp_max(WRAPPED, sp_ratio(class->sum / class->n, WRAPPED, width));
        int64_t more = sp_min(lines, LINE * MOST_LINES) - LINE;
        cost += (__int128)more * more * more * class->n;
    }
    return cost;
}

/* Setting */

/* Deals `rest` out in proportion to weights; the last one takes what rounding leaves. */
static void deal(struct width *column, size_t n, sp rest, sp (*weight)(const struct width *))
{
    sp sum = 0, given = 0;
    size_t last = SIZE_MAX;
    for (size_t c = 0; c < n; c++) {
        sum += weight(&column[c]);
        last = weight(&column[c]) > 0 ? c : last;
    }
    for (size_t c = 0; c < n && sum > 0; c++) {
        sp share = c == last ? rest - given : sp_ratio(rest, weight(&column[c]), sum);
        if (weight(&column[c]) > 0) {
            column[c].set += share;
            given += share;
        }
    }
}

static sp flexible_weight(const struct width *w)
{
    return w->fixed ? 0 : sp_ratio(w->natural + 1, w->weight, 100);
}

static sp words_weight(const struct width *w)
{
    return w->is_numeric || w->fixed ? 0 : w->natural + 1;
}

static sp any_weight(const struct width *w)
{
    return w->fixed ? 0 : w->natural + 1;
}

/* A word that is longer than this may be hyphenated, if there is no room at all. */
static sp shortest(const struct width *w)
{
    return w->fixed        ? w->fixed
           : w->is_numeric ? sp_max(w->least, w->before + w->after)
                           : sp_min(w->least, PT(45));
}

static sp lack_weight(const struct width *w)
{
    return w->fixed ? 0 : w->least - shortest(w);
}

static bool has_weight(const struct width *column, size_t n, sp (*weight)(const struct width *))
{
    for (size_t c = 0; c < n; c++)
        if (weight(&column[c]) > 0)
            return true;
    return false;
}

/* Numbers are read down their column: where there is room, each stands clear of its neighbour, but
 * for two columns of set widths.
 */
static void widen_numbers(struct width *column, size_t n, sp gutter, sp room)
{
    for (size_t c = 0; c < n; c++)
        room -= column[c].fixed ? column[c].fixed : column[c].natural;
    for (size_t c = 1; c < n; c++) {
        struct width *w = &column[c];
        sp more = sp_min(2 * gutter, room / 2);
        if (w->is_numeric && !w->fixed && more > 0) {
            w->natural += more;
            room -= more;
        }
        more = sp_min(gutter, room / 2);
        if (!w->is_numeric && column[c - 1].is_numeric && !(w->fixed && column[c - 1].fixed) &&
            more > 0) {
            column[c - 1].gap = more;
            room -= more;
        }
    }
}

/* Before flexible columns take the rest, all columns move apart by up to a gutter and a half. */
static void part_columns(struct width *column, size_t n, sp gutter, sp rest)
{
    if (n < 2 || rest <= 0 || !has_weight(column, n, flexible_weight))
        return;
    sp more = sp_min(gutter + gutter / 2, rest / 2 / (sp)(n - 1));
    for (size_t c = 0; c + 1 < n; c++)
        column[c].gap = sp_max(column[c].gap, more);
}

/* What a column gains by so much more, for each point; a flexible one counts as often as its
 * weight.
 */
static int64_t gain(const struct width *w, sp more)
{
    __int128 gained = cost_at(w, w->set) - cost_at(w, w->set + more);
    gained = gained * (w->weight ? w->weight : 100) * 16 / more;
    return gained > INT64_MAX ? INT64_MAX : (int64_t)gained;
}

struct offer {
    size_t column;
    sp more;
    int64_t gain;
};

static void offer(struct offer *best, const struct width *column, size_t c, sp more, sp room)
{
    more = sp_min(more, column[c].natural - column[c].set);
    if (more <= 0 || more > room)
        return;
    int64_t gained = gain(&column[c], more);
    if (gained > best->gain)
        *best = (struct offer){c, more, gained};
}

enum { LOOK_AHEAD = 4 };

/* A portion, or what takes all cells of one of the next classes to one line. */
static void offer_column(struct offer *best, const struct width *column, size_t c, sp portion,
                         sp room)
{
    const struct width *w = &column[c];
    size_t looked = 0;
    if (w->fixed || w->set >= w->natural)
        return;
    offer(best, column, c, portion, room);
    for (size_t k = 0; k < WIDTH_CLASSES && looked < LOOK_AHEAD; k++) {
        if (w->class[k].n == 0 || w->class[k].most <= w->set)
            continue;
        offer(best, column, c, w->class[k].most - w->set, room);
        looked++;
    }
}

/* Deals the room in portions, each to the column whose cells get the fewest lines by it. */
static void deal_room(struct width *column, size_t n, sp room)
{
    sp portion = sp_max(room / PORTIONS, SP_PT / 2);
    while (room > 0) {
        struct offer best = {SIZE_MAX, 0, 0};
        for (size_t c = 0; c < n; c++)
            offer_column(&best, column, c, sp_min(portion, room), room);
        if (best.column == SIZE_MAX)
            break;
        column[best.column].set += best.more;
        room -= best.more;
    }
    if (room > 0)
        deal(column, n, room, has_weight(column, n, words_weight) ? words_weight : any_weight);
}

/* A column without a width keeps its natural one beside flexible ones, if these get enough. */
static void keep_naturals(struct width *column, size_t n, sp available)
{
    sp natural = 0, least = 0;
    for (size_t c = 0; c < n; c++) {
        natural += column[c].fixed ? column[c].fixed : column[c].weight ? 0 : column[c].natural;
        least += column[c].fixed || !column[c].weight ? 0 : column[c].least;
    }
    if (!least || available - natural < sp_max(least, available / 3))
        return;
    for (size_t c = 0; c < n; c++)
        if (!column[c].fixed && !column[c].weight)
            column[c].set = column[c].natural;
}

void widths_set(struct width *column, size_t n, sp gutter, sp available)
{
    sp natural = 0, least = 0, short_least = 0, room;
    widen_numbers(column, n, gutter, available);
    for (size_t c = 0; c < n; c++)
        natural += column[c].gap + (column[c].fixed ? column[c].fixed : column[c].natural);
    part_columns(column, n, gutter, available - natural);
    natural = 0;
    for (size_t c = 0; c < n; c++) {
        const struct width *w = &column[c];
        available -= w->gap;
        natural += w->fixed ? w->fixed : w->natural;
        least += w->fixed ? w->fixed : w->least;
        short_least += shortest(w);
    }
    bool is_short = least > available && short_least <= available;
    for (size_t c = 0; c < n; c++) {
        struct width *w = &column[c];
        w->set = w->fixed               ? w->fixed
                 : natural <= available ? w->natural
                 : is_short             ? shortest(w)
                                        : w->least;
    }
    if (natural <= available) {
        deal(column, n, available - natural,
             has_weight(column, n, flexible_weight) ? flexible_weight
             : has_weight(column, n, words_weight)  ? words_weight
                                                    : any_weight);
    } else if (is_short) {
        deal(column, n, available - short_least, lack_weight);
    } else if (least < available) {
        keep_naturals(column, n, available);
        room = available;
        for (size_t c = 0; c < n; c++)
            room -= column[c].set;
        deal_room(column, n, room);
    }
}

/* The table */

static void read_column(struct layout *L, struct table *t, size_t c)
{
    const struct column *column = &t->block->column[c];
    struct width *w = &t->column[c];
    struct text width = text_of(column->width ? column->width : "");
    w->widest = SIZE_MAX;
    struct text number = text_slice(width, 0, width.n ? width.n - 1 : 0);
    w->is_numeric = column->align == ALIGN_DECIMAL || column->align == ALIGN_END;
    if (!width.n && column->is_blank)
        w->fixed = L->theme->table.blank_width;
    else if (text_is(width, "*"))
        w->weight = 100;
    else if (text_ends(width, "*"))
        decimal_parse(number, 100, &w->weight);
    else if (text_ends(width, "%"))
        decimal_parse(number, 100, &w->share);
    else if (width.n)
        length_parse(width, &w->fixed);
}

static sp natural_sum(const struct table *t, sp total)
{
    sp sum = t->gutter * (sp)(t->columns - 1);
    for (size_t c = 0; c < t->columns; c++) {
        const struct width *w = &t->column[c];
        sum += w->share ? sp_ratio(total, w->share, 10000) : w->fixed ? w->fixed : w->natural;
    }
    return sum;
}

static void place_columns(struct table *t, const struct frame *outer)
{
    bool is_narrow = natural_sum(t, outer->width) <= outer->width;
    t->frame.x = is_narrow ? outer->x : outer->wide_x;
    t->total = is_narrow ? outer->width : outer->wide_width;
    for (size_t c = 0; c < t->columns; c++)
        if (t->column[c].share)
            t->column[c].fixed = sp_max(
                1, sp_ratio(t->total, t->column[c].share, 10000) -
                       (c + 1 < t->columns ? t->gutter : 0)); /* shares add up with their gutters */
    widths_set(t->column, t->columns, t->gutter, t->total - t->gutter * (sp)(t->columns - 1));
    if (!has_weight(t->column, t->columns, any_weight))
        t->total = natural_sum(t, t->total);
    sp x = t->frame.x;
    for (size_t c = 0; c < t->columns; c++) {
        t->column[c].x = x;
        x += t->column[c].set + t->column[c].gap + t->gutter;
    }
}

/* The cell that its columns' widest asks for, or NULL. */
static const struct block *widest_cell(const struct table *t, struct arena *arena)
{
    size_t widest = 0;
    for (size_t c = 1; c < t->columns; c++)
        if (t->column[c].set > t->column[widest].set)
            widest = c;
    if (t->column[widest].widest == SIZE_MAX)
        return NULL;
    const struct block *cell = table_row(t->block, t->column[widest].widest, arena)->child;
    while (cell && cell->column_from != widest)
        cell = cell->next;
    return cell;
}

static size_t columns_that_fit(const struct table *t)
{
    size_t n = 0;
    while (n < t->columns && t->column[n].x + t->column[n].set <= t->frame.x + t->total)
        n++;
    return n;
}

static struct table_fit fit_of(const struct table *t)
{
    const struct width *last = &t->column[t->columns - 1];
    sp over = last->x + last->set - t->frame.x - t->total;
    struct table_fit fit = {.over = over > SP_PT / 10 ? over : 0};
    for (const struct width *w = t->column; w <= last; w++)
        fit.parts_words = fit.parts_words || (!w->fixed && w->set < w->least);
    return fit;
}

/* Columns narrower than their longest word would only overprint one another. */
void table_judge_width(struct layout *L, struct table *t)
{
    sp over = fit_of(t).over;
    if (!over)
        return;
    diag_warn(L->diag, t->block->at, "the table is %lld mm too wide",
              (long long)((length_mm100(over) + 99) / 100));
    const struct block *cell = widest_cell(t, L->arena);
    struct text said = utf8_head(cell ? cell->text : TEXT(""), LONGEST_QUOTE);
    if (t->columns > MANY)
        diag_note(L->diag, t->block->at, "of its %zu columns %zu fit", t->columns,
                  columns_that_fit(t));
    else if (text_is(said, "\xEF\xBF\xBC"))
        diag_note(L->diag, cell->at, "the widest column is that of this picture");
    else if (said.n)
        diag_note(L->diag, cell->at, "the widest column is that of '%.*s'", (int)said.n, said.p);
    t->total += over;
}

struct table_fit table_widths(struct layout *L, struct table *t, const struct frame *outer)
{
    memset(t->column, 0, t->columns * sizeof *t->column);
    for (size_t c = 0; c < t->columns; c++)
        read_column(L, t, c);
    table_measure(L, t);
    place_columns(t, outer);
    return fit_of(t);
}
