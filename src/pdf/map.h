/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hash map from byte strings to numbers: glyphs with their texts, files, digests. Entries are
 * never removed, and nothing ever walks it, so that hash order cannot reach a file. */
#ifndef PDF_MAP_H
#define PDF_MAP_H

#include <stdint.h>

#include "base/arena.h"

struct map {
    struct map_slot *slot;
    size_t cap, n;
};

void map_done(struct map *);
/* The number kept under the key; one not seen before gets `fresh`, its key copied to the arena. */
uint32_t map_intern(struct map *, struct arena *, struct text key, uint32_t fresh);

#endif
