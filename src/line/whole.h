/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read from left to right as one whole in any text: addresses of web and mail, telephone
 * numbers, ISO dates, signed numbers in European digits. Private to line/. */
#ifndef LINE_WHOLE_H
#define LINE_WHOLE_H

#include "line/units.h"

/* The first one at or after unit i: [*from, *to). False: there is none. */
bool whole_find(const struct unit *, size_t n, size_t i, size_t *from, size_t *to);

#endif
