/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line for each language: its script, and whether its words are hyphenated. */
#ifndef RUN_LANGUAGES_H
#define RUN_LANGUAGES_H

#include <stdio.h>

#include "base/arena.h"

/* patterns: the folder of hyphenation patterns. */
void languages_report(struct arena *, const char *patterns, FILE *);

#endif
