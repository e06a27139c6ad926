/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hash map from byte strings to numbers: names to their places in an array, digests to files.
 * `{0}` is an empty one. Entries are never removed, and nothing ever walks it, so that hash order
 * cannot reach a file. It lives in one arena, as long as that does. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdint.h>

#include "base/arena.h"

struct map {
    struct map_slot *slot;
    size_t cap, n;
};

/* The number kept under the key; one not seen before gets `fresh`, its key copied to the arena. */
uint32_t map_intern(struct map *, struct arena *, struct text key, uint32_t fresh);
/* The number kept under the key, or UINT32_MAX. */
uint32_t map_find(const struct map *, struct text key);

#endif
