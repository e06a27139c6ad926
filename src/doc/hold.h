/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document held against what must not be published: every picture it shows, by file and by
 * content, every text it prints, and every cell of the files that go with it. */
#ifndef DOC_HOLD_H
#define DOC_HOLD_H

#include "doc/front.h"
#include "doc/release.h"
#include "doc/tree.h"

struct furniture_text { /* of running heads and feet, besides the front matter's */
    const char *text;
    struct place at;
};

struct held {
    const struct tree *tree;
    struct place title_at; /* of the front matter's; line 0: it has none */
    const struct setting *running;
    size_t runnings;
    const struct furniture_text *furniture;
    size_t furnitures;
    const struct attached *attached;
    size_t attacheds;
};

/* Reports each refused picture and text where it stands; how many there are. */
size_t release_hold(const struct release *, const struct held *, struct diag *);

#endif
