/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open addressing, linear probing; grows at two thirds. */
#include "base/map.h"

struct map_slot {
    struct text key; /* p is NULL: free */
    uint64_t hash;
    uint32_t value;
};

static struct map_slot *find(const struct map *map, struct text key, uint64_t hash)
{
    size_t i = (size_t)hash & (map->cap - 1);
    while (map->slot[i].key.p && (map->slot[i].hash != hash || !text_equal(map->slot[i].key, key)))
        i = (i + 1) & (map->cap - 1);
    return &map->slot[i];
}

static void widen(struct map *map, struct arena *arena)
{
    struct map wider = {.cap = map->cap ? map->cap * 2 : 64, .n = map->n};
    wider.slot = ARENA_ARRAY(arena, struct map_slot, wider.cap);
    for (size_t i = 0; i < map->cap; i++)
        if (map->slot[i].key.p)
            *find(&wider, map->slot[i].key, map->slot[i].hash) = map->slot[i];
    *map = wider;
}

uint32_t map_intern(struct map *map, struct arena *arena, struct text key, uint32_t fresh)
{
    if (3 * (map->n + 1) > 2 * map->cap)
        widen(map, arena);
    uint64_t hash = text_hash(key);
    struct map_slot *slot = find(map, key, hash);
    if (!slot->key.p) {
        *slot = (struct map_slot){arena_text(arena, key), hash, fresh};
        map->n++;
    }
    return slot->value;
}

uint32_t map_find(const struct map *map, struct text key)
{
    const struct map_slot *slot = map->cap ? find(map, key, text_hash(key)) : NULL;
    return slot && slot->key.p ? slot->value : UINT32_MAX;
}
