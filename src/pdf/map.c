/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open addressing, linear probing, FNV-1a; grows at two thirds. */
#include "pdf/map.h"

#include <stdint.h>
#include <stdlib.h>

struct map_slot {
    struct text key;
    uint32_t hash, value;
};

static uint32_t hash_of(struct text key)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < key.n; i++)
        hash = (hash ^ (unsigned char)key.p[i]) * 16777619u;
    return hash;
}

void map_done(struct map *map)
{
    free(map->slot);
    *map = (struct map){0};
}

static struct map_slot *find(const struct map *map, struct text key, uint32_t hash)
{
    size_t i = hash & (map->cap - 1);
    while (map->slot[i].key.p && (map->slot[i].hash != hash || !text_equal(map->slot[i].key, key)))
        i = (i + 1) & (map->cap - 1);
    return &map->slot[i];
}

static void widen(struct map *map)
{
    struct map wider = {.cap = map->cap ? map->cap * 2 : 64, .n = map->n};
    wider.slot = heap_resize(NULL, wider.cap, sizeof *wider.slot);
    for (size_t i = 0; i < wider.cap; i++)
        wider.slot[i] = (struct map_slot){0};
    for (size_t i = 0; i < map->cap; i++)
        if (map->slot[i].key.p)
            *find(&wider, map->slot[i].key, map->slot[i].hash) = map->slot[i];
    free(map->slot);
    *map = wider;
}

uint32_t map_intern(struct map *map, struct arena *arena, struct text key, uint32_t fresh)
{
    if (3 * (map->n + 1) > 2 * map->cap)
        widen(map);
    uint32_t hash = hash_of(key);
    struct map_slot *slot = find(map, key, hash);
    if (!slot->key.p) {
        *slot = (struct map_slot){arena_text(arena, key), hash, fresh};
        map->n++;
    }
    return slot->value;
}
