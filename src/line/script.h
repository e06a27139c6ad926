/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a language's script asks of the lines it stands in. */
#ifndef LINE_SCRIPT_H
#define LINE_SCRIPT_H

#include "line/paragraph.h"

/* The script a language is written in, by its tag or as is likely: the four letters of ISO 15924 as
 * a number (hb_script_t); Latin where nothing is known. */
uint32_t script_of_language(const char *lang);
/* The same of its code: "Arab". */
uint32_t script_of_code(const char *code);
/* Whether it has small letters beside capitals. Georgian's capitals are for titles alone. */
bool script_has_case(uint32_t script);
/* How far apart lines of the language stand, in thousandths of the `leading` that is meant for the
 * Latin of the rules: as they say, else 1000 or what its font's box needs beyond that. */
int64_t script_leading(const struct fonts *, const struct script_rules *, const char *lang,
                       sp leading);

#endif
