/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a translation says the same of what is no words. Called by translate.c. */
#ifndef DOC_WORDING_CHECK_H
#define DOC_WORDING_CHECK_H

#include "base/diagnostic.h"
#include "doc/wording.h"

/* What must survive: tags' and formatters' names, sections in order, links' targets, addresses,
 * telephone numbers, code, attributes, references, footnotes, of a table's heads the bars. Each
 * that is missing or new is an error at the place of the translation; numbers that differ are a
 * warning. False: there was an error. */
bool wording_check(struct arena *, const struct wording *source, const struct wording *translation,
                   bool has_bars, struct place, struct diag *);

#endif
