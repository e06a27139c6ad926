/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Line breaks on monospaced words, and on random paragraphs against trying every breaking. The cost
 * is computed here a second time, plainly, from the definition. */
#include "line/fit.h"

#include <stdlib.h>

#include "tests/check.h"

enum { MOST_ITEMS = 64, MOST_BREAKS = 14 };

static uint32_t seed = 1;

static uint32_t dice(uint32_t n)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 16) % n;
}

/* Words of letters one wide; '-' in a word is a place to hyphenate; '|' forces a break. */
static size_t make_items(const char *words, struct item *item)
{
    size_t n = 0;
    for (const char *p = words; *p; p++) {
        if (*p == ' ')
            item[n++] = (struct item){ITEM_GLUE, .width = 100, .stretch = 50, .shrink = 30};
        else if (*p == '-')
            item[n++] =
                (struct item){ITEM_PENALTY, .is_flagged = true, .penalty = 50, .width = 100};
        else if (*p == '|')
            item[n++] = (struct item){ITEM_PENALTY, .penalty = FIT_FORCED};
        else
            item[n++] = (struct item){ITEM_BOX, .width = 100};
    }
    item[n++] = (struct item){ITEM_GLUE, .stretch = FIT_FILL};
    item[n++] = (struct item){ITEM_PENALTY, .penalty = FIT_FORCED};
    return n;
}

/* What the breaks make of the words: lines with "/" between them. */
static void print_lines(const char *words, const struct fit *f, char *out)
{
    size_t line = 0;
    for (size_t i = 0; words[i]; i++) {
        bool breaks = line < f->lines && f->at[line] == i;
        if (words[i] != '-' && words[i] != '|' && !(breaks && words[i] == ' '))
            *out++ = words[i];
        if (breaks) {
            if (words[i] == '-')
                *out++ = '-';
            *out++ = '/';
            line++;
        }
    }
    *out = '\0';
}

static void words_break_where_a_typesetter_would(void)
{
    static const struct {
        const char *words;
        sp width, emergency;
        const char *lines, *sentence;
    } cases[] = {
        {"aa bb cc", 1000, 0, "aa bb cc", "what fits is one line"},
        {"aaa bb cc ddddd", 790, 0, "aaa bb/cc ddddd", "a tighter and a looser line share"},
        {"aaa bb cc ddddd", 790, 1000, "aaa bb/cc ddddd", "stretch in each line changes nothing"},
        {"aa bb|cc", 1000, 0, "aa bb/cc", "a forced break breaks"},
        {"aaaa bbb-bbb cc", 900, 0, "aaaa bbb-/bbb cc", "a word is hyphenated where it must be"},
        {"aaaaaaaaaaaa bb", 500, 0, "aaaaaaaaaaaa/bb", "an overlong word has its own line"},
        {"a bbbbbbbbbbbb cc", 500, 0, "a/bbbbbbbbbbbb/cc", "also within the text"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct item item[MOST_ITEMS];
        char lines[MOST_ITEMS * 2];
        struct fit_rules rules = {.width = cases[i].width,
                                  .tolerance = 3000,
                                  .emergency = cases[i].emergency,
                                  .flagged_demerits = 10000,
                                  .fitness_demerits = 10000};
        struct fit f;
        size_t n = make_items(cases[i].words, item);
        if (!fit(arena, item, n, &rules, &f))
            fit_by_force(arena, item, n, &rules, &f);
        print_lines(cases[i].words, &f, lines);
        check_text(text_of(lines), cases[i].lines, cases[i].sentence);
        arena_free(arena);
    }
}

/* The measures of one line, item by item. */
struct measures {
    sp natural, goal, stretch, shrink, flex;
};

static struct measures measure(const struct item *item, size_t from, sp post, size_t to,
                               const struct fit_rules *rules, bool is_first)
{
    struct measures m = {.natural = post - item[to].hang, .stretch = rules->emergency};
    m.goal = rules->width - (is_first ? rules->first_indent : 0);
    for (size_t i = from; i < to; i++) {
        if (item[i].kind == ITEM_PENALTY)
            continue;
        m.natural += item[i].width;
        m.stretch += item[i].stretch;
        m.shrink += item[i].shrink;
        m.flex += item[i].flex;
    }
    if (item[to].kind == ITEM_PENALTY)
        m.natural += item[to].width;
    return m;
}

/* The ratio in thousandths; false when the line cannot be set within the tolerance. What the
 * letters give way by is free; the rest is held against the glue. */
static bool ratio_of(const struct measures *m, int64_t tolerance, int64_t *ratio)
{
    sp rest = llabs(m->goal - m->natural) - m->flex;
    bool is_long = m->natural > m->goal;
    sp give = is_long ? m->shrink : m->stretch;
    *ratio = rest <= 0 ? 0 : give <= 0 ? 100000 : sp_ratio(rest, 1000, give);
    if (*ratio > 100000)
        *ratio = 100000;
    if (!is_long)
        return *ratio <= tolerance;
    *ratio = -*ratio;
    return rest <= m->shrink;
}

static int fitness_of(int64_t ratio)
{
    return ratio < -500 ? 0 : ratio <= 500 ? 1 : ratio <= 1000 ? 2 : 3;
}

/* TeX's: a line's own, its badness and its end. */
static int64_t plain_cost(const struct item *end, int64_t ratio)
{
    int64_t r = llabs(ratio), bad = r * r * r / 10000000;
    int64_t penalty = end->kind == ITEM_PENALTY && end->penalty > FIT_FORCED ? end->penalty : 0;
    bad = 10 + (bad > 1000000 ? 1000000 : bad);
    return bad * bad + (penalty > 0 ? penalty * penalty : -penalty * penalty);
}

/* A short last line, one that begins with the end of a word, or both. */
static int64_t end_cost(const struct measures *m, int running, const struct fit_rules *rules)
{
    sp least = rules->least_last, width = sp_max(m->natural, 0);
    int64_t full = rules->end_demerits, cost = running > 0 ? full : 0;
    if (least > 0 && m->natural < least)
        cost = (cost + full + sp_ratio(full, least - width, least)) * (running > 0 ? 2 : 1);
    return cost;
}

/* Cost of a choice of breaks, or INT64_MAX when it is not allowed. */
static int64_t cost_of(const struct item *item, size_t n, const size_t *at, size_t lines,
                       const struct fit_rules *rules)
{
    int64_t total = 0;
    size_t from = 0;
    sp post = 0;
    int running = 0, fitness = -1;
    for (size_t k = 0; k < lines; k++) {
        const struct item *end = &item[at[k]];
        struct measures m = measure(item, from, post, at[k], rules, k == 0);
        int64_t ratio;
        if (!ratio_of(&m, rules->tolerance, &ratio))
            return INT64_MAX;
        total += plain_cost(end, ratio);
        if (end->is_flagged && running > 0)
            total += (int64_t)rules->flagged_demerits * (running > 1 ? 500 : 1);
        if (k + 1 == lines && k > 0)
            total += end_cost(&m, running, rules);
        running = end->is_flagged ? running + 1 : 0;
        int class = fitness_of(ratio);
        total += fitness >= 0 && abs(class - fitness) > 1 ? rules->fitness_demerits : 0;
        fitness = class;
        post = end->post;
        for (from = at[k] + 1; from < n; from++) {
            bool is_forced = item[from].kind == ITEM_PENALTY && item[from].penalty <= FIT_FORCED;
            if (item[from].kind == ITEM_BOX || is_forced)
                break;
        }
    }
    return total;
}

static bool is_legal(const struct item *item, size_t i)
{
    bool is_glue = item[i].kind == ITEM_GLUE && i > 0 && item[i - 1].kind == ITEM_BOX;
    return is_glue || (item[i].kind == ITEM_PENALTY && item[i].penalty < FIT_NEVER);
}

static size_t count_legal(const struct item *item, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += is_legal(item, i);
    return count;
}

static int64_t least_cost(const struct item *item, size_t n, const struct fit_rules *rules)
{
    size_t legal[MOST_BREAKS], legals = 0;
    int64_t least = INT64_MAX;
    for (size_t i = 0; i + 1 < n; i++)
        if (is_legal(item, i))
            legal[legals++] = i;
    for (uint32_t set = 0; set < (uint32_t)1 << legals; set++) {
        size_t at[MOST_BREAKS + 1], lines = 0;
        bool is_allowed = true;
        for (size_t k = 0; k < legals; k++) {
            const struct item *end = &item[legal[k]];
            if (set >> k & 1)
                at[lines++] = legal[k];
            else if (end->kind == ITEM_PENALTY && end->penalty <= FIT_FORCED)
                is_allowed = false;
        }
        at[lines++] = n - 1;
        int64_t cost = is_allowed ? cost_of(item, n, at, lines, rules) : INT64_MAX;
        if (cost < least)
            least = cost;
    }
    return least;
}

static sp sometimes(uint32_t one_in, sp value)
{
    return dice(one_in) ? 0 : value;
}

/* A break of any kind: a space, a hyphen with what its halves differ by, a dash, a forced one; what
 * may hang, on both sides; also glue before and after a penalty, and no break at all. */
static size_t random_break(struct item *item)
{
    size_t n = 0;
    struct item space = {ITEM_GLUE,
                         .width = 60 + (sp)dice(60),
                         .stretch = (sp)dice(80),
                         .shrink = (sp)dice(40),
                         .hang = sometimes(4, (sp)dice(40)),
                         .post = sometimes(4, -(sp)dice(90))};
    switch (dice(8)) {
    case 0: item[n++] = (struct item){ITEM_PENALTY, .penalty = FIT_NEVER}; break;
    case 1:
        item[n++] = (struct item){ITEM_GLUE, .stretch = FIT_FILL};
        item[n++] = (struct item){ITEM_PENALTY, .penalty = FIT_FORCED, .post = -(sp)dice(30)};
        return n;
    case 2: /* a dear space */
        item[n++] = (struct item){ITEM_PENALTY, .penalty = (int32_t)dice(800), .hang = space.hang};
        break;
    case 3:
    case 4:
    case 5:
        item[n++] = (struct item){ITEM_PENALTY,
                                  .is_flagged = dice(5) > 0,
                                  .penalty = (int32_t)dice(300) - 60,
                                  .width = (sp)dice(90),
                                  .hang = sometimes(3, (sp)dice(60)),
                                  .post = (sp)dice(90) - 60};
        return n;
    default: break;
    }
    item[n++] = space;
    return n;
}

static size_t random_items(struct item *item)
{
    size_t n = 0, breaks = 1 + dice(MOST_BREAKS - 2);
    while (count_legal(item, n) < breaks && n + 8 < MOST_ITEMS) {
        item[n++] =
            (struct item){ITEM_BOX, .width = (sp)dice(350), .flex = sometimes(2, (sp)dice(30))};
        n += random_break(item + n);
    }
    item[n++] = (struct item){ITEM_BOX, .width = 50 + (sp)dice(300)};
    item[n++] = (struct item){ITEM_PENALTY, .penalty = FIT_NEVER};
    item[n++] = (struct item){ITEM_GLUE, .stretch = FIT_FILL};
    item[n++] = (struct item){ITEM_PENALTY, .penalty = FIT_FORCED};
    return n;
}

static void the_cost_is_the_least_there_is(void)
{
    int same = 0, possible = 0, ladders = 0, ends = 0;
    enum { ROUNDS = 4000 };
    for (int round = 0; round < ROUNDS; round++) {
        struct arena *arena = arena_new();
        struct item item[MOST_ITEMS];
        struct fit_rules rules = {.width = 300 + (sp)dice(700),
                                  .first_indent = (sp)dice(100) - 30,
                                  .tolerance = (int32_t)(500 + dice(5000)),
                                  .flagged_demerits = (int32_t)dice(20000),
                                  .fitness_demerits = (int32_t)dice(20000),
                                  .end_demerits = (int32_t)dice(300000),
                                  .emergency = dice(3) ? 0 : (sp)dice(200),
                                  .least_last = dice(2) ? 0 : (sp)dice(300)};
        struct fit f = {0};
        size_t n = random_items(item);
        bool is_found = fit(arena, item, n, &rules, &f);
        int64_t least = least_cost(item, n, &rules);
        same += is_found ? f.demerits == least : least == INT64_MAX;
        possible += is_found;
        int running = 0;
        for (size_t k = 0; k < f.lines; k++) {
            running = item[f.at[k]].is_flagged ? running + 1 : 0;
            ladders += running == 3;
        }
        ends += f.ends_badly;
        arena_free(arena);
    }
    check(ladders > 0 && ends > 0, "also of ladders (%d) and of bad ends (%d)", ladders, ends);
    check(same == ROUNDS, "the cost is the least of all breakings (%d of %d)", same, ROUNDS);
    check(possible > ROUNDS / 4 && possible < ROUNDS, "%d of %d cases could be set", possible,
          ROUNDS);
}

static void force_breaks_everything(void)
{
    int overfull = 0;
    for (int round = 0; round < 500; round++) {
        struct arena *arena = arena_new();
        struct item item[MOST_ITEMS];
        struct fit_rules rules = {.width = 20 + (sp)dice(400), .tolerance = 1000};
        struct fit f;
        size_t n = random_items(item), from = 0;
        fit_by_force(arena, item, n, &rules, &f);
        sp post = 0;
        for (size_t k = 0; k < f.lines; k++) {
            struct measures m = measure(item, from, post, f.at[k], &rules, false);
            int possible = 0;
            for (size_t i = from; i < f.at[k]; i++)
                possible += item[i].kind == ITEM_PENALTY && item[i].penalty < FIT_NEVER &&
                            item[i].width - item[i].hang <= 0;
            overfull += m.natural - m.shrink - m.flex > m.goal && possible > 0;
            post = item[f.at[k]].post;
            for (from = f.at[k] + 1; from < n && item[from].kind != ITEM_BOX; from++) {
                if (item[from].kind == ITEM_PENALTY && item[from].penalty <= FIT_FORCED)
                    break;
            }
        }
        check(f.at[f.lines - 1] == n - 1, "the last break is the last item");
        arena_free(arena);
    }
    check(overfull == 0, "no line is overfull that could have been broken (%d)", overfull);
}

static void long_texts_take_no_time(void)
{
    enum { WORDS = 10000 };
    struct arena *arena = arena_new();
    struct item *item = ARENA_ARRAY(arena, struct item, WORDS * 4 + 2);
    size_t n = 0;
    for (int i = 0; i < WORDS; i++) {
        item[n++] = (struct item){ITEM_BOX, .width = 100 + (sp)dice(300)};
        item[n++] = (struct item){ITEM_PENALTY, .is_flagged = true, .penalty = 50, .width = 40};
        item[n++] = (struct item){ITEM_BOX, .width = 100 + (sp)dice(300)};
        item[n++] = (struct item){ITEM_GLUE, .width = 100, .stretch = 50, .shrink = 22};
    }
    item[n - 1] = (struct item){ITEM_GLUE, .stretch = FIT_FILL};
    item[n++] = (struct item){ITEM_PENALTY, .penalty = FIT_FORCED};
    struct fit_rules rules = {.width = 5000, .tolerance = 2500, .flagged_demerits = 5000};
    struct fit f, again;
    check(fit(arena, item, n, &rules, &f), "ten thousand words are broken");
    check(fit(arena, item, n, &rules, &again) && again.demerits == f.demerits &&
              memcmp(f.at, again.at, f.lines * sizeof *f.at) == 0,
          "and the same way again");
    arena_free(arena);
}

int main(void)
{
    words_break_where_a_typesetter_would();
    the_cost_is_the_least_there_is();
    force_breaks_everything();
    long_texts_take_no_time();
    return check_done();
}
