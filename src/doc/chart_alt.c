/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a chart to those who cannot see it, made of its data: labels and numbers, short
 * enough for every language, for the table with all of them follows. What is hidden is not said. */
#include <inttypes.h>

#include "base/buffer.h"
#include "doc/chart_part.h"

struct speaker {
    const struct charter *c;
    struct buf out;
};

/* The word with what stands for its `#`, as a sentence. */
static void say(struct speaker *s, enum word word, struct text what)
{
    struct text words = text_of(locale_word(s->c->locale, word));
    size_t mark = text_find_char(words, '#');
    if (s->out.n)
        buf_string(&s->out, ". ");
    buf_text(&s->out, text_slice(words, 0, mark == SIZE_MAX ? words.n : mark));
    buf_text(&s->out, what);
    if (mark != SIZE_MAX)
        buf_text(&s->out, text_from(words, mark + 1));
}

static void say_number(struct speaker *s, enum word word, size_t n)
{
    struct value value = {VALUE_INT, (int64_t)n, text_of(arena_printf(s->c->arena, "%zu", n))};
    const char *fault,
        *said = locale_format(s->c->arena, s->c->locale, &value, &(struct format){0}, NULL, &fault);
    say(s, word, text_of(said));
}

static enum word word_of(enum chart_kind kind)
{
    switch (kind) {
    case CHART_BAR:
    case CHART_COLUMN:
    case CHART_GROUPED: return WORD_CHART_BARS;
    case CHART_STACKED:
    case CHART_LIKERT: return WORD_CHART_STACKED;
    case CHART_LINE: return WORD_CHART_LINES;
    case CHART_PIE:
    case CHART_DONUT: return WORD_CHART_ROUND;
    case CHART_PICTOGRAM: return WORD_CHART_SIGNS;
    case CHART_TILES: return WORD_CHART_MAP;
    case CHART_KINDS: break;
    }
    return WORD_CHART_BARS;
}

static bool is_shown(const struct chart_value *value)
{
    return !value->is_missing && !value->is_hidden;
}

/* "17 (Kommunen)", "17, 26,6 % (2015, Frauen)" */
static void say_value(struct speaker *s, enum word word, size_t at, bool has_series)
{
    const struct charter *c = s->c;
    const struct chart_value *value = &c->value[at];
    const struct text name = c->category[at / c->chart->series].name;
    const struct text one = c->one[at % c->chart->series].name;
    const char *share = value->share_said.n ? ", " : "", *comma = has_series ? ", " : "";
    const char *what =
        arena_printf(c->arena, "%.*s%s%.*s (%.*s%s%.*s)", (int)value->said.n, value->said.p, share,
                     (int)value->share_said.n, value->share_said.p, (int)name.n, name.p, comma,
                     has_series ? (int)one.n : 0, one.p);
    say(s, word, text_of(what));
}

/* What a value is compared by: as it is printed. */
static int64_t size_of(const struct charter *c, const struct chart_value *value)
{
    return c->chart->is_share_only && value->share_bp >= 0 ? value->share_bp : value->n;
}

static void say_extremes(struct speaker *s)
{
    const struct charter *c = s->c;
    size_t n = c->chart->categories * c->chart->series, least = SIZE_MAX, most = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        const struct chart_value *value = &c->value[i];
        if (!is_shown(value))
            continue;
        if (most == SIZE_MAX || size_of(c, value) > size_of(c, &c->value[most]))
            most = i;
        if (least == SIZE_MAX || size_of(c, value) < size_of(c, &c->value[least]))
            least = i;
    }
    if (most != SIZE_MAX)
        say_value(s, WORD_CHART_LARGEST, most, c->chart->series > 1);
    if (least != most)
        say_value(s, WORD_CHART_SMALLEST, least, c->chart->series > 1);
}

/* Of a map: how many of its tiles are full, how many are not, and the extremes unless its values
 * are 0 and 1, which say no and yes. */
static void say_tiles(struct speaker *s)
{
    const struct charter *c = s->c;
    size_t present = 0, absent = 0;
    bool has_numbers = false;
    for (size_t i = 0; i < c->chart->categories; i++) {
        const struct chart_value *value = &c->value[i];
        bool is_full = is_shown(value) && value->n > 0;
        present += is_full;
        absent += !is_full && !value->is_hidden;
        has_numbers |= is_shown(value) && value->n != 0 && value->n != chart_one(c);
    }
    say_number(s, WORD_REPRESENTED, present);
    if (absent)
        say_number(s, WORD_NOT_REPRESENTED, absent);
    if (has_numbers)
        say_extremes(s);
}

/* Where each line begins and where it ends. */
static void say_trend(struct speaker *s)
{
    const struct charter *c = s->c;
    size_t series = c->chart->series;
    for (size_t one = 0; one < series; one++) {
        size_t first = SIZE_MAX, last = SIZE_MAX;
        for (size_t i = 0; i < c->chart->categories; i++) {
            size_t at = i * series + one;
            if (!is_shown(&c->value[at]))
                continue;
            first = first == SIZE_MAX ? at : first;
            last = at;
        }
        if (first == last)
            continue;
        say_value(s, WORD_CHART_FIRST, first, series > 1);
        say_value(s, WORD_CHART_LAST, last, series > 1);
    }
}

static void say_series(struct speaker *s)
{
    const struct charter *c = s->c;
    struct text name[CHART_MOST_SERIES];
    if (c->chart->series < 2)
        return;
    for (size_t i = 0; i < c->chart->series; i++)
        name[i] = c->one[i].name;
    say(s, WORD_CHART_COMPARED,
        text_of(locale_join(c->arena, c->locale, name, c->chart->series, ", ")));
}

static void say_counts(struct speaker *s)
{
    const struct charter *c = s->c;
    size_t shown = 0, hidden = 0;
    for (size_t i = 0; i < c->chart->categories * c->chart->series; i++) {
        shown += !c->value[i].is_missing;
        hidden += c->value[i].is_hidden;
    }
    say_number(s, WORD_CHART_VALUES, shown);
    say_series(s);
    if (c->chart->kind == CHART_LINE)
        say_trend(s);
    if (c->chart->kind == CHART_TILES)
        say_tiles(s);
    else
        say_extremes(s);
    if (hidden)
        say_number(s, WORD_CHART_WITHHELD, hidden);
}

void chart_alt_make(struct charter *c)
{
    struct text given = text_trim(chart_key(c, "alt"));
    struct chart *chart = c->chart;
    struct speaker s = {.c = c};
    enum word word = word_of(chart->kind);
    chart->alt = given;
    chart->alt_lang = attributes_value_lang(c->div->attr, "alt");
    if (given.n)
        return;
    chart->alt_lang = locale_word_lang(c->locale, word, block_language(c->div, c->locale));
    say(&s, word, (struct text){"", 0});
    if (chart->value_head.n)
        buf_text(&s.out, text_of(arena_printf(c->arena, " (%.*s)", (int)chart->value_head.n,
                                              chart->value_head.p)));
    say_counts(&s);
    if (chart->base_said.n) {
        buf_string(&s.out, ". ");
        buf_text(&s.out, chart->base_said);
    }
    chart->alt = arena_text(c->arena, buf_as_text(&s.out));
    buf_done(&s.out);
}
