/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colour profiles (ICC) that Debian's packages install. */
#ifndef RUN_PROFILE_H
#define RUN_PROFILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"

/* The sRGB profile that every document carries; NULL: not installed. */
const char *profile_srgb(void);
extern const char *const profile_folders[]; /* where packages put them; NULL ends the list */
/* `dokuwerk profiles`: a line a profile in the folders or below (name, colours, class, file), then
 * what is missing. False when documents cannot be written for want of one. */
bool profiles_report(struct arena *, const char *const *folder, FILE *);

#endif
