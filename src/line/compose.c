/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The paragraph as boxes, glue and penalties, and the passes that look for its lines: without
 * hyphens, with them, with stretch lent to every line, and by force. Ragged text is fitted too: its
 * spaces are rigid and each line has the same stretch at its end, which makes the rag calm. */
#include "line/compose.h"

#include <unicode/uchar.h>

#include "base/ascii.h"
#include "base/utf8.h"

enum {
    HYPHEN_BREAK_PENALTY = 30, /* after a hyphen of the text */
    SLASH_BREAK_PENALTY = 60,
    ADDRESS_BREAK_PENALTY = 150,
    ADDRESS_SIGN_PENALTY = 500, /* elsewhere than after a single slash or a hyphen */
    RAGGED_SIGN_PENALTY = 3000,
    EMERGENCY_BREAK_PENALTY = 3000,
    RAGGED_HYPHEN_PENALTY = 5000, /* a rag forgives lines a fifth too short */
    RAGGED_HYPHEN_FACTOR = 5,     /* and makes more of the differences between hyphens */
    FLAGGED_DEMERITS = 40000,
    FITNESS_DEMERITS = 10000,
    END_DEMERITS = 400000,
    RAGGED_END_DEMERITS = 16000000,
    LEAST_LAST = 200,   /* thousandths of the measure */
    LONE_LETTERS = 6,   /* a last word of fewer is not left alone */
    POOR_PENALTY = 700, /* before that, and within a telephone number */
    RAGGED_POOR_PENALTY = 4000,
    FIRST_TOLERANCE = 1000, /* thousandths of the spaces' stretch: without hyphens, with them */
    EMERGENCY_TOLERANCE = 20000,
    NARROW = 14,        /* em, not quite 30 letters: such lines cannot be made equally long */
    CALM_RAG = 4000,    /* no line shorter than the others by more than a fifth of the measure */
    WILD_RAG = 8000,    /* or than three fifths of it */
    LONGEST_WORD = 100, /* bytes; what is longer is no word, and better broken than cut off */
    MANY_LINES = 8,
    POINTS_A_LINE = 24
};

/* What an item belongs to: an atom, and where in its word. */
struct origin {
    uint32_t atom, at, resume;
    bool has_hyphen; /* not one of the text, which is part of a word */
    bool is_silent;  /* one that is not drawn */
};

struct items {
    struct arena *arena;
    struct item *item;
    struct origin *origin;
    size_t n, cap, origin_cap;
};

struct composer {
    struct shaper *shaper;
    const struct atoms *atoms;
    const struct paragraph *p;
    const struct tongue *none; /* a tongue without patterns: soft hyphens only */
    struct items items;
    bool hyphenates, is_ragged;
    bool is_desperate; /* points of last resort count, too */
    sp measure;
    bool *is_wide; /* of each atom: it belongs to a chain without a break wider than the measure */
    bool *can_break;   /* of each atom that is a space: a line may end there */
    size_t lone_space; /* the one before a last word too short for a line; SIZE_MAX: none */
};

/* A new item, to be written whole. */
static struct item *add_item(struct items *items, struct origin origin)
{
    if (items->n == items->cap) {
        items->origin = arena_grow(items->arena, items->origin, sizeof origin, &items->origin_cap,
                                   items->n + 1);
        items->item =
            arena_grow(items->arena, items->item, sizeof *items->item, &items->cap, items->n + 1);
    }
    items->origin[items->n] = origin;
    return &items->item[items->n++];
}

static void add_box(struct composer *c, sp width, sp flex, struct origin origin)
{
    *add_item(&c->items, origin) = (struct item){ITEM_BOX, .width = width, .flex = flex};
}

static struct item *add_penalty(struct composer *c, int32_t penalty, struct origin origin)
{
    struct item *item = add_item(&c->items, origin);
    *item = (struct item){ITEM_PENALTY, .penalty = penalty};
    return item;
}

/* What juts out before a break after the atom, and after it. */
static void set_hangs(const struct composer *c, struct item *item, uint32_t before, uint32_t after)
{
    const struct atom *atom = c->atoms->atom;
    while (after < c->atoms->n && atom[after].kind == ATOM_SPACE)
        after++;
    if (before < c->atoms->n && atom[before].word)
        item->hang = hang_end(c->p, &atom[before], atom[before].word);
    if (after < c->atoms->n && atom[after].word)
        item->post = -hang_start(c->p, &atom[after], atom[after].word);
}

/* The glyph that is k-th in the order of the text. */
static const struct shaped *logical_glyph(const struct word *word, size_t k)
{
    return &word->glyph[word->manner.is_rtl ? word->glyphs - 1 - k : k];
}

/* Between any two characters of what is wider than the line; of what fills many lines, at some of
 * them only, which is enough and much faster. */
static const struct point *emergency_points(struct composer *c, const struct atom *atom, size_t *n)
{
    const struct word *word = atom->word;
    struct point *point = ARENA_ARRAY(c->items.arena, struct point, word->glyphs + 1);
    sp step = atom->width > MANY_LINES * c->measure ? c->measure / POINTS_A_LINE : 0;
    uint32_t last = 0;
    int32_t width = 0, last_width = 0;
    *n = 0;
    for (size_t k = 0; k < word->glyphs; k++) {
        const struct shaped *glyph = logical_glyph(word, k);
        sp since = units_to_sp(width - last_width, atom->size, atom->face);
        if (glyph->cluster > last && since >= step) {
            last = glyph->cluster;
            last_width = width;
            point[(*n)++] = (struct point){
                .at = last, .resume = last, .penalty = EMERGENCY_BREAK_PENALTY, .prefix = width};
        }
        width += glyph->advance;
    }
    return point;
}

static const struct point *hyphen_points(struct composer *c, const struct atom *atom, size_t *n)
{
    const struct stretch *stretch = atom->stretch;
    *n = 0;
    if (atom->is_address)
        return NULL;
    const struct tongue *tongue = c->none;
    if (c->p->hyphenates && stretch->may_hyphenate)
        tongue = stretch->lang ? shaper_tongue(c->shaper, stretch->lang) : c->atoms->tongue;
    return word_points(c->shaper, atom->word, tongue, n);
}

/* A word is hyphenated or sticks out; what is none is broken anywhere when it fills a line. */
static const struct point *points_of(struct composer *c, const struct atom *atom, size_t *n)
{
    bool is_word =
        atom->stretch->may_hyphenate && !atom->is_address && atom->word->text.n <= LONGEST_WORD;
    *n = 0;
    if (!is_word && c->measure > 0 && atom->width > c->measure)
        return emergency_points(c, atom, n);
    return c->hyphenates ? hyphen_points(c, atom, n) : NULL;
}

static void add_point(struct composer *c, uint32_t index, const struct point *point)
{
    const struct atom *atom = &c->atoms->atom[index];
    struct origin origin = {index, point->at, point->resume, point->has_hyphen, point->is_silent};
    int32_t penalty = point->penalty;
    bool parts_word = point->has_hyphen || point->is_silent;
    if (c->is_ragged && parts_word)
        penalty = penalty * RAGGED_HYPHEN_FACTOR + (point->letters ? RAGGED_HYPHEN_PENALTY : 0);
    else if (point->letters && c->p->hyphen_cost > 1)
        penalty = (int32_t)sp_min((sp)penalty * c->p->hyphen_cost, FIT_NEVER - 1);
    struct item *item = add_penalty(c, penalty, origin);
    item->is_flagged = parts_word;
    item->width = units_to_sp(point->pre, atom->size, atom->face);
    item->post = units_to_sp(point->post, atom->size, atom->face);
    if (point->has_hyphen && c->p->protrusion)
        item->hang = hyphen_hang(c->p->protrusion, point, atom);
}

static int32_t break_penalty(const struct composer *c, const struct atom *atom)
{
    char last = atom->to > atom->from ? c->p->text.p[atom->to - 1] : ' ';
    if (atom->kind == ATOM_WORD && (atom->is_address || !atom->stretch->may_hyphenate)) {
        bool is_double = atom->to > atom->from + 1 && c->p->text.p[atom->to - 2] == '/';
        if (last == '-' || (last == '/' && !is_double))
            return ADDRESS_BREAK_PENALTY;
        return c->is_ragged ? RAGGED_SIGN_PENALTY : ADDRESS_SIGN_PENALTY;
    }
    return last == '/' ? SLASH_BREAK_PENALTY : last == '-' ? HYPHEN_BREAK_PENALTY : 0;
}

/* A hyphen of the text looks like one of ours where hyphens run. */
static bool ends_with_hyphen(const struct composer *c, const struct atom *atom)
{
    static const char hyphen[] = "\xE2\x80\x90";
    struct text said = text_slice(c->p->text, atom->from, atom->to);
    return atom->kind == ATOM_WORD && (text_ends(said, "-") || text_ends(said, hyphen));
}

/* A point of the dictionary in a word too short to be hyphenated here, or one not needed yet. */
static bool is_unwanted(const struct composer *c, const struct point *point)
{
    return (point->is_last_resort && !c->is_desperate) ||
           (point->letters && point->letters < c->p->shortest_hyphenated);
}

static void add_word(struct composer *c, uint32_t index)
{
    const struct atom *atom = &c->atoms->atom[index];
    size_t n;
    const struct point *point = points_of(c, atom, &n);
    sp done = 0, width = atom->width, flex = 0;
    uint32_t start = 0;
    if (!c->is_ragged && width > 0) /* controls have none */
        flex = width * width_give(c->p, atom->word) / 1000 + letter_give(c->p, atom, atom->word);
    for (size_t i = 0; i < n; i++) {
        if (is_unwanted(c, &point[i]))
            continue;
        sp upto = units_to_sp(point[i].prefix, atom->size, atom->face), part = upto - done;
        add_box(c, part, flex ? sp_ratio(flex, part, width) : 0,
                (struct origin){index, start, start, false, false});
        add_point(c, index, &point[i]);
        done = upto;
        start = point[i].resume;
    }
    add_box(c, width - done, flex ? sp_ratio(flex, width - done, width) : 0,
            (struct origin){index, start, start, false, false});
}

static bool is_digit_at(struct text text, size_t at)
{
    return at < text.n && ascii_is_digit(text.p[at]);
}

/* Where a line should rather not end: between groups of digits, before a lone last word. */
static int32_t space_penalty(const struct composer *c, uint32_t index)
{
    const struct atom *space = &c->atoms->atom[index];
    bool is_in_number = space->from > 0 && is_digit_at(c->p->text, space->from - 1) &&
                        is_digit_at(c->p->text, space->to);
    if (!is_in_number && index != c->lone_space)
        return 0;
    return c->is_ragged ? RAGGED_POOR_PENALTY : POOR_PENALTY;
}

static void add_space(struct composer *c, uint32_t index)
{
    const struct atom *atom = &c->atoms->atom[index];
    struct origin origin = {index, 0, 0, false, false};
    bool breaks = c->can_break[index];
    struct item glue = {ITEM_GLUE, .width = atom->width};
    if (!c->is_ragged) {
        glue.stretch = atom->width * SPACE_STRETCH / 1000;
        glue.shrink = atom->width * c->p->space_shrink / 1000;
    }
    bool is_chance = breaks && c->atoms->atom[index - 1].kind != ATOM_SPACE;
    if (!breaks)
        add_penalty(c, c->is_wide[index] ? EMERGENCY_BREAK_PENALTY : FIT_NEVER, origin);
    int32_t penalty = is_chance ? space_penalty(c, index) : 0;
    if (penalty)
        set_hangs(c, add_penalty(c, penalty, origin), index - 1, index);
    struct item *item = add_item(&c->items, origin);
    *item = glue;
    if (is_chance && !penalty)
        set_hangs(c, item, index - 1, index);
}

static void add_end(struct composer *c, uint32_t index)
{
    struct origin origin = {index, 0, 0, false, false};
    add_penalty(c, FIT_NEVER, origin);
    *add_item(&c->items, origin) = (struct item){ITEM_GLUE, .stretch = FIT_FILL};
    add_penalty(c, FIT_FORCED, origin);
}

static void add_atom(struct composer *c, uint32_t index)
{
    const struct atom *atom = &c->atoms->atom[index];
    switch ((enum atom_kind)atom->kind) {
    case ATOM_WORD: add_word(c, index); break;
    case ATOM_SPACE: add_space(c, index); return;
    case ATOM_NEWLINE: add_end(c, index); return;
    case ATOM_FIXED:
    case ATOM_OBJECT: add_box(c, atom->width, 0, (struct origin){index, 0, 0, false, false}); break;
    }
    struct origin next = {index + 1, 0, 0, false, false};
    sp gap = c->is_ragged ? 0 : gap_give(c->atoms, index);
    if (gap) {
        struct item *item = add_item(&c->items, next);
        *item = (struct item){ITEM_GLUE, .stretch = gap * SPACE_STRETCH / 1000};
        set_hangs(c, item, index, index + 1);
    } else if (atom->can_break_after) {
        struct item *item = add_penalty(c, break_penalty(c, atom), next);
        item->is_flagged = ends_with_hyphen(c, atom);
        set_hangs(c, item, index, index + 1);
    } else if (c->is_wide[index] && index + 1 < c->atoms->n && c->is_wide[index + 1]) {
        add_penalty(c, EMERGENCY_BREAK_PENALTY, next);
    }
}

/* Whether a line may end at a space: what counts is the end of all the white space. */
static void find_breaks(struct composer *c)
{
    const struct atoms *atoms = c->atoms;
    bool breaks = false;
    c->can_break = ARENA_ARRAY(c->items.arena, bool, atoms->n + 1);
    for (size_t i = atoms->n; i-- > 0;) {
        const struct atom *atom = &atoms->atom[i];
        bool goes_on = i + 1 < atoms->n && atoms->atom[i + 1].kind == ATOM_SPACE;
        breaks = goes_on ? breaks : atom->can_break_after;
        c->can_break[i] = i > 0 && !atom->is_no_break && breaks;
    }
}

/* Chains of atoms without a break between them: words joined by no-break spaces, a word and its
 * footnote marks. A long one that is wider than the line is broken where atoms meet. */
static void find_wide_chains(struct composer *c)
{
    const struct atoms *atoms = c->atoms;
    size_t start = 0;
    sp width = 0;
    c->is_wide = ARENA_ARRAY(c->items.arena, bool, atoms->n + 1);
    for (size_t i = 0; i <= atoms->n; i++) {
        const struct atom *atom = &atoms->atom[i];
        bool is_outside = i == atoms->n || atom->kind == ATOM_NEWLINE ||
                          (atom->kind == ATOM_SPACE && c->can_break[i]);
        if (!is_outside)
            width += atom->width;
        if (!is_outside && (atom->kind == ATOM_SPACE || !atom->can_break_after))
            continue;
        size_t end = is_outside ? i : i + 1;
        bool is_long =
            end > start && atoms->atom[end - 1].to - atoms->atom[start].from > LONGEST_WORD;
        for (size_t k = start; k < end; k++)
            c->is_wide[k] = is_long && c->hyphenates && c->measure > 0 && width > c->measure;
        start = i + 1;
        width = 0;
    }
}

/* Letters of atoms [from, n), counted up to a few. */
static size_t few_letters(const struct atoms *atoms, size_t from)
{
    struct text rest = text_from(atoms->paragraph->text, atoms->atom[from].from);
    size_t letters = 0;
    uint32_t cp;
    for (size_t i = 0; i < rest.n && letters < LONE_LETTERS; letters += is_alphabetic(cp))
        i += utf8_decode(rest.p + i, rest.n - i, &cp);
    return letters;
}

/* A short word should not be left alone in the last line: the space before it. */
static void find_lone_word(struct composer *c)
{
    const struct atoms *atoms = c->atoms;
    size_t i = atoms->n;
    c->lone_space = SIZE_MAX;
    while (i > 0 && atoms->atom[i - 1].kind == ATOM_SPACE)
        i--;
    while (i > 0 && !c->can_break[i - 1])
        i--;
    if (i > 0 && i < atoms->n && few_letters(atoms, i) < LONE_LETTERS)
        c->lone_space = i - 1;
}

static void make_items(struct composer *c, bool hyphenates)
{
    c->hyphenates = hyphenates;
    c->items.n = 0;
    find_breaks(c);
    find_wide_chains(c);
    find_lone_word(c);
    for (uint32_t i = 0; i < c->atoms->n; i++)
        add_atom(c, i);
    add_end(c, (uint32_t)c->atoms->n);
}

static sp first_indent(const struct composer *c)
{
    const struct atom *first = c->atoms->n ? &c->atoms->atom[0] : NULL;
    sp hang = first && first->word ? hang_start(c->p, first, first->word) : 0;
    return c->p->indent - hang;
}

static struct fit_rules base_rules(const struct composer *c)
{
    return (struct fit_rules){
        .width = c->measure,
        .first_indent = first_indent(c),
        .flagged_demerits = FLAGGED_DEMERITS,
        .fitness_demerits = c->is_ragged ? 0 : FITNESS_DEMERITS,
        .end_demerits = c->is_ragged ? RAGGED_END_DEMERITS : END_DEMERITS,
        .least_last = c->measure * LEAST_LAST / 1000,
    };
}

static bool try_fit(struct composer *c, bool hyphenates, int32_t tolerance, sp emergency,
                    struct fit *out)
{
    struct fit_rules rules = base_rules(c);
    rules.tolerance = tolerance;
    rules.emergency = emergency;
    make_items(c, hyphenates);
    return fit(c->items.arena, c->items.item, c->items.n, &rules, out);
}

static void force_fit(struct composer *c, sp emergency, struct fit *out)
{
    struct fit_rules rules = base_rules(c);
    rules.emergency = emergency;
    make_items(c, true);
    fit_by_force(c->items.arena, c->items.item, c->items.n, &rules, out);
}

/* Hyphens are tried when lines cannot do without, and when they may save the end. */
static void fit_justified(struct composer *c, struct fit *out)
{
    if (try_fit(c, false, FIRST_TOLERANCE, 0, out) && !out->ends_badly)
        return;
    if (try_fit(c, true, LOOSEST, 0, out))
        return;
    c->is_desperate = true;
    if (!try_fit(c, true, EMERGENCY_TOLERANCE, 0, out))
        force_fit(c, c->measure / 20, out);
}

static void fit_ragged(struct composer *c, struct fit *out)
{
    sp rag = c->measure / 20;
    if (!try_fit(c, false, CALM_RAG, rag, out) && !try_fit(c, true, WILD_RAG, rag, out))
        force_fit(c, rag, out);
}

/* Lines that a greedy setting of the items takes; SIZE_MAX when a piece is wider than the measure.
 */
static size_t count_lines(const struct items *items, sp measure, sp indent)
{
    size_t lines = 1;
    sp width = indent, since_break = 0;
    bool has_break = false;
    for (size_t i = 0; i < items->n; i++) {
        const struct item *item = &items->item[i];
        bool is_forced = item->kind == ITEM_PENALTY && item->penalty <= FIT_FORCED;
        bool breaks = item->kind == ITEM_PENALTY
                          ? item->penalty < FIT_NEVER
                          : item->kind == ITEM_GLUE && i > 0 && items->item[i - 1].kind == ITEM_BOX;
        if (is_forced && i + 1 < items->n) {
            lines++;
            width = since_break = 0;
            has_break = false;
        } else if (breaks) {
            has_break = true;
            since_break = 0;
        }
        if (item->kind == ITEM_PENALTY || (item->kind == ITEM_GLUE && since_break + width == 0))
            continue;
        width += item->width;
        since_break += item->kind == ITEM_BOX || since_break ? item->width : 0;
        if (item->kind == ITEM_BOX && since_break > measure)
            return SIZE_MAX;
        if (item->kind == ITEM_BOX && width > measure && has_break) {
            lines++;
            width = since_break;
            has_break = false;
        }
    }
    return lines;
}

/* The narrowest measure that takes no more lines: then they are about equally long. */
static void balance(struct composer *c)
{
    make_items(c, false);
    sp low = c->measure / 4, high = c->measure;
    size_t lines = count_lines(&c->items, high, c->p->indent);
    if (lines == SIZE_MAX)
        return;
    while (lines > 1 && high - low > SP_PT / 2) {
        sp middle = low + (high - low) / 2;
        if (count_lines(&c->items, middle, c->p->indent) > lines)
            low = middle;
        else
            high = middle;
    }
    if (lines > 1)
        c->measure = high;
}

static uint32_t byte_of(const struct atoms *atoms, uint32_t atom, uint32_t at)
{
    return atom < atoms->n ? atoms->atom[atom].from + at : (uint32_t)atoms->paragraph->text.n;
}

/* The first item that stands in the line after a break. */
static size_t next_content(const struct items *items, size_t i)
{
    for (i++; i < items->n; i++) {
        const struct item *item = &items->item[i];
        if (item->kind == ITEM_BOX || (item->kind == ITEM_PENALTY && item->penalty <= FIT_FORCED))
            break;
    }
    return i;
}

static void make_rows(const struct composer *c, const struct fit *f, struct rows *rows)
{
    const struct atoms *atoms = c->atoms;
    const struct items *items = &c->items;
    struct row next = {0};
    rows->row = ARENA_ARRAY(items->arena, struct row, f->lines);
    rows->n = f->lines;
    rows->measure = c->measure;
    for (size_t k = 0; k < f->lines; k++) {
        size_t end = f->at[k], content = next_content(items, end);
        const struct item *item = &items->item[end];
        const struct origin *origin = &items->origin[end];
        struct row *row = &rows->row[k];
        *row = next;
        row->to = origin->atom;
        row->to_at = origin->at;
        row->has_hyphen = origin->has_hyphen;
        row->is_silent = origin->is_silent;
        row->is_hyphen_ours =
            (origin->has_hyphen || origin->is_silent) && origin->resume == origin->at;
        row->is_last = k + 1 == f->lines;
        row->is_forced = !row->is_last && item->kind == ITEM_PENALTY && item->penalty <= FIT_FORCED;
        if (row->is_last) {
            row->text_to = (uint32_t)atoms->paragraph->text.n;
            break;
        }
        const struct origin *start = &items->origin[content];
        next = (struct row){.from = start->atom, .from_at = start->at};
        next.text_from = byte_of(atoms, start->atom, start->at);
        row->text_to = next.text_from;
        if (row->is_forced) {
            row->text_to = atoms->atom[origin->atom].from;
            next.text_from = atoms->atom[origin->atom].to;
            next.from = origin->atom + 1;
            next.from_at = 0;
        }
    }
}

bool is_flush(const struct paragraph *p)
{
    sp size = p->stretches ? p->stretch[0].ink->size : 0;
    return p->align == TEXT_JUSTIFY && !p->balances && p->width >= NARROW * size;
}

static struct composer composer_for(struct shaper *shaper, const struct atoms *atoms)
{
    const struct paragraph *p = atoms->paragraph;
    return (struct composer){
        .shaper = shaper,
        .atoms = atoms,
        .p = p,
        .none = shaper_tongue(shaper, ""),
        .items = {.arena = shaper->scratch},
        .is_ragged = !is_flush(p),
        .measure = p->width,
    };
}

void compose(struct shaper *shaper, const struct atoms *atoms, struct rows *rows)
{
    struct composer c = composer_for(shaper, atoms);
    struct fit f;
    if (atoms->paragraph->balances)
        balance(&c);
    if (c.is_ragged)
        fit_ragged(&c, &f);
    else
        fit_justified(&c, &f);
    make_rows(&c, &f, rows);
}

void compose_widths(struct shaper *shaper, const struct atoms *atoms, sp *least, sp *natural)
{
    struct composer c = composer_for(shaper, atoms);
    c.measure = 0;
    c.is_ragged = true;
    make_items(&c, true);
    sp line = atoms->paragraph->indent, piece = line;
    *least = *natural = 0;
    for (size_t i = 0; i < c.items.n; i++) {
        const struct item *item = &c.items.item[i];
        bool is_penalty = item->kind == ITEM_PENALTY;
        bool breaks =
            is_penalty ? item->penalty < FIT_NEVER
                       : item->kind == ITEM_GLUE && i > 0 && c.items.item[i - 1].kind == ITEM_BOX;
        if (breaks) {
            *least = sp_max(*least, piece + (is_penalty ? item->width : 0));
            piece = item->post > 0 ? item->post : 0;
        }
        if (is_penalty && item->penalty <= FIT_FORCED) {
            *natural = sp_max(*natural, line);
            line = 0;
        }
        line += is_penalty ? 0 : item->width;
        piece += is_penalty || breaks ? 0 : item->width;
    }
}
