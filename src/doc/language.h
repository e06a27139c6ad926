/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a language's tag says by itself (BCP 47), without a locale being opened. */
#ifndef DOC_LANGUAGE_H
#define DOC_LANGUAGE_H

#include "base/diagnostic.h"

/* The script: the one in the tag, else the one the language is usually written in, by its code in
 * ISO 15924 ("Arab"); "" where nobody knows. */
enum { SCRIPT_CODE = 5 };
void language_script(const char *tag, char script[SCRIPT_CODE]);
/* Whether that script runs from right to left. */
bool language_is_rtl(const char *tag);
/* Whether the tag is well formed and its language one that ISO 639 names. */
bool language_is_known(const char *tag);
/* The language's name in itself, as a list of languages has it: "Français", "العربية"; the tag
 * where nobody knows one. */
const char *language_endonym(struct arena *, const char *tag);
/* Whether it is a language made easy (de-x-leicht): texts of its own, never translated by units. */
bool language_is_easy(const char *tag);
/* Says what is wrong with a tag, and which was meant perhaps. warns: it fails nothing. */
void language_report(struct diag *, struct place, const char *tag, bool warns);

#endif
