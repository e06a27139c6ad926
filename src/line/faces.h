/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which face each unit is set in, and how large. Private to line/. */
#ifndef LINE_FACES_H
#define LINE_FACES_H

#include "line/atoms.h"

enum { MOST_MARKS = 64 }; /* on one base; shaping takes time in their square */

bool is_mark(uint32_t cp);
/* What the theme says of a script (hb_script_t) in a stretch, or NULL. */
const struct script_rule *script_rule(const struct paragraph *, const struct stretch *,
                                      uint32_t script);
/* The face an ink asks for; never NULL. diag may be NULL. */
const struct face *ink_face(struct shaper *, const struct stretch *, struct diag *);
/* Gives each unit its face. */
void faces_find(struct shaper *, const struct paragraph *, struct unit *, size_t n, struct diag *);
/* The size of a face in a stretch; first: the face its ink asks for. */
sp fitted_size(const struct shaper *, const struct paragraph *, const struct stretch *,
               const struct face *first, const struct face *, uint32_t script);

#endif
