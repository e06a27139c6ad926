/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another program's work on bytes: they are its standard input, what it prints is the result. It
 * sees an empty environment, no open file of ours, and has limits. */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"

struct child_limits {
    unsigned seconds; /* of processor time; it may wait ten times as long */
    size_t memory, output;
};

/* Where the program lies in PATH, in the arena; NULL: nowhere. */
const char *child_find(struct arena *, const char *program);
/* argument: NULL-terminated, [0] the program's path. False: it failed or met a limit; *said is the
 * first line of what it complained about then, and may be empty. */
bool child_run(struct arena *, const char *const *argument, struct text input,
               const struct child_limits *, struct text *output, struct text *said);

#endif
