/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pies and donuts: slices from twelve o'clock on, clockwise (in right-to-left documents the
 * mirrored page makes that the other way round), in the order of the data. Each slice's name and
 * number stand beside it, at the end of a thin line, so that nobody compares swatches; labels that
 * would meet are pushed apart. What is hidden is a hatched gap. Where the column is too narrow for
 * that they stand in a list below. White lines part slices; a pale one has an outline within them.
 */
#include "page/arc.h"
#include "page/chart.h"
#include "page/spread.h"

struct wedge {
    size_t category;
    fix from, to;
    struct swatch swatch;
    struct point anchor; /* on the circle, in the middle of the slice */
    bool is_before;      /* its label stands on the start side */
    struct label name, value, share;
    sp w, h; /* of value and share; height of all */
    sp y;    /* of the label's upper edge */
};

struct pie {
    struct plot *plot;
    const struct chart *chart;
    struct ring ring;
    struct wedge *slice; /* those that can be seen, in their order */
    size_t slices;
    struct wedge *rest; /* categories that have none: 0, hidden, missing */
    size_t rests;
    int64_t sum;      /* of all, what is hidden included */
    sp reach, labels; /* from the circle to the labels; their greatest width; 0: a list below */
    bool is_flat;     /* labels have their numbers on the name's line */
};

static bool has_slice(const struct chart_value *v)
{
    return value_is_drawn(v) && v->n > 0;
}

static bool swatches_are_alike(const struct swatch *a, const struct swatch *b)
{
    return a->color == b->color && a->pattern == b->pattern;
}

/* The palette's colors in turn, but not one that the slice before has, nor, for the last, the
 * first. */
static struct swatch choose_swatch(const struct pie *pie, size_t k)
{
    const struct plot *plot = pie->plot;
    struct swatch swatch = swatch_of_palette(plot, k);
    bool is_last = k > 1 && k + 1 == pie->slices;
    for (size_t next = k + 1; next < k + PALETTE_COLORS; next++) {
        bool is_taken = (k > 0 && swatches_are_alike(&swatch, &pie->slice[k - 1].swatch)) ||
                        (is_last && swatches_are_alike(&swatch, &pie->slice[0].swatch));
        if (!is_taken)
            break;
        swatch = swatch_of_palette(plot, next);
    }
    return swatch;
}

/* What is hidden is one gap at the end, whichever its parts are: a reader knows it from the whole
 * and from what is shown. */
static bool has_gap(const struct pie *pie)
{
    return pie->chart->withheld > 0;
}

static struct swatch gap_swatch(const struct pie *pie)
{
    int64_t ink = pie->plot->L->theme->hair;
    return (struct swatch){WHITE, {SP_PT / 2, ink}, PATTERN_DIAGONAL, ink};
}

static void find_slices(struct pie *pie)
{
    struct arena *arena = builder_arena(pie->plot->L);
    const struct chart *chart = pie->chart;
    int64_t upto = 0;
    pie->slice = ARENA_ARRAY(arena, struct wedge, chart->categories + 1);
    pie->rest = ARENA_ARRAY(arena, struct wedge, chart->categories + 1);
    for (size_t i = 0; i < chart->categories; i++) {
        const struct chart_value *v = value_at(chart, i, 0);
        if (has_slice(v)) {
            pie->slice[pie->slices++].category = i;
            upto += v->n;
        } else {
            struct wedge rest = {.category = i, .to = v->is_hidden, .swatch = gap_swatch(pie)};
            pie->rest[pie->rests++] = rest;
        }
    }
    pie->sum = upto + chart->withheld;
    upto = 0;
    for (size_t k = 0; k < pie->slices; k++) {
        struct wedge *s = &pie->slice[k];
        s->from = arc_angle(upto, pie->sum);
        upto += value_at(chart, s->category, 0)->n;
        s->to = arc_angle(upto, pie->sum);
        s->is_before = s->from / 2 + s->to / 2 > FIX(180);
        s->swatch = choose_swatch(pie, k);
    }
}

static sp white_between(const struct pie *pie)
{
    return pie->plot->L->theme->chart.label.size * 2 / 3;
}

/* The narrowest place for labels in which no word is parted; flat: with their numbers behind. */
static sp least_place(const struct pie *pie, bool is_flat)
{
    struct plot *plot = pie->plot;
    const struct theme *t = plot->L->theme;
    sp least = 0;
    for (size_t k = 0; k < pie->slices; k++) {
        size_t c = pie->slice[k].category;
        struct chart_cell *share = cell_of_share(plot, c, 0);
        struct label name = label_of(cell_of_category(plot, c), &t->chart.label, TEXT_START, 0);
        struct label value = label_of(cell_of_value(plot, c, 0), &t->chart.value, TEXT_START, 0);
        sp numbers = label_width(plot, &value), words = label_least(plot, &name);
        if (share && share->said.n) {
            struct label said = label_of(share, &t->chart.share, TEXT_START, 0);
            numbers += white_between(pie) + label_width(plot, &said);
        }
        least =
            sp_max(least, is_flat ? words + white_between(pie) + numbers : sp_max(words, numbers));
    }
    return least;
}

/* How large it is, and whether its labels have room beside it. */
static void find_size(struct pie *pie)
{
    const struct plot *plot = pie->plot;
    const struct theme *t = plot->L->theme;
    sp width = plot->frame.width, em = t->chart.label.size;
    sp wish = plot->height ? plot->height : t->chart.pie,
       least_label = sp_max(7 * em, least_place(pie, false));
    sp least = sp_min(wish, sp_ratio(t->chart.pie, 3, 5));
    pie->reach = 2 * em;
    sp size = sp_min(wish, width - 2 * (pie->reach + least_label));
    pie->labels = size >= least ? (width - size) / 2 - pie->reach : 0;
    size = sp_max(size >= least ? size : sp_min(wish, width), PT(1));
    pie->ring.outer = size / 2;
    pie->ring.inner =
        pie->chart->kind == CHART_DONUT ? sp_ratio(pie->ring.outer, t->chart.hole, 1000) : 0;
}

/* Marks */

static void part_slices(const struct pie *pie, sp width)
{
    struct layout *L = pie->plot->L;
    struct point center = {0, 0};
    struct rule white = {width, WHITE};
    size_t n = pie->slices + has_gap(pie);
    for (size_t k = 0; n > 1 && k < n; k++) {
        struct point *p = ARENA_ARRAY(builder_arena(L), struct point, 2);
        fix at = k ? pie->slice[k - 1].to : 0;
        p[0] = arc_point(center, pie->ring.inner ? pie->ring.inner - width : 0, at);
        p[1] = arc_point(center, pie->ring.outer + width, at);
        mark_trace(pie->plot, &white, "ML", p, pie->ring.center.x, pie->ring.center.y);
    }
}

static void draw_slices(const struct pie *pie)
{
    struct arena *arena = builder_arena(pie->plot->L);
    struct ring ring = {{0, 0}, pie->ring.inner, pie->ring.outer};
    const struct point at = pie->ring.center;
    sp part = SP_PT;
    for (size_t k = 0; k < pie->slices; k++) {
        const struct wedge *s = &pie->slice[k];
        struct path path = arc_slice(arena, &ring, s->from, s->to);
        struct swatch swatch = s->swatch;
        swatch.outline.width = 0;
        mark_path(pie->plot, &swatch, path.op, path.point, at.x, at.y);
    }
    if (has_gap(pie)) {
        struct swatch swatch = gap_swatch(pie);
        struct path path =
            arc_inset(arena, &ring, pie->slice[pie->slices - 1].to, FIX(360), part / 4);
        mark_path(pie->plot, &swatch, path.op, path.point, at.x, at.y);
    }
    part_slices(pie, part);
    for (size_t k = 0; k < pie->slices; k++) {
        const struct wedge *s = &pie->slice[k];
        const struct rule *outline = &s->swatch.outline;
        struct path path =
            arc_inset(arena, &ring, s->from, s->to, (part + sp_max(outline->width, 0)) / 2);
        if (outline->width > 0 && *path.op)
            mark_stroke(pie->plot, outline, path.op, path.point, at.x, at.y);
    }
}

/* The whole's number, and what is counted, in a donut's hole. */
static void draw_middle(struct pie *pie)
{
    struct plot *plot = pie->plot;
    struct look large = plot->L->theme->chart.value;
    sp room = sp_ratio(pie->ring.inner, 17, 10);
    struct chart_cell content = {.element = plot->figure};
    struct label number = {.said = pie->chart->whole_said, .look = &large};
    large.size *= 2;
    large.leading *= 2;
    sp natural = label_width(plot, &number);
    if (natural > room) {
        large.leading = sp_ratio(large.leading, room, natural);
        large.size = sp_ratio(large.size, room, natural);
    }
    struct label head = {.said = pie->chart->value_head,
                         .look = &plot->L->theme->chart.share,
                         .align = TEXT_CENTER,
                         .width = room};
    label_set(plot, &number);
    if (head.said.n)
        label_set(plot, &head);
    sp y = pie->ring.center.y - (number.h + head.h) / 2;
    if (number.h + head.h > 2 * pie->ring.inner)
        return;
    label_put(plot, &number, &content, pie->ring.center.x - number.w / 2, y);
    if (head.said.n)
        label_put(plot, &head, &content, pie->ring.center.x - room / 2, y + number.h);
}

/* Labels */

/* width: of the label's place. */
static void set_labels(struct pie *pie, struct wedge *s, sp width)
{
    struct plot *plot = pie->plot;
    const struct theme *t = plot->L->theme;
    struct chart_cell *share = cell_of_share(plot, s->category, 0);
    sp white = white_between(pie);
    s->value = label_of(cell_of_value(plot, s->category, 0), &t->chart.value, TEXT_START, 0);
    label_set(plot, &s->value);
    s->share = (struct label){0};
    if (share && share->element && share->said.n) {
        s->share = label_of(share, &t->chart.share, TEXT_START, 0);
        label_set(plot, &s->share);
    }
    sp numbers = s->value.w + (s->share.w ? white + s->share.w : 0);
    if (pie->is_flat)
        width = sp_max(width - numbers - white, 3 * t->chart.label.size);
    s->name = label_of(cell_of_category(plot, s->category), &t->chart.label, TEXT_START, 0);
    s->name.width = sp_min(label_width(plot, &s->name), width);
    s->name.align = s->is_before ? TEXT_END : TEXT_START;
    label_set(plot, &s->name);
    s->w = numbers;
    s->h = pie->is_flat ? sp_max(s->name.h, s->value.h) : s->name.h + s->value.h;
}

/* Value and share from x on, on the line whose top is y in the name's look. */
static void put_numbers(const struct pie *pie, const struct wedge *s, sp value_x, sp share_x, sp y)
{
    struct plot *plot = pie->plot;
    sp baseline = y + baseline_in(plot->L, s->name.look);
    label_put(plot, &s->value, cell_of_value(plot, s->category, 0), value_x,
              baseline - baseline_in(plot->L, s->value.look));
    if (s->share.w)
        label_put(plot, &s->share, cell_of_share(plot, s->category, 0), share_x,
                  baseline - baseline_in(plot->L, s->share.look));
}

/* x: the label's edge on the side of the circle. */
static void put_labels(const struct pie *pie, struct wedge *s, sp x, sp y)
{
    struct plot *plot = pie->plot;
    sp white = white_between(pie), numbers = x, below = y + s->name.h;
    if (pie->is_flat) { /* level with the name's first line, behind the name */
        below = y;
        numbers = s->is_before ? x - s->w : x + s->name.w + white;
        x -= s->is_before ? s->w + white : 0;
    } else if (s->is_before) {
        numbers = x - s->w;
    }
    label_put(plot, &s->name, cell_of_category(plot, s->category),
              s->is_before ? x - s->name.width : x, y);
    put_numbers(pie, s, numbers, numbers + s->value.w + white, below);
}

static struct point middle_of(const struct pie *pie, const struct wedge *s, sp beyond)
{
    return arc_point((struct point){0, 0}, pie->ring.outer + beyond, s->from / 2 + s->to / 2);
}

/* Labels of one side, in the order in which they stand from top to bottom: as near to their slices
 * as they can be. y counts from the circle's middle. */
static void place_side(struct pie *pie, bool is_before)
{
    struct spread *row = ARENA_ARRAY(builder_arena(pie->plot->L), struct spread, pie->slices + 1);
    size_t *of = ARENA_ARRAY(builder_arena(pie->plot->L), size_t, pie->slices + 1), n = 0;
    sp white = pie->plot->L->theme->chart.label.size / 2;
    for (size_t i = 0; i < pie->slices; i++) {
        size_t k = is_before ? pie->slices - 1 - i : i;
        struct wedge *s = &pie->slice[k];
        if (s->is_before != is_before)
            continue;
        sp y = middle_of(pie, s, pie->reach / 2).y;
        of[n] = k;
        row[n++] = (struct spread){.wish = y - s->name.look->leading / 2, .size = s->h + white};
    }
    spread_outward(row, n, 0);
    for (size_t i = 0; i < n; i++)
        pie->slice[of[i]].y = row[i].at;
}

static void draw_leader(const struct pie *pie, const struct wedge *s)
{
    struct layout *L = pie->plot->L;
    int side = s->is_before ? -1 : 1;
    struct point *p = ARENA_ARRAY(builder_arena(L), struct point, 3);
    sp y = s->y + s->name.look->leading / 2;
    struct point knee = middle_of(pie, s, pie->reach / 2);
    sp end = pie->ring.outer + pie->reach - pie->plot->L->theme->chart.label.size / 4;
    p[0] = middle_of(pie, s, SP_PT / 2);
    p[1] = (struct point){side * sp_min(side * knee.x, end), y};
    p[2] = (struct point){side * end, y};
    struct rule rule = {SP_PT / 2, L->theme->chart.share.color};
    mark_trace(pie->plot, &rule, "MLL", p, pie->ring.center.x, pie->ring.center.y);
}

/* Where the labels are, from the circle's middle: *top and *bottom of all that is drawn. */
static void place_labels(struct pie *pie, sp *top, sp *bottom)
{
    *top = -pie->ring.outer;
    *bottom = pie->ring.outer;
    for (size_t k = 0; k < pie->slices; k++)
        set_labels(pie, &pie->slice[k], pie->labels);
    place_side(pie, false);
    place_side(pie, true);
    for (size_t k = 0; k < pie->slices; k++) {
        *top = sp_min(*top, pie->slice[k].y);
        *bottom = sp_max(*bottom, pie->slice[k].y + pie->slice[k].h);
    }
}

/* Returns the height of pie and labels. Where these pile up they are set on one line each. */
static sp draw_beside(struct pie *pie)
{
    sp top, bottom, most = 2 * pie->ring.outer + 5 * pie->plot->L->theme->chart.label.leading;
    place_labels(pie, &top, &bottom);
    if (bottom - top > most && least_place(pie, true) <= pie->labels) {
        pie->is_flat = true;
        place_labels(pie, &top, &bottom);
    }
    pie->plot->middle = pie->plot->frame.width / 2;
    pie->ring.center = (struct point){pie->plot->frame.x + pie->plot->middle, -top};
    draw_slices(pie);
    for (size_t k = 0; k < pie->slices; k++) {
        struct wedge *s = &pie->slice[k];
        sp away = pie->ring.outer + pie->reach;
        draw_leader(pie, s);
        put_labels(pie, s, pie->ring.center.x + (s->is_before ? -away : away),
                   pie->ring.center.y + s->y);
    }
    return bottom - top;
}

struct list { /* of names, values, shares in columns */
    struct wedge *row;
    size_t rows;
    sp text, white;    /* from its edge to the names; between columns */
    sp values, shares; /* from the names' edge to the ends of the columns */
    sp height;
};

/* Sets the rows: numbers behind the names, or below them where a name has no room else. */
static struct list set_list(struct pie *pie, const struct wedge *slice, size_t rows, sp width)
{
    struct arena *arena = builder_arena(pie->plot->L);
    sp size = pie->plot->L->theme->chart.label.size, names = 0;
    struct list list = {ARENA_ARRAY(arena, struct wedge, rows + 1), rows, 2 * size, size, 0, 0, 0};
    sp room = width - list.text - 2 * list.white;
    pie->is_flat = least_place(pie, true) <= room;
    for (size_t k = 0; k < rows; k++) {
        struct wedge *s = &list.row[k];
        *s = slice[k];
        s->is_before = false;
        set_labels(pie, s, pie->is_flat ? room : sp_max(width - list.text, size));
        names = sp_max(names, s->name.width);
        list.values = sp_max(list.values, s->value.w);
        list.shares = sp_max(list.shares, s->share.w);
        list.height += s->h + size / 4;
    }
    list.values += pie->is_flat ? names + list.white : 0;
    list.shares += list.values + (list.shares ? list.white : 0);
    return list;
}

static void put_list(struct pie *pie, const struct list *list, sp x, sp y)
{
    struct plot *plot = pie->plot;
    sp size = plot->L->theme->chart.label.size, side = size * 4 / 5, text = x + list->text;
    for (size_t k = 0; k < list->rows; k++) {
        struct wedge *s = &list->row[k];
        bool has_slice = s->to > s->from;
        if (has_slice)
            mark_box(plot, &s->swatch, x, y + (s->name.look->leading - side) / 2, side, side);
        label_put(plot, &s->name, cell_of_category(plot, s->category), text, y);
        if (pie->is_flat)
            put_numbers(pie, s, text + list->values - s->value.w, text + list->shares - s->share.w,
                        y);
        else
            put_numbers(pie, s, text, text + s->value.w + list->white, y + s->name.h);
        y += s->h + size / 4;
    }
}

/* The list stands beside the pie if it has room there, else below it. */
static sp draw_listed(struct pie *pie)
{
    const struct frame *frame = &pie->plot->frame;
    sp size = 2 * pie->ring.outer, gap = pie->plot->L->theme->chart.label.leading;
    sp beside = frame->width - size - 2 * gap;
    bool is_beside = beside >= least_place(pie, true) + 4 * pie->plot->L->theme->chart.label.size;
    struct list list = set_list(pie, pie->slice, pie->slices, is_beside ? beside : frame->width);
    sp height = is_beside ? sp_max(size, list.height) : size;
    pie->ring.center = (struct point){frame->x + size / 2, height / 2};
    draw_slices(pie);
    if (is_beside)
        put_list(pie, &list, frame->x + size + 2 * gap, (height - list.height) / 2);
    else
        put_list(pie, &list, frame->x, height + gap);
    return is_beside ? height : height + gap + list.height;
}

/* What has no slice: 0, hidden, missing. */
static sp draw_rest(struct pie *pie, sp y)
{
    struct list list = set_list(pie, pie->rest, pie->rests, pie->plot->frame.width);
    sp gap = pie->slices ? pie->plot->L->theme->chart.label.leading : 0;
    put_list(pie, &list, pie->plot->frame.x, y + gap);
    return y + gap + list.height;
}

sp chart_draw_pie(struct plot *plot)
{
    struct pie pie = {.plot = plot, .chart = plot->chart};
    find_slices(&pie);
    find_size(&pie);
    sp y = 0;
    if (pie.slices)
        y = pie.labels ? draw_beside(&pie) : draw_listed(&pie);
    if (pie.ring.inner && pie.slices)
        draw_middle(&pie);
    return pie.rests ? draw_rest(&pie, y) : y;
}
