/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts units against a catalog. The same text at several places is one message. */
#include "doc/tally.h"

#include "base/buffer.h"
#include "base/map.h"
#include "doc/catalog.h"
#include "doc/unit.h"

/* A context can hold anything but a NUL, and so can a text. */
static bool is_new(struct map *seen, struct arena *arena, struct buf *key, const struct unit *unit,
                   uint32_t number)
{
    buf_clear(key);
    buf_string(key, unit->context ? unit->context : "");
    buf_char(key, unit->context ? '\1' : '\0');
    buf_char(key, '\0');
    buf_text(key, unit->text);
    return map_intern(seen, arena, buf_as_text(key), number) == number;
}

struct tally translation_tally(const struct units *units, const struct catalog *catalog)
{
    struct arena *arena = arena_new();
    struct map seen = {0};
    struct buf key = {0};
    struct tally tally = {0};
    for (size_t i = 0; i < units->n; i++) {
        const struct unit *unit = &units->unit[i];
        if (!is_new(&seen, arena, &key, unit, (uint32_t)i))
            continue;
        switch (catalog_find(catalog, unit->context, unit->text).state) {
        case TRANSLATION_DONE: tally.translated++; break;
        case TRANSLATION_FUZZY: tally.fuzzy++; break;
        case TRANSLATION_MISSING: tally.missing++; break;
        }
    }
    buf_done(&key);
    arena_free(arena);
    return tally;
}

int tally_percent(struct tally tally)
{
    size_t all = tally.translated + tally.fuzzy + tally.missing;
    return all ? (int)(tally.translated * 100 / all) : 100;
}
