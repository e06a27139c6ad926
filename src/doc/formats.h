/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be said of a formatter before there is a value: whether it exists, whether its argument
 * is one it knows. So a slip is found even where a loop has no rows. */
#ifndef DOC_FORMATS_H
#define DOC_FORMATS_H

#include "doc/locale.h"

/* Reports what is wrong with the formatter; false then. `at` is the tag's place, `written` the
 * argument as it stands in the template (quotes included) and `written_at` its place. */
bool format_check(const struct format *, struct place at, struct text written,
                  struct place written_at, struct diag *);

struct plural_form {
    struct text selector, text; /* "one", "=1"; what stands in its braces */
};

/* Cuts the next form off the front of *rest. False: there is none; *fault is NULL at the end, else
 * it says what is wrong at the front of *rest. */
bool plural_next(struct text *rest, struct plural_form *out, const char **fault);

#endif
