/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What directional characters may do that come with text (UAX #9): marks and isolates count within
 * their value or paragraph; embeddings and overrides, which make text say something else than it
 * shows, are left out with a warning. */
#ifndef DOC_DIRECTION_H
#define DOC_DIRECTION_H

#include "doc/markdown.h"

/* An embedding, an override or their end. */
bool is_override(uint32_t cp);
/* Warns of each in the text: all stand at one place. */
void direction_judge(struct diag *, struct place, struct text);
/* The text without them. */
struct text direction_clean(struct arena *, struct text);
/* Leaves them out of the letters from that on, with a warning at each one's place. */
void direction_drop(struct passage *, struct letters *, size_t from);
/* A value's isolates end with it, and end nothing of the template's. */
void direction_enclose(struct letters *, size_t from, const struct look *);

#endif
