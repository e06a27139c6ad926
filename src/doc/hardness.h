/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How hard a text may be for the Markdown parser: an estimate in one pass, far too high for nearly
 * all texts. Some of the parser's steps take time in the square of a block's length, where
 * brackets, quotes, tables or the like are many; a text that is hard by this estimate is tried in a
 * child process before it is read. */
#ifndef DOC_HARDNESS_H
#define DOC_HARDNESS_H

#include "doc/template.h"

enum { CELLS_MAX = 500 * 1000 };
#define HARD UINT64_C(200000000) /* below: read at once; about a tenth of a second at worst */

struct hardness {
    uint64_t cost; /* of all */
    size_t all_lines;
    uint64_t most;                 /* of the hardest block: */
    const struct insertion *worst; /* the value it is in; NULL: the text itself */
    size_t offset;                 /* where it begins there */
    char sign;                     /* the one that stands in it most often, so many times */
    size_t count;
    size_t lines;  /* of the block */
    size_t depth;  /* when it is nesting that makes it hard; else 0 */
    bool is_table; /* when it is the lines before a table's delimiter row */
    /* Cells that the parser will make in tables, written or not: short rows are filled up. */
    uint64_t cells;
    size_t crowded;                     /* the row with which they are more than CELLS_MAX */
    const struct insertion *crowded_in; /* as worst */
};

struct hardness hardness_of(struct text);
/* Adds a value that holds Markdown. */
void hardness_add(struct hardness *, const struct insertion *);

#endif
