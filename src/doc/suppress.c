/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table with totals is a network: counts are flows along arcs, a line and its total is a node
 * where flows balance. What a reader who knows the balances cannot know is exactly what can flow
 * round in a circle through hidden arcs alone (Gusfield 1988, "A graph theoretic approach to
 * statistical data security"). So a hidden cell is safe when it lies on such a circle; for one that
 * does not, the cheapest circle is found (shortest path by labels that are corrected) and the arcs
 * on it are hidden.
 *
 * Nodes: OUTSIDE, which all that is not known flows through; each row, if its total is known; each
 * column of each group; each column. Arcs: cells, subtotals, totals. */
#include "doc/suppress.h"

#include <assert.h>
#include <string.h>

enum { OUTSIDE = 0, MOST_ROWS = 4096 };

enum arc_kind { ARC_CELL, ARC_ROW_TOTAL, ARC_SUBTOTAL, ARC_TOTAL };

struct arc {
    uint32_t from, to;
    enum arc_kind kind;
    int64_t n;
    bool *is_hidden;
    bool is_safe;
    uint32_t next_out, next_in; /* arcs of the same node; 0: the last */
};

/* First what is to be avoided, then what is merely a pity: totals before zeros, zeros before other
 * cells. */
struct cost {
    int64_t grave, light;
};

struct net {
    struct arena *arena;
    const struct counts *counts;
    struct hidden *hidden;
    size_t groups;
    struct arc *arc; /* from 1 */
    uint32_t arcs;
    uint32_t nodes, first_column; /* a node of a group's column; OUTSIDE + rows before it */
    uint32_t *out, *in;           /* each node's first arc */
    struct cost *best;            /* of a node */
    uint32_t *via;                /* the arc that led there */
    uint32_t *queue;
    bool *is_queued, *is_reached;
};

static int64_t cell(const struct counts *c, size_t row, size_t column)
{
    return c->n[row * c->columns + column];
}

static size_t group_of(const struct counts *c, size_t row)
{
    return c->group ? c->group[row] : 0;
}

static bool is_small(const struct counts *c, int64_t n)
{
    return n > 0 && n < c->least;
}

static void hide(struct net *net, bool *is_hidden)
{
    net->hidden->cells += !*is_hidden;
    *is_hidden = true;
}

/* The network */

static uint32_t row_node(const struct net *net, size_t row)
{
    const struct counts *c = net->counts;
    bool is_known = c->total != SIZE_MAX && cell(c, row, c->total) != NO_COUNT;
    return is_known ? (uint32_t)(OUTSIDE + 1 + row) : OUTSIDE;
}

static uint32_t group_node(const struct net *net, size_t group, size_t column)
{
    return (uint32_t)(net->first_column + group * net->counts->columns + column);
}

static uint32_t column_node(const struct net *net, size_t column)
{
    return group_node(net, net->groups, column);
}

/* A column of totals flows the other way: out of its sum into the rows. */
static void add_arc(struct net *net, enum arc_kind kind, uint32_t from, uint32_t to, size_t column,
                    int64_t n, bool *is_hidden)
{
    bool is_total = column == net->counts->total;
    uint32_t k = ++net->arcs;
    struct arc *a = &net->arc[k];
    *a = (struct arc){.from = is_total ? to : from,
                      .to = is_total ? from : to,
                      .kind = kind,
                      .n = n,
                      .is_hidden = is_hidden};
    a->next_out = net->out[a->from];
    a->next_in = net->in[a->to];
    net->out[a->from] = k;
    net->in[a->to] = k;
}

static void add_cells(struct net *net, int64_t *subtotal)
{
    const struct counts *c = net->counts;
    for (size_t row = c->rows; row-- > 0;) {
        for (size_t k = 0; k < c->columns; k++) {
            size_t at = row * c->columns + k, sum = group_of(c, row) * c->columns + k;
            if (c->n[at] == NO_COUNT)
                continue;
            add_arc(net, k == c->total ? ARC_ROW_TOTAL : ARC_CELL, row_node(net, row),
                    group_node(net, group_of(c, row), k), k, c->n[at], &net->hidden->cell[at]);
            subtotal[sum] += c->n[at];
        }
    }
}

static void add_sums(struct net *net, const int64_t *subtotal)
{
    const struct counts *c = net->counts;
    for (size_t k = 0; k < c->columns; k++) {
        int64_t total = 0;
        for (size_t g = 0; g < net->groups; g++) {
            size_t at = g * c->columns + k;
            add_arc(net, ARC_SUBTOTAL, group_node(net, g, k), column_node(net, k), k, subtotal[at],
                    &net->hidden->subtotal[at]);
            total += subtotal[at];
        }
        add_arc(net, ARC_TOTAL, column_node(net, k), OUTSIDE, k, total, &net->hidden->total[k]);
    }
}

static void build(struct net *net)
{
    const struct counts *c = net->counts;
    size_t rows = c->total == SIZE_MAX ? 0 : c->rows;
    size_t sums = (net->groups + 1) * c->columns;
    net->first_column = (uint32_t)(OUTSIDE + 1 + rows);
    net->nodes = (uint32_t)(net->first_column + sums);
    net->arc = ARENA_ARRAY(net->arena, struct arc, c->rows * c->columns + sums + 1);
    net->out = ARENA_ARRAY(net->arena, uint32_t, net->nodes);
    net->in = ARENA_ARRAY(net->arena, uint32_t, net->nodes);
    net->best = ARENA_ARRAY(net->arena, struct cost, net->nodes);
    net->via = ARENA_ARRAY(net->arena, uint32_t, net->nodes);
    net->queue = ARENA_ARRAY(net->arena, uint32_t, net->nodes);
    net->is_queued = ARENA_ARRAY(net->arena, bool, net->nodes);
    net->is_reached = ARENA_ARRAY(net->arena, bool, net->nodes);
    int64_t *subtotal = ARENA_ARRAY(net->arena, int64_t, sums);
    add_cells(net, subtotal);
    add_sums(net, subtotal);
}

/* Circles */

static struct cost cost_sum(struct cost a, struct cost b)
{
    return (struct cost){a.grave + b.grave, a.light + b.light};
}

static bool cost_less(struct cost a, struct cost b)
{
    return a.grave != b.grave ? a.grave < b.grave : a.light < b.light;
}

static const struct cost IMPOSSIBLE = {INT64_MAX, INT64_MAX};
/* How grave it is to hide each; an order, as a way has not so many arcs. */
static const int64_t A_TOTAL = (int64_t)1 << 50, A_SUBTOTAL = (int64_t)1 << 40,
                     A_ROW_TOTAL = (int64_t)1 << 30, A_ZERO = (int64_t)1 << 16;

static bool is_impossible(struct cost cost)
{
    return cost.grave == INT64_MAX;
}

/* What it costs that the flow along an arc could be one more or one less. */
static struct cost arc_cost(const struct arc *a, bool is_more)
{
    static const int64_t dearest = (int64_t)1 << 30;
    struct cost cost = {0, 0};
    /* a 1 that were 0 would be shown */
    if (!is_more && (a->n == 0 || (a->n == 1 && a->kind <= ARC_ROW_TOTAL)))
        return IMPOSSIBLE;
    if (*a->is_hidden)
        return cost;
    switch (a->kind) {
    case ARC_CELL: cost.grave += a->n == 0 ? A_ZERO : 0; break;
    case ARC_ROW_TOTAL: cost.grave += A_ROW_TOTAL; break;
    case ARC_SUBTOTAL: cost.grave += A_SUBTOTAL; break;
    case ARC_TOTAL: cost.grave += A_TOTAL; break;
    }
    cost.light = a->n < dearest ? a->n : dearest;
    return cost;
}

static void reach(struct net *net, uint32_t node, struct cost cost, uint32_t via, size_t *tail)
{
    if (net->is_reached[node] && !cost_less(cost, net->best[node]))
        return;
    net->is_reached[node] = true;
    net->best[node] = cost;
    net->via[node] = via;
    if (net->is_queued[node])
        return;
    net->is_queued[node] = true;
    net->queue[*tail] = node;
    *tail = (*tail + 1) % net->nodes;
}

static void spread(struct net *net, uint32_t node, uint32_t without, size_t *tail)
{
    struct cost here = net->best[node];
    for (uint32_t k = net->out[node]; k; k = net->arc[k].next_out) {
        struct cost cost = arc_cost(&net->arc[k], true);
        if (k != without)
            reach(net, net->arc[k].to, cost_sum(here, cost), k, tail);
    }
    for (uint32_t k = net->in[node]; k; k = net->arc[k].next_in) {
        struct cost cost = arc_cost(&net->arc[k], false);
        if (k != without && !is_impossible(cost))
            reach(net, net->arc[k].from, cost_sum(here, cost), k, tail);
    }
}

/* The cheapest way between two nodes without an arc; net->via leads back from its end. */
static struct cost find_way(struct net *net, uint32_t from, uint32_t to, uint32_t without)
{
    size_t head = 0, tail = 0;
    memset(net->is_reached, 0, net->nodes * sizeof *net->is_reached);
    reach(net, from, (struct cost){0, 0}, 0, &tail);
    while (net->is_queued[net->queue[head]]) {
        uint32_t node = net->queue[head];
        head = (head + 1) % net->nodes;
        net->is_queued[node] = false;
        spread(net, node, without, &tail);
    }
    return net->is_reached[to] ? net->best[to] : IMPOSSIBLE;
}

/* Hides what lies on the way that was found last; all of it can change from now on. */
static void take_way(struct net *net, uint32_t from, uint32_t to)
{
    for (uint32_t node = to; node != from;) {
        struct arc *a = &net->arc[net->via[node]];
        node = a->to == node ? a->from : a->to;
        hide(net, a->is_hidden);
        a->is_safe = true;
    }
}

/* Makes the k-th arc part of a circle, the cheapest there is. */
static void protect(struct net *net, uint32_t k)
{
    struct arc *a = &net->arc[k];
    struct cost own = arc_cost(a, false); /* it is hidden: nothing, or impossible */
    struct cost more = find_way(net, a->to, a->from, k);
    struct cost less = is_impossible(own) ? own : find_way(net, a->from, a->to, k);
    less = is_impossible(less) ? less : cost_sum(less, own);
    bool takes_more = !cost_less(less, more);
    struct cost cost = takes_more ? more : less;
    bool is_too_dear = cost.grave >= A_ROW_TOTAL && !is_small(net->counts, a->n);
    if (is_impossible(cost) || is_too_dear)
        return;
    a->is_safe = true;
    uint32_t from = takes_more ? a->to : a->from, to = takes_more ? a->from : a->to;
    find_way(net, from, to, k);
    take_way(net, from, to);
}

/* Lines */

struct line { /* cells in a row or in a column of a group */
    size_t first, step, n;
};

/* Hides the smallest of the line's cells that are shown and not 0 until the hidden ones are two and
 * add up to the least. False: there was nothing to do. */
static bool fill_line(struct net *net, struct line line)
{
    const struct counts *c = net->counts;
    bool *is_hidden = net->hidden->cell, did_hide = false;
    for (;;) {
        size_t hidden = 0, next = SIZE_MAX;
        int64_t sum = 0;
        for (size_t k = 0, at = line.first; k < line.n; k++, at += line.step) {
            if (c->n[at] == NO_COUNT || at % c->columns == c->total)
                continue;
            if (is_hidden[at]) {
                hidden++;
                sum += c->n[at] < c->least ? c->n[at] : c->least;
            } else if (c->n[at] > 0 && (next == SIZE_MAX || c->n[at] < c->n[next])) {
                next = at;
            }
        }
        bool is_enough = hidden == 0 || (hidden > 1 && sum >= c->least);
        if (is_enough || next == SIZE_MAX)
            return did_hide;
        hide(net, &is_hidden[next]);
        did_hide = true;
    }
}

static bool fill_lines(struct net *net)
{
    const struct counts *c = net->counts;
    bool did_hide = false;
    for (size_t from = 0, to; from < c->rows; from = to) {
        to = from + 1;
        while (to < c->rows && group_of(c, to) == group_of(c, from))
            to++;
        for (size_t k = 0; k < c->columns; k++) {
            struct line down = {from * c->columns + k, c->columns, to - from};
            if (k != c->total)
                did_hide |= fill_line(net, down);
        }
    }
    for (size_t row = 0; c->total != SIZE_MAX && row < c->rows; row++) {
        struct line across = {row * c->columns, 1, c->columns};
        did_hide |= fill_line(net, across);
    }
    return did_hide;
}

/* Where no totals of rows are known each column stands alone, and a line with two hidden cells, one
 * of them above 1, is safe without a search. */
static void mark_safe_lines(struct net *net)
{
    if (net->counts->total != SIZE_MAX)
        return;
    for (uint32_t node = net->first_column; node < net->nodes; node++) {
        size_t hidden = 0;
        bool has_slack = false;
        for (uint32_t k = net->in[node]; k; k = net->arc[k].next_in) {
            const struct arc *a = &net->arc[k];
            hidden += a->kind == ARC_CELL && *a->is_hidden;
            has_slack |= a->kind == ARC_CELL && *a->is_hidden && a->n > 1;
        }
        for (uint32_t k = net->in[node]; hidden > 1 && has_slack && k; k = net->arc[k].next_in)
            net->arc[k].is_safe |= net->arc[k].kind == ARC_CELL && *net->arc[k].is_hidden;
    }
}

static bool protect_all(struct net *net)
{
    size_t before = net->hidden->cells;
    mark_safe_lines(net);
    for (uint32_t k = 1; k <= net->arcs; k++)
        if (net->arc[k].kind <= ARC_ROW_TOTAL && *net->arc[k].is_hidden && !net->arc[k].is_safe)
            protect(net, k);
    return net->hidden->cells > before;
}

/* A table too large for the search loses all its counts. */
static void hide_all(struct net *net)
{
    const struct counts *c = net->counts;
    for (size_t at = 0; at < c->rows * c->columns; at++)
        if (c->n[at] > 0)
            hide(net, &net->hidden->cell[at]);
    for (size_t at = 0; at < net->groups * c->columns; at++)
        hide(net, &net->hidden->subtotal[at]);
}

struct hidden suppress(struct arena *arena, const struct counts *c)
{
    assert(c->least >= 2);
    struct hidden hidden = {0};
    struct net net = {.arena = arena, .counts = c, .hidden = &hidden};
    net.groups = c->rows ? group_of(c, c->rows - 1) + 1 : 1;
    hidden.cell = ARENA_ARRAY(arena, bool, c->rows * c->columns + 1);
    hidden.subtotal = ARENA_ARRAY(arena, bool, net.groups * c->columns + 1);
    hidden.total = ARENA_ARRAY(arena, bool, c->columns + 1);
    for (size_t row = 0; row < c->rows; row++)
        for (size_t k = 0; k < c->columns; k++)
            if (is_small(c, cell(c, row, k)))
                hide(&net, &hidden.cell[row * c->columns + k]);
    if (!hidden.cells)
        return hidden;
    if (c->total != SIZE_MAX && c->rows > MOST_ROWS) {
        hide_all(&net);
        return hidden;
    }
    build(&net);
    for (bool goes_on = true; goes_on;) {
        goes_on = fill_lines(&net);
        goes_on = protect_all(&net) || goes_on;
    }
    return hidden;
}
