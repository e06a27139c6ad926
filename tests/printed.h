/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages as the user would read them, to be compared as one text. */
#ifndef TESTS_PRINTED_H
#define TESTS_PRINTED_H

#include <stdlib.h>

#include "base/diagnostic.h"

/* In the arena. */
__attribute__((unused)) static struct text printed_messages(struct arena *arena,
                                                            const struct diag *diag)
{
    char *out = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&out, &n);
    diag_print(diag, file);
    fclose(file);
    struct text copy = arena_text(arena, (struct text){out, n});
    free(out);
    return copy;
}

#endif
