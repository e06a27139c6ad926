/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stays of a page after it is written: enough to point at it and to write its late lines. */
#ifndef PDF_LEAF_H
#define PDF_LEAF_H

#include "base/length.h"

struct leaf {
    uint32_t object;  /* of the page */
    uint32_t late;    /* of its second content stream; 0: none, or written */
    uint32_t parents; /* key in the structure's ParentTree */
    uint32_t marked;  /* MCIDs given out so far */
    sp height;
};

struct leaves {
    struct leaf *leaf;
    size_t n, cap;
};

#endif
