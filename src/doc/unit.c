/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units of one file: the same cuts that translating replaces (cut.h), and the front matter's. */
#include "doc/unit.h"

#include "doc/cut.h"
#include "doc/front.h"
#include "doc/query.h"
#include "doc/wording.h"

static void add_unit(struct arena *arena, struct units *units, struct unit unit)
{
    units->unit = arena_grow(arena, units->unit, sizeof *units->unit, &units->cap, units->n + 1);
    units->unit[units->n++] = unit;
}

static void add_setting(struct arena *arena, struct units *units, const struct setting *setting)
{
    const struct delimiters tags = {TEXT("{{"), TEXT("}}")};
    if (wording_has_words(setting->text, tags, true))
        add_unit(arena, units,
                 (struct unit){.text = setting->text, .at = setting->at, .kind = setting->key});
}

static void add_front(struct arena *arena, const struct front *front, struct units *units)
{
    struct setting title = front->title;
    title.key = "title";
    add_setting(arena, units, &title);
    for (size_t i = 0; i < front->runnings; i++)
        add_setting(arena, units, &front->running[i]);
    for (size_t i = 0; i < front->attaches; i++) {
        const struct attach *attach = &front->attach[i];
        const struct setting setting = {"attachment", attach->title, attach->title_at};
        add_setting(arena, units, &setting);
    }
}

/* The places of the cuts, which are in order. */
static void add_cuts(struct arena *arena, const char *context, struct place at, struct text text,
                     const struct cuts *cuts, struct units *units)
{
    size_t from = 0;
    for (size_t i = 0; i < cuts->n; i++) {
        const struct cut *cut = &cuts->cut[i];
        if (!context) /* a value has one place */
            at = place_after(at, text_slice(text, from, cut->from), cut->from - from);
        from = cut->from;
        add_unit(arena, units, (struct unit){context, cut->text, at, cut->kind});
    }
}

void units_of_source(struct arena *arena, const struct source *source, struct units *units,
                     struct diag *diag)
{
    struct diag *silent = diag_new(arena); /* the build says what is wrong with the file itself */
    struct query_list queries = {0};
    struct cuts cuts = {0};
    struct front front;
    size_t n;
    front_read(arena, source->text, source->shown, true, &front, silent);
    struct stretch body = front_body(source, &front);
    const struct stretch *rest = queries_split(arena, body.text, body.at, &queries, &n, silent);
    add_front(arena, &front, units);
    cuts_find(arena, source, rest, n, false, &cuts, diag);
    add_cuts(arena, NULL, (struct place){.file = source->shown, .line = 1, .col = 1}, source->text,
             &cuts, units);
}

bool column_is_markdown(const char *context)
{
    return text_ends(text_of(context), "_md");
}

void units_of_value(struct arena *arena, const char *context, struct text value, struct place at,
                    struct units *units, struct diag *diag)
{
    const struct source source = {.path = "", .shown = at.file, .text = value};
    const struct stretch stretch = {.text = value, .at = at};
    struct cuts cuts = {0};
    if (column_is_markdown(context)) {
        cuts_find(arena, &source, &stretch, 1, true, &cuts, diag);
        add_cuts(arena, context, at, value, &cuts, units);
    } else if (wording_has_words(value, (struct delimiters){{0}, {0}}, true)) {
        add_unit(arena, units, (struct unit){context, text_trim(value), at, "value"});
    }
}
