/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a translation has come. */
#ifndef DOC_TALLY_H
#define DOC_TALLY_H

#include <stddef.h>

struct catalog;
struct units;

struct tally {
    size_t translated, fuzzy, missing;
};
/* Each message counts once, however many places it stands at. catalog NULL: all is missing. */
struct tally translation_tally(const struct units *, const struct catalog *);
/* Of all the translated, rounded down: 100 only when nothing is fuzzy or missing, as it is when
 * there is nothing to translate. */
int tally_percent(struct tally);

#endif
