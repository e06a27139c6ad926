/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/map.h"

#include "tests/check.h"

int main(void)
{
    enum { KEYS = 5000 };
    struct arena *arena = arena_new();
    struct map map = {0};
    uint32_t wrong = 0;
    check(map_find(&map, TEXT("a")) == UINT32_MAX, "an empty map has nothing");
    for (uint32_t i = 0; i < KEYS; i++)
        wrong += map_intern(&map, arena, text_of(arena_printf(arena, "key %u", i)), i) != i;
    check(wrong == 0, "a new key gets the number that is given");
    for (uint32_t i = 0; i < KEYS; i++) {
        struct text key = text_of(arena_printf(arena, "key %u", i));
        wrong += map_find(&map, key) != i || map_intern(&map, arena, key, KEYS) != i;
    }
    check(wrong == 0 && map.n == KEYS, "a known one keeps its own, however the map has grown");
    check(map_find(&map, TEXT("key")) == UINT32_MAX, "the beginning of a key is none");
    check(map_intern(&map, arena, TEXT(""), 7) == 7 && map_find(&map, TEXT("")) == 7,
          "the empty key is one");
    check(map_intern(&map, arena, TEXT("a\0b"), 8) == 8 && map_find(&map, TEXT("a")) == UINT32_MAX,
          "a NUL ends none");
    arena_free(arena);
    return check_done();
}
