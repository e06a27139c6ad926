/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether names are the even steps of a sequence – years, days, quarters, numbers –, so that who
 * reads some of them knows the others. Only then may a chart leave some out. */
#ifndef PAGE_SEQUENCE_H
#define PAGE_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* True if they differ in their numbers alone, which grow, or fall, by equal steps: one number; a
 * part of a year and a year in either order ("Q3 2015", "2015-11"); a day, a month and a year.
 * Names of less than three are none. `name` tells the i-th. */
bool names_are_sequence(struct text (*name)(const void *, size_t), const void *context, size_t n);

#endif
