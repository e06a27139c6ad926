/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds the rows that templates read. What is not known is NULL. */
#include "doc/edition.h"

#include "base/arena.h"
#include "doc/front.h"
#include "doc/language.h"
#include "doc/library.h"
#include "doc/table.h"
#include "doc/translate.h"
#include "doc/unit.h"

enum column {
    TAG,
    ENDONYM,
    PERCENT,
    TRANSLATOR,
    REVISED,
    IS_SOURCE,
    IS_EASY,
    IS_REVIEWED,
    IS_CURRENT,
    COLUMNS
};
static const char *names[COLUMNS] = {"tag",       "endonym", "percent",     "translator", "revised",
                                     "is-source", "is-easy", "is-reviewed", "is-current"};

static struct value text_value(struct text text)
{
    return text.n ? (struct value){VALUE_TEXT, 0, text} : (struct value){.kind = VALUE_NULL};
}

static struct value bool_value(bool is)
{
    return (struct value){VALUE_INT, is, is ? TEXT("1") : TEXT("0")};
}

static struct value percent_value(struct arena *arena, const struct edition_state *state)
{
    int percent = state->is_source ? 100 : tally_percent(state->tally);
    if (state->is_easy)
        return (struct value){.kind = VALUE_NULL};
    return (struct value){VALUE_INT, percent, text_of(arena_printf(arena, "%d", percent))};
}

static void fill_row(struct arena *arena, const struct edition *edition, size_t i,
                     struct value *cell)
{
    const struct edition_state *state = &edition->state[i];
    cell[TAG] = text_value(text_of(state->tag));
    cell[ENDONYM] = text_value(text_of(state->endonym));
    cell[PERCENT] = percent_value(arena, state);
    cell[TRANSLATOR] = text_value(state->translator);
    cell[REVISED] = text_value(state->revised);
    cell[IS_SOURCE] = bool_value(state->is_source);
    cell[IS_EASY] = bool_value(state->is_easy);
    cell[IS_REVIEWED] = bool_value(state->is_reviewed);
    cell[IS_CURRENT] = bool_value(i == edition->current || i == edition->second);
}

/* The rows from first up to end. */
static struct table *make_table(struct arena *arena, const struct edition *edition,
                                const char *name, size_t first, size_t end)
{
    struct rows *rows = ARENA_NEW(arena, struct rows);
    struct table *table = ARENA_NEW(arena, struct table);
    *rows = (struct rows){.name = name, .column = names, .columns = COLUMNS, .n = end - first};
    rows->cell = ARENA_ARRAY(arena, struct value, rows->n * COLUMNS + 1);
    for (size_t i = first; i < end; i++)
        fill_row(arena, edition, i, &rows->cell[(i - first) * COLUMNS]);
    *table = (struct table){.name = name, .rows = rows};
    return table;
}

/* Which language `translation` tells of. */
static size_t shown_state(const struct edition *edition)
{
    bool is_second = edition->second_lang && edition->state[edition->current].is_source;
    return is_second ? edition->second : edition->current;
}

struct table *edition_row(struct arena *arena, const struct edition *edition)
{
    size_t i = shown_state(edition);
    struct table *table = make_table(arena, edition, "translation", i, i + 1);
    table->is_one = true;
    return table;
}

struct table *edition_rows(struct arena *arena, const struct edition *edition)
{
    return make_table(arena, edition, "translations", 0, edition->states);
}

/* "text/welcome.de-x-leicht.md" for text/welcome.md. */
static const char *easy_name(struct arena *arena, const char *shown, const char *own)
{
    struct text stem = text_of(shown);
    if (text_ends(stem, ".md"))
        stem.n -= 3;
    return arena_printf(arena, "%.*s%s", (int)stem.n, stem.p, own);
}

/* The first words for readers below the front matter; NULL: there are none. */
static const struct unit *first_words(struct arena *arena, const struct source *source)
{
    struct units units = {0};
    struct front front;
    struct diag *unsaid = diag_new(arena); /* parsing it says it */
    front_read(arena, source->text, source->shown, true, &front, unsaid);
    units_of_source(arena, source, &units, unsaid);
    size_t i = 0;
    while (i < units.n && units.unit[i].at.line <= front.lines)
        i++;
    return i < units.n ? &units.unit[i] : NULL;
}

void edition_judge_text(struct arena *arena, const struct source *source,
                        const struct translator *translator, struct diag *diag)
{
    if (!translator || !language_is_easy(translator->lang))
        return;
    const char *lang = translator->lang, *own = arena_printf(arena, ".%s.md", lang);
    if (text_ends(text_of(source->path), own))
        return;
    const struct unit *words = first_words(arena, source);
    if (words)
        diag_warn(diag, words->at,
                  "no text in '%s': without a file '%s' this is printed as it stands", lang,
                  easy_name(arena, source->shown, own));
}
