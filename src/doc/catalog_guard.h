/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every call of libgettextpo that can fail goes through here: its messages are gathered, in our
 * words. It wants that a handler does not return from a fatal error, hence a longjmp, as in
 * page/jpeg.c; the little that the library has allocated then is lost. */
#ifndef DOC_CATALOG_GUARD_H
#define DOC_CATALOG_GUARD_H

#include <gettext-po.h>

#include "doc/catalog_part.h"

enum {
    MOST_COMPLAINTS = 20,    /* kept; further ones are counted */
    ENOUGH_COMPLAINTS = 1000 /* such a file is not read to its end */
};

/* One end of a message: what is said of a line or an entry. */
struct po_remark {
    const char *words;
    size_t line;          /* 0: it is the entry's */
    po_message_t message; /* or NULL */
};
struct po_complaint {
    struct po_remark first, second; /* second.words NULL: none */
};
struct po_guard {
    struct arena *arena;
    struct po_complaint complaint[MOST_COMPLAINTS];
    size_t complaints;
};

/* Runs the work, which hands the handler to the library. `context` must not lie on the stack of a
 * function that reads what the work has changed in it, unless it is volatile: an arena is right.
 * False: there are complaints. Not to be nested. */
bool po_guarded(struct po_guard *, void (*work)(void *context, po_xerror_handler_t), void *context);
/* What the work itself finds. */
void po_complain(struct po_guard *, const char *words);

#endif
