/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a drawing shows already, and whether a label still finds room in it. */
#ifndef PAGE_CLUTTER_H
#define PAGE_CLUTTER_H

#include "base/arena.h"
#include "page/page.h"

struct clutter {
    struct area within; /* labels must not leave it */
    struct area *area;
    size_t areas, cap;
    struct point (*edge)[2];
    size_t edges, edge_cap;
};

/* Each takes from the arena, which lives as long as the clutter does. */
void clutter_add(struct clutter *, struct arena *, struct area);
void clutter_line(struct clutter *, struct arena *, struct point,
                  struct point); /* a straight one */
/* It is within, and meets nothing that was added; areas that touch do not meet. */
bool clutter_has_room(const struct clutter *, const struct area *);
/* Takes the first of the places that is free, if any is: its index, else n. */
size_t clutter_take(struct clutter *, struct arena *, const struct area *place, size_t n);

#endif
