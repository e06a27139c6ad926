/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages: the units of a workspace, each text once, with all its places. */
#include <string.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/utf8.h"
#include "doc/catalog.h"
#include "run/translate.h"

static void add_kind(struct arena *arena, struct message *m, const char *kind)
{
    if (!kind || text_is_among(text_of(kind), m->kind, m->kinds))
        return;
    m->kind = arena_grow(arena, m->kind, sizeof *m->kind, &m->kind_cap, m->kinds + 1);
    m->kind[m->kinds++] = kind;
}

/* Rows of a column stand at one place, the column's; it is named once. */
static void add_place(struct arena *arena, struct message *m, struct place at)
{
    const struct place *last = m->places ? &m->at[m->places - 1] : NULL;
    if (!at.file || (last && strcmp(last->file, at.file) == 0 && last->line == at.line))
        return;
    m->at = arena_grow(arena, m->at, sizeof *m->at, &m->place_cap, m->places + 1);
    m->at[m->places++] = at;
}

void messages_gather(struct translate *t)
{
    struct map known = {0};
    struct buf key = {0};
    size_t cap = 0;
    for (size_t i = 0; i < t->units.n; i++) {
        const struct unit *unit = &t->units.unit[i];
        uint32_t number = map_intern(&known, t->arena, catalog_key(&key, unit->context, unit->text),
                                     (uint32_t)t->messages);
        if (number == t->messages) {
            t->message =
                arena_grow(t->arena, t->message, sizeof *t->message, &cap, t->messages + 1);
            t->message[t->messages++] =
                (struct message){.context = unit->context, .text = unit->text};
        }
        add_kind(t->arena, &t->message[number], unit->kind);
        add_place(t->arena, &t->message[number], unit->at);
    }
    buf_done(&key);
    t->known = known;
}

size_t message_find(const struct translate *t, const char *context, struct text text)
{
    struct buf key = {0};
    uint32_t number = map_find(&t->known, catalog_key(&key, context, text));
    buf_done(&key);
    return number == UINT32_MAX ? SIZE_MAX : number;
}

const char *translate_quote(struct arena *arena, struct text text)
{
    enum { LONGEST = 60 }; /* code points */
    size_t end = 0;
    for (size_t n = 0; n < LONGEST && end < text.n && text.p[end] != '\n'; n++) {
        uint32_t cp;
        end += utf8_decode(text.p + end, text.n - end, &cp);
    }
    return arena_printf(arena, "%.*s%s", (int)end, text.p, end < text.n ? "…" : "");
}
