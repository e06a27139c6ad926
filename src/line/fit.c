/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A node is a break that some way of setting the text so far ends with; for each break the best way
 * is kept in each state that the lines to come can tell apart: how tight the line was (fitness) and
 * how many hyphens run. Prefix sums make a line's measures a subtraction. A node leaves the active
 * list when no break to come can fit a line that starts there, known exactly beforehand. */
#include "line/fit.h"

#include <assert.h>

enum { FITNESSES = 4, LADDERS = 3, STATES = FITNESSES * LADDERS };
enum fitness { TIGHT, DECENT, LOOSE, VERY_LOOSE };

enum {
    RATIO_CAP = 100000,      /* thousandths */
    BADNESS_CAP = 1000000,   /* 100 is a line stretched by all its stretch */
    LINE_PENALTY = 10,       /* each line's own */
    LONG_LADDER_FACTOR = 500 /* a third hyphen running costs so much more than a second */
};

struct sums {
    sp width, stretch, shrink, flex;
};

struct node {
    const struct node *before; /* NULL: the paragraph's start */
    uint32_t at;               /* the item broken at */
    uint32_t start;            /* the first item of the line that follows */
    sp post;                   /* its extra width */
    uint8_t fitness, ladder;
    bool is_start;
    int64_t demerits;
};

struct search {
    struct arena *arena;
    const struct item *item;
    size_t n;
    const struct fit_rules *rules;
    struct sums *sum;  /* of the items before each index */
    sp *tightest;      /* least width of a text up to this break or any after it */
    uint32_t *content; /* the first item from each index on that does not vanish */
    const struct node **active;
    size_t actives, cap;
    bool by_force;
};

/* The cheapest ways to end a line at one break, for each state that one was found for. */
struct offers {
    struct node best[STATES]; /* not cleared for every break: only those that `made` names count */
    uint32_t made;
};

/* One way to end a line: from a node to a break. */
struct candidate {
    sp natural, goal, stretch, shrink, flex;
    int32_t ratio; /* of its glue: thousandths, negative when shrunk */
    bool is_overfull, is_too_loose;
};

static bool can_break(const struct item *item, size_t i)
{
    if (item[i].kind == ITEM_PENALTY)
        return item[i].penalty < FIT_NEVER;
    return item[i].kind == ITEM_GLUE && i > 0 && item[i - 1].kind == ITEM_BOX;
}

static bool is_forced(const struct item *item)
{
    return item->kind == ITEM_PENALTY && item->penalty <= FIT_FORCED;
}

static sp end_width(const struct item *item)
{
    return (item->kind == ITEM_PENALTY ? item->width : 0) - item->hang;
}

static void add_up(struct search *s)
{
    const struct item *item = s->item;
    s->sum = ARENA_ARRAY(s->arena, struct sums, s->n + 1);
    s->tightest = ARENA_ARRAY(s->arena, sp, s->n + 1);
    s->content = ARENA_ARRAY(s->arena, uint32_t, s->n + 1);
    for (size_t i = 0; i < s->n; i++) {
        bool counts = item[i].kind != ITEM_PENALTY;
        s->sum[i + 1].width = s->sum[i].width + (counts ? item[i].width : 0);
        s->sum[i + 1].stretch = s->sum[i].stretch + (counts ? item[i].stretch : 0);
        s->sum[i + 1].shrink = s->sum[i].shrink + (counts ? item[i].shrink : 0);
        s->sum[i + 1].flex = s->sum[i].flex + (counts ? item[i].flex : 0);
    }
    s->tightest[s->n] = INT64_MAX;
    s->content[s->n] = (uint32_t)s->n;
    for (size_t i = s->n; i-- > 0;) {
        bool stays = item[i].kind == ITEM_BOX || is_forced(&item[i]);
        s->content[i] = stays ? (uint32_t)i : s->content[i + 1];
        s->tightest[i] = s->tightest[i + 1];
        if (can_break(item, i)) {
            sp width = s->sum[i].width - s->sum[i].shrink - s->sum[i].flex + end_width(&item[i]);
            s->tightest[i] = sp_min(width, s->tightest[i]);
        }
    }
}

static sp goal_width(const struct search *s, const struct node *node)
{
    return s->rules->width - (node->is_start ? s->rules->first_indent : 0);
}

/* Whether some break from b on can still end the line that begins at the node. */
static bool has_future(const struct search *s, const struct node *node, size_t b)
{
    const struct sums *from = &s->sum[node->start];
    return s->tightest[b] - from->width + from->shrink + from->flex + node->post <=
           goal_width(s, node);
}

static int32_t ratio_of(sp difference, sp give)
{
    if (difference == 0)
        return 0;
    if (give <= 0 || difference / (RATIO_CAP / 1000) >= give)
        return RATIO_CAP;
    if (difference < (sp)1 << 50)
        return (int32_t)((difference * 1000 + give / 2) / give);
    return (int32_t)sp_ratio(difference, 1000, give);
}

/* Whether the ratio, not known yet, will be beyond the tolerance. Most lines tried are far too
 * short; a product tells so faster than the division. */
static bool is_too_loose(const struct search *s, sp missing, sp stretch)
{
    int64_t beyond = (int64_t)s->rules->tolerance + 1;
    return !s->by_force && beyond <= RATIO_CAP && stretch > 0 && stretch < (sp)1 << 44 &&
           missing < (sp)1 << 50 && missing * 1000 >= stretch * beyond;
}

static struct candidate measure(const struct search *s, const struct node *node, size_t b)
{
    const struct sums *from = &s->sum[node->start], *to = &s->sum[b];
    struct candidate line = {.goal = goal_width(s, node)};
    bool is_empty = node->start >= b; /* a break right after a break */
    line.natural = end_width(&s->item[b]) + node->post + (is_empty ? 0 : to->width - from->width);
    line.stretch = (is_empty ? 0 : to->stretch - from->stretch) + s->rules->emergency;
    line.shrink = is_empty ? 0 : to->shrink - from->shrink;
    line.flex = is_empty ? 0 : to->flex - from->flex;
    sp missing = line.goal - line.natural;
    if (missing > line.flex) {
        line.is_too_loose = is_too_loose(s, missing - line.flex, line.stretch);
        if (!line.is_too_loose)
            line.ratio = ratio_of(missing - line.flex, line.stretch);
    } else if (-missing > line.flex) {
        line.is_overfull = -missing - line.flex > line.shrink;
        line.ratio = -ratio_of(-missing - line.flex, line.shrink);
    }
    return line;
}

static int64_t badness(int32_t ratio)
{
    int64_t r = ratio < 0 ? -ratio : ratio;
    int64_t bad = r * r * r / 10000000; /* 100 r^3, r in thousandths */
    return bad > BADNESS_CAP ? BADNESS_CAP : bad;
}

static enum fitness fitness_of(int32_t ratio)
{
    if (ratio < -500)
        return TIGHT;
    if (ratio <= 500)
        return DECENT;
    return ratio <= 1000 ? LOOSE : VERY_LOOSE;
}

/* Up to twice the rules' demerits, the more the shorter. */
static int64_t short_last_cost(const struct search *s, const struct candidate *line)
{
    sp least = s->rules->least_last, cost = s->rules->end_demerits;
    if (least <= 0 || line->natural >= least)
        return 0;
    return cost + sp_ratio(cost, least - sp_max(line->natural, 0), least);
}

/* A last line that is both, the end of a word alone, costs twice the sum. */
static int64_t last_cost(const struct search *s, const struct node *from,
                         const struct candidate *line)
{
    int64_t brevity = short_last_cost(s, line), parting = from->ladder ? s->rules->end_demerits : 0;
    return brevity && parting ? 2 * (brevity + parting) : brevity + parting;
}

/* What the line costs, and through *ladder how many hyphens run at its end (2 and more are one). */
static int64_t line_cost(const struct search *s, const struct node *from, size_t b,
                         const struct candidate *line, uint8_t *ladder)
{
    const struct item *end = &s->item[b];
    int64_t bad = LINE_PENALTY + badness(line->ratio);
    int64_t penalty = end->kind == ITEM_PENALTY && !is_forced(end) ? end->penalty : 0;
    int64_t cost = bad * bad + (penalty < 0 ? -penalty : penalty) * penalty;
    *ladder = 0;
    if (end->is_flagged) {
        *ladder = from->ladder < LADDERS - 1 ? from->ladder + 1 : LADDERS - 1;
        if (from->ladder == 1)
            cost += s->rules->flagged_demerits;
        if (from->ladder == 2)
            cost += (int64_t)s->rules->flagged_demerits * LONG_LADDER_FACTOR;
    }
    int jump = (int)fitness_of(line->ratio) - (int)from->fitness;
    if (!from->is_start && (jump > 1 || jump < -1))
        cost += s->rules->fitness_demerits;
    if (b + 1 == s->n && !from->is_start)
        cost += last_cost(s, from, line);
    return cost;
}

static bool is_feasible(const struct search *s, const struct candidate *line)
{
    if (line->is_overfull || line->is_too_loose)
        return false;
    return s->by_force || line->ratio <= s->rules->tolerance;
}

/* The active node that lines go on from just as from this one, where there is one. */
static const struct node **equal_of(const struct search *s, const struct node *node)
{
    for (size_t i = s->actives; i-- > 0 && s->active[i]->start == node->start;) {
        const struct node *other = s->active[i];
        if (other->post == node->post && other->fitness == node->fitness &&
            other->ladder == node->ladder && other->is_start == node->is_start)
            return &s->active[i];
    }
    return NULL;
}

/* Of breaks that nothing but what vanishes parts, the cheapest stays: a paragraph of spaces would
 * keep all of them to its end. */
static void activate(struct search *s, const struct node *node)
{
    const struct node **equal = equal_of(s, node);
    if (equal) {
        if (node->demerits < (*equal)->demerits)
            *equal = node;
        return;
    }
    s->active =
        arena_grow(s->arena, s->active, sizeof(const struct node *), &s->cap, s->actives + 1);
    s->active[s->actives++] = node;
}

/* Makes a node that ends a line at b, if it is the cheapest so far in its state. */
static void offer(struct search *s, struct offers *offers, const struct node *from, size_t b,
                  const struct candidate *line)
{
    uint8_t ladder;
    int64_t cost = from->demerits + line_cost(s, from, b, line, &ladder);
    uint8_t fitness = (uint8_t)fitness_of(line->ratio);
    uint32_t state = (uint32_t)fitness * LADDERS + ladder;
    struct node *slot = &offers->best[state];
    if (offers->made >> state & 1 && slot->demerits <= cost)
        return;
    offers->made |= 1u << state;
    *slot = (struct node){
        .before = from,
        .at = (uint32_t)b,
        .start = s->content[b + 1 <= s->n ? b + 1 : s->n],
        .post = s->item[b].post,
        .fitness = fitness,
        .ladder = ladder,
        .demerits = cost,
    };
}

/* Tries all active nodes with a line's end at b; takes those without a future out of the list.
 * Returns the last one taken out. */
static const struct node *try_break(struct search *s, size_t b, struct offers *offers)
{
    const struct node *gone = NULL;
    bool ends_all = is_forced(&s->item[b]);
    size_t kept = 0;
    for (size_t i = 0; i < s->actives; i++) {
        const struct node *node = s->active[i];
        bool has_more = has_future(s, node, b);
        if (has_more) {
            struct candidate line = measure(s, node, b);
            if (is_feasible(s, &line))
                offer(s, offers, node, b, &line);
        }
        if (has_more && !ends_all)
            s->active[kept++] = node;
        else
            gone = node;
    }
    s->actives = kept;
    return gone;
}

static void keep_best(struct search *s, const struct offers *offers)
{
    for (size_t i = 0; i < STATES; i++) {
        if (!(offers->made >> i & 1))
            continue;
        struct node *node = ARENA_NEW(s->arena, struct node);
        *node = offers->best[i];
        activate(s, node);
    }
}

/* Nodes still active after the last item, which is forced, are ways to set it all. */
static bool walk(struct search *s)
{
    struct offers offers;
    for (size_t b = 0; b < s->n; b++) {
        if (!can_break(s->item, b))
            continue;
        offers.made = 0;
        const struct node *gone = try_break(s, b, &offers);
        bool is_stuck = s->actives == 0 && !offers.made;
        if (is_stuck && !s->by_force)
            return false;
        if (is_stuck) {
            assert(gone);
            struct candidate line = measure(s, gone, b);
            offer(s, &offers, gone, b, &line);
        }
        if (offers.made)
            keep_best(s, &offers);
    }
    return s->actives > 0;
}

static void trace_back(const struct search *s, struct fit *out)
{
    const struct node *last = NULL;
    for (size_t i = 0; i < s->actives; i++) {
        if (!last || s->active[i]->demerits < last->demerits)
            last = s->active[i];
    }
    assert(last); /* an active node is always left */
    size_t lines = 0;
    for (const struct node *node = last; !node->is_start; node = node->before)
        lines++;
    uint32_t *at = ARENA_ARRAY(s->arena, uint32_t, lines);
    *out = (struct fit){.at = at, .lines = lines, .demerits = last->demerits};
    if (lines > 1) {
        struct candidate line = measure(s, last->before, last->at);
        out->ends_badly = last_cost(s, last->before, &line) > 0;
    }
    for (const struct node *node = last; !node->is_start; node = node->before)
        at[--lines] = node->at;
}

static bool search(struct arena *arena, const struct item *item, size_t n,
                   const struct fit_rules *rules, bool by_force, struct fit *out)
{
    assert(n > 0 && n < UINT32_MAX && is_forced(&item[n - 1]));
    struct search s = {.arena = arena, .item = item, .n = n, .rules = rules, .by_force = by_force};
    add_up(&s);
    struct node *start = ARENA_NEW(arena, struct node);
    *start = (struct node){.is_start = true, .start = 0, .fitness = DECENT};
    activate(&s, start);
    if (!walk(&s))
        return false;
    trace_back(&s, out);
    return true;
}

bool fit(struct arena *arena, const struct item *item, size_t n, const struct fit_rules *rules,
         struct fit *out)
{
    return search(arena, item, n, rules, false, out);
}

void fit_by_force(struct arena *arena, const struct item *item, size_t n,
                  const struct fit_rules *rules, struct fit *out)
{
    bool is_found = search(arena, item, n, rules, true, out);
    assert(is_found);
    (void)is_found;
}
