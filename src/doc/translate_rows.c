/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results, not the database, are translated: what a statement filters, joins and sorts by is the
 * source's. The rows are copied, for later statements read them as q.NAME. */
#include <string.h>

#include "base/map.h"
#include "doc/manifest.h"
#include "doc/mustache.h"
#include "doc/template.h"
#include "doc/translate.h"

/* "table.column" as it is declared, or NULL. */
static const char *declared(const struct column_translator *columns, const char *origin)
{
    const struct translator *translator = columns->translator;
    for (size_t i = 0; origin && i < translator->columns; i++) {
        const struct translatable *t = &translator->column[i];
        size_t n = strlen(t->table);
        if (strlen(origin) <= n || origin[n] != '.' ||
            !text_equal_caseless((struct text){origin, n}, text_of(t->table)))
            continue;
        for (size_t k = 0; k < t->columns; k++)
            if (text_equal_caseless(text_of(origin + n + 1), text_of(t->column[k])))
                return arena_printf(columns->arena, "%s.%s", t->table, t->column[k]);
    }
    return NULL;
}

struct speeches { /* numbered from 1; the first is VALUE_IN_SOURCE, the second the target's */
    const struct speech **speech;
    size_t n, cap;
};

static const struct speech *speech_of(struct arena *arena, const char *lang)
{
    struct tongue *tongue = ARENA_NEW(arena, struct tongue);
    struct speech *speech = ARENA_NEW(arena, struct speech);
    tongue->lang = lang;
    *speech = (struct speech){tongue, 1};
    return speech;
}

static int64_t add_speech(struct arena *arena, struct speeches *all, const struct speech *speech)
{
    all->speech = arena_grow(arena, all->speech, sizeof *all->speech, &all->cap, all->n + 1);
    all->speech[all->n++] = speech;
    return (int64_t)all->n;
}

/* The number of what the patches say; 0: there is nothing to say. */
static int64_t speech_number(struct arena *arena, const struct translator *translator,
                             struct speeches *all, const struct patch *patch, size_t n)
{
    size_t foreign = 0;
    for (size_t i = 0; i < n; i++)
        foreign += patch[i].lang != NULL;
    if (!n)
        return 0;
    if (!foreign)
        return VALUE_IN_SOURCE + 1;
    if (n == 1)
        return VALUE_IN_SOURCE;
    struct tongue *tongue = ARENA_ARRAY(arena, struct tongue, n + 1);
    struct speech *speech = ARENA_NEW(arena, struct speech);
    tongue[0].lang = translator->lang;
    for (size_t i = 0; i < n; i++)
        tongue[i + 1] = (struct tongue){.from = (uint32_t)patch[i].from,
                                        .lang = patch[i].lang ? patch[i].lang : translator->lang};
    *speech = (struct speech){tongue, n + 1};
    return add_speech(arena, all, speech);
}

/* What each value of a column has become: one that comes again is translated, and its lack told,
 * once. */
struct memory {
    struct map number;
    struct value *value;
    size_t n, cap;
};

static void translate_cell(const struct column_translator *columns, const struct rows *rows,
                           size_t row, size_t column, const char *context, struct speeches *all,
                           struct memory *memory, struct value *value)
{
    const struct patch *patch;
    struct place at = columns->at;
    size_t n;
    if (value->kind != VALUE_TEXT || !value->s.n)
        return;
    uint32_t k = map_intern(&memory->number, columns->arena, value->s, (uint32_t)memory->n);
    if (k < memory->n) {
        *value = memory->value[k];
        return;
    }
    at.row = rows_name_cell(columns->arena, rows, row, rows->column[column]);
    value->s = translate_value(columns, context, value->s, at, &patch, &n);
    value->i = speech_number(columns->arena, columns->translator, all, patch, n);
    memory->value = arena_grow(columns->arena, memory->value, sizeof *memory->value, &memory->cap,
                               memory->n + 1);
    memory->value[memory->n++] = *value;
}

static void copy_rows(struct arena *arena, const struct column_translator *columns,
                      struct rows *rows, const char *const *context, struct speeches *all)
{
    const struct rows *source = rows->source;
    struct memory *memory = ARENA_ARRAY(columns->arena, struct memory, source->columns);
    rows->row = ARENA_ARRAY(arena, struct value *, source->n);
    for (size_t i = 0; i < source->n; i++) {
        rows->row[i] = ARENA_ARRAY(arena, struct value, source->columns);
        for (size_t k = 0; k < source->columns; k++) {
            rows->row[i][k] = *rows_cell(source, i, k);
            if (context[k])
                translate_cell(columns, source, i, k, context[k], all, &memory[k],
                               &rows->row[i][k]);
        }
    }
}

const struct rows *rows_translate(struct arena *arena, const struct column_translator *columns,
                                  struct rows *rows)
{
    const struct translator *translator = columns->translator;
    const char **context = ARENA_ARRAY(columns->arena, const char *, rows->columns);
    struct speeches all = {0};
    bool has_any = false;
    for (size_t i = 0; rows->origin && i < rows->columns; i++) {
        context[i] = declared(columns, rows->origin[i]);
        has_any = has_any || context[i];
    }
    add_speech(columns->arena, &all, speech_of(columns->arena, translator->source_lang));
    add_speech(columns->arena, &all, speech_of(columns->arena, translator->lang));
    struct rows *copy = rows;
    if (has_any) {
        copy = ARENA_NEW(arena, struct rows);
        *copy = *rows;
        copy->cell = NULL;
        copy->source = rows;
        copy_rows(arena, columns, copy, context, &all);
    }
    copy->speech = all.speech;
    return copy;
}

/* Once in turn: a statement says it of each row. */
static void report_undeclared(struct column_translator *columns, const char *column)
{
    const struct translator *translator = columns->translator;
    const char *known[64];
    size_t n = 0;
    if (columns->undeclared && strcmp(columns->undeclared, column) == 0)
        return;
    columns->undeclared = arena_string(columns->arena, text_of(column));
    diag_error(columns->diag, columns->at, "tr(): '%s' does not stand under translatable:", column);
    for (size_t i = 0; i < translator->columns; i++)
        for (size_t k = 0; k < translator->column[i].columns && n < 64; k++)
            known[n++] = arena_printf(columns->arena, "%s.%s", translator->column[i].table,
                                      translator->column[i].column[k]);
    diag_suggest(columns->diag, columns->at, text_of(column), known, n);
}

bool column_translate(void *context, const char *column, struct text text, struct text *out)
{
    struct column_translator *columns = context;
    const char *known = declared(columns, column);
    const struct patch *patch;
    size_t n, foreign = 0;
    *out = text;
    if (!known) {
        report_undeclared(columns, column);
        return true;
    }
    *out = translate_value(columns, known, text, columns->at, &patch, &n);
    for (size_t i = 0; i < n; i++)
        foreign += patch[i].lang != NULL;
    return !foreign;
}
